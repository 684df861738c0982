// SPDX-License-Identifier: MIT
#include <utility>

#include "row_writer.hpp"

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

class TsvRows final : public RowSink {
public:
    TsvRows(CsvStyle style, const ByteSink& bytes) : style_(std::move(style)), gather_(bytes) {}

    void begin(const std::vector<Column>& columns) override
    {
        for (std::size_t i = 0; style_.header && i < columns.size(); ++i) {
            gather_.text() += i > 0 ? "\t" : "";
            put_text(gather_.text(), columns[i].name);
        }
        gather_.text() += style_.header ? "\n" : "";
    }
    bool row(std::span<const CellView> cells) override
    {
        auto& out = gather_.text();
        for (std::size_t i = 0; i < cells.size(); ++i) {
            out += i > 0 ? "\t" : "";
            text_.clear();
            put_text(out, write::append_plain(text_, cells[i]) ? text_ : style_.missing);
        }
        out += '\n';
        return gather_.pass();
    }
    bool end() override { return gather_.flush(); }

private:
    CsvStyle style_;
    write::Gather gather_;
    std::string text_;  ///< of a cell
};

}  // namespace

std::unique_ptr<RowSink> write::tsv_rows(const RowStyle& style, const ByteSink& bytes) { return std::make_unique<TsvRows>(style.csv, bytes); }

}  // namespace gas
