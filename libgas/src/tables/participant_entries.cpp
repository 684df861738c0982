// SPDX-License-Identifier: MIT
// Which entries and goals a participant's rows make, when all have come.
#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "gas/plan/entry_key.hpp"
#include "table_participant.hpp"

namespace gas::tables {

namespace {

/// The ratings of one entry go to another of the same occasion and rater.
void merge_entry(TableParticipant& participant, CsvProblems& problems, TableEntry& source, TableEntry& target)
{
    target.cells.resize(std::max(source.cells.size(), target.cells.size()));
    target.texts.resize(participant.texts ? target.cells.size() : 0);
    for (std::size_t goal = 0; goal < source.cells.size(); ++goal) {
        if (source.cells[goal].level == RatingGrid::unrated) {
            continue;
        }
        if (target.cells[goal].level != RatingGrid::unrated) {
            participant.usable = false;
            const auto& id = participant.plan.goals[goal].id;
            problems.at_line(source.cells[goal].line, second_rating(id, target.cells[goal].line), id);
            continue;
        }
        target.cells[goal] = source.cells[goal];
        if (participant.texts) {
            std::swap(target.texts[goal], source.texts[goal]);
        }
    }
    target.rated = target.rated || source.rated;
    target.entry.role = target.entry.role ? target.entry.role : source.entry.role;
}

/// Leaves the entries of these numbers, which ascend; the room of the others stays behind them.
void keep_entries(TableParticipant& participant, const std::vector<std::size_t>& kept)
{
    for (std::size_t i = 0; i < kept.size(); ++i) {
        std::swap(participant.entry_room[i], participant.entry_room[kept[i]]);
    }
    participant.entry_count = kept.size();
}

EntryKey key_of(const TableParticipant& participant, const TableEntry& entry)
{
    return {entry.entry.day(), participant.grid.names[entry.entry.occasion], participant.grid.names[entry.entry.rater]};
}

bool has_twins(TableParticipant& participant)
{
    const auto entries = participant.entries();
    for (std::size_t i = 1; i < entries.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (key_of(participant, entries[i]) == key_of(participant, entries[j])) {
                return true;
            }
        }
    }
    return false;
}

/// One entry can be written in two ways: a date with and without a time, NA and an empty cell.
void join_same_entries(TableParticipant& participant, CsvProblems& problems)
{
    constexpr std::size_t few = 16;
    const auto entries = participant.entries();
    if (entries.size() <= few && !has_twins(participant)) {
        return;  // most participants: nothing is built
    }
    std::vector<std::size_t> kept;
    std::map<EntryKey, std::size_t> first;
    for (std::size_t e = 0; e < entries.size(); ++e) {
        const auto [it, fresh] = first.try_emplace(key_of(participant, entries[e]), e);
        if (fresh) {
            kept.push_back(e);
        } else {
            merge_entry(participant, problems, entries[e], entries[it->second]);
        }
    }
    keep_entries(participant, kept);
}

/// Rows without a date among others that have one: a form that was not filled in, or a date that is written once for an occasion.
void adopt_dates(TableParticipant& participant, CsvProblems& problems)
{
    const auto entries = participant.entries();
    const auto dated = std::count_if(entries.begin(), entries.end(), [](const TableEntry& state) { return state.entry.dated; });
    if (dated == 0 || static_cast<std::size_t>(dated) == entries.size()) {
        return;
    }
    std::vector<std::size_t> kept;
    for (std::size_t e = 0; e < entries.size(); ++e) {
        auto& state = entries[e];
        if (state.entry.dated) {
            kept.push_back(e);
            continue;
        }
        const auto same = [&](const TableEntry& other) {
            return other.entry.dated && other.entry.occasion == state.entry.occasion && other.entry.rater == state.entry.rater;
        };
        if (std::count_if(entries.begin(), entries.end(), same) == 1) {
            merge_entry(participant, problems, state, *std::find_if(entries.begin(), entries.end(), same));
        } else if (state.rated) {
            participant.usable = false;
            problems.at_line(state.line, {Rule::missing_key, "a rating without a date, while other rows of the participant have one",
                                          "write the date, or leave the dates out: `--skip` with the name of their column"});
        }
    }
    keep_entries(participant, kept);
}

/// The wide form has columns for more goals than most participants have.
void drop_untold_goals(TableParticipant& participant)
{
    std::size_t kept = 0;
    for (std::size_t g = 0; g < participant.goal_count; ++g) {
        if (!participant.goal_states[g].told) {
            continue;
        }
        if (kept != g) {
            std::swap(participant.plan.goals[kept], participant.plan.goals[g]);
            std::swap(participant.goal_states[kept], participant.goal_states[g]);
            std::swap(participant.places.goals[kept], participant.places.goals[g]);
            for (auto& entry : participant.entries()) {
                if (g < entry.cells.size()) {
                    std::swap(entry.cells[kept], entry.cells[g]);
                    if (participant.texts) {
                        std::swap(entry.texts[kept], entry.texts[g]);
                    }
                }
            }
        }
        ++kept;
    }
    participant.goal_count = kept;
    participant.plan.goals.resize(kept);
    participant.goal_states.resize(kept);
    participant.places.goals.resize(kept);
}

void order_entries(TableParticipant& participant)
{
    const auto entries = participant.entries();
    const auto before = [&](const TableEntry& a, const TableEntry& b) {
        if (!a.entry.dated) {
            return a.entry.is_baseline && !b.entry.is_baseline;
        }
        return a.entry.date != b.entry.date ? a.entry.date < b.entry.date : is_earlier(key_of(participant, a), key_of(participant, b));
    };
    if (!std::is_sorted(entries.begin(), entries.end(), before)) {
        std::stable_sort(entries.begin(), entries.end(), before);
    }
    participant.places.entries.clear();
    for (const auto& entry : entries) {
        participant.places.entries.push_back(entry.line);
    }
}

}  // namespace

ReadError second_rating(std::string_view goal, std::size_t first_line)
{
    return {Rule::duplicate_rating,
            fmt::format("a second rating of goal {} with the same occasion, date and rater; the first is on line {}", quoted_token(goal), first_line),
            "leave one of them out, or tell them apart by a date, an occasion or a rater"};
}

void put_in_order(TableParticipant& participant, CsvProblems& problems)
{
    join_same_entries(participant, problems);
    adopt_dates(participant, problems);
    drop_untold_goals(participant);
    order_entries(participant);
}

}  // namespace gas::tables
