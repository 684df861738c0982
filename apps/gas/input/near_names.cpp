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
    if (const auto unknown = study.not_held_together(); !unknown.empty()) {
        console.err(fmt::format("gas: {}\n", unknown));
    }
    gas::add(told.left_out, "near_names", more);
    gas::add(told.left_out, left_out_of(study));
    return told;
}

LeftOut left_out_of(const StudyNames& study)
{
    LeftOut left_out;
    gas::add(left_out, "names_not_compared", study.count_not_compared());
    gas::add(left_out, "spellings_not_paired", study.count_not_held_together());
    return left_out;
}

void tell_without_baseline(const StudyNames& study, const Console& console)
{
    if (const auto words = study.without_baseline(); !words.empty()) {
        console.err(visible(fmt::format("gas: {}", words)) + "\n");
    }
}

std::string no_entry_has(std::string_view what, std::string_view name, std::string_view there)
{
    return fmt::format("no rating entry has the {} \"{}\"{}", what, visible(name), there.empty() ? "" : fmt::format("; there are {}", visible(there)));
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
    return no_entry_has(option, asked, names);
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
    if (!wrong.empty() || without_entry < participants || (score.occasion.empty() && score.rater.empty())) {
        return wrong;
    }
    if (score.occasion.empty() || score.rater.empty()) {  // of more names than are kept
        return score.rater.empty() ? no_entry_has("occasion", score.occasion, "") : no_entry_has("rater", score.rater, "");
    }
    return fmt::format("{} and the rater \"{}\"", no_entry_has("occasion", score.occasion, ""), visible(score.rater));
}

}  // namespace gas::app
