// SPDX-License-Identifier: MIT
#include "gas/check/rule_choice.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

/// Adds the rules that one word names: GAS104, a name, or a prefix such as GAS2. False where it names none.
bool add_word(std::string_view word, RuleSet& rules)
{
    if (const auto rule = rule_from(word)) {
        rules.set(*rule);
        return true;
    }
    bool found = false;
    for (const auto& info : all_rules()) {
        if (word.size() >= 4 && rule_id(info.rule).starts_with(word)) {
            rules.set(info.rule);
            found = true;
        }
    }
    return found;
}

/// Adds the rules of a list with commas. The first word that names none, or empty.
std::string add_rules(std::string_view rest, RuleSet& rules)
{
    while (!rest.empty()) {
        const auto word = take_until(rest, ',');
        if (!add_word(word, rules)) {
            return std::string(word.empty() ? "," : word);
        }
    }
    return "";
}

}  // namespace

std::variant<RuleSet, std::string> rules_of(const RuleChoice& choice)
{
    RuleSet asked;
    RuleSet ignored;
    for (const auto* words : {&choice.select, &choice.ignore}) {
        if (const auto wrong = add_rules(*words, words == &choice.select ? asked : ignored); !wrong.empty()) {
            const auto near = nearest_rule(wrong);
            return fmt::format("there is no rule \"{}\"{}", wrong, near.empty() ? "" : fmt::format("; did you mean {}?", near));
        }
    }
    RuleSet rules;
    for (const auto& info : all_rules()) {
        const bool error = info.severity == Severity::error;
        const bool by_default = choice.select.empty() && (info.severity != Severity::info || choice.info);
        rules.set(info.rule, (error || by_default || asked.has(info.rule)) && !ignored.has(info.rule));
    }
    return rules;
}

RuleSet selected_rules(const RuleChoice& choice)
{
    RuleSet asked;
    RuleSet ignored;
    add_rules(choice.select, asked);
    add_rules(choice.ignore, ignored);
    for (const auto& info : all_rules()) {
        asked.set(info.rule, asked.has(info.rule) && !ignored.has(info.rule));
    }
    return asked;
}

RuleSet usual_rules() { return std::get<RuleSet>(rules_of({})); }

}  // namespace gas
