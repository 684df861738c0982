// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "gas/score/score_plan.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// How results are written; shared by every command that writes a frame.
struct WriteOptions {
    std::string format;
    std::string output;   ///< a file, written beside and renamed; empty: standard output
    std::string missing;  ///< --na
    bool excel = false;
    bool no_header = false;
    int digits = 1;
    std::string color = "auto";
    bool keep_going = false;
    bool diff = false;  ///< what is written is a unified diff, whatever the name of the file: in none of the formats
};

/// What the run says about itself.
struct TalkOptions {
    bool quiet = false;
    bool show_text = false;
};

void add_input_options(CommandLine& line, InputOptions& options);
/// The formats of rows, behind those that the command has of its own; the first of all is the default.
void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string_view> own_formats = {});
/// The same, where `words` takes any number of FORMAT and FORMAT=FILE.
void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats,
                       const std::string& help);
void add_talk_options(CommandLine& line, TalkOptions& options);
void add_jobs_option(CommandLine& line, std::size_t& jobs);

/// How T is computed.
struct MethodOptions {
    std::optional<double> rho;
    std::string weighting;
    std::string half_level = "-1";
};
/// --rho, and of --weighting and --half-level those that the command takes; one without weighting reads no plan.
struct MethodOptionSet {
    bool weighting = true;
    bool half_level = true;
};
void add_method_options(CommandLine& line, MethodOptions& options, MethodOptionSet set = {});
void apply(const MethodOptions& options, ScoreOptions& score);

/// Today where the user is; nothing where the clock does not say.
std::optional<Date> today();

/// The day that --at names: YYYY-MM-DD, or `today`, which is where the user is. What is wrong with it; empty where nothing is, or none was named.
std::string read_day(std::string_view text, std::optional<Date>& day);

/// The parts of "a,b,c"; none of an empty text.
std::vector<std::string> split_list(std::string_view text);

/// Whether to colour what goes to `is_terminal`: --color, NO_COLOR, CLICOLOR_FORCE, TERM=dumb.
bool use_color(const WriteOptions& options, const Console& console, bool is_terminal);

/// Threads for `jobs` (0: all cores).
std::size_t thread_count(std::size_t jobs);

}  // namespace gas::app
