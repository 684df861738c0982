// SPDX-License-Identifier: MIT
#include "input/near_names.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

void see_names(const PlanAt& at, StudyNames& study, std::vector<PlanNames>& names)
{
    if (at.places != nullptr) {
        study.see(at.file, at.plan, at.grid, at.places->row, at.places->goals, at.places->entries, at.places->written);
        return;
    }
    names.push_back(names_of(*at.written, *at.ranges, at.file, *at.lines, false));
}

namespace {

bool is_asked_for(const NearName& near, const AskedNames& asked)
{
    const auto is_one = [&](const std::string& name) { return !name.empty() && (near.name == name || near.meant == name); };
    switch (near.kind) {
    case NameKind::occasion: return is_one(asked.occasion);
    case NameKind::rater: return asked.raters || is_one(asked.rater);
    case NameKind::covariate: return std::find(asked.by.begin(), asked.by.end(), near.covariate) != asked.by.end();
    default: return false;
    }
}

}  // namespace

std::vector<Finding> tell_near_names(const StudyNames& study, const AskedNames& asked, const Console& console)
{
    std::size_t more = 0;
    std::vector<Finding> findings;
    const auto names = study.near(&more);
    for (const auto& near : names) {
        findings.push_back(near.finding);
    }
    if (!names.empty()) {
        const auto rank = [&](const NearName& near) { return std::pair(near.one, !is_asked_for(near, asked)); };
        const auto& first = *std::min_element(names.begin(), names.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        const auto where = first.place ? fmt::format(" in {}:{}", first.finding.file, first.finding.begin.line) : std::string();
        const auto others = names.size() - 1 + more;
        console.err(visible(fmt::format("gas: {}: {}; {}{}{}", first.one ? "one name in two forms" : "near names split the study", first.finding.message,
                                        first.cure, where, others > 0 ? fmt::format("; {} more, see `gas validate`", others) : std::string())) +
                    "\n");
    }
    if (const auto left = study.not_compared(); !left.empty()) {
        console.err(fmt::format("gas: {} were not compared with others\n", left));
    }
    return findings;
}

void tell_without_baseline(const StudyNames& study, const Console& console)
{
    if (const auto words = study.without_baseline(); !words.empty()) {
        console.err(visible(fmt::format("gas: {}", words)) + "\n");
    }
}

}  // namespace gas::app
