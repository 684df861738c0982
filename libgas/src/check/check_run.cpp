// SPDX-License-Identifier: MIT
#include "gas/check/check_run.hpp"

#include <cmath>

#include <fmt/format.h>

namespace gas {

namespace {

constexpr std::size_t fewest_participants = 20;
constexpr double high_mean = 55;
constexpr double low_sd = 5;

Finding at_id(const PlanSeen& plan, Rule rule, std::string message, std::string hint)
{
    auto finding = finding_in(plan.file, rule, std::move(message), std::move(hint));
    finding.begin = plan.begin;
    finding.end = plan.end;
    finding.plan_id = plan.id;
    finding.excerpt = plan.excerpt;
    return finding;
}

}  // namespace

void RunRules::know(const PlanNames& plan)
{
    for (const auto& name : plan.names) {
        if (name.kind == NameKind::id) {
            first_.try_emplace(name.name, Place{plan.file, name.begin.line});
        }
    }
}

std::vector<Finding> RunRules::see(const PlanSeen& plan)
{
    std::vector<Finding> found;
    if (!plan.id.empty()) {
        const auto [first, fresh] = first_.try_emplace(plan.id, Place{plan.file, plan.begin.line});
        if (!fresh && first->second.file == plan.file && first->second.line == plan.begin.line) {
            found.push_back(
                at_id(plan, Rule::duplicate_plan_id, fmt::format("the file was named twice: \"{}\" in it comes again", plan.id), "name the file once"));
        } else if (!fresh) {
            const auto where =
                first->second.file == plan.file ? fmt::format("line {}", first->second.line) : fmt::format("{}:{}", first->second.file, first->second.line);
            found.push_back(at_id(plan, Rule::duplicate_plan_id, fmt::format("another plan has the id \"{}\" already, at {}", plan.id, where),
                                  plan.in_table ? "give each participant an id of their own; where it is one participant, put their rows into one table"
                                                : "give each participant an id of their own"));
        }
    }
    if (plan.latest_t) {
        ++count_;
        const double distance = *plan.latest_t - mean_;
        mean_ += distance / static_cast<double>(count_);
        squares_ += distance * (*plan.latest_t - mean_);
        last_ = plan;
    }
    return found;
}

std::vector<Finding> RunRules::finish() const
{
    if (count_ < fewest_participants) {
        return {};
    }
    const double sd = std::sqrt(squares_ / static_cast<double>(count_ - 1));
    if (mean_ <= high_mean && sd >= low_sd) {
        return {};
    }
    return {at_id(last_, Rule::easy_goals,
                  fmt::format("over {} participants the latest T has mean {:.1f} and SD {:.1f}; apt goals give 50 and 10", count_, mean_, sd),
                  "look at whether the goals were set too easy")};
}

}  // namespace gas
