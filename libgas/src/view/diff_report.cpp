// SPDX-License-Identifier: MIT
#include "gas/view/diff_report.hpp"

#include <fmt/format.h>

#include "change_words.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

using namespace view;

constexpr std::string_view red = "\x1b[1;31m";
constexpr std::string_view green = "\x1b[32m";
constexpr std::string_view yellow = "\x1b[33m";
constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";

/// Changes of a class that is no warning, beyond which only their number is told.
constexpr std::size_t max_told = 10;
/// Values longer than this stand under their change, not beside it.
constexpr std::size_t widest_beside = 60;

std::string signed_number(double value, int digits)
{
    const auto text = fixed(value, digits);
    return text.starts_with('-') || text.find_first_not_of("0.") == std::string::npos ? text : "+" + text;
}

std::string score(const std::optional<double>& value, int digits) { return value ? fixed(*value, digits) : "none"; }

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

}  // namespace

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

}  // namespace gas
