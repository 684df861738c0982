// SPDX-License-Identifier: MIT
#include "history.hpp"

#include <algorithm>
#include <numeric>

namespace gas::score {

double analysed(Level level, HalfLevel rule) { return level.is_half() && rule == HalfLevel::as_minus_one ? -1.0 : level.value(); }

std::vector<std::size_t> by_date(const Plan& plan)
{
    std::vector<std::size_t> order(plan.ratings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return plan.ratings[a].date < plan.ratings[b].date; });
    return order;
}

namespace {

template <typename Keep>
Taken latest_where(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, HalfLevel rule, Keep keep)
{
    Taken found;
    for (auto it = order.rbegin(); it != order.rend(); ++it) {
        const auto& entry = plan.ratings[*it];
        if (found.entry != nullptr && entry.date != found.entry->date) {
            break;
        }
        const GoalRating* rating = keep(entry) ? entry.of(goal) : nullptr;
        if (rating == nullptr || !rating->level) {
            continue;
        }
        if (found.entry == nullptr) {
            found = {rating, &entry, false, false};
        } else if (entry.rater != found.entry->rater) {
            found.several = true;
            found.ambiguous = found.ambiguous || analysed(*rating->level, rule) != analysed(*found.rating->level, rule);
        }
    }
    return found;
}

}  // namespace

Taken latest(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, Date date, bool with_date, std::optional<std::string_view> rater,
             HalfLevel rule)
{
    const auto in_time = [&](const RatingEntry& entry) { return entry.date < date || (with_date && entry.date == date); };
    if (rater) {
        const auto own = latest_where(plan, order, goal, rule, [&](const RatingEntry& e) { return in_time(e) && e.rater == *rater; });
        if (own.entry != nullptr) {
            return own;
        }
    }
    return latest_where(plan, order, goal, rule, in_time);
}

std::vector<RatedOn> history_of(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, Date date, std::optional<std::string_view> rater,
                                HalfLevel rule)
{
    std::vector<RatedOn> all;
    std::vector<RatedOn> own;
    for (const auto i : order) {
        const auto& entry = plan.ratings[i];
        const GoalRating* rating = entry.date <= date ? entry.of(goal) : nullptr;
        if (rating == nullptr || !rating->level) {
            continue;
        }
        const RatedOn rated{entry.date, analysed(*rating->level, rule)};
        all.push_back(rated);
        if (rater && entry.rater == *rater) {
            own.push_back(rated);
        }
    }
    return own.size() >= 2 ? own : all;
}

std::vector<Moment> moments(const Plan& plan, const ScoreOptions& options)
{
    if (options.at) {
        return {Moment{std::nullopt, *options.at}};
    }
    std::vector<Moment> all;
    for (std::size_t i = 0; i < plan.ratings.size(); ++i) {
        const auto& entry = plan.ratings[i];
        const bool wanted = (options.occasion.empty() || entry.occasion == options.occasion) && (options.rater.empty() || entry.rater == options.rater);
        if (wanted) {
            all.push_back({i, entry.date});
        }
    }
    return all;
}

GoalAt goal_at(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, const Moment& moment, const ScoreOptions& options)
{
    if (moment.entry) {
        const auto& entry = plan.ratings[*moment.entry];
        const GoalRating* rating = entry.of(goal);
        if (rating != nullptr && rating->level) {
            return {{rating, &entry, false, false}, false};
        }
        // "could not be rated" is a statement about this day: nothing is carried over it
        if (!options.carry || rating != nullptr || !is_active(plan, plan.goals[goal], moment.date)) {
            return {};
        }
        const auto taken = latest(plan, order, goal, moment.date, false, entry.rater, options.half_level);
        return {taken.ambiguous ? Taken{} : taken, taken.rating != nullptr && !taken.ambiguous};
    }
    if (!is_active(plan, plan.goals[goal], moment.date)) {
        return {};
    }
    std::optional<std::string_view> rater;
    if (!options.rater.empty()) {
        rater = options.rater;
    }
    const auto taken = latest(plan, order, goal, moment.date, true, rater, options.half_level);
    if (rater && taken.entry != nullptr && taken.entry->rater != *rater) {
        return {};  // that rater has not rated it; another's level is not what was asked for
    }
    return {taken, taken.entry != nullptr && taken.entry->date != moment.date};
}

}  // namespace gas::score
