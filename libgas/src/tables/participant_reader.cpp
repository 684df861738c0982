// SPDX-License-Identifier: MIT
#include "participant_reader.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>
#include <variant>

#include <fmt/format.h>

#include "format/meant_words.hpp"
#include "format/same_text.hpp"
#include "gas/text/phrases.hpp"

namespace gas::tables {

namespace {

constexpr std::size_t max_names = 64;

bool is_baseline_word(std::string_view name)
{
    constexpr std::string_view word = "baseline";
    return std::equal(name.begin(), name.end(), word.begin(), word.end(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

ParticipantReader::ParticipantReader(const CsvColumns& columns, const RatingTableOptions& options, CsvProblems& problems, CsvSeen& seen, DateColumn& dates,
                                     bool texts)
    : columns_(columns), options_(options), problems_(problems), seen_(seen), dates_(dates), cells_(options), covariate_texts_(columns.covariates.size())
{
    read_.texts = texts;
    read_.for_plans = options.for_plans;
}

void ParticipantReader::refuse(const CsvRecord& record, int column, const ReadError& wrong)
{
    read_.usable = false;
    problems_.at_cell(record, column, wrong);
}

void ParticipantReader::report(const CsvRecord& record, int column, const ReadError& wrong)
{
    read_.doubtful = true;
    refuse(record, column, wrong);
}

void ParticipantReader::begin(std::string_view id, const CsvRecord& record)
{
    if (read_.grid.names.size() > max_names) {  // a rater of their own for each participant: what is remembered would only be searched in vain
        read_.grid.forget_names();
        for (auto& entry : read_.entry_room) {
            entry.known = false;
        }
    }
    too_large_ = only_matched_ = read_.any_word = false;
    read_.usable = true;
    read_.doubtful = false;
    read_.weights_unread = false;
    read_.plan.id.assign(id);
    problems_.about(id);
    role_line_ = 0;
    read_.places.row = record.line;
    read_.goal_count = read_.entry_count = 0;
    goals_.clear();
    entries_.clear();
    for (auto& text : covariate_texts_) {
        text.clear();
    }
    if (std::string_view("=+-@").find(id.front()) != std::string_view::npos || id.size() > 128 || id.find('\n') != std::string_view::npos) {
        report(record, column(CsvField::id),
               {Rule::bad_id, "this is not a participant id", "an id begins with a letter or digit and has 1 to 128 characters, on one line"});
    }
}

void ParticipantReader::row(const CsvRecord& record)
{
    covariates(record);
    if (columns_.only >= 0) {
        const auto text = record.cell(columns_.only);
        if (text != options_.only_text) {
            if (seen_.only_texts.size() < 8 && !text.empty() && seen_.only_texts.find(text) == seen_.only_texts.end()) {
                seen_.only_texts.emplace(text);
            }
            return;
        }
        seen_.only_matched = true;
        only_matched_ = true;
    }
    for (const auto& slot : columns_.slots) {
        goal_of_row(record, slot);
    }
}

void ParticipantReader::covariates(const CsvRecord& record)
{
    for (std::size_t i = 0; i < columns_.covariates.size(); ++i) {
        const auto& covariate = columns_.covariates[i];
        const auto text = record.cell(covariate.column);
        auto& kept = covariate_texts_[i];
        if (same_text(kept, text) || CellReader::is_missing(text)) {
            continue;
        }
        if (!kept.empty()) {
            read_.usable = false;
            problems_.covariate_changes(record, covariate.column, kept);
            continue;
        }
        kept.assign(text);
    }
}

std::size_t ParticipantReader::goal_index(std::string_view id, std::size_t line)
{
    const auto& goals = read_.plan.goals;
    const auto g = goals_.find(
        read_.goal_count, [&](std::size_t i) { return same_text(goals[i].id, id); }, [&](std::size_t i) { return goals[i].id; },
        [&] { return std::string(id); });
    if (g == read_.goal_count) {
        new_goal(id, line);
    }
    return g;
}

void ParticipantReader::new_goal(std::string_view id, std::size_t line)
{
    const auto g = read_.goal_count++;
    if (g == read_.plan.goals.size()) {
        read_.plan.goals.emplace_back();
        read_.goal_states.emplace_back();
        read_.places.goals.emplace_back();
    }
    auto& goal = read_.plan.goals[g];
    if (!columns_.attributes.empty()) {
        goal = {};
        read_.goal_states[g] = {};
    }
    goal.id.assign(id);
    read_.goal_states[g].told = false;
    read_.goal_states[g].doubtful = false;
    read_.places.goals[g] = line;
}

void ParticipantReader::set_attribute(const CsvRecord& record, int column, Goal& goal, CsvField attribute)
{
    const auto text = record.cell(column);
    const auto take = [&](const auto& read, auto& into) {
        if (const auto* wrong = std::get_if<ReadError>(&read)) {
            report(record, column, *wrong);
            read_.weights_unread = true;
        } else {
            into = std::get<0>(read);
        }
    };
    switch (attribute) {
    case CsvField::weight: take(cells_.number(text, 0), goal.weight); break;
    case CsvField::importance: take(cells_.integer(text, 0, 3), goal.importance); break;
    case CsvField::difficulty: take(cells_.integer(text, 0, 3), goal.difficulty); break;
    case CsvField::baseline: take(cells_.whole_level(text), goal.baseline); break;
    case CsvField::domain: goal.domain.assign(text); break;
    default: goal.title.assign(text); break;
    }
}

bool ParticipantReader::attributes_of(const CsvRecord& record, const GoalSlot& slot, std::size_t goal)
{
    bool told = false;
    for (const auto which : columns_.attributes) {
        const int column = column_of(slot.columns, goal_attributes[which]);
        if (column < 0) {
            continue;
        }
        const auto text = record.cell(column);
        auto& kept = read_.goal_states[goal].written[which];
        if (cells_.is_missing_or_coded(text)) {
            continue;
        }
        told = true;
        if (kept.empty()) {
            kept.assign(text);
            set_attribute(record, column, read_.plan.goals[goal], goal_attributes[which]);
        } else if (kept != text) {
            report(record, column,
                   {Rule::goal_changes,
                    fmt::format("the {} of a goal is the same in all its rows, and this row has another than one before", to_string(goal_attributes[which])),
                    "mend the row; a goal whose scale or weight was changed is another goal"});
        }
    }
    return told;
}

void ParticipantReader::set_occasion(const CsvRecord& record, TableEntry& entry)
{
    const std::string_view written = entry.occasion;
    const auto name = cells_.is_missing_or_coded(written) ? std::string_view() : cells_.occasion(written);
    for (std::size_t i = 0; i < options_.occasions.size(); ++i) {
        if (options_.occasions[i].second == written) {
            seen_.occasions.resize(options_.occasions.size());
            seen_.occasions[i] = true;
        }
    }
    if (!is_baseline(name) && is_baseline_word(name)) {
        report(record, column(CsvField::occasion),
               {Rule::unknown_word, fmt::format("the occasion {} is not taken for the baseline, which is written \"baseline\"", quoted_token(name)),
                fmt::format("`--map-occasion {}` takes it", shell_word(fmt::format("baseline={}", name)))});
        entry.known = false;
    }
    entry.entry.occasion = read_.grid.name(name);
    entry.entry.is_baseline = is_baseline(name);
}

void ParticipantReader::set_date(const CsvRecord& record, TableEntry& entry)
{
    entry.entry.date = Date{};
    entry.entry.dated = !cells_.is_missing_or_coded(entry.date);
    if (!entry.entry.dated) {
        return;
    }
    if (const auto day = cells_.date(entry.date)) {
        entry.entry.date = *day;
    } else {
        report(record, column(CsvField::date), cells_.date_error(entry.date, dates_));
        entry.known = false;  // it is said again for the next
    }
}

void ParticipantReader::begin_entry(const CsvRecord& record, TableEntry& entry)
{
    entry.line = record.line;
    entry.rated = false;
    std::fill(entry.cells.begin(), entry.cells.end(), RatedCell());
    entry.entry.role.reset();
    // the entry that another participant had in this place often says the same
    const bool known = std::exchange(entry.known, true);
    const auto is_new = [&](std::string& kept, CsvField field) {
        const auto text = record.cell(column(field));
        const bool differs = !known || !same_text(kept, text);
        if (differs) {
            kept.assign(text);
        }
        return differs;
    };
    if (is_new(entry.occasion, CsvField::occasion)) {
        set_occasion(record, entry);
    }
    if (is_new(entry.rater, CsvField::rater)) {
        entry.entry.rater = read_.grid.name(cells_.is_missing_or_coded(entry.rater) ? std::string_view() : std::string_view(entry.rater));
    }
    if (is_new(entry.date, CsvField::date)) {
        set_date(record, entry);
    }
}

TableEntry& ParticipantReader::entry_of(const CsvRecord& record)
{
    const auto occasion = record.cell(column(CsvField::occasion));
    const auto date = record.cell(column(CsvField::date));
    const auto rater = record.cell(column(CsvField::rater));
    auto& entries = read_.entry_room;
    const auto is = [&](std::size_t e) {
        return same_text(entries[e].date, date) && same_text(entries[e].occasion, occasion) && same_text(entries[e].rater, rater);
    };
    const auto key = [](std::string_view a, std::string_view b, std::string_view c) { return fmt::format("{}\n{}\n{}", a, b, c); };
    const auto e = entries_.find(
        read_.entry_count, is, [&](std::size_t i) { return key(entries[i].occasion, entries[i].date, entries[i].rater); },
        [&] { return key(occasion, date, rater); });
    if (e == entries.size()) {
        entries.emplace_back();
    }
    if (e == read_.entry_count) {
        ++read_.entry_count;
        begin_entry(record, entries[e]);
    }
    return entries[e];
}

void ParticipantReader::role_of(const CsvRecord& record, TableEntry& entry)
{
    const auto text = record.cell(column(CsvField::role));
    if (cells_.is_missing_or_coded(text)) {
        return;
    }
    const auto role = from_word<Role>(text);
    auto& kept = entry.entry.role;
    if (!role) {
        const auto near = word_meant(text, words<Role>());
        report(record, column(CsvField::role),
               {Rule::unknown_word, fmt::format("{} is not a role", quoted_token(text)),
                near.empty() ? "a role is practitioner, patient, caregiver or independent" : fmt::format("did you mean \"{}\"?", near)});
    } else if (kept && *kept != *role) {
        report(record, column(CsvField::role),
               {Rule::goal_changes, "a rater has one role at an occasion, and this row has another than one before", "mend the row"});
    } else {
        kept = role;
    }
}

std::optional<double> ParticipantReader::value_of(const CsvRecord& record, const GoalSlot& slot)
{
    const int column = column_of(slot.columns, CsvField::value);
    const auto text = record.cell(column);
    if (column < 0 || cells_.is_missing_or_coded(text)) {
        return std::nullopt;
    }
    const auto number = cells_.number(text, -std::numeric_limits<double>::max());
    if (const auto* wrong = std::get_if<ReadError>(&number)) {
        report(record, column, *wrong);
        return std::nullopt;
    }
    return std::get<double>(number);
}

void ParticipantReader::rate(const CsvRecord& record, const GoalSlot& slot, TableEntry& entry, std::size_t goal)
{
    const int column = column_of(slot.columns, CsvField::level);
    const auto text = record.cell(column);
    const auto level = cells_.level(text);
    if (level == CellReader::no_level) {
        read_.goal_states[goal].doubtful = true;
        refuse(record, column, cells_.level_error(text));
        return;
    }
    if (entry.cells.size() <= goal) {
        entry.cells.resize(std::max(goal + 1, read_.goal_count));
        entry.texts.resize(read_.texts ? entry.cells.size() : 0);
    }
    auto& cell = entry.cells[goal];
    if (cell.level != RatingGrid::unrated) {
        refuse(record, column, second_rating(read_.plan.goals[goal].id, cell.line));
        return;
    }
    cell = {level, static_cast<std::uint32_t>(record.line)};
    read_.any_word = read_.any_word || CellReader::word(level);
    entry.rated = true;
    const auto value = columns_.has_values ? value_of(record, slot) : std::nullopt;
    if (read_.texts) {
        entry.texts[goal].recorded.assign(text);
        entry.texts[goal].value = value;
    }
}

void ParticipantReader::goal_of_row(const CsvRecord& record, const GoalSlot& slot)
{
    const bool rated = !cells_.is_missing_or_coded(record.cell(column_of(slot.columns, CsvField::level)));
    const bool wide = !slot.goal.empty();
    const auto id = wide ? std::string_view(slot.goal) : record.cell(column_of(slot.columns, CsvField::goal));
    if (CellReader::is_missing(id)) {
        if (rated) {
            report(record, column_of(slot.columns, CsvField::goal),
                   {Rule::missing_key, "a row with a level names its goal", "write the goal's id or number, or leave the row out"});
        }
        return;  // a row of the participant alone
    }
    if (read_.goal_count > max_goals || read_.entry_count > max_entries) {
        if (!std::exchange(too_large_, true)) {
            report(record, column(CsvField::id),
                   {Rule::too_large, fmt::format("more than {} goals or entries of one participant", max_goals),
                    "look at whether `--map id=COLUMN` names the column of participants"});
        }
        return;
    }
    const auto goal = goal_index(id, record.line);
    const bool told = !columns_.attributes.empty() && attributes_of(record, slot, goal);
    read_.goal_states[goal].told = read_.goal_states[goal].told || told || rated || !wide;
    auto& entry = entry_of(record);
    if (column(CsvField::role) >= 0 && std::exchange(role_line_, record.line) != record.line) {  // of a wide row once, not for each of its goals
        role_of(record, entry);
    }
    if (rated) {
        rate(record, slot, entry, goal);
    } else if (options_.for_plans && value_of(record, slot)) {
        report(record, column_of(slot.columns, CsvField::value),
               {Rule::missing_key, "a row with a value has its level", "write the level that the value says, or leave the value out"});
    }
}

bool ParticipantReader::finish()
{
    seen_.unmatched_participants += !options_.only_column.empty() && !only_matched_ ? 1 : 0;
    put_in_order(read_, problems_);
    fill_ratings(read_, problems_);
    auto& covariates = read_.plan.covariates;
    covariates.resize(columns_.covariates.size());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < covariate_texts_.size(); ++i) {
        if (!covariate_texts_[i].empty()) {
            covariates[kept].name.assign(columns_.covariates[i].name);
            covariates[kept++].value.assign(covariate_texts_[i]);
        }
    }
    covariates.resize(kept);
    return read_.usable;
}

}  // namespace gas::tables
