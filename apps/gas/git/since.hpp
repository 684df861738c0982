// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "gas/text/diagnostic.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// The plan files that differ from a git revision, and what the rules of history say about each.
struct ChangedPlans {
    InputList list;                                          ///< those that are there; its problems tell of plans with ratings that are gone
    std::map<std::string, std::vector<Diagnostic>> history;  ///< by name of the file
};

/// What changed in the work tree since `revision`, files that git does not know yet among it; below the paths of `options`, if it has any.
ChangedPlans changed_since(const std::string& revision, const InputOptions& options, const Console& console);

}  // namespace gas::app
