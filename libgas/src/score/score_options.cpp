// SPDX-License-Identifier: MIT
#include "gas/score/score_options.hpp"

#include <fmt/format.h>

#include "gas/score/t_score.hpp"

namespace gas {

std::string_view half_level_words(std::string_view rule) { return rule == "keep" ? "-0.5 kept" : "-0.5 analysed as -1"; }

std::string_view missing_rule_of(const ScoreOptions& options)
{
    const bool carried = options.carry || options.at;
    return options.complete ? (carried ? "carried+no-score" : "no-score") : carried ? "carried" : "left-out";
}

double rho_of(const Plan& plan, const ScoreOptions& options) { return options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho); }

std::string check_options(const ScoreOptions& options)
{
    if (options.rho && !(*options.rho >= 0 && *options.rho <= 1)) {
        return fmt::format("rho is a number from 0 to 1, not {}", *options.rho);
    }
    if (options.sem && !(*options.sem > 0)) {
        return fmt::format("a standard error of measurement is above 0, not {}", *options.sem);
    }
    return options.stall_after < 0 ? fmt::format("a goal stalls after 0 days or more, not {}", options.stall_after) : "";
}

}  // namespace gas
