// SPDX-License-Identifier: MIT
// What can be said of a participant only when all rows have come.
#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "csv_participant.hpp"
#include "format/word_errors.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/plan/resolve.hpp"
#include "plan/baseline_entries.hpp"

namespace gas::tables {

namespace {

/// Puts the `kept` of the first `count` things in front, in order; what is left out is gone.
template <typename Thing>
void permute(std::vector<Thing>& things, const std::vector<std::size_t>& kept, std::size_t count)
{
    std::vector<Thing> sorted;
    sorted.reserve(things.size());
    for (const auto i : kept) {
        sorted.push_back(std::move(things[i]));
    }
    sorted.insert(sorted.end(), std::make_move_iterator(things.begin() + static_cast<std::ptrdiff_t>(count)), std::make_move_iterator(things.end()));
    things = std::move(sorted);
}

constexpr std::size_t linear_search_limit = 16;

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

/// The ratings of one entry go to another of the same occasion and rater.
void CsvParticipant::merge_entry(std::size_t from, std::size_t into)
{
    auto& source = entry_states_[from];
    auto& target = entry_states_[into];
    const auto room = std::max(source.levels.size(), target.levels.size());
    target.levels.resize(room, RatingGrid::unrated);
    target.lines.resize(room);
    target.recorded.resize(texts_ ? room : 0);
    target.values.resize(texts_ ? room : 0);
    for (std::size_t goal = 0; goal < source.levels.size(); ++goal) {
        if (source.levels[goal] == RatingGrid::unrated) {
            continue;
        }
        if (target.levels[goal] != RatingGrid::unrated) {
            usable_ = false;
            problems_.at_line(source.lines[goal],
                              {Rule::duplicate_rating,
                               fmt::format("a second rating of goal {} with the same occasion, date and rater; the first is on line {}",
                                           quoted_token(plan_.goals[goal].id), target.lines[goal]),
                               "leave one of them out, or tell them apart by a date, an occasion or a rater"},
                              plan_.id, plan_.goals[goal].id);
            continue;
        }
        target.levels[goal] = source.levels[goal];
        target.lines[goal] = source.lines[goal];
        if (texts_) {
            target.recorded[goal] = std::move(source.recorded[goal]);
            target.values[goal] = source.values[goal];
        }
    }
    target.rated = target.rated || source.rated;
    target.entry.role = target.entry.role ? target.entry.role : source.entry.role;
}

/// Rows without a date among others that have one: a form that was not filled in, or a date that is written once for an occasion.
void CsvParticipant::adopt_dates()
{
    const auto end = entry_states_.begin() + static_cast<std::ptrdiff_t>(entries_);
    const auto dated = std::count_if(entry_states_.begin(), end, [](const EntryState& state) { return state.dated; });
    if (dated == 0 || static_cast<std::size_t>(dated) == entries_) {
        return;
    }
    std::vector<std::size_t> kept;
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto& state = entry_states_[e];
        if (state.dated) {
            kept.push_back(e);
            continue;
        }
        const auto same = [&](const EntryState& other) {
            return other.dated && other.entry.occasion == state.entry.occasion && other.entry.rater == state.entry.rater;
        };
        if (std::count_if(entry_states_.begin(), end, same) == 1) {
            merge_entry(e, static_cast<std::size_t>(std::find_if(entry_states_.begin(), end, same) - entry_states_.begin()));
        } else if (state.rated) {
            usable_ = false;
            problems_.at_line(state.line,
                              {Rule::missing_key, "a rating without a date, while other rows of the participant have one",
                               "write the date, or leave the dates out: `--skip` with the name of their column"},
                              plan_.id);
        }
    }
    keep_entries(kept);
}

void CsvParticipant::keep_entries(const std::vector<std::size_t>& kept)
{
    permute(entry_states_, kept, entries_);
    entries_ = kept.size();
}

/// One entry can be written in two ways: a date with and without a time, NA and an empty cell.
void CsvParticipant::join_same_entries()
{
    using Key = std::tuple<bool, Date, std::uint32_t, std::uint32_t>;
    const auto key = [&](std::size_t e) {
        const auto& state = entry_states_[e];
        return Key{state.dated, state.entry.date, state.entry.occasion, state.entry.rater};
    };
    if (entries_ <= linear_search_limit && !has_twins(entries_, key)) {
        return;  // most participants: nothing is built
    }
    std::vector<std::size_t> kept;
    std::map<Key, std::size_t> first;
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto [it, fresh] = first.try_emplace(key(e), e);
        if (fresh) {
            kept.push_back(e);
        } else {
            merge_entry(e, it->second);
        }
    }
    if (kept.size() < entries_) {
        keep_entries(kept);
    }
}

