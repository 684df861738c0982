// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <limits>

#include <doctest/doctest.h>

#include "gas/write/cells.hpp"
#include "gas/write/writers.hpp"

using namespace gas;

namespace {

using Cells = std::vector<Cell>;

/// What a writer makes of rows of such a cell and a 1, which need not be of one type here.
std::string written(const Cells& cells, std::string_view format, const RowStyle& style = {})
{
    std::string out;
    const auto sink = make_row_sink(format, style, [&](std::string_view bytes) {
        out += bytes;
        return true;
    });
    sink->begin({text_column("a"), integer_column("b")});
    for (const auto& cell : cells) {
        CHECK(sink->row(std::array{view_of(cell), CellView{std::int64_t{1}}}));
    }
    CHECK(sink->end());
    return out;
}

std::string written(const Frame& frame, std::string_view format, const RowStyle& style = {})
{
    std::string out;
    CHECK(write_frame(frame, format, style, [&](std::string_view bytes) {
        out += bytes;
        return true;
    }));
    return out;
}

template <typename Rows>
std::string csv(const Rows& rows, const CsvStyle& style = {})
{
    return written(rows, "csv", {style, {}, {}});
}

std::string table(const Frame& frame, const TableStyle& style) { return written(frame, "table", {{}, {}, style}); }

}  // namespace

TEST_CASE("csv quotes only what needs it and writes every digit")
{
    const auto frame = Cells({Cell{std::string("a,b")}, Cell{std::string("say \"x\"")}, Cell{std::string("two\nlines")}, Cell{0.1 + 0.2}, Cell{50.0},
                              Cell{-0.0}, Cell{}, Cell{std::string()}, Cell{std::numeric_limits<double>::quiet_NaN()}, Cell{Literal{"007"}}});
    CHECK(csv(frame) == "a,b\n\"a,b\",1\n\"say \"\"x\"\"\",1\n\"two\nlines\",1\n0.30000000000000004,1\n50,1\n0,1\n,1\n\"\",1\n,1\n007,1\n");
}

TEST_CASE("a text that looks like the missing value is told apart from it")
{
    CHECK(csv(Cells({Cell{}, Cell{std::string("NA")}}), {"NA", false, true}) == "a,b\nNA,1\n\"NA\",1\n");
}

TEST_CASE("csv for spreadsheets guards texts but never numbers, as text or not")
{
    const auto frame = Cells({Cell{std::string("=1+1")}, Cell{std::string("-x")}, Cell{-2.0}, Cell{Literal{"-2"}}, Cell{Literal{"+2"}}});
    CHECK(csv(frame, {"", true, true}) ==
          "\xEF\xBB\xBF"
          "a,b\r\n'=1+1,1\r\n'-x,1\r\n-2,1\r\n-2,1\r\n+2,1\r\n");
    CHECK(csv(frame) == "a,b\n=1+1,1\n-x,1\n-2,1\n-2,1\n+2,1\n");
}

TEST_CASE("tsv escapes and never quotes")
{
    const auto frame = Cells({Cell{std::string("a\tb\n\"c\\")}});
    CHECK(written(frame, "tsv") == "a\tb\na\\tb\\n\"c\\\\\t1\n");
}

TEST_CASE("json has null for what is missing and bare literals only where they come back the same")
{
    const auto frame = Cells({Cell{}, Cell{std::numeric_limits<double>::infinity()}, Cell{Literal{"61"}}, Cell{Literal{"007"}}, Cell{Literal{"-0.5"}},
                              Cell{Literal{"1e3"}}, Cell{Literal{"true"}}, Cell{std::string("a\"\x1b\n</script>")}});
    CHECK(written(frame, "jsonl") ==
          "{\"a\":null,\"b\":1}\n{\"a\":null,\"b\":1}\n{\"a\":61,\"b\":1}\n{\"a\":\"007\",\"b\":1}\n{\"a\":-0.5,\"b\":1}\n{\"a\":\"1e3\",\"b\":1}\n{\"a\":true,"
          "\"b\":1}\n"
          "{\"a\":\"a\\\"\\u001b\\n</script>\",\"b\":1}\n");
    JsonEnvelope envelope;
    envelope.schema = "gas.test/1";
    envelope.parameters = {{"rho", "0.3"}};
    envelope.problems = {"{\"x\":1}"};
    const auto one = Cells({Cell{1.5}});
    CHECK(written(one, "json", {{}, envelope, {}}) ==
          "{\"schema\":\"gas.test/1\",\n\"parameters\":{\"rho\":0.3},\n\"rows\":[\n{\"a\":1.5,\"b\":1}\n],\n\"problems\":[\n{\"x\":1}\n]}\n");
}

