// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "git/diff_sides.hpp"
#include "git/git.hpp"
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
    bool is_gone = false;  ///< as TextVersion has it
};

/// The older state's files that are looked at and do not differ.
struct SameFiles {
    std::vector<SideFile> plans{};
    std::vector<std::string> tables{};  ///< that were named, as seen from the folder of the run
};

/// Reads blobs, each from the repository that has it.
class Blobs {
public:
    /// Says which files will be read next, in this order.
    void expect(const std::vector<const SideFile*>& files);
    GitObjects& of(const std::string& folder) { return repositories_.try_emplace(folder, folder).first->second; }

private:
    std::map<std::string, GitObjects> repositories_;  ///< by folder
};

/// Takes a file that is not read into DiffSides::near_plans where its name, from `below`, nearly is a plan's.
void see_near_plan(const SideFile& file, std::string_view below, Blobs& blobs, std::size_t max_size, DiffSides& sides);

/// Reads files, without a word on those that cannot be read.
std::vector<TextVersion> read_texts(const std::vector<SideFile>& files, std::size_t max_size, const Console& console);

/// Reads both sides, and keeps what differs. Where one version cannot be read there is nothing to compare the other with.
void read_sides(const std::vector<SideFile>& old_files, const std::vector<SideFile>& new_files, std::size_t max_size, const Console& console, DiffSides& sides);

}  // namespace gas::app
