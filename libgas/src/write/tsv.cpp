// SPDX-License-Identifier: MIT
#include "gather.hpp"

namespace gas {

namespace {

void put_text(std::string& out, std::string_view text)
{
    for (const char c : text) {
        switch (c) {
        case '\t': out += "\\t"; break;
        case '\n': out += "\\n"; break;
        case '\r': out += "\\r"; break;
        case '\\': out += "\\\\"; break;
        default: out += c;
        }
    }
}

}  // namespace

bool write_tsv(const Frame& frame, const CsvStyle& style, const ByteSink& sink)
{
    write::Gather gather(sink);
    auto& out = gather.text();
    const auto columns = frame.columns();
    for (std::size_t i = 0; style.header && i < columns.size(); ++i) {
        out += i > 0 ? "\t" : "";
        put_text(out, columns[i].name);
    }
    out += style.header ? "\n" : "";
    const bool read = frame.for_each_row([&](const std::vector<Cell>& cells) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i > 0 ? "\t" : "";
            if (const auto* text = std::get_if<std::string>(&cells[i])) {
                put_text(out, *text);
            } else if (const auto* literal = std::get_if<Literal>(&cells[i])) {
                put_text(out, literal->text);
            } else if (const auto* n = std::get_if<std::int64_t>(&cells[i])) {
                out += std::to_string(*n);
            } else if (const auto* x = std::get_if<double>(&cells[i]); x == nullptr || !write::append_number(out, *x)) {
                put_text(out, style.missing);
            }
        }
        out += '\n';
        return gather.pass();
    });
    return gather.flush() && read;
}

}  // namespace gas
