// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/write/writers.hpp"

namespace gas {

/// Writes the findings of a run in one form, as they come. All calls give false where a write failed.
class FindingWriter {
public:
    FindingWriter() = default;
    virtual ~FindingWriter() = default;
    FindingWriter(const FindingWriter&) = delete;
    FindingWriter& operator=(const FindingWriter&) = delete;

    virtual bool add(const Finding& finding) = 0;
    /// An input has been read; its findings, if any, have come. What is found over the whole run comes later.
    virtual bool checked(const std::string& /*file*/) { return true; }
    /// What the run left out is known; comes before finish(). Only json has a place for it.
    virtual void leave_out(const LeftOut& /*left_out*/) {}
    virtual bool finish() = 0;
    /// Why rows could not be kept until the end; empty where that is not what failed.
    [[nodiscard]] virtual std::string error() const { return ""; }
};

/// How findings are written, in whatever format.
struct FindingWriterStyle {
    bool color = false;      ///< of pretty, text and table
    bool show_text = false;  ///< the source line of each finding, which pretty has always, in text, sarif and junit
    std::string folder{};    ///< of the run, an absolute path; github, sarif, junit and gitlab name files from it (relative_path())
    std::string top{};       ///< and where the repository begins that it lies in: then from there
    std::string day{};       ///< that plans were held to, for json and sarif; empty: none
    RowStyle rows{};         ///< of row_formats(), but for the JSON envelope
    Spool spool{};           ///< where rows wait
};

/// The formats of findings, in the order in which help names them.
///
/// pretty and text: as_text(), with the source line and without. github: workflow commands, `::error file=F,line=L,col=C,…::message`. sarif: SARIF 2.1.0
/// (OASIS 2020), for GitHub code scanning, editors and dashboards. junit: XML for Jenkins, GitLab and Azure, a suite for each file, a failed case for each
/// finding, a passing case for a file without one; it has no standard, and this is the common form (testmoapp/junitxml). gitlab: GitLab Code Quality, a JSON
/// array. The others write finding_cells() as rows, when all are there.
std::vector<std::string_view> finding_formats();

/// A writer in one of finding_formats(); null for another word. `sink` takes what it writes in pieces.
std::unique_ptr<FindingWriter> make_finding_writer(std::string_view format, const FindingWriterStyle& style, ByteSink sink);

}  // namespace gas
