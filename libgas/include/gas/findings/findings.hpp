// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/severity_counts.hpp"
#include "gas/write/frame.hpp"

namespace gas {

/// How findings look as text, for people.
struct FindingStyle {
    bool color = false;
    bool excerpt = false;  ///< the source line with a caret under the place; shows free text
    bool hint = true;
};

/// Whether the finding says that an input could not be read, so that nothing else is known of it.
bool is_unread(const Finding& finding);

/// `file:line:column: severity: message [GAS104]`, with the excerpt and `hint:` under it. Ends in a line end.
std::string as_text(const Finding& finding, const FindingStyle& style);

/// A finding as a JSON object, with the names of finding_columns().
std::string as_json(const Finding& finding);

/// Findings as rows: file, line, column, end_line, end_column, severity, rule, message, hint, id, goal.
std::vector<Column> finding_columns();
std::vector<Cell> finding_cells(const Finding& finding);

/// How many findings there were, of how many plans.
struct Tally : SeverityCounts {
    std::size_t plans = 0;
    std::size_t unchecked = 0;   ///< with errors, and not held to the rules that give warnings
    SeverityCounts not_shown{};  ///< found, and not asked for
    bool unreadable = false;

    using SeverityCounts::add;
    void add(const Finding& finding);
};
/// "3 plans: 1 error, 0 warnings", as a line, and how many plans were not looked at for warnings, how many findings are not shown.
std::string as_text(const Tally& tally);

}  // namespace gas
