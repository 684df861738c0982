// SPDX-License-Identifier: MIT
// What can be said of a participant only when all rows have come.
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include <fmt/format.h>

#include "csv_participant.hpp"
#include "gas/plan/baseline.hpp"

namespace gas::read {

namespace {

/// Puts `things` into the order of `order`.
template <typename Thing>
void permute(std::vector<Thing>& things, const std::vector<std::size_t>& order)
{
    std::vector<Thing> sorted;
    sorted.reserve(things.size());
    for (const auto i : order) {
        sorted.push_back(std::move(things[i]));
    }
    for (std::size_t i = order.size(); i < things.size(); ++i) {
        sorted.push_back(std::move(things[i]));
    }
    things = std::move(sorted);
}

constexpr std::size_t few = 16;

/// Whether two of 0..count-1 have one key.
template <typename Key>
bool has_twins(std::size_t count, Key key)
{
    for (std::size_t i = 1; i < count; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (key(i) == key(j)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

/// The ratings of an entry without a date go to the entry with the same occasion and rater that has one.
void CsvParticipant::merge_entry(std::size_t from, std::size_t into)
{
    auto& source = plan_.ratings[from];
    auto& target = plan_.ratings[into];
    auto& state = entry_states_[into];
    for (std::size_t i = 0; i < source.levels.size(); ++i) {
        const auto goal = source.levels[i].goal;
        if (state.of_goal.size() <= goal) {
            state.of_goal.resize(goals_);
        }
        if (state.of_goal[goal] != 0) {
            usable_ = false;
            problems_.at_line(entry_states_[from].lines[i],
                              {Rule::duplicate_rating,
                               fmt::format("a second rating of goal {} with the same occasion and rater; the first is on line {}",
                                           quoted_token(plan_.goals[goal].id), state.lines[state.of_goal[goal] - 1]),
                               "leave one of them out, or tell them apart by a date, an occasion or a rater"},
                              plan_.id, plan_.goals[goal].id);
            continue;
        }
        target.levels.push_back(std::move(source.levels[i]));
        state.lines.push_back(entry_states_[from].lines[i]);
        state.of_goal[goal] = static_cast<std::uint32_t>(target.levels.size());
    }
    source.levels.clear();
}

/// Rows without a date among others that have one: a form that was not filled in, or a date that is written once for an occasion.
void CsvParticipant::adopt_dates()
{
    const auto dated = [&](std::size_t e) { return entry_states_[e].dated; };
    std::vector<std::size_t> numbers(entries_);
    std::iota(numbers.begin(), numbers.end(), std::size_t{0});
    if (std::all_of(numbers.begin(), numbers.end(), dated) || std::none_of(numbers.begin(), numbers.end(), dated)) {
        return;
    }
    std::vector<std::size_t> kept;
    for (const auto e : numbers) {
        if (dated(e)) {
            kept.push_back(e);
            continue;
        }
        const auto same = [&](std::size_t other) {
            return dated(other) && plan_.ratings[other].occasion == plan_.ratings[e].occasion && plan_.ratings[other].rater == plan_.ratings[e].rater;
        };
        const auto matches = std::count_if(numbers.begin(), numbers.end(), same);
        if (matches == 1) {
            merge_entry(e, *std::find_if(numbers.begin(), numbers.end(), same));
        } else if (!plan_.ratings[e].levels.empty()) {
            usable_ = false;
            problems_.at_line(entry_states_[e].line,
                              {Rule::missing_key, "a rating without a date, while other rows of the participant have one",
                               "write the date, or leave the dates out: `--skip` with the name of their column"},
                              plan_.id);
        }
    }
    keep_entries(kept);
}

void CsvParticipant::keep_entries(const std::vector<std::size_t>& kept)
{
    permute(plan_.ratings, kept);
    permute(entry_states_, kept);
    entries_ = kept.size();
    plan_.ratings.resize(entries_);
    entry_states_.resize(entries_);
}

/// One entry can be written in two ways: a date with and without a time, NA and an empty cell.
void CsvParticipant::join_same_entries()
{
    using Key = std::tuple<bool, Date, std::string_view, std::string_view>;
    const auto key = [&](std::size_t e) {
        const auto& entry = plan_.ratings[e];
        return Key{entry_states_[e].dated, entry.date, entry.occasion, entry.rater};
    };
    std::vector<std::size_t> kept;
    std::map<Key, std::size_t> first;
    if (entries_ <= few && !has_twins(entries_, key)) {
        return;  // most participants: nothing is built
    }
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto [it, fresh] = first.try_emplace(key(e), e);
        if (fresh) {
            kept.push_back(e);
        } else {
            merge_entry(e, it->second);
        }
    }
    if (kept.size() < entries_) {
        first.clear();  // its keys look into the entries
        keep_entries(kept);
    }
}

/// The wide form has columns for more goals than most participants have.
void CsvParticipant::drop_untold_goals()
{
    std::vector<std::size_t> number(goals_);
    std::size_t kept = 0;
    for (std::size_t g = 0; g < goals_; ++g) {
        number[g] = kept;
        if (!goal_states_[g].told) {
            continue;
        }
        if (kept != g) {
            std::swap(plan_.goals[kept], plan_.goals[g]);
            std::swap(goal_states_[kept], goal_states_[g]);
            std::swap(places_.goals[kept], places_.goals[g]);
        }
        ++kept;
    }
    if (kept == goals_) {
        return;
    }
    for (std::size_t e = 0; e < entries_; ++e) {
        for (auto& rating : plan_.ratings[e].levels) {
            rating.goal = number[rating.goal];  // a goal that is rated is told
        }
    }
    goals_ = kept;
}

void CsvParticipant::order_entries()
{
    const bool dated = entries_ > 0 && entry_states_[0].dated;
    const auto before = [&](std::size_t a, std::size_t b) {
        const auto& first = plan_.ratings[a];
        const auto& second = plan_.ratings[b];
        if (!dated) {
            return first.is_baseline() && !second.is_baseline();
        }
        if (first.date != second.date) {
            return first.date < second.date;
        }
        if (first.is_baseline() != second.is_baseline()) {
            return first.is_baseline();
        }
        return first.occasion != second.occasion ? first.occasion < second.occasion : first.rater < second.rater;
    };
    bool sorted = true;
    for (std::size_t e = 1; e < entries_; ++e) {
        sorted = sorted && !before(e, e - 1);
    }
    if (!sorted) {
        std::vector<std::size_t> order(entries_);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), before);
        permute(plan_.ratings, order);
        permute(entry_states_, order);
    }
    places_.entries.resize(entries_);
    for (std::size_t e = 0; e < entries_; ++e) {
        places_.entries[e] = entry_states_[e].line;
        plan_.ratings[e].dated = dated;
        if (!dated) {
            plan_.ratings[e].date = Date{std::chrono::sys_days{std::chrono::days{static_cast<int>(e)}}};  // their order
        }
    }
}

void CsvParticipant::resolve_words()
{
    // baseline entries first: the other words hang on them
    for (const bool baseline_entries : {true, false}) {
        for (std::size_t e = 0; e < entries_; ++e) {
            auto& entry = plan_.ratings[e];
            for (std::size_t i = 0; entry.is_baseline() == baseline_entries && i < entry.levels.size(); ++i) {
                auto& rating = entry.levels[i];
                if (!rating.word) {
                    continue;
                }
                const auto& goal = plan_.goals[rating.goal];
                const auto baseline = entry.is_baseline() ? goal.baseline : baseline_of(plan_, rating.goal, entry.rater).level;
                rating.level = level_of(*rating.word, baseline ? baseline : goal.baseline);
                const auto line = entry_states_[e].lines[i];
                if (!rating.level) {
                    usable_ = false;
                    problems_.at_line(
                        line,
                        {Rule::word_needs_baseline, fmt::format("\"{}\" says a level only with the goal's baseline, -1 or -2", to_string(*rating.word)),
                         "give the goal a baseline, in the column baseline or by rows of the occasion baseline; or write a level"},
                        plan_.id, goal.id);
                } else if (*rating.word == RatingWord::worse && baseline == Level::from_int(-2)) {
                    problems_.at_line(line,
                                      {Rule::worse_than_nothing, "\"worse\" at baseline -2: nothing is worse than no function; read as -2",
                                       "check the goal's baseline: with some function at the start it is -1"},
                                      plan_.id, goal.id, Severity::warning);
                }
            }
        }
    }
}

void CsvParticipant::check_baselines()
{
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto& entry = plan_.ratings[e];
        for (std::size_t i = 0; entry.is_baseline() && i < entry.levels.size(); ++i) {
            const auto& goal = plan_.goals[entry.levels[i].goal];
            if (entry.levels[i].level && goal.baseline && *entry.levels[i].level != *goal.baseline) {
                usable_ = false;
                problems_.at_line(entry_states_[e].lines[i],
                                  {Rule::baseline_conflict,
                                   fmt::format("the baseline rating of goal {} is {}, but its column baseline says {}", quoted_token(goal.id),
                                               to_string(*entry.levels[i].level), to_string(*goal.baseline)),
                                   "keep the baseline in one place, the rows of the occasion or the column"},
                                  plan_.id, goal.id);
            }
        }
    }
}

bool CsvParticipant::finish()
{
    join_same_entries();
    adopt_dates();
    drop_untold_goals();
    if (plan_.goals.size() > goals_) {
        plan_.goals.resize(goals_);
        goal_states_.resize(goals_);
        places_.goals.resize(goals_);
    }
    if (plan_.ratings.size() > entries_) {
        plan_.ratings.resize(entries_);
        entry_states_.resize(entries_);
    }
    order_entries();
    if (usable_) {
        resolve_words();
        check_baselines();
    }
    plan_.covariates.resize(columns_.covariates.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < covariate_texts_.size(); ++i) {
        if (!covariate_texts_[i].empty()) {
            plan_.covariates[kept].name.assign(columns_.covariates[i].name);
            plan_.covariates[kept++].value.assign(covariate_texts_[i]);
        }
    }
    plan_.covariates.resize(kept);
    return usable_;
}

}  // namespace gas::read
