// SPDX-License-Identifier: MIT
#include "gas/summary/group_summary.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include <fmt/format.h>

#include "gas/plan/natural_order.hpp"
#include "gas/plan/words.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/summary/chosen_entries.hpp"
#include "group_state.hpp"

namespace gas {

using summary::GroupCell;

std::string summary::group_name(const std::vector<std::string>& by) { return by.empty() ? "all" : fmt::format("{}", fmt::join(by, " / ")); }

GroupSummary::GroupSummary(SummaryOptions options) : state_(std::make_unique<State>()) { state_->options = std::move(options); }
GroupSummary::~GroupSummary() = default;
GroupSummary::GroupSummary(GroupSummary&&) noexcept = default;
GroupSummary& GroupSummary::operator=(GroupSummary&&) noexcept = default;

std::string GroupSummary::State::check_method(const ScoredParticipant& participant)
{
    const auto& its = participant.method;
    if (ids.size() == 0) {
        method.missing_rule = its.missing_rule;
        method.at = its.at;
    }
    if (method.missing_rule != its.missing_rule) {
        const auto named = [](const std::string& rule) { return rule.empty() ? std::string("not stated (rows without the column missing_rule)") : rule; };
        const bool unstated = method.missing_rule.empty() || its.missing_rule.empty();
        return fmt::format(
            "participants are scored with different rules for missing goals, {} and {} (\"{}\"); {}", named(method.missing_rule), named(its.missing_rule),
            participant.id,
            unstated ? "score all plans again with this version" : "`--carry` and `--complete` for all or for none, when they are scored, make them alike");
    }
    if (method.at != its.at) {
        const auto named = [](const std::string& day) { return day.empty() ? std::string("by entry") : "as of " + day; };
        return fmt::format("participants are scored {} and {} (\"{}\"); the same `--at` for all, when they are scored, makes them alike", named(method.at),
                           named(its.at), participant.id);
    }
    const auto& entries = participant.entries;
    if (std::none_of(entries.begin(), entries.end(), [](const ScoredEntry& entry) { return entry.t.has_value(); })) {
        return "";  // without a T nothing hangs on how it would be computed
    }
    if (!std::exchange(any_t, true)) {
        method = its;
    }
    if (method.rho != its.rho) {
        return fmt::format("participants are scored with different rho, {} and {} (\"{}\"); `gas score --rho {}` makes them alike", method.rho, its.rho,
                           participant.id, method.rho);
    }
    if (method.weighting != its.weighting) {
        return fmt::format(
            "participants are scored with different weighting, {} and {} (\"{}\"); `--weighting WORD` when they are scored makes them alike, with one of "
            "them that all goals can have",
            method.weighting, its.weighting, participant.id);
    }
    if (method.half_level != its.half_level) {
        return fmt::format("participants are scored with different rules for -0.5, {} and {} (\"{}\"); `--half-level` when they are scored makes them alike",
                           method.half_level, its.half_level, participant.id);
    }
    return "";
}

std::int32_t GroupSummary::State::group_index(const ScoredParticipant& participant)
{
    std::vector<std::string> by;
    for (const auto& name : options.by) {
        const auto is = [&](const auto& c) { return c.first == name; };
        // in rows of scores a covariate that is called like a column goes by another name
        const auto renamed = [&](const auto& c) {
            return c.first.size() == covariate_prefix.size() + name.size() && c.first.starts_with(covariate_prefix) && c.first.ends_with(name);
        };
        auto found = std::find_if(participant.covariates.begin(), participant.covariates.end(), is);
        found = found != participant.covariates.end() ? found : std::find_if(participant.covariates.begin(), participant.covariates.end(), renamed);
        if (found == participant.covariates.end() || found->second.empty()) {
            return -1;
        }
        covariates.insert(name);
        by.push_back(found->second);
    }
    const auto [it, fresh] = group_numbers.try_emplace(by, groups.size());
    if (fresh) {
        groups.push_back({std::move(by), 0, {}});
    }
    return static_cast<std::int32_t>(it->second);
}

std::size_t GroupSummary::State::occasion_index(const std::string& name)
{
    const auto [it, fresh] = occasion_numbers.try_emplace(name, occasions.size());
    if (fresh) {
        occasions.push_back({name, {}, {}});
    }
    return it->second;
}

/// Whether each entry is of an occasion of its own and asked for, as is usual: then occasion_of has their occasions.
bool GroupSummary::State::all_chosen(const ScoredParticipant& participant)
{
    const auto& entries = participant.entries;
    if (!options.occasion.empty() || !options.rater.empty() || !options.role.empty() || entries.size() > 64) {
        return false;
    }
    occasion_of.resize(std::max(occasion_of.size(), entries.size()), 0);
    for (std::size_t i = 0; i < entries.size(); ++i) {
        if (occasion_of[i] >= occasions.size() || occasions[occasion_of[i]].name != entries[i].occasion) {
            occasion_of[i] = occasion_index(entries[i].occasion);
        }
        for (std::size_t j = 0; j < i; ++j) {
            if (occasion_of[j] == occasion_of[i]) {
                return false;
            }
        }
    }
    return true;
}

std::uint16_t GroupSummary::State::reason_index(const std::string& reason)
{
    const auto found = std::find(reasons.begin(), reasons.end(), reason);
    if (found == reasons.end()) {
        reasons.push_back(reason);
        return static_cast<std::uint16_t>(reasons.size() - 1);
    }
    return static_cast<std::uint16_t>(found - reasons.begin());
}

GroupCell& GroupSummary::State::cell(std::int32_t group, std::size_t occasion)
{
    auto& cells = groups[static_cast<std::size_t>(group)].cells;
    if (cells.size() <= occasion) {
        cells.resize(occasion + 1);
    }
    return cells[occasion];
}

void GroupSummary::State::absent(std::size_t occasion, std::size_t participant, std::int32_t group, bool of_change, const std::string& reason)
{
    occasions[occasion].absent.push_back({static_cast<std::uint32_t>(participant), of_change, reason_index(reason)});
    if (group >= 0) {
        auto& here = cell(group, occasion);
        ++(of_change ? here.change_missing : here.t_missing)[reason];
    }
}

void GroupSummary::State::take_levels(const ScoredEntry& entry, GroupCell& here) const
{
    struct Sum {
        double level = 0;
        double change = 0;
        double baseline = 0;
        std::size_t rated = 0;
        std::size_t paired = 0;
    };
    std::map<std::string, Sum> sums;
    for (const auto& goal : entry.goals) {
        if (!goal.level) {
            continue;
        }
        const auto domain = !options.domains ? std::string() : goal.domain.empty() ? std::string("(no domain)") : goal.domain;
        if (options.unit == SummaryUnit::goal) {
            here.levels[domain].values.add(*goal.level);
            if (goal.baseline) {
                here.level_changes[domain].values.add(*goal.level - *goal.baseline);
                here.level_changes[domain].baselines.add(*goal.baseline);
            }
            continue;
        }
        auto& sum = sums[domain];
        sum.level += *goal.level;
        ++sum.rated;
        if (goal.baseline) {
            sum.change += *goal.level - *goal.baseline;
            sum.baseline += *goal.baseline;
            ++sum.paired;
        }
    }
    for (const auto& [domain, sum] : sums) {
        here.levels[domain].values.add(sum.level / static_cast<double>(sum.rated));
        if (sum.paired > 0) {
            here.level_changes[domain].values.add(sum.change / static_cast<double>(sum.paired));
            here.level_changes[domain].baselines.add(sum.baseline / static_cast<double>(sum.paired));
        }
    }
}

void GroupSummary::State::take(const ScoredEntry& entry, std::size_t occasion, std::size_t participant, std::int32_t group)
{
    const bool at_baseline = is_baseline(occasions[occasion].name);
    if (!entry.t) {
        absent(occasion, participant, group, false, entry.reason.empty() ? "no-score" : entry.reason);
    }
    if (!entry.t_change && !at_baseline) {
        absent(occasion, participant, group, true, entry.reason.empty() ? "no-change" : entry.reason);
    }
    if (group < 0) {
        return;
    }
    auto& here = cell(group, occasion);
    if (entry.t) {
        here.t.values.add(*entry.t);
    }
    if (entry.t_change && entry.t_baseline) {
        here.change.values.add(*entry.t_change);
        here.change.baselines.add(*entry.t_baseline);
    }
    if (entry.t && !at_baseline) {
        paired_goals += entry.t_change ? static_cast<std::size_t>(std::max(entry.paired, 0)) : 0;
        rated_goals += static_cast<std::size_t>(std::max(entry.rated, 0));
    }
    complete_by_not_applicable += entry.t && entry.unrated == 0 && entry.not_applicable > 0 ? 1 : 0;
    const auto rated = static_cast<std::size_t>(std::max(entry.rated, 0));
    const auto achieved = static_cast<std::size_t>(entry.counts[4]) + static_cast<std::size_t>(entry.counts[5]) + static_cast<std::size_t>(entry.counts[6]);
    if (rated > 0) {
        here.achieved.add(static_cast<double>(achieved) / static_cast<double>(rated));
        here.goals_rated += rated;
        here.goals_achieved += achieved;
    }
    if (options.domains || options.unit == SummaryUnit::goal) {
        take_levels(entry, here);
    }
}

std::string GroupSummary::add(const ScoredParticipant& participant, bool all_new)
{
    auto& state = *state_;
    if (auto wrong = state.check_method(participant); !wrong.empty()) {
        return wrong;
    }
    const auto [number, fresh] = all_new ? state.ids.append(participant.id) : state.ids.insert(participant.id);
    if (!fresh) {
        const auto& first = state.files[state.file_of[number]];
        return fmt::format("participant \"{}\" comes twice{}; each counts once", participant.id,
                           participant.file.empty()    ? ""
                           : participant.file == first ? fmt::format(" in {}", first)
                           : first.empty()             ? fmt::format(", the second time in {}", participant.file)
                                                       : fmt::format(", in {} and {}", first, participant.file));
    }
    if (state.files.empty() || state.files.back() != participant.file) {
        state.files.push_back(participant.file);
    }
    state.file_of.push_back(static_cast<std::uint32_t>(state.files.size() - 1));
    const auto group = state.group_index(participant);
    state.group_of.push_back(group);
    if (group >= 0) {
        ++state.groups[static_cast<std::size_t>(group)].participants;
    }
    for (const auto& entry : participant.entries) {
        if (!state.options.occasion.empty() && entry.occasion != state.options.occasion && state.other_occasions.size() < 1000) {
            state.other_occasions.insert(entry.occasion);
        }
    }
    if (state.all_chosen(participant)) {
        for (std::size_t i = 0; i < participant.entries.size(); ++i) {
            state.occasions[state.occasion_of[i]].seen.insert(number);
            state.take(participant.entries[i], state.occasion_of[i], number, group);
        }
        return "";
    }
    for (const auto& chosen : chosen_entries(participant, state.options)) {
        const auto occasion = state.occasion_index(chosen.first->occasion);
        state.occasions[occasion].seen.insert(number);
        if (chosen.entry != nullptr) {
            state.superseded += chosen.passed_over > 0 ? 1 : 0;
            state.take(*chosen.entry, occasion, number, group);
            continue;
        }
        state.absent(occasion, number, group, false, std::string(chosen.reason));
        if (!is_baseline(chosen.first->occasion)) {
            state.absent(occasion, number, group, true, std::string(chosen.reason));
        }
    }
    return "";
}

std::vector<std::size_t> GroupSummary::State::group_order() const
{
    std::vector<std::size_t> order(groups.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::lexicographical_compare(groups[a].by.begin(), groups[a].by.end(), groups[b].by.begin(), groups[b].by.end(),
                                            [](const std::string& x, const std::string& y) { return natural_less(x, y); });
    });
    return order;
}

