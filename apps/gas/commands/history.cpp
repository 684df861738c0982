// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <memory>
#include <system_error>

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
#include "git/history_left_out.hpp"
#include "git/range_words.hpp"
#include "input/inputs.hpp"
#include "input/nameless_file.hpp"
#include "input/tables.hpp"

namespace gas::app {

namespace {

/// Days that a rating may wait to be written down.
constexpr double usual_delay = 7;

struct HistoryCommand {
    std::string path;
    std::string repository;  ///< the submodule that the path lies in; empty: the repository of the run
    bool is_folder = false;
    std::optional<double> late;
    std::string max_size = "64M";
    WriteOptions writing;
};

/// The day of a time that git gives as 2026-04-12T10:00:00+02:00.
std::optional<Date> day_of(const std::string& time) { return parse_date(std::string_view(time).substr(0, std::min<std::size_t>(10, time.size()))); }

/// Days from the dates of new ratings to the day they were written down: of the one that waited least, and of the one that waited longest.
struct DaysWaited {
    int least;
    int most;
};

/// Nothing without a new rating.
std::optional<DaysWaited> days_waited(const ComparedPlan& plan, const std::optional<Date>& written)
{
    std::optional<DaysWaited> days;
    const auto see = [&](const Date& dated) {
        const auto waited = written ? days_between(dated, *written) : 0;
        days = days ? DaysWaited{std::min(days->least, waited), std::max(days->most, waited)} : DaysWaited{waited, waited};
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

/// Each flag for itself: one commit may have a rating that waited long and one that is dated after it.
std::string flags_of(const DaysWaited& days, double late)
{
    const std::string ahead = days.least < 0 ? "dated ahead" : "";
    const std::string waited = days.most > late ? "late" : "";
    return waited + (ahead.empty() || waited.empty() ? "" : ", ") + ahead;
}

/// Columns of a row, where one is set after the others.
enum HistoryColumn : std::size_t { worst_column = 6, days_column, flag_column, t_column, change_column, entry_column, file_column, least_column, column_count };

/// The rows of a history as they come.
struct HistoryRows {
    Frame frame;
    double late;
    bool ranges = false;  ///< whether ratings of one row waited differently long
    bool add(const std::vector<Cell>& cells) { return frame.add_row(cells); }
};

Frame history_frame()
{
    return Frame({text_column("commit"), date_column("date"), date_column("author_date"), text_column("author"), text_column("id"), text_column("changed"),
                  hidden(text_column("worst")), integer_column("days"), text_column("flag"), number_column("t"), number_column("t_change"),
                  text_column("entry"), hidden(text_column("file")), integer_column("days_least")},
                 0, nameless_spool());
}

/// One commit's work on one plan as a row.
std::vector<Cell> row_of(const Commit& commit, const std::string& id, const std::string& changed, const std::string& file)
{
    constexpr std::size_t short_hash = 10;
    const bool committed = !commit.hash.empty();
    std::vector<Cell> cells(column_count);
    cells[0] = committed ? Cell{commit.hash.substr(0, short_hash)} : Cell{std::string("(not yet)")};
    cells[1] = text_cell(commit.date.substr(0, 10));
    cells[2] = text_cell(commit.author_date.substr(0, 10));
    cells[3] = text_cell(commit.author);
    cells[4] = text_cell(id);
    cells[5] = text_cell(changed);
    cells[file_column] = text_cell(file);
    return cells;
}

/// T of the entry that is dated latest, whoever rated it.
void set_score(const std::optional<ScoreRow>& latest, std::vector<Cell>& cells)
{
    if (latest) {
        cells[t_column] = Cell{*latest->t};
        cells[change_column] = number_cell(latest->t_change);
        cells[entry_column] = Cell{entry_name(*latest->date, latest->occasion, latest->rater)};
    }
}

bool add_plan(HistoryRows& rows, const Commit& commit, const ComparedPlan& plan, const std::string& lead)
{
    const auto& file = plan.new_name.empty() ? plan.old_name : plan.new_name;
    const auto& changes = plan.diff.changes;
    const auto words = changes.empty() ? std::string("merge, nothing changed but by its sides") : lead + brief_changes(changes);
    auto cells = row_of(commit, plan.id, words, file);
    if (!changes.empty()) {
        cells[worst_column] = text_cell(to_string(changes.front().change_class));
    }
    // a merge writes down no rating that a side of it had
    if (const auto days = commit.took_side ? std::nullopt : days_waited(plan, day_of(commit.author_date))) {
        cells[days_column] = Cell{static_cast<std::int64_t>(days->most)};
        cells[least_column] = Cell{static_cast<std::int64_t>(days->least)};
        cells[flag_column] = text_cell(flags_of(*days, rows.late));
        rows.ranges = rows.ranges || days->least != days->most;
    }
    set_score(plan.new_plan ? latest_score(*plan.new_plan, true) : std::nullopt, cells);
    return rows.add(cells);
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
bool add_unchanged(HistoryRows& rows, const Commit& commit, const std::vector<TextVersion>& files, const std::string& words)
{
    bool good = true;
    for (const auto& file : files) {
        for (const auto& read : read_plans(file.source).plans) {
            auto cells = row_of(commit, read.plan.id, words, file.source.name);
            set_score(read.usable ? latest_score(read.plan, true) : std::nullopt, cells);
            good = good && rows.add(cells);
        }
    }
    return good;
}

/// What a commit did to its files, as rows.
bool add_commit(HistoryRows& rows, const Commit& commit, CommitVersions& versions, const std::vector<Comparison>& other_parents, const Console& console)
{
    const bool merge = !other_parents.empty();
    auto comparison = compare(versions.sides, console, true);
    if (merge) {
        keep_own_changes(comparison, other_parents);
    }
    bool good = true;
    for (const auto& [file, errors, lfs_pointer] : versions.broken) {
        good = good && rows.add(row_of(commit, "", lfs_pointer ? "a pointer of git-lfs, not the plan" : counted(errors, "error") + " in the plan", file));
    }
    const auto* lead = merge              ? "in the merge: "
                       : commit.took_side ? "in the merge, from the side not taken: "
                       : versions.mended  ? "without errors again: "
                                          : "";
    for (const auto& plan : comparison.plans) {
        good = good && add_plan(rows, commit, plan, lead);
    }
    for (const auto& file : comparison.texts_only) {
        good = good && rows.add(row_of(commit, "", "no change in meaning", file));
    }
    if (!versions.unchanged.empty()) {
        const auto words = versions.mended                        ? std::string("without errors again, nothing else changed")
                           : commit.changes.front().status == 'R' ? "file renamed from " + commit.changes.front().old_path
                                                                  : std::string("no change of the text");
        good = good && add_unchanged(rows, commit, versions.unchanged, words);
    }
    return good;
}

/// What is in the work tree and not committed yet.
struct NotYet {
    DiffSides sides;
    std::vector<GitChange> renamed{};  ///< the file that the history is of, where it has another name than in the last commit
};

/// The versions of it, those with errors apart.
CommitVersions versions_of(const NotYet& now, const std::vector<Commit>& commits, HistoryVersions& history, const HistoryCommand& command, std::size_t max_size,
                           const Console& console)
{
    CommitVersions versions;
    versions.sides = now.sides;
    for (const auto& file : now.sides.new_files) {
        const auto errors = errors_of(read_plans(file.source).diagnostics).size();
        if (errors > 0) {
            versions.broken.push_back({file.source.name, errors, is_lfs_pointer(file.source.bytes)});
            std::erase_if(versions.sides.new_files, [&](const auto& other) { return other.key == file.key; });
            std::erase_if(versions.sides.old_files, [&](const auto& other) { return other.key == file.key; });
        }
    }
    for (const auto& file : now.sides.new_files) {  // what is without errors again is compared with what was so before, as in commits
        const auto is_it = [&](const TextVersion& other) { return other.key == file.key; };
        auto& old_files = versions.sides.old_files;
        const auto old_file = std::find_if(old_files.begin(), old_files.end(), is_it);
        auto readable = old_file != old_files.end() ? history.readable_before(file.key, commits, versions.sides) : std::nullopt;
        if (!readable) {
            continue;
        }
        versions.mended = true;
        const bool same = readable->source.bytes == file.source.bytes;
        if (same) {
            versions.unchanged.push_back(file);
            std::erase_if(versions.sides.new_files, is_it);
        }
        if (same || readable->source.bytes.empty()) {
            old_files.erase(old_file);
        } else {
            *old_file = std::move(*readable);
        }
    }
    if (!now.renamed.empty() && now.sides.new_files.empty()) {
        auto text = read_source({command.path, false}, max_size, console);
        if (auto* source = std::get_if<SourceText>(&text)) {
            versions.unchanged.push_back({"", std::move(*source)});
        }
    }
    return versions;
}

/// All rows of a history; what could not be read is told. Whether nothing failed.
bool add_history(HistoryRows& rows, const std::vector<Commit>& commits, const NotYet& now, const HistoryCommand& command, std::size_t max_size,
                 Console& console)
{
    HistoryVersions history(max_size, command.is_folder, command.repository);
    bool good = true;
    const auto add = [&](const Commit& commit, CommitVersions versions) {
        std::vector<Comparison> others;
        const auto parents = commit.changes.empty() ? 0 : commit.changes.front().other_parents.size();
        for (std::size_t parent = 1; parent <= parents; ++parent) {
            auto other = history.of(commit, parent);
            others.push_back(compare(other.sides, console));
        }
        good = add_commit(rows, commit, versions, others, console) && good;
        for (const auto& problem : versions.sides.problems) {
            print_error(console, fmt::format("{}: {}", visible(problem.file), problem.message));
            good = false;
        }
    };
    for (const auto& commit : commits) {
        add(commit, history.of(commit, 0));
    }
    if (now.sides.refusal.empty() && (!now.sides.old_files.empty() || !now.sides.new_files.empty() || !now.renamed.empty())) {
        Commit commit;
        commit.changes = now.renamed;
        add(commit, versions_of(now, commits, history, command, max_size, console));
    }
    return good;
}

/// The path as the repository has it that it lies in: a submodule has a history of its own.
std::string enter_submodule(HistoryCommand& command)
{
    namespace fs = std::filesystem;
    const auto place = git_place();
    const auto folder = command.is_folder ? fs::path(command.path) : fs::path(command.path).parent_path();
    auto top = place && place->inside ? top_of(folder.empty() ? "." : folder.string()) : std::string();
    if (top.empty() || top + '/' == place->top) {
        return command.path;
    }
    command.repository = std::move(top);
    std::error_code error;
    return fs::weakly_canonical(command.path, error).lexically_relative(command.repository).string();
}

/// How a file was renamed since the last commit, as git sees it in the index and the work tree.
std::vector<GitChange> renamed_since(const HistoryCommand& command, const std::string& path)
{
    const auto from_top = command.repository.empty() ? path_from_top(git_place(), path) : path;
    auto changes = read_raw_changes(ask_git_diff(command.repository, false, {"HEAD"}, {}).out);
    std::erase_if(changes, [&](const GitChange& change) { return change.status != 'R' || change.new_path != from_top; });
    return changes;
}

/// Whether there is anything to tell: a version of the file, or of a plan in the folder.
bool has_plan(const std::vector<Commit>& commits, const DiffSides& now, bool is_folder)
{
    const auto is_told = [&](const GitChange& change) { return !is_folder || is_plan_name(change.new_path) || is_plan_name(change.old_path); };
    return !now.new_files.empty() || !now.old_files.empty() || std::any_of(commits.begin(), commits.end(), [&](const Commit& commit) {
        return std::any_of(commit.changes.begin(), commit.changes.end(), is_told);
    });
}

ExitCode run_history(HistoryCommand& command, Console& console)
{
    command.is_folder = is_folder(command.path);
    if (!command.is_folder && is_table_name(command.path)) {
        return usage_error(console, no_plans_in(command.path));
    }
    std::string refusal;
    const auto max_size = read_size(command.max_size, refusal);
    if (!max_size) {
        return usage_error(console, refusal);
    }
    const auto path = enter_submodule(command);
    Refusal no_history;
    auto commits = commits_of(path, no_history, command.repository);
    if (!no_history.why.empty()) {
        return usage_error(console, no_history.why, no_history.hint);
    }
    NotYet now;
    std::vector<std::string> paths = {command.path};
    if (commits.empty() && !command.is_folder) {
        now.renamed = renamed_since(command, path);
    }
    if (!now.renamed.empty()) {
        const auto& old_path = now.renamed.front().old_path;
        const auto place = git_place();
        const bool here = command.repository.empty() && place;
        paths.push_back(here ? path_from_here(*place, old_path) : command.repository + '/' + old_path);
        commits = commits_of(here ? paths.back() : old_path, no_history, command.repository);
    }
    now.sides = open_git_range({{}, paths, false, true}, *max_size, console);
    tell_left_out(commits, {command.repository, command.is_folder}, now.sides, console);
    if (!has_plan(commits, now.sides, command.is_folder)) {
        return usage_error(console, fmt::format("git knows no history of {}{}", command.is_folder ? "a plan in " : "", visible(command.path)));
    }
    if (is_shallow(command.repository)) {
        console.err("gas: warning: this clone is shallow: what came before its first commit looks as if it had come with it; `git fetch --unshallow`\n");
    }
    Output output(command.writing.output, console);
    auto read = now.sides.read;
    read.push_back({command.path, false});
    if (!output.open(read)) {
        return usage_error(console, output.error());
    }
    HistoryRows rows{history_frame(), command.late.value_or(usual_delay)};
    const bool all_read = add_history(rows, commits, now, command, *max_size, console);
    auto head = envelope("gas.history/1", {{"late", json_number(rows.late)}});
    head.left_out = now.sides.left_out;
    auto style = table_style(command.writing, console);
    if (!rows.ranges) {
        style.hidden.emplace_back("days_least");
    }
    const bool written = write_frame(rows.frame, command.writing, head, style, output);
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
