// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/plan/entry_key.hpp"
#include "gas/plan/plan.hpp"
#include "gas/syntax/edit.hpp"

/// Ratings put into a plan's text, or taken out of it, in place.
namespace gas {

/// A rating to be written.
struct NewRating {
    std::string goal;      ///< its id
    std::string recorded;  ///< as a fact has it (typed_rating()): `+1`, `value 5`, `partly`, `not-applicable`
    std::string note{};
    std::string source{};
};

/// What one rater says on one day.
struct NewEntry {
    Date date{};
    std::string occasion;
    std::string rater;
    std::optional<Role> role{};
    std::string note{};
    std::vector<NewRating> levels{};
};
/// What tells it from the plan's other entries; views into it.
EntryKey key_of(const NewEntry& entry);
/// The plan's entry of this date, occasion and rater; null where there is none.
const RatingEntry* find_entry(const Plan& plan, const NewEntry& entry);

/// What became of one of the ratings.
struct RatingPut {
    std::string goal;
    std::string before;  ///< what the entry said of it, as a fact has it; empty where it said nothing
    std::string note_before{};
    bool unchanged = true;  ///< it says all of this already
};

struct RatingsPut {
    std::string text;
    std::vector<RatingPut> ratings;  ///< in the order asked for
    bool new_entry = false;
    bool note_written = false;  ///< the entry's own
    std::string note_before{};  ///< the entry's own; empty where it had none
    std::string role_before{};
};

/// Puts the ratings into the text, with every other byte as it is: a new entry at its place by date, or into the entry of this date, occasion and rater.
/// What the entry says already in these words is left. A goal that it rates otherwise, a note or a role that is another, is refused, unless `update`:
/// then it is what is asked for now. A text that would have an error then (a level off the scale) is refused, as all that EditedText says.
std::variant<RatingsPut, EditProblem> put_ratings(std::string_view text, std::string_view plan_id, const NewEntry& entry, bool update);

/// Takes out the ratings of these goals from the entry of this date, occasion and rater, with their notes; the entry with its last rating.
EditedText take_ratings(std::string_view text, std::string_view plan_id, const NewEntry& entry);

/// The entry as lines to be put under `ratings:` by hand.
std::string entry_lines(const NewEntry& entry);
/// The same for a plan that has the entry of this date, occasion and rater: what is to stand in it beside them.
std::string lines_in_entry(const NewEntry& entry);

}  // namespace gas
