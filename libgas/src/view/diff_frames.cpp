// SPDX-License-Identifier: MIT
// The rows that csv, json and the table of `gas diff` are made of.
#include <fmt/format.h>

#include "gas/view/diff_report.hpp"
#include "gas/write/cells.hpp"

namespace gas {

namespace {

Cell day_cell(const std::optional<Date>& date) { return date ? Cell{to_string(*date)} : Cell{}; }

void add_place(std::vector<Cell>& cells, const std::string& file, const Position& begin, const Position& end)
{
    cells.push_back(begin.line > 0 ? text_cell(file) : Cell{});
    for (const auto& place : {begin, end}) {
        cells.push_back(place_cell(place.line));
        cells.push_back(place.line > 0 ? place_cell(place.column) : Cell{});
    }
}

}  // namespace

std::vector<NotCompared> not_compared(const Comparison& comparison)
{
    std::vector<NotCompared> gaps;
    for (const auto& problem : comparison.unread) {
        gaps.push_back({problem.file, "file-unreadable", fmt::format("was not compared: {}", problem.message)});
    }
    for (const auto& file : comparison.broken) {
        gaps.push_back({file, "file-with-errors", "has errors, and was not, or not wholly, compared"});
    }
    return gaps;
}

Frame changes_frame(const Comparison& comparison, bool hide_text)
{
    std::vector<Column> columns = {text_column("id"),    text_column("class"), hidden(text_column("severity")), hidden(text_column("kind")),
                                   text_column("goal"),  text_column("name"),  text_column("occasion"),         date_column("date"),
                                   text_column("rater"), text_column("field"), hidden(text_column("path")),     text_column("old"),
                                   text_column("new")};
    for (const std::string side : {"old", "new"}) {
        columns.push_back(hidden(text_column(side + "_file")));
        for (const std::string part : {"_line", "_column", "_end_line", "_end_column"}) {
            columns.push_back(hidden(integer_column(side + part)));
        }
    }
    Frame frame(std::move(columns));
    for (const auto& gap : not_compared(comparison)) {
        std::vector<Cell> cells(frame.columns().size());
        cells[1] = Cell{std::string("not-compared")};
        cells[2] = Cell{std::string(to_string(Severity::error))};
        cells[3] = Cell{std::string(gap.kind)};
        cells[5] = Cell{gap.file};
        cells[9] = Cell{std::string("file")};
        frame.add_row(cells);
    }
    for (const auto& plan : comparison.plans) {
        for (std::size_t c = 0; c < plan.diff.changes.size(); ++c) {
            const auto& change = plan.diff.changes[c];
            const bool hide = hide_text && change.free_text;
            const auto value = [&](const std::optional<std::string>& side) { return side ? Cell{hide ? std::string("(text)") : *side} : Cell{}; };
            std::vector<Cell> cells = {Cell{plan.id},
                                       Cell{std::string(to_string(change.change_class))},
                                       Cell{std::string(to_string(severity_of(change)))},
                                       Cell{change.kind},
                                       text_cell(change.goal),
                                       text_cell(change.name),
                                       text_cell(change.occasion),
                                       day_cell(change.date),
                                       text_cell(change.rater),
                                       Cell{change.field},
                                       Cell{change.path},
                                       value(change.before),
                                       value(change.after)};
            const auto& places = plan.places[c];
            add_place(cells, plan.old_name, places.old_begin, places.old_end);
            add_place(cells, plan.new_name, places.new_begin, places.new_end);
            frame.add_row(cells);
        }
    }
    return frame;
}

Frame effects_frame(const Comparison& comparison, bool alone)
{
    Frame frame({text_column("id"), text_column("occasion"), date_column("date"), text_column("rater"), number_column("t_old"), number_column("t_new"),
                 number_column("t_difference"), number_column("t_change_old"), number_column("t_change_new"), text_column("because"),
                 hidden(text_column("causes")), hidden(text_column("file"))});
    for (const auto& gap : alone ? not_compared(comparison) : std::vector<NotCompared>()) {
        std::vector<Cell> cells(frame.columns().size());
        cells[9] = Cell{fmt::format("{} {}", gap.file, gap.words)};
        cells[11] = Cell{gap.file};
        frame.add_row(cells);
    }
    for (const auto& plan : comparison.plans) {
        for (const auto& effect : plan.diff.effects) {
            std::string causes;
            for (const auto c : effect.causes) {
                causes += (causes.empty() ? "" : "; ") + plan.diff.changes[c].path;
            }
            const auto difference = effect.t_before && effect.t_after ? std::optional(*effect.t_after - *effect.t_before) : std::nullopt;
            const auto& file = plan.new_name.empty() ? plan.old_name : plan.new_name;
            frame.add_row({Cell{plan.id}, text_cell(effect.occasion), Cell{to_string(effect.date)}, text_cell(effect.rater), number_cell(effect.t_before),
                           number_cell(effect.t_after), number_cell(difference), number_cell(effect.change_before), number_cell(effect.change_after),
                           text_cell(cause_words(effect, plan.diff.changes)), text_cell(causes), Cell{file}});
        }
    }
    return frame;
}

}  // namespace gas
