// SPDX-License-Identifier: MIT
#include "plan/rating_grid.hpp"

#include <algorithm>

namespace gas {

std::uint32_t RatingGrid::name(std::string_view text)
{
    constexpr std::size_t few = 64;
    if (names.size() > few) {
        for (std::size_t i = places_.size(); i < names.size(); ++i) {
            places_.emplace(names[i], static_cast<std::uint32_t>(i));
        }
        const auto [place, fresh] = places_.try_emplace(std::string(text), static_cast<std::uint32_t>(names.size()));
        if (fresh) {
            names.emplace_back(text);
        }
        return place->second;
    }
    // from the last: what was met lately is met again
    for (std::size_t i = names.size(); i-- > 0;) {
        if (names[i] == text) {
            return static_cast<std::uint32_t>(i);
        }
    }
    names.emplace_back(text);
    return static_cast<std::uint32_t>(names.size() - 1);
}

void RatingGrid::forget_names()
{
    names.resize(1);
    places_.clear();
}

void fill_grid(const Plan& plan, RatingGrid& grid)
{
    grid.forget_names();
    grid.goals = plan.goals.size();
    grid.entries.clear();
    grid.levels.assign(plan.ratings.size() * grid.goals, RatingGrid::unrated);
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        grid.entries.push_back({entry.date, grid.name(entry.occasion), grid.name(entry.rater), entry.role, entry.dated, entry.is_baseline()});
        for (const auto& rating : entry.levels) {
            auto& cell = grid.levels[e * grid.goals + rating.goal];
            if (cell == RatingGrid::unrated) {  // the first of two, as RatingEntry::of() has it
                cell = RatingGrid::cell_of(rating.level, RatingGrid::not_applicable);
            }
        }
    }
    grid.baselines.clear();
    for (const auto& goal : plan.goals) {
        grid.baselines.push_back(RatingGrid::cell_of(goal.baseline));
    }
}

}  // namespace gas
