// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/score_goals.hpp"
#include "gas/score/score_grid.hpp"
#include "gas/score/score_options.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

/// The same with what names the entry.
struct ScoreRow : ScoreFigures {
    std::optional<Date> date;  ///< nothing for no-entry, and in a table without dates
    std::string occasion;
    std::string rater;
    std::optional<Role> role;
};

/// A row for each rating entry, in the order of the plan (with `at`, one row). Where there is none, or none of the occasion or rater that the options ask for,
/// one row without a date, no-entry: a participant who was not rated is not lost. With `at` the row is there for everybody, no-rated-goal where nothing was
/// rated by then. The baseline of a row is that of baseline_of(); change is taken over the goals rated at both times, with the same weights and rho. A problem
/// where the goals have no weights of the kind asked for, or options are out of range: check_options() says so beforehand, without a plan.
std::variant<std::vector<ScoreRow>, WeightProblem> score_plan(const Plan& plan, const ScoreOptions& options);

/// The row with a T whose entry is the latest in time (in_time_order()); only of entries that are no baseline, unless `with_baseline`.
/// Scored as the plan asks for. Nothing where no entry has a T, or the plan has no weights.
std::optional<ScoreRow> latest_score(const Plan& plan, bool with_baseline);

}  // namespace gas
