// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/tables/byte_source.hpp"

namespace gas::tables {

/// One record of a delimited text. Cells are trimmed of spaces, without their quotes; they and `raw` live until the next record.
struct CsvRecord {
    std::vector<std::string_view> cells;
    std::string_view raw;             ///< the bytes of the record, without its line end
    std::size_t line = 0;             ///< where it begins, from 1
    std::size_t number = 0;           ///< of the record, from 1: the row of a spreadsheet
    bool plain = true;                ///< printable ASCII and tabs only
    bool broken = false;              ///< a quote is opened and not closed as RFC 4180 has it, or stands behind blanks
    bool late_quote = false;          ///< the second: it was taken for a letter, since it may be a ditto mark, and opens nothing
    std::string unquoted;             ///< room for cells that had quotes
    std::string decoded;              ///< room for the bytes as UTF-8, where they were none
    std::deque<std::string> names{};  ///< room for names in NFC, where they were in another form

    CsvRecord() = default;
    CsvRecord(const CsvRecord&) = delete;  // views point into its own room
    CsvRecord& operator=(const CsvRecord&) = delete;

    [[nodiscard]] std::string_view cell(int column) const
    {
        return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : std::string_view();  // -1 is beyond any
    }
    [[nodiscard]] bool blank() const;  ///< no cell has a text
};

/// Splits one record that ends where `raw` ends (RFC 4180; a quote inside a bare cell is a letter like others).
void split_record(std::string_view raw, char delimiter, CsvRecord& record);

/// The same, faster, where a line end and `readable_behind` bytes more stand behind `raw`.
void split_held_record(std::string_view raw, char delimiter, CsvRecord& record);
inline constexpr std::size_t readable_behind = 32;

/// Where the cells of a record begin and end in `raw`, their quotes included. Asked for from left to right, all of them are found in one pass.
class CellPlaces {
public:
    CellPlaces(std::string_view raw, char delimiter) : raw_(raw), delimiter_(delimiter) {}
    std::pair<std::size_t, std::size_t> of(int column);

private:
    std::string_view raw_;
    char delimiter_;
    int column_ = 0;         ///< that was asked for last
    std::size_t begin_ = 0;  ///< of it
};

/// The first cell of a `broken` record whose quote is the trouble.
int broken_cell(const CsvRecord& record, char delimiter);

/// Records of a delimited text, one after the other, in blocks: memory for a block and the longest record.
class CsvRecords {
public:
    /// Records from offset `begin` on, where line and record number `first_line` begin.
    CsvRecords(const ByteSource& source, char delimiter, std::uint64_t begin = 0, std::size_t first_line = 1);
    CsvRecords(const CsvRecords&) = delete;  // records point into its own room
    CsvRecords& operator=(const CsvRecords&) = delete;

    /// The next record that is not an empty line; false at the end, or where reading failed (failed()).
    bool next(CsvRecord& record);
    /// The next line as it stands, empty or not; it ends no record where any_quote(). Gives false like next().
    bool next_line(std::string_view& line);
    [[nodiscard]] bool any_quote() const { return any_quote_; }  ///< in what was read so far, and maybe somewhat behind
    [[nodiscard]] bool failed() const { return failed_; }
    [[nodiscard]] int error() const { return error_; }        ///< errno where reading failed
    [[nodiscard]] bool too_long() const { return long_; }     ///< a record was longer than a record can be: most often a quote is not closed
    [[nodiscard]] std::size_t line() const { return line_; }  ///< where the record too long begins

    /// Longest record that is read.
    static constexpr std::size_t longest = std::size_t{1} << 20U;

private:
    enum class Step { record, empty_line, more };
    Step step(CsvRecord& record);
    bool refill();

    const ByteSource& source_;
    char delimiter_;
    std::vector<char> buffer_;
    std::size_t at_ = 0;   ///< where the next record begins
    std::size_t end_ = 0;  ///< of what was read
    std::uint64_t offset_;
    std::size_t next_block_;
    std::size_t line_;
    std::size_t number_;
    bool any_quote_ = false;
    bool eof_ = false;
    bool failed_ = false;
    bool long_ = false;
    int error_ = 0;
};

}  // namespace gas::tables
