// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "gas/text/diagnostic.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// What is wrong with the inputs of a run that writes rows: told as it is found.
struct InputProblems {
    std::size_t errors = 0;
    std::size_t bad_inputs = 0;
    std::vector<std::string> json;  ///< each as JSON, where the format has a place for them

    /// Tells the errors of one input.
    void take(const std::vector<Finding>& of_input, const WriteOptions& writing, const TalkOptions& talk, const Console& console);
    /// Adds what is told of the run in words of its own.
    void add(const std::vector<Finding>& of_run, const WriteOptions& writing);
    /// Tells how many errors there were, if any. What the run ends with then, since a file lacks those inputs or there is `nothing_to_show`; nothing where its
    /// rows are to be written.
    [[nodiscard]] std::optional<ExitCode> ending(const InputList& list, const WriteOptions& writing, const Output& output, bool nothing_to_show,
                                                 const Console& console) const;
};

}  // namespace gas::app
