// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <thread>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// A format and the file that it goes to; none is standard output.
struct FormatPlace {
    std::string_view format;
    std::string_view file;
};

/// The format that the ending of a file's name stands for; empty where it is none of these.
std::string_view format_of_name(std::string_view file)
{
    constexpr std::array<std::array<std::string_view, 2>, 6> endings = {
        {{".csv", "csv"}, {".tsv", "tsv"}, {".json", "json"}, {".jsonl", "jsonl"}, {".md", "markdown"}, {".html", "html"}}};
    const auto is_same = [](char a, char b) { return a == small_letter(b); };
    const auto* found = std::find_if(endings.begin(), endings.end(), [&](const auto& ending) {
        const auto end = file.substr(file.size() - std::min(file.size(), ending[0].size()));
        return std::equal(ending[0].begin(), ending[0].end(), end.begin(), end.end(), is_same);
    });
    return found == endings.end() ? "" : (*found)[1];
}

/// Refuses options that none of the formats heeds, and tells of files whose names promise another format.
ParseOutcome checked_formats(const WriteOptions& options, std::span<const FormatPlace> places)
{
    const auto any = [&](std::initializer_list<std::string_view> formats) {
        return std::any_of(places.begin(), places.end(),
                           [&](const auto& place) { return std::find(formats.begin(), formats.end(), place.format) != formats.end(); });
    };
    ParseOutcome outcome;
    const bool rows = any({"csv", "tsv"});
    if ((options.excel && !any({"csv"})) || ((options.no_header || !options.missing.empty()) && !rows)) {
        const std::string_view option = options.excel && !any({"csv"}) ? "--excel" : options.no_header ? "--no-header" : "--na";
        outcome.problem = fmt::format("{} does nothing to the format {}", option, places.front().format);
        outcome.hint = fmt::format("it is for csv{}: add `-f csv`", option == "--excel" ? "" : " and tsv");
        return outcome;
    }
    for (const auto& place : places) {
        const auto promised = format_of_name(place.file);
        const bool is_json = promised == "json" && (place.format == "sarif" || place.format == "gitlab");
        if (!promised.empty() && promised != place.format && !is_json) {
            outcome.warnings.push_back(fmt::format("{} is written as {}, as -f says, not as {}", visible(place.file), place.format, promised));
        }
    }
    return outcome;
}

/// The format of `-o FILE` where -f names none: that of the file's ending, if the command has it; `otherwise` where the ending stands for none.
ParseOutcome format_by_name(std::string& format, const std::string& file, std::span<const std::string_view> formats, std::string_view otherwise)
{
    const auto promised = format_of_name(file);
    if (!promised.empty() && std::find(formats.begin(), formats.end(), promised) == formats.end()) {
        return {"",
                fmt::format("{} cannot be written: this command has no format {}", visible(file), promised),
                fmt::format("its formats are {}; `-f` names the one for this file", listed(formats)),
                {}};
    }
    format = promised.empty() ? otherwise : promised;
    return {};
}

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
    line.word("-f,--format", options.format, formats, fmt::format("Output format (default by the ending of -o, else {})", formats.front()));
    add_style_options(line, options);
    line.settled_by([&options, formats] {
        auto outcome = options.format.empty() ? format_by_name(options.format, options.output, formats, formats.front()) : ParseOutcome();
        const FormatPlace place{options.format, options.output};
        return outcome.problem.empty() ? checked_formats(options, {&place, 1}) : outcome;
    });
}

void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats,
                       const std::string& help)
{
    line.words_with_files("-f,--format", words, formats, help);
    add_style_options(line, options);
    line.settled_by([&options, &words, known = std::vector<std::string_view>(formats.begin(), formats.end())] {
        const auto is_whole = [](const std::string& word) { return word.find('=') == std::string::npos; };
        auto outcome = ParseOutcome();
        if (std::none_of(words.begin(), words.end(), is_whole)) {
            std::string by_name;
            outcome = format_by_name(by_name, options.output, known, "");
            words.insert(words.end(), by_name.empty() ? 0 : 1, by_name);
        }
        std::vector<FormatPlace> places;
        for (const std::string_view word : words) {
            const auto equals = std::min(word.find('='), word.size());
            places.push_back({word.substr(0, equals), equals == word.size() ? std::string_view(options.output) : word.substr(equals + 1)});
        }
        if (std::none_of(words.begin(), words.end(), is_whole)) {
            places.push_back({"text", options.output});
        }
        return outcome.problem.empty() ? checked_formats(options, places) : outcome;
    });
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
