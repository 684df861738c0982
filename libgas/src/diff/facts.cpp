// SPDX-License-Identifier: MIT
#include "gas/diff/facts.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "gas/plan/entry_key.hpp"
#include "gas/plan/natural_order.hpp"
#include "gas/score/t_score.hpp"

namespace gas {

namespace {

std::string list_text(std::vector<std::string> ids)
{
    std::sort(ids.begin(), ids.end(), natural_less);
    std::string out;
    for (const auto& id : ids) {
        out += (out.empty() ? "" : ", ") + id;
    }
    return out;
}

/// The indices 0..n-1 in the order that `less` gives the elements.
template <typename Less>
std::vector<std::size_t> sorted_indices(std::size_t n, Less less)
{
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), less);
    return order;
}

/// The ranges of element `i`; an empty one where the list is shorter (a plan made without a file).
template <typename Ranges>
Ranges ranges_at(const std::vector<Ranges>& list, std::size_t i)
{
    return i < list.size() ? list[i] : Ranges{};
}

/// From the first of a list to its last.
Range list_range(const std::vector<Range>& list) { return list.empty() ? Range{} : Range{list.front().begin, list.back().end}; }

/// The order of elements that their date and a word tell apart.
template <typename Element>
auto by_day(const std::vector<Element>& list, std::string Element::*word)
{
    return [&list, word](std::size_t a, std::size_t b) {
        return list[a].date != list[b].date ? list[a].date < list[b].date : natural_less(list[a].*word, list[b].*word);
    };
}

/// The path of a key below that of an element that it belongs to: "/scale/" less the names of elements.
std::string path_below(FactKind above, FactKind kind)
{
    auto path = '.' + std::string(key_info(kind).path);
    path.erase(0, key_info(above).path.size() + (above == FactKind::plan ? 0 : 1));
    path.resize(path.size() - (key_info(kind).is_element() ? 2 : 0));
    std::replace(path.begin(), path.end(), '.', '/');
    return path;
}

/// Writes the facts of one plan, section by section.
class FactList {
public:
    FactList(const Plan& plan, const PlanRanges& ranges, const FactNames& names) : plan_(plan), ranges_(ranges), names_(names) {}

    std::vector<Fact> all()
    {
        head();
        agreements();
        needs_and_interventions();
        for (const auto g : sorted_indices(plan_.goals.size(), [&](auto a, auto b) { return natural_less(names_.goals[a], names_.goals[b]); })) {
            goal(g);
        }
        measures();
        sessions();
        std::vector<std::size_t> asked;
        for (std::size_t e = 0; e < plan_.ratings.size(); ++e) {
            if (!names_.entries[e].empty()) {
                asked.push_back(e);
            }
        }
        const auto key = [&](std::size_t i) { return key_of(plan_.ratings[asked[i]]); };
        for (const auto i : sorted_indices(asked.size(), [&](auto a, auto b) { return key(a) < key(b); })) {
            entry(asked[i]);
        }
        return std::move(facts_);
    }

private:
    /// Adds a fact; one that says that something exists owns what is added with `own` after it.
    Fact& add(FactKind kind, std::string path, std::string value, Range range)
    {
        if (const auto again = ++paths_[path]; again > 1) {
            path += fmt::format("#{}", again);
        }
        Fact fact;
        fact.kind = kind;
        fact.path = std::move(path);
        fact.value = std::move(value);
        fact.range = range;
        fact.owner = facts_.size();
        facts_.push_back(std::move(fact));
        return facts_.back();
    }
    /// Adds a fact about what `owner` says exists, if it has a value. Its path is that of the key, or of `name` where the key is free.
    void part(std::size_t owner, FactKind kind, const std::string& value, Range range, const std::string& name = "")
    {
        if (value.empty()) {
            return;
        }
        const auto above = facts_[owner];
        auto& fact = add(kind, above.path + path_below(above.kind, kind) + (name.empty() ? "" : '/' + name), value, range);
        fact.owner = owner;
        fact.name = above.name;
        fact.goal = above.goal;
        fact.entry = above.entry;
        fact.level = above.level;
        fact.date = above.date;
    }
    static std::string day(const std::optional<Date>& date) { return date ? to_string(*date) : ""; }
    static std::string level(const std::optional<Level>& value) { return value ? to_string(*value) : ""; }
    template <typename Number>
    static std::string number(const std::optional<Number>& value)
    {
        return value ? number_text(static_cast<double>(*value)) : "";
    }
    static std::string truth(const std::optional<bool>& value) { return value ? (*value ? "true" : "false") : ""; }
    template <typename Word>
    static std::string word(const std::optional<Word>& value)
    {
        return value ? std::string(to_string(*value)) : "";
    }

