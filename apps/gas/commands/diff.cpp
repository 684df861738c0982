// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/findings/findings.hpp"
#include "gas/text/suggest.hpp"
#include "gas/view/diff_report.hpp"
#include "git/diff_sides.hpp"
#include "input/near_plans.hpp"

namespace gas::app {

namespace {

struct DiffCommand {
    std::vector<std::string> words;  ///< OLD NEW, or revisions
    std::vector<std::string> paths;  ///< after `--`
    bool git = false;
    bool cached = false;
    bool exit_code = false;
    std::string fail_on;
    std::string only;
    std::vector<std::string> goals;
    bool hide_text = false;
    bool effects = false;
    std::string max_size = "64M";
    WriteOptions writing;
    TalkOptions talk;
};

/// Changes by their class, or by what they did whatever their class.
struct ChangeChoice {
    std::vector<ChangeClass> classes;
    bool past_score = false;  ///< those that moved T or the change of an entry that was there before
    [[nodiscard]] bool empty() const { return classes.empty() && !past_score; }
    [[nodiscard]] bool has(const Change& change) const
    {
        return (past_score && change.moved_scores) || std::find(classes.begin(), classes.end(), change.change_class) != classes.end();
    }
};

/// The choice that a list with commas names; a message where a word of it is no class.
std::string read_classes(const std::string& text, std::string_view option, ChangeChoice& choice)
{
    constexpr std::string_view past_score = "past-score";
    for (const auto& word : split_list(text)) {
        const auto found = from_word<ChangeClass>(word);
        if (!found && word != past_score) {
            std::vector<std::string_view> names(words<ChangeClass>().begin(), words<ChangeClass>().end());
            names.push_back(past_score);
            const auto near = nearest(word, names);
            return fmt::format("{} takes classes of changes, not \"{}\"{}", option, visible(word),
                               near.empty() ? ": " + fmt::format("{}", fmt::join(names, ", ")) : fmt::format("; did you mean {}?", near));
        }
        choice.past_score = choice.past_score || !found;
        if (found) {
            choice.classes.push_back(*found);
        }
    }
    return "";
}

/// Whether a change is asked for.
bool wanted(const Change& change, const ChangeChoice& only, const std::vector<std::string>& goals)
{
    return (only.empty() || only.has(change)) && (goals.empty() || std::find(goals.begin(), goals.end(), change.goal) != goals.end());
}

std::size_t change_count(const Comparison& comparison)
{
    std::size_t count = 0;
    for (const auto& plan : comparison.plans) {
        count += plan.diff.changes.size();
    }
    return count;
}

/// Takes out of a comparison what was not asked for. An effect stays where a change that made it does.
void choose(Comparison& comparison, const ChangeChoice& only, const std::vector<std::string>& goals)
{
    if (only.empty() && goals.empty()) {
        return;
    }
    comparison.texts_only.clear();
    for (auto& plan : comparison.plans) {
        keep_changes(plan, [&](const Change& change) { return wanted(change, only, goals); });
    }
    std::erase_if(comparison.plans, [](const auto& plan) { return plan.diff.changes.empty(); });
}

bool write_comparison(const DiffSides& sides, const Comparison& comparison, const DiffCommand& command, const Console& console, Output& output)
{
    const auto& writing = command.writing;
    const auto table = table_style(writing, console);
    const DiffStyle style{table.color, command.hide_text, writing.digits};
    if (writing.format == "text") {
        return output.write(diff_text(comparison, style));
    }
    if (writing.format == "markdown") {
        return output.write(diff_markdown(comparison, style));
    }
    const auto changes = changes_frame(comparison, command.hide_text);
    const bool alone = command.effects && writing.format != "json";
    const auto effects = effects_frame(comparison, alone);
    auto head = envelope("gas.diff/1");
    head.tables = {{"effects", &effects}};
    head.left_out = sides.left_out;
    for (const std::vector<Finding>* problems : {&sides.problems, &comparison.problems}) {
        for (const auto& problem : *problems) {
            head.problems.push_back(as_json(problem));
        }
    }
    if (writing.format == "table" && !command.effects) {
        return write_frame(changes, writing, head, table, output) &&
               (effects.row_count() == 0 || (output.write("\n") && write_frame(effects, writing, head, table, output)));
    }
    return write_frame(alone ? effects : changes, writing, head, table, output);
}

/// Tells of plans that git does not know yet, and of those of their participants whose plan is told as removed.
void tell_untracked(const DiffSides& sides, const Comparison& comparison, const Console& console)
{
    const auto count = sides.untracked.size();
    if (count == 0) {
        return;
    }
    const auto& first = sides.untracked.front();
    console.err(fmt::format("gas: not compared: {} that git does not track, {}{}; `{}` has {} compared\n", counted(count, "plan"), visible(first.path),
                            count > 1 ? ", …" : "", visible(first.cure), count > 1 ? "that one" : "it"));
    std::set<std::string> removed;
    for (const auto& plan : comparison.plans) {
        if (plan.new_name.empty()) {
            removed.insert(plan.id);
        }
    }
    std::vector<std::string> still_there;
    for (const auto& [path, cure] : removed.empty() ? std::vector<UntrackedPlan>() : sides.untracked) {
        const auto text = read_source({path, false}, sides.max_size, console);
        const auto* source = std::get_if<SourceText>(&text);
        for (const auto& read : source != nullptr ? read_plans(*source).plans : std::vector<ReadPlan>()) {
            if (removed.contains(read.plan.id)) {
                still_there.push_back(fmt::format("{} in {}", visible(read.plan.id), visible(path)));
            }
        }
    }
    if (!still_there.empty()) {
        console.err(fmt::format("gas: told as removed, and still there where git does not track {}: {}{}\n", still_there.size() == 1 ? "it" : "them",
                                still_there.front(), still_there.size() > 1 ? fmt::format(" and {} more", still_there.size() - 1) : std::string()));
    }
}

/// What the arguments ask to be compared; a message where they ask for nothing that can be.
DiffSides sides_of(const DiffCommand& command, const Console& console)
{
    DiffSides sides;
    const auto max_size = read_size(command.max_size, sides.refusal);
    if (!max_size) {
        return sides;
    }
    if (command.git && command.words.size() > 2) {
        sides.refusal = "--git takes two revisions at most";
        sides.hint = "put paths behind `--`: gas diff --git HEAD~1 -- plans/";
    } else if (command.git) {
        return open_git_range({command.words, command.paths, command.cached, false}, *max_size, console);
    } else if (command.cached) {
        sides.refusal = "--cached goes with --git";
    } else {
        auto both = command.words;
        both.insert(both.end(), command.paths.begin(), command.paths.end());
        if (both.size() == 2) {
            return open_sides(both[0], both[1], *max_size, console);
        }
        sides.refusal = both.size() > 2 ? "two things can be compared, not more" : "what is to be compared?";
        sides.hint = "`gas diff OLD NEW` compares files, folders or REVISION:path; `gas diff --git` the last commit with the work tree";
    }
    return sides;
}

ExitCode run_diff(const DiffCommand& command, Console& console)
{
    ChangeChoice only;
    ChangeChoice fail_on;
    auto wrong = read_classes(command.only, "--only", only);
    wrong = wrong.empty() ? read_classes(command.fail_on, "--fail-on", fail_on) : wrong;
    if (!wrong.empty()) {
        return usage_error(console, wrong);
    }
    auto sides = sides_of(command, console);
    if (!sides.refusal.empty()) {
        return usage_error(console, sides.refusal, sides.hint);
    }
    tell_near_plans(sides.near_plans, console);
    gas::add(sides.left_out, "near_plans", sides.near_plans.size());
    auto comparison = compare(sides, console);
    tell_untracked(sides, comparison, console);
    gas::add(sides.left_out, "untracked_plans", sides.untracked.size());
    for (const auto& goal : command.goals) {
        if (!comparison.goals.contains(goal)) {
            console.err(fmt::format("gas: warning: none of the plans that differ has a goal \"{}\"\n", visible(goal)));
        }
    }
    const auto all_changes = change_count(comparison);
    choose(comparison, only, command.goals);
    const auto not_shown = all_changes - change_count(comparison);
    gas::add(sides.left_out, "changes", not_shown);
    if (not_shown > 0) {
        console.err(fmt::format("gas: not shown: {} that {} not ask for\n", counted(not_shown, "change"),
                                command.goals.empty() ? "--only does"
                                : only.empty()        ? "--goal does"
                                                      : "--only and --goal do"));
    }
    Output output(command.writing.output, console);
    if (!output.open(sides.read)) {
        return usage_error(console, output.error());
    }
    const FindingStyle style{use_color(command.writing, console, console.err_is_terminal), command.talk.show_text, true};
    const bool failed = !sides.problems.empty() || !comparison.problems.empty();
    for (const std::vector<Finding>* problems : {&std::as_const(sides.problems), &std::as_const(comparison.problems)}) {
        for (const auto& problem : *problems) {
            console.err(as_text(problem, style));
        }
    }
    const bool told = command.writing.format == "text" && !output.is_file();  // the text itself says so
    for (const auto& file : told ? std::vector<std::string>() : comparison.broken) {
        console.err(fmt::format("gas: {} has errors: what could be read of it was compared, what is missing from it was not told\n", visible(file)));
    }
    if (failed && output.is_file() && !command.writing.keep_going) {
        return usage_error(console, fmt::format("{} was not written", visible(command.writing.output)), "--keep-going writes what could be compared");
    }
    if (!finish(write_comparison(sides, comparison, command, console, output), output, console) || failed) {
        return ExitCode::failed;
    }
    bool fails = command.exit_code && !comparison.plans.empty();
    for (const auto& plan : comparison.plans) {
        fails = fails || std::any_of(plan.diff.changes.begin(), plan.diff.changes.end(), [&](const auto& change) { return fail_on.has(change); });
    }
    return fails ? ExitCode::findings : ExitCode::done;
}

}  // namespace

std::function<ExitCode()> add_diff(CommandLine& line, Console& console)
{
    auto command = std::make_shared<DiffCommand>();
    line.arguments("OLD NEW", command->words, "Plan files, folders, - for standard input, or git objects as REVISION:path; with --git, revisions");
    line.flag("--git", command->git, "Compare plans in git: the last commit, or REVISION, with the work tree, or two revisions");
    line.flag("--cached", command->cached, "With --git: the index instead of the work tree");
    line.behind_dashes(command->paths);
    line.flag("--exit-code", command->exit_code, "Exit 1 where there is any change in meaning");
    line.text("--fail-on CLASS,...", command->fail_on, "Exit 1 on changes of these classes: edited-ratings, scale-change, past-score, ...");
    line.text("--only CLASS,...", command->only, "Only changes of these classes");
    line.texts("--goal ID", command->goals, "Only changes of this goal; may be given again");
    line.flag("--hide-text", command->hide_text, "Say that a text differs, and show no text of the plan");
    line.flag("--effects", command->effects, "csv, tsv, jsonl and table: the effects on T instead of the changes");
    line.text("--max-size SIZE", command->max_size, "Largest plan file that is read (default 64M)");
    add_write_options(line, command->writing, {"text", "markdown"});
    line.flag("--keep-going", command->writing.keep_going, "With -o: write the file although a plan could not be read");
    add_talk_options(line, command->talk);
    return [command, &console] { return run_diff(*command, console); };
}

}  // namespace gas::app
