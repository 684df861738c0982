// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/diagnostic.hpp"

/// The rules, grouped by what they look at; each function reports what breaks its rules.
namespace gas::check {

/// A plan under check, and where findings go.
class Findings {
public:
    Findings(const Plan& of, const PlanRanges& places, std::optional<Date> at, std::vector<Diagnostic>& out) : plan(of), ranges(places), day(at), out_(out) {}

    const Plan& plan;
    const PlanRanges& ranges;
    const std::optional<Date> day;  ///< on which the plan is looked at; nothing: no rule asks for it

    /// A finding about the plan, at `at`. Severity is the rule's.
    void add(Rule rule, Range at, std::string message, Hint hint);
    /// A finding about goal number `goal`; an empty `at` is taken to the goal's begin.
    void add_goal(Rule rule, std::size_t goal, Range at, std::string message, Hint hint);

private:
    std::vector<Diagnostic>& out_;
};

void check_scales(Findings& findings);       ///< 201, 202, 203, 216, 301
void check_goal_texts(Findings& findings);   ///< 204, 207, 208, 235, 304, 305
void check_numbers(Findings& findings);      ///< 205, 206, 302, 303
void check_baselines(Findings& findings);    ///< 212, 213, 214, 215, 222
void check_range_texts(Findings& findings);  ///< 237
void check_dates(Findings& findings);        ///< 209, 211, 226, 236, 306
void check_far_dates(Findings& findings);    ///< 233, 312
void check_readings(Findings& findings);     ///< 238
void check_rho(Findings& findings);          ///< 313
void check_weights(Findings& findings);      ///< 217
/// 210, 218, 233 of a day: what check_without_texts() finds, at its place.
void check_facts(Findings& findings);
void check_ratings(Findings& findings);  ///< 219, 223, 308, 309
void check_goals(Findings& findings);    ///< 224, 225, 307, 310

/// Goals that are not being worked on any more, and never were done: nothing is due from them.
bool is_given_up(const Goal& goal);

}  // namespace gas::check
