// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/diagnostic.hpp"

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
struct ScoredEntry : GoalCounts {
    std::string occasion;
    std::optional<Date> date;
    std::string rater;
    std::string role;
    std::optional<double> t;
    std::optional<double> t_baseline;
    std::optional<double> t_change;
    std::string reason;             ///< why there is no t, or no t_change
    std::vector<ScoredGoal> goals;  ///< where they were asked for, or come from a file of goals
};

/// How entries were scored.
struct ScoringMethod {
    double rho = default_rho;
    std::string weighting;     ///< a word of Weighting; empty where there is no entry
    std::string half_level;    ///< "-1" or "keep"; empty where there is no entry
    std::string missing_rule;  ///< missing_rule_of(); empty in rows of the first version, which do not say
    std::string at;            ///< the day of a snapshot, YYYY-MM-DD (ScoreOptions::at); empty where entries are scored
    bool operator==(const ScoringMethod&) const = default;
};

/// All entries of one participant, and how they were scored.
struct ScoredParticipant {
    std::string id;
    std::string file;
    std::vector<std::pair<std::string, std::string>> covariates;
    ScoringMethod method;
    std::vector<ScoredEntry> entries;
};

/// Scores a plan into `scored`, whose room is used again. With `goals` the entries have their goals.
/// Problems are those of score_plan().
std::optional<WeightProblem> score_participant(const Plan& plan, const ScoreOptions& options, bool goals, ScoredParticipant& scored);

/// The same from the ratings as numbers, without goals; see score_grid(). `figures` is room to work in.
std::optional<WeightProblem> score_participant(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, GridScores& figures,
                                               ScoredParticipant& scored);

/// A row whose T is not the one that its levels give.
struct RoundedT {
    std::size_t rows = 0;
    std::size_t line = 0;  ///< of the first
    double t = 0;          ///< of the first
    std::optional<double> of_levels;
};

/// Puts participants together from the rows that `gas score` or `gas score --goals` wrote as csv or jsonl: a participant's rows stand together.
class ScoreTableReader {
public:
    using Take = std::function<std::string(const ScoredParticipant&)>;  ///< gives a message where something is wrong, else nothing

    explicit ScoreTableReader(Take take);
    ~ScoreTableReader();
    ScoreTableReader(const ScoreTableReader&) = delete;
    ScoreTableReader& operator=(const ScoreTableReader&) = delete;

    /// Whether these are the columns of such rows.
    static bool knows(const std::vector<std::string>& names);

    /// The row on `line`. `names` and `cells` run in step; an empty cell is missing. What is wrong where the row cannot be one of ours (wrong-type), or says
    /// two things that cannot both be (contradicting-row): its participant is then left out, and the others can follow. Where `take` gave a message, that.
    std::optional<RowProblem> row(const std::vector<std::string>& names, const std::vector<std::string>& cells, std::size_t line);
    /// Whose row the last one was; empty where it had no id.
    [[nodiscard]] const std::string& id() const;
    /// No more rows come. The message of `take`, or nothing.
    std::string finish();

    /// Parts of a study that the rows say they are, "3/8".
    [[nodiscard]] const std::set<std::string>& shards() const;
    [[nodiscard]] const RoundedT& rounded() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gas
