// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/options.hpp"
#include "cli/output.hpp"
#include "gas/findings/finding_writers.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas::app {

/// The folder of the run, from which files are named to CI systems; empty where there is none.
std::string working_folder();

/// Tells on standard error what is wrong with inputs.
void tell(const std::vector<Finding>& findings, const WriteOptions& writing, const TalkOptions& talk, const Console& console);

/// Where a run puts its findings: in `main.format` on standard output or in `main.output`, and beside it in a file for each of `files`.
struct ReportOptions {
    std::vector<std::string> words;  ///< as given: FORMAT or FORMAT=FILE
    WriteOptions main;
    struct FormatFile {
        std::string format;
        std::string file;
    };
    std::vector<FormatFile> files;
    std::string top;  ///< of the repository that the run is in, from which CI systems are told files; empty: from the folder of the run
    std::string day;  ///< that plans were held to; empty: none
};
/// Whether a format is for a CI system that matches files by their path in the repository.
bool names_repository_paths(const ReportOptions& options);

/// Sorts the words into `main.format` and `files`; `others` are files that the run writes besides. Says what is wrong: two formats for standard
/// output, a word without its file, one file for two things.
std::string resolve_options(ReportOptions& options, const std::vector<std::string>& others, const Console& console);

/// Takes findings in order and gives them to every format, which writes each at once or, where its form asks for it, gathers them.
class Report {
public:
    /// `options` are kept by reference, as resolve_options() left them.
    Report(const ReportOptions& options, const TalkOptions& talk, Console& console);

    /// Opens what is to be written of what `read` names. Why that fails, or empty.
    std::string open(std::span<const Input> read);
    bool add(const Finding& finding);
    /// An input has been read and its findings given.
    bool checked(const std::string& file);
    /// Says in every format that has a place for it what the run left out.
    void leave_out(const LeftOut& left_out);
    /// Ends all formats and, if all was `good`, puts the files in their places; else says why not. Whether all is written.
    bool finish(bool good);

private:
    struct Part {
        std::unique_ptr<Output> output;
        std::unique_ptr<FindingWriter> writer;
    };
    std::vector<Part> parts_;
    Console& console_;
};

}  // namespace gas::app
