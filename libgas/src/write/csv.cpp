// SPDX-License-Identifier: MIT
#include <array>
#include <bit>
#include <charconv>
#include <cmath>

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

/// A text cell, quoted where it must be.
void put_text(std::string& out, std::string_view text, const CsvStyle& style, bool guard)
{
    const bool apostrophe = guard && would_run(text);
    if (needs_quotes(text) || (text == style.missing && !apostrophe)) {
        put_quoted(out, text, apostrophe);
        return;
    }
    out += apostrophe ? "'" : "";
    out.append(text);
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

struct CsvRows::State {
    CsvStyle style;
    ByteSink sink;
    write::Gather gather;
    NumberTexts numbers;
    std::string missing;  ///< as a cell: the missing text itself is quoted for its letters only
    std::size_t cells = 0;
    std::size_t row_begin = 0;

    State(CsvStyle s, ByteSink to) : style(std::move(s)), sink(std::move(to)), gather(sink)
    {
        if (needs_quotes(style.missing)) {
            put_quoted(missing, style.missing, false);
        } else {
            missing = style.missing;
        }
        gather.text() += style.excel ? "\xEF\xBB\xBF" : "";
        row_begin = gather.text().size();
    }
    std::string& next()
    {
        auto& out = gather.text();
        if (cells++ > 0) {
            out += ',';
        }
        return out;
    }
};

CsvRows::CsvRows(CsvStyle style, ByteSink sink) : state_(std::make_unique<State>(std::move(style), std::move(sink))) {}
CsvRows::~CsvRows() = default;

void CsvRows::header(const std::vector<std::string>& names)
{
    if (!state_->style.header) {
        return;
    }
    for (const auto& name : names) {
        put_text(state_->next(), name, state_->style, false);
    }
    end_row();
}

void CsvRows::text(std::string_view text) { put_text(state_->next(), text, state_->style, state_->style.excel); }

void CsvRows::literal(std::string_view text) { put_text(state_->next(), text, state_->style, state_->style.excel && !is_number(text)); }

void CsvRows::integer(std::int64_t value)
{
    auto& out = state_->next();
    if (value >= 0 && value < 10) {
        out += static_cast<char>('0' + value);
        return;
    }
    std::array<char, 24> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
}

void CsvRows::number(double value)
{
    if (!std::isfinite(value)) {
        missing();
        return;
    }
    state_->next().append(state_->numbers.of(value));
}

void CsvRows::missing() { state_->next().append(state_->missing); }

bool CsvRows::end_row()
{
    auto& out = state_->gather.text();
    out += out.size() == state_->row_begin ? "\"\"" : "";  // a blank line would be no row
    out += state_->style.excel ? "\r\n" : "\n";
    state_->cells = 0;
    const bool good = state_->gather.pass();
    state_->row_begin = out.size();
    return good;
}

bool CsvRows::flush() { return state_->gather.flush(); }

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
