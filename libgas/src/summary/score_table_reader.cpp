// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "gas/plan/entry_key.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/score/score_row.hpp"
#include "gas/score/t_score.hpp"
#include "gas/summary/participant_scores.hpp"
#include "scored_cells.hpp"
#include "scored_figures.hpp"
#include "scored_row_checks.hpp"

namespace gas {

using summary::contradicting;
using summary::GoalCells;
using summary::ScoreCells;

namespace {

bool names_column(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool is_goal_row(const std::vector<std::string>& names) { return names_column(names, "goal") && names_column(names, "level") && names_column(names, "weight"); }

constexpr double rounding = 1e-9;
double close_to(double t) { return rounding * std::max(1.0, std::abs(t)); }

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

struct ScoreTableReader::State {
    Take take;
    ScoredParticipant scored;
    bool any = false;
    bool spoiled = false;  ///< a row of the participant is wrong
    std::string refused;   ///< what `take` said of the participant before
    bool goals = false;
    std::string last_id;             ///< of the last row
    std::vector<std::string> names;  ///< of the columns that the cells below are found by
    bool names_goals = false;        ///< they are of a row of goals
    ScoreCells score_cells;
    GoalCells goal_cells;
    std::vector<std::vector<GoalInRow>> in_rows;  ///< of goal rows: the goals of each entry
    std::vector<RaterOfDay> raters;               ///< of each entry that is a day's snapshot
    std::set<std::string> shards;
    RoundedT rounded;
    std::vector<double> levels;         ///< of a row; room that is used again
    std::vector<double> equal_weights;  ///< as many as there were levels

    void look_up(const std::vector<std::string>& of);
    std::string flush();
    void score_goals();
    template <typename Cells>
    std::optional<RowProblem> begin_row(Cells& cells, bool of_goals);
    std::optional<RowProblem> score_row_of(std::size_t line);
    std::optional<RowProblem> goal_row_of();
    void see_t(const ScoredEntry& entry, std::optional<double> weighted_mean, std::size_t line);
};

ScoreTableReader::ScoreTableReader(Take take) : state_(std::make_unique<State>()) { state_->take = std::move(take); }
ScoreTableReader::~ScoreTableReader() = default;
const std::set<std::string>& ScoreTableReader::shards() const { return state_->shards; }
const RoundedT& ScoreTableReader::rounded() const { return state_->rounded; }

bool ScoreTableReader::knows(const std::vector<std::string>& names)
{
    return names_column(names, "id") && names_column(names, "rho") && names_column(names, "half_level") &&
           ((names_column(names, "t") && names_column(names, "t_change") && names_column(names, "rated")) || is_goal_row(names));
}

void ScoreTableReader::State::look_up(const std::vector<std::string>& of)
{
    if (names != of) {
        names = of;
        names_goals = is_goal_row(names) && !names_column(names, "t_change");
        score_cells.look_up(names);
        goal_cells.look_up(names);
    }
}

/// T and change of entries that came goal by goal.
void ScoreTableReader::State::score_goals()
{
    ScoreOptions options;
    options.complete = scored.method.missing_rule.ends_with("no-score");
    for (std::size_t e = 0; e < scored.entries.size(); ++e) {
        auto& entry = scored.entries[e];
        if (raters[e].any && !raters[e].several) {
            entry.rater = raters[e].name;
            entry.role = raters[e].role;
        }
        ScoreFigures figures;
        score_row(in_rows[e], scored.method.rho, Weighting::equal, options, false, figures);
        summary::set_figures(figures, entry);
    }
}

std::string ScoreTableReader::State::flush()
{
    if (!std::exchange(any, false) || spoiled) {
        return "";
    }
    if (goals) {
        score_goals();
    }
    return take(scored);
}

namespace {

/// What is wrong with a row that says that nobody was rated; nothing where it has no T and no rated goal.
std::optional<RowProblem> says_nobody(ScoreCells& cells)
{
    if (cells.number("t") || cells.count("rated") > 0) {
        return contradicting(fmt::format("the reason \"{}\" says that there is no entry, but there is a t, or a rated goal", cells.text("reason")));
    }
    return cells.wrong();
}

/// Whether a text is a part of a study, like 3/8.
bool is_part(std::string_view text)
{
    const auto digits = [](std::string_view part) { return !part.empty() && std::all_of(part.begin(), part.end(), is_digit); };
    const auto slash = text.find('/');
    return slash != std::string_view::npos && digits(text.substr(0, slash)) && digits(text.substr(slash + 1));
}

/// A run without --shard writes its text for a missing cell into that column, one without --at into that.
template <typename Cells>
void learn_missing(Cells& cells)
{
    const auto& shard = cells.written("shard");
    const auto& at = cells.written("at");
    if (cells.has("shard") && !cells.is_missing(shard) && !is_part(shard)) {
        cells.take_as_missing(shard);
    } else if (cells.has("at") && !cells.is_missing(at) && !parse_date(at)) {
        cells.take_as_missing(at);
    }
}

}  // namespace

/// What every row says of its participant.
template <typename Cells>
std::optional<RowProblem> ScoreTableReader::State::begin_row(Cells& cells, bool of_goals)
{
    const auto& id = cells.text("id");
    const auto& file = cells.file();
    ScoringMethod method{cells.number("rho").value_or(default_rho), cells.text("weighting"), cells.text("half_level"), cells.text("missing_rule"),
                         cells.text("at")};
    if (any && of_goals == goals && id == scored.id && file == scored.file) {
        return method == scored.method
                   ? std::nullopt
                   : std::optional(contradicting(fmt::format("participant \"{}\" is scored in one way here and in another in the row before", id)));
    }
    refused = flush();
    scored = {};
    in_rows.clear();
    raters.clear();
    scored.id = id;
    scored.file = file;
    scored.method = std::move(method);
    cells.covariates(scored.covariates);
    any = true;
    spoiled = false;
    goals = of_goals;
    for (const auto& covariate : scored.covariates) {
        if (auto wrong = summary::hidden_in({covariate.second})) {
            return wrong;
        }
    }
    auto wrong = summary::hidden_in({id});
    return wrong ? wrong : summary::unknown_method(scored.method);
}

std::optional<RowProblem> ScoreTableReader::State::score_row_of(std::size_t line)
{
    auto& cells = score_cells;
    if (auto wrong = begin_row(cells, false)) {
        return wrong;
    }
    if (cells.text("reason") == to_string(NoScore::no_entry)) {  // a participant without entries
        return says_nobody(cells);
    }
    if (auto wrong = summary::hidden_in({cells.text("occasion"), cells.text("rater")})) {
        return wrong;
    }
    if (auto wrong = summary::unknown_role(cells.text("role"))) {
        return wrong;
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
    if (auto wrong = summary::contradiction(entry); !wrong.empty()) {
        return contradicting(std::move(wrong));
    }
    see_t(entry, cells.number("weighted_mean"), line);
    scored.entries.push_back(std::move(entry));
    return cells.wrong();
}

/// A T or change that was rounded on its way: all figures of the study would rest on it.
void ScoreTableReader::State::see_t(const ScoredEntry& entry, std::optional<double> weighted_mean, std::size_t line)
{
    if (!entry.t) {
        return;
    }
    std::optional<double> expected;
    bool differs = summary::change_off(entry) > close_to(*entry.t);
    if (scored.method.weighting == to_string(Weighting::equal)) {
        levels.clear();
        for (std::size_t i = 0; i < entry.counts.size(); ++i) {
            levels.insert(levels.end(), static_cast<std::size_t>(entry.counts[i]), counted_levels[i]);
        }
        equal_weights.resize(std::max(equal_weights.size(), levels.size()), 1.0);
        const auto of_levels = t_score(levels, std::span(equal_weights).first(levels.size()), scored.method.rho);
        if (of_levels && std::abs(*entry.t - *of_levels) > close_to(*of_levels)) {
            expected = of_levels;
        }
    } else if (weighted_mean) {
        const auto side = [](double x) { return x > rounding ? 1 : x < -rounding ? -1 : 0; };
        differs = differs || side(*entry.t - 50) != side(*weighted_mean);
    }
    if ((expected || differs) && rounded.rows++ == 0) {
        rounded = {1, line, *entry.t, expected};
    }
}

std::optional<RowProblem> ScoreTableReader::State::goal_row_of()
{
    auto& cells = goal_cells;
    if (auto wrong = begin_row(cells, true)) {
        return wrong;
    }
    const auto& occasion = cells.text("occasion");
    const auto date = parse_date(cells.text("date"));
    const auto& rater = cells.text("rater");
    const auto& recorded = cells.text("recorded");
    if (auto wrong = summary::hidden_in({cells.text("goal"), occasion, rater})) {
        return wrong;
    }
    if (auto wrong = summary::unknown_role(cells.text("role"))) {
        return wrong;
    }
    const auto at = parse_date(cells.text("at"));
    const bool of_day = at && at == date;
    // a goal of a participant without entries has no weighting; rows of the first version say so by lacking all else
    const bool no_entry = cells.has("missing_rule") ? cells.text("weighting").empty()
                                                    : occasion.empty() && !date && rater.empty() && recorded.empty() && cells.text("level").empty();
    if (no_entry && !cells.text("level").empty()) {
        return contradicting("there is a level, but no entry: the row has no weighting");
    }
    if (no_entry) {
        return cells.wrong();
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
    goal.not_applicable = !goal.level && recorded == recorded_not_applicable;
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

std::optional<RowProblem> ScoreTableReader::row(const std::vector<std::string>& names, const std::vector<std::string>& cells, std::size_t line)
{
    auto& state = *state_;
    state.look_up(names);
    const bool goals = state.names_goals;
    goals ? state.goal_cells.row(cells) : state.score_cells.row(cells);
    goals ? learn_missing(state.goal_cells) : learn_missing(state.score_cells);
    const auto& shard = goals ? state.goal_cells.text("shard") : state.score_cells.text("shard");
    const auto& id = goals ? state.goal_cells.text("id") : state.score_cells.text("id");
    if (!shard.empty()) {
        state.shards.insert(shard);
    }
    state.last_id = id;
    if (goals ? !shard.empty() && state.goal_cells.text("goal").empty() && state.goal_cells.is_missing(id)
              : state.score_cells.text("reason") == to_string(NoScore::empty_shard)) {
        return goals ? std::nullopt : says_nobody(state.score_cells);
    }
    if (id.empty()) {
        return RowProblem{Rule::missing_key, "the row has no id", "write the participant's id in every row"};
    }
    auto wrong = goals ? state.goal_row_of() : state.score_row_of(line);
    state.spoiled = state.spoiled || wrong;
    if (!state.refused.empty()) {
        return RowProblem{Rule::wrong_type, std::exchange(state.refused, ""), ""};
    }
    return wrong;
}

const std::string& ScoreTableReader::id() const { return state_->last_id; }

std::string ScoreTableReader::finish() { return state_->flush(); }

}  // namespace gas
