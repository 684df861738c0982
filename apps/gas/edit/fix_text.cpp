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

bool is_of_syntax(const Finding& finding) { return rule_info(finding.rule).of_syntax; }

/// Whether the reader may not have looked at what stands behind such an error.
bool hides_more(const Finding& finding) { return is_of_syntax(finding) || finding.rule == Rule::unknown_key; }

bool stands_behind(const Finding& finding, const Finding& other)
{
    return std::tie(finding.begin.line, finding.begin.column) > std::tie(other.begin.line, other.begin.column);
}

/// The lines of what an edit brings: all of `after` that was not found before, though it could be. A plan with errors is not held to the rules of a well-made
/// one.
std::vector<std::size_t> lines_of_new(const Findings& before, const Findings& after)
{
    std::map<std::pair<Rule, std::string_view>, int> left;
    for (const auto& finding : before) {
        ++left[{finding.rule, finding.message}];
    }
    const bool had_errors = std::any_of(before.begin(), before.end(), [](const auto& f) { return f.severity == Severity::error; });
    const auto hiding = std::find_if(before.begin(), before.end(), hides_more);
    const bool gave_up = std::any_of(before.begin(), before.end(), is_of_syntax);
    std::vector<std::size_t> lines;
    for (const auto& f : after) {
        const bool unseen = (f.severity != Severity::error && had_errors) || (gave_up && is_of_syntax(f)) ||
                            (hiding != before.end() && (f.rule == Rule::missing_key || stands_behind(f, *hiding)));
        if (--left[{f.rule, f.message}] < 0 && !unseen) {
            lines.push_back(f.begin.line);
        }
    }
    return lines;
}

/// The chosen findings that are not gone.
Chosen not_mended(const Chosen& chosen, const Findings& before, const Findings& after)
{
    auto gone = counted_by_line(before);
    for (const auto& [key, n] : counted_by_line(after)) {
        gone[key] -= n;
    }
    Chosen left;
    std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(left), [&](const Finding* f) { return --gone[{f->rule, f->begin.line, f->message}] < 0; });
    return left;
}

class Fixer {
public:
    Fixer(std::string text, const TextLook& look) : look_(look), seen_(look(text)) { fixed_.text = std::move(text); }

    /// Tries all fixes of one kind that can be carried out at once. Whether there was one that had not been tried on the text as it is.
    bool pass(bool safe)
    {
        const auto findings = seen_.findings;  // in which the chosen ones stand
        const auto chosen = apart(findings, safe);
        failed_ = 0;
        carry_out(chosen, safe);
        return !chosen.empty();
    }

    FixedText result(bool unsafe_too)
    {
        for (auto& finding : seen_.findings) {
            fixed_.unsafe += !unsafe_too && finding.fix && !finding.fix->safe ? 1 : 0;
            if (did_not_hold(finding)) {
                fixed_.not_held.push_back(std::move(finding));
            }
        }
        return std::move(fixed_);
    }

private:
    [[nodiscard]] bool did_not_hold(const Finding& finding) const { return tried_.contains({finding.rule, finding.begin.line, finding.message}); }

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

    /// All of `chosen`; where that does not hold, those that nothing speaks against; where that is all or none, each half of them, the second first, since
    /// the places of the first stay so. Where many halves have failed, what is found on the lines of the others is enough to leave them.
    void carry_out(const Chosen& chosen, bool safe)
    {
        if (chosen.empty()) {
            return;
        }
        const auto blamed = try_all(chosen, safe);
        if (!blamed) {
            return;
        }
        constexpr std::size_t most_failures = 32;
        if (chosen.size() == 1 || (blamed->size() == chosen.size() && ++failed_ > most_failures)) {
            for (const auto* finding : chosen) {
                tried_.emplace(finding->rule, finding->begin.line, finding->message);
            }
            return;
        }
        Chosen others;
        std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(others),
                     [&](const Finding* f) { return std::find(blamed->begin(), blamed->end(), f) == blamed->end(); });
        const bool some = !others.empty() && !blamed->empty();
        const auto middle = chosen.begin() + static_cast<std::ptrdiff_t>(chosen.size() / 2);
        const Chosen first = some ? *blamed : Chosen(chosen.begin(), middle);
        const Chosen second = some ? others : Chosen(middle, chosen.end());
        const auto text = fixed_.text;
        carry_out(second, safe);
        if (!some || fixed_.text == text) {  // else their places have moved, and they come again in the next pass
            carry_out(first, safe);
        }
    }

    /// Makes the fixes; where they do not hold together, nothing is made: gives those that are not mended, or have something new on their line.
    std::optional<Chosen> try_all(const Chosen& chosen, bool safe)
    {
        Fix all;
        for (const auto* finding : chosen) {
            all.edits.insert(all.edits.end(), finding->fix->edits.begin(), finding->fix->edits.end());
        }
        std::sort(all.edits.begin(), all.edits.end(), [](const Edit& a, const Edit& b) { return a.range.begin < b.range.begin; });
        auto text = gas::fixed(fixed_.text, all);
        auto seen = look_(text);
        const auto left = not_mended(chosen, seen_.findings, seen.findings);
        const auto lines = lines_of_new(seen_.findings, seen.findings);
        if (!left.empty() || !lines.empty()) {
            Chosen blamed;
            std::copy_if(chosen.begin(), chosen.end(), std::back_inserter(blamed), [&](const Finding* f) {
                return std::find(left.begin(), left.end(), f) != left.end() || std::find(lines.begin(), lines.end(), f->begin.line) != lines.end();
            });
            return blamed;
        }
        if (safe && !std::includes(seen.plans.begin(), seen.plans.end(), seen_.plans.begin(), seen_.plans.end())) {
            return Chosen();
        }
        auto still = counted_by_line(seen.findings);
        fixed_.fixed += static_cast<std::size_t>(std::count_if(seen_.findings.begin(), seen_.findings.end(), [&](const auto& f) {
            return f.fix && f.fix->safe == safe && --still[{f.rule, f.begin.line, f.message}] < 0;
        }));
        fixed_.text = std::move(text);
        seen_ = std::move(seen);
        tried_.clear();
        return std::nullopt;
    }

    const TextLook& look_;
    TextSeen seen_;
    FixedText fixed_;
    std::size_t failed_ = 0;                                      ///< in this pass: sets of fixes that do not hold, and something speaks against each of them
    std::set<std::tuple<Rule, std::size_t, std::string>> tried_;  ///< in vain, on the text as it is
};

}  // namespace

std::vector<std::string> sound_plans(const ReadResult& read)
{
    std::vector<std::string> plans;
    for (const auto& [plan, ranges, usable] : read.plans) {
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
