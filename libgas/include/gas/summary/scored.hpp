// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"

/// Scores as a summary takes them: computed from a plan just now, or written by `gas score` before, on this machine or another.
namespace gas {

/// One goal of an entry, analysed.
struct ScoredGoal {
    std::string goal;
    std::string domain;
    std::optional<double> level;
    std::optional<double> baseline;
    double weight = 1;
};

/// The score of one entry.
struct ScoredEntry {
    std::string occasion;
    std::optional<Date> date;
    std::string rater;
    std::string role;
    std::optional<double> t;
    std::optional<double> t_baseline;
    std::optional<double> t_change;
    std::string reason;  ///< why there is no t, or no t_change
    int active = 0;
    int rated = 0;
    LevelCounts counts{};           ///< of the analysed levels
    std::vector<ScoredGoal> goals;  ///< where they were asked for, or come from a file of goals
};

/// All entries of one participant, and how they were scored.
struct ScoredParticipant {
    std::string id;
    std::string file;
    std::vector<std::pair<std::string, std::string>> covariates;
    double rho = default_rho;
    std::string weighting;
    std::string half_level;
    std::vector<ScoredEntry> entries;
};

/// Scores a plan into `scored`, whose room is used again. With `goals` the entries have their goals.
/// A problem where the goals have no weights of the kind asked for.
std::optional<WeightProblem> score_participant(const Plan& plan, const ScoreOptions& options, bool goals, ScoredParticipant& scored);

/// The same from the ratings as numbers, without goals and `at` and `carry`; see score_grid(). `figures` is room to work in.
std::optional<WeightProblem> score_participant(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, GridScores& figures,
                                               ScoredParticipant& scored);

/// Puts participants together from the rows that `gas score` or `gas score --goals` wrote as csv or jsonl: a participant's rows stand together.
class ScoredRows {
public:
    using Take = std::function<std::string(const ScoredParticipant&)>;  ///< gives a message where something is wrong, else nothing

    explicit ScoredRows(Take take) : take_(std::move(take)) {}

    /// Whether these are the columns of such rows.
    static bool knows(const std::vector<std::string>& names);

    /// One row. `names` and `cells` run in step; an empty cell is missing. A message where the row cannot be one of ours.
    std::string row(const std::vector<std::string>& names, const std::vector<std::string>& cells);
    /// No more rows come.
    std::string finish();

private:
    std::string flush();
    std::string new_row(const std::vector<std::string>& names, const std::vector<std::string>& cells, bool goals);

    Take take_;
    ScoredParticipant scored_;
    bool any_ = false;
    bool goals_ = false;
};

}  // namespace gas
