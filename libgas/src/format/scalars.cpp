// SPDX-License-Identifier: MIT
#include "scalars.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas::format {

namespace {

/// Typographic minus signs and dashes that stand in for `-`, with their names.
struct Lookalike {
    std::string_view bytes;
    std::string_view name;
};
constexpr Lookalike lookalikes[] = {
    {"\xE2\x88\x92", "a minus sign U+2212"},          {"\xE2\x80\x93", "an en dash U+2013"}, {"\xE2\x80\x94", "an em dash U+2014"},
    {"\xE2\x80\x91", "a non-breaking hyphen U+2011"}, {"\xE2\x80\x90", "a hyphen U+2010"},   {"\xEF\xBC\x8D", "a full-width hyphen U+FF0D"},
    {"\xEF\xB9\xA3", "a small hyphen U+FE63"},
};

std::optional<ReadError> lookalike_error(std::string_view text)
{
    for (const auto& [bytes, name] : lookalikes) {
        const auto at = text.find(bytes);
        if (at != std::string_view::npos && at + bytes.size() < text.size() && is_digit(text[at + bytes.size()])) {
            std::string mended(text);
            mended.replace(at, bytes.size(), "-");
            return ReadError{Rule::lookalike_minus, fmt::format("{} stands before the digit, not a `-`", name),
                             fmt::format("write {} with the `-` of the keyboard", quoted_token(mended)), mended};
        }
    }
    return std::nullopt;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// The one-digit level that `text` begins with, as a hint may show it: nothing where a further number or a unit stands behind.
std::optional<Level> leading_level(std::string_view text)
{
    std::size_t i = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    while (i < text.size() && text[i] == ' ') {
        ++i;
    }
    const auto goes_on = [&](char c) { return is_digit(c) || c == '.' || c == ','; };
    if (i >= text.size() || !is_digit(text[i]) || (i + 1 < text.size() && goes_on(text[i + 1]))) {
        return std::nullopt;
    }
    const auto rest = trimmed(text.substr(i + 1));
    const bool is_told = rest.empty() || std::string_view("(:=-;!").find(rest.front()) != std::string_view::npos;
    if (!is_told || std::any_of(rest.begin(), rest.end(), is_digit)) {
        return std::nullopt;
    }
    return Level::from_int((text[0] == '-' ? -1 : 1) * (text[i] - '0'));
}

ReadError no_level(std::string_view text)
{
    auto message = fmt::format("{} is not a level", quoted_token(text));
    if (text.size() > 2 && text.front() == '(' && text.back() == ')') {
        const auto level = leading_level(text.substr(1, text.size() - 2));
        return {Rule::not_a_level, std::move(message),
                level && *level > Level{}
                    ? fmt::format("write the level without brackets: {}, or -{} where they stand for a minus", to_string(*level), to_string(*level).substr(1))
                    : "write the level without brackets"};
    }
    if (const auto level = leading_level(text)) {
        return offering(Rule::not_a_level, std::move(message), "write the level alone: ", to_string(*level));
    }
    return {Rule::not_a_level, std::move(message), "a level is one of -2, -1, 0, +1, +2 (-3 where the scale has it)"};
}

/// `text` with its one comma as a point; nothing where that is no decimal number.
std::optional<std::string> pointed(std::string_view text)
{
    const auto comma = text.find(',');
    if (comma == std::string_view::npos || comma == 0 || comma + 1 == text.size() || !is_digit(text[comma - 1]) || !is_digit(text[comma + 1])) {
        return std::nullopt;
    }
    std::string mended(text);
    mended[comma] = '.';
    return std::holds_alternative<double>(read_number(mended)) ? std::optional(mended) : std::nullopt;
}

ReadError level_error(std::string_view text, bool half)
{
    if (auto wrong = lookalike_error(text)) {
        return *wrong;
    }
    if (const auto mended = pointed(text)) {
        const auto value = Level::from_value(std::get<double>(read_number(*mended)));
        auto message = fmt::format("{} has a decimal comma", quoted_token(text));
        return value && has_one_digit(*mended) && (half || !value->is_half()) && *value != Level::from_int(-3)
                   ? offering(Rule::not_a_level, std::move(message), "write ", to_string(*value))
                   : ReadError{Rule::not_a_level, std::move(message), value ? "a scale and a baseline have whole levels" : no_level(text).hint};
    }
    double number = 0;
    const auto digits = text.starts_with('+') ? text.substr(1) : text;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool two_signs = digits.size() < text.size() && (digits.starts_with('-') || digits.starts_with('+'));
    const bool numeric = !two_signs && error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(number);
    const bool whole = numeric && digits.find_first_of(".eE") == std::string_view::npos;
    if (whole) {
        const bool missing_code = std::abs(number) > 8;
        return {Rule::level_outside_scale, fmt::format("level {} is outside the scale -2..+2", quoted_token(text)),
                missing_code ? "where a goal could not be rated write `not-applicable`, or leave the goal out"
                             : "-3 is a level only where the goal's scale has it; the others are -2, -1, 0, +1, +2"};
    }
    const bool exact = numeric && has_one_digit(digits);
    if (exact && number == -0.5) {
        return {Rule::not_a_level, "level \"-0.5\" (partly achieved) can only be a rating", half ? "" : "a scale and a baseline have whole levels"};
    }
    if (exact && number == std::round(number) && std::abs(number) <= 2) {
        return offering(Rule::not_a_level, fmt::format("{} is not a level", quoted_token(text)), "write ",
                        to_string(*Level::from_int(static_cast<int>(number))));
    }
    return no_level(text);
}

/// Length of the decimal number at the start of `text` (no sign), 0 where there is none.
std::size_t number_length(std::string_view text)
{
    std::size_t i = 0;
    while (i < text.size() && is_digit(text[i])) {
        ++i;
    }
    std::size_t digits = i;
    if (i < text.size() && text[i] == '.' && !(i + 1 < text.size() && text[i + 1] == '.')) {
        std::size_t j = i + 1;
        while (j < text.size() && is_digit(text[j])) {
            ++j;
        }
        digits += j - i - 1;
        i = j;
    }
    if (digits == 0) {
        return 0;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        std::size_t j = i + 1;
        j += j < text.size() && (text[j] == '-' || text[j] == '+') ? 1 : 0;
        if (j < text.size() && is_digit(text[j])) {
            while (j < text.size() && is_digit(text[j])) {
                ++j;
            }
            i = j;
        }
    }
    return i;
}

int decimals_of(std::string_view number)
{
    const auto point = number.find('.');
    if (point == std::string_view::npos) {
        return 0;
    }
    return static_cast<int>(std::count_if(number.begin() + static_cast<std::ptrdiff_t>(point), number.end(), is_digit));
}

/// The range between two numbers, whichever stands first; the number alone where they are one.
std::string from_to(const std::string& a, const std::string& b)
{
    const auto first = read_number(a);
    const auto last = read_number(b);
    const auto* low = std::get_if<double>(&first);
    const auto* high = std::get_if<double>(&last);
    if (low == nullptr || high == nullptr) {
        return "";
    }
    return *low == *high ? a : *low < *high ? fmt::format("{}..{}", a, b) : fmt::format("{}..{}", b, a);
}

/// The range that `5-7`, `5 to 7`, `51..`, `..5` or `5+` means, as a plan file has it; empty for any other text.
std::string range_meant(std::string_view text)
{
    const auto take = [&text] {
        const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
        const auto length = number_length(text.substr(sign));
        const auto number = text.substr(0, length == 0 ? 0 : sign + length);
        text = trimmed(text.substr(number.size()));
        return std::string(number);
    };
    const auto first = take();
    if (text == "+" || text == ".." || text == "or more") {
        return first.empty() ? "" : fmt::format("\">={}\"", first);
    }
    if (first.empty() && text.starts_with("..")) {
        text = trimmed(text.substr(2));
        const auto last = take();
        return last.empty() || !text.empty() ? "" : fmt::format("\"<={}\"", last);
    }
    for (const std::string_view between : {"-", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x88\x92", "\xE2\x80\x91", "to", "..."}) {
        if (!first.empty() && text.starts_with(between)) {
            text = trimmed(text.substr(between.size()));
            const auto last = take();
            return last.empty() || !text.empty() ? "" : from_to(first, last);
        }
    }
    return "";
}

ReadError range_error(std::string_view text)
{
    if (auto meant = range_meant(text); !meant.empty()) {
        return offering(Rule::bad_range, fmt::format("{} is not a range of values", quoted_token(text)), "write ", std::move(meant));
    }
    if (auto wrong = lookalike_error(text)) {
        wrong->rule = Rule::bad_range;
        return *wrong;
    }
    return {Rule::bad_range, fmt::format("{} is not a range of values", quoted_token(text)), "a range is `4`, `2..3`, `<1`, `<=1`, `>6` or `>=6`"};
}

}  // namespace

bool has_one_digit(std::string_view number)
{
    std::size_t first = std::string_view::npos;
    std::size_t last = 0;
    std::size_t digits = 0;
    for (const char c : number.substr(0, number.find_first_of("eE"))) {
        if (is_digit(c)) {
            ++digits;
            if (c != '0') {
                first = std::min(first, digits);
                last = digits;
            }
        }
    }
    return first == std::string_view::npos || first == last;
}

ReadError offering(Rule rule, std::string message, std::string_view before, std::string offer, std::string_view after)
{
    auto hint = fmt::format("{}{}{}", before, offer, after);
    return {rule, std::move(message), std::move(hint), std::move(offer)};
}

std::variant<Date, ReadError> read_date(std::string_view text)
{
    if (const auto date = parse_date(text)) {
        return *date;
    }
    auto message = fmt::format("{} is not a date: {}", quoted_token(text), why_no_date(text));
    const auto meant = dates_meant(text);
    if (meant.size() == 1) {
        return offering(Rule::not_a_date, std::move(message), "write it as ", to_string(meant[0]));
    }
    if (meant.size() == 2) {
        return ReadError{Rule::not_a_date, std::move(message), fmt::format("write it as {} or as {}", to_string(meant[0]), to_string(meant[1]))};
    }
    return ReadError{Rule::not_a_date, std::move(message), has_form_of_date(text) ? "check the day and the month" : "write it as YYYY-MM-DD"};
}

std::string_view number_alone(std::string_view text)
{
    const std::size_t sign = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const auto length = number_length(text.substr(sign));
    const auto unit = trimmed(text.substr(length == 0 ? text.size() : sign + length));
    const bool letters = std::none_of(unit.begin(), unit.end(), [](char c) { return is_digit(c) || c == '.' || c == ',' || c == '-' || c == '(' || c == ':'; });
    return !unit.empty() && letters ? text.substr(0, sign + length) : std::string_view();
}

std::string quoted_token(std::string_view text)
{
    const bool is_short = !text.empty() && text.size() <= 32;
    // a word, or something that begins like a number: no sentence about a person does
    const bool letters = !text.empty() && !is_digit(text[0]) && std::string_view("+-(<>=.").find(text[0]) == std::string_view::npos;
    const bool token = !letters || text.find(' ') == std::string_view::npos;
    const bool printable = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != 0x7F; });
    if (text.empty()) {
        return "an empty text";
    }
    return is_short && token && printable ? fmt::format("\"{}\"", text) : "this text";
}

