// SPDX-License-Identifier: MIT
#include "gas/summary/rater_pairs.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "gas/score/score_row.hpp"
#include "gas/score/t_score.hpp"

namespace gas {

std::optional<WeightProblem> RaterEntries::add(const Plan& plan, int set)
{
    if (auto wrong = check_options(options_); !wrong.empty()) {
        return WeightProblem{0, std::move(wrong), ""};
    }
    auto weights = weights_of(plan, options_.weighting);
    if (auto* problem = std::get_if<WeightProblem>(&weights)) {
        return std::move(*problem);
    }
    participants_.insert(plan.id);
    for (const auto& rated : plan.ratings) {
        if (!options_.occasion.empty() && rated.occasion != options_.occasion) {
            continue;
        }
        Entry entry;
        entry.participant = plan.id;
        entry.when = (rated.day() ? to_string(*rated.day()) : std::string()) + " " + rated.occasion;
        entry.rater = rated.rater;
        entry.role = rated.role ? std::string(to_string(*rated.role)) : "";
        entry.set = set;
        entry.rho = rho_of(plan, options_);
        for (const auto& rating : rated.levels) {
            if (rating.level) {
                entry.levels.push_back(
                    {plan.goals[rating.goal].id, analysed(*rating.level, options_.half_level).value(), std::get<GoalWeights>(weights).weights[rating.goal]});
            }
        }
        entries_.push_back(std::move(entry));
    }
    return std::nullopt;
}

void RaterEntries::take(RaterEntries&& other)
{
    entries_.insert(entries_.end(), std::make_move_iterator(other.entries_.begin()), std::make_move_iterator(other.entries_.end()));
    other.entries_.clear();
    participants_.merge(other.participants_);
}

std::set<std::string> RaterEntries::raters() const
{
    std::set<std::string> names;
    for (const auto& entry : entries_) {
        names.insert(entry.rater);
    }
    return names;
}

std::set<std::string> RaterEntries::roles() const
{
    std::set<std::string> names;
    for (const auto& entry : entries_) {
        names.insert(entry.role);
    }
    names.erase("");
    return names;
}

template <typename SideOf>
RaterPairs RaterEntries::pair_by(SideOf side_of, std::size_t& ambiguous) const
{
    struct Occasion {
        std::array<const Entry*, 2> entries{};
        bool twice = false;
    };
    std::map<std::pair<std::string, std::string>, Occasion> occasions;
    for (const auto& entry : entries_) {
        const std::optional<std::size_t> side = side_of(entry);
        if (side) {
            auto& occasion = occasions[{entry.participant, entry.when}];
            occasion.twice = occasion.twice || occasion.entries[*side] != nullptr;
            occasion.entries[*side] = &entry;
        }
    }
    RaterPairs pairs;
    pairs.other_entries = static_cast<std::size_t>(std::count_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return !side_of(entry); }));
    std::vector<std::pair<double, double>> levels;
    std::set<std::string> participants;
    for (const auto& [key, occasion] : occasions) {
        const auto& [first, second] = occasion.entries;
        if (first == nullptr || second == nullptr || occasion.twice) {
            ambiguous += occasion.twice ? 1 : 0;
            pairs.lone_entries += occasion.twice ? 0 : 1;
            continue;
        }
        std::vector<double> a;
        std::vector<double> b;
        std::vector<double> weights;
        for (const auto& mine : first->levels) {
            const auto other = std::find_if(second->levels.begin(), second->levels.end(), [&](const auto& theirs) { return theirs.goal == mine.goal; });
            if (other != second->levels.end()) {
                a.push_back(mine.level);
                b.push_back(other->level);
                weights.push_back(mine.weight);
                levels.emplace_back(mine.level, other->level);
            }
        }
        pairs.lone_goals += first->levels.size() + second->levels.size() - 2 * a.size();
        const auto t_a = t_score(a, weights, first->rho);
        const auto t_b = t_score(b, weights, first->rho);
        if (t_a && t_b) {
            pairs.t_first.push_back(*t_a);
            pairs.t_second.push_back(*t_b);
        }
        if (!a.empty()) {
            participants.insert(key.first);
        }
    }
    for (const auto& [x, y] : levels) {
        pairs.lowest_level = std::min({pairs.lowest_level, static_cast<int>(x), static_cast<int>(y)});
    }
    const auto categories = static_cast<std::size_t>(2 - pairs.lowest_level) + 1;
    pairs.levels.assign(categories, std::vector<double>(categories, 0.0));
    for (const auto& [x, y] : levels) {
        pairs.levels[static_cast<std::size_t>(x - pairs.lowest_level)][static_cast<std::size_t>(y - pairs.lowest_level)] += 1;
    }
    pairs.goals = levels.size();
    pairs.participants = participants.size();
    pairs.unpaired_participants = participants_.size() - participants.size();
    return pairs;
}

RaterPairs RaterEntries::pair_up(const RaterChoice& choice, std::size_t& ambiguous) const
{
    auto pairs = pair_by(
        [&](const Entry& entry) -> std::optional<std::size_t> {
            const auto& name = choice.by_role ? entry.role : entry.rater;
            return name == choice.first ? std::optional<std::size_t>(0) : name == choice.second ? std::optional<std::size_t>(1) : std::nullopt;
        },
        ambiguous);
    pairs.first = choice.first;
    pairs.second = choice.second;
    return pairs;
}

RaterPairs RaterEntries::pair_sets(std::size_t& ambiguous) const
{
    auto pairs = pair_by([](const Entry& entry) { return std::optional<std::size_t>(static_cast<std::size_t>(entry.set)); }, ambiguous);
    pairs.first = "first set";
    pairs.second = "second set";
    return pairs;
}

}  // namespace gas
