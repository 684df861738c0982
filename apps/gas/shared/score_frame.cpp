// SPDX-License-Identifier: MIT
#include "shared/score_frame.hpp"

#include <algorithm>
#include <cmath>

#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

Column text_column(std::string name, bool in_table = true)
{
    Column column;
    column.name = std::move(name);
    column.in_table = in_table;
    return column;
}

/// A column that a narrow table must not cut.
Column whole_column(std::string name)
{
    Column column = text_column(std::move(name));
    column.whole = true;
    return column;
}

Column number_column(std::string name, bool in_table = true, std::optional<int> digits = {})
{
    Column column = text_column(std::move(name), in_table);
    column.align = Align::right;
    column.digits = digits;
    return column;
}

Cell optional_cell(const std::optional<double>& value) { return value ? Cell{*value} : Cell{}; }
/// A level, or a difference or weight of levels: whole ones without a point.
Cell level_cell(const std::optional<double>& value)
{
    const bool whole = value && *value == std::round(*value) && std::abs(*value) < 1e15;
    return whole ? Cell{static_cast<std::int64_t>(*value)} : optional_cell(value);
}
Cell text_cell(std::string_view text) { return text.empty() ? Cell{} : Cell{std::string(text)}; }
Cell role_cell(std::optional<Role> role) { return role ? Cell{std::string(to_string(*role))} : Cell{}; }

/// The day of a row; none where a table has no dates, or there is no entry.
std::optional<Date> day_of(const Plan& plan, std::optional<std::size_t> entry, const std::optional<Date>& at, const std::optional<Date>& date)
{
    const bool dated = date && (entry ? plan.ratings[*entry].dated : at.has_value());
    return dated ? date : std::nullopt;
}

Cell date_cell(std::optional<Date> date) { return date ? Cell{to_string(*date)} : Cell{}; }

/// Names that a covariate may not take, since a script would find two columns of that name.
bool is_taken(const std::vector<Column>& columns, std::string_view name)
{
    return name == "file" || std::any_of(columns.begin(), columns.end(), [&](const auto& column) { return column.name == name; });
}

std::vector<std::pair<std::string, Cell>> covariate_cells(const Plan& plan)
{
    std::vector<std::pair<std::string, Cell>> cells;
    for (const auto& covariate : plan.covariates) {
        cells.emplace_back(covariate.name, covariate.quoted ? Cell{covariate.value} : Cell{Literal{covariate.value}});
    }
    return cells;
}

bool same_cell(const Cell& a, const Cell& b)
{
    if (const auto* literal = std::get_if<Literal>(&a)) {
        const auto* other = std::get_if<Literal>(&b);
        return other != nullptr && literal->text == other->text;
    }
    if (a.index() != b.index()) {
        return false;
    }
    if (const auto* text = std::get_if<std::string>(&a)) {
        return *text == std::get<std::string>(b);
    }
    if (const auto* n = std::get_if<std::int64_t>(&a)) {
        return *n == std::get<std::int64_t>(b);
    }
    const auto* x = std::get_if<double>(&a);
    return x == nullptr || *x == std::get<double>(b);
}

std::string shown(const Cell& cell)
{
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* n = std::get_if<std::int64_t>(&cell)) {
        return std::to_string(*n);
    }
    if (const auto* literal = std::get_if<Literal>(&cell)) {
        return literal->text;
    }
    const auto* x = std::get_if<double>(&cell);
    return x != nullptr ? json_number(*x) : std::string();
}

}  // namespace

std::vector<Column> score_columns(bool with_rci)
{
    std::vector<Column> columns{whole_column("id"),  text_column("occasion"), whole_column("date"),        text_column("rater"),
                                text_column("role"), number_column("t"),      number_column("t_baseline"), number_column("t_change")};
    if (with_rci) {
        columns.push_back(number_column("rci", true, 2));
        columns.push_back(text_column("rci_verdict"));
    }
    const std::vector<Column> rest{number_column("active"),
                                   number_column("rated"),
                                   number_column("paired", false),
                                   number_column("carried"),
                                   number_column("mean_level", true, 2),
                                   number_column("weighted_mean", false),
                                   number_column("sum_levels", false),
                                   number_column("median_level", false),
                                   number_column("achieved", true, 2),
                                   number_column("exceeded", false, 2),
                                   number_column("rho", true, 2),
                                   text_column("weighting"),
                                   text_column("half_level"),
                                   text_column("reason"),
                                   number_column("level_minus_3", false),
                                   number_column("level_minus_2", false),
                                   number_column("level_minus_1", false),
                                   number_column("level_minus_half", false),
                                   number_column("level_0", false),
                                   number_column("level_plus_1", false),
                                   number_column("level_plus_2", false)};
    columns.insert(columns.end(), rest.begin(), rest.end());
    return columns;
}

