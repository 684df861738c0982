// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/console.hpp"
#include "gas/score/score_plan.hpp"
#include "input/inputs.hpp"

namespace CLI {
class App;
class Option;
}  // namespace CLI

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
};

/// What the run says about itself.
struct TalkOptions {
    bool quiet = false;
    bool show_text = false;
};

void add_input_options(CLI::App& app, InputOptions& options);
/// `formats` in the order of help; the first is the default, unless `fallback` names what it depends on.
void add_write_options(CLI::App& app, WriteOptions& options, std::span<const std::string_view> formats, std::string_view fallback = "");
/// The same, where `words` takes any number of FORMAT and FORMAT=FILE.
void add_write_options(CLI::App& app, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats, std::string_view help);
void add_color_option(CLI::App& app, WriteOptions& options);
void add_talk_options(CLI::App& app, TalkOptions& options);
/// Where a command tells words before `--` from paths behind it, as git does: what comes behind goes to `paths`. run.cpp hands it over.
void add_paths_after_dashes(CLI::App& app, std::vector<std::string>& paths);
inline constexpr const char* path_after_dashes = "--path-after-dashes";
void add_jobs_option(CLI::App& app, std::size_t& jobs);

/// An option that takes one of some words; another word is refused with the nearest.
CLI::Option* add_word_option(CLI::App& app, const std::string& flags, std::string& value, std::span<const std::string_view> words, const std::string& help);
/// An option that takes a decimal number in low..high ("nan", "0x1" and "1,5" are refused).
CLI::Option* add_number_option(CLI::App& app, const std::string& flags, std::optional<double>& value, double low, double high, const std::string& help);

/// Refuses an empty value, which a variable that was not set leaves behind: it must not switch a guard off.
CLI::Option* not_empty(CLI::Option* option);

/// --rho, --weighting and --half-level, which `score` and `calc` share.
struct MethodOptions {
    std::optional<double> rho;
    std::string weighting;
    std::string half_level = "-1";
};
void add_method_options(CLI::App& app, MethodOptions& options, bool with_weighting);
void apply(const MethodOptions& options, ScoreOptions& score);

/// The parts of "a,b,c"; none of an empty text.
std::vector<std::string> split_list(std::string_view text);

/// Whether to colour what goes to `is_terminal`: --color, NO_COLOR, CLICOLOR_FORCE, TERM=dumb.
bool use_color(const WriteOptions& options, const Console& console, bool is_terminal);

/// Threads for `jobs` (0: all cores).
std::size_t thread_count(std::size_t jobs);

}  // namespace gas::app
