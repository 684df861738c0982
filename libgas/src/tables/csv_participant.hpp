// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csv_cells.hpp"
#include "csv_columns.hpp"
#include "csv_problems.hpp"
#include "csv_records.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/rating_grid.hpp"

namespace gas::tables {

/// Which of the options some row has answered to.
struct CsvSeen {
    bool only_matched = false;
    std::size_t unmatched_participants = 0;         ///< without a row that `only_text` lets through
    std::set<std::string, std::less<>> only_texts;  ///< the first few others in that column
    std::vector<bool> occasions;                    ///< by RatingTableOptions::occasions
};

/// Makes a plan of one participant's rows, which come one by one. The room of a plan is used again for the next, so that
/// a million participants cost no more memory than the largest.
class CsvParticipant {
public:
    /// `texts`: plan() has the ratings as they are written; else grid() alone has them, which is faster.
    CsvParticipant(const CsvColumns& columns, const RatingTableOptions& options, char delimiter, CsvProblems& problems, CsvSeen& seen, bool texts);

    void begin(std::string_view id, const CsvRecord& record);
    void row(const CsvRecord& record);
    /// A row of the participant cannot be read.
    void mark_invalid() { usable_ = false; }
    /// All rows have come: puts the entries in order and finds what the rows alone do not show. False where the participant has an error.
    bool finish();

    [[nodiscard]] const std::string& id() const { return plan_.id; }
    [[nodiscard]] const Plan& plan() const { return plan_; }
    [[nodiscard]] const RatingGrid& grid() const { return grid_; }
    [[nodiscard]] const RatingTablePlaces& places() const { return places_; }

private:
    static constexpr std::size_t attributes = 6;  ///< weight, importance, difficulty, domain, baseline, title
    struct GoalState {
        std::array<std::string, attributes> written;  ///< as the first row has it that has it
        bool told = false;                            ///< some row says something of this goal
    };
    struct EntryState {
        std::string occasion;  ///< the three as written, to know the entry again
        std::string date;
        std::string rater;
        RatingGrid::Entry entry;
        bool known = false;  ///< the three above are of an entry before, and `entry` says what they say
        bool dated = false;
        bool rated = false;  ///< some goal is
        std::size_t line = 0;
        std::vector<std::int8_t> levels;    ///< by goal, as RatingGrid has them
        std::vector<std::uint32_t> lines;   ///< by goal, of the ratings
        std::vector<std::string> recorded;  ///< by goal, with texts
        std::vector<std::optional<double>> values;
    };

    void covariates(const CsvRecord& record);
    void goal_of_row(const CsvRecord& record, const GoalSlot& slot);
    std::size_t goal_index(std::string_view id, std::size_t line);
    std::size_t new_goal(std::string_view id, std::size_t line);
    bool attributes_of(const CsvRecord& record, const GoalSlot& slot, std::size_t goal);
    void set_attribute(const CsvRecord& record, int column, std::size_t goal, std::size_t which, std::string_view text);
    std::size_t entry_index(const CsvRecord& record);
    std::size_t new_entry(const CsvRecord& record, std::string_view occasion, std::string_view date, std::string_view rater);
    void role_of(const CsvRecord& record, std::size_t entry);
    void rate(const CsvRecord& record, const GoalSlot& slot, std::size_t entry, std::size_t goal, std::string_view text);
    std::optional<double> value_of(const CsvRecord& record, const GoalSlot& slot);
    void report(const CsvRecord& record, int column, const ReadError& wrong);
    void join_same_entries();
    void adopt_dates();
    void keep_entries(const std::vector<std::size_t>& kept);
    void merge_entry(std::size_t from, std::size_t into);
    void drop_untold_goals();
    void order_entries();
    void fill_grid();
    void resolve_words();
    void report_ambiguous_baselines();
    void fill_plan();

    const CsvColumns& columns_;
    const RatingTableOptions& options_;
    char delimiter_;
    CsvProblems& problems_;
    CsvSeen& seen_;
    bool texts_;
    CellReader cells_;
    int id_column_;
    int occasion_column_;
    int date_column_;
    int rater_column_;
    int role_column_;
    Plan plan_;
    RatingGrid grid_;
    RatingTablePlaces places_;
    std::vector<GoalState> goal_states_;
    std::vector<EntryState> entry_states_;
    std::size_t goals_ = 0;    ///< in use of plan_.goals
    std::size_t entries_ = 0;  ///< in use of entry_states_
    std::size_t last_goal_ = 0;
    std::size_t last_entry_ = 0;
    std::unordered_map<std::string, std::size_t> goal_numbers_;  ///< only for participants with many
    std::unordered_map<std::string, std::size_t> entry_numbers_;
    std::vector<std::string> covariate_texts_;
    bool only_matched_ = false;  ///< some row of this participant
    bool any_word_ = false;
    bool too_large_ = false;  ///< has been said
    bool usable_ = true;
};

}  // namespace gas::tables
