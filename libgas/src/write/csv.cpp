// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>

#include "row_writer.hpp"

namespace gas {

namespace {

/// Whether a spreadsheet takes a text for a formula: "-2" it takes for the number.
bool would_run(std::string_view text)
{
    constexpr std::string_view digits = "0123456789";
    if (text.empty() || std::string_view("=+-@\t\r").find(text.front()) == std::string_view::npos) {
        return false;
    }
    const auto whole = text.substr(1);
    const auto point = std::min(whole.find('.'), whole.size());
    const auto part = whole.substr(std::min(point + 1, whole.size()));
    const auto is_digits = [&](std::string_view of) { return !of.empty() && of.find_first_not_of(digits) == std::string_view::npos; };
    const bool is_number = (text.front() == '-' || text.front() == '+') && is_digits(whole.substr(0, point)) && (point == whole.size() || is_digits(part));
    return !is_number;
}

/// Whether a cell has to stand in quotes for its letters.
bool needs_quotes(std::string_view text)
{
    constexpr std::uint64_t ones = 0x0101010101010101;
    std::size_t i = 0;
    for (; i + 8 <= text.size(); i += 8) {  // few texts have a letter below the dash, to which all of these belong
        std::uint64_t eight = 0;
        std::memcpy(&eight, text.data() + i, 8);
        if (((eight - ones * '-') & ~eight & ones * 0x80) != 0) {
            break;
        }
    }
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (c == ',' || c == '"' || c == '\r' || c == '\n') {
            return true;
        }
    }
    return false;
}

/// Whether a log that runs commands (GitHub's) would run a line that begins so.
inline bool is_command(std::string_view line)
{
    const bool may_be = !line.empty() && (line.front() == ':' || line.front() == ' ' || line.front() == '\t');
    return may_be && line.substr(std::min(line.find_first_not_of(" \t"), line.size())).starts_with("::");
}

void put_quoted(std::string& out, std::string_view text, bool apostrophe)
{
    out += apostrophe ? "\"'" : "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        out += c == '\n' && is_command(text.substr(i + 1)) ? ' ' : c;
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

/// Rows behind a cursor: a cell of a few letters costs a few moves.
class CsvRows final : public RowSink {
public:
    CsvRows(CsvStyle style, ByteSink sink) : style_(std::move(style)), sink_(std::move(sink))
    {
        if (needs_quotes(style_.missing)) {  // the missing text itself is quoted for its letters only
            put_quoted(missing_, style_.missing, false);
        } else {
            missing_ = style_.missing;
        }
    }
    void begin(const std::vector<Column>& columns) override
    {
        spare_ = columns.size() * widest + 4;
        buffer_.resize(block + spare_);
        at_ = put(buffer_.data(), style_.excel ? "\xEF\xBB\xBF" : "");
        if (style_.header) {
            std::vector<CellView> names;
            for (const auto& column : columns) {
                names.emplace_back(std::string_view(column.name));
            }
            put_row(names, style_.excel);
        }
    }
    bool row(std::span<const CellView> cells) override { return put_row(cells, style_.excel); }
    bool end() override { return flush(); }

private:
    static constexpr std::size_t block = std::size_t{64} << 10U;
    static constexpr std::size_t widest = 32;  ///< of a cell that is no text, with its comma

    /// There is always room for a row without texts. `guard`: texts that a spreadsheet would run are made harmless.
    bool put_row(std::span<const CellView> cells, bool guard)
    {
        const auto begin = at_ - buffer_.data();
        char* at = at_;
        for (const auto& cell : cells) {
            if (&cell != cells.data()) {
                *at++ = ',';
            }
            if (const auto* n = std::get_if<std::int64_t>(&cell)) {
                at = std::to_chars(at, at + widest, *n).ptr;
            } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
                at = put_text(at, *text, guard, &cell == cells.data());
            } else if (const auto* x = std::get_if<double>(&cell); x != nullptr && std::isfinite(*x)) {
                at = put(at, numbers_.of(*x));
            } else if (const auto* literal = std::get_if<LiteralView>(&cell)) {
                at = put_text(at, literal->text, guard && !has_type(ColumnType::number, cell), &cell == cells.data());
            } else if (const auto* truth = std::get_if<bool>(&cell)) {
                at = put(at, *truth ? "true" : "false");
            } else if (!missing_.empty()) {
                at = put(at, missing_);
            }
        }
        if (at == buffer_.data() + begin) {
            at = put(at, "\"\"");  // a blank line would be no row
        }
        at_ = put(at, style_.excel ? "\r\n" : "\n");
        return static_cast<std::size_t>(at_ - buffer_.data()) < block ? good_ : flush();
    }
    /// Adds a text and gives what is behind it.
    char* put_text(char* at, std::string_view text, bool guard, bool first)
    {
        const bool apostrophe = guard && would_run(text);
        if (needs_quotes(text) || (first && is_command(text)) || (text == style_.missing && !apostrophe)) {
            quoted_.clear();
            put_quoted(quoted_, text, apostrophe);
            return put(at, quoted_);
        }
        return put(apostrophe ? put(at, "'") : at, text);
    }
    char* put(char* at, std::string_view bytes)
    {
        const auto size = bytes.size();
        if (size + spare_ > static_cast<std::size_t>(buffer_.data() + buffer_.size() - at)) {
            at = grow(at, size);
        }
        const char* from = bytes.data();
        if (size > 16) {
            std::memcpy(at, from, size);
        } else if (size >= 8) {  // two words that may lie over each other
            std::memcpy(at, from, 8);
            std::memcpy(at + size - 8, from + size - 8, 8);
        } else {
            for (std::size_t i = 0; i < size; ++i) {
                at[i] = from[i];
            }
        }
        return at + size;
    }
    [[gnu::noinline]] char* grow(const char* at, std::size_t more)
    {
        const auto offset = at - buffer_.data();
        buffer_.resize(buffer_.size() + more + block);
        return buffer_.data() + offset;
    }
    bool flush()
    {
        const std::string_view bytes(buffer_.data(), static_cast<std::size_t>(at_ - buffer_.data()));
        good_ = good_ && (bytes.empty() || sink_(bytes));
        at_ = buffer_.data();
        return good_;
    }

    CsvStyle style_;
    ByteSink sink_;
    NumberTexts numbers_;
    std::string missing_;  ///< as a cell
    std::string quoted_;   ///< room for a cell in quotes
    std::vector<char> buffer_;
    char* at_ = nullptr;
    std::size_t spare_ = 0;  ///< what the rest of a row can take, but for its texts
    bool good_ = true;
};

}  // namespace

std::unique_ptr<RowSink> write::csv_rows(const RowStyle& style, const ByteSink& bytes) { return std::make_unique<CsvRows>(style.csv, bytes); }

}  // namespace gas
