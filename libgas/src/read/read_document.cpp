// SPDX-License-Identifier: MIT
// A plan as a whole: its keys, and what its sections say about each other.
#include <algorithm>
#include <span>
#include <unordered_set>

#include <fmt/format.h>

#include "gas/plan/baseline.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "reader.hpp"
#include "yaml/bytes.hpp"

namespace gas::read {

namespace {

void read_version(Reader& reader, const Field& field, PlanRanges& ranges)
{
    ranges.gas = reader.place(field);
    const auto version = reader.scalar(field, "the format version");
    if (version && *version != "1") {
        reader.report(Rule::format_version, ranges.gas, fmt::format("format version {} is not known here", quoted_token(*version)),
                      write_at(ranges.gas, "write `gas: ", "1", "`"));
    }
}

bool is_participant_id(std::string_view id)
{
    const auto first = id.empty() ? ' ' : id.front();
    const bool starts_well = (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') || (first >= '0' && first <= '9') || first == '_' ||
                             static_cast<unsigned char>(first) >= 0x80;
    return starts_well && id.size() <= 128 && !has_control(id) && !has_bidi_control(id) && id.find('\n') == std::string_view::npos && id.back() != ' ';
}

/// `id` without blanks and signs at its ends, where that is an id and needs no quotes.
std::string_view participant_id_meant(std::string_view id)
{
    const auto is_sign = [](char c) { return !is_digit(c) && (small_letter(c) < 'a' || small_letter(c) > 'z') && static_cast<unsigned char>(c) < 0x80; };
    while (!id.empty() && is_sign(id.front())) {
        id.remove_prefix(1);
    }
    while (!id.empty() && is_sign(id.back())) {
        id.remove_suffix(1);
    }
    const bool plain = std::all_of(id.begin(), id.end(), [&](char c) { return !is_sign(c) || c == '-' || c == '_' || c == '.' || c == '/' || c == ' '; });
    return plain && is_participant_id(id) ? id : std::string_view();
}

std::string read_participant(Reader& reader, const Field& field, PlanRanges& ranges)
{
    ranges.id = reader.place(field);
    const auto id = reader.scalar(field, "a participant id");
    if (!id) {
        return "";
    }
    if (!is_participant_id(*id)) {
        constexpr std::string_view form = "an id begins with a letter or digit and has 1 to 128 characters, on one line";
        const auto meant = participant_id_meant(*id);
        reader.report(Rule::bad_id, ranges.id, "this is not a participant id",
                      meant.empty() ? Hint(std::string(form)) : Hint(write_at(ranges.id, fmt::format("{}; write \"", form), std::string(meant), "\"")));
        return "";
    }
    reader.check_visible(*id, ranges.id);
    return std::string(*id);
}

void report_properties(Reader& reader, const Tape& tape, std::string_view source)
{
    for (const Offset at : tape.properties) {
        const char first = at < source.size() ? source[at] : ' ';
        const auto end = first == '%' ? yaml::line_at(source, at).end : std::min(source.find_first_of(" \t\r\n,]}", at), source.size());
        const std::string_view what = first == '!' ? "tag" : first == '%' ? "directive" : "anchor";
        const Range range{at, static_cast<std::uint32_t>(end)};
        reader.report(Rule::anchor_alias_tag, range,
                      fmt::format("{} `{}` is not read: each plan stands as it reads", first == '&' ? "an anchor" : fmt::format("a {}", what), first),
                      first == '%' ? "remove the line" : fmt::format("remove the {}; put the text in quotes if it begins with `{}`", what, first));
    }
    for (NodeIndex i = 0; tape.has_alias && i < tape.nodes.size(); ++i) {
        if (reader.kind(i) == NodeKind::alias) {
            reader.report(Rule::anchor_alias_tag, reader.range(i), "an alias `*` is not read: each plan stands as it reads",
                          "write the value out; put the text in quotes if it begins with `*`");
        }
    }
}

/// The column, from 0, of the byte at `at`.
std::size_t column_of(std::string_view source, std::size_t at)
{
    const auto before = at == 0 ? std::string_view::npos : source.rfind('\n', at - 1);
    return before == std::string_view::npos ? at : at - before - 1;
}

/// Whether what stands at `at` begins its line with a bracket or a quote.
bool marks_line(std::string_view source, std::size_t at)
{
    const char mark = at < source.size() ? source[at] : ' ';
    if (mark != '{' && mark != '[' && mark != '"' && mark != '\'') {
        return false;
    }
    while (at > 0 && source[at - 1] == ' ') {
        --at;
    }
    return at == 0 || source[at - 1] == '\n';  // not behind the ":" of a "? key"
}

/// A value in brackets or quotes on a line of its own stands further in than its key; yaml-cpp takes one that does not, where other readers of YAML see the
/// mapping end.
void report_flow_columns(Reader& reader, const Tape& tape, std::string_view source)
{
    if (std::none_of(tape.nodes.begin(), tape.nodes.end(), [&](const TapeNode& node) { return marks_line(source, node.at); })) {
        return;
    }
    for (NodeIndex i = 0; i < tape.nodes.size();) {
        const char first = tape.nodes[i].at < source.size() ? source[tape.nodes[i].at] : ' ';
        const bool flow = (reader.kind(i) == NodeKind::mapping && first == '{') || (reader.kind(i) == NodeKind::sequence && first == '[');
        if (flow) {
            i = reader.node(i).next;
            continue;
        }
        for (NodeIndex key = i + 1; reader.kind(i) == NodeKind::mapping && key < reader.node(i).next;) {
            const NodeIndex value = reader.node(key).next;
            const auto from = reader.node(key).at;
            const auto to = reader.node(value).at;
            const bool begins_line = reader.kind(key) == NodeKind::scalar && to > from && marks_line(source, to) &&
                                     source.substr(from, to - from).find('\n') != std::string_view::npos;
            const auto column = begins_line ? column_of(source, to) : 0;
            if (begins_line && column <= column_of(source, from)) {
                reader.report(Rule::yaml_syntax, {to, to + 1},
                              fmt::format("the value of {} stands no further to the right than its key", quoted_token(reader.value(key))),
                              "move its lines to the right, or begin it behind the colon");
            }
            key = reader.node(value).next;
        }
        ++i;
    }
}

/// What ids point at.
class Known {
public:
    template <typename Named>
    explicit Known(const std::vector<Named>& named)
    {
        ids_.reserve(named.size());
        for (const auto& one : named) {
            ids_.push_back(one.id);
        }
    }
    [[nodiscard]] std::span<const std::string_view> ids() const { return ids_; }
    bool contains(std::string_view id)
    {
        constexpr std::size_t few = 16;  // among which a search is faster
        if (ids_.size() <= few) {
            return std::find(ids_.begin(), ids_.end(), id) != ids_.end();
        }
        if (set_.empty()) {
            set_.insert(ids_.begin(), ids_.end());
        }
        return set_.contains(id);
    }

private:
    std::vector<std::string_view> ids_;
    std::unordered_set<std::string_view> set_;  ///< once they are many
};

void check_ids(Reader& reader, const std::vector<std::string>& ids, const std::vector<Range>& places, std::string_view what, std::string_view key, Known& known)
{
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!known.contains(ids[i]) && !reader.renamed(ids[i], places[i])) {
            const auto near = nearest_of_few(ids[i], known.ids());
            reader.report(Rule::unknown_reference, places[i], fmt::format("the plan has no {} \"{}\"", what, ids[i]),
                          near.empty() ? Hint(fmt::format("add it under `{}`, or remove it here", key)) : Hint(did_you_mean(places[i], near)));
        }
    }
}

void check_named(Reader& reader, ReadPlan& result)
{
    const auto& plan = result.plan;
    Known needs(plan.needs);
    Known interventions(plan.interventions);
    Known goals(plan.goals);
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        const auto& goal = plan.goals[g];
        const auto& places = result.ranges.goals[g];
        reader.about_goal(goal.id);
        check_ids(reader, goal.addresses, places.addresses, "need", "needs", needs);
        check_ids(reader, goal.interventions, places.interventions, "intervention", "interventions", interventions);
        if (goal.replaces && *goal.replaces == goal.id) {
            reader.report(Rule::unknown_reference, places.replaces, fmt::format("goal \"{}\" cannot replace itself", goal.id), "name the goal that it revises");
        } else if (goal.replaces) {
            check_ids(reader, {*goal.replaces}, {places.replaces}, "goal", "goals", goals);
        }
    }
    reader.about_goal("");
    for (std::size_t s = 0; s < plan.sessions.size(); ++s) {
        check_ids(reader, plan.sessions[s].used, result.ranges.sessions[s].used, "intervention", "interventions", interventions);
    }
}

