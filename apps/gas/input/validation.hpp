// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "cli/options.hpp"
#include "cli/report.hpp"
#include "edit/fix_files.hpp"
#include "gas/check/validate.hpp"
#include "gas/findings/findings.hpp"
#include "gas/findings/known_findings.hpp"
#include "git/since.hpp"
#include "input/tables.hpp"
#include "input/work.hpp"

/// What `gas validate` looks at, and what it finds there.
namespace gas::app {

struct ValidateCommand {
    InputOptions inputs;
    ReportOptions report;
    TalkOptions talk;
    TableOptions tables;
    RuleChoice choice;
    FixOptions fix;
    bool strict = false;
    std::string fail_on;
    std::string baseline;        ///< a file; empty: none
    std::string write_baseline;  ///< a file; empty: none
    std::size_t jobs = 0;
    std::string since;
    std::string at_text;
    std::optional<Date> at;  ///< the day on which plans are looked at
    ChangedPlans changed;    ///< since then
    RuleSet rules;
};

/// What has been found so far, less what the baseline knows, on its way to the report.
struct ValidateRun {
    Report report;
    Tally tally;
    KnownFindings known{working_folder()};
    KnownFindingsWriter found{working_folder()};
    RuleSet rules{};
    bool keep_found = false;  ///< a baseline is to be written
    bool whole = true;        ///< the present input has no error
    LeftOut names_left_out{};

    bool add(const Finding& finding)
    {
        if (!rules.has(finding.rule)) {
            tally.not_shown.add(finding.severity);
            return true;
        }
        whole = whole && finding.severity != Severity::error;
        if (keep_found) {
            found.add(finding);
        }
        if (known.hides(finding)) {
            return true;
        }
        tally.add(finding);
        return report.add(finding);
    }
    bool end_input(const std::string& file)
    {
        known.end_input(file, std::exchange(whole, true));
        return report.checked(file);
    }
};

/// Checks all inputs, in order. False where the report could not be written.
bool check_inputs(const InputList& list, ValidateCommand& command, const Console& console, ValidateRun& run);

}  // namespace gas::app