std::variant<Level, ReadError> read_level(std::string_view text, bool half)
{
    const bool has_sign = !text.empty() && (text[0] == '-' || text[0] == '+');
    const auto digits = has_sign ? text.substr(1) : text;
    if (digits.size() == 1 && is_digit(digits[0])) {
        const int n = (text[0] == '-' ? -1 : 1) * (digits[0] - '0');
        if (const auto level = Level::from_int(n)) {
            return *level;
        }
    }
    if (half && text == "-0.5") {
        return *Level::from_twice(-1);
    }
    return level_error(text, half);
}

std::variant<double, ReadError> read_number(std::string_view text)
{
    const bool has_sign = !text.empty() && (text[0] == '-' || text[0] == '+');
    const auto digits = has_sign ? text.substr(1) : text;
    const auto length = number_length(digits);
    if (length != 0 && length == digits.size()) {
        double value = 0;
        const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (error == std::errc{} && end == digits.data() + digits.size() && std::isfinite(value)) {
            return text[0] == '-' ? -value : value;
        }
        return ReadError{Rule::not_a_number, fmt::format("{} is too large a number", quoted_token(text)), ""};
    }
    if (auto wrong = lookalike_error(text)) {
        return *wrong;
    }
    if (auto mended = pointed(text)) {
        return offering(Rule::not_a_number, fmt::format("{} has a decimal comma", quoted_token(text)), "write ", std::move(*mended), " with a point");
    }
    if (const auto number = number_alone(text); !number.empty()) {
        return offering(Rule::not_a_number, fmt::format("{} is not a decimal number", quoted_token(text)), "write the number alone: ", std::string(number));
    }
    return ReadError{Rule::not_a_number, fmt::format("{} is not a decimal number", quoted_token(text)), ""};
}