namespace {

/// Takes cells into a row for a frame.
struct PendingCells {
    std::vector<Cell>& cells;
    void text(std::string_view text) { cells.push_back(Cell{std::string(text)}); }
    void word(std::string_view text) { cells.push_back(Cell{std::string(text)}); }
    void integer(std::int64_t n) { cells.push_back(Cell{n}); }
    void number(double x) { cells.push_back(Cell{x}); }
    void missing() { cells.push_back(Cell{}); }
};

/// The cells of score_columns(), in order, into whatever takes cells.
template <typename Row>
void put_score(Row& row, const Plan& plan, const ScoreFigures& figures, const EntryName& name, const ScoreOptions& options)
{
    const auto text = [&](std::string_view cell) { cell.empty() ? row.missing() : row.text(cell); };
    const auto word = [&](std::string_view cell) { cell.empty() ? row.missing() : row.word(cell); };
    const auto number = [&](const std::optional<double>& cell) { cell ? row.number(*cell) : row.missing(); };
    row.text(plan.id);
    text(name.occasion);
    if (name.date) {
        const auto letters = date_letters(*name.date);
        row.word({letters.data(), letters.size()});
    } else {
        row.missing();
    }
    text(name.rater);
    word(name.role ? to_string(*name.role) : std::string_view());
    number(figures.t);
    number(figures.t_baseline);
    number(figures.t_change);
    if (options.sem) {
        number(figures.rci);
        word(figures.rci ? rci_verdict(*figures.rci) : std::string_view());
    }
    for (const int n : {figures.active, figures.rated, figures.paired, figures.carried}) {
        row.integer(n);
    }
    const auto& levels = figures.levels;
    for (const auto* figure : {&levels.mean, &levels.weighted_mean, &levels.sum, &levels.median, &levels.achieved, &levels.exceeded}) {
        number(*figure);
    }
    row.number(figures.rho);
    row.word(to_string(figures.weighting));
    row.word(to_string(options.half_level));
    word(reason_of(figures));
    for (const int n : figures.counts) {
        row.integer(n);
    }
}

}  // namespace

EntryName name_of(const RatingGrid& grid, const ScoreFigures& figures)
{
    if (!figures.entry) {
        return {};
    }
    const auto& entry = grid.entries[*figures.entry];
    return {grid.names[entry.occasion], entry.dated ? std::optional(entry.date) : std::nullopt, grid.names[entry.rater], entry.role};
}

PendingRow score_cells(const Plan& plan, const ScoreFigures& figures, const EntryName& name, const ScoreOptions& options, const std::string& file)
{
    PendingRow pending;
    pending.before.reserve(34);
    PendingCells cells{pending.before};
    put_score(cells, plan, figures, name, options);
    pending.covariates = covariate_cells(plan);
    pending.after = {Cell{file}};
    return pending;
}

PendingRow score_cells(const Plan& plan, const ScoreRow& row, const ScoreOptions& options, const std::string& file)
{
    return score_cells(plan, row, {row.occasion, day_of(plan, row.entry, options.at, row.date), row.rater, row.role}, options, file);
}

LiveScores::LiveScores(CsvStyle style, ByteSink sink, bool with_rci, const std::vector<std::string>& covariates)
    : rows_(std::move(style), std::move(sink)), covariates_(covariates)
{
    std::vector<std::string> names;
    const auto own = score_columns(with_rci);
    for (const auto& column : own) {
        names.push_back(column.name);
    }
    for (const auto& name : covariates) {
        names.push_back(is_taken(own, name) ? "covariate_" + name : name);
    }
    names.emplace_back("file");
    rows_.header(names);
}

bool LiveScores::add(const Plan& plan, const RatingGrid& grid, const std::vector<ScoreFigures>& scores, const ScoreOptions& options, const std::string& file)
{
    for (const auto& figures : scores) {
        put_score(rows_, plan, figures, name_of(grid, figures), options);
        auto next = plan.covariates.begin();  // those that the participant has, in the order of the columns
        for (const auto& name : covariates_) {
            if (next != plan.covariates.end() && next->name == name) {
                rows_.literal(next->value);
                ++next;
            } else {
                rows_.missing();
            }
        }
        rows_.text(file);
        if (!rows_.end_row()) {
            return false;
        }
    }
    return true;
}

