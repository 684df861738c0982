// SPDX-License-Identifier: MIT
#include "gas/check/validate.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "gas/check/check_plan.hpp"
#include "gas/check/check_without_texts.hpp"
#include "gas/check/ignores.hpp"
#include "gas/score/score_plan.hpp"

namespace gas {

namespace {

/// T of the latest rating entry, for the rule on a whole study's goals.
std::optional<double> latest_t(const Plan& plan)
{
    const auto latest = latest_score(plan, false);
    return latest ? latest->t : std::nullopt;
}

/// A finding at the goal of a table's participant.
Finding at_goal(const Plan& plan, const std::string& file, const RatingTablePlaces& places, std::size_t goal, Rule rule, std::string message, std::string hint)
{
    auto finding = finding_in(file, rule, std::move(message), std::move(hint));
    finding.begin = finding.end = {places.goals[goal], 1};
    finding.plan_id = plan.id;
    finding.goal_id = plan.goals[goal].id;
    return finding;
}

std::vector<Finding> check_participant(const Plan& plan, const std::string& file, const RatingTablePlaces& places, std::optional<Date> at)
{
    const auto weights = weights_of(plan, {});
    if (const auto* problem = std::get_if<WeightProblem>(&weights)) {
        return {weight_finding(plan, file, places, *problem)};
    }
    std::vector<Finding> found;
    for (auto& fault : check_without_texts(plan, at)) {
        auto& finding = found.emplace_back(at_goal(plan, file, places, fault.goal.value_or(0), fault.rule, std::move(fault.message), std::move(fault.hint)));
        if (fault.entry) {
            finding.begin = finding.end = {places.entries[*fault.entry], 1};
            finding.goal_id.clear();
        }
    }
    return found;
}

}  // namespace

Validation validate_text(const SourceText& source, const RuleSet& rules, std::optional<Date> at)
{
    return validate_read(source, read_plans(source), rules, {}, at);
}

Validation validate_read(const SourceText& source, ReadResult read, const RuleSet& rules, const std::vector<Diagnostic>& history, std::optional<Date> at)
{
    Validation text;
    const bool all_rules_run = !read.has_errors();
    text.unchecked = read.plans.empty() && !all_rules_run ? 1 : 0;
    auto diagnostics = std::move(read.diagnostics);
    diagnostics.insert(diagnostics.end(), history.begin(), history.end());
    std::optional<LineIndex> lines;
    for (const auto& [plan, ranges, usable] : read.plans) {
        const Range id = or_else(ranges.id, ranges.whole);
        if (!lines) {
            lines.emplace(source.bytes);
        }
        const auto begin = lines->position(id.begin);
        text.plans.push_back(
            {plan.id, source.name, begin, lines->position(id.end), std::string(lines->line_text(begin.line)), usable ? latest_t(plan) : std::nullopt});
        text.names.push_back(names_of(plan, ranges, source.name, *lines));
        text.unchecked += usable ? 0 : 1;
        if (usable) {
            auto found = check_plan(plan, ranges, at);
            diagnostics.insert(diagnostics.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        }
    }
    apply_ignores(source, diagnostics, all_rules_run);
    std::erase_if(diagnostics, [&](const auto& diagnostic) {
        const bool shown = rules.has(diagnostic.rule);
        text.not_shown.add(rule_info(diagnostic.rule).severity, shown ? 0 : 1);
        return !shown;
    });
    text.findings = locate(source, std::move(diagnostics));
    return text;
}

void check_table(const ByteSource& source, const std::string& name, const RatingTableOptions& options, const std::function<bool(Validation)>& take,
                 std::optional<Date> at, StudyNames* names)
{
    RatingTableSink sink;
    bool go_on = true;
    sink.plan = [&](const Plan& plan, const RatingTablePlaces& places) {
        if (!go_on) {
            return false;  // since a row's problem
        }
        if (names != nullptr) {
            names->see(name, plan, nullptr, places.row, places.goals, places.entries, places.written);
        }
        Validation piece{check_participant(plan, name, places, at), {}};
        const auto& found = piece.findings;
        const bool sound = std::none_of(found.begin(), found.end(), [](const auto& finding) { return finding.severity == Severity::error; });
        piece.plans.push_back({plan.id, name, {places.row, 1}, {places.row, 1}, "", sound ? latest_t(plan) : std::nullopt, true});
        piece.unchecked = sound ? 0 : 1;
        return take(std::move(piece));
    };
    sink.left_out = [&](const Plan& plan, const RatingGrid& grid, const RatingTablePlaces& places, bool has_weights) {
        if (names != nullptr && go_on) {
            names->see(name, plan, &grid, places.row, places.goals, places.entries, places.written, true);
        }
        Validation piece;
        const auto weights = has_weights ? weights_of(plan, {}) : GoalWeights();
        if (const auto* problem = std::get_if<WeightProblem>(&weights)) {
            piece.findings.push_back(weight_finding(plan, name, places, *problem));
        }
        piece.plans.push_back({plan.id, name, {places.row, 1}, {places.row, 1}, "", std::nullopt});
        piece.unchecked = 1;
        go_on = go_on && take(std::move(piece));
    };
    sink.problem = [&](Finding finding) { go_on = go_on && take({{std::move(finding)}, {}}); };
    read_rating_table(source, name, options, sink);
}

Finding weight_finding(const Plan& plan, const std::string& file, const RatingTablePlaces& places, const WeightProblem& problem)
{
    return at_goal(plan, file, places, problem.goal, Rule::mixed_weights, fmt::format("participant \"{}\": {}", plan.id, problem.message),
                   "give every goal of a participant the same kind of weight, or say `gas score --weighting equal`");
}

}  // namespace gas
