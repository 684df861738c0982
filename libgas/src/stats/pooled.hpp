// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <iterator>
#include <optional>
#include <vector>

#include "gas/stats/figure.hpp"

namespace gas::stats {

/// What a distribution gave, or that it could not be computed.
inline Figure<double> figure_of(std::optional<double> computed) { return computed ? Figure<double>(*computed) : NoFigure::not_computed; }

/// The groups that have a value.
inline std::vector<std::vector<double>> with_values(const std::vector<std::vector<double>>& groups)
{
    std::vector<std::vector<double>> kept;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(kept), [](const auto& group) { return !group.empty(); });
    return kept;
}

/// All values, group after group.
inline std::vector<double> pooled(const std::vector<std::vector<double>>& groups)
{
    std::vector<double> pool;
    for (const auto& group : groups) {
        pool.insert(pool.end(), group.begin(), group.end());
    }
    return pool;
}

}  // namespace gas::stats
