// SPDX-License-Identifier: MIT
// A goal's scale: its levels, and the ranges of a measured goal.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "reader.hpp"

namespace gas::read {

namespace {

/// The level that a scale's key names; reports a key that names none.
std::optional<Level> scale_key(Reader& reader, NodeIndex key)
{
    const auto level = read_level(reader.value(key), false);
    if (const auto* wrong = std::get_if<ReadError>(&level)) {
        auto told = *wrong;
        const auto text = reader.value(key);
        if (!told.offer && text.find(' ') != std::string_view::npos && (text[0] < '-' || text[0] > '9')) {
            told.hint.insert(0, goes_on_above);
        }
        reader.report(told, reader.range(key));
        return std::nullopt;
    }
    return std::get<Level>(level);
}

void read_level_mapping(Reader& reader, const Field& field, ScaleLevel& written, ScaleLevelRanges& ranges)
{
    reader.fields<FormatKey::scale_level>(field.value, "a level", [&](FormatKey key, const Field& f) {
        if (key == FormatKey::scale_text) {
            return reader.keep(f, ranges.text, written.text, reader.text(f));
        }
        reader.keep(f, ranges.range, written.range, reader.value_range(f));
    });
    if (ranges.text == Range{}) {
        reader.missing(ranges.key, fmt::format("level {}", to_string(written.level)), "text", "say in words what is seen at this level");
    }
}

void check_levels(Reader& reader, const Field& field, const Goal& goal, std::size_t keys)
{
    if (reader.partial()) {
        return;
    }
    const auto begins = reader.range(field.key);
    const bool expected = goal.at(Level{}) != nullptr;
    if (!expected && keys == goal.scale.size()) {
        reader.report(Rule::missing_expected_level, begins, "the scale has no level 0, the expected outcome",
                      "write level 0: what is expected at the target date");
    }
    const bool below = !goal.scale.empty() && goal.scale.front().level < Level{};
    const bool above = !goal.scale.empty() && goal.scale.back().level > Level{};
    if (keys != goal.scale.size() || (keys >= 3 && below && above)) {
        return;  // a key that is no level has been reported; what it was meant to be is not known
    }
    reader.report(Rule::too_few_levels, begins,
                  keys < 3 ? fmt::format("the scale has {}; at least three are due: 0, one below and one above", counted(keys, "level"))
                           : fmt::format("the scale has no level {} the expected outcome", below ? "above" : "below"),
                  "write all five levels, -2 to +2");
}

/// Decimals that the bounds of a goal's ranges are written with.
int decimals_of(double value)
{
    for (int k = 0; k < 9; ++k) {
        const double scaled = value * std::pow(10.0, k);
        if (std::abs(scaled - std::round(scaled)) < 1e-6) {
            return k;
        }
    }
    return 9;
}

/// The two facing edges of neighbouring ranges, in order of value.
struct Edge {
    double at = 0;
    bool open = false;
};

enum class Meeting { meets, overlaps, leaves_gap };

/// How `left` (upper edge) and `right` (lower edge) meet. `step` is the distance of two values that are neighbours: 1 for
/// whole numbers, 0.1 where bounds have one decimal, 0 where values lie close.
Meeting meet(Edge left, Edge right, double step)
{
    if (step > 0) {
        const double upper = left.open ? std::ceil(left.at / step - 1e-6) - 1 : std::floor(left.at / step + 1e-6);
        const double lower = right.open ? std::floor(right.at / step + 1e-6) + 1 : std::ceil(right.at / step - 1e-6);
        return lower <= upper ? Meeting::overlaps : lower > upper + 1.5 ? Meeting::leaves_gap : Meeting::meets;
    }
    if (left.at != right.at) {
        return right.at < left.at ? Meeting::overlaps : Meeting::leaves_gap;
    }
    return left.open && right.open ? Meeting::leaves_gap : left.open || right.open ? Meeting::meets : Meeting::overlaps;
}

double step_of(const Goal& goal)
{
    int decimals = 0;
    for (const auto& level : goal.scale) {
        for (const double bound : {level.range->low, level.range->high}) {
            decimals = std::isfinite(bound) ? std::max(decimals, decimals_of(bound)) : decimals;
        }
    }
    const bool integer = goal.indicator && goal.indicator->integer ? *goal.indicator->integer : decimals == 0;
    if (integer) {
        return 1;
    }
    return decimals > 0 ? std::pow(10.0, -decimals) : 0;
}

/// Whether values rise with the levels, by `better`, else by the first two ranges that differ.
std::optional<bool> rises(const Goal& goal)
{
    if (goal.indicator && goal.indicator->better) {
        return *goal.indicator->better == Better::higher;
    }
    for (std::size_t i = 1; i < goal.scale.size(); ++i) {
        const auto& a = *goal.scale[i - 1].range;
        const auto& b = *goal.scale[i].range;
        if (a.low != b.low || a.high != b.high) {
            return a.low < b.low || a.high < b.high;
        }
    }
    return std::nullopt;
}

}  // namespace

void read_scale(Reader& reader, const Field& field, Goal& goal, GoalRanges& ranges)
{
    ranges.scale = reader.range(field.key);
    if (!reader.is_mapping(field, "a line for each level")) {
        return;
    }
    std::size_t keys = 0;
    std::vector<std::pair<ScaleLevel, ScaleLevelRanges>> levels;
    std::vector<NodeIndex> level_keys;
    reader.free_fields(field.value, [&](const Field& f) {
        ++keys;
        const auto level = scale_key(reader, f.key);
        if (!level) {
            return;
        }
        ScaleLevel written{*level, "", std::nullopt};
        ScaleLevelRanges places{reader.range(f.key), {}, {}};
        if (reader.kind(f.value) == NodeKind::mapping) {
            read_level_mapping(reader, f, written, places);
        } else {
            places.text = reader.range(f.value);
            written.text = reader.text(f).value_or("");
        }
        const auto same = [&](const auto& earlier) { return earlier.first.level == *level; };
        const auto first = std::find_if(levels.begin(), levels.end(), same);
        if (first != levels.end()) {
            reader.duplicate_key(f.key, level_keys[static_cast<std::size_t>(first - levels.begin())]);
            --keys;
            return;
        }
        levels.emplace_back(std::move(written), places);
        level_keys.push_back(f.key);
    });
    std::stable_sort(levels.begin(), levels.end(), [](const auto& a, const auto& b) { return a.first.level < b.first.level; });
    for (auto& [written, places] : levels) {
        goal.scale.push_back(std::move(written));
        ranges.levels.push_back(places);
    }
    check_levels(reader, field, goal, keys);
}

void check_scale_ranges(Reader& reader, const Goal& goal, const GoalRanges& ranges)
{
    const auto has_range = [](const ScaleLevel& level) { return level.range.has_value(); };
    const auto with = std::find_if(goal.scale.begin(), goal.scale.end(), has_range);
    const auto without = std::find_if_not(goal.scale.begin(), goal.scale.end(), has_range);
    if (with == goal.scale.end()) {
        return;
    }
    if (without != goal.scale.end()) {
        const auto& places = ranges.levels[static_cast<std::size_t>(without - goal.scale.begin())];
        if (places.range == Range{}) {  // else its range was no range, which has been said
            reader.report(Rule::bad_range, places.key,
                          fmt::format("level {} has no range, but level {} has", to_string(without->level), to_string(with->level)),
                          "give all levels of a goal a range, or none");
        }
        return;
    }
    const auto rising = rises(goal);
    const double step = step_of(goal);
    for (std::size_t i = 1; i < goal.scale.size(); ++i) {
        const bool up = rising.value_or(true);
        const auto& lower = up ? *goal.scale[i - 1].range : *goal.scale[i].range;
        const auto& upper = up ? *goal.scale[i].range : *goal.scale[i - 1].range;
        const Range at = ranges.levels[i].range;
        const auto names = fmt::format("levels {} and {}", to_string(goal.scale[i - 1].level), to_string(goal.scale[i].level));
        const bool turned = upper.high < lower.low || (upper.low < lower.low && upper.high < lower.high);
        if (turned) {
            reader.report(Rule::range_direction, at,
                          fmt::format("the ranges of {} run against `better: {}`", names, to_string(up ? Better::higher : Better::lower)),
                          goal.indicator && goal.indicator->better ? "turn the ranges round, or `better`" : "let the ranges rise or fall throughout");
            continue;
        }
        switch (meet({lower.high, lower.high_open}, {upper.low, upper.low_open}, step)) {
        case Meeting::overlaps:
            reader.report(Rule::range_overlap, at, fmt::format("the ranges of {} overlap", names), "a value may belong to one level only");
            break;
        case Meeting::leaves_gap:
            reader.report(Rule::range_gap, at, fmt::format("the ranges of {} leave a gap", names),
                          step == 0 ? "let one begin where the other ends (`<=4`, then `>4`), or write the decimals that are measured (0.0..1.9, 2.0..3.9)"
                                    : "every value between them needs a level");
            break;
        case Meeting::meets: break;
        }
    }
}

}  // namespace gas::read
