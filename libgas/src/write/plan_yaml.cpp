// SPDX-License-Identifier: MIT
#include "gas/write/plan_yaml.hpp"

#include <algorithm>
#include <utility>

#include "format/scalars.hpp"
#include "format/yaml_scalar.hpp"
#include "scale_yaml.hpp"

namespace gas {

namespace write {

using format::flow_map;
using format::is_plain;
using format::max_width;
using format::quoted_scalar;
using format::yaml_scalar;

namespace {

constexpr std::size_t max_short_key = 1000;  ///< YAML finds the colon of a key within 1024 characters
constexpr bool in_flow = true;

using Pairs = std::vector<std::pair<std::string, std::string>>;

void add(Pairs& pairs, const char* key, const std::string& text)
{
    if (!text.empty()) {
        pairs.emplace_back(key, yaml_scalar(text, in_flow));
    }
}

template <typename Value>
void add(Pairs& pairs, const char* key, const std::optional<Value>& value)
{
    if (value) {
        pairs.emplace_back(key, to_string(*value));
    }
}

std::string flow_list(const std::vector<std::string>& ids)
{
    std::string out;
    for (const auto& id : ids) {
        out += (out.empty() ? "[" : ", ") + yaml_scalar(id, in_flow);
    }
    return out + "]";
}

/// A rating's level as it was recorded, where the reader makes the same of it.
std::string recorded_yaml(const GoalRating& rating)
{
    const auto read = format::read_level(rating.recorded, true);
    const auto* level = std::get_if<Level>(&read);
    const bool other = rating.level && !rating.word && !rating.value && (level == nullptr || *level != *rating.level);
    return other ? to_string(*rating.level) : rating.recorded;
}

std::string rating_yaml(const GoalRating& rating)
{
    auto recorded = recorded_yaml(rating);
    Pairs pairs;
    if (rating.value) {
        const auto number = format::read_number(recorded);
        const auto* value = std::get_if<double>(&number);
        const bool same = value != nullptr && *value == *rating.value;
        pairs.emplace_back("value", same ? std::exchange(recorded, "") : number_text(*rating.value));
    } else if (rating.note.empty() && rating.source.empty()) {
        return recorded;
    }
    if (!recorded.empty()) {
        pairs.emplace_back("level", recorded);
    }
    add(pairs, "note", rating.note);
    add(pairs, "source", rating.source);
    return flow_map(pairs);
}

/// The lines of one plan, from the first to the last.
class PlanLines {
public:
    explicit PlanLines(const Plan& plan) : plan_(plan) {}

    std::string all()
    {
        line(0, "gas", "1");
        text(0, "id", plan_.id);
        covariates();
        field(0, "start", plan_.start);
        field(0, "review", plan_.review);
        scoring();
        agreements();
        needs();
        goals();
        measures();
        sessions();
        ratings();
        return std::move(out_);
    }

private:
    void line(std::size_t indent, std::string_view key, std::string_view value)
    {
        out_.append(indent, ' ');
        const bool is_long = key.size() > max_short_key;
        out_ += is_long ? "? " : "";
        out_ += key;
        if (is_long) {
            out_ += '\n';
            out_.append(indent, ' ');
        }
        out_ += value.empty() ? ":" : ": ";
        out_ += value;
        out_ += '\n';
    }
    void section(std::string_view key)
    {
        out_ += '\n';
        line(0, key, "");
    }
    void text(std::size_t indent, std::string_view key, const std::string& value)
    {
        if (!value.empty()) {
            line(indent, key, yaml_scalar(value, !in_flow));
        }
    }
    template <typename Value>
    void field(std::size_t indent, std::string_view key, const std::optional<Value>& value)
    {
        if (value) {
            line(indent, key, to_string(*value));
        }
    }
    /// A map on one line, where it fits and `may` stand there, else a line for each key.
    void map(std::size_t indent, std::string_view key, const Pairs& pairs, bool may, bool must)
    {
        const auto flow = flow_map(pairs);
        if (must || (may && indent + key.size() + 2 + flow.size() <= max_width)) {
            line(indent, key, flow);
            return;
        }
        line(indent, key, "");
        for (const auto& [name, value] : pairs) {
            line(indent + 2, name, value);
        }
    }

    void covariates()
    {
        const auto& all = plan_.covariates;
        const auto fit = [&](bool flow) { return std::all_of(all.begin(), all.end(), [&](const auto& c) { return c.quoted || is_plain(c.value, flow); }); };
        const bool block = fit(!in_flow);
        const bool flow = !block || fit(in_flow);
        Pairs pairs;
        for (const auto& covariate : all) {
            const bool plain = !covariate.quoted && is_plain(covariate.value, flow);
            pairs.emplace_back(yaml_scalar(covariate.name, in_flow), plain ? covariate.value : quoted_scalar(covariate.value));
        }
        if (!pairs.empty()) {
            map(0, "covariates", pairs, flow, !block);
        }
    }

