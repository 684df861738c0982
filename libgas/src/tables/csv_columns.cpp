// SPDX-License-Identifier: MIT
#include "csv_columns.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include <fmt/format.h>

#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "text/other_files.hpp"

namespace gas::tables {

namespace {

constexpr std::array<std::string_view, csv_field_count> field_names = {"id",    "goal",   "occasion",   "date",       "rater",  "role",     "level",
                                                                       "value", "weight", "importance", "difficulty", "domain", "baseline", "title"};

/// Fields of a goal, which the wide form has once for each of them.
constexpr std::array<CsvField, 8> goal_fields = {CsvField::level,      CsvField::value,  CsvField::weight,   CsvField::importance,
                                                 CsvField::difficulty, CsvField::domain, CsvField::baseline, CsvField::title};

/// Names that exports give to a needed column (facts of public code), for the hint that names the mapping.
struct Alias {
    CsvField field;
    std::string_view name;
};
constexpr Alias aliases[] = {
    {CsvField::id, "record_id"},
    {CsvField::id, "subject_id"},
    {CsvField::id, "participant_id"},
    {CsvField::id, "participant"},
    {CsvField::id, "patient_id"},
    {CsvField::id, "patientid"},
    {CsvField::id, "subject"},
    {CsvField::id, "study_id"},
    {CsvField::id, "mrn"},
    {CsvField::goal, "goal_num"},
    {CsvField::goal, "goal_id"},
    {CsvField::goal, "goal_no"},
    {CsvField::goal, "goal_number"},
    {CsvField::goal, "redcap_repeat_instance"},
    {CsvField::level, "score"},
    {CsvField::level, "score_discrete"},
    {CsvField::level, "attained"},
    {CsvField::level, "rating"},
    {CsvField::level, "gas_score"},
    {CsvField::level, "gas_level"},
    {CsvField::level, "currentlevel"},
    {CsvField::level, "outcome"},
    {CsvField::level, "achieved"},
};

std::string lower(std::string_view text)
{
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), small_letter);
    return low;
}

std::optional<CsvField> field_from(std::string_view name)
{
    const auto found = std::find(field_names.begin(), field_names.end(), name);
    return found == field_names.end() ? std::nullopt : std::optional(static_cast<CsvField>(found - field_names.begin()));
}

/// The name in the header that `field` goes by.
std::string mapped(const RatingTableOptions& options, CsvField field)
{
    for (const auto& [ours, theirs] : options.columns) {
        if (ours == to_string(field)) {
            return theirs;
        }
    }
    return std::string(to_string(field));
}

bool is_mapped(const RatingTableOptions& options, CsvField field)
{
    return std::any_of(options.columns.begin(), options.columns.end(), [&](const auto& pair) { return pair.first == to_string(field); });
}

/// What stands for `unknown` ("{goal}" or "{field}") in `name` by the wide pattern, with `text` in place of `known`; nothing where it does not match.
std::optional<std::string> part_of(std::string_view name, std::string_view pattern, std::string_view known, std::string_view text, std::string_view unknown)
{
    std::string filled(pattern);
    filled.replace(filled.find(known), known.size(), text);
    const auto at = filled.find(unknown);
    const auto before = std::string_view(filled).substr(0, at);
    const auto after = std::string_view(filled).substr(at + unknown.size());
    if (name.size() <= before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) {
        return std::nullopt;
    }
    return std::string(name.substr(before.size(), name.size() - before.size() - after.size()));
}

using SlotNumbers = std::unordered_map<std::string, std::size_t>;

GoalSlot& slot_of(CsvColumns& columns, SlotNumbers& numbers, const std::string& goal)
{
    const auto [number, fresh] = numbers.try_emplace(goal, columns.slots.size());
    if (fresh) {
        columns.slots.push_back({goal, {}});
        columns.slots.back().columns.fill(-1);
    }
    return columns.slots[number->second];
}

/// Takes a column of the wide form; false where its name does not match the pattern.
bool take_wide(std::string_view name, int column, const RatingTableOptions& options, CsvColumns& columns, SlotNumbers& numbers)
{
    for (const auto field : goal_fields) {
        if (const auto goal = part_of(name, options.wide, "{field}", mapped(options, field), "{goal}")) {
            column_of(slot_of(columns, numbers, *goal).columns, field) = column;
            return true;
        }
    }
    return false;
}

