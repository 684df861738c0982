// SPDX-License-Identifier: MIT
#include "edit/rating.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "edit/entry_defaults.hpp"
#include "gas/diff/facts.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// A text of one line: line breaks become blanks.
std::string on_one_line(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

/// Takes what the words leave out from the plan, or asks for it.
class EntryMaker {
public:
    EntryMaker(const RateWords& words, const Plan& plan, Questions* questions) : words_(words), plan_(plan), questions_(questions) { entry_.date = words.day; }

    std::variant<NewEntry, EditProblem> make(const std::string& rater)
    {
        entry_.rater = words_.rater;
        entry_.occasion = words_.occasion;
        entry_.role = from_word<Role>(words_.role);
        problem_ = complete_entry(entry_, plan_, rater, questions_);
        if (!problem_ && (words_.ratings.empty() ? ask_ratings() : take_ratings()) && take_notes()) {
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

    bool take_ratings()
    {
        for (const auto& word : words_.ratings) {
            const auto equals = word.find('=');
            if (equals == std::string::npos) {
                return fail({fmt::format("\"{}\" is no rating", word), "a rating is GOAL=VALUE, as sleep=+1"});
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
            called_.emplace_back(word.substr(0, equals), rated.id);
        }
        return true;
    }

    /// The goal, its levels and its last rating by this rater.
    [[nodiscard]] std::string shown(const Goal& goal, std::size_t g) const
    {
        auto text = fmt::format("\n{}  {}\n", goal.id, visible(goal.title));
        for (const auto& level : goal.scale) {
            text += fmt::format("  {:>2}  {}\n", to_string(level.level), visible(level.text));
        }
        const auto* last = last_rating(plan_, g, entry_);
        return text + (last != nullptr ? fmt::format("was {}. ", visible(rating_in_words(goal, recorded_text(*last)))) : std::string("Not rated yet. ")) +
               "Level, value with unit, word, na; Enter: not today  (?: help, <: back)";
    }

    bool ask_ratings()
    {
        if (questions_ == nullptr) {
            return !words_.notes.empty() || fail({"no rating is given", "rate goals as sleep=+1; on a terminal the goals are asked one by one"});
        }
        const auto days = active_days(plan_);
        std::vector<std::size_t> active;
        for (std::size_t g = 0; g < plan_.goals.size(); ++g) {
            if (days[g].has(entry_.date)) {
                active.push_back(g);
            }
        }
        std::vector<std::string> answers(active.size());
        for (std::size_t i = 0; i < active.size();) {
            const auto& goal = plan_.goals[active[i]];
            const auto check = [&](const std::string& text) {
                const auto typed = typed_rating(goal, text);
                const auto* problem = std::get_if<EditProblem>(&typed);
                return text.empty() || problem == nullptr ? std::string() : problem->message + (problem->hint.empty() ? "" : "; " + problem->hint);
            };
            const auto answer = questions_->ask(
                {shown(goal, active[i]), "+1 or -0.5 is a level; 4 nights a value; more, partly, no-change, worse a word; na: could not be rated", "", check});
            if (!answer && (!questions_->is_back())) {
                return false;
            }
            answers[i] = answer.value_or("");
            i = answer ? i + 1 : i - (i > 0 ? 1 : 0);
        }
        for (std::size_t i = 0; i < active.size(); ++i) {
            const auto& goal = plan_.goals[active[i]];
            if (!answers[i].empty()) {
                entry_.levels.push_back({goal.id, std::get<std::string>(typed_rating(goal, answers[i]))});
            }
        }
        return !entry_.levels.empty() || fail({"no goal was rated, nothing written", ""});
    }

    bool take_notes()
    {
        for (const auto& word : words_.notes) {
            const auto text = on_one_line(word);
            const auto equals = text.find('=');
            const auto name = equals == std::string::npos ? std::string() : text.substr(0, equals);
            const auto of_goal =
                std::find_if(called_.begin(), called_.end(), [&](const auto& called) { return called.first == name || called.second == name; });
            if (of_goal != called_.end()) {
                const auto rating = std::find_if(entry_.levels.begin(), entry_.levels.end(), [&](const auto& one) { return one.goal == of_goal->second; });
                rating->note = text.substr(equals + 1);
            } else if (entry_.note.empty()) {
                entry_.note = text;
            } else {
                return fail({"two notes are given for the entry", "a note of a rating is GOAL=TEXT, of a goal that is rated in this run"});
            }
        }
        return true;
    }

public:
    /// This rater's latest rating of the goal before the entry; null where there is none.
    static const GoalRating* last_rating(const Plan& plan, std::size_t goal, const NewEntry& entry)
    {
        const GoalRating* last = nullptr;
        const EntryKey key{entry.date, entry.occasion, entry.rater};
        for (const auto i : in_time_order(plan)) {
            const auto& other = plan.ratings[i];
            const auto* rating = other.of(goal);
            if (other.rater == entry.rater && is_earlier(key_of(other), key) && rating != nullptr && rating->level) {
                last = rating;
            }
        }
        return last;
    }

private:
    const RateWords& words_;
    const Plan& plan_;
    Questions* questions_;
    NewEntry entry_;
    std::vector<std::pair<std::string, std::string>> called_;  ///< what goals were called, and their ids
    std::optional<EditProblem> problem_;
};

/// T of the entry, and where the rater's entry before rates the same goals, what it was.
std::string t_of(const Plan& plan, const NewEntry& entry)
{
    const auto scored = score_plan(plan, {});
    const auto* rows = std::get_if<std::vector<ScoreRow>>(&scored);
    if (rows == nullptr) {
        return "";
    }
    const EntryKey key{entry.date, entry.occasion, entry.rater};
    const ScoreRow* now = nullptr;
    const ScoreRow* before = nullptr;
    for (const auto& row : *rows) {
        const auto other = row.entry ? key_of(plan.ratings[*row.entry]) : EntryKey();
        if (row.entry && other == key) {
            now = &row;
        } else if (row.entry && row.rater == entry.rater && is_earlier(other, key) && row.t &&
                   (before == nullptr || is_earlier(key_of(plan.ratings[*before->entry]), other))) {
            before = &row;
        }
    }
    if (now == nullptr || !now->t) {
        return now == nullptr ? "" : fmt::format("; no T: {}", reason_of(*now));
    }
    const auto goals_of = [&](const ScoreRow& row) {
        std::set<std::size_t> goals;
        for (const auto& rating : plan.ratings[*row.entry].levels) {
            if (rating.level) {
                goals.insert(rating.goal);
            }
        }
        return goals;
    };
    if (before != nullptr && goals_of(*before) == goals_of(*now)) {
        return fmt::format("; T {:.1f} -> {:.1f}", *before->t, *now->t);
    }
    return fmt::format("; T {:.1f} ({} of {})", *now->t, now->rated, counted(static_cast<std::size_t>(now->active), "goal"));
}

}  // namespace

std::variant<NewEntry, EditProblem> entry_of(const RateWords& words, const Plan& plan, const std::string& rater, Questions* questions)
{
    return EntryMaker(words, plan, questions).make(rater);
}

std::string told_of(const Plan& after, const NewEntry& entry, const RatingsPut& put)
{
    auto text = fmt::format("{} {}: ", after.id, entry_name(entry.date, entry.occasion, entry.rater));
    for (std::size_t i = 0; i < entry.levels.size(); ++i) {
        const auto& asked = entry.levels[i];
        const auto g = *find_goal(after, asked.goal);
        const auto& goal = after.goals[g];
        const auto& rated = *std::find_if(after.ratings.begin(), after.ratings.end(), [&](const auto& one) {
            return key_of(one) == EntryKey{entry.date, entry.occasion, entry.rater};
        });
        const auto* rating = rated.of(g);
        const auto said = rating_in_words(goal, asked.recorded);
        const auto level = rating->level ? to_string(*rating->level) : "";
        text += (i > 0 ? ", " : "") + asked.goal + " " + said + (level.empty() || level == said ? "" : " -> level " + level);
        const auto* last = EntryMaker::last_rating(after, g, entry);
        if (put.ratings[i].unchanged) {
            text += " (there already)";
        } else if (put.ratings[i].before == asked.recorded) {
            text += " (there already, now with its note)";
        } else if (!put.ratings[i].before.empty()) {
            text += fmt::format(" (instead of {})", rating_in_words(goal, put.ratings[i].before));
        } else if (last == nullptr) {
            text += " (first rating)";
        } else if (rating->level) {
            text += *last->level == *rating->level ? " (as before)" : fmt::format(" (was {})", to_string(*last->level));
        }
    }
    text += put.note_written ? std::string(entry.levels.empty() ? "" : ", ") + "a note" : entry.levels.empty() ? "nothing new" : "";
    return visible(text) + t_of(after, entry);
}

}  // namespace gas::app
