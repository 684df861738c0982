// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csv_records.hpp"
#include "format/scalars.hpp"
#include "gas/tables/rating_table.hpp"

namespace gas::tables {

using format::ReadError;

/// What is wrong with a record that is `broken`.
ReadError broken_quote(const CsvRecord& record);
/// That a source gave no bytes, by its errno.
ReadError cannot_be_read(int error);

/// Findings on the way to their reader: placed, and after 20 of a kind in a column only counted, since a million rows can have one fault.
class CsvProblems {
public:
    CsvProblems(std::string file, const RatingTableSink& sink) : file_(std::move(file)), sink_(sink) {}

    /// What splits the table, and the names of its columns, once they are known.
    void in_table(char delimiter, std::vector<std::string> names)
    {
        delimiter_ = delimiter;
        names_ = std::move(names);
    }
    /// Whose rows are being read; empty: nobody's.
    void about(std::string_view participant) { participant_ = participant; }

    /// At a cell of `record` (column -1: the record as a whole).
    void at_cell(const CsvRecord& record, int column, const ReadError& wrong);
    /// At the cell of a `broken` record whose quote is the trouble.
    void at_quote(const CsvRecord& record);
    /// At a line that is no longer at hand (0: the table as a whole).
    void at_line(std::size_t line, const ReadError& wrong, const std::string& goal = "");
    /// A row has in a covariate's column another value than one before of its participant, which had `kept`. Told at the end, as one for all columns.
    void covariate_changes(const CsvRecord& record, int column, std::string_view kept);
    /// Whether the records ended early; then it is told.
    bool failed(const CsvRecords& records);
    /// Tells of those that were counted only.
    void finish();
    void clear()
    {
        kinds_.clear();
        changes_ = {};
    }

private:
    struct Kind {
        std::size_t count = 0;
        std::size_t last_line = 0;
        std::string last_where;
    };
    /// The record at whose cells something was told last.
    struct LastRecord {
        std::string_view raw;
        std::size_t line = 0;
        CellPlaces cells{"", ','};
        std::size_t offset = 0;  ///< of a cell that was placed
        Position place{1, 1};    ///< of that in the record
        std::size_t told = 0;
    };
    std::pair<Position, Position> place_of(const CsvRecord& record, int column);
    /// Rows in which covariates change.
    struct Changes {
        Finding first;
        std::set<int> columns;
        std::string instrument;  ///< of the first row, where its column is REDCap's
        std::size_t rows = 0;
        std::size_t last_line = 0;
    };
    Finding finding_at(const CsvRecord& record, int column);
    void tell_changes();
    bool admit(Rule rule, int column, std::size_t line, std::string where);
    void send(Finding finding, const ReadError& wrong);

    std::string file_;
    char delimiter_ = ',';
    std::vector<std::string> names_;
    std::string participant_;
    const RatingTableSink& sink_;
    std::map<std::pair<Rule, int>, Kind> kinds_;
    LastRecord last_;
    Changes changes_;
};

}  // namespace gas::tables
