// SPDX-License-Identifier: MIT
// What stands below the tables of a summary.
#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/view/score_frame.hpp"
#include "gas/view/summary_frames.hpp"
#include "gas/write/writers.hpp"
#include "input/study.hpp"

namespace gas::app {

namespace {

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
void add_left_out(const Study& study, const RunStatus& met, std::vector<std::string>& notes)
{
    const auto& ids = study.groups.left_out();
    if (!ids.empty()) {
        notes.push_back(fmt::format("{} left out for errors: {}", counted(ids.size(), "participant"), some_of({ids.begin(), ids.end()})));
    }
    const auto& inputs = met.inputs_left_out;
    if (!inputs.empty()) {
        notes.push_back(fmt::format("{} errors that name no participant: {}", counted(inputs.size(), "input has", "inputs have"), some_of(inputs)));
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

}  // namespace

std::vector<std::string> study_notes(const SummarizeCommand& command, const Study& study, const RunStatus& met, const std::vector<SummaryFigure>& figures)
{
    const auto& groups = study.groups;
    const auto& method = groups.method();
    std::vector<std::string> notes;
    // without a T nobody was scored in any way
    const auto scored =
        groups.any_t() ? fmt::format("rho {}; weighting {}; {}; ", method.rho, method.weighting, half_level_words(method.half_level)) : std::string("no T; ");
    notes.push_back(fmt::format("{}; {}{}", counted(groups.participant_count(), "participant"), scored, missing_rule_words(method.missing_rule, method.at)));
    notes.emplace_back(command.summary.unit == SummaryUnit::goal ? "each goal counts once" : "each participant counts once, however many goals they have");
    if (groups.superseded() > 0) {
        notes.push_back(fmt::format("{} of participants with several entries by one rater; the latest counts", counted(groups.superseded(), "occasion")));
    }
    add_choice(command, notes);
    if (groups.rated_goals() > 0 && !command.rho_check && !command.missing) {
        notes.push_back(fmt::format("changes rest on {} of {} goals rated; baseline {}", groups.paired_goals(), groups.rated_goals(), baseline_rule));
    }
    if (method.missing_rule.ends_with("no-score") && groups.complete_by_not_applicable() > 0) {
        notes.push_back(counted(groups.complete_by_not_applicable(), "entry is", "entries are") + " complete with goals that are not applicable");
    }
    for (auto& note : figure_notes(figures)) {
        notes.push_back(std::move(note));
    }
    if (groups.ungrouped() > 0) {
        notes.push_back(fmt::format("{} in no group, since {} is missing", counted(groups.ungrouped(), "participant is", "participants are"), command.by));
    }
    if (command.summary.unit == SummaryUnit::goal) {
        add_goals_left_out(groups, notes);
    }
    add_left_out(study, met, notes);
    return notes;
}

}  // namespace gas::app
