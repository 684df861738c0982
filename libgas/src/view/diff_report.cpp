// SPDX-License-Identifier: MIT
#include "gas/view/diff_report.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";
constexpr std::string_view hidden_text = "(text)";

/// Changes of a class that is no warning, beyond which only their number is told.
constexpr std::size_t max_told = 10;
/// Values longer than this stand under their change, not beside it.
constexpr std::size_t widest_beside = 60;

struct ClassWords {
    std::string_view head;
    std::string_view one;
    std::string_view many;
};

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

/// Whether a goal or an entry has another name: then its names are the change.
bool is_other_name(const Change& change) { return (change.fact == FactKind::goal || change.fact == FactKind::entry) && change.before && change.after; }

bool is_new_rating(const Change& change) { return change.fact == FactKind::rating && !change.before; }

/// What happened to it, for a change that is no new value for an old one.
std::string_view verb_of(const Change& change)
{
    if (is_other_name(change)) {
        return change.fact == FactKind::goal ? "renamed:" : "moved:";
    }
    return !change.before ? "added" : !change.after ? "removed" : "";
}

std::string signed_number(double value, int digits)
{
    const auto text = fixed(value, digits);
    return text.starts_with('-') || text.find_first_not_of("0.") == std::string::npos ? text : "+" + text;
}

std::string score(const std::optional<double>& value, int digits) { return value ? fixed(*value, digits) : "none"; }

std::string effect_name(const EntryEffect& effect) { return entry_name(effect.date, effect.occasion, effect.rater); }

std::string effect_line(const EntryEffect& effect, const std::vector<Change>& changes, int digits)
{
    auto line = effect_name(effect) + ": ";
    if (!effect.in_old) {
        line += "T " + score(effect.t_after, digits);
        line += effect.change_after ? fmt::format(", change {}", signed_number(*effect.change_after, digits)) : "";
        return line + " (new)";
    }
    if (!effect.in_new) {
        return line + fmt::format("T {} (gone)", score(effect.t_before, digits));
    }
    const bool t_moved = score(effect.t_before, digits) != score(effect.t_after, digits);
    const auto before = effect.change_before ? signed_number(*effect.change_before, digits) : "none";
    const auto after = effect.change_after ? signed_number(*effect.change_after, digits) : "none";
    if (t_moved) {
        line += fmt::format("T {} -> {}", score(effect.t_before, digits), score(effect.t_after, digits));
        line += effect.t_before && effect.t_after ? fmt::format(" ({})", signed_number(*effect.t_after - *effect.t_before, digits)) : "";
    }
    if (!t_moved || before != after) {
        line += fmt::format("{}change {} -> {}", t_moved ? ", " : "", before, after);
    }
    const auto causes = cause_words(effect, changes);
    return causes.empty() ? line : fmt::format("{}; by {}", line, causes);
}

/// Writes the paragraph of one plan.
class PlanText {
public:
    PlanText(const ComparedPlan& plan, const DiffStyle& style) : plan_(plan), style_(style) {}

    std::string all()
    {
        const auto& name = plan_.new_name.empty() ? plan_.old_name : plan_.new_name;
        text_ = fmt::format("{}{}{} ({}): {}\n", color(bold), visible(plan_.id), color(plain), visible(name), counted_changes(plan_.diff.changes));
        for (const auto change_class : all_change_classes) {
            add_class(change_class);
        }
        if (!plan_.diff.effects.empty()) {
            text_ += "  effect on T\n";
            for (const auto& effect : plan_.diff.effects) {
                text_ += fmt::format("      {}\n", visible(effect_line(effect, plan_.diff.changes, style_.digits)));
            }
        }
        return text_;
    }

private:
    [[nodiscard]] std::string_view color(std::string_view code) const { return style_.color ? code : ""; }

    void add_class(ChangeClass change_class)
    {
        const bool warning = severity_of(change_class) == Severity::warning;
        std::size_t count = 0;
        std::string entry_line;  // of new ratings: an entry a line
        const Change* entry = nullptr;
        bool entry_warning = false;
        const auto end_entry = [&] {
            if (entry != nullptr) {
                line(entry_warning, *entry, fmt::format("{}: {}", entry_of(*entry), entry_line));
            }
            entry = nullptr;
        };
        std::size_t left = 0;
        for (const auto& change : plan_.diff.changes) {
            if (change.change_class != change_class) {
                continue;
            }
            if (count++ == 0) {
                text_ += fmt::format("  {}{}{}\n", warning ? color(yellow) : "", class_words(change_class).head, warning ? color(plain) : "");
            }
            if (is_new_rating(change)) {
                if (entry == nullptr || entry_of(*entry) != entry_of(change)) {
                    end_entry();
                    entry = &change;
                    entry_warning = false;
                    entry_line.clear();
                }
                entry_warning = entry_warning || severity_of(change) == Severity::warning;
                entry_line += fmt::format("{}{} {}", entry_line.empty() ? "" : ", ", change.goal, *change.after);
                continue;
            }
            end_entry();
            const bool change_warning = severity_of(change) == Severity::warning;
            if (!change_warning && count > max_told) {
                ++left;
            } else {
                one(change_warning, change);
            }
        }
        end_entry();
        if (left > 0) {
            text_ += fmt::format("      and {} more; -f table lists them\n", left);
        }
    }
    void one(bool warning, const Change& change)
    {
        const auto before = value_text(change.before, change, style_.hide_text);
        const auto after = value_text(change.after, change, style_.hide_text);
        if (display_width(before) + display_width(after) <= widest_beside || (style_.hide_text && change.free_text)) {
            line(warning, change, change_line(change, style_.hide_text));
            return;
        }
        const auto verb = verb_of(change);
        line(warning, change, place_of(change) + (verb.empty() ? ":" : fmt::format(" {}:", verb)));
        if (change.before) {
            text_ += fmt::format("        {}- {}{}\n", color(red), visible(before), color(plain));
        }
        if (change.after) {
            text_ += fmt::format("        {}+ {}{}\n", color(green), visible(after), color(plain));
        }
    }
    void line(bool warning, const Change& change, const std::string& words)
    {
        const char mark = warning ? '!' : !change.before ? '+' : !change.after ? '-' : '~';
        const auto code = mark == '!' || mark == '-' ? red : mark == '+' ? green : std::string_view();
        text_ += fmt::format("    {}{} {}{}\n", color(code), mark, visible(words), code.empty() ? "" : color(plain));
    }

