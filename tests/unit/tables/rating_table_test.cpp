// SPDX-License-Identifier: MIT
#include "gas/tables/rating_table.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <type_traits>
#include <vector>

#include <doctest/doctest.h>

#include "tables/row_groups.hpp"

using namespace gas;

namespace {

ByteSource source_of(const std::string& text)
{
    return [&text](char* into, std::size_t room, std::uint64_t offset) -> std::ptrdiff_t {
        const auto from = std::min<std::size_t>(offset, text.size());
        const auto n = std::min(room, text.size() - from);
        std::memcpy(into, text.data() + from, n);
        return static_cast<std::ptrdiff_t>(n);
    };
}

/// What is told of a table, and how many participants came.
struct Told {
    std::vector<std::string> problems;
    std::size_t participants = 0;
};

Told read(const std::string& text, const RatingTableOptions& options)
{
    Told told;
    RatingTableSink sink;
    sink.plan = [&](const Plan&, const RatingTablePlaces&) {
        ++told.participants;
        return true;
    };
    sink.problem = [&](const Finding& finding) { told.problems.push_back(finding.message); };
    read_rating_table(source_of(text), "t.csv", options, sink);
    return told;
}

}  // namespace

TEST_CASE("options that are wrong are told by who takes them")
{
    const std::string table = "id,goal,level,date\nP,a,0,99999999999999999999/01/02\n";
    RatingTableOptions options;
    options.date_format = std::string(20, 'y') + "/mm/dd";  // read by such a pattern the year does not fit an int
    auto told = read(table, options);
    REQUIRE(told.problems.size() == 1);
    CHECK(told.problems[0] == check_options(options));
    CHECK(told.participants == 0);

    options = {};
    options.delimiter = '"';
    told = read(table, options);
    REQUIRE(told.problems.size() == 1);
    CHECK(told.problems[0] == "--delimiter takes , ; | or tab, not \"\"\"");

    options = {};
    options.wide = "goal{goal}";
    CHECK(read(table, options).participants == 0);
}

TEST_CASE("a table of more lines than 32 bits count is not read on")
{
    const std::string text = "id,goal,level\nP,a,0\nP,b,1\nQ,a,0\n";
    const auto source = source_of(text);
    std::vector<std::string> problems;
    RatingTableSink sink;
    sink.problem = [&](const Finding& finding) { problems.push_back(finding.message); };
    tables::CsvProblems told("t.csv", sink);
    auto header = tables::read_table_header(source, {}, told);
    REQUIRE(header);
    struct Rows : tables::ParticipantRows {
        std::size_t rows = 0;
        void row(tables::CsvRecord&, bool) override { ++rows; }
        void nobodys_row(tables::CsvRecord&) override {}
        bool end() override { return true; }
        void restart() override {}
    } rows;
    header->line = 0xFFFFFFFE;  // as if so many stood before it: the second row is one too many
    CHECK(tables::RowGroups(source, *header, told).for_each_participant(rows, true) == tables::RowGroups::Outcome::failed);
    CHECK(rows.rows == 1);
    REQUIRE(problems.size() == 1);
    CHECK(problems[0] == "the table has more lines than there are numbers of 32 bits");
}

TEST_CASE("what has views into its own room cannot be copied")
{
    CHECK_FALSE(std::is_copy_constructible_v<tables::CsvRecord>);
    CHECK_FALSE(std::is_copy_assignable_v<tables::CsvRecord>);
    CHECK_FALSE(std::is_copy_constructible_v<tables::CsvRecords>);
}

TEST_CASE("one entry can be written in two ways")
{
    // the same day with a time of day and without, and the same rater: a second rating of goal a
    const auto told = read("id,goal,level,date,rater\nP,a,0,2026-01-02,AB\nP,b,1,2026-01-02 10:00,AB\nP,a,1,2026-01-02T11:00,AB\n", {});
    REQUIRE(told.problems.size() == 1);
    CHECK(told.problems[0] == "a second rating of goal \"a\" with the same occasion, date and rater; the first is on line 2");
}

TEST_CASE("names are one in NFC, whatever the form they are written in, and in whatever order the rows stand")
{
    const std::string composed = "Jos\xC3\xA9";
    const std::string decomposed = "Jose\xCC\x81";
    const std::string head = "id,goal,occasion,date,rater,level,arm\n";
    const auto row = [](const std::string& name, const std::string& goal) {
        return name + "," + goal + "," + name + ",2026-01-02," + name + ",1," + name + "\n";
    };
    for (const auto& text : {head + row(composed, "a") + row(decomposed, "b"), head + row(decomposed, "a") + row("P2", "a") + row(composed, "b")}) {
        std::vector<Plan> plans;
        std::vector<std::size_t> written;
        RatingTableSink sink;
        sink.plan = [&](const Plan& plan, const RatingTablePlaces& places) {
            plans.push_back(plan);
            written.push_back(places.written.size());
            return true;
        };
        sink.problem = [&](const Finding& finding) { FAIL_CHECK(finding.message); };
        read_rating_table(source_of(text), "t.csv", {}, sink);
        REQUIRE_FALSE(plans.empty());
        CHECK(plans[0].id == composed);
        REQUIRE(plans[0].ratings.size() == 1);
        CHECK(plans[0].ratings[0].levels.size() == 2);
        CHECK(plans[0].ratings[0].rater == composed);
        CHECK(written[0] == 8);  // id, occasion, rater and arm, each in two forms
        CHECK(std::count_if(plans.begin(), plans.end(), [&](const Plan& plan) { return plan.id == composed; }) == 1);
    }
}

TEST_CASE("a row with a character that nobody sees tells what else is wrong with it")
{
    const auto told = read(
        "id,goal,occasion,date,rater,level\nP1,walk,final,2026-01-02,A\xE2\x80\x8B"
        "B,7\n",
        {});
    REQUIRE(told.problems.size() == 2);
    CHECK(told.problems[0] == "column \"rater\": this name has the character U+200B, which nobody sees");
    CHECK(told.participants == 0);
}
