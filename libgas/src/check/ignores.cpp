// SPDX-License-Identifier: MIT
#include "gas/check/ignores.hpp"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>

namespace gas {

namespace {

constexpr std::string_view marker = "gas: ignore[";

/// One rule named in an ignore comment.
struct Ignore {
    Rule rule{};
    Range place;            ///< of the id in the comment
    std::size_t begin = 0;  ///< of the line whose findings it takes
    std::size_t end = 0;
    bool used = false;
};

/// The line that a comment at `at` speaks of: its own, or the next where it stands alone.
std::pair<std::size_t, std::size_t> line_meant(std::string_view text, std::size_t at)
{
    const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at);
    std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    std::size_t end = std::min(text.find('\n', at), text.size());
    if (text.substr(begin, at - begin).find_first_not_of(" \t") == std::string_view::npos) {
        begin = std::min(end + 1, text.size());
        end = std::min(text.find('\n', begin), text.size());
    }
    return {begin, end};
}

/// Reads the ids between the brackets that open at `at`; reports those that name nothing to ignore.
void read_ids(std::string_view text, std::pair<std::size_t, std::size_t> meant, std::size_t at, std::vector<Ignore>& ignores, std::vector<Diagnostic>& out)
{
    const auto [begin, end] = meant;
    const auto close = std::min(text.find_first_of("]\n", at), text.size());
    while (at < close) {
        const auto comma = std::min(text.substr(0, close).find(',', at), close);
        auto first = text.find_first_not_of(" \t", at);
        first = std::min(first, comma);
        auto last = comma;
        while (last > first && (text[last - 1] == ' ' || text[last - 1] == '\t')) {
            --last;
        }
        const Range place{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last)};
        const auto rule = rule_from(text.substr(first, last - first));
        if (!rule) {
            out.push_back(diagnose(Rule::unknown_ignore, place, "this ignores no rule that there is", "`gas rule` lists them"));
        } else if (rule_info(*rule).severity == Severity::error) {
            out.push_back(diagnose(Rule::unknown_ignore, place, fmt::format("{} is an error and cannot be ignored", rule_id(*rule)),
                                   "mend the plan; a plan with an error cannot be scored"));
        } else {
            ignores.push_back({*rule, place, begin, end, false});
        }
        at = comma + 1;
    }
}

}  // namespace

void apply_ignores(const SourceText& source, std::vector<Diagnostic>& diagnostics, bool report_unused)
{
    const std::string_view text = source.bytes;
    std::vector<Ignore> ignores;
    std::vector<Diagnostic> own;
    std::pair<std::size_t, std::size_t> meant;
    std::size_t line_end = 0;  // of the comment that `meant` is for: many can stand on one line
    for (auto at = text.find(marker); at != std::string_view::npos; at = text.find(marker, at + marker.size())) {
        const auto hash = at == 0 ? std::string_view::npos : text.find_last_not_of(" \t", at - 1);
        if (hash == std::string_view::npos || text[hash] != '#') {
            continue;  // words in a text, no comment
        }
        if (at >= line_end) {
            meant = line_meant(text, hash);
            line_end = std::min(text.find('\n', at), text.size());
        }
        read_ids(text, meant, at + marker.size(), ignores, own);
    }
    if (ignores.empty() && own.empty()) {
        return;
    }
    // comments follow each other, and with them the lines that they speak of
    std::erase_if(diagnostics, [&](const Diagnostic& d) {
        bool ignored = false;
        for (auto ignore = std::partition_point(ignores.begin(), ignores.end(), [&](const Ignore& i) { return i.end < d.range.begin; });
             ignore != ignores.end() && ignore->begin <= d.range.begin; ++ignore) {
            if (ignore->rule == d.rule && d.severity != Severity::error) {
                ignore->used = ignored = true;
            }
        }
        return ignored;
    });
    for (const auto& ignore : ignores) {
        // what was edited is known only where versions are compared, and only from one to the other
        const bool of_history = static_cast<int>(ignore.rule) >= 400;
        if (!ignore.used && report_unused && !of_history) {
            own.push_back(diagnose(Rule::unused_ignore, ignore.place, fmt::format("nothing here breaks {}", rule_id(ignore.rule)), "remove the comment"));
        }
    }
    diagnostics.insert(diagnostics.end(), own.begin(), own.end());
}

}  // namespace gas