    const ComparedPlan& plan_;
    const DiffStyle& style_;
    std::string text_;
};

/// Text of a plan in Markdown: nothing in it formats, links or mentions. Renderers look for names, issues, :emoji: and $formulas$ in the page that
/// comes out, where an entity is the character again, but not in code; links and addresses they look for while they read.
std::string markdown(std::string_view text)
{
    const auto shown = visible(text);
    std::string out;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const char c = shown[i];
        const bool links =
            (c == ':' && i + 1 < shown.size() && shown[i + 1] != ' ') || (c == '.' && i > 1 && (shown[i - 1] | ' ') == 'w' && (shown[i - 2] | ' ') == 'w');
        const bool formats = std::string_view("&<>|*_`~[]\\@#$").find(c) != std::string_view::npos;
        out += links || formats ? fmt::format("&#{};", static_cast<int>(c)) : std::string(1, c);
        out += c == '@' ? "<!-- -->" : "";  // an address is found in what the entities stand for
    }
    return out.empty() ? out : "<code>" + out + "</code>";
}

std::string plan_markdown(const ComparedPlan& plan, const DiffStyle& style)
{
    const auto& name = plan.new_name.empty() ? plan.old_name : plan.new_name;
    auto text = fmt::format("### {} ({})\n\n{}\n\n", markdown(plan.id), markdown(name), counted_changes(plan.diff.changes));
    text += "| class | what | before | after |\n|:--|:--|:--|:--|\n";
    for (const auto& change : plan.diff.changes) {
        const auto head = std::string(to_string(change.change_class));
        const auto verb = verb_of(change);
        text += fmt::format("| {} | {} | {} | {} |\n", severity_of(change) == Severity::warning ? "**" + head + "**" : head,
                            markdown(place_of(change) + (verb.empty() ? "" : fmt::format(" {}", verb))),
                            markdown(value_text(change.before, change, style.hide_text)), markdown(value_text(change.after, change, style.hide_text)));
    }
    if (!plan.diff.effects.empty()) {
        text += "\n| entry | T before | T after | change before | change after | by |\n|:--|--:|--:|--:|--:|:--|\n";
        const auto cell = [&](const std::optional<double>& value) { return value ? fixed(*value, style.digits) : std::string("–"); };
        for (const auto& effect : plan.diff.effects) {
            const bool both = effect.in_old && effect.in_new;
            text += fmt::format("| {} | {} | {} | {} | {} | {} |\n", markdown(effect_name(effect)), cell(effect.t_before), cell(effect.t_after),
                                cell(effect.change_before), cell(effect.change_after),
                                both            ? markdown(cause_words(effect, plan.diff.changes))
                                : effect.in_new ? "new entry"
                                                : "entry gone");
        }
    }
    return text + "\n";
}

}  // namespace

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

std::string diff_text(const Comparison& comparison, const DiffStyle& style)
{
    std::string text;
    for (const auto& plan : comparison.plans) {
        text += (text.empty() ? "" : "\n") + PlanText(plan, style).all();
    }
    for (const auto& file : comparison.texts_only) {
        text += fmt::format("{}: no change in meaning; the text differs\n", visible(file));
    }
    if (comparison.plans.size() > 1) {
        std::vector<Change> all;
        for (const auto& plan : comparison.plans) {
            all.insert(all.end(), plan.diff.changes.begin(), plan.diff.changes.end());
        }
        text += fmt::format("\n{} changed: {}\n", counted(comparison.plans.size(), "plan", "plans"), counted_changes(all));
    }
    for (const auto& gap : not_compared(comparison)) {
        text += fmt::format("{} {}\n", visible(gap.file), visible(gap.words));
    }
    return text;
}

std::string diff_markdown(const Comparison& comparison, const DiffStyle& style)
{
    constexpr std::size_t longest_comment = 60'000;  // GitHub takes 65,536 characters
    constexpr std::size_t max_gaps = 20;
    const auto gaps = not_compared(comparison);
    std::string text;
    for (std::size_t g = 0; g < std::min(gaps.size(), max_gaps); ++g) {
        text += fmt::format("**{} {}**\n\n", markdown(gaps[g].file), markdown(gaps[g].words));
    }
    if (gaps.size() > max_gaps) {
        text += fmt::format("**and so {}**\n\n", counted(gaps.size() - max_gaps, "more file", "more files"));
    }
    std::size_t told = 0;
    for (const auto& plan : comparison.plans) {
        auto more = plan_markdown(plan, style);
        if (told > 0 && text.size() + more.size() > longest_comment) {
            break;
        }
        text += more;
        ++told;
    }
    if (told < comparison.plans.size()) {
        text += fmt::format("and {}, too many for one comment.\n\n", counted(comparison.plans.size() - told, "more changed plan", "more changed plans"));
    }
    for (const auto& file : comparison.texts_only) {
        text += fmt::format("{}: no change in meaning; the text differs\n\n", markdown(file));
    }
    return text.empty() ? "No change.\n" : text;
}

}  // namespace gas
