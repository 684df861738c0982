// SPDX-License-Identifier: MIT
// The ratings of a participant's entries, when all rows have come and are in order.
#include <algorithm>

#include <fmt/format.h>

#include "format/word_errors.hpp"
#include "gas/plan/resolve.hpp"
#include "plan/baseline_entries.hpp"
#include "table_participant.hpp"

namespace gas::tables {

namespace {

/// Words count as unrated until they are read.
void fill_grid(TableParticipant& participant)
{
    auto& grid = participant.grid;
    const auto entries = participant.entries();
    grid.goals = participant.goal_count;
    grid.entries.resize(entries.size());
    grid.levels.resize(entries.size() * grid.goals);
    for (std::size_t e = 0; e < entries.size(); ++e) {
        grid.entries[e] = entries[e].entry;
        if (!entries[e].entry.dated) {  // the entry lives on in the next participant: the order is for the grid alone
            grid.entries[e].date = Date{std::chrono::sys_days{std::chrono::days{static_cast<int>(e)}}};
        }
        for (std::size_t g = 0; g < grid.goals; ++g) {
            const auto level = entries[e].level(g);
            grid.levels[e * grid.goals + g] = CellReader::word(level) ? RatingGrid::unrated : level;
        }
    }
    grid.baselines.clear();
    for (const auto& goal : participant.plan.goals) {
        grid.baselines.push_back(RatingGrid::cell_of(goal.baseline));
    }
}

/// Reads the words of entry number `e`.
void resolve_words(TableParticipant& participant, const plan::BaselineEntries& baselines, std::size_t e, CsvProblems& problems)
{
    auto& grid = participant.grid;
    const auto& cells = participant.entries()[e].cells;
    for (std::size_t g = 0; g < std::min(grid.goals, cells.size()); ++g) {
        const auto word = CellReader::word(cells[g].level);
        if (!word || participant.doubtful || participant.goal_states[g].doubtful) {
            continue;  // what a word means hangs on a baseline that is not known to be all there
        }
        const auto& id = participant.plan.goals[g].id;
        const auto [level, nothing_worse] = resolve_word(*word, plan::word_baseline(plan::GridRatings{grid}, baselines, e, g));
        if (!level && !participant.for_plans) {
            participant.usable = false;
            problems.at_line(
                cells[g].line,
                word_needs_baseline(*word, "give the goal a baseline, in the column baseline or by rows of the occasion baseline; or write a level"), id);
        } else if (nothing_worse) {
            problems.at_line(cells[g].line, worse_than_nothing(), id);
        }
        grid.levels[e * grid.goals + g] = RatingGrid::cell_of(level);
    }
}

void report_ambiguous_baselines(TableParticipant& participant, CsvProblems& problems)
{
    const plan::GridRatings ratings{participant.grid};
    for (std::size_t e = 0; e < ratings.size(); ++e) {
        for (std::size_t g = 0; ratings.is_baseline(e) && g < participant.goal_count; ++g) {
            const auto level = ratings.level(e, g);
            const auto own = ratings.own_baseline(g);
            if (level && own && *level != *own) {
                participant.usable = false;
                const auto& id = participant.plan.goals[g].id;
                problems.at_line(
                    participant.entries()[e].cells[g].line,
                    {Rule::baseline_conflict,
                     fmt::format("the baseline rating of goal {} is {}, but its column baseline says {}", quoted_token(id), to_string(*level), to_string(*own)),
                     "keep the baseline in one place, the rows of the occasion or the column"},
                    id);
            }
        }
    }
}

/// The ratings as a plan has them, each with what the cell says.
void fill_plan(TableParticipant& participant)
{
    const plan::GridRatings ratings{participant.grid};
    participant.plan.ratings.resize(participant.entry_count);
    participant.places.ratings.assign(participant.for_plans ? participant.entry_count : 0, {});
    for (std::size_t e = 0; e < participant.entry_count; ++e) {
        auto& state = participant.entry_room[e];
        auto& entry = participant.plan.ratings[e];
        entry.date = participant.grid.entries[e].date;
        entry.dated = state.entry.dated;
        entry.occasion = participant.grid.names[state.entry.occasion];
        entry.rater = participant.grid.names[state.entry.rater];
        entry.role = state.entry.role;
        entry.levels.clear();
        for (std::size_t g = 0; g < participant.goal_count; ++g) {
            if (state.level(g) != RatingGrid::unrated) {
                auto& rating = entry.levels.emplace_back();
                rating.goal = g;
                rating.level = ratings.level(e, g);
                rating.word = CellReader::word(state.level(g));
                rating.recorded = state.texts[g].recorded;
                rating.value = state.texts[g].value;
                if (participant.for_plans) {
                    participant.places.ratings[e].push_back(state.cells[g].line);
                }
            }
        }
    }
}

}  // namespace

void fill_ratings(TableParticipant& participant, CsvProblems& problems)
{
    fill_grid(participant);
    const bool words = participant.any_word;
    plan::BaselineEntries baselines;
    if (words) {
        baselines.find(plan::GridRatings{participant.grid});
    }
    for (const bool baseline_entries : {true, false}) {  // these first: the words of others hang on them
        for (std::size_t e = 0; words && e < participant.entry_count; ++e) {
            if (participant.grid.entries[e].is_baseline == baseline_entries) {
                resolve_words(participant, baselines, e, problems);
            }
        }
    }
    report_ambiguous_baselines(participant, problems);
    if (participant.usable && participant.texts) {
        fill_plan(participant);
    } else {
        participant.plan.ratings.clear();  // they are of the participant before
    }
}

}  // namespace gas::tables
