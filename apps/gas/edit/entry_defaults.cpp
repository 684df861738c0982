// SPDX-License-Identifier: MIT
#include "edit/entry_defaults.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "edit/plan_file.hpp"
#include "edit/rating.hpp"
#include "gas/diff/facts.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "git/git.hpp"

namespace gas::app {

namespace {

constexpr std::string_view review_occasion = "review";

/// The role of this rater's last entry before this one, else of the first after; nothing where no entry says one.
std::optional<Role> last_role(const Plan& plan, const NewEntry& entry)
{
    std::optional<Role> role;
    for (const auto i : in_time_order(plan)) {
        const auto& other = plan.ratings[i];
        if (other.rater == entry.rater && other.role && (!role || is_earlier(key_of(other), key_of(entry)))) {
            role = other.role;
        }
    }
    return role;
}

class Completion {
public:
    Completion(NewEntry& entry, const Plan& plan, const std::string& rater, Questions* questions)
        : entry_(entry), given_(entry), plan_(plan), rater_(rater), questions_(questions)
    {
    }

    std::optional<EditProblem> run()
    {
        using Step = bool (Completion::*)();
        constexpr std::array<Step, 3> steps = {&Completion::take_rater, &Completion::take_occasion, &Completion::take_role};
        std::vector<std::size_t> asked;
        for (std::size_t i = 0; i < steps.size();) {
            asked_ = false;
            if ((this->*steps[i])()) {
                asked_ ? asked.push_back(i) : void();
                ++i;
            } else if (questions_ == nullptr || !questions_->is_back() || !asked_) {
                return problem_ ? *problem_ : EditProblem{"stopped, nothing written", ""};
            } else if (!asked.empty()) {
                i = asked.back();
                asked.pop_back();
            }
        }
        return std::nullopt;
    }

private:
    bool fail(EditProblem problem)
    {
        problem_ = std::move(problem);
        return false;
    }

    std::optional<std::string> ask(const Question& question)
    {
        asked_ = true;
        return questions_->ask(question);
    }

    bool take_rater()
    {
        entry_.rater = given_.rater.empty() ? rater_ : given_.rater;
        if (entry_.rater.empty() && questions_ != nullptr) {
            const auto answer = ask({"Who rates?", "A code or initials, as in the plan's other entries; --rater or git config gas.rater answers for good", "",
                                     [](const std::string& name) { return name.empty() ? "name who rates; Ctrl-D stops" : ""; }});
            if (!answer) {
                return false;
            }
            entry_.rater = *answer;
        }
        return !entry_.rater.empty() || fail({"no rater is given", "name who rates: --rater AB, GAS_RATER=AB, or `git config gas.rater AB`"});
    }

    bool take_occasion()
    {
        entry_.occasion = given_.occasion;
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
            asked_ = false;
            return fail({fmt::format("{} has {} entries of {}: {}", entry_.rater, of_day.size(), to_string(entry_.date), all), "name one with --occasion"});
        }
        if (!of_day.empty() || !plan_.ratings.empty()) {
            entry_.occasion = of_day.empty() ? review_occasion : *of_day.begin();
            return true;
        }
        const std::string which = "the first rating: is it the baseline, or a review?";
        if (questions_ == nullptr) {
            return fail({"this is " + which, "say --occasion baseline or --occasion review"});
        }
        const auto answer = ask({"This is " + which, "The baseline says where goals start; change is counted from it", std::string(baseline_occasion)});
        entry_.occasion = answer.value_or("");
        return answer.has_value();
    }

    bool take_role()
    {
        entry_.role = given_.role;
        if (entry_.role || find_entry(plan_, entry_) != nullptr) {
            return true;
        }
        std::string near;
        for (const auto& entry : plan_.ratings) {
            if (entry.rater == entry_.rater) {
                entry_.role = last_role(plan_, entry_);
                return true;
            }
            near = folded_name(entry.rater) == folded_name(entry_.rater) ? fmt::format("; the plan has \"{}\"", entry.rater) : near;
        }
        const auto is_new = fmt::format("\"{}\" has not rated in this plan yet{}", entry_.rater, near);
        if (questions_ == nullptr) {
            return fail({is_new, "say in which role: --role practitioner, patient, caregiver or independent"});
        }
        const auto check = [](const std::string& word) { return from_word<Role>(word) ? "" : fmt::format("a role is {}", listed(words<Role>())); };
        const auto answer = ask({is_new + ". In which role?", listed(words<Role>()), "practitioner", check});
        entry_.role = answer ? from_word<Role>(*answer) : std::nullopt;
        return answer.has_value();
    }

    NewEntry& entry_;
    NewEntry given_;
    const Plan& plan_;
    const std::string& rater_;
    Questions* questions_;
    bool asked_ = false;  ///< in this step
    std::optional<EditProblem> problem_;
};

}  // namespace

std::string default_rater(const Console& console, const std::string& path)
{
    if (const auto rater = console.environment("GAS_RATER"); rater && !rater->empty()) {
        return on_one_line(*rater);
    }
    return on_one_line(run_git({"config", "gas.rater"}, "", path.empty() ? "" : folder_with(real_path(path))).out);
}

std::optional<EditProblem> complete_entry(NewEntry& entry, const Plan& plan, const std::string& rater, Questions* questions)
{
    return Completion(entry, plan, rater, questions).run();
}

std::variant<std::size_t, EditProblem> entry_there(const NewEntry& entry, const Plan& plan, const std::string& rater)
{
    const auto& by = entry.rater.empty() ? rater : entry.rater;
    const auto is_meant = [&](const RatingEntry& other) {
        return (by.empty() || other.rater == by) && (entry.occasion.empty() || other.occasion == entry.occasion);
    };
    std::vector<std::size_t> meant;
    std::string of_day;
    std::string those_meant;
    for (std::size_t i = 0; i < plan.ratings.size(); ++i) {
        const auto& other = plan.ratings[i];
        if (other.date == entry.date) {
            of_day += (of_day.empty() ? "" : "; ") + entry_name(other);
            is_meant(other) ? meant.push_back(i) : void();
            those_meant += is_meant(other) ? (those_meant.empty() ? "" : "; ") + entry_name(other) : "";
        }
    }
    if (meant.size() == 1) {
        return meant[0];
    }
    if (!meant.empty()) {
        return EditProblem{fmt::format("{} entries could be meant: {}", meant.size(), those_meant), "name one with --occasion and --rater"};
    }
    return EditProblem{fmt::format("there is no entry {}", entry_name(entry.date, entry.occasion, by)),
                       of_day.empty() ? "" : fmt::format("of that day there is: {}", of_day)};
}

}  // namespace gas::app
