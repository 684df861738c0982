// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/text/visible.hpp"
#include "gas/write/frame.hpp"

namespace gas {

/// Where a writer puts its bytes. Gives false to stop (a write failed, the reader has gone).
using ByteSink = std::function<bool(std::string_view)>;

/// csv and tsv.
struct CsvStyle {
    std::string missing{};  ///< text of a missing value
    bool excel = false;     ///< of csv: byte order mark, CRLF, and an apostrophe before text cells and names of columns that a spreadsheet would run
    bool header = true;
};

/// What a run was given and does not show or reckon with, by kind (snake_case), each a count above 0.
using LeftOut = std::vector<std::pair<std::string, std::size_t>>;
void add(LeftOut& left_out, std::string_view kind, std::size_t count);
void add(LeftOut& left_out, const LeftOut& more);

/// What stands around the rows of a JSON answer. Members are (name, JSON text) pairs in order.
struct JsonEnvelope {
    std::string schema;                                           ///< "gas.score/1"
    std::vector<std::pair<std::string, std::string>> parameters;  ///< values are JSON texts already
    std::vector<std::string> problems;                            ///< each a JSON object text
    std::vector<std::pair<std::string, const Frame*>> tables{};   ///< further tables, by name, between rows and problems
    LeftOut left_out{};                                           ///< an object behind the parameters, where there is any
};

/// One whose first parameter, `tool`, says what made it: "gas 1.2.0".
JsonEnvelope envelope(std::string schema, std::vector<std::pair<std::string, std::string>> parameters = {});

struct TableStyle {
    std::size_t width = 0;              ///< columns of the terminal; 0: never cut
    int digits = 1;                     ///< decimals of a double
    bool color = false;                 ///< bold head
    std::vector<std::string> notes;     ///< lines below the table, what is the same in every row
    std::vector<std::string> lead{};    ///< lines above the table, such as the day that it is of
    std::vector<std::string> kept{};    ///< names of columns that stay where others are left out for lack of room
    std::vector<std::string> hidden{};  ///< names of columns to leave out, beside those that are not `in_table`
};

/// How rows look, in whatever format.
struct RowStyle {
    CsvStyle csv{};
    JsonEnvelope json{};
    TableStyle table{};
};

/// The formats of rows, in the order in which help names them; the first is what people read.
///
/// table: aligned columns by display width (utf8proc), a head with a rule below, control and bidi characters as escapes. Where the table is wider than the
///   terminal, columns that may go are left out and named below, then texts are cut with an ellipsis. Half rounds away from zero, and no negative zero is shown
///   (-0.04 is 0.0).
/// csv: RFC 4180: comma, LF (CRLF with excel), quotes only where a cell needs them; numbers in full precision (shortest text that reads back as the same
/// double). No line of csv begins a command of a log that runs them: a first cell that begins with :: stands in quotes, and a line break before :: is a blank.
/// tsv: tab, line ends and backslash in a cell as \t \n \r \\ ; never quotes. json: one object: schema, parameters, rows, the further tables,
/// problems. No NaN or infinity: such a cell is null. jsonl: one row object a line.
std::span<const std::string_view> row_formats();

/// A writer in one of row_formats(). `bytes` takes what it writes in pieces.
std::unique_ptr<RowSink> make_row_sink(std::string_view format, const RowStyle& style, const ByteSink& bytes);

/// Writes all rows of a frame. False where the sink stopped or the rows could not be read back.
bool write_frame(const Frame& frame, std::string_view format, const RowStyle& style, const ByteSink& bytes);

/// `text` as a JSON string with its quotes; bytes that are not UTF-8 become U+FFFD.
std::string json_string(std::string_view text);
/// Shortest decimal text that reads back as `value`; "null" for NaN and infinity.
std::string json_number(double value);

/// `value` with `digits` decimals, half away from zero as decimal people round it (62.25 -> 62.3), never "-0.0".
std::string fixed(double value, int digits);

}  // namespace gas
