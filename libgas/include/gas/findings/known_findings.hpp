// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gas/text/diagnostic.hpp"

namespace gas {

/// Findings that a project knows of and will live with for now, so that a run shows the new ones. Errors are never among them: a plan with an error
/// cannot be scored.
///
/// They are kept as a text: a first line with the version of the format, then a line for each finding with tabs between its plan (or file), goal, rule and
/// fingerprint, in bytewise order. Empty lines and lines that begin with # are passed over.
class KnownFindings {
public:
    /// `folder`, an absolute path, is where files are seen from (relative_path()).
    explicit KnownFindings(std::string folder) : folder_(std::move(folder)) {}
    /// Reads such a text; why it is none, with the number of the line, or empty.
    std::string read(std::string_view bytes);

    /// Whether a finding is listed. Each line hides one.
    bool hides(const Finding& finding);

    /// A plan has been read in the present input.
    void saw_plan(const std::string& id);
    /// The present input ends. Where it was not read as a `whole`, because of an error, what is listed for it may well be there still.
    void end_input(const std::string& file, bool whole);

    [[nodiscard]] std::size_t hidden() const { return hidden_; }
    /// How many are listed, of plans that were read and rules that were `asked` for, and were not found.
    [[nodiscard]] std::size_t no_longer_found(const std::function<bool(Rule)>& asked) const;

private:
    struct Entry {
        std::string subject;
        Rule rule{};
        std::size_t left = 0;
    };
    bool parse_line(std::string_view line);

    std::string folder_;
    std::unordered_map<std::string, Entry> entries_;  ///< by fingerprint
    std::unordered_map<std::string, bool> seen_;      ///< the subjects that are listed
    std::vector<std::string> present_;                ///< listed plans of the present input
    std::size_t hidden_ = 0;
};

/// Gathers the findings of a run as such a text.
class KnownFindingsWriter {
public:
    explicit KnownFindingsWriter(std::string folder) : folder_(std::move(folder)) {}
    /// Passes over errors.
    void add(const Finding& finding);
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::string text() const;

private:
    std::string folder_;
    std::map<std::string, std::size_t> lines_;
    std::size_t count_ = 0;
};

}  // namespace gas