/// The field that a column of this name is; an exact name wins over one in other letters.
std::optional<CsvField> field_of(std::string_view name, const std::unordered_set<std::string_view>& names, const RatingTableOptions& options)
{
    for (std::size_t i = 0; i < csv_field_count; ++i) {
        const auto field = static_cast<CsvField>(i);
        if (is_mapped(options, field)) {
            if (name == mapped(options, field)) {
                return field;
            }
            continue;
        }
        const bool exact = name == field_names[i];
        if (exact || (lower(name) == field_names[i] && !names.contains(field_names[i]))) {
            return field;
        }
    }
    return std::nullopt;
}

std::string listed(const std::vector<std::string>& names)
{
    std::string text;
    for (const auto& name : names) {
        if (text.size() > 160) {
            return text + ", …";
        }
        text += (text.empty() ? "" : ", ") + (name.empty() ? "\"\"" : name);
    }
    return text;
}

bool is_skipped(const RatingTableOptions& options, std::string_view name)
{
    return std::find(options.skipped.begin(), options.skipped.end(), name) != options.skipped.end();
}

std::string cure_for(CsvField field, const CsvColumns& columns, const RatingTableOptions& options)
{
    std::vector<std::string_view> names(columns.names.begin(), columns.names.end());
    std::erase_if(names, [&](std::string_view name) { return is_skipped(options, name); });
    for (const auto& alias : aliases) {
        for (const auto name : names) {
            if (alias.field == field && lower(name) == alias.name) {
                return fmt::format("`--map {}` reads that column as {}", shell_word(fmt::format("{}={}", to_string(field), name)), to_string(field));
            }
        }
    }
    const auto near = nearest(to_string(field), names);
    return fmt::format("`--map {}` says which column it is", shell_word(fmt::format("{}={}", to_string(field), near.empty() ? "COLUMN" : near)));
}

void require(CsvField field, const CsvColumns& columns, const RatingTableOptions& options, char delimiter, std::vector<ColumnProblem>& problems)
{
    if (column_of(columns.columns, field) >= 0) {
        return;
    }
    const auto split = delimiter == '\t' ? std::string("tab") : fmt::format("`{}`", delimiter);
    const auto name = mapped(options, field);
    problems.push_back({Rule::missing_column, -1,
                        fmt::format("the table has no column \"{}\"{}; split at {} it has: {}", name,
                                    name == to_string(field) ? "" : fmt::format(" for {}", to_string(field)), split, listed(columns.names)),
                        is_skipped(options, name)   ? fmt::format("--skip {} leaves it out, and each row needs it", shell_word(name))
                        : is_mapped(options, field) ? "the name has to be that of the header"
                                                    : cure_for(field, columns, options)});
}

/// The first of `goals`, by their numbers, of which a column of this name can be by the wide pattern.
std::optional<std::size_t> goal_in(std::string_view name, std::string_view pattern, const std::unordered_map<std::string_view, std::size_t>& goals)
{
    constexpr std::string_view goal = "{goal}";
    constexpr std::string_view field = "{field}";
    const bool goal_first = pattern.find(goal) < pattern.find(field);
    const auto first = goal_first ? goal : field;
    const auto second = goal_first ? field : goal;
    const auto before = pattern.substr(0, pattern.find(first));
    const auto between = pattern.substr(before.size() + first.size(), pattern.find(second) - before.size() - first.size());
    const auto after = pattern.substr(pattern.find(second) + second.size());
    if (name.size() < before.size() + after.size() || !name.starts_with(before) || !name.ends_with(after)) {
        return std::nullopt;
    }
    const auto both = name.substr(before.size(), name.size() - before.size() - after.size());
    std::optional<std::size_t> found;
    for (auto at = both.find(between); at != std::string_view::npos; at = both.find(between, at + 1)) {
        const auto left = both.substr(0, at);
        const auto right = both.substr(at + between.size());
        const auto number = left.empty() || right.empty() ? goals.end() : goals.find(goal_first ? left : right);
        found = number != goals.end() ? std::min(found.value_or(number->second), number->second) : found;
    }
    return found;
}

