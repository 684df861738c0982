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
    void put(std::string statistic, const Figure<double>& figure, std::size_t n, std::string_view method = "")
    {
        figures_.push_back({name_, block_.occasion, block_.measure, block_.domain, std::move(statistic), figure ? std::optional(*figure) : std::nullopt, n,
                            std::string(figure ? "" : to_string(figure.why())), std::string(figure ? method : ""), by_});
    }
    /// A figure that only a sample without a value lacks.
    void put(std::string statistic, std::optional<double> value, std::size_t n)
    {
        put(std::move(statistic), value ? Figure<double>(*value) : NoFigure::no_value, n);
    }
    void count(std::string statistic, std::size_t value, std::size_t n) { put(std::move(statistic), Figure<double>(static_cast<double>(value)), n); }
    void interval(const std::string& of, const Figure<Interval>& ci, std::size_t n, std::string_view method)
    {
        put(of + "ci_low", ci.part(&Interval::low), n, method);
        put(of + "ci_high", ci.part(&Interval::high), n, method);
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
    writer.count("n", d.n, d.n);
    if (sample.count_missing) {
        put_missing(writer, sample);
    }
    writer.put("mean", d.mean, d.n);
    writer.put("sd", d.sd, d.n);
    writer.interval("", d.mean_ci, d.n, "t");
    writer.put("median", d.median, d.n);
    writer.put("q1", d.q1, d.n);
    writer.put("q3", d.q3, d.n);
    writer.put("min", d.min, d.n);
    writer.put("max", d.max, d.n);
}

/// How the p of a rank test was computed.
std::string_view method_of(const Figure<TestResult>& test) { return !test ? "" : test->exact ? "exact" : "normal approximation"; }

void put_shift(Writer& writer, const Figure<Shift>& shift, const Figure<double>& rank_biserial, std::size_t n)
{
    writer.put("hodges_lehmann", shift.part(&Shift::estimate), n);
    writer.interval("hodges_lehmann_", shift.part(&Shift::ci), n, shift && shift->exact ? "exact ranks" : "normal approximation");
    writer.put("rank_biserial", rank_biserial, n);
}

/// Tests of a change against 0, and its size.
void put_within(Writer& writer, const GroupSample& sample)
{
    const auto n = sample.values.size();
    writer.put("srm", standardised_response_mean(sample.values), n);
    writer.put("baseline_sd", n == 0 ? NoFigure::too_few : describe(sample.baselines).sd, n);
    writer.put("es_baseline", baseline_effect_size(sample.values, sample.baselines), n);
    const auto t = paired_t(sample.values);
    writer.put("paired_t", t.part(&TestResult::statistic), n);
    writer.put("paired_t_df", t.part(&TestResult::df), n);
    writer.put("paired_t_p", t.part(&TestResult::p), n);
    const auto w = wilcoxon_signed_rank(sample.values);
    writer.put("wilcoxon_v", w.part(&TestResult::statistic), n);
    writer.put("wilcoxon_p", w.part(&TestResult::p), n, method_of(w));
    writer.count("wilcoxon_zeros", w ? w->zeros : n, n);
    put_shift(writer, hodges_lehmann(sample.values), w.part(&TestResult::rank_biserial), n);
}

void put_two_groups(Writer& writer, const std::vector<double>& first, const std::vector<double>& second)
{
    const auto n = first.size() + second.size();
    const auto t = welch_t(first, second);
    // the difference is there where each group has a value, whatever can be said of its interval
    const bool both = !first.empty() && !second.empty();
    writer.put("difference", t || !both ? t.part(&TestResult::estimate) : Figure<double>(*describe(first).mean - *describe(second).mean), n);
    writer.interval("difference_", t.part(&TestResult::ci), n, "t");
    writer.put("welch_t", t.part(&TestResult::statistic), n);
    writer.put("welch_df", t.part(&TestResult::df), n);
    writer.put("welch_p", t.part(&TestResult::p), n);
    const auto u = mann_whitney(first, second);
    writer.put("mann_whitney_u", u.part(&TestResult::statistic), n);
    writer.put("mann_whitney_p", u.part(&TestResult::p), n, method_of(u));
    put_shift(writer, hodges_lehmann(first, second), u ? u.part(&TestResult::rank_biserial) : rank_biserial(first, second), n);
    const auto g = hedges_g(first, second);
    writer.put("hedges_g", g.part(&HedgesG::g), n);
    writer.interval("hedges_g_", g.part(&HedgesG::ci), n, "noncentral t");
}

void put_many_groups(Writer& writer, const std::vector<std::vector<double>>& groups)
{
    std::size_t n = 0;
    for (const auto& values : groups) {
        n += values.size();
    }
    const auto f = one_way_anova(groups);
    writer.put("anova_f", f.part(&TestResult::statistic), n);
    writer.put("anova_df1", f.part(&TestResult::df), n);
    writer.put("anova_df2", f.part(&TestResult::df2), n);
    writer.put("anova_p", f.part(&TestResult::p), n);
    const auto h = kruskal_wallis(groups);
    writer.put("kruskal_h", h.part(&TestResult::statistic), n);
    writer.put("kruskal_df", h.part(&TestResult::df), n);
    writer.put("kruskal_p", h.part(&TestResult::p), n);
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
        writer.count("n", n, n);
        writer.put("share", n == 0 ? std::nullopt : std::optional(static_cast<double>(cell.goals_achieved) / static_cast<double>(n)), n);
        const auto ci = wilson_interval(cell.goals_achieved, n);
        writer.interval("", ci ? Figure<Interval>(*ci) : NoFigure::no_value, n, "Wilson");
        return;
    }
    const auto shares = cell.achieved.ascending();
    const auto n = shares.size();
    const auto ci = mean_share_interval(shares);
    writer.count("n", n, n);
    writer.put("share", describe(shares).mean, n);
    writer.interval("", ci.part(&CutInterval::ci), n, ci && ci->cut ? "t, cut to 0..1" : "t");
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
        const bool with_change = !is_baseline(occasion);
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
