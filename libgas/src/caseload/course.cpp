// SPDX-License-Identifier: MIT
#include "gas/caseload/course.hpp"

#include <algorithm>
#include <chrono>
#include <tuple>

#include "gas/plan/baseline.hpp"
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

void set_last_day(GoalCourse& course, const ActiveDays& days, Date day)
{
    const auto replaced = days.replaced && *days.replaced <= day ? std::optional(days_after(*days.replaced, -1)) : std::nullopt;
    const auto ended = days.ended && *days.ended <= day ? days.ended : std::nullopt;
    course.last_day = ended ? ended : replaced;
    course.active = !course.last_day && (!days.from || *days.from <= day);
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

/// Days, and what is due; `since` is where a goal that was never looked at is counted from.
void set_days(GoalCourse& course, const Plan& plan, const CourseOptions& options, std::optional<Date> since)
{
    const auto& goal = plan.goals[course.goal];
    const auto& ratings = course.streams.main.ratings;
    course.looked_at = ratings.empty() ? std::nullopt : std::optional(ratings.back().date);
    const auto from = course.looked_at ? course.looked_at : since;
    course.days = from ? std::optional(days_between(*from, options.day)) : std::nullopt;
    const auto see = [&](std::optional<Date> due) {
        if (due && (!course.looked_at || *course.looked_at < *due) && (!course.next_due || *due < *course.next_due)) {
            course.next_due = due;
        }
    };
    see(plan.review);
    see(goal.target);
    see(options.rate_every && from ? std::optional(days_after(*from, *options.rate_every)) : std::nullopt);
    course.overdue = goal.target && *goal.target < options.day && (course.never_rated() || *course.latest < 0);
    const bool planned = (plan.review && options.day <= *plan.review) ||
                         (goal.target && options.day <= *goal.target && *goal.target <= days_after(options.day, options.score.stall_after));
    course.unrated = course.days && *course.days > options.score.stall_after && !planned;
}

/// A flag asks what to do with a goal: of one that is not worked on, nothing.
void clear_flags(GoalCourse& course)
{
    course.worse_than_start = course.worse_than_before = course.overdue = course.stalled = course.unrated = course.held = course.slipped = false;
    course.next_due.reset();
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

void set_plan_flags(PlanCourse& course, const Plan& plan, Date day)
{
    bool each = true;
    for (const auto& goal : course.goals) {
        if (goal.active) {
            ++course.active;
            each = each && goal.unrated;
            course.days = !course.days || (goal.days && *goal.days < *course.days) ? goal.days : course.days;
        }
    }
    course.all_unrated = course.active > 1 && each;
    if (course.active > 0 && plan.review && *plan.review < day && !is_reviewed(plan, *plan.review, day)) {
        course.review_missed = plan.review;
    }
    const auto* agreement = longest_agreement(plan, day);
    if (course.active > 0 && agreement != nullptr && *agreement->until < day) {
        course.agreement_ended = agreement->until;
    }
    for (const auto& entry : plan.ratings) {
        course.undated += entry.dated ? 0 : 1;
        course.later += entry.dated && day < entry.date ? 1 : 0;
    }
}

}  // namespace

const Agreement* longest_agreement(const Plan& plan, Date day)
{
    const Agreement* longest = nullptr;
    for (const auto& agreement : plan.agreed) {
        if (agreement.date <= day && agreement.until && (longest == nullptr || *longest->until < *agreement.until)) {
            longest = &agreement;
        }
    }
    return longest;
}

bool is_reviewed(const Plan& plan, Date review, Date day)
{
    return std::any_of(plan.ratings.begin(), plan.ratings.end(), [&](const RatingEntry& e) { return e.dated && review <= e.date && e.date <= day; });
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
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        GoalCourse goal;
        goal.goal = g;
        goal.streams = std::move(streams[g]);
        set_last_day(goal, days[g], options.day);
        set_baseline(goal, plan, options.score.half_level);
        set_levels(goal, plan, options);
        set_days(goal, plan, options, days[g].from ? days[g].from : first);
        if (!goal.active) {
            clear_flags(goal);
        }
        course.goals.push_back(std::move(goal));
    }
    set_shares(course, weights.weights);
    set_plan_flags(course, plan, options.day);
    return course;
}

std::vector<Attention> attention_of(const PlanCourse& course)
{
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
            rows.push_back({kind, goal.goal, goal.share, goal.days.value_or(0)});
        }
    }
    if (course.all_unrated || course.review_missed || course.agreement_ended) {
        const auto kind = course.all_unrated ? Pressing::unrated : course.review_missed ? Pressing::review : Pressing::agreement;
        rows.push_back({kind, {}, 1, course.days.value_or(0)});
    }
    return rows;
}

bool is_more_pressing(const Attention& a, const Attention& b) { return std::tuple(a.pressing, -a.share, -a.days) < std::tuple(b.pressing, -b.share, -b.days); }

}  // namespace gas
