// SPDX-License-Identifier: MIT
#include "input/near_names.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

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

NearNamesTold tell_near_names(const StudyNames& study, const AskedNames& asked, const Console& console)
{
    std::size_t more = 0;
    NearNamesTold told;
    const auto names = study.near(&more);
    for (const auto& near : names) {
        told.findings.push_back(near.finding);
    }
    if (!names.empty()) {
        const auto rank = [&](const NearName& near) { return std::pair(near.one, !is_asked_for(near, asked)); };
        const auto& first = *std::min_element(names.begin(), names.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
        const auto where = first.place ? fmt::format(" in {}:{}{}", first.finding.file, first.finding.begin.line, and_more_files(first)) : std::string();
        const auto others = names.size() - 1 + more;
        console.err(visible(fmt::format("gas: {}: {}; {}{}{}", first.one ? "one name in two forms" : "near names split the study", first.finding.message,
                                        first.cure, where, others > 0 ? fmt::format("; {} more, see `gas validate`", others) : std::string())) +
                    "\n");
    }
    if (const auto left = study.not_compared(); !left.empty()) {
        console.err(fmt::format("gas: {} were not compared with others\n", left));
    }
    gas::add(told.left_out, "near_names", more);
    gas::add(told.left_out, "names_not_compared", study.count_not_compared());
    return told;
}

void tell_without_baseline(const StudyNames& study, const Console& console)
{
    if (const auto words = study.without_baseline(); !words.empty()) {
        console.err(visible(fmt::format("gas: {}", words)) + "\n");
    }
}

namespace {

/// That no entry has the name that was asked for; empty where one has.
std::string tell_unmatched(const StudyNames& study, NameKind kind, std::string_view option, const std::string& asked)
{
    constexpr std::size_t enough = 60;  // letters
    if (asked.empty() || study.has(kind, asked)) {
        return "";
    }
    std::string names;
    for (const auto& name : study.names(kind)) {
        if (names.size() < enough) {
            names += (names.empty() ? "" : ", ") + name;
        }
    }
    return fmt::format("no rating entry has the {} \"{}\"{}", option, visible(asked), names.empty() ? "" : "; there are " + visible(names));
}

}  // namespace

std::string unmatched(const StudyNames& study, const ScoreOptions& score, std::size_t participants, std::size_t without_entry)
{
    if (participants == 0) {
        return "";
    }
    auto wrong = tell_unmatched(study, NameKind::occasion, "occasion", score.occasion);
    if (wrong.empty()) {
        wrong = tell_unmatched(study, NameKind::rater, "rater", score.rater);
    }
    const bool chooses = !score.occasion.empty() || !score.rater.empty();
    if (wrong.empty() && chooses && without_entry == participants) {
        return fmt::format("no rating entry has the occasion \"{}\" and the rater \"{}\"", visible(score.occasion), visible(score.rater));
    }
    return wrong;
}

}  // namespace gas::app
