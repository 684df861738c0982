// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "cli/descriptor.hpp"
#include "cli/options.hpp"
#include "gas/tables/byte_source.hpp"
#include "gas/tables/rating_table.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

/// How inputs that are tables of ratings are read; shared by every command that takes plans.
struct TableOptions {
    std::string kind = "auto";  ///< auto, plan, csv
    std::string columns;        ///< --map, as written
    std::string occasions;
    std::string missing_codes;
    std::string skipped;
    std::string where;
    std::string delimiter;
    std::string encoding = "utf-8";
    RatingTableOptions reading;
};
void add_table_options(CommandLine& line, TableOptions& options);
/// Reads the texts of the options into `reading`; a message where one is wrong.
std::string resolve_options(TableOptions& options);
/// Why an option of tables cannot be heeded: the inputs are plans alone. Empty where one may be a table, or none was given.
std::string table_options_refused(const TableOptions& options, const std::vector<Input>& inputs);

/// What score, summarize and agree are asked for alike.
struct ScoringCommand {
    InputOptions inputs;
    WriteOptions writing;
    TalkOptions talk;
    MethodOptions method;
    TableOptions tables;
    ScoreOptions score;
    std::size_t jobs = 0;
};
/// Reads the tables' options, and the method into `score`; a message where one is wrong.
std::string resolve_options(ScoringCommand& command);

/// "A, B, (no name)": occasions or raters, for a message.
template <typename Names>
std::string names_in_line(const Names& names)
{
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + (name.empty() ? std::string("(no name)") : visible(name));
    }
    return text;
}

/// An input whose bytes can be read from any place: a file, or a copy of what came by a pipe.
class OpenInput {
public:
    explicit OpenInput(Descriptor file) : file_(std::move(file)) {}
    [[nodiscard]] ByteSource source() const;

private:
    Descriptor file_;
};
std::variant<std::unique_ptr<OpenInput>, Finding> open_input(const Input& input, const Console& console);

/// The first bytes of a source, its first line among them (a MiB at most).
std::string beginning_of(const ByteSource& source);

/// Whether `path` is called like a table: .csv, .tsv, .tab.
bool is_table_name(const std::string& path);
/// Whether it is called like rows in JSON: .jsonl, .ndjson, .json.
bool is_jsonl_name(const std::string& path);

}  // namespace gas::app
