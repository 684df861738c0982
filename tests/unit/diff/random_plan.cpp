// SPDX-License-Identifier: MIT
#include "random_plan.hpp"

#include <algorithm>

#include "random_parts.hpp"

namespace gas::test {

namespace {

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
    if (!goal.reason.empty()) {
        field("reason", goal.reason);
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

}  // namespace

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

namespace {

/// Sessions and agreements, two of one day among them.
void add_sessions(Plan& plan, Rng& rng)
{
    if (pick(rng, 2) == 0) {
        plan.interventions = {{"walks", "Walks with a frame", "", pick(rng, 2) == 0 ? "twice a week" : "", {}, {}}, {"talks", "Talks", "", "", day(1), {}}};
        plan.sessions = {{day(4), {"walks"}, ""}, {day(11), {"walks", "talks"}, "notes/a.md"}, {day(11), {}, "notes/b.md"}};
        plan.sessions.resize(pick(rng, 4));
    }
    if (pick(rng, 2) == 0) {
        plan.agreed = {{"client", day(1), {}}, {"parent", day(1), {}}, {"Dr A", day(5), day(90)}};
        plan.agreed.resize(pick(rng, 4));
    }
}

std::string session_text(const Session& session)
{
    auto out = "  - {date: " + to_string(session.date);
    for (const auto& used : session.used) {
        out += (&used == session.used.data() ? ", used: [" : ", ") + used + (&used == &session.used.back() ? "]" : "");
    }
    return out + (session.source.empty() ? "" : ", source: " + session.source) + "}\n";
}

std::string agreement_text(const Agreement& agreement)
{
    const auto until = agreement.until ? "\n    until: " + to_string(*agreement.until) : "";
    return "  - by: " + agreement.by + "\n    date: " + to_string(agreement.date) + until + "\n";
}

std::string intervention_text(const Intervention& intervention)
{
    return "  - {id: " + intervention.id + ", text: " + intervention.text + (intervention.dose.empty() ? "" : ", dose: " + intervention.dose) +
           (intervention.from ? ", from: " + to_string(*intervention.from) : "") + "}\n";
}

template <typename Element>
std::string list_section(const std::string& key, const std::vector<Element>& list, std::string (*text)(const Element&))
{
    std::string out = list.empty() ? "" : "\n" + key + ":\n";
    for (const auto& element : list) {
        out += text(element);
    }
    return out;
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
        plan.needs = {{"mobility", "Walks " + word(rng), std::nullopt, pick(rng, 2) == 0 ? "d450" : ""}};
    }
    if (pick(rng, 2) == 0) {
        plan.measures = {{"phq9", "PHQ-9", Better::lower, std::nullopt, {{day(3), 17}}}};
        plan.measures[0].range = pick(rng, 2) == 0 ? std::optional(ValueRange{0, 27}) : std::nullopt;
    }
    add_sessions(plan, rng);
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
        out += "needs:\n  - {id: " + plan.needs[0].id + ", text: " + quoted(plan.needs[0].text, layout, rng);
        out += (plan.needs[0].code.empty() ? "" : ", code: " + plan.needs[0].code) + "}\n";
    }
    out += list_section("agreed", plan.agreed, agreement_text) + list_section("interventions", plan.interventions, intervention_text);
    out += "\ngoals:\n";
    for (const auto g : order_of(plan.goals.size(), layout.shuffled, rng)) {
        out += goal_text(plan.goals[g], layout, rng);
    }
    for (const auto& measure : plan.measures) {
        out += "\nmeasures:\n  - id: " + measure.id + "\n    title: " + quoted(measure.title, layout, rng) + "\n    better: lower\n";
        out += measure.range ? "    range: " + range_of(*measure.range) + "\n" : "";
        out += "    readings: {" + to_string(measure.readings[0].date) + ": " + number_text(measure.readings[0].value) + "}\n";
    }
    out += list_section("sessions", plan.sessions, session_text);
    if (!plan.ratings.empty()) {
        out += "\nratings:\n";
    }
    for (const auto e : order_of(plan.ratings.size(), layout.shuffled, rng)) {
        out += layout.comments && pick(rng, 2) == 0 ? "  # seen at home\n" : "";
        out += entry_text(plan, plan.ratings[e], layout, rng);
    }
    return out;
}

}  // namespace gas::test
