// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "format/meant_words.hpp"
#include "format/word_errors.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/plan/resolve.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/suggest.hpp"
#include "plan/baseline_entries.hpp"
#include "plan/goal_numbers.hpp"
#include "reader.hpp"

namespace gas::read {

namespace {

/// The plan's goals, as entries point at them.
struct KnownGoals {
    const Plan& plan;
    plan::GoalNumbers numbers;
    std::vector<std::string_view> ids;

    bool is_listed;  ///< the plan has a list of goals; without it, which has been told, none can be known

    KnownGoals(const Plan& of, bool listed_there) : plan(of), numbers(of), is_listed(listed_there)
    {
        ids.reserve(plan.goals.size());
        for (const auto& goal : plan.goals) {
            if (goal.id.empty()) {
                continue;  // of which it has been told
            }
            ids.push_back(goal.id);
        }
    }
    /// Their ids in a line; empty where they are many.
    [[nodiscard]] std::string listed() const
    {
        constexpr std::size_t longest = 80;
        std::string all;
        for (const auto id : ids) {
            all += (all.empty() ? "" : ", ") + std::string(id);
            if (all.size() >= longest) {
                return "";
            }
        }
        return all;
    }
};

void unknown_goal(Reader& reader, Range at, std::string_view id, const KnownGoals& goals)
{
    if (const auto hidden = invisible_in(id); !hidden.empty()) {
        const auto seen = without_invisible(id);
        reader.report(Rule::invisible_character, at, fmt::format("this goal has the character {} in its name, which nobody sees", hidden),
                      goals.numbers.find(seen) ? Hint(write_at(at, "write \"", seen, "\" without it")) : Hint("remove it, or type the name anew"));
        return;
    }
    const auto near = nearest_of_few(id, goals.ids);
    const auto listed = near.empty() ? goals.listed() : std::string();
    const auto token = quoted_token(id);
    reader.report(Rule::unknown_reference, at, token.starts_with('"') ? fmt::format("the plan has no goal {}", token) : "the plan has no goal of this name",
                  !near.empty()     ? Hint(did_you_mean(at, near))
                  : !listed.empty() ? Hint("goals: " + listed)
                                    : Hint());
}

/// The measured value of `goal` that stands in the place of a level: "250", "250 m". Empty where it can be none.
std::string_view measured(const Goal* goal, std::string_view text)
{
    const auto alone = number_alone(text);
    const auto number = alone.empty() ? text : alone;
    const auto value = read_number(number);
    return goal != nullptr && std::holds_alternative<double>(value) && goal->holding(std::get<double>(value)) != nullptr ? number : std::string_view();
}

/// A level written as a word or a number: `+1`, `partly`, `not-applicable`; of `goal`, where the text is the whole rating.
void read_recorded(Reader& reader, const Field& field, GoalRating& rating, const Goal* goal = nullptr)
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
    if (wordy || *text == "?" || *text == "-") {
        reader.report(no_rating_word(*text), reader.place(field));
        return;
    }
    const auto level = read_level(*text, true);
    if (const auto* wrong = std::get_if<ReadError>(&level)) {
        const auto value = measured(goal, *text);
        const auto at = reader.place(field);
        reader.report(wrong->rule, at, wrong->message,
                      value.empty() ? reader.hint_of(*wrong, at) : Hint(write_at(at, "write ", fmt::format("{{value: {}}}", value))));
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
    if (ranges.value == Range{} && !reader.is_meant("value")) {
        reader.missing(ranges.goal, "this rating", "level", "add `level:` or, for a measured goal, `value:`");
    }
}

/// The cure of a text that is a goal and its level, `walk 0`, without the colon between them; nothing where it is none.
std::optional<Fix> goal_and_level(const Reader& reader, NodeIndex i)
{
    const bool is_text = reader.kind(i) == NodeKind::scalar && reader.node(i).style == ScalarStyle::plain;
    const auto text = is_text ? reader.value(i) : std::string_view();
    const auto blank = text.find(' ');
    if (blank == std::string_view::npos || std::holds_alternative<ReadError>(read_level(text.substr(blank + 1), true))) {
        return std::nullopt;
    }
    const auto at = static_cast<std::uint32_t>(reader.range(i).begin + blank);
    return Fix{fmt::format("write `{}: {}`", text.substr(0, blank), text.substr(blank + 1)), {{{at, at}, ":"}}};
}

void read_levels(Reader& reader, const Field& field, const KnownGoals& goals, RatingEntry& entry, RatingEntryRanges& ranges)
{
    const auto colon = goal_and_level(reader, field.value);
    if (!reader.is_kind(field, NodeKind::mapping, "goals and their levels", colon ? Hint(*colon) : Hint())) {
        return;
    }
    std::map<std::size_t, NodeIndex> seen;
    reader.free_fields(field.value, [&](const Field& f) {
        if (reader.decimal_comma(f.key, true)) {
            return;
        }
        if (const auto between = goal_and_level(reader, f.key); between && reader.kind(f.value) == NodeKind::null) {
            reader.report(Rule::missing_colon, reader.range(f.key), "this line has no colon", *between);
            return;
        }
        const auto id = reader.value(f.key);
        const auto goal = goals.numbers.find(id);
        reader.about_goal(goal ? id : "");
        GoalRating rating;
        GoalRatingRanges places;
        places.goal = reader.range(f.key);
        if (reader.kind(f.value) == NodeKind::mapping) {
            read_rating_mapping(reader, f, rating, places);
        } else {
            places.value = reader.place(f);
            read_recorded(reader, f, rating, goal ? &goals.plan.goals[*goal] : nullptr);
        }
        if (!goal) {
            if (!reader.renamed(id, places.goal) && !reader.partial() && goals.is_listed) {
                unknown_goal(reader, places.goal, id, goals);
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

/// Numbers of the dated entries, each key once.
struct ByKey {
    const Plan& plan;
    bool operator()(std::size_t a, std::size_t b) const
    {
        const auto& first = plan.ratings[a];
        const auto& second = plan.ratings[b];
        if (first.date != second.date) {
            return first.date < second.date;
        }
        const auto occasions = in_order(first.occasion, second.occasion);
        return occasions != 0 ? occasions < 0 : in_order(first.rater, second.rater) < 0;
    }

private:
    static int in_order(const std::string& a, const std::string& b) { return a == b ? 0 : composed_name(a).compare(composed_name(b)); }
};
using KnownEntries = std::set<std::size_t, ByKey>;

/// Reports the last entry where an earlier one has made it already: same date, occasion and rater.
void check_fresh(Reader& reader, Range at, const ReadPlan& result, KnownEntries& known)
{
    const auto [first, fresh] = known.insert(result.plan.ratings.size() - 1);
    if (!fresh) {
        reader.report(Rule::duplicate_rating, at,
                      fmt::format("a second entry with the same date, occasion and rater; the first is on line {}",
                                  reader.line(result.ranges.ratings[*first].whole.begin)),
                      "put the levels into one entry, or name another occasion or rater");
    }
}

void read_entry(Reader& reader, NodeIndex element, const KnownGoals& goals, ReadPlan& result, KnownEntries& known)
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
        case FormatKey::entry_occasion: return reader.keep(f, ranges.occasion, entry.occasion, reader.study_name(f));
        case FormatKey::entry_rater: return reader.keep(f, ranges.rater, entry.rater, reader.study_name(f));
        case FormatKey::entry_role: return reader.keep(f, ranges.role, entry.role, reader.word<Role>(f));
        case FormatKey::entry_note: return reader.keep(f, ranges.note, entry.note, reader.text(f));
        default: ranges.levels = reader.range(f.key); read_levels(reader, f, goals, entry, ranges);
        }
    });
    if (ranges.date == Range{}) {
        reader.missing(ranges.whole, "this rating entry", "date", "add the day of the rating, `date: YYYY-MM-DD`");
    }
    if (ranges.levels == Range{}) {
        reader.missing(ranges.whole, "this rating entry", "levels", "add `levels: {goal: level, …}`");
    }
    const Range at = or_else(ranges.date, ranges.whole);
    result.plan.ratings.push_back(std::move(entry));
    result.ranges.ratings.push_back(std::move(ranges));
    if (dated) {
        check_fresh(reader, at, result, known);
    }
}

/// The level whose range holds the measured value, checked against a level written beside it.
void resolve_value(Reader& reader, const Goal& goal, GoalRating& rating, const GoalRatingRanges& places)
{
    if (!goal.has_ranges()) {
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

/// Words are read against the ratings that a grid has, and then are among these.
struct Words {
    RatingGrid grid;
    plan::BaselineEntries baselines;

    explicit Words(const Plan& plan)
    {
        fill_grid(plan, grid);
        baselines.find(plan::GridRatings{grid});
    }
};

void read_word(Reader& reader, const Goal& goal, Words& words, std::size_t entry, GoalRating& rating, const GoalRatingRanges& places)
{
    const auto [level, nothing_worse] = resolve_word(*rating.word, plan::word_baseline(plan::GridRatings{words.grid}, words.baselines, entry, rating.goal));
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
    words.grid.levels[entry * words.grid.goals + rating.goal] = RatingGrid::cell_of(level);
}

}  // namespace

void read_ratings(Reader& reader, const Field& field, ReadPlan& result)
{
    result.ranges.ratings_key = reader.range(field.key);
    if (!reader.is_sequence(field, "a list of rating entries")) {
        return;
    }
    const KnownGoals goals(result.plan, result.ranges.goals_key != Range{});
    KnownEntries known(ByKey{result.plan});
    reader.elements(field.value, max_entries, "rating entries", [&](NodeIndex element) { read_entry(reader, element, goals, result, known); });
}

void resolve_ratings(Reader& reader, ReadPlan& result)
{
    auto& plan = result.plan;
    // values first, then baseline entries, then the rest: words hang on the baseline
    std::optional<Words> words;
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
                    if (!words) {
                        words.emplace(plan);
                    }
                    read_word(reader, goal, *words, e, rating, places);
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
