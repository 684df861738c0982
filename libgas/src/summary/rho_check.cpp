// SPDX-License-Identifier: MIT
#include "gas/summary/rho_check.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "gas/score/t_score.hpp"
#include "gas/summary/chosen_entries.hpp"
#include "value_counts.hpp"

namespace gas {

namespace {

constexpr std::array<double, 8> tried = {0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

struct Goals {
    summary::ValueCounts means;     ///< of each participant's levels
    summary::ValueCounts squares;   ///< mean square of a level
    summary::ValueCounts products;  ///< mean product of two levels
    std::array<summary::ValueCounts, tried.size()> t;
};

double mean_of(const summary::ValueCounts& counts)
{
    const auto values = counts.ascending();
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

}  // namespace

struct RhoCheck::State {
    SummaryOptions options;
    std::map<std::string, Goals> by_occasion;
};

RhoCheck::RhoCheck(SummaryOptions options) : state_(std::make_unique<State>()) { state_->options = std::move(options); }
RhoCheck::~RhoCheck() = default;
RhoCheck::RhoCheck(RhoCheck&&) noexcept = default;
RhoCheck& RhoCheck::operator=(RhoCheck&&) noexcept = default;

void RhoCheck::add(const ScoredParticipant& participant)
{
    for (const auto& chosen : chosen_entries(participant, state_->options)) {
        if (chosen.entry == nullptr) {
            continue;
        }
        std::vector<double> levels;
        std::vector<double> weights;
        for (const auto& goal : chosen.entry->goals) {
            if (goal.level) {
                levels.push_back(*goal.level);
                weights.push_back(goal.weight);
            }
        }
        auto& goals = state_->by_occasion[chosen.entry->occasion];
        for (std::size_t i = 0; i < tried.size(); ++i) {
            if (const auto t = t_score(levels, weights, tried[i])) {
                goals.t[i].add(*t);
            }
        }
        if (levels.size() < 2) {
            continue;
        }
        double sum = 0;
        double squares = 0;
        for (const double x : levels) {
            sum += x;
            squares += x * x;
        }
        const auto n = static_cast<double>(levels.size());
        goals.means.add(sum / n);
        goals.squares.add(squares / n);
        goals.products.add((sum * sum - squares) / (n * (n - 1)));
    }
}

std::vector<RhoCheckResult> RhoCheck::results(const std::vector<std::string>& occasions) const
{
    std::vector<RhoCheckResult> results;
    for (const auto& occasion : occasions) {
        const auto found = state_->by_occasion.find(occasion);
        if (found == state_->by_occasion.end()) {
            continue;
        }
        const auto& goals = found->second;
        RhoCheckResult result;
        result.occasion = occasion;
        result.participants = goals.means.size();
        if (result.participants > 1) {
            const double m = mean_of(goals.means);
            const double variance = mean_of(goals.squares) - m * m;
            // the difference of two numbers of the size of a squared level; one goal of a million that differs leaves more than its rounding
            if (variance > 1e-12) {
                result.correlation = (mean_of(goals.products) - m * m) / variance;
            }
        }
        for (std::size_t i = 0; i < tried.size(); ++i) {
            result.t.push_back({tried[i], describe(goals.t[i].ascending())});
        }
        results.push_back(std::move(result));
    }
    return results;
}

}  // namespace gas
