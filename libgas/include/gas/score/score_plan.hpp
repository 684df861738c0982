// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/plan/rating_grid.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/t_score.hpp"

namespace gas {

/// How a recorded -0.5 is analysed: as -1 (Turner-Stokes & Williams 2010), or as it stands.
enum class HalfLevel { as_minus_one, keep };
template <>
inline constexpr std::array<std::string_view, 2> word_list<HalfLevel> = {"-1", "keep"};

/// All that shapes a score, beyond the plan.
struct ScoreOptions {
    std::optional<double> rho;           ///< overrides the plan's; 0..1
    std::optional<Weighting> weighting;  ///< overrides the plan's
    HalfLevel half_level = HalfLevel::as_minus_one;
    bool carry = false;         ///< an unrated active goal takes its latest earlier rating
    bool complete = false;      ///< no T where an active goal is unrated
    std::optional<Date> at;     ///< one row: every active goal on that day, with its latest rating
    std::optional<double> sem;  ///< standard error of measurement of T, for the reliable change index
    std::string occasion;       ///< only rows of this occasion; empty: all
    std::string rater;          ///< only this rater; empty: all
    int stall_after = 56;       ///< days without a higher level after which a goal below 0 is stalled
};

/// Whether the options want rows of an entry of this occasion and rater.
inline bool is_asked_for(const ScoreOptions& options, std::string_view occasion, std::string_view rater)
{
    return (options.occasion.empty() || occasion == options.occasion) && (options.rater.empty() || rater == options.rater);
}

/// rho that a plan is scored with: the option's, else the plan's own, else the usual 0.3.
double rho_of(const Plan& plan, const ScoreOptions& options);

/// What becomes of goals that an entry does not rate: "left-out", "carried" (with `carry`, and with `at`), "no-score" (with `complete`), "carried+no-score".
std::string_view missing_rule_of(const ScoreOptions& options);

/// Why a row has no change, where it has a T.
enum class NoChange { no_baseline, ambiguous_baseline, baseline_zero_weights };
std::string_view to_string(NoChange reason);  ///< "no-baseline", "ambiguous-baseline", "zero-weights"

/// How often each level was analysed: -3, -2, -1, -0.5, 0, +1, +2.
using LevelCounts = std::array<int, 7>;
inline constexpr std::array<double, 7> counted_levels = {-3, -2, -1, -0.5, 0, 1, 2};

/// The figures of one rating entry (or of one day, with `at`).
struct ScoreFigures {
    std::optional<std::size_t> entry;     ///< index into plan.ratings; nothing with `at` and for no-entry
    std::optional<std::size_t> named_by;  ///< the entry whose rater and role name the row: `entry`, with `at` one of the only rater whose levels count
    std::optional<double> t;
    std::optional<NoScore> no_score;    ///< where there is no t
    std::optional<double> t_baseline;   ///< T of the baseline levels of the paired goals
    std::optional<double> t_change;     ///< T of the paired goals less t_baseline; centred on 0, no T-score itself
    std::optional<NoChange> no_change;  ///< where there is no t_change
    std::optional<double> rci;          ///< t_change / (sqrt 2 * sem), Jacobson & Truax 1991
    int active = 0;                     ///< goals active on the date
    int rated = 0;                      ///< goals in T, carried ones among them
    int paired = 0;                     ///< goals in the change: rated now and at baseline
    int carried = 0;                    ///< goals whose level comes from an earlier entry
    int unrated = 0;  ///< active goals without a judgement that counts: no level (none that raters agree on), not even a carried one, and not not-applicable
    int not_applicable = 0;  ///< active goals that were judged, and could not be rated
    LevelSummary levels;
    LevelCounts counts{};
    double rho = default_rho;
    std::optional<Weighting> weighting;  ///< nothing without an entry
};

/// Why there is no t or, where there is one, no t_change; empty where both are there.
std::string_view reason_of(const ScoreFigures& figures);

/// The same with what names the entry.
struct ScoreRow : ScoreFigures {
    std::optional<Date> date;  ///< nothing for no-entry, and in a table without dates
    std::string occasion;
    std::string rater;
    std::optional<Role> role;
};

/// The verdict on a reliable change index at 95 %: "improved", "worsened" (|rci| > 1.96) or "no-reliable-change".
std::string_view rci_verdict(double rci);

/// FHIR Goal.achievementStatus codes.
enum class Attainment { in_progress, improving, worsening, no_change, achieved, sustaining, not_achieved, no_progress };
std::string_view to_string(Attainment status);

/// What raters, or entries, do not agree on, so that no level is chosen for the reader.
enum class GoalAmbiguity { none, rating, baseline };
std::string_view to_string(GoalAmbiguity ambiguity);  ///< "", "rating", "baseline"

/// One goal in one rating entry.
struct GoalRow {
    std::size_t goal = 0;              ///< index into plan.goals; their number in the one row of a plan that has none
    std::optional<std::size_t> entry;  ///< the row's entry; nothing with `at`, and for a goal of a plan without ratings
    std::optional<Date> date;
    std::string occasion;
    std::string rater;
    std::optional<Role> role;
    std::optional<double> level;  ///< analysed
    std::string recorded;         ///< as the file has it; empty where the goal is not in the entry
    std::optional<double> value;
    std::optional<double> baseline;      ///< analysed
    std::optional<double> level_change;  ///< level - baseline
    double weight = 1;
    std::optional<Attainment> status;  ///< by the ratings of the row's rater; nothing where several raters make a snapshot's level, and of an entry that was
                                       ///< asked for and is not there
    bool stalled = false;
    double rho = default_rho;            ///< that the plan is scored with, for the record
    std::optional<Weighting> weighting;  ///< nothing without an entry
    bool active = true;                  ///< worked on, on the day of the row
    GoalAmbiguity ambiguity = GoalAmbiguity::none;
    std::optional<Date> at;                ///< of a snapshot: its day. All goals of it make one row of scores, whoever rated them
    std::optional<std::size_t> stood_for;  ///< the goal that this one replaces from this day on, and whose rating in the entry speaks for it
};

/// A row for each rating entry, in the order of the plan (with `at`, one row). Where there is none, or none of the occasion or rater that the options ask for,
/// one row without a date, no-entry: a participant who was not rated is not lost. With `at` the row is there for everybody, no-rated-goal where nothing was
/// rated by then. The baseline of a row is that of baseline_of(); change is taken over the goals rated at both times, with the same weights and rho. A problem
/// where the goals have no weights of the kind asked for.
std::variant<std::vector<ScoreRow>, WeightProblem> score_plan(const Plan& plan, const ScoreOptions& options);

/// What score_grid() gives, and the room that it works in: used again for each participant, one after the other.
struct GridScores {
    GridScores();
    ~GridScores();
    GridScores(GridScores&&) noexcept;
    GridScores& operator=(GridScores&&) noexcept;

    std::vector<ScoreFigures> rows;
    struct Scratch;
    std::unique_ptr<Scratch> room;
};

/// The same figures from the ratings as numbers. `plan` has the goals and settings, `grid` the ratings. `with_levels`: the LevelSummary too.
std::optional<WeightProblem> score_grid(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, bool with_levels, GridScores& scores);

/// The row with a T whose entry is the latest in time (in_time_order()); only of entries that are no baseline, unless `with_baseline`.
/// Scored as the plan asks for. Nothing where no entry has a T, or the plan has no weights.
std::optional<ScoreRow> latest_score(const Plan& plan, bool with_baseline);

/// A row for each goal that is rated in an entry or active on its date, entry by entry; where none is, for each goal, not active. Where there is no entry, or
/// none of the occasion or rater that the options ask for, a row for each goal, without date and level.
std::variant<std::vector<GoalRow>, WeightProblem> score_goals(const Plan& plan, const ScoreOptions& options);

}  // namespace gas
