// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gas/check/check_run.hpp"
#include "gas/check/rule_choice.hpp"
#include "gas/check/study_names.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/tables/rating_table.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/severity_counts.hpp"
#include "gas/text/source_text.hpp"

/// What `gas validate` says of a text or a table, in one call. The rules over all plans of a run are in check_run.hpp.
namespace gas {

/// What is found in one text, or in a piece of a table.
struct Validation {
    std::vector<Finding> findings;   ///< by place
    std::vector<PlanSeen> plans;     ///< for RunRules, which add to the findings
    std::vector<PlanNames> names{};  ///< of a text, for StudyNames
    SeverityCounts not_shown{};      ///< of a text: what the rules that were asked for keep out
    std::size_t unchecked = 0;       ///< plans, or what may be one, that have errors and were not held to the rules of a well-made plan
};

/// Reads a text and checks each plan in it that has no error, and leaves out what its comments ask to be ignored. Never throws on any input.
/// `at`: the day on which the plans are looked at (check_plan.hpp).
Validation validate_text(const SourceText& source, const RuleSet& rules = usual_rules(), std::optional<Date> at = {});

/// The same for a text that has been read, with what is known of its history (check_changes.hpp).
Validation validate_read(const SourceText& source, ReadResult read, const RuleSet& rules, const std::vector<Diagnostic>& history = {},
                         std::optional<Date> at = {});

/// Reads a table of ratings and checks each participant by the rules that need no texts, for a table has no scales (check_without_texts.hpp). `take` gets
/// what is found as it is, by all rules: each row's problem, then each participant, one with an error too; it gives false to stop. Memory is that of
/// read_rating_table(). `names` gets the names of the participants, where they are to be compared.
void check_table(const ByteSource& source, const std::string& name, const RatingTableOptions& options, const std::function<bool(Validation)>& take,
                 std::optional<Date> at = {}, StudyNames* names = nullptr);

/// What is wrong with the weights of a participant of table `file`, at the goal's row.
Finding weight_finding(const Plan& plan, const std::string& file, const RatingTablePlaces& places, const WeightProblem& problem);

}  // namespace gas
