// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/plan/date.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/diff_report.hpp"
#include "gas/write/cells.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"
#include "git/git_history.hpp"
#include "input/inputs.hpp"
#include "input/nameless_file.hpp"

namespace gas::app {

namespace {

/// Days that a rating may wait to be written down.
constexpr double usual_delay = 7;

struct HistoryCommand {
    std::string path;
    bool is_folder = false;
    std::optional<double> late;
    std::string max_size = "64M";
    WriteOptions writing;
};

/// The day of a time that git gives as 2026-04-12T10:00:00+02:00.
std::optional<Date> day_of(const std::string& time) { return parse_date(std::string_view(time).substr(0, std::min<std::size_t>(10, time.size()))); }

/// Days from a rating's date to the day it was written down, of the entry that waited longest; nothing without a new rating.
std::optional<int> days_waited(const ComparedPlan& plan, const std::optional<Date>& written)
{
    std::optional<int> days;
    const auto see = [&](const Date& dated) {
        const auto waited = written ? days_between(dated, *written) : 0;
        days = std::max(days.value_or(waited), waited);
    };
    for (const auto& change : plan.diff.changes) {
        if (change.fact == FactKind::rating && !change.before) {
            see(*change.date);
        } else if (change.field == "plan" && plan.new_plan) {
            std::for_each(plan.new_plan->ratings.begin(), plan.new_plan->ratings.end(), [&](const auto& entry) { see(entry.date); });
        }
    }
    return written ? days : std::nullopt;
}

Frame history_frame()
{
    return Frame({text_column("commit"), date_column("date"), date_column("author_date"), text_column("author"), text_column("id"), text_column("changed"),
                  hidden(text_column("worst")), integer_column("days"), text_column("flag"), number_column("t"), number_column("t_change"),
                  text_column("entry"), hidden(text_column("file"))},
                 0, nameless_spool());
}

/// One commit's work on one plan as a row.
std::vector<Cell> row_of(const Commit& commit, const std::string& id, const std::string& changed, const std::string& file)
{
    constexpr std::size_t short_hash = 10;
    const bool committed = !commit.hash.empty();
    std::vector<Cell> cells(13);
    cells[0] = committed ? Cell{commit.hash.substr(0, short_hash)} : Cell{std::string("(not yet)")};
    cells[1] = text_cell(commit.date.substr(0, 10));
    cells[2] = text_cell(commit.author_date.substr(0, 10));
    cells[3] = text_cell(commit.author);
    cells[4] = text_cell(id);
    cells[5] = text_cell(changed);
    cells[12] = text_cell(file);
    return cells;
}

/// T of the entry that is dated latest, whoever rated it.
void set_score(const std::optional<ScoreRow>& latest, std::vector<Cell>& cells)
{
    if (latest) {
        cells[9] = Cell{*latest->t};
        cells[10] = number_cell(latest->t_change);
        cells[11] = Cell{entry_name(*latest->date, latest->occasion, latest->rater)};
    }
}

bool add_plan(Frame& frame, const Commit& commit, const ComparedPlan& plan, const std::string& lead, double late)
{
    const auto& file = plan.new_name.empty() ? plan.old_name : plan.new_name;
    const auto& changes = plan.diff.changes;
    const auto words = changes.empty() ? std::string("merge, nothing changed but by its sides") : lead + brief_changes(changes);
    auto cells = row_of(commit, plan.id, words, file);
    if (!changes.empty()) {
        cells[6] = text_cell(to_string(changes.front().change_class));
    }
    if (const auto days = days_waited(plan, day_of(commit.author_date))) {
        cells[7] = Cell{static_cast<std::int64_t>(*days)};
        const auto* flag = *days < 0 ? "dated ahead" : *days > late ? "late" : "";
        cells[8] = text_cell(flag);
    }
    set_score(plan.new_plan ? latest_score(*plan.new_plan, true) : std::nullopt, cells);
    return frame.add_row(cells);
}

/// Leaves of a merge what it changed itself: what differs from every parent, and in the same way.
void keep_own_changes(Comparison& merge, const std::vector<Comparison>& others)
{
    for (auto& plan : merge.plans) {
        keep_changes(plan, [&](const Change& change) {
            return std::all_of(others.begin(), others.end(), [&](const Comparison& other) {
                return std::any_of(other.plans.begin(), other.plans.end(), [&](const auto& same) {
                    return same.id == plan.id && std::any_of(same.diff.changes.begin(), same.diff.changes.end(),
                                                             [&](const auto& c) { return c.path == change.path && c.after == change.after; });
                });
            });
        });
    }
}

/// T of the plans of files that say nothing new: a rename, a merge that added nothing.
bool add_unchanged(Frame& frame, const Commit& commit, const std::vector<TextVersion>& files, const std::string& words)
{
    bool good = true;
    for (const auto& file : files) {
        for (const auto& read : read_plans(file.source).plans) {
            auto cells = row_of(commit, read.plan.id, words, file.source.name);
            set_score(read.usable ? latest_score(read.plan, true) : std::nullopt, cells);
            good = good && frame.add_row(cells);
        }
    }
    return good;
}

/// What a commit did to its files, as rows.
bool add_commit(Frame& frame, const Commit& commit, const CommitVersions& versions, const std::vector<Comparison>& other_parents, double late)
{
    const bool merge = !other_parents.empty();
    auto comparison = compare(versions.sides, true);
    if (merge) {
        keep_own_changes(comparison, other_parents);
    }
    bool good = true;
    for (const auto& [file, errors] : versions.broken) {
        good = good && frame.add_row(row_of(commit, "", counted(errors, "error") + " in the plan", file));
    }
    const auto* lead = merge ? "in the merge: " : versions.mended ? "without errors again: " : "";
    for (const auto& plan : comparison.plans) {
        good = good && add_plan(frame, commit, plan, lead, late);
    }
    for (const auto& file : comparison.texts_only) {
        good = good && frame.add_row(row_of(commit, "", "no change in meaning", file));
    }
    if (!versions.unchanged.empty()) {
        const auto& change = commit.changes.front();
        const auto words = versions.mended        ? std::string("without errors again, nothing else changed")
                           : change.status == 'R' ? "file renamed from " + change.old_path
                                                  : std::string("no change of the text");
        good = good && add_unchanged(frame, commit, versions.unchanged, words);
    }
    return good;
}

/// All rows of a history; what could not be read is told. Whether nothing failed.
bool add_history(Frame& frame, const std::vector<Commit>& commits, const DiffSides& now, const HistoryCommand& command, std::size_t max_size, Console& console)
{
    HistoryVersions history(max_size, command.is_folder);
    bool good = true;
    const auto add = [&](const Commit& commit, const CommitVersions& versions) {
        std::vector<Comparison> others;
        const auto parents = commit.changes.empty() ? 0 : commit.changes.front().other_parents.size();
        for (std::size_t parent = 1; parent <= parents; ++parent) {
            others.push_back(compare(history.of(commit, parent).sides));
        }
        good = add_commit(frame, commit, versions, others, command.late.value_or(usual_delay)) && good;
        for (const auto& problem : versions.sides.problems) {
            print_error(console, fmt::format("{}: {}", visible(problem.file), problem.message));
            good = false;
        }
    };
    for (const auto& commit : commits) {
        add(commit, history.of(commit, 0));
    }
    if (now.refusal.empty() && (!now.old_files.empty() || !now.new_files.empty())) {
        CommitVersions versions;
        versions.sides = now;
        for (const auto& file : now.new_files) {
            const auto errors = errors_of(read_plans(file.source).diagnostics).size();
            if (errors > 0) {
                versions.broken.emplace_back(file.source.name, errors);
                std::erase_if(versions.sides.new_files, [&](const auto& other) { return other.key == file.key; });
                std::erase_if(versions.sides.old_files, [&](const auto& other) { return other.key == file.key; });
            }
        }
        add({}, std::move(versions));
    }
    return good;
}

ExitCode run_history(HistoryCommand& command, Console& console)
{
    command.is_folder = is_folder(command.path);
    std::string refusal;
    const auto max_size = read_size(command.max_size, refusal);
    if (!max_size) {
        return usage_error(console, refusal);
    }
    const auto commits = commits_of(command.path, refusal);
    if (!refusal.empty()) {
        return usage_error(console, refusal, "`gas history` reads the history of a plan in a git repository");
    }
    const auto now = open_git_range({{}, {command.path}, false, true}, *max_size, console);
    if (commits.empty() && now.new_files.empty()) {
        return usage_error(console, fmt::format("git knows no history of {}", visible(command.path)));
    }
    if (is_shallow()) {
        console.err("gas: warning: this clone is shallow: what came before its first commit looks as if it had come with it; `git fetch --unshallow`\n");
    }
    Output output(command.writing.output, console);
    auto read = now.read;
    read.push_back({command.path, false});
    if (!output.open(read)) {
        return usage_error(console, output.error());
    }
    Frame frame = history_frame();
    const bool all_read = add_history(frame, commits, now, command, *max_size, console);
    const auto head = envelope("gas.history/1", {{"late", json_number(command.late.value_or(usual_delay))}});
    const bool written = write_frame(frame, command.writing, head, table_style(command.writing, console), output);
    return finish(written, output, console) && all_read ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_history(CommandLine& line, Console& console)
{
    auto command = std::make_shared<HistoryCommand>();
    line.argument("FILE", command->path, "Plan file in a git repository, or a folder of them").required();
    line.number("--late", command->late, 0, 100'000, "Flag ratings written down more than this many days after their date (default 7)");
    line.text("--max-size SIZE", command->max_size, "Largest version that is read (default 64M)");
    add_write_options(line, command->writing);
    return [command, &console] { return run_history(*command, console); };
}

}  // namespace gas::app
