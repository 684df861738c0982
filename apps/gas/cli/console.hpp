// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "cli/exit_code.hpp"

namespace gas::app {

/// Where a run reads and writes: the process's own streams, or a test's.
struct Console {
    std::function<bool(std::string_view)> out;  ///< false where the bytes could not be written
    std::function<bool()> flush_out;            ///< false where they could not in the end
    std::function<void(std::string_view)> err;
    int in = 0;  ///< file descriptor of standard input
    bool in_is_terminal = false;
    bool out_is_terminal = false;
    bool err_is_terminal = false;
    std::function<void()> outlive_readers = [] {};  ///< from now on a reader of `out` who leaves neither ends the process nor is a failure of it
    unsigned new_file_mode = 0644;                  ///< of a file that is not there yet, as the umask has it
    std::size_t columns = 0;                        ///< width of the terminal at `out`; 0 where it is none
    std::function<std::optional<std::string>(const char*)> environment;
};

/// Reports why the command line or the run was refused, with a line on how to go on.
void print_error(const Console& console, std::string_view message, std::string_view hint = "");

/// The same, and what a run ends with that could not do its job.
ExitCode usage_error(const Console& console, std::string_view message, std::string_view hint = "");

}  // namespace gas::app
