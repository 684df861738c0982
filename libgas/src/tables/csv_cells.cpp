// SPDX-License-Identifier: MIT
#include "csv_cells.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include <fmt/format.h>
#include <utf8proc.h>

#include "date_forms.hpp"
#include "format/meant_words.hpp"
#include "gas/text/phrases.hpp"

namespace gas::tables {

namespace {

bool is_wordy(std::string_view text) { return !text.empty() && ((text[0] >= 'a' && text[0] <= 'z') || (text[0] >= 'A' && text[0] <= 'Z')); }

bool is_numeric(std::string_view text) { return std::holds_alternative<double>(read_number(text)); }

}  // namespace

bool CellReader::is_coded(std::string_view text) const
{
    return std::find(options_.missing_codes.begin(), options_.missing_codes.end(), text) != options_.missing_codes.end();
}

std::string CellReader::with_point(std::string_view text) const
{
    std::string number(text);
    const auto comma = number.find(',');
    if (options_.decimal_comma && comma != std::string::npos && number.find_first_of(".,", comma + 1) == std::string::npos &&
        number.find('.') == std::string::npos) {
        number[comma] = '.';
    }
    return number;
}

std::optional<Level> CellReader::number_level(std::string_view text) const
{
    const auto written = with_point(text);
    const auto value = read_number(written);
    const auto* number = std::get_if<double>(&value);
    return number != nullptr && has_one_digit(written) ? Level::from_value(*number) : std::nullopt;
}

ReadError CellReader::level_error(std::string_view text, bool half) const
{
    auto told = read_level(text, half);
    ReadError wrong = std::holds_alternative<ReadError>(told) ? std::get<ReadError>(told)
                                                              : ReadError{Rule::level_outside_scale, "level \"-3\" is outside the scale -2..+2", ""};
    const bool letters = !text.empty() && std::none_of(text.begin(), text.end(), is_digit);
    if (text.find(',') != std::string_view::npos && !options_.decimal_comma && is_numeric([&] {
            std::string pointed(text);
            std::replace(pointed.begin(), pointed.end(), ',', '.');
            return pointed;
        }())) {
        wrong.hint = "`--decimal-comma` reads it as a decimal number";
    } else if (const auto level = number_level(text); level && level->is_half()) {
        wrong.hint = "a baseline has whole levels";
    } else if (may_be_unrated(text)) {
        wrong.hint = fmt::format("where the goal was not rated, `--missing-codes {}` says so; where it could not be rated, write {}", shell_word(text),
                                 recorded_not_applicable);
    } else if (const auto rating = no_rating_word(text); half && is_wordy(text) && (rating.offer || is_vague_rating(text))) {
        wrong.hint = rating.hint;  // a word for a level is none for a missing one
    } else if (number_level(text) == Level::from_int(-3)) {
        wrong = {Rule::level_outside_scale, "level \"-3\" is outside the scale -2..+2", "`--six-levels` takes -3, worse than the baseline (Steenbeek 2005)"};
    } else if (number_level(text) || text == "3" || text == "+3" || text == "4" || text == "5") {
        wrong.hint = "levels are -2, -1, 0, +1, +2; a scale of 1 to 5 has to be moved so that 0 is the expected outcome";
    } else if (wrong.rule == Rule::level_outside_scale || (letters && text.size() <= 16 && !is_number_in_words(text))) {
        wrong.hint = fmt::format("where it means that the goal was not rated, `--missing-codes {}` says so", shell_word(text));
    }
    return wrong;
}

std::int8_t CellReader::unusual_level(std::string_view text) const
{
    if (text == recorded_not_applicable) {
        return RatingGrid::not_applicable;
    }
    if (const auto word = from_word<RatingWord>(text)) {
        return static_cast<std::int8_t>(first_word + static_cast<int>(*word));
    }
    const auto level = number_level(text);
    const bool outside = level == Level::from_int(-3) && !options_.six_levels;
    return outside ? no_level : RatingGrid::cell_of(level, no_level);
}

std::variant<Level, ReadError> CellReader::whole_level(std::string_view text) const
{
    const auto level = number_level(text);
    if (!level || level->is_half() || (*level == Level::from_int(-3) && !options_.six_levels)) {
        return level_error(text, false);
    }
    return *level;
}

std::variant<double, ReadError> CellReader::number(std::string_view text, double low) const
{
    auto value = read_number(with_point(text));
    if (auto* wrong = std::get_if<ReadError>(&value)) {
        if (text.find(',') != std::string_view::npos && !options_.decimal_comma) {
            wrong->hint = "`--decimal-comma` reads 1,5 as a decimal number";
        }
        return std::move(*wrong);
    }
    if (std::get<double>(value) < low) {
        return ReadError{Rule::not_a_number, fmt::format("{} is below {}", quoted_token(text), low), "where it means missing, `--missing-codes` says so"};
    }
    return std::get<double>(value);
}

std::variant<int, ReadError> CellReader::integer(std::string_view text, int low, int high) const
{
    const auto value = number(text, -std::numeric_limits<double>::max());
    if (const auto* wrong = std::get_if<ReadError>(&value)) {
        return *wrong;
    }
    const double n = std::get<double>(value);
    if (n != std::round(n) || n < low || n > high) {
        return ReadError{Rule::not_a_number, fmt::format("{} is not a whole number from {} to {}", quoted_token(text), low, high),
                         "where it means missing, `--missing-codes` says so; another scale of weights goes into the column weight"};
    }
    return static_cast<int>(n);
}

std::optional<Date> CellReader::date(std::string_view text) const
{
    if (!options_.date_format.empty()) {
        return date_by(text, options_.date_format);
    }
    // the day of a time, in the zone of who wrote it
    const bool timed = text.size() > 10 && (text[10] == 'T' || text[10] == ' ');
    return parse_date(timed ? text.substr(0, 10) : text);
}

ReadError CellReader::date_error(std::string_view text, DateColumn& column) const
{
    if (!options_.date_format.empty()) {
        return {Rule::not_a_date, fmt::format("{} is not a date of the form {}", quoted_token(text), options_.date_format), ""};
    }
    return no_date(text, column.forms());
}

std::string_view CellReader::occasion(std::string_view text) const
{
    for (const auto& [ours, theirs] : options_.occasions) {
        if (theirs == text) {
            return ours;
        }
    }
    return text;
}

std::string from_windows_1252(std::string_view bytes)
{
    // 0x80 to 0x9F; the rest is Latin-1, as Unicode has it (Unicode Consortium, CP1252.TXT; the five that it leaves open as in bestfit1252.txt)
    constexpr std::array<int, 32> high = {0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
                                          0x2039, 0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
                                          0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178};
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
            continue;
        }
        std::array<utf8proc_uint8_t, 4> encoded{};
        const auto n = utf8proc_encode_char(byte < 0xA0 ? high[byte - 0x80U] : byte, encoded.data());
        text.append(reinterpret_cast<const char*>(encoded.data()), static_cast<std::size_t>(n));
    }
    return text;
}

}  // namespace gas::tables
