// SPDX-License-Identifier: MIT
#pragma once

#include "../diff/random_plan.hpp"

namespace gas::test {

/// A plan that read_plans() could have given, with all keys and texts that a writer may stumble over.
Plan nasty_plan(Rng& rng);

}  // namespace gas::test
