// SPDX-License-Identifier: MIT
#include <cmath>

#include "gather.hpp"

namespace gas {

namespace {

bool would_run(std::string_view text) { return !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos; }

bool is_number(std::string_view text) { return write::is_bare_json(text) && text != "true" && text != "false"; }

/// A text cell, quoted where it must be.
void put_text(std::string& out, std::string_view text, const CsvStyle& style, bool guard)
{
    const bool apostrophe = guard && would_run(text);
    const bool quote = text.find_first_of(",\"\r\n") != std::string_view::npos || (text == style.missing && !apostrophe);
    out += quote ? "\"" : "";
    out += apostrophe ? "'" : "";
    for (const char c : text) {
        out += c;
        if (quote && c == '"') {
            out += '"';
        }
    }
    out += quote ? "\"" : "";
}

void put_missing(std::string& out, const CsvStyle& style)
{
    CsvStyle plain = style;
    plain.missing = "\n";  // the missing text itself is quoted for its characters only
    put_text(out, style.missing, plain, false);
}

void put_cell(std::string& out, const Cell& cell, const CsvStyle& style)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        put_text(out, *text, style, style.excel);
    } else if (const auto* literal = std::get_if<Literal>(&cell)) {
        put_text(out, literal->text, style, style.excel && !is_number(literal->text));
    } else if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        out += std::to_string(*n);
    } else if (const auto* x = std::get_if<double>(&cell); x == nullptr || !write::append_number(out, *x)) {
        put_missing(out, style);
    }
}

}  // namespace

bool write_csv(const Frame& frame, const CsvStyle& style, const ByteSink& sink)
{
    write::Gather gather(sink);
    auto& out = gather.text();
    const std::string_view line_end = style.excel ? "\r\n" : "\n";
    const auto columns = frame.columns();
    out += style.excel ? "\xEF\xBB\xBF" : "";
    for (std::size_t i = 0; style.header && i < columns.size(); ++i) {
        out += i > 0 ? "," : "";
        put_text(out, columns[i].name, style, false);
    }
    out += style.header ? line_end : "";
    const bool read = frame.for_each_row([&](const std::vector<Cell>& cells) {
        const auto begin = out.size();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i > 0 ? "," : "";
            put_cell(out, cells[i], style);
        }
        out += out.size() == begin ? "\"\"" : "";  // a blank line would be no row
        out += line_end;
        return gather.pass();
    });
    return gather.flush() && read;
}

}  // namespace gas