/// A goal's own `baseline` and a baseline entry that say different levels.
void report_ambiguous_baselines(Reader& reader, const ReadPlan& result)
{
    const auto& plan = result.plan;
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        for (std::size_t i = 0; entry.is_baseline() && i < entry.levels.size(); ++i) {
            const auto& rating = entry.levels[i];
            const auto& goal = plan.goals[rating.goal];
            if (rating.level && goal.baseline && *rating.level != *goal.baseline) {
                reader.about_goal(goal.id);
                reader.report(
                    Rule::baseline_conflict, result.ranges.ratings[e].goals[i].value,
                    fmt::format("the baseline entry has level {}, but the goal says `baseline: {}`", to_string(*rating.level), to_string(*goal.baseline)),
                    "keep the baseline in one place, the entry or the goal");
            }
        }
    }
    reader.about_goal("");
}

void report_missing_weights(Reader& reader, const ReadPlan& result)
{
    for (std::size_t g = 0; g < result.plan.goals.size(); ++g) {
        const auto& goal = result.plan.goals[g];
        const auto& places = result.ranges.goals[g];
        const auto unread = [](Range place, bool read) { return place != Range{} && !read; };
        if (unread(places.importance, goal.importance.has_value()) || unread(places.difficulty, goal.difficulty.has_value()) ||
            unread(places.weight, goal.weight.has_value())) {
            return;  // it has been told of; what the goal was to weigh is not known
        }
    }
    const auto weights = weights_of(result.plan, std::nullopt);
    if (const auto* problem = std::get_if<WeightProblem>(&weights)) {
        reader.about_goal(result.plan.goals[problem->goal].id);
        reader.report(Rule::mixed_weights, result.ranges.goals[problem->goal].whole, problem->message, problem->hint);
        reader.about_goal("");
    }
}

