// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/format/schema.hpp"
#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"

/// A plan as a list of single facts, each under a path that does not hang on the order, layout or quoting of the file.
/// What a difference between two plans is computed from, what `gas textconv` prints, and what a merge is held to.
namespace gas {

/// What a fact tells: that an element of a list is there, or the value of a key. The order of a plan's facts is that of the format, but that
/// start and review stand before covariates. Containers, ids, and the keys that name an entry have no fact of their own.
using FactKind = FormatKey;

struct Fact {
    FactKind kind{};
    std::string path;                  ///< unique in the plan: "/goals/sleep/scale/+1/text"; `/` in a name is ~1, `~` is ~0; see as_step()
    std::string value;                 ///< as text, numbers in their shortest form
    std::string name;                  ///< of the covariate, need, intervention, measure; a session's source; who agreed; of a goal and its own, the goal's id
    std::optional<Level> level;        ///< of a scale level
    std::optional<std::size_t> goal;   ///< index into plan.goals
    std::optional<std::size_t> entry;  ///< index into plan.ratings
    std::optional<Date> date;          ///< of a reading, a session, an agreement
    Range range;                       ///< where it stands; empty where it has no place of its own
    std::size_t owner = 0;             ///< number of the fact that says that the goal, entry, need … exists; its own for that one
};

/// Whether the value is somebody's words.
constexpr bool is_free_text(FactKind kind) { return key_info(kind).change.role == KeyRole::free_text; }

/// Names to use in paths instead of the plan's own: for a goal that has another id in the other plan, and an entry with another date.
struct FactNames {
    std::vector<std::string> goals;    ///< for each goal of the plan, the id in paths
    std::vector<std::string> entries;  ///< for each rating entry, as entry_path() has it; empty for one whose facts are not asked for
};
FactNames own_names(const Plan& plan);

/// "2026-04-12/notes~1x.md": the part of a path that names an element by its date and words, as steps.
std::string dated_path(Date date, std::initializer_list<std::string_view> words);

/// "2026-04-12/final/AB": the part of a path that names an entry. Unique in a plan without errors.
std::string entry_path(const RatingEntry& entry);

/// A name as a step of a path, with ~0 for `~` and ~1 for `/` (JSON Pointer, RFC 6901), and the name that a step stands for. ~2 stands for nothing: below an
/// entry it tells the rating of a goal called `note` or `role`, "/ratings/2026-04-12/final/AB/~2note", from the entry's own note and role.
std::string as_step(std::string_view name);
std::string rating_step(std::string_view goal);  ///< below its entry, of the rating of a goal
std::string name_of_step(std::string_view step);

/// "2026-04-12 final, AB": an entry as people name it.
std::string entry_name(Date date, std::string_view occasion, std::string_view rater);
std::string entry_name(const RatingEntry& entry);

/// What was recorded, one way of writing for one meaning: `+1`, `partly`, `value 5`, `not-applicable`.
std::string recorded_text(const GoalRating& rating);

/// All facts of a plan, in an order that hangs on ids and dates alone (ids in natural order, entries by date, occasion and rater).
/// Where a plan with errors has a path twice, the later ones end in "#2", "#3".
std::vector<Fact> facts_of(const Plan& plan, const PlanRanges& ranges, const FactNames& names);
/// The values of a plan's facts, by path, with its own names.
std::map<std::string, std::string> fact_values(const Plan& plan, const PlanRanges& ranges);

/// A fact as a line of text without line end: "goal sleep, level +1: Sleeps through 5 nights a week". Control characters are left as they are.
std::string fact_line(const Plan& plan, const Fact& fact);

}  // namespace gas