    void head()
    {
        const auto setting = [&](FactKind kind, std::string value, Range range) {
            if (!value.empty()) {
                add(kind, path_below(FactKind::plan, kind), std::move(value), range);
            }
        };
        setting(FactKind::plan_id, plan_.id, ranges_.id);
        setting(FactKind::start, day(plan_.start), ranges_.start);
        setting(FactKind::review, day(plan_.review), ranges_.review);
        for (const auto c :
             sorted_indices(plan_.covariates.size(), [&](auto a, auto b) { return natural_less(plan_.covariates[a].name, plan_.covariates[b].name); })) {
            const auto& covariate = plan_.covariates[c];
            add(FactKind::covariate, "/covariates/" + as_step(covariate.name), covariate.value, ranges_at(ranges_.covariates, c).value).name = covariate.name;
        }
        const auto& scoring = plan_.scoring;
        setting(FactKind::rho, number_text(scoring.rho.value_or(default_rho)), ranges_.rho);
        setting(FactKind::weighting, word(scoring.weighting), ranges_.weighting);
        if (scoring.baseline) {
            setting(FactKind::some_function, level(scoring.baseline->some_function), ranges_.baseline_convention);
            setting(FactKind::no_function, level(scoring.baseline->no_function), ranges_.baseline_convention);
        }
    }

    void needs_and_interventions()
    {
        const auto by_id = [](const auto& list) { return sorted_indices(list.size(), [&](auto a, auto b) { return natural_less(list[a].id, list[b].id); }); };
        for (const auto n : by_id(plan_.needs)) {
            const auto& need = plan_.needs[n];
            const auto places = ranges_at(ranges_.needs, n);
            auto& fact = add(FactKind::need, "/needs/" + as_step(need.id), need.id, places.id);
            fact.name = need.id;
            const auto owner = fact.owner;
            part(owner, FactKind::need_text, need.text, places.text);
            part(owner, FactKind::need_since, day(need.since), places.since);
            part(owner, FactKind::need_code, need.code, places.code);
        }
        for (const auto n : by_id(plan_.interventions)) {
            const auto& intervention = plan_.interventions[n];
            const auto places = ranges_at(ranges_.interventions, n);
            auto& fact = add(FactKind::intervention, "/interventions/" + as_step(intervention.id), intervention.id, places.id);
            fact.name = intervention.id;
            const auto owner = fact.owner;
            part(owner, FactKind::intervention_text, intervention.text, places.text);
            part(owner, FactKind::intervention_by, intervention.by, places.by);
            part(owner, FactKind::intervention_dose, intervention.dose, places.dose);
            part(owner, FactKind::intervention_from, day(intervention.from), places.from);
            part(owner, FactKind::intervention_until, day(intervention.until), places.until);
        }
    }

    /// An element that its date and a word tell apart.
    Fact& dated(FactKind kind, Date date, const std::string& word, Range range)
    {
        auto& fact = add(kind, fmt::format("/{}/{}", key_info(kind).name(), dated_path(date, {word})), word, range);
        fact.name = word;
        fact.date = date;
        return fact;
    }
    void agreements()
    {
        for (const auto a : sorted_indices(plan_.agreed.size(), by_day(plan_.agreed, &Agreement::by))) {
            const auto& agreement = plan_.agreed[a];
            const auto places = ranges_at(ranges_.agreed, a);
            const auto owner = dated(FactKind::agreement, agreement.date, agreement.by, or_else(places.date, places.whole)).owner;
            part(owner, FactKind::agreement_until, day(agreement.until), places.until);
        }
    }
    void sessions()
    {
        for (const auto s : sorted_indices(plan_.sessions.size(), by_day(plan_.sessions, &Session::source))) {
            const auto& session = plan_.sessions[s];
            const auto places = ranges_at(ranges_.sessions, s);
            const auto owner = dated(FactKind::session, session.date, session.source, or_else(places.date, places.whole)).owner;
            part(owner, FactKind::session_used, list_text(session.used), list_range(places.used));
        }
    }

