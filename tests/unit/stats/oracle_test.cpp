// SPDX-License-Identifier: MIT
// Every statistic against R and psych (tests/oracle/stats.R), statsmodels (kappa.py) and exact counts (ranks.py), which wrote the files that this reads.
#include <cmath>
#include <fstream>
#include <functional>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "gas/stats/agreement.hpp"
#include "gas/stats/describe.hpp"
#include "gas/stats/effect_size.hpp"
#include "gas/stats/tests.hpp"

using namespace gas;

namespace {

using Fields = std::vector<std::string>;
using Figures = std::map<std::string, std::optional<double>>;

std::vector<Fields> rows_of(const std::string& name)
{
    std::ifstream file(std::string(GAS_TEST_DIR "/oracle/") + name);
    std::vector<Fields> rows;
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        Fields fields;
        std::istringstream in(line);
        for (std::string field; std::getline(in, field, ',');) {
            fields.push_back(field);
        }
        rows.push_back(fields);
    }
    return rows;
}

/// The long samples, made as stats.R makes them.
std::vector<double> long_sample(int n, long long k)
{
    std::vector<double> values;
    for (long long i = 1; i <= n; ++i) {
        values.push_back(static_cast<double>((i * k) % 10007) / 100 - 40);
    }
    return values;
}

std::map<std::string, std::map<std::string, std::vector<double>>> samples()
{
    std::map<std::string, std::map<std::string, std::vector<double>>> sets;
    for (const auto& row : rows_of("stats_data.csv")) {
        sets[row[0]][row[1]].push_back(std::stod(row[2]));
    }
    sets["long"]["a"] = long_sample(100000, 7919);
    sets["pair-long"]["a"] = long_sample(60000, 7919);
    sets["pair-long"]["b"] = long_sample(40000, 6857);
    // those of ranks.py, whose ties and zeros were counted wrong before
    sets["five-without-zeros"]["a"] = {10, 10, 20, 30, 40};
    sets["one-zero"]["a"] = {0, 10, 20, 30, 40};
    sets["one-zero-signs-mixed"]["a"] = {-20, -20, -20, 0, 30};
    sets["two-zeros-signs-mixed"]["a"] = {0, 0, -10, -10, 10, 20, 20, 30};
    sets["pair-many-ties"]["a"] = {0, 0, 0, 10};
    sets["pair-many-ties"]["b"] = {0, 10, 20, 20, 30};
    sets["pair-at-its-expectation"]["a"] = {0, 3};
    sets["pair-at-its-expectation"]["b"] = {1, 2, 2, 2, 2, 2, 2};
    return sets;
}

std::optional<double> value_of(const Figure<double>& figure) { return figure ? std::optional(*figure) : std::nullopt; }

void put_interval(Figures& v, const std::string& of, const Figure<Interval>& ci)
{
    v[of + "low"] = value_of(ci.part(&Interval::low));
    v[of + "high"] = value_of(ci.part(&Interval::high));
}

void put_shift(Figures& v, const Figure<Shift>& shift)
{
    v["hodges_lehmann"] = value_of(shift.part(&Shift::estimate));
    put_interval(v, "hodges_lehmann_ci_", shift.part(&Shift::ci));
}

Figures one_sample(const std::vector<double>& x)
{
    const auto d = describe(x);
    Figures v{{"n", static_cast<double>(d.n)},
              {"mean", d.mean},
              {"sd", value_of(d.sd)},
              {"median", d.median},
              {"q1", d.q1},
              {"q3", d.q3},
              {"min", d.min},
              {"max", d.max}};
    put_interval(v, "ci_", d.mean_ci);
    v["srm"] = value_of(standardised_response_mean(x));
    const auto t = paired_t(x);
    v["t"] = value_of(t.part(&TestResult::statistic));
    v["t_df"] = value_of(t.part(&TestResult::df));
    v["t_p"] = value_of(t.part(&TestResult::p));
    const auto w = wilcoxon_signed_rank(x);
    v["wilcoxon_v"] = value_of(w.part(&TestResult::statistic));
    v["wilcoxon_p"] = value_of(w.part(&TestResult::p));
    v["wilcoxon_zeros"] = static_cast<double>(w ? w->zeros : x.size());
    put_shift(v, hodges_lehmann(x));
    v["rank_biserial"] = value_of(rank_biserial(x));
    return v;
}

