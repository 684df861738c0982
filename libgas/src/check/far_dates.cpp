// SPDX-License-Identifier: MIT
// Dates that lie far from all others: most of them have a mistyped year.
#include <algorithm>

#include <fmt/format.h>

#include "rules.hpp"

namespace gas::check {

namespace {

constexpr int five_years = 5 * 365 + 2;  ///< in days, with the leap days that can be among them
constexpr int half_a_year = 183;

enum class DatedBy { plan, rating, record };  ///< a record: what is written down on its day, as ratings are

struct DatedPlace {
    Date date{};
    std::string_view what;
    Range at;
    std::optional<std::size_t> goal;
    DatedBy by = DatedBy::plan;
};

/// All dates of the plan but since when its needs are there: those may be long ago.
std::vector<DatedPlace> dates_of(const Plan& plan, const PlanRanges& ranges)
{
    std::vector<DatedPlace> all;
    const auto add = [&](const std::optional<Date>& date, std::string_view what, Range at, std::optional<std::size_t> goal = {}) {
        if (date) {
            all.push_back({*date, what, at, goal});
        }
    };
    add(plan.start, "start", ranges.start);
    add(plan.review, "review", ranges.review);
    for (std::size_t a = 0; a < plan.agreed.size(); ++a) {
        all.push_back({plan.agreed[a].date, "an agreement of", ranges.agreed[a].date, std::nullopt, DatedBy::record});
        add(plan.agreed[a].until, "until", ranges.agreed[a].until);
    }
    for (std::size_t i = 0; i < plan.interventions.size(); ++i) {
        add(plan.interventions[i].from, "from", ranges.interventions[i].from);
        add(plan.interventions[i].until, "until", ranges.interventions[i].until);
    }
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        add(plan.goals[g].target, "target", ranges.goals[g].target, g);
        add(plan.goals[g].added, "added", ranges.goals[g].added, g);
        add(plan.goals[g].ended, "ended", ranges.goals[g].ended, g);
    }
    for (std::size_t m = 0; m < plan.measures.size(); ++m) {
        for (std::size_t r = 0; r < plan.measures[m].readings.size(); ++r) {
            all.push_back({plan.measures[m].readings[r].date, "a reading of", ranges.measures[m].readings[r], std::nullopt, DatedBy::record});
        }
    }
    for (std::size_t s = 0; s < plan.sessions.size(); ++s) {
        all.push_back({plan.sessions[s].date, "a session of", ranges.sessions[s].date, std::nullopt, DatedBy::record});
    }
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        all.push_back({plan.ratings[e].date, "a rating of", ranges.ratings[e].date, std::nullopt, DatedBy::rating});
    }
    return all;
}

void add_far(Findings& findings, const DatedPlace& place, std::string_view side, Date next)
{
    auto message = fmt::format("{} {} is more than five years {} every other date of the plan, {}", place.what, to_string(place.date), side, to_string(next));
    auto hint = "check the year " + to_string(place.date).substr(0, 4);
    place.goal ? findings.add_goal(Rule::date_outside_plan, *place.goal, place.at, std::move(message), std::move(hint))
               : findings.add(Rule::date_outside_plan, place.at, std::move(message), std::move(hint));
}

void check_far(Findings& findings, const std::vector<DatedPlace>& all)
{
    std::vector<Date> days;
    std::transform(all.begin(), all.end(), std::back_inserter(days), [](const auto& place) { return place.date; });
    std::sort(days.begin(), days.end());
    days.erase(std::unique(days.begin(), days.end()), days.end());
    if (days.size() < 2) {
        return;
    }
    const auto second = days[1];
    const auto last_but_one = days[days.size() - 2];
    bool late = days_between(last_but_one, days.back()) > five_years;
    bool early = days_between(days.front(), second) > five_years;
    if (days.size() == 2 && late) {  // one of the two is enough to look at both: that which stands in fewer places
        const auto places = [&](Date day) { return std::count_if(all.begin(), all.end(), [&](const auto& place) { return place.date == day; }); };
        early = places(days.front()) < places(days.back());
        late = !early;
    }
    const auto& start = findings.plan.start;
    for (const auto& place : all) {
        const bool after_day = place.by != DatedBy::plan && findings.day && *findings.day < place.date;
        const bool before_start = place.by == DatedBy::rating && start && place.date < *start;  // GAS226
        const bool told = after_day || before_start;
        if (late && !told && place.date == days.back()) {
            add_far(findings, place, "after", last_but_one);
        } else if (early && !told && place.date == days.front()) {
            add_far(findings, place, "before", second);
        }
    }
}

/// The first rating of each goal that comes long after its target; a goal that was not rated by then is told by 211.
void check_long_after(Findings& findings)
{
    const auto& plan = findings.plan;
    std::vector<bool> in_time(plan.goals.size());
    struct Place {
        Date date{};
        Range at;
    };
    std::vector<std::optional<Place>> late(plan.goals.size());
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        for (std::size_t i = 0; i < entry.levels.size() && !entry.is_baseline(); ++i) {
            const auto g = entry.levels[i].goal;
            const auto& target = plan.goals[g].target;
            if (!target || !entry.levels[i].level) {
                continue;
            }
            in_time[g] = in_time[g] || entry.date <= *target;
            if (days_between(*target, entry.date) > half_a_year && (!late[g] || entry.date < late[g]->date)) {
                late[g] = {entry.date, findings.ranges.ratings[e].goals[i].value};
            }
        }
    }
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        if (late[g] && in_time[g]) {
            findings.add_goal(Rule::rated_long_after_target, g, late[g]->at,
                              fmt::format("goal \"{}\" is rated on {}, {} days after its target date, {}", plan.goals[g].id, to_string(late[g]->date),
                                          days_between(*plan.goals[g].target, late[g]->date), to_string(*plan.goals[g].target)),
                              "move the target date, if the goal goes on; nothing, if this is a planned follow-up");
        }
    }
}

}  // namespace

void check_far_dates(Findings& findings)
{
    const auto all = dates_of(findings.plan, findings.ranges);
    for (const auto& place : all) {
        if (findings.day && *findings.day < place.date && place.by == DatedBy::record) {  // ratings: check_without_texts()
            findings.add(Rule::date_outside_plan, place.at, fmt::format("{} {}, after {}", place.what, to_string(place.date), to_string(*findings.day)),
                         "check the year and month");
        }
    }
    check_far(findings, all);
    check_long_after(findings);
}

void check_readings(Findings& findings)
{
    for (std::size_t m = 0; m < findings.plan.measures.size(); ++m) {
        const auto& measure = findings.plan.measures[m];
        for (std::size_t r = 0; r < measure.readings.size() && measure.range; ++r) {
            const auto& reading = measure.readings[r];
            if (!measure.range->holds(reading.value)) {
                findings.add(Rule::reading_outside_range, findings.ranges.measures[m].readings[r],
                             fmt::format("{} of {} is outside the range of measure \"{}\", {}", number_text(reading.value), to_string(reading.date), measure.id,
                                         to_string(*measure.range)),
                             "check the digits, and which questionnaire it is");
            }
        }
    }
}

}  // namespace gas::check
