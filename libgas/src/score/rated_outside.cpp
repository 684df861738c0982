// SPDX-License-Identifier: MIT
#include "gas/score/rated_outside.hpp"

#include <algorithm>

#include "gas/plan/active_days.hpp"
#include "plan/rating_grid.hpp"

namespace gas {

std::vector<std::size_t> rated_outside(const Plan& plan, const ScoreOptions& options)
{
    if (!options.at) {
        return {};
    }
    RatingGrid grid;
    fill_grid(plan, grid);
    return rated_outside(plan, grid, options);
}

std::vector<std::size_t> rated_outside(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options)
{
    if (!options.at || (!plan.start && std::none_of(plan.goals.begin(), plan.goals.end(), [](const Goal& g) { return g.added || g.ended || g.replaces; }))) {
        return {};
    }
    std::vector<std::size_t> outside;
    const auto days = active_days(plan, grid);
    for (std::size_t g = 0; g < days.size(); ++g) {
        bool rated = false;
        for (std::size_t e = 0; !days[g].has(*options.at) && e < grid.entries.size(); ++e) {
            const auto& entry = grid.entries[e];
            const bool counts = entry.date <= *options.at && (options.rater.empty() || grid.names[entry.rater] == options.rater);
            rated = rated || (counts && Level::from_twice(grid.level(e, g)));
        }
        if (rated) {
            outside.push_back(g);
        }
    }
    return outside;
}

}  // namespace gas
