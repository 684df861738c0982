// SPDX-License-Identifier: MIT
// Runs golden cases one after the other in this process: golden_in_process < CASES
// CASES is a list of texts, each ended by a NUL: for each case its working folder and the number of its commands; for each command the file of its
// standard input, the number of its arguments, and these. What a case printed and its status are written as out, err and code beside its folder. A command
// finds the process as a shell would have started it, but for what it left in memory.
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "run.hpp"

namespace {

/// The texts of the list; at() throws at its end.
class Texts {
public:
    explicit Texts(std::istream& in)
    {
        for (std::string text; std::getline(in, text, '\0');) {
            texts_.push_back(text);
        }
    }
    bool more() const { return next_ < texts_.size(); }
    const std::string& text() { return texts_.at(next_++); }
    std::size_t number() { return std::stoul(text()); }

private:
    std::vector<std::string> texts_;
    std::size_t next_ = 0;
};

struct Printed {
    std::string out;
    std::string err;
    int code = 0;
};

void run_command(const std::string& input, const std::vector<std::string>& arguments, Printed& printed)
{
    gas::app::Console console;
    console.out = [&](std::string_view bytes) {
        printed.out += bytes;
        return true;
    };
    console.flush_out = [] { return true; };
    console.err = [&](std::string_view bytes) { printed.err += bytes; };
    console.in = ::open(input.c_str(), O_RDONLY | O_CLOEXEC);
    console.environment = [](const char* name) -> std::optional<std::string> {
        const char* value = std::getenv(name);
        return value != nullptr ? std::optional<std::string>(value) : std::nullopt;
    };
    printed.code = static_cast<int>(gas::app::run(arguments, console));
    ::close(console.in);
}

void write(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }

}  // namespace

int main()
{
    Texts texts(std::cin);
    const auto mask = ::umask(0);
    while (texts.more()) {
        const std::filesystem::path folder = texts.text();
        const auto home = folder.parent_path();
        ::setenv("HOME", home.c_str(), 1);
        ::setenv("TMPDIR", home.c_str(), 1);
        Printed printed;
        for (auto commands = texts.number(); commands > 0; --commands) {
            const auto input = texts.text();
            std::vector<std::string> arguments(texts.number());
            for (auto& argument : arguments) {
                argument = texts.text();
            }
            std::filesystem::current_path(folder);
            ::umask(mask);
            std::signal(SIGPIPE, SIG_DFL);
            run_command(input, arguments, printed);
        }
        write(home / "out", printed.out);
        write(home / "err", printed.err);
        write(home / "code", printed.code == 0 ? "" : std::to_string(printed.code) + "\n");
    }
    std::filesystem::current_path("/");
    return 0;
}
