// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "gas/plan/entry_key.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/score/score_row.hpp"
#include "gas/score/t_score.hpp"
#include "gas/summary/scored.hpp"
#include "scored_cells.hpp"

namespace gas {

using summary::GoalCells;
using summary::ScoreCells;

namespace {

bool has(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool is_goal_row(const std::vector<std::string>& names) { return has(names, "goal") && has(names, "level") && has(names, "weight"); }

RowProblem contradicting(std::string message)
{
    return {Rule::contradicting_row, std::move(message), "score the plans again; a spreadsheet that changed some cells cannot keep the others true"};
}

/// Whether the reason says that there is no T.
bool is_no_score(std::string_view reason)
{
    constexpr std::array reasons = {NoScore::no_rated_goal, NoScore::zero_weights, NoScore::incomplete, NoScore::ambiguous_rating, NoScore::no_entry};
    return std::any_of(reasons.begin(), reasons.end(), [&](NoScore one) { return reason == to_string(one); });
}

/// What cannot all be true of one entry; empty where it can.
std::string contradiction(const ScoredEntry& entry)
{
    int counted = 0;
    for (const int n : entry.counts) {
        counted += n;
    }
    if (counted != entry.rated) {
        return fmt::format("the columns level_* count {} goals, but {} are rated", counted, entry.rated);
    }
    if (entry.t && entry.rated == 0) {
        return "there is a t, but no goal is rated";
    }
    // weights that are all 0 are also a reason why there is a t and no change
    if (entry.t && is_no_score(entry.reason) && entry.reason != to_string(NoChange::baseline_zero_weights)) {
        return fmt::format("there is a t, and the reason \"{}\" why there is none", entry.reason);
    }
    if (!entry.t && entry.reason.empty()) {
        return "there is neither a t nor a reason why there is none";
    }
    if (entry.t_change.has_value() != entry.t_baseline.has_value()) {
        return entry.t_change ? "there is a t_change, but no t_baseline" : "there is a t_baseline, but no t_change";
    }
    if (entry.t_change && !entry.t) {
        return "there is a t_change, but no t";
    }
    if (entry.t_change && !entry.reason.empty()) {
        return fmt::format("there is a t_change, and the reason \"{}\" why there is none", entry.reason);
    }
    if (entry.t && !entry.t_change && entry.reason.empty()) {
        return "there is neither a t_change nor a reason why there is none";
    }
    if (entry.paired > entry.rated || (entry.t_change && entry.paired == 0)) {
        return fmt::format("the change rests on {} goals of {} that are rated", entry.paired, entry.rated);
    }
    if (entry.unrated + entry.not_applicable > entry.active) {
        return fmt::format("{} goals are active, but {} are unrated and {} not applicable", entry.active, entry.unrated, entry.not_applicable);
    }
    return "";
}

}  // namespace

namespace {

/// The only rater whose levels a day's snapshot has, if it is one.
struct RaterOfDay {
    bool any = false;
    bool several = false;
    std::string name;
    std::string role;

    void add(bool differ, const std::string& rater, const std::string& its_role)
    {
        several = several || differ || (any && name != rater);
        name = rater;
        role = its_role;
        any = true;
    }
};

}  // namespace

struct ScoredRows::State {
    Take take;
    ScoredParticipant scored;
    bool any = false;
    bool spoiled = false;  ///< a row of the participant is wrong
    bool goals = false;
    std::string last_id;             ///< of the last row
    std::vector<std::string> names;  ///< of the columns that the cells below are found by
    ScoreCells score_cells;
    GoalCells goal_cells;
    std::vector<std::vector<GoalInRow>> in_rows;  ///< of goal rows: the goals of each entry
    std::vector<RaterOfDay> raters;               ///< of each entry that is a day's snapshot
    std::vector<std::string> shards;
    RoundedT rounded;

