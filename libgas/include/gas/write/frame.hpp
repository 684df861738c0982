// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/write/row_sink.hpp"

namespace gas {

/// Where rows wait that are too many for memory: bytes in the order in which they came. Each function gives why it could not, in words that a message can
/// end in; empty where it could.
struct Spool {
    std::function<std::string(std::string_view bytes)> append;
    /// Fills `into` from the byte at `offset` on; all of it was appended before.
    std::function<std::string(std::uint64_t offset, std::span<char> into)> read;
};

/// Rows that are kept, to be written when all are there: for a writer that looks at all of them first, and where columns come while rows come.
///
/// A frame keeps its rows packed, beyond a MiB in the spool, so that memory does not grow with the rows; without a spool all stay in memory.
/// Columns may be added while rows come in: earlier rows read as missing there. They stand, in order of arrival, before the last `after` of the others.
class Frame final : public RowSink {
public:
    explicit Frame(std::vector<Column> columns = {}, std::size_t after = 0, Spool spool = {});
    ~Frame() override;
    Frame(Frame&&) noexcept;
    Frame& operator=(Frame&&) noexcept;
    Frame(const Frame&) = delete;
    Frame& operator=(const Frame&) = delete;

    /// Place among columns() of the open column of `covariate`, added where it is new. Its type is found from its cells. It is called as the covariate is,
    /// behind as many of `covariate_prefix` as it takes where another column, of another covariate too, has that name.
    std::size_t open_column(std::string_view covariate);

    /// Adds a row, a cell for each of columns() as they are now. False where it could not be stored (disk full); error() says why.
    bool row(std::span<const CellView> cells) override;
    bool add_row(const std::vector<Cell>& cells);
    /// Adds the rows of another frame with the same columns but for the open ones, which are opened here too: those of one covariate are one, whatever they
    /// are called there.
    bool append(const Frame& other);

    void begin(const std::vector<Column>& columns) override;  ///< instead of the columns that it was made with; before rows and open columns
    bool end() override { return true; }

    [[nodiscard]] const std::vector<Column>& columns() const;  ///< all, in the order of a row's cells
    [[nodiscard]] bool is_open(std::size_t column) const;      ///< whether it is one of open_column()
    [[nodiscard]] std::size_t row_count() const;
    [[nodiscard]] const std::string& error() const;  ///< empty while all went well

    /// Calls `row` with each row's cells, in order, as many as columns(); they stand until it returns. Stops where it gives false.
    /// False where the stored rows could not be read back.
    bool for_each_row(const std::function<bool(std::span<const CellView>)>& row) const;

private:
    struct Store;
    std::unique_ptr<Store> store_;
};

/// Writes all rows of a frame. False where the sink stopped or the rows could not be read back.
bool write_rows(const Frame& frame, RowSink& sink);

}  // namespace gas
