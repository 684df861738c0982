// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csv_cells.hpp"
#include "csv_columns.hpp"
#include "csv_problems.hpp"
#include "gas/plan/plan.hpp"
#include "gas/tables/rating_table.hpp"
#include "plan/rating_grid.hpp"

namespace gas::tables {

/// A rating as its cell has it.
struct RatedCell {
    std::int8_t level = RatingGrid::unrated;  ///< as CellReader::level() gives it
    std::uint32_t line = 0;
};
struct RatedText {
    std::string recorded;
    std::optional<double> value;
};

/// What the rows of one entry say.
struct TableEntry {
    std::string occasion;  ///< the three as written, to know the entry again
    std::string date;
    std::string rater;
    RatingGrid::Entry entry;  ///< what they say
    bool known = false;       ///< the three above are of an entry before, maybe another participant's
    bool rated = false;       ///< some goal is
    std::size_t line = 0;
    std::vector<RatedCell> cells;  ///< by goal
    std::vector<RatedText> texts;  ///< by goal, where they are asked for

    [[nodiscard]] std::int8_t level(std::size_t goal) const { return goal < cells.size() ? cells[goal].level : RatingGrid::unrated; }
};

/// What the rows of one participant say. Its room is used again for the next, so that a million participants cost no more memory than the largest.
struct TableParticipant {
    struct GoalState {
        std::array<std::string, goal_attributes.size()> written;  ///< as the first row has it that has it
        bool doubtful = false;                                    ///< a level of it could not be read, which may be its baseline
        bool told = false;                                        ///< some row says something of this goal
    };

    Plan plan;  ///< its goals are more than goal_count while rows come
    RatingGrid grid;
    RatingTablePlaces places;
    std::vector<GoalState> goal_states;
    std::vector<TableEntry> entry_room;
    std::size_t goal_count = 0;
    std::size_t entry_count = 0;
    bool texts = false;      ///< plan gets the ratings as they are written; else grid alone has them, which is faster
    bool for_plans = false;  ///< RatingTableOptions::for_plans
    bool any_word = false;
    bool usable = true;           ///< nothing is wrong with it
    bool doubtful = false;        ///< something else than a level could not be read: any goal's baseline may have gone with it
    bool weights_unread = false;  ///< and a goal's weight may have

    [[nodiscard]] std::span<TableEntry> entries() { return {entry_room.data(), entry_count}; }
};

/// What is wrong with a rating whose goal is rated on an earlier line, in the same entry.
ReadError second_rating(std::string_view goal, std::size_t first_line);

/// When all rows have come: one entry for each date, occasion and rater, those without a date joined to the one that they belong to; only goals of which
/// some row says something; entries in time.
void put_in_order(TableParticipant& participant, CsvProblems& problems);

/// Then the ratings of the entries, words read against their baselines, as `grid` and, with `texts`, as `plan` has them.
void fill_ratings(TableParticipant& participant, CsvProblems& problems);

}  // namespace gas::tables
