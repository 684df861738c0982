// SPDX-License-Identifier: MIT
#include "reader.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "format/meant_words.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "yaml/bytes.hpp"

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

}  // namespace

std::string_view nearest_of_few(std::string_view text, std::span<const std::string_view> known)
{
    constexpr std::size_t few = 100;
    return known.size() > few ? std::string_view() : nearest(text, known);
}

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

void Reader::report(Rule rule, Range range, std::string message, Hint hint)
{
    auto diagnostic = diagnose(rule, range, std::move(message), std::move(hint), plan_id_, goal_id_);
    failed_ = failed_ || diagnostic.severity == Severity::error;
    // where a document breaks off, the last key's value may stand beyond
    if (out_.size() >= max_findings || (partial_ && rule == Rule::empty_value)) {
        return;
    }
    out_.push_back(std::move(diagnostic));
}

void Reader::free_fields(NodeIndex map, const std::function<void(const Field&)>& take)
{
    for (NodeIndex key = map + 1; key < node(map).next;) {
        const NodeIndex at = node(key).next;
        if (kind(key) == NodeKind::scalar && kind(at) == NodeKind::null && missing_colon_or_space(key)) {
            // told
        } else if (kind(key) == NodeKind::scalar) {
            take(Field{key, at});
        } else {
            report(Rule::wrong_type, range(key), fmt::format("a key is due here, not {}", kind_word(kind(key))));
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

void Reader::elements(NodeIndex list, std::size_t most, std::string_view what, const std::function<void(NodeIndex)>& take)
{
    std::size_t count = 0;
    for (NodeIndex i = list + 1; i < node(list).next; i = node(i).next) {
        if (++count > most) {
            report(Rule::too_large, range(i), fmt::format("more than {} {} in one plan", most, what), std::string(of_several));
            return;
        }
        take(i);
    }
}

void Reader::duplicate_key(NodeIndex key, NodeIndex first)
{
    report(Rule::duplicate_key, range(key), fmt::format("key \"{}\" stands here again; the first is on line {}", value(key), line(node(first).at)),
           "keep one of the two");
}

std::string_view Reader::unknown_key(NodeIndex key, std::string_view what, std::span<const std::string_view> known)
{
    if (kind(key) != NodeKind::scalar) {
        report(Rule::wrong_type, range(key), fmt::format("{} has keys and values; this key is {}", what, kind_word(kind(key))));
        return "";
    }
    const auto text = value(key);
    if (text == "<<") {
        report(Rule::anchor_alias_tag, range(key), "a merge key `<<` is not read: each plan stands as it reads", "write the keys out");
        return "";
    }
    if (kind(node(key).next) == NodeKind::null && node(key).style == ScalarStyle::plain) {
        const Range at = range(key);
        const auto after = source_.find_first_not_of(" \t", at.end);
        if (decimal_comma(key, false)) {
            return "";
        }
        if (after == std::string_view::npos || source_[after] != ':') {
            const auto word = std::find(known.begin(), known.end(), text.substr(0, text.find(':')));
            if (word != known.end() && missing_colon_or_space(key)) {
                return *word;
            }
            const bool bracket = after != std::string_view::npos && std::string_view(",}]").find(source_[after]) != std::string_view::npos;
            report(Rule::missing_colon, at, bracket ? fmt::format("{} has no colon and no value", quoted_token(text)) : "this line has no colon",
                   fmt::format("{} has {} of the form `key: value`", what, bracket ? "entries" : "lines"));
            return "";
        }
    }
    const auto near = nearest(text, known);
    const bool is_text = text.find(' ') != std::string_view::npos;
    report(Rule::unknown_key, range(key), fmt::format("{} has no key {}", what, quoted_token(text)),
           near.empty() ? Hint(fmt::format("{}known here: {}{}", is_text ? goes_on_above : "", listed(known),
                                           is_text ? "" : "; or it is a key of a newer gas than this one"))
                        : Hint(did_you_mean(range(key), near)));
    return near;
}

void Reader::unknown_word(const Field& field, std::string_view text, std::span<const std::string_view> words)
{
    const auto near = word_meant(text, words);
    report(Rule::unknown_word, place(field), fmt::format("{} is not a word that \"{}\" takes", quoted_token(text), value(field.key)),
           near.empty() ? Hint(fmt::format("write {}", listed(words))) : Hint(did_you_mean(place(field), near)));
}

/// How messages call a field: by its key, or as an element of a list, which has none.
std::string Reader::called(const Field& field) const
{
    return field.key != field.value && kind(field.key) == NodeKind::scalar ? quoted_token(value(field.key)) : "an element of the list";
}

bool Reader::decimal_comma(NodeIndex key, bool level)
{
    const Range at = range(key);
    const auto text = value(key);
    const bool digits = kind(key) == NodeKind::scalar && kind(node(key).next) == NodeKind::null && !text.empty() &&
                        text.find_first_not_of("0123456789") == std::string_view::npos;
    if (!digits || at.begin < 2 || source_[at.begin - 1] != ',' || !is_digit(source_[at.begin - 2])) {
        return false;
    }
    const auto before = source_.find_last_not_of("0123456789", at.begin - 2);
    auto begin = before == std::string_view::npos ? 0 : before + 1;
    begin -= begin > 0 && (source_[begin - 1] == '-' || source_[begin - 1] == '+') ? 1 : 0;
    const auto pointed = fmt::format("{}.{}", source_.substr(begin, at.begin - 1 - begin), text);
    // what is whole by its key has no decimals; a level is the half one or none
    const auto colon = source_.substr(0, begin).find_last_not_of(" \t");
    const auto word = source_.substr(0, colon == std::string_view::npos ? 0 : colon);
    const bool whole = word.ends_with("importance") || word.ends_with("difficulty") || word.ends_with("baseline");
    const Range number{static_cast<std::uint32_t>(begin), at.end};
    report(Rule::not_a_number, {at.begin - 1, at.end}, "a decimal comma: inside brackets a comma ends the value",
           whole || (level && pointed != "-0.5") ? Hint("write the number with a point") : Hint(write_at(number, "write ", pointed, " with a point")));
    return true;
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
        const auto colon_end = static_cast<std::uint32_t>(at.begin + colon + 1);
        report(Rule::missing_colon, {static_cast<std::uint32_t>(at.begin + colon), static_cast<std::uint32_t>(at.begin + colon + 1)},
               fmt::format("no space after the colon of {}", quoted_token(text.substr(0, colon))),
               Fix{fmt::format("write `{}: …`", text.substr(0, colon)), {{{colon_end, colon_end}, " "}}, true});
    }
    return key;
}

bool Reader::is_kind(const Field& field, NodeKind due_kind, std::string_view due, Hint hint)
{
    if (kind(field.value) == due_kind) {
        return true;
    }
    if (missing_colon_or_space(field.value) || kind(field.value) == NodeKind::alias) {
        return false;  // an alias has been told of with the whole document's
    }
    const bool empty = kind(field.value) == NodeKind::null;
    report(empty ? Rule::empty_value : Rule::wrong_type, place(field),
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

void Reader::missing(Range at, std::string_view what, std::string_view key, Hint hint)
{
    if (!partial_ && !is_meant(key)) {
        report(Rule::missing_key, at, fmt::format("{} has no `{}`", what, key), std::move(hint));
    }
}

}  // namespace gas::read
