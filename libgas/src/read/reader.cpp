// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "bytes.hpp"
#include "gas/text/suggest.hpp"

namespace gas::read {

namespace {

bool begins_with_null_word(std::string_view text)
{
    return text.starts_with("~") || text.starts_with("null") || text.starts_with("Null") || text.starts_with("NULL");
}

std::string_view kind_word(NodeKind kind)
{
    switch (kind) {
    case NodeKind::mapping: return "keys and values";
    case NodeKind::sequence: return "a list";
    case NodeKind::scalar: return "a text";
    case NodeKind::null: return "nothing";
    case NodeKind::alias: return "an alias";
    }
    return "";
}

std::string listed(std::span<const std::string_view> words)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? " or " : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace

Range Reader::range(NodeIndex i) const
{
    const auto& n = node(i);
    const auto begin = static_cast<std::size_t>(n.at);
    std::size_t end = 0;
    if (n.kind == NodeKind::scalar) {
        const auto text = tape_.text(n);
        if (n.style == ScalarStyle::quoted) {
            end = quoted_end(source_, begin);
            end = end == std::string_view::npos ? line_at(source_, begin).end : end;
        } else if (n.style == ScalarStyle::plain && source_.compare(begin, text.size(), text) == 0) {
            end = begin + text.size();
        } else {
            end = line_at(source_, begin).end;
        }
    } else if (n.kind == NodeKind::null) {
        const auto rest = source_.substr(begin);
        end = rest.starts_with("~") ? begin + 1 : begins_with_null_word(rest) ? begin + 4 : begin;
    } else if (n.kind == NodeKind::alias) {
        end = std::min(source_.find_first_of(" \t\r\n,]}", begin), source_.size());
    } else {
        const NodeIndex first = i + 1;
        const bool own_mark = begin < source_.size() && (source_[begin] == '{' || source_[begin] == '[' || source_[begin] == '-');
        end = own_mark || first >= n.next ? begin + 1 : range(first).end;
    }
    return {n.at, static_cast<std::uint32_t>(std::max(begin, end))};
}

Range Reader::place(const Field& field) const
{
    const Range at = range(field.value);
    const bool empty = kind(field.value) == NodeKind::null && at.begin == at.end;
    // an empty value is marked where the next thing stands, which is somebody else's line
    return empty ? range(field.key) : at;
}

void Reader::error(Rule rule, Range range, std::string message, std::string hint)
{
    failed_ = true;
    // where a document breaks off, the last key's value may stand beyond
    if (out_.size() >= most_findings || (partial_ && rule == Rule::empty_value)) {
        return;
    }
    out_.push_back({rule, Severity::error, range, std::move(message), std::move(hint), plan_id_, goal_id_});
}

void Reader::warning(Rule rule, Range range, std::string message, std::string hint)
{
    out_.push_back({rule, Severity::warning, range, std::move(message), std::move(hint), plan_id_, goal_id_});
}

void Reader::free_fields(NodeIndex map, const std::function<void(const Field&)>& take)
{
    for (NodeIndex key = map + 1; key < node(map).next;) {
        const NodeIndex at = node(key).next;
        if (kind(key) == NodeKind::scalar) {
            take(Field{key, at});
        } else {
            error(Rule::wrong_type, range(key), fmt::format("a key is due here, not {}", kind_word(kind(key))));
        }
        key = node(at).next;
    }
}

void Reader::elements(NodeIndex list, const std::function<void(NodeIndex)>& take) const
{
    for (NodeIndex i = list + 1; i < node(list).next; i = node(i).next) {
        take(i);
    }
}

void Reader::duplicate_key(NodeIndex key, NodeIndex first)
{
    const LineIndex lines(source_.substr(0, node(first).at));
    error(Rule::duplicate_key, range(key), fmt::format("key \"{}\" stands here again; the first is on line {}", value(key), lines.line_count()),
          "keep one of the two");
}

void Reader::unknown_key(NodeIndex key, std::string_view what, std::span<const std::string_view> known)
{
    if (kind(key) != NodeKind::scalar) {
        error(Rule::wrong_type, range(key), fmt::format("{} has keys and values; this key is {}", what, kind_word(kind(key))));
        return;
    }
    const auto text = value(key);
    if (text == "<<") {
        error(Rule::anchor_alias_tag, range(key), "a merge key `<<` is not read: each plan stands as it reads", "write the keys out");
        return;
    }
    if (kind(node(key).next) == NodeKind::null && node(key).style == ScalarStyle::plain) {
        const Range at = range(key);
        const auto after = source_.find_first_not_of(" \t", at.end);
        const bool digits = text.find_first_not_of("0123456789") == std::string_view::npos;
        if (digits && at.begin >= 2 && source_[at.begin - 1] == ',' && source_[at.begin - 2] >= '0' && source_[at.begin - 2] <= '9') {
            error(Rule::not_a_number, {at.begin - 1, at.end}, "a decimal comma: inside brackets a comma ends the value", "write the number with a point");
            return;
        }
        if (after == std::string_view::npos || source_[after] != ':') {
            const bool bracket = after != std::string_view::npos && std::string_view(",}]").find(source_[after]) != std::string_view::npos;
            error(Rule::missing_colon, at, bracket ? fmt::format("{} has no colon and no value", quoted_token(text)) : "this line has no colon",
                  fmt::format("{} has {} of the form `key: value`", what, bracket ? "entries" : "lines"));
            return;
        }
    }
    const auto near = nearest(text, known);
    error(Rule::unknown_key, range(key), fmt::format("{} has no key {}", what, quoted_token(text)),
          near.empty() ? fmt::format("known here: {}", listed(known)) : fmt::format("did you mean \"{}\"?", near));
}

void Reader::unknown_word(const Field& field, std::string_view text, std::span<const std::string_view> words)
{
    const auto near = nearest(text, words);
    error(Rule::unknown_word, place(field), fmt::format("{} is not a word that \"{}\" takes", quoted_token(text), value(field.key)),
          near.empty() ? fmt::format("write {}", listed(words)) : fmt::format("did you mean \"{}\"?", near));
}

/// How messages call a field: by its key, or as an element of a list, which has none.
std::string Reader::called(const Field& field) const
{
    return field.key != field.value && kind(field.key) == NodeKind::scalar ? quoted_token(value(field.key)) : "an element of the list";
}

/// `rho:0.3` is one text to YAML. Reports it where a text stands in the place of keys and values.
bool Reader::missing_colon_or_space(NodeIndex i)
{
    if (kind(i) != NodeKind::scalar || node(i).style != ScalarStyle::plain) {
        return false;
    }
    const auto text = value(i);
    const auto colon = text.find(':');
    const bool key = colon != std::string_view::npos && colon > 0 && colon < 32 && text.substr(0, colon).find(' ') == std::string_view::npos;
    if (key) {
        const Range at = range(i);
        error(Rule::missing_colon, {static_cast<std::uint32_t>(at.begin + colon), static_cast<std::uint32_t>(at.begin + colon + 1)},
              fmt::format("no space after the colon of {}", quoted_token(text.substr(0, colon))), fmt::format("write `{}: …`", text.substr(0, colon)));
    }
    return key;
}

bool Reader::is_kind(const Field& field, NodeKind due_kind, std::string_view due, std::string hint)
{
    if (kind(field.value) == due_kind) {
        return true;
    }
    if (missing_colon_or_space(field.value) || kind(field.value) == NodeKind::alias) {
        return false;  // an alias has been told of with the whole document's
    }
    const bool empty = kind(field.value) == NodeKind::null;
    error(empty ? Rule::empty_value : Rule::wrong_type, place(field),
          empty ? fmt::format("{} is empty; {} is due", called(field), due)
                : fmt::format("{} takes {}, not {}", called(field), due, kind_word(kind(field.value))),
          std::move(hint));
    return false;
}

bool Reader::is_mapping(const Field& field, std::string_view due) { return is_kind(field, NodeKind::mapping, due, ""); }

bool Reader::is_sequence(const Field& field, std::string_view due)
{
    return is_kind(field, NodeKind::sequence, due, "a list has a line for each element, beginning with `- `, or stands in [brackets]");
}

std::optional<std::string_view> Reader::scalar(const Field& field, std::string_view due)
{
    if (kind(field.value) == NodeKind::scalar) {
        return value(field.value);
    }
    const auto key = called(field);
    if (kind(field.value) == NodeKind::null) {
        const Range at = range(field.value);
        const bool word = at.end > at.begin + 1;  // "Null" as a name is a text that YAML takes away
        error(Rule::empty_value, place(field), fmt::format("{} has no value; {} is due", key, due),
              word ? "this word means \"nothing\" in YAML; put it in quotes if it is a text" : "give it a value, or remove the key");
    } else if (kind(field.value) == NodeKind::sequence) {
        error(Rule::wrong_type, place(field), fmt::format("{} takes {}, not a list", key, due),
              "a `-` with a space after it begins a list; put the text in quotes if it is one");
    } else if (kind(field.value) == NodeKind::mapping) {
        error(Rule::wrong_type, place(field), fmt::format("{} takes {}, not keys and values", key, due), "put the text in quotes if it has a colon");
    }
    return std::nullopt;
}

void Reader::check_characters(const Field& field, std::string_view text)
{
    if (has_control(text)) {
        error(Rule::control_character, range(field.value), "the text has a control character, written as an escape", "remove it");
    } else if (has_bidi_control(text)) {
        warning(Rule::bidi_control, range(field.value), "the text has a control character that changes the reading direction",
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
    warning(Rule::text_cut_by_comment, {static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(end)},
            "the text ends here: a `#` after a space begins a comment",
            fmt::format("put the whole text in quotes: {}: \"… {} …\"; a comment has a space after its #", value(field.key), word));
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
        error(Rule::empty_value, place(field), fmt::format("{} is an empty text", quoted_token(value(field.key))), "write the text, or remove the key");
        return std::nullopt;
    }
    return std::string(text);
}

std::optional<std::string> Reader::name(const Field& field)
{
    auto text = this->text(field);
    if (text && text->find('\n') != std::string::npos) {
        error(Rule::wrong_type, range(field.value), fmt::format("\"{}\" has one line", value(field.key)));
        return std::nullopt;
    }
    return text;
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
    std::string mended;
    for (const char c : *text) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '.' ? '-' : c;
        if (good(low) && !(mended.empty() && (low == '_' || low == '-'))) {
            mended += low;
        }
    }
    const bool show = text->size() <= 32 && !mended.empty() && text->find(' ') == std::string_view::npos;
    error(Rule::bad_id, place(field), fmt::format("{} is not an id", quoted_token(*text)),
          fmt::format("an id has lower-case letters, digits, - and _{}", show ? fmt::format("; write \"{}\"", mended) : ""));
    return std::nullopt;
}

std::optional<Date> Reader::date(const Field& field)
{
    const auto text = scalar(field, "a date");
    if (!text) {
        return std::nullopt;
    }
    const auto date = parse_date(*text);
    if (!date) {
        error(Rule::not_a_date, place(field), fmt::format("{} is not a date: {}", quoted_token(*text), why_no_date(*text)), "write it as 2026-04-12");
    }
    return date;
}

bool Reader::plain(const Field& field, std::string_view due)
{
    if (node(field.value).style == ScalarStyle::plain) {
        return true;
    }
    error(Rule::wrong_type, range(field.value), fmt::format("\"{}\" takes {}, not a text in quotes", value(field.key), due), "remove the quotes");
    return false;
}

std::optional<double> Reader::number(const Field& field, double low, double high, std::string_view bounds)
{
    const auto text = scalar(field, "a number");
    if (!text || !plain(field, "a number")) {
        return std::nullopt;
    }
    const auto number = read_number(*text);
    if (const auto* slip = std::get_if<Slip>(&number)) {
        this->slip(*slip, place(field));
        return std::nullopt;
    }
    const double value = std::get<double>(number);
    if (value < low || value > high) {
        error(Rule::not_a_number, place(field), fmt::format("\"{}\" is {}, not {}", this->value(field.key), bounds, quoted_token(*text)));
        return std::nullopt;
    }
    return value;
}

std::optional<int> Reader::integer(const Field& field, int low, int high)
{
    const auto text = scalar(field, "a whole number");
    if (!text || !plain(field, "a whole number")) {
        return std::nullopt;
    }
    const auto number = read_integer(*text, low, high);
    if (const auto* slip = std::get_if<Slip>(&number)) {
        this->slip(*slip, place(field));
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
        error(Rule::wrong_type, place(field), fmt::format("\"{}\" is true or false, not {}", value(field.key), quoted_token(*text)));
        return std::nullopt;
    }
    return yes;
}

std::optional<Level> Reader::level(const Field& field)
{
    const auto text = scalar(field, "a level");
    if (!text) {
        return std::nullopt;
    }
    const auto level = read_level(*text, false);
    if (const auto* slip = std::get_if<Slip>(&level)) {
        this->slip(*slip, place(field));
        return std::nullopt;
    }
    return std::get<Level>(level);
}

std::vector<std::string> Reader::ids(const Field& field, std::vector<Range>& ranges)
{
    std::vector<std::string> found;
    if (!is_sequence(field, "a list of ids")) {
        return found;
    }
    elements(field.value, [&](NodeIndex element) {
        if (kind(element) == NodeKind::null) {
            error(Rule::empty_value, range(field.key), fmt::format("an element of {} is empty", called(field)),
                  "look for a comma too many, or a `-` with nothing behind it");
        } else if (auto id = this->id({field.key, element})) {
            found.push_back(std::move(*id));
            ranges.push_back(range(element));
        }
    });
    return found;
}

void Reader::missing(Range at, std::string_view what, std::string_view key, std::string hint)
{
    if (!partial_) {
        error(Rule::missing_key, at, fmt::format("{} has no `{}`", what, key), std::move(hint));
    }
}

}  // namespace gas::read
