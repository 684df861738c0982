// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "gas/diff/diff_plans.hpp"
#include "gas/plan/plan.hpp"

/// Random plans, ways to write them down, and edits whose meaning is known: what properties of diff and merge are tried on.
namespace gas::test {

using Rng = std::mt19937;

/// 0 .. n-1
inline std::size_t pick(Rng& rng, std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(rng); }

Plan random_plan(Rng& rng);

/// How a plan is written down; the same plan reads the same from all.
struct Layout {
    bool shuffled = false;  ///< goals and entries in another order
    bool comments = false;
    bool quoted = false;
    bool flow = true;  ///< `levels: {…}` on one line
};
Layout random_layout(Rng& rng);
std::string write_plan(const Plan& plan, const Layout& layout, Rng& rng);

/// What a single edit must be found as.
struct ExpectedChange {
    ChangeClass change_class{};
    std::string kind;
    std::size_t count = 1;
    std::string subject;                         ///< what it touches: edits of different subjects are independent
    std::map<std::string, std::size_t> notes{};  ///< kinds of notes that come or go with it, and how many
};

/// An edit; nothing where the plan has nothing that it could be made on.
struct Edit {
    std::string name;
    std::function<std::optional<ExpectedChange>(Plan&, Rng&)> make;
};
const std::vector<Edit>& all_edits();

}  // namespace gas::test
