// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "edit/questions.hpp"
#include "gas/rate/new_ratings.hpp"

/// From what `gas rate` is told to the entry that it is about.
namespace gas::app {

/// What a rating is given as, on the command line.
struct RateWords {
    std::vector<std::string> ratings;  ///< GOAL=VALUE
    std::vector<std::string> notes;    ///< TEXT of the entry, or GOAL=TEXT of a rating
    std::string occasion;
    std::string rater;
    std::string role;
    Date day{};
    bool update = false;  ///< other ratings, notes and roles are written over those that are there
    bool past = false;    ///< also over those that the last commit has (past_is_kept())
};

/// A text of one line, without blanks around it: line breaks and tabs become blanks.
std::string on_one_line(std::string text);

/// What a note says, and of which goal, as an index into plan.goals; of the entry where there is none.
struct NoteWord {
    std::optional<std::size_t> goal;
    std::string text;
};
/// `GOAL=TEXT`, with the id of a goal of the plan, else a text of the entry. What stands before `=` and could be a goal by another name (goals_called()), or
/// is the slip of one, is refused: a text that has a `=` in it is not taken for a goal's.
std::variant<NoteWord, EditProblem> note_of(const Plan& plan, const std::string& word, Date day);

/// Why the plan would not take the entry; nothing where it would.
using EntryTrial = std::function<std::optional<EditProblem>(const NewEntry& entry)>;

/// The entry of the plan that the words make: its goals by their ids, its ratings as they are recorded; what the words leave out as complete_entry() has it,
/// with `rater` of default_rater(). `questions`, where there is somebody to ask: of what is missing, and of each active goal where no rating was given; null:
/// what is missing is a problem. An answer that `trial` refuses is asked again.
std::variant<NewEntry, EditProblem> entry_of(const RateWords& words, const Plan& plan, const std::string& rater, const EntryTrial& trial, Questions* questions);

}  // namespace gas::app
