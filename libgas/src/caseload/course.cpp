// SPDX-License-Identifier: MIT
#include "gas/caseload/course.hpp"

#include <algorithm>
#include <chrono>
#include <limits>
#include <tuple>

#include "gas/plan/baseline.hpp"
#include "gas/plan/review.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

namespace {

Date days_after(Date date, int days) { return Date{date.day + std::chrono::days(days)}; }

/// Day of the plan's first entry that is dated up to `day`.
std::optional<Date> first_entry(const Plan& plan, Date day)
{
    std::optional<Date> first;
    for (const auto& entry : plan.ratings) {
        if (entry.dated && entry.date <= day && (!first || entry.date < *first)) {
            first = entry.date;
        }
    }
    return first;
}

void set_activity(GoalCourse& course, const Plan& plan, const ActiveDays& days, Date day)
{
    course.active = days.goes_on(day);
    course.last_day = days.last_day_by(day);
    const auto status = plan.goals[course.goal].status;
    const bool is_replaced = days.replaced && *days.replaced <= day;
    const bool said_of_today = course.active && !days.ended && !days.replaced;  // a status without a day: it is not over, but somebody wrote that it is
    if ((course.last_day || said_of_today) && (status != GoalStatus::active || is_replaced)) {
        course.outcome = status != GoalStatus::active ? status : GoalStatus::revised;
    }
}

/// The baseline as `gas score` has it for the stream's rater.
void set_baseline(GoalCourse& course, const Plan& plan, HalfLevel rule)
{
    const auto baseline = baseline_of(plan, course.goal, course.streams.main.rater());
    if (baseline.level) {
        course.baseline = analysed(*baseline.level, rule).value();
    }
    const auto* rating = baseline.entry ? plan.ratings[*baseline.entry].of(course.goal) : nullptr;
    course.value_baseline = rating != nullptr ? rating->value : std::nullopt;
}

void set_levels(GoalCourse& course, const Plan& plan, const CourseOptions& options)
{
    const auto history = course.streams.main.history();
    const auto& target = plan.goals[course.goal].target;
    Standstill standstill;
    for (const auto& rated : history) {
        standstill.add(rated);
    }
    // of the last rater alone: who took over judges by what they saw themselves
    const auto own = std::find_if(history.begin(), history.end(), [&](const RatedOn& r) { return plan.ratings[r.entry].rater == course.streams.main.rater(); });
    course.status = attainment_of({own, history.end()}, course.baseline, target, options.day);
    if (history.empty()) {
        return;
    }
    course.latest = history.back().level;
    const auto before = history.size() > 1 ? std::optional(history[history.size() - 2].level) : std::nullopt;
    course.change = course.baseline ? std::optional(*course.latest - *course.baseline) : std::nullopt;
    const bool below = *course.latest < 0;
    const bool fell = before && *course.latest < *before;
    course.worse_than_start = below && course.change && *course.change < 0;
    course.worse_than_before = below && fell;
    course.slipped = !below && fell;
    course.held = !below && before && *before >= 0;
    course.stalled = standstill.is_stalled(options.day, options.score.stall_after);
    course.reached = below ? std::optional(standstill.reached) : std::nullopt;
}

/// Days, and what is due.
void set_days(GoalCourse& course, const Plan& plan, std::optional<Date> review, const CourseOptions& options)
{
    const auto day = options.day;
    const auto& target = plan.goals[course.goal].target;
    const auto& ratings = course.streams.main.ratings;
    course.looked_at = ratings.empty() ? std::nullopt : std::optional(ratings.back().date);
    const auto from = course.looked_at ? course.looked_at : course.since;
    course.days = from ? std::optional(days_between(*from, day)) : std::nullopt;
    const bool never = plan.ratings.empty() && !from;  // nothing says since when it is worked on: it always was
    course.overdue = target && *target < day && (course.never_rated() || *course.latest < 0);
    course.target_due = target && (course.overdue || day <= *target) ? target : std::nullopt;
    course.rating_due = options.rate_every && (from || never) ? std::optional(from ? days_after(*from, *options.rate_every) : day) : std::nullopt;
    for (const auto due : {review, course.target_due, course.rating_due}) {
        if (due && (!course.looked_at || *course.looked_at < *due) && (!course.next_due || *due < *course.next_due)) {
            course.next_due = due;
        }
    }
    const bool planned = (plan.review && day <= *plan.review) || (target && day <= *target && *target <= days_after(day, options.score.stall_after));
    course.unrated = (never || (course.days && *course.days > options.score.stall_after)) && !planned;
}

/// A flag asks what to do with a goal: of one that is not worked on, nothing.
void clear_flags(GoalCourse& course)
{
    course.worse_than_start = course.worse_than_before = course.overdue = course.stalled = course.unrated = course.held = course.slipped = false;
    course.target_due = course.rating_due = course.next_due = std::nullopt;
}

/// What the ratings of the main stream say.
void judge(GoalCourse& course, const Plan& plan, std::optional<Date> review, const CourseOptions& options)
{
    set_baseline(course, plan, options.score.half_level);
    set_levels(course, plan, options);
    set_days(course, plan, review, options);
    if (!course.active) {
        clear_flags(course);
    }
}

void set_shares(PlanCourse& course, const std::vector<double>& weights)
{
    double sum = 0;
    for (const auto& goal : course.goals) {
        sum += goal.active ? weights[goal.goal] : 0;
    }
    for (auto& goal : course.goals) {
        goal.share = goal.active && sum > 0 ? weights[goal.goal] / sum : 0;
    }
}

/// Since somebody last looked at an active goal; a goal that nobody ever looked at says so only where no other says more.
std::optional<int> days_of(const PlanCourse& course)
{
    std::optional<int> days;
    bool looked_at = false;
    for (const auto& goal : course.goals) {
        if (goal.active && goal.days && (goal.looked_at || !looked_at)) {
            days = days && looked_at == goal.looked_at.has_value() ? std::min(*days, *goal.days) : *goal.days;
            looked_at = goal.looked_at.has_value();
        }
    }
    return days;
}

void count_later(PlanCourse& course, const Plan& plan, Date day)
{
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        const bool later = entry.dated && day < entry.date;
        const bool start = later && std::any_of(course.goals.begin(), course.goals.end(), [&](const GoalCourse& goal) {
                               return goal.active && counts_as_start(plan, goal.goal, goal.streams.main.rater(), e);
                           });
        course.undated += entry.dated ? 0 : 1;
        course.later += later && !start ? 1 : 0;
        course.later_starts += start ? 1 : 0;
    }
}

