// SPDX-License-Identifier: MIT
#include "gas/text/diagnostic.hpp"

#include <algorithm>
#include <tuple>

namespace gas {

Fix write_at(Range at, std::string_view before, std::string text, std::string_view after)
{
    Fix fix;
    fix.title.append(before).append(text).append(after);
    fix.edits.push_back({at, std::move(text)});
    return fix;
}

Fix did_you_mean(Range at, std::string_view word) { return write_at(at, "did you mean \"", std::string(word), "\"?"); }

std::string fixed(std::string_view text, const Fix& fix)
{
    std::string out;
    std::size_t done = 0;
    for (const auto& [range, put] : fix.edits) {
        out.append(text.substr(done, range.begin - done)).append(put);
        done = range.end;
    }
    return out.append(text.substr(done));
}

Diagnostic diagnose(Rule rule, Range range, std::string message, Hint hint, std::string plan_id, std::string goal_id)
{
    return {rule, rule_info(rule).severity, range, std::move(message), std::move(hint.words), std::move(plan_id), std::move(goal_id), std::move(hint.fix)};
}

std::vector<Diagnostic> errors_of(std::vector<Diagnostic> diagnostics)
{
    std::erase_if(diagnostics, [](const auto& d) { return d.severity != Severity::error; });
    return diagnostics;
}

Finding finding_in(std::string file, Rule rule, std::string message, std::string hint)
{
    return {rule, rule_info(rule).severity, std::move(file), {0, 0}, {0, 0}, std::move(message), std::move(hint), "", "", "", {}};
}

std::vector<Finding> locate(const SourceText& source, std::vector<Diagnostic> diagnostics)
{
    return diagnostics.empty() ? std::vector<Finding>() : locate(source, LineIndex(source.bytes), std::move(diagnostics));
}

std::vector<Finding> locate(const SourceText& source, const LineIndex& lines, std::vector<Diagnostic> diagnostics)
{
    std::vector<Finding> findings;
    const auto key = [](const Diagnostic& d) { return std::tie(d.range.begin, d.rule, d.range.end, d.message); };
    std::sort(diagnostics.begin(), diagnostics.end(), [&](const auto& a, const auto& b) { return key(a) < key(b); });
    const auto same = [&](const auto& a, const auto& b) { return key(a) == key(b); };
    diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end(), same), diagnostics.end());

    findings.reserve(diagnostics.size());
    for (auto& d : diagnostics) {
        Finding f;
        f.rule = d.rule;
        f.severity = d.severity;
        f.file = source.name;
        f.begin = lines.position(d.range.begin);
        f.end = lines.position(std::max(d.range.begin, d.range.end));
        f.message = std::move(d.message);
        f.hint = std::move(d.hint);
        f.plan_id = std::move(d.plan_id);
        f.goal_id = std::move(d.goal_id);
        f.fix = std::move(d.fix);
        // a line of a megabyte says nothing to a reader, and two thousand of them are a gigabyte
        f.excerpt = std::string(lines.line_text(f.begin.line).substr(0, 2048));
        findings.push_back(std::move(f));
    }
    return findings;
}

}  // namespace gas