/// The wide form has columns for more goals than most participants have.
void CsvParticipant::drop_untold_goals()
{
    std::size_t kept = 0;
    for (std::size_t g = 0; g < goals_; ++g) {
        if (!goal_states_[g].told) {
            continue;
        }
        if (kept != g) {
            std::swap(plan_.goals[kept], plan_.goals[g]);
            std::swap(goal_states_[kept], goal_states_[g]);
            std::swap(places_.goals[kept], places_.goals[g]);
            for (std::size_t e = 0; e < entries_; ++e) {
                auto& state = entry_states_[e];
                if (g < state.levels.size()) {  // a goal that is not told is not rated: nothing is lost in its place
                    state.levels[kept] = std::exchange(state.levels[g], RatingGrid::unrated);
                    state.lines[kept] = state.lines[g];
                    if (texts_) {
                        std::swap(state.recorded[kept], state.recorded[g]);
                        state.values[kept] = state.values[g];
                    }
                }
            }
        }
        ++kept;
    }
    goals_ = kept;
}

void CsvParticipant::order_entries()
{
    const bool dated = entries_ > 0 && entry_states_[0].dated;
    const auto before = [&](const EntryState& a, const EntryState& b) {
        if (!dated) {
            return a.entry.is_baseline && !b.entry.is_baseline;
        }
        const auto key = [&](const RatingGrid::Entry& entry) { return EntryKey{entry.date, grid_.names[entry.occasion], grid_.names[entry.rater]}; };
        return a.entry.date != b.entry.date ? a.entry.date < b.entry.date : is_earlier(key(a.entry), key(b.entry));
    };
    const auto end = entry_states_.begin() + static_cast<std::ptrdiff_t>(entries_);
    if (!std::is_sorted(entry_states_.begin(), end, before)) {
        std::stable_sort(entry_states_.begin(), end, before);
    }
    places_.entries.resize(entries_);
    for (std::size_t e = 0; e < entries_; ++e) {
        places_.entries[e] = entry_states_[e].line;
    }
}

void CsvParticipant::fill_grid()
{
    grid_.goals = goals_;
    grid_.entries.resize(entries_);
    grid_.levels.resize(entries_ * goals_);
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto& state = entry_states_[e];
        grid_.entries[e] = state.entry;
        grid_.entries[e].dated = state.dated;
        if (!state.dated) {  // the states live on in the next participant: the order is for the grid alone
            grid_.entries[e].date = Date{std::chrono::sys_days{std::chrono::days{static_cast<int>(e)}}};
        }
        for (std::size_t g = 0; g < goals_; ++g) {
            grid_.levels[e * goals_ + g] = g < state.levels.size() ? state.levels[g] : RatingGrid::unrated;
        }
    }
    grid_.baselines.resize(goals_);
    for (std::size_t g = 0; g < goals_; ++g) {
        const auto& baseline = plan_.goals[g].baseline;
        grid_.baselines[g] = baseline ? static_cast<std::int8_t>(baseline->twice()) : RatingGrid::unrated;
    }
}

namespace {

bool is_word(std::int8_t level) { return level >= CellReader::first_word && level < CellReader::no_level; }

}  // namespace

