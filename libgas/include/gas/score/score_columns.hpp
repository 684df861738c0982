// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"

/// The columns of rows of scores: the one list that writing, reading back and the manual go by. New ones come at the end of their group.
namespace gas {

/// What a cell holds. A word is text of our own, which needs no quotes; a level is a number that is mostly whole.
enum class ScoreCellType { text, word, date, integer, number, level, truth };

/// What names a row.
struct RowName {
    std::string_view occasion;
    std::optional<Date> date;
    std::string_view rater;
    std::optional<Role> role;
};

/// What names the row of `figures`, of the ratings in `grid`: its entry, with ScoreOptions::at the day and the only rater. Views into the grid.
RowName name_of(const RatingGrid& grid, const ScoreFigures& figures, const ScoreOptions& options);

/// A row of `gas score`.
struct ScoreRecord {
    const Plan& plan;
    const ScoreFigures& figures;
    const RowName& name;
    const ScoreOptions& options;
    std::string_view shard;  ///< "3/8": the part of a study that the run scored; empty: all of it
};

/// A row of `gas score --goals`.
struct GoalRecord {
    const Plan& plan;
    const GoalRow& row;
    const ScoreOptions& options;
    std::string_view shard;
};

/// How a column stands in a table for people.
enum class InTable { hidden, shown, never_cut };

/// What a column is there for only where it was asked for.
enum class OnlyWith : std::uint8_t { nothing, sem, notes };

/// What was asked for beside the usual columns.
struct MoreColumns {
    bool sem = false;    ///< the reliable change index
    bool notes = false;  ///< somebody's words about a rating or an entry

