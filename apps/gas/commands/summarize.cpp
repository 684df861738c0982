// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "commands.hpp"
#include "gas/read/table_rows.hpp"
#include "gas/summary/checklist.hpp"
#include "gas/summary/group_summary.hpp"
#include "gas/summary/rho_check.hpp"
#include "gas/summary/shards.hpp"
#include "gas/text/rules.hpp"
#include "shared/findings.hpp"
#include "shared/options.hpp"
#include "shared/output.hpp"
#include "shared/plan_stream.hpp"
#include "shared/progress.hpp"
#include "shared/score_frame.hpp"
#include "shared/summary_frames.hpp"
#include "shared/tables.hpp"

namespace gas::app {

namespace {

constexpr std::array<std::string_view, 5> formats = {"table", "csv", "tsv", "json", "jsonl"};

struct SummarizeCommand {
    InputOptions inputs;
    WriteOptions writing;
    TalkOptions talk;
    MethodOptions method;
    TableOptions tables;
    ScoreOptions score;
    SummaryOptions summary;
    std::string by;
    std::string unit = "participant";
    std::size_t jobs = 0;
    bool missing = false;
    bool checklist = false;
    bool rho_check = false;

    [[nodiscard]] bool needs_goals() const { return summary.domains || summary.unit == SummaryUnit::goal || checklist || rho_check; }
    [[nodiscard]] bool scores_otherwise() const { return score.rho || score.weighting || score.half_level == HalfLevel::keep || score.carry || score.complete; }
};

/// All that is gathered of the participants.
struct Study {
    GroupSummary groups;
    RhoCheck rho;
    StudyFacts facts;
    bool without_goals = false;  ///< some participant came as scores alone

    explicit Study(const SummaryOptions& options) : groups(options), rho(options) {}
};

/// Takes one participant; a message where they do not fit the others.
std::string take_participant(const SummarizeCommand& command, const ScoredParticipant& participant, Study& study, bool all_new = false)
{
    auto wrong = study.groups.add(participant, all_new);
    if (!wrong.empty() || !command.needs_goals()) {
        return wrong;
    }
    const auto& entries = participant.entries;
    study.without_goals = study.without_goals || std::any_of(entries.begin(), entries.end(), [](const auto& e) { return e.rated > 0 && e.goals.empty(); });
    if (command.rho_check) {
        study.rho.add(participant);
    }
    if (command.checklist) {
        study.facts.add(participant);
    }
    return "";
}

/// What a run has met.
struct Met {
    std::size_t errors = 0;
    std::string refusal;                      ///< participants that do not belong together
    std::vector<std::string> problems{};      ///< as JSON
    std::set<std::string> left_out{};         ///< participants with an error; some may have come whole from elsewhere
    std::set<std::string> inputs_left_out{};  ///< inputs with an error that names no participant
    ShardsSeen shards{};

    bool keep_json = false;  ///< the format has a place for problems

