// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"

/// The columns of rows of scores: the one list that writing, reading back and the manual go by. New ones come at the end of their group.
namespace gas {

/// What a cell holds. A word is text of our own, which needs no quotes; a level is a number that is mostly whole.
enum class ScoreCellType { text, word, date, integer, number, level, truth };

/// A cell; nothing is missing. Texts are views into the row's plan.
using ScoreCell = std::variant<std::monostate, std::string_view, Date, std::int64_t, double, bool>;

/// What names a row.
struct RowName {
    std::string_view occasion;
    std::optional<Date> date;
    std::string_view rater;
    std::optional<Role> role;
};

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

template <typename Record>
struct RowColumn {
    std::string_view name;
    ScoreCellType type = ScoreCellType::text;
    ScoreCell (*get)(const Record&) = nullptr;
    InTable in_table = InTable::shown;
    int digits = -1;        ///< behind the point in a table; -1: as asked for
    bool with_sem = false;  ///< only where the reliable change index was asked for
};

namespace columns {

constexpr ScoreCell text(std::string_view text) { return text.empty() ? ScoreCell{} : ScoreCell{text}; }
constexpr ScoreCell number(const std::optional<double>& value) { return value ? ScoreCell{*value} : ScoreCell{}; }
constexpr ScoreCell integer(int n) { return ScoreCell{std::int64_t{n}}; }
inline ScoreCell role(std::optional<Role> role) { return role ? ScoreCell{to_string(*role)} : ScoreCell{}; }
inline ScoreCell date(const std::optional<Date>& date) { return date ? ScoreCell{*date} : ScoreCell{}; }
inline ScoreCell weighting(std::optional<Weighting> weighting) { return weighting ? ScoreCell{to_string(*weighting)} : ScoreCell{}; }

using Type = ScoreCellType;
using ScoreColumn = RowColumn<ScoreRecord>;
using GoalColumn = RowColumn<GoalRecord>;

/// Columns of `gas score`, in order; covariates and `file` follow.
inline constexpr std::array of_score = {
    ScoreColumn{"id", Type::text, [](const ScoreRecord& r) { return text(r.plan.id); }, InTable::never_cut},
    ScoreColumn{"occasion", Type::text, [](const ScoreRecord& r) { return text(r.name.occasion); }},
    ScoreColumn{"date", Type::date, [](const ScoreRecord& r) { return date(r.name.date); }, InTable::never_cut},
    ScoreColumn{"rater", Type::text, [](const ScoreRecord& r) { return text(r.name.rater); }},
    ScoreColumn{"role", Type::word, [](const ScoreRecord& r) { return role(r.name.role); }},
    ScoreColumn{"t", Type::number, [](const ScoreRecord& r) { return number(r.figures.t); }},
    ScoreColumn{"t_baseline", Type::number, [](const ScoreRecord& r) { return number(r.figures.t_baseline); }},
    ScoreColumn{"t_change", Type::number, [](const ScoreRecord& r) { return number(r.figures.t_change); }},
    ScoreColumn{"rci", Type::number, [](const ScoreRecord& r) { return number(r.figures.rci); }, InTable::shown, 2, true},
    ScoreColumn{"rci_verdict", Type::word, [](const ScoreRecord& r) { return r.figures.rci ? text(rci_verdict(*r.figures.rci)) : ScoreCell{}; }, InTable::shown,
                -1, true},
    ScoreColumn{"active", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.active); }},
    ScoreColumn{"rated", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.rated); }},
    ScoreColumn{"paired", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.paired); }, InTable::hidden},
    ScoreColumn{"carried", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.carried); }},
    ScoreColumn{"mean_level", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.mean); }, InTable::shown, 2},
    ScoreColumn{"weighted_mean", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.weighted_mean); }, InTable::hidden},
    ScoreColumn{"sum_levels", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.sum); }, InTable::hidden},
    ScoreColumn{"median_level", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.median); }, InTable::hidden},
    ScoreColumn{"achieved", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.achieved); }, InTable::shown, 2},
    ScoreColumn{"exceeded", Type::number, [](const ScoreRecord& r) { return number(r.figures.levels.exceeded); }, InTable::hidden, 2},
    ScoreColumn{"rho", Type::number, [](const ScoreRecord& r) { return ScoreCell{r.figures.rho}; }, InTable::shown, 2},
    ScoreColumn{"weighting", Type::word, [](const ScoreRecord& r) { return weighting(r.figures.weighting); }},
    ScoreColumn{"half_level", Type::word, [](const ScoreRecord& r) { return text(to_string(r.options.half_level)); }},
    ScoreColumn{"reason", Type::word, [](const ScoreRecord& r) { return text(reason_of(r.figures)); }},
    ScoreColumn{"level_minus_3", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[0]); }, InTable::hidden},
    ScoreColumn{"level_minus_2", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[1]); }, InTable::hidden},
    ScoreColumn{"level_minus_1", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[2]); }, InTable::hidden},
    ScoreColumn{"level_minus_half", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[3]); }, InTable::hidden},
    ScoreColumn{"level_0", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[4]); }, InTable::hidden},
    ScoreColumn{"level_plus_1", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[5]); }, InTable::hidden},
    ScoreColumn{"level_plus_2", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.counts[6]); }, InTable::hidden},
    ScoreColumn{"unrated", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.unrated); }, InTable::hidden},
    ScoreColumn{"not_applicable", Type::integer, [](const ScoreRecord& r) { return integer(r.figures.not_applicable); }, InTable::hidden},
    ScoreColumn{"missing_rule", Type::word, [](const ScoreRecord& r) { return text(missing_rule_of(r.options)); }, InTable::hidden},
    ScoreColumn{"shard", Type::word, [](const ScoreRecord& r) { return text(r.shard); }, InTable::hidden},
};

