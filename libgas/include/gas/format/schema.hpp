// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "gas/plan/plan.hpp"
#include "gas/plan/words.hpp"

/// The keys of the plan file, a row each. What readers know and suggest, what a difference is called and means, what a merge tells apart and the table
/// of gas-plan(5) come from here; reading a value is code. A new key is a value of FormatKey and a row, in the order of the file.
namespace gas {

/// What a change means to somebody who reviews it, worst first.
enum class ChangeClass : std::uint8_t {
    edited_ratings,   ///< a past rating or reading was edited or removed
    scale_change,     ///< a scale, range or weight moved after the goal had been rated
    settings,         ///< rho, weighting, baseline convention, covariates, start, the plan's id
    goals,            ///< a goal added, ended, replaced, renamed, removed; the scale or weight of one that had no rating yet
    baseline_target,  ///< a goal's baseline or target, the plan's review
    new_ratings,      ///< a rating or reading added: the normal work
    texts,            ///< titles, notes, needs, interventions, measures, sessions, agreements
};
template <>
inline constexpr std::array<std::string_view, 7> word_list<ChangeClass> = {"edited-ratings",  "scale-change", "settings", "goals",
                                                                           "baseline-target", "new-ratings",  "texts"};

/// A key of the format, an element of a list (`goal` of `goal_list`), or what stands under free keys (`rating` of `rating_map`).
enum class FormatKey : std::uint8_t {
    plan,
    format_version,
    plan_id,
    covariate_map,
    covariate,
    start,
    review,
    scoring,
    rho,  ///< as a fact 0.3 where the plan has none: writing the default down changes nothing
    weighting,
    baseline_convention,
    some_function,
    no_function,
    agreement_list,
    agreement,
    agreement_by,
    agreement_date,
    agreement_until,
    need_list,
    need,
    need_id,
    need_text,
    need_since,
    need_code,
    intervention_list,
    intervention,
    intervention_id,
    intervention_text,
    intervention_by,
    intervention_dose,
    intervention_from,
    intervention_until,
    goal_list,
    goal,
    goal_id,
    goal_title,
    goal_domain,
    goal_addresses,
    goal_interventions,
    goal_importance,
    goal_difficulty,
    goal_weight,
    goal_baseline,
    goal_target,
    goal_added,
    goal_ended,
    goal_status,  ///< no fact for an active goal
    goal_replaces,
    goal_reason,
    indicator,
    indicator_unit,
    indicator_better,
    indicator_integer,
    scale,
    scale_level,
    scale_text,
    scale_range,
    measure_list,
    measure,
    measure_id,
    measure_title,
    measure_better,
    measure_range,
    reading_map,
    reading,
    session_list,
    session,
    session_date,
    session_used,
    session_source,
    entry_list,
    entry,
    entry_date,
    entry_occasion,
    entry_rater,
    entry_role,
    entry_note,
    rating_map,
    rating,  ///< what was recorded: a level, a word, `value 5`, `not-applicable`
    rating_value,
    rating_level,
    rating_note,
    rating_source,
};

/// What a key takes.
enum class KeyType : std::uint8_t { keys, list, text, line, id, ids, date, level, rated, number, integer, truth, word, range };

/// What tells which element of one version of a plan is which of another.
enum class Identity : std::uint8_t {
    name,       ///< its key
    id,         ///< its `id`
    goal,       ///< a goal's id, as `id` or as key
    entry,      ///< date, occasion and rater
    session,    ///< date and source
    agreement,  ///< date, and who agreed
};

namespace schema {
inline constexpr std::array<std::string_view, 2> entry_words = {"occasion", "rater"};
inline constexpr std::array<std::string_view, 1> session_words = {"source"};
inline constexpr std::array<std::string_view, 1> agreement_words = {"by"};
}  // namespace schema

/// The keys that, after its date, tell an element of a list apart, in the order of its path as a fact; none where it is no dated one.
constexpr std::span<const std::string_view> keys_beside_date(Identity identity)
{
    switch (identity) {
    case Identity::entry: return schema::entry_words;
    case Identity::session: return schema::session_words;
    case Identity::agreement: return schema::agreement_words;
    default: return {};
    }
}
constexpr bool is_dated(Identity identity) { return !keys_beside_date(identity).empty(); }

/// Bounds of a number, both inside, or the words of an enum.
struct KeyValues {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    std::span<const std::string_view> words{};
};

/// What a value is beside its type.
enum class KeyRole : std::uint8_t {
    plain,
    moves_t,    ///< T hangs on it
    free_text,  ///< somebody's words, not an id, a number, a date or a word of the format
};

/// What differs where the values of a key do.
struct KeyChange {
    std::string_view stem{};                        ///< of the change's kind: "goal-title" of "goal-title-changed"; empty: the key is no fact of its own
    ChangeClass change_class = ChangeClass::texts;  ///< at its worst: of a rating that was there, of a goal that had been rated
    KeyRole role = KeyRole::plain;
    std::string_view called{};  ///< in words, where that is neither the key's name nor, of an element, the stem
};

struct KeyInfo {
    FormatKey key{};
    std::string_view path;  ///< "goals[].scale{}.text": `[]` an element of a list, `{}` what stands under a free key
    KeyType type{};
    std::string_view doc;  ///< one line, for gas-plan(5)
    KeyValues values{};
    KeyChange change{};
    Identity identity = Identity::name;

