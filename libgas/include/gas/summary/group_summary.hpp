// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gas/summary/participant_scores.hpp"

namespace gas {

/// What one value of a statistic stands for.
enum class SummaryUnit { participant, goal };

struct SummaryOptions {
    std::vector<std::string> by;  ///< covariates that make groups; none: one group of all
    std::string occasion;         ///< only this one; empty: each occasion of its own
    std::string rater;            ///< only entries of this rater
    std::string role;             ///< only entries of this role
    bool change_only = false;     ///< nothing on T itself
    bool domains = false;         ///< levels of each domain too
    SummaryUnit unit = SummaryUnit::participant;
};

/// One figure: what csv and json have a row for.
struct SummaryFigure {
    std::string group;     ///< "exercise", "exercise / leeds", "exercise - usual-care" for a comparison of two, "all groups" of more
    std::string occasion;  ///< empty where the entries have none
    std::string measure;   ///< t, t_change, achieved, level, level_change
    std::string domain;    ///< of level and level_change with `domains`
    std::string statistic;
    std::optional<double> value;
    std::size_t n = 0;            ///< values that it is computed from
    std::string reason;           ///< why there is no value: no-value, too-few, no-variance, no-difference, baseline-sd-0, not-computed
    std::string method;           ///< of a rank test's p, "exact" or "normal approximation"; of an interval, such as "t" or "Wilson"
    std::vector<std::string> by;  ///< the group's values of SummaryOptions::by; empty for a comparison
};

/// A participant whom a figure lacks.
struct MissingFigure {
    std::string id;
    std::string group;
    std::string occasion;
    std::string measure;
    std::string
        reason;  ///< no-entry, several-raters, several-entries, no-group, the reasons of `gas score`; error: left out whole, without occasion and measure
};

/// Gathers scores of participants and computes the statistics of their groups (scoring.md, "Groups").
///
/// A participant counts once at an occasion: their latest entry where one rater made several, none where raters differ (several-raters:
/// choose by rater or role). The figures do not hang on the order in which participants come, to the last digit: scores that
/// were computed in parts give the same bytes. Values are kept by their number of occurrences, so memory grows with what is different.
class GroupSummary {
public:
    explicit GroupSummary(SummaryOptions options);
    ~GroupSummary();
    GroupSummary(GroupSummary&&) noexcept;
    GroupSummary& operator=(GroupSummary&&) noexcept;

    /// Takes a participant. A message where they came before, or were scored in another way than the others.
    /// `all_new`: the caller knows that no participant of this summary comes twice, as those of one table cannot; nothing is looked up.
    std::string add(const ScoredParticipant& participant, bool all_new = false);

    /// Those who could not be scored, and are in no figure: missing() tells of them. Who was added, from elsewhere, is not left out.
    void leave_out(const std::set<std::string>& ids);
    [[nodiscard]] const std::vector<std::string>& left_out() const;

    [[nodiscard]] std::size_t participant_count() const;
    /// Of them, those in no group: a covariate of `by` is missing.
    [[nodiscard]] std::size_t ungrouped() const;
    /// Occasions in their order: baseline first, final last, the others by name, numbers as numbers.
    [[nodiscard]] std::vector<std::string> occasions() const;
    [[nodiscard]] std::vector<std::string> groups() const;
    /// Whether somebody has a T.
    [[nodiscard]] bool any_t() const;
    /// How all were scored; missing_rule and at are those of the first participant. Until somebody has a T, rho is default_rho, and weighting and half_level
    /// are empty. The reference lives as long as the summary.
    [[nodiscard]] const ScoringMethod& method() const;
    /// Goals that the changes rest on, rated now and at baseline, of all that are rated in the entries with a T that are no baseline.
    [[nodiscard]] std::size_t paired_goals() const;
    [[nodiscard]] std::size_t rated_goals() const;
    /// Entries that are complete only since goals were judged not applicable.
    [[nodiscard]] std::size_t complete_by_not_applicable() const;
    /// Occasions of participants at which an earlier entry at an occasion was passed over for a later one.
    [[nodiscard]] std::size_t superseded() const;
    /// Occasions that there are beside the one of the options (the first thousand).
    [[nodiscard]] std::vector<std::string> passed_over_occasions() const;
    /// Covariates of `by` that no participant has.
    [[nodiscard]] std::vector<std::string> unknown_covariates() const;

    /// All figures: for each occasion and measure the groups, then their comparison.
    [[nodiscard]] std::vector<SummaryFigure> figures() const;
    /// Who is missing from a figure, by occasion, measure, group and id.
    [[nodiscard]] std::vector<MissingFigure> missing() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace gas
