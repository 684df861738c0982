// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
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

/// The baseline entries that count for one rater: their own where they wrote some, else those of the only other rater.
struct CountedEntries {
    std::span<const std::size_t> entries;
    bool own = false;             ///< the rater's
    bool several_raters = false;  ///< others, who do not say the same

    /// Where `goal` starts: as they rate it, else as it says itself. Ambiguous where several other raters are there, or it is rated twice.
    template <typename Ratings>
    [[nodiscard]] GoalBaseline of(const Ratings& ratings, std::size_t goal) const
    {
        GoalBaseline found;
        for (const auto e : entries) {
            const auto level = ratings.level(e, goal);
            if (!level) {
                continue;
            }
            if (found.entry || several_raters) {
                return {BaselineSource::ambiguous, std::nullopt, std::nullopt};
            }
            found = {BaselineSource::entry, level, e};
        }
        if (const auto given = found.entry ? std::nullopt : ratings.own_baseline(goal)) {
            found = {BaselineSource::goal, given, std::nullopt};
        }
        return found;
    }
};

/// The baseline entries of all raters. Their room can be used again.
class BaselineEntries {
public:
    BaselineEntries() = default;
    template <typename Ratings>
    explicit BaselineEntries(const Ratings& ratings)
    {
        find(ratings);
    }

    template <typename Ratings>
    void find(const Ratings& ratings)
    {
        entries_.clear();
        for (std::size_t e = 0; e < ratings.size(); ++e) {
            if (ratings.is_baseline(e)) {
                entries_.push_back(e);
            }
        }
        const auto by_rater = [&](std::size_t a, std::size_t b) { return ratings.rater(a) < ratings.rater(b); };
        if (!std::is_sorted(entries_.begin(), entries_.end(), by_rater)) {
            std::stable_sort(entries_.begin(), entries_.end(), by_rater);
        }
    }

    /// Those that count for `rater`; valid until the next find().
    template <typename Ratings>
    [[nodiscard]] CountedEntries counted_for(const Ratings& ratings, typename Ratings::Rater rater) const
    {
        const auto first = std::partition_point(entries_.begin(), entries_.end(), [&](std::size_t e) { return ratings.rater(e) < rater; });
        const auto last = std::partition_point(first, entries_.end(), [&](std::size_t e) { return ratings.rater(e) == rater; });
        if (first != last) {
            return {{first, last}, true, false};
        }
        return {entries_, false, !entries_.empty() && ratings.rater(entries_.front()) != ratings.rater(entries_.back())};
    }

private:
    std::vector<std::size_t> entries_;  ///< by rater
};

/// baseline_date() of the rater for whom they count.
std::optional<Date> first_day(const PlanRatings& ratings, const CountedEntries& counted);

/// The baseline that a rating word of entry `e` is read against (level_of()): that of the entry's rater, else the goal's own; in a baseline entry, which
/// cannot say where its own goal began, the goal's own. `baselines` are of these ratings.
template <typename Ratings>
std::optional<Level> word_baseline(const Ratings& ratings, const BaselineEntries& baselines, std::size_t e, std::size_t goal)
{
    if (!ratings.is_baseline(e)) {
        if (const auto level = baselines.counted_for(ratings, ratings.rater(e)).of(ratings, goal).level) {
            return level;
        }
    }
    return ratings.own_baseline(goal);
}

}  // namespace gas::plan
