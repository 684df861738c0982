// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

/// Edits of a plan's text in place: what is not edited keeps every byte, comments, quotes and line ends too.
///
/// A fact is named by its path as gas/diff/facts.hpp has it ("/goals/sleep/scale/+1/text") and given by its value there: a level `+1`, a measured value
/// `value 5`, a list of ids `a, b`. `plan_id` names one of several plans of the text; empty, the text has one plan alone.
///
/// Each edited text is read again before it is given: it has no error, and its facts are those of the old text but for the ones asked for. Where that
/// does not hold, or the text has errors, or it is written in a way that cannot be taken apart (syntax_tree_of()), there is no text, but words that say why.
namespace gas {

struct FactValue {
    std::string path;
    std::string value;  ///< of a fact that says that something exists (a goal, an entry), may be empty: the path names it
};

/// Why an edit was not made. Lower case, no full stop.
struct EditProblem {
    std::string message;
    std::string hint;
    bool of_layout = false;  ///< the plan might well be so, but its text is laid out in a way that only a person can edit
};
using EditedText = std::variant<std::string, EditProblem>;

/// Gives the fact another value; where the text has none yet (a goal's `status`, a rating's note), it is put at its place among the other keys.
/// What names something (an id, an entry's date) is not set.
EditedText set_fact(std::string_view text, std::string_view plan_id, const FactValue& fact);

/// Puts in something new with all its facts: an entry with its ratings, a rating, a goal. An entry goes where its date belongs, a level to its place on
/// the scale, anything else behind its like; it is laid out as its neighbours are.
EditedText insert_facts(std::string_view text, std::string_view plan_id, const std::vector<FactValue>& facts);

/// Takes the fact out and all that belongs to it: an entry with its ratings, a rating with its note. Comments on its own lines go with it, those above
/// and below stay.
EditedText remove_fact(std::string_view text, std::string_view plan_id, std::string_view path);

}  // namespace gas
