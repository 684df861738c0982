// SPDX-License-Identifier: MIT
#include "edit/rating.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "gas/diff/facts.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"

namespace gas::app {

namespace {

constexpr std::string_view review_occasion = "review";

/// A text of one line: line breaks become blanks.
std::string on_one_line(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    return text;
}

/// The rater by the option, the environment or git's configuration; empty where none of them says.
std::string known_rater(const RateWords& words, const Console& console)
{
    if (!words.rater.empty()) {
        return words.rater;
    }
    if (const auto rater = console.environment("GAS_RATER"); rater && !rater->empty()) {
        return *rater;
    }
    auto configured = run_git({"config", "gas.rater"}).out;
    configured.resize(configured.find_last_not_of("\r\n") + 1);
    return configured;
}

/// Takes what the words leave out from the plan, or asks for it.
class EntryMaker {
public:
    EntryMaker(const RateWords& words, const Plan& plan, Questions* questions) : words_(words), plan_(plan), questions_(questions) { entry_.date = words.day; }

    std::variant<NewEntry, EditProblem> make(std::string rater)
    {
        if (take_rater(std::move(rater)) && take_occasion() && take_role() && (words_.ratings.empty() ? ask_ratings() : take_ratings()) && take_notes()) {
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

    bool take_rater(std::string rater)
    {
        if (rater.empty() && questions_ != nullptr) {
            const auto answer =
                questions_->ask({"Who rates?", "A code or initials, as in the plan's other entries; --rater or git config gas.rater answers for good"});
            if (!answer) {
                return false;
            }
            rater = *answer;
        }
        entry_.rater = rater;
        return !rater.empty() || fail({"no rater is given", "name who rates: --rater AB, GAS_RATER=AB, or `git config gas.rater AB`"});
    }

    bool take_occasion()
    {
        entry_.occasion = words_.occasion;
        if (!entry_.occasion.empty()) {
            return true;
        }
        std::set<std::string> of_day;
        for (const auto& entry : plan_.ratings) {
            if (entry.rater == entry_.rater && entry.date == entry_.date) {
                of_day.insert(entry.occasion);
            }
        }
        if (of_day.size() > 1) {
            std::string all;
            for (const auto& occasion : of_day) {
                all += (all.empty() ? "" : " and ") + (occasion.empty() ? std::string("one without a name") : occasion);
            }
            return fail({fmt::format("{} has two entries of {}: {}", entry_.rater, to_string(entry_.date), all), "name one with --occasion"});
        }
        if (of_day.size() == 1) {
            entry_.occasion = *of_day.begin();
            return true;
        }
        if (!plan_.ratings.empty()) {
            entry_.occasion = review_occasion;
            return true;
        }
        const std::string which = "the first rating: is it the baseline, or a review?";
        if (questions_ == nullptr) {
            return fail({"this is " + which, "say --occasion baseline or --occasion review"});
        }
        const auto answer =
            questions_->ask({"This is " + which, "The baseline says where goals start; change is counted from it", std::string(baseline_occasion)});
        entry_.occasion = answer.value_or("");
        return answer.has_value();
    }

    bool take_role()
    {
        if (!words_.role.empty()) {
            entry_.role = from_word<Role>(words_.role);
            return true;
        }
        bool known = false;
        std::set<std::string_view> raters;
        for (const auto i : in_time_order(plan_)) {
            const auto& entry = plan_.ratings[i];
            raters.insert(entry.rater);
            if (entry.rater == entry_.rater) {
                known = true;
                entry_.role = entry.role ? entry.role : entry_.role;
            }
        }
        if (known) {
            return true;
        }
        std::string near;
        for (const auto& rater : raters) {
            near = folded_name(rater) == folded_name(entry_.rater) ? fmt::format("; the plan has \"{}\"", rater) : near;
        }
        if (questions_ == nullptr) {
            return fail({fmt::format("\"{}\" has not rated in this plan yet{}", entry_.rater, near),
                         "say in which role: --role practitioner, patient, caregiver or independent"});
        }
        const auto check = [](const std::string& word) { return from_word<Role>(word) ? "" : fmt::format("a role is {}", listed(words<Role>())); };
        const auto answer = questions_->ask(
            {fmt::format("\"{}\" has not rated in this plan yet{}. In which role?", entry_.rater, near), listed(words<Role>()), "practitioner", check});
        entry_.role = answer ? from_word<Role>(*answer) : std::nullopt;
        return answer.has_value();
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

std::variant<NewEntry, EditProblem> entry_of(const RateWords& words, const Plan& plan, const Console& console, Questions* questions)
{
    return EntryMaker(words, plan, questions).make(known_rater(words, console));
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
