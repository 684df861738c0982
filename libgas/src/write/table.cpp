// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <unordered_set>

#include "row_writer.hpp"

namespace gas {

namespace {

constexpr std::string_view missing = "–";
constexpr std::string_view gap = "  ";
constexpr std::size_t narrowest = 8;

struct Shown {
    std::size_t index = 0;  ///< in the frame
    Column column;
    std::size_t width = 0;
    bool text = true;  ///< holds no number, so that it may be cut
};

std::string cell_text(const CellView& cell, int digits)
{
    if (const auto* x = std::get_if<double>(&cell)) {
        return fixed(*x, digits);
    }
    std::string text;
    return write::append_plain(text, cell) ? visible(text) : std::string(missing);
}

bool is_number(const CellView& cell) { return std::holds_alternative<double>(cell) || std::holds_alternative<std::int64_t>(cell); }

std::vector<Shown> shown_columns(const std::vector<Column>& columns, const TableStyle& style)
{
    std::vector<Shown> all;
    const std::unordered_set<std::string_view> hidden(style.hidden.begin(), style.hidden.end());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i].in_table && !hidden.contains(columns[i].name)) {
            const auto& head = columns[i].title.empty() ? columns[i].name : columns[i].title;
            all.push_back({i, columns[i], display_width(visible(head)), true});
            all.back().column.may_go = columns[i].may_go && std::find(style.kept.begin(), style.kept.end(), columns[i].name) == style.kept.end();
        }
    }
    return all;
}

std::size_t total_width(const std::vector<Shown>& columns)
{
    std::size_t sum = 0;
    for (const auto& column : columns) {
        sum += column.width + (sum > 0 ? gap.size() : 0);
    }
    return sum;
}

/// Makes the table fit: leaves out columns that may go, from the last on, then narrows texts, the widest first.
/// Names of what was left out, in order.
std::vector<std::string> fit(std::vector<Shown>& columns, std::size_t width)
{
    std::vector<std::string> gone;
    while (total_width(columns) > width) {
        const auto last = std::find_if(columns.rbegin(), columns.rend(), [](const auto& column) { return column.column.may_go; });
        if (last == columns.rend()) {
            break;
        }
        gone.insert(gone.begin(), last->column.name);
        columns.erase(std::next(last).base());
    }
    while (total_width(columns) > width) {
        Shown* widest = nullptr;
        for (auto& column : columns) {
            const bool may = column.text && !column.column.whole && column.column.align == Align::left && column.width > narrowest;
            if (may && (widest == nullptr || column.width > widest->width)) {
                widest = &column;
            }
        }
        if (widest == nullptr) {
            break;
        }
        --widest->width;
    }
    return gone;
}

/// `text` cut to `width` columns, with an ellipsis where something is lost.
std::string cut(const std::string& text, std::size_t width)
{
    if (display_width(text) <= width) {
        return text;
    }
    std::string kept;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t next = at + 1;
        while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) {
            ++next;
        }
        if (display_width(text.substr(0, next)) + 1 > width) {
            break;
        }
        kept.append(text, at, next - at);
        at = next;
    }
    return kept + "…";
}

void put(std::string& out, const std::string& text, const Shown& column, bool right, bool last)
{
    const auto kept = cut(text, column.width);
    const auto room = column.width - std::min(column.width, display_width(kept));
    out.append(right ? room : 0, ' ');
    out += kept;
    out.append(right || last ? 0 : room, ' ');
    out += last ? std::string_view() : gap;
}

void put_head(std::string& out, const std::vector<Shown>& columns, bool color)
{
    std::string line;
    out += color ? "\x1b[1m" : "";
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto& head = columns[i].column.title.empty() ? columns[i].column.name : columns[i].column.title;
        put(out, visible(head), columns[i], columns[i].column.align == Align::right, i + 1 == columns.size());
        line += std::string(columns[i].width, '-') + (i + 1 == columns.size() ? "" : std::string(gap));
    }
    out += color ? "\x1b[0m\n" : "\n";
    out += line + "\n";
}

