// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "edit/fix_text.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/source_text.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// What `gas validate` was told to mend.
struct FixOptions {
    bool safe = false;
    bool unsafe = false;  ///< the unsafe fixes too
    bool diff = false;    ///< print what would change, and change nothing
    [[nodiscard]] bool asked_for() const { return safe || unsafe || diff; }
};

/// How plan files are mended.
struct FixWork {
    FixOptions options;
    std::function<std::vector<Finding>(const SourceText& source, ReadResult read)> findings;
    std::size_t max_size = 0;
    std::size_t jobs = 1;
    /// Takes the text of an input with the fixes in it, instead of the file; false to stop.
    std::function<bool(const Input& input, const std::string& before, const std::string& after)> take{};
};

/// What came of it.
struct FixedFiles {
    std::size_t fixed = 0;          ///< findings
    std::size_t unsafe = 0;         ///< fixes that were left out
    std::size_t changed = 0;        ///< files
    bool failed = false;            ///< a file could not be changed
    std::vector<Finding> unread{};  ///< why files could not be read
};

/// Mends each file, through change_plan(), or gives what it would hold to `take`; tells what is to be told of a file, and which fixes were not made since they
/// brought other findings.
FixedFiles fix_files(const std::vector<Input>& files, const FixWork& work, Console& console);

/// "3 fixed, 2 fixes are unsafe: see --unsafe-fixes", as a line.
std::string as_text(const FixedFiles& files, const FixOptions& options);

}  // namespace gas::app
