// SPDX-License-Identifier: MIT
#include "pairing.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "gas/diff/diff_plans.hpp"

namespace gas::diff {

namespace {

using Partners = std::vector<std::optional<std::size_t>>;

/// Pairs what has no partner yet and the same key, and only there where each side has one such; with `in_order`, the first with the first, and so on.
/// Treats both sides alike, so that a comparison the other way round pairs the same. An empty key pairs with nothing.
template <typename OldKey, typename NewKey>
void pair_by(Partners& of_old, Partners& of_new, OldKey old_key, NewKey new_key, bool in_order)
{
    std::map<std::string, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> groups;
    for (std::size_t i = 0; i < of_old.size(); ++i) {
        if (!of_old[i]) {
            groups[old_key(i)].first.push_back(i);
        }
    }
    for (std::size_t i = 0; i < of_new.size(); ++i) {
        if (!of_new[i]) {
            groups[new_key(i)].second.push_back(i);
        }
    }
    for (const auto& [key, sides] : groups) {
        const auto& [olds, news] = sides;
        if (key.empty() || (!in_order && (olds.size() != 1 || news.size() != 1))) {
            continue;
        }
        for (std::size_t k = 0; k < olds.size() && k < news.size(); ++k) {
            of_old[olds[k]] = news[k];
            of_new[news[k]] = olds[k];
        }
    }
}

std::string scale_key(const Goal& goal)
{
    std::string key;
    for (const auto& step : goal.scale) {
        key += to_string(step.level) + '\0' + step.text + '\0';
    }
    return key;
}

/// What an entry recorded, with each goal under the name that `name_of` gives it.
template <typename NameOf>
std::string ratings_key(const RatingEntry& entry, NameOf name_of)
{
    std::map<std::string, std::string> ratings;
    for (const auto& rating : entry.levels) {
        ratings[name_of(rating.goal)] = recorded_text(rating);
    }
    std::string key;
    for (const auto& [goal, recorded] : ratings) {
        key.append(goal).append(1, '\0').append(recorded).append(1, '\0');
    }
    return key;
}

/// `key` of goals, less where two goals of one plan have the same: that tells nothing of which goal it is.
template <typename Key>
auto only_own(const Plan& old_plan, const Plan& new_plan, Key key)
{
    std::set<std::string> shared;
    for (const auto* plan : {&old_plan, &new_plan}) {
        std::set<std::string> seen;
        for (const auto& goal : plan->goals) {
            if (auto of_goal = key(goal); !seen.insert(of_goal).second) {
                shared.insert(std::move(of_goal));
            }
        }
    }
    return [key, shared = std::move(shared)](const Goal& goal) {
        auto of_goal = key(goal);
        return shared.contains(of_goal) ? std::string() : of_goal;
    };
}

/// An id that was given to another goal says less than what two of id, title and scale say together; alone it says more than nothing.
void pair_goals(const Plan& old_plan, const Plan& new_plan, Pairing& pairing)
{
    const auto by = [&](auto key, bool in_order) {
        pair_by(
            pairing.new_goal, pairing.old_goal, [&](std::size_t i) { return key(old_plan.goals[i]); }, [&](std::size_t i) { return key(new_plan.goals[i]); },
            in_order);
    };
    const auto title = [](const Goal& goal) { return goal.title; };
    const auto own_title = only_own(old_plan, new_plan, title);
    const auto own_scale = only_own(old_plan, new_plan, scale_key);
    const auto with_id = [](const Goal& goal, const std::string& words) { return words.empty() ? words : goal.id + '\0' + words; };
    const auto words = [](const Goal& goal) { return goal.title.empty() && goal.scale.empty() ? "" : goal.title + '\0' + scale_key(goal); };
    by([&](const Goal& goal) { return with_id(goal, words(goal)); }, true);
    by(words, true);
    by([&](const Goal& goal) { return with_id(goal, own_title(goal)); }, false);
    by([&](const Goal& goal) { return with_id(goal, own_scale(goal)); }, false);
    by(title, false);
    by(scale_key, false);
    by([](const Goal& goal) { return goal.id; }, true);
}

void pair_entries(const Plan& old_plan, const Plan& new_plan, Pairing& pairing)
{
    // a goal is named by its number in the new plan, or by its own id where only one side has it
    const auto old_name = [&](std::size_t g) { return pairing.new_goal[g] ? std::to_string(*pairing.new_goal[g]) : "-" + old_plan.goals[g].id; };
    const auto new_name = [&](std::size_t g) { return pairing.old_goal[g] ? std::to_string(g) : "+" + new_plan.goals[g].id; };
    const auto by = [&](auto key, bool with_ratings) {
        const auto whole = [&](const RatingEntry& entry, auto name_of) {
            const auto ratings = with_ratings ? ratings_key(entry, name_of) : std::string();
            return with_ratings && ratings.empty() ? std::string() : key(entry) + '\0' + ratings;
        };
        pair_by(
            pairing.new_entry, pairing.old_entry, [&](std::size_t i) { return whole(old_plan.ratings[i], old_name); },
            [&](std::size_t i) { return whole(new_plan.ratings[i], new_name); }, !with_ratings);
    };
    by([](const RatingEntry& entry) { return entry_path(entry); }, false);
    by([](const RatingEntry& entry) { return to_string(entry.date); }, true);
    by([](const RatingEntry& entry) { return entry.occasion + '\0' + entry.rater; }, true);
}

/// Pairs equal entries at the beginning and the end, where goals have kept their places, so that equal numbers mean equal goals.
void pair_equal_entries(const Plan& old_plan, const Plan& new_plan, Pairing& pairing)
{
    for (std::size_t g = 0; g < pairing.new_goal.size(); ++g) {
        if (pairing.new_goal[g] != g) {
            return;
        }
    }
    const auto& olds = old_plan.ratings;
    const auto& news = new_plan.ratings;
    const auto shorter = std::min(olds.size(), news.size());
    auto& first = pairing.equal_first;
    auto& last = pairing.equal_last;
    for (; first < shorter && olds[first] == news[first]; ++first) {
        pairing.new_entry[first] = pairing.old_entry[first] = first;
    }
    for (; first + last < shorter && olds[olds.size() - last - 1] == news[news.size() - last - 1]; ++last) {
        pairing.new_entry[olds.size() - last - 1] = news.size() - last - 1;
        pairing.old_entry[news.size() - last - 1] = olds.size() - last - 1;
    }
}

/// own_names() less those of equal entries.
FactNames names_of_others(const Plan& plan, const Pairing& pairing)
{
    FactNames names;
    for (const auto& goal : plan.goals) {
        names.goals.push_back(goal.id);
    }
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        names.entries.push_back(pairing.is_equal(e, plan.ratings.size()) ? "" : entry_path(plan.ratings[e]));
    }
    return names;
}

}  // namespace

