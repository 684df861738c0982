// SPDX-License-Identifier: MIT
#include "input/input_problems.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "cli/report.hpp"
#include "gas/findings/findings.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

void InputProblems::take(const std::vector<Finding>& of_input, const WriteOptions& writing, const TalkOptions& talk, const Console& console)
{
    tell(of_input, writing, talk, console);
    add(of_input, writing);
    errors += of_input.size();
    bad_inputs += of_input.empty() ? 0 : 1;
}

void InputProblems::add(const std::vector<Finding>& of_run, const WriteOptions& writing)
{
    if (writing.format == "json") {
        std::transform(of_run.begin(), of_run.end(), std::back_inserter(json), as_json);
    }
}

std::optional<ExitCode> InputProblems::ending(const InputList& list, const WriteOptions& writing, const Output& output, bool nothing_to_show,
                                              const Console& console) const
{
    if (errors == 0) {
        return std::nullopt;
    }
    console.err(fmt::format("gas: {} in {} of {} inputs\n", counted(errors, "error"), bad_inputs, list.inputs.size() + list.problems.size()));
    if (output.is_file() && !writing.keep_going) {
        return usage_error(console, fmt::format("{} was not written", visible(writing.output)),
                           "--keep-going writes the result without the inputs that have errors");
    }
    return nothing_to_show ? std::optional(ExitCode::failed) : std::nullopt;  // a head without rows would only hide the errors
}

}  // namespace gas::app
