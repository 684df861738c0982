// SPDX-License-Identifier: MIT
#include "gas/write/frame.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <iterator>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "gas/plan/words.hpp"

namespace gas {

namespace {

/// Packed rows that are held in memory before they go to the spool.
constexpr std::size_t max_in_memory = 1U << 20U;
constexpr std::size_t read_block = 256U << 10U;

template <typename Number>
void put(std::string& bytes, Number value)
{
    char raw[sizeof value];
    std::memcpy(raw, &value, sizeof value);
    bytes.append(raw, sizeof value);
}

template <typename Number>
Number get(const char*& at)
{
    Number value;
    std::memcpy(&value, at, sizeof value);
    at += sizeof value;
    return value;
}

void pack(std::string& bytes, const CellView& cell)
{
    bytes += static_cast<char>(cell.index());
    const auto put_text = [&](std::string_view text) {
        put(bytes, static_cast<std::uint32_t>(text.size()));
        bytes.append(text);
    };
    if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        put(bytes, *n);
    } else if (const auto* x = std::get_if<double>(&cell)) {
        put(bytes, *x);
    } else if (const auto* truth = std::get_if<bool>(&cell)) {
        put(bytes, *truth);
    } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
        put_text(*text);
    } else if (const auto* literal = std::get_if<LiteralView>(&cell)) {
        put_text(literal->text);
    }
}

/// The cell that stands packed at `at`, which goes behind it.
CellView unpack(const char*& at)
{
    const auto index = static_cast<unsigned char>(*at++);
    switch (index) {
    case 0: return {};
    case 1: return get<std::int64_t>(at);
    case 2: return get<double>(at);
    case 3: return get<bool>(at);
    default: break;
    }
    const auto size = get<std::uint32_t>(at);
    const std::string_view text(at, size);
    at += size;
    return index == 4 ? CellView{text} : CellView{LiteralView{text}};
}

/// The type of a column that holds cells of both types.
ColumnType common_type(ColumnType a, ColumnType b)
{
    const auto is_number = [](ColumnType type) { return type == ColumnType::integer || type == ColumnType::number; };
    return a == b ? a : is_number(a) && is_number(b) ? ColumnType::number : ColumnType::text;
}

}  // namespace

CellView view_of(const Cell& cell)
{
    return std::visit(
        [](const auto& value) -> CellView {
            if constexpr (std::is_same_v<decltype(value), const Literal&>) {
                return LiteralView{value.text};
            } else if constexpr (std::is_same_v<decltype(value), const std::string&>) {
                return std::string_view(value);
            } else {
                return value;
            }
        },
        cell);
}

ColumnType literal_type(std::string_view text)
{
    if (text == "true" || text == "false") {
        return ColumnType::truth;
    }
    auto digits = text;
    if (digits.starts_with('-')) {
        digits.remove_prefix(1);
    }
    const auto whole = std::min(digits.find_first_not_of("0123456789"), digits.size());
    if (whole == 0 || whole > 15 || (whole > 1 && digits[0] == '0') || text == "-0") {
        return ColumnType::text;
    }
    const auto rest = digits.substr(whole);
    const bool decimals = rest.size() > 1 && rest[0] == '.' && text.size() <= 17 && rest.find_first_not_of("0123456789", 1) == std::string_view::npos;
    return rest.empty() ? ColumnType::integer : decimals ? ColumnType::number : ColumnType::text;
}

bool has_type(ColumnType type, const CellView& cell)
{
    if (std::holds_alternative<std::monostate>(cell)) {
        return true;
    }
    const auto* text = std::get_if<std::string_view>(&cell);
    const auto* literal = std::get_if<LiteralView>(&cell);
    const auto of_literal = literal != nullptr ? literal_type(literal->text) : ColumnType::text;
    const bool whole = std::holds_alternative<std::int64_t>(cell) || of_literal == ColumnType::integer;
    switch (type) {
    case ColumnType::text: return text != nullptr || literal != nullptr;
    case ColumnType::integer: return whole;
    case ColumnType::number: return whole || std::holds_alternative<double>(cell) || of_literal == ColumnType::number;
    case ColumnType::date: return text != nullptr && text->size() == 10 && (*text)[4] == '-' && (*text)[7] == '-';
    case ColumnType::truth: return std::holds_alternative<bool>(cell) || of_literal == ColumnType::truth;
    }
    return false;
}

