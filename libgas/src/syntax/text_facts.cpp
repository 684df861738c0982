// SPDX-License-Identifier: MIT
#include "text_facts.hpp"

#include <algorithm>
#include <iterator>

#include "gas/diff/diff_plans.hpp"
#include "gas/text/phrases.hpp"

namespace gas::syntax {

namespace {

/// Ids of one list of a plan, and the words that say what they stand for.
struct Worded {
    std::string id;
    std::string words;
};

template <typename List, typename Words>
std::vector<Worded> worded(const List& list, Words words)
{
    std::vector<Worded> all;
    for (const auto& one : list) {
        all.push_back({one.id, words(one)});
    }
    return all;
}

constexpr std::string_view other_mark = "~old";  // as names_in() has it

using Names = std::map<std::string, std::string>;

/// Each id's name in the base: the id that has its words there. Where none has, its own, unless that now is another's; `reworded` says whether the words of
/// what keeps its id may change.
Names names_by_words(const std::vector<Worded>& side, const std::vector<Worded>& base, bool reworded)
{
    std::map<std::string_view, std::vector<std::string_view>> by_words;
    std::map<std::string_view, std::string_view> words_of;
    for (const auto& [id, words] : base) {
        by_words[words].push_back(id);
        words_of.emplace(id, words);
    }
    std::map<std::string_view, std::size_t> count;
    for (const auto& one : side) {
        ++count[one.words];
    }
    Names names;
    std::set<std::string_view> taken;
    for (const auto& [id, words] : side) {
        const auto was = words_of.find(id);
        const auto found = by_words.find(words);
        const bool kept = was != words_of.end() && was->second == words;
        if (kept || (!words.empty() && count[words] == 1 && found != by_words.end() && found->second.size() == 1)) {
            taken.insert(kept ? was->first : found->second.front());
            names[id] = kept ? id : std::string(found->second.front());
        }
    }
    for (const auto& one : side) {
        const bool other = taken.contains(one.id) || (!reworded && words_of.contains(one.id));
        names.emplace(one.id, one.id + (other ? std::string(other_mark) : ""));
    }
    return names;
}

/// Names in the base of all that a plan refers to by id.
struct ReferredNames {
    FactNames facts;
    Names goals, needs, interventions, measures;
};

/// Names of a plan's goals in paths; what is doubtful has one that the base has not.
void part_doubtful_goals(const Plan& plan, const Plan* base, const DoubtfulIds& doubtful, std::vector<std::string>& names)
{
    std::set<std::string_view> in_base;
    if (base != nullptr) {
        std::transform(base->goals.begin(), base->goals.end(), std::inserter(in_base, in_base.end()),
                       [](const Goal& goal) { return std::string_view(goal.id); });
    }
    const auto replaced = base != nullptr && !doubtful.replaced.empty() ? replaced_goals(*base, plan) : std::set<std::string>();
    for (std::size_t g = 0; g < names.size(); ++g) {
        const auto id = names[g];
        const bool is_new = !in_base.contains(id) || (doubtful.replaced.contains(id) && replaced.contains(id));
        if (is_new && !id.ends_with(other_mark) && (in_base.contains(id) || doubtful.contested.contains(plan.goals[g].id))) {
            names[g] += other_mark;
        }
        names[g] += is_new && doubtful.contested.contains(plan.goals[g].id) ? plan.goals[g].title : "";
    }
}

using Renamed = std::set<std::pair<std::string, std::string>>;

void note_renamed(const std::vector<std::string>& own, const std::vector<std::string>& in_base, Renamed& renamed)
{
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i] != in_base[i]) {
            renamed.emplace(own[i], in_base[i]);
        }
    }
}

/// Takes back names of the base that no side gave.
void keep_renamed(const std::vector<std::string>& own, const std::vector<std::string>& base, const Renamed& renamed, std::vector<std::string>& names)
{
    const std::set<std::string_view> in_base(base.begin(), base.end());
    for (std::size_t i = 0; i < own.size(); ++i) {
        if (own[i] != names[i] && !names[i].ends_with(other_mark) && !renamed.contains({own[i], names[i]})) {
            names[i] = own[i] + (in_base.contains(own[i]) ? std::string(other_mark) : "");
        }
    }
}

ReferredNames names_of(const Plan& plan, const Plan* base, const DoubtfulIds& doubtful)
{
    const auto own = own_names(plan);
    ReferredNames names{base != nullptr ? names_in(plan, *base) : own, {}, {}, {}, {}};
    if (base != nullptr) {
        const auto base_names = own_names(*base);
        keep_renamed(own.goals, base_names.goals, doubtful.goals, names.facts.goals);
        // an entry of another date is one that was moved only where it surely rates the same goals
        keep_renamed(own.entries, base_names.entries, doubtful.replaced.empty() ? doubtful.entries : Renamed(), names.facts.entries);
    }
    part_doubtful_goals(plan, base, doubtful, names.facts.goals);
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        names.goals.emplace(plan.goals[g].id, names.facts.goals[g]);
    }
    if (base != nullptr) {
        const auto text = [](const auto& one) { return one.text; };
        const auto title = [](const auto& one) { return one.title; };
        names.needs = names_by_words(worded(plan.needs, text), worded(base->needs, text), false);
        names.interventions = names_by_words(worded(plan.interventions, text), worded(base->interventions, text), false);
        names.measures = names_by_words(worded(plan.measures, title), worded(base->measures, title), true);
    }
    return names;
}

