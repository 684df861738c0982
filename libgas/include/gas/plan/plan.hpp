// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/date.hpp"
#include "gas/plan/level.hpp"
#include "gas/plan/words.hpp"

/// A participant's follow-up guide as plain values. A Plan that read_plans() returned without errors keeps
/// these promises: ids are unique, references point at something, every level lies on its goal's scale. Plans are equal where all is,
/// the order of their lists and the way a rating is `recorded` too; gas/diff compares what they mean.
namespace gas {

enum class Weighting { equal, importance, difficulty, product, explicit_weight };
enum class GoalStatus { active, achieved, discontinued, revised, not_attainable };
enum class Role { practitioner, patient, caregiver, independent };
enum class Better { higher, lower };
template <>
inline constexpr std::array<std::string_view, 5> word_list<Weighting> = {"equal", "importance", "difficulty", "product", "explicit"};
template <>
inline constexpr std::array<std::string_view, 5> word_list<GoalStatus> = {"active", "achieved", "discontinued", "revised", "not-attainable"};
template <>
inline constexpr std::array<std::string_view, 4> word_list<Role> = {"practitioner", "patient", "caregiver", "independent"};
template <>
inline constexpr std::array<std::string_view, 2> word_list<Better> = {"higher", "lower"};

/// One covariate of the participant (arm, site, age). `value` is the text as written, so `007` stays `007`.
struct Covariate {
    std::string name;
    std::string value;
    bool quoted = false;  ///< written in quotes: text, whatever it looks like
    bool operator==(const Covariate&) const = default;
};

/// The convention for baselines that the plan holds itself to (Turner-Stokes 2009: -1 with some function, -2 with none).
struct BaselineConvention {
    std::optional<Level> some_function;
    std::optional<Level> no_function;
    bool operator==(const BaselineConvention&) const = default;
};

struct ScoringSettings {
    std::optional<double> rho;  ///< expected inter-goal correlation, 0..1; 0.3 where left out
    std::optional<Weighting> weighting;
    std::optional<BaselineConvention> baseline;
    bool operator==(const ScoringSettings&) const = default;
};

/// Somebody agreed to the plan, or certified it.
struct Agreement {
    std::string by;
    Date date{};
    std::optional<Date> until;  ///< the last day on which it holds
    bool operator==(const Agreement&) const = default;
};

struct Need {
    std::string id;
    std::string text;
    std::optional<Date> since;
    std::string code;  ///< of ICD-10, DSM, ICF or SNOMED, as written
    bool operator==(const Need&) const = default;
};

struct Intervention {
    std::string id;
    std::string text;
    std::string by;    ///< who gives it
    std::string dose;  ///< amount, frequency and duration in words
    std::optional<Date> from;
    std::optional<Date> until;
    bool operator==(const Intervention&) const = default;
};

/// A set of measured values without holes: `4`, `2..3`, `<1`, `>=6`.
struct ValueRange {
    double low = -std::numeric_limits<double>::infinity();
    double high = std::numeric_limits<double>::infinity();
    bool low_open = false;   ///< `low` itself is outside (`>low`)
    bool high_open = false;  ///< `high` itself is outside (`<high`)

    bool operator==(const ValueRange&) const = default;
    [[nodiscard]] bool holds(double value) const { return (low_open ? value > low : value >= low) && (high_open ? value < high : value <= high); }
};

/// The shortest decimal text that reads back, or one with so many `decimals`; never "-0".
std::string number_text(double value, std::optional<int> decimals = {});
/// As a plan file has it: `4`, `2..3`, `<1`, `>=6`; with `decimals`, `2.0..3.9`.
std::string to_string(const ValueRange& range, std::optional<int> decimals = {});

/// One written level of a scale: its descriptor and, for a measured goal, its range of values.
struct ScaleLevel {
    Level level;
    std::string text;
    std::optional<ValueRange> range;
    bool operator==(const ScaleLevel&) const = default;
};

/// What a measured goal counts.
struct Indicator {
    std::string unit;
    std::optional<Better> better;
    std::optional<bool> integer;  ///< only whole numbers occur; where left out, true if every bound is whole
    bool operator==(const Indicator&) const = default;
};

struct Goal {
    std::string id;
    std::string title;
    std::string domain;
    std::vector<std::string> addresses;      ///< ids of needs
    std::vector<std::string> interventions;  ///< ids of interventions
    std::optional<int> importance;           ///< 0..3, the client's
    std::optional<int> difficulty;           ///< 0..3, the team's
    std::optional<double> weight;            ///< explicit weight, >= 0
    std::optional<Level> baseline;           ///< where no rating entry is the baseline
    std::optional<Date> target;              ///< when level 0 is due
    std::optional<Date> added;               ///< as written; active_from() applies the default
    std::optional<Date> ended;
    GoalStatus status = GoalStatus::active;
    std::optional<std::string> replaces;  ///< id of the goal that this one revises
    std::string reason;                   ///< why it was ended or revised
    std::optional<Indicator> indicator;
    std::vector<ScaleLevel> scale;  ///< ascending by level

