// SPDX-License-Identifier: MIT
#include <array>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/summary/checklist.hpp"
#include "gas/summary/group_summary.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/summary_frames.hpp"
#include "input/study.hpp"
#include "input/tables.hpp"

namespace gas::app {

namespace {

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
                                                 s.rater.empty() && s.role.empty() ? "; there are " + names_in_line(study.groups.passed_over_occasions())
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

std::string json_texts(const std::set<std::string>& texts)
{
    std::string json = "[";
    for (const auto& text : texts) {
        json += (json.size() > 1 ? "," : "") + json_string(text);
    }
    return json + "]";
}

JsonEnvelope envelope_of(const SummarizeCommand& command, const Study& study, const RunStatus& met, std::string schema)
{
    const auto text_or_null = [](const std::string& text) { return text.empty() ? std::string("null") : json_string(text); };
    const auto& groups = study.groups;
    const auto& method = groups.method();
    auto head = envelope(std::move(schema), {{"method", json_string("Kiresuk & Sherman 1968")},
                                             {"participants", std::to_string(groups.participant_count())},
                                             {"rho", groups.any_t() ? json_number(method.rho) : "null"},
                                             {"weighting", text_or_null(method.weighting)},
                                             {"half_level", text_or_null(method.half_level)},
                                             {"missing", text_or_null(method.missing_rule)},
                                             {"by", text_or_null(command.by)},
                                             {"occasion", text_or_null(command.summary.occasion)},
                                             {"rater", text_or_null(command.summary.rater)},
                                             {"role", text_or_null(command.summary.role)},
                                             {"unit", json_string(command.unit)},
                                             {"confidence", "0.95"},
                                             {"paired_goals", std::to_string(groups.paired_goals())},
                                             {"rated_goals", std::to_string(groups.rated_goals())},
                                             {"baseline", json_string(baseline_rule)},
                                             {"at", text_or_null(method.at)},
                                             {"superseded", std::to_string(groups.superseded())},
                                             {"complete_by_not_applicable", std::to_string(groups.complete_by_not_applicable())},
                                             {"ungrouped", std::to_string(groups.ungrouped())},
                                             {"left_out", json_texts({groups.left_out().begin(), groups.left_out().end()})},
                                             {"inputs_with_errors", json_texts(met.inputs_left_out)},
                                             {"shards", text_or_null(met.shards.problem())}});
    head.problems = met.problems;
    head.left_out = met.left_out_files;
    return head;
}

/// Several frames as tables, one below the other.
bool write_tables(const std::vector<std::pair<std::string, const Frame*>>& frames, const SummarizeCommand& command, const std::vector<std::string>& notes,
                  const Console& console, Output& output)
{
    auto style = table_style(command.writing, console);
    const ByteSink sink = [&](std::string_view bytes) { return output.write(bytes); };
    bool first = true;
    for (const auto& [title, frame] : frames) {
        if (frame->row_count() == 0) {
            continue;
        }
        if (!sink((first ? "" : "\n") + (title.empty() ? std::string() : title + "\n"))) {
            return false;
        }
        style.notes = first ? notes : std::vector<std::string>();
        first = false;
        if (!write_frame(*frame, "table", {{}, {}, style}, sink)) {
            return false;
        }
    }
    return true;
}

bool write_study(const SummarizeCommand& command, const Study& study, const RunStatus& met, const Console& console, Output& output)
{
    const bool as_table = command.writing.format == "table";
    if (command.checklist) {
        const auto frame = checklist_frame(study.facts.checklist(study.groups));
        return as_table ? write_tables({{"", &frame}}, command, study_notes(command, study, met, study.groups.figures()), console, output)
                        : write_frame(frame, command.writing, envelope_of(command, study, met, "gas.checklist/1"), {}, output);
    }
    if (command.rho_check) {
        const auto frame = rho_frame(study.rho.results(study.groups.occasions()), study.groups.method().rho);
        return as_table ? write_tables({{"", &frame}}, command, study_notes(command, study, met), console, output)
                        : write_frame(frame, command.writing, envelope_of(command, study, met, "gas.rho-check/1"), {}, output);
    }
    // T and its change are what it speaks of
    const bool with_missing = command.missing || ((as_table || command.writing.format == "json") && command.summary.unit == SummaryUnit::participant);
    const auto missing = missing_frame(with_missing ? study.groups.missing() : std::vector<MissingFigure>());
    if (command.missing) {
        if (as_table && missing.row_count() == 0) {
            std::string text = "nobody is missing from a figure\n";
            for (const auto& note : study_notes(command, study, met)) {
                text += note + "\n";
            }
            return output.write(text);
        }
        return as_table ? write_tables({{"", &missing}}, command, study_notes(command, study, met), console, output)
                        : write_frame(missing, command.writing, envelope_of(command, study, met, "gas.summarize-missing/1"), {}, output);
    }
    const auto figures = study.groups.figures();
    if (as_table) {
        const auto described = paper_frame(figures, command.writing.digits);
        const auto tests = tests_frame(figures, command.writing.digits);
        return write_tables({{"", &described}, {"", &tests}, {"missing:", &missing}}, command, study_notes(command, study, met, figures), console, output);
    }
    const auto frame = tidy_frame(figures, command.summary.by);
    auto head = envelope_of(command, study, met, "gas.summarize/1");
    head.tables = {{"missing", &missing}};
    return write_frame(frame, command.writing, head, {}, output);
}

std::string resolve_options(SummarizeCommand& command)
{
    if (auto wrong = gas::app::resolve_options(command); !wrong.empty()) {
        return wrong;
    }
    command.summary.unit = command.unit == "goal" ? SummaryUnit::goal : SummaryUnit::participant;
    command.summary.by = split_list(composed_name(command.by));
    command.summary.occasion = composed_name(command.summary.occasion);
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
    auto study = std::make_unique<Study>(command.summary);
    const auto met = gather(list, command, console, study);
    constexpr std::string_view every_part_once = "score every part once, with one `--shard I/N` each";
    if (!met.refusal.empty()) {
        const auto twice = met.shards.doubled();  // then its participants come twice, which says less
        return twice.empty() ? usage_error(console, met.refusal) : usage_error(console, twice, every_part_once);
    }
    if (met.errors > 0 && !command.writing.keep_going) {
        return usage_error(console, counted(met.errors, "error") + "; nothing is summarized",
                           "statistics of the rest would be those of another study; --keep-going prints them");
    }
    if (const auto wrong = met.shards.problem(); !wrong.empty() && !command.writing.keep_going) {
        return usage_error(console, wrong, fmt::format("{}; --keep-going summarizes what is there", every_part_once));
    }
    study->groups.leave_out(met.left_out);
    if (const auto wrong = check_asked(command, *study); !wrong.empty()) {
        return usage_error(console, wrong);
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

std::function<ExitCode()> add_summarize(CommandLine& line, Console& console)
{
    auto command = std::make_shared<SummarizeCommand>();
    static constexpr std::array<std::string_view, 2> units = {"participant", "goal"};
    add_input_options(line, command->inputs);
    line.text("--by COVARIATE,...", command->by, "Covariates that make the groups: arm, or arm,site");
    line.text("--occasion NAME", command->summary.occasion, "Only this occasion (default: each)");
    line.text("--rater NAME", command->summary.rater, "Only entries of this rater");
    line.word("--role", command->summary.role, words<Role>(), "Only entries of this role");
    line.flag("--change", command->summary.change_only, "Only the change from baseline");
    line.flag("--domain", command->summary.domains, "Levels of each domain of goals too");
    line.word("--unit", command->unit, units, "What counts once (default participant)");
    line.flag("--missing", command->missing, "Who is missing from each figure, and why");
    line.flag("--checklist", command->checklist, "What a report of a GAS study should state, filled in where the scores tell");
    line.flag("--rho-check", command->rho_check, "The correlation of goals that the ratings have, and T for rho 0 to 0.7");
    add_method_options(line, command->method);
    line.flag("--carry", command->score.carry, "Give an unrated active goal its latest earlier rating");
    line.flag("--complete", command->score.complete, "No T where an active goal is unrated");
    add_table_options(line, command->tables);
    add_write_options(line, command->writing);
    line.flag("--keep-going", command->writing.keep_going, "Summarize even where some inputs could not be read, or parts of a study are missing");
    add_jobs_option(line, command->jobs);
    add_talk_options(line, command->talk);
    return [command, &console] { return run_summarize(*command, console); };
}

}  // namespace gas::app
