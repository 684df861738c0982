// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <set>
#include <string>

#include "gas/score/score_options.hpp"
#include "input/plan_stream.hpp"

namespace gas::app {

/// Occasions and raters of a study, to tell of an --occasion or --rater that no entry has: a mistyped one must not give an empty study in silence.
class NamesThere {
public:
    void see(const PlanAt& at);
    void see(const NamesThere& more);
    /// What there is to say where none of `participants` has an entry that `score` asks for; empty where that is not so.
    [[nodiscard]] std::string unmatched(const ScoreOptions& score, std::size_t participants, std::size_t without_entry) const;

private:
    std::set<std::string> occasions_;
    std::set<std::string> raters_;
};

}  // namespace gas::app
