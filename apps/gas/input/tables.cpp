// SPDX-License-Identifier: MIT
#include "input/tables.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/output.hpp"
#include "gas/text/near_names.hpp"
#include "input/nameless_file.hpp"

namespace gas::app {

namespace {

/// Reads "a=b,c=d"; a message where a part has no `=`, or nothing before it. Behind it a column may have an empty name, and no occasion is an empty text.
std::string read_pairs(std::string_view option, const std::string& text, std::vector<std::pair<std::string, std::string>>& pairs)
{
    const bool of_columns = option == "--map";
    for (const auto& part : split_list(text)) {
        const auto equals = part.find('=');
        if (equals == 0 || equals == std::string::npos || (!of_columns && equals + 1 == part.size())) {
            return fmt::format("{} takes NAME={}, with commas between several; \"{}\" is not that", option, of_columns ? "COLUMN" : "TEXT", visible(part));
        }
        pairs.emplace_back(part.substr(0, equals), part.substr(equals + 1));
    }
    return "";
}

/// Copies all that `from` gives into the file `to`: why that failed, empty where it did not.
std::string copy(const Descriptor& from, const Descriptor& to)
{
    std::vector<char> block(std::size_t{256} << 10U);
    ssize_t n = 0;
    do {
        n = uninterrupted([&] { return ::read(from.get(), block.data(), block.size()); });
    } while (n > 0 && write_all(to.get(), {block.data(), static_cast<std::size_t>(n)}));
    return n == 0 ? "" : std::strerror(errno);
}

}  // namespace

ByteSource OpenInput::source() const
{
    return [fd = file_.get()](char* into, std::size_t room, std::uint64_t offset) -> std::ptrdiff_t {
        return uninterrupted([&] { return ::pread(fd, into, room, static_cast<off_t>(offset)); });
    };
}

std::variant<std::unique_ptr<OpenInput>, Finding> open_input(const Input& input, const Console& console)
{
    auto opened = open_to_read(input, console);
    if (auto* problem = std::get_if<Finding>(&opened)) {
        return std::move(*problem);
    }
    auto& file = std::get<Descriptor>(opened);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        auto whole = open_nameless_file();
        const auto why = whole.is_open() ? copy(file, whole) : std::strerror(errno);
        if (!why.empty()) {
            return unreadable(display_name(input), fmt::format("cannot be read: {}", why));
        }
        file = std::move(whole);
    }
    return std::make_unique<OpenInput>(std::move(file));
}

std::string beginning_of(const ByteSource& source)
{
    constexpr std::size_t block = 4096;
    constexpr std::size_t longest = std::size_t{1} << 20U;  // of a first line
    std::string bytes;
    while (bytes.size() < longest && bytes.find('\n') == std::string::npos) {
        const auto size = bytes.size();
        bytes.resize(size + block);
        const auto n = source(bytes.data() + size, block, size);
        bytes.resize(size + static_cast<std::size_t>(std::max<std::ptrdiff_t>(n, 0)));
        if (n <= 0) {
            break;
        }
    }
    return bytes;
}

bool is_table_name(const std::string& path)
{
    return path.ends_with(".csv") || path.ends_with(".tsv") || path.ends_with(".tab") || path.ends_with(".CSV") || path.ends_with(".TSV");
}

bool is_jsonl_name(const std::string& path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".json"); }

