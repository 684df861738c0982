// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "gas/plan/level.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/phrases.hpp"

namespace gas::summary {

/// Name of a column, which has to be one of `Columns` to compile.
template <const auto& Columns>
struct ColumnName {
    consteval ColumnName(const char* name) : index(column_named<Columns>(name)) {}
    std::size_t index;
};

/// The cells of a row by the names that `gas score` writes; what the list of columns does not name is a covariate. Rows of the first version lack the
/// columns from `FirstAdded` on: there such a name is a covariate's.
template <const auto& Columns, const auto& FirstAdded>
class RowCells {
public:
    using Name = ColumnName<Columns>;

    /// The columns of the rows that follow.
    void look_up(const std::vector<std::string>& names)
    {
        names_ = &names;
        at_.fill(nowhere);
        file_ = nowhere;
        covariates_.clear();
        const bool has_added = std::find(names.begin(), names.end(), "missing_rule") != names.end();
        // without notes such a name is a covariate's too
        const bool has_notes = std::find(names.begin(), names.end(), "entry_note") != names.end();
        const auto end = has_added ? all.end() : std::find(all.begin(), all.end(), FirstAdded);
        for (std::size_t i = 0; i < names.size(); ++i) {
            const auto known = std::find(all.begin(), end, names[i]);
            if (known != end && (has_notes || names[i] != "note")) {
                auto& at = at_[static_cast<std::size_t>(known - all.begin())];
                at = at == nowhere ? i : at;
            } else if (names[i] == "file") {
                file_ = i;
            } else {
                covariates_.push_back(i);
            }
        }
    }
    void row(const std::vector<std::string>& cells)
    {
        cells_ = &cells;
        wrong_.clear();
        hint_ = {};
    }

    /// A text that means a missing cell, as --na had it.
    void take_as_missing(const std::string& text) { missing_ = text; }
    /// As it is written, even where that means missing.
    [[nodiscard]] const std::string& written(Name name) const { return cell(at_[name.index], true); }
    [[nodiscard]] bool is_missing(const std::string& text) const
    {
        switch (text.size()) {  // this is asked of every cell
        case 0: return true;
        case 1: return text[0] == '.' || text == missing_;
        case 2: return (text[0] == 'N' && text[1] == 'A') || text == missing_;
        case 3: return (text[0] == 'N' && text[1] == '/' && text[2] == 'A') || text == missing_;
        default: return !missing_.empty() && text == missing_;
        }
    }
    [[nodiscard]] bool has(Name name) const { return at_[name.index] != nowhere; }
    [[nodiscard]] const std::string& text(Name name) const { return cell(at_[name.index], name.index == ColumnName<Columns>("id").index); }
    [[nodiscard]] const std::string& file() const { return cell(file_, true); }
    std::optional<double> number(Name name)
    {
        const auto& written = text(name);
        if (written.empty()) {
            return std::nullopt;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), value);
        if (error != std::errc{} || end != written.data() + written.size() || !std::isfinite(value)) {
            const bool comma = written.find(',') != std::string::npos;
            hint_ = comma && wrong_.empty() ? "take the rows as `gas score` wrote them: a spreadsheet has saved them with decimal commas since" : hint_;
            print_error(name, comma ? "has a decimal comma" : "has no number");
            return std::nullopt;
        }
        return value;
    }
    std::optional<Level> level(Name name)
    {
        const auto value = number(name);
        if (!value) {
            return std::nullopt;
        }
        const auto found = Level::from_value(*value);
        if (!found) {
            print_error(name, "has no level");
        }
        return found;
    }
    /// A number of goals, 0 where it is missing.
    int count(Name name)
    {
        const auto& written = text(name);
        if (written.size() == 1 && is_digit(written[0])) {
            return written[0] - '0';  // as most are
        }
        const auto value = number(name);
        if (value && (*value < 0 || *value > max_goals || *value != std::round(*value))) {
            print_error(name, "has no number of goals");
            return 0;
        }
        return static_cast<int>(value.value_or(0));
    }
    void level_counts(LevelCounts& counts)
    {
        counts = {count("level_minus_3"), count("level_minus_2"), count("level_minus_1"), count("level_minus_half"),
                  count("level_0"),       count("level_plus_1"),  count("level_plus_2")};
    }
    void covariates(std::vector<std::pair<std::string, std::string>>& found) const
    {
        for (const auto i : covariates_) {
            if (i < cells_->size() && !is_missing((*cells_)[i])) {
                found.emplace_back((*names_)[i], (*cells_)[i]);
            }
        }
    }
    /// The first cell of the row that is not what its column holds.
    [[nodiscard]] std::optional<RowProblem> wrong() const
    {
        return wrong_.empty() ? std::nullopt : std::optional(RowProblem{Rule::wrong_type, wrong_, std::string(hint_)});
    }

private:
    static constexpr const auto& all = column_names<Columns>;
    static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);
    static constexpr double max_goals = 1e5;

    [[nodiscard]] const std::string& cell(std::size_t at, bool as_written) const
    {
        static const std::string empty;
        return at < cells_->size() && (as_written || !is_missing((*cells_)[at])) ? (*cells_)[at] : empty;
    }
    void print_error(Name name, std::string_view what)
    {
        if (wrong_.empty()) {
            wrong_ = fmt::format("column {} {}", all[name.index], what);
        }
    }

    const std::vector<std::string>* names_ = nullptr;
    const std::vector<std::string>* cells_ = nullptr;
    std::array<std::size_t, all.size()> at_{};
    std::size_t file_ = nowhere;
    std::vector<std::size_t> covariates_;
    std::string_view hint_;
    std::string wrong_;
    std::string missing_;  ///< beside the empty cell, and what --na writes most often
};

using ScoreCells = RowCells<columns::of_score, columns::first_added_to_score>;
using GoalCells = RowCells<columns::of_goals, columns::first_added_to_goals>;

}  // namespace gas::summary
