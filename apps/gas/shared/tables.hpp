// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <variant>

#include "console.hpp"
#include "gas/read/byte_source.hpp"
#include "gas/read/long_csv.hpp"
#include "gas/text/diagnostic.hpp"
#include "shared/inputs.hpp"

namespace CLI {
class App;
}  // namespace CLI

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
    LongCsvOptions reading;
};
void add_table_options(CLI::App& app, TableOptions& options);
/// Reads the texts of the options into `reading`; a message where one is wrong.
std::string settle(TableOptions& options);

/// An input whose bytes can be read from any place: a file, or a copy of what came by a pipe.
class OpenInput {
public:
    explicit OpenInput(int fd, bool owned) : fd_(fd), owned_(owned) {}
    ~OpenInput();
    OpenInput(const OpenInput&) = delete;
    OpenInput& operator=(const OpenInput&) = delete;
    [[nodiscard]] ByteSource source() const;

private:
    int fd_;
    bool owned_;
};
std::variant<std::unique_ptr<OpenInput>, Finding> open_input(const Input& input, const Console& console);

/// The first bytes of a source, its first line among them (a MiB at most).
std::string beginning_of(const ByteSource& source);

/// Whether `path` is called like a table: .csv, .tsv, .tab.
bool is_table_name(const std::string& path);

}  // namespace gas::app
