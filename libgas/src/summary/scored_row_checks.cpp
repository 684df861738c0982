// SPDX-License-Identifier: MIT
#include "scored_row_checks.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "gas/score/score_row.hpp"
#include "gas/text/near_names.hpp"

namespace gas::summary {

RowProblem contradicting(std::string message)
{
    return {Rule::contradicting_row, std::move(message), "score the plans again; a spreadsheet that changed some cells cannot keep the others true"};
}

double change_off(const ScoredEntry& entry)
{
    const bool comparable = entry.t && entry.t_baseline && entry.t_change && entry.paired == entry.rated;
    return comparable ? std::abs(*entry.t - *entry.t_baseline - *entry.t_change) : 0;
}

std::string contradiction(const ScoredEntry& entry)
{
    int counted = 0;
    for (const int n : entry.counts) {
        counted += n;
    }
    if (counted != entry.rated) {
        return fmt::format("the columns level_* count {} goals, but {} are rated", counted, entry.rated);
    }
    if (entry.t && entry.rated == 0) {
        return "there is a t, but no goal is rated";
    }
    // weights that are all 0 are also a reason why there is a t and no change
    if (entry.t && from_word<NoScore>(entry.reason) && entry.reason != to_string(NoChange::baseline_zero_weights)) {
        return fmt::format("there is a t, and the reason \"{}\" why there is none", entry.reason);
    }
    if (!entry.t && entry.reason.empty()) {
        return "there is neither a t nor a reason why there is none";
    }
    if (entry.t_change.has_value() != entry.t_baseline.has_value()) {
        return entry.t_change ? "there is a t_change, but no t_baseline" : "there is a t_baseline, but no t_change";
    }
    if (entry.t_change && !entry.t) {
        return "there is a t_change, but no t";
    }
    if (entry.t_change && !entry.reason.empty()) {
        return fmt::format("there is a t_change, and the reason \"{}\" why there is none", entry.reason);
    }
    if (entry.t && !entry.t_change && entry.reason.empty()) {
        return "there is neither a t_change nor a reason why there is none";
    }
    if (entry.paired > entry.rated || (entry.t_change && entry.paired == 0)) {
        return fmt::format("the change rests on {} goals of {} that are rated", entry.paired, entry.rated);
    }
    constexpr double max_by_rounding = 2;  // three figures that were each rounded to whole numbers
    if (change_off(entry) > max_by_rounding) {
        return fmt::format("t {} less t_baseline {} is not the t_change {}", *entry.t, *entry.t_baseline, *entry.t_change);
    }
    if (entry.unrated + entry.not_applicable > entry.active) {
        return fmt::format("{} goals are active, but {} are unrated and {} not applicable", entry.active, entry.unrated, entry.not_applicable);
    }
    return "";
}

namespace {

RowProblem unknown(std::string_view column, std::string_view text)
{
    return {Rule::unknown_word, fmt::format("column {} has no \"{}\"", column, text), "take the rows as `gas score` wrote them"};
}

}  // namespace

std::optional<RowProblem> unknown_role(std::string_view role)
{
    return role.empty() || from_word<Role>(role) ? std::nullopt : std::optional(unknown("role", role));
}

std::optional<RowProblem> unknown_method(const ScoringMethod& method)
{
    constexpr std::array<std::string_view, 5> rules = {"", "left-out", "carried", "no-score", "carried+no-score"};
    if (!method.weighting.empty() && !from_word<Weighting>(method.weighting)) {
        return unknown("weighting", method.weighting);
    }
    if (std::find(rules.begin(), rules.end(), method.missing_rule) == rules.end()) {
        return unknown("missing_rule", method.missing_rule);
    }
    if (method.half_level != "-1" && method.half_level != "keep") {
        return unknown("half_level", method.half_level);
    }
    if (!(method.rho >= 0 && method.rho <= 1)) {
        return RowProblem{Rule::not_a_number, fmt::format("rho {} is not from 0 to 1", method.rho), ""};
    }
    return std::nullopt;
}

std::optional<RowProblem> hidden_in(std::initializer_list<std::string_view> names)
{
    for (const auto name : names) {
        if (const auto hidden = invisible_in(name); !hidden.empty()) {
            return RowProblem{Rule::invisible_character,
                              fmt::format("the name \"{}\" has the character {}, which nobody sees", without_invisible(name), hidden),
                              "remove it, or type the name anew"};
        }
    }
    return std::nullopt;
}

}  // namespace gas::summary