void add_table_options(CommandLine& line, TableOptions& options)
{
    static constexpr std::array<std::string_view, 3> kinds = {"auto", "plan", "csv"};
    static constexpr std::array<std::string_view, 2> encodings = {"utf-8", "windows-1252"};
    auto tables = line.group("Tables of ratings (CSV)");
    tables.word("--input", options.kind, kinds, "What the inputs are (default: .csv and .tsv are tables; standard input and <(…) by their first line)");
    tables.list("--map FIELD=COLUMN,...", options.columns, "Which column is which: level=score,id=record_id");
    tables.list("--map-occasion NAME=TEXT,...", options.occasions, "Other names for occasions: baseline=visit_1,final=visit_3");
    tables.list("--missing-codes TEXT,...", options.missing_codes, "Texts that mean missing, beside the empty cell, ., NA and N/A");
    tables.list("--skip COLUMN,...", options.skipped, "Columns that are not read, as covariates or else");
    tables.text("--where COLUMN=TEXT", options.where, "Only rows with this text in this column rate goals; the others give covariates");
    tables.text("--wide PATTERN", options.reading.wide, "One row for a participant and occasion, columns named by this pattern, like goal{goal}_{field}");
    tables.text("--date-format FORMAT", options.reading.date_format, "How dates are written, like dd/mm/yyyy (default YYYY-MM-DD)");
    tables.flag("--decimal-comma", options.reading.decimal_comma, "Numbers like 1,5 are decimal");
    tables.text("--delimiter CHAR", options.delimiter, "What stands between cells: , ; | or tab (default: told from the header, but for |)");
    tables.word("--encoding", options.encoding, encodings, "Of the table (default utf-8)");
    tables.flag("--six-levels", options.reading.six_levels, "-3 is a level: worse than the baseline");
}

std::string resolve_options(TableOptions& options)
{
    auto& reading = options.reading;
    for (const auto& [option, text, pairs] :
         {std::tuple{"--map", &options.columns, &reading.columns}, std::tuple{"--map-occasion", &options.occasions, &reading.occasions}}) {
        if (auto wrong = read_pairs(option, *text, *pairs); !wrong.empty()) {
            return wrong;
        }
    }
    reading.missing_codes = split_list(options.missing_codes);
    reading.skipped = split_list(options.skipped);
    reading.windows_1252 = options.encoding == "windows-1252";
    if (!options.where.empty()) {
        const auto equals = options.where.find('=');
        if (equals == 0 || equals == std::string::npos) {
            return fmt::format("--where takes COLUMN=TEXT, not \"{}\"", visible(options.where));
        }
        reading.only_column = options.where.substr(0, equals);
        reading.only_text = options.where.substr(equals + 1);
    }
    if (!options.delimiter.empty()) {
        const auto& text = options.delimiter;
        reading.delimiter = text == "tab" || text == "\\t" || text == "\t" ? '\t' : text.front();
        if (reading.delimiter != '\t' && (text.size() != 1 || std::string_view(",;|").find(text.front()) == std::string_view::npos)) {
            return fmt::format("--delimiter takes , ; | or tab, not \"{}\"", visible(text));
        }
    }
    return check_options(reading);
}

std::string table_options_refused(const TableOptions& options, const std::vector<Input>& inputs)
{
    const auto is_plan = [&](const Input& input) {
        return options.kind == "plan" || (options.kind == "auto" && !is_nameless(input) && !is_table_name(input.path) && !is_jsonl_name(input.path));
    };
    if (inputs.empty() || !std::all_of(inputs.begin(), inputs.end(), is_plan)) {
        return "";
    }
    const auto& reading = options.reading;
    const std::array<std::pair<std::string_view, bool>, 11> given = {{{"--map", !options.columns.empty()},
                                                                      {"--map-occasion", !options.occasions.empty()},
                                                                      {"--missing-codes", !options.missing_codes.empty()},
                                                                      {"--skip", !options.skipped.empty()},
                                                                      {"--where", !options.where.empty()},
                                                                      {"--wide", !reading.wide.empty()},
                                                                      {"--date-format", !reading.date_format.empty()},
                                                                      {"--decimal-comma", reading.decimal_comma},
                                                                      {"--delimiter", !options.delimiter.empty()},
                                                                      {"--encoding", options.encoding != "utf-8"},
                                                                      {"--six-levels", reading.six_levels}}};
    for (const auto& [option, is_given] : given) {
        if (is_given) {
            return fmt::format("{} is for tables, and {} read", option, inputs.size() == 1 ? "a plan alone is" : "plans alone are");
        }
    }
    return "";
}

std::string resolve_options(ScoringCommand& command)
{
    command.score.occasion = composed_name(command.score.occasion);  // as names are read
    command.score.rater = composed_name(command.score.rater);
    apply(command.method, command.score);
    return resolve_options(command.tables);
}

}  // namespace gas::app
