// SPDX-License-Identifier: MIT
#include <limits>

#include <doctest/doctest.h>

#include "gas/write/writers.hpp"

using namespace gas;

namespace {

Column column(std::string name, Align align = Align::left)
{
    Column c;
    c.name = std::move(name);
    c.align = align;
    return c;
}

template <typename Write>
std::string written(Write write)
{
    std::string out;
    CHECK(write([&](std::string_view bytes) {
        out += bytes;
        return true;
    }));
    return out;
}

std::string csv(const Frame& frame, const CsvStyle& style = {})
{
    return written([&](const ByteSink& sink) { return write_csv(frame, style, sink); });
}

Frame one_column(std::vector<Cell> cells)
{
    Frame frame({column("a"), column("b")}, {});
    for (auto& cell : cells) {
        frame.add_row({std::move(cell), Cell{std::int64_t{1}}}, {}, {});
    }
    return frame;
}

}  // namespace

TEST_CASE("csv quotes only what needs it and writes every digit")
{
    const auto frame = one_column({Cell{std::string("a,b")}, Cell{std::string("say \"x\"")}, Cell{std::string("two\nlines")}, Cell{0.1 + 0.2}, Cell{50.0},
                                   Cell{-0.0}, Cell{}, Cell{std::string()}, Cell{std::numeric_limits<double>::quiet_NaN()}, Cell{Literal{"007"}}});
    CHECK(csv(frame) == "a,b\n\"a,b\",1\n\"say \"\"x\"\"\",1\n\"two\nlines\",1\n0.30000000000000004,1\n50,1\n0,1\n,1\n\"\",1\n,1\n007,1\n");
}

TEST_CASE("a text that looks like the missing value is told apart from it")
{
    CHECK(csv(one_column({Cell{}, Cell{std::string("NA")}}), {"NA", false, true}) == "a,b\nNA,1\n\"NA\",1\n");
}

TEST_CASE("csv for spreadsheets guards texts but never numbers")
{
    const auto frame = one_column({Cell{std::string("=1+1")}, Cell{std::string("-x")}, Cell{-2.0}, Cell{Literal{"-2"}}, Cell{Literal{"+2"}}});
    CHECK(csv(frame, {"", true, true}) ==
          "\xEF\xBB\xBF"
          "a,b\r\n'=1+1,1\r\n'-x,1\r\n-2,1\r\n-2,1\r\n'+2,1\r\n");
    CHECK(csv(frame) == "a,b\n=1+1,1\n-x,1\n-2,1\n-2,1\n+2,1\n");
}

TEST_CASE("tsv escapes and never quotes")
{
    const auto frame = one_column({Cell{std::string("a\tb\n\"c\\")}});
    CHECK(written([&](const ByteSink& sink) { return write_tsv(frame, {}, sink); }) == "a\tb\na\\tb\\n\"c\\\\\t1\n");
}

TEST_CASE("json has null for what is missing and bare literals only where they come back the same")
{
    const auto frame = one_column({Cell{}, Cell{std::numeric_limits<double>::infinity()}, Cell{Literal{"61"}}, Cell{Literal{"007"}}, Cell{Literal{"-0.5"}},
                                   Cell{Literal{"1e3"}}, Cell{Literal{"true"}}, Cell{std::string("a\"\x1b\n</script>")}});
    CHECK(written([&](const ByteSink& sink) { return write_jsonl(frame, sink); }) ==
          "{\"a\":null,\"b\":1}\n{\"a\":null,\"b\":1}\n{\"a\":61,\"b\":1}\n{\"a\":\"007\",\"b\":1}\n{\"a\":-0.5,\"b\":1}\n{\"a\":\"1e3\",\"b\":1}\n{\"a\":true,"
          "\"b\":1}\n"
          "{\"a\":\"a\\\"\\u001b\\n</script>\",\"b\":1}\n");
    JsonEnvelope envelope;
    envelope.schema = "gas.test/1";
    envelope.parameters = {{"rho", "0.3"}};
    envelope.problems = {"{\"x\":1}"};
    const auto one = one_column({Cell{1.5}});
    CHECK(written([&](const ByteSink& sink) { return write_json(one, envelope, sink); }) ==
          "{\"schema\":\"gas.test/1\",\n\"parameters\":{\"rho\":0.3},\n\"rows\":[\n{\"a\":1.5,\"b\":1}\n],\n\"problems\":[\n{\"x\":1}\n]}\n");
}

