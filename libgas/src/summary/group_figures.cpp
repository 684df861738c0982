// SPDX-License-Identifier: MIT
// The statistics of groups, from the samples that GroupSummary gathered.
#include <algorithm>

#include "gas/stats/describe.hpp"
#include "gas/stats/effect_size.hpp"
#include "gas/stats/tests.hpp"
#include "gas/summary/group_summary.hpp"
#include "group_state.hpp"

namespace gas {

namespace {

using summary::Group;
using summary::GroupCell;
using summary::Sample;

/// A group's values of one measure at one occasion, ascending.
struct GroupSample {
    const Group* group = nullptr;
    std::vector<double> values;
    std::vector<double> baselines;
    const std::map<std::string, std::size_t>* missing = nullptr;  ///< by reason
    std::size_t participants = 0;
    bool count_missing = true;
};

/// What all figures of a block have in common.
struct Block {
    std::string occasion;
    std::string measure;
    std::string domain;
};

class Writer {
public:
    Writer(std::vector<SummaryFigure>& figures, const Block& block) : figures_(figures), block_(block) {}

    void of_group(const Group& group)
    {
        name_ = summary::group_name(group.by);
        by_ = group.by;
    }
    void of_comparison(std::string name)
    {
        name_ = std::move(name);
        by_.clear();
    }
    void put(std::string statistic, std::optional<double> value, std::size_t n, std::string reason = "", std::string method = "")
    {
        figures_.push_back({name_, block_.occasion, block_.measure, block_.domain, std::move(statistic), value, n, value ? std::string() : std::move(reason),
                            value ? std::move(method) : std::string(), by_});
    }
    void count(std::string statistic, std::size_t value, std::size_t n) { put(std::move(statistic), static_cast<double>(value), n); }
    void interval(const std::string& of, std::optional<Interval> ci, std::size_t n, const std::string& reason)
    {
        put(of + "ci_low", ci ? std::optional(ci->low) : std::nullopt, n, reason);
        put(of + "ci_high", ci ? std::optional(ci->high) : std::nullopt, n, reason);
    }

private:
    std::vector<SummaryFigure>& figures_;
    const Block& block_;
    std::string name_;
    std::vector<std::string> by_;
};

void put_missing(Writer& writer, const GroupSample& sample)
{
    const auto n = sample.values.size();
    writer.count("missing", sample.participants - std::min(n, sample.participants), n);
    std::size_t told = 0;
    for (const auto& [reason, count] : *sample.missing) {
        std::string name = "missing_" + reason;
        std::replace(name.begin(), name.end(), '-', '_');
        writer.count(name, count, n);
        told += count;
    }
    if (sample.participants > n + told) {
        writer.count("missing_no_entry", sample.participants - n - told, n);
    }
}

void put_description(Writer& writer, const GroupSample& sample)
{
    const auto d = describe(sample.values);
    const std::string none = "no-value";
    const std::string few = d.n == 0 ? "no-value" : "too-few";
    writer.count("n", d.n, d.n);
    if (sample.count_missing) {
        put_missing(writer, sample);
    }
    writer.put("mean", d.mean, d.n, none);
    writer.put("sd", d.sd, d.n, few);
    writer.interval("", d.mean_ci, d.n, few);
    writer.put("median", d.median, d.n, none);
    writer.put("q1", d.q1, d.n, none);
    writer.put("q3", d.q3, d.n, none);
    writer.put("min", d.min, d.n, none);
    writer.put("max", d.max, d.n, none);
}

std::optional<double> member(const std::optional<TestResult>& test, double TestResult::*which) { return test ? std::optional((*test).*which) : std::nullopt; }

std::string method_of(const std::optional<TestResult>& test) { return !test ? "" : test->exact ? "exact" : "normal approximation"; }

/// Tests of a change against 0, and its size.
void put_within(Writer& writer, const GroupSample& sample)
{
    const auto n = sample.values.size();
    const std::string why = n < 2 ? "too-few" : "no-variance";
    writer.put("srm", standardised_response_mean(sample.values), n, why);
    const auto baseline = describe(sample.baselines);
    writer.put("baseline_sd", baseline.sd, n, "too-few");
    writer.put("es_baseline", baseline_effect_size(sample.values, sample.baselines), n, n < 2 ? "too-few" : "baseline-sd-0");
    const auto t = paired_t(sample.values);
    writer.put("paired_t", member(t, &TestResult::statistic), n, why);
    writer.put("paired_t_df", member(t, &TestResult::df), n, why);
    writer.put("paired_t_p", member(t, &TestResult::p), n, why);
    const auto w = wilcoxon_signed_rank(sample.values);
    const std::string no_rank = n == 0 ? "no-value" : "no-difference";
    writer.put("wilcoxon_v", member(w, &TestResult::statistic), n, no_rank);
    writer.put("wilcoxon_p", member(w, &TestResult::p), n, no_rank, method_of(w));
}

void put_two_groups(Writer& writer, const std::vector<double>& first, const std::vector<double>& second)
{
    const auto n = first.size() + second.size();
    const std::string why = first.size() < 2 || second.size() < 2 ? "too-few" : "no-variance";
    const auto t = welch_t(first, second);
    writer.put("difference", member(t, &TestResult::estimate), n, why);
    writer.interval("difference_", t ? t->ci : std::nullopt, n, why);
    writer.put("welch_t", member(t, &TestResult::statistic), n, why);
    writer.put("welch_df", member(t, &TestResult::df), n, why);
    writer.put("welch_p", member(t, &TestResult::p), n, why);
    const auto u = mann_whitney(first, second);
    const std::string no_rank = first.empty() || second.empty() ? "no-value" : "no-variance";
    writer.put("mann_whitney_u", member(u, &TestResult::statistic), n, no_rank);
    writer.put("mann_whitney_p", member(u, &TestResult::p), n, no_rank, method_of(u));
    const auto g = hedges_g(first, second);
    writer.put("hedges_g", g ? std::optional(g->g) : std::nullopt, n, why);
    writer.interval("hedges_g_", g ? std::optional(g->ci) : std::nullopt, n, why);
}

void put_many_groups(Writer& writer, const std::vector<std::vector<double>>& groups)
{
    std::size_t n = 0;
    std::size_t filled = 0;
    for (const auto& values : groups) {
        n += values.size();
        filled += values.empty() ? 0 : 1;
    }
    const std::string why = filled < 2 || n <= filled ? "too-few" : "no-variance";
    const auto f = one_way_anova(groups);
    writer.put("anova_f", member(f, &TestResult::statistic), n, why);
    writer.put("anova_df1", member(f, &TestResult::df), n, why);
    writer.put("anova_df2", member(f, &TestResult::df2), n, why);
    writer.put("anova_p", member(f, &TestResult::p), n, why);
    const auto h = kruskal_wallis(groups);
    const std::string no_rank = filled < 2 ? "too-few" : "no-variance";
    writer.put("kruskal_h", member(h, &TestResult::statistic), n, no_rank);
    writer.put("kruskal_df", member(h, &TestResult::df), n, no_rank);
    writer.put("kruskal_p", member(h, &TestResult::p), n, no_rank);
}

void put_measure(std::vector<SummaryFigure>& figures, const Block& block, const std::vector<GroupSample>& samples, bool is_change)
{
    Writer writer(figures, block);
    for (const auto& sample : samples) {
        writer.of_group(*sample.group);
        put_description(writer, sample);
        if (is_change) {
            put_within(writer, sample);
        }
    }
    if (samples.size() == 2) {
        writer.of_comparison(summary::group_name(samples[0].group->by) + " - " + summary::group_name(samples[1].group->by));
        put_two_groups(writer, samples[0].values, samples[1].values);
    } else if (samples.size() > 2) {
        std::vector<std::vector<double>> groups;
        for (const auto& sample : samples) {
            groups.push_back(sample.values);
        }
        writer.of_comparison("all groups");
        put_many_groups(writer, groups);
    }
}

void put_achieved(std::vector<SummaryFigure>& figures, const Block& block, const Group& group, const GroupCell& cell, SummaryUnit unit)
{
    Writer writer(figures, block);
    writer.of_group(group);
    if (unit == SummaryUnit::goal) {
        const auto n = cell.goals_rated;
        const auto share = n == 0 ? std::nullopt : std::optional(static_cast<double>(cell.goals_achieved) / static_cast<double>(n));
        writer.count("n", n, n);
        writer.put("share", share, n, "no-value");
        writer.interval("", wilson_interval(cell.goals_achieved, n), n, "no-value");
        return;
    }
    const auto d = describe(cell.achieved.ascending());
    writer.count("n", d.n, d.n);
    writer.put("share", d.mean, d.n, "no-value");
    writer.interval("", d.mean ? wilson_interval_of_share(*d.mean, d.n) : std::nullopt, d.n, "no-value");
}

}  // namespace

std::vector<SummaryFigure> GroupSummary::figures() const
{
    const auto& state = *state_;
    const auto& options = state.options;
    static const GroupCell empty;
    static const std::map<std::string, std::size_t> no_reasons;
    const auto cell_of = [&](std::size_t group, std::size_t occasion) -> const GroupCell& {
        const auto& cells = state.groups[group].cells;
        return occasion < cells.size() ? cells[occasion] : empty;
    };
    std::vector<SummaryFigure> figures;
    for (const auto o : state.occasion_order()) {
        const auto& occasion = state.occasions[o].name;
        const bool with_change = occasion != "baseline";
        const auto samples = [&](const auto& sample_of, const std::map<std::string, std::size_t> GroupCell::*missing) {
            std::vector<GroupSample> all;
            for (const auto g : state.group_order()) {
                const auto& cell = cell_of(g, o);
                const Sample* sample = sample_of(cell);
                const auto& group = state.groups[g];
                all.push_back({&group, sample != nullptr ? sample->values.ascending() : std::vector<double>(),
                               sample != nullptr ? sample->baselines.ascending() : std::vector<double>(), missing != nullptr ? &(cell.*missing) : &no_reasons,
                               group.participants, missing != nullptr});
            }
            return all;
        };
        if (options.unit == SummaryUnit::participant) {
            if (!options.change_only) {
                put_measure(figures, {occasion, "t", ""}, samples([](const GroupCell& c) { return &c.t; }, &GroupCell::t_missing), false);
            }
            if (with_change) {
                put_measure(figures, {occasion, "t_change", ""}, samples([](const GroupCell& c) { return &c.change; }, &GroupCell::change_missing), true);
            }
        }
        if (!options.change_only) {
            for (const auto g : state.group_order()) {
                put_achieved(figures, {occasion, "achieved", ""}, state.groups[g], cell_of(g, o), options.unit);
            }
        }
        std::set<std::string> domains;
        for (const auto& group : state.groups) {
            if (o < group.cells.size()) {
                for (const auto& [domain, sample] : group.cells[o].levels) {
                    domains.insert(domain);
                }
            }
        }
        for (const auto& domain : domains) {
            const auto in = [&](const std::map<std::string, Sample> GroupCell::*which) {
                return [&domain, which](const GroupCell& c) -> const Sample* {
                    const auto found = (c.*which).find(domain);
                    return found == (c.*which).end() ? nullptr : &found->second;
                };
            };
            if (!options.change_only) {
                put_measure(figures, {occasion, "level", domain}, samples(in(&GroupCell::levels), nullptr), false);
            }
            if (with_change) {
                put_measure(figures, {occasion, "level_change", domain}, samples(in(&GroupCell::level_changes), nullptr), true);
            }
        }
    }
    return figures;
}

}  // namespace gas
