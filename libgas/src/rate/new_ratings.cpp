// SPDX-License-Identifier: MIT
#include "gas/rate/new_ratings.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "syntax/edit_pieces.hpp"

namespace gas {

namespace rate {

namespace {

std::string path_of(const NewEntry& entry) { return "/ratings/" + dated_path(entry.date, {entry.occasion, entry.rater}); }

/// The facts of the plan by path; nothing where the text does not have that plan once and without error, of which the edit tells.
std::map<std::string, std::string> facts_in(const ReadResult& read, std::string_view plan_id)
{
    std::map<std::string, std::string> facts;
    for (const auto& one : read.plans) {
        if (plan_id.empty() || one.plan.id == plan_id) {
            facts.merge(fact_values(one.plan, one.ranges));
        }
    }
    return facts;
}

/// Whether positive levels of the plan stand without their plus, and none with it.
bool leaves_plus_out(const ReadResult& read, std::string_view plan_id)
{
    bool without = false;
    for (const auto& one : read.plans) {
        for (const auto& entry : one.plan.ratings) {
            for (const auto& rating : entry.levels) {
                if ((plan_id.empty() || one.plan.id == plan_id) && !rating.value && rating.level && *rating.level > Level::from_int(0) && !rating.word) {
                    if (rating.recorded.starts_with('+')) {
                        return false;
                    }
                    without = true;
                }
            }
        }
    }
    return without;
}

/// The facts of the rating at `path`.
std::vector<FactValue> rating_facts(const std::string& path, const NewRating& rating, bool without_plus)
{
    std::vector<FactValue> facts = {{path, without_plus && rating.recorded.starts_with('+') ? rating.recorded.substr(1) : rating.recorded}};
    if (!rating.note.empty()) {
        facts.push_back({path + "/note", rating.note});
    }
    if (!rating.source.empty()) {
        facts.push_back({path + "/source", rating.source});
    }
    return facts;
}

std::vector<FactValue> entry_facts(const NewEntry& entry, bool without_plus)
{
    const auto path = path_of(entry);
    std::vector<FactValue> facts = {{path, ""}};
    if (entry.role) {
        facts.push_back({path + "/role", std::string(to_string(*entry.role))});
    }
    if (!entry.note.empty()) {
        facts.push_back({path + "/note", entry.note});
    }
    for (const auto& rating : entry.levels) {
        const auto of_goal = rating_facts(path + "/" + rating_step(rating.goal), rating, without_plus);
        facts.insert(facts.end(), of_goal.begin(), of_goal.end());
    }
    return facts;
}

syntax::Piece piece_with(const NewEntry& entry)
{
    std::vector<syntax::Assignment> all;
    for (const auto& fact : entry_facts(entry, false)) {
        const auto assignments = syntax::assignments_of(fact);
        all.insert(all.end(), assignments->begin(), assignments->end());
    }
    return syntax::piece_of(all, 1);
}

/// A text under edit.
class Edited {
public:
    Edited(std::string_view text, const ReadResult& read, std::string_view plan_id, bool update)
        : text_(text), plan_id_(plan_id), update_(update), facts_(facts_in(read, plan_id))
    {
    }

    [[nodiscard]] std::string said(const std::string& path) const
    {
        const auto found = facts_.find(path);
        return found != facts_.end() ? found->second : "";
    }
    [[nodiscard]] bool has(const std::string& path) const { return facts_.contains(path); }
    [[nodiscard]] bool good() const { return !problem_; }

    /// Makes the fact so; what says something else already is refused without `update`. `what` names it to people.
    void make(const FactValue& fact, const std::string& what)
    {
        const auto before = said(fact.path);
        if (problem_ || before == fact.value) {
            return;
        }
        if (!before.empty() && !update_) {
            problem_ =
                EditProblem{fmt::format("{} is there already: \"{}\", not \"{}\"", what, before, fact.value), "--update writes the new one in its place"};
            return;
        }
        take(set_fact(text_, plan_id_, fact));
    }
    void put_in(const std::vector<FactValue>& facts) { good() ? take(insert_facts(text_, plan_id_, facts)) : void(); }

    std::variant<RatingsPut, EditProblem> result(RatingsPut put)
    {
        put.text = std::move(text_);
        return problem_ ? std::variant<RatingsPut, EditProblem>(std::move(*problem_)) : std::move(put);
    }

private:
    void take(EditedText edited)
    {
        if (auto* wrong = std::get_if<EditProblem>(&edited)) {
            problem_ = std::move(*wrong);
        } else {
            text_ = std::get<std::string>(std::move(edited));
        }
    }

