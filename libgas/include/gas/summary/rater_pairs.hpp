// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"

namespace gas {

/// Who is compared with whom: two raters by name, or two roles. Empty names: the only two raters that there are.
struct RaterChoice {
    std::string first;
    std::string second;
    bool by_role = false;
};

/// Ratings that two raters made of the same goals, on the same date and occasion of one participant.
struct RaterPairs {
    std::string first;  ///< rater or role
    std::string second;
    std::vector<std::vector<double>> levels;  ///< counts: rows the first's level, columns the second's, from lowest_level up to +2
    int lowest_level = -2;                    ///< -3 where one of them gave it
    std::vector<double> t_first;              ///< T over the goals that both rated, one for each participant and date
    std::vector<double> t_second;
    std::size_t goals = 0;                  ///< pairs of levels
    std::size_t participants = 0;           ///< with at least one pair
    std::size_t lone_entries = 0;           ///< of either of the two, without one by the other on the same date and occasion
    std::size_t unpaired_participants = 0;  ///< without any pair, whoever rated them and on whatever occasion
    std::size_t other_entries = 0;          ///< by neither of the two
    std::size_t lone_goals = 0;             ///< rated by one of the two only, in entries that have a partner
};

/// Gathers ratings of plans until raters can be paired: holds the levels of each entry, not the plans.
class RaterEntries {
public:
    explicit RaterEntries(ScoreOptions options) : options_(std::move(options)) {}

    /// Takes the entries of a plan (of one occasion where the options name it). `set` tells two sets of files apart: 0 where there
    /// is one. Problems are those of score_plan().
    std::optional<WeightProblem> add(const Plan& plan, int set = 0);

    /// Takes over all that another gathered, behind its own.
    void take(RaterEntries&& other);

    /// Raters, or roles, that have entries.
    [[nodiscard]] std::set<std::string> raters() const;
    [[nodiscard]] std::set<std::string> roles() const;

    /// Pairs of the two chosen. An entry counts once; where one of them has two entries for a participant, date and occasion
    /// (possible for roles only), that occasion is left out and counted in `ambiguous`.
    [[nodiscard]] RaterPairs pair_up(const RaterChoice& choice, std::size_t& ambiguous) const;
    /// Pairs of the two sets of files, whoever rated.
    [[nodiscard]] RaterPairs pair_sets(std::size_t& ambiguous) const;

private:
    struct GoalLevel {
        std::string goal;
        double level = 0;
        double weight = 1;
    };
    struct Entry {
        std::string participant;
        std::string when;  ///< date and occasion
        std::string rater;
        std::string role;
        int set = 0;
        double rho = default_rho;
        std::vector<GoalLevel> levels;
    };
    template <typename SideOf>
    RaterPairs pair_by(SideOf side_of, std::size_t& ambiguous) const;

    ScoreOptions options_;
    std::vector<Entry> entries_;
    std::set<std::string> participants_;  ///< also those without an entry of the occasion asked for
};

}  // namespace gas
