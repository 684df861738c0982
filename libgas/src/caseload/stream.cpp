// SPDX-License-Identifier: MIT
#include "gas/caseload/stream.hpp"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "gas/plan/entry_key.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

namespace {

/// One who rated a goal.
struct GoalRater {
    std::string_view name;
    bool practitioner = false;  ///< in any of the ratings
    std::vector<StreamRating> ratings;
};

/// Everybody who rated a goal, and whose rating counts most.
struct GoalRaters {
    std::vector<GoalRater> all;
    std::unordered_map<std::string_view, std::size_t> number_of;  ///< by name
    std::size_t chosen = 0;
    int rank = -1;  ///< of the chosen one's latest rating: a level before none, then by role

    void see(const RatingEntry& entry, const StreamRating& rating)
    {
        const auto [known, is_new] = number_of.try_emplace(entry.rater, all.size());
        if (is_new) {
            all.push_back({entry.rater, false, {}});
        }
        auto& rater = all[known->second];
        const bool practitioner = entry.role == Role::practitioner;
        const bool apart = !entry.role || entry.role == Role::independent;
        rater.practitioner = rater.practitioner || practitioner;
        rater.ratings.push_back(rating);
        const int here = (rating.recorded ? 3 : 0) + (practitioner ? 2 : apart ? 1 : 0);
        if (here >= rank) {
            rank = here;
            chosen = known->second;
        }
    }

    /// The raters whose ratings make the main stream, the first one first.
    [[nodiscard]] std::vector<std::size_t> chain() const
    {
        std::vector<std::size_t> by_end;  // practitioners, who ended last at the end
        for (std::size_t i = 0; i < all.size(); ++i) {
            all[i].practitioner ? by_end.push_back(i) : void();
        }
        std::stable_sort(by_end.begin(), by_end.end(), [&](std::size_t a, std::size_t b) { return all[a].ratings.back().date < all[b].ratings.back().date; });
        std::vector<std::size_t> raters{chosen};
        while (all[raters.back()].practitioner) {
            const auto begins = all[raters.back()].ratings.front().date;
            const auto behind = std::partition_point(by_end.begin(), by_end.end(), [&](std::size_t i) { return all[i].ratings.back().date < begins; });
            if (behind == by_end.begin()) {
                break;
            }
            raters.push_back(*std::prev(behind));
        }
        std::reverse(raters.begin(), raters.end());
        return raters;
    }
};

Stream stream_by(const GoalRaters& raters, const std::vector<std::size_t>& chain)
{
    Stream stream;
    for (const auto i : chain) {
        const auto& rater = raters.all[i];
        stream.raters.emplace_back(rater.name);
        stream.ratings.insert(stream.ratings.end(), rater.ratings.begin(), rater.ratings.end());
    }
    if (chain.size() > 1) {
        stream.handed_over = raters.all[chain.back()].ratings.front().date;
    }
    return stream;
}

GoalStreams streams_by(const GoalRaters& raters)
{
    GoalStreams streams;
    if (raters.all.empty()) {
        return streams;
    }
    const auto chain = raters.chain();
    streams.main = stream_by(raters, chain);
    std::vector<bool> in_main(raters.all.size());
    for (const auto i : chain) {
        in_main[i] = true;
    }
    for (std::size_t i = 0; i < raters.all.size(); ++i) {
        if (!in_main[i]) {
            streams.others.push_back(stream_by(raters, {i}));
        }
    }
    const auto is_later = [](const Stream& a, const Stream& b) { return a.ratings.back().date > b.ratings.back().date; };
    std::stable_sort(streams.others.begin(), streams.others.end(), is_later);
    return streams;
}

/// Calls `see` with each dated entry up to `day` that is by the rater, in time.
template <typename See>
void for_each_entry(const Plan& plan, Date day, std::string_view rater, See see)
{
    for (const auto e : in_time_order(plan)) {
        const auto& entry = plan.ratings[e];
        if (entry.dated && entry.date <= day && (rater.empty() || entry.rater == rater)) {
            see(e, entry);
        }
    }
}

}  // namespace

std::vector<RatedOn> Stream::history() const
{
    std::vector<RatedOn> history;
    for (const auto& rating : ratings) {
        if (rating.level) {
            history.push_back({rating.date, *rating.level, rating.entry});
        }
    }
    return history;
}

std::vector<GoalStreams> streams_of(const Plan& plan, Date day, HalfLevel rule, std::string_view rater)
{
    std::vector<GoalRaters> raters(plan.goals.size());
    for_each_entry(plan, day, rater, [&](std::size_t e, const RatingEntry& entry) {
        for (const auto& rating : entry.levels) {
            const auto level = rating.level ? std::optional(analysed(*rating.level, rule).value()) : std::nullopt;
            raters[rating.goal].see(entry, {e, entry.date, rating.level, level, rating.value});
        }
    });
    std::vector<GoalStreams> streams;
    std::transform(raters.begin(), raters.end(), std::back_inserter(streams), streams_by);
    return streams;
}

std::vector<std::string> raters_of(const Plan& plan, Date day, std::string_view rater)
{
    GoalRaters raters;
    for_each_entry(plan, day, rater, [&](std::size_t e, const RatingEntry& entry) {
        const auto rated = std::find_if(entry.levels.begin(), entry.levels.end(), [](const GoalRating& rating) { return rating.level.has_value(); });
        if (rated != entry.levels.end()) {
            raters.see(entry, {e, entry.date, rated->level, {}, {}});
        }
    });
    return streams_by(raters).main.raters;
}

}  // namespace gas
