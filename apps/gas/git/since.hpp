// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "gas/check/study_names.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/diagnostic.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// A plan file that differs from a git revision, as it was when it was compared, and what the rules of history say about it.
struct ChangedText {
    SourceText source;
    ReadResult read;
    std::vector<Diagnostic> history;
};

struct ChangedPlans {
    InputList list;                  ///< those that are there; its problems tell of plans with ratings that are gone
    std::vector<ChangedText> texts;  ///< of the inputs; without a name that of a table, which is not compared with what it was
    std::vector<PlanNames> others;   ///< of the plans that did not change, with whose names those of the changed ones are compared
    std::size_t broken_before = 0;   ///< plans whose older version had errors: what changed in them is not known whole
};

/// What changed in the work tree since `revision`, files that git does not know yet among it; below the paths of `options`, if it has any.
ChangedPlans changed_since(const std::string& revision, const InputOptions& options, const Console& console);

}  // namespace gas::app