    void take(const Finding& finding)
    {
        if (keep_json) {
            problems.push_back(as_json(finding));
        }
        if (finding.severity != Severity::error) {
            return;
        }
        ++errors;
        if (!finding.plan_id.empty()) {
            left_out.insert(finding.plan_id);
        } else {
            inputs_left_out.insert(finding.file);
        }
    }
};

/// What says that T in rows of scores were rounded on their way.
Finding rounded_finding(const RoundedT& rounded, const std::string& name)
{
    Finding finding;
    finding.rule = Rule::rounded_t;
    finding.severity = rule_info(finding.rule).severity;
    finding.file = name;
    finding.begin = finding.end = {rounded.line, 1};
    finding.message =
        fmt::format("t is {} here{}", json_number(rounded.t),
                    rounded.of_levels ? fmt::format(", but its levels give {}", json_number(*rounded.of_levels)) : ", on the other side of 50 than the levels");
    if (rounded.rows > 1) {
        finding.message += fmt::format("; so in {} rows", rounded.rows);
    }
    finding.hint = "figures of the study rest on it; take the rows as `gas score` wrote them, not by way of a spreadsheet";
    return finding;
}

/// Reads scores that `gas score` wrote; `report` takes what is wrong and stops nothing, `told_briefly` how many rows more are.
template <typename Report, typename Briefly>
std::optional<Finding> read_scores(const SummarizeCommand& command, const ByteSource& source, const std::string& name, bool is_jsonl, Study& study, Met& met,
                                   Report report, Briefly told_briefly)
{
    if (command.scores_otherwise()) {
        met.refusal =
            fmt::format("{} holds scores that are computed already; --rho, --weighting, --half-level, --carry and --complete go to `gas score`", visible(name));
        return std::nullopt;
    }
    ScoredRows rows([&](const ScoredParticipant& participant) {
        auto wrong = take_participant(command, participant, study);
        met.refusal = wrong;
        return wrong;
    });
    constexpr std::size_t most_told = 20;
    std::size_t wrong_rows = 0;
    const TakeRow take = [&](const auto& names, const auto& cells, std::size_t line) -> std::optional<RowProblem> {
        auto wrong = rows.row(names, cells, line);
        if (!wrong || !met.refusal.empty()) {
            return wrong;
        }
        Finding finding;
        finding.rule = wrong->rule;
        finding.severity = rule_info(wrong->rule).severity;
        finding.file = name;
        finding.begin = finding.end = {line, 1};
        finding.message = std::move(wrong->message);
        finding.hint = std::move(wrong->hint);
        finding.plan_id = rows.id();
        if (++wrong_rows <= most_told) {
            report(finding);
        } else {
            met.take(finding);
        }
        return std::nullopt;  // the others can still be read
    };
    auto problem = is_jsonl ? read_jsonl_rows(source, name, take) : read_csv_rows(source, name, take);
    if (wrong_rows > most_told) {
        told_briefly(name, wrong_rows - most_told);
    }
    for (const auto& shard : rows.shards()) {
        met.shards.add(shard);
    }
    if (rows.rounded().rows > 0) {
        report(rounded_finding(rows.rounded(), name));
    }
    if (problem && met.refusal.empty()) {
        return problem;
    }
    rows.finish();
    return std::nullopt;
}

/// Gathers the participants of all inputs.
Met gather(const InputList& list, const SummarizeCommand& command, const Console& console, std::unique_ptr<Study>& study)
{
    Met met;
    met.keep_json = command.writing.format == "json";
    const FindingStyle style{use_color(command.writing, console, console.err_is_terminal), command.talk.show_text || console.err_is_terminal, true};
    const auto report = [&](const std::vector<Finding>& problems) {
        for (const auto& problem : problems) {
            console.err(as_text(problem, style));
            met.take(problem);
        }
    };
    report(list.problems);
    using Scores = std::vector<ScoredParticipant>;
    Progress progress(list.inputs.size(), command.talk.quiet, console);
    PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    stream.scores = [&](const ByteSource& source, const std::string& name, bool is_jsonl) {
        return read_scores(
            command, source, name, is_jsonl, *study, met, [&](const Finding& finding) { report({finding}); },
            [&](const std::string& file, std::size_t more) { console.err(fmt::format("{}: {} more rows are wrong\n", visible(file), more)); });
    };
    stream.grids = !command.needs_goals();
    GridScores figures;
    ScoredParticipant of_grid;
    const auto work = [&](const PlanAt& at, Scores& scores, std::vector<Finding>& problems) {
        if (at.grid != nullptr) {  // of a table: in order, on this thread
            if (const auto problem = score_participant(at.plan, *at.grid, command.score, figures, of_grid)) {
                problems.push_back(weight_finding(at, *problem));
                return;
            }
            of_grid.file.assign(at.file);
            met.refusal = take_participant(command, of_grid, *study, list.inputs.size() == 1);
            return;
        }
        ScoredParticipant participant;
        if (const auto problem = score_participant(at.plan, command.score, command.needs_goals(), participant)) {
            problems.push_back(weight_finding(at, *problem));
            return;
        }
        participant.file = at.file;
        scores.push_back(std::move(participant));
    };
    const auto take = [&](const Scores& scores, const std::vector<Finding>& problems, bool last) {
        if (last) {
            progress.step();
        }
        if (!problems.empty()) {
            progress.clear();
            report(problems);
        }
        for (const auto& participant : scores) {
            if (met.refusal.empty()) {
                met.refusal = take_participant(command, participant, *study);
            }
        }
        return met.refusal.empty();
    };
    for_each_plan<Scores>(stream, work, take, [&] {
        study = std::make_unique<Study>(command.summary);
        met.refusal.clear();
    });
    return met;
}

std::string joined(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + (name.empty() ? std::string("(no name)") : visible(name));
    }
    return text;
}

/// What the options ask for and the study does not have; empty where all is there.
std::string check_asked(const SummarizeCommand& command, const Study& study)
{
    if (study.groups.participant_count() == 0) {
        return "there is no participant to summarize";
    }
    if (const auto unknown = study.groups.unknown_covariates(); !unknown.empty()) {
        return fmt::format("no participant has the covariate \"{}\" of --by", visible(unknown.front()));
    }
    if (study.groups.occasions().empty()) {
        const auto& s = command.summary;
        return !s.occasion.empty() ? fmt::format("no rating entry has the occasion \"{}\"{}", visible(s.occasion),
                                                 s.rater.empty() && s.role.empty() ? "; there are " + joined(study.groups.passed_over_occasions())
                                                                                   : " and the rater or role asked for")
               : !s.rater.empty()  ? fmt::format("no rating entry has the rater \"{}\"", visible(s.rater))
               : !s.role.empty()   ? fmt::format("no rating entry has the role \"{}\"", visible(s.role))
                                   : "no participant has been rated";
    }
    if (study.without_goals && (command.summary.domains || command.summary.unit == SummaryUnit::goal || command.rho_check)) {
        return "the scores do not say what each goal has; give plans, a table of ratings, or what `gas score --goals` writes";
    }
    return "";
}

TableStyle table_style(const SummarizeCommand& command, const Console& console)
{
    TableStyle style;
    style.width = command.writing.output.empty() ? console.columns : 0;
    style.digits = command.writing.digits;
    style.color = command.writing.output.empty() && use_color(command.writing, console, console.out_is_terminal);
    return style;
}

constexpr std::string_view baseline_rule = "of the same rater, else of the only other rater, else the goal's own";

std::string json_texts(const std::set<std::string>& texts)
{
    std::string json = "[";
    for (const auto& text : texts) {
        json += (json.size() > 1 ? "," : "") + json_string(text);
    }
    return json + "]";
}

/// "P1, P2 and 4 more".
std::string some_of(const std::set<std::string>& names)
{
    constexpr std::size_t most = 6;
    std::string text;
    std::size_t i = 0;
    for (const auto& name : names) {
        if (i++ < most) {
            text += (text.empty() ? "" : ", ") + visible(name);
        }
    }
    return names.size() > most ? text + fmt::format(" and {} more", names.size() - most) : text;
}

/// Who is in none of the figures, and why.
void add_left_out(const Study& study, const Met& met, std::vector<std::string>& notes)
{
    const auto& ids = study.groups.left_out();
    if (!ids.empty()) {
        notes.push_back(fmt::format("{} participant{} left out for errors: {}", ids.size(), ids.size() == 1 ? "" : "s", some_of({ids.begin(), ids.end()})));
    }
    const auto& inputs = met.inputs_left_out;
    if (!inputs.empty()) {
        notes.push_back(fmt::format("{} input{} errors that name no participant: {}", inputs.size(), inputs.size() == 1 ? " has" : "s have", some_of(inputs)));
    }
    if (const auto problem = met.shards.problem(); !problem.empty()) {
        notes.push_back("not the whole study: " + problem);
    }
}

/// Whose entries the options chose; the occasion stands in the table.
void add_choice(const SummarizeCommand& command, std::vector<std::string>& notes)
{
    const auto& summary = command.summary;
    std::string text;
    for (const auto& [word, value] : {std::pair{"rater", &summary.rater}, std::pair{"role", &summary.role}}) {
        if (!value->empty()) {
            text += fmt::format("{}{} {}", text.empty() ? "only entries of " : ", ", word, visible(*value));
        }
    }
    if (!text.empty()) {
        notes.push_back(text);
    }
}

/// Whose goals are in no figure of goals, by reason: there is no table of who is missing.
void add_goals_left_out(const GroupSummary& groups, std::vector<std::string>& notes)
{
    constexpr std::array<std::string_view, 6> losing_goals = {"no-entry", "no-rated-goal", "no-group", "several-raters", "several-entries", "ambiguous-rating"};
    std::map<std::string, std::set<std::pair<std::string, std::string>>> lost;
    for (const auto& missing : groups.missing()) {
        if (std::find(losing_goals.begin(), losing_goals.end(), missing.reason) != losing_goals.end()) {
            lost[missing.reason].emplace(missing.id, missing.occasion);
        }
    }
    std::string text;
    for (const auto& [reason, whom] : lost) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", reason, whom.size());
    }
    if (!text.empty()) {
        notes.push_back("participants whose goals are missing at an occasion: " + text);
    }
}

