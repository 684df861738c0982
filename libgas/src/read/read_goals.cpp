// SPDX-License-Identifier: MIT
#include <limits>

#include <fmt/format.h>

#include "reader.hpp"

namespace gas::read {

namespace {

enum GoalKey : std::size_t {
    key_id,
    key_title,
    key_domain,
    key_addresses,
    key_interventions,
    key_importance,
    key_difficulty,
    key_weight,
    key_baseline,
    key_target,
    key_added,
    key_ended,
    key_status,
    key_replaces,
    key_indicator,
    key_scale
};
constexpr std::array<std::string_view, 16> goal_keys = {"id",       "title",  "domain", "addresses", "interventions", "importance", "difficulty", "weight",
                                                        "baseline", "target", "added",  "ended",     "status",        "replaces",   "indicator",  "scale"};

void read_indicator(Reader& reader, const Field& field, Goal& goal, GoalRanges& ranges)
{
    constexpr std::array<std::string_view, 3> known = {"unit", "better", "integer"};
    ranges.indicator = reader.range(field.key);
    if (!reader.is_mapping(field, "unit and better")) {
        return;
    }
    Indicator indicator;
    reader.fields(field.value, "an indicator", known, [&](std::size_t which, const Field& f) {
        if (which == 0) {
            ranges.unit = reader.range(f.value);
            indicator.unit = reader.name(f).value_or("");
        } else if (which == 1) {
            ranges.better = reader.range(f.value);
            indicator.better = reader.word<Better>(f);
        } else {
            ranges.integer = reader.range(f.value);
            indicator.integer = reader.boolean(f);
        }
    });
    goal.indicator = std::move(indicator);
}

void read_names(Reader& reader, std::size_t which, const Field& f, Goal& goal, GoalRanges& ranges)
{
    switch (which) {
    case key_id: ranges.id = reader.range(f.value); break;  // read before all else, for the messages
    case key_title:
        ranges.title = reader.range(f.value);
        goal.title = reader.name(f).value_or("");
        break;
    case key_domain:
        ranges.domain = reader.range(f.value);
        goal.domain = reader.name(f).value_or("");
        break;
    case key_addresses: goal.addresses = reader.ids(f, ranges.addresses); break;
    case key_interventions: goal.interventions = reader.ids(f, ranges.interventions); break;
    case key_replaces:
        ranges.replaces = reader.range(f.value);
        goal.replaces = reader.id(f);
        break;
    default: break;
    }
}

void read_amounts(Reader& reader, std::size_t which, const Field& f, Goal& goal, GoalRanges& ranges)
{
    constexpr double infinity = std::numeric_limits<double>::max();
    switch (which) {
    case key_importance:
        ranges.importance = reader.range(f.value);
        goal.importance = reader.integer(f, 0, 3);
        break;
    case key_difficulty:
        ranges.difficulty = reader.range(f.value);
        goal.difficulty = reader.integer(f, 0, 3);
        break;
    case key_weight:
        ranges.weight = reader.range(f.value);
        goal.weight = reader.number(f, 0, infinity, "a number of 0 or more");
        break;
    case key_baseline:
        ranges.baseline = reader.range(f.value);
        goal.baseline = reader.level(f);
        break;
    default: break;
    }
}

void read_course(Reader& reader, std::size_t which, const Field& f, Goal& goal, GoalRanges& ranges)
{
    switch (which) {
    case key_target:
        ranges.target = reader.range(f.value);
        goal.target = reader.date(f);
        break;
    case key_added:
        ranges.added = reader.range(f.value);
        goal.added = reader.date(f);
        break;
    case key_ended:
        ranges.ended = reader.range(f.value);
        goal.ended = reader.date(f);
        break;
    case key_status:
        ranges.status = reader.range(f.value);
        goal.status = reader.word<GoalStatus>(f).value_or(GoalStatus::active);
        break;
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

void read_goal(Reader& reader, NodeIndex element, ReadPlan& result)
{
    Goal goal;
    GoalRanges ranges;
    ranges.whole = reader.range(element);
    if (!reader.is_mapping({element, element}, "id, title and scale")) {
        return;
    }
    goal.id = id_ahead(reader, element);
    reader.about_goal(goal.id);
    reader.fields(element, "a goal", goal_keys, [&](std::size_t which, const Field& f) {
        read_names(reader, which, f, goal, ranges);
        read_amounts(reader, which, f, goal, ranges);
        read_course(reader, which, f, goal, ranges);
        if (which == key_indicator) {
            read_indicator(reader, f, goal, ranges);
        } else if (which == key_scale) {
            read_scale(reader, f, goal, ranges);
        }
    });
    check_complete(reader, goal, ranges);
    check_scale_ranges(reader, goal, ranges);
    if (goal.baseline == Level::from_int(-3) && goal.at(*goal.baseline) == nullptr && !goal.scale.empty()) {
        reader.error(Rule::level_outside_scale, ranges.baseline, "baseline \"-3\" is outside the scale -2..+2",
                     "write level -3 into the scale, or another baseline");
    }
    if (!goal.id.empty() && find_goal(result.plan, goal.id)) {
        reader.error(Rule::duplicate_id, ranges.id, fmt::format("another goal has the id \"{}\" already", goal.id), "give each its own id");
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
    reader.elements(field.value, [&](NodeIndex element) { read_goal(reader, element, result); });
    if (result.plan.goals.empty() && reader.node(field.value).next == field.value + 1) {
        reader.error(Rule::empty_value, reader.range(field.key), "the plan has no goal", "add a goal: `- id: …` with title and scale");
    }
}

}  // namespace gas::read
