// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/text/rules.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// A stretch of a text and what takes its place; an empty stretch is a place to put something in.
struct Edit {
    Range range;
    std::string text;
};

/// A cure that can be carried out: afterwards the finding is gone, and no other has come.
struct Fix {
    std::string title;        ///< the hint of the finding, which offers what the edits write
    std::vector<Edit> edits;  ///< by place; none touches another
    bool safe = false;        ///< nothing else can have been meant, and no word of the plan changes
};

/// Puts `text` in the place of `at`. The title is `before`, the text and `after`: what a hint offers and what is written are one.
Fix write_at(Range at, std::string_view before, std::string text, std::string_view after = "");
/// `did you mean "word"?`, and the word in the place of `at`.
Fix did_you_mean(Range at, std::string_view word);
/// `text` after the edits of `fix`.
std::string fixed(std::string_view text, const Fix& fix);

/// How to mend a finding: words alone, or a fix and its title.
struct Hint {
    Hint() = default;
    Hint(std::string text) : words(std::move(text)) {}           // NOLINT(google-explicit-constructor): most hints are words alone
    Hint(const char* text) : words(text) {}                      // NOLINT(google-explicit-constructor)
    Hint(Fix cure) : words(cure.title), fix(std::move(cure)) {}  // NOLINT(google-explicit-constructor)

    std::string words;
    std::optional<Fix> fix;
};

/// One thing found in a plan. Lower case, no full stop; names ids, keys and lines, never free text.
struct Diagnostic {
    Rule rule{};
    Severity severity{};
    Range range;
    std::string message;
    std::string hint;          ///< how to fix it; may be empty
    std::string plan_id;       ///< the plan's id, where it is known
    std::string goal_id;       ///< the goal's id, where the finding is about one
    std::optional<Fix> fix{};  ///< where the hint offers a text; its title is the hint
};

/// A diagnostic of the severity that its rule has.
Diagnostic diagnose(Rule rule, Range range, std::string message, Hint hint = {}, std::string plan_id = "", std::string goal_id = "");

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
    std::string excerpt;       ///< the source line at `begin`; show it only where free text may be shown
    std::optional<Fix> fix{};  ///< with places in the text as bytes
};

/// A finding about a file, with no place in it, of the severity that its rule has.
Finding finding_in(std::string file, Rule rule, std::string message, std::string hint = "");

/// The diagnostics of one text, placed, and sorted by position, then rule. Equal ones are given once.
std::vector<Finding> locate(const SourceText& source, std::vector<Diagnostic> diagnostics);
/// The same where the lines of the source are known, so that many calls need not look for them each.
std::vector<Finding> locate(const SourceText& source, const LineIndex& lines, std::vector<Diagnostic> diagnostics);

}  // namespace gas
