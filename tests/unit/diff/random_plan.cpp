// SPDX-License-Identifier: MIT
#include "random_plan.hpp"

#include <algorithm>

namespace gas::test {

namespace {

Date day(int number) { return Date{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + std::chrono::days{number}}; }

Level level(int n) { return *Level::from_int(n); }

const std::vector<std::string>& raters()
{
    static const std::vector<std::string> names = {"AB", "CD", ""};
    return names;
}

std::string word(Rng& rng)
{
    static const std::vector<std::string> words = {"walks", "reads", "cooks", "sleeps", "swims", "writes", "calls", "shops"};
    return words[pick(rng, words.size())];
}

Goal random_goal(Rng& rng, const std::string& id, bool weighted)
{
    Goal goal;
    goal.id = id;
    goal.title = "Title of " + id + " " + word(rng);
    if (weighted) {
        goal.importance = static_cast<int>(1 + pick(rng, 3));
        goal.difficulty = static_cast<int>(1 + pick(rng, 3));
    }
    const bool ranged = pick(rng, 3) == 0;
    for (int n = -2; n <= 2; ++n) {
        ScaleLevel step;
        step.level = level(n);
        step.text = word(rng) + " " + id + " on step " + std::to_string(n + 3);
        if (ranged) {
            step.range = ValueRange{static_cast<double>(2 * (n + 2)), static_cast<double>(2 * (n + 2) + 1)};
        }
        goal.scale.push_back(step);
    }
    if (ranged) {
        goal.indicator = Indicator{"steps", Better::higher, std::nullopt};
    }
    if (pick(rng, 2) == 0) {
        goal.baseline = level(-1 - static_cast<int>(pick(rng, 2)));
    }
    if (pick(rng, 2) == 0) {
        goal.target = day(200 + static_cast<int>(pick(rng, 50)));
    }
    return goal;
}

GoalRating random_rating(Rng& rng, const Plan& plan, std::size_t goal)
{
    GoalRating rating;
    rating.goal = goal;
    if (plan.goals[goal].scale.front().range && pick(rng, 2) == 0) {
        rating.value = static_cast<double>(pick(rng, 10));
        rating.level = plan.goals[goal].holding(*rating.value)->level;
        rating.recorded = std::to_string(static_cast<int>(*rating.value));
    } else if (pick(rng, 8) == 0) {
        rating.recorded = "not-applicable";
    } else {
        rating.level = level(static_cast<int>(pick(rng, 5)) - 2);
        rating.recorded = to_string(*rating.level);
    }
    if (pick(rng, 4) == 0) {
        rating.note = "noted " + word(rng);
    }
    return rating;
}

RatingEntry random_entry(Rng& rng, const Plan& plan, Date date)
{
    RatingEntry entry;
    entry.date = date;
    entry.rater = raters()[pick(rng, raters().size())];
    entry.occasion = pick(rng, 3) == 0 ? "review" : "";
    entry.note = pick(rng, 4) == 0 ? "Decided on " + word(rng) : "";
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        if (pick(rng, 4) != 0 || (g + 1 == plan.goals.size() && entry.levels.empty())) {
            entry.levels.push_back(random_rating(rng, plan, g));
        }
    }
    return entry;
}

bool is_rated(const Plan& plan, std::size_t goal)
{
    return std::any_of(plan.ratings.begin(), plan.ratings.end(), [&](const auto& entry) {
        const auto* rating = entry.of(goal);
        return rating != nullptr && rating->level;
    });
}

std::string quoted(const std::string& text, const Layout& layout, Rng& rng)
{
    return layout.quoted && pick(rng, 2) == 0 ? (pick(rng, 2) == 0 ? "\"" + text + "\"" : "'" + text + "'") : text;
}

std::string range_of(const ValueRange& range)
{
    return "\"" + std::to_string(static_cast<int>(range.low)) + ".." + std::to_string(static_cast<int>(range.high)) + "\"";
}

std::string goal_text(const Goal& goal, const Layout& layout, Rng& rng)
{
    const auto q = [&](const std::string& text) { return quoted(text, layout, rng); };
    std::string out = "  - id: " + goal.id + "\n    title: " + q(goal.title) + "\n";
    const auto field = [&](const std::string& key, const std::string& value) { out += "    " + key + ": " + value + "\n"; };
    if (goal.importance) {
        field("importance", std::to_string(*goal.importance));
        field("difficulty", std::to_string(*goal.difficulty));
    }
    if (goal.baseline) {
        field("baseline", to_string(*goal.baseline));
    }
    if (goal.target) {
        field("target", to_string(*goal.target));
    }
    if (goal.status != GoalStatus::active) {
        field("status", std::string(to_string(goal.status)));
    }
    if (goal.ended) {
        field("ended", to_string(*goal.ended));
    }
    if (goal.indicator) {
        field("indicator", "{unit: " + goal.indicator->unit + ", better: higher}");
    }
    out += layout.comments && pick(rng, 2) == 0 ? "    # the steps of " + goal.id + "\n" : "";
    out += "    scale:\n";
    for (const auto& step : goal.scale) {
        const auto key = "      " + to_string(step.level) + ": ";
        out += step.range ? key + "{text: " + q(step.text) + ", range: " + range_of(*step.range) + "}\n" : key + q(step.text) + "\n";
    }
    return out;
}

std::string rating_text(const GoalRating& rating, const Layout& layout, Rng& rng)
{
    if (!rating.value && rating.note.empty()) {
        return rating.recorded;
    }
    auto text = (rating.value ? "{value: " : "{level: ") + rating.recorded;
    return text + (rating.note.empty() ? "" : ", note: " + quoted(rating.note, layout, rng)) + "}";
}

std::string entry_text(const Plan& plan, const RatingEntry& entry, const Layout& layout, Rng& rng)
{
    auto out = "  - date: " + to_string(entry.date) + "\n";
    out += entry.occasion.empty() ? "" : "    occasion: " + entry.occasion + "\n";
    out += entry.rater.empty() ? "" : "    rater: " + entry.rater + "\n";
    out += entry.role ? "    role: " + std::string(to_string(*entry.role)) + "\n" : "";
    out += entry.note.empty() ? "" : "    note: " + quoted(entry.note, layout, rng) + "\n";
    out += layout.flow ? "    levels: {" : "    levels:\n";
    for (std::size_t i = 0; i < entry.levels.size(); ++i) {
        const auto& rating = entry.levels[i];
        const auto pair = plan.goals[rating.goal].id + ": " + rating_text(rating, layout, rng);
        out += layout.flow ? (i == 0 ? "" : ", ") + pair : "      " + pair + "\n";
    }
    return out + (layout.flow ? "}\n" : "");
}

std::vector<std::size_t> order_of(std::size_t n, bool shuffled, Rng& rng)
{
    std::vector<std::size_t> order(n);
    for (std::size_t i = 0; i < n; ++i) {
        order[i] = i;
    }
    if (shuffled) {
        std::shuffle(order.begin(), order.end(), rng);
    }
    return order;
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

Plan random_plan(Rng& rng)
{
    Plan plan;
    plan.id = "P-" + std::to_string(pick(rng, 900) + 100);
    if (pick(rng, 2) == 0) {
        plan.covariates = {{"arm", pick(rng, 2) == 0 ? "a" : "b", false}, {"age", std::to_string(20 + pick(rng, 60)), false}};
    }
    if (pick(rng, 3) == 0) {
        plan.scoring.rho = 0.25;
    }
    if (pick(rng, 2) == 0) {
        plan.needs = {{"mobility", "Walks " + word(rng), std::nullopt}};
    }
    if (pick(rng, 2) == 0) {
        plan.measures = {{"phq9", "PHQ-9", Better::lower, std::nullopt, {{day(3), 17}}}};
        plan.measures[0].range = pick(rng, 2) == 0 ? std::optional(ValueRange{0, 27}) : std::nullopt;
    }
    const bool weighted = pick(rng, 2) == 0;
    const auto goals = 1 + pick(rng, 4);
    for (std::size_t g = 0; g < goals; ++g) {
        plan.goals.push_back(random_goal(rng, "g" + std::to_string(g + 1), weighted));
    }
    const auto entries = pick(rng, 5);
    for (std::size_t e = 0; e < entries; ++e) {
        plan.ratings.push_back(random_entry(rng, plan, day(static_cast<int>(10 * e + pick(rng, 9)))));
        if (e == 0) {
            plan.ratings.back().occasion = "baseline";
        }
    }
    for (auto& goal : plan.goals) {
        // a baseline of its own would contradict the entry's
        goal.baseline = entries == 0 ? goal.baseline : std::nullopt;
    }
    return plan;
}

Layout random_layout(Rng& rng) { return {pick(rng, 2) == 0, pick(rng, 2) == 0, pick(rng, 2) == 0, pick(rng, 2) == 0}; }

std::string write_plan(const Plan& plan, const Layout& layout, Rng& rng)
{
    std::string out = layout.comments ? "# a plan made at random\ngas: 1\n" : "gas: 1\n";
    out += "id: " + plan.id + "\n";
    if (!plan.covariates.empty()) {
        out += "covariates: {";
        for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
            out += (i == 0 ? "" : ", ") + plan.covariates[i].name + ": " + plan.covariates[i].value;
        }
        out += "}\n";
    }
    out += plan.review ? "review: " + to_string(*plan.review) + "\n" : "";
    if (plan.scoring.rho || (layout.comments && pick(rng, 2) == 0)) {
        out += "scoring: {rho: " + std::string(plan.scoring.rho ? (*plan.scoring.rho == 0.25 ? "0.25" : "0.5") : "0.3") + "}\n";
    }
    if (!plan.needs.empty()) {
        out += "needs:\n  - {id: " + plan.needs[0].id + ", text: " + quoted(plan.needs[0].text, layout, rng) + "}\n";
    }
    out += "\ngoals:\n";
    for (const auto g : order_of(plan.goals.size(), layout.shuffled, rng)) {
        out += goal_text(plan.goals[g], layout, rng);
    }
    for (const auto& measure : plan.measures) {
        out += "\nmeasures:\n  - id: " + measure.id + "\n    title: " + quoted(measure.title, layout, rng) + "\n    better: lower\n";
        out += measure.range ? "    range: " + range_of(*measure.range) + "\n" : "";
        out += "    readings: {" + to_string(measure.readings[0].date) + ": " + number_text(measure.readings[0].value) + "}\n";
    }
    if (!plan.ratings.empty()) {
        out += "\nratings:\n";
    }
    for (const auto e : order_of(plan.ratings.size(), layout.shuffled, rng)) {
        out += layout.comments && pick(rng, 2) == 0 ? "  # seen at home\n" : "";
        out += entry_text(plan, plan.ratings[e], layout, rng);
    }
    return out;
}

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
