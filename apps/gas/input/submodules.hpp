// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"

/// Submodules of git that a clone has not brought along: each is an empty folder, in which a plan may be missing.
namespace gas::app {

/// Those of the folders that are submodules by a `.gitmodules` above them, which is read here: git may not be installed.
std::vector<std::string> submodules_among(const std::vector<std::string>& empty_folders, const Console& console);

/// Whether a submodule has its repository in the work tree.
bool is_checked_out(const std::string& path);

/// The command that brings a submodule into the work tree, wherever this runs.
std::string command_to_bring(const std::string& submodule);

/// Tells of submodules that are not looked at, since they are not in the work tree.
void tell_submodules(const std::vector<std::string>& paths, const Console& console);

}  // namespace gas::app
