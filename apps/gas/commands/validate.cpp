// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bitset>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/progress.hpp"
#include "cli/report.hpp"
#include "commands.hpp"
#include "gas/check/check_plan.hpp"
#include "gas/check/check_run.hpp"
#include "gas/check/check_without_texts.hpp"
#include "gas/check/ignores.hpp"
#include "gas/findings/findings.hpp"
#include "gas/findings/known_findings.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/suggest.hpp"
#include "git/since.hpp"
#include "input/plan_stream.hpp"
#include "input/tables.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

constexpr std::size_t largest_baseline = 1U << 30U;
constexpr std::array<std::string_view, 4> severities = {"error", "warning", "info", "never"};

/// Which rules a run reports.
using RuleSet = std::bitset<1000>;

struct ValidateCommand {
    InputOptions inputs;
    ReportOptions report;
    TalkOptions talk;
    TableOptions tables;
    std::string select;  ///< with commas, like `ignore`
    std::string ignore;
    bool info = false;
    bool strict = false;
    std::string fail_on;
    std::string baseline;        ///< a file; empty: none
    std::string write_baseline;  ///< a file; empty: none
    std::size_t jobs = 0;
    std::string since;
    ChangedPlans changed;  ///< since then
    RuleSet rules;
};

/// What one file gives.
struct FileFindings {
    std::vector<Finding> findings;
    std::vector<PlanSeen> plans;  ///< for the rules over the whole run
};

std::size_t number(Rule rule) { return static_cast<std::size_t>(rule); }

/// Adds the rules that one word names: GAS104, a name, or a prefix such as GAS2. False where it names none.
bool add_word(std::string_view word, RuleSet& rules)
{
    if (const auto rule = rule_from(word)) {
        rules.set(number(*rule));
        return true;
    }
    bool found = false;
    for (const auto& info : all_rules()) {
        if (word.size() >= 4 && rule_id(info.rule).starts_with(word)) {
            rules.set(number(info.rule));
            found = true;
        }
    }
    return found;
}

/// Adds the rules of a list with commas. The first word that names none, or empty.
std::string add_rules(std::string_view rest, RuleSet& rules)
{
    while (!rest.empty()) {
        const auto comma = std::min(rest.find(','), rest.size());
        const auto word = rest.substr(0, comma);
        rest.remove_prefix(std::min(comma + 1, rest.size()));
        if (!add_word(word, rules)) {
            return std::string(word.empty() ? "," : word);
        }
    }
    return "";
}

/// The rules that the options ask for; a message where they name one that is not there.
std::string resolve_rules(ValidateCommand& command)
{
    RuleSet asked;
    RuleSet ignored;
    for (const auto* words : {&command.select, &command.ignore}) {
        if (const auto wrong = add_rules(*words, words == &command.select ? asked : ignored); !wrong.empty()) {
            std::vector<std::string_view> names;
            for (const auto& info : all_rules()) {
                names.push_back(info.name);
            }
            const auto near = nearest(wrong, names);
            return fmt::format("there is no rule \"{}\"{}", visible(wrong), near.empty() ? "" : fmt::format("; did you mean {}?", near));
        }
    }
    for (const auto& info : all_rules()) {
        const bool error = info.severity == Severity::error;
        const bool by_default = command.select.empty() && (info.severity != Severity::info || command.info);
        // an error says that the plan cannot be scored: no choice of rules hides that, except naming it
        command.rules.set(number(info.rule), (error || by_default || asked.test(number(info.rule))) && !ignored.test(number(info.rule)));
    }
    return "";
}

/// T of the latest rating entry, for the rule on a whole study's goals.
std::optional<double> latest_t(const Plan& plan)
{
    const auto latest = latest_score(plan, false);
    return latest ? latest->t : std::nullopt;
}