/// Columns of a goal that are no field of one: taken for covariates they would be lost, a mistyped level with them.
void check_wide(const CsvColumns& columns, const RatingTableOptions& options, std::vector<ColumnProblem>& problems)
{
    std::vector<std::string> goals;
    for (const auto& slot : columns.slots) {
        goals.push_back(slot.goal);
    }
    const bool numbered = !goals.empty() && std::all_of(goals.begin(), goals.end(),
                                                        [](const std::string& goal) { return goal.find_first_not_of("0123456789") == std::string::npos; });
    for (int next = 1; numbered && next <= 20; ++next) {
        goals.push_back(std::to_string(next));  // a goal of which no column is right
    }
    std::unordered_map<std::string_view, std::size_t> numbers;
    for (std::size_t i = 0; i < goals.size(); ++i) {
        numbers.try_emplace(goals[i], i);
    }
    for (const auto& covariate : columns.covariates) {
        const auto goal = goal_in(covariate.name, options.wide, numbers);
        if (const auto field = goal ? part_of(covariate.name, options.wide, "{goal}", goals[*goal], "{field}") : std::nullopt) {
            std::vector<std::string> known;
            for (const auto of_goal : goal_fields) {
                known.push_back(mapped(options, of_goal));
            }
            const auto near = nearest(*field, std::vector<std::string_view>(known.begin(), known.end()));
            problems.push_back({Rule::unknown_key, covariate.column,
                                fmt::format("the column \"{}\" is of a goal by the pattern, but \"{}\" is no field of one", covariate.name, *field),
                                near.empty()
                                    ? fmt::format("`--skip {}` leaves it out; `--map FIELD={}` takes it for a field", shell_word(covariate.name), *field)
                                    : fmt::format("did you mean \"{}\"?", near)});
        }
    }
}

void check_names(const CsvColumns& columns, std::vector<ColumnProblem>& problems)
{
    std::map<std::string, std::size_t> seen;
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        const auto& name = columns.names[i];
        const auto [first, fresh] = seen.try_emplace(name, i);
        if (!fresh && !name.empty()) {
            problems.push_back({Rule::duplicate_key, static_cast<int>(i), fmt::format("two columns are called \"{}\"", name), "rename one of them"});
        }
    }
    if (std::all_of(columns.names.begin(), columns.names.end(), [](const auto& name) { return name.empty(); })) {
        problems.push_back({Rule::no_plan, -1, "the first row has no names of columns", "the first row of a table names its columns"});
    }
}

/// Whether the header is one cell, with what splits others in it; then it is told.
bool is_unsplit(const CsvColumns& columns, char delimiter, std::vector<ColumnProblem>& problems)
{
    const std::string_view line = columns.names.size() == 1 ? std::string_view(columns.names[0]) : std::string_view();
    const auto other = line.find_first_of(",;|\t");
    if (other == std::string_view::npos) {
        return false;
    }
    problems.push_back(
        {Rule::missing_column, -1,
         fmt::format("the table has one column alone, split at {}: {}", delimiter == '\t' ? "tab" : fmt::format("`{}`", delimiter), line),
         line[other] == '\t' ? "`--delimiter tab` splits it where tabs stand" : fmt::format("`--delimiter '{0}'` splits it at {0}", line[other])});
    return true;
}

