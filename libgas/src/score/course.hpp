// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "gas/plan/active_days.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/score_options.hpp"
#include "gas/score/score_row.hpp"
#include "plan/baseline_entries.hpp"
#include "plan/rating_grid.hpp"

namespace gas::score {

/// One participant's ratings under the options: the goals as each row sees them. Its room is used again for the next participant.
class Course {
public:
    /// `plan` has the goals and settings, `grid` the ratings; both stay alive while rows are asked for. A problem where the goals have no weights of the kind
    /// asked for.
    std::optional<WeightProblem> begin(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options);

    /// The goals as entry number `e` rates them, with `carry` filled from before. Valid until the next call, as is all below.
    std::span<const GoalInRow> of_entry(std::size_t e);
    /// The goals that are active on `date`, each with its latest level; only by the rater of the options, where they name one.
    std::span<const GoalInRow> of_day(Date date);

    /// Of the goals last asked for: the entry that the level of `goal` is from.
    [[nodiscard]] std::optional<std::size_t> source(std::size_t goal) const;
    /// Of an entry: the goal whose rating speaks for `goal` on the day on which it is replaced by it.
    [[nodiscard]] std::optional<std::size_t> speaks_for(std::size_t goal) const { return goals_[goal].stood_for ? days_[goal].replaces : std::nullopt; }
    /// Of a day: an entry of the only rater whose levels they are; nothing where several raters or none are in it.
    [[nodiscard]] std::optional<std::size_t> only_rater_of_day() const;
    /// Of a day: the latest entry that some level is from.
    [[nodiscard]] std::optional<std::size_t> latest_of_day();
    /// Of a day: an entry of each rater who gave `goal` its level, the first by name first.
    [[nodiscard]] const std::vector<std::size_t>& sources_of_day(std::size_t goal) const { return day_sources_[goal]; }
    /// `goal` as it stands for the rater of entry `e`, with its baseline and without a level.
    const GoalInRow& unrated(std::size_t goal, std::size_t e) { return baselines_for(grid_->entries[e].rater)[goal]; }
    /// Where it starts for the rater of the options, or for one without a name where they name none.
    const GoalInRow& unrated_asked_for(std::size_t goal);

    /// Entries as they came in time (is_earlier()).
    const std::vector<std::size_t>& order();

    [[nodiscard]] double rho() const { return rho_; }
    [[nodiscard]] Weighting weighting() const { return weights_.weighting; }
    [[nodiscard]] double weight(std::size_t goal) const { return weights_.weights[goal]; }
    [[nodiscard]] bool is_active(std::size_t goal, Date date) const { return always_active_ || days_[goal].has(date); }

private:
    /// A goal's ratings with a level on one day, and what is carried from it.
    struct DayRated {
        Date date{};
        std::size_t latest = 0;  ///< entry
        bool differ = false;     ///< raters of this day gave other levels
    };
    /// The days on which one goal was rated, as they came in time: of all raters, and of each.
    struct RatedDays {
        std::vector<DayRated> all;
        std::unordered_map<std::uint32_t, std::vector<DayRated>> by_rater;
    };
    [[nodiscard]] std::optional<Level> level(std::size_t e, std::size_t goal) const;
    const std::vector<GoalInRow>& baselines_for(std::uint32_t rater);
    void set_baselines(const plan::CountedEntries& counted, std::vector<GoalInRow>& found) const;
    void set_days();
    void mark_stood_for(Date date);
    void carry_into(std::size_t e, std::size_t goal);
    void take_latest(Date date, std::size_t goal);

    static constexpr int lowest_twice = -6;          ///< twice the lowest level there is
    std::array<std::optional<Level>, 11> analysed_;  ///< of each cell of a grid that may be a level, from the lowest on
    std::optional<HalfLevel> analysed_by_;           ///< the rule that they are by
    const Plan* plan_ = nullptr;
    const RatingGrid* grid_ = nullptr;
    const ScoreOptions* options_ = nullptr;
    double rho_ = default_rho;
    GoalWeights weights_;
    bool always_active_ = false;  ///< no goal begins, ends or is replaced: none has to be asked
    std::vector<ActiveDays> days_;
    plan::BaselineEntries baseline_entries_;
    bool baselines_found_ = false;
    std::vector<std::vector<GoalInRow>> baselines_;  ///< where the goals start, with their weights, not rated: every row of the rater begins so
    std::size_t baselines_known_ = 0;                ///< of these, for this participant
    std::vector<std::uint32_t> baselines_of_;        ///< by rater: which, from 1
    std::uint32_t baselines_of_others_ = 0;          ///< which, for all who have none of their own
    std::vector<RatedDays> rated_days_;              ///< by goal, where levels are carried
    std::vector<std::size_t> order_;
    bool ordered_ = false;
    std::vector<GoalInRow> goals_;
    std::optional<std::size_t> entry_;                   ///< the one last asked for; nothing of a day
    std::vector<std::size_t> carried_from_;              ///< of that entry, by goal: the entry that a carried level is from
    std::vector<bool> counted_raters_;                   ///< whose rating of the goal at hand has been taken
    std::vector<std::vector<std::size_t>> day_sources_;  ///< of the day last asked for
};

}  // namespace gas::score
