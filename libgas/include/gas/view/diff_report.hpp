// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gas/diff/compare.hpp"
#include "gas/write/frame.hpp"

namespace gas {

/// How a comparison is told.
struct DiffStyle {
    bool color = false;
    bool hide_text = false;  ///< somebody's words are said to differ, and not shown
    int digits = 1;
};

/// A file that was not, or not wholly, compared. Every form of a report says so: not looked at is not the same as nothing found.
struct NotCompared {
    std::string file;
    std::string_view kind;  ///< of its row: file-unreadable, file-with-errors
    std::string words;      ///< to stand behind its name
};
std::vector<NotCompared> not_compared(const Comparison& comparison);

/// A plan a paragraph, its changes by class, then their effect on T; fits a screen where a plan has a usual number of changes.
std::string diff_text(const Comparison& comparison, const DiffStyle& style);

/// The same as GitHub-flavoured Markdown for a comment: a table of changes and one of effects for each plan. What stands in a plan
/// is escaped, so that it neither formats nor mentions anybody. Cut at whole plans where a comment would grow too long for GitHub and GitLab.
std::string diff_markdown(const Comparison& comparison, const DiffStyle& style);

/// "1 edited rating, 2 new ratings": how many changes of each class, worst first; empty without any.
std::string counted_changes(const std::vector<Change>& changes);

/// A change in words, without its values: "sleep, 2026-01-12 baseline, AB: rating".
std::string place_of(const Change& change);
/// The same with its values in one line: "sleep, 2026-01-12 baseline, AB: rating -2 -> -1".
std::string change_line(const Change& change, bool hide_text);

/// What a version changed, in a line: its edited ratings and moved scales one by one, the entries that came, the rest counted. Shows nobody's words.
std::string brief_changes(const std::vector<Change>& changes);

/// "2026-04-12 final, AB": the entry that a change is about; empty where it is about none.
std::string entry_of(const Change& change);

/// The causes of an effect in words, each once; no values.
std::string cause_words(const EntryEffect& effect, const std::vector<Change>& changes);

/// Rows of the changes: id, class, severity, kind, goal, name, occasion, date, rater, field, path, old, new, and where each stands in both files. A file
/// that was not compared has a row of the class not-compared, its name in `name`.
Frame changes_frame(const Comparison& comparison, bool hide_text);
/// Rows of the effects: id, occasion, date, rater, t_old, t_new, t_difference, t_change_old, t_change_new, because, causes, file; where they stand `alone`,
/// with a row for each file that was not compared.
Frame effects_frame(const Comparison& comparison, bool alone);

}  // namespace gas
