// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/tables/byte_source.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/near_names.hpp"

/// Ratings of a study as a table: a row for each goal rated at an occasion (gas-table(5)), or in the wide
/// form a row for each participant and occasion.
namespace gas {

/// A participant's ratings as numbers, for score_grid() alone to look into.
struct RatingGrid;

/// How a table is to be read. Columns are found by their names in the header, whatever their order:
/// id, goal, occasion, date, rater, role, level, value, weight, importance, difficulty, domain, baseline, title. Needed are id, goal and level.
/// Names are compared, and given, in NFC, those of the options too.
/// Any other column is a covariate.
struct RatingTableOptions {
    std::vector<std::pair<std::string, std::string>> columns;    ///< (our name, its name in the header)
    std::vector<std::pair<std::string, std::string>> occasions;  ///< (the name that it gets, its name in the table): baseline, visit_1
    std::vector<std::string> missing_codes;  ///< cells that say "missing" beside the empty one, `.`, `NA` and `N/A`; not of id, goal or covariates
    std::vector<std::string> skipped;        ///< columns that are not read
    std::string only_column;                 ///< rows rate a goal only where this column has that text; the others give their covariates
    std::string only_text;
    std::string wide;         ///< pattern of column names with {goal} and {field}, like `goal{goal}_{field}`; empty: the long form
    std::string date_format;  ///< like `dd/mm/yyyy`; empty: YYYY-MM-DD, a time of day behind it is cut off
    char delimiter = 0;       ///< `,` `;` `|` or tab; 0: told from the header
    bool decimal_comma = false;
    bool windows_1252 = false;  ///< the bytes are Windows-1252 (Latin-1 and more), not UTF-8
    bool six_levels = false;    ///< -3 is a level (Steenbeek 2005)
    bool for_plans = false;     ///< plans get the ratings: it is they who say what a GAS-light word means, and a value without a level is an error
};

/// The fields that a column can be mapped to, in the order in which help names them.
std::vector<std::string_view> rating_table_fields();

/// What is wrong with the options themselves (a field that there is none of, a pattern without {goal}); empty where nothing is. read_rating_table() asks
/// for it, and then reads nothing: it is the only problem.
std::string check_options(const RatingTableOptions& options);

/// Where a participant's parts stand: lines of the table, from 1, in the order of Plan's goals and ratings.
struct RatingTablePlaces {
    std::size_t row = 0;  ///< first line of the participant
    std::vector<std::size_t> goals;
    std::vector<std::size_t> entries;
    std::vector<std::vector<std::size_t>> ratings{};  ///< of each entry; with RatingTableOptions::for_plans alone
    std::vector<WrittenName> written{};               ///< names with letters beside ASCII, as they stand in the table: the plan has them in NFC
};

/// Who takes what is read.
struct RatingTableSink {
    /// A participant without errors, as a plan without scales: goals in order of appearance; entries by date, where there are
    /// no dates the baseline first, then in order of appearance. Gives false to stop. The plan is only there during the call.
    std::function<bool(const Plan&, const RatingTablePlaces&)> plan;
    /// The same as numbers, instead: the plan has no ratings, the grid has them. Half the work.
    std::function<bool(const Plan&, const RatingGrid&, const RatingTablePlaces&)> grid;
    /// The covariates that the table has, before any participant; again after a restart.
    std::function<void(const std::vector<std::string>& covariates)> columns;
    /// An error, or a warning of a row. A participant with an error does not come.
    std::function<void(Finding)> problem;
    /// A participant with an error, as far as the rows could be read, with the ratings in the grid alone; `has_weights`: all that the rows say of the goals'
    /// weights could. May be empty.
    std::function<void(const Plan&, const RatingGrid&, const RatingTablePlaces&, bool has_weights)> left_out;
    /// How many participants have no row of RatingTableOptions::only_text; told at the end, where there are some.
    std::function<void(std::size_t participants)> without_only_text;
    /// Forget all that was given: the participants' rows are not together, so reading begins again in another way. Where this
    /// is empty the order of the ids is looked at beforehand, which takes about a third longer.
    std::function<void()> restart;
};

/// Reads a table of ratings. Participants come in the order of their first rows.
///
/// While a participant's rows stand together memory is that of one participant (and about 40 bytes an id where the ids do not ascend); otherwise
/// the rows are gathered, in about 60 bytes a row. Rows that repeat the header and blank rows are left out; of findings
/// of a kind in a column 20 are given and the others counted. A participant with 2,000 goals or entries is an error. Never throws on any input.
void read_rating_table(const ByteSource& source, const std::string& name, const RatingTableOptions& options, const RatingTableSink& sink);

/// Whether a text that begins so is a table rather than YAML: its first line has a delimiter and no colon or brace.
bool looks_like_table(std::string_view beginning);

}  // namespace gas
