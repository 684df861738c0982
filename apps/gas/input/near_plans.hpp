// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "gas/text/diagnostic.hpp"

/// Files that are not read, though their names nearly are those of plans (GAS232).
namespace gas::app {

/// Why such a file has nearly the name of a plan; empty where it has not, and where it is hidden. `path` is one below what was named; `beginning` gives the
/// first bytes of the file, and is asked where the name alone does not tell.
std::string_view near_plan(std::string_view path, const std::function<std::string()>& beginning);

/// Whether the first key of a text is `gas`, with a version or nothing on its line.
bool begins_as_plan(std::string_view bytes);

/// The first bytes of a file of the disk.
std::string beginning_of_file(const std::string& path);

/// `why` as near_plan() has it.
Finding near_plan_finding(const std::string& path, std::string_view why);

/// Whether a file of the disk reads as a plan, in whatever order and form its keys stand. One longer than any plan is none where it does not begin as one.
bool holds_plan(const std::string& path);

/// Tells of the files that are not read and nearly have names of plans, in one line.
void tell_near_plans(const std::vector<Finding>& files, const Console& console);

}  // namespace gas::app
