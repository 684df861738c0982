// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include <charconv>
#include <cmath>
#include <thread>

#include <fmt/format.h>
#include <CLI/CLI.hpp>

#include "gas/text/suggest.hpp"

namespace gas::app {

namespace {

std::string joined(std::span<const std::string_view> words)
{
    std::string text;
    for (const auto word : words) {
        text += (text.empty() ? "" : ", ") + std::string(word);
    }
    return text;
}

/// CLI11's own number options take nan, hexadecimal and infinity.
std::optional<double> decimal(std::string_view text)
{
    const auto digits = text.starts_with('+') ? text.substr(1) : text;
    double value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || !std::isfinite(value) || digits.starts_with('+')) {
        return std::nullopt;
    }
    return value;
}

/// Why `word` is none of `known`; empty where it is one.
std::string word_fault(const std::string& word, std::span<const std::string_view> known)
{
    if (std::find(known.begin(), known.end(), word) != known.end()) {
        return "";
    }
    const auto near = nearest(word, known);
    return fmt::format("\"{}\" is none of {}{}", word, joined(known), near.empty() ? "" : fmt::format("; did you mean {}?", near));
}

/// All of add_write_options() but the format.
void add_style_options(CLI::App& app, WriteOptions& options)
{
    app.add_option("-o,--output", options.output, "Write to FILE, whole or not at all")->type_name("FILE");
    app.add_option("--na", options.missing, "Text of a missing value in csv and tsv (default empty)")->type_name("TEXT");
    app.add_flag("--excel", options.excel, "csv for spreadsheets: byte order mark, CRLF, text that looks like a formula made harmless");
    app.add_flag("--no-header", options.no_header, "csv and tsv without the line of column names");
    app.add_option("--digits", options.digits, fmt::format("Decimals in tables (default {})", options.digits))
        ->type_name("N")
        ->check(CLI::Range(0, 15).description(""));
    add_color_option(app, options);
}

}  // namespace

CLI::Option* add_word_option(CLI::App& app, const std::string& flags, std::string& value, std::span<const std::string_view> words, const std::string& help)
{
    const std::vector<std::string_view> known(words.begin(), words.end());
    auto check = CLI::Validator([known](std::string& word) { return word_fault(word, known); }, "", "");
    return app.add_option(flags, value, fmt::format("{}: {}", help, joined(words)))->type_name("WORD")->check(check);
}

CLI::Option* add_number_option(CLI::App& app, const std::string& flags, std::optional<double>& value, double low, double high, const std::string& help)
{
    const auto name = flags.substr(flags.rfind('-') + 1);
    return app
        .add_option_function<std::string>(
            flags,
            [&value, low, high, name](const std::string& text) {
                const auto number = decimal(text);
                if (!number || *number < low || *number > high) {
                    throw CLI::ValidationError(fmt::format("--{}", name), std::isinf(high)
                                                                              ? fmt::format("takes a number of {} or more, not \"{}\"", low, text)
                                                                              : fmt::format("takes a number from {} to {}, not \"{}\"", low, high, text));
                }
                value = number;
            },
            help)
        ->type_name("NUMBER");
}

CLI::Option* not_empty(CLI::Option* option)
{
    option->check(CLI::Validator([](const std::string& value) { return value.empty() ? std::string("takes a value that is not empty") : std::string(); }, ""));
    return option;
}

void add_input_options(CLI::App& app, InputOptions& options)
{
    app.add_option("PATH", options.paths, "Plan file, folder (read recursively), or - for standard input")->type_name("");
    app.add_option("--files-from", options.files_from, "Read the paths from FILE, one a line (- for standard input)")->type_name("FILE");
    app.add_flag("--null", options.null_separated, "The paths of --files-from end in NUL, as `find -print0` writes them");
    app.add_option("--max-size", options.max_size, "Largest file that is read (default 64M)")->type_name("SIZE");
}

void add_color_option(CLI::App& app, WriteOptions& options)
{
    static constexpr std::array<std::string_view, 3> when = {"auto", "always", "never"};
    add_word_option(app, "--color", options.color, when, "Colour");
}

void add_write_options(CLI::App& app, WriteOptions& options, std::span<const std::string_view> formats, std::string_view fallback)
{
    options.format = fallback.empty() ? std::string(formats.front()) : "";
    add_word_option(app, "-f,--format", options.format, formats,
                    fallback.empty() ? fmt::format("Output format (default {})", formats.front()) : std::string(fallback));
    add_style_options(app, options);
}

void add_write_options(CLI::App& app, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats, std::string_view help)
{
    const std::vector<std::string_view> known(formats.begin(), formats.end());
    auto check = CLI::Validator([known](std::string& word) { return word_fault(word.substr(0, word.find('=')), known); }, "", "");
    app.add_option("-f,--format", words, fmt::format("{}: {}", help, joined(known)))
        ->type_name("WORD[=FILE]")
        ->allow_extra_args(false)  // else it would take the paths behind it
        ->check(check);
    add_style_options(app, options);
}

void add_talk_options(CLI::App& app, TalkOptions& options)
{
    app.add_flag("-q,--quiet", options.quiet, "No summary and no progress on standard error");
    app.add_flag("--show-text", options.show_text, "Show source lines in messages, with the text of the plan in them");
}

void add_paths_after_dashes(CLI::App& app, std::vector<std::string>& paths)
{
    app.add_option(path_after_dashes, paths, "")->group("")->allow_extra_args(false);
}

void add_jobs_option(CLI::App& app, std::size_t& jobs)
{
    app.add_option("-j,--jobs", jobs, "Plans read at a time (default: all cores)")->type_name("N")->check(CLI::Range(1, 1024).description(""));
}

void add_method_options(CLI::App& app, MethodOptions& options, bool with_weighting)
{
    static constexpr std::array<std::string_view, 5> weightings = {"equal", "importance", "difficulty", "product", "explicit"};
    static constexpr std::array<std::string_view, 2> halves = {"-1", "keep"};
    add_number_option(
        app, "--rho", options.rho, 0, 1,
        with_weighting ? "Expected inter-goal correlation, 0 to 1 (default: the plan's, else 0.3)" : "Expected inter-goal correlation, 0 to 1 (default 0.3)");
    if (with_weighting) {
        add_word_option(app, "--weighting", options.weighting, weightings, "Weights of the goals (default: the plan's)");
    }
    add_word_option(app, "--half-level", options.half_level, halves, "How -0.5 (partly achieved) is analysed (default -1)");
}

void apply(const MethodOptions& options, ScoreOptions& score)
{
    score.rho = options.rho;
    score.weighting = options.weighting.empty() ? std::nullopt : weighting_from(options.weighting);
    score.half_level = options.half_level == "keep" ? HalfLevel::keep : HalfLevel::as_minus_one;
}

std::vector<std::string> split_list(std::string_view text)
{
    std::vector<std::string> parts;
    while (!text.empty()) {
        const auto comma = std::min(text.find(','), text.size());
        parts.emplace_back(text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
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
