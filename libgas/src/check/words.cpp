// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "gas/text/phrases.hpp"

namespace gas::check {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
/// Amounts that are safe to read as numbers; "one" is as often a pronoun.
constexpr std::array<std::string_view, 11> amounts = {"two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};

std::optional<double> amount_word(std::string_view word)
{
    constexpr std::size_t longest = 6;
    if (word.size() > longest) {
        return std::nullopt;
    }
    const auto found = std::find(amounts.begin(), amounts.end(), word);
    return found == amounts.end() ? std::nullopt : std::optional(static_cast<double>(found - amounts.begin() + 2));
}

/// A token: a word, or a number with what is glued to it.
struct Token {
    std::string text;
    std::optional<double> number;
    std::optional<double> upper;  ///< of "2-3"
    bool whole = true;
    bool open_end = false;  ///< of "50+"
};

std::optional<double> decimal(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool plain = !text.empty() && is_digit(text.front()) && text.find_first_of("eE") == std::string_view::npos;
    return plain && error == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

/// Reads "10", "2.5", "2-3", "2–3", "10m", "80%". False where the digits are something else.
bool read_digits(std::string_view word, Token& token, std::string& glued)
{
    const auto end = std::min(word.find_first_not_of("0123456789."), word.size());
    auto digits = word.substr(0, end);
    const auto first = decimal(digits);
    if (!first) {
        return false;
    }
    token.number = first;
    token.whole = digits.find('.') == std::string_view::npos;
    auto rest = word.substr(end);
    for (const std::string_view dash : {"-", "\xE2\x80\x93"}) {
        if (rest.starts_with(dash) && rest.size() > dash.size() && is_digit(rest[dash.size()])) {
            rest.remove_prefix(dash.size());
            const auto upper_end = std::min(rest.find_first_not_of("0123456789."), rest.size());
            token.upper = decimal(rest.substr(0, upper_end));
            token.whole = token.whole && rest.substr(0, upper_end).find('.') == std::string_view::npos;
            rest.remove_prefix(upper_end);
            break;
        }
    }
    if (rest.starts_with('+')) {
        token.open_end = true;
        rest.remove_prefix(1);
    }
    const bool letters = std::all_of(rest.begin(), rest.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '%'; });
    const bool ordinal = rest == "st" || rest == "nd" || rest == "rd" || rest == "th";
    glued = rest;
    return letters && !ordinal;
}

std::optional<std::vector<Token>> tokens_of(std::string_view text)
{
    std::vector<Token> tokens;
    auto words = words_of(text);
    tokens.reserve(words.size());
    for (auto& word : words) {
        const bool digits = std::any_of(word.begin(), word.end(), is_digit);
        Token token;
        if (!digits) {
            token.number = amount_word(word);
            token.text = std::move(word);
            tokens.push_back(std::move(token));
            continue;
        }
        std::string glued;
        if (!is_digit(word.front()) || !read_digits(word, token, glued)) {
            return std::nullopt;
        }
        tokens.push_back(std::move(token));
        if (!glued.empty()) {
            tokens.push_back({glued, {}, {}, true, false});
        }
    }
    return tokens;
}

std::string singular(std::string word)
{
    if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) {
        word.pop_back();
    }
    return word;
}

bool is(const std::vector<Token>& tokens, std::size_t i, std::initializer_list<std::string_view> words)
{
    return i < tokens.size() && std::find(words.begin(), words.end(), tokens[i].text) != words.end();
}

/// Takes the number at `i` with the words round it; `i` moves to the token behind.
TextNumber take_number(const std::vector<Token>& tokens, std::size_t& i)
{
    TextNumber number;
    number.low = *tokens[i].number;
    number.high = tokens[i].upper.value_or(number.low);
    number.whole = tokens[i].whole;
    const bool open_end = tokens[i].open_end;
    const bool two_before = i >= 2;
    const bool at_least = (two_before && is(tokens, i - 2, {"at"}) && is(tokens, i - 1, {"least"})) || (i >= 1 && is(tokens, i - 1, {">=", "\xE2\x89\xA5"}));
    const bool at_most = (two_before && is(tokens, i - 2, {"at"}) && is(tokens, i - 1, {"most"})) ||
                         (two_before && is(tokens, i - 2, {"up"}) && is(tokens, i - 1, {"to"})) || (i >= 1 && is(tokens, i - 1, {"<=", "\xE2\x89\xA4"}));
    const bool than = i >= 1 && is(tokens, i - 1, {"than"});
    const bool more = (than && two_before && is(tokens, i - 2, {"more"})) || (i >= 1 && is(tokens, i - 1, {"over", "above", ">"}));
    const bool fewer = (than && two_before && is(tokens, i - 2, {"less", "fewer"})) || (i >= 1 && is(tokens, i - 1, {"under", "below", "<"}));
    ++i;
    if (is(tokens, i, {"to", "or", "and"}) && i + 1 < tokens.size() && tokens[i + 1].number) {
        number.high = tokens[i + 1].upper.value_or(*tokens[i + 1].number);
        number.whole = number.whole && tokens[i + 1].whole;
        i += 2;
    }
    if (i < tokens.size() && !is(tokens, i, {"or"})) {
        number.unit = singular(tokens[i].text);
    }
    // "4 or more days" and "4 days or more"
    for (std::size_t k = i; k < std::min(i + 5, tokens.size()); ++k) {
        if (tokens[k].number) {
            break;
        }
        if (is(tokens, k, {"or"}) && is(tokens, k + 1, {"more", "further", "longer", "above", "over", "higher"})) {
            number.high = infinity;
            number.unit = number.unit.empty() && k + 2 < tokens.size() ? singular(tokens[k + 2].text) : number.unit;
        } else if (is(tokens, k, {"or"}) && is(tokens, k + 1, {"less", "fewer", "below", "under", "lower"})) {
            number.low = -infinity;  // NOLINT(bugprone-narrowing-conversions): both are double
            number.unit = number.unit.empty() && k + 2 < tokens.size() ? singular(tokens[k + 2].text) : number.unit;
        }
    }
    number.open = more || fewer;
    number.high = at_least || more || open_end ? infinity : number.high;
    number.low = at_most || fewer ? -infinity : number.low;  // NOLINT(bugprone-narrowing-conversions): both are double
    return number;
}

}  // namespace