/// The top-level fields that the plan has, by key.
using Sections = std::array<std::optional<Field>, format_keys.size()>;

constexpr std::size_t at(FormatKey key) { return static_cast<std::size_t>(key); }

void read_sections(Reader& reader, const Sections& sections, ReadPlan& result)
{
    using Section = void (*)(Reader&, const Field&, ReadPlan&);
    // ratings point at goals
    constexpr std::array<std::pair<FormatKey, Section>, 13> order = {{
        {FormatKey::format_version, [](Reader& r, const Field& f, ReadPlan& of) { read_version(r, f, of.ranges); }},
        {FormatKey::plan_id, [](Reader& r, const Field& f, ReadPlan& of) { of.plan.id = read_participant(r, f, of.ranges); }},
        {FormatKey::start, [](Reader& r, const Field& f, ReadPlan& of) { of.ranges.start = r.place(f), of.plan.start = r.date(f); }},
        {FormatKey::review, [](Reader& r, const Field& f, ReadPlan& of) { of.ranges.review = r.place(f), of.plan.review = r.date(f); }},
        {FormatKey::covariate_map, read_covariates},
        {FormatKey::scoring, read_scoring},
        {FormatKey::agreement_list, read_agreements},
        {FormatKey::need_list, read_needs},
        {FormatKey::intervention_list, read_interventions},
        {FormatKey::goal_list, read_goals},
        {FormatKey::measure_list, read_measures},
        {FormatKey::session_list, read_sessions},
        {FormatKey::entry_list, read_ratings},
    }};
    for (const auto& [key, section] : order) {
        if (sections[at(key)]) {
            section(reader, *sections[at(key)], result);
        }
    }
}

