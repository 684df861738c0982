// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace gas {

/// A text as written in an input that may be a number or a truth value: JSON gets it bare where it is one
/// canonically (`61`, `-0.5`, `true`), quoted otherwise (`007`); every other format gets the text.
struct Literal {
    std::string text;
};

/// One cell of a frame. monostate is a missing value: empty in CSV, null in JSON, an en dash in a table.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string, Literal>;

enum class Align { left, right };

struct Column {
    std::string name;             ///< snake_case, stable: scripts count on it
    Align align = Align::left;    ///< in tables
    bool in_table = true;         ///< shown in the table form
    std::optional<int> digits{};  ///< decimals in tables; nothing: the writer's --digits
    std::string title{};          ///< head of the column in tables; empty: the name
    bool whole = false;           ///< never cut in a narrow table: half a date is none
    bool may_go = false;          ///< left out of a table that is too narrow, and named below it
};

/// Rows of typed cells under named columns: what every command hands to a writer.
///
/// Columns may be added while rows come in: earlier rows read as missing there. A frame keeps its rows packed,
/// beyond a MiB in a file that has no name and is gone with the frame, so memory does not grow with the rows.
/// Order of columns when read: the fixed ones before, then those of open_column() in order of arrival, then the fixed ones after.
class Frame {
public:
    Frame(std::vector<Column> before, std::vector<Column> after);
    ~Frame();
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    /// Number of the open column (covariate) called `name`, added where it is new.
    std::size_t open_column(std::string_view name);

    struct OpenCell {
        std::size_t column;  ///< from open_column()
        Cell cell;
    };
    /// Adds a row. `before` and `after` must match the fixed columns in number.
    /// False where the rows could not be stored (disk full); error() says why.
    bool add_row(const std::vector<Cell>& before, const std::vector<OpenCell>& open, const std::vector<Cell>& after);

    [[nodiscard]] std::vector<Column> columns() const;  ///< all, in reading order
    [[nodiscard]] std::size_t row_count() const;
    [[nodiscard]] const std::string& error() const;  ///< empty while all went well

    /// Calls `row` with each row's cells, in order, as many cells as columns(). Stops where `row` gives false.
    /// False where the stored rows could not be read back.
    bool for_each_row(const std::function<bool(const std::vector<Cell>&)>& row) const;

private:
    struct Store;
    std::unique_ptr<Store> store_;
};

}  // namespace gas
