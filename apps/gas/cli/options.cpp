// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <thread>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// All of add_write_options() but the format.
void add_style_options(CommandLine& line, WriteOptions& options)
{
    line.text("-o,--output FILE", options.output, "Write to FILE, whole or not at all");
    line.text("--na TEXT", options.missing, "Text of a missing value in csv and tsv (default empty)");
    line.flag("--excel", options.excel, "csv for spreadsheets: byte order mark, CRLF, text that looks like a formula made harmless");
    line.flag("--no-header", options.no_header, "csv and tsv without the line of column names");
    line.integer("--digits N", options.digits, 0, 15, fmt::format("Decimals in tables (default {})", options.digits));
    static constexpr std::array<std::string_view, 3> when = {"auto", "always", "never"};
    line.word("--color", options.color, when, "Colour");
}

}  // namespace

void add_input_options(CommandLine& line, InputOptions& options)
{
    line.arguments("PATH", options.paths, "Plan file, folder (read recursively), or - for standard input");
    line.text("--files-from FILE", options.files_from, "Read the paths from FILE, one a line (- for standard input)");
    line.flag("--null", options.null_separated, "The paths of --files-from end in NUL, as `find -print0` writes them");
    line.text("--max-size SIZE", options.max_size, "Largest plan file that is read (default 64M); tables have no limit");
}

void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string_view> own_formats)
{
    auto& formats = own_formats;
    formats.insert(formats.end(), row_formats().begin(), row_formats().end());
    options.format = formats.front();
    line.word("-f,--format", options.format, formats, fmt::format("Output format (default {})", formats.front()));
    add_style_options(line, options);
}

void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats,
                       const std::string& help)
{
    line.words_with_files("-f,--format", words, formats, help);
    add_style_options(line, options);
}

void add_talk_options(CommandLine& line, TalkOptions& options)
{
    line.flag("-q,--quiet", options.quiet, "No summary and no progress on standard error");
    line.flag("--show-text", options.show_text, "Show source lines in messages, with the text of the plan in them");
}

void add_jobs_option(CommandLine& line, std::size_t& jobs) { line.integer("-j,--jobs N", jobs, 1, 1024, "Plans read at a time (default: all cores)"); }

void add_method_options(CommandLine& line, MethodOptions& options, MethodOptionSet set)
{
    line.number("--rho", options.rho, 0, 1, fmt::format("Expected inter-goal correlation, 0 to 1 (default{} 0.3)", set.weighting ? ": the plan's, else" : ""));
    if (set.weighting) {
        line.word("--weighting", options.weighting, words<Weighting>(), "Weights of the goals (default: the plan's)");
    }
    if (set.half_level) {
        line.word("--half-level", options.half_level, words<HalfLevel>(), "How -0.5 (partly achieved) is analysed (default -1)");
    }
}

void apply(const MethodOptions& options, ScoreOptions& score)
{
    score.rho = options.rho;
    score.weighting = from_word<Weighting>(options.weighting);
    score.half_level = from_word<HalfLevel>(options.half_level).value_or(HalfLevel::as_minus_one);
}

std::vector<std::string> split_list(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        parts.emplace_back(take_until(text, ','));
    }
    return parts;
}

bool use_color(const WriteOptions& options, const Console& console, bool is_terminal)
{
    if (options.color != "auto") {
        return options.color == "always";
    }
    const auto set = [&](const char* name) {
        const auto value = console.environment(name);
        return value && !value->empty();
    };
    if (set("NO_COLOR")) {
        return false;
    }
    const auto force = console.environment("CLICOLOR_FORCE");
    if (force && !force->empty() && *force != "0") {
        return true;
    }
    return is_terminal && console.environment("TERM").value_or("") != "dumb";
}

std::size_t thread_count(std::size_t jobs) { return jobs != 0 ? jobs : std::max<std::size_t>(1, std::thread::hardware_concurrency()); }

}  // namespace gas::app
