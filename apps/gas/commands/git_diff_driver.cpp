// SPDX-License-Identifier: MIT
#include <utility>

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "commands.hpp"
#include "gas/findings/findings.hpp"
#include "gas/view/diff_report.hpp"
#include "gas/write/writers.hpp"
#include "git/diff_sides.hpp"
#include "git/git.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

/// What git tells a diff driver: seven words, nine for a renamed file.
struct DiffCall {
    std::string path, old_file, old_hash, old_mode, new_file, new_hash, new_mode, new_path;
};

/// Colour as git itself would use it here: under its pager neither stream is a terminal.
bool wants_color(const Console& console)
{
    if (const auto no_color = console.environment("NO_COLOR"); no_color && !no_color->empty()) {
        return false;
    }
    if (console.environment("GIT_PAGER_IN_USE") == "true" && run_git({"config", "--type=bool", "color.pager"}).out == "false\n") {
        return false;
    }
    // that it runs under a pager, git sees itself
    return run_git({"config", "--get-colorbool", "color.diff", console.out_is_terminal ? "true" : "false"}).out == "true\n";
}

/// One side of the call, if it is there at all.
void add_version(const std::string& file, std::string name, std::vector<TextVersion>& files, std::vector<Finding>& problems, const Console& console)
{
    if (file == "/dev/null") {
        return;
    }
    auto source = read_source({file, false}, max_plan_bytes, console);
    if (auto* problem = std::get_if<Finding>(&source)) {
        problem->file = std::move(name);
        problems.push_back(std::move(*problem));
        return;
    }
    auto& text = std::get<SourceText>(source);
    text.name = std::move(name);
    files.push_back({"", std::move(text)});
}

/// Symbolic links and submodules are no plans.
bool is_other(const std::string& mode) { return mode.starts_with("1") && !is_file_mode(mode); }

/// What such a side is. git hands it over as a file: with the path that the link points to, or the words "Subproject commit …".
std::string other_line(const DiffCall& call, const std::string& file, const std::string& mode, std::string_view verb, const Console& console)
{
    if (!is_other(mode)) {
        return "";
    }
    const auto bytes = read_input({file, false}, max_plan_bytes, console);
    const auto* text = std::get_if<std::string>(&bytes);
    const auto line = text != nullptr ? visible(text->substr(0, text->find('\n'))) : "?";
    return fmt::format("{} {} {}{}\n", visible(call.path), verb, mode == "120000" ? "a symbolic link to " : "", line);
}

/// What git itself would say above the hunks.
std::string head_of(const DiffCall& call)
{
    std::string text;
    if (!call.new_path.empty() && call.new_path != call.path) {
        text += fmt::format("{} is now {}\n", visible(call.path), visible(call.new_path));
    }
    const bool both = call.old_mode != "." && call.new_mode != "." && !call.old_mode.empty() && !call.new_mode.empty();
    if (both && call.old_mode != call.new_mode) {
        text += fmt::format("{}: mode {} -> {}\n", visible(call.path), visible(call.old_mode), visible(call.new_mode));
    }
    return text;
}

/// git dies where its driver exits with anything but 0, so what is wrong is told and the status is 0 all the same.
ExitCode run_diff_driver(std::vector<std::string> words, Console& console)
{
    // a pager that is closed early ends git quietly, and must not end its driver by a signal, which git would call a crash
    console.outlive_readers();
    if (!words.empty() && words[0] == "--") {
        words.erase(words.begin());
    }
    if (words.size() == 1) {
        console.out(fmt::format("{}: not merged yet\n", visible(words[0])));
        return ExitCode::done;
    }
    if (words.size() != 7 && words.size() != 9) {
        return usage_error(console, "git-diff-driver is run by git, with 7 or 9 arguments",
                           "`gas git setup` tells git to; `gas diff OLD NEW` compares two files");
    }
    DiffCall call{words[0], words[1], words[2], words[3], words[4], words[5], words[6], words.size() == 9 ? words[7] : ""};
    const auto& path = call.new_path.empty() ? call.path : call.new_path;
    DiffSides sides;
    if (!is_other(call.old_mode)) {
        add_version(call.old_file, call.path + " (before)", sides.old_files, sides.problems, console);
    }
    if (!is_other(call.new_mode)) {
        add_version(call.new_file, path, sides.new_files, sides.problems, console);
    }
    if (!sides.old_files.empty() && !sides.new_files.empty() && sides.old_files[0].source.bytes == sides.new_files[0].source.bytes) {
        sides = DiffSides();  // renamed, or another mode: the head says it all
    }
    const auto comparison = sides.problems.empty() ? compare(sides, console) : Comparison();
    auto text = head_of(call) + other_line(call, call.old_file, call.old_mode, "was", console) + other_line(call, call.new_file, call.new_mode, "is", console);
    for (const std::vector<Finding>* problems : {&std::as_const(sides.problems), &comparison.problems}) {
        for (const auto& problem : *problems) {
            text += as_text(problem, {});
        }
    }
    text += diff_text(comparison, {!comparison.plans.empty() && wants_color(console), false, 1});
    const auto counter = console.environment("GIT_DIFF_PATH_COUNTER");
    const bool last = counter && counter == console.environment("GIT_DIFF_PATH_TOTAL");
    console.out(text + (last || text.empty() ? "" : "\n"));
    return ExitCode::done;
}

}  // namespace

std::function<ExitCode()> add_git_diff_driver(CommandLine& line, Console& console)
{
    auto words = std::make_shared<std::vector<std::string>>();
    line.everything(*words);  // a path may begin with a dash
    return [words, &console] { return run_diff_driver(*words, console); };
}

}  // namespace gas::app
