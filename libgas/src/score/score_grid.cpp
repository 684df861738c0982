// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "gas/score/score_plan.hpp"
#include "score_sums.hpp"

namespace gas {

/// Where the goals started, as one rater's scores see it: baseline_of() for all goals at once.
struct GridBaselines {
    std::uint32_t rater = 0;
    std::vector<std::int8_t> levels;  ///< twice the level, or RatingGrid::unrated
    std::vector<bool> ambiguous;
};

struct GridScores::Room {
    score::Sums sums;
    std::vector<GridBaselines> baselines;
    std::size_t known = 0;        ///< of baselines, for this participant
    bool always_active = false;   ///< no goal begins or ends: none has to be asked
    std::vector<double> weights;  ///< others
    double rho = -1;              ///< that roots are for
    std::vector<double> roots;    ///< equal_weights_root() by the number of goals
};

namespace {

bool is_rated(std::int8_t level) { return level < RatingGrid::not_applicable; }

/// The baseline entries of the rater where they wrote some, else those of the only other rater, else each goal's own; see baseline_of().
void find_baselines(const RatingGrid& grid, std::uint32_t rater, GridBaselines& found)
{
    found.rater = rater;
    bool own = false;
    bool several = false;
    const RatingGrid::Entry* first = nullptr;
    for (const auto& entry : grid.entries) {
        if (!entry.is_baseline) {
            continue;
        }
        own = own || entry.rater == rater;
        several = several || (first != nullptr && first->rater != entry.rater);
        first = first == nullptr ? &entry : first;
    }
    several = several && !own;
    found.levels.assign(grid.goals, RatingGrid::unrated);
    found.ambiguous.assign(grid.goals, false);
    for (std::size_t e = 0; e < grid.entries.size(); ++e) {
        const auto& entry = grid.entries[e];
        if (!entry.is_baseline || (own && entry.rater != rater)) {
            continue;
        }
        for (std::size_t g = 0; g < grid.goals; ++g) {
            const auto level = grid.level(e, g);
            if (is_rated(level)) {
                found.ambiguous[g] = found.ambiguous[g] || several || found.levels[g] != RatingGrid::unrated;
                found.levels[g] = level;
            }
        }
    }
    for (std::size_t g = 0; g < grid.goals; ++g) {
        if (found.ambiguous[g]) {
            found.levels[g] = RatingGrid::unrated;
        } else if (found.levels[g] == RatingGrid::unrated) {
            found.levels[g] = grid.baselines[g];
        }
    }
}

const GridBaselines& baselines_for(const RatingGrid& grid, std::uint32_t rater, GridScores::Room& room)
{
    for (std::size_t i = 0; i < room.known; ++i) {
        if (room.baselines[i].rater == rater) {
            return room.baselines[i];
        }
    }
    if (room.known == room.baselines.size()) {
        room.baselines.emplace_back();
    }
    find_baselines(grid, rater, room.baselines[room.known]);
    return room.baselines[room.known++];
}

/// Where a level is counted in LevelCounts, by twice the level and 6.
constexpr std::array<std::uint8_t, 11> count_place = {0, 0, 1, 1, 2, 3, 4, 4, 5, 5, 6};

double analysed(std::int8_t twice, HalfLevel rule) { return twice == -1 && rule == HalfLevel::as_minus_one ? -1.0 : twice / 2.0; }

void score_entry(const Plan& plan, const RatingGrid& grid, std::size_t e, std::span<const double> weights, const ScoreOptions& options, GridScores::Room& room,
                 ScoreFigures& row)
{
    const auto& entry = grid.entries[e];
    const auto& baselines = baselines_for(grid, entry.rater, room);
    auto& sums = room.sums;
    sums.clear(grid.goals);
    int missing = 0;
    for (std::size_t g = 0; g < grid.goals; ++g) {
        const bool active = room.always_active || is_active(plan, plan.goals[g], entry.date);
        const auto level = grid.level(e, g);
        row.active += active ? 1 : 0;
        if (!is_rated(level)) {
            missing += active ? 1 : 0;
            continue;
        }
        const double x = analysed(level, options.half_level);
        sums.add(x, weights[g]);
        row.counts[count_place[static_cast<std::size_t>(static_cast<int>(2 * x) + 6)]] += 1;
        row.rated += 1;
        sums.ambiguous_baseline = sums.ambiguous_baseline || baselines.ambiguous[g];
        if (baselines.levels[g] != RatingGrid::unrated) {
            sums.add_pair(x, analysed(baselines.levels[g], options.half_level), weights[g]);
        }
    }
    score::set_scores(row, sums, options, missing);
}

double root_for(std::size_t goals, double rho, GridScores::Room& room)
{
    if (room.rho != rho) {
        room.roots.clear();
        room.rho = rho;
    }
    while (room.roots.size() <= goals) {
        room.roots.push_back(equal_weights_root(room.roots.size(), rho));
    }
    return room.roots[goals];
}

/// score_entry() where all goals weigh alike: sums of whole numbers are all that is needed.
void score_equal_entry(const Plan& plan, const RatingGrid& grid, std::size_t e, const ScoreOptions& options, GridScores::Room& room, ScoreFigures& row)
{
    const auto& entry = grid.entries[e];
    const auto& baselines = baselines_for(grid, entry.rater, room);
    const int half = options.half_level == HalfLevel::as_minus_one ? -2 : -1;  // twice what -0.5 is analysed as
    const auto twice = [half](std::int8_t level) { return level == -1 ? half : static_cast<int>(level); };
    const std::int8_t* levels = grid.levels.data() + e * grid.goals;
    int sum = 0;  // all sums are of twice the levels
    int now = 0;
    int before = 0;
    score::Facts facts;
    for (std::size_t g = 0; g < grid.goals; ++g) {
        const bool active = room.always_active || is_active(plan, plan.goals[g], entry.date);
        row.active += active ? 1 : 0;
        if (!is_rated(levels[g])) {
            facts.missing += active ? 1 : 0;
            continue;
        }
        const int x = twice(levels[g]);
        sum += x;
        row.counts[count_place[static_cast<std::size_t>(x + 6)]] += 1;
        ++row.rated;
        facts.ambiguous_baseline = facts.ambiguous_baseline || baselines.ambiguous[g];
        if (baselines.levels[g] != RatingGrid::unrated) {
            now += x;
            before += twice(baselines.levels[g]);
            ++facts.paired;
        }
    }
    const auto t = [&](int twice_sum, int goals) {
        return [&row, &room, twice_sum, goals] {
            return std::optional(equal_weights_t(twice_sum / 2.0, root_for(static_cast<std::size_t>(goals), row.rho, room)));
        };
    };
    score::set_scores(row, facts, options, t(sum, row.rated), t(now, facts.paired), t(before, facts.paired));
}

/// Whether no goal carries a weight of its own: then all count alike, and nothing has to be looked at.
bool is_unweighted(const Plan& plan, const ScoreOptions& options)
{
    if (options.weighting || plan.scoring.weighting) {
        return (options.weighting ? *options.weighting : *plan.scoring.weighting) == Weighting::equal;
    }
    return std::none_of(plan.goals.begin(), plan.goals.end(), [](const Goal& g) { return g.weight || g.importance || g.difficulty; });
}

}  // namespace

std::optional<WeightProblem> score_grid(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, bool with_levels, GridScores& scores)
{
    if (!scores.room) {
        scores.room = std::make_shared<GridScores::Room>();
    }
    auto& room = *scores.room;
    room.known = 0;
    scores.rows.clear();
    auto weighting = Weighting::equal;
    const bool equal = is_unweighted(plan, options);
    if (!equal) {
        auto found = weights_of(plan, options.weighting);
        if (auto* problem = std::get_if<WeightProblem>(&found)) {
            return std::move(*problem);
        }
        room.weights = std::move(std::get<GoalWeights>(found).weights);
        weighting = std::get<GoalWeights>(found).weighting;
    }
    const double rho = score::rho_of(plan, options);
    room.always_active = !plan.start && std::none_of(plan.goals.begin(), plan.goals.end(), [](const Goal& g) { return g.added || g.ended; });
    if (grid.entries.empty() && options.occasion.empty() && options.rater.empty()) {
        auto& row = scores.rows.emplace_back();
        row.no_score = NoScore::no_entry;
        row.active = static_cast<int>(grid.goals);
        row.rho = rho;
        row.weighting = weighting;
        return std::nullopt;
    }
    for (std::size_t e = 0; e < grid.entries.size(); ++e) {
        const auto& entry = grid.entries[e];
        if ((!options.occasion.empty() && grid.names[entry.occasion] != options.occasion) ||
            (!options.rater.empty() && grid.names[entry.rater] != options.rater)) {
            continue;
        }
        auto& row = scores.rows.emplace_back();
        row.entry = e;
        row.rho = rho;
        row.weighting = weighting;
        if (equal) {
            score_equal_entry(plan, grid, e, options, room, row);
            row.levels = with_levels ? summarize_counts(counted_levels, row.counts) : LevelSummary();
            continue;
        }
        score_entry(plan, grid, e, room.weights, options, room, row);
        if (with_levels) {
            row.levels = summarize_levels(room.sums.levels(), room.sums.weights());
        }
    }
    return std::nullopt;
}

}  // namespace gas