std::string normalised(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (!is_space(c)) {
            out += small_letter(c);
        } else if (!out.empty() && out.back() != ' ') {
            out += ' ';
        }
    }
    out.resize(out.find_last_not_of(" .,;:!") + 1);
    return out;
}

bool is_placeholder(std::string_view text)
{
    constexpr std::array<std::string_view, 9> words = {"todo", "to do", "tbd", "tba", "tbc", "fixme", "xxx", "xx", "to be defined"};
    return std::find(words.begin(), words.end(), normalised(text)) != words.end() ||
           (!text.empty() && text.find_first_not_of(" \t\n.?_-") == std::string_view::npos) || text == "\xE2\x80\xA6";
}

std::vector<std::string> words_of(std::string_view text)
{
    constexpr std::string_view around = "\"'().,;:!?[]";
    const auto is_around = [&](char c) { return around.find(c) != std::string_view::npos; };
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        auto begin = at;
        while (at < text.size() && !is_space(text[at])) {
            ++at;
        }
        auto end = at++;
        while (begin < end && is_around(text[begin])) {
            ++begin;
        }
        while (begin < end && is_around(text[end - 1])) {
            --end;
        }
        if (begin < end) {
            auto& word = words.emplace_back(text.substr(begin, end - begin));
            std::transform(word.begin(), word.end(), word.begin(), small_letter);
        }
    }
    return words;
}

bool has_number(std::string_view text)
{
    if (std::any_of(text.begin(), text.end(), is_digit)) {
        return true;
    }
    constexpr std::array<std::string_view, 14> others = {"one",   "once", "twice", "no",      "none",   "never", "all",
                                                         "every", "half", "each",  "nothing", "nobody", "both",  "zero"};
    const auto words = words_of(text);
    return std::any_of(words.begin(), words.end(), [&](const auto& w) { return amount_word(w) || std::find(others.begin(), others.end(), w) != others.end(); });
}

std::optional<WordedNumber> worded_number(std::string_view text)
{
    const auto words = words_of(text);
    const auto number = [](double n) { return TextNumber{n, n, true, false, ""}; };
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        const auto unit = i + 1 < words.size() ? singular(words[i + 1]) : std::string();
        if (word == "never" || word == "none" || word == "nothing") {
            return WordedNumber{number(0), true, false};
        }
        if (word == "once" || word == "twice") {
            return WordedNumber{{word == "once" ? 1.0 : 2.0, word == "once" ? 1.0 : 2.0, true, false, "time"}, false, false};
        }
        if ((word == "no" || word == "zero" || word == "one") && !unit.empty()) {
            auto found = number(word == "one" ? 1 : 0);
            found.unit = unit;
            const bool no_or_one = word == "no" && i + 3 < words.size() && words[i + 2] == "or" && words[i + 3] == "one";
            found.high = no_or_one ? 1 : found.high;
            return WordedNumber{found, false, false};
        }
        if (word == "daily") {
            return WordedNumber{{7, infinity, true, false, "day"}, false, true};
        }
    }
    return std::nullopt;
}

std::optional<std::vector<TextNumber>> numbers_of(std::string_view text)
{
    const auto tokens = tokens_of(text);
    if (!tokens) {
        return std::nullopt;
    }
    std::vector<TextNumber> numbers;
    for (std::size_t i = 0; i < tokens->size();) {
        if ((*tokens)[i].number) {
            numbers.push_back(take_number(*tokens, i));
        } else {
            ++i;
        }
    }
    return numbers;
}

std::string without_numbers(std::string_view text)
{
    std::string out;
    std::copy_if(text.begin(), text.end(), std::back_inserter(out), [](char c) { return !is_digit(c) && c != '.' && c != ','; });
    return normalised(out);
}

}  // namespace gas::check
