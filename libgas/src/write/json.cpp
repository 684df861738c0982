// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <cmath>

#include <utf8proc.h>

#include "gather.hpp"

namespace gas {

namespace write {

bool append_number(std::string& out, double value)
{
    if (!std::isfinite(value)) {
        return false;
    }
    if (value == 0) {
        value = 0;  // -0 is a zero that people stumble over
    }
    std::array<char, 32> digits{};
    const auto [end, error] = std::to_chars(digits.data(), digits.data() + digits.size(), value);
    out.append(digits.data(), end);
    return error == std::errc{};
}

bool is_bare_json(std::string_view text)
{
    if (text == "true" || text == "false") {
        return true;
    }
    auto digits = text;
    if (digits.starts_with('-')) {
        digits.remove_prefix(1);
    }
    const auto whole = std::min(digits.find_first_not_of("0123456789"), digits.size());
    if (whole == 0 || whole > 15 || (whole > 1 && digits[0] == '0') || text == "-0") {
        return false;
    }
    const auto rest = digits.substr(whole);
    return rest.empty() || (rest[0] == '.' && rest.size() > 1 && text.size() <= 17 && rest.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

}  // namespace write

namespace {

void put_string(std::string& out, std::string_view text)
{
    out += '"';
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    std::size_t i = 0;
    while (i < text.size()) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x80) {
            ++i;
            constexpr std::string_view names = "btn.fr";
            constexpr std::string_view hex = "0123456789abcdef";
            if (c == '"' || c == '\\') {
                out += '\\';
                out += static_cast<char>(c);
            } else if (c >= 8 && c <= 13 && c != 11) {
                out += '\\';
                out += names[c - 8U];
            } else if (c < 0x20) {
                out += "\\u00";
                out += hex[c >> 4U];
                out += hex[c & 15U];
            } else {
                out += static_cast<char>(c);
            }
            continue;
        }
        utf8proc_int32_t point = 0;
        const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
        if (n <= 0) {
            out += "\xEF\xBF\xBD";
            ++i;
            continue;
        }
        if (point == 0x2028 || point == 0x2029) {
            out += point == 0x2028 ? "\\u2028" : "\\u2029";  // line ends to JavaScript
        } else {
            out.append(text.substr(i, static_cast<std::size_t>(n)));
        }
        i += static_cast<std::size_t>(n);
    }
    out += '"';
}

void put_cell(std::string& out, const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        put_string(out, *text);
    } else if (const auto* literal = std::get_if<Literal>(&cell)) {
        if (write::is_bare_json(literal->text)) {
            out += literal->text;
        } else {
            put_string(out, literal->text);
        }
    } else if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        out += std::to_string(*n);
    } else if (const auto* x = std::get_if<double>(&cell); x == nullptr || !write::append_number(out, *x)) {
        out += "null";
    }
}

/// Keys of the row objects, with quotes and colon, made once.
std::vector<std::string> keys_of(const Frame& frame)
{
    std::vector<std::string> keys;
    for (const auto& column : frame.columns()) {
        keys.push_back(json_string(column.name) + ":");
    }
    return keys;
}

void put_row(std::string& out, const std::vector<std::string>& keys, const std::vector<Cell>& cells)
{
    for (std::size_t i = 0; i < cells.size(); ++i) {
        out += i == 0 ? '{' : ',';
        out += keys[i];
        put_cell(out, cells[i]);
    }
    out += '}';
}

}  // namespace

std::string json_string(std::string_view text)
{
    std::string out;
    put_string(out, text);
    return out;
}

std::string json_number(double value)
{
    std::string out;
    return write::append_number(out, value) ? out : "null";
}

bool write_json(const Frame& frame, const JsonEnvelope& envelope, const ByteSink& sink)
{
    write::Gather gather(sink);
    auto& out = gather.text();
    out += "{\"schema\":" + json_string(envelope.schema) + ",\n\"parameters\":{";
    for (std::size_t i = 0; i < envelope.parameters.size(); ++i) {
        out += (i > 0 ? "," : "") + json_string(envelope.parameters[i].first) + ":" + envelope.parameters[i].second;
    }
    out += "},\n";
    const auto put_table = [&](const std::string& name, const Frame& rows) {
        out += json_string(name) + ":[";
        const auto keys = keys_of(rows);
        bool first = true;
        const bool read = rows.for_each_row([&](const std::vector<Cell>& cells) {
            out += first ? "\n" : ",\n";
            first = false;
            put_row(out, keys, cells);
            return gather.pass();
        });
        out += first ? "],\n" : "\n],\n";
        return read;
    };
    bool read = put_table("rows", frame);
    for (const auto& [name, rows] : envelope.tables) {
        read = read && put_table(name, *rows);
    }
    out += "\"problems\":[";
    for (std::size_t i = 0; i < envelope.problems.size(); ++i) {
        out += (i > 0 ? ",\n" : "\n") + envelope.problems[i];
    }
    out += envelope.problems.empty() ? "]}\n" : "\n]}\n";
    return gather.flush() && read;
}

bool write_jsonl(const Frame& frame, const ByteSink& sink)
{
    write::Gather gather(sink);
    const auto keys = keys_of(frame);
    const bool read = frame.for_each_row([&](const std::vector<Cell>& cells) {
        put_row(gather.text(), keys, cells);
        gather.text() += '\n';
        return gather.pass();
    });
    return gather.flush() && read;
}

}  // namespace gas
