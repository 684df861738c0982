// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/text/rules.hpp"

namespace gas {

/// What breaks a rule that looks at dates, raters and weights alone: a table of ratings can break it as well as a plan file.
struct RatingFault {
    Rule rule{};
    std::optional<std::size_t> goal;   ///< index into plan.goals, where it is about one
    std::optional<std::size_t> entry;  ///< index into plan.ratings, where it is about one
    std::string message;
    std::string hint;
};

/// Ratings dated before the baseline that they are compared with (210; baseline_date()), by entry, then goals that weigh nothing (218), by goal; and ratings
/// dated after `at` (233). Nothing of
/// weights where the plan has none of the kind that it asks for, which is an error of its own.
std::vector<RatingFault> check_without_texts(const Plan& plan, std::optional<Date> at = {});

}  // namespace gas
