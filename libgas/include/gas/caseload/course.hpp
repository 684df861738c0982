// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gas/caseload/stream.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/goal_status.hpp"
#include "gas/score/score_options.hpp"

/// Where the goals of a plan stand on a day, and what asks for somebody's attention. The flags are ours; none is a score.
namespace gas {

struct CourseOptions {
    Date day{};                     ///< what is dated later is not looked at
    ScoreOptions score;             ///< weights, half levels, the days of `stall_after`, and `rater`: that one's ratings alone
    std::optional<int> rate_every;  ///< days from a rating to when the next is due
};

/// A goal on a day, by its main stream.
struct GoalCourse {
    std::size_t goal = 0;  ///< index into plan.goals
    GoalStreams streams;
    bool active = false;                   ///< worked on beyond that day (ActiveDays::goes_on())
    std::optional<Date> last_day;          ///< of a goal that is over by then: its `ended`, else the day before its successor's first
    std::optional<GoalStatus> outcome;     ///< what became of it, where its status says, without a last day too; of one that another replaces, `revised`
    std::optional<Date> since;             ///< it is worked on: from when, where the plan says, else the plan's first entry
    double share = 0;                      ///< of the weight of the active goals
    std::optional<double> baseline;        ///< analysed
    std::optional<double> value_baseline;  ///< measured at the baseline
    std::optional<double> latest;          ///< analysed
    std::optional<double> change;          ///< latest less baseline
    std::optional<Attainment> status;      ///< by the ratings of the stream's last rater, as scoring.md has it
    std::optional<Date> looked_at;         ///< last rating, not-applicable too
    std::optional<int> days;               ///< since then; of a goal never looked at, `since`
    std::optional<Date> reached;           ///< of a goal below 0: when it last rose
    std::optional<Date> target_due;        ///< the target, while it is due: up to its day, and then as long as the goal is overdue
    std::optional<Date> rating_due;        ///< `rate_every` after the last rating; the day itself, of a goal that was worked on since ever and never rated
    std::optional<Date> next_due;          ///< the first of these and the plan's review that lies behind the last rating

    bool worse_than_start = false;   ///< below 0, and below the baseline
    bool worse_than_before = false;  ///< below 0, and below the rating before
    bool overdue = false;            ///< the target has passed and the goal is below 0, or was never rated
    bool stalled = false;            ///< as is_stalled() has it, of the whole stream
    bool unrated = false;            ///< not looked at for longer than `stall_after`, or never since ever, and no review or target to come soon
    bool held = false;               ///< the latest two ratings are at or above 0: to close, or to raise
    bool slipped = false;            ///< below the rating before, and still at or above 0

    [[nodiscard]] bool is_worse() const { return worse_than_start || worse_than_before; }
    [[nodiscard]] bool never_rated() const { return !latest; }
    [[nodiscard]] bool is_to_come() const { return !active && !last_day; }
};

struct PlanCourse {
    std::vector<GoalCourse> goals;        ///< of all goals, in their order
    std::size_t active = 0;               ///< how many are
    std::size_t to_come = 0;              ///< how many are not begun yet
    bool all_unrated = false;             ///< two goals or more are active, and each is unrated
    std::optional<Date> review_due;       ///< `review`, until an entry is dated on it or later (open_review())
    std::optional<Date> review_missed;    ///< it has passed, and a goal is active
    std::optional<Date> agreement_ended;  ///< the last day of the agreement that held longest, which has passed, and a goal is active
    std::optional<int> days;              ///< since an active goal was last looked at; where none ever was, as the goals have it
    std::size_t later = 0;                ///< entries after the day, but for those that say where active goals started, whatever their day, as in a score
    std::size_t later_starts = 0;         ///< those
    std::size_t undated = 0;              ///< entries of a table without dates, which no day tells of
};

/// A problem where the goals have no weights of the kind asked for.
std::variant<PlanCourse, WeightProblem> course_of(const Plan& plan, const CourseOptions& options);

/// The goal as the raters of another of its streams see it: their ratings, and the baseline that is theirs. Who has no name is somebody, too.
GoalCourse as_seen_in(const Stream& stream, const Plan& plan, const PlanCourse& course, const GoalCourse& goal, const CourseOptions& options);

/// Of each who agreed by `day`, the agreement that holds longest, in their order; of one who agreed anew without a last day, none.
std::vector<Agreement> agreements_to_end(const Plan& plan, Date day);

/// How pressing something is, the most pressing first.
enum class Pressing { worse, overdue_and_stalled, overdue, stalled, unrated, review, agreement };

/// A goal or a plan that needs attention: a row of the list.
struct Attention {
    Pressing pressing{};
    std::optional<std::size_t> goal;  ///< index into plan.goals; nothing: the plan
    double share = 1;                 ///< of the weight
    int days = 0;
};

/// What needs attention in a plan, in no order: its goals, each at most once, then the plan. Goals that are only unrated, as all others, are in the plan's.
std::vector<Attention> attention_of(const PlanCourse& course);

/// By kind; in each the larger share of weight, then the longer time.
bool is_more_pressing(const Attention& a, const Attention& b);

}  // namespace gas
