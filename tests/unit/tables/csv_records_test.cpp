// SPDX-License-Identifier: MIT
#include "tables/csv_records.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include <doctest/doctest.h>

using namespace gas::tables;

namespace {

/// A record as text: its cells, and what is said of it.
std::string told(const CsvRecord& record)
{
    std::string text;
    for (const auto cell : record.cells) {
        text += "[" + std::string(cell) + "]";
    }
    return text + (record.broken ? " broken" : "") + (record.late_quote ? " late" : "") + (record.plain ? "" : " not plain");
}

std::vector<std::string> records_of(const std::string& text)
{
    const gas::ByteSource source = [&](char* into, std::size_t room, std::uint64_t offset) -> std::ptrdiff_t {
        const auto from = std::min<std::size_t>(offset, text.size());
        const auto n = std::min(room, text.size() - from);
        std::memcpy(into, text.data() + from, n);
        return static_cast<std::ptrdiff_t>(n);
    };
    CsvRecords records(source, ',');
    CsvRecord record;
    std::vector<std::string> all;
    while (records.next(record)) {
        all.push_back(told(record));
    }
    return all;
}

}  // namespace

TEST_CASE("a quote behind blanks opens nothing")
{
    // the quotes of ditto marks under each other: the second row was part of the first one's last cell
    CHECK(records_of("b,-2, \"\nc,-2, \"\n") == std::vector<std::string>{"[b][-2][\"] broken late", "[c][-2][\"] broken late"});
    CHECK(records_of(" \"a\nb\"\n") == std::vector<std::string>{"[\"a] broken late", "[b\"]"});
    CHECK(records_of("\"a\nb\",c\n") == std::vector<std::string>{"[a\nb][c] not plain"});
    CHECK(records_of("\"x\", \"y,z\"\nq,r\n") == std::vector<std::string>{"[x][\"y][z\"] broken late", "[q][r]"});
    CHECK(records_of("a \"b\" c,5\"\n") == std::vector<std::string>{"[a \"b\" c][5\"]"});  // a letter like others
    CHECK(records_of("\"a,b") == std::vector<std::string>{"[a,b] broken"});
}

TEST_CASE("the fast way of splitting and the slow one give the same")
{
    constexpr std::string_view letters = "a ,\"\t";
    std::size_t checked = 0;
    for (std::size_t length = 0; length <= 7; ++length) {
        std::vector<std::size_t> which(length, 0);
        for (bool more = true; more;) {
            std::string text;
            for (const auto w : which) {
                text += letters[w];
            }
            const std::string held = text + "\n" + std::string(readable_behind, '\0');
            CsvRecord slow;
            CsvRecord fast;
            split_record(text, ',', slow);
            split_held_record(std::string_view(held).substr(0, text.size()), ',', fast);
            if (told(slow) != told(fast)) {
                FAIL_CHECK(text << ": " << told(slow) << " and " << told(fast));
            }
            ++checked;
            more = false;
            for (auto& w : which) {
                if (++w < letters.size()) {
                    more = true;
                    break;
                }
                w = 0;
            }
        }
    }
    CHECK(checked == 97656);  // 1 + 5 + 25 + ... + 5^7
}