    void scoring()
    {
        const auto& scoring = plan_.scoring;
        if (!scoring.rho && !scoring.weighting && !scoring.baseline) {
            return;
        }
        section("scoring");
        number(2, "rho", scoring.rho);
        field(2, "weighting", scoring.weighting);
        if (scoring.baseline) {
            Pairs pairs;
            add(pairs, "some-function", scoring.baseline->some_function);
            add(pairs, "no-function", scoring.baseline->no_function);
            line(2, "baseline", flow_map(pairs));
        }
    }
    void number(std::size_t indent, std::string_view key, std::optional<double> value)
    {
        if (value) {
            line(indent, key, number_text(*value));
        }
    }

    void element(const Pairs& pairs) { out_ += "  - " + flow_map(pairs) + "\n"; }
    void agreements()
    {
        if (!plan_.agreed.empty()) {
            section("agreed");
        }
        for (const auto& agreement : plan_.agreed) {
            Pairs pairs;
            add(pairs, "by", agreement.by);
            pairs.emplace_back("date", to_string(agreement.date));
            add(pairs, "until", agreement.until);
            element(pairs);
        }
    }
    void sessions()
    {
        if (!plan_.sessions.empty()) {
            section("sessions");
        }
        for (const auto& session : plan_.sessions) {
            Pairs pairs = {{"date", to_string(session.date)}};
            if (!session.used.empty()) {
                pairs.emplace_back("used", flow_list(session.used));
            }
            add(pairs, "source", session.source);
            element(pairs);
        }
    }

    void needs()
    {
        if (!plan_.needs.empty()) {
            section("needs");
        }
        for (const auto& need : plan_.needs) {
            Pairs pairs;
            add(pairs, "id", need.id);
            add(pairs, "text", need.text);
            add(pairs, "since", need.since);
            add(pairs, "code", need.code);
            element(pairs);
        }
        if (!plan_.interventions.empty()) {
            out_ += plan_.needs.empty() ? "\n" : "";
            line(0, "interventions", "");
        }
        for (const auto& intervention : plan_.interventions) {
            Pairs pairs;
            add(pairs, "id", intervention.id);
            add(pairs, "text", intervention.text);
            add(pairs, "by", intervention.by);
            add(pairs, "dose", intervention.dose);
            add(pairs, "from", intervention.from);
            add(pairs, "until", intervention.until);
            element(pairs);
        }
    }

    void goals()
    {
        section("goals");
        for (const auto& goal : plan_.goals) {
            out_ += &goal == plan_.goals.data() ? "" : "\n";
            this->goal(goal);
        }
    }
    void goal(const Goal& goal)
    {
        line(2, "- id", yaml_scalar(goal.id, !in_flow));
        text(4, "title", goal.title);
        text(4, "domain", goal.domain);
        if (!goal.addresses.empty()) {
            line(4, "addresses", flow_list(goal.addresses));
        }
        if (!goal.interventions.empty()) {
            line(4, "interventions", flow_list(goal.interventions));
        }
        number(4, "importance", goal.importance);
        number(4, "difficulty", goal.difficulty);
        number(4, "weight", goal.weight);
        field(4, "baseline", goal.baseline);
        field(4, "target", goal.target);
        field(4, "added", goal.added);
        field(4, "ended", goal.ended);
        if (goal.status != GoalStatus::active) {
            line(4, "status", to_string(goal.status));
        }
        text(4, "replaces", goal.replaces.value_or(""));
        text(4, "reason", goal.reason);
        if (goal.indicator) {
            line(4, "indicator", indicator_yaml(*goal.indicator));
        }
        line(4, "scale", "");
        for (const auto& level : goal.scale) {
            line(6, to_string(level.level), level_yaml(level));
        }
    }

    void measures()
    {
        if (!plan_.measures.empty()) {
            section("measures");
        }
        for (const auto& measure : plan_.measures) {
            line(2, "- id", yaml_scalar(measure.id, !in_flow));
            text(4, "title", measure.title);
            field(4, "better", measure.better);
            if (measure.range) {
                line(4, "range", range_yaml(*measure.range));
            }
            Pairs pairs;
            for (const auto& reading : measure.readings) {
                pairs.emplace_back(to_string(reading.date), number_text(reading.value));
            }
            if (!pairs.empty()) {
                map(4, "readings", pairs, true, false);
            }
        }
    }

    void ratings()
    {
        if (!plan_.ratings.empty()) {
            section("ratings");
        }
        for (const auto& entry : plan_.ratings) {
            line(2, "- date", to_string(entry.date));
            text(4, "occasion", entry.occasion);
            text(4, "rater", entry.rater);
            field(4, "role", entry.role);
            text(4, "note", entry.note);
            Pairs pairs;
            for (const auto& rating : entry.levels) {
                pairs.emplace_back(yaml_scalar(plan_.goals[rating.goal].id, in_flow), rating_yaml(rating));
            }
            const bool maps = std::any_of(pairs.begin(), pairs.end(), [](const auto& pair) { return pair.second.starts_with('{'); });
            map(4, "levels", pairs, !maps, pairs.empty());
        }
    }

    const Plan& plan_;
    std::string out_;
};

}  // namespace

}  // namespace write

std::string write_plan_yaml(const Plan& plan) { return write::PlanLines(plan).all(); }

}  // namespace gas
