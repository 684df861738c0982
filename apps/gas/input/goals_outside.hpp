// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gas/plan/date.hpp"
#include "input/plan_stream.hpp"

namespace gas::app {

/// Goals that have a rating, and are not active on the day of a snapshot: how many, and the first few.
class GoalsOutside {
public:
    void see(const PlanAt& at, const std::vector<std::size_t>& goals);
    void see(const GoalsOutside& more);
    void clear() { *this = {}; }
    [[nodiscard]] std::size_t count() const { return count_; }
    /// What there is to say of them on `day`; empty where there are none.
    [[nodiscard]] std::string told(Date day) const;

private:
    struct Goal {
        std::string participant;
        std::string goal;
        std::string file;
    };
    std::size_t count_ = 0;
    std::vector<Goal> first_;
};

}  // namespace gas::app
