// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "random_parts.hpp"

namespace gas::test {

namespace {

bool is_rated(const Plan& plan, std::size_t goal)
{
    return std::any_of(plan.ratings.begin(), plan.ratings.end(), [&](const auto& entry) {
        const auto* rating = entry.of(goal);
        return rating != nullptr && rating->level;
    });
}

using Found = std::optional<ExpectedChange>;

/// The kinds of the notes of an entry, or of one of its ratings, that comes or goes.
std::map<std::string, std::size_t> notes_of(const GoalRating& rating, const std::string& how)
{
    return rating.note.empty() ? std::map<std::string, std::size_t>() : std::map<std::string, std::size_t>{{"rating-note-" + how, 1}};
}
std::map<std::string, std::size_t> notes_of(const RatingEntry& entry, const std::string& how)
{
    std::map<std::string, std::size_t> notes;
    for (const auto& rating : entry.levels) {
        for (const auto& [kind, n] : notes_of(rating, how)) {
            notes[kind] += n;
        }
    }
    if (!entry.note.empty()) {
        notes["entry-note-" + how] = 1;
    }
    return notes;
}

/// A goal that `good` takes, at random.
template <typename Good>
std::optional<std::size_t> some_goal(const Plan& plan, Rng& rng, Good good)
{
    std::vector<std::size_t> goals;
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        if (good(g)) {
            goals.push_back(g);
        }
    }
    return goals.empty() ? std::nullopt : std::optional(goals[pick(rng, goals.size())]);
}

auto any_goal()
{
    return [](std::size_t) { return true; };
}

Found goal_edit(Plan& plan, Rng& rng, ChangeClass change_class, const std::string& kind, const std::function<bool(Goal&)>& edit)
{
    const auto g = some_goal(plan, rng, any_goal());
    if (!g || !edit(plan.goals[*g])) {
        return std::nullopt;
    }
    return ExpectedChange{change_class, kind, 1, "goal " + plan.goals[*g].id};
}

Found edit_rating(Plan& plan, Rng& rng)
{
    if (plan.ratings.empty()) {
        return std::nullopt;
    }
    const auto e = pick(rng, plan.ratings.size());
    auto& rating = plan.ratings[e].levels[pick(rng, plan.ratings[e].levels.size())];
    const auto now = rating.level && !rating.value ? static_cast<int>(rating.level->value()) : 9;
    const auto other = now == 9 ? 0 : now == 2 ? -2 : now + 1;
    rating.value.reset();
    rating.level = level(other);
    rating.recorded = to_string(*rating.level);
    return ExpectedChange{ChangeClass::edited_ratings, "rating-edited", 1, "entry " + std::to_string(e)};
}

Found remove_entry(Plan& plan, Rng& rng)
{
    if (plan.ratings.empty()) {
        return std::nullopt;
    }
    const auto e = pick(rng, plan.ratings.size());
    const auto n = plan.ratings[e].levels.size();
    auto notes = notes_of(plan.ratings[e], "removed");
    plan.ratings.erase(plan.ratings.begin() + static_cast<std::ptrdiff_t>(e));
    return ExpectedChange{ChangeClass::edited_ratings, "rating-removed", n, "all", std::move(notes)};
}

Found remove_rating(Plan& plan, Rng& rng)
{
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        auto& levels = plan.ratings[e].levels;
        if (levels.size() > 1) {
            const auto at = levels.begin() + static_cast<std::ptrdiff_t>(pick(rng, levels.size()));
            auto notes = notes_of(*at, "removed");
            levels.erase(at);
            return ExpectedChange{ChangeClass::edited_ratings, "rating-removed", 1, "entry " + std::to_string(e), std::move(notes)};
        }
    }
    return std::nullopt;
}

Found move_entry(Plan& plan, Rng& rng)
{
    if (plan.ratings.empty()) {
        return std::nullopt;
    }
    const auto e = pick(rng, plan.ratings.size());
    const auto same_levels = [&](const RatingEntry& other) {
        return std::equal(other.levels.begin(), other.levels.end(), plan.ratings[e].levels.begin(), plan.ratings[e].levels.end(),
                          [](const auto& a, const auto& b) { return a.goal == b.goal && a.recorded == b.recorded; });
    };
    if (std::count_if(plan.ratings.begin(), plan.ratings.end(), same_levels) > 1) {
        return std::nullopt;  // which of the two has moved cannot be told
    }
    plan.ratings[e].date = day(365 + static_cast<int>(pick(rng, 100)));
    return ExpectedChange{ChangeClass::edited_ratings, "entry-moved", 1, "entry " + std::to_string(e)};
}