/// Each row: its size, the number of open columns that it has, its cells.
struct Frame::Store {
    std::vector<Column> columns;
    std::vector<std::optional<ColumnType>> found;                 ///< types of the open columns; nothing while they have no cell
    std::vector<std::string> covariates{};                        ///< of the open columns
    std::unordered_set<std::string> taken{};                      ///< names of the columns, once one was opened
    std::unordered_map<std::string, std::size_t> open_numbers{};  ///< number of each among the open columns, by covariate
    std::size_t after = 0;
    Spool spool;
    std::string rows;
    std::size_t count = 0;
    std::uint64_t in_spool = 0;
    mutable std::string error;

    [[nodiscard]] std::size_t first_open() const { return columns.size() - after - found.size(); }
    /// Keeps the first reason: what comes after it would be told from rows that are not whole.
    bool fail(std::string_view doing, const std::string& why) const
    {
        if (error.empty() && !why.empty()) {
            error = "rows could not be " + std::string(doing) + ": " + why;
        }
        return error.empty();
    }
    /// What an open column holds, with one cell more.
    void find_type(std::size_t open, const CellView& cell)
    {
        if (std::holds_alternative<std::monostate>(cell)) {
            return;
        }
        const auto* literal = std::get_if<LiteralView>(&cell);
        const auto type = literal != nullptr ? literal_type(literal->text) : ColumnType::text;
        found[open] = common_type(found[open].value_or(type), type);
        columns[first_open() + open].type = *found[open];
    }
    /// Gives each whole row in `bytes` to `row`; the number of bytes used, and whether to go on.
    std::pair<std::size_t, bool> read_rows(std::string_view bytes, std::vector<CellView>& cells,
                                           const std::function<bool(std::span<const CellView>)>& row) const
    {
        std::size_t used = 0;
        while (bytes.size() - used >= sizeof(std::uint32_t)) {
            const char* at = bytes.data() + used;
            const auto size = get<std::uint32_t>(at);
            if (bytes.size() - used - sizeof size < size) {
                break;
            }
            const auto open_end = first_open() + get<std::uint32_t>(at);
            for (std::size_t i = 0; i < cells.size(); ++i) {
                cells[i] = i < open_end || i >= cells.size() - after ? unpack(at) : CellView{};  // columns that came later read as missing
            }
            if (!row(cells)) {
                return {used, false};
            }
            used += sizeof size + size;
        }
        return {used, true};
    }
};

Frame::Frame(std::vector<Column> columns, std::size_t after, Spool spool) : store_(std::make_unique<Store>())
{
    store_->columns = std::move(columns);
    store_->after = after;
    store_->spool = std::move(spool);
}

Frame::~Frame() = default;
Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(Frame&&) noexcept = default;

void Frame::begin(const std::vector<Column>& columns)
{
    assert(store_->count == 0 && store_->found.empty());
    store_->columns = columns;
}

std::size_t Frame::open_column(std::string_view covariate)
{
    auto& columns = store_->columns;
    const auto [known, fresh] = store_->open_numbers.try_emplace(std::string(covariate), store_->found.size());
    if (fresh) {
        Column column;
        column.name = covariate;
        if (store_->taken.empty()) {
            std::transform(columns.begin(), columns.end(), std::inserter(store_->taken, store_->taken.end()), [](const Column& other) { return other.name; });
        }
        while (!store_->taken.insert(column.name).second) {
            column.name.insert(0, covariate_prefix);
        }
        column.may_go = true;
        store_->covariates.emplace_back(covariate);
        columns.insert(columns.end() - static_cast<std::ptrdiff_t>(store_->after), std::move(column));
        store_->found.emplace_back();
    }
    return store_->first_open() + known->second;
}

