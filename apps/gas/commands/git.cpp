// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <memory>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/command_line.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

struct GitCommand {
    std::string verb;
    bool global = false;
    bool remove = false;
    bool dry_run = false;
};

struct Setting {
    std::string_view key;
    std::string_view value;
};

/// git hands these lines to a shell, and what is to be shown as its arguments. A path of the work tree that begins with a dash comes as it is, hence
/// the `--`. Where there is no gas (126, 127: it cannot be run) git goes by lines as it would without us: it takes a driver that failed for a
/// conflict in which our side alone is left, so 0 and 1, which gas answers, are the only ones that can stand, and the other side is never lost.
constexpr std::array<Setting, 5> settings = {{
    {"diff.gas.command",
     "f() { gas git-diff-driver -- \"$@\"; s=$?; case $s in 126|127) git --no-pager diff --no-index --no-ext-diff --no-textconv -- \"$2\" \"$5\"; s=0;; esac; "
     "return $s; }; f"},
    {"diff.gas.textconv", "f() { gas textconv -- \"$@\"; s=$?; case $s in 126|127) cat < \"$1\"; s=$?;; esac; return $s; }; f"},
    {"merge.gas.name", "goal attainment plans, by meaning"},
    {"merge.gas.driver",
     "gas git-merge-driver %O %A %B %L %P; s=$?; case $s in 0|1) ;; *) echo merged by lines, without gas: %P >&2; "
     "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; s=$?;; esac; exit $s"},
    {"difftool.gas.cmd", "gas diff -- \"$LOCAL\" \"$REMOTE\""},
}};
constexpr std::array<std::string_view, 2> attribute_lines = {"*.gas.yaml diff=gas merge=gas", "*.gas.yml diff=gas merge=gas"};

