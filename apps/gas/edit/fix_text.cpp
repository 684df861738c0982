// SPDX-License-Identifier: MIT
#include "edit/fix_text.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"

namespace gas::app {

namespace {

using Findings = std::vector<Finding>;
using Chosen = std::vector<const Finding*>;

/// How often what is found: edits move places on a line, but put in no line end.
using Counts = std::map<std::tuple<Rule, std::size_t, std::string_view>, int>;

Counts counted_by_line(const Findings& findings)
{
    Counts counts;
    for (const auto& finding : findings) {
        ++counts[{finding.rule, finding.begin.line, finding.message}];
    }
    return counts;
}

/// Whether the text is no YAML there, or none of a plan: the reader tells one such place where lines run into each other, and may look no further.
bool is_of_syntax(const Finding& finding)
{
    switch (finding.rule) {
    case Rule::yaml_syntax:
    case Rule::control_character:
    case Rule::tab_indentation:
    case Rule::unquoted_colon:
    case Rule::missing_colon:
    case Rule::key_out_of_line:
    case Rule::unclosed_quote:
    case Rule::special_start:
    case Rule::not_a_level: return true;
    default: return false;
    }
}

/// Whether the reader may not have looked at what stands behind such an error.
bool hides_more(const Finding& finding) { return is_of_syntax(finding) || finding.rule == Rule::unknown_key; }

bool stands_behind(const Finding& finding, const Finding& other)
{
    return std::tie(finding.begin.line, finding.begin.column) > std::tie(other.begin.line, other.begin.column);
}

/// Whether all of `after` was found before, or could not be: a plan with errors is not held to the rules of a well-made one.
bool brings_nothing(const Findings& before, const Findings& after)
{
    std::map<std::pair<Rule, std::string_view>, int> left;
    for (const auto& finding : before) {
        ++left[{finding.rule, finding.message}];
    }
    const bool had_errors = std::any_of(before.begin(), before.end(), [](const auto& f) { return f.severity == Severity::error; });
    const auto hiding = std::find_if(before.begin(), before.end(), hides_more);
    const bool gave_up = std::any_of(before.begin(), before.end(), is_of_syntax);
    return std::all_of(after.begin(), after.end(), [&](const auto& f) {
        const bool unseen = (f.severity != Severity::error && had_errors) || (gave_up && is_of_syntax(f)) ||
                            (hiding != before.end() && (f.rule == Rule::missing_key || stands_behind(f, *hiding)));
        return --left[{f.rule, f.message}] >= 0 || unseen;
    });
}

/// Whether each chosen finding is gone.
bool mends_all(const Chosen& chosen, const Findings& before, const Findings& after)
{
    auto gone = counted_by_line(before);
    for (const auto& [key, n] : counted_by_line(after)) {
        gone[key] -= n;
    }
    return std::all_of(chosen.begin(), chosen.end(), [&](const Finding* f) { return --gone[{f->rule, f->begin.line, f->message}] >= 0; });
}

class Fixer {
public:
    Fixer(std::string text, const TextLook& look) : look_(look), findings_(look.findings(text)) { fixed_.text = std::move(text); }

    /// Tries all fixes of one kind that can be carried out at once. Whether there was one that had not been tried on the text as it is.
    bool pass(bool safe)
    {
        const auto findings = findings_;  // in which the chosen ones stand
        const auto chosen = apart(findings, safe);
        carry_out(chosen, safe);
        return !chosen.empty();
    }

    FixedText result(bool unsafe_too)
    {
        for (auto& finding : findings_) {
            fixed_.unsafe += !unsafe_too && finding.fix && !finding.fix->safe ? 1 : 0;
            if (did_not_hold(finding)) {
                fixed_.not_held.push_back(std::move(finding));
            }
        }
        return std::move(fixed_);
    }

private:
    [[nodiscard]] bool did_not_hold(const Finding& finding) const { return tried_.count({finding.rule, finding.begin.line, finding.message}) > 0; }

