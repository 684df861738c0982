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

template <typename Get>
Column column_of(const RowColumn<Get>& of)
{
    Column column = text_column(std::string(of.name), of.in_table != InTable::hidden);
    column.whole = of.in_table == InTable::never_cut;
    const bool number = of.type == ScoreCellType::integer || of.type == ScoreCellType::number || of.type == ScoreCellType::level;
    column.align = number ? Align::right : Align::left;
    column.digits = of.digits >= 0 ? std::optional(of.digits) : std::nullopt;
    return column;
}

/// A cell of a row of scores as frames have it.
Cell frame_cell(ScoreCellType, std::string_view text) { return text.empty() ? Cell{} : Cell{std::string(text)}; }
Cell frame_cell(ScoreCellType, const std::optional<Date>& date) { return date ? Cell{to_string(*date)} : Cell{}; }
Cell frame_cell(ScoreCellType, std::int64_t n) { return Cell{n}; }
Cell frame_cell(ScoreCellType, std::optional<bool> truth) { return truth ? Cell{Literal{*truth ? "true" : "false"}} : Cell{}; }
Cell frame_cell(ScoreCellType type, const std::optional<double>& x)
{
    const bool whole = x && type == ScoreCellType::level && *x == std::round(*x) && std::abs(*x) < 1e15;
    return !x ? Cell{} : whole ? Cell{static_cast<std::int64_t>(*x)} : Cell{*x};
}

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

std::string cell_text(const Cell& cell)
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

std::vector<Column> score_columns(bool with_sem)
{
    std::vector<Column> all;
    for_each_column<columns::of_score>([&](const auto& column) {
        if (!column.with_sem || with_sem) {
            all.push_back(column_of(column));
        }
    });
    return all;
}

std::vector<Column> goal_columns()
{
    std::vector<Column> all;
    for_each_column<columns::of_goals>([&](const auto& column) { all.push_back(column_of(column)); });
    return all;
}

PendingRow score_cells(const ScoreRecord& record, const std::string& file)
{
    PendingRow pending;
    pending.before.reserve(column_names<columns::of_score>.size());
    put_cells<columns::of_score>(record, record.options.sem.has_value(),
                                 [&](ScoreCellType type, const auto& cell) { pending.before.push_back(frame_cell(type, cell)); });
    pending.covariates = covariate_cells(record.plan);
    pending.after = {Cell{file}};
    return pending;
}

PendingRow goal_cells(const GoalRecord& record, const std::string& file)
{
    PendingRow pending;
    pending.before.reserve(column_names<columns::of_goals>.size());
    put_cells<columns::of_goals>(record, true, [&](ScoreCellType type, const auto& cell) { pending.before.push_back(frame_cell(type, cell)); });
    pending.covariates = covariate_cells(record.plan);
    pending.after = {Cell{file}};
    return pending;
}

namespace {

/// A cell of a row of scores, written at once.
void put_live(CsvRows& rows, ScoreCellType type, std::string_view text)
{
    text.empty() ? rows.missing() : type == ScoreCellType::text ? rows.text(text) : rows.word(text);
}
void put_live(CsvRows& rows, ScoreCellType, std::int64_t n) { rows.integer(n); }
void put_live(CsvRows& rows, ScoreCellType, const std::optional<double>& x) { x ? rows.number(*x) : rows.missing(); }
void put_live(CsvRows& rows, ScoreCellType, const std::optional<Date>& date)
{
    if (!date) {
        rows.missing();
        return;
    }
    const auto letters = date_letters(*date);
    rows.word({letters.data(), letters.size()});
}

}  // namespace

std::string missing_rule_words(std::string_view rule, std::string_view at)
{
    if (rule.empty()) {
        return "missing rule not stated";
    }
    const auto of_unrated = !at.empty()                   ? "every active goal as of " + std::string(at)
                            : rule.starts_with("carried") ? std::string("unrated goals carried from earlier")
                                                          : std::string("unrated goals left out");
    return of_unrated + (rule.ends_with("no-score") ? "; no T where a goal is unrated" : "");
}

LiveScores::LiveScores(CsvStyle style, ByteSink sink, bool with_sem, const std::vector<std::string>& covariates)
    : rows_(std::move(style), std::move(sink)), covariates_(covariates)
{
    std::vector<std::string> names;
    const auto own = score_columns(with_sem);
    for (const auto& column : own) {
        names.push_back(column.name);
    }
    for (const auto& name : covariates) {
        names.push_back(is_taken(own, name) ? "covariate_" + name : name);
    }
    names.emplace_back("file");
    rows_.header(names);
}

bool LiveScores::add(const ScoreRecord& record, const std::string& file)
{
    put_cells<columns::of_score>(record, record.options.sem.has_value(), [&](ScoreCellType type, const auto& cell) { put_live(rows_, type, cell); });
    auto next = record.plan.covariates.begin();  // those that the participant has, in the order of the columns
    for (const auto& name : covariates_) {
        if (next != record.plan.covariates.end() && next->name == name) {
            rows_.literal(next->value);
            ++next;
        } else {
            rows_.missing();
        }
    }
    file.empty() ? rows_.missing() : rows_.text(file);
    return rows_.end_row();
}

ScoreTable::ScoreTable(std::vector<Column> before, bool for_table)
    : before_(before), for_table_(for_table), frame_(std::move(before), {text_column("file", false)})
{
    const auto found = std::find_if(before_.begin(), before_.end(), [](const Column& column) { return column.name == "weighting"; });
    weighting_ = static_cast<std::size_t>(found - before_.begin());
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
    const auto is_missing = [](const Cell& cell) { return std::holds_alternative<std::monostate>(cell); };
    const bool without_entry = is_missing(row.before[weighting_]);  // a row that has no method and no rater does not differ from the others in them
    for (std::size_t i = 0; for_table_ && i < before_.size(); ++i) {
        if (!without_entry || (i != weighting_ && before_[i].name != "role")) {
            see(before_[i].name, row.before[i]);
        }
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
    for (const auto* column : {"weighting", "role"}) {
        if (seen_.count(column) == 0) {
            names.emplace_back(column);  // nobody has an entry
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
            text += (text.empty() ? "" : ", ") + column.name + " " + cell_text(seen->second.first);
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
    return it->second.same ? word + " " + cell_text(it->second.first) : word + " differs, see its column";
}

}  // namespace gas::app
