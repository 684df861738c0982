// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "gas/text/diagnostic.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

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
    virtual bool finish() = 0;
};

/// SARIF 2.1.0 (OASIS 2020): for GitHub code scanning, editors and dashboards. `show_text` adds the source line of each finding.
std::unique_ptr<FindingWriter> sarif_writer(ByteSink sink, bool show_text);

/// JUnit XML, for Jenkins, GitLab and Azure: a suite for each file, a failed case for each finding, a passing case for a file without one. It has no
/// standard; this is the common form (testmoapp/junitxml). `show_text` adds the source line of each finding.
std::unique_ptr<FindingWriter> junit_writer(ByteSink sink, bool show_text);

/// GitLab Code Quality: a JSON array.
std::unique_ptr<FindingWriter> gitlab_writer(ByteSink sink);

/// A path as a relative URI reference: every byte but letters, digits, `-._~` and `/` as %XX, so that neither a colon nor `<stdin>` breaks it.
/// An absolute path becomes a file: URI.
std::string as_uri(std::string_view path);

/// `text` for XML 1.0, in an attribute or between tags: what it forbids, and what could move a cursor, as escapes (see visible()).
std::string as_xml(std::string_view text);

}  // namespace gas::app
