// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "commands.hpp"
#include "gas/findings/findings.hpp"
#include "gas/format/word_meant.hpp"
#include "gas/stats/agreement.hpp"
#include "gas/summary/rater_pairs.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/cells.hpp"
#include "input/near_names.hpp"
#include "input/participants_seen.hpp"
#include "input/plan_stream.hpp"
#include "input/tables.hpp"

namespace gas::app {

namespace {

struct AgreeCommand : ScoringCommand {
    std::vector<std::string> against;
    std::string raters;
    std::string roles;
};

/// Reads one set of inputs into `entries`; gives the number of errors, which are reported.
std::size_t read_set(const InputList& list, int set, const AgreeCommand& command, const Console& console, RaterEntries& entries, StudyNames& names)
{
    std::size_t errors = 0;
    const auto report = [&](const std::vector<Finding>& problems) {
        tell(problems, command.writing, command.talk, console);
        errors += problems.size();
    };
    report(list.problems);
    PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    stream.report = report;
    stream.names = &names;
    struct RaterResult {
        std::optional<RaterEntries> entries;
        std::vector<std::pair<std::string, std::string>> seen;  ///< id and file, where an id may come twice
    };
    const auto work = [&](const PlanAt& at, RaterResult& result, std::vector<Finding>& problems) {
        if (!result.entries) {
            result.entries.emplace(command.score);
        }
        if (const auto problem = result.entries->add(at.plan, set)) {
            problems.push_back(weight_finding(at, *problem));
        } else if (at.places == nullptr || list.inputs.size() > 1) {  // in one table an id is one participant
            result.seen.emplace_back(at.plan.id, at.file);
        }
    };
    ParticipantsSeen seen;
    const auto take = [&](RaterResult result) {
        if (result.entries) {
            entries.take(std::move(*result.entries));
        }
        for (const auto& [id, file] : result.seen) {
            seen.see(id, file);
        }
        return true;
    };
    for_each_plan<RaterResult>(stream, work, take, {});
    if (const auto twice = seen.told(); !twice.empty()) {
        console.err(fmt::format("gas: {}; their entries are taken together\n", twice));
    }
    return errors;
}

/// The two to compare by the options and the plans; a message where they do not tell.
std::string choose(const AgreeCommand& command, const RaterEntries& entries, RaterChoice& choice)
{
    choice.by_role = !command.roles.empty();
    const auto& asked = choice.by_role ? command.roles : command.raters;
    const auto there = choice.by_role ? entries.roles() : entries.raters();
    const std::string_view what = choice.by_role ? "role" : "rater";
    if (there.empty()) {
        return command.score.occasion.empty() ? fmt::format("no rating entry has a {}", what) : no_entry_has("occasion", command.score.occasion, "");
    }
    if (asked.empty()) {
        if (there.size() != 2) {
            return fmt::format("the plans have {}, not two: {}; name two by --raters A,B or --roles", counted(there.size(), "rater"), names_in_line(there));
        }
        choice.first = *there.begin();
        choice.second = *there.rbegin();
        return "";
    }
    const auto comma = asked.find(',');
    if (comma == std::string::npos || asked.find(',', comma + 1) != std::string::npos) {
        return fmt::format("--{}s takes two names with a comma, like A,B", what);
    }
    choice.first = asked.substr(0, comma);
    choice.second = asked.substr(comma + 1);
    for (const auto& name : {choice.first, choice.second}) {
        const auto meant = choice.by_role && !from_word<Role>(name) ? format::word_meant(name, words<Role>()) : std::string_view();
        if (!meant.empty()) {
            return fmt::format("\"{}\" is none of {}; did you mean {}?", visible(name), fmt::join(words<Role>(), ", "), meant);
        }
        if (!there.contains(name)) {
            return no_entry_has(what, name, names_in_line(there));
        }
    }
    return choice.first == choice.second ? fmt::format("the two {}s are one", what) : "";
}

Frame agree_frame()
{
    return Frame({text_column("measure"), text_column("statistic"), number_column("value"), number_column("ci_low"), number_column("ci_high"),
                  integer_column("n"), text_column("reason")});
}

/// One figure of agreement, its limits, and why any of the three is not there.
struct AgreeRow {
    std::string_view measure;
    std::string_view statistic;
    std::size_t n = 0;
    Figure<double> value = NoFigure::not_defined;
    std::optional<Figure<double>> low;  ///< nothing for a figure that has no interval by its nature
    std::optional<Figure<double>> high;
};

void add(Frame& frame, const AgreeRow& row)
{
    const auto cell = [](const std::optional<Figure<double>>& figure) { return figure && *figure ? Cell{**figure} : Cell{}; };
    std::string_view reason;
    for (const auto& figure : {std::optional(row.value), row.low, row.high}) {
        reason = reason.empty() && figure && !*figure ? row.n == 0 ? "no-pairs" : to_string(figure->why()) : reason;
    }
    frame.add_row({text_cell(row.measure), text_cell(row.statistic), cell(row.value), cell(row.low), cell(row.high), integer_cell(row.n), text_cell(reason)});
}

/// Adds the rows of levels; gives whether an interval was cut to where kappa can lie.
bool add_levels(Frame& frame, const RaterPairs& pairs)
{
    const auto agreement = percent_agreement(pairs.levels);
    add(frame, {"level", "agreement", pairs.goals, agreement ? Figure<double>(*agreement) : NoFigure::not_defined, {}, {}});
    constexpr std::pair<std::string_view, KappaWeights> kinds[] = {
        {"kappa_unweighted", KappaWeights::unweighted}, {"kappa_linear", KappaWeights::linear}, {"kappa_quadratic", KappaWeights::quadratic}};
    bool cut = false;
    for (const auto& [name, weights] : kinds) {
        const auto k = kappa(pairs.levels, weights);
        const auto ci = k.part(&Kappa::ci);
        add(frame, {"level", name, pairs.goals, k.part(&Kappa::kappa), ci.part(&Interval::low), ci.part(&Interval::high)});
        cut = cut || (k && k->cut);
    }
    return cut;
}

void add_t(Frame& frame, const RaterPairs& pairs)
{
    std::vector<std::vector<double>> ratings;
    for (std::size_t i = 0; i < pairs.t_first.size(); ++i) {
        ratings.push_back({pairs.t_first[i], pairs.t_second[i]});
    }
    const auto n = ratings.size();
    const auto icc = intraclass_correlations(ratings);
    const auto correlation = [&](std::string_view name, const Figure<Icc>& one) {
        add(frame, {"t", name, n, one.part(&Icc::icc), one.part(&Icc::low), one.part(&Icc::high)});
    };
    correlation("icc_2_1", icc.icc_2_1);
    correlation("icc_2_k", icc.icc_2_k);
    correlation("icc_3_1", icc.icc_3_1);
    const auto found = bland_altman(pairs.t_first, pairs.t_second);
    const auto limits = found ? Figure<BlandAltman>(*found) : NoFigure::not_defined;
    add(frame, {"t", "bias", n, limits.part(&BlandAltman::bias), {}, {}});
    add(frame, {"t", "limit_low", n, limits.part(&BlandAltman::limits).part(&Interval::low), {}, {}});
    add(frame, {"t", "limit_high", n, limits.part(&BlandAltman::limits).part(&Interval::high), {}, {}});
}

ExitCode write_pairs(const RaterPairs& pairs, std::size_t ambiguous, LeftOut left_out, std::vector<std::string> problems, const AgreeCommand& command,
                     Console& console, Output& output)
{
    Frame frame = agree_frame();
    const bool cut = add_levels(frame, pairs);
    add_t(frame, pairs);
    auto head = envelope("gas.agree/1", {{"first", json_string(pairs.first)},
                                         {"second", json_string(pairs.second)},
                                         {"participants", std::to_string(pairs.participants)},
                                         {"occasion", command.score.occasion.empty() ? "null" : json_string(command.score.occasion)},
                                         {"half_level", json_string("-1")},
                                         {"kappa", json_string("Fleiss, Cohen & Everitt 1969")},
                                         {"icc", json_string("Shrout & Fleiss 1979")},
                                         {"left_out", std::to_string(ambiguous)},
                                         {"lone_entries", std::to_string(pairs.lone_entries)},
                                         {"lone_goals", std::to_string(pairs.lone_goals)}});
    gas::add(left_out, "participants_without_pair", pairs.unpaired_participants);
    gas::add(left_out, "entries_by_others", pairs.other_entries);
    head.left_out = std::move(left_out);
    head.problems = std::move(problems);
    auto style = table_style(command.writing, console);
    style.notes = {fmt::format("{} against {}; {}; 95 % intervals; T over the goals that both rated", pairs.first, pairs.second,
                               counted(pairs.participants, "participant"))};
    if (cut) {
        style.notes.emplace_back("an interval of kappa is cut to -1..1");
    }
    if (command.score.occasion.empty()) {
        style.notes.emplace_back("a participant rated on several occasions counts once for each; --occasion takes one");
    }
    if (pairs.lone_entries + pairs.lone_goals > 0) {
        style.notes.push_back(fmt::format("not compared: {} without one by the other on the same date and occasion, {} that one of the two rated",
                                          counted(pairs.lone_entries, "entry", "entries"), counted(pairs.lone_goals, "goal")));
    }
    if (pairs.unpaired_participants + pairs.other_entries > 0) {
        style.notes.push_back(fmt::format("not in the figures: {} without a pair, {} by others than the two",
                                          counted(pairs.unpaired_participants, "participant"), counted(pairs.other_entries, "entry", "entries")));
    }
    if (ambiguous > 0) {
        style.notes.push_back(counted(ambiguous, "occasion") + " left out, where one of the two has several entries");
    }
    const bool written = write_frame(frame, command.writing, head, style, output);
    return finish(written, output, console) ? ExitCode::done : ExitCode::failed;
}

/// That no goal was rated by both, or that it is not known by whom, and the way out.
ExitCode nothing_paired(const AgreeCommand& command, const RaterEntries& entries, std::size_t ambiguous, const Console& console)
{
    if (ambiguous == 0) {
        return usage_error(console, "the two have rated no goal on the same date and occasion", "entries are paired by participant, date and occasion");
    }
    const bool sets = !command.against.empty();
    const auto raters = entries.raters();
    const auto choose = fmt::format("name two raters by --raters A,B; there are {}", names_in_line(raters));
    return usage_error(console,
                       fmt::format("no goal can be compared: on {} one of the two {} several entries, and which of them is meant is not known",
                                   counted(ambiguous, "occasion"), sets ? "sets has" : "has"),
                       raters.size() < 2 ? "give one entry by each for a participant, date and occasion"
                       : sets            ? "give all files as one set, without --against, and " + choose
                                         : choose);
}

ExitCode run_agree(AgreeCommand& command, Console& console)
{
    if (const auto wrong = resolve_options(command); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    command.raters = composed_name(command.raters);  // as names are read
    InputOptions second = command.inputs;
    second.paths = command.against;
    second.files_from.clear();
    if (!command.against.empty() && (!command.raters.empty() || !command.roles.empty())) {
        return usage_error(console, "--against compares two sets of files, --raters and --roles two raters of one; give one of them");
    }
    if (!command.raters.empty() && !command.roles.empty()) {
        return usage_error(console, "--raters and --roles do not go together");
    }
    const auto list = list_inputs(command.inputs, console);
    const auto other = command.against.empty() ? InputList() : list_inputs(second, console);
    if (!list.refusal.empty() || !other.refusal.empty()) {
        return usage_error(console, list.refusal.empty() ? other.refusal : list.refusal, list.hint);
    }
    auto inputs = list.inputs;
    inputs.insert(inputs.end(), other.inputs.begin(), other.inputs.end());
    if (const auto wrong = table_options_refused(command.tables, inputs); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    Output output(command.writing.output, console);
    auto read = files_read(list);
    read.insert(read.end(), other.inputs.begin(), other.inputs.end());
    if (!output.open(read)) {
        return usage_error(console, output.error());
    }
    RaterEntries entries(command.score);
    StudyNames names;
    const auto errors = read_set(list, 0, command, console, entries, names) + read_set(other, 1, command, console, entries, names);
    std::vector<std::string> problems;  // as JSON
    const auto near = tell_near_names(names, {command.score.occasion, "", {}, true}, console);
    for (const auto& findings : {near.findings, list.near_plans, other.near_plans}) {
        std::transform(findings.begin(), findings.end(), std::back_inserter(problems), as_json);
    }
    if (errors > 0) {
        return usage_error(console, counted(errors, "error") + "; agreement is computed over all plans or none");
    }
    std::size_t ambiguous = 0;
    RaterPairs pairs;
    if (command.against.empty()) {
        RaterChoice choice;
        if (const auto wrong = choose(command, entries, choice); !wrong.empty()) {
            return usage_error(console, wrong);
        }
        pairs = entries.pair_up(choice, ambiguous);
    } else {
        pairs = entries.pair_sets(ambiguous);
    }
    if (pairs.goals == 0) {
        return nothing_paired(command, entries, ambiguous, console);
    }
    auto left_out = left_out_of(list);
    gas::add(left_out, left_out_of(other));
    gas::add(left_out, near.left_out);
    return write_pairs(pairs, ambiguous, std::move(left_out), std::move(problems), command, console, output);
}

}  // namespace

std::function<ExitCode()> add_agree(CommandLine& line, Console& console)
{
    auto command = std::make_shared<AgreeCommand>();
    add_input_options(line, command->inputs);
    line.texts("--against PATH", command->against, "Second set of plans, by another rater, whose entries are compared with the first's");
    line.text("--raters A,B", command->raters, "The two raters to compare (default: the only two there are)");
    line.text("--roles A,B", command->roles, "Two roles to compare instead, such as practitioner,patient");
    line.text("--occasion NAME", command->score.occasion, "Only entries of this occasion");
    add_method_options(line, command->method, {.half_level = false});
    add_table_options(line, command->tables);
    command->writing.digits = 3;
    add_write_options(line, command->writing);
    add_jobs_option(line, command->jobs);
    add_talk_options(line, command->talk);
    return [command, &console] { return run_agree(*command, console); };
}

}  // namespace gas::app
