// SPDX-License-Identifier: MIT
#include "edit/rating.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "edit/entry_defaults.hpp"
#include "edit/rating_told.hpp"
#include "gas/diff/facts.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

constexpr std::string_view no_answer = "-";  ///< takes an answer back that was given before `<`

std::string in_words(const EditProblem& problem) { return problem.message + (problem.hint.empty() ? "" : "; " + problem.hint); }

/// How a goal of this plan is rated, to show it.
std::string example_of(const Plan& plan)
{
    const auto named = std::find_if(plan.goals.begin(), plan.goals.end(), [](const auto& goal) { return !goal.id.empty(); });
    return (named != plan.goals.end() ? named->id : "GOAL") + "=+1";
}

/// Takes what the words leave out from the plan, or asks for it.
class EntryMaker {
public:
    EntryMaker(const RateWords& words, const Plan& plan, const EntryTrial& trial, Questions* questions)
        : words_(words), plan_(plan), trial_(trial), questions_(questions)
    {
        entry_.date = words.day;
        entry_.rater = words.rater;
        entry_.occasion = words.occasion;
        entry_.role = from_word<Role>(words.role);
    }

    std::variant<NewEntry, EditProblem> make(const std::string& rater)
    {
        problem_ = complete_entry(entry_, plan_, rater, questions_);
        there_ = find_entry(plan_, entry_);
        if (!problem_ && read_notes() && (words_.ratings.empty() ? ask_ratings() : take_ratings()) && put_notes()) {
            return std::move(entry_);
        }
        return problem_ ? *problem_ : EditProblem{"stopped, nothing written", ""};
    }

private:
    bool fail(EditProblem problem)
    {
        problem_ = std::move(problem);
        return false;
    }

    /// What the entry says of the goal already; null where it says nothing.
    [[nodiscard]] const GoalRating* said_of(std::size_t goal) const { return there_ != nullptr ? there_->of(goal) : nullptr; }

    /// Takes the notes apart before any goal is asked for, so that no answer is lost to one that is wrong.
    bool read_notes()
    {
        for (const auto& word : words_.notes) {
            auto read = note_of(plan_, word, entry_.date);
            if (auto* problem = std::get_if<EditProblem>(&read)) {
                return fail(std::move(*problem));
            }
            auto& note = std::get<NoteWord>(read);
            if (note.text.empty()) {
                return fail({"a note has no text", ""});
            }
            auto& text = note.goal ? notes_[*note.goal] : entry_.note;
            if (!text.empty()) {
                return fail({note.goal ? fmt::format("two notes are given for goal \"{}\"", plan_.goals[*note.goal].id) : "two notes are given for the entry",
                             "a note of a rating is GOAL=TEXT, and each rating and entry has one"});
            }
            text = std::move(note.text);
        }
        return true;
    }

    bool take_ratings()
    {
        for (const auto& word : words_.ratings) {
            const auto equals = word.find('=');
            if (equals == std::string::npos) {
                return fail({fmt::format("\"{}\" is no rating", word), fmt::format("a rating is GOAL=VALUE, as {}", example_of(plan_))});
            }
            auto goal = goal_called(plan_, word.substr(0, equals), entry_.date);
            if (auto* problem = std::get_if<EditProblem>(&goal)) {
                return fail(std::move(*problem));
            }
            const auto& rated = plan_.goals[std::get<std::size_t>(goal)];
            auto recorded = typed_rating(rated, std::string_view(word).substr(equals + 1));
            if (auto* problem = std::get_if<EditProblem>(&recorded)) {
                return fail(std::move(*problem));
            }
            const auto same = [&](const auto& other) { return other.goal == rated.id; };
            if (std::any_of(entry_.levels.begin(), entry_.levels.end(), same)) {
                return fail({fmt::format("goal \"{}\" is rated twice", rated.id), "rate each goal once"});
            }
            entry_.levels.push_back({rated.id, std::get<std::string>(std::move(recorded))});
        }
        return true;
    }

    static std::string help_for(const Goal& goal)
    {
        return fmt::format("+1 or -0.5 is a level; {}more, partly, no-change, worse a word; na: could not be rated",
                           goal.has_ranges() ? rating_in_words(goal, "value 4") + " a value; " : "");
    }

    /// The goal, its levels, and what this entry says of it, or the rater's rating before.
    [[nodiscard]] std::string shown(std::size_t g, const std::string& answered) const
    {
        const auto& goal = plan_.goals[g];
        auto text = fmt::format("\n{}  {}\n", goal.id, visible(goal.title));
        for (const auto& level : goal.scale) {
            text += fmt::format("  {:>2}  {}\n", to_string(level.level), visible(level.text));
        }
        const auto* said = said_of(g);
        const auto* last = said != nullptr ? said : last_rating(plan_, g, entry_);
        const auto rated = last != nullptr ? visible(rating_in_words(goal, recorded_text(*last))) : std::string();
        text += said != nullptr ? fmt::format("is {} in this entry. ", rated) : last != nullptr ? fmt::format("was {}. ", rated) : "Not rated yet. ";
        const std::string unrated = said != nullptr ? "leave it" : "not today";
        return text + fmt::format("Level, value with unit, word, na; Enter: {}  (?: help, <: back)",
                                  answered.empty() ? unrated : fmt::format("{}, -: {}", answered, unrated));
    }