    bool operator==(const Goal&) const = default;
    [[nodiscard]] const ScaleLevel* at(Level level) const;  ///< the written level, or null
    /// The level whose range holds a measured value, or null.
    [[nodiscard]] const ScaleLevel* holding(double value) const;
    [[nodiscard]] bool has_ranges() const;  ///< some level has one, so that measured values have levels
};

/// What an entry says of a goal that could not be rated.
inline constexpr std::string_view recorded_not_applicable = "not-applicable";

/// One goal rated in one entry.
struct GoalRating {
    std::size_t goal = 0;        ///< index into Plan::goals
    std::optional<Level> level;  ///< the recorded level (half levels kept); empty: could not be rated
    std::string recorded;        ///< what the file says: "-0.5", "partly", "5" (a value), "not-applicable"
    std::optional<RatingWord> word;
    std::optional<double> value;  ///< measured, in the indicator's unit
    std::string note;
    std::string source;
    bool operator==(const GoalRating&) const = default;
};

/// The occasions that mean something of their own; all others are a study's names.
inline constexpr std::string_view baseline_occasion = "baseline";
inline constexpr std::string_view final_occasion = "final";
/// Whether entries of the occasion say where goals start.
constexpr bool is_baseline(std::string_view occasion) { return occasion == baseline_occasion; }

/// One rating occasion by one rater.
struct RatingEntry {
    Date date{};
    bool dated = true;     ///< false in a table without dates: `date` then only says which entry is earlier
    std::string occasion;  ///< "baseline", "review", "final", a study's own name, or empty
    std::string rater;     ///< empty where the plan does not say
    std::optional<Role> role;
    std::vector<GoalRating> levels;
    std::string note;

    bool operator==(const RatingEntry&) const = default;
    [[nodiscard]] const GoalRating* of(std::size_t goal) const;  ///< this goal's rating, or null where it has none here
    [[nodiscard]] bool is_baseline() const { return gas::is_baseline(occasion); }
    [[nodiscard]] std::optional<Date> day() const { return dated ? std::optional(date) : std::nullopt; }  ///< the date, where there is one
};

struct Reading {
    Date date{};
    double value = 0;
    bool operator==(const Reading&) const = default;
};

/// A symptom or function score charted beside the goals.
struct Measure {
    std::string id;
    std::string title;
    std::optional<Better> better;
    std::optional<ValueRange> range;  ///< the values that it can have: 0..27 of a PHQ-9
    std::vector<Reading> readings;
    bool operator==(const Measure&) const = default;
};

/// A day of service.
struct Session {
    Date date{};
    std::vector<std::string> used;  ///< ids of interventions
    std::string source;             ///< where it is written down
    bool operator==(const Session&) const = default;
};

/// Of one participant: more is two thousand participants in one, or a slip. Larger ones are refused (GAS015).
inline constexpr std::size_t max_goals = 1999;
inline constexpr std::size_t max_entries = 1999;
/// Covariates of a participant, and columns of a table: as many columns as spreadsheets have.
inline constexpr std::size_t max_covariates = 16'384;

struct Plan {
    std::string id;
    std::vector<Covariate> covariates;
    std::optional<Date> start;
    std::optional<Date> review;
    ScoringSettings scoring;
    std::vector<Agreement> agreed;  ///< in the order of the file, as sessions and ratings are
    std::vector<Need> needs;
    std::vector<Intervention> interventions;
    std::vector<Goal> goals;
    std::vector<Measure> measures;
    std::vector<Session> sessions;
    std::vector<RatingEntry> ratings;
    bool operator==(const Plan&) const = default;
};

/// First day on which `goal` counts: `added`, else the plan's `start`, else nothing (always has counted). Its last is in active_days().
std::optional<Date> active_from(const Plan& plan, const Goal& goal);

/// The goal with that id, as an index into plan.goals.
std::optional<std::size_t> find_goal(const Plan& plan, std::string_view id);

}  // namespace gas
