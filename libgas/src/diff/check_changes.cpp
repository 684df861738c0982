// SPDX-License-Identifier: MIT
#include "gas/diff/check_changes.hpp"

#include <fmt/format.h>

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
    return fmt::format("the {}{}", change.field == "role" ? "role of the rater" : change.field, day);
}

std::string message_of(const Change& change)
{
    if (change.kind == "plan-removed") {
        return "a plan with ratings is gone";
    }
    if (change.kind == "entry-moved") {
        return fmt::format("the rating entry of {} is now one of {}", *change.before, *change.after);
    }
    const auto subject = subject_of(change);
    if (change.free_text || !change.before || !change.after) {
        const auto value = change.before && !change.after && !change.free_text ? fmt::format(", {},", *change.before) : "";
        return fmt::format("{}{} {}", subject, value, !change.after ? "is gone" : !change.before ? "was added" : "was changed");
    }
    return fmt::format("{} was {} and is now {}", subject, *change.before, *change.after);
}

}  // namespace

std::vector<Diagnostic> check_changes(const PlanDiff& diff, const std::string& plan_id, Range home)
{
    std::vector<Diagnostic> found;
    for (const auto& change : diff.changes) {
        const bool rating = change.change_class == ChangeClass::edited_ratings;
        if (!rating && change.change_class != ChangeClass::scale_change) {
            continue;
        }
        found.push_back(diagnose(rating ? Rule::past_rating_edited : Rule::scale_moved_after_rating, or_else(change.new_range.value_or(Range{}), home),
                                 message_of(change) + (rating ? "" : "; the goal had been rated before"),
                                 rating ? "if it corrects a slip, keep it and mark it: # gas: ignore[GAS401] why"
                                        : "ratings before and after are not of one scale; a goal that is revised gets a new id, with `replaces:` the old one",
                                 plan_id, change.goal));
    }
    return found;
}

}  // namespace gas
