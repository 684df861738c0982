// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gas/stats/describe.hpp"
#include "gas/summary/group_summary.hpp"

namespace gas {

/// T of one occasion if rho had been another.
struct TAtRho {
    double rho = 0;
    Description t;
};

/// The correlation that the goals of an occasion have, and what rho does to T there.
struct RhoCheckResult {
    std::string occasion;
    /// Correlation of two goals of one participant: the pairwise intraclass correlation (Fisher 1925), each participant with two goals or more counting once.
    /// With m the mean level, c the mean product of two goals' distances from m, v the mean square of one: c / v. Nothing where no goal
    /// differs from m, or fewer than two participants have two goals.
    std::optional<double> correlation;
    std::size_t participants = 0;  ///< with two rated goals or more
    std::vector<TAtRho> t;         ///< for rho 0, 0.1 … 0.7
};

/// Sets the inter-goal correlation found beside the assumed rho (Kiresuk & Sherman 1968 assume 0.3). Takes participants whose entries have their goals.
class RhoCheck {
public:
    explicit RhoCheck(SummaryOptions options);
    ~RhoCheck();
    RhoCheck(RhoCheck&&) noexcept;
    RhoCheck& operator=(RhoCheck&&) noexcept;

    void add(const ScoredParticipant& participant);
    /// By occasion, in the order of GroupSummary::occasions(). Does not hang on the order of the participants.
    [[nodiscard]] std::vector<RhoCheckResult> results(const std::vector<std::string>& occasions) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gas