std::vector<std::string> notes(const SummarizeCommand& command, const Study& study, const Met& met, const std::vector<SummaryFigure>& figures = {})
{
    const auto& groups = study.groups;
    std::vector<std::string> notes;
    // without a T nobody was scored in any way
    const auto method = groups.rho() ? fmt::format("rho {}; weighting {}; {}; ", *groups.rho(), groups.weighting(),
                                                   groups.half_level() == "keep" ? "-0.5 kept" : "-0.5 analysed as -1")
                                     : std::string("no T; ");
    notes.push_back(fmt::format("{} participant{}; {}{}", groups.participant_count(), groups.participant_count() == 1 ? "" : "s", method,
                                groups.at().empty() ? missing_rule_words(groups.missing_rule()) : missing_rule_words(groups.missing_rule(), groups.at())));
    notes.emplace_back(command.summary.unit == SummaryUnit::goal ? "each goal counts once" : "each participant counts once, however many goals they have");
    if (groups.superseded() > 0) {
        notes.push_back(fmt::format("{} occasion{} of participants with several entries by one rater; the latest counts", groups.superseded(),
                                    groups.superseded() == 1 ? "" : "s"));
    }
    add_choice(command, notes);
    if (groups.rated_goals() > 0 && !command.rho_check && !command.missing) {
        notes.push_back(fmt::format("changes rest on {} of {} goals rated; baseline {}", groups.paired_goals(), groups.rated_goals(), baseline_rule));
    }
    if (groups.missing_rule().ends_with("no-score") && groups.complete_by_not_applicable() > 0) {
        const auto n = groups.complete_by_not_applicable();
        notes.push_back(fmt::format("{} {} complete with goals that are not applicable", n, n == 1 ? "entry is" : "entries are"));
    }
    for (auto& note : figure_notes(figures)) {
        notes.push_back(std::move(note));
    }
    if (groups.ungrouped() > 0) {
        notes.push_back(
            fmt::format("{} participant{} in no group, since {} is missing", groups.ungrouped(), groups.ungrouped() == 1 ? " is" : "s are", command.by));
    }
    if (command.summary.unit == SummaryUnit::goal) {
        add_goals_left_out(groups, notes);
    }
    add_left_out(study, met, notes);
    return notes;
}

