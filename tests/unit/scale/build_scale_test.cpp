// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "../printers.hpp"
#include "gas/check/validate.hpp"
#include "gas/scale/build_scale.hpp"
#include "scale/level_texts.hpp"

using namespace gas;

namespace {

/// The ranges from -2 to +2 and the level at the start, or what is refused and the way out.
std::string told(const ScaleFigures& figures)
{
    const auto result = build_scale(figures);
    if (const auto* problem = std::get_if<ScaleProblem>(&result)) {
        return problem->message + " / " + problem->hint;
    }
    const auto& built = std::get<BuiltScale>(result);
    std::string text = to_string(built.baseline) + ":";
    for (const auto& level : built.levels) {
        text += " " + to_string(*level.range, built.decimals);
    }
    return text;
}

/// All values in steps: `now`, `expected` and what can be, from `least` to `most` where there are such limits.
struct Case {
    int now = 0;
    int expected = 0;
    std::optional<int> least;
    std::optional<int> most;
    std::optional<Level> start_at;
};

const auto at_minus_1 = *Level::from_int(-1);
const auto at_minus_2 = *Level::from_int(-2);

/// What is said of a case on a grid of tenths or of whole numbers.
std::string number(int steps, bool tenths)
{
    const auto digits = std::to_string(std::abs(steps) / (tenths ? 10 : 1));
    return (steps < 0 ? "-" : "") + digits + (tenths ? "." + std::to_string(std::abs(steps) % 10) : "");
}

ScaleFigures figures_of(const Case& one, bool tenths)
{
    ScaleFigures figures{"steps", number(one.now, tenths), number(one.expected, tenths)};
    figures.least = one.least ? number(*one.least, tenths) : "";
    figures.most = one.most ? number(*one.most, tenths) : "";
    figures.start_at = one.start_at;
    return figures;
}

/// The least that can be is 0 of what is counted.
std::optional<int> least_of(const Case& one) { return one.least || one.now < 0 || one.expected < 0 ? one.least : std::optional(0); }

Level start_of(const Case& one)
{
    const auto worst = one.expected > one.now ? least_of(one) : one.most;
    return one.start_at.value_or(worst == one.now ? at_minus_2 : at_minus_1);
}

/// Whether each of five levels can have a value: two beyond the expected one, and one that is worse than now (where that is in -1) or lies between (where it is
/// in -2).
bool can_be(const Case& one)
{
    const auto best = one.expected > one.now ? one.most : least_of(one);
    const auto worst = one.expected > one.now ? least_of(one) : one.most;
    const bool inside = (!one.most || std::max(one.now, one.expected) <= *one.most) && (!least_of(one) || std::min(one.now, one.expected) >= *least_of(one));
    const bool below = start_of(one) == at_minus_2 ? std::abs(one.expected - one.now) >= 2 : worst != one.now;
    return one.now != one.expected && inside && below && (!best || std::abs(*best - one.expected) >= 2);
}

/// The values of a level in steps, from the worst to the best; none where there is no end.
struct Ends {
    std::optional<int> worst;
    std::optional<int> best;
};

Ends ends_of(const Case& one, const ValueRange& range, bool tenths)
{
    const auto in_steps = [&](double value) {
        return std::isinf(value) ? std::nullopt : std::optional(static_cast<int>(std::lround(tenths ? value * 10 : value)));
    };
    Ends ends{in_steps(range.low), in_steps(range.high)};
    if (one.expected < one.now) {
        std::swap(ends.worst, ends.best);
    }
    return ends;
}

/// What is wrong with a scale; empty where nothing is.
std::string fault(const Case& one, const BuiltScale& built, bool tenths)
{
    if (built.levels.size() != 5 || built.baseline != start_of(one)) {
        return "there are not five levels, or the goal starts at another";
    }
    const int better = one.expected > one.now ? 1 : -1;  // the next better value is so much on
    std::vector<Ends> levels;
    std::vector<int> count;  // of values, where both ends are there
    for (const auto& level : built.levels) {
        const auto ends = ends_of(one, *level.range, tenths);
        if (level.range->low_open || level.range->high_open || (!levels.empty() && (!ends.worst || ends.worst != *levels.back().best + better))) {
            return "the ranges do not meet";
        }
        count.push_back(ends.worst && ends.best ? better * (*ends.best - *ends.worst) + 1 : 1000);
        levels.push_back(ends);
    }
    const auto worst = better > 0 ? least_of(one) : one.most;
    const auto best = better > 0 ? one.most : least_of(one);
    if (levels[0].worst != worst || levels[4].best != best || *std::min_element(count.begin(), count.end()) < 1) {
        return "a level holds what cannot be, or nothing";
    }
    const bool lowest = built.baseline == at_minus_2;
    if (levels[2].worst != one.expected || (lowest ? levels[0].best : levels[1].worst) != one.now) {
        return "what is now or expected is in another level";
    }
    const int way = better * (one.expected - one.now);
    const int room = best ? better * (*best - one.expected) + 1 : 1000;  // values from the expected one on
    // level 0 is as wide as half the way (of 3 steps, 2), but no wider than a third of the room
    const auto fits = [&](int width) { return 2 * (width - 1) < way && 3 * width <= room; };
    return fits(count[2]) && !fits(count[2] + 1) && count[3] == count[2] && count[4] >= count[3] ? "" : "the levels are not as wide as they should be";
}

/// The figures with the option that a hint offers.
ScaleFigures with_offer(ScaleFigures figures, const std::string& hint)
{
    const auto begin = hint.find('`') + 1;
    const auto offer = hint.substr(begin, hint.find('`', begin) - begin);
    if (offer.starts_with("--start ")) {
        figures.start_at = Level::from_int(std::stoi(offer.substr(8)));
    } else if (offer.starts_with("--expected ")) {
        figures.expected = offer.substr(11);
    }
    return figures;
}

struct Counts {
    int built = 0;
    int refused = 0;
    int offers = 0;
};

void check_case(const Case& one, bool tenths, Counts& counts)
{
    const auto figures = figures_of(one, tenths);
    const auto result = build_scale(figures);
    const auto* built = std::get_if<BuiltScale>(&result);
    const auto wrong = (built != nullptr) != can_be(one) ? "built or refused amiss" : built != nullptr ? fault(one, *built, tenths) : "";
    if (!wrong.empty()) {  // a check that is counted each time takes longer than all else
        FAIL_CHECK(told(figures), ": ", wrong, ", now ", figures.now, " expected ", figures.expected, " least ", figures.least, " most ", figures.most);
    }
    if (built != nullptr) {
        ++counts.built;
        return;
    }
    ++counts.refused;
    const auto& problem = std::get<ScaleProblem>(result);
    if (problem.hint.empty() || problem.message.empty()) {
        FAIL_CHECK("refused without a word");
    }
    if (problem.hint.find('`') != std::string::npos) {
        ++counts.offers;
        if (!std::holds_alternative<BuiltScale>(build_scale(with_offer(figures, problem.hint)))) {  // one that nobody knows changes nothing
            FAIL_CHECK(problem.message, " offers what is refused: ", problem.hint);
        }
    }
}

/// All cases with now and expected in -reach..reach; where it is said at which level the goal starts, in half of that.
template <class Visit>
void for_all(int reach, int step, Visit visit)
{
    for (int now = -reach; now <= reach; now += step) {
        for (int expected = -reach; expected <= reach; expected += step) {
            const int low = std::min(now, expected);
            const int high = std::max(now, expected);
            for (const auto& least : {std::optional<int>(), std::optional(low), std::optional(low - 1), std::optional(low - 2), std::optional(low - 5)}) {
                for (const auto& most :
                     {std::optional<int>(), std::optional(high), std::optional(high + 1), std::optional(high + 2), std::optional(high + 7)}) {
                    for (const auto& start : {std::optional<Level>(), std::optional(at_minus_1), std::optional(at_minus_2)}) {
                        if (!start || 2 * std::max(-low, high) <= reach) {
                            visit(Case{now, expected, least, most, start});
                        }
                    }
                }
            }
        }
    }
}

/// What validate --strict finds in a plan with these lines.
std::string findings(const std::string& lines)
{
    const auto found = validate_text({"", "gas: 1\nid: P\ngoals:\n  - id: g\n    title: Climb the stairs\n    target: 2026-04-12\n" + lines});
    return found.findings.empty() ? "" : found.findings[0].message;
}

}  // namespace