Found change_role(Plan& plan, Rng& rng)
{
    if (plan.ratings.empty()) {
        return std::nullopt;
    }
    const auto e = pick(rng, plan.ratings.size());
    plan.ratings[e].role = Role::patient;
    return ExpectedChange{ChangeClass::edited_ratings, "entry-role-added", 1, "entry " + std::to_string(e)};
}

Found change_note(Plan& plan, Rng& rng)
{
    if (plan.ratings.empty()) {
        return std::nullopt;
    }
    const auto e = pick(rng, plan.ratings.size());
    auto& note = plan.ratings[e].note;
    const auto* kind = note.empty() ? "entry-note-added" : "entry-note-changed";
    note += "Decided anew";
    return ExpectedChange{ChangeClass::texts, kind, 1, "entry " + std::to_string(e)};
}

Found add_entry(Plan& plan, Rng& rng)
{
    if (plan.goals.empty()) {
        return std::nullopt;
    }
    plan.ratings.push_back(random_entry(rng, plan, day(500 + static_cast<int>(pick(rng, 400)))));
    return ExpectedChange{ChangeClass::new_ratings, "rating-added", plan.ratings.back().levels.size(), "new entry", notes_of(plan.ratings.back(), "added")};
}

Found add_rating(Plan& plan, Rng& rng)
{
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        for (std::size_t g = 0; g < plan.goals.size(); ++g) {
            if (plan.ratings[e].of(g) == nullptr) {
                plan.ratings[e].levels.push_back(random_rating(rng, plan, g));
                const auto& added = plan.ratings[e].levels.back();
                return ExpectedChange{ChangeClass::new_ratings, "rating-added", 1, "entry " + std::to_string(e), notes_of(added, "added")};
            }
        }
    }
    return std::nullopt;
}

Found change_scale_text(Plan& plan, Rng& rng)
{
    const auto g = some_goal(plan, rng, any_goal());
    if (!g) {
        return std::nullopt;
    }
    plan.goals[*g].scale[pick(rng, 5)].text += " again";
    return ExpectedChange{is_rated(plan, *g) ? ChangeClass::scale_change : ChangeClass::goals, "scale-text-changed", 1, "goal " + plan.goals[*g].id};
}

Found change_importance(Plan& plan, Rng& rng)
{
    const auto g = some_goal(plan, rng, [&](std::size_t i) { return plan.goals[i].importance.has_value(); });
    if (!g) {
        return std::nullopt;
    }
    plan.goals[*g].importance = *plan.goals[*g].importance % 3 + 1;
    return ExpectedChange{is_rated(plan, *g) ? ChangeClass::scale_change : ChangeClass::goals, "importance-changed", 1, "goal " + plan.goals[*g].id};
}

Found change_range(Plan& plan, Rng& rng)
{
    // the two outer steps meet at another value, which no rating that is written as a value then contradicts
    const auto g = some_goal(plan, rng, [&](std::size_t i) { return plan.goals[i].scale.front().range.has_value(); });
    if (!g) {
        return std::nullopt;
    }
    auto& scale = plan.goals[*g].scale;
    if (scale[0].range->high != 1) {
        return std::nullopt;
    }
    scale[0].range->high = 0;
    scale[1].range->low = 1;
    return ExpectedChange{is_rated(plan, *g) ? ChangeClass::scale_change : ChangeClass::goals, "scale-range-changed", 2, "goal " + plan.goals[*g].id};
}

Found add_goal(Plan& plan, Rng& rng)
{
    plan.goals.push_back(random_goal(rng, "new" + std::to_string(pick(rng, 1000)), !plan.goals.empty() && plan.goals[0].importance));
    return ExpectedChange{ChangeClass::goals, "goal-added", 1, "new goal"};
}

Found remove_goal(Plan& plan, Rng& rng)
{
    const auto g = some_goal(plan, rng, [&](std::size_t i) {
        return plan.goals.size() > 1 && std::none_of(plan.ratings.begin(), plan.ratings.end(), [&](const auto& entry) { return entry.of(i) != nullptr; });
    });
    if (!g) {
        return std::nullopt;
    }
    plan.goals.erase(plan.goals.begin() + static_cast<std::ptrdiff_t>(*g));
    for (auto& entry : plan.ratings) {
        for (auto& rating : entry.levels) {
            rating.goal -= rating.goal > *g ? 1 : 0;
        }
    }
    return ExpectedChange{ChangeClass::goals, "goal-removed", 1, "all"};
}

}  // namespace