TEST_CASE("bytes that are not UTF-8 are replaced in json") { CHECK(json_string("a\xff") == "\"a\xEF\xBF\xBD\""); }

TEST_CASE("tables align by display width, cut only text, and show no control character")
{
    Frame frame({column("name"), column("t", Align::right)}, {});
    frame.add_row({Cell{std::string("日本")}, Cell{48.25}}, {}, {});
    frame.add_row({Cell{std::string("a\x1b[31m")}, Cell{}}, {}, {});
    TableStyle style;
    style.notes = {"rho 0.3"};
    CHECK(written([&](const ByteSink& sink) { return write_table(frame, style, sink); }) ==
          "name          t\n---------  ----\n日本       48.3\na\\x1b[31m     –\n\nrho 0.3\n");
    style.notes.clear();
    style.width = 10;
    style.hidden = {"t"};
    CHECK(written([&](const ByteSink& sink) { return write_table(frame, style, sink); }) == "name\n---------\n日本\na\\x1b[31m\n");
}

TEST_CASE("a narrow table leaves out what may go and says so, cuts texts, and never cuts a number or what is to stay whole")
{
    Column date = column("date");
    date.whole = true;
    Frame frame({date, column("note"), column("t", Align::right)}, {});
    frame.add_row({Cell{std::string("2026-04-12")}, Cell{std::string("a long remark on it")}, Cell{100.5}},
                  {{frame.open_column("arm"), Cell{std::string("exercise")}}}, {});
    TableStyle style;
    style.width = 28;
    CHECK(written([&](const ByteSink& sink) { return write_table(frame, style, sink); }) ==
          "date        note           t\n----------  ---------  -----\n2026-04-12  a long r…  100.5\n\nnot shown for lack of room: arm\n");
    style.width = 5;
    CHECK(written([&](const ByteSink& sink) { return write_table(frame, style, sink); }).find("2026-04-12  a long …  100.5") != std::string::npos);
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
    CHECK(visible("\xff é 日 👍") == "\\xff é 日 👍");
    CHECK(display_width("é日👍") == 5);
}

TEST_CASE("columns that come late read as missing in earlier rows")
{
    Frame frame({column("id")}, {column("file")});
    frame.add_row({Cell{std::string("1")}}, {{frame.open_column("arm"), Cell{std::string("x")}}}, {Cell{std::string("f")}});
    frame.add_row({Cell{std::string("2")}}, {{frame.open_column("age"), Cell{std::int64_t{61}}}}, {Cell{std::string("g")}});
    CHECK(frame.open_column("arm") == 0);
    CHECK(csv(frame) == "id,arm,age,file\n1,x,,f\n2,,61,g\n");
}

TEST_CASE("a frame larger than its memory gives back every row, as often as it is asked")
{
    Frame frame({column("n"), column("text")}, {});
    constexpr std::int64_t rows = 100'000;
    for (std::int64_t i = 0; i < rows; ++i) {
        REQUIRE(frame.add_row({Cell{i}, Cell{std::string(static_cast<std::size_t>(i % 300), 'x')}}, {}, {}));
    }
    for (int pass = 0; pass < 2; ++pass) {
        std::int64_t next = 0;
        CHECK(frame.for_each_row([&](const std::vector<Cell>& cells) {
            const bool right = std::get<std::int64_t>(cells[0]) == next && std::get<std::string>(cells[1]).size() == static_cast<std::size_t>(next % 300);
            ++next;
            return right;
        }));
        CHECK(next == rows);
    }
}

TEST_CASE("a sink that stops ends the writing")
{
    Frame frame({column("a")}, {});
    for (int i = 0; i < 100'000; ++i) {
        frame.add_row({Cell{std::string("0123456789")}}, {}, {});
    }
    int calls = 0;
    CHECK_FALSE(write_csv(frame, {}, [&](std::string_view) { return ++calls < 2; }));
    CHECK(calls == 2);
}