    /// What is wrong with an answer, with all that would be said of it when it is written: an answer that is taken is not lost in the end.
    [[nodiscard]] std::string wrong_with(const std::string& text, std::size_t g) const
    {
        const auto note = notes_.find(g);
        if (text.empty()) {
            return note == notes_.end() || said_of(g) != nullptr ? "" : "a note is given for this goal, so that it has to be rated; Ctrl-D stops";
        }
        auto typed = typed_rating(plan_.goals[g], text);
        if (const auto* problem = std::get_if<EditProblem>(&typed)) {
            return in_words(*problem);
        }
        auto tried = entry_;
        tried.levels = {{plan_.goals[g].id, std::get<std::string>(std::move(typed)), note != notes_.end() ? note->second : ""}};
        const auto problem = trial_(tried);
        return problem ? in_words(*problem) : "";
    }

    bool ask_ratings()
    {
        const bool says_more = !words_.notes.empty() || (there_ != nullptr && !words_.role.empty());
        if (questions_ == nullptr) {
            return says_more || fail({"no rating is given", fmt::format("rate goals as {}; on a terminal the goals are asked one by one", example_of(plan_))});
        }
        if (auto problem = there_ != nullptr ? trial_(entry_) : std::nullopt) {
            return fail(*std::move(problem));
        }
        const auto days = active_days(plan_);
        std::vector<std::size_t> active;
        for (std::size_t g = 0; g < plan_.goals.size(); ++g) {
            if (days[g].has(entry_.date)) {
                active.push_back(g);
            }
        }
        if (active.empty() && !says_more) {
            return fail({fmt::format("no goal of the plan is active on {}", to_string(entry_.date)), "--date names another day"});
        }
        std::vector<std::string> answers(active.size());
        for (std::size_t i = 0; i < active.size();) {
            const auto g = active[i];
            const auto answer = questions_->ask({shown(g, answers[i]), help_for(plan_.goals[g]), answers[i],
                                                 [&](const std::string& text) { return wrong_with(text == no_answer ? "" : text, g); }});
            if (!answer && (!questions_->is_back())) {
                return false;
            }
            if (answer) {
                answers[i] = *answer == no_answer ? "" : *answer;
            }
            i = answer ? i + 1 : i - (i > 0 ? 1 : 0);
        }
        for (std::size_t i = 0; i < active.size(); ++i) {
            const auto& goal = plan_.goals[active[i]];
            if (!answers[i].empty()) {
                entry_.levels.push_back({goal.id, std::get<std::string>(typed_rating(goal, answers[i]))});
            }
        }
        return true;
    }

    /// Puts the notes of goals to their ratings, those of this run or those that the entry has.
    bool put_notes()
    {
        for (const auto& [g, note] : notes_) {
            const auto& goal = plan_.goals[g];
            const auto* said = said_of(g);
            auto rating = std::find_if(entry_.levels.begin(), entry_.levels.end(), [&](const auto& one) { return one.goal == goal.id; });
            if (rating == entry_.levels.end() && said == nullptr) {
                return fail(
                    {fmt::format("a note is given for goal \"{}\", which {} does not rate", goal.id, entry_name(entry_.date, entry_.occasion, entry_.rater)),
                     fmt::format("rate it in the same call, as {}=+1", goal.id)});
            }
            if (rating == entry_.levels.end()) {
                rating = entry_.levels.insert(rating, {goal.id, recorded_text(*said)});
            }
            rating->note = note;
        }
        return !entry_.levels.empty() || there_ != nullptr || words_.notes.empty() ||
               fail({fmt::format("there is no entry {} that the note could go to", entry_name(entry_.date, entry_.occasion, entry_.rater)),
                     fmt::format("rate a goal with it, as {}", example_of(plan_))});
    }

    const RateWords& words_;
    const Plan& plan_;
    const EntryTrial& trial_;
    Questions* questions_;
    NewEntry entry_;
    const RatingEntry* there_ = nullptr;        ///< the plan's entry of this day, occasion and rater
    std::map<std::size_t, std::string> notes_;  ///< of goals
    std::optional<EditProblem> problem_;
};

}  // namespace

std::string on_one_line(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    return std::string(trimmed(text));
}

std::variant<NoteWord, EditProblem> note_of(const Plan& plan, const std::string& word, Date day)
{
    const auto text = on_one_line(word);
    const auto equals = text.find('=');
    if (equals == std::string::npos) {
        return NoteWord{std::nullopt, text};
    }
    const auto name = std::string_view(text).substr(0, equals);
    const auto said = on_one_line(text.substr(equals + 1));
    if (const auto exact = find_goal(plan, name)) {
        return NoteWord{*exact, said};
    }
    const auto fitting = goals_called(plan, name, day);
    const auto near = fitting.empty() ? std::string(goal_nearly_called(plan, name)) : plan.goals[fitting[0]].id;
    if (near.empty()) {
        return NoteWord{std::nullopt, text};
    }
    return EditProblem{fmt::format("the note \"{}\" could be the entry's, or that of a goal, whose id it does not have", text),
                       fmt::format("--note {} is of the rating of the goal, --note {} of the entry", shell_word(near + "=" + said),
                                   shell_word(std::string(trimmed(name)) + ": " + said))};
}

std::variant<NewEntry, EditProblem> entry_of(const RateWords& words, const Plan& plan, const std::string& rater, const EntryTrial& trial, Questions* questions)
{
    return EntryMaker(words, plan, trial, questions).make(rater);
}

}  // namespace gas::app
