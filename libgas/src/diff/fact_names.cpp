// SPDX-License-Identifier: MIT
/// How facts, and what they are about, are called: in paths, and in words.
#include <fmt/format.h>

#include "gas/diff/facts.hpp"

namespace gas {

namespace {

/// Whether a goal is called like a key that is a fact of its entry.
bool is_key_of_entry(std::string_view goal) { return goal == key_info(FactKind::entry_role).name() || goal == key_info(FactKind::entry_note).name(); }

std::string head_of(const Plan& plan, const Fact& fact)
{
    const auto path = std::string_view(fact.path);
    if (fact.entry) {
        return "rating " + entry_name(plan.ratings[*fact.entry]) + (fact.goal ? (is_key_of_entry(fact.name) ? ", goal " : ", ") + fact.name : "");
    }
    if (fact.goal) {
        return "goal " + fact.name + (fact.level ? ", level " + to_string(*fact.level) : "");
    }
    if (path.starts_with("/needs/")) {
        return "need " + fact.name;
    }
    const auto& owner = element_of(key_info(fact.kind));
    if (is_dated(owner.identity)) {
        return fmt::format("{} {}{}{}", owner.change.stem, to_string(*fact.date), fact.name.empty() ? "" : ", ", fact.name);
    }
    return (path.starts_with("/measures/") ? "measure " : path.starts_with("/interventions/") ? "intervention " : "covariate ") + fact.name;
}

}  // namespace

std::string as_step(std::string_view name)
{
    std::string out;
    for (const char c : name) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

std::string rating_step(std::string_view goal) { return (is_key_of_entry(goal) ? "~2" : "") + as_step(goal); }

std::string name_of_step(std::string_view step)
{
    std::string out;
    for (std::size_t i = 0; i < step.size(); ++i) {
        const bool escape = step[i] == '~' && i + 1 < step.size();
        i += escape ? 1 : 0;
        out += !escape ? std::string(1, step[i]) : step[i] == '1' ? "/" : step[i] == '2' ? "" : "~";
    }
    return out;
}

std::string dated_path(Date date, std::initializer_list<std::string_view> words)
{
    auto path = to_string(date);
    for (const auto word : words) {
        path += '/' + as_step(word);
    }
    return path;
}

std::string entry_path(const RatingEntry& entry) { return dated_path(entry.date, {entry.occasion, entry.rater}); }

std::string entry_name(Date date, std::string_view occasion, std::string_view rater)
{
    return fmt::format("{}{}{}{}{}", to_string(date), occasion.empty() ? "" : " ", occasion, rater.empty() ? "" : ", ", rater);
}

std::string entry_name(const RatingEntry& entry) { return entry_name(entry.date, entry.occasion, entry.rater); }

FactNames own_names(const Plan& plan)
{
    FactNames names;
    for (const auto& goal : plan.goals) {
        names.goals.push_back(goal.id);
    }
    for (const auto& entry : plan.ratings) {
        names.entries.push_back(entry_path(entry));
    }
    return names;
}

std::string recorded_text(const GoalRating& rating)
{
    if (rating.value) {
        return "value " + number_text(*rating.value);
    }
    if (rating.word) {
        return std::string(to_string(*rating.word));
    }
    return rating.level ? to_string(*rating.level) : rating.recorded;
}

std::string fact_line(const Plan& plan, const Fact& fact)
{
    const auto& key = key_info(fact.kind);
    if (fact.kind == FactKind::plan_id) {
        return "plan " + fact.value;
    }
    if (fact.kind == FactKind::some_function || fact.kind == FactKind::no_function) {
        return fmt::format("scoring, baseline with {}: {}", key.name(), fact.value);
    }
    if (key.path.find_first_of("[{") == std::string_view::npos) {
        return fmt::format("{}{}: {}", key.path.starts_with("scoring.") ? "scoring, " : "", key.name(), fact.value);
    }
    auto head = head_of(plan, fact);
    if (key.type == KeyType::keys) {
        return head;  // that it is there
    }
    const bool reading = fact.kind == FactKind::reading;
    const bool alone = key.name() == "text" || (key.is_element() && !reading);
    return fmt::format("{}{}{}: {}", head, alone ? "" : ", ", alone ? "" : reading ? to_string(*fact.date) : key.name(), fact.value);
}

}  // namespace gas
