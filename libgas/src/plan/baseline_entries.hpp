// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "gas/plan/baseline.hpp"
#include "gas/plan/plan.hpp"
#include "plan/rating_grid.hpp"

/// Where goals start, as one rater's scores see it: the one place that knows (scoring.md, "Baseline, change").
namespace gas::plan {

/// The ratings of a plan, as the rule looks at them.
struct PlanRatings {
    using Rater = std::string_view;
    const Plan& plan;
    [[nodiscard]] std::size_t size() const { return plan.ratings.size(); }
    [[nodiscard]] bool is_baseline(std::size_t e) const { return plan.ratings[e].is_baseline(); }
    [[nodiscard]] Rater rater(std::size_t e) const { return plan.ratings[e].rater; }
    [[nodiscard]] std::optional<Level> level(std::size_t e, std::size_t goal) const
    {
        const auto* rating = plan.ratings[e].of(goal);
        return rating != nullptr ? rating->level : std::nullopt;
    }
    [[nodiscard]] std::optional<Level> own_baseline(std::size_t goal) const { return plan.goals[goal].baseline; }
};

/// The same of a grid; what is in a cell and is no level (not yet) counts as unrated.
struct GridRatings {
    using Rater = std::uint32_t;
    const RatingGrid& grid;
    [[nodiscard]] std::size_t size() const { return grid.entries.size(); }
    [[nodiscard]] bool is_baseline(std::size_t e) const { return grid.entries[e].is_baseline; }
    [[nodiscard]] Rater rater(std::size_t e) const { return grid.entries[e].rater; }
    [[nodiscard]] std::optional<Level> level(std::size_t e, std::size_t goal) const { return Level::from_twice(grid.level(e, goal)); }
    [[nodiscard]] std::optional<Level> own_baseline(std::size_t goal) const { return Level::from_twice(grid.baselines[goal]); }
};

/// The baseline entries that count for one rater: their own where they wrote some, else those of the only other rater. Its room can be used again.
class BaselineEntries {
public:
    template <typename Ratings>
    void find(const Ratings& ratings, typename Ratings::Rater rater)
    {
        entries_.clear();
        several_raters_ = false;
        bool own = false;
        for (std::size_t e = 0; e < ratings.size(); ++e) {
            if (ratings.is_baseline(e)) {
                own = own || ratings.rater(e) == rater;
                entries_.push_back(e);
            }
        }
        if (own) {
            std::erase_if(entries_, [&](std::size_t e) { return ratings.rater(e) != rater; });
            return;
        }
        several_raters_ = std::any_of(entries_.begin(), entries_.end(), [&](std::size_t e) { return ratings.rater(e) != ratings.rater(entries_.front()); });
    }

    /// As indices into the ratings, ascending.
    [[nodiscard]] const std::vector<std::size_t>& entries() const { return entries_; }

    /// Where `goal` starts: as they rate it, else as it says itself. Ambiguous where several other raters are there, or it is rated twice.
    template <typename Ratings>
    [[nodiscard]] GoalBaseline of(const Ratings& ratings, std::size_t goal) const
    {
        GoalBaseline found;
        for (const auto e : entries_) {
            const auto level = ratings.level(e, goal);
            if (!level) {
                continue;
            }
            if (found.entry || several_raters_) {
                return {BaselineSource::ambiguous, std::nullopt, std::nullopt};
            }
            found = {BaselineSource::entry, level, e};
        }
        if (const auto own = found.entry ? std::nullopt : ratings.own_baseline(goal)) {
            found = {BaselineSource::goal, own, std::nullopt};
        }
        return found;
    }

private:
    std::vector<std::size_t> entries_;
    bool several_raters_ = false;
};

/// The baseline that a rating word of entry `e` is read against (level_of()): that of the entry's rater, else the goal's own; in a baseline entry, which
/// cannot say where its own goal began, the goal's own.
template <typename Ratings>
std::optional<Level> word_baseline(const Ratings& ratings, std::size_t e, std::size_t goal)
{
    if (!ratings.is_baseline(e)) {
        BaselineEntries entries;
        entries.find(ratings, ratings.rater(e));
        if (const auto level = entries.of(ratings, goal).level) {
            return level;
        }
    }
    return ratings.own_baseline(goal);
}

}  // namespace gas::plan