    [[nodiscard]] constexpr bool has(OnlyWith with) const { return with == OnlyWith::nothing || (with == OnlyWith::sem ? sem : notes); }
};

/// A column; `get` takes a record and gives a text, word, date, whole number, number or truth value, which is missing where it is empty.
template <typename Get>
struct RowColumn {
    std::string_view name;
    ScoreCellType type = ScoreCellType::text;
    Get get;
    InTable in_table = InTable::shown;
    int digits = -1;  ///< behind the point in a table; -1: as asked for
    OnlyWith only_with = OnlyWith::nothing;
};

namespace columns {

constexpr std::string_view text(std::string_view text) { return text; }
constexpr std::optional<double> number(const std::optional<double>& value) { return value; }
constexpr std::int64_t integer(int n) { return n; }
constexpr std::optional<Date> date(const std::optional<Date>& date) { return date; }
inline std::string_view role(std::optional<Role> role) { return role ? to_string(*role) : std::string_view(); }
inline std::string_view weighting(std::optional<Weighting> weighting) { return weighting ? to_string(*weighting) : std::string_view(); }

/// A text of the row's goal; missing in the row of a participant without goals.
inline std::string_view goal_text(const GoalRecord& r, std::string Goal::*text)
{
    return r.row.goal < r.plan.goals.size() ? std::string_view(r.plan.goals[r.row.goal].*text) : std::string_view();
}

/// What there is of every goal; missing in the row of a participant without goals.
template <typename Value>
std::optional<Value> of_goal(const GoalRecord& r, Value value)
{
    return r.row.goal < r.plan.goals.size() ? std::optional(value) : std::nullopt;
}

/// The note of the entry that a row has its note from; none where the ratings are in a grid alone.
inline std::string_view entry_note(const Plan& plan, std::optional<std::size_t> entry)
{
    return entry && *entry < plan.ratings.size() ? std::string_view(plan.ratings[*entry].note) : std::string_view();
}

template <typename Get>
constexpr RowColumn<Get> column(std::string_view name, ScoreCellType type, Get get, InTable in_table = InTable::shown, int digits = -1,
                                OnlyWith only_with = OnlyWith::nothing)
{
    return {name, type, get, in_table, digits, only_with};
}

using Type = ScoreCellType;

/// Columns of `gas score`, in order; covariates and `file` follow.
inline constexpr std::tuple of_score = {
    column(
        "id", Type::text, [](const ScoreRecord& r) { return text(r.plan.id); }, InTable::never_cut),
    column("occasion", Type::text, [](const ScoreRecord& r) { return text(r.name.occasion); }),
    column(
        "date", Type::date, [](const ScoreRecord& r) { return date(r.name.date); }, InTable::never_cut),
    column("rater", Type::text, [](const ScoreRecord& r) { return text(r.name.rater); }),
    column("role", Type::word, [](const ScoreRecord& r) { return role(r.name.role); }),
    column("t", Type::number, [](const ScoreRecord& r) { return number(r.figures.t); }),
    column("t_baseline", Type::number, [](const ScoreRecord& r) { return number(r.figures.t_baseline); }),
    column("t_change", Type::number, [](const ScoreRecord& r) { return number(r.figures.t_change); }),
    column(
        "rci", Type::number, [](const ScoreRecord& r) { return number(r.figures.rci); }, InTable::shown, 2, OnlyWith::sem),
    column(
        "rci_verdict", Type::word, [](const ScoreRecord& r) { return r.figures.rci ? text(rci_verdict(*r.figures.rci)) : std::string_view(); }, InTable::shown,
        -1, OnlyWith::sem),
    column("active", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.active); }),
    column("rated", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.rated); }),
    column(
        "paired", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.paired); }, InTable::hidden),
    column("carried", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.carried); }),
    column(
        "mean_level", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.mean); }, InTable::shown, 2),
    column(
        "weighted_mean", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.weighted_mean); }, InTable::hidden),
    column(
        "sum_levels", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.sum); }, InTable::hidden),
    column(
        "median_level", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.median); }, InTable::hidden),
    column(
        "achieved", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.achieved); }, InTable::shown, 2),
    column(
        "exceeded", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.exceeded); }, InTable::hidden, 2),
    column(
        "rho", Type::number, [](const ScoreRecord& r) { return number(r.figures.rho); }, InTable::shown, 2),
    column("weighting", Type::word, [](const ScoreRecord& r) { return weighting(r.figures.weighting); }),
    column("half_level", Type::word, [](const ScoreRecord& r) { return text(to_string(r.options.half_level)); }),
    column("reason", Type::word, [](const ScoreRecord& r) { return text(reason_of(r.figures)); }),
    column(
        "level_minus_3", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[0]); }, InTable::hidden),
    column(
        "level_minus_2", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[1]); }, InTable::hidden),
    column(
        "level_minus_1", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[2]); }, InTable::hidden),
    column(
        "level_minus_half", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[3]); }, InTable::hidden),
    column(
        "level_0", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[4]); }, InTable::hidden),
    column(
        "level_plus_1", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[5]); }, InTable::hidden),
    column(
        "level_plus_2", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[6]); }, InTable::hidden),
    column(
        "unrated", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.unrated); }, InTable::hidden),
    column(
        "not_applicable", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.not_applicable); }, InTable::hidden),
    column(
        "missing_rule", Type::word, [](const ScoreRecord& r) { return text(missing_rule_of(r.options)); }, InTable::hidden),
    column(
        "shard", Type::word, [](const ScoreRecord& r) { return text(r.shard); }, InTable::hidden),
    column(
        "at", Type::date, [](const ScoreRecord& r) { return date(r.options.at); }, InTable::hidden),
    column(
        "entry_note", Type::text, [](const ScoreRecord& r) { return entry_note(r.plan, r.figures.noted_in); }, InTable::shown, -1, OnlyWith::notes)};

/// Columns from this one on came after the first version: in its rows such a name is a covariate's.
inline constexpr std::string_view first_added_to_score = "unrated";
inline constexpr std::string_view first_added_to_goals = "active";

