// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gas/text/source_text.hpp"

/// Where each field of a plan stands in its text: the same shape as Plan, a Range for every field.
/// A field that the file does not have has an empty Range {0, 0}; use or_else().
namespace gas {

struct NeedRanges {
    Range whole, id, text, since, code;
};

struct InterventionRanges {
    Range whole, id, text, by, dose, from, until;
};

struct AgreementRanges {
    Range whole, by, date, until;
};

struct SessionRanges {
    Range whole, date, source;
    std::vector<Range> used;
};

struct ScaleLevelRanges {
    Range key, text, range;
};

struct GoalRanges {
    Range whole;  ///< where the goal begins (its first key)
    Range id, title, domain, importance, difficulty, weight, baseline, target, added, ended, status, replaces, reason;
    Range indicator, unit, better, integer;
    Range scale;  ///< the key `scale`
    std::vector<Range> addresses, interventions;
    std::vector<ScaleLevelRanges> levels;  ///< in the order of Goal::scale
};

struct GoalRatingRanges {
    Range goal;   ///< the goal's id as key
    Range value;  ///< level, word or measured value
    Range note, source;
};

struct RatingEntryRanges {
    Range whole, date, occasion, rater, role, note, levels;
    std::vector<GoalRatingRanges> goals;  ///< in the order of RatingEntry::levels
};

struct MeasureRanges {
    Range whole, id, title, better, range;
    std::vector<Range> readings;
};

struct CovariateRanges {
    Range name, value;
};

struct PlanRanges {
    Range whole;  ///< where the plan begins
    Range gas, id, start, review, scoring, rho, weighting, baseline_convention, goals_key, ratings_key;
    std::vector<CovariateRanges> covariates;
    std::vector<AgreementRanges> agreed;
    std::vector<NeedRanges> needs;
    std::vector<InterventionRanges> interventions;
    std::vector<GoalRanges> goals;
    std::vector<MeasureRanges> measures;
    std::vector<SessionRanges> sessions;
    std::vector<RatingEntryRanges> ratings;
};

/// `range`, or `fallback` where the field is not in the file.
inline Range or_else(Range range, Range fallback) { return range == Range{} ? fallback : range; }

}  // namespace gas
