// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"
#include "edit/rating.hpp"
#include "input/inputs.hpp"
#include "input/tables.hpp"

namespace gas::app {

/// Ratings of many participants in a table, and the plans that they are for.
struct TableOfRatings {
    const std::string& file;
    const InputOptions& plans;
    TableOptions& tables;
    const RateWords& words;  ///< what the table does not say: occasion, rater, role, day; whether what is there may be changed
    bool dry_run = false;
    bool force_date = false;  ///< days that have not come yet are taken
};

/// Puts the ratings of the table into the plans, each plan by itself; counts what was done, and tells of each row that could not be taken. Such a
/// participant's plan stays as it was.
ExitCode rate_from_table(const TableOfRatings& table, Console& console);

}  // namespace gas::app