std::string without_line_end(std::string text)
{
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

/// The file of attributes: that of the work tree, of a bare repository, or of the user. Empty, and why, where there is none to write to.
std::string attributes_file(const GitCommand& command, const Console& console, Refusal& refusal)
{
    if (!command.global) {
        const auto place = git_place();
        if (place) {
            return place->top + ".gitattributes";
        }
        const auto folder = run_git({"rev-parse", "--git-dir"});
        if (!folder.good()) {
            refusal = {folder.reason(), folder.hint("run it inside a repository, or with --global for all repositories of this user")};
            return "";
        }
        return without_line_end(folder.out) + "/info/attributes";
    }
    const auto named = run_git({"config", "--global", "--type=path", "core.attributesFile"});
    if (named.good()) {
        return without_line_end(named.out);
    }
    const auto config = console.environment("XDG_CONFIG_HOME").value_or("");
    const auto home = console.environment("HOME").value_or("");
    if (config.empty() && home.empty()) {
        refusal = {"there is no HOME to keep settings in", "set HOME, or run it inside a repository without --global"};
        return "";
    }
    return (config.empty() ? home + "/.config" : config) + "/git/attributes";
}

/// Whether git will find the program under the name that the settings have.
bool on_path(const Console& console)
{
    const auto path = console.environment("PATH").value_or("");
    std::string_view rest = path;
    while (!rest.empty()) {
        if (::access((std::string(take_until(rest, ':')) + "/gas").c_str(), X_OK) == 0) {
            return true;
        }
    }
    return false;
}

/// The folders above a file, made where they are missing.
void make_folders(const std::string& file)
{
    for (auto slash = file.find('/', 1); slash != std::string::npos; slash = file.find('/', slash + 1)) {
        ::mkdir(file.substr(0, slash).c_str(), 0777);
    }
}

/// The lines of attributes with ours in them, or without.
std::string new_attributes(std::string_view text, bool remove)
{
    std::string out;
    std::array<bool, attribute_lines.size()> seen{};
    while (!text.empty()) {
        const auto line = take_line(text);
        const auto ours = std::find(attribute_lines.begin(), attribute_lines.end(), line.substr(0, line.find_last_not_of(" \t\r\n") + 1));
        if (ours != attribute_lines.end()) {
            seen[static_cast<std::size_t>(ours - attribute_lines.begin())] = true;
        }
        if (ours == attribute_lines.end() || !remove) {
            out += line;
        }
    }
    for (std::size_t i = 0; i < attribute_lines.size() && !remove; ++i) {
        if (!seen[i]) {
            out += (out.empty() || out.ends_with('\n') ? "" : "\n") + std::string(attribute_lines[i]) + "\n";
        }
    }
    return out;
}

/// Sets or removes one setting of git. False where git refused, which has then been told.
bool apply_setting(const Setting& setting, const GitCommand& command, Console& console)
{
    const std::string where = command.global ? "--global" : "--local";
    const auto now = run_git({"config", where, "--get", std::string(setting.key)});
    const bool is_set = now.good();
    if (command.remove ? !is_set : is_set && without_line_end(now.out) == setting.value) {
        console.out(fmt::format("unchanged: {} is {}\n", setting.key, command.remove ? "not set" : "set already"));
        return true;
    }
    const auto told = command.remove ? fmt::format("remove {}\n", setting.key) : fmt::format("set {} = {}\n", setting.key, setting.value);
    if (command.dry_run) {
        console.out(told);
        return true;
    }
    const auto done = command.remove ? run_git({"config", where, "--unset-all", std::string(setting.key)})
                                     : run_git({"config", where, "--replace-all", std::string(setting.key), std::string(setting.value)});
    if (!done.good()) {
        print_error(console, fmt::format("git config: {}", done.reason()));
        return false;
    }
    console.out(told);
    return true;
}

bool apply_attributes(const std::string& file, const GitCommand& command, Console& console)
{
    std::string text;
    if (on_disk(file)) {
        auto read = read_input({file, false}, std::size_t{1} << 20U, console);
        if (const auto* problem = std::get_if<Finding>(&read)) {
            print_error(console, fmt::format("{}: {}", visible(file), problem->message));
            return false;
        }
        text = std::move(std::get<std::string>(read));
    }
    const auto wanted = new_attributes(text, command.remove);
    if (wanted == text || (command.remove && text.empty())) {
        console.out(fmt::format("unchanged: {} {}\n", visible(file), command.remove ? "has no line for plans" : "names plans already"));
        return true;
    }
    for (const auto line : attribute_lines) {
        console.out(fmt::format("{} {}: {}\n", command.remove ? "remove from" : "write to", visible(file), line));
    }
    if (command.dry_run) {
        return true;
    }
    if (wanted.empty()) {
        return ::unlink(file.c_str()) == 0;
    }
    make_folders(file);
    Output output(file, console);
    if (!output.open_to_change() || !output.write(wanted) || !output.commit()) {
        print_error(console, output.error());
        return false;
    }
    return true;
}

ExitCode run_git_command(const GitCommand& command, Console& console)
{
    if (command.verb.empty()) {
        return usage_error(console, "what is git to be told? `gas git` has one command, setup",
                           "`gas git setup` makes git show and merge plans by meaning, in this repository");
    }
    if (command.verb != "setup") {
        return usage_error(console, fmt::format("`gas git` has no command \"{}\"", visible(command.verb)),
                           "`gas git setup` makes git show and merge plans by meaning");
    }
    Refusal refusal;
    const auto file = attributes_file(command, console, refusal);
    if (!refusal.why.empty()) {
        return usage_error(console, refusal.why, refusal.hint);
    }
    bool good = true;
    for (const auto& setting : settings) {
        good = good && apply_setting(setting, command, console);
    }
    good = good && apply_attributes(file, command, console);
    if (!good) {
        return ExitCode::failed;
    }
    if (!command.remove && !on_path(console)) {
        console.err("gas: warning: no `gas` on the PATH; git shows and merges plans by lines until there is one\n");
    }
    if (!command.remove && !command.global) {
        console.out("git takes no settings from a repository: whoever clones it runs `gas git setup` once\n");
    }
    return ExitCode::done;
}

}  // namespace

std::function<ExitCode()> add_git(CommandLine& line, Console& console)
{
    auto command = std::make_shared<GitCommand>();
    line.argument("setup", command->verb, "Make git show and merge plans by meaning, in this repository");
    line.flag("--global", command->global, "For all repositories of this user");
    line.flag("--remove", command->remove, "Take the settings and attributes out again");
    line.flag("-n,--dry-run", command->dry_run, "Say what would be done, and do nothing");
    return [command, &console] { return run_git_command(*command, console); };
}

}  // namespace gas::app
