// SPDX-License-Identifier: MIT
// Coverage-guided: any bytes are read as a table, as numbers and as plans; both ways and every order of reading give the same scores. Built by hand:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilibgas/include -Ilibgas/src tests/fuzz/read_table_fuzz.cpp \
//     libgas/src/{plan,text,format,tables,score}/*.cpp -lfmt -lyaml-cpp -lutf8proc -o build/read_table_fuzz
//   build/read_table_fuzz -max_total_time=300 -max_len=2048 -timeout=5 build/table_corpus tests/rules/GAS02?/*.csv
// The first byte chooses the options.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "gas/score/score_plan.hpp"
#include "gas/tables/rating_table.hpp"

namespace {

/// Every score of a table as texts, by participant.
struct Scores {
    std::vector<std::string> rows;
    std::size_t problems = 0;
};

std::string text_of(const gas::Plan& plan, const gas::ScoreFigures& row)
{
    const auto number = [](const std::optional<double>& x) { return x ? std::to_string(*x) : std::string("-"); };
    if (row.t.has_value() == row.no_score.has_value() || (row.t && !std::isfinite(*row.t))) {
        std::abort();  // a score or a reason, and never a number that is none
    }
    return plan.id + " " + number(row.t) + " " + number(row.t_change) + " " + std::to_string(row.active) + " " + std::to_string(row.rated);
}

Scores read(const gas::ByteSource& source, const gas::RatingTableOptions& options, bool numbers, bool may_restart)
{
    Scores scores;
    gas::GridScores figures;
    gas::RatingTableSink sink;
    if (numbers) {
        sink.grid = [&](const gas::Plan& plan, const gas::RatingGrid& grid, const gas::RatingTablePlaces& places) {
            if (places.goals.size() != plan.goals.size()) {
                std::abort();
            }
            if (!gas::score_grid(plan, grid, {}, true, figures)) {
                for (const auto& row : figures.rows) {
                    scores.rows.push_back(text_of(plan, row));
                }
            }
            return true;
        };
    } else {
        sink.plan = [&](const gas::Plan& plan, const gas::RatingTablePlaces&) {
            const auto scored = gas::score_plan(plan, {});
            if (const auto* rows = std::get_if<std::vector<gas::ScoreRow>>(&scored)) {
                for (const auto& row : *rows) {
                    scores.rows.push_back(text_of(plan, row));
                }
            }
            (void)gas::score_goals(plan, {});
            return true;
        };
    }
    sink.problem = [&](const gas::Finding&) { ++scores.problems; };
    if (may_restart) {
        sink.restart = [&] { scores = {}; };
    }
    gas::read_rating_table(source, "fuzz", options, sink);
    return scores;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    if (size == 0) {
        return 0;
    }
    gas::RatingTableOptions options;
    options.decimal_comma = (data[0] & 1U) != 0;
    options.windows_1252 = (data[0] & 2U) != 0;
    options.wide = (data[0] & 4U) != 0 ? "g{goal}_{field}" : "";
    options.six_levels = (data[0] & 8U) != 0;
    options.missing_codes = (data[0] & 16U) != 0 ? std::vector<std::string>{"99", "x"} : std::vector<std::string>();
    const std::string bytes(reinterpret_cast<const char*>(data + 1), size - 1);
    const gas::ByteSource source = [&](char* into, std::size_t room, std::uint64_t offset) -> std::ptrdiff_t {
        const auto from = std::min<std::size_t>(offset, bytes.size());
        const auto n = std::min(room, bytes.size() - from);
        std::memcpy(into, bytes.data() + from, n);
        return static_cast<std::ptrdiff_t>(n);
    };
    const auto first = read(source, options, true, true);
    for (const bool numbers : {true, false}) {
        for (const bool may_restart : {true, false}) {
            const auto other = read(source, options, numbers, may_restart);
            if (other.rows != first.rows || other.problems != first.problems) {
                std::abort();
            }
        }
    }
    return 0;
}
