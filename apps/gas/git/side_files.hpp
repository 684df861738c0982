// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "git/diff_sides.hpp"
#include "input/inputs.hpp"

/// What diff_sides.cpp and git_range.cpp share: the files of both sides before they are read.
namespace gas::app {

/// A plan file of the disk, or a blob of the repository, that is not read yet.
struct SideFile {
    std::string key;   ///< as DiffSides has it
    std::string name;  ///< for messages
    std::string path;  ///< as seen from the folder of the run
    std::string hash;  ///< of a blob; empty for a file
    Input input;
    std::string folder{};  ///< of a blob of another repository: where that is
};

/// Reads files, without a word on those that cannot be read.
std::vector<TextVersion> read_texts(const std::vector<SideFile>& files, std::size_t max_size, const Console& console);

/// Reads both sides, and keeps what differs. Where one version cannot be read there is nothing to compare the other with.
void read_sides(const std::vector<SideFile>& old_files, const std::vector<SideFile>& new_files, std::size_t max_size, const Console& console, DiffSides& sides);

}  // namespace gas::app