std::vector<std::size_t> GroupSummary::State::occasion_order() const
{
    const auto rank = [&](std::size_t o) { return is_baseline(occasions[o].name) ? 0 : occasions[o].name == final_occasion ? 2 : 1; };
    std::vector<std::size_t> order(occasions.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return rank(a) != rank(b) ? rank(a) < rank(b) : natural_less(occasions[a].name, occasions[b].name); });
    return order;
}

std::size_t GroupSummary::ungrouped() const { return static_cast<std::size_t>(std::count(state_->group_of.begin(), state_->group_of.end(), -1)); }
std::size_t GroupSummary::participant_count() const { return state_->ids.size(); }
bool GroupSummary::any_t() const { return state_->any_t; }
const ScoringMethod& GroupSummary::method() const { return state_->method; }
std::size_t GroupSummary::paired_goals() const { return state_->paired_goals; }
std::size_t GroupSummary::rated_goals() const { return state_->rated_goals; }
std::size_t GroupSummary::complete_by_not_applicable() const { return state_->complete_by_not_applicable; }
std::size_t GroupSummary::superseded() const { return state_->superseded; }
const std::vector<std::string>& GroupSummary::left_out() const { return state_->left_out; }
void GroupSummary::leave_out(const std::set<std::string>& ids)
{
    if (ids.empty()) {
        return;
    }
    std::set<std::string_view> added;
    for (std::size_t who = 0; who < state_->ids.size(); ++who) {
        added.insert(state_->ids[who]);
    }
    std::copy_if(ids.begin(), ids.end(), std::back_inserter(state_->left_out), [&](const std::string& id) { return !added.contains(id); });
}