Figures grouped(const std::vector<std::vector<double>>& groups)
{
    Figures v;
    if (groups.size() == 2) {
        const auto t = welch_t(groups[0], groups[1]);
        v["welch_t"] = value_of(t.part(&TestResult::statistic));
        v["welch_df"] = value_of(t.part(&TestResult::df));
        v["welch_p"] = value_of(t.part(&TestResult::p));
        put_interval(v, "welch_", t.part(&TestResult::ci));
        const auto g = hedges_g(groups[0], groups[1]);
        v["g"] = value_of(g.part(&HedgesG::g));
        put_interval(v, "g_", g.part(&HedgesG::ci));
        const auto u = mann_whitney(groups[0], groups[1]);
        v["mann_whitney_u"] = value_of(u.part(&TestResult::statistic));
        v["mann_whitney_p"] = value_of(u.part(&TestResult::p));
        put_shift(v, hodges_lehmann(groups[0], groups[1]));
        v["rank_biserial"] = value_of(rank_biserial(groups[0], groups[1]));
    }
    const auto f = one_way_anova(groups);
    v["anova_f"] = value_of(f.part(&TestResult::statistic));
    v["anova_p"] = value_of(f.part(&TestResult::p));
    const auto h = kruskal_wallis(groups);
    v["kruskal_h"] = value_of(h.part(&TestResult::statistic));
    v["kruskal_p"] = value_of(h.part(&TestResult::p));
    return v;
}

Figures agreed(const std::vector<std::vector<double>>& table)
{
    Figures v;
    v["agreement"] = percent_agreement(table);
    const std::pair<const char*, KappaWeights> kinds[] = {
        {"unweighted", KappaWeights::unweighted}, {"linear", KappaWeights::linear}, {"quadratic", KappaWeights::quadratic}};
    for (const auto& [name, weights] : kinds) {
        const auto k = kappa(table, weights);
        v[std::string("kappa_") + name] = value_of(k.part(&Kappa::kappa));
        v[std::string("kappa_se_") + name] = value_of(k.part(&Kappa::standard_error));
    }
    return v;
}

Figures correlated(const std::vector<std::vector<double>>& ratings)
{
    Figures v;
    const auto set = intraclass_correlations(ratings);
    const std::pair<const char*, Figure<Icc>> kinds[] = {{"icc_2_1", set.icc_2_1}, {"icc_2_k", set.icc_2_k}, {"icc_3_1", set.icc_3_1}};
    for (const auto& [name, icc] : kinds) {
        v[name] = value_of(icc.part(&Icc::icc));
        v[std::string(name) + "_low"] = value_of(icc.part(&Icc::low));
        v[std::string(name) + "_high"] = value_of(icc.part(&Icc::high));
    }
    std::vector<double> a;
    std::vector<double> b;
    for (const auto& row : ratings) {
        a.push_back(row[0]);
        b.push_back(row[1]);
    }
    const auto limits = bland_altman(a, b);
    v["bias"] = limits->bias;
    v["limit_low"] = limits->limits.low;
    v["limit_high"] = limits->limits.high;
    return v;
}

/// What differs between two ways to compute the same, as a share.
double relative(double ours, double theirs)
{
    const double scale = std::max(std::abs(ours), std::abs(theirs));
    return scale < 1e-9 ? std::abs(ours - theirs) : std::abs(ours - theirs) / scale;
}

/// Largest difference that is taken. R's own noncentral t is good to about 1e-8, and its interval is found by a root search over it.
double tolerance(const std::string& statistic) { return statistic == "g_low" || statistic == "g_high" ? 1e-7 : 1e-10; }

}  // namespace

TEST_CASE("every statistic agrees with R, psych, statsmodels and exact counts")
{
    std::map<std::string, Figures> ours;
    for (const auto& [set, by_group] : samples()) {
        std::vector<std::vector<double>> groups;
        for (const auto& [group, values] : by_group) {
            groups.push_back(values);
        }
        ours[set] = grouped(groups);
        if (groups.size() == 1) {
            ours[set] = one_sample(groups[0]);
        }
    }
    // a group without a value leaves no line in the file
    ours["pair-one-empty"] = grouped({{1, 2, 3}, {}});
    std::map<std::string, std::vector<std::vector<double>>> tables;
    for (const auto& row : rows_of("stats_tables.csv")) {
        auto& table = tables[row[0]];
        table.resize(std::max(table.size(), static_cast<std::size_t>(std::stoi(row[1]))));
        table[static_cast<std::size_t>(std::stoi(row[1])) - 1].push_back(std::stod(row[3]));
    }
    const std::set<std::string> rating_sets{"shrout-fleiss", "two-raters", "no-agreement", "three-raters"};
    for (const auto& [set, table] : tables) {
        ours[set] = rating_sets.count(set) > 0 ? correlated(table) : agreed(table);
    }
    std::set<std::string> sets;
    double largest = 0;
    auto expected = rows_of("stats_expected.csv");
    const auto of_kappa = rows_of("kappa_expected.csv");
    const auto of_ranks = rows_of("ranks_expected.csv");
    expected.insert(expected.end(), of_kappa.begin(), of_kappa.end());
    expected.insert(expected.end(), of_ranks.begin(), of_ranks.end());
    for (const auto& row : expected) {
        const std::string& set = row[0];
        const std::string& statistic = row[1];
        sets.insert(set);
        REQUIRE_MESSAGE(ours[set].count(statistic) == 1, std::string(set + " " + statistic));
        const auto value = ours[set][statistic];
        const bool there = row.size() > 2 && !row[2].empty();
        CHECK_MESSAGE(value.has_value() == there, std::string(set + " " + statistic));
        if (value && there) {
            const double difference = relative(*value, std::stod(row[2]));
            CHECK_MESSAGE(difference < tolerance(statistic), (std::string(set) + " " + statistic + ": " + std::to_string(*value) + ", R has " + row[2] +
                                                              ", difference " + std::to_string(difference)));
            largest = tolerance(statistic) < 1e-9 ? std::max(largest, difference) : largest;
        }
    }
    CHECK(sets.size() >= 30);
    MESSAGE(sets.size(), " data sets, largest relative difference ", largest);
}

