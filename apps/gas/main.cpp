// SPDX-License-Identifier: MIT
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "run.hpp"

namespace {

std::size_t terminal_columns()
{
    winsize size{};
    return ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

/// Samples of a large study are made and freed for each figure: memory that went back to the system each time would cost more than the sums.
void keep_freed_memory()
{
#ifdef __GLIBC__
    constexpr int kept = 32 << 20;
    ::mallopt(M_MMAP_THRESHOLD, kept);
    ::mallopt(M_TRIM_THRESHOLD, kept);
#endif
}

}  // namespace

int main(int argc, char** argv)
{
    keep_freed_memory();
    std::signal(SIGXFSZ, SIG_IGN);  // a file larger than this user may write is told of, as a full disk is
    std::signal(SIGCHLD, SIG_DFL);  // where a parent ignores it, nobody learns how git ended
    const mode_t mask = ::umask(0);
    ::umask(mask);
    std::string buffer;
    bool good = true;  // once a write has failed, the output has a hole
    bool outlives_readers = false;
    const auto flush = [&] {
        // a reader who has left wants no more, and takes nothing from the files that are written beside standard output
        good = good && (gas::app::write_all(STDOUT_FILENO, buffer) || (outlives_readers && errno == EPIPE));
        buffer.clear();
        return good;
    };
    gas::app::Console console;
    console.out = [&](std::string_view bytes) {
        buffer.append(bytes);
        return buffer.size() < 65536 || flush();
    };
    console.flush_out = flush;
    console.err = [&](std::string_view bytes) {
        flush();  // what was said first is read first
        gas::app::write_all(STDERR_FILENO, bytes);
    };
    console.outlive_readers = [&] {
        std::signal(SIGPIPE, SIG_IGN);
        outlives_readers = true;
    };
    console.new_file_mode = 0666U & ~mask;
    console.in_is_terminal = ::isatty(STDIN_FILENO) == 1;
    console.out_is_terminal = ::isatty(STDOUT_FILENO) == 1;
    console.err_is_terminal = ::isatty(STDERR_FILENO) == 1;
    console.columns = console.out_is_terminal ? terminal_columns() : 0;
    console.environment = [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
    };
    return static_cast<int>(gas::app::run(std::vector<std::string>(argv + 1, argv + argc), console));
}
