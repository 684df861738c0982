// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "gas/plan/date.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/words.hpp"

namespace gas {

/// How a recorded -0.5 is analysed: as -1 (Turner-Stokes & Williams 2010), or as it stands.
enum class HalfLevel { as_minus_one, keep };
template <>
inline constexpr std::array<std::string_view, 2> word_list<HalfLevel> = {"-1", "keep"};
/// What `rule`, as to_string() has it, says of -0.5, for people: "-0.5 analysed as -1", "-0.5 kept".
std::string_view half_level_words(std::string_view rule);

/// All that shapes a score, beyond the plan. What takes them gives a problem where check_options() has something to say.
struct ScoreOptions {
    std::optional<double> rho;           ///< overrides the plan's; 0..1
    std::optional<Weighting> weighting;  ///< overrides the plan's
    HalfLevel half_level = HalfLevel::as_minus_one;
    bool carry = false;         ///< an unrated active goal takes its latest earlier rating
    bool complete = false;      ///< no T where an active goal is unrated
    std::optional<Date> at;     ///< one row: every active goal on that day, with its latest rating
    std::optional<double> sem;  ///< standard error of measurement of T, above 0, for the reliable change index
    std::string occasion;       ///< only rows of this occasion; empty: all
    std::string rater;          ///< only this rater; empty: all
    int stall_after = 56;       ///< days without a higher level after which a goal below 0 is stalled, 0 or more
};

/// What is wrong with the options ("rho is a number from 0 to 1, not 1.5"); empty where nothing is.
std::string check_options(const ScoreOptions& options);

/// Whether the options want rows of an entry of this occasion and rater.
inline bool is_asked_for(const ScoreOptions& options, std::string_view occasion, std::string_view rater)
{
    return (options.occasion.empty() || occasion == options.occasion) && (options.rater.empty() || rater == options.rater);
}

/// rho that a plan is scored with: the option's, else the plan's own, else the usual 0.3.
double rho_of(const Plan& plan, const ScoreOptions& options);

/// What becomes of goals that an entry does not rate: "left-out", "carried" (with `carry`, and with `at`), "no-score" (with `complete`), "carried+no-score".
std::string_view missing_rule_of(const ScoreOptions& options);

}  // namespace gas