TEST_CASE("bytes that are not UTF-8 are replaced in json") { CHECK(json_string("a\xff") == "\"a\xEF\xBF\xBD\""); }

TEST_CASE("tables align by display width, cut only text, and show no control character")
{
    Frame frame({text_column("name"), number_column("t")});
    frame.add_row({Cell{std::string("日本")}, Cell{48.25}});
    frame.add_row({Cell{std::string("a\x1b[31m")}, Cell{}});
    TableStyle style;
    style.notes = {"rho 0.3"};
    CHECK(table(frame, style) == "name          t\n---------  ----\n日本       48.3\na\\x1b[31m     –\n\nrho 0.3\n");
    style.notes.clear();
    style.width = 10;
    style.hidden = {"t"};
    CHECK(table(frame, style) == "name\n---------\n日本\na\\x1b[31m\n");
}

TEST_CASE("a narrow table leaves out what may go and says so, cuts texts, and never cuts a number or what is to stay whole")
{
    Frame frame({date_column("date"), text_column("note"), number_column("t")});
    CHECK(frame.open_column("arm") == 3);
    frame.add_row({Cell{std::string("2026-04-12")}, Cell{std::string("a long remark on it")}, Cell{100.5}, Cell{std::string("exercise")}});
    TableStyle style;
    style.width = 28;
    CHECK(table(frame, style) ==
          "date        note           t\n----------  ---------  -----\n2026-04-12  a long r…  100.5\n\nnot shown for lack of room: arm\n");
    style.kept = {"arm"};
    CHECK(table(frame, style) == "date        note          t  arm\n----------  --------  -----  --------\n2026-04-12  a long …  100.5  exercise\n");
    style.kept.clear();
    style.width = 5;
    CHECK(table(frame, style).find("2026-04-12  a long …  100.5") != std::string::npos);
}

TEST_CASE("decimals round half away from zero as people see them, and no zero is negative")
{
    CHECK(fixed(62.25, 1) == "62.3");
    CHECK(fixed(-62.25, 1) == "-62.3");
    CHECK(fixed(0.05, 1) == "0.1");
    CHECK(fixed(-0.04, 1) == "0.0");
    CHECK(fixed(9.99, 1) == "10.0");
    CHECK(fixed(99.95, 1) == "100.0");
    CHECK(fixed(50, 0) == "50");
    CHECK(fixed(0.5, 0) == "1");
    CHECK(fixed(19.8489, 1) == "19.8");  // Turner-Stokes & Williams 2010 print 19.8
    CHECK(fixed(1e-300, 2) == "0.00");
    CHECK(fixed(std::numeric_limits<double>::quiet_NaN(), 1) == "–");
}

TEST_CASE("what may move a terminal is shown as an escape")
{
    CHECK(visible("a\x1b[0m\n\t\x7f") == "a\\x1b[0m\\n\\t\\x7f");
    CHECK(visible("\xc2\x9b") == "\\x9b");
    CHECK(visible("a\xe2\x80\xae"
                  "b") == "a\\u202eb");
    CHECK(visible("\u200e\u200f\u061c") == "\\u200e\\u200f\\u061c");
    CHECK(visible("\U000E0041\U000E007F") == "\\U000e0041\\U000e007f");
    CHECK(visible("\xff é 日 👍") == "\\xff é 日 👍");
    CHECK(display_width("é日👍") == 5);
}

