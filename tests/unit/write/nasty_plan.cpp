// SPDX-License-Identifier: MIT
#include "nasty_plan.hpp"

#include <optional>
#include <string>
#include <vector>

#include "gas/text/near_names.hpp"

namespace gas::test {

namespace {

/// Pieces that a text is made of where it is to be as nasty as can be.
std::string nasty_text(Rng& rng, bool lines)
{
    static const std::vector<std::string> pieces = {
        "a",       "walks",  " ",      " ",      ": ",     ":",      " #",         "#",      "- ",     "-",
        "?",       "? ",     ",",      "[",      "]",      "{",      "}",          "'",      "\"",     "\\",
        "|",       ">",      "%",      "@",      "`",      "&",      "*",          "!",      "=",      "~",
        "<<",      "null",   "yes",    "true",   "1",      "007",    "1e3",        "0x1F",   "+1",     "-2",
        "..",      ".",      "\t",     "12:30",  "---",    "...",    "2026-01-01", "é",      "日本",   "\U0001F469\u200D\U0001F52C",
        "e\u0301", "\u2028", "\u2212", "\u00A0", "\uFEFF", "\u200B", "\u202E",     "\uFFFE", "\uFFFF", "//",
        "$",       "\n",     "\n\n",   "\\n",    "'' \"\""};
    std::string text;
    const auto count = 1 + pick(rng, 6);
    for (std::size_t i = 0; i < count; ++i) {
        text += pieces[pick(rng, pieces.size())];
    }
    text += pick(rng, 2000) == 0 ? std::string(20'000, 'x') : "";
    while (!lines && text.find('\n') != std::string::npos) {
        text.erase(text.find('\n'), 1);
    }
    // what the reader takes off, and refuses
    const auto last = text.find_last_not_of(" \n");
    text.resize(last == std::string::npos ? 0 : last + 1);
    return text.find_first_not_of(" \t\n") == std::string::npos ? "x" + text : text;
}

/// The same for a name, whose characters have to be seen.
std::string nasty_name(Rng& rng)
{
    std::string name;
    do {
        name = nasty_text(rng, false);
    } while (!invisible_in(name).empty());
    return name;
}

template <typename Value>
void sometimes(Rng& rng, std::optional<Value>& field, Value value)
{
    if (pick(rng, 2) == 0) {
        field = value;
    }
}

Date some_day(Rng& rng) { return Date{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} + std::chrono::days{static_cast<int>(pick(rng, 3000))}}; }

void fill_goal(Rng& rng, Plan& plan, Goal& goal)
{
    goal.title = nasty_text(rng, false);
    goal.domain = pick(rng, 2) == 0 ? nasty_text(rng, false) : "";
    for (const auto& need : plan.needs) {
        goal.addresses.push_back(need.id);
    }
    if (pick(rng, 2) == 0) {
        goal.interventions = {plan.interventions[0].id, plan.interventions[0].id};
    }
    sometimes(rng, goal.added, some_day(rng));
    sometimes(rng, goal.ended, some_day(rng));
    goal.status = static_cast<GoalStatus>(pick(rng, 5));
    goal.reason = pick(rng, 2) == 0 ? nasty_text(rng, true) : "";
    if (goal.indicator) {
        goal.indicator->unit = pick(rng, 4) == 0 ? "" : nasty_text(rng, false);
        goal.indicator->better = pick(rng, 2) == 0 ? std::optional(Better::higher) : std::nullopt;
        sometimes(rng, goal.indicator->integer, true);
        goal.scale.front().range->low = pick(rng, 2) == 0 ? goal.scale.front().range->low : -std::numeric_limits<double>::infinity();
        goal.scale.back().range->high = pick(rng, 2) == 0 ? goal.scale.back().range->high : std::numeric_limits<double>::infinity();
    } else if (pick(rng, 4) == 0) {
        goal.indicator.emplace();
    }
    for (auto& level : goal.scale) {
        level.text = nasty_text(rng, true);
    }
}

void fill_rating(Rng& rng, const Plan& plan, GoalRating& rating)
{
    static const std::vector<std::pair<std::string, int>> levels = {{"1", 2}, {"+1", 2}, {"-0", 0}, {"+0", 0}, {"2", 4}, {"-0.5", -1}, {"-2", -4}};
    rating.note = pick(rng, 2) == 0 ? nasty_text(rng, true) : "";
    rating.source = pick(rng, 2) == 0 ? nasty_text(rng, false) : "";
    if (!rating.value && rating.level && pick(rng, 2) == 0) {
        const auto& [text, twice] = levels[pick(rng, levels.size())];
        rating.recorded = text;
        rating.level = Level::from_twice(twice);
    } else if (!rating.value && rating.level && pick(rng, 4) == 0) {
        rating.word = RatingWord::more;
        rating.recorded = "more";
        rating.level = Level::from_int(1);
    } else if (rating.value) {
        const auto whole = rating.recorded;
        static const std::vector<std::string> forms = {"", "+", "0", ".0", "e0", "."};
        const auto form = pick(rng, forms.size());
        rating.recorded = form == 1 || form == 2 ? forms[form] + whole : whole + forms[form];
        if (pick(rng, 4) == 0) {
            rating.recorded = to_string(*plan.goals[rating.goal].holding(*rating.value)->level.from_twice(rating.level->twice()));
        }
    }
}

}  // namespace

Plan nasty_plan(Rng& rng)
{
    auto plan = random_plan(rng);
    plan.id = pick(rng, 2) == 0 ? plan.id : std::vector<std::string>{"007", "no", "1e3", "a: b", "é #1", "Null", "2026-01-01", "a\tb", "x'\"y"}[pick(rng, 9)];
    for (std::size_t c = pick(rng, 4); c > 0; --c) {
        plan.covariates.push_back({nasty_text(rng, true).substr(0, 40) + "\x01" + std::to_string(c), nasty_name(rng), true});
    }
    for (const std::string plain : {"a, b", "-x", "4.0", "no", "a?b", "1 # 2"}) {
        if (pick(rng, 4) == 0 && plain.find(" #") == std::string::npos) {
            plan.covariates.push_back({"plain " + plain, plain, false});
        }
    }
    sometimes(rng, plan.start, some_day(rng));
    sometimes(rng, plan.review, some_day(rng));
    sometimes(rng, plan.scoring.rho, 0.1 * static_cast<double>(pick(rng, 10)));
    if (pick(rng, 2) == 0) {
        plan.scoring.weighting = Weighting::equal;
        plan.scoring.baseline.emplace();
        sometimes(rng, plan.scoring.baseline->some_function, *Level::from_int(-1));
        sometimes(rng, plan.scoring.baseline->no_function, *Level::from_int(-2));
    }
    plan.needs.push_back({"n2", nasty_text(rng, true), pick(rng, 2) == 0 ? std::optional(some_day(rng)) : std::nullopt, ""});
    plan.needs.back().code = pick(rng, 2) == 0 ? nasty_text(rng, false) : "";
    plan.interventions = {{"1", nasty_text(rng, true), nasty_text(rng, false), "", some_day(rng), {}},
                          {"no", nasty_text(rng, true), "", nasty_text(rng, false), {}, {}}};
    sometimes(rng, plan.interventions[1].until, some_day(rng));
    plan.agreed = {{nasty_text(rng, false) + "a", some_day(rng), {}}, {nasty_text(rng, false) + "b", some_day(rng), some_day(rng)}};
    plan.sessions = {{some_day(rng), {"no", "1"}, nasty_text(rng, false) + "a"}, {some_day(rng), {}, ""}};
    plan.measures = {{"m", pick(rng, 2) == 0 ? nasty_text(rng, false) : "", pick(rng, 2) == 0 ? std::optional(Better::lower) : std::nullopt, std::nullopt, {}},
                     {"1e3", "", std::nullopt, ValueRange{0, 0.5}, {{some_day(rng), 0.1}}}};
    for (int day = 0; day < 12; ++day) {
        plan.measures[0].readings.push_back(
            {Date{some_day(rng).day + std::chrono::days{10'000 * day}}, std::ldexp(static_cast<double>(rng()), -static_cast<int>(pick(rng, 90)))});
    }
    for (auto& goal : plan.goals) {
        goal.id = pick(rng, 6) == 0 ? std::vector<std::string>{"no", "1", "007", "null", "0-0", "y", std::string(1500, 'a')}[pick(rng, 7)] + goal.id : goal.id;
        fill_goal(rng, plan, goal);
    }
    if (plan.goals.size() > 1 && pick(rng, 2) == 0) {
        plan.goals[0].replaces = plan.goals[1].id;
    }
    for (auto& entry : plan.ratings) {
        entry.occasion = pick(rng, 2) == 0 ? nasty_name(rng) : entry.occasion;
        entry.rater = pick(rng, 2) == 0 ? nasty_name(rng) : entry.rater;
        sometimes(rng, entry.role, static_cast<Role>(pick(rng, 4)));
        entry.levels.resize(pick(rng, 6) == 0 ? 0 : entry.levels.size());
        for (auto& rating : entry.levels) {
            fill_rating(rng, plan, rating);
        }
    }
    return plan;
}

}  // namespace gas::test