void check_required(Reader& reader, const Sections& sections, Range begins)
{
    if (!sections[at(FormatKey::format_version)]) {
        reader.missing(begins, "the plan", "gas", "begin the plan with `gas: 1`, the format version");
    }
    if (!sections[at(FormatKey::plan_id)]) {
        reader.missing(begins, "the plan", "id", "add `id:` with the participant's pseudonymous id");
    }
    if (!sections[at(FormatKey::goal_list)]) {
        reader.missing(begins, "the plan", "goals", "add `goals:` with a list of goals");
    }
}

}  // namespace

void check_references(Reader& reader, ReadPlan& result)
{
    check_named(reader, result);
    report_ambiguous_baselines(reader, result);
    report_missing_weights(reader, result);
}

std::optional<ReadPlan> read_document(std::string_view source, TextLines& lines, const Tape& tape, std::vector<Diagnostic>& out, bool partial)
{
    Reader reader(source, lines, tape, out, partial);
    if (tape.nodes.empty() || reader.kind(0) == NodeKind::null) {
        if (!partial) {
            reader.report(Rule::no_plan, {tape.begin, tape.begin}, "there is no plan here, only white space or comments", "a plan begins with `gas: 1`");
        }
        return std::nullopt;
    }
    if (reader.kind(0) != NodeKind::mapping) {
        if (!partial && !reader.missing_colon_or_space(0)) {
            reader.report(Rule::no_plan, reader.range(0), "this is YAML, but no plan: a plan has keys and values", "a plan begins with `gas: 1`");
        }
        return std::nullopt;
    }
    ReadPlan result;
    result.ranges.whole = reader.range(0);
    Sections sections;
    std::size_t fields = 0;
    bool known_key = false;
    constexpr auto& names = known_keys<FormatKey::plan>.names;
    for (NodeIndex key = 1; key < reader.node(0).next; key = reader.node(reader.node(key).next).next) {
        ++fields;
        known_key = known_key || (reader.kind(key) == NodeKind::scalar && std::find(names.begin(), names.end(), reader.value(key)) != names.end());
        if (reader.kind(key) == NodeKind::scalar && reader.value(key) == "id") {
            result.plan.id = std::string(reader.kind(reader.node(key).next) == NodeKind::scalar ? reader.value(reader.node(key).next) : "");
            reader.about_plan(result.plan.id.size() <= 128 ? result.plan.id : "");
        }
    }
    if (!known_key && !partial) {
        reader.report(Rule::no_plan, result.ranges.whole,
                      fields == 0 ? "this is an empty mapping, no plan" : "this is YAML, but no plan: it has none of a plan's keys",
                      "a plan begins with `gas: 1`");
        return std::nullopt;
    }
    report_properties(reader, tape, source);
    report_flow_columns(reader, tape, source);
    reader.fields<FormatKey::plan>(0, "a plan", [&](FormatKey key, const Field& f) { sections[at(key)] = f; });
    check_required(reader, sections, result.ranges.whole);
    read_sections(reader, sections, result);
    if (!partial) {
        resolve_ratings(reader, result);
        check_references(reader, result);
    }
    reader.settle_names(result.plan);
    result.usable = !reader.failed();
    return result;
}

}  // namespace gas::read
