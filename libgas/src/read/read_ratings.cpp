// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "format/word_errors.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/plan/resolve.hpp"
#include "gas/text/suggest.hpp"
#include "reader.hpp"

namespace gas::read {

namespace {

void unknown_goal(Reader& reader, Range at, std::string_view id, const Plan& plan)
{
    std::vector<std::string_view> ids;
    for (const auto& goal : plan.goals) {
        ids.push_back(goal.id);
    }
    if (ids.size() > 100) {
        ids.clear();  // no plan of a person has so many; a search through them for every slip would take minutes
    }
    const auto near = nearest(id, ids);
    std::string known;
    for (const auto other : ids) {
        known += (known.empty() ? "" : ", ") + std::string(other);
    }
    const auto token = quoted_token(id);
    reader.report(Rule::unknown_reference, at, token.starts_with('"') ? fmt::format("the plan has no goal {}", token) : "the plan has no goal of this name",
                  !near.empty()                         ? Hint(did_you_mean(at, near))
                  : !known.empty() && known.size() < 80 ? Hint("goals: " + known)
                                                        : Hint());
}

/// A level written as a word or a number: `+1`, `partly`, `not-applicable`.
void read_recorded(Reader& reader, const Field& field, GoalRating& rating)
{
    const auto text = reader.scalar(field, "a level, a word, or `not-applicable`");
    if (!text) {
        return;
    }
    rating.recorded = *text;
    if (*text == recorded_not_applicable) {
        return;
    }
    if (const auto word = from_word<RatingWord>(*text)) {
        rating.word = word;
        return;
    }
    const bool wordy = !text->empty() && ((text->front() >= 'a' && text->front() <= 'z') || (text->front() >= 'A' && text->front() <= 'Z'));
    if (wordy) {
        std::vector<std::string_view> known(words<RatingWord>().begin(), words<RatingWord>().end());
        known.push_back(recorded_not_applicable);
        const auto near = nearest(*text, known);
        reader.report(Rule::not_a_level, reader.place(field), fmt::format("{} is not a level or a rating word", quoted_token(*text)),
                      near.empty() ? Hint(fmt::format("write a level, or {}; where the goal could not be rated, {}", fmt::join(words<RatingWord>(), ", "),
                                                      recorded_not_applicable))
                                   : Hint(did_you_mean(reader.place(field), near)));
        return;
    }
    const auto level = read_level(*text, true);
    if (const auto* wrong = std::get_if<ReadError>(&level)) {
        reader.report(*wrong, reader.place(field));
        return;
    }
    rating.level = std::get<Level>(level);
}

void read_rating_mapping(Reader& reader, const Field& field, GoalRating& rating, GoalRatingRanges& ranges)
{
    bool has_level = false;
    reader.fields<FormatKey::rating>(field.value, "a rating", [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::rating_value:
            reader.keep(f, ranges.value, rating.value, reader.number(f, key));
            if (rating.value && !has_level) {
                rating.recorded = reader.value(f.value);
            }
            break;
        case FormatKey::rating_level:
            ranges.value = ranges.value == Range{} ? reader.range(f.value) : ranges.value;
            read_recorded(reader, f, rating);
            has_level = true;
            break;
        case FormatKey::rating_note: return reader.keep(f, ranges.note, rating.note, reader.text(f));
        default: return reader.keep(f, ranges.source, rating.source, reader.name(f));
        }
    });
    if (ranges.value == Range{}) {
        reader.missing(ranges.goal, "this rating", "level", "add `level:` or, for a measured goal, `value:`");
    }
}

void read_levels(Reader& reader, const Field& field, const Plan& plan, RatingEntry& entry, RatingEntryRanges& ranges)
{
    if (!reader.is_mapping(field, "goals and their levels")) {
        return;
    }
    std::map<std::size_t, NodeIndex> seen;
    reader.free_fields(field.value, [&](const Field& f) {
        const auto id = reader.value(f.key);
        const auto goal = find_goal(plan, id);
        reader.about_goal(goal ? id : "");
        GoalRating rating;
        GoalRatingRanges places;
        places.goal = reader.range(f.key);
        if (reader.kind(f.value) == NodeKind::mapping) {
            read_rating_mapping(reader, f, rating, places);
        } else {
            places.value = reader.place(f);
            read_recorded(reader, f, rating);
        }
        if (!goal) {
            if (!reader.partial()) {
                unknown_goal(reader, places.goal, id, plan);
            }
        } else if (const auto [first, fresh] = seen.emplace(*goal, f.key); !fresh) {
            reader.duplicate_key(f.key, first->second);
        } else {
            rating.goal = *goal;
            entry.levels.push_back(std::move(rating));
            ranges.goals.push_back(places);
        }
        reader.about_goal("");
    });
}

using EntriesByDate = std::multimap<Date, std::size_t>;

/// Reports an entry that an earlier one has made already: same date, occasion and rater.
void check_fresh(Reader& reader, const RatingEntry& entry, Range at, const ReadPlan& result, EntriesByDate& by_date)
{
    const auto [first, last] = by_date.equal_range(entry.date);
    for (auto it = first; it != last; ++it) {
        const auto& other = result.plan.ratings[it->second];
        if (key_of(other) == key_of(entry)) {
            const LineIndex lines(reader.source().substr(0, result.ranges.ratings[it->second].whole.begin));
            reader.report(Rule::duplicate_rating, at,
                          fmt::format("a second entry with the same date, occasion and rater; the first is on line {}", lines.line_count()),
                          "put the levels into one entry, or name another occasion or rater");
            return;
        }
    }
    by_date.emplace(entry.date, result.plan.ratings.size());
}

void read_entry(Reader& reader, NodeIndex element, ReadPlan& result, EntriesByDate& by_date)
{
    RatingEntry entry;
    RatingEntryRanges ranges;
    ranges.whole = reader.range(element);
    if (!reader.is_mapping({element, element}, "date, rater and levels")) {
        return;
    }
    bool dated = false;
    reader.fields<FormatKey::entry>(element, "a rating entry", [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::entry_date: {
            ranges.date = reader.place(f);
            const auto date = reader.date(f);
            dated = date.has_value();
            entry.date = date.value_or(Date{});
            break;
        }
        case FormatKey::entry_occasion: return reader.keep(f, ranges.occasion, entry.occasion, reader.name(f));
        case FormatKey::entry_rater: return reader.keep(f, ranges.rater, entry.rater, reader.name(f));
        case FormatKey::entry_role: return reader.keep(f, ranges.role, entry.role, reader.word<Role>(f));
        default: ranges.levels = reader.range(f.key); read_levels(reader, f, result.plan, entry, ranges);
        }
    });
    if (ranges.date == Range{}) {
        reader.missing(ranges.whole, "this rating entry", "date", "add the day of the rating, `date: 2026-04-12`");
    }
    if (ranges.levels == Range{}) {
        reader.missing(ranges.whole, "this rating entry", "levels", "add `levels: {goal: level, …}`");
    }
    if (dated) {
        check_fresh(reader, entry, or_else(ranges.date, ranges.whole), result, by_date);
    }
    result.plan.ratings.push_back(std::move(entry));
    result.ranges.ratings.push_back(std::move(ranges));
}

