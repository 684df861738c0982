// SPDX-License-Identifier: MIT
#include "gas/text/rules.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
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

std::string nearest_rule(std::string_view text)
{
    const bool number = text.size() == 3 && std::all_of(text.begin(), text.end(), is_digit);
    std::string id = (number ? "GAS" : "") + std::string(text.substr(0, 64));
    for (std::size_t i = 3; id.size() == 6 && i < 6; ++i) {
        id[i] = id[i] == 'O' || id[i] == 'o' ? '0' : id[i] == 'I' || id[i] == 'l' ? '1' : id[i];
    }
    if (const auto rule = rule_from(id)) {
        return rule_id(*rule);
    }
    std::vector<std::string_view> names;
    std::vector<std::string_view> with_word;
    for (const auto& info : all_rules()) {
        names.push_back(info.name);
        if (("-" + std::string(info.name) + "-").find("-" + id + "-") != std::string::npos) {
            with_word.push_back(info.name);
        }
    }
    return std::string(with_word.size() == 1 ? with_word.front() : nearest(text, names));
}

}  // namespace gas
