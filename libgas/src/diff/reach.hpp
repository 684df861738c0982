// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "effect.hpp"

namespace gas::diff {

/// How far a change reaches.
enum class Reach { nothing, own_entry, all_entries };
Reach reach_of(const ChangeFacts& change, const Plan& old_plan, const Plan& new_plan);

/// Of changes that reach all entries, as far as their kind says, those that can reach a given one: of goals that it rates, where these began for its rater, and
/// of all goals. For plans in which each cannot be tried alone.
class NearChanges {
public:
    /// `wide`: the changes to look among, by their numbers in `changes`.
    NearChanges(const Plan& old_plan, const Plan& new_plan, const std::vector<ChangeFacts>& changes, const std::vector<std::size_t>& wide);

    [[nodiscard]] std::vector<std::size_t> of(std::size_t old_entry, std::size_t new_entry) const;

private:
    using Changes = std::vector<std::size_t>;
    struct Side {
        const Plan& plan;
        std::vector<Changes> of_goal;                                                ///< of the goal itself
        std::vector<Changes> of_start;                                               ///< of where anybody says that it began
        std::map<std::pair<std::string_view, std::size_t>, Changes> of_rater_start;  ///< by the rater who says so
        std::set<std::string_view> raters;                                           ///< who say where goals began

        explicit Side(const Plan& of);
        void start(std::string_view rater, std::size_t goal, std::size_t change);
        /// False where the change is of no goal and no entry.
        bool take(const Fact& fact, std::size_t change);
        void add(const RatingEntry& entry, Changes& near) const;
    };

    Side old_;
    Side new_;
    Changes of_all_;
};

}  // namespace gas::diff