void set_plan_flags(PlanCourse& course, const Plan& plan, const std::vector<ActiveDays>& days, Date day)
{
    bool each = true;
    for (const auto& goal : course.goals) {
        course.active += goal.active ? 1 : 0;
        course.to_come += goal.is_to_come() ? 1 : 0;
        each = each && (!goal.active || goal.unrated);
    }
    course.days = days_of(course);
    course.all_unrated = course.active > 1 && each;
    course.review_missed = missed_review(plan, days, day);
    for (const auto& agreement : agreements_to_end(plan, day)) {
        course.agreement_ended = std::max(course.agreement_ended, agreement.until);
    }
    if (course.active == 0 || (course.agreement_ended && day <= *course.agreement_ended)) {
        course.agreement_ended.reset();
    }
}

}  // namespace

std::vector<Agreement> agreements_to_end(const Plan& plan, Date day)
{
    std::vector<Agreement> of_each;
    for (const auto& agreement : plan.agreed) {
        const auto known = std::find_if(of_each.begin(), of_each.end(), [&](const Agreement& one) { return one.by == agreement.by; });
        if (day < agreement.date) {
            continue;
        }
        if (known == of_each.end()) {
            of_each.push_back(agreement);
        } else if (!known->until || !agreement.until ? known->date <= agreement.date : *known->until < *agreement.until) {
            *known = agreement;
        }
    }
    std::erase_if(of_each, [](const Agreement& one) { return !one.until; });
    return of_each;
}

GoalCourse as_seen_in(const Stream& stream, const Plan& plan, const PlanCourse& course, const GoalCourse& goal, const CourseOptions& options)
{
    GoalCourse seen;
    seen.goal = goal.goal;
    seen.streams.main = stream;
    seen.active = goal.active;
    seen.last_day = goal.last_day;
    seen.outcome = goal.outcome;
    seen.since = goal.since;
    seen.share = goal.share;
    judge(seen, plan, course.review_due, options);
    return seen;
}

std::variant<PlanCourse, WeightProblem> course_of(const Plan& plan, const CourseOptions& options)
{
    GoalWeights weights;
    if (auto problem = find_weights(plan, options.score.weighting, weights)) {
        return std::move(*problem);
    }
    PlanCourse course;
    auto streams = streams_of(plan, options.day, options.score.half_level, options.score.rater);
    const auto days = active_days(plan);
    const auto first = first_entry(plan, options.day);
    course.review_due = open_review(plan, options.day);
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        GoalCourse goal;
        goal.goal = g;
        goal.streams = std::move(streams[g]);
        goal.since = days[g].from ? days[g].from : first;
        set_activity(goal, plan, days[g], options.day);
        judge(goal, plan, course.review_due, options);
        course.goals.push_back(std::move(goal));
    }
    set_shares(course, weights.weights);
    set_plan_flags(course, plan, days, options.day);
    count_later(course, plan, options.day);
    return course;
}

std::vector<Attention> attention_of(const PlanCourse& course)
{
    constexpr int since_ever = std::numeric_limits<int>::max();
    std::vector<Attention> rows;
    for (const auto& goal : course.goals) {
        const bool stalled = goal.stalled && !goal.is_worse();
        const bool alone_unrated = goal.unrated && !course.all_unrated;
        if (goal.is_worse() || goal.overdue || stalled || alone_unrated) {
            const auto kind = goal.is_worse()           ? Pressing::worse
                              : goal.overdue && stalled ? Pressing::overdue_and_stalled
                              : goal.overdue            ? Pressing::overdue
                              : stalled                 ? Pressing::stalled
                                                        : Pressing::unrated;
            rows.push_back({kind, goal.goal, goal.share, goal.days.value_or(since_ever)});
        }
    }
    if (course.all_unrated || course.review_missed || course.agreement_ended) {
        const auto kind = course.all_unrated ? Pressing::unrated : course.review_missed ? Pressing::review : Pressing::agreement;
        rows.push_back({kind, {}, 1, course.days.value_or(since_ever)});
    }
    return rows;
}

bool is_more_pressing(const Attention& a, const Attention& b) { return std::tuple(a.pressing, -a.share, -a.days) < std::tuple(b.pressing, -b.share, -b.days); }

}  // namespace gas
