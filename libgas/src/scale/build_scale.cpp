// SPDX-License-Identifier: MIT
#include "gas/scale/build_scale.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "format/scalars.hpp"
#include "gas/text/phrases.hpp"
#include "level_texts.hpp"

namespace gas {

namespace scale {

namespace {

using Step = long long;

constexpr int most_decimals = 5;         // the reader of plans tells bounds apart to that many
constexpr Step most_steps = 99'999'999;  // and such numbers of steps surely

/// A number as it was written.
struct Figure {
    double value = 0;
    int decimals = 0;
};

/// All figures in whole steps, turned so that more is better: where less is, each is negated, and the least is then the best.
struct Way {
    Step now = 0;
    Step expected = 0;
    std::optional<Step> worst;
    std::optional<Step> best;
};

/// How steps become numbers again.
struct Grid {
    bool less_is_better = false;
    int decimals = 0;

    [[nodiscard]] double value(Step step) const { return static_cast<double>(less_is_better ? -step : step) / std::pow(10.0, decimals); }
    [[nodiscard]] std::string text(Step step) const { return number_text(value(step), decimals); }
};

enum class Fault { none, no_room_above, nothing_below, nothing_between };

constexpr auto lowest = *Level::from_int(-2);

bool starts_lowest(const ScaleFigures& figures, const Way& way) { return figures.start_at ? *figures.start_at == lowest : way.worst == way.now; }

/// Why a level would be empty.
Fault fault_of(const Way& way, bool at_lowest)
{
    if (way.best && *way.best - way.expected < 2) {
        return Fault::no_room_above;
    }
    if (!at_lowest && way.worst == way.now) {
        return Fault::nothing_below;
    }
    return at_lowest && way.expected - way.now < 2 ? Fault::nothing_between : Fault::none;
}

/// Whether another expected value, in the same direction, would leave no level empty.
bool would_do(Way way, Step expected, bool at_lowest)
{
    way.expected = expected;
    return expected > way.now && fault_of(way, at_lowest) == Fault::none;
}

std::string expect(const Grid& grid, Step expected, bool at_least)
{
    const auto number = grid.text(expected);
    return fmt::format("expect {} at {}: `--expected {}`", number, at_least != grid.less_is_better ? "least" : "most", number);
}

ScaleProblem problem_of(Fault fault, const Way& way, const Grid& grid, bool at_lowest)
{
    std::vector<std::string> ways_out;
    std::string message;
    const auto least_between = way.now + 2;
    if (fault == Fault::no_room_above) {
        message = fmt::format("{} leaves {} better level, since {} is the {} that can be", grid.text(way.expected),
                              *way.best - way.expected == 1 ? "room for one" : "no room for a", grid.text(*way.best), grid.less_is_better ? "least" : "most");
        if (would_do(way, *way.best - 2, at_lowest)) {
            ways_out.push_back(expect(grid, *way.best - 2, false));
        }
    } else if (fault == Fault::nothing_below) {
        message = fmt::format("nothing can be worse than {}, so nothing would be in level -2", grid.text(way.now));
        if (fault_of(way, true) == Fault::none) {
            ways_out.emplace_back("begin at -2: `--start -2`");
        } else if (would_do(way, least_between, true)) {
            ways_out.push_back(fmt::format("begin at -2 and expect {} at {}", grid.text(least_between), grid.less_is_better ? "most" : "least"));
        }
    } else {
        message = fmt::format("nothing lies between {} and {}, so nothing would be in level -1", grid.text(way.now), grid.text(way.expected));
        if (fault_of(way, false) == Fault::none) {
            ways_out.emplace_back("begin at -1: `--start -1`");
        } else if (would_do(way, least_between, true)) {
            ways_out.push_back(expect(grid, least_between, true));
        }
    }
    ways_out.emplace_back("take a finer unit, or the decimals that are measured");
    return {message, fmt::format("{}", fmt::join(ways_out, "; or "))};
}

struct Steps {
    std::optional<Step> first;
    std::optional<Step> last;
};

/// Of levels -2 to +2.
std::array<Steps, 5> levels_of(const Way& way, bool at_lowest)
{
    const auto expected = way.expected;
    const auto second = at_lowest ? way.now + 1 : way.now;
    const auto half_way = (expected - way.now + 1) / 2;
    const auto width = way.best ? std::min(half_way, (*way.best - expected + 1) / 3) : half_way;
    return {{{way.worst, second - 1},
             {second, expected - 1},
             {expected, expected + width - 1},
             {expected + width, expected + 2 * width - 1},
             {expected + 2 * width, way.best}}};
}

ValueRange range_of(Steps steps, const Grid& grid)
{
    if (grid.less_is_better) {
        std::swap(steps.first, steps.last);
    }
    ValueRange range;
    range.low = steps.first ? grid.value(*steps.first) : range.low;
    range.high = steps.last ? grid.value(*steps.last) : range.high;
    return range;
}

std::variant<Figure, ScaleProblem> read_figure(std::string_view what, std::string_view text)
{
    const auto number = format::read_number(text);
    if (const auto* wrong = std::get_if<format::ReadError>(&number)) {
        return ScaleProblem{fmt::format("{}: {}", what, wrong->message), wrong->hint};
    }
    const auto point = std::min(text.find('.'), text.size() - 1);
    const Figure figure{std::get<double>(number), static_cast<int>(text.size() - 1 - point)};
    if (text.find_first_of("eE") != std::string_view::npos) {
        return ScaleProblem{fmt::format("{}: {} has an exponent", what, format::quoted_token(text)), "write all its digits"};
    }
    return figure;
}

/// The figures as read; least and most where there are any.
struct Figures {
    Figure now;
    Figure expected;
    std::optional<Figure> least;
    std::optional<Figure> most;
};

std::variant<Figures, ScaleProblem> read_figures(const ScaleFigures& written)
{
    Figures figures;
    const auto read = [](std::string_view what, std::string_view text, auto& into) -> std::optional<ScaleProblem> {
        auto figure = read_figure(what, text);
        if (auto* problem = std::get_if<ScaleProblem>(&figure)) {
            return std::move(*problem);
        }
        into = std::get<Figure>(figure);
        return std::nullopt;
    };
    auto problem = read("now", written.now, figures.now);
    problem = problem ? problem : read("expected", written.expected, figures.expected);
    problem = problem || written.least.empty() ? problem : read("least", written.least, figures.least);
    problem = problem || written.most.empty() ? problem : read("most", written.most, figures.most);
    if (problem) {
        return *problem;
    }
    if (!figures.least && figures.now.value >= 0 && figures.expected.value >= 0) {
        figures.least = Figure{0, 0};
    }
    return figures;
}

/// What is wrong with figures as such.
std::optional<ScaleProblem> wrong_figures(const Figures& figures, int decimals)
{
    const auto text = [&](const Figure& figure) { return number_text(figure.value, decimals); };
    const auto large = [&](const std::optional<Figure>& figure) {
        return figure && std::abs(figure->value) * std::pow(10.0, decimals) > static_cast<double>(most_steps);
    };
    if (decimals > most_decimals || large(figures.now) || large(figures.expected) || large(figures.least) || large(figures.most)) {
        return ScaleProblem{fmt::format("numbers of a scale have 8 digits at most, with {} decimals at most", most_decimals),
                            "round them, or take another unit"};
    }
    if (figures.least && figures.most && figures.least->value > figures.most->value) {
        return ScaleProblem{fmt::format("the least that can be, {}, is more than the most, {}", text(*figures.least), text(*figures.most)), "turn them round"};
    }
    for (const auto& [figure, what] : {std::pair(figures.now, "what is now"), std::pair(figures.expected, "what is expected")}) {
        if (figures.least && figure.value < figures.least->value) {
            return ScaleProblem{fmt::format("{}, {}, is less than the least that can be, {}", what, text(figure), text(*figures.least)),
                                "take a lower limit, or another number"};
        }
        if (figures.most && figure.value > figures.most->value) {
            return ScaleProblem{fmt::format("{}, {}, is more than the most that can be, {}", what, text(figure), text(*figures.most)),
                                "take a higher limit, or another number"};
        }
    }
    if (figures.now.value == figures.expected.value) {
        return ScaleProblem{fmt::format("{} is now and is expected, so nothing would have to change", text(figures.now)),
                            "expect more than is now, or less; a goal of keeping what there is has levels in words"};
    }
    return std::nullopt;
}

std::variant<std::string, ScaleProblem> text_of(const ScaleFigures& figures, const ValueRange& range, int decimals)
{
    const auto numbers = range_in_words(range, decimals);
    if (!figures.text.empty()) {
        return filled_in(trimmed(figures.text), numbers);
    }
    const auto unit = trimmed(figures.unit);
    return numbers + (unit.empty() ? "" : " ") + unit_behind(numbers, unit);
}

}  // namespace

}  // namespace scale

std::variant<BuiltScale, ScaleProblem> build_scale(const ScaleFigures& written)
{
    using namespace scale;
    if (trimmed(written.unit).empty()) {
        return ScaleProblem{"the unit is empty", "say what is counted, such as nights per week"};
    }
    const auto read = read_figures(written);
    if (const auto* problem = std::get_if<ScaleProblem>(&read)) {
        return *problem;
    }
    const auto& figures = std::get<Figures>(read);
    const auto decimals_of = [](const std::optional<Figure>& figure) { return figure ? figure->decimals : 0; };
    const Grid grid{figures.expected.value < figures.now.value,
                    std::max({figures.now.decimals, figures.expected.decimals, decimals_of(figures.least), decimals_of(figures.most)})};
    if (auto problem = wrong_figures(figures, grid.decimals)) {
        return std::move(*problem);
    }
    const auto step = [&](const Figure& figure) {
        const auto steps = static_cast<Step>(std::llround(figure.value * std::pow(10.0, grid.decimals)));
        return grid.less_is_better ? -steps : steps;
    };
    const auto limit = [&](const std::optional<Figure>& figure) { return figure ? std::optional(step(*figure)) : std::nullopt; };
    Way way{step(figures.now), step(figures.expected), limit(figures.least), limit(figures.most)};
    if (grid.less_is_better) {
        std::swap(way.worst, way.best);
    }
    const bool at_lowest = starts_lowest(written, way);
    if (const auto fault = fault_of(way, at_lowest); fault != Fault::none) {
        return problem_of(fault, way, grid, at_lowest);
    }
    BuiltScale built;
    built.baseline = at_lowest ? lowest : *Level::from_int(-1);
    built.indicator = {std::string(trimmed(written.unit)), grid.less_is_better ? Better::lower : Better::higher, std::nullopt};
    built.decimals = grid.decimals;
    int n = -2;
    for (const auto& steps : levels_of(way, at_lowest)) {
        const auto range = range_of(steps, grid);
        auto text = text_of(written, range, grid.decimals);
        if (auto* problem = std::get_if<ScaleProblem>(&text)) {
            return std::move(*problem);
        }
        built.levels.push_back({*Level::from_int(n++), std::get<std::string>(std::move(text)), range});
    }
    return built;
}

}  // namespace gas
