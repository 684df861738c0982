// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "gas/check/study_names.hpp"
#include "input/plan_stream.hpp"

namespace gas::app {

/// The names of a plan: of a table's participant they go into `study` at once, of a plan file to `names`, since those come from many threads.
void see_names(const PlanAt& at, StudyNames& study, std::vector<PlanNames>& names);

/// Names that a run rests on.
struct AskedNames {
    std::string occasion;
    std::string rater;
    std::vector<std::string> by;  ///< covariates
    bool raters = false;          ///< all of them
};

/// Tells in one line that names which are nearly one split what was read, and how to mend one: the first of those asked for, else the first. Gives the
/// findings.
std::vector<Finding> tell_near_names(const StudyNames& study, const AskedNames& asked, const Console& console);

/// Tells in one line that nobody in the tables that were read has a baseline.
void tell_without_baseline(const StudyNames& study, const Console& console);

}  // namespace gas::app
