// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"

/// A plan as a list of single facts, each under a path that does not hang on the order, layout or quoting of the file.
/// What a difference between two plans is computed from, what `gas textconv` prints, and what a merge is held to.
namespace gas {

/// What a fact tells. The order is that of a plan's facts.
enum class FactKind : std::uint8_t {
    plan_id,
    start,
    review,
    covariate,
    rho,  ///< 0.3 where the plan has none: writing the default down changes nothing
    weighting,
    baseline_convention,
    need,  ///< that there is one
    need_text,
    need_since,
    intervention,  ///< that there is one
    intervention_text,
    goal,  ///< that there is one; its value is the goal's own id
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
    goal_status,  ///< none for an active goal
    goal_replaces,
    indicator_unit,
    indicator_better,
    indicator_integer,
    scale_level,  ///< that the scale has it
    scale_text,
    scale_range,
    measure,  ///< that there is one
    measure_title,
    measure_better,
    reading,
    entry,  ///< that there is one; its value is its own date, occasion and rater
    entry_role,
    rating,  ///< what was recorded: a level, a word, `value 5`, `not-applicable`
    rating_note,
    rating_source,
};

struct Fact {
    FactKind kind{};
    std::string path;                  ///< unique in the plan: "/goals/sleep/scale/+1/text"; `/` in a name is ~1, `~` is ~0
    std::string value;                 ///< as text, numbers in their shortest form
    std::string name;                  ///< of the covariate, need, intervention, measure; of a goal and what belongs to it, the goal's id
    std::optional<Level> level;        ///< of a scale level
    std::optional<std::size_t> goal;   ///< index into plan.goals
    std::optional<std::size_t> entry;  ///< index into plan.ratings
    std::optional<Date> date;          ///< of a reading
    Range range;                       ///< where it stands; empty where it has no place of its own
    std::size_t owner = 0;             ///< number of the fact that says that the goal, entry, need … exists; its own for that one
};

/// Whether the value is somebody's words, not an id, a number, a date or a word of the format.
bool is_free_text(FactKind kind);

/// Names to use in paths instead of the plan's own: for a goal that has another id in the other plan, and an entry with another date.
struct FactNames {
    std::vector<std::string> goals;    ///< for each goal of the plan, the id in paths
    std::vector<std::string> entries;  ///< for each rating entry, as entry_path() has it
};
FactNames own_names(const Plan& plan);

/// "2026-04-12/final/AB": the part of a path that names an entry. Unique in a plan without errors.
std::string entry_path(const RatingEntry& entry);

/// "2026-04-12 final, AB": an entry as people name it.
std::string entry_name(Date date, std::string_view occasion, std::string_view rater);
std::string entry_name(const RatingEntry& entry);

/// What was recorded, one way of writing for one meaning: `+1`, `partly`, `value 5`, `not-applicable`.
std::string recorded_text(const GoalRating& rating);

/// All facts of a plan, in an order that hangs on ids and dates alone (ids in natural order, entries by date, occasion and rater).
/// Where a plan with errors has a path twice, the later ones end in "#2", "#3".
std::vector<Fact> facts_of(const Plan& plan, const PlanRanges& ranges, const FactNames& names);

/// A fact as a line of text without line end: "goal sleep, level +1: Sleeps through 5 nights a week". Control characters are left as they are.
std::string fact_line(const Plan& plan, const Fact& fact);

}  // namespace gas
