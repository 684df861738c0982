// SPDX-License-Identifier: MIT
#include "edit/folder_lock.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <climits>
#include <csignal>
#include <cstring>
#include <thread>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// Asks again until `attempt` has an answer, for ten seconds. Whether it had one.
template <typename Attempt>
bool had_in_time(Attempt attempt)
{
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 10s;
    for (auto pause = 1ms; !attempt(); pause = std::min(pause * 2, 20ms)) {
        if (std::chrono::steady_clock::now() >= end) {
            return false;
        }
        std::this_thread::sleep_for(pause);
    }
    return true;
}

/// "HOST PID": who has a lock that is a file.
std::string this_process()
{
    std::array<char, HOST_NAME_MAX + 1> host{};
    ::gethostname(host.data(), host.size() - 1);
    return fmt::format("{} {}\n", host.data(), ::getpid());
}

/// Whether the process that made a lock has ended on this machine; of one on another, nobody here knows.
bool is_left(const std::string& lock)
{
    const Descriptor file(::open(lock.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    std::array<char, HOST_NAME_MAX + 32> bytes{};
    const auto n = file.is_open() ? uninterrupted([&] { return ::read(file.get(), bytes.data(), bytes.size()); }) : -1;
    const std::string_view text(bytes.data(), static_cast<std::size_t>(std::max<ssize_t>(n, 0)));
    const auto own = this_process();
    const auto own_host = std::string_view(own).substr(0, own.rfind(' ') + 1);
    pid_t pid = 0;
    if (!text.starts_with(own_host) || !text.ends_with('\n') ||
        std::from_chars(text.data() + own_host.size(), text.data() + text.size(), pid).ec != std::errc{}) {
        return false;
    }
    struct stat read {};
    struct stat there {};
    return pid > 0 && ::kill(pid, 0) != 0 && errno == ESRCH && ::fstat(file.get(), &read) == 0 && ::lstat(lock.c_str(), &there) == 0 &&
           read.st_ino == there.st_ino;
}

EditProblem refused_by_system(const std::string& folder, std::string_view what)
{
    return {fmt::format("{} {}: {}", visible(folder), what, std::strerror(errno)), ""};
}

}  // namespace

FolderLock::~FolderLock()
{
    if (!lock_file_.empty()) {
        ::unlink(lock_file_.c_str());
    }
}

EditProblem FolderLock::take(const std::string& of, const std::string& file)
{
    const auto folder = of.empty() ? "./" : of;
    folder_ = Descriptor(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!folder_.is_open()) {
        return refused_by_system(folder, "cannot be read");
    }
    int wrong = 0;
    const auto attempt = [&] {
        wrong = ::flock(folder_.get(), LOCK_EX | LOCK_NB) == 0 ? 0 : errno;
        return wrong != EWOULDBLOCK && wrong != EINTR;
    };
    if (!had_in_time(attempt)) {
        return {fmt::format("another gas is writing in {}", visible(folder)), "try again when it has ended"};
    }
    if (wrong == EBADF || wrong == EINVAL || wrong == ENOLCK || wrong == EOPNOTSUPP) {
        return take_file(folder, file);
    }
    errno = wrong;
    return wrong == 0 ? EditProblem{} : refused_by_system(folder, "cannot be locked");
}

/// As git locks: whoever makes the file has the lock.
EditProblem FolderLock::take_file(const std::string& folder, const std::string& file)
{
    const auto lock = folder + "." + file + ".gas-lock";
    Descriptor made;
    const auto attempt = [&] {
        made = Descriptor(::open(lock.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666));
        if (made.is_open() || errno != EEXIST) {
            return true;
        }
        if (is_left(lock)) {
            ::unlink(lock.c_str());
        }
        return false;
    };
    if (!had_in_time(attempt)) {
        return {fmt::format("another gas is writing in {}", visible(folder)), fmt::format("if none is, on no machine, remove {}", visible(lock))};
    }
    if (!made.is_open()) {
        return refused_by_system(lock, "cannot be written");
    }
    lock_file_ = lock;
    return write_all(made.get(), this_process()) && made.close() ? EditProblem{} : refused_by_system(lock, "cannot be written");
}

std::string FolderLock::sync() const
{
    // a file system that has nothing to do for a folder says EINVAL
    return ::fsync(folder_.get()) == 0 || errno == EINVAL ? "" : std::strerror(errno);
}

}  // namespace gas::app