/// The level whose range holds the measured value, checked against a level written beside it.
void resolve_value(Reader& reader, const Goal& goal, GoalRating& rating, const GoalRatingRanges& places)
{
    const bool ranged = std::any_of(goal.scale.begin(), goal.scale.end(), [](const auto& level) { return level.range.has_value(); });
    if (!ranged) {
        reader.report(Rule::value_outside_ranges, places.value, fmt::format("goal \"{}\" has no ranges that a measured value could fall in", goal.id),
                      "write `level:` instead, or give each level of the goal a `range:`");
        return;
    }
    if (const auto* step = goal.holding(*rating.value)) {
        if (rating.level && *rating.level != step->level) {
            reader.report(Rule::level_value_conflict, places.value,
                          fmt::format("the value belongs to level {}, but level {} is written beside it", to_string(step->level), to_string(*rating.level)),
                          "keep one of the two");
        }
        rating.level = step->level;
        return;
    }
    const bool whole = *rating.value == static_cast<double>(static_cast<long long>(std::clamp(*rating.value, -1e15, 1e15)));
    reader.report(Rule::value_outside_ranges, places.value, fmt::format("value {} is in no range of goal \"{}\"", quoted_token(rating.recorded), goal.id),
                  whole ? "open the outer ranges (`<1`, `>=6`) so that every value has a level"
                        : "the ranges are written coarser than this value; round it as the scale means it");
}

void read_word(Reader& reader, const Plan& plan, std::size_t entry, GoalRating& rating, const GoalRatingRanges& places)
{
    const auto& goal = plan.goals[rating.goal];
    const auto [level, nothing_worse] = resolve_word(*rating.word, word_baseline(plan, entry, rating.goal));
    if (!level) {
        const auto wrong = word_needs_baseline(
            *rating.word, fmt::format("add `baseline: -1` (some function) or `baseline: -2` (none) to goal \"{}\", or write a level", goal.id));
        reader.report(wrong, places.value);
        return;
    }
    if (nothing_worse) {
        reader.report(worse_than_nothing(), places.value);
    }
    rating.level = level;
}

}  // namespace

void read_ratings(Reader& reader, const Field& field, ReadPlan& result)
{
    result.ranges.ratings_key = reader.range(field.key);
    if (!reader.is_sequence(field, "a list of rating entries")) {
        return;
    }
    EntriesByDate by_date;
    reader.elements(field.value, [&](NodeIndex element) { read_entry(reader, element, result, by_date); });
}

void resolve_ratings(Reader& reader, ReadPlan& result)
{
    auto& plan = result.plan;
    // values first, then baseline entries, then the rest: words hang on the baseline
    for (const int pass : {0, 1, 2}) {
        for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
            auto& entry = plan.ratings[e];
            for (std::size_t i = 0; i < entry.levels.size(); ++i) {
                auto& rating = entry.levels[i];
                const auto& goal = plan.goals[rating.goal];
                const auto& places = result.ranges.ratings[e].goals[i];
                reader.about_goal(goal.id);
                if (pass == 0 && rating.value) {
                    resolve_value(reader, goal, rating, places);
                } else if (rating.word && !rating.value && (pass == 1) == entry.is_baseline() && pass != 0) {
                    read_word(reader, plan, e, rating, places);
                }
                if (pass == 2 && rating.level == Level::from_int(-3) && goal.at(*rating.level) == nullptr && !goal.scale.empty()) {
                    reader.report(Rule::level_outside_scale, places.value, "level \"-3\" is outside the scale -2..+2",
                                  "-3 is a level only where the goal's scale has it");
                }
            }
        }
    }
    reader.about_goal("");
}

}  // namespace gas::read
