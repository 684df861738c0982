// SPDX-License-Identifier: MIT
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "gather.hpp"

namespace gas {

namespace {

bool would_run(std::string_view text) { return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos; }

bool is_number(std::string_view text) { return write::is_bare_json(text) && text != "true" && text != "false"; }

/// Whether a cell has to stand in quotes for its letters.
bool needs_quotes(std::string_view text)
{
    for (const char c : text) {
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

void put_quoted(std::string& out, std::string_view text, bool apostrophe)
{
    out += apostrophe ? "\"'" : "\"";
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    out += '"';
}

/// Texts of numbers that were written lately: a study's scores take few values, and the shortest text of a double is dear.
class NumberTexts {
public:
    /// The text of a finite `value`.
    std::string_view of(double value)
    {
        const auto bits = std::bit_cast<std::uint64_t>(value);
        auto& entry = entries_[(bits * 0x9E3779B97F4A7C15ULL) >> (64U - 10U)];
        if (entry.size == 0 || entry.bits != bits) {
            std::string text;
            write::append_number(text, value);
            entry.bits = bits;
            entry.size = static_cast<unsigned char>(text.copy(entry.text.data(), entry.text.size()));
        }
        return {entry.text.data(), entry.size};
    }

private:
    struct Entry {
        std::uint64_t bits = 0;
        std::array<char, 25> text{};  // the longest shortest double has 24
        unsigned char size = 0;
    };
    std::vector<Entry> entries_ = std::vector<Entry>(1024);
};

}  // namespace

/// Bytes of rows on their way to a sink, behind a cursor: a cell of a few letters costs a few moves.
struct CsvRows::State {
    CsvStyle style;
    ByteSink sink;
    NumberTexts numbers;
    std::string missing;  ///< as a cell: the missing text itself is quoted for its letters only
    std::string quoted;   ///< room for a cell in quotes
    std::vector<char> buffer = std::vector<char>(block + slack);
    Place& place;
    std::size_t row_begin = 0;
    bool good = true;

    static constexpr std::size_t block = std::size_t{64} << 10U;
    static constexpr std::size_t slack = 4096;

    State(CsvStyle s, ByteSink to, Place& at) : style(std::move(s)), sink(std::move(to)), place(at)
    {
        go_to(0);
        if (needs_quotes(style.missing)) {
            put_quoted(missing, style.missing, false);
        } else {
            missing = style.missing;
        }
        if (style.excel) {
            put("\xEF\xBB\xBF");
        }
        place.missing_is_empty = missing.empty();
        row_begin = size();
    }
    /// Bytes that wait.
    [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(place.at - buffer.data()); }
    void go_to(std::size_t offset)
    {
        place.at = buffer.data() + offset;
        place.end = buffer.data() + buffer.size();
    }
    [[gnu::noinline]] void grow(std::size_t more)
    {
        const auto offset = size();
        buffer.resize(offset + more + block);
        go_to(offset);
    }
    /// Adds bytes that need no quotes.
    void put(std::string_view bytes)
    {
        const auto size = bytes.size();
        if (size + 2 > static_cast<std::size_t>(place.end - place.at)) {
            grow(size);
        }
        char* to = place.at;
        const char* from = bytes.data();
        if (size > 16) {
            std::memcpy(to, from, size);
        } else if (size >= 8) {  // two words that may lie over each other
            std::memcpy(to, from, 8);
            std::memcpy(to + size - 8, from + size - 8, 8);
        } else {
            for (std::size_t i = 0; i < size; ++i) {
                to[i] = from[i];
            }
        }
        place.at += size;
    }
    /// Begins a cell.
    void next()
    {
        if (place.end - place.at < 2) {
            grow(2);
        }
        if (!place.first) {
            *place.at++ = ',';
        }
        place.first = false;
    }
    void put_cell(std::string_view text, bool guard)
    {
        next();
        const bool apostrophe = guard && would_run(text);
        if (needs_quotes(text) || (text == style.missing && !apostrophe)) {
            quoted.clear();
            put_quoted(quoted, text, apostrophe);
            put(quoted);
            return;
        }
        if (apostrophe) {
            put("'");
        }
        put(text);
    }
    bool flush()
    {
        if (good && size() > 0) {
            good = sink({buffer.data(), size()});
        }
        row_begin = 0;
        go_to(0);
        return good;
    }
};

CsvRows::CsvRows(CsvStyle style, ByteSink sink) : state_(std::make_unique<State>(std::move(style), std::move(sink), place_)) {}
CsvRows::~CsvRows() = default;

void CsvRows::header(const std::vector<std::string>& names)
{
    if (!state_->style.header) {
        return;
    }
    for (const auto& name : names) {
        state_->put_cell(name, false);
    }
    end_row();
}

void CsvRows::text(std::string_view text) { state_->put_cell(text, state_->style.excel); }

void CsvRows::word(std::string_view text)
{
    if (state_->style.excel || !state_->style.missing.empty()) {
        state_->put_cell(text, state_->style.excel);
        return;
    }
    state_->next();
    state_->put(text);
}

void CsvRows::literal(std::string_view text) { state_->put_cell(text, state_->style.excel && !is_number(text)); }

void CsvRows::long_integer(std::int64_t value)
{
    state_->next();
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    state_->put({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void CsvRows::number(double value)
{
    if (!std::isfinite(value)) {
        missing();
        return;
    }
    state_->next();
    state_->put(state_->numbers.of(value));
}

void CsvRows::written_missing()
{
    state_->next();
    state_->put(state_->missing);
}

bool CsvRows::end_row()
{
    if (state_->size() == state_->row_begin) {
        state_->put("\"\"");  // a blank line would be no row
    }
    state_->put(state_->style.excel ? "\r\n" : "\n");
    place_.first = true;
    if (state_->size() >= State::block) {
        state_->flush();
    }
    state_->row_begin = state_->size();
    return state_->good;
}

bool CsvRows::flush() { return state_->flush(); }

bool write_csv(const Frame& frame, const CsvStyle& style, const ByteSink& sink)
{
    CsvRows rows(style, sink);
    std::vector<std::string> names;
    for (const auto& column : frame.columns()) {
        names.push_back(column.name);
    }
    rows.header(names);
    const bool read = frame.for_each_row([&](const std::vector<Cell>& cells) {
        for (const auto& cell : cells) {
            if (const auto* text = std::get_if<std::string>(&cell)) {
                rows.text(*text);
            } else if (const auto* literal = std::get_if<Literal>(&cell)) {
                rows.literal(literal->text);
            } else if (const auto* n = std::get_if<std::int64_t>(&cell)) {
                rows.integer(*n);
            } else if (const auto* x = std::get_if<double>(&cell)) {
                rows.number(*x);
            } else {
                rows.missing();
            }
        }
        return rows.end_row();
    });
    return rows.flush() && read;
}

}  // namespace gas
