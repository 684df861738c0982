// SPDX-License-Identifier: MIT
#include "csv_participant.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "format/same_text.hpp"
#include "gas/text/suggest.hpp"

namespace gas::tables {

namespace {

constexpr std::size_t max_names = 64;
constexpr std::size_t max_goals = 2000;          ///< of a participant, and entries; a person has a few
constexpr std::size_t linear_search_limit = 16;  ///< so many are looked through one by one

bool is_baseline_word(std::string_view name)
{
    constexpr std::string_view word = "baseline";
    return std::equal(name.begin(), name.end(), word.begin(), word.end(), [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

CsvParticipant::CsvParticipant(const CsvColumns& columns, const RatingTableOptions& options, char delimiter, CsvProblems& problems, CsvSeen& seen, bool texts)
    : columns_(columns), options_(options), delimiter_(delimiter), problems_(problems), seen_(seen), texts_(texts), cells_(options),
      id_column_(column_of(columns.columns, CsvField::id)), occasion_column_(column_of(columns.columns, CsvField::occasion)),
      date_column_(column_of(columns.columns, CsvField::date)), rater_column_(column_of(columns.columns, CsvField::rater)),
      role_column_(column_of(columns.columns, CsvField::role)), covariate_texts_(columns.covariates.size())
{
}

void CsvParticipant::report(const CsvRecord& record, int column, const ReadError& wrong)
{
    usable_ = false;
    problems_.at_cell(record, column, delimiter_, columns_.names, wrong);
}

void CsvParticipant::begin(std::string_view id, const CsvRecord& record)
{
    if (grid_.names.size() > max_names) {  // a rater of their own for each participant: what is remembered would only be searched in vain
        grid_.names.resize(1);
        for (auto& state : entry_states_) {
            state.known = false;
        }
    }
    too_large_ = false;
    plan_.id.assign(id);
    problems_.about(id);
    places_.row = record.line;
    goals_ = entries_ = last_goal_ = last_entry_ = 0;
    goal_numbers_.clear();
    entry_numbers_.clear();
    any_word_ = false;
    only_matched_ = false;
    for (auto& text : covariate_texts_) {
        text.clear();
    }
    usable_ = true;
    const auto first = id.front();
    if (std::string_view("=+-@").find(first) != std::string_view::npos || id.size() > 128 || id.find('\n') != std::string_view::npos) {
        report(record, id_column_,
               {Rule::bad_id, "this is not a participant id", "an id begins with a letter or digit and has 1 to 128 characters, on one line"});
    }
}

void CsvParticipant::row(const CsvRecord& record)
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

void CsvParticipant::covariates(const CsvRecord& record)
{
    for (std::size_t i = 0; i < columns_.covariates.size(); ++i) {
        const auto& covariate = columns_.covariates[i];
        const auto text = record.cell(covariate.column);
        auto& kept = covariate_texts_[i];
        if (same_text(kept, text) || CellReader::is_missing(text)) {
            continue;
        }
        if (!kept.empty()) {
            const bool instrument = covariate.name == "redcap_repeat_instrument";
            report(record, covariate.column,
                   {Rule::covariate_changes, "a covariate is the same in all rows of a participant, and this row has another value than one before",
                    instrument ? fmt::format("`--where {}={}` reads the rows of one instrument", covariate.name, kept)
                               : fmt::format("mend the row, or leave the column out: `--skip {}`", covariate.name)});
            continue;
        }
        kept.assign(text);
    }
}

std::size_t CsvParticipant::goal_index(std::string_view id, std::size_t line)
{
    const std::size_t next = last_goal_ + 1 < goals_ ? last_goal_ + 1 : 0;
    if (goals_ > 0 && same_text(plan_.goals[next].id, id)) {
        return last_goal_ = next;
    }
    if (goals_ <= linear_search_limit) {
        for (std::size_t g = 0; g < goals_; ++g) {
            if (same_text(plan_.goals[g].id, id)) {
                return last_goal_ = g;
            }
        }
    } else if (const auto found = goal_numbers_.find(std::string(id)); found != goal_numbers_.end()) {
        return last_goal_ = found->second;
    }
    return last_goal_ = new_goal(id, line);
}

std::size_t CsvParticipant::new_goal(std::string_view id, std::size_t line)
{
    const auto g = goals_++;
    if (g == plan_.goals.size()) {
        plan_.goals.emplace_back();
        goal_states_.emplace_back();
        places_.goals.emplace_back();
    }
    auto& goal = plan_.goals[g];
    goal.id.assign(id);
    if (!columns_.attributes.empty()) {
        goal.title.clear();
        goal.domain.clear();
        goal.importance.reset();
        goal.difficulty.reset();
        goal.weight.reset();
        goal.baseline.reset();
        for (auto& text : goal_states_[g].written) {
            text.clear();
        }
    }
    goal_states_[g].told = false;
    places_.goals[g] = line;
    if (goals_ == linear_search_limit + 1) {
        for (std::size_t i = 0; i < goals_; ++i) {
            goal_numbers_.emplace(plan_.goals[i].id, i);
        }
    } else if (goals_ > linear_search_limit) {
        goal_numbers_.emplace(goal.id, g);
    }
    return g;
}

void CsvParticipant::set_attribute(const CsvRecord& record, int column, std::size_t goal, std::size_t which, std::string_view text)
{
    auto& g = plan_.goals[goal];
    const auto take = [&](const auto& read, auto& into) {
        if (const auto* wrong = std::get_if<ReadError>(&read)) {
            report(record, column, *wrong);
        } else {
            into = std::get<0>(read);
        }
    };
    switch (goal_attributes[which]) {
    case CsvField::weight: take(cells_.number(text, 0), g.weight); break;
    case CsvField::importance: take(cells_.integer(text, 0, 3), g.importance); break;
    case CsvField::difficulty: take(cells_.integer(text, 0, 3), g.difficulty); break;
    case CsvField::baseline: take(cells_.whole_level(text), g.baseline); break;
    case CsvField::domain: g.domain.assign(text); break;
    default: g.title.assign(text); break;
    }
}

bool CsvParticipant::attributes_of(const CsvRecord& record, const GoalSlot& slot, std::size_t goal)
{
    bool told = false;
    for (const auto which : columns_.attributes) {
        const int column = column_of(slot.columns, goal_attributes[which]);
        if (column < 0) {
            continue;
        }
        const auto text = record.cell(column);
        auto& kept = goal_states_[goal].written[which];
        if (cells_.is_missing_or_coded(text)) {
            continue;
        }
        told = true;
        if (kept.empty()) {
            kept.assign(text);
            set_attribute(record, column, goal, which, text);
        } else if (kept != text) {
            report(record, column,
                   {Rule::goal_changes,
                    fmt::format("the {} of a goal is the same in all its rows, and this row has another than one before", to_string(goal_attributes[which])),
                    "mend the row; a goal whose scale or weight was changed is another goal"});
        }
    }
    return told;
}

std::size_t CsvParticipant::new_entry(const CsvRecord& record, std::string_view occasion, std::string_view date, std::string_view rater)
{
    const auto e = entries_++;
    if (e == entry_states_.size()) {
        entry_states_.emplace_back();
    }
    auto& state = entry_states_[e];
    state.line = record.line;
    state.rated = false;
    std::fill(state.levels.begin(), state.levels.end(), RatingGrid::unrated);
    state.entry.role.reset();
    // the entry that another participant had in this place often says the same
    const bool known = std::exchange(state.known, true);
    if (!known || !same_text(state.occasion, occasion)) {
        state.occasion.assign(occasion);
        const auto name = cells_.is_missing_or_coded(occasion) ? std::string_view() : cells_.occasion(occasion);
        for (std::size_t i = 0; i < options_.occasions.size(); ++i) {
            if (options_.occasions[i].second == occasion) {
                seen_.occasions.resize(options_.occasions.size());
                seen_.occasions[i] = true;
            }
        }
        if (name.size() == 8 && name != "baseline" && is_baseline_word(name)) {
            report(record, occasion_column_,
                   {Rule::unknown_word, fmt::format("the occasion {} is not taken for the baseline, which is written \"baseline\"", quoted_token(name)),
                    fmt::format("`--map-occasion baseline={}` takes it", name)});
            state.known = false;
        }
        state.entry.occasion = grid_.name(name);
        state.entry.is_baseline = name == "baseline";
    }
    if (!known || !same_text(state.rater, rater)) {
        state.rater.assign(rater);
        state.entry.rater = grid_.name(cells_.is_missing_or_coded(rater) ? std::string_view() : rater);
    }
    if (!known || !same_text(state.date, date)) {
        state.date.assign(date);
        state.entry.date = Date{};
        state.dated = !cells_.is_missing_or_coded(date);
        const auto day = state.dated ? cells_.date(date) : std::variant<Date, ReadError>(Date{});
        if (const auto* wrong = std::get_if<ReadError>(&day)) {
            report(record, date_column_, *wrong);
            state.known = false;  // it is said again for the next
        } else {
            state.entry.date = std::get<Date>(day);
        }
    }
    return e;
}

std::size_t CsvParticipant::entry_index(const CsvRecord& record)
{
    const auto occasion = record.cell(occasion_column_);
    const auto date = record.cell(date_column_);
    const auto rater = record.cell(rater_column_);
    const auto is = [&](std::size_t e) {
        const auto& state = entry_states_[e];
        return same_text(state.date, date) && same_text(state.occasion, occasion) && same_text(state.rater, rater);
    };
    if (entries_ > 0 && is(last_entry_)) {
        return last_entry_;
    }
    if (const auto next = last_entry_ + 1 < entries_ ? last_entry_ + 1 : 0; entries_ > 0 && is(next)) {
        return last_entry_ = next;
    }
    std::string key;
    if (entries_ <= linear_search_limit) {
        for (std::size_t e = 0; e < entries_; ++e) {
            if (is(e)) {
                return last_entry_ = e;
            }
        }
    } else {
        key = fmt::format("{}\n{}\n{}", occasion, date, rater);
        if (const auto found = entry_numbers_.find(key); found != entry_numbers_.end()) {
            return last_entry_ = found->second;
        }
    }
    last_entry_ = new_entry(record, occasion, date, rater);
    if (entries_ == linear_search_limit + 1) {
        for (std::size_t e = 0; e < entries_; ++e) {
            const auto& state = entry_states_[e];
            entry_numbers_.emplace(fmt::format("{}\n{}\n{}", state.occasion, state.date, state.rater), e);
        }
    } else if (entries_ > linear_search_limit) {
        entry_numbers_.emplace(std::move(key), last_entry_);
    }
    return last_entry_;
}

void CsvParticipant::role_of(const CsvRecord& record, std::size_t entry)
{
    const auto text = record.cell(role_column_);
    if (cells_.is_missing_or_coded(text)) {
        return;
    }
    const auto role = role_from(text);
    auto& kept = entry_states_[entry].entry.role;
    if (!role) {
        constexpr std::array<std::string_view, 4> roles = {"practitioner", "patient", "caregiver", "independent"};
        const auto near = nearest(text, roles);
        report(record, role_column_,
               {Rule::unknown_word, fmt::format("{} is not a role", quoted_token(text)),
                near.empty() ? "a role is practitioner, patient, caregiver or independent" : fmt::format("did you mean \"{}\"?", near)});
    } else if (kept && *kept != *role) {
        report(record, role_column_, {Rule::goal_changes, "a rater has one role at an occasion, and this row has another than one before", "mend the row"});
    } else {
        kept = role;
    }
}

std::optional<double> CsvParticipant::value_of(const CsvRecord& record, const GoalSlot& slot)
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

void CsvParticipant::rate(const CsvRecord& record, const GoalSlot& slot, std::size_t entry, std::size_t goal, std::string_view text)
{
    const int column = column_of(slot.columns, CsvField::level);
    const auto level = cells_.level(text);
    if (level == CellReader::no_level) {
        report(record, column, cells_.level_error(text));
        return;
    }
    auto& state = entry_states_[entry];
    if (state.levels.size() <= goal) {
        const auto room = std::max(goal + 1, goals_);
        state.levels.resize(room, RatingGrid::unrated);
        state.lines.resize(room);
        state.recorded.resize(texts_ ? room : 0);
        state.values.resize(texts_ ? room : 0);
    }
    if (state.levels[goal] != RatingGrid::unrated) {
        report(record, column,
               {Rule::duplicate_rating,
                fmt::format("a second rating of goal {} with the same occasion, date and rater; the first is on line {}", quoted_token(plan_.goals[goal].id),
                            state.lines[goal]),
                "leave one of them out, or tell them apart by a date, an occasion or a rater"});
        return;
    }
    any_word_ = any_word_ || (level >= CellReader::first_word && level < RatingGrid::not_applicable);
    state.levels[goal] = level;
    state.lines[goal] = static_cast<std::uint32_t>(record.line);
    state.rated = true;
    const auto value = columns_.has_values ? value_of(record, slot) : std::nullopt;
    if (texts_) {
        state.recorded[goal].assign(text);
        state.values[goal] = value;
    }
}

void CsvParticipant::goal_of_row(const CsvRecord& record, const GoalSlot& slot)
{
    const auto level = record.cell(column_of(slot.columns, CsvField::level));
    const bool rated = !cells_.is_missing_or_coded(level);
    const bool wide = !slot.goal.empty();
    const auto id = wide ? std::string_view(slot.goal) : record.cell(column_of(slot.columns, CsvField::goal));
    if (CellReader::is_missing(id)) {
        if (rated) {
            report(record, column_of(slot.columns, CsvField::goal),
                   {Rule::missing_key, "a row with a level names its goal", "write the goal's id or number, or leave the row out"});
        }
        return;  // a row of the participant alone
    }
    if (goals_ >= max_goals || entries_ >= max_goals) {
        if (!std::exchange(too_large_, true)) {
            report(record, id_column_,
                   {Rule::too_large, fmt::format("more than {} goals or entries of one participant", max_goals - 1),
                    "look at whether `--map id=COLUMN` names the column of participants"});
        }
        return;
    }
    const auto goal = goal_index(id, record.line);
    const bool told = !columns_.attributes.empty() && attributes_of(record, slot, goal);
    goal_states_[goal].told = goal_states_[goal].told || told || rated || !wide;
    const auto entry = entry_index(record);
    if (role_column_ >= 0) {
        role_of(record, entry);
    }
    if (rated) {
        rate(record, slot, entry, goal, level);
    }
}

}  // namespace gas::tables
