// SPDX-License-Identifier: MIT
#include "change_words.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas::view {

namespace {

/// Whether a goal or an entry has another name: then its names are the change.
bool is_other_name(const Change& change) { return (change.fact == FactKind::goal || change.fact == FactKind::entry) && change.before && change.after; }

}  // namespace

ClassWords class_words(ChangeClass change_class)
{
    switch (change_class) {
    case ChangeClass::edited_ratings: return {"past ratings edited or removed", "past rating changed", "past ratings changed"};
    case ChangeClass::scale_change: return {"scale or weight changed after it was rated", "change of a rated scale", "changes of rated scales"};
    case ChangeClass::settings: return {"settings", "setting", "settings"};
    case ChangeClass::goals: return {"goals", "change of goals", "changes of goals"};
    case ChangeClass::baseline_target: return {"baseline or target", "baseline or target", "baselines or targets"};
    case ChangeClass::new_ratings: return {"new ratings", "new rating", "new ratings"};
    case ChangeClass::texts: return {"texts", "text", "texts"};
    }
    return {};
}

std::string value_text(const std::optional<std::string>& value, const Change& change, bool hide_text)
{
    if (!value) {
        return "";
    }
    if (change.free_text) {
        return hide_text ? std::string(hidden_text) : fmt::format("\"{}\"", *value);
    }
    return *value;
}

bool is_new_rating(const Change& change) { return change.fact == FactKind::rating && !change.before; }

std::string_view verb_of(const Change& change)
{
    if (is_other_name(change)) {
        return change.fact == FactKind::goal ? "renamed:" : "moved:";
    }
    return !change.before ? "added" : !change.after ? "removed" : "";
}

std::string effect_name(const EntryEffect& effect) { return entry_name(effect.date, effect.occasion, effect.rater); }

}  // namespace gas::view

namespace gas {

using namespace view;

std::string entry_of(const Change& change) { return change.date ? entry_name(*change.date, change.occasion, change.rater) : ""; }

std::string brief_changes(const std::vector<Change>& changes)
{
    constexpr std::size_t max_one_by_one = 3;
    std::vector<std::string> words;
    std::vector<Change> rest;
    std::size_t told = 0;
    for (const auto& change : changes) {
        const bool new_rating = is_new_rating(change);
        const bool warning = severity_of(change) == Severity::warning;
        if (!new_rating && (change.field == "plan" || (warning && told < max_one_by_one))) {
            told += warning ? 1 : 0;
            words.push_back(change_line(change, true));
        } else if (!new_rating) {
            rest.push_back(change);
        } else if (const auto line = "rated " + entry_of(change); words.empty() || words.back() != line) {
            words.push_back(line);
        }
    }
    if (!rest.empty()) {
        words.push_back(counted_changes(rest));
    }
    return fmt::format("{}", fmt::join(words, "; "));
}

std::string cause_words(const EntryEffect& effect, const std::vector<Change>& changes)
{
    constexpr std::size_t max_causes = 4;
    std::set<std::string_view> gone;  // a goal that has gone takes its ratings with it
    for (const auto c : effect.causes) {
        if (changes[c].fact == FactKind::goal && !changes[c].after) {
            gone.insert(changes[c].goal);
        }
    }
    std::set<std::string> said;
    std::vector<std::string> words;
    for (const auto c : effect.causes) {
        const auto& change = changes[c];
        const bool own = change.date == effect.date && change.occasion == effect.occasion && change.rater == effect.rater;
        auto what = place_of(change);
        if (gone.contains(change.goal)) {
            what = fmt::format("goal {} removed", change.goal);
        } else if (change.fact == FactKind::scale_level || change.fact == FactKind::scale_text || change.fact == FactKind::scale_range) {
            what = fmt::format("scale of {}", change.goal);
        } else if (change.fact == FactKind::rating) {
            what = fmt::format("{}rating of {}{}", !own && is_baseline(change.occasion) ? "baseline " : "", change.goal,
                               own || is_baseline(change.occasion) ? "" : fmt::format(" on {}", to_string(*change.date)));
        }
        if (said.insert(what).second) {
            words.push_back(what);
        }
    }
    std::string text;
    for (std::size_t i = 0; i < words.size() && i < max_causes; ++i) {
        text += (i == 0 ? "" : "; ") + words[i];
    }
    return words.size() > max_causes ? fmt::format("{}; and {} more", text, words.size() - max_causes) : text;
}

std::string counted_changes(const std::vector<Change>& changes)
{
    std::string text;
    for (const auto change_class : all_change_classes) {
        const auto n =
            static_cast<std::size_t>(std::count_if(changes.begin(), changes.end(), [&](const auto& change) { return change.change_class == change_class; }));
        if (n > 0) {
            text += (text.empty() ? "" : ", ") + counted(n, class_words(change_class).one, class_words(change_class).many);
        }
    }
    return text;
}

std::string place_of(const Change& change)
{
    if (is_other_name(change)) {
        return change.field;  // its names are the change itself
    }
    const auto& owner = element_of(key_info(change.fact));
    if (is_dated(owner.identity) && owner.key != FactKind::entry) {
        const auto place = fmt::format("{} {}{}{}", owner.change.stem, to_string(*change.date), change.name.empty() ? "" : ", ", change.name);
        return change.fact == owner.key ? place : place + ": " + change.field;
    }
    std::string place = change.goal;
    if (!change.name.empty()) {
        place = change.name;
    }
    if (const auto entry = entry_of(change); !entry.empty()) {
        place += (place.empty() ? "" : ", ") + entry;
    }
    const auto what = change.field;
    if (what == "goal" || what == "need" || what == "intervention" || what == "measure" || what == "covariate" || what == "entry") {
        return place.empty() ? what : what + " " + place;
    }
    return place.empty() ? what : place + ": " + what;
}

std::string change_line(const Change& change, bool hide_text)
{
    const auto before = value_text(change.before, change, hide_text);
    const auto after = value_text(change.after, change, hide_text);
    const auto verb = verb_of(change);
    const auto head = place_of(change) + (verb.empty() ? "" : fmt::format(" {}", verb));
    if (change.before && change.after) {
        return hide_text && change.free_text ? head + " changed" : fmt::format("{} {} -> {}", head, before, after);
    }
    const auto value = change.before ? before : after;
    const bool says_nothing = value.empty() || value == hidden_text || value == change.goal || value == change.name;
    return says_nothing ? head : fmt::format("{}{} {}", head, verb == "added" || verb == "removed" ? ":" : "", value);
}

}  // namespace gas
