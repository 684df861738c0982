// SPDX-License-Identifier: MIT
#include <algorithm>
#include <map>
#include <utility>
#include <variant>

#include "course.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/score/score_goals.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

std::vector<RatedOn> history_of(const Plan& plan, std::size_t goal, std::string_view rater, HalfLevel rule)
{
    std::vector<RatedOn> history;
    for (const auto e : in_time_order(plan)) {
        const auto& entry = plan.ratings[e];
        const auto* rating = entry.rater == rater ? entry.of(goal) : nullptr;
        if (rating != nullptr && rating->level) {
            history.push_back({entry.date, analysed(*rating->level, rule).value(), e});
        }
    }
    return history;
}

namespace {

std::optional<double> value_of(std::optional<Level> level) { return level ? std::optional(level->value()) : std::nullopt; }

/// Makes the rows of one plan's goals.
class GoalRows {
public:
    GoalRows(const Plan& plan, const ScoreOptions& options, score::Course& course) : plan_(plan), options_(options), course_(course)
    {
        place_.resize(plan.ratings.size());
        for (std::size_t place = 0; place < place_.size(); ++place) {
            place_[course.order()[place]] = place;
        }
        places_in_entries_.assign(plan.ratings.size() * plan.goals.size(), 0);
        for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
            const auto& levels = plan.ratings[e].levels;
            for (std::size_t i = levels.size(); i-- > 0;) {  // the first of two, as RatingEntry::of() has it
                places_in_entries_[e * plan.goals.size() + levels[i].goal] = static_cast<std::uint32_t>(i + 1);
            }
        }
    }

    void add_entry(std::size_t e)
    {
        const auto& entry = plan_.ratings[e];
        const auto goals = course_.of_entry(e);
        const bool any = !entry.levels.empty() || is_any_active(goals);
        for (std::size_t g = 0; g < goals.size(); ++g) {
            const auto* own = rating_in(e, g);
            if (any && own == nullptr && !goals[g].active) {
                continue;
            }
            auto row = row_of(goals[g], g);
            row.entry = row.noted_in = e;
            row.date = entry.day();
            row.occasion = entry.occasion;
            row.rater = entry.rater;
            row.role = entry.role;
            row.stood_for = course_.speaks_for(g);
            const auto source = course_.source(g);
            if (own != nullptr && !goals[g].level) {
                row.recorded = own->recorded;
                row.note = own->note;
            } else if (source) {
                row.note = rating_in(*source, g)->note;
            }
            if (any) {  // of goals that only hold the entry's place nothing is said
                judge(row, source ? *source : e, entry.date);
            }
            rows.push_back(std::move(row));
        }
    }

    void add_day(Date date)
    {
        const auto goals = course_.of_day(date);
        const bool any = is_any_active(goals);
        for (std::size_t g = 0; g < goals.size(); ++g) {
            if (any && !goals[g].active) {
                continue;
            }
            auto row = row_of(goals[g], g);
            row.date = row.at = date;
            row.recorded = goals[g].not_applicable ? std::string(recorded_not_applicable) : row.recorded;
            const auto& sources = course_.sources_of_day(g);
            if (sources.size() == 1) {
                row.rater = plan_.ratings[sources.front()].rater;
                row.role = plan_.ratings[sources.front()].role;
                row.noted_in = sources.front();
                row.note = rating_in(sources.front(), g)->note;
            }
            if (sources.empty() && !goals[g].ambiguous_rating) {
                set_baseline(row, course_.unrated_asked_for(g));
                judge_unrated(row, date);
            }
            judge_by_all(row, sources, date);
            rows.push_back(std::move(row));
        }
    }

    /// The goals of a participant who has no entry, or none of those asked for.
    void add_without_entry()
    {
        if (plan_.goals.empty()) {
            GoalRow row;
            row.rho = course_.rho();
            row.active = false;
            rows.push_back(row);
        }
        for (std::size_t g = 0; g < plan_.goals.size(); ++g) {
            GoalInRow goal;
            goal.weight = course_.weight(g);
            auto row = row_of(goal, g);
            row.weighting.reset();
            if (plan_.ratings.empty()) {
                row.status = Attainment::in_progress;  // since no day in particular
            }
            set_baseline(row, course_.unrated_asked_for(g));
            rows.push_back(std::move(row));
        }
    }