    [[nodiscard]] constexpr bool is_element() const { return path.ends_with(']') || path.ends_with('}'); }
    /// "text"; of an element the name of its list, of a plan nothing.
    [[nodiscard]] constexpr std::string_view name() const
    {
        const auto from = path.rfind('.') + 1;  // npos + 1 is 0
        return path.substr(from, path.size() - from - (is_element() ? 2 : 0));
    }
};

namespace schema {

using enum FormatKey;
using enum KeyType;
using enum KeyRole;
using enum ChangeClass;

inline constexpr std::array rows = {
    KeyInfo{plan, "", keys, "one participant's plan"},
    KeyInfo{format_version, "gas", integer, "format version; required", {1, 1}},
    KeyInfo{plan_id, "id", line, "the participant's pseudonymous id; required", {}, {"plan-id", settings}},
    KeyInfo{covariate_map, "covariates", keys, "names and values"},
    KeyInfo{covariate, "covariates{}", line, "a word, number or date, which becomes a column", {}, {"covariate", settings}},
    KeyInfo{start, "start", date, "when the plan begins", {}, {"start", settings}},
    KeyInfo{review, "review", date, "when it is next due for review", {}, {"review", baseline_target}},
    KeyInfo{scoring, "scoring", keys, "how T is computed"},
    KeyInfo{rho, "scoring.rho", number, "expected inter-goal correlation", {0, 1}, {"rho", settings, moves_t}},
    KeyInfo{weighting, "scoring.weighting", word, "what goals weigh", {.words = words<Weighting>()}, {"weighting", settings, moves_t}},
    KeyInfo{baseline_convention, "scoring.baseline", keys, "the convention that validate holds baselines to"},
    KeyInfo{some_function, "scoring.baseline.some-function", level, "of goals with some", {}, {"baseline-convention", settings, plain, "baseline convention"}},
    KeyInfo{no_function, "scoring.baseline.no-function", level, "of goals with none", {}, {"baseline-convention", settings, plain, "baseline convention"}},
    KeyInfo{agreement_list, "agreed", list, "who agreed to the plan, or certified it"},
    KeyInfo{agreement, "agreed[]", keys, "an agreement; no two of one date are by the same person", {}, {"agreement", texts}, Identity::agreement},
    KeyInfo{agreement_by, "agreed[].by", line, "who: client, patient, parent, a physician; required"},
    KeyInfo{agreement_date, "agreed[].date", date, "on which day; required"},
    KeyInfo{agreement_until, "agreed[].until", date, "the last day on which it holds", {}, {"agreement-until", texts}},
    KeyInfo{need_list, "needs", list, "what the assessment found"},
    KeyInfo{need, "needs[]", keys, "a need", {}, {"need", texts}, Identity::id},
    KeyInfo{need_id, "needs[].id", id, "required"},
    KeyInfo{need_text, "needs[].text", text, "required", {}, {"need-text", texts, free_text}},
    KeyInfo{need_since, "needs[].since", date, "since when it is there", {}, {"need-since", texts}},
    KeyInfo{need_code, "needs[].code", line, "of ICD-10, DSM, ICF or SNOMED", {}, {"need-code", texts}},
    KeyInfo{intervention_list, "interventions", list, "what is done"},
    KeyInfo{intervention, "interventions[]", keys, "an intervention", {}, {"intervention", texts}, Identity::id},
    KeyInfo{intervention_id, "interventions[].id", id, "required"},
    KeyInfo{intervention_text, "interventions[].text", text, "required", {}, {"intervention-text", texts, free_text}},
    KeyInfo{intervention_by, "interventions[].by", line, "who gives it", {}, {"intervention-by", texts, free_text}},
    KeyInfo{intervention_dose, "interventions[].dose", line, "how much, how often, for how long", {}, {"intervention-dose", texts, free_text}},
    KeyInfo{intervention_from, "interventions[].from", date, "its first day", {}, {"intervention-from", texts}},
    KeyInfo{intervention_until, "interventions[].until", date, "its last day", {}, {"intervention-until", texts}},
    KeyInfo{goal_list, "goals", list, "the goals; required"},
    KeyInfo{goal, "goals[]", keys, "a goal", {}, {"goal", goals, moves_t}, Identity::goal},
    KeyInfo{goal_id, "goals[].id", id, "unique in the plan; required"},
    KeyInfo{goal_title, "goals[].title", line, "the goal in the client's words; required", {}, {"goal-title", texts, free_text}},
    KeyInfo{goal_domain, "goals[].domain", line, "goal area: free text or an ICF code", {}, {"goal-domain", texts, free_text}},
    KeyInfo{goal_addresses, "goals[].addresses", ids, "of needs", {}, {"goal-addresses", texts}},
    KeyInfo{goal_interventions, "goals[].interventions", ids, "of interventions", {}, {"goal-interventions", texts}},
    KeyInfo{goal_importance, "goals[].importance", integer, "the client's", {0, 3}, {"importance", scale_change, moves_t}},
    KeyInfo{goal_difficulty, "goals[].difficulty", integer, "the team's", {0, 3}, {"difficulty", scale_change, moves_t}},
    KeyInfo{goal_weight, "goals[].weight", number, "an explicit weight instead", {.low = 0}, {"weight", scale_change, moves_t}},
    KeyInfo{goal_baseline, "goals[].baseline", level, "at the start, where no rating entry is the baseline", {}, {"baseline", baseline_target, moves_t}},
    KeyInfo{goal_target, "goals[].target", date, "when level 0 is due", {}, {"target", baseline_target}},
    KeyInfo{goal_added, "goals[].added", date, "from when it is active (start, where left out)", {}, {"goal-added-on", goals}},
    KeyInfo{goal_ended, "goals[].ended", date, "until when it is active", {}, {"goal-ended-on", goals}},
    KeyInfo{goal_status, "goals[].status", word, "what became of it (active, where left out)", {.words = words<GoalStatus>()}, {"goal-status", goals}},
    KeyInfo{goal_replaces, "goals[].replaces", id, "of the goal that this one revises", {}, {"goal-replaces", goals}},
    KeyInfo{goal_reason, "goals[].reason", text, "why it was ended or revised", {}, {"goal-reason", texts, free_text}},
    KeyInfo{indicator, "goals[].indicator", keys, "what a measured goal counts"},
    KeyInfo{indicator_unit, "goals[].indicator.unit", line, "of the values", {}, {"indicator-unit", scale_change}},
    KeyInfo{indicator_better, "goals[].indicator.better", word, "which values are better", {.words = words<Better>()}, {"indicator-better", scale_change}},
    KeyInfo{indicator_integer, "goals[].indicator.integer", truth, "whether only whole numbers occur", {}, {"indicator-integer", scale_change}},
    KeyInfo{scale, "goals[].scale", keys, "levels and their descriptions; required"},
    KeyInfo{scale_level, "goals[].scale{}", keys, "a level's text alone, or its keys", {}, {"scale-level", scale_change, moves_t, "level"}},
    KeyInfo{scale_text, "goals[].scale{}.text", text, "what is seen at the level; required", {}, {"scale-text", scale_change, free_text, "text of level"}},
    KeyInfo{scale_range, "goals[].scale{}.range", range, "its measured values", {}, {"scale-range", scale_change, moves_t, "range of level"}},
    KeyInfo{measure_list, "measures", list, "scores to chart beside the goals"},
    KeyInfo{measure, "measures[]", keys, "a measure", {}, {"measure", texts}, Identity::id},
    KeyInfo{measure_id, "measures[].id", id, "required"},
    KeyInfo{measure_title, "measures[].title", line, "its name", {}, {"measure-title", texts, free_text}},
    KeyInfo{measure_better, "measures[].better", word, "which values are better", {.words = words<Better>()}, {"measure-better", scale_change}},
    KeyInfo{measure_range, "measures[].range", range, "the values that it can have", {}, {"measure-range", texts}},
    KeyInfo{reading_map, "measures[].readings", keys, "dates and values"},
    KeyInfo{reading, "measures[].readings{}", number, "the value on that day", {}, {"reading", edited_ratings}},
    KeyInfo{session_list, "sessions", list, "the days of service"},
    KeyInfo{session, "sessions[]", keys, "a session; no two of one date have the same source", {}, {"session", texts}, Identity::session},
    KeyInfo{session_date, "sessions[].date", date, "on which day; required"},
    KeyInfo{session_used, "sessions[].used", ids, "of interventions", {}, {"session-used", texts}},
    KeyInfo{session_source, "sessions[].source", line, "where it is written down"},
    KeyInfo{entry_list, "ratings", list, "the rating entries"},
    KeyInfo{entry, "ratings[]", keys, "a rating entry", {}, {"entry", edited_ratings, moves_t}, Identity::entry},
    KeyInfo{entry_date, "ratings[].date", date, "the day of the rating; required"},
    KeyInfo{entry_occasion, "ratings[].occasion", line, "baseline, review, final, or a study's own name"},
    KeyInfo{entry_rater, "ratings[].rater", line, "who rated"},
    KeyInfo{entry_role, "ratings[].role", word, "of the rater", {.words = words<Role>()}, {"entry-role", edited_ratings}},
    KeyInfo{entry_note, "ratings[].note", text, "what was decided, and why", {}, {"entry-note", texts, free_text}},
    KeyInfo{rating_map, "ratings[].levels", keys, "goals and what they were rated; required"},
    KeyInfo{rating, "ratings[].levels{}", rated, "alone, or as keys", {}, {"rating", edited_ratings, moves_t}, Identity::goal},
    KeyInfo{rating_value, "ratings[].levels{}.value", number, "measured, in the unit; the level follows from the ranges"},
    KeyInfo{rating_level, "ratings[].levels{}.level", rated, "where no value is given"},
    KeyInfo{rating_note, "ratings[].levels{}.note", text, "in words", {}, {"rating-note", texts, free_text}},
    KeyInfo{rating_source, "ratings[].levels{}.source", line, "where it is written down", {}, {"rating-source", texts, free_text}},
};

}  // namespace schema

/// All rows, in the order of FormatKey.
inline constexpr std::span<const KeyInfo> format_keys = schema::rows;

constexpr const KeyInfo& key_info(FormatKey key) { return schema::rows[static_cast<std::size_t>(key)]; }

static_assert(std::all_of(schema::rows.begin(), schema::rows.end(), [](const KeyInfo& row) { return &key_info(row.key) == &row; }),
              "rows in the order of FormatKey");

/// Whether `key` is a key of the mapping that `parent` takes.
constexpr bool is_key_of(const KeyInfo& parent, const KeyInfo& key)
{
    const auto dot = key.path.rfind('.');
    const auto above = dot == std::string_view::npos ? std::string_view() : key.path.substr(0, dot);
    return !key.is_element() && !key.path.empty() && above == parent.path;
}

/// The row of the element that a key belongs to, or of the plan: "sessions[]" of "sessions[].used"; of an element itself its own.
constexpr const KeyInfo& element_of(const KeyInfo& key)
{
    const auto end = key.path.find_last_of("]}");
    const auto path = end == std::string_view::npos ? std::string_view() : key.path.substr(0, end + 1);
    return *std::find_if(format_keys.begin(), format_keys.end(), [&](const KeyInfo& row) { return row.path == path; });
}

/// What tells the elements of a list, or the free keys of a mapping, apart; `name` is that of its key.
Identity identity_under(std::string_view name, bool is_list);

/// What the key takes, in words: "a number from 0 to 1", "higher or lower".
std::string value_text(const KeyInfo& key);

}  // namespace gas