FileFindings check_text(const SourceText& source, const ValidateCommand& command)
{
    FileFindings file;
    auto result = read_plans(source);
    auto& diagnostics = result.diagnostics;
    if (const auto history = command.changed.history.find(source.name); history != command.changed.history.end()) {
        diagnostics.insert(diagnostics.end(), history->second.begin(), history->second.end());
    }
    std::optional<LineIndex> lines;
    for (const auto& read : result.plans) {
        const Range id = or_else(read.ranges.id, read.ranges.whole);
        if (!lines) {
            lines.emplace(source.bytes);
        }
        file.plans.push_back({read.plan.id, source.name, lines->position(id.begin), lines->position(id.end),
                              std::string(lines->line_text(lines->position(id.begin).line)), read.usable ? latest_t(read.plan) : std::nullopt});
        if (read.usable) {
            auto found = check_plan(read.plan, read.ranges);
            diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        }
    }
    const bool all_rules_run = !result.has_errors();
    apply_ignores(source, diagnostics, all_rules_run);
    std::erase_if(diagnostics, [&](const auto& d) { return !command.rules.test(number(d.rule)); });
    file.findings = locate(source, std::move(diagnostics));
    return file;
}

FileFindings check_file(const Input& input, std::size_t max_size, const ValidateCommand& command, const Console& console)
{
    auto read_text = read_source(input, max_size, console);
    if (auto* problem = std::get_if<Finding>(&read_text)) {
        FileFindings file;
        file.findings.push_back(std::move(*problem));
        return file;
    }
    return check_text(std::get<SourceText>(read_text), command);
}

/// The rules that a participant of a table can break: a table has no scales.
std::vector<Finding> check_participant(const PlanAt& at)
{
    std::vector<Finding> found;
    const auto weights = weights_of(at.plan, {});
    if (const auto* problem = std::get_if<WeightProblem>(&weights)) {
        found.push_back(weight_finding(at, *problem));
        return found;
    }
    for (auto& fault : check_without_texts(at.plan)) {
        auto finding = table_finding(at, fault.goal.value_or(0), fault.rule, std::move(fault.message), std::move(fault.hint));
        if (fault.entry) {
            finding.begin = finding.end = {at.places->entries[*fault.entry], 1};
            finding.goal_id.clear();
        }
        found.push_back(std::move(finding));
    }
    return found;
}

ExitCode verdict(const Tally& tally, const ValidateCommand& command)
{
    if (tally.unreadable) {
        return ExitCode::failed;
    }
    const std::string fail_on = !command.fail_on.empty() ? command.fail_on : command.strict ? "warning" : "error";
    const bool fails = (fail_on != "never" && tally.errors > 0) || ((fail_on == "warning" || fail_on == "info") && tally.warnings > 0) ||
                       (fail_on == "info" && tally.infos > 0);
    return fails ? ExitCode::findings : ExitCode::done;
}

/// What has been found so far, less what the baseline knows, on its way to the report.
struct ValidateRun {
    Report report;
    Tally tally;
    KnownFindings known{working_folder()};
    KnownFindingsWriter found{working_folder()};
    bool keep_found = false;  ///< a baseline is to be written
    bool whole = true;        ///< the present input has no error

    bool add(const Finding& finding)
    {
        whole = whole && finding.severity != Severity::error;
        if (keep_found) {
            found.add(finding);
        }
        if (known.hides(finding)) {
            return true;
        }
        tally.add(finding);
        return report.add(finding);
    }
    bool end_input(const std::string& file)
    {
        known.end_input(file, std::exchange(whole, true));
        return report.checked(file);
    }
};

/// Checks a table as it is read; `take` gets the findings in pieces.
template <typename Take>
void check_table(const OpenInput& table, const std::string& name, const ValidateCommand& command, Take take)
{
    RatingTableSink sink;
    sink.plan = [&](const Plan& plan, const RatingTablePlaces& places) {
        FileFindings piece;
        piece.findings = check_participant(PlanAt{plan, name, nullptr, nullptr, &places, nullptr});
        piece.plans.push_back({plan.id, name, {places.row, 1}, {places.row, 1}, "", piece.findings.empty() ? latest_t(plan) : std::nullopt});
        return take(std::move(piece));
    };
    sink.problem = [&](Finding finding) {
        FileFindings piece;
        piece.findings.push_back(std::move(finding));
        take(std::move(piece));
    };
    read_rating_table(table.source(), name, command.tables.reading, sink);
}

