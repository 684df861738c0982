// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/score/score_options.hpp"
#include "gas/write/frame.hpp"

namespace gas {

/// Columns of `gas score` (columns::of_score), with those that were asked for; covariates and `file` follow them.
std::vector<Column> score_columns(MoreColumns more = {});

/// Columns of `gas score --goals` (columns::of_goals).
std::vector<Column> goal_columns(MoreColumns more = {});

/// A frame for rows of scores under score_columns() or goal_columns().
Frame score_frame(std::vector<Column> own, Spool spool = {});

/// Writes rows of scores, each with the participant's covariates and the name of the file.
class ScoreRows {
public:
    /// Into a frame that score_frame() made of the columns of the records to come, without rows yet: a covariate gets its column when it comes first. Rows of
    /// others may be appended to the frame between those of this; a covariate that they brought is the same as one of that name here.
    explicit ScoreRows(Frame& frame, MoreColumns more = {});
    /// Into any sink, which is told of its columns here: `own`, those of `covariates`, `file`. Other covariates have no place.
    ScoreRows(RowSink& sink, std::vector<Column> own, const std::vector<std::string>& covariates, MoreColumns more = {});

    /// Covariates of a frame that will come, in this order, whoever comes with a value first.
    void expect(const std::vector<std::string>& covariates);

    /// False where the sink stopped or the frame could not keep the row.
    bool add(const ScoreRecord& record, std::string_view file);
    bool add(const GoalRecord& record, std::string_view file);

private:
    template <const auto& Columns, typename Record>
    bool add_row(const Record& record, std::string_view file);
    CellView* covariate_cell(const std::string& covariate, std::size_t& from);

    RowSink* sink_ = nullptr;
    Frame* frame_ = nullptr;                               ///< the sink, where it takes more columns
    MoreColumns more_;                                     ///< that the columns have
    std::vector<std::string> covariates_;                  ///< in the order in which they came
    std::vector<std::size_t> columns_;                     ///< of each, its column
    std::unordered_map<std::string, std::size_t> places_;  ///< of each among them
    std::vector<CellView> row_;
};

/// What rows of scores have in common, column by column: a table need not show it.
class CommonCells {
public:
    explicit CommonCells(const Frame& scores);

    /// Names of the columns that a table need not show: missing in every row, or `once` and the same in every row.
    [[nodiscard]] std::vector<std::string> hidden(const std::vector<std::string>& once) const;
    /// "rho 0.3" where the column says one thing in all rows, "rho differs, see its column" where it does not; empty without rows.
    [[nodiscard]] std::string said_once(std::string_view column, const std::string& word) const;
    /// "arm exercise, age 61": the covariates that say the same in every row, which hidden() names too.
    [[nodiscard]] std::string covariates_said_once() const;

private:
    struct Seen {
        std::string column;
        bool covariate = false;
        std::optional<std::size_t> kind{};  ///< of the first cell; nothing: there is none
        std::string text{};                 ///< of the first cell
        bool same = true;
        bool any = false;
    };
    std::vector<Seen> seen_;
    std::size_t rows_ = 0;
};

/// What becomes of unrated goals by `rule` (missing_rule_of()), as people say it below a table; that it is not stated, of an empty one.
/// `at`: the day of a snapshot, which takes every active goal as of then.
std::string missing_rule_words(std::string_view rule, std::string_view at = "");

/// What a table of scores says once below it, and the columns that it need not show for that.
struct SaidBelow {
    std::vector<std::string> hidden;
    std::vector<std::string> notes;
};

/// `shard`: "1/4" where the rows are of a part of the inputs, else empty; `show_file`: one participant comes in two files.
SaidBelow said_below(const Frame& scores, const ScoreOptions& options, const std::string& shard, bool show_file);

}  // namespace gas