std::variant<int, ReadError> read_integer(std::string_view text, int low, int high)
{
    const auto number = read_number(text);
    if (const auto* wrong = std::get_if<ReadError>(&number)) {
        const bool holds = wrong->offer && std::holds_alternative<int>(read_integer(*wrong->offer, low, high));
        return holds ? *wrong : ReadError{wrong->rule, wrong->message, fmt::format("write a whole number from {} to {}", low, high)};
    }
    const double value = std::get<double>(number);
    if (text.find_first_of(".eE") != std::string_view::npos && value == std::round(value) && value >= low && value <= high) {
        return offering(Rule::not_a_number, fmt::format("{} is not a whole number from {} to {}", quoted_token(text), low, high), "write ",
                        fmt::format("{}", static_cast<int>(value)));
    }
    if (text.find_first_of(".eE") != std::string_view::npos || value < low || value > high) {
        return ReadError{Rule::not_a_number, fmt::format("{} is not a whole number from {} to {}", quoted_token(text), low, high), ""};
    }
    return static_cast<int>(value);
}

std::variant<WrittenRange, ReadError> read_range(std::string_view text)
{
    const auto whole = trimmed(text);
    auto rest = whole;
    std::string_view comparison;
    for (const std::string_view op : {"<=", ">=", "<", ">"}) {
        if (rest.starts_with(op)) {
            comparison = op;
            rest = trimmed(rest.substr(op.size()));
            break;
        }
    }
    WrittenRange written;
    const auto take = [&](double& value) {
        const std::size_t sign = !rest.empty() && (rest[0] == '-' || rest[0] == '+') ? 1 : 0;
        const auto length = number_length(rest.substr(sign));
        const auto number = read_number(rest.substr(0, sign + length));
        if (length == 0 || std::holds_alternative<ReadError>(number)) {
            return false;
        }
        value = std::get<double>(number);
        written.decimals = std::max(written.decimals, decimals_of(rest.substr(0, sign + length)));
        rest = trimmed(rest.substr(sign + length));
        return true;
    };
    double first = 0;
    if (!take(first)) {
        return range_error(whole);
    }
    auto& range = written.range;
    if (comparison.empty()) {
        range.low = range.high = first;
        if (rest.starts_with("..")) {
            rest = trimmed(rest.substr(2));
            if (!take(range.high)) {
                return range_error(whole);
            }
        }
    } else if (comparison[0] == '<') {
        range.high = first;
        range.high_open = comparison == "<";
    } else {
        range.low = first;
        range.low_open = comparison == ">";
    }
    if (!rest.empty()) {
        return range_error(whole);
    }
    if (range.low > range.high) {
        return offering(Rule::bad_range, fmt::format("range {} ends before it begins", quoted_token(whole)),
                        "write the smaller number first: ", to_string(ValueRange{range.high, range.low, false, false}));
    }
    return written;
}

}  // namespace gas::format
