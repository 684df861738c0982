// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "../diff/random_plan.hpp"
#include "gas/rate/new_ratings.hpp"

namespace gas::test {

/// A text with plans, and ratings to be put into one of them.
struct MadeLayout {
    std::string text;
    std::string kind;       ///< of its list of ratings, or what only a person can edit
    std::string plan_id{};  ///< as put_ratings() takes it
    std::string asked_plan{};
    NewEntry asked{};
    bool new_entry = true;  ///< the plan has no entry of this date, occasion and rater
    std::string gone{};     ///< what may go: "[]", "~"
    std::string refusal{};  ///< how the refusal begins; empty where the text can be edited
    char order = '^';       ///< of the entries: `^` ascending, `v` descending, ` ` neither
};

/// Comments "# of DATE" are about the entry of that date above them, "# above DATE" about the one below, and "# end" stands below all entries of its plan.
MadeLayout made_layout(Rng& rng);

/// What stands at a wrong place in the edited text: the new entry among the others, a comment, a line end. Empty where nothing does.
std::string misplaced(const MadeLayout& made, const std::string& after);

}  // namespace gas::test