std::vector<std::string> GroupSummary::occasions() const
{
    std::vector<std::string> names;
    for (const auto o : state_->occasion_order()) {
        names.push_back(state_->occasions[o].name);
    }
    return names;
}

std::vector<std::string> GroupSummary::groups() const
{
    std::vector<std::string> names;
    for (const auto g : state_->group_order()) {
        names.push_back(summary::group_name(state_->groups[g].by));
    }
    return names;
}

std::vector<std::string> GroupSummary::passed_over_occasions() const { return {state_->other_occasions.begin(), state_->other_occasions.end()}; }

std::vector<std::string> GroupSummary::unknown_covariates() const
{
    std::vector<std::string> unknown;
    for (const auto& name : state_->options.by) {
        if (!state_->covariates.contains(name)) {
            unknown.push_back(name);
        }
    }
    return unknown;
}

std::vector<MissingFigure> GroupSummary::missing() const
{
    const auto& state = *state_;
    std::vector<MissingFigure> all;
    for (const auto o : state.occasion_order()) {
        const auto& occasion = state.occasions[o];
        const bool with_change = !is_baseline(occasion.name);
        std::vector<MissingFigure> here;
        const auto add = [&](std::size_t who, bool of_change, const std::string& reason) {
            const auto group = state.group_of[who];
            if (of_change ? !with_change : state.options.change_only) {
                return;
            }
            here.push_back({std::string(state.ids[who]), group < 0 ? std::string() : summary::group_name(state.groups[static_cast<std::size_t>(group)].by),
                            occasion.name, of_change ? "t_change" : "t", group < 0 ? std::string("no-group") : reason});
        };
        for (std::size_t who = 0; who < state.ids.size(); ++who) {
            const bool seen = occasion.seen.has(who);
            if (!seen || state.group_of[who] < 0) {
                add(who, false, "no-entry");
                add(who, true, "no-entry");
            }
        }
        for (const auto& absence : occasion.absent) {
            if (state.group_of[absence.participant] >= 0) {
                add(absence.participant, absence.of_change, state.reasons[absence.reason]);
            }
        }
        std::sort(here.begin(), here.end(), [](const MissingFigure& a, const MissingFigure& b) {
            if (a.measure != b.measure) {
                return a.measure < b.measure;
            }
            return a.group != b.group ? natural_less(a.group, b.group) : natural_less(a.id, b.id);
        });
        all.insert(all.end(), here.begin(), here.end());
    }
    for (const auto& id : state.left_out) {
        all.push_back({id, "", "", "", "error"});
    }
    return all;
}

}  // namespace gas