/// Checks all inputs, in order. False where the report could not be written.
bool check_inputs(const InputList& list, const ValidateCommand& command, const Console& console, ValidateRun& run)
{
    bool good = true;
    RunRules over_all;
    Progress progress(list.inputs.size(), command.talk.quiet, console);
    const auto take = [&](FileFindings file) {
        for (const auto& plan : file.plans) {
            for (auto& finding : over_all.see(plan)) {
                file.findings.push_back(std::move(finding));
            }
            run.known.saw_plan(plan.id);
        }
        run.tally.plans += file.plans.size();
        if (!file.findings.empty()) {
            progress.clear();
        }
        for (const auto& finding : file.findings) {
            good = good && (!command.rules.test(number(finding.rule)) || run.add(finding));
        }
        return good;
    };
    const PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    const auto end_input = [&](const Input& input) {
        progress.step();
        good = good && run.end_input(display_name(input));
        return good;
    };
    std::size_t next = 0;
    while (good && next < list.inputs.size()) {
        auto end = next;
        while (end < list.inputs.size() && !may_be_table(stream, list.inputs[end])) {
            ++end;
        }
        const auto first = next;  // `next` moves on while threads still read
        in_order<FileFindings>(
            end - first, stream.jobs, [&](std::size_t i) { return check_file(list.inputs[first + i], list.max_size, command, console); },
            [&](FileFindings file) { return take(std::move(file)) && end_input(list.inputs[next++]); });
        if (good && end < list.inputs.size()) {
            auto opened = open_table(stream, list.inputs[end]);
            if (opened.table) {
                check_table(*opened.table, display_name(list.inputs[end]), command, take);
            } else {
                take(opened.text ? check_text(*opened.text, command) : FileFindings{std::move(opened.problems), {}});
            }
            end_input(list.inputs[end++]);
        }
        next = end;
    }
    progress.clear();
    for (const auto& finding : over_all.finish()) {
        good = good && (!command.rules.test(number(finding.rule)) || run.add(finding));
    }
    return good;
}

/// Reads the baseline that was named, if any; why that fails, or empty.
std::string read_baseline(const std::string& file, const Console& console, KnownFindings& known)
{
    if (file.empty()) {
        return "";
    }
    const auto bytes = read_input({file, false}, largest_baseline, console);
    const auto* text = std::get_if<std::string>(&bytes);
    const auto wrong = text != nullptr ? known.read(*text) : std::get<Finding>(bytes).message;
    return wrong.empty() ? "" : fmt::format("baseline {} {}", visible(file), wrong);
}

/// Tells how many findings the baseline hid and, unless it is rewritten, how many of it are gone.
void tell_of_baseline(const ValidateCommand& command, const KnownFindings& known, Console& console)
{
    const auto file = visible(command.baseline);
    if (known.hidden() > 0) {
        console.err(fmt::format("{} hidden by {}\n", counted(known.hidden(), "known finding"), file));
    }
    const auto gone = known.no_longer_found([&](Rule rule) { return command.rules.test(number(rule)); });
    if (gone > 0 && command.write_baseline.empty()) {
        console.err(
            fmt::format("{} listed in {} no longer {}; rewrite it with --write-baseline\n", counted(gone, "finding"), file, gone == 1 ? "occurs" : "occur"));
    }
}