    std::string text_;
    std::string plan_id_;
    bool update_;
    std::map<std::string, std::string> facts_;
    std::optional<EditProblem> problem_;
};

}  // namespace

}  // namespace rate

EntryKey key_of(const NewEntry& entry) { return {entry.date, entry.occasion, entry.rater}; }

const RatingEntry* find_entry(const Plan& plan, const NewEntry& entry)
{
    const auto found = std::find_if(plan.ratings.begin(), plan.ratings.end(), [&](const RatingEntry& one) { return key_of(one) == key_of(entry); });
    return found != plan.ratings.end() ? &*found : nullptr;
}

std::variant<RatingsPut, EditProblem> put_ratings(std::string_view text, std::string_view plan_id, const NewEntry& entry, bool update)
{
    const auto read = read_plan_bytes(text);
    rate::Edited edited(text, read, plan_id, update);
    const auto path = rate::path_of(entry);
    const bool without_plus = rate::leaves_plus_out(read, plan_id);
    RatingsPut put;
    put.new_entry = !edited.has(path);
    put.note_before = edited.said(path + "/note");
    put.role_before = edited.said(path + "/role");
    put.note_written = put.note_before != entry.note && !entry.note.empty();
    for (const auto& rating : entry.levels) {
        const auto of_goal = path + "/" + rating_step(rating.goal);
        const auto same = [&](const std::string& key, const std::string& value) { return value.empty() || edited.said(of_goal + key) == value; };
        const bool unchanged = same("", rating.recorded) && same("/note", rating.note) && same("/source", rating.source);
        put.ratings.push_back({rating.goal, edited.said(of_goal), edited.said(of_goal + "/note"), unchanged});
    }
    if (put.new_entry) {
        edited.put_in(rate::entry_facts(entry, without_plus));
        return edited.result(std::move(put));
    }
    const auto in_entry = fmt::format("in the entry {}", entry_name(entry.date, entry.occasion, entry.rater));
    if (entry.role) {
        edited.make({path + "/role", std::string(to_string(*entry.role))}, "a role " + in_entry);
    }
    if (!entry.note.empty()) {
        edited.make({path + "/note", entry.note}, "a note " + in_entry);
    }
    for (const auto& rating : entry.levels) {
        const auto of_goal = path + "/" + rating_step(rating.goal);
        const auto facts = rate::rating_facts(of_goal, rating, without_plus);
        if (!edited.has(of_goal)) {
            edited.put_in(facts);
            continue;
        }
        edited.make({of_goal, rating.recorded}, fmt::format("a rating of goal \"{}\" {}", rating.goal, in_entry));
        for (std::size_t i = 1; i < facts.size(); ++i) {
            edited.make(facts[i], fmt::format("what goes with the rating of goal \"{}\" {}", rating.goal, in_entry));
        }
    }
    return edited.result(std::move(put));
}

EditedText take_ratings(std::string_view text, std::string_view plan_id, const NewEntry& entry)
{
    const auto path = rate::path_of(entry);
    const auto facts = rate::facts_in(read_plan_bytes(text), plan_id);
    std::set<std::string> goals;
    for (const auto& fact : facts) {
        const auto rest = fact.first.starts_with(path + "/") ? fact.first.substr(path.size() + 1) : "/";
        if (rest.find('/') == std::string::npos && rest != "role" && rest != "note") {
            goals.insert(rest);
        }
    }
    for (const auto& rating : entry.levels) {
        if (!facts.contains(path + "/" + rating_step(rating.goal))) {
            return EditProblem{fmt::format("the entry {} has no rating of goal \"{}\"", entry_name(entry.date, entry.occasion, entry.rater), rating.goal), ""};
        }
        goals.erase(rating_step(rating.goal));
    }
    if (goals.empty()) {
        return remove_fact(text, plan_id, path);
    }
    std::string now(text);
    std::set<std::string> steps;  // a goal may be named twice
    for (const auto& rating : entry.levels) {
        steps.insert(rating_step(rating.goal));
    }
    for (const auto& step : steps) {
        auto less = remove_fact(now, plan_id, fmt::format("{}/{}", path, step));
        if (std::holds_alternative<EditProblem>(less)) {
            return less;
        }
        now = std::get<std::string>(std::move(less));
    }
    return now;
}

std::string entry_lines(const NewEntry& entry) { return syntax::block_text(rate::piece_with(entry), 2); }

std::string lines_in_entry(const NewEntry& entry)
{
    std::string lines;
    for (const auto& key : rate::piece_with(entry).children) {
        const bool names_it = key.step.name == "date" || key.step.name == "occasion" || key.step.name == "rater";
        lines += names_it ? "" : syntax::block_text(key, 4);
    }
    return lines;
}

}  // namespace gas