    /// Fixes that do not touch each other, and have not been tried in vain.
    [[nodiscard]] Chosen apart(const Findings& findings, bool safe) const
    {
        Chosen chosen;
        std::map<std::uint32_t, std::uint32_t> taken;  // end of a stretch by its begin
        const auto is_free = [&](const Edit& edit) {
            const auto next = taken.lower_bound(edit.range.begin);
            return (next == taken.end() || next->first > edit.range.end) && (next == taken.begin() || std::prev(next)->second < edit.range.begin);
        };
        for (const auto& finding : findings) {
            if (finding.fix && finding.fix->safe == safe && !did_not_hold(finding) &&
                std::all_of(finding.fix->edits.begin(), finding.fix->edits.end(), is_free)) {
                chosen.push_back(&finding);
                for (const auto& edit : finding.fix->edits) {
                    taken[edit.range.begin] = edit.range.end;
                }
            }
        }
        return chosen;
    }

    /// All of `chosen`; where that does not hold, each half of them, the second first: the places of the first stay so.
    void carry_out(const Chosen& chosen, bool safe)
    {
        if (chosen.empty() || holds(chosen, safe)) {
            return;
        }
        if (chosen.size() == 1) {
            tried_.emplace(chosen.front()->rule, chosen.front()->begin.line, chosen.front()->message);
            return;
        }
        const auto middle = chosen.begin() + static_cast<std::ptrdiff_t>(chosen.size() / 2);
        carry_out({middle, chosen.end()}, safe);
        carry_out({chosen.begin(), middle}, safe);
    }

    bool holds(const Chosen& chosen, bool safe)
    {
        Fix all;
        for (const auto* finding : chosen) {
            all.edits.insert(all.edits.end(), finding->fix->edits.begin(), finding->fix->edits.end());
        }
        std::sort(all.edits.begin(), all.edits.end(), [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
        auto text = gas::fixed(fixed_.text, all);
        auto findings = look_.findings(text);
        if (!mends_all(chosen, findings_, findings) || !brings_nothing(findings_, findings)) {
            return false;
        }
        if (safe) {
            const auto before = look_.plans(fixed_.text);
            const auto after = look_.plans(text);
            if (!std::includes(after.begin(), after.end(), before.begin(), before.end())) {
                return false;
            }
        }
        auto left = counted_by_line(findings);
        fixed_.fixed += static_cast<std::size_t>(std::count_if(findings_.begin(), findings_.end(), [&](const auto& f) {
            return f.fix && f.fix->safe == safe && --left[{f.rule, f.begin.line, f.message}] < 0;
        }));
        fixed_.text = std::move(text);
        findings_ = std::move(findings);
        tried_.clear();
        return true;
    }

    const TextLook& look_;
    Findings findings_;
    FixedText fixed_;
    std::set<std::tuple<Rule, std::size_t, std::string>> tried_;  ///< in vain, on the text as it is
};

}  // namespace

std::vector<std::string> sound_plans(const std::string& text)
{
    std::vector<std::string> plans;
    for (const auto& [plan, ranges, usable] : read_plans({"", text}).plans) {
        if (usable) {
            auto& all = plans.emplace_back(plan.id);
            for (const auto& fact : facts_of(plan, ranges, own_names(plan))) {
                all.append(1, '\0').append(fact.path).append(1, '\0').append(fact.value);
            }
        }
    }
    std::sort(plans.begin(), plans.end());
    return plans;
}

FixedText fix_text(std::string text, bool unsafe_too, const TextLook& look)
{
    constexpr int most_passes = 10'000;  // each mends something or rules it out, and an error that hides the next is one pass
    Fixer fixer(std::move(text), look);
    for (int i = 0; i < most_passes && (fixer.pass(true) || (unsafe_too && fixer.pass(false))); ++i) {
    }
    return fixer.result(unsafe_too);
}

}  // namespace gas::app
