// SPDX-License-Identifier: MIT
// Readers of one value each: the text of a scalar, and what it is to be.
#include <algorithm>

#include <fmt/format.h>

#include "format/meant_words.hpp"
#include "gas/text/near_names.hpp"
#include "reader.hpp"
#include "yaml/bytes.hpp"

namespace gas::read {

namespace {

/// Whether a hint may offer what is left of the text: not where the message hides it, since it may be a name or a sentence about a person.
bool shows(std::string_view text) { return quoted_token(text).starts_with('"'); }

}  // namespace

std::optional<std::string_view> Reader::scalar(const Field& field, std::string_view due)
{
    if (kind(field.value) == NodeKind::scalar) {
        return value(field.value);
    }
    const auto key = called(field);
    if (kind(field.value) == NodeKind::null) {
        const Range at = range(field.value);
        const bool word = at.end > at.begin + 1;  // "Null" as a name is a text that YAML takes away
        report(Rule::empty_value, place(field), fmt::format("{} has no value; {} is due", key, due),
               word ? "this word means \"nothing\" in YAML; put it in quotes if it is a text" : "give it a value, or remove the key");
    } else if (kind(field.value) == NodeKind::sequence) {
        report(Rule::wrong_type, place(field), fmt::format("{} takes {}, not a list", key, due),
               "a `-` with a space after it begins a list; put the text in quotes if it is one");
    } else if (kind(field.value) == NodeKind::mapping) {
        report(Rule::wrong_type, place(field), fmt::format("{} takes {}, not keys and values", key, due), "put the text in quotes if it has a colon");
    }
    return std::nullopt;
}

void Reader::check_characters(const Field& field, std::string_view text)
{
    if (has_control(text)) {
        report(Rule::control_character, range(field.value), "the text has a control character, written as an escape", "remove it");
    } else if (has_bidi_control(text)) {
        report(Rule::bidi_control, range(field.value), "the text has a control character that changes the reading direction",
               "remove it; right-to-left text needs none");
    }
}

void Reader::warn_cut_by_comment(const Field& field)
{
    const auto& n = node(field.value);
    if (n.style != ScalarStyle::plain) {
        return;
    }
    const auto text = value(field.value);
    if (source_.compare(n.at, text.size(), text) != 0) {
        return;
    }
    auto at = n.at + text.size();
    const auto hash = source_.find_first_not_of(" \t", at);
    if (hash == std::string_view::npos || hash == at || source_[hash] != '#' || hash + 1 >= source_.size()) {
        return;
    }
    if (std::string_view(" \t\r\n#!").find(source_[hash + 1]) != std::string_view::npos) {
        return;
    }
    const auto end = std::min(source_.find_first_of(" \t\r\n", hash), source_.size());
    const auto word = source_.substr(hash, std::min<std::size_t>(end - hash, 12));
    const auto line = line_at(source_, hash);
    const auto last = source_.substr(0, line.end).find_last_not_of(" \t") + 1;
    report(Rule::text_cut_by_comment, {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(end)},
           "the text ends here: a `#` after a space begins a comment",
           Fix{fmt::format("put the whole text in quotes: {}: \"… {} …\"; a comment has a space after its #", value(field.key), word),
               quoted_whole(source_, n.at, last)});
}

std::optional<std::string> Reader::text(const Field& field)
{
    const auto raw = scalar(field, "a text");
    if (!raw) {
        return std::nullopt;
    }
    check_characters(field, *raw);
    warn_cut_by_comment(field);
    auto text = *raw;
    while (!text.empty() && (text.back() == '\n' || text.back() == ' ')) {
        text.remove_suffix(1);  // a block scalar ends in a line end
    }
    if (text.find_first_not_of(" \t\n") == std::string_view::npos) {
        report(Rule::empty_value, place(field), fmt::format("{} is an empty text", quoted_token(value(field.key))), "write the text, or remove the key");
        return std::nullopt;
    }
    return std::string(text);
}

std::optional<std::string> Reader::name(const Field& field)
{
    auto text = this->text(field);
    if (text && text->find('\n') != std::string::npos) {
        report(Rule::wrong_type, range(field.value), fmt::format("\"{}\" has one line", value(field.key)));
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> Reader::study_name(const Field& field)
{
    auto name = this->name(field);
    if (name) {
        check_visible(*name, range(field.value));
    }
    return name;
}

void Reader::check_visible(std::string_view name, Range at)
{
    if (const auto hidden = invisible_in(name); !hidden.empty()) {
        report(Rule::invisible_character, at, fmt::format("this name has the character {}, which nobody sees", hidden), "remove it, or type the name anew");
    }
}

std::optional<std::string> Reader::unseen_id(const Field& field, std::string_view text, std::string_view hidden)
{
    const auto seen = without_invisible(text);
    auto mended = shows(seen) ? as_id(seen) : "";
    const auto told = out_.size();
    report(Rule::invisible_character, place(field), fmt::format("this id has the character {}, which nobody sees", hidden),
           mended.empty() ? Hint("remove it, or type the id anew") : Hint(write_at(place(field), "write \"", mended, "\" without it")));
    if (out_.size() > told) {
        bad_names_.try_emplace(mended, BadName{"", told, true});
        bad_names_.try_emplace(std::string(text), BadName{std::move(mended), told, false});
    }
    return std::nullopt;
}

std::optional<std::string> Reader::id(const Field& field)
{
    const auto text = scalar(field, "an id");
    if (!text) {
        return std::nullopt;
    }
    const auto good = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-'; };
    if (!text->empty() && std::all_of(text->begin(), text->end(), good) && text->front() != '_' && text->front() != '-') {
        return std::string(*text);
    }
    if (const auto hidden = invisible_in(*text); !hidden.empty()) {
        return unseen_id(field, *text, hidden);
    }
    auto mended = as_id(*text);
    const bool show = shows(*text) && !mended.empty();
    constexpr std::string_view form = "an id has lower-case letters, digits, - and _";
    const auto told = out_.size();
    report(Rule::bad_id, place(field), fmt::format("{} is not an id", quoted_token(*text)),
           show ? Hint(write_at(place(field), fmt::format("{}; write \"", form), mended, "\"")) : Hint(std::string(form)));
    if (out_.size() > told) {
        bad_names_.try_emplace(mended, BadName{"", told, true});
        bad_names_.try_emplace(std::string(*text), BadName{std::move(mended), told, false});
    }
    return std::nullopt;
}

bool Reader::renamed(std::string_view id, Range at)
{
    const auto found = bad_names_.find(id);
    if (found == bad_names_.end()) {
        return false;
    }
    auto& fix = out_[found->second.finding].fix;
    if (fix && !found->second.names_it) {
        fix->edits.push_back({at, found->second.mended});
    }
    return true;
}

void Reader::settle_names(const Plan& plan)
{
    for (auto& [name, bad] : bad_names_) {
        auto& finding = out_[bad.finding];
        if (bad.names_it || !finding.fix) {
            continue;
        }
        if (find_goal(plan, bad.mended)) {
            finding.hint.resize(std::min(finding.hint.find(';'), finding.hint.size()));
            finding.fix.reset();
            continue;
        }
        std::sort(finding.fix->edits.begin(), finding.fix->edits.end(), [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
    }
}

std::optional<Date> Reader::date(const Field& field)
{
    const auto text = scalar(field, "a date");
    if (!text) {
        return std::nullopt;
    }
    const auto date = read_date(*text);
    if (const auto* wrong = std::get_if<ReadError>(&date)) {
        report(*wrong, place(field));
        return std::nullopt;
    }
    return std::get<Date>(date);
}

bool Reader::plain(const Field& field, std::string_view due)
{
    if (node(field.value).style == ScalarStyle::plain) {
        return true;
    }
    const bool is_other = due == "a number" && std::holds_alternative<ReadError>(read_number(value(field.value)));
    report(Rule::wrong_type, range(field.value), fmt::format("\"{}\" takes {}, not a text in quotes", value(field.key), due),
           is_other ? "write a number without quotes, with a point before its decimals" : "remove the quotes");
    return false;
}

std::optional<double> Reader::number(const Field& field, FormatKey key)
{
    const auto text = scalar(field, "a number");
    if (!text || !plain(field, "a number")) {
        return std::nullopt;
    }
    auto number = read_number(*text);
    const auto& info = key_info(key);
    const auto outside = [&](double value) { return value < info.values.low || value > info.values.high; };
    if (auto* wrong = std::get_if<ReadError>(&number)) {
        if (wrong->offer && outside(std::get<double>(read_number(*wrong->offer)))) {
            wrong->offer.reset();
            wrong->hint = fmt::format("write {}", value_text(info));
        }
        report(*wrong, place(field));
        return std::nullopt;
    }
    const double value = std::get<double>(number);
    if (outside(value)) {
        report(Rule::not_a_number, place(field), fmt::format("\"{}\" is {}, not {}", this->value(field.key), value_text(info), quoted_token(*text)));
        return std::nullopt;
    }
    return value;
}

std::optional<int> Reader::integer(const Field& field, FormatKey key)
{
    const auto text = scalar(field, "a whole number");
    if (!text || !plain(field, "a whole number")) {
        return std::nullopt;
    }
    const auto& [low, high, words] = key_info(key).values;
    auto number = read_integer(*text, static_cast<int>(low), static_cast<int>(high));
    if (auto* wrong = std::get_if<ReadError>(&number)) {
        if (wrong->hint.empty()) {
            wrong->hint = "a weight on another scale goes into `weight`";
        }
        report(*wrong, place(field));
        return std::nullopt;
    }
    return std::get<int>(number);
}

std::optional<bool> Reader::boolean(const Field& field)
{
    const auto text = scalar(field, "true or false");
    if (!text || !plain(field, "true or false")) {
        return std::nullopt;
    }
    const bool yes = *text == "true" || *text == "True" || *text == "TRUE";
    if (!yes && *text != "false" && *text != "False" && *text != "FALSE") {
        report(Rule::wrong_type, place(field), fmt::format("\"{}\" is true or false, not {}", value(field.key), quoted_token(*text)));
        return std::nullopt;
    }
    return yes;
}

bool Reader::bounds_in_brackets(const Field& field)
{
    const NodeIndex low = field.value + 1;
    const NodeIndex end = node(field.value).next;
    const auto is_bound = [&](NodeIndex i) { return i < end && kind(i) == NodeKind::scalar && std::holds_alternative<double>(read_number(value(i))); };
    const auto from = node(field.value).at;
    const auto close = source_.find(']', from);
    if (end != low + 2 || !is_bound(low) || !is_bound(low + 1) || source_[from] != '[' || close == std::string_view::npos) {
        return false;
    }
    const Range whole{from, static_cast<std::uint32_t>(close + 1)};
    report(Rule::wrong_type, whole, fmt::format("{} takes a range of values, not a list", called(field)),
           write_at(whole, "write ", fmt::format("\"{}..{}\"", value(low), value(low + 1))));
    return true;
}

std::optional<Level> Reader::level(const Field& field)
{
    const auto text = scalar(field, "a level");
    if (!text) {
        return std::nullopt;
    }
    const auto level = read_level(*text, false);
    if (const auto* wrong = std::get_if<ReadError>(&level)) {
        report(*wrong, place(field));
        return std::nullopt;
    }
    return std::get<Level>(level);
}

std::optional<ValueRange> Reader::value_range(const Field& field)
{
    if (kind(field.value) == NodeKind::sequence && bounds_in_brackets(field)) {
        return std::nullopt;
    }
    const auto text = scalar(field, "a range of values");
    if (!text) {
        return std::nullopt;
    }
    const auto range = read_range(*text);
    if (const auto* wrong = std::get_if<ReadError>(&range)) {
        report(*wrong, place(field));
        return std::nullopt;
    }
    return std::get<WrittenRange>(range).range;
}

std::vector<std::string> Reader::ids(const Field& field, std::vector<Range>& ranges)
{
    std::vector<std::string> found;
    if (!is_sequence(field, "a list of ids")) {
        return found;
    }
    elements(field.value, [&](NodeIndex element) {
        if (kind(element) == NodeKind::null) {
            report(Rule::empty_value, range(field.key), fmt::format("an element of {} is empty", called(field)),
                   "look for a comma too many, or a `-` with nothing behind it");
        } else if (auto id = this->id({field.key, element})) {
            found.push_back(std::move(*id));
            ranges.push_back(range(element));
        }
    });
    return found;
}

}  // namespace gas::read
