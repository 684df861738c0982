// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/score/rated_outside.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/score_frame.hpp"
#include "input/goals_outside.hpp"
#include "input/input_problems.hpp"
#include "input/nameless_file.hpp"
#include "input/near_names.hpp"
#include "input/participants_seen.hpp"
#include "input/plan_stream.hpp"
#include "input/tables.hpp"

namespace gas::app {

namespace {

struct ScoreCommand : ScoringCommand {
    std::string at;
    std::string shard_text;
    Shard shard;
    std::optional<double> reliability;
    bool goals = false;
    bool notes = false;

    [[nodiscard]] MoreColumns more() const { return {score.sem.has_value(), notes}; }
    /// Only entries of one occasion or rater: who has none gets a row that says so.
    [[nodiscard]] bool chooses_entries() const { return !score.occasion.empty() || !score.rater.empty(); }
};

std::vector<Column> own_columns(const ScoreCommand& command) { return command.goals ? goal_columns(command.more()) : score_columns(command.more()); }

/// Where rows go: into a frame that is written at the end, or, of a table of ratings that needs no look at all rows, out at once.
struct RowsOut {
    Frame frame;
    std::unique_ptr<RowSink> live{};
    ScoreRows into;

    explicit RowsOut(const ScoreCommand& command, Spool spool = {}) : frame(score_frame(own_columns(command), std::move(spool))), into(frame, command.more()) {}
    RowsOut(const RowsOut&) = delete;
    RowsOut& operator=(const RowsOut&) = delete;
    void clear(const ScoreCommand& command)
    {
        frame = score_frame(own_columns(command), nameless_spool());
        into = ScoreRows(frame, command.more());
    }
    void go_live(const ScoreCommand& command, const std::vector<std::string>& covariates, Output& output)
    {
        live = make_row_sink(command.writing.format, row_style(command.writing, {}, {}), [&output](std::string_view bytes) { return output.write(bytes); });
        into = ScoreRows(*live, own_columns(command), covariates, command.more());
    }
};

/// What one file, or one participant of a table, gives.
struct FileScores {
    std::unique_ptr<RowsOut> rows;  ///< of a plan file; a table's go where all go
    std::size_t participants = 0;
    std::size_t without_entry = 0;                          ///< participants who have none of those asked for
    std::vector<std::pair<std::string, std::string>> seen;  ///< id and file, where an id may come twice
    GoalsOutside outside;
    bool stopped = false;  ///< a row could not be written
};

/// Scores a participant of a table from the numbers alone.
std::optional<WeightProblem> score_numbers(const PlanAt& at, const ScoreCommand& command, GridScores& figures, ScoreRows& rows, FileScores& scores)
{
    if (auto problem = score_grid(at.plan, *at.grid, command.score, true, figures)) {
        return problem;
    }
    scores.outside.see(at, rated_outside(at.plan, *at.grid, command.score));
    const auto shard = command.shard.label();
    for (const auto& row : figures.rows) {
        scores.without_entry += row.no_score == NoScore::no_entry ? 1 : 0;
        const auto name = name_of(*at.grid, row, command.score);
        scores.stopped = scores.stopped || !rows.add(ScoreRecord{at.plan, row, name, command.score, shard}, at.file);
    }
    return std::nullopt;
}

/// Scores a plan, with its goals' texts and recorded words.
std::optional<WeightProblem> score_whole(const PlanAt& at, const ScoreCommand& command, ScoreRows& rows, FileScores& scores)
{
    const auto& plan = at.plan;
    const auto shard = command.shard.label();
    const auto take = [&](const auto& result, const auto& add) -> std::optional<WeightProblem> {
        if (const auto* problem = std::get_if<WeightProblem>(&result)) {
            return *problem;
        }
        const auto& all = std::get<0>(result);
        scores.without_entry += !command.score.at && !all.empty() && !all.front().entry ? 1 : 0;
        scores.stopped = !std::all_of(all.begin(), all.end(), add);
        scores.outside.see(at, rated_outside(plan, command.score));
        return std::nullopt;
    };
    if (command.goals) {
        return take(score_goals(plan, command.score), [&](const GoalRow& row) { return rows.add(GoalRecord{plan, row, command.score, shard}, at.file); });
    }
    return take(score_plan(plan, command.score), [&](const ScoreRow& row) {
        const RowName name{row.occasion, row.date, row.rater, row.role};
        return rows.add(ScoreRecord{plan, row, name, command.score, shard}, at.file);
    });
}

JsonEnvelope envelope_of(const ScoreCommand& command, std::size_t without_entry)
{
    const auto text_or_null = [](const std::string& text) { return text.empty() ? std::string("null") : json_string(text); };
    const auto& score = command.score;
    auto head =
        envelope(command.goals ? "gas.score-goals/1" : "gas.score/1", {{"method", json_string("Kiresuk & Sherman 1968")},
                                                                       {"rho", score.rho ? json_number(*score.rho) : "null"},
                                                                       {"default_rho", json_number(default_rho)},
                                                                       {"weighting", score.weighting ? json_string(to_string(*score.weighting)) : "null"},
                                                                       {"half_level", json_string(to_string(score.half_level))},
                                                                       {"missing", json_string(missing_rule_of(score))},
                                                                       {"at", text_or_null(command.score.at ? to_string(*command.score.at) : "")},
                                                                       {"occasion", text_or_null(score.occasion)},
                                                                       {"rater", text_or_null(score.rater)},
                                                                       {"sem", score.sem ? json_number(*score.sem) : "null"},
                                                                       {"stall_after", std::to_string(score.stall_after)},
                                                                       {"shard", text_or_null(command.shard.label())}});
    if (command.chooses_entries()) {
        head.parameters.emplace_back("without_entry", std::to_string(without_entry));
    }
    return head;
}

/// What stands once below the table stands in no column of it.
TableStyle style_of(const ScoreCommand& command, const Frame& scores, bool show_file, const Console& console)
{
    auto style = table_style(command.writing, console);
    if (command.writing.format != "table") {
        return style;  // the others need not pay for the look
    }
    auto below = said_below(scores, command.score, command.shard.label(), show_file);
    style.hidden = std::move(below.hidden);
    style.notes = std::move(below.notes);
    return style;
}

/// Options that only make sense together are read here; a message where they do not.
std::string resolve_options(ScoreCommand& command)
{
    if (auto wrong = gas::app::resolve_options(command); !wrong.empty()) {
        return wrong;
    }
    if (auto wrong = read_shard(command.shard_text, command.shard); !wrong.empty()) {
        return wrong;
    }
    if (auto wrong = read_day(command.at, command.score.at); !wrong.empty()) {
        return wrong;
    }
    if (command.score.at && !command.score.occasion.empty()) {
        return "--at and --occasion do not go together: --at takes each goal's latest rating, whatever its occasion";
    }
    if (command.reliability && command.score.sem) {
        return "--reliability and --sem say the same in two ways; give one";
    }
    if (command.reliability) {
        command.score.sem = 10 * std::sqrt(1 - *command.reliability);
    }
    if (command.score.sem && !(*command.score.sem > 0)) {
        return "a standard error of 0 makes every change reliable; give --reliability below 1, or --sem above 0";
    }
    return "";
}

/// What a run finds beside rows.
struct ScoreRun {
    InputProblems problems;
    std::size_t participants = 0;
    std::size_t without_entry = 0;
    ParticipantsSeen seen;
    GoalsOutside outside;
    StudyNames names;
};

/// The one row of a part of a study that holds nobody: it was computed, and is not missing.
void add_empty_shard(const ScoreCommand& command, ScoreRows& rows)
{
    const Plan nobody;
    const auto rho = rho_of(nobody, command.score);
    const auto shard = command.shard.label();
    if (command.goals) {
        GoalRow row;
        row.rho = rho;
        row.active = false;
        rows.add(GoalRecord{nobody, row, command.score, shard}, "");
        return;
    }
    ScoreFigures figures;
    figures.no_score = NoScore::empty_shard;
    figures.rho = rho;
    const RowName name;
    rows.add(ScoreRecord{nobody, figures, name, command.score, shard}, "");
}

/// Scores all inputs into `rows`, in order.
ScoreRun score_all(const InputList& list, const ScoreCommand& command, const Console& console, Output& output, RowsOut& rows)
{
    ScoreRun gathered;
    for (const auto& problem : list.problems) {
        gathered.problems.take({problem}, command.writing, command.talk, console);
    }
    PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), command.shard, console};
    stream.report = [&](const std::vector<Finding>& problems) { gathered.problems.take(problems, command.writing, command.talk, console); };
    stream.names = &gathered.names;
    stream.quiet = command.talk.quiet;
    stream.grids = !command.goals;
    // who has no entry of those asked for gets a row, unless nobody has one: that is known at the end
    const auto& format = command.writing.format;
    const bool may_go_live = stream.grids && (!command.chooses_entries() || command.shard.asked_for) && format != "table" && format != "json" &&
                             list.inputs.size() == 1 && list.problems.empty();
    stream.table_columns = [&](const std::vector<std::string>& covariates) {
        if (may_go_live) {
            rows.go_live(command, covariates, output);
        } else {
            rows.into.expect(covariates);
        }
    };
    GridScores figures;  // used again and again
    const auto work = [&](const PlanAt& at, FileScores& scores, std::vector<Finding>& problems) {
        std::optional<WeightProblem> problem;
        if (at.grid != nullptr) {
            problem = score_numbers(at, command, figures, rows.into, scores);
        } else if (at.places != nullptr) {  // of a table: in order, on this thread
            problem = score_whole(at, command, rows.into, scores);
        } else {
            if (!scores.rows) {
                scores.rows = std::make_unique<RowsOut>(command);
            }
            problem = score_whole(at, command, scores.rows->into, scores);
        }
        if (problem) {
            problems.push_back(weight_finding(at, *problem));
        } else {
            ++scores.participants;
            if (at.places == nullptr || list.inputs.size() > 1) {  // in one table an id is one participant
                scores.seen.emplace_back(at.plan.id, at.file);
            }
        }
    };
    const auto take = [&](const FileScores& scores) {
        gathered.participants += scores.participants;
        gathered.without_entry += scores.without_entry;
        for (const auto& [id, file] : scores.seen) {
            gathered.seen.see(id, file);
        }
        gathered.outside.see(scores.outside);
        return !scores.stopped && (!scores.rows || rows.frame.append(scores.rows->frame));
    };
    const auto restart = [&] {
        rows.clear(command);
        gathered.participants = gathered.without_entry = 0;
        gathered.outside.clear();
        gathered.seen.clear();
    };
    for_each_plan<FileScores>(stream, work, take, may_go_live ? std::function<void()>() : restart);
    // where people of the part have errors it is not empty, but not scored
    if (command.shard.asked_for && gathered.participants == 0 && gathered.problems.errors == 0) {
        add_empty_shard(command, rows.into);
    }
    return gathered;
}

