// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/syntax/edit.hpp"
#include "input/inputs.hpp"

/// The plan that a command changes: in a file, or somewhere below a folder.
namespace gas::app {

/// A plan file and one of its plans.
struct PlanFile {
    Input input;
    std::string id;
    std::string bytes{};  ///< of standard input, which can be read once
    std::size_t max_size = 0;
};

/// All plans below a folder, or in a file, by id; each with the files that have it.
struct PlanFiles {
    std::map<std::string, std::vector<Input>> by_id;
    std::vector<Finding> problems;  ///< files that could not be read
    std::string stdin_bytes;
    std::size_t max_size = 0;
};
PlanFiles plan_files(const InputOptions& inputs, const Console& console);

/// The file with the plan `id`, or, where that is empty, the only plan there is.
std::variant<PlanFile, EditProblem> plan_file(const InputOptions& inputs, const std::string& id, const Console& console);

/// The plan of this id in a text; null where there is none.
const ReadPlan* plan_in(const ReadResult& read, std::string_view id);

/// The file at the end of links, from the root; the path itself where there is no such file.
std::string real_path(const std::string& path);
/// The folder that a path names a file in, with its slash; "." where it is the working one.
std::string folder_with(const std::string& path);

}  // namespace gas::app
