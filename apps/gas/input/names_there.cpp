// SPDX-License-Identifier: MIT
#include "input/names_there.hpp"

#include <string_view>

#include <fmt/format.h>

#include "gas/score/score_grid.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// A study with more names than this is not told.
constexpr std::size_t most_names_there = 10'000;

void keep_some(std::set<std::string>& names, const std::set<std::string>& more)
{
    if (names.size() < most_names_there) {
        names.insert(more.begin(), more.end());
    }
}

std::string tell_unmatched(std::string_view option, const std::string& asked, const std::set<std::string>& there)
{
    if (asked.empty() || there.empty() || there.size() >= most_names_there || there.contains(asked)) {
        return "";
    }
    std::string names;
    for (const auto& name : there) {
        if (!name.empty() && names.size() < 60) {
            names += (names.empty() ? "" : ", ") + name;
        }
    }
    return fmt::format("no rating entry has the {} \"{}\"{}", option, visible(asked), names.empty() ? "" : "; there are " + visible(names));
}

}  // namespace

void NamesThere::see(const PlanAt& at)
{
    if (at.grid != nullptr) {
        names_in(*at.grid, occasions_, raters_);
        return;
    }
    for (const auto& entry : at.plan.ratings) {
        occasions_.insert(entry.occasion);
        raters_.insert(entry.rater);
    }
}

void NamesThere::see(const NamesThere& more)
{
    keep_some(occasions_, more.occasions_);
    keep_some(raters_, more.raters_);
}

std::string NamesThere::unmatched(const ScoreOptions& score, std::size_t participants, std::size_t without_entry) const
{
    auto wrong = tell_unmatched("occasion", score.occasion, occasions_);
    if (wrong.empty()) {
        wrong = tell_unmatched("rater", score.rater, raters_);
    }
    const bool chooses = !score.occasion.empty() || !score.rater.empty();
    if (wrong.empty() && chooses && participants > 0 && without_entry == participants) {
        return fmt::format("no rating entry has the occasion \"{}\" and the rater \"{}\"", visible(score.occasion), visible(score.rater));
    }
    return wrong;
}

}  // namespace gas::app
