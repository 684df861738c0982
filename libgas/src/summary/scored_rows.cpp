// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "gas/score/t_score.hpp"
#include "gas/summary/scored.hpp"

namespace gas {

namespace {

constexpr std::array<std::string_view, 7> level_columns = {"level_minus_3", "level_minus_2", "level_minus_1", "level_minus_half",
                                                           "level_0",       "level_plus_1",  "level_plus_2"};

/// Columns of either kind of row that are no covariates.
constexpr std::string_view own_columns[] = {"id",
                                            "occasion",
                                            "date",
                                            "rater",
                                            "role",
                                            "t",
                                            "t_baseline",
                                            "t_change",
                                            "rci",
                                            "rci_verdict",
                                            "active",
                                            "rated",
                                            "paired",
                                            "carried",
                                            "mean_level",
                                            "weighted_mean",
                                            "sum_levels",
                                            "median_level",
                                            "achieved",
                                            "exceeded",
                                            "rho",
                                            "weighting",
                                            "half_level",
                                            "reason",
                                            "goal",
                                            "title",
                                            "domain",
                                            "level",
                                            "recorded",
                                            "value",
                                            "baseline",
                                            "level_change",
                                            "weight",
                                            "status",
                                            "stalled",
                                            "file",
                                            "level_minus_3",
                                            "level_minus_2",
                                            "level_minus_1",
                                            "level_minus_half",
                                            "level_0",
                                            "level_plus_1",
                                            "level_plus_2"};

bool is_own(std::string_view name, bool goals)
{
    constexpr std::string_view of_goals[] = {"goal",     "title",        "domain", "level",  "recorded", "value",
                                             "baseline", "level_change", "weight", "status", "stalled"};
    const bool goal_column = std::find(std::begin(of_goals), std::end(of_goals), name) != std::end(of_goals);
    const bool own = std::find(std::begin(own_columns), std::end(own_columns), name) != std::end(own_columns);
    return goals ? own : own && !goal_column;  // a covariate may be called like a column of the other kind
}

bool has(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

bool is_goal_row(const std::vector<std::string>& names) { return has(names, "goal") && has(names, "level") && has(names, "weight"); }

/// The cells of one row by name.
class Row {
public:
    Row(const std::vector<std::string>& names, const std::vector<std::string>& cells) : names_(names), cells_(cells) {}

    [[nodiscard]] const std::string& text(std::string_view name) const
    {
        static const std::string empty;
        const auto found = std::find(names_.begin(), names_.end(), name);
        const auto at = static_cast<std::size_t>(found - names_.begin());
        const bool there = at < cells_.size() && (name == "id" || name == "file" || !is_missing(cells_[at]));
        return there ? cells_[at] : empty;
    }
    /// The empty cell, and what `--na` writes most often.
    static bool is_missing(const std::string& cell) { return cell.empty() || cell == "NA" || cell == "." || cell == "N/A"; }
    std::optional<double> number(std::string_view name)
    {
        const auto& cell = text(name);
        if (cell.empty()) {
            return std::nullopt;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (error != std::errc{} || end != cell.data() + cell.size() || !std::isfinite(value)) {
            wrong_ = wrong_.empty() ? fmt::format("column {} has no number", name) : wrong_;
            return std::nullopt;
        }
        return value;
    }
    int count(std::string_view name) { return static_cast<int>(std::clamp(number(name).value_or(0), 0.0, 1e5)); }
    [[nodiscard]] const std::string& wrong() const { return wrong_; }

private:
    const std::vector<std::string>& names_;
    const std::vector<std::string>& cells_;
    std::string wrong_;
};

/// T, baseline and change of an entry that came goal by goal.
void score_goals_of(ScoredEntry& entry, double rho)
{
    std::vector<double> x;
    std::vector<double> w;
    std::vector<double> now;
    std::vector<double> before;
    std::vector<double> both;
    for (const auto& goal : entry.goals) {
        if (!goal.level) {
            continue;
        }
        x.push_back(*goal.level);
        w.push_back(goal.weight);
        if (goal.baseline) {
            now.push_back(*goal.level);
            before.push_back(*goal.baseline);
            both.push_back(goal.weight);
        }
        for (std::size_t i = 0; i < counted_levels.size(); ++i) {
            entry.counts[i] += counted_levels[i] == *goal.level ? 1 : 0;
        }
    }
    entry.active = static_cast<int>(entry.goals.size());
    entry.rated = static_cast<int>(x.size());
    entry.t = t_score(x, w, rho);
    entry.t_baseline = t_score(before, both, rho);
    if (const auto paired = t_score(now, both, rho)) {
        entry.t_change = *paired - *entry.t_baseline;
    }
    if (!entry.t) {
        entry.reason = to_string(x.empty() ? NoScore::no_rated_goal : NoScore::zero_weights);
        entry.t_change.reset();
    } else if (!entry.t_change) {
        entry.reason = to_string(before.empty() ? NoChange::no_baseline : NoChange::baseline_zero_weights);
    }
}

}  // namespace

bool ScoredRows::knows(const std::vector<std::string>& names)
{
    return has(names, "id") && has(names, "rho") && has(names, "half_level") &&
           ((has(names, "t") && has(names, "t_change") && has(names, "rated")) || is_goal_row(names));
}

std::string ScoredRows::flush()
{
    if (!any_) {
        return "";
    }
    any_ = false;
    if (goals_) {
        for (auto& entry : scored_.entries) {
            score_goals_of(entry, scored_.rho);
        }
    }
    return take_(scored_);
}

std::string ScoredRows::new_row(const std::vector<std::string>& names, const std::vector<std::string>& cells, bool goals)
{
    Row row(names, cells);
    const bool same = any_ && goals == goals_ && row.text("id") == scored_.id && row.text("file") == scored_.file;
    if (!same) {
        if (auto wrong = flush(); !wrong.empty()) {
            return wrong;
        }
        scored_ = {};
        scored_.id = row.text("id");
        scored_.file = row.text("file");
        scored_.rho = row.number("rho").value_or(default_rho);
        scored_.weighting = row.text("weighting");
        scored_.half_level = row.text("half_level");
        for (std::size_t i = 0; i < names.size() && i < cells.size(); ++i) {
            if (!is_own(names[i], goals) && !Row::is_missing(cells[i])) {
                scored_.covariates.emplace_back(names[i], cells[i]);
            }
        }
        any_ = true;
        goals_ = goals;
    }
    const auto fresh = [&] {
        ScoredEntry entry;
        entry.occasion = row.text("occasion");
        entry.date = parse_date(row.text("date"));
        entry.rater = row.text("rater");
        entry.role = row.text("role");
        return entry;
    };
    if (goals) {
        auto entry = fresh();
        const bool of_no_entry = entry.occasion.empty() && !entry.date && row.text("recorded").empty();  // a goal of a plan without ratings
        if (of_no_entry && row.text("level").empty()) {
            return row.wrong();
        }
        const auto is = [&](const ScoredEntry& e) { return e.occasion == entry.occasion && e.date == entry.date && e.rater == entry.rater; };
        auto found = std::find_if(scored_.entries.begin(), scored_.entries.end(), is);
        if (found == scored_.entries.end()) {
            scored_.entries.push_back(std::move(entry));
            found = scored_.entries.end() - 1;
        }
        found->goals.push_back({row.text("goal"), row.text("domain"), row.number("level"), row.number("baseline"), row.number("weight").value_or(1)});
        return row.wrong();
    }
    if (row.text("reason") == to_string(NoScore::no_entry)) {
        return row.wrong();  // never rated: a participant without entries
    }
    auto entry = fresh();
    entry.t = row.number("t");
    entry.t_baseline = row.number("t_baseline");
    entry.t_change = row.number("t_change");
    entry.reason = row.text("reason");
    entry.active = row.count("active");
    entry.rated = row.count("rated");
    int counted = 0;
    for (std::size_t i = 0; i < level_columns.size(); ++i) {
        entry.counts[i] = row.count(level_columns[i]);
        counted += entry.counts[i];
    }
    if (counted != entry.rated && row.wrong().empty()) {
        return fmt::format("the columns level_* count {} goals, but {} are rated", counted, entry.rated);
    }
    scored_.entries.push_back(std::move(entry));
    return row.wrong();
}

std::string ScoredRows::row(const std::vector<std::string>& names, const std::vector<std::string>& cells)
{
    return new_row(names, cells, is_goal_row(names) && !has(names, "t_change"));
}

std::string ScoredRows::finish() { return flush(); }

}  // namespace gas