void require_all(const CsvColumns& columns, const RatingTableOptions& options, char delimiter, std::vector<ColumnProblem>& problems)
{
    if (is_unsplit(columns, delimiter, problems)) {
        return;
    }
    require(CsvField::id, columns, options, delimiter, problems);
    if (options.wide.empty()) {
        require(CsvField::goal, columns, options, delimiter, problems);
        require(CsvField::level, columns, options, delimiter, problems);
    } else if (std::none_of(columns.slots.begin(), columns.slots.end(), [](const auto& slot) { return column_of(slot.columns, CsvField::level) >= 0; })) {
        problems.push_back(
            {Rule::missing_column, -1, fmt::format("no column matches the pattern {} with a level; there are: {}", options.wide, listed(columns.names)),
             fmt::format("`--map level=NAME` says what stands for the level in the names of columns, now \"{}\"", mapped(options, CsvField::level))});
    }
    for (const auto& [ours, theirs] : options.columns) {
        const auto field = field_from(ours);
        const bool wide_field = !options.wide.empty() && std::find(goal_fields.begin(), goal_fields.end(), *field) != goal_fields.end();
        const bool needed = *field == CsvField::id || (options.wide.empty() && (*field == CsvField::goal || *field == CsvField::level));
        if (!wide_field && !needed && !theirs.empty() && column_of(columns.columns, *field) < 0) {
            require(*field, columns, options, delimiter, problems);
        }
    }
    for (const auto& name : options.skipped) {
        if (std::find(columns.names.begin(), columns.names.end(), name) == columns.names.end()) {
            problems.push_back({Rule::missing_column, -1, fmt::format("the table has no column \"{}\" to skip; it has: {}", name, listed(columns.names)), ""});
        }
    }
    if (!options.only_column.empty() && columns.only < 0) {
        problems.push_back({Rule::missing_column, -1,
                            fmt::format("the table has no column \"{}\" to choose rows by; it has: {}", options.only_column, listed(columns.names)), ""});
    }
}

}  // namespace

std::string_view to_string(CsvField field) { return field_names[static_cast<std::size_t>(field)]; }

CsvColumns read_columns(const CsvRecord& header, const RatingTableOptions& options, char delimiter, std::vector<ColumnProblem>& problems)
{
    CsvColumns columns;
    columns.columns.fill(-1);
    for (const auto name : header.cells) {
        columns.names.push_back(composed_name(name));
    }
    if (columns.names.size() > max_covariates) {
        problems.push_back({Rule::too_large, static_cast<int>(max_covariates),
                            fmt::format("the table has {} columns; at most {} are read", columns.names.size(), max_covariates),
                            "leave out the columns that have nothing to do with the goals"});
        return columns;
    }
    check_names(columns, problems);
    const std::unordered_set<std::string_view> names(columns.names.begin(), columns.names.end());
    SlotNumbers numbers;
    GoalSlot row;
    row.columns.fill(-1);
    for (std::size_t i = 0; i < columns.names.size(); ++i) {
        const auto& name = columns.names[i];
        const auto column = static_cast<int>(i);
        if (!options.only_column.empty() && name == options.only_column) {
            columns.only = column;  // it may still be a field
        }
        const auto field = field_of(name, names, options);
        if (is_skipped(options, name)) {
            continue;
        }
        if (!options.wide.empty() && take_wide(name, column, options, columns, numbers)) {
            continue;
        }
        const bool of_goal = field && (*field == CsvField::goal || std::find(goal_fields.begin(), goal_fields.end(), *field) != goal_fields.end());
        if (field && (!of_goal || options.wide.empty()) && column_of(columns.columns, *field) < 0) {
            column_of(columns.columns, *field) = column;
        } else if (column != columns.only && !name.empty()) {
            columns.covariates.push_back({name, column});
        }
    }
    if (options.wide.empty()) {
        row.columns = columns.columns;
        columns.slots = {row};
    }
    if (!options.wide.empty()) {
        check_wide(columns, options, problems);
    }
    for (const auto& slot : columns.slots) {
        columns.has_values = columns.has_values || column_of(slot.columns, CsvField::value) >= 0;
    }
    for (std::size_t which = 0; which < goal_attributes.size(); ++which) {
        const auto has = [&](const GoalSlot& slot) { return column_of(slot.columns, goal_attributes[which]) >= 0; };
        if (std::any_of(columns.slots.begin(), columns.slots.end(), has)) {
            columns.attributes.push_back(which);
        }
    }
    require_all(columns, options, delimiter, problems);
    return columns;
}

char sniff_delimiter(std::string_view line)
{
    char best = ',';
    std::size_t most = 1;
    for (const char candidate : {',', ';', '\t'}) {
        CsvRecord record;
        split_record(line, candidate, record);
        if (record.cells.size() > most) {
            most = record.cells.size();
            best = candidate;
        }
    }
    return best;
}

}  // namespace gas::tables