    void look_up(const std::vector<std::string>& of);
    std::string flush();
    void score_goals();
    template <typename Cells>
    std::optional<RowProblem> begin_row(Cells& cells, bool of_goals);
    std::optional<RowProblem> score_row_of(std::size_t line);
    std::optional<RowProblem> goal_row_of();
    void see_t(const ScoredEntry& entry, std::optional<double> weighted_mean, std::size_t line);
};

ScoredRows::ScoredRows(Take take) : state_(std::make_unique<State>()) { state_->take = std::move(take); }
ScoredRows::~ScoredRows() = default;
const std::vector<std::string>& ScoredRows::shards() const { return state_->shards; }
const RoundedT& ScoredRows::rounded() const { return state_->rounded; }

bool ScoredRows::knows(const std::vector<std::string>& names)
{
    return has(names, "id") && has(names, "rho") && has(names, "half_level") &&
           ((has(names, "t") && has(names, "t_change") && has(names, "rated")) || is_goal_row(names));
}

void ScoredRows::State::look_up(const std::vector<std::string>& of)
{
    if (names != of) {
        names = of;
        score_cells.look_up(names);
        goal_cells.look_up(names);
    }
}

/// T and change of entries that came goal by goal.
void ScoredRows::State::score_goals()
{
    ScoreOptions options;
    options.complete = scored.missing_rule.ends_with("no-score");
    for (std::size_t e = 0; e < scored.entries.size(); ++e) {
        auto& entry = scored.entries[e];
        if (raters[e].any && !raters[e].several) {
            entry.rater = raters[e].name;
            entry.role = raters[e].role;
        }
        ScoreFigures figures;
        score_row(in_rows[e], scored.rho, Weighting::equal, options, false, figures);
        entry.t = figures.t;
        entry.t_baseline = figures.t_baseline;
        entry.t_change = figures.t_change;
        entry.reason = reason_of(figures);
        entry.active = figures.active;
        entry.rated = figures.rated;
        entry.paired = figures.paired;
        entry.unrated = figures.unrated;
        entry.not_applicable = figures.not_applicable;
        entry.counts = figures.counts;
    }
}

std::string ScoredRows::State::flush()
{
    if (!std::exchange(any, false) || spoiled) {
        return "";
    }
    if (goals) {
        score_goals();
    }
    return take(scored);
}

/// What every row says of its participant.
template <typename Cells>
std::optional<RowProblem> ScoredRows::State::begin_row(Cells& cells, bool of_goals)
{
    const auto& id = cells.text("id");
    const auto& file = cells.file();
    const auto rho = cells.number("rho").value_or(default_rho);
    const auto& weighting = cells.text("weighting");
    const auto& half_level = cells.text("half_level");
    const auto& missing_rule = cells.text("missing_rule");
    if (any && of_goals == goals && id == scored.id && file == scored.file) {
        const bool alike = rho == scored.rho && weighting == scored.weighting && half_level == scored.half_level && missing_rule == scored.missing_rule;
        return alike ? std::nullopt
                     : std::optional(contradicting(fmt::format("participant \"{}\" is scored in one way here and in another in the row before", id)));
    }
    if (auto wrong = flush(); !wrong.empty()) {
        return RowProblem{Rule::wrong_type, std::move(wrong), ""};
    }
    scored = {};
    in_rows.clear();
    raters.clear();
    scored.id = id;
    scored.file = file;
    scored.rho = rho;
    scored.weighting = weighting;
    scored.half_level = half_level;
    scored.missing_rule = missing_rule;
    cells.covariates(scored.covariates);
    any = true;
    spoiled = false;
    goals = of_goals;
    return std::nullopt;
}

std::optional<RowProblem> ScoredRows::State::score_row_of(std::size_t line)
{
    auto& cells = score_cells;
    if (auto wrong = begin_row(cells, false)) {
        return wrong;
    }
    if (cells.text("reason") == to_string(NoScore::no_entry)) {
        return cells.wrong();  // never rated: a participant without entries
    }
    ScoredEntry entry;
    entry.occasion = cells.text("occasion");
    entry.date = parse_date(cells.text("date"));
    entry.rater = cells.text("rater");
    entry.role = cells.text("role");
    entry.t = cells.number("t");
    entry.t_baseline = cells.number("t_baseline");
    entry.t_change = cells.number("t_change");
    entry.reason = cells.text("reason");
    entry.active = cells.count("active");
    entry.rated = cells.count("rated");
    entry.paired = cells.count("paired");
    entry.not_applicable = cells.count("not_applicable");
    // gas 0.1.0 did not count them; what it told comes nearest
    entry.unrated = cells.has("unrated") ? cells.count("unrated") : std::max(0, entry.active - entry.rated);
    cells.level_counts(entry.counts);
    if (auto wrong = cells.wrong()) {
        return wrong;
    }
    if (auto wrong = contradiction(entry); !wrong.empty()) {
        return contradicting(std::move(wrong));
    }
    see_t(entry, cells.number("weighted_mean"), line);
    scored.entries.push_back(std::move(entry));
    return cells.wrong();
}

/// A T that was rounded on its way: all figures of the study would rest on it.
void ScoredRows::State::see_t(const ScoredEntry& entry, std::optional<double> weighted_mean, std::size_t line)
{
    if (!entry.t) {
        return;
    }
    constexpr double close = 1e-9;
    std::optional<double> expected;
    bool differs = false;
    if (scored.weighting == to_string(Weighting::equal)) {
        std::vector<double> levels;
        for (std::size_t i = 0; i < entry.counts.size(); ++i) {
            levels.insert(levels.end(), static_cast<std::size_t>(entry.counts[i]), counted_levels[i]);
        }
        expected = t_score(levels, std::vector<double>(levels.size(), 1.0), scored.rho);
        differs = expected && std::abs(*entry.t - *expected) > close * std::max(1.0, std::abs(*expected));
    } else if (weighted_mean) {
        const auto side = [](double x) { return x > close ? 1 : x < -close ? -1 : 0; };
        differs = side(*entry.t - 50) != side(*weighted_mean);
    }
    if (differs && rounded.rows++ == 0) {
        rounded = {1, line, *entry.t, expected};
    }
}

std::optional<RowProblem> ScoredRows::State::goal_row_of()
{
    auto& cells = goal_cells;
    if (auto wrong = begin_row(cells, true)) {
        return wrong;
    }
    const auto& occasion = cells.text("occasion");
    const auto date = parse_date(cells.text("date"));
    const auto& rater = cells.text("rater");
    const auto& recorded = cells.text("recorded");
    const bool of_day = !cells.text("at").empty();
    if (!of_day && occasion.empty() && !date && rater.empty() && recorded.empty() && cells.text("level").empty()) {
        return cells.wrong();  // a goal of a participant without entries
    }
    // the goals of a day's snapshot are one entry, whoever rated them
    const EntryKey key{date, occasion, of_day ? std::string_view() : rater};
    const auto is = [&](const ScoredEntry& e) { return EntryKey{e.date, e.occasion, of_day ? std::string_view() : e.rater} == key; };
    // a row belongs to the entry of the row before, most often
    auto found =
        !scored.entries.empty() && is(scored.entries.back()) ? scored.entries.end() - 1 : std::find_if(scored.entries.begin(), scored.entries.end(), is);
    if (found == scored.entries.end()) {
        ScoredEntry entry;
        entry.occasion = occasion;
        entry.date = date;
        if (!of_day) {
            entry.rater = rater;
            entry.role = cells.text("role");
        }
        scored.entries.push_back(std::move(entry));
        in_rows.emplace_back();
        raters.emplace_back();
        found = scored.entries.end() - 1;
    }
    GoalInRow goal;
    goal.level = cells.level("level");
    goal.baseline = cells.level("baseline");
    goal.weight = cells.number("weight").value_or(1);
    goal.active = cells.text("active") != "false";
    goal.not_applicable = !goal.level && recorded == "not-applicable";
    goal.stood_for = !cells.text("stood_for").empty();
    goal.ambiguous_rating = cells.text("ambiguous") == to_string(GoalAmbiguity::rating);
    goal.ambiguous_baseline = cells.text("ambiguous") == to_string(GoalAmbiguity::baseline);
    if (goal.weight < 0) {
        return RowProblem{Rule::wrong_type, "column weight is below 0", ""};
    }
    if (auto wrong = cells.wrong()) {
        return wrong;
    }
    if (goal.level && goal.ambiguous_rating) {
        return contradicting("there is a level, and raters differ on it");
    }
    const auto value = [](std::optional<Level> level) { return level ? std::optional(level->value()) : std::nullopt; };
    const auto place = static_cast<std::size_t>(found - scored.entries.begin());
    in_rows[place].push_back(goal);
    if (of_day && (goal.level || goal.ambiguous_rating)) {
        raters[place].add(goal.ambiguous_rating, rater, cells.text("role"));
    }
    found->goals.push_back({cells.text("goal"), cells.text("domain"), value(goal.level), value(goal.baseline), goal.weight});
    return std::nullopt;
}

std::optional<RowProblem> ScoredRows::row(const std::vector<std::string>& names, const std::vector<std::string>& cells, std::size_t line)
{
    auto& state = *state_;
    state.look_up(names);
    const bool goals = is_goal_row(names) && !has(names, "t_change");
    state.score_cells.row(cells);
    state.goal_cells.row(cells);
    const auto& shard = goals ? state.goal_cells.text("shard") : state.score_cells.text("shard");
    const auto& id = goals ? state.goal_cells.text("id") : state.score_cells.text("id");
    if (!shard.empty() && (state.shards.empty() || state.shards.back() != shard)) {
        state.shards.push_back(shard);
    }
    state.last_id = id;
    const bool nobody = goals ? state.goal_cells.text("goal").empty() && !shard.empty() : state.score_cells.text("reason") == to_string(NoScore::empty_shard);
    if (nobody) {
        return std::nullopt;
    }
    if (id.empty()) {
        return RowProblem{Rule::missing_key, "the row has no id", "write the participant's id in every row"};
    }
    auto wrong = goals ? state.goal_row_of() : state.score_row_of(line);
    state.spoiled = state.spoiled || wrong;
    return wrong;
}

const std::string& ScoredRows::id() const { return state_->last_id; }

std::string ScoredRows::finish() { return state_->flush(); }

}  // namespace gas
