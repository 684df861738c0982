// SPDX-License-Identifier: MIT
#include "gas/summary/checklist.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "gas/stats/describe.hpp"
#include "gas/text/phrases.hpp"
#include "value_counts.hpp"

namespace gas {

namespace {

/// How often each level occurs in a study.
using Totals = std::array<std::size_t, 7>;

constexpr std::array<std::string_view, 7> level_names = {"-3", "-2", "-1", "-0.5", "0", "+1", "+2"};

/// As people round: half away from zero.
std::string rounded(double value, int digits)
{
    const double scale = std::pow(10.0, digits);
    const double shown = std::round(value * scale) / scale;
    return fmt::format("{:.{}f}", shown == 0 ? 0.0 : shown, digits);
}

std::string percent(std::size_t part, std::size_t whole)
{
    return fmt::format("{} ({} %)", part, rounded(100.0 * static_cast<double>(part) / static_cast<double>(whole), 0));
}

/// One figure of a group by its name; nothing where it has no value.
std::optional<double> value_of(const std::vector<SummaryFigure>& figures, const std::string& group, const std::string& occasion, std::string_view measure,
                               std::string_view statistic)
{
    for (const auto& figure : figures) {
        if (figure.group == group && figure.occasion == occasion && figure.measure == measure && figure.statistic == statistic && figure.domain.empty()) {
            return figure.value;
        }
    }
    return std::nullopt;
}

std::string mean_sd(std::optional<double> mean, std::optional<double> sd, std::optional<double> n)
{
    return mean ? fmt::format("{} ({}), n {:.0f}", rounded(*mean, 1), sd ? rounded(*sd, 1) : "–", n.value_or(0)) : std::string();
}

}  // namespace

struct StudyFacts::State {
    std::size_t participants = 0;
    std::size_t rated = 0;  ///< participants with a rating
    summary::ValueCounts goals;
    std::set<std::string> raters;
    std::map<std::string, std::size_t> roles;  ///< entries
    std::size_t entries = 0;
    std::size_t unnamed = 0;  ///< entries without a rater
    Totals at_baseline{};     ///< levels of the entries called baseline
    Totals afterwards{};
    Totals baselines{};  ///< of goals, where they are known
    bool goals_known = false;
};

StudyFacts::StudyFacts() : state_(std::make_unique<State>()) {}
StudyFacts::~StudyFacts() = default;
StudyFacts::StudyFacts(StudyFacts&&) noexcept = default;
StudyFacts& StudyFacts::operator=(StudyFacts&&) noexcept = default;

void StudyFacts::add(const ScoredParticipant& participant)
{
    auto& s = *state_;
    ++s.participants;
    int most = 0;
    bool rated = false;
    std::map<std::string, double> baselines;
    for (const auto& entry : participant.entries) {
        ++s.entries;
        most = std::max({most, entry.active, entry.rated});
        rated = rated || entry.rated > 0;
        s.unnamed += entry.rater.empty() ? 1 : 0;
        if (!entry.rater.empty()) {
            s.raters.insert(entry.rater);
        }
        if (!entry.role.empty()) {
            ++s.roles[entry.role];
        }
        auto& counts = is_baseline(entry.occasion) ? s.at_baseline : s.afterwards;
        for (std::size_t i = 0; i < counts.size(); ++i) {
            counts[i] += static_cast<std::size_t>(std::max(entry.counts[i], 0));
        }
        for (const auto& goal : entry.goals) {
            s.goals_known = true;
            if (goal.baseline) {
                baselines.emplace(goal.goal, *goal.baseline);
            }
        }
    }
    for (const auto& [goal, level] : baselines) {
        for (std::size_t i = 0; i < counted_levels.size(); ++i) {
            s.baselines[i] += counted_levels[i] == level ? 1U : 0U;
        }
    }
    s.rated += rated ? 1 : 0;
    if (most > 0) {
        s.goals.add(most);
    }
}

namespace {

std::string distribution(const Totals& counts)
{
    std::size_t total = 0;
    for (const auto n : counts) {
        total += n;
    }
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < counts.size() && total > 0; ++i) {
        const bool usual = counted_levels[i] == std::round(counted_levels[i]) && counted_levels[i] >= -2;
        if (counts[i] > 0 || usual) {
            parts.push_back(fmt::format("{}: {}", level_names[i], percent(counts[i], total)));
        }
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

class List {
public:
    void add(std::string item, std::string value, std::string group = "")
    {
        const bool told = !value.empty();
        items.push_back({std::move(item), std::move(group), std::move(value), told});
    }
    std::vector<ChecklistItem> items;
};

void add_outcome(List& list, const GroupSummary& summary, const std::string& occasion)
{
    const auto figures = summary.figures();
    const auto groups = summary.groups();
    const auto label = groups.size() > 1 ? std::string(" per group") : std::string();
    const auto of = [&](const std::string& group, std::string_view measure, std::string_view statistic) {
        return value_of(figures, group, occasion, measure, statistic);
    };
    const auto at = occasion.empty() ? std::string() : " at " + occasion;
    for (const auto& group : groups) {
        const auto shown = groups.size() > 1 ? group : std::string();
        list.add(fmt::format("T-score{}, mean (SD){}", at, label), mean_sd(of(group, "t", "mean"), of(group, "t", "sd"), of(group, "t", "n")), shown);
    }
    for (const auto& group : groups) {
        const auto shown = groups.size() > 1 ? group : std::string();
        list.add("change of T within participants, mean (SD)" + label,
                 mean_sd(of(group, "t_change", "mean"), of(group, "t_change", "sd"), of(group, "t_change", "n")), shown);
        const auto sd = of(group, "t_change", "baseline_sd");
        list.add("SD of the baseline T of those with a change" + label, sd ? rounded(*sd, 1) : "", shown);
        const auto srm = of(group, "t_change", "srm");
        list.add("standardised response mean (SRM)" + label, srm ? rounded(*srm, 2) : "", shown);
    }
    if (groups.size() == 2) {
        const auto pair = groups[0] + " - " + groups[1];
        const auto add = [&](std::string item, const std::string& statistic, int digits) {
            const auto estimate = of(pair, "t_change", statistic);
            const auto low = of(pair, "t_change", statistic + "_ci_low");
            list.add(std::move(item),
                     estimate && low ? fmt::format("{} ({} to {})", rounded(*estimate, digits), rounded(*low, digits),
                                                   rounded(*of(pair, "t_change", statistic + "_ci_high"), digits))
                                     : "",
                     pair);
        };
        add("difference of change between groups (95 % CI)", "difference", 1);
        add("standardised difference, Hedges g (95 % CI)", "hedges_g", 2);
    } else {
        list.add("standardised difference between groups (Hedges g)", groups.size() < 2 ? "no groups: `--by` forms them" : "");
    }
    list.add("parametric or not", groups.size() > 2    ? "both: paired t and Wilcoxon within groups, ANOVA and Kruskal-Wallis between"
                                  : groups.size() == 2 ? "both: paired t and Wilcoxon within groups, Welch t and Mann-Whitney between"
                                                       : "both: paired t and Wilcoxon");
}

}  // namespace

std::vector<ChecklistItem> StudyFacts::checklist(const GroupSummary& summary) const
{
    const auto& s = *state_;
    List list;
    list.add("participants", fmt::format("{}, {} with a rating", s.participants, s.rated));
    const auto goals = describe(s.goals.ascending());
    list.add(
        "goals per participant, mean (SD), range",
        goals.mean ? fmt::format("{} ({}), {:.0f} to {:.0f}", rounded(*goals.mean, 1), goals.sd ? rounded(*goals.sd, 1) : "–", *goals.min, *goals.max) : "");
    list.add("who set the goals", "");
    std::vector<std::string> roles;
    for (const auto& [role, n] : s.roles) {
        roles.push_back(fmt::format("{} {}", role, percent(n, s.entries)));
    }
    std::string who = s.raters.empty() ? "" : counted(s.raters.size(), "rater");
    who += roles.empty() ? "" : (who.empty() ? "" : "; ") + fmt::format("entries by role: {}", fmt::join(roles, ", "));
    who += !who.empty() && s.unnamed > 0 ? fmt::format("; {} entries without a rater", s.unnamed) : "";
    list.add("who rated", who);
    list.add("blinding of raters", "");
    list.add("training of raters", "");
    list.add("time to set the goals", "");
    list.add("a menu of goals", "");
    list.add("quality check of the scales", "");
    const auto lowest = s.at_baseline[0] + s.afterwards[0];
    const auto half = s.at_baseline[3] + s.afterwards[3];
    list.add("number of levels", lowest > 0 ? "six, -3 to +2" : half > 0 ? "five, -2 to +2, and -0.5" : "five, -2 to +2");
    const auto& method = summary.method();
    list.add("rule for -0.5", method.half_level == "keep" ? "analysed as -0.5" : method.half_level.empty() ? "" : "analysed as -1");
    const auto baseline = distribution(s.goals_known ? s.baselines : s.at_baseline);
    list.add("baseline level of goals", baseline);
    list.add("levels after the baseline", distribution(s.afterwards));
    list.add("weighting of goals", method.weighting);
    const auto& rule = method.missing_rule;
    list.add("rule for goals without a rating", rule == "left-out"           ? "left out of T"
                                                : rule == "carried"          ? "carried from an earlier rating"
                                                : rule == "no-score"         ? "no T where one is unrated"
                                                : rule == "carried+no-score" ? "carried from an earlier rating; no T where one is still unrated"
                                                                             : "");
    list.add("rho, the assumed correlation of goals", summary.any_t() ? fmt::format("{}", method.rho) : "");
    const auto occasions = summary.occasions();
    if (!occasions.empty()) {
        add_outcome(list, summary, occasions.back());
    }
    list.add("an example of a goal with its scale", "");
    return list.items;
}

}  // namespace gas