void CsvParticipant::resolve_words()
{
    // baseline entries first: the other words hang on them
    for (const bool baseline_entries : {true, false}) {
        for (std::size_t cell = 0; cell < grid_.levels.size(); ++cell) {
            const auto e = cell / goals_;
            const auto g = cell % goals_;
            const auto& entry = grid_.entries[e];
            if (entry.is_baseline != baseline_entries || !is_word(grid_.levels[cell])) {
                continue;
            }
            const auto word = static_cast<RatingWord>(grid_.levels[cell] - CellReader::first_word);
            const auto& goal = plan_.goals[g];
            const auto [level, nothing_worse] = resolve_word(word, plan::word_baseline(plan::GridRatings{grid_}, e, g));
            const auto line = entry_states_[e].lines[g];
            if (!level) {
                usable_ = false;
                problems_.at_line(
                    line, word_needs_baseline(word, "give the goal a baseline, in the column baseline or by rows of the occasion baseline; or write a level"),
                    plan_.id, goal.id);
                continue;
            }
            if (nothing_worse) {
                problems_.at_line(line, worse_than_nothing(), plan_.id, goal.id, Severity::warning);
            }
            grid_.levels[cell] = static_cast<std::int8_t>(level->twice());
        }
    }
}

void CsvParticipant::report_ambiguous_baselines()
{
    for (std::size_t e = 0; e < entries_; ++e) {
        for (std::size_t g = 0; grid_.entries[e].is_baseline && g < goals_; ++g) {
            const auto level = grid_.level(e, g);
            const auto own = grid_.baselines[g];
            if (level < RatingGrid::not_applicable && own != RatingGrid::unrated && level != own) {
                usable_ = false;
                problems_.at_line(entry_states_[e].lines[g],
                                  {Rule::baseline_conflict,
                                   fmt::format("the baseline rating of goal {} is {}, but its column baseline says {}", quoted_token(plan_.goals[g].id),
                                               to_string(*Level::from_twice(level)), to_string(*Level::from_twice(own))),
                                   "keep the baseline in one place, the rows of the occasion or the column"},
                                  plan_.id, plan_.goals[g].id);
            }
        }
    }
}

/// The ratings as a plan has them, each with what the cell says.
void CsvParticipant::fill_plan()
{
    plan_.ratings.resize(entries_);
    for (std::size_t e = 0; e < entries_; ++e) {
        const auto& state = entry_states_[e];
        auto& entry = plan_.ratings[e];
        entry.date = grid_.entries[e].date;
        entry.dated = grid_.entries[e].dated;
        entry.occasion = grid_.names[state.entry.occasion];
        entry.rater = grid_.names[state.entry.rater];
        entry.role = state.entry.role;
        entry.levels.clear();
        for (std::size_t g = 0; g < std::min(goals_, state.levels.size()); ++g) {
            if (state.levels[g] == RatingGrid::unrated) {
                continue;
            }
            const auto level = grid_.level(e, g);
            auto& rating = entry.levels.emplace_back();
            rating.goal = g;
            rating.level = level < RatingGrid::not_applicable ? Level::from_twice(level) : std::nullopt;
            rating.word = is_word(state.levels[g]) ? std::optional(static_cast<RatingWord>(state.levels[g] - CellReader::first_word)) : std::nullopt;
            rating.recorded = state.recorded[g];
            rating.value = state.values[g];
        }
    }
}

bool CsvParticipant::finish()
{
    seen_.unmatched_participants += !options_.only_column.empty() && !only_matched_ ? 1 : 0;
    join_same_entries();
    adopt_dates();
    drop_untold_goals();
    if (plan_.goals.size() > goals_) {
        plan_.goals.resize(goals_);
        goal_states_.resize(goals_);
        places_.goals.resize(goals_);
    }
    order_entries();
    fill_grid();
    if (usable_ && any_word_) {
        resolve_words();
    }
    if (usable_) {
        report_ambiguous_baselines();
    }
    if (usable_ && texts_) {
        fill_plan();
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

}  // namespace gas::tables