const std::vector<Edit>& all_edits()
{
    using enum ChangeClass;
    static const std::vector<Edit> edits = {
        {"edit a rating", edit_rating},
        {"remove an entry", remove_entry},
        {"remove a rating", remove_rating},
        {"move an entry", move_entry},
        {"change a role", change_role},
        {"change an entry's note", change_note},
        {"add an entry", add_entry},
        {"add a rating", add_rating},
        {"change a scale's text", change_scale_text},
        {"change an importance", change_importance},
        {"change a range", change_range},
        {"add a goal", add_goal},
        {"remove a goal", remove_goal},
        {"rho",
         [](Plan& plan, Rng&) {
             plan.scoring.rho = 0.5;
             return Found(ExpectedChange{settings, "rho-changed", 1, "rho"});
         }},
        {"covariate",
         [](Plan& plan, Rng&) {
             if (plan.covariates.empty()) {
                 return Found();
             }
             plan.covariates[0].value += "x";
             return Found(ExpectedChange{settings, "covariate-changed", 1, "covariates"});
         }},
        {"review",
         [](Plan& plan, Rng&) {
             plan.review = day(300);
             return Found(ExpectedChange{baseline_target, "review-added", 1, "review"});
         }},
        {"need",
         [](Plan& plan, Rng&) {
             if (plan.needs.empty()) {
                 return Found();
             }
             plan.needs[0].text += " more";
             return Found(ExpectedChange{texts, "need-text-changed", 1, "need"});
         }},
        {"session of a day that has one",
         [](Plan& plan, Rng&) {
             if (plan.sessions.size() < 2) {
                 return Found();
             }
             plan.sessions.push_back({plan.sessions[1].date, {"talks"}, "notes/c.md"});
             return Found(ExpectedChange{texts, "session-added", 1, "session c"});
         }},
        {"session of that day from another note",
         [](Plan& plan, Rng&) {
             if (plan.sessions.size() < 2) {
                 return Found();
             }
             plan.sessions.push_back({plan.sessions[1].date, {}, "notes/d.md"});
             return Found(ExpectedChange{texts, "session-added", 1, "session d"});
         }},
        {"what a session used",
         [](Plan& plan, Rng&) {
             if (plan.sessions.empty()) {
                 return Found();
             }
             plan.sessions[0].used = {"talks"};
             return Found(ExpectedChange{texts, "session-used-changed", 1, "session 0"});
         }},
        {"agreement of another",
         [](Plan& plan, Rng&) {
             plan.agreed.push_back({"grandmother", day(1), day(50)});
             return Found(ExpectedChange{texts, "agreement-added", 1, "new agreement"});
         }},
        {"until when an agreement holds",
         [](Plan& plan, Rng&) {
             if (plan.agreed.empty()) {
                 return Found();
             }
             const auto* kind = plan.agreed[0].until ? "agreement-until-changed" : "agreement-until-added";
             plan.agreed[0].until = day(200);
             return Found(ExpectedChange{texts, kind, 1, "agreement"});
         }},
        {"dose of an intervention",
         [](Plan& plan, Rng&) {
             if (plan.interventions.empty()) {
                 return Found();
             }
             const auto* kind = plan.interventions[0].dose.empty() ? "intervention-dose-added" : "intervention-dose-changed";
             plan.interventions[0].dose = "daily";
             return Found(ExpectedChange{texts, kind, 1, "interventions"});
         }},
        {"range of a measure",
         [](Plan& plan, Rng&) {
             if (plan.measures.empty()) {
                 return Found();
             }
             auto& range = plan.measures[0].range;
             const auto* kind = range ? "measure-range-changed" : "measure-range-added";
             range = ValueRange{0, 30};
             return Found(ExpectedChange{texts, kind, 1, "measure"});
         }},
        {"title",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, texts, "goal-title-changed", [](Goal& g) {
                 g.title += " anew";
                 return true;
             });
         }},
        {"id",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, goals, "goal-renamed", [](Goal& g) {
                 g.id += "-renamed";
                 return true;
             });
         }},
        {"baseline",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, baseline_target, "baseline-changed", [](Goal& g) {
                 const bool has = g.baseline.has_value();
                 g.baseline = has ? (*g.baseline == level(-1) ? level(-2) : level(-1)) : g.baseline;
                 return has;
             });
         }},
        {"target",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, baseline_target, "target-changed", [](Goal& g) {
                 const bool has = g.target.has_value();
                 g.target = has ? std::optional(day(400)) : std::nullopt;
                 return has;
             });
         }},
        {"reason",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, texts, "goal-reason-added", [](Goal& g) {
                 g.reason = "Moved house";
                 return true;
             });
         }},
        {"status",
         [](Plan& plan, Rng& rng) {
             return goal_edit(plan, rng, goals, "goal-status-added", [](Goal& g) {
                 g.status = GoalStatus::discontinued;
                 return true;
             });
         }},
    };
    return edits;
}

}  // namespace gas::test
