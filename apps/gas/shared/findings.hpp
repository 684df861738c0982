// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/frame.hpp"

namespace gas::app {

/// How findings look as text.
struct FindingStyle {
    bool color = false;
    bool excerpt = false;  ///< the source line with a caret under the place; shows free text
    bool hint = true;
};

/// Whether the finding says that an input could not be read, so that nothing else is known of it.
bool is_unread(const Finding& finding);

/// `file:line:column: severity: message [GAS104]`, with the excerpt and `hint:` under it. Ends in a line end.
std::string as_text(const Finding& finding, const FindingStyle& style);

/// A GitHub workflow command: `::error file=F,line=L,col=C,…::message`.
std::string as_github(const Finding& finding);

/// Columns of findings in csv, json and table (cli.md).
Frame findings_frame();
bool add_row(Frame& frame, const Finding& finding);

/// How many findings there were, of how many plans.
struct Tally {
    std::size_t errors = 0;
    std::size_t warnings = 0;
    std::size_t infos = 0;
    std::size_t plans = 0;
    bool unreadable = false;

    void add(const Finding& finding);
};
/// "3 plans: 1 error, 0 warnings", as a line.
std::string summary(const Tally& tally);

/// A finding as a JSON object, for `problems`.
std::string as_json(const Finding& finding);

}  // namespace gas::app
