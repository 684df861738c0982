// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gas/text/rules.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// One thing found in a plan. Lower case, no full stop; names ids, keys and lines, never free text.
struct Diagnostic {
    Rule rule{};
    Severity severity{};
    Range range;
    std::string message;
    std::string hint;     ///< how to fix it; may be empty
    std::string plan_id;  ///< the plan's id, where it is known
    std::string goal_id;  ///< the goal's id, where the finding is about one
};

/// A diagnostic of the severity that its rule has.
Diagnostic diagnose(Rule rule, Range range, std::string message, std::string hint = "", std::string plan_id = "", std::string goal_id = "");

/// Only the errors of a list.
std::vector<Diagnostic> errors_of(std::vector<Diagnostic> diagnostics);

/// What is wrong with a row of a table, without its place, which the reader of the table knows.
struct RowProblem {
    Rule rule{};
    std::string message;
    std::string hint{};
};

/// A diagnostic with its place as people count, and the line it stands on: it outlives the text.
struct Finding {
    Rule rule{};
    Severity severity{};
    std::string file;
    Position begin;
    Position end;  ///< one past the last character; on a later line for a range that spans lines
    std::string message;
    std::string hint;
    std::string plan_id;
    std::string goal_id;
    std::string excerpt;  ///< the source line at `begin`; show it only where free text may be shown
};

/// A finding about a file, with no place in it, of the severity that its rule has.
Finding finding_in(std::string file, Rule rule, std::string message, std::string hint = "");

/// The diagnostics of one text, placed, and sorted by position, then rule. Equal ones are given once.
std::vector<Finding> locate(const SourceText& source, std::vector<Diagnostic> diagnostics);

}  // namespace gas