bool Frame::row(std::span<const CellView> cells)
{
    auto& store = *store_;
    if (!store.error.empty()) {
        return false;  // a part of the last rows may be in the spool
    }
    assert(cells.size() == store.columns.size());
    const auto first_open = store.first_open();
    const auto begin = store.rows.size();
    put(store.rows, std::uint32_t{0});
    put(store.rows, static_cast<std::uint32_t>(store.found.size()));
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i >= first_open && i < first_open + store.found.size()) {
            store.find_type(i - first_open, cells[i]);
        }
        assert(has_type(store.columns[i].type, cells[i]));
        pack(store.rows, cells[i]);
    }
    const auto size = static_cast<std::uint32_t>(store.rows.size() - begin - sizeof(std::uint32_t));
    std::memcpy(store.rows.data() + begin, &size, sizeof size);
    ++store.count;
    if (store.rows.size() < max_in_memory || !store.spool.append) {
        return true;
    }
    if (!store.fail("kept", store.spool.append(store.rows))) {
        return false;
    }
    store.in_spool += store.rows.size();
    store.rows.clear();
    return true;
}

bool Frame::add_row(const std::vector<Cell>& cells)
{
    std::vector<CellView> views(cells.size());
    std::transform(cells.begin(), cells.end(), views.begin(), view_of);
    return row(views);
}

bool Frame::append(const Frame& other)
{
    std::vector<std::size_t> place;
    for (std::size_t i = 0; i < other.columns().size(); ++i) {
        place.push_back(other.is_open(i) ? open_column(other.store_->covariates[i - other.store_->first_open()]) : i);
    }
    for (std::size_t i = 0; i < store_->after; ++i) {  // they stand behind the open ones of both
        place[place.size() - 1 - i] = columns().size() - 1 - i;
    }
    std::vector<CellView> here(columns().size());
    bool kept = true;
    const bool read = other.for_each_row([&](std::span<const CellView> cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            here[place[i]] = cells[i];
        }
        kept = row(here);
        return kept;
    });
    return kept && read;
}

const std::vector<Column>& Frame::columns() const { return store_->columns; }
bool Frame::is_open(std::size_t column) const { return column >= store_->first_open() && column < store_->columns.size() - store_->after; }
std::size_t Frame::row_count() const { return store_->count; }
const std::string& Frame::error() const { return store_->error; }

bool Frame::for_each_row(const std::function<bool(std::span<const CellView>)>& row) const
{
    const auto& store = *store_;
    if (!store.error.empty()) {
        return false;  // what is here is a part
    }
    std::vector<CellView> cells(store.columns.size());
    std::string block;
    for (std::uint64_t at = 0; at < store.in_spool;) {
        const auto held = block.size();
        const auto more = static_cast<std::size_t>(std::min<std::uint64_t>(read_block, store.in_spool - at));
        block.resize(held + more);
        if (!store.fail("read back", store.spool.read(at, {block.data() + held, more}))) {
            return false;
        }
        at += more;
        const auto [used, go_on] = store.read_rows(block, cells, row);
        if (!go_on) {
            return true;
        }
        block.erase(0, used);
    }
    store.read_rows(store.rows, cells, row);
    return true;
}

bool write_rows(const Frame& frame, RowSink& sink)
{
    sink.begin(frame.columns());
    bool read = true;
    if (sink.looks_ahead()) {
        read = frame.for_each_row([&](std::span<const CellView> cells) {
            sink.look(cells);
            return true;
        });
    }
    read = read && frame.for_each_row([&](std::span<const CellView> cells) { return sink.row(cells); });
    return sink.end() && read;
}

}  // namespace gas