// facts/scoring.md 4.2: agreement 0.72, kappa 0.637681, linear 0.789916, quadratic 0.901961
TEST_CASE("the check matrix of scoring.md has its kappas")
{
    const std::vector<std::vector<double>> table{{3, 1, 0, 0, 0}, {1, 4, 1, 0, 0}, {0, 1, 6, 1, 0}, {0, 0, 1, 3, 1}, {0, 0, 0, 0, 2}};
    CHECK(*percent_agreement(table) == doctest::Approx(0.72).epsilon(1e-12));
    CHECK(std::abs(kappa(table, KappaWeights::unweighted)->kappa - 0.637681) < 5e-7);
    CHECK(std::abs(kappa(table, KappaWeights::linear)->kappa - 0.789916) < 5e-7);
    CHECK(std::abs(kappa(table, KappaWeights::quadratic)->kappa - 0.901961) < 5e-7);
}

// Shrout & Fleiss 1979, table 4, print .29, .62 and .71 for these ratings
TEST_CASE("the ratings of Shrout and Fleiss have their published correlations")
{
    const auto set = intraclass_correlations({{9, 2, 5, 8}, {6, 1, 3, 2}, {8, 4, 6, 8}, {7, 1, 2, 6}, {10, 5, 6, 9}, {6, 2, 4, 7}});
    REQUIRE((set.icc_2_1 && set.icc_2_k && set.icc_3_1));
    CHECK(std::abs(set.icc_2_1->icc - 0.29) < 0.005);
    CHECK(std::abs(set.icc_2_k->icc - 0.62) < 0.005);
    CHECK(std::abs(set.icc_3_1->icc - 0.71) < 0.005);
}

TEST_CASE("a share's interval is Wilson's, and exact at its ends")
{
    // 8 of 10: z = 1.959964, centre (0.8 + z^2/20) / (1 + z^2/10), half as in Wilson 1927
    const double z = 1.959963984540054;
    const double centre = (0.8 + z * z / 20) / (1 + z * z / 10);
    const double half = z / (1 + z * z / 10) * std::sqrt(0.8 * 0.2 / 10 + z * z / 400);
    CHECK(std::abs(wilson_interval(8, 10)->low - (centre - half)) < 1e-12);
    CHECK(std::abs(wilson_interval(8, 10)->high - (centre + half)) < 1e-12);
    CHECK(wilson_interval(0, 7)->low == 0);
    CHECK(wilson_interval(7, 7)->high == 1);
    CHECK_FALSE(wilson_interval(0, 0));
}

TEST_CASE("what a sample has not is not there")
{
    CHECK_FALSE(describe({}).mean);
    CHECK(describe({}).sd.why() == NoFigure::no_value);
    CHECK(describe(std::vector<double>{4}).sd.why() == NoFigure::too_few);
    CHECK(baseline_effect_size(std::vector<double>{10, 20}, std::vector<double>{40, 40}).why() == NoFigure::baseline_sd_0);
    CHECK(*baseline_effect_size(std::vector<double>{10, 20}, std::vector<double>{39, 41}) == doctest::Approx(15 / std::sqrt(2.0)).epsilon(1e-12));
    CHECK(kappa({{0, 0}, {0, 0}}, KappaWeights::linear).why() == NoFigure::not_defined);
    CHECK(kappa({{5, 0}, {0, 0}}, KappaWeights::linear).why() == NoFigure::not_defined);
    CHECK(intraclass_correlations({{1, 1}, {1, 1}}).icc_2_1.why() == NoFigure::not_defined);
    CHECK_FALSE(bland_altman(std::vector<double>{1}, std::vector<double>{1}));
}