JsonEnvelope envelope_of(const SummarizeCommand& command, const Study& study, const Met& met, std::string schema)
{
    const auto text_or_null = [](const std::string& text) { return text.empty() ? std::string("null") : json_string(text); };
    JsonEnvelope envelope;
    envelope.schema = std::move(schema);
    const auto& groups = study.groups;
    envelope.parameters = {{"tool", json_string("gas " GAS_VERSION)},
                           {"method", json_string("Kiresuk & Sherman 1968")},
                           {"participants", std::to_string(groups.participant_count())},
                           {"rho", groups.rho() ? json_number(*groups.rho()) : "null"},
                           {"weighting", text_or_null(groups.weighting())},
                           {"half_level", text_or_null(groups.half_level())},
                           {"missing", text_or_null(groups.missing_rule())},
                           {"by", text_or_null(command.by)},
                           {"occasion", text_or_null(command.summary.occasion)},
                           {"rater", text_or_null(command.summary.rater)},
                           {"role", text_or_null(command.summary.role)},
                           {"unit", json_string(command.unit)},
                           {"confidence", "0.95"},
                           {"paired_goals", std::to_string(groups.paired_goals())},
                           {"rated_goals", std::to_string(groups.rated_goals())},
                           {"baseline", json_string(baseline_rule)},
                           {"at", text_or_null(groups.at())},
                           {"superseded", std::to_string(groups.superseded())},
                           {"complete_by_not_applicable", std::to_string(groups.complete_by_not_applicable())},
                           {"ungrouped", std::to_string(groups.ungrouped())},
                           {"left_out", json_texts({groups.left_out().begin(), groups.left_out().end()})},
                           {"inputs_with_errors", json_texts(met.inputs_left_out)},
                           {"shards", text_or_null(met.shards.problem())}};
    envelope.problems = met.problems;
    return envelope;
}