ExitCode run_score(ScoreCommand& command, Console& console)
{
    if (const auto wrong = resolve_options(command); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    const auto list = list_inputs(command.inputs, console);
    if (!list.refusal.empty()) {
        return usage_error(console, list.refusal, list.hint);
    }
    if (const auto wrong = table_options_refused(command.tables, list.inputs); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    Output output(command.writing.output, console);
    if (!output.open(files_read(list))) {
        return usage_error(console, output.error());
    }
    RowsOut rows(command, nameless_spool());
    auto gathered = score_all(list, command, console, output, rows);
    const auto& frame = rows.frame;
    if (!frame.error().empty()) {
        return usage_error(console, frame.error());
    }
    tell_without_baseline(gathered.names, console);
    const auto names = tell_near_names(gathered.names, {command.score.occasion, command.score.rater, {}, false}, console);
    gathered.problems.add(names.findings, command.writing);
    gathered.problems.add(list.near_plans, command.writing);
    const bool nothing_to_show = frame.row_count() == 0 && command.writing.format == "table";
    if (const auto ended = gathered.problems.ending(list, command.writing, output, nothing_to_show, console)) {
        return *ended;
    }
    const bool any_error = gathered.problems.errors > 0;
    if (!any_error && !command.shard.asked_for) {  // in a part of a study it may stand in another
        if (const auto wrong = unmatched(gathered.names, command.score, gathered.participants, gathered.without_entry); !wrong.empty()) {
            return usage_error(console, wrong);
        }
    }
    auto head = envelope_of(command, gathered.without_entry);
    head.problems = std::move(gathered.problems.json);
    head.left_out = left_out_of(list);
    gas::add(head.left_out, "goals_outside", gathered.outside.count());
    gas::add(head.left_out, names.left_out);
    if (const auto twice = gathered.seen.told(); !twice.empty()) {
        console.err(fmt::format("gas: {}; each is scored by itself\n", twice));
    }
    auto style = style_of(command, frame, gathered.seen.in_two_files(), console);
    if (const auto outside = gathered.outside.told(command.score.at.value_or(Date{})); !outside.empty() && command.writing.format == "table") {
        style.notes.push_back(outside);
    } else if (!outside.empty()) {
        console.err(fmt::format("gas: {}\n", visible(outside)));
    }
    if (command.chooses_entries() && gathered.without_entry > 0) {
        style.notes.push_back(fmt::format("{} without an entry of {}", counted(gathered.without_entry, "participant"),
                                          command.score.occasion.empty() ? "this rater"
                                          : command.score.rater.empty()  ? "this occasion"
                                                                         : "this occasion and rater"));
    }
    const bool written = rows.live != nullptr ? rows.live->end() : write_frame(frame, command.writing, head, style, output);
    return finish(written, output, console) && !any_error ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_score(CommandLine& line, Console& console)
{
    auto command = std::make_shared<ScoreCommand>();
    add_input_options(line, command->inputs);
    add_method_options(line, command->method);
    line.flag("--goals", command->goals, "A row for each goal instead of each rating entry");
    line.flag("--notes", command->notes, "Also what is noted in words of each entry and, with --goals, of each rating");
    line.text("--at DATE", command->at, "Score every active goal as of DATE, or today, with its latest rating");
    line.text("--occasion NAME", command->score.occasion, "Only entries of this occasion (baseline, final, …)");
    line.text("--rater NAME", command->score.rater, "Only ratings by this rater");
    line.flag("--carry", command->score.carry, "Give an unrated active goal its latest earlier rating");
    line.flag("--complete", command->score.complete, "No T where an active goal is unrated");
    constexpr double infinity = std::numeric_limits<double>::infinity();
    line.number("--reliability", command->reliability, 0, 1, "Reliability of T: adds the reliable change index");
    line.number("--sem", command->score.sem, 0, infinity, "Standard error of measurement of T: adds the reliable change index");
    line.integer("--stall-after DAYS", command->score.stall_after, 1, 36500, "Days without a higher level until a goal counts as stalled (default 56)");
    line.text("--shard I/N", command->shard_text, "Only part I of N: every N-th plan file, every N-th participant of a table");
    add_table_options(line, command->tables);
    add_write_options(line, command->writing);
    line.flag("--keep-going", command->writing.keep_going, "With -o: write the file even where some plans could not be read");
    add_jobs_option(line, command->jobs);
    add_talk_options(line, command->talk);
    return [command, &console] { return run_score(*command, console); };
}

}  // namespace gas::app
