// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/console.hpp"
#include "cli/descriptor.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

/// What a command was told to read.
struct InputOptions {
    std::vector<std::string> paths;
    std::string files_from;
    bool null_separated = false;
    std::string max_size = "64M";
    bool near_plans_are_findings = false;  ///< the command tells of InputList::near_plans by itself
};

/// One thing to read: a file, or standard input (path "-").
struct Input {
    std::string path;
    bool is_stdin = false;
};

/// The files to read, in order: named files whatever their name, folders recursively for *.gas.yaml and *.gas.yml
/// in bytewise order. What cannot be listed comes as a finding of rule unreadable_file. A FIFO, socket or device that
/// a folder or a list has, and nobody named, may never end: it is left out, and the console is told. So it is of submodules of git that are not checked out.
struct InputList {
    std::vector<Input> inputs;
    std::vector<Finding> problems;
    std::vector<Finding> near_plans{};  ///< files in folders that are not read, whose names nearly are plans (GAS232)
    std::size_t streams = 0;            ///< FIFOs, sockets and devices that are not read
    std::size_t linked_folders = 0;     ///< links in folders, to folders elsewhere, that are not followed
    std::size_t submodules = 0;         ///< in folders, that are not in the work tree
    LeftOut left_out{};                 ///< further ones, told already
    std::vector<Input> lists;           ///< files that were read for the names in them
    std::string refusal;                ///< the command line is wrong: nothing to read, a bad size; hint in `hint`
    std::string hint;
    bool empty_list = false;  ///< the refusal is that a list of files names none
    std::size_t max_size = 0;
};
InputList list_inputs(const InputOptions& options, const Console& console);

/// What the list left out, by kind.
LeftOut left_out_of(const InputList& list);

/// All that a run opens to read: the inputs and the lists.
std::vector<Input> files_read(const InputList& list);

/// Bytes of a size as --max-size takes it: "64M", "500K", "1G", "1000000"; nothing, and why not in `refusal`, for any other text.
std::optional<std::size_t> read_size(std::string_view text, std::string& refusal);

/// An error about an input as a whole, which has no place in it.
Finding unreadable(const std::string& name, std::string message, std::string hint = "");
Finding larger_than(const std::string& name, std::size_t max_size);

/// A descriptor to read an input from, of standard input a copy that is none of 0 to 2; or why it cannot be opened. A folder is refused, and so is a
/// pipe that nobody writes to within ten seconds.
std::variant<Descriptor, Finding> open_to_read(const Input& input, const Console& console);

/// The bytes of an input, or why they could not be read, as a finding.
std::variant<std::string, Finding> read_input(const Input& input, std::size_t max_size, const Console& console);

/// The text of an input, without a byte order mark, under its display name; or why it could not be read.
std::variant<SourceText, Finding> read_source(const Input& input, std::size_t max_size, const Console& console);

/// Whether it is standard input, or has one of the names by which a process has what it was handed (`<(…)` of a shell): whoever writes one means it.
bool is_nameless(const Input& input);

bool on_disk(const std::string& path);    ///< there is something of this name
bool is_stream(const std::string& path);  ///< and it is a FIFO, socket or device, which may never end
bool is_folder(const std::string& path);  ///< and it is a folder

/// Whether a file found in a folder is a plan: *.gas.yaml and *.gas.yml.
bool is_plan_name(std::string_view name);

/// How an input is called in messages and in the column `file`.
std::string display_name(const Input& input);

}  // namespace gas::app