/// Several frames as tables, one below the other.
bool write_tables(const std::vector<std::pair<std::string, const Frame*>>& frames, const SummarizeCommand& command, const std::vector<std::string>& notes,
                  const Console& console, Output& output)
{
    auto style = table_style(command, console);
    const ByteSink sink = [&](std::string_view bytes) { return output.write(bytes); };
    bool first = true;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const auto& [title, frame] = frames[i];
        if (frame->row_count() == 0) {
            continue;
        }
        if (!sink((first ? "" : "\n") + (title.empty() ? std::string() : title + "\n"))) {
            return false;
        }
        style.notes = first ? notes : std::vector<std::string>();
        first = false;
        if (!write_table(*frame, style, sink)) {
            return false;
        }
    }
    return true;
}

bool write_study(const SummarizeCommand& command, const Study& study, const Met& met, const Console& console, Output& output)
{
    const bool as_table = command.writing.format == "table";
    if (command.checklist) {
        const auto frame = checklist_frame(study.facts.checklist(study.groups));
        return as_table ? write_tables({{"", &frame}}, command, notes(command, study, met, study.groups.figures()), console, output)
                        : write_frame(frame, command.writing, envelope_of(command, study, met, "gas.checklist/1"), {}, output);
    }
    if (command.rho_check) {
        const auto assumed = study.groups.rho().value_or(default_rho);
        const auto frame = rho_frame(study.rho.results(study.groups.occasions()), assumed);
        return as_table ? write_tables({{"", &frame}}, command, notes(command, study, met), console, output)
                        : write_frame(frame, command.writing, envelope_of(command, study, met, "gas.rho-check/1"), {}, output);
    }
    // T and its change are what it speaks of
    const bool with_missing = command.missing || ((as_table || command.writing.format == "json") && command.summary.unit == SummaryUnit::participant);
    const auto missing = missing_frame(with_missing ? study.groups.missing() : std::vector<MissingFigure>());
    if (command.missing) {
        if (as_table && missing.row_count() == 0) {
            std::string text = "nobody is missing from a figure\n";
            for (const auto& note : notes(command, study, met)) {
                text += note + "\n";
            }
            return output.write(text);
        }
        return as_table ? write_tables({{"", &missing}}, command, notes(command, study, met), console, output)
                        : write_frame(missing, command.writing, envelope_of(command, study, met, "gas.summarize-missing/1"), {}, output);
    }
    const auto figures = study.groups.figures();
    if (as_table) {
        const auto described = paper_frame(figures, command.writing.digits);
        const auto tests = tests_frame(figures, command.writing.digits);
        return write_tables({{"", &described}, {"", &tests}, {"missing:", &missing}}, command, notes(command, study, met, figures), console, output);
    }
    const auto frame = tidy_frame(figures, command.summary.by);
    auto envelope = envelope_of(command, study, met, "gas.summarize/1");
    envelope.tables = {{"missing", &missing}};
    return write_frame(frame, command.writing, envelope, {}, output);
}

std::string settle(SummarizeCommand& command)
{
    if (auto wrong = gas::app::settle(command.tables); !wrong.empty()) {
        return wrong;
    }
    apply(command.method, command.score);
    command.summary.unit = command.unit == "goal" ? SummaryUnit::goal : SummaryUnit::participant;
    command.summary.by = split_list(command.by);
    if (command.rho_check && (!command.by.empty() || command.summary.change_only || command.summary.unit == SummaryUnit::goal || command.summary.domains)) {
        return "--rho-check is of all participants and of T; it does not go with --by, --change, --domain or --unit goal";
    }
    if (command.missing && command.summary.unit == SummaryUnit::goal) {
        return "--missing lists participants without a T or a change; it does not go with --unit goal";
    }
    if (command.summary.change_only && is_baseline(command.summary.occasion)) {
        return "there is no change at the baseline";
    }
    if (command.missing + command.checklist + command.rho_check > 1) {
        return "--missing, --checklist and --rho-check each print a table of their own; give one";
    }
    return "";
}

