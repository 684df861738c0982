// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gas/diff/diff_plans.hpp"
#include "pairing.hpp"

namespace gas::diff {

/// A change and the facts that it comes from, as far as they are there.
struct ChangeFacts {
    Change change;
    const Fact* old_fact = nullptr;
    const Fact* new_fact = nullptr;
};

/// What the changes do to the scores of each entry: diff_plans() says how.
std::vector<EntryEffect> effects_of(const Plan& old_plan, const Plan& new_plan, const Pairing& pairing, const std::vector<ChangeFacts>& changes);

}  // namespace gas::diff
