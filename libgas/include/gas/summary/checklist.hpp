// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gas/summary/group_summary.hpp"

namespace gas {

/// One thing that a report of a GAS study should state.
struct ChecklistItem {
    std::string item;   ///< "goals per participant"
    std::string group;  ///< where it differs by group
    std::string value;  ///< what the scores tell; empty where they do not
    bool told = false;
};

/// Gathers what the checklist needs beyond the figures of groups.
class StudyFacts {
public:
    StudyFacts();
    ~StudyFacts();
    StudyFacts(StudyFacts&&) noexcept;
    StudyFacts& operator=(StudyFacts&&) noexcept;

    void add(const ScoredParticipant& participant);

    /// What a report of a GAS study should state (items of J Patient Rep Outcomes 2024, doi 10.1186/s41687-024-00716-w, Table 2), filled in
    /// where the scores tell. T and change are those of the last occasion of `summary`.
    [[nodiscard]] std::vector<ChecklistItem> checklist(const GroupSummary& summary) const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gas