TEST_CASE("the scale of the README, from its figures")
{
    const ScaleFigures sleep{"nights per week", "1", "4", "", "7", at_minus_2, "Sleeps through on {n|night|nights} a week"};
    CHECK(told(sleep) == "-2: 0..1 2..3 4 5 6..7");
    const auto lines = scale_lines(std::get<BuiltScale>(build_scale(sleep)));
    CHECK(std::get<std::string>(lines) ==
          "    baseline: -2\n"
          "    indicator: {unit: nights per week, better: higher}\n"
          "    scale:\n"
          "      -2: {text: Sleeps through on 0 or 1 nights a week, range: \"0..1\"}\n"
          "      -1: {text: Sleeps through on 2 or 3 nights a week, range: \"2..3\"}\n"
          "      0: {text: Sleeps through on 4 nights a week, range: \"4\"}\n"
          "      +1: {text: Sleeps through on 5 nights a week, range: \"5\"}\n"
          "      +2: {text: Sleeps through on 6 or 7 nights a week, range: \"6..7\"}\n");
}

TEST_CASE("ranges of a scale: width is half the way, rounded up, and at most a third of the room")
{
    // way 3, half of it 2, room 4..7 of 4 values: a third is 1
    CHECK(told({"nights", "1", "4", "", "7"}) == "-1: 0 1..3 4 5 6..7");
    // the same without a limit: 2 values each
    CHECK(told({"nights", "1", "4"}) == "-1: 0 1..3 4..5 6..7 >=8");
    // fewer is better; room 2, 1, 0: 1 each
    CHECK(told({"falls", "5", "2"}) == "-1: >=6 3..5 2 1 0");
    CHECK(told({"falls", "5", "2", "", "5"}) == "-2: 5 3..4 2 1 0");
    // steps of 0.1, way 15, half of it 8
    CHECK(told({"km", "0.5", "2"}) == "-1: 0.0..0.4 0.5..1.9 2.0..2.7 2.8..3.5 >=3.6");
    CHECK(told({"km", "0", "2", "", "4.00"}) == "-2: 0.00 0.01..1.99 2.00..2.66 2.67..3.33 3.34..4.00");
    // below 0 there is no least of itself: way 4, width 2
    CHECK(told({"degrees", "-5", "-1"}) == "-1: <=-6 -5..-2 -1..0 1..2 >=3");
    CHECK(told({"dB", "-1", "-5"}) == "-1: >=0 -4..-1 -6..-5 -8..-7 <=-9");
}

