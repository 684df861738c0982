// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace gas::score {

/// Scratch for a number a goal, on the stack for as many goals as people have.
class PerGoal {
public:
    explicit PerGoal(std::size_t goals) : size_(goals)
    {
        if (goals > few_.size()) {
            many_.resize(goals);
        }
    }
    double& operator[](std::size_t goal) { return begin()[goal]; }
    [[nodiscard]] std::span<double> all() { return {begin(), size_}; }
    [[nodiscard]] std::span<const double> first(std::size_t goals) const { return {many_.empty() ? few_.data() : many_.data(), goals}; }

private:
    double* begin() { return many_.empty() ? few_.data() : many_.data(); }

    std::array<double, 16> few_;  // written before it is read
    std::vector<double> many_;
    std::size_t size_;
};

}  // namespace gas::score