class TableRows final : public RowSink {
public:
    TableRows(TableStyle style, const ByteSink& bytes) : style_(std::move(style)), gather_(bytes) {}

    void begin(const std::vector<Column>& columns) override { columns_ = shown_columns(columns, style_); }
    [[nodiscard]] bool looks_ahead() const override { return true; }
    void look(std::span<const CellView> cells) override
    {
        for (auto& column : columns_) {
            column.width = std::max(column.width, display_width(text_of(column, cells)));
            column.text = column.text && !is_number(cells[column.index]);
        }
    }
    bool row(std::span<const CellView> cells) override
    {
        put_head_once();
        auto& out = gather_.text();
        for (const auto& column : columns_) {
            const bool right = column.column.align == Align::right || is_number(cells[column.index]);
            put(out, text_of(column, cells), column, right, &column == &columns_.back());
        }
        while (out.ends_with(' ')) {
            out.pop_back();
        }
        out += '\n';
        return gather_.pass();
    }
    bool end() override
    {
        put_head_once();
        for (std::size_t i = 0; i < style_.notes.size(); ++i) {
            gather_.text() += (i == 0 ? "\n" : "") + visible(style_.notes[i]) + "\n";
        }
        return gather_.flush();
    }

private:
    [[nodiscard]] std::string text_of(const Shown& column, std::span<const CellView> cells) const
    {
        return cell_text(cells[column.index], column.column.digits.value_or(style_.digits));
    }
    /// All has been seen now, so that the columns can be made to fit.
    void put_head_once()
    {
        if (std::exchange(has_head_, true)) {
            return;
        }
        std::string dropped;
        for (const auto& name : style_.width > 0 ? fit(columns_, style_.width) : std::vector<std::string>()) {
            dropped += (dropped.empty() ? "" : ", ") + name;
        }
        if (!dropped.empty()) {
            style_.notes.push_back("not shown for lack of room: " + dropped);
        }
        for (const auto& line : style_.lead) {
            gather_.text() += visible(line) + "\n";
        }
        gather_.text() += style_.lead.empty() ? "" : "\n";
        put_head(gather_.text(), columns_, style_.color);
    }

    TableStyle style_;
    write::Gather gather_;
    std::vector<Shown> columns_;
    bool has_head_ = false;
};

}  // namespace

std::unique_ptr<RowSink> write::table_rows(const RowStyle& style, const ByteSink& bytes) { return std::make_unique<TableRows>(style.table, bytes); }

std::string fixed(double value, int digits)
{
    if (!std::isfinite(value)) {
        return std::string(missing);
    }
    // the decimal that people see, rounded as they do; from_chars gives the nearest double of a half no side
    std::array<char, 400> shortest{};
    const auto [end, error] = std::to_chars(shortest.data(), shortest.data() + shortest.size(), std::abs(value), std::chars_format::fixed);
    std::string text(shortest.data(), error == std::errc{} ? end : shortest.data());
    auto point = text.find('.');
    if (point == std::string::npos) {
        point = text.size();
        text += '.';
    }
    const auto keep = point + 1 + static_cast<std::size_t>(digits);
    const bool up = text.size() > keep && text[keep] >= '5';
    text.resize(keep, '0');
    for (std::size_t i = text.size(); up && i-- > 0;) {
        if (text[i] == '.') {
            continue;
        }
        if (text[i] != '9') {
            ++text[i];
            break;
        }
        text[i] = '0';
        if (i == 0) {
            text.insert(0, 1, '1');
        }
    }
    if (digits == 0) {
        text.pop_back();
    }
    const bool zero = text.find_first_not_of("0.") == std::string::npos;
    return (value < 0 && !zero ? "-" : "") + text;
}

}  // namespace gas
