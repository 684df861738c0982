// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <set>

#include "reader.hpp"

namespace gas::read {

namespace {

void read_indicator(Reader& reader, const Field& field, Goal& goal, GoalRanges& ranges)
{
    ranges.indicator = reader.range(field.key);
    if (!reader.is_mapping(field, "unit and better")) {
        return;
    }
    auto& indicator = goal.indicator.emplace();
    reader.fields<FormatKey::indicator>(field.value, "an indicator", [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::indicator_unit: return reader.keep(f, ranges.unit, indicator.unit, reader.name(f));
        case FormatKey::indicator_better: return reader.keep(f, ranges.better, indicator.better, reader.word<Better>(f));
        default: return reader.keep(f, ranges.integer, indicator.integer, reader.boolean(f));
        }
    });
}

void read_field(Reader& reader, FormatKey key, const Field& f, Goal& goal, GoalRanges& ranges)
{
    switch (key) {
    case FormatKey::goal_id: ranges.id = reader.range(f.value); break;  // read before all else, for the messages
    case FormatKey::goal_title: return reader.keep(f, ranges.title, goal.title, reader.name(f));
    case FormatKey::goal_domain: return reader.keep(f, ranges.domain, goal.domain, reader.name(f));
    case FormatKey::goal_addresses: goal.addresses = reader.ids(f, ranges.addresses); break;
    case FormatKey::goal_interventions: goal.interventions = reader.ids(f, ranges.interventions); break;
    case FormatKey::goal_importance: return reader.keep(f, ranges.importance, goal.importance, reader.integer(f, key));
    case FormatKey::goal_difficulty: return reader.keep(f, ranges.difficulty, goal.difficulty, reader.integer(f, key));
    case FormatKey::goal_weight: return reader.keep(f, ranges.weight, goal.weight, reader.number(f, key));
    case FormatKey::goal_baseline: return reader.keep(f, ranges.baseline, goal.baseline, reader.level(f));
    case FormatKey::goal_target: return reader.keep(f, ranges.target, goal.target, reader.date(f));
    case FormatKey::goal_added: return reader.keep(f, ranges.added, goal.added, reader.date(f));
    case FormatKey::goal_ended: return reader.keep(f, ranges.ended, goal.ended, reader.date(f));
    case FormatKey::goal_status: return reader.keep(f, ranges.status, goal.status, reader.word<GoalStatus>(f));
    case FormatKey::goal_replaces: return reader.keep(f, ranges.replaces, goal.replaces, reader.id(f));
    case FormatKey::goal_reason: return reader.keep(f, ranges.reason, goal.reason, reader.text(f));
    case FormatKey::indicator: return read_indicator(reader, f, goal, ranges);
    case FormatKey::scale: return read_scale(reader, f, goal, ranges);
    default: break;
    }
}

/// The goal's id, read ahead of its other keys so that what is wrong with them can name it.
std::string id_ahead(Reader& reader, NodeIndex goal)
{
    for (NodeIndex key = goal + 1; key < reader.node(goal).next;) {
        const NodeIndex at = reader.node(key).next;
        if (reader.kind(key) == NodeKind::scalar && reader.value(key) == "id") {
            return reader.id({key, at}).value_or("");
        }
        key = reader.node(at).next;
    }
    return "";
}

void check_complete(Reader& reader, const Goal& goal, const GoalRanges& ranges)
{
    const auto what = goal.id.empty() ? std::string("this goal") : fmt::format("goal \"{}\"", goal.id);
    if (ranges.id == Range{}) {
        reader.missing(ranges.whole, what, "id", "add `id: a-short-word`, once and for all; ratings point at it");
    }
    if (ranges.title == Range{}) {
        reader.missing(ranges.whole, what, "title", "add `title:` with the goal in the client's words");
    }
    if (ranges.scale == Range{}) {
        reader.missing(ranges.whole, what, "scale", "add `scale:` with a line for each level, -2 to +2");
    }
}

void read_goal(Reader& reader, NodeIndex element, std::set<std::string>& known, ReadPlan& result)
{
    Goal goal;
    GoalRanges ranges;
    ranges.whole = reader.range(element);
    if (!reader.is_mapping({element, element}, "id, title and scale")) {
        return;
    }
    goal.id = id_ahead(reader, element);
    reader.about_goal(goal.id);
    reader.fields<FormatKey::goal>(element, "a goal", [&](FormatKey key, const Field& f) { read_field(reader, key, f, goal, ranges); });
    check_complete(reader, goal, ranges);
    check_scale_ranges(reader, goal, ranges);
    if (goal.baseline == Level::from_int(-3) && goal.at(*goal.baseline) == nullptr && !goal.scale.empty()) {
        reader.report(Rule::level_outside_scale, ranges.baseline, "baseline \"-3\" is outside the scale -2..+2",
                      "write level -3 into the scale, or another baseline");
    }
    if (!goal.id.empty() && !known.insert(goal.id).second) {
        reader.report(Rule::duplicate_id, ranges.id, fmt::format("another goal has the id \"{}\" already", goal.id), "give each its own id");
    } else {
        result.plan.goals.push_back(std::move(goal));
        result.ranges.goals.push_back(std::move(ranges));
    }
    reader.about_goal("");
}

}  // namespace

void read_goals(Reader& reader, const Field& field, ReadPlan& result)
{
    result.ranges.goals_key = reader.range(field.key);
    if (!reader.is_sequence(field, "a list of goals")) {
        return;
    }
    std::set<std::string> known;
    reader.elements(field.value, max_goals, "goals", [&](NodeIndex element) { read_goal(reader, element, known, result); });
    if (result.plan.goals.empty() && reader.node(field.value).next == field.value + 1) {
        reader.report(Rule::empty_value, reader.range(field.key), "the plan has no goal", "add a goal: `- id: …` with title and scale");
    }
}

}  // namespace gas::read
