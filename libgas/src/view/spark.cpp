// SPDX-License-Identifier: MIT
#include "spark.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "gas/write/cells.hpp"

namespace gas::view {

namespace {

struct SparkLetter {
    int twice;  ///< of the level
    std::string_view block;
    char ascii;
};
constexpr std::array<SparkLetter, 7> spark_letters = {
    {{-6, "▁", '_'}, {-4, "▁", '_'}, {-2, "▂", '.'}, {-1, "▃", ':'}, {0, "▅", '-'}, {2, "▇", '='}, {4, "█", '#'}}};

}  // namespace

std::string short_level(Level level) { return level.is_half() ? "-.5" : to_string(level); }

std::string sparkline(const Stream& stream, bool ascii)
{
    constexpr std::size_t most = 12;
    std::string line;
    for (std::size_t i = stream.ratings.size() - std::min(stream.ratings.size(), most); i < stream.ratings.size(); ++i) {
        const auto& level = stream.ratings[i].recorded;
        const auto* letter = std::find_if(spark_letters.begin(), spark_letters.end(), [&](const auto& one) { return level && one.twice == level->twice(); });
        if (letter == spark_letters.end()) {
            line += ' ';
        } else if (ascii) {
            line += letter->ascii;
        } else {
            line += letter->block;
        }
    }
    return line;
}

std::string rated_of_active(const ScoreRow& score)
{
    const auto rated = std::to_string(score.rated);
    const auto active = std::to_string(score.active);
    return score.rated == score.active ? "" : score.rated < score.active ? " (" + rated + " of " + active + ")" : " (" + rated + ", " + active + " active)";
}

std::string raters_in_line(const std::vector<std::string>& raters)
{
    std::string text;
    for (const auto& rater : raters) {
        text += (text.empty() ? "" : ", ") + (rater.empty() ? std::string("(no name)") : rater);
    }
    return text;
}

Cell raters_cell(const std::vector<std::string>& raters) { return text_cell(raters.size() == 1 ? raters.front() : raters_in_line(raters)); }

std::vector<Reading> readings_until(const Measure& measure, Date day)
{
    auto readings = measure.readings;
    std::erase_if(readings, [&](const Reading& reading) { return day < reading.date; });
    std::stable_sort(readings.begin(), readings.end(), [](const Reading& a, const Reading& b) { return a.date < b.date; });
    return readings;
}

const StreamRating* latest_rated(const Stream& stream)
{
    const auto rated = std::find_if(stream.ratings.rbegin(), stream.ratings.rend(), [](const StreamRating& rating) { return rating.recorded.has_value(); });
    return rated == stream.ratings.rend() ? nullptr : &*rated;
}

}  // namespace gas::view
