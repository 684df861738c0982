// SPDX-License-Identifier: MIT
#pragma once

#include <bitset>
#include <cstddef>
#include <string>
#include <variant>

#include "gas/text/rules.hpp"

namespace gas {

/// Which rules are reported; none to begin with.
class RuleSet {
public:
    [[nodiscard]] bool has(Rule rule) const { return rules_.test(static_cast<std::size_t>(rule)); }
    void set(Rule rule, bool on = true) { rules_.set(static_cast<std::size_t>(rule), on); }

private:
    std::bitset<1000> rules_;
};

/// Rules as people ask for them: words with commas between, each an id (GAS104), a name (level-outside-scale) or how ids begin (GAS2).
struct RuleChoice {
    std::string select{};  ///< of the warnings and infos only these; empty: all warnings
    std::string ignore{};  ///< not these
    bool info = false;     ///< where `select` is empty, the infos too: heuristics (3xx) that often raise a false alarm
};

/// The rules of a choice; or a message, where it names one that is not there. An error says that the plan cannot be scored: no choice hides it, except
/// where `ignore` names it.
std::variant<RuleSet, std::string> rules_of(const RuleChoice& choice);

/// What a choice, in which all words name rules, asks for by `select` and does not ignore; none where `select` is empty.
RuleSet selected_rules(const RuleChoice& choice);

/// Errors and warnings.
RuleSet usual_rules();

}  // namespace gas
