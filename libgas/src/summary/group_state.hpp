// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/summary/group_summary.hpp"
#include "ids.hpp"
#include "value_counts.hpp"

namespace gas::summary {

/// Values of a measure and, for a change, of the baselines that it starts from.
struct Sample {
    ValueCounts values;
    ValueCounts baselines;
};

/// What one group has at one occasion.
struct GroupCell {
    Sample t;
    Sample change;
    ValueCounts achieved;  ///< each participant's share
    std::size_t goals_achieved = 0;
    std::size_t goals_rated = 0;
    std::map<std::string, Sample> levels;          ///< by domain
    std::map<std::string, Sample> level_changes;   ///< by domain
    std::map<std::string, std::size_t> t_missing;  ///< how many, by reason; no-entry is what remains
    std::map<std::string, std::size_t> change_missing;
};

struct Absence {
    std::uint32_t participant = 0;
    bool of_change = false;
    std::uint16_t reason = 0;
};

struct Occasion {
    std::string name;
    NumberSet seen;  ///< participants
    std::vector<Absence> absent;
};

struct Group {
    std::vector<std::string> by;
    std::size_t participants = 0;
    std::vector<GroupCell> cells;  ///< by occasion
};

std::string group_name(const std::vector<std::string>& by);

}  // namespace gas::summary

namespace gas {

struct GroupSummary::State {
    SummaryOptions options;
    summary::Ids ids;
    std::vector<std::string> files;      ///< that participants came from, in order; one may stand here again
    std::vector<std::uint32_t> file_of;  ///< by participant
    std::vector<std::int32_t> group_of;  ///< by participant; -1: a covariate is missing
    std::vector<summary::Group> groups;
    std::map<std::vector<std::string>, std::size_t> group_numbers;
    std::map<std::string, std::size_t, std::less<>> occasion_numbers;
    std::vector<summary::Occasion> occasions;
    std::vector<std::string> reasons;
    std::set<std::string> covariates;  ///< of `by`, that some participant has
    std::set<std::string> other_occasions;
    ScoringMethod method;
    bool any_t = false;
    std::size_t superseded = 0;
    std::size_t paired_goals = 0;  ///< in changes
    std::size_t rated_goals = 0;   ///< in the same entries
    std::size_t complete_by_not_applicable = 0;
    std::vector<std::string> left_out;

    std::string check_method(const ScoredParticipant& participant);
    std::int32_t group_index(const ScoredParticipant& participant);
    std::size_t occasion_index(const std::string& name);
    std::vector<std::size_t> occasion_of;  ///< of the entries of the participant before, by their place: most have the same
    bool all_chosen(const ScoredParticipant& participant);
    std::uint16_t reason_index(const std::string& reason);
    void absent(std::size_t occasion, std::size_t participant, std::int32_t group, bool of_change, const std::string& reason);
    void take(const ScoredEntry& entry, std::size_t occasion, std::size_t participant, std::int32_t group);
    void take_levels(const ScoredEntry& entry, summary::GroupCell& here) const;
    summary::GroupCell& cell(std::int32_t group, std::size_t occasion);
    /// Groups and occasions in the order in which they are told.
    [[nodiscard]] std::vector<std::size_t> group_order() const;
    [[nodiscard]] std::vector<std::size_t> occasion_order() const;
};

}  // namespace gas
