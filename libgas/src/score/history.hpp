// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gas/plan/baseline.hpp"
#include "gas/score/goal_status.hpp"
#include "gas/score/score_plan.hpp"

namespace gas::score {

/// The level as it is analysed: -0.5 as -1 unless it is kept.
double analysed(Level level, HalfLevel rule);

/// Numbers of the plan's entries from the oldest to the latest, those of one day in the order of the plan.
std::vector<std::size_t> by_date(const Plan& plan);

/// One goal's level in a row, and where it comes from.
struct Taken {
    const GoalRating* rating = nullptr;  ///< with a level
    const RatingEntry* entry = nullptr;
    bool ambiguous = false;  ///< several raters differ on the day, and none is asked for
    bool several = false;    ///< several raters rated it so on the day
};

/// Latest rating of `goal` with a level, dated before `date` (`with_date`: or on it); by `rater` where they have rated the
/// goal by then, else by anyone. Raters who differ on that latest day make it ambiguous.
Taken latest(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, Date date, bool with_date, std::optional<std::string_view> rater,
             HalfLevel rule);

/// A goal's ratings up to and on `date`, oldest first: those of `rater` where there are two or more, else everyone's.
std::vector<RatedOn> history_of(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, Date date, std::optional<std::string_view> rater,
                                HalfLevel rule);

/// The rows to score: an entry each, or the one day asked for.
struct Moment {
    std::optional<std::size_t> entry;
    Date date{};
};
std::vector<Moment> moments(const Plan& plan, const ScoreOptions& options);

/// Goal number `goal` at `moment` under the options: its own rating there, or one carried.
struct GoalAt {
    Taken taken;
    bool carried = false;
};
GoalAt goal_at(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, const Moment& moment, const ScoreOptions& options);

}  // namespace gas::score
