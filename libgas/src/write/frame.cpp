// SPDX-License-Identifier: MIT
#include "gas/write/frame.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include "gas/write/nameless_file.hpp"

namespace gas {

namespace {

/// Packed rows that are held in memory before they go to the file.
constexpr std::size_t max_in_memory = 1U << 20U;
constexpr std::size_t row_room = 64U << 10U;  ///< reserved beyond it for the last row, so that the buffer does not double
constexpr std::size_t read_block = 256U << 10U;

enum class Tag : char { missing, integer, real, text, literal };

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

void pack_text(std::string& bytes, Tag tag, std::string_view text)
{
    bytes += static_cast<char>(tag);
    put(bytes, static_cast<std::uint32_t>(text.size()));
    bytes.append(text);
}

void pack(std::string& bytes, const Cell& cell)
{
    if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        bytes += static_cast<char>(Tag::integer);
        put(bytes, *n);
    } else if (const auto* x = std::get_if<double>(&cell)) {
        bytes += static_cast<char>(Tag::real);
        put(bytes, *x);
    } else if (const auto* text = std::get_if<std::string>(&cell)) {
        pack_text(bytes, Tag::text, *text);
    } else if (const auto* literal = std::get_if<Literal>(&cell)) {
        pack_text(bytes, Tag::literal, literal->text);
    } else {
        bytes += static_cast<char>(Tag::missing);
    }
}

void unpack(const char*& at, Cell& cell)
{
    const auto tag = static_cast<Tag>(*at++);
    switch (tag) {
    case Tag::missing: cell = std::monostate{}; return;
    case Tag::integer: cell = get<std::int64_t>(at); return;
    case Tag::real: cell = get<double>(at); return;
    case Tag::text:
    case Tag::literal: break;
    }
    const auto size = get<std::uint32_t>(at);
    if (tag == Tag::literal) {
        cell = Literal{std::string(at, size)};
    } else if (auto* text = std::get_if<std::string>(&cell)) {
        text->assign(at, size);  // keeps the room of the row before
    } else {
        cell = std::string(at, size);
    }
    at += size;
}

bool write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) {
            continue;
        }
        if (n < 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

/// Each row: its size, the cells before, the number of open cells, (column, cell) for each, the cells after.
struct Frame::Store {
    std::vector<Column> before;
    std::vector<Column> after;
    std::vector<std::string> open;
    std::string rows;
    std::size_t count = 0;
    std::uint64_t in_file = 0;
    int fd = -1;
    mutable std::string error;

    ~Store()
    {
        if (fd >= 0) {
            ::close(fd);
        }
    }
    bool fail(const char* doing) const
    {
        error = std::string("rows could not be ") + doing + ": " + std::strerror(errno);
        return false;
    }
    bool spill()
    {
        if (fd < 0) {
            fd = open_nameless_file();
        }
        if (fd < 0 || !write_all(fd, rows)) {
            return fail("kept");
        }
        in_file += rows.size();
        rows.clear();
        return true;
    }
    /// The cells of the packed row at `at`.
    void read_row(const char* at, std::vector<Cell>& cells) const
    {
        for (std::size_t i = 0; i < before.size(); ++i) {
            unpack(at, cells[i]);
        }
        for (std::size_t i = 0; i < open.size(); ++i) {
            cells[before.size() + i] = std::monostate{};
        }
        const auto open_cells = get<std::uint32_t>(at);
        for (std::uint32_t i = 0; i < open_cells; ++i) {
            const auto column = get<std::uint32_t>(at);
            unpack(at, cells[before.size() + column]);
        }
        for (std::size_t i = 0; i < after.size(); ++i) {
            unpack(at, cells[before.size() + open.size() + i]);
        }
    }
    /// Gives each whole row in `bytes` to `row`; the number of bytes used, and whether to go on.
    std::pair<std::size_t, bool> read_rows(std::string_view bytes, std::vector<Cell>& cells, const std::function<bool(const std::vector<Cell>&)>& row) const
    {
        std::size_t used = 0;
        while (bytes.size() - used >= sizeof(std::uint32_t)) {
            const char* at = bytes.data() + used;
            const auto size = get<std::uint32_t>(at);
            if (bytes.size() - used - sizeof size < size) {
                break;
            }
            read_row(at, cells);
            if (!row(cells)) {
                return {used, false};
            }
            used += sizeof size + size;
        }
        return {used, true};
    }
};

Frame::Frame(std::vector<Column> before, std::vector<Column> after) : store_(std::make_unique<Store>())
{
    store_->before = std::move(before);
    store_->after = std::move(after);
}

Frame::~Frame() = default;
Frame::Frame(Frame&&) noexcept = default;
Frame& Frame::operator=(Frame&&) noexcept = default;

std::size_t Frame::open_column(std::string_view name)
{
    auto& open = store_->open;
    const auto found = std::find(open.begin(), open.end(), name);
    if (found != open.end()) {
        return static_cast<std::size_t>(found - open.begin());
    }
    open.emplace_back(name);
    return open.size() - 1;
}

bool Frame::add_row(const std::vector<Cell>& before, const std::vector<OpenCell>& open, const std::vector<Cell>& after)
{
    auto& rows = store_->rows;
    if (store_->count == 0) {
        rows.reserve(max_in_memory + row_room);
    }
    const auto begin = rows.size();
    put(rows, std::uint32_t{0});
    for (const auto& cell : before) {
        pack(rows, cell);
    }
    put(rows, static_cast<std::uint32_t>(open.size()));
    for (const auto& [column, cell] : open) {
        put(rows, static_cast<std::uint32_t>(column));
        pack(rows, cell);
    }
    for (const auto& cell : after) {
        pack(rows, cell);
    }
    const auto size = static_cast<std::uint32_t>(rows.size() - begin - sizeof(std::uint32_t));
    std::memcpy(rows.data() + begin, &size, sizeof size);
    ++store_->count;
    return rows.size() < max_in_memory || store_->spill();
}

std::vector<Column> Frame::columns() const
{
    auto columns = store_->before;
    for (const auto& name : store_->open) {
        Column column;
        column.name = name;
        column.may_go = true;
        columns.push_back(std::move(column));
    }
    columns.insert(columns.end(), store_->after.begin(), store_->after.end());
    return columns;
}

std::size_t Frame::row_count() const { return store_->count; }
const std::string& Frame::error() const { return store_->error; }

bool Frame::for_each_row(const std::function<bool(const std::vector<Cell>&)>& row) const
{
    const auto& store = *store_;
    std::vector<Cell> cells(store.before.size() + store.open.size() + store.after.size());
    std::string block;
    std::uint64_t at = 0;
    while (at < store.in_file) {
        const auto held = block.size();
        block.resize(held + read_block);
        const auto n = ::pread(store.fd, block.data() + held, read_block, static_cast<off_t>(at));
        if (n <= 0) {
            return store.fail("read back");
        }
        block.resize(held + static_cast<std::size_t>(n));
        at += static_cast<std::uint64_t>(n);
        const auto [used, more] = store.read_rows(block, cells, row);
        if (!more) {
            return true;
        }
        block.erase(0, used);
    }
    store.read_rows(store.rows, cells, row);
    return true;
}

}  // namespace gas
