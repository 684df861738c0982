// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <utf8proc.h>

#include "gas/text/version.hpp"
#include "row_writer.hpp"

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

bool append_plain(std::string& out, const CellView& cell)
{
    if (const auto* x = std::get_if<double>(&cell)) {
        return append_number(out, *x);
    }
    if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        out += std::to_string(*n);
    } else if (const auto* truth = std::get_if<bool>(&cell)) {
        out += *truth ? "true" : "false";
    } else if (const auto* text = std::get_if<std::string_view>(&cell)) {
        out += *text;
    } else if (const auto* literal = std::get_if<LiteralView>(&cell)) {
        out += literal->text;
    }
    return cell.index() != 0;
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

void put_cell(std::string& out, const CellView& cell)
{
    const auto* literal = std::get_if<LiteralView>(&cell);
    if (const auto* text = std::get_if<std::string_view>(&cell)) {
        put_string(out, *text);
    } else if (literal != nullptr && literal_type(literal->text) == ColumnType::text) {
        put_string(out, literal->text);
    } else if (!write::append_plain(out, cell)) {
        out += "null";
    }
}

/// Objects of one table after the other.
class JsonRows : public RowSink {
public:
    explicit JsonRows(const ByteSink& bytes) : gather_(bytes) {}

    void begin(const std::vector<Column>& columns) override
    {
        keys_.clear();
        for (const auto& column : columns) {
            keys_.push_back(json_string(column.name) + ":");
        }
    }
    bool row(std::span<const CellView> cells) override
    {
        auto& out = gather_.text();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i == 0 ? '{' : ',';
            out += keys_[i];
            put_cell(out, cells[i]);
        }
        out += '}';
        return gather_.pass();
    }
    bool end() override { return gather_.flush(); }

protected:
    std::string& out() { return gather_.text(); }

private:
    write::Gather gather_;
    std::vector<std::string> keys_;  ///< with quotes and colon
};

/// A line for each.
class JsonLines final : public JsonRows {
public:
    using JsonRows::JsonRows;
    bool row(std::span<const CellView> cells) override
    {
        const bool good = JsonRows::row(cells);
        out() += '\n';
        return good;
    }
};

/// All in one object.
class JsonObject final : public JsonRows {
public:
    JsonObject(JsonEnvelope envelope, const ByteSink& bytes) : JsonRows(bytes), envelope_(std::move(envelope)) {}

    void begin(const std::vector<Column>& columns) override
    {
        out() += "{\"schema\":" + json_string(envelope_.schema) + ",\n\"parameters\":{";
        const char* comma = "";
        for (const auto& [name, value] : envelope_.parameters) {
            out() += std::exchange(comma, ",") + json_string(name) + ":" + value;
        }
        out() += "},\n";
        if (!envelope_.left_out.empty()) {
            comma = "";
            out() += "\"left_out\":{";
            for (const auto& [kind, count] : envelope_.left_out) {
                out() += std::exchange(comma, ",") + json_string(kind) + ":" + std::to_string(count);
            }
            out() += "},\n";
        }
        begin_table("rows", columns);
    }
    bool row(std::span<const CellView> cells) override
    {
        out() += std::exchange(first_, false) ? "\n" : ",\n";
        return JsonRows::row(cells);
    }
    bool end() override
    {
        end_table();
        bool read = true;
        for (const auto& [name, frame] : envelope_.tables) {
            begin_table(name, frame->columns());
            read = read && frame->for_each_row([this](std::span<const CellView> cells) { return row(cells); });
            end_table();
        }
        out() += "\"problems\":[";
        const char* comma = "\n";
        for (const auto& problem : envelope_.problems) {
            out() += std::exchange(comma, ",\n") + problem;
        }
        out() += envelope_.problems.empty() ? "]}\n" : "\n]}\n";
        return JsonRows::end() && read;
    }

private:
    void begin_table(const std::string& name, const std::vector<Column>& columns)
    {
        out() += json_string(name) + ":[";
        first_ = true;
        JsonRows::begin(columns);
    }
    void end_table() { out() += first_ ? "],\n" : "\n],\n"; }

    JsonEnvelope envelope_;
    bool first_ = true;
};

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

void add(LeftOut& left_out, std::string_view kind, std::size_t count)
{
    const auto same = std::find_if(left_out.begin(), left_out.end(), [&](const auto& known) { return known.first == kind; });
    if (same != left_out.end()) {
        same->second += count;
    } else if (count > 0) {
        left_out.emplace_back(kind, count);
    }
}

void add(LeftOut& left_out, const LeftOut& more)
{
    for (const auto& [kind, count] : more) {
        add(left_out, kind, count);
    }
}

JsonEnvelope envelope(std::string schema, std::vector<std::pair<std::string, std::string>> parameters)
{
    parameters.insert(parameters.begin(), {"tool", json_string("gas " + std::string(version()))});
    return {std::move(schema), std::move(parameters), {}};
}

std::unique_ptr<RowSink> write::json_rows(const RowStyle& style, const ByteSink& bytes) { return std::make_unique<JsonObject>(style.json, bytes); }
std::unique_ptr<RowSink> write::jsonl_rows(const RowStyle&, const ByteSink& bytes) { return std::make_unique<JsonLines>(bytes); }

}  // namespace gas
