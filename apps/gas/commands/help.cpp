// SPDX-License-Identifier: MIT
#include <array>
#include <climits>
#include <csignal>
#include <memory>

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli/command_line.hpp"
#include "cli/descriptor.hpp"
#include "commands.hpp"
#include "gas/text/suggest.hpp"
#include "gas/write/writers.hpp"
#include "run.hpp"

namespace gas::app {

namespace {

struct HelpCommand {
    std::string topic;
    bool list = false;
};

/// The page of `topic` beside the program, in the build tree or in the install tree; empty where there is none.
std::string page_of(const std::string& topic)
{
    std::array<char, PATH_MAX> self{};
    const auto size = ::readlink("/proc/self/exe", self.data(), self.size() - 1);
    if (size <= 0) {
        return "";
    }
    const std::string program(self.data(), static_cast<std::size_t>(size));
    const auto folder = program.substr(0, program.rfind('/'));
    const auto* command = find_command(topic);
    const auto page = topic == "plan" || topic == "table"       ? fmt::format("gas-{}.5", topic)
                      : topic == "gas"                          ? std::string("gas.1")
                      : command != nullptr && command->plumbing ? std::string("gas-git.1")  // which tells of what git runs
                                                                : fmt::format("gas-{}.1", topic);
    const auto section = page.substr(page.size() - 1);
    for (const auto& candidate : {fmt::format("{}/man/{}", folder, page), fmt::format("{}/../share/man/man{}/{}", folder, section, page)}) {
        if (::access(candidate.c_str(), R_OK) == 0) {
            return candidate;
        }
    }
    return "";
}

/// Runs `man` on the page. False where it could not be run.
bool open_page(const std::string& page)
{
    std::string man = "man";
    std::string local = "-l";
    std::string path = page;
    std::array<char*, 4> arguments{man.data(), local.data(), path.data(), nullptr};
    pid_t child = 0;
    std::signal(SIGXFSZ, SIG_DFL);  // which main() ignores, and `man` would take over
    if (::posix_spawnp(&child, "man", nullptr, nullptr, arguments.data(), environ) != 0) {
        return false;
    }
    int status = 0;
    uninterrupted([&] { return ::waitpid(child, &status, 0); });
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/// The commands or the options of one, a line each, with tabs between the fields.
std::string as_list(const Command* command, Console& console)
{
    std::string text;
    if (command == nullptr) {
        for (const auto& one : all_commands()) {
            text += fmt::format("{}\t{}\t{}\n", one.name, one.plumbing ? "plumbing" : "porcelain", one.summary);
        }
        return text;
    }
    CommandLine line(command->name, command->summary);
    const auto body = command->add(line, console);  // holds what the options are read into
    for (const auto& option : line.options()) {
        text += fmt::format("{}\t{}\t{}\n", option.names, option.value, option.help);
    }
    return text;
}

ExitCode run_help(const HelpCommand& help, Console& console)
{
    const auto& topic = help.topic;
    const auto* command = find_command(topic);
    if (help.list && !topic.empty() && command == nullptr) {
        return unknown_command(topic, console);
    }
    if (help.list) {
        return console.out(as_list(command, console)) ? ExitCode::done : ExitCode::failed;
    }
    if (topic.empty()) {
        return run({}, console);
    }
    std::vector<std::string_view> topics{"gas", "plan", "table"};
    for (const auto& one : all_commands()) {
        topics.push_back(one.name);
    }
    if (std::find(topics.begin(), topics.end(), topic) == topics.end()) {
        const auto near = nearest(topic, topics);
        return usage_error(console, fmt::format("there is no help on \"{}\"", visible(topic)),
                           near.empty() ? "`gas` alone lists the commands" : fmt::format("did you mean `gas help {}`?", near));
    }
    const auto page = page_of(topic);
    console.flush_out();
    if (!page.empty() && open_page(page)) {
        return ExitCode::done;
    }
    if (topic == "gas" || topic == "plan" || topic == "table") {
        return usage_error(console, page.empty() ? fmt::format("the manual page on {} is not installed", topic) : "`man` could not be run");
    }
    return run({topic, "--help"}, console);  // no page or no man here: what the command says of itself
}

}  // namespace

std::function<ExitCode()> add_help(CommandLine& line, Console& console)
{
    auto help = std::make_shared<HelpCommand>();
    line.argument("TOPIC", help->topic, "A command, or plan for the file format");
    line.flag("--list", help->list, "List the commands, or the options of a command, for scripts: a line each, with tabs between the fields");
    return [help, &console] { return run_help(*help, console); };
}

}  // namespace gas::app
