// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csv_cells.hpp"
#include "csv_columns.hpp"
#include "csv_problems.hpp"
#include "csv_records.hpp"
#include "table_participant.hpp"

namespace gas::tables {

/// Which of the options some row has answered to.
struct CsvSeen {
    bool only_matched = false;
    std::size_t unmatched_participants = 0;         ///< without a row that `only_text` lets through
    std::set<std::string, std::less<>> only_texts;  ///< the first few others in that column
    std::vector<bool> occasions;                    ///< by RatingTableOptions::occasions
};

/// Finds again what a row before has named: most often the one behind that of the last row, or that one; else by looking through few or by number.
class Recall {
public:
    void clear()
    {
        last_ = 0;
        numbers_.clear();
    }
    /// The one of 0..count-1 that `is`; `count` where none is, which then has the key of `sought()`. `key(i)` tells them apart.
    template <typename Is, typename Key, typename Sought>
    std::size_t find(std::size_t count, Is is, Key key, Sought sought)
    {
        for (const auto guess : {last_ + 1, last_, std::size_t{0}}) {
            if (guess < count && is(guess)) {
                return last_ = guess;
            }
        }
        if (count <= few) {
            for (last_ = 0; last_ < count && !is(last_); ++last_) {
            }
            return last_;
        }
        while (numbers_.size() < count) {
            const auto next = numbers_.size();
            numbers_.emplace(key(next), next);
        }
        const auto found = numbers_.find(sought());
        return last_ = found == numbers_.end() ? count : found->second;
    }

private:
    static constexpr std::size_t few = 16;
    std::size_t last_ = 0;
    std::unordered_map<std::string, std::size_t> numbers_;  ///< only where there are many
};

/// Reads one participant's rows, which come one by one.
class ParticipantReader {
public:
    /// `texts`: the plan has the ratings as they are written; else the grid alone has them.
    ParticipantReader(const CsvColumns& columns, const RatingTableOptions& options, CsvProblems& problems, CsvSeen& seen, DateColumn& dates, bool texts);

    void begin(std::string_view id, const CsvRecord& record);
    void row(const CsvRecord& record);
    /// A row of the participant cannot be read.
    void mark_invalid()
    {
        read_.usable = false;
        read_.doubtful = true;
        read_.weights_unread = true;
    }
    /// All rows have come: puts them in order and finds what the rows alone do not show. False where the participant has an error.
    bool finish();
    [[nodiscard]] const TableParticipant& read() const { return read_; }
    /// What of its names is not ASCII, as it stands in the table.
    void names_written(std::vector<WrittenName> names) { read_.places.written = std::move(names); }

private:
    void covariates(const CsvRecord& record);
    void goal_of_row(const CsvRecord& record, const GoalSlot& slot);
    std::size_t goal_index(std::string_view id, std::size_t line);
    void new_goal(std::string_view id, std::size_t line);
    bool attributes_of(const CsvRecord& record, const GoalSlot& slot, std::size_t goal);
    void set_attribute(const CsvRecord& record, int column, Goal& goal, CsvField attribute);
    TableEntry& entry_of(const CsvRecord& record);
    void begin_entry(const CsvRecord& record, TableEntry& entry);
    void set_occasion(const CsvRecord& record, TableEntry& entry);
    void set_date(const CsvRecord& record, TableEntry& entry);
    void role_of(const CsvRecord& record, TableEntry& entry);
    void rate(const CsvRecord& record, const GoalSlot& slot, TableEntry& entry, std::size_t goal);
    std::optional<double> value_of(const CsvRecord& record, const GoalSlot& slot);
    /// Something is wrong; report(): and a baseline may have gone with what could not be read.
    void refuse(const CsvRecord& record, int column, const ReadError& wrong);
    void report(const CsvRecord& record, int column, const ReadError& wrong);
    [[nodiscard]] int column(CsvField field) const { return column_of(columns_.columns, field); }

    const CsvColumns& columns_;
    const RatingTableOptions& options_;
    CsvProblems& problems_;
    CsvSeen& seen_;
    DateColumn& dates_;
    CellReader cells_;
    TableParticipant read_;
    Recall goals_;
    Recall entries_;
    std::vector<std::string> covariate_texts_;
    std::size_t role_line_ = 0;  ///< of the row whose role was read last
    bool only_matched_ = false;  ///< some row of this participant
    bool too_large_ = false;     ///< has been said
};

}  // namespace gas::tables
