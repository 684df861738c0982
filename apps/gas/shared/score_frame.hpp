// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/write/frame.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

/// A row of cells on its way into a frame: made where the plan is at hand, added where order is kept.
struct PendingRow {
    std::vector<Cell> before;
    std::vector<std::pair<std::string, Cell>> covariates;
    std::vector<Cell> after;
};

/// Columns of `gas score` (columns::of_score), with the reliable change index where `with_sem`.
std::vector<Column> score_columns(bool with_sem);
PendingRow score_cells(const ScoreRecord& record, const std::string& file);

/// Columns of `gas score --goals` (columns::of_goals).
std::vector<Column> goal_columns();
PendingRow goal_cells(const GoalRecord& record, const std::string& file);

/// What becomes of unrated goals by `rule` (missing_rule_of()), as people say it below a table; that it is not stated, of an empty one.
/// `at`: the day of a snapshot, which takes every active goal as of then.
std::string missing_rule_words(std::string_view rule, std::string_view at = "");

/// Rows of `gas score` as csv, written as they come: a table says before its rows which covariates there are, so nothing has to be kept.
class LiveScores {
public:
    LiveScores(CsvStyle style, ByteSink sink, bool with_sem, const std::vector<std::string>& covariates);
    bool add(const ScoreRecord& record, const std::string& file);
    bool flush() { return rows_.flush(); }

private:
    CsvRows rows_;
    std::vector<std::string> covariates_;
};

/// Rows of scores gathered into a frame; remembers which columns say the same in every row, for the table.
class ScoreTable {
public:
    /// `for_table`: rows are looked at for what they have in common; the other formats need not pay for it.
    ScoreTable(std::vector<Column> before, bool for_table);

    /// Columns that there will be, in this order, whoever comes with a value first.
    void expect_covariates(const std::vector<std::string>& names);
    bool add(PendingRow row);
    [[nodiscard]] Frame& frame() { return frame_; }
    [[nodiscard]] const std::string& error() const { return frame_.error(); }
    /// Names of the columns that a table need not show: missing in every row, or `once` and the same in every row.
    [[nodiscard]] std::vector<std::string> hidden(const std::vector<std::string>& once) const;
    /// "rho 0.3" where the column says one thing in all rows, "rho differs, see its column" where it does not; empty without rows.
    [[nodiscard]] std::string said_once(const std::string& column, const std::string& word) const;
    /// "arm exercise, age 61": the covariates that say the same in every row, which hidden() names too.
    [[nodiscard]] std::string covariates_said_once() const;

private:
    struct Seen {
        Cell first;
        bool same = true;
        bool any = false;
    };
    void see(const std::string& name, const Cell& cell);
    [[nodiscard]] bool is_covariate(const std::string& name) const;

    std::vector<Column> before_;
    std::size_t weighting_ = 0;  ///< its place among them
    bool for_table_;
    Frame frame_;
    std::map<std::string, Seen> seen_;
    std::map<std::string, std::size_t> covariates_;  ///< in how many rows
    std::size_t rows_ = 0;
};

}  // namespace gas::app
