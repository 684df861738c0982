// SPDX-License-Identifier: MIT
#include "gas/diff/check_changes.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

/// "the rating of goal \"sleep\" on 2026-01-12".
std::string subject_of(const Change& change)
{
    const auto day = change.date ? " on " + to_string(*change.date) : "";
    if (!change.goal.empty()) {
        return fmt::format("the {} of goal \"{}\"{}", change.field, change.goal, day);
    }
    if (!change.name.empty()) {
        return fmt::format("the {} of \"{}\"{}", change.field, change.name, day);
    }
    return fmt::format("{}{}{}", change.fact == FactKind::rho ? "" : "the ", change.field == "role" ? "role of the rater" : change.field, day);
}

std::string message_of(const Change& change)
{
    if (change.kind == "plan-removed") {
        return "a plan with ratings is gone";
    }
    if (change.kind == "entry-moved") {
        return fmt::format("the rating entry of {} is now one of {}", *change.before, *change.after);
    }
    if (change.fact == FactKind::plan_id && change.before && change.after) {
        return fmt::format("the plan's id was {} and is now {}; its ratings are another participant's", *change.before, *change.after);
    }
    const auto subject = subject_of(change);
    if (change.free_text || !change.before || !change.after) {
        const auto value = change.before && !change.after && !change.free_text ? fmt::format(", {},", *change.before) : "";
        return fmt::format("{}{} {}", subject, value, !change.after ? "is gone" : !change.before ? "was added" : "was changed");
    }
    return fmt::format("{} was {} and is now {}", subject, *change.before, *change.after);
}

/// "T of 2026-03-02 was 43.8 and is now 50": with as many decimals as tell the two apart; empty where nine do not.
std::string moved_text(std::string_view figure, const EntryEffect& effect, const std::optional<double>& before, const std::optional<double>& after)
{
    constexpr int most_decimals = 9;
    const auto text = [](const std::optional<double>& value, double unit) { return value ? number_text(std::round(*value * unit) / unit) : "none"; };
    double unit = 1;
    for (int decimals = 1; decimals <= most_decimals; ++decimals) {
        unit *= 10;
        if (const auto old_text = text(before, unit), new_text = text(after, unit); old_text != new_text) {
            return fmt::format("{} of {} was {} and is now {}", figure, entry_name(effect.date, effect.occasion, effect.rater), old_text, new_text);
        }
    }
    return "";
}

/// Whether a goal that is gone took a rating with it that moved this entry: then the rating says so.
bool told_by_its_rating(const Change& change, const EntryEffect& effect, const std::vector<Change>& changes)
{
    return change.fact == FactKind::goal && !change.after && std::any_of(effect.causes.begin(), effect.causes.end(), [&](std::size_t c) {
               return changes[c].change_class == ChangeClass::edited_ratings && changes[c].goal == change.goal;
           });
}

/// The effects on entries of both plans that a change is a cause of, by the indices of the changes.
std::vector<std::vector<const EntryEffect*>> effects_by_cause(const PlanDiff& diff)
{
    std::vector<std::vector<const EntryEffect*>> effects(diff.changes.size());
    for (const auto& effect : diff.effects) {
        for (const auto c : effect.in_old&& effect.in_new ? effect.causes : std::vector<std::size_t>()) {
            if (!told_by_its_rating(diff.changes[c], effect, diff.changes)) {
                effects[c].push_back(&effect);
            }
        }
    }
    return effects;
}

/// What became of the latest entry whose T moved, else of the latest whose change did, and how many others moved with it.
std::string moved_words(const std::vector<const EntryEffect*>& effects)
{
    std::string t_words;
    std::string change_words;
    for (const auto* effect : effects) {
        const auto* others = effect->causes.size() > 1 ? ", by this and other changes" : "";
        if (const auto t = moved_text("T", *effect, effect->t_before, effect->t_after); !t.empty()) {
            t_words = t + others;
        } else if (const auto change = moved_text("the change", *effect, effect->change_before, effect->change_after); !change.empty()) {
            change_words = change + others;
        }
    }
    return (t_words.empty() ? change_words : t_words) +
           (effects.size() > 1 ? fmt::format("; {} moved too", counted(effects.size() - 1, "other entry", "other entries")) : "");
}

}  // namespace

std::vector<Diagnostic> check_changes(const PlanDiff& diff, const std::string& plan_id, Range home)
{
    std::vector<Diagnostic> found;
    const auto effects = effects_by_cause(diff);
    for (std::size_t c = 0; c < diff.changes.size(); ++c) {
        const auto& change = diff.changes[c];
        const auto tell = [&](Rule rule, const std::string& more, const std::string& hint) {
            found.push_back(diagnose(rule, or_else(change.new_range.value_or(Range{}), home), message_of(change) + more, hint, plan_id, change.goal));
        };
        if (change.change_class == ChangeClass::edited_ratings) {
            tell(Rule::past_rating_edited, "", "if it corrects a slip, keep it and mark it: # gas: ignore[GAS401] why");
        } else if (change.change_class == ChangeClass::scale_change) {
            const bool of_goal = !change.goal.empty();  // else of a measure, whose readings stand outside the goals
            tell(Rule::scale_moved_after_rating, of_goal ? "; the goal had been rated before" : "; the measure had readings before",
                 of_goal ? "ratings before and after are not of one scale; a goal that is revised gets a new id, with `replaces:` the old one"
                         : "readings before and after are not told one way; if it corrects a slip, keep it and mark it: # gas: ignore[GAS402] why");
        } else if (!effects[c].empty()) {
            tell(Rule::past_score_moved, "; " + moved_words(effects[c]), "if it is meant, keep it and mark it: # gas: ignore[GAS403] why");
        }
    }
    return found;
}

}  // namespace gas