    void goal(std::size_t g)
    {
        const auto& goal = plan_.goals[g];
        const auto places = ranges_at(ranges_.goals, g);
        auto& fact = add(FactKind::goal, "/goals/" + as_step(names_.goals[g]), goal.id, or_else(places.id, places.whole));
        fact.name = goal.id;
        fact.goal = g;
        const auto owner = fact.owner;
        part(owner, FactKind::goal_title, goal.title, places.title);
        part(owner, FactKind::goal_domain, goal.domain, places.domain);
        part(owner, FactKind::goal_addresses, list_text(goal.addresses), list_range(places.addresses));
        part(owner, FactKind::goal_interventions, list_text(goal.interventions), list_range(places.interventions));
        part(owner, FactKind::goal_importance, number(goal.importance), places.importance);
        part(owner, FactKind::goal_difficulty, number(goal.difficulty), places.difficulty);
        part(owner, FactKind::goal_weight, number(goal.weight), places.weight);
        part(owner, FactKind::goal_baseline, level(goal.baseline), places.baseline);
        part(owner, FactKind::goal_target, day(goal.target), places.target);
        part(owner, FactKind::goal_added, day(goal.added), places.added);
        part(owner, FactKind::goal_ended, day(goal.ended), places.ended);
        part(owner, FactKind::goal_status, goal.status == GoalStatus::active ? "" : std::string(to_string(goal.status)), places.status);
        part(owner, FactKind::goal_replaces, goal.replaces.value_or(""), places.replaces);
        part(owner, FactKind::goal_reason, goal.reason, places.reason);
        if (goal.indicator) {
            part(owner, FactKind::indicator_unit, goal.indicator->unit, places.unit);
            part(owner, FactKind::indicator_better, word(goal.indicator->better), places.better);
            part(owner, FactKind::indicator_integer, truth(goal.indicator->integer), places.integer);
        }
        for (std::size_t i = 0; i < goal.scale.size(); ++i) {
            const auto& step = goal.scale[i];
            const auto at = ranges_at(places.levels, i);
            auto& exists =
                add(FactKind::scale_level, fmt::format("/goals/{}/scale/{}", as_step(names_.goals[g]), to_string(step.level)), to_string(step.level), at.key);
            exists.name = goal.id;
            exists.goal = g;
            exists.level = step.level;
            const auto level_owner = exists.owner;
            part(level_owner, FactKind::scale_text, step.text, at.text);
            part(level_owner, FactKind::scale_range, step.range ? to_string(*step.range) : "", at.range);
        }
    }

    void measures()
    {
        for (const auto m : sorted_indices(plan_.measures.size(), [&](auto a, auto b) { return natural_less(plan_.measures[a].id, plan_.measures[b].id); })) {
            const auto& measure = plan_.measures[m];
            const auto places = ranges_at(ranges_.measures, m);
            auto& fact = add(FactKind::measure, "/measures/" + as_step(measure.id), measure.id, or_else(places.id, places.whole));
            fact.name = measure.id;
            const auto owner = fact.owner;
            part(owner, FactKind::measure_title, measure.title, places.title);
            part(owner, FactKind::measure_better, word(measure.better), places.better);
            part(owner, FactKind::measure_range, measure.range ? to_string(*measure.range) : "", places.range);
            for (const auto r : sorted_indices(measure.readings.size(), [&](auto a, auto b) { return measure.readings[a].date < measure.readings[b].date; })) {
                const auto& reading = measure.readings[r];
                part(owner, FactKind::reading, number_text(reading.value), ranges_at(places.readings, r), to_string(reading.date));
                facts_.back().date = reading.date;
            }
        }
    }

    void entry(std::size_t e)
    {
        const auto& entry = plan_.ratings[e];
        const auto places = ranges_at(ranges_.ratings, e);
        auto& fact = add(FactKind::entry, "/ratings/" + names_.entries[e], entry_name(entry), or_else(places.date, places.whole));
        fact.entry = e;
        const auto owner = fact.owner;
        part(owner, FactKind::entry_role, word(entry.role), places.role);
        part(owner, FactKind::entry_note, entry.note, places.note);
        const auto path = facts_[owner].path;
        for (const auto i : sorted_indices(
                 entry.levels.size(), [&](auto a, auto b) { return natural_less(names_.goals[entry.levels[a].goal], names_.goals[entry.levels[b].goal]); })) {
            const auto& rated = entry.levels[i];
            const auto at = ranges_at(places.goals, i);
            auto& rating =
                add(FactKind::rating, fmt::format("{}/{}", path, rating_step(names_.goals[rated.goal])), recorded_text(rated), or_else(at.value, at.goal));
            rating.entry = e;
            rating.goal = rated.goal;
            rating.name = plan_.goals[rated.goal].id;
            const auto rating_owner = rating.owner;
            part(rating_owner, FactKind::rating_note, rated.note, at.note);
            part(rating_owner, FactKind::rating_source, rated.source, at.source);
        }
    }

    const Plan& plan_;
    const PlanRanges& ranges_;
    const FactNames& names_;
    std::vector<Fact> facts_;
    std::map<std::string, int> paths_;  ///< how often each was used
};

}  // namespace

std::vector<Fact> facts_of(const Plan& plan, const PlanRanges& ranges, const FactNames& names) { return FactList(plan, ranges, names).all(); }

std::map<std::string, std::string> fact_values(const Plan& plan, const PlanRanges& ranges)
{
    std::map<std::string, std::string> values;
    for (auto& fact : facts_of(plan, ranges, own_names(plan))) {
        values.emplace(std::move(fact.path), std::move(fact.value));
    }
    return values;
}

}  // namespace gas