/// Writes the baseline that the command asks for, if all files could be read: else it would lack theirs. Whether nothing failed.
bool write_baseline(const ValidateCommand& command, const ValidateRun& run, Output& output, Console& console)
{
    if (command.write_baseline.empty()) {
        return true;
    }
    const auto file = visible(command.write_baseline);
    if (run.tally.unreadable) {
        print_error(console, fmt::format("baseline {} is not written: not all files could be read", file));
        return false;
    }
    if (!finish(output.write(run.found.text()), output, console)) {
        return false;
    }
    if (!command.talk.quiet) {
        const auto errors = run.tally.errors > 0 ? fmt::format("; {}, which no baseline hides", counted(run.tally.errors, "error")) : "";
        console.err(fmt::format("{} written to {}{}\n", counted(run.found.count(), "finding"), file, errors));
    }
    return true;
}

ExitCode run_validate(ValidateCommand& command, Console& console)
{
    if (!command.since.empty()) {
        command.changed = changed_since(command.since, command.inputs, console);
    }
    const auto list = command.since.empty() ? list_inputs(command.inputs, console) : std::move(command.changed.list);
    auto wrong = list.refusal.empty() ? resolve_options(command.report, {command.write_baseline}, console) : list.refusal;
    wrong = wrong.empty() ? resolve_rules(command) : wrong;
    wrong = wrong.empty() ? resolve_options(command.tables) : wrong;
    ValidateRun run{Report(command.report, command.talk, console), {}};
    run.keep_found = !command.write_baseline.empty();
    wrong = wrong.empty() ? read_baseline(command.baseline, console, run.known) : wrong;
    Output new_baseline(command.write_baseline, console);
    auto read = files_read(list);
    if (wrong.empty() && !new_baseline.open(read)) {
        wrong = new_baseline.error();
    }
    if (!command.baseline.empty()) {
        read.push_back({command.baseline, false});  // which a new baseline, and nothing else, may replace
    }
    wrong = wrong.empty() ? run.report.open(read) : wrong;
    if (!wrong.empty()) {
        return usage_error(console, wrong, list.hint);
    }
    bool good = true;
    for (const auto& problem : list.problems) {
        good = good && (!command.rules.test(number(problem.rule)) || run.add(problem));
    }
    run.whole = true;
    good = good && check_inputs(list, command, console, run);
    if (!run.report.finish(good) || !write_baseline(command, run, new_baseline, console)) {
        return ExitCode::failed;
    }
    if (command.report.main.format == "pretty" && !command.talk.quiet) {
        console.err(as_text(run.tally));
    }
    if (!command.talk.quiet) {
        tell_of_baseline(command, run.known, console);
    }
    return verdict(run.tally, command);
}

}  // namespace

std::function<ExitCode()> add_validate(CommandLine& line, Console& console)
{
    auto command = std::make_shared<ValidateCommand>();
    add_input_options(line, command->inputs);
    line.text("--select RULE,...", command->select, "Only these warnings and infos: ids, names, or a prefix like GAS2; errors always");
    line.text("--ignore RULE,...", command->ignore, "Not these rules");
    line.flag("--info", command->info, "Also the heuristics that often raise a false alarm (GAS3xx)");
    line.flag("--strict", command->strict, "Exit 1 on a warning too: --fail-on warning");
    line.word("--fail-on", command->fail_on, severities, "Exit 1 from this severity on (default error)");
    add_table_options(line, command->tables);
    line.text("--since REVISION", command->since, "Only plans that changed since this git revision, with the rules of history (GAS4xx)").not_empty();
    line.text("--baseline FILE", command->baseline, "Hide the findings that FILE lists, and say how many; never errors").not_empty();
    line.text("--write-baseline FILE", command->write_baseline, "List all findings but errors in FILE, for --baseline").not_empty();
    add_write_options(line, command->report.main, command->report.words, finding_formats(),
                      "Output format (default pretty on a terminal, else text); with =FILE to a file besides, any number of times");
    add_jobs_option(line, command->jobs);
    add_talk_options(line, command->talk);
    return [command, &console] { return run_validate(*command, console); };
}

}  // namespace gas::app