std::string named(const std::string& id, const Names& names)
{
    const auto found = names.find(id);
    return found != names.end() ? found->second : id;
}

/// The same of a list of ids, "a, b".
std::string each_named(std::string_view ids, const Names& names)
{
    std::set<std::string> all;
    while (!ids.empty()) {
        const auto end = std::min(ids.find(", "), ids.size());
        all.insert(named(std::string(ids.substr(0, end)), names));
        ids.remove_prefix(std::min(end + 2, ids.size()));
    }
    std::string text;
    for (const auto& name : all) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

NamedFact named_fact(const Fact& fact, const ReferredNames& names, const std::string& id)
{
    switch (fact.kind) {
    case FactKind::goal_replaces: return {id, fact.path, named(fact.value, names.goals)};
    case FactKind::goal_addresses: return {id, fact.path, each_named(fact.value, names.needs)};
    case FactKind::goal_interventions:
    case FactKind::session_used: return {id, fact.path, each_named(fact.value, names.interventions)};
    case FactKind::reading: return {id, "/measures/" + as_step(named(fact.name, names.measures)) + fact.path.substr(fact.path.rfind("/readings/")), fact.value};
    default: return {id, fact.path, fact.value};
    }
}

/// Calls `see` with each plan of a side, the one of the base that it is a version of, if any, and its id as NamedFact has it.
template <typename See>
void for_each_version(const ReadResult& side, const ReadResult& base, See see)
{
    std::map<std::string_view, std::vector<const ReadPlan*>> in_base;
    for (const auto& read : base.plans) {
        in_base[read.plan.id].push_back(&read);
    }
    std::map<std::string, std::size_t> seen;
    for (const auto& read : side.plans) {
        const auto found = in_base.find(read.plan.id);
        const bool only = found == in_base.end() && base.plans.size() == 1;
        auto id = only ? base.plans[0].plan.id : read.plan.id;
        const auto number = seen[id]++;
        const auto* was = only ? base.plans.data() : found == in_base.end() ? nullptr : found->second[std::min(number, found->second.size() - 1)];
        id += number > 0 ? "#" + std::to_string(number + 1) : "";
        see(read, was, id);
    }
}

}  // namespace

DoubtfulGoals doubtful_goals(const ReadResult& ours, const ReadResult& theirs, const ReadResult& base)
{
    DoubtfulGoals doubtful;
    std::map<std::string, const Plan*> our_plans;
    for (const auto* side : {&ours, &theirs}) {
        for_each_version(*side, base, [&](const ReadPlan& read, const ReadPlan* was, const std::string& id) {
            auto& ids = doubtful[id];
            if (was != nullptr) {
                ids.replaced.merge(replaced_goals(was->plan, read.plan));
                const auto own = own_names(read.plan);
                const auto names = names_in(read.plan, was->plan);
                note_renamed(own.goals, names.goals, ids.goals);
                note_renamed(own.entries, names.entries, ids.entries);
            }
            if (side == &ours) {
                our_plans[id] = &read.plan;
            } else if (const auto our_plan = our_plans.find(id); our_plan != our_plans.end()) {
                ids.contested = other_goals(*our_plan->second, read.plan);
            }
        });
    }
    return doubtful;
}

std::vector<NamedFact> named_facts(const ReadResult& side, const ReadResult& base, const DoubtfulGoals& doubtful)
{
    std::vector<NamedFact> all;
    for_each_version(side, base, [&](const ReadPlan& read, const ReadPlan* was, const std::string& id) {
        const auto ids = doubtful.find(id);
        const auto names = names_of(read.plan, was != nullptr ? &was->plan : nullptr, ids != doubtful.end() ? ids->second : DoubtfulIds());
        for (const auto& fact : facts_of(read.plan, read.ranges, names.facts)) {
            all.push_back(named_fact(fact, names, id));
        }
    });
    return all;
}

FactMap facts_by_path(const ReadResult& text)
{
    FactMap facts;
    for (const auto& read : text.plans) {
        for (auto& fact : facts_of(read.plan, read.ranges, own_names(read.plan))) {
            facts[read.plan.id + fact.path] = std::move(fact.value);
        }
    }
    return facts;
}

std::set<std::string_view> comments_of(std::string_view text)
{
    std::set<std::string_view> comments;
    while (!text.empty()) {
        const auto line = take_line(text);
        for (auto hash = line.find('#'); hash != std::string_view::npos; hash = line.find('#', hash + 1)) {
            if (hash == 0 || line[hash - 1] == ' ' || line[hash - 1] == '\t') {
                const auto comment = line.substr(hash);
                comments.insert(comment.substr(0, comment.find_last_not_of(" \t\r\n") + 1));
                break;
            }
        }
    }
    return comments;
}

}  // namespace gas::syntax
