// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/write/frame.hpp"

namespace gas::app {

/// How findings look as text.
struct FindingStyle {
    bool color = false;
    bool excerpt = false;  ///< the source line with a caret under the place; shows free text
    bool hint = true;
};

/// `file:line:column: severity: message [GAS104]`, with the excerpt and `hint:` under it. Ends in a line end.
std::string as_text(const Finding& finding, const FindingStyle& style);

/// A GitHub workflow command: `::error file=F,line=L,col=C,…::message`.
std::string as_github(const Finding& finding);

/// Columns of findings in csv, json and table (cli.md).
Frame findings_frame();
bool add_row(Frame& frame, const Finding& finding);

/// A finding as a JSON object, for `problems`.
std::string as_json(const Finding& finding);

}  // namespace gas::app
