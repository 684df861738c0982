// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "gas/check/study_names.hpp"
#include "gas/findings/findings.hpp"
#include "gas/summary/checklist.hpp"
#include "gas/summary/group_summary.hpp"
#include "gas/summary/rho_check.hpp"
#include "gas/summary/shards.hpp"
#include "input/tables.hpp"

namespace gas::app {

/// What `gas summarize` was asked for.
struct SummarizeCommand : ScoringCommand {
    SummaryOptions summary;
    std::string by;
    std::string unit = "participant";
    bool missing = false;
    bool checklist = false;
    bool rho_check = false;

    [[nodiscard]] bool needs_goals() const { return summary.domains || summary.unit == SummaryUnit::goal || checklist || rho_check; }
    [[nodiscard]] bool scores_otherwise() const { return score.rho || score.weighting || score.half_level == HalfLevel::keep || score.carry || score.complete; }
};

/// All that is gathered of the participants.
struct Study {
    GroupSummary groups;
    RhoCheck rho;
    StudyFacts facts;
    bool without_goals = false;  ///< some participant came as scores alone

    explicit Study(const SummaryOptions& options) : groups(options), rho(options) {}
};

/// What a run has met.
struct RunStatus {
    std::size_t errors = 0;
    std::string refusal;                      ///< participants that do not belong together
    std::vector<std::string> problems{};      ///< as JSON
    std::set<std::string> left_out{};         ///< participants with an error; some may have come whole from elsewhere
    std::set<std::string> inputs_left_out{};  ///< inputs with an error that names no participant
    ShardsSeen shards{};
    StudyNames names{};
    LeftOut left_out_files{};

    bool keep_json = false;  ///< the format has a place for problems

    void take(const Finding& finding)
    {
        if (keep_json) {
            problems.push_back(as_json(finding));
        }
        if (finding.severity != Severity::error) {
            return;
        }
        ++errors;
        if (!finding.plan_id.empty()) {
            left_out.insert(finding.plan_id);
        } else {
            inputs_left_out.insert(finding.file);
        }
    }
};

/// Gathers the participants of all inputs into `study`, and tells on standard error what is wrong with them.
RunStatus gather(const InputList& list, const SummarizeCommand& command, const Console& console, std::unique_ptr<Study>& study);

/// Whose baseline a change starts from, as the manual says it.
inline constexpr std::string_view baseline_rule = "of the same rater, else of the only other rater, else the goal's own";

/// What stands below the tables: how the participants were scored, what the figures rest on, and who is in none. `figures`: those of the tables, for the
/// methods of their intervals.
std::vector<std::string> study_notes(const SummarizeCommand& command, const Study& study, const RunStatus& met, const std::vector<SummaryFigure>& figures = {});

}  // namespace gas::app
