// SPDX-License-Identifier: MIT
#include "gas/text/rules.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "rules_text.hpp"

namespace gas {

namespace {

std::vector<RuleInfo> gathered()
{
    std::vector<RuleInfo> all;
    for (const auto table : {rules::reading_rules(), rules::structure_rules(), rules::quality_rules(), rules::heuristic_rules(), rules::history_rules()}) {
        all.insert(all.end(), table.begin(), table.end());
    }
    return all;
}

bool same_letters(std::string_view a, std::string_view b)
{
    const auto upper = [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return upper(x) == upper(y); });
}

}  // namespace

std::string_view to_string(Severity severity)
{
    switch (severity) {
    case Severity::error: return "error";
    case Severity::warning: return "warning";
    case Severity::info: return "info";
    }
    return "";
}

std::span<const RuleInfo> all_rules()
{
    static const std::vector<RuleInfo> all = gathered();
    return all;
}

const RuleInfo& rule_info(Rule rule)
{
    const auto all = all_rules();
    const auto found = std::lower_bound(all.begin(), all.end(), rule, [](const RuleInfo& info, Rule r) { return info.rule < r; });
    return *found;  // every value of Rule has an entry; a test counts them
}

std::string rule_id(Rule rule) { return fmt::format("GAS{:03}", static_cast<int>(rule)); }

std::optional<Rule> rule_from(std::string_view text)
{
    for (const auto& info : all_rules()) {
        if (same_letters(text, rule_id(info.rule)) || same_letters(text, info.name)) {
            return info.rule;
        }
    }
    return std::nullopt;
}

}  // namespace gas
