// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/write/frame.hpp"

namespace gas {

/// Where a writer puts its bytes. Gives false to stop (a write failed, the reader has gone).
using ByteSink = std::function<bool(std::string_view)>;

struct CsvStyle {
    std::string missing;  ///< text of a missing value
    bool excel = false;   ///< byte order mark, CRLF, and an apostrophe before text cells that a spreadsheet would run
    bool header = true;
};

/// Rows of a csv one by one, cell by cell: for a result that need not be kept, and what write_csv() renders with.
class CsvRows {
public:
    /// `style` is kept; `sink` takes the bytes in pieces.
    CsvRows(CsvStyle style, ByteSink sink);
    ~CsvRows();
    CsvRows(const CsvRows&) = delete;
    CsvRows& operator=(const CsvRows&) = delete;

    void header(const std::vector<std::string>& names);
    void text(std::string_view text);
    void word(std::string_view text);     ///< a text of ours without comma, quote or line end
    void literal(std::string_view text);  ///< a text that may be a number
    void integer(std::int64_t value)
    {
        if (value >= 0 && value < 10 && has_room()) {  // as most are
            begin_cell();
            *place_.at++ = static_cast<char>('0' + value);
        } else {
            long_integer(value);
        }
    }
    void number(double value);  ///< shortest text that reads back; NaN and infinity are missing
    void missing()
    {
        if (place_.missing_is_empty && has_room()) {
            begin_cell();
        } else {
            written_missing();
        }
    }
    bool end_row();  ///< false where the sink stopped
    bool flush();

private:
    struct State;
    /// Where the next byte goes: cells of a letter or none are written here, without a call.
    struct Place {
        char* at = nullptr;
        char* end = nullptr;
        bool first = true;  ///< of its row
        bool missing_is_empty = false;
    };
    [[nodiscard]] bool has_room() const { return place_.end - place_.at >= 2; }
    void begin_cell()
    {
        if (!place_.first) {
            *place_.at++ = ',';
        }
        place_.first = false;
    }
    void long_integer(std::int64_t value);
    void written_missing();

    Place place_;
    std::unique_ptr<State> state_;
};

/// RFC 4180: comma, LF (CRLF with excel), quotes only where a cell needs them; numbers in full precision
/// (shortest text that reads back as the same double). False where the sink stopped or the rows could not be read.
bool write_csv(const Frame& frame, const CsvStyle& style, const ByteSink& sink);

/// Tab-separated, tab, line ends and backslash in a cell as \t \n \r \\ ; never quotes.
bool write_tsv(const Frame& frame, const CsvStyle& style, const ByteSink& sink);

/// What stands around the rows of a JSON answer. Members are (name, JSON text) pairs in order.
struct JsonEnvelope {
    std::string schema;                                           ///< "gas.score/1"
    std::vector<std::pair<std::string, std::string>> parameters;  ///< values are JSON texts already
    std::vector<std::string> problems;                            ///< each a JSON object text
    std::vector<std::pair<std::string, const Frame*>> tables{};   ///< further tables, by name, between rows and problems
};

/// One object: schema, parameters, rows, the further tables, problems. No NaN or infinity: such a cell is null.
/// `drop` names columns to leave out of the rows.
bool write_json(const Frame& frame, const JsonEnvelope& envelope, const ByteSink& sink);

/// One row object a line.
bool write_jsonl(const Frame& frame, const ByteSink& sink);

struct TableStyle {
    std::size_t width = 0;              ///< columns of the terminal; 0: never cut
    int digits = 1;                     ///< decimals of a double
    bool color = false;                 ///< bold head
    std::vector<std::string> notes;     ///< lines below the table, what is the same in every row
    std::vector<std::string> hidden{};  ///< names of columns to leave out, beside those that are not `in_table`
};

/// Aligned columns by display width (utf8proc), a head with a rule below, control and bidi characters as escapes.
/// Where the table is wider than the terminal, columns that may go are left out and named below, then texts are cut with an ellipsis.
/// Half rounds away from zero, and no negative zero is shown (-0.04 is 0.0).
bool write_table(const Frame& frame, const TableStyle& style, const ByteSink& sink);

/// `text` as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);
/// Shortest decimal text that reads back as `value`; "null" for NaN and infinity.
std::string json_number(double value);

/// Columns that `text` takes on a terminal (East Asian wide 2, combining 0), by utf8proc.
std::size_t display_width(std::string_view text);

/// `text` with C0 and C1 controls, DEL, bidi controls and bytes that are not UTF-8 as \n, \x1b, \u202e, …:
/// what may go to a terminal.
std::string visible(std::string_view text);

/// `value` with `digits` decimals, half away from zero as decimal people round it (62.25 -> 62.3), never "-0.0".
std::string fixed(double value, int digits);

}  // namespace gas