ExitCode run_summarize(SummarizeCommand& command, Console& console)
{
    if (const auto wrong = settle(command); !wrong.empty()) {
        return refuse(console, wrong);
    }
    const auto list = list_inputs(command.inputs, console);
    if (!list.refusal.empty()) {
        return refuse(console, list.refusal, list.hint);
    }
    Output output(command.writing.output, console);
    if (!output.open(files_read(list))) {
        return refuse(console, output.error());
    }
    auto study = std::make_unique<Study>(command.summary);
    const auto met = gather(list, command, console, study);
    constexpr std::string_view every_part_once = "score every part once, with one `--shard I/N` each";
    if (!met.refusal.empty()) {
        const auto twice = met.shards.doubled();  // then its participants come twice, which says less
        return twice.empty() ? refuse(console, met.refusal) : refuse(console, twice, every_part_once);
    }
    if (met.errors > 0 && !command.writing.keep_going) {
        return refuse(console, fmt::format("{} error{}; nothing is summarized", met.errors, met.errors == 1 ? "" : "s"),
                      "statistics of the rest would be those of another study; --keep-going prints them");
    }
    if (const auto wrong = met.shards.problem(); !wrong.empty() && !command.writing.keep_going) {
        return refuse(console, wrong, fmt::format("{}; --keep-going summarizes what is there", every_part_once));
    }
    study->groups.leave_out(met.left_out);
    if (const auto wrong = check_asked(command, *study); !wrong.empty()) {
        return refuse(console, wrong);
    }
    const bool written = write_study(command, *study, met, console, output);
    if (!finish(written, output, console)) {
        return ExitCode::failed;
    }
    const auto not_whole = met.shards.problem();
    if (!not_whole.empty()) {
        console.err(fmt::format("gas: not the whole study: {}\n", not_whole));
    }
    return met.errors > 0 || !not_whole.empty() ? ExitCode::failed : ExitCode::done;
}

}  // namespace

std::function<ExitCode()> add_summarize(CLI::App& app, Console& console)
{
    auto command = std::make_shared<SummarizeCommand>();
    static constexpr std::array<std::string_view, 2> units = {"participant", "goal"};
    static constexpr std::array<std::string_view, 4> roles = {"practitioner", "patient", "caregiver", "independent"};
    add_input_options(app, command->inputs);
    app.add_option("--by", command->by, "Covariates that make the groups: arm, or arm,site")->type_name("COVARIATE,...");
    app.add_option("--occasion", command->summary.occasion, "Only this occasion (default: each)")->type_name("NAME");
    app.add_option("--rater", command->summary.rater, "Only entries of this rater")->type_name("NAME");
    add_word_option(app, "--role", command->summary.role, roles, "Only entries of this role");
    app.add_flag("--change", command->summary.change_only, "Only the change from baseline");
    app.add_flag("--domain", command->summary.domains, "Levels of each domain of goals too");
    add_word_option(app, "--unit", command->unit, units, "What counts once (default participant)");
    app.add_flag("--missing", command->missing, "Who is missing from each figure, and why");
    app.add_flag("--checklist", command->checklist, "What a report of a GAS study should state, filled in where the scores tell");
    app.add_flag("--rho-check", command->rho_check, "The correlation of goals that the ratings have, and T for rho 0 to 0.7");
    add_method_options(app, command->method, true);
    app.add_flag("--carry", command->score.carry, "Give an unrated active goal its latest earlier rating");
    app.add_flag("--complete", command->score.complete, "No T where an active goal is unrated");
    add_table_options(app, command->tables);
    add_write_options(app, command->writing, formats);
    app.add_flag("--keep-going", command->writing.keep_going, "Summarize even where some inputs could not be read, or parts of a study are missing");
    add_jobs_option(app, command->jobs);
    add_talk_options(app, command->talk);
    return [command, &console] { return run_summarize(*command, console); };
}

}  // namespace gas::app
