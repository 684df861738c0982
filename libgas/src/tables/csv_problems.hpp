// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>

#include "csv_columns.hpp"
#include "csv_records.hpp"
#include "format/scalars.hpp"
#include "gas/tables/rating_table.hpp"

namespace gas::tables {

/// What is wrong with a record that is `broken`.
ReadError broken_quote(const CsvRecord& record);

/// Findings on the way to their reader: placed, and after 20 of a kind in a column only counted, since a million rows can have one fault.
class CsvProblems {
public:
    CsvProblems(std::string file, const RatingTableSink& sink) : file_(std::move(file)), sink_(sink) {}

    /// At a cell of `record` (column -1: the record as a whole). `names` are the names of the columns.
    void at_cell(const CsvRecord& record, int column, char delimiter, const std::vector<std::string>& names, const ReadError& wrong,
                 Severity severity = Severity::error);
    /// At a line that is no longer at hand.
    void at_line(std::size_t line, const ReadError& wrong, const std::string& participant, const std::string& goal = "", Severity severity = Severity::error);
    /// Tells of those that were counted only.
    void finish();
    void clear();
    /// Whose rows are being read, for the findings at cells.
    void about(std::string_view participant) { participant_ = participant; }

private:
    struct Kind {
        std::size_t count = 0;
        std::size_t last_line = 0;
        std::string last_where;
    };
    bool admit(Rule rule, int column, std::size_t line, std::string where);
    void send(Finding finding);

    std::string file_;
    std::string participant_;
    const RatingTableSink& sink_;
    std::map<std::pair<Rule, int>, Kind> kinds_;
};

}  // namespace gas::tables