/// Columns of `gas score --goals`, in order; covariates and `file` follow.
inline constexpr std::tuple of_goals = {
    column(
        "id", Type::text, [](const GoalRecord& r) { return text(r.plan.id); }, InTable::never_cut),
    column(
        "goal", Type::text, [](const GoalRecord& r) { return goal_text(r, &Goal::id); }, InTable::never_cut),
    column(
        "title", Type::text, [](const GoalRecord& r) { return goal_text(r, &Goal::title); }, InTable::hidden),
    column(
        "domain", Type::text, [](const GoalRecord& r) { return goal_text(r, &Goal::domain); }, InTable::hidden),
    column("occasion", Type::text, [](const GoalRecord& r) { return text(r.row.occasion); }),
    column(
        "date", Type::date, [](const GoalRecord& r) { return date(r.row.date); }, InTable::never_cut),
    column("rater", Type::text, [](const GoalRecord& r) { return text(r.row.rater); }),
    column("role", Type::word, [](const GoalRecord& r) { return role(r.row.role); }),
    column("level", Type::level, [](const GoalRecord& r) { return number(r.row.level); }),
    column("recorded", Type::text, [](const GoalRecord& r) { return text(r.row.recorded); }),
    column("value", Type::number, [](const GoalRecord& r) { return number(r.row.value); }),
    column("baseline", Type::level, [](const GoalRecord& r) { return number(r.row.baseline); }),
    column("level_change", Type::level, [](const GoalRecord& r) { return number(r.row.level_change); }),
    column("weight", Type::level, [](const GoalRecord& r) { return of_goal(r, r.row.weight); }),
    column("status", Type::word, [](const GoalRecord& r) { return r.row.status ? text(to_string(*r.row.status)) : std::string_view(); }),
    column("stalled", Type::truth, [](const GoalRecord& r) { return of_goal(r, r.row.stalled); }),
    column(
        "rho", Type::number, [](const GoalRecord& r) { return number(r.row.rho); }, InTable::shown, 2),
    column("weighting", Type::word, [](const GoalRecord& r) { return weighting(r.row.weighting); }),
    column("half_level", Type::word, [](const GoalRecord& r) { return text(to_string(r.options.half_level)); }),
    column(
        "active", Type::truth, [](const GoalRecord& r) { return of_goal(r, r.row.active); }, InTable::hidden),
    column(
        "ambiguous", Type::word, [](const GoalRecord& r) { return text(to_string(r.row.ambiguity)); }, InTable::shown),
    column(
        "missing_rule", Type::word, [](const GoalRecord& r) { return text(missing_rule_of(r.options)); }, InTable::hidden),
    column(
        "shard", Type::word, [](const GoalRecord& r) { return text(r.shard); }, InTable::hidden),
    column(
        "stood_for", Type::text, [](const GoalRecord& r) { return r.row.stood_for ? text(r.plan.goals[*r.row.stood_for].id) : std::string_view(); },
        InTable::hidden),
    column(
        "at", Type::date, [](const GoalRecord& r) { return date(r.row.at); }, InTable::hidden),
    column(
        "note", Type::text, [](const GoalRecord& r) { return text(r.row.note); }, InTable::shown, -1, OnlyWith::notes),
    column(
        "entry_note", Type::text, [](const GoalRecord& r) { return entry_note(r.plan, r.row.noted_in); }, InTable::shown, -1, OnlyWith::notes)};

}  // namespace columns

/// The names of a list of columns, in order.
template <const auto& Columns>
inline constexpr auto column_names = std::apply([](const auto&... column) { return std::array{column.name...}; }, Columns);

/// Which column of a list has that name. Does not compile for a name that is not there: a renamed column cannot be forgotten where it is read.
template <const auto& Columns>
consteval std::size_t column_named(std::string_view name)
{
    for (std::size_t i = 0; i < column_names<Columns>.size(); ++i) {
        if (column_names<Columns>[i] == name) {
            return i;
        }
    }
    throw "no column has that name";
}

/// Gives each column of a list to `take`, in order.
template <const auto& Columns, typename Take>
void for_each_column(Take take)
{
    std::apply([&](const auto&... column) { (take(column), ...); }, Columns);
}

/// Gives the cells of a row to `put(type, value)`, in order. The value has the type that its column's `get` gives.
template <const auto& Columns, typename Record, typename Put>
void put_cells(const Record& record, MoreColumns more, Put put)
{
    for_each_column<Columns>([&](const auto& column) {
        if (more.has(column.only_with)) {
            put(column.type, column.get(record));
        }
    });
}

}  // namespace gas
