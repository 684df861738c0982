// SPDX-License-Identifier: MIT
#include "csv_participant.hpp"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "gas/plan/baseline.hpp"
#include "gas/text/suggest.hpp"

namespace gas::read {

namespace {

constexpr std::array<CsvField, 6> attribute_fields = {CsvField::weight, CsvField::importance, CsvField::difficulty,
                                                      CsvField::domain, CsvField::baseline,   CsvField::title};
constexpr std::size_t few = 16;  ///< so many are looked through one by one

}  // namespace

CsvParticipant::CsvParticipant(const CsvColumns& columns, const LongCsvOptions& options, char delimiter, CsvProblems& problems)
    : columns_(columns), options_(options), delimiter_(delimiter), problems_(problems), cells_(options), covariate_texts_(columns.covariates.size())
{
}

void CsvParticipant::slip(const CsvRecord& record, int column, const Slip& slip)
{
    usable_ = false;
    problems_.at_cell(record, column, delimiter_, columns_.names, slip);
}

void CsvParticipant::begin(std::string_view id, const CsvRecord& record)
{
    plan_.id.assign(id);
    problems_.about(id);
    places_.row = record.line;
    goals_ = entries_ = last_goal_ = last_entry_ = 0;
    goal_numbers_.clear();
    entry_numbers_.clear();
    for (auto& text : covariate_texts_) {
        text.clear();
    }
    usable_ = true;
    const auto first = id.front();
    if (std::string_view("=+-@").find(first) != std::string_view::npos || id.size() > 128 || id.find('\n') != std::string_view::npos) {
        slip(record, column_of(columns_.columns, CsvField::id),
             {Rule::bad_id, "this is not a participant id", "an id begins with a letter or digit and has 1 to 128 characters, on one line"});
    }
}

void CsvParticipant::row(const CsvRecord& record)
{
    covariates(record);
    if (columns_.only >= 0 && record.cell(columns_.only) != options_.only_text) {
        return;
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
        if (text == kept || CellReader::is_missing(text)) {
            continue;
        }
        if (!kept.empty()) {
            const bool instrument = covariate.name == "redcap_repeat_instrument";
            slip(record, covariate.column,
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
    if (goals_ > 0 && plan_.goals[next].id == id) {
        return last_goal_ = next;
    }
    if (goals_ <= few) {
        for (std::size_t g = 0; g < goals_; ++g) {
            if (plan_.goals[g].id == id) {
                return last_goal_ = g;
            }
        }
    } else if (const auto found = goal_numbers_.find(std::string(id)); found != goal_numbers_.end()) {
        return last_goal_ = found->second;
    }
    const auto g = goals_++;
    if (g == plan_.goals.size()) {
        plan_.goals.emplace_back();
        goal_states_.emplace_back();
        places_.goals.emplace_back();
    }
    auto& goal = plan_.goals[g];
    goal.id.assign(id);
    goal.title.clear();
    goal.domain.clear();
    goal.importance.reset();
    goal.difficulty.reset();
    goal.weight.reset();
    goal.baseline.reset();
    for (auto& text : goal_states_[g].written) {
        text.clear();
    }
    goal_states_[g].told = false;
    places_.goals[g] = line;
    if (goals_ == few + 1) {
        for (std::size_t i = 0; i < goals_; ++i) {
            goal_numbers_.emplace(plan_.goals[i].id, i);
        }
    } else if (goals_ > few) {
        goal_numbers_.emplace(goal.id, g);
    }
    return last_goal_ = g;
}

void CsvParticipant::set_attribute(const CsvRecord& record, int column, std::size_t goal, std::size_t which, std::string_view text)
{
    auto& g = plan_.goals[goal];
    const auto take = [&](const auto& read, auto& into) {
        if (const auto* wrong = std::get_if<Slip>(&read)) {
            slip(record, column, *wrong);
        } else {
            into = std::get<0>(read);
        }
    };
    switch (attribute_fields[which]) {
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
    for (std::size_t which = 0; which < attributes; ++which) {
        const int column = column_of(slot.columns, attribute_fields[which]);
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
            slip(record, column,
                 {Rule::goal_changes,
                  fmt::format("the {} of a goal is the same in all its rows, and this row has another than one before", to_string(attribute_fields[which])),
                  "mend the row; a goal whose scale or weight was changed is another goal"});
        }
    }
    return told;
}

std::size_t CsvParticipant::new_entry(const CsvRecord& record, const GoalSlot& slot, std::string_view occasion, std::string_view date, std::string_view rater)
{
    const auto e = entries_++;
    if (e == plan_.ratings.size()) {
        plan_.ratings.emplace_back();
        entry_states_.emplace_back();
    }
    auto& entry = plan_.ratings[e];
    auto& state = entry_states_[e];
    state.occasion.assign(occasion);
    state.date.assign(date);
    state.rater.assign(rater);
    state.line = record.line;
    state.lines.clear();
    state.of_goal.clear();
    entry.levels.clear();
    entry.role.reset();
    entry.occasion.assign(cells_.is_missing_or_coded(occasion) ? std::string_view() : cells_.occasion(occasion));
    entry.rater.assign(cells_.is_missing_or_coded(rater) ? std::string_view() : rater);
    entry.date = Date{};
    state.dated = !cells_.is_missing_or_coded(date);
    if (state.dated) {
        const auto day = cells_.date(date);
        if (const auto* wrong = std::get_if<Slip>(&day)) {
            slip(record, column_of(slot.columns, CsvField::date) >= 0 ? column_of(slot.columns, CsvField::date) : column_of(columns_.columns, CsvField::date),
                 *wrong);
        } else {
            entry.date = std::get<Date>(day);
        }
    }
    return e;
}

std::size_t CsvParticipant::entry_index(const CsvRecord& record, const GoalSlot& slot)
{
    const auto occasion = record.cell(column_of(columns_.columns, CsvField::occasion));
    const auto date = record.cell(column_of(columns_.columns, CsvField::date));
    const auto rater = record.cell(column_of(columns_.columns, CsvField::rater));
    const auto is = [&](std::size_t e) {
        const auto& state = entry_states_[e];
        return state.date == date && state.occasion == occasion && state.rater == rater;
    };
    if (entries_ > 0 && is(last_entry_)) {
        return last_entry_;
    }
    if (const auto next = last_entry_ + 1 < entries_ ? last_entry_ + 1 : 0; entries_ > 0 && is(next)) {
        return last_entry_ = next;
    }
    std::string key;
    if (entries_ <= few) {
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
    last_entry_ = new_entry(record, slot, occasion, date, rater);
    if (entries_ == few + 1) {
        for (std::size_t e = 0; e < entries_; ++e) {
            const auto& state = entry_states_[e];
            entry_numbers_.emplace(fmt::format("{}\n{}\n{}", state.occasion, state.date, state.rater), e);
        }
    } else if (entries_ > few) {
        entry_numbers_.emplace(std::move(key), last_entry_);
    }
    return last_entry_;
}

void CsvParticipant::role_of(const CsvRecord& record, const GoalSlot& slot, std::size_t entry)
{
    const int column = column_of(slot.columns, CsvField::role) >= 0 ? column_of(slot.columns, CsvField::role) : column_of(columns_.columns, CsvField::role);
    const auto text = record.cell(column);
    if (column < 0 || cells_.is_missing_or_coded(text)) {
        return;
    }
    const auto role = role_from(text);
    auto& kept = plan_.ratings[entry].role;
    if (!role) {
        constexpr std::array<std::string_view, 4> roles = {"practitioner", "patient", "caregiver", "independent"};
        const auto near = nearest(text, roles);
        slip(record, column,
             {Rule::unknown_word, fmt::format("{} is not a role", quoted_token(text)),
              near.empty() ? "a role is practitioner, patient, caregiver or independent" : fmt::format("did you mean \"{}\"?", near)});
    } else if (kept && *kept != *role) {
        slip(record, column, {Rule::goal_changes, "a rater has one role at an occasion, and this row has another than one before", "mend the row"});
    } else {
        kept = role;
    }
}

void CsvParticipant::rate(const CsvRecord& record, const GoalSlot& slot, std::size_t entry, std::size_t goal, std::string_view text)
{
    const int column = column_of(slot.columns, CsvField::level);
    const auto read = cells_.level(text);
    if (const auto* wrong = std::get_if<Slip>(&read)) {
        slip(record, column, *wrong);
        return;
    }
    auto& ratings = plan_.ratings[entry].levels;
    auto& state = entry_states_[entry];
    if (state.of_goal.size() <= goal) {
        state.of_goal.resize(std::max(goal + 1, goals_));
    }
    if (const auto earlier = state.of_goal[goal]; earlier != 0) {
        slip(record, column,
             {Rule::duplicate_rating,
              fmt::format("a second rating of goal {} with the same occasion, date and rater; the first is on line {}", quoted_token(plan_.goals[goal].id),
                          state.lines[earlier - 1]),
              "leave one of them out, or tell them apart by a date, an occasion or a rater"});
        return;
    }
    const auto& cell = std::get<CellLevel>(read);
    auto& rating = ratings.emplace_back();
    rating.goal = goal;
    rating.level = cell.level;
    rating.word = cell.word;
    rating.recorded.assign(text);
    const int value = column_of(slot.columns, CsvField::value);
    if (const auto measured = record.cell(value); value >= 0 && !cells_.is_missing_or_coded(measured)) {
        const auto number = cells_.number(measured, -std::numeric_limits<double>::max());
        if (const auto* wrong = std::get_if<Slip>(&number)) {
            slip(record, value, *wrong);
        } else {
            rating.value = std::get<double>(number);
        }
    }
    state.lines.push_back(record.line);
    state.of_goal[goal] = static_cast<std::uint32_t>(ratings.size());
}

void CsvParticipant::goal_of_row(const CsvRecord& record, const GoalSlot& slot)
{
    const auto level = record.cell(column_of(slot.columns, CsvField::level));
    const bool rated = !cells_.is_missing_or_coded(level);
    const bool wide = !slot.goal.empty();
    const auto id = wide ? std::string_view(slot.goal) : record.cell(column_of(slot.columns, CsvField::goal));
    if (CellReader::is_missing(id)) {
        if (rated) {
            slip(record, column_of(slot.columns, CsvField::goal),
                 {Rule::missing_key, "a row with a level names its goal", "write the goal's id or number, or leave the row out"});
        }
        return;  // a row of the participant alone
    }
    const auto goal = goal_index(id, record.line);
    const bool told = attributes_of(record, slot, goal);
    goal_states_[goal].told = goal_states_[goal].told || told || rated || !wide;
    const auto entry = entry_index(record, slot);
    role_of(record, slot, entry);
    if (rated) {
        rate(record, slot, entry, goal, level);
    }
}

}  // namespace gas::read
