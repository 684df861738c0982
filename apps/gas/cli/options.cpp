// SPDX-License-Identifier: MIT
#include "cli/options.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>
#include <initializer_list>
#include <iterator>
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
    bool is_asked_for = true;  ///< by -f
};

/// What the ending of a file's name promises: a format of ours, or a file that no command writes and what to do instead.
struct Ending {
    std::string_view ending;
    std::string_view format;
    std::string_view kind = {};  ///< of a file that is none of ours
    std::string_view instead = {};
};
constexpr std::string_view open_csv = "write csv with --excel, open that and save it";
constexpr std::string_view read_csv = "write csv, which statistics programs read";
constexpr std::string_view print_text = "write it as text or csv, and print that";
constexpr Ending endings[] = {{".csv", "csv"},
                              {".tsv", "tsv"},
                              {".json", "json"},
                              {".jsonl", "jsonl"},
                              {".ndjson", "jsonl"},
                              {".md", "markdown"},
                              {".html", "html"},
                              {".sarif", "sarif"},
                              {".xml", "junit"},
                              {".xlsx", "", "an Excel workbook", open_csv},
                              {".xls", "", "an Excel workbook", open_csv},
                              {".ods", "", "an OpenDocument spreadsheet", open_csv},
                              {".sav", "", "an SPSS file", read_csv},
                              {".dta", "", "a Stata file", read_csv},
                              {".sas7bdat", "", "a SAS file", read_csv},
                              {".rds", "", "an R file", read_csv},
                              {".parquet", "", "a Parquet file", read_csv},
                              {".pdf", "", "a PDF", print_text},
                              {".docx", "", "a Word document", print_text}};
/// Endings of texts, which promise nothing more.
constexpr std::string_view text_endings[] = {".txt", ".text", ".log", ".out", ".dat", ".tmp"};

bool ends_so(std::string_view file, std::string_view ending)
{
    const auto end = file.substr(file.size() - std::min(file.size(), ending.size()));
    return std::equal(ending.begin(), ending.end(), end.begin(), end.end(), [](char a, char b) { return a == small_letter(b); });
}

Ending ending_of(std::string_view file)
{
    const auto* found = std::find_if(std::begin(endings), std::end(endings), [&](const Ending& known) { return ends_so(file, known.ending); });
    return found == std::end(endings) ? Ending() : *found;
}

/// Whether a name ends in a dot and letters that stand for no format, though they may have been meant to.
bool has_unknown_ending(std::string_view file)
{
    const auto name = file.substr(file.rfind('/') + 1);
    const auto dot = name.rfind('.');
    const bool letters =
        dot != std::string_view::npos && dot > 0 && dot + 1 < name.size() && small_letter(name[dot + 1]) >= 'a' && small_letter(name[dot + 1]) <= 'z';
    return letters && ending_of(name).ending.empty() &&
           std::none_of(std::begin(text_endings), std::end(text_endings), [&](std::string_view ending) { return ends_so(name, ending); });
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
        const auto ending = ending_of(place.file);
        const auto promised = ending.format.empty() ? ending.kind : ending.format;
        const bool is_json = promised == "json" && (place.format == "sarif" || place.format == "gitlab");
        if (!promised.empty() && promised != place.format && !is_json) {
            outcome.warnings.push_back(fmt::format("{} is written as {}, as -f says, not as {}", visible(place.file), place.format, promised));
        }
        if (!place.is_asked_for && has_unknown_ending(place.file)) {
            outcome.warnings.push_back(fmt::format("{} is written as {}: its ending stands for no format", visible(place.file), place.format));
        }
    }
    return outcome;
}

/// The format of `-o FILE` where -f names none: that of the file's ending, if the command has it; `otherwise` where the ending stands for none.
ParseOutcome format_by_name(std::string& format, const std::string& file, std::span<const std::string_view> formats, std::string_view otherwise)
{
    const auto ending = ending_of(file);
    if (!ending.kind.empty()) {
        return {"", fmt::format("{} cannot be written: {} is none of the formats", visible(file), ending.kind), std::string(ending.instead), {}};
    }
    if (!ending.format.empty() && std::find(formats.begin(), formats.end(), ending.format) == formats.end()) {
        return {"",
                fmt::format("{} cannot be written: this command has no format {}", visible(file), ending.format),
                fmt::format("its formats are {}; `-f` names the one for this file", listed(formats)),
                {}};
    }
    format = ending.format.empty() ? otherwise : ending.format;
    return {};
}

/// All of add_write_options() but the format.
void add_style_options(CommandLine& line, WriteOptions& options)
{
    line.text("-o,--output FILE", options.output, "Write to FILE, whole or not at all",
              "takes the name of a file, or - for standard output, where the result goes without it");
    line.settled_by([&options] {
        options.output = options.output == "-" ? "" : options.output;
        return ParseOutcome();
    });
    line.text("--na TEXT", options.missing, "Text of a missing value in csv and tsv (default empty)", CommandLine::may_be_empty);
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
    line.text("--files-from FILE", options.files_from, "Read the paths from FILE, one a line (- for standard input)",
              "takes the name of a file, or - for standard input");
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
        const bool is_asked_for = !options.format.empty();
        auto outcome = is_asked_for ? ParseOutcome() : format_by_name(options.format, options.output, formats, formats.front());
        const FormatPlace place{options.format, options.output, is_asked_for};
        return outcome.problem.empty() ? checked_formats(options, {&place, 1}) : outcome;
    });
}

void add_write_options(CommandLine& line, WriteOptions& options, std::vector<std::string>& words, std::span<const std::string_view> formats,
                       const std::string& help)
{
    line.words_with_files("-f,--format", words, formats, help);
    add_style_options(line, options);
    line.settled_by([&options, &words, known = std::vector<std::string_view>(formats.begin(), formats.end())] {
        if (options.diff) {
            return ParseOutcome();
        }
        const auto is_whole = [](const std::string& word) { return word.find('=') == std::string::npos; };
        const bool is_asked_for = std::any_of(words.begin(), words.end(), is_whole);
        auto outcome = ParseOutcome();
        if (!is_asked_for) {
            std::string by_name;
            outcome = format_by_name(by_name, options.output, known, "");
            words.insert(words.end(), by_name.empty() ? 0 : 1, by_name);
        }
        std::vector<FormatPlace> places;
        for (const std::string_view word : words) {
            const auto equals = std::min(word.find('='), word.size());
            if (word.substr(equals) == "=-") {
                return ParseOutcome{"", fmt::format("-f {} names no file", word),
                                    fmt::format("write `-f {}`: it goes to standard output", word.substr(0, equals))};
            }
            places.push_back({word.substr(0, equals), equals == word.size() ? std::string_view(options.output) : word.substr(equals + 1),
                              is_asked_for || equals < word.size()});
        }
        if (std::none_of(words.begin(), words.end(), is_whole)) {
            places.push_back({"text", options.output, false});
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

// Today where the user is. The one place that asks the clock.
std::optional<Date> today()
{
    const auto now = std::time(nullptr);
    std::tm local{};
    if (localtime_r(&now, &local) == nullptr) {
        return std::nullopt;
    }
    using namespace std::chrono;
    return Date{sys_days{year{local.tm_year + 1900} / (local.tm_mon + 1) / local.tm_mday}};
}

std::string read_day(std::string_view text, std::optional<Date>& day)
{
    if (text.empty()) {
        return "";
    }
    day = text == "today" ? today() : parse_date(text);
    return day ? "" : fmt::format("--at takes a date, or today: {}", why_no_date(text));
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