/// Columns of `gas score --goals`, in order; covariates and `file` follow.
inline constexpr std::array of_goals = {
    GoalColumn{"id", Type::text, [](const GoalRecord& r) { return text(r.plan.id); }, InTable::never_cut},
    GoalColumn{"goal", Type::text, [](const GoalRecord& r) { return text(r.plan.goals[r.row.goal].id); }, InTable::never_cut},
    GoalColumn{"title", Type::text, [](const GoalRecord& r) { return text(r.plan.goals[r.row.goal].title); }, InTable::hidden},
    GoalColumn{"domain", Type::text, [](const GoalRecord& r) { return text(r.plan.goals[r.row.goal].domain); }, InTable::hidden},
    GoalColumn{"occasion", Type::text, [](const GoalRecord& r) { return text(r.row.occasion); }},
    GoalColumn{"date", Type::date, [](const GoalRecord& r) { return date(r.row.date); }, InTable::never_cut},
    GoalColumn{"rater", Type::text, [](const GoalRecord& r) { return text(r.row.rater); }},
    GoalColumn{"role", Type::word, [](const GoalRecord& r) { return role(r.row.role); }},
    GoalColumn{"level", Type::level, [](const GoalRecord& r) { return number(r.row.level); }},
    GoalColumn{"recorded", Type::text, [](const GoalRecord& r) { return text(r.row.recorded); }},
    GoalColumn{"value", Type::number, [](const GoalRecord& r) { return number(r.row.value); }},
    GoalColumn{"baseline", Type::level, [](const GoalRecord& r) { return number(r.row.baseline); }},
    GoalColumn{"level_change", Type::level, [](const GoalRecord& r) { return number(r.row.level_change); }},
    GoalColumn{"weight", Type::level, [](const GoalRecord& r) { return ScoreCell{r.row.weight}; }},
    GoalColumn{"status", Type::word, [](const GoalRecord& r) { return r.row.status ? text(to_string(*r.row.status)) : ScoreCell{}; }},
    GoalColumn{"stalled", Type::truth, [](const GoalRecord& r) { return ScoreCell{r.row.stalled}; }},
    GoalColumn{"rho", Type::number, [](const GoalRecord& r) { return ScoreCell{r.row.rho}; }, InTable::shown, 2},
    GoalColumn{"weighting", Type::word, [](const GoalRecord& r) { return weighting(r.row.weighting); }},
    GoalColumn{"half_level", Type::word, [](const GoalRecord& r) { return text(to_string(r.options.half_level)); }},
    GoalColumn{"active", Type::truth, [](const GoalRecord& r) { return ScoreCell{r.row.active}; }, InTable::hidden},
    GoalColumn{"ambiguous", Type::word, [](const GoalRecord& r) { return text(to_string(r.row.ambiguity)); }, InTable::hidden},
    GoalColumn{"missing_rule", Type::word, [](const GoalRecord& r) { return text(missing_rule_of(r.options)); }, InTable::hidden},
    GoalColumn{"shard", Type::word, [](const GoalRecord& r) { return text(r.shard); }, InTable::hidden},
    GoalColumn{"stood_for", Type::text, [](const GoalRecord& r) { return r.row.stood_for ? text(r.plan.goals[*r.row.stood_for].id) : ScoreCell{}; },
               InTable::hidden},
    GoalColumn{"at", Type::date, [](const GoalRecord& r) { return date(r.row.at); }, InTable::hidden},
};

}  // namespace columns

/// Which column of a list has that name. Does not compile for a name that is not there: a renamed column cannot be forgotten where it is read.
template <typename Record, std::size_t N>
consteval std::size_t column_named(const std::array<RowColumn<Record>, N>& columns, std::string_view name)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (columns[i].name == name) {
            return i;
        }
    }
    throw "no column has that name";
}

/// Gives the cells of a row to `put(type, cell)`, in order; those of the reliable change index only where `with_sem`.
template <const auto& Columns, typename Record, typename Put>
void put_cells(const Record& record, bool with_sem, Put put)
{
    const auto one = [&]<std::size_t I>() {
        constexpr const auto& column = Columns[I];
        if (!column.with_sem || with_sem) {
            put(column.type, column.get(record));
        }
    };
    [&]<std::size_t... I>(std::index_sequence<I...>) { (one.template operator()<I>(), ...); }
    (std::make_index_sequence<Columns.size()>());
}

}  // namespace gas
