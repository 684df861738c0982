// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gas {

/// The parts of a study that rows of scores say they are ("3/8"), to see whether each is there once.
class ShardsSeen {
public:
    /// A part; twice where its rows come from two places. A text that is no part is kept as one that is wrong.
    void add(std::string_view shard);

    [[nodiscard]] bool any() const { return !seen_.empty() || !wrong_.empty(); }
    /// What is wrong with them, "parts 2/8 and 5/8 are missing; part 3/8 comes twice"; empty where each of the N is there once, or there are none.
    [[nodiscard]] std::string problem() const;
    /// Of that, the parts that come twice.
    [[nodiscard]] std::string doubled() const;

private:
    std::map<std::size_t, std::map<std::size_t, std::size_t>> seen_;  ///< by N, then by part: how often
    std::set<std::string> wrong_;
};

}  // namespace gas
