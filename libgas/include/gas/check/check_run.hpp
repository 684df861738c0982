// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gas/check/study_names.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas {

/// What the rules over a whole run need of a plan.
struct PlanSeen {
    std::string id;
    std::string file;
    Position begin;  ///< of the id
    Position end;
    std::string excerpt;             ///< the line of the id
    std::optional<double> latest_t;  ///< T of the latest entry that is no baseline
    bool in_table = false;           ///< it is a participant's rows, of which the first is the place
};

/// Rules over the plans of a run, which are seen one by one, in order: two plans with one id (230), and goals that look
/// too easy over the whole (311: mean T over 55, or SD under 5, of 20 participants or more). Keeps ids and two sums.
class RunRules {
public:
    /// A plan of the study that is not checked: its id is taken. Such plans come first.
    void know(const PlanNames& plan);
    std::vector<Finding> see(const PlanSeen& plan);
    std::vector<Finding> finish() const;

private:
    struct Place {
        std::string file;
        std::size_t line = 0;
    };
    std::map<std::string, Place, std::less<>> first_;
    PlanSeen last_;
    std::size_t count_ = 0;
    double mean_ = 0;
    double squares_ = 0;  ///< sum of squared distances from the mean (Welford 1962)
};

}  // namespace gas