std::vector<Column> goal_columns()
{
    return {whole_column("id"),     whole_column("goal"),          text_column("title", false),   text_column("domain", false), text_column("occasion"),
            whole_column("date"),   text_column("rater"),          text_column("role"),           number_column("level"),       text_column("recorded"),
            number_column("value"), number_column("baseline"),     number_column("level_change"), number_column("weight"),      text_column("status"),
            text_column("stalled"), number_column("rho", true, 2), text_column("weighting"),      text_column("half_level")};
}

PendingRow goal_cells(const Plan& plan, const GoalRow& row, const ScoreOptions& options, const std::string& file)
{
    const auto& goal = plan.goals[row.goal];
    PendingRow pending;
    pending.before = {Cell{plan.id},
                      Cell{goal.id},
                      text_cell(goal.title),
                      text_cell(goal.domain),
                      text_cell(row.occasion),
                      date_cell(day_of(plan, row.entry, options.at, row.date)),
                      text_cell(row.rater),
                      role_cell(row.role),
                      level_cell(row.level),
                      text_cell(row.recorded),
                      optional_cell(row.value),
                      level_cell(row.baseline),
                      level_cell(row.level_change),
                      level_cell(row.weight),
                      Cell{std::string(to_string(row.status))},
                      Cell{Literal{row.stalled ? "true" : "false"}},
                      Cell{row.rho},
                      Cell{std::string(to_string(row.weighting))},
                      Cell{std::string(to_string(options.half_level))}};
    pending.covariates = covariate_cells(plan);
    pending.after = {Cell{file}};
    return pending;
}

ScoreTable::ScoreTable(std::vector<Column> before, bool for_table)
    : before_(before), for_table_(for_table), frame_(std::move(before), {text_column("file", false)})
{
}

void ScoreTable::see(const std::string& name, const Cell& cell)
{
    auto& seen = seen_.try_emplace(name, Seen{cell, true, false}).first->second;
    seen.same = seen.same && same_cell(seen.first, cell);
    seen.any = seen.any || !std::holds_alternative<std::monostate>(cell);
}

void ScoreTable::expect_covariates(const std::vector<std::string>& names)
{
    for (const auto& name : names) {
        frame_.open_column(is_taken(before_, name) ? "covariate_" + name : name);
    }
}

bool ScoreTable::add(PendingRow row)
{
    for (std::size_t i = 0; for_table_ && i < before_.size(); ++i) {
        see(before_[i].name, row.before[i]);
    }
    if (for_table_) {
        see("file", row.after[0]);
    }
    std::vector<Frame::OpenCell> open;
    for (auto& [name, cell] : row.covariates) {
        const auto column = is_taken(before_, name) ? "covariate_" + name : name;
        if (for_table_) {
            see(column, cell);
            ++covariates_[column];
        }
        open.push_back({frame_.open_column(column), std::move(cell)});
    }
    ++rows_;
    return frame_.add_row(row.before, open, row.after);
}

std::vector<std::string> ScoreTable::hidden(const std::vector<std::string>& once) const
{
    if (rows_ == 0) {
        return {"role", "carried", "rho", "weighting", "half_level", "reason"};
    }
    std::vector<std::string> names;
    for (const auto& [name, seen] : seen_) {
        if (name == "t" || name == "level") {
            continue;  // that there is none is the answer
        }
        const bool said_below = seen.same && (is_covariate(name) || std::find(once.begin(), once.end(), name) != once.end());
        const bool none_carried = name == "carried" && seen.same && same_cell(seen.first, Cell{std::int64_t{0}});
        if (!seen.any || said_below || none_carried) {
            names.push_back(name);
        }
    }
    return names;
}

bool ScoreTable::is_covariate(const std::string& name) const
{
    const auto it = covariates_.find(name);
    return it != covariates_.end() && it->second == rows_;  // where some rows lack it, it is not the same in all
}

std::string ScoreTable::covariates_said_once() const
{
    std::string text;
    for (const auto& column : frame_.columns()) {
        const auto seen = seen_.find(column.name);
        if (is_covariate(column.name) && seen->second.same) {
            text += (text.empty() ? "" : ", ") + column.name + " " + shown(seen->second.first);
        }
    }
    return text;
}

std::string ScoreTable::said_once(const std::string& column, const std::string& word) const
{
    const auto it = seen_.find(column);
    if (it == seen_.end()) {
        return "";
    }
    return it->second.same ? word + " " + shown(it->second.first) : word + " differs, see its column";
}

}  // namespace gas::app