    std::vector<GoalRow> rows;

private:
    struct History {
        std::vector<RatedOn> ratings;
        std::vector<Standstill> standstills;  ///< when each had come
    };
    /// Where nothing is active the goals stand all the same: else the entry would have no row.
    static bool is_any_active(std::span<const GoalInRow> goals)
    {
        return std::any_of(goals.begin(), goals.end(), [](const GoalInRow& goal) { return goal.active; });
    }
    /// RatingEntry::of() of entry number `e`.
    [[nodiscard]] const GoalRating* rating_in(std::size_t e, std::size_t goal) const
    {
        const auto place = places_in_entries_[e * plan_.goals.size() + goal];
        return place == 0 ? nullptr : &plan_.ratings[e].levels[place - 1];
    }
    [[nodiscard]] GoalRow row_of(const GoalInRow& goal, std::size_t g) const
    {
        GoalRow row;
        row.goal = g;
        row.weight = goal.weight;
        row.rho = course_.rho();
        row.weighting = course_.weighting();
        row.active = goal.active;
        row.ambiguity = goal.ambiguous_rating ? GoalAmbiguity::rating : goal.ambiguous_baseline ? GoalAmbiguity::baseline : GoalAmbiguity::none;
        row.level = value_of(goal.level);
        row.baseline = value_of(goal.baseline);
        if (row.level && row.baseline) {
            row.level_change = *row.level - *row.baseline;
        }
        if (goal.level && course_.source(g)) {
            const auto* rating = rating_in(*course_.source(g), g);
            row.recorded = rating->recorded;
            row.value = rating->value;
        }
        return row;
    }

    static void set_baseline(GoalRow& row, const GoalInRow& unrated)
    {
        row.baseline = value_of(unrated.baseline);
        row.ambiguity = unrated.ambiguous_baseline ? GoalAmbiguity::baseline : row.ambiguity;
    }

    /// Status by each rater who gave the level of a day; nothing where theirs differ, as raters do who came by other ways.
    void judge_by_all(GoalRow& row, const std::vector<std::size_t>& sources, Date date)
    {
        for (std::size_t i = 0; i < sources.size(); ++i) {
            auto own = row;
            judge(own, sources[i], date);
            row.stalled = own.stalled && (i == 0 || row.stalled);
            row.status = i == 0 || row.status == own.status ? own.status : std::nullopt;
            if (!row.status) {
                return;
            }
        }
    }

    /// Status of a goal that has no level on a day: never rated, or by what the rater asked for said before. Without one nobody's earlier ratings count.
    void judge_unrated(GoalRow& row, Date date)
    {
        if (!row.active) {
            return;
        }
        const auto& order = course_.order();
        const auto is_rated = [&](std::size_t e) {
            const auto& entry = plan_.ratings[e];
            const auto* rating = rating_in(e, row.goal);
            return entry.date <= date && (options_.rater.empty() || entry.rater == options_.rater) && rating != nullptr && rating->level;
        };
        const auto last = std::find_if(order.rbegin(), order.rend(), is_rated);
        if (last == order.rend()) {
            row.status = Attainment::in_progress;
        } else if (!options_.rater.empty()) {
            judge(row, *last, date);
        }
    }

    /// Status of the goal by the ratings of the rater of entry `e`, up to that entry.
    void judge(GoalRow& row, std::size_t e, Date date)
    {
        const auto& known = history(row.goal, plan_.ratings[e].rater);
        const auto& all = known.ratings;
        const auto later = [&](std::size_t place, const RatedOn& rated) { return place < place_[rated.entry]; };
        const auto end = std::upper_bound(all.begin(), all.end(), place_[e], later);
        row.status = attainment_of({all.begin(), end}, row.baseline, plan_.goals[row.goal].target, date);
        row.stalled =
            row.active && end != all.begin() && known.standstills[static_cast<std::size_t>(end - all.begin()) - 1].is_stalled(date, options_.stall_after);
    }

    /// history_of() the goal by the rater; of all goals and raters they are made at once.
    const History& history(std::size_t goal, std::string_view rater)
    {
        for (std::size_t at = histories_.empty() ? 0 : place_.size(); at < place_.size(); ++at) {
            const auto e = course_.order()[at];
            const auto& entry = plan_.ratings[e];
            for (const auto& rating : entry.levels) {
                if (rating.level && rating_in(e, rating.goal) == &rating) {
                    auto& known = histories_[{rating.goal, entry.rater}];
                    known.ratings.push_back({entry.date, analysed(*rating.level, options_.half_level).value(), e});
                    auto standstill = known.standstills.empty() ? Standstill() : known.standstills.back();
                    standstill.add(known.ratings.back());
                    known.standstills.push_back(standstill);
                }
            }
        }
        return histories_[{goal, rater}];
    }

    const Plan& plan_;
    const ScoreOptions& options_;
    score::Course& course_;
    std::vector<std::size_t> place_;                ///< of each entry in time
    std::vector<std::uint32_t> places_in_entries_;  ///< entries x goals: which of the entry's levels is of the goal, from 1; 0 for none
    std::map<std::pair<std::size_t, std::string_view>, History> histories_;
};

}  // namespace

std::variant<std::vector<GoalRow>, WeightProblem> score_goals(const Plan& plan, const ScoreOptions& options)
{
    RatingGrid grid;
    fill_grid(plan, grid);
    score::Course course;
    if (auto problem = course.begin(plan, grid, options)) {
        return std::move(*problem);
    }
    GoalRows rows(plan, options, course);
    if (options.at) {
        rows.add_day(*options.at);
        return std::move(rows.rows);
    }
    bool any = false;
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        if (is_asked_for(options, entry.occasion, entry.rater)) {
            rows.add_entry(e);
            any = true;
        }
    }
    if (!any) {
        rows.add_without_entry();
    }
    return std::move(rows.rows);
}

}  // namespace gas
