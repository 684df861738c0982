// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "gas/plan/level.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/words.hpp"
#include "gas/score/score_options.hpp"
#include "gas/score/t_score.hpp"

/// From what the goals of an entry have to its figures: the one way, whether they come from a plan, a table, or rows that were written goal by goal.
namespace gas {

/// Why a row has no change, where it has a T.
enum class NoChange { no_baseline, ambiguous_baseline, baseline_zero_weights };
template <>
inline constexpr std::array<std::string_view, 3> word_list<NoChange> = {"no-baseline", "ambiguous-baseline", "zero-weights"};

/// How often each level was analysed: -3, -2, -1, -0.5, 0, +1, +2.
using LevelCounts = std::array<int, 7>;
inline constexpr std::array<double, 7> counted_levels = {-3, -2, -1, -0.5, 0, 1, 2};

/// How many goals of a rating entry, or of one day with ScoreOptions::at, there are of each kind.
struct GoalCounts {
    int active = 0;   ///< goals active on the date
    int rated = 0;    ///< goals in T, carried ones among them
    int paired = 0;   ///< goals in the change: rated now and at baseline
    int unrated = 0;  ///< active goals without a judgement that counts: no level (none that raters agree on), not even a carried one, and not not-applicable
    int not_applicable = 0;  ///< active goals that were judged, and could not be rated
    LevelCounts counts{};    ///< of the analysed levels
};

/// The figures of one rating entry (or of one day, with `at`).
struct ScoreFigures : GoalCounts {
    std::optional<std::size_t> entry;     ///< index into plan.ratings; nothing with `at` and for no-entry
    std::optional<std::size_t> named_by;  ///< the entry whose rater and role name the row: `entry`, with `at` one of the only rater whose levels count
    std::optional<std::size_t> noted_in;  ///< the entry whose note is the row's: `entry`, with `at` the latest whose ratings count
    std::optional<double> t;
    std::optional<NoScore> no_score;    ///< where there is no t
    std::optional<double> t_baseline;   ///< T of the baseline levels of the paired goals
    std::optional<double> t_change;     ///< T of the paired goals less t_baseline; centred on 0, no T-score itself
    std::optional<NoChange> no_change;  ///< where there is no t_change
    std::optional<double> rci;          ///< t_change / (sqrt 2 * sem), Jacobson & Truax 1991
    int carried = 0;                    ///< goals whose level comes from an earlier entry
    LevelSummary levels;
    double rho = default_rho;
    std::optional<Weighting> weighting;  ///< nothing without an entry
};

/// Why there is no t or, where there is one, no t_change; empty where both are there.
std::string_view reason_of(const ScoreFigures& figures);

/// The verdict on a reliable change index at 95 %: "improved", "worsened" (|rci| > 1.96) or "no-reliable-change".
std::string_view rci_verdict(double rci);

/// The level as it is analysed: -0.5 as -1 (Turner-Stokes & Williams 2010) unless it is kept.
Level analysed(Level recorded, HalfLevel rule);

/// One goal as a row of scores sees it.
struct GoalInRow {
    std::optional<Level> level;       ///< as analysed; nothing where it has none here
    std::optional<Level> baseline;    ///< as analysed
    double weight = 1;                ///< finite, >= 0
    bool active = true;               ///< worked on, on the day of the row
    bool carried = false;             ///< the level is of an earlier entry
    bool not_applicable = false;      ///< judged: it could not be rated
    bool stood_for = false;           ///< no level, but the goal that it replaces is rated in the entry, on the day of the change
    bool ambiguous_rating = false;    ///< raters differ, so there is no level
    bool ambiguous_baseline = false;  ///< raters differ, or it is rated twice, so there is no baseline
};

/// T, baseline T, change, counts and the figures beside T of these goals, or why there is none. Of the options `complete` and
/// `sem` (above 0) are applied here; levels come analysed, and the rest is the caller's. `row` comes as it is made, all counts 0. `with_levels`: the
/// LevelSummary too. The row's entry and names are the caller's.
void score_row(std::span<const GoalInRow> goals, double rho, Weighting weighting, const ScoreOptions& options, bool with_levels, ScoreFigures& row);

}  // namespace gas