TEST_CASE("columns that come late read as missing in earlier rows, and have the type of what came")
{
    Frame frame({text_column("id"), text_column("file")}, 1);
    CHECK(frame.open_column("arm") == 1);
    frame.add_row({Cell{std::string("1")}, Cell{Literal{"7"}}, Cell{std::string("f")}});
    CHECK(frame.columns()[1].type == ColumnType::integer);
    Frame more({text_column("id"), text_column("file")}, 1);
    CHECK(more.open_column("age") == 1);
    CHECK(more.open_column("arm") == 2);
    more.add_row({Cell{std::string("2")}, Cell{Literal{"61"}}, Cell{Literal{"7.5"}}, Cell{std::string("g")}});
    CHECK(frame.append(more));
    CHECK(frame.open_column("arm") == 1);
    CHECK(csv(frame) == "id,arm,age,file\n1,7,,f\n2,7.5,61,g\n");
    CHECK(frame.columns()[1].type == ColumnType::number);
    CHECK(frame.columns()[2].type == ColumnType::integer);
    frame.add_row({Cell{std::string("3")}, Cell{std::string("8")}, Cell{}, Cell{}});  // a text in quotes, which is no number
    CHECK(frame.columns()[1].type == ColumnType::text);
}

TEST_CASE("a cell is of the type of its column, or missing")
{
    for (const auto type : {ColumnType::text, ColumnType::integer, ColumnType::number, ColumnType::date, ColumnType::truth}) {
        CHECK(has_type(type, {}));
        CHECK(has_type(type, std::int64_t{1}) == (type == ColumnType::integer || type == ColumnType::number));
        CHECK(has_type(type, 0.5) == (type == ColumnType::number));
        CHECK(has_type(type, true) == (type == ColumnType::truth));
        CHECK(has_type(type, std::string_view("x")) == (type == ColumnType::text));
        CHECK(has_type(type, std::string_view("2026-04-12")) == (type == ColumnType::text || type == ColumnType::date));
        CHECK(has_type(type, LiteralView{"61"}) == (type == ColumnType::text || type == ColumnType::integer || type == ColumnType::number));
        CHECK(has_type(type, LiteralView{"007"}) == (type == ColumnType::text));
        CHECK(has_type(type, LiteralView{"true"}) == (type == ColumnType::text || type == ColumnType::truth));
    }
}

TEST_CASE("a frame larger than its memory gives back every row, as often as it is asked")
{
    std::string kept;
    bool readable = true;
    Spool spool;
    spool.append = [&](std::string_view bytes) {
        kept += bytes;
        return std::string();
    };
    spool.read = [&](std::uint64_t offset, std::span<char> into) {
        std::copy_n(kept.begin() + static_cast<std::ptrdiff_t>(offset), into.size(), into.begin());
        return readable ? std::string() : std::string("it is gone");
    };
    Frame frame({integer_column("n"), text_column("text")}, 0, spool);
    constexpr std::int64_t rows = 100'000;
    for (std::int64_t i = 0; i < rows; ++i) {
        REQUIRE(frame.add_row({Cell{i}, Cell{std::string(static_cast<std::size_t>(i % 300), 'x')}}));
    }
    CHECK(kept.size() > 14'000'000);  // 100,000 texts of 150 letters on average, but for the last MiB
    for (int pass = 0; pass < 2; ++pass) {
        std::int64_t next = 0;
        CHECK(frame.for_each_row([&](std::span<const CellView> cells) {
            const bool right = std::get<std::int64_t>(cells[0]) == next && std::get<std::string_view>(cells[1]).size() == static_cast<std::size_t>(next % 300);
            ++next;
            return right;
        }));
        CHECK(next == rows);
    }
    readable = false;
    CHECK_FALSE(frame.for_each_row([](std::span<const CellView>) { return true; }));
    CHECK(frame.error() == "rows could not be read back: it is gone");
}

TEST_CASE("a sink that stops ends the writing")
{
    Frame frame({text_column("a")});
    for (int i = 0; i < 100'000; ++i) {
        frame.add_row({Cell{std::string("0123456789")}});
    }
    int calls = 0;
    CHECK_FALSE(write_frame(frame, "csv", {}, [&](std::string_view) { return ++calls < 2; }));
    CHECK(calls == 2);
}
