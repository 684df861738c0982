// SPDX-License-Identifier: MIT
#include "gas/view/score_frame.hpp"

#include <algorithm>
#include <array>

#include "gas/write/cells.hpp"
#include "write/row_writer.hpp"

namespace gas {

namespace {

/// The one place that says what a cell of a row of scores is to a writer.
constexpr ColumnType type_of(ScoreCellType type)
{
    switch (type) {
    case ScoreCellType::text:
    case ScoreCellType::word: return ColumnType::text;
    case ScoreCellType::date: return ColumnType::date;
    case ScoreCellType::integer: return ColumnType::integer;
    case ScoreCellType::number:
    case ScoreCellType::level: return ColumnType::number;
    case ScoreCellType::truth: return ColumnType::truth;
    }
    return ColumnType::text;
}

template <typename Get>
Column column_of(const RowColumn<Get>& of)
{
    Column column{std::string(of.name), type_of(of.type)};
    column.in_table = of.in_table != InTable::hidden;
    column.whole = of.in_table == InTable::never_cut;
    column.align = column.type == ColumnType::integer || column.type == ColumnType::number ? Align::right : Align::left;
    column.digits = of.digits >= 0 ? std::optional(of.digits) : std::nullopt;
    return column;
}

using Letters = std::array<char, 10>;

CellView cell_of(ScoreCellType, std::string_view text, Letters&) { return text.empty() ? CellView{} : CellView{text}; }
CellView cell_of(ScoreCellType, std::int64_t n, Letters&) { return n; }
CellView cell_of(ScoreCellType, std::optional<bool> truth, Letters&) { return truth ? CellView{*truth} : CellView{}; }
CellView cell_of(ScoreCellType type, const std::optional<double>& x, Letters&)
{
    const bool whole = x && type == ScoreCellType::level && is_whole(*x);
    return !x ? CellView{} : whole ? CellView{static_cast<std::int64_t>(*x)} : CellView{*x};
}
CellView cell_of(ScoreCellType, const std::optional<Date>& date, Letters& letters)
{
    if (!date) {
        return {};
    }
    letters = date_letters(*date);
    return std::string_view(letters.data(), letters.size());
}

template <const auto& Columns>
std::vector<Column> columns_of(MoreColumns more)
{
    std::vector<Column> all;
    for_each_column<Columns>([&](const auto& column) {
        if (more.has(column.only_with)) {
            all.push_back(column_of(column));
        }
    });
    return all;
}

}  // namespace

std::vector<Column> score_columns(MoreColumns more) { return columns_of<columns::of_score>(more); }
std::vector<Column> goal_columns(MoreColumns more) { return columns_of<columns::of_goals>(more); }

Frame score_frame(std::vector<Column> own, Spool spool)
{
    own.push_back(text_column("file"));
    return Frame(std::move(own), 1, std::move(spool));
}

ScoreRows::ScoreRows(Frame& frame, MoreColumns more) : sink_(&frame), frame_(&frame), more_(more) { row_.resize(frame.columns().size()); }

ScoreRows::ScoreRows(RowSink& sink, std::vector<Column> own, const std::vector<std::string>& covariates, MoreColumns more)
{
    auto columns = score_frame(std::move(own));
    *this = ScoreRows(columns, more);
    expect(covariates);
    sink.begin(columns.columns());
    sink_ = &sink;
    frame_ = nullptr;
}

void ScoreRows::expect(const std::vector<std::string>& covariates)
{
    std::size_t from = 0;
    for (const auto& name : covariates) {
        covariate_cell(name, from);
    }
}

/// The cell of a covariate; nullptr where there is no column for it. They mostly come in the order of the columns: `from` is where to look first.
CellView* ScoreRows::covariate_cell(const std::string& covariate, std::size_t& from)
{
    const auto next_cell = [&] { return &row_[columns_[from++]]; };
    if (from < covariates_.size() && covariates_[from] == covariate) {
        return next_cell();
    }
    if (const auto known = places_.find(covariate); known != places_.end()) {
        from = known->second;
        return next_cell();
    }
    if (frame_ == nullptr) {
        return nullptr;
    }
    columns_.push_back(frame_->open_column(covariate));
    places_.emplace(covariate, covariates_.size());
    covariates_.push_back(covariate);
    row_.resize(frame_->columns().size());
    from = covariates_.size() - 1;
    return next_cell();
}

template <const auto& Columns, typename Record>
bool ScoreRows::add_row(const Record& record, std::string_view file)
{
    std::array<Letters, column_names<Columns>.size()> letters;  // of the dates
    std::size_t i = 0;
    put_cells<Columns>(record, more_, [&](ScoreCellType type, const auto& cell) {
        row_[i] = cell_of(type, cell, letters[i]);
        ++i;
    });
    if (frame_ != nullptr) {
        row_.resize(frame_->columns().size());  // rows of others may have brought covariates
    }
    std::fill(row_.begin() + static_cast<std::ptrdiff_t>(i), row_.end(), CellView{});
    std::size_t from = 0;
    for (const auto& covariate : record.plan.covariates) {
        if (auto* cell = covariate_cell(covariate.name, from)) {
            *cell = covariate.quoted ? CellView{std::string_view(covariate.value)} : CellView{LiteralView{covariate.value}};
        }
    }
    row_.back() = file.empty() ? CellView{} : CellView{file};
    return sink_->row(row_);
}

bool ScoreRows::add(const ScoreRecord& record, std::string_view file) { return add_row<columns::of_score>(record, file); }
bool ScoreRows::add(const GoalRecord& record, std::string_view file) { return add_row<columns::of_goals>(record, file); }

CommonCells::CommonCells(const Frame& scores) : rows_(scores.row_count())
{
    for (std::size_t i = 0; i < scores.columns().size(); ++i) {
        seen_.push_back({scores.columns()[i].name, scores.is_open(i)});
    }
    const auto weighting =
        static_cast<std::size_t>(std::find_if(seen_.begin(), seen_.end(), [](const auto& seen) { return seen.column == "weighting"; }) - seen_.begin());
    std::string text;
    scores.for_each_row([&](std::span<const CellView> cells) {
        // a row that has no method and no rater does not differ from the others in them
        const bool without_entry = weighting < cells.size() && cells[weighting] == CellView{};
        for (std::size_t i = 0; i < cells.size(); ++i) {
            auto& seen = seen_[i];
            if (without_entry && (i == weighting || seen.column == "role")) {
                continue;
            }
            text.clear();
            seen.any = write::append_plain(text, cells[i]) || seen.any;
            if (!seen.kind) {
                seen.kind = cells[i].index();
                seen.text = text;
            }
            seen.same = seen.same && seen.kind == cells[i].index() && seen.text == text;
        }
        return true;
    });
}

std::vector<std::string> CommonCells::hidden(const std::vector<std::string>& once) const
{
    if (rows_ == 0) {
        return {"role", "carried", "rho", "weighting", "half_level", "reason"};
    }
    std::vector<std::string> names;
    for (const auto& seen : seen_) {
        if (seen.column == "t" || seen.column == "level") {
            continue;  // that there is none is the answer
        }
        const bool said_below = seen.same && (seen.covariate || std::find(once.begin(), once.end(), seen.column) != once.end());
        const bool none_carried = seen.column == "carried" && seen.same && seen.text == "0";
        if (!seen.any || said_below || none_carried) {
            names.push_back(seen.column);
        }
    }
    return names;
}

std::string CommonCells::covariates_said_once() const
{
    std::string text;
    for (const auto& seen : seen_) {
        if (seen.covariate && seen.same && seen.any) {
            text += (text.empty() ? "" : ", ") + seen.column + " " + seen.text;
        }
    }
    return text;
}

std::string CommonCells::said_once(std::string_view column, const std::string& word) const
{
    const auto seen = std::find_if(seen_.begin(), seen_.end(), [&](const auto& one) { return one.column == column; });
    if (seen == seen_.end() || !seen->kind) {
        return "";
    }
    return seen->same ? word + " " + seen->text : word + " differs, see its column";
}

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

SaidBelow said_below(const Frame& scores, const ScoreOptions& options, const std::string& shard, bool show_file)
{
    const CommonCells table(scores);
    SaidBelow below{table.hidden({"rho", "weighting", "half_level", "role"}), {}};
    if (!show_file) {
        below.hidden.emplace_back("file");
    }
    std::string method;
    for (const auto* column : {"rho", "weighting"}) {
        const auto said = table.said_once(column, column);
        method += said.empty() ? "" : said + "; ";
    }
    method += half_level_words(to_string(options.half_level));
    method += "; " + missing_rule_words(missing_rule_of(options), options.at ? to_string(*options.at) : std::string());
    below.notes.push_back(method);
    if (!shard.empty()) {
        below.notes.push_back("part " + shard + " of the inputs");
    }
    if (const auto role = table.said_once("role", "role"); !role.empty() && role != "role " && !role.ends_with("column")) {
        below.notes.push_back(role);
    }
    if (const auto covariates = table.covariates_said_once(); !covariates.empty()) {
        below.notes.push_back(covariates);
    }
    if (const auto file = table.said_once("file", "file"); file.size() > 5 && !file.ends_with("column")) {
        below.notes.push_back(file);
    }
    return below;
}

}  // namespace gas
