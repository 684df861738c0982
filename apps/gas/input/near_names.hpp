// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "gas/check/study_names.hpp"
#include "gas/score/score_options.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

/// Names that a run rests on.
struct AskedNames {
    std::string occasion;
    std::string rater;
    std::vector<std::string> by;  ///< covariates
    bool raters = false;          ///< all of them
};

/// What there is to tell of near names.
struct NearNamesTold {
    std::vector<Finding> findings;
    LeftOut left_out;  ///< near names beyond those, and names that were not compared
};

/// Tells in one line that names which are nearly one split what was read, and how to mend one: the first of those asked for, else the first.
NearNamesTold tell_near_names(const StudyNames& study, const AskedNames& asked, const Console& console);

/// Names that were not compared, and those of which it is not known who has two of them.
LeftOut left_out_of(const StudyNames& study);

/// That no entry has a name which was asked for, and which there are.
std::string no_entry_has(std::string_view what, std::string_view name, std::string_view there);

/// Tells in one line that nobody in the tables that were read has a baseline.
void tell_without_baseline(const StudyNames& study, const Console& console);

/// What there is to say where none of `participants` has an entry that `score` asks for, since a mistyped --occasion or --rater must not give an empty study in
/// silence; empty where that is not so.
std::string unmatched(const StudyNames& study, const ScoreOptions& score, std::size_t participants, std::size_t without_entry);

}  // namespace gas::app