Pairing pair_goals_up(const Plan& old_plan, const Plan& new_plan)
{
    Pairing pairing;
    pairing.new_goal.resize(old_plan.goals.size());
    pairing.old_goal.resize(new_plan.goals.size());
    pair_goals(old_plan, new_plan, pairing);
    return pairing;
}

Pairing pair_up(const Plan& old_plan, const Plan& new_plan, bool complete)
{
    auto pairing = pair_goals_up(old_plan, new_plan);
    pairing.new_entry.resize(old_plan.ratings.size());
    pairing.old_entry.resize(new_plan.ratings.size());
    if (complete) {
        pair_equal_entries(old_plan, new_plan, pairing);
    }
    pair_entries(old_plan, new_plan, pairing);
    return pairing;
}

FactNames names_by(const Pairing& pairing, const Plan& old_plan, const Plan& new_plan, FactNames& new_names)
{
    auto names = names_of_others(old_plan, pairing);
    new_names = names_of_others(new_plan, pairing);
    const auto settle = [](std::vector<std::string>& own, const Partners& partners, const std::vector<std::string>& others) {
        const std::set<std::string_view> taken(others.begin(), others.end());
        for (std::size_t i = 0; i < own.size(); ++i) {
            if (partners[i]) {
                own[i] = others[*partners[i]];
            } else if (taken.contains(own[i])) {
                own[i] += "~old";
            }
        }
    };
    settle(names.goals, pairing.new_goal, new_names.goals);
    settle(names.entries, pairing.new_entry, new_names.entries);
    return names;
}

}  // namespace gas::diff

namespace gas {

namespace {

std::map<std::string_view, std::size_t> first_by_id(const std::vector<PlanKey>& plans)
{
    std::map<std::string_view, std::size_t> first;
    for (std::size_t i = 0; i < plans.size(); ++i) {
        first.emplace(plans[i].id, i);
    }
    return first;
}

}  // namespace

std::vector<PlanPair> pair_plans(const std::vector<PlanKey>& old_plans, const std::vector<PlanKey>& new_plans)
{
    diff::Partners of_old(old_plans.size());
    diff::Partners of_new(new_plans.size());
    const auto by = [&](auto key, bool in_order) {
        diff::pair_by(
            of_old, of_new, [&](std::size_t i) { return key(old_plans[i]); }, [&](std::size_t i) { return key(new_plans[i]); }, in_order);
    };
    by([](const PlanKey& plan) { return plan.id; }, false);
    // a file with a copy of a plan makes its id one of two: the path then tells which is which
    by([](const PlanKey& plan) { return plan.path + '\0' + plan.id; }, true);
    by([](const PlanKey& plan) { return "/" + plan.path; }, true);
    const auto first_of_old = first_by_id(old_plans);
    const auto first_of_new = first_by_id(new_plans);
    const auto again = [](const auto& firsts, const PlanKey& plan) {
        const auto first = firsts.find(plan.id);
        return !plan.id.empty() && first != firsts.end() ? std::optional(first->second) : std::nullopt;
    };
    std::vector<PlanPair> pairs;
    for (std::size_t n = 0; n < new_plans.size(); ++n) {
        const auto known = of_new[n] ? std::nullopt : again(first_of_old, new_plans[n]);
        pairs.push_back({known ? known : of_new[n], n, known.has_value(), false});
    }
    for (std::size_t o = 0; o < old_plans.size(); ++o) {
        if (!of_old[o]) {
            const auto known = again(first_of_new, old_plans[o]);
            pairs.push_back({o, known, false, known.has_value()});
        }
    }
    return pairs;
}

}  // namespace gas
