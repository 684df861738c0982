// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/plan/words.hpp"
#include "gas/score/goal_status.hpp"
#include "gas/score/score_options.hpp"
#include "gas/score/t_score.hpp"

namespace gas {

/// What raters, or entries, do not agree on, so that no level is chosen for the reader.
enum class GoalAmbiguity { none, rating, baseline };
template <>
inline constexpr std::array<std::string_view, 3> word_list<GoalAmbiguity> = {"", "rating", "baseline"};

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
    std::string note;                      ///< of the rating that the row shows; of a snapshot where one rater gave the level
    std::optional<std::size_t> noted_in;   ///< the entry whose note is the row's: its own, of a snapshot that of the rating
    std::optional<std::size_t> stood_for;  ///< the goal that this one replaces from this day on, and whose rating in the entry speaks for it
};

/// A row for each goal that is rated in an entry or active on its date, entry by entry; where none is, for each goal, not active. Where there is no entry, or
/// none of the occasion or rater that the options ask for, a row for each goal, without date and level. Problems are those of score_plan().
std::variant<std::vector<GoalRow>, WeightProblem> score_goals(const Plan& plan, const ScoreOptions& options);

}  // namespace gas
