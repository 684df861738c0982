// SPDX-License-Identifier: MIT
#include "gas/findings/known_findings.hpp"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "gas/findings/fingerprint.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/source_text.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

constexpr std::string_view magic = "# gas.baseline/";
constexpr std::string_view layout_version = "1";
constexpr std::string_view head =
    "# gas.baseline/1: findings that `gas validate --baseline` hides; plan, goal, rule, fingerprint. Written by --write-baseline\n";

bool is_fingerprint(std::string_view text) { return text.size() == 16 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos; }

/// Takes the next line of `rest`, without its line end.
std::string_view next_line(std::string_view& rest)
{
    const auto line = take_line(rest);
    return line.substr(0, line.find_last_not_of("\r\n") + 1);
}

}  // namespace

std::string KnownFindings::read(std::string_view bytes)
{
    auto rest = without_bom(bytes);
    const auto first = next_line(rest);
    if (!first.starts_with(magic)) {
        return "is no baseline: its first line does not begin with \"# gas.baseline/1\"";
    }
    const auto stated = first.substr(magic.size(), first.find_first_of(": ", magic.size()) - magic.size());
    if (stated != layout_version) {
        return fmt::format("is a baseline of version \"{}\", and this gas reads version {}", visible(stated), layout_version);
    }
    for (std::size_t number = 2; !rest.empty(); ++number) {
        const auto line = next_line(rest);
        if (!line.empty() && !line.starts_with('#') && !parse_line(line)) {
            return fmt::format("is no baseline: line {} is not plan, goal, rule and fingerprint with tabs between them", number);
        }
    }
    return "";
}

bool KnownFindings::parse_line(std::string_view line)
{
    std::vector<std::string_view> cells;
    for (std::size_t at = 0; at <= line.size();) {
        const auto end = std::min(line.find('\t', at), line.size());
        cells.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    const auto rule = cells.size() == 4 ? rule_from(cells[2]) : std::nullopt;
    if (!rule || !is_fingerprint(cells[3])) {
        return false;
    }
    auto& entry = entries_[std::string(cells[3])];
    entry.subject = cells[0];
    entry.rule = *rule;
    ++entry.left;
    seen_.emplace(cells[0], false);
    return true;
}

bool KnownFindings::hides(const Finding& finding)
{
    if (finding.severity == Severity::error || entries_.empty()) {
        return false;
    }
    const auto entry = entries_.find(fingerprint(finding, folder_));
    if (entry == entries_.end() || entry->second.left == 0) {
        return false;
    }
    --entry->second.left;
    ++hidden_;
    return true;
}

void KnownFindings::saw_plan(const std::string& id)
{
    if (const auto shown = visible(id); seen_.contains(shown)) {
        present_.push_back(shown);
    }
}

void KnownFindings::end_input(const std::string& file, bool whole)
{
    if (whole && !seen_.empty()) {
        present_.push_back(visible(relative_path(file, folder_)));
        for (const auto& subject : present_) {
            if (const auto known = seen_.find(subject); known != seen_.end()) {
                known->second = true;
            }
        }
    }
    present_.clear();
}

std::size_t KnownFindings::no_longer_found(const std::function<bool(Rule)>& asked) const
{
    // these two look at all plans of a run: not found in a part of them does not say that they are gone
    const auto over_the_run = [](Rule rule) { return rule == Rule::duplicate_plan_id || rule == Rule::easy_goals; };
    std::size_t count = 0;
    for (const auto& [print, entry] : entries_) {
        count += seen_.at(entry.subject) && asked(entry.rule) && !over_the_run(entry.rule) ? entry.left : 0;
    }
    return count;
}

void KnownFindingsWriter::add(const Finding& finding)
{
    if (finding.severity != Severity::error) {
        ++lines_[fmt::format("{}\t{}\t{}\t{}\n", visible(subject(finding, folder_)), visible(finding.goal_id), rule_id(finding.rule),
                             fingerprint(finding, folder_))];
        ++count_;
    }
}

std::string KnownFindingsWriter::text() const
{
    std::string text(head);
    for (const auto& [line, times] : lines_) {
        for (std::size_t i = 0; i < times; ++i) {
            text += line;
        }
    }
    return text;
}

}  // namespace gas
