// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gas {

/// What the cells of a column hold, for a writer that has to know before the first row, such as one for a database.
enum class ColumnType {
    text,
    integer,
    number,
    date,  ///< YYYY-MM-DD
    truth
};

/// A text as written in an input that may be a number or a truth value: JSON gets it bare where it is one
/// canonically (`61`, `-0.5`, `true`), quoted otherwise (`007`); every other format gets the text.
struct Literal {
    std::string text;
    bool operator==(const Literal&) const = default;
};
struct LiteralView {
    std::string_view text;
    bool operator==(const LiteralView&) const = default;
};

/// One cell of a row. monostate is a missing value: empty in CSV, null in JSON, an en dash in a table. So are NaN and infinity.
using Cell = std::variant<std::monostate, std::int64_t, double, bool, std::string, Literal>;
/// The same, as long as the text that it was made of stays.
using CellView = std::variant<std::monostate, std::int64_t, double, bool, std::string_view, LiteralView>;
CellView view_of(const Cell& cell);

enum class Align { left, right };

struct Column {
    std::string name;                    ///< snake_case, stable: scripts count on it
    ColumnType type = ColumnType::text;  ///< of every cell that is not missing
    Align align = Align::left;           ///< in tables
    bool in_table = true;                ///< shown in the table form
    std::optional<int> digits{};         ///< decimals in tables; nothing: the writer's --digits
    std::string title{};                 ///< head of the column in tables; empty: the name
    bool whole = false;                  ///< never cut in a narrow table: half a date is none
    bool may_go = false;                 ///< left out of a table that is too narrow, and named below it
};

/// What a literal is by its letters: a number or truth value where it is one canonically, so that a reader gives it back as written.
ColumnType literal_type(std::string_view text);

/// Whether a cell may stand in a column of that type: it is missing or of the type. A whole number is a number, a literal of the type that it reads as, and
/// any text or literal is a text.
bool has_type(ColumnType type, const CellView& cell);

/// Takes rows as they come: begin, then each row with a cell for each column, then end.
class RowSink {
public:
    RowSink() = default;
    virtual ~RowSink() = default;
    RowSink(const RowSink&) = delete;
    RowSink& operator=(const RowSink&) = delete;

    virtual void begin(const std::vector<Column>& columns) = 0;
    /// Where it gives true, it sees all rows by look(), after begin(), before the first is given by row(): a table has to know how wide they are.
    [[nodiscard]] virtual bool looks_ahead() const { return false; }
    virtual void look(std::span<const CellView>) {}
    /// False to stop: what takes the bytes has gone, or is full.
    virtual bool row(std::span<const CellView> cells) = 0;
    virtual bool end() = 0;

protected:
    RowSink(RowSink&&) = default;
    RowSink& operator=(RowSink&&) = default;
};

}  // namespace gas