TEST_CASE("scales over all small numbers: each value in one level, or refused with a way out")
{
    Counts whole;
    for_all(20, 1, [&](const Case& one) { check_case(one, false, whole); });
    // 41 x 41 pairs with 25 pairs of limits; of 21 x 21, twice more
    CHECK(whole.built + whole.refused == 41 * 41 * 25 + 21 * 21 * 25 * 2);
    CHECK(whole.built > 30'000);
    CHECK(whole.offers > 10'000);
    Counts halves;
    for_all(50, 5, [&](const Case& one) { check_case(one, true, halves); });  // -5.0, -4.5, … 5.0
    CHECK(halves.built + halves.refused == 21 * 21 * 25 + 11 * 11 * 25 * 2);
    CHECK(halves.built > 8'000);
}

TEST_CASE("scales over all small numbers are plans in which nothing is found")
{
    int lines_read = 0;
    const auto check = [&](const Case& one, bool tenths) {
        if (one.least != least_of(one) || !can_be(one)) {
            return;
        }
        for (const std::string text : {"", "Climbs {n|step|steps} without a rest"}) {
            auto figures = figures_of(one, tenths);
            figures.text = text;
            const auto lines = scale_lines(std::get<BuiltScale>(build_scale(figures)));
            const auto* problem = std::get_if<ScaleProblem>(&lines);
            const auto found = problem != nullptr ? problem->message : findings(std::get<std::string>(lines));
            if (!found.empty()) {
                FAIL_CHECK(told(figures), ": ", found);
            }
            ++lines_read;
        }
    };
    for_all(3, 1, [&](const Case& one) { check(one, false); });
    for_all(20, 10, [&](const Case& one) { check(one, true); });
    CHECK(lines_read > 1000);
}

TEST_CASE("what leaves a level empty is refused, with what would not be")
{
    const std::string finer = "take a finer unit, or the decimals that are measured";
    CHECK(told({"nights", "1", "6", "", "7"}) ==
          "6 leaves room for one better level, since 7 is the most that can be / expect 5 at most: `--expected 5`; or " + finer);
    CHECK(told({"falls", "4", "0"}) ==
          "0 leaves no room for a better level, since 0 is the least that can be / expect 2 at least: `--expected 2`; or " + finer);
    CHECK(told({"falls", "1", "0"}) == "0 leaves no room for a better level, since 0 is the least that can be / " + finer);
    CHECK(told({"nights", "0", "4", "", "", at_minus_1}) ==
          "nothing can be worse than 0, so nothing would be in level -2 / begin at -2: `--start -2`; or " + finer);
    CHECK(told({"nights", "0", "1", "", "", at_minus_1}) ==
          "nothing can be worse than 0, so nothing would be in level -2 / begin at -2 and expect 2 at least; or " + finer);
    CHECK(told({"nights", "3", "4", "", "", at_minus_2}) ==
          "nothing lies between 3 and 4, so nothing would be in level -1 / begin at -1: `--start -1`; or " + finer);
    CHECK(told({"nights", "0", "1"}) == "nothing lies between 0 and 1, so nothing would be in level -1 / expect 2 at least: `--expected 2`; or " + finer);
    CHECK(told({"falls", "7", "6", "", "7"}) ==
          "nothing lies between 7 and 6, so nothing would be in level -1 / expect 5 at most: `--expected 5`; or " + finer);
    CHECK(told({"nights", "0", "1", "", "3"}) == "nothing lies between 0 and 1, so nothing would be in level -1 / " + finer);
}

TEST_CASE("figures of a scale that make none")
{
    CHECK(told({" ", "1", "4"}) == "the unit is empty / say what is counted, such as nights per week");
    CHECK(
        told({"nights", "4", "4.0"}) ==
        "4.0 is now and is expected, so nothing would have to change / expect more than is now, or less; a goal of keeping what there is has levels in words");
    CHECK(told({"nights", "9", "4", "", "7"}) == "what is now, 9, is more than the most that can be, 7 / take a higher limit, or another number");
    CHECK(told({"nights", "1", "4", "2", ""}) == "what is now, 1, is less than the least that can be, 2 / take a lower limit, or another number");
    CHECK(told({"nights", "1", "8", "", "7"}) == "what is expected, 8, is more than the most that can be, 7 / take a higher limit, or another number");
    CHECK(told({"nights", "5", "6", "7", "4"}) == "the least that can be, 7, is more than the most, 4 / turn them round");
    CHECK(told({"nights", "1,5", "4"}) == "now: \"1,5\" has a decimal comma / write 1.5 with a point");
    CHECK(told({"nights", "1", "4 nights"}) == "expected: \"4 nights\" is not a decimal number / write the number alone: 4");
    CHECK(told({"nights", "1", "4", "x"}) == "least: \"x\" is not a decimal number / ");
    CHECK(told({"nights", "1", "4", "", "1e3"}) == "most: \"1e3\" has an exponent / write all its digits");
    const std::string digits = "numbers of a scale have 8 digits at most, with 5 decimals at most / round them, or take another unit";
    CHECK(told({"nights", "1", "4.000001"}) == digits);
    CHECK(told({"nights", "1", "4", "", "100000000"}) == digits);
    CHECK(told({"nights", "1", "4.00001", "", "1000"}) == digits);
    CHECK(told({"nights", "1", "4", "", "99999999"}) == "-1: 0 1..3 4..5 6..7 8..99999999");
    CHECK(told({"nights", "0.00001", "0.00002", "", "999.99999"}) == "-1: 0.00000 0.00001 0.00002 0.00003 0.00004..999.99999");
}

TEST_CASE("the largest and the finest scales are read again")
{
    for (const auto& [now, expected, most] : {std::tuple("99999990", "99999995", "99999999"), std::tuple("999.99991", "999.99995", "999.99999")}) {
        const auto built = build_scale({"steps", now, expected, "", most});
        CHECK(std::holds_alternative<std::string>(scale_lines(std::get<BuiltScale>(built))));
    }
}

TEST_CASE("ranges in words")
{
    constexpr double infinity = std::numeric_limits<double>::infinity();
    CHECK(scale::range_in_words({4, 4}, 0) == "4");
    CHECK(scale::range_in_words({0, 1}, 0) == "0 or 1");
    CHECK(scale::range_in_words({2, 4}, 0) == "2 to 4");
    CHECK(scale::range_in_words({6, infinity}, 0) == "6 or more");
    CHECK(scale::range_in_words({-infinity, 1}, 0) == "1 or fewer");
    CHECK(scale::range_in_words({-infinity, 3, false, true}, 0) == "fewer than 3");
    CHECK(scale::range_in_words({6, infinity, true, false}, 0) == "more than 6");
    CHECK(scale::range_in_words({2, 3}, 1) == "2.0 to 3.0");
    CHECK(scale::range_in_words({-infinity, 1}, 1) == "1.0 or less");
    CHECK(scale::range_in_words({-infinity, 3, false, true}, 1) == "less than 3.0");
    CHECK(scale::range_in_words({-infinity, -6}, 0) == "-6 or less");
}

TEST_CASE("texts of levels with a place for numbers")
{
    const auto filled = [](const std::string& pattern, const std::string& numbers) {
        const auto text = scale::filled_in(pattern, numbers);
        const auto* problem = std::get_if<ScaleProblem>(&text);
        return problem != nullptr ? "refused: " + problem->message : std::get<std::string>(text);
    };
    CHECK(filled("Walks {n} m", "2 to 4") == "Walks 2 to 4 m");
    CHECK(filled("Up on {n|night|nights} a week", "1") == "Up on 1 night a week");
    CHECK(filled("Up on {n|night|nights} a week", "0 or 1") == "Up on 0 or 1 nights a week");
    CHECK(filled("{n|step|steps}", "1.0") == "1.0 steps");
    CHECK(filled("{n} of {n}}", "3") == "3 of 3}");
    CHECK(filled("Walks", "3") == "refused: the text has no place for numbers, so all levels would have the same");
    CHECK(filled("Walks {N} m", "3") == "refused: \"{N}\" stands for nothing in a text");
    CHECK(filled("Walks {n m", "3") == "refused: a { in the text has no } behind it");
    for (const auto* wrong : {"{n|night}", "{n||nights}", "{n|a|b|c}", "{}", "{n} {", "{n}{x}"}) {
        CHECK_MESSAGE(filled(wrong, "3").starts_with("refused: "), wrong);
    }
}

TEST_CASE("the default text has the unit, as it stands behind the number")
{
    const auto built = std::get<BuiltScale>(build_scale({" falls per month ", "5", "2"}));
    CHECK(built.indicator.unit == "falls per month");
    std::vector<std::string> texts;
    for (const auto& level : built.levels) {
        texts.push_back(level.text);
    }
    CHECK(texts ==
          std::vector<std::string>{"6 or more falls per month", "3 to 5 falls per month", "2 falls per month", "1 fall per month", "0 falls per month"});
}

TEST_CASE("lines of a scale are held to what a plan makes of them")
{
    const auto good = std::get<BuiltScale>(build_scale({"nights per week", "1", "4", "", "7"}));
    const auto refused = [](const BuiltScale& scale) {
        const auto lines = scale_lines(scale);
        const auto* problem = std::get_if<ScaleProblem>(&lines);
        return problem != nullptr ? problem->message : "";
    };
    CHECK(refused(good).empty());
    auto gap = good;
    gap.levels[2].range->low = gap.levels[2].range->high = 5;
    CHECK(refused(gap) == "in a plan this would be found: the ranges of levels -1 and 0 leave a gap");
    auto overlap = good;
    overlap.levels[4].range->low = 5;
    CHECK(refused(overlap) == "in a plan this would be found: the ranges of levels +1 and +2 overlap");
    auto turned = good;
    turned.indicator.better = Better::lower;
    CHECK(refused(turned).starts_with("in a plan this would be found: the ranges of levels -2 and -1 run against"));
    auto bytes = good;
    bytes.indicator.unit = "nights\xff";
    CHECK(refused(bytes) == "in a plan this unit or text would read otherwise");
    auto control = good;
    control.indicator.unit = "nights\x01";
    CHECK(refused(control) == "in a plan this would be found: the text has a control character, written as an escape");
    auto rounded = good;
    rounded.levels[4].range->high = 7.25;
    CHECK(refused(rounded) == "in a plan this unit or text would read otherwise");
}
