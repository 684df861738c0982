// SPDX-License-Identifier: MIT
// The sections of a plan that hold no scores: covariates, scoring settings, needs, interventions, measures.
#include <set>

#include <fmt/format.h>

#include "gas/text/near_names.hpp"
#include "reader.hpp"

namespace gas::read {

namespace {

/// Reports an id that an earlier element of the same list has.
bool unique_id(Reader& reader, std::set<std::string, std::less<>>& seen, const std::string& id, Range at, std::string_view what)
{
    if (seen.insert(id).second) {
        return true;
    }
    reader.report(Rule::duplicate_id, at, fmt::format("another {} has the id \"{}\" already", what, id), "give each its own id");
    return false;
}

BaselineConvention read_convention(Reader& reader, const Field& field)
{
    BaselineConvention convention;
    if (reader.is_mapping(field, "some-function and no-function")) {
        reader.fields<FormatKey::baseline_convention>(field.value, "a baseline convention", [&](FormatKey key, const Field& f) {
            (key == FormatKey::some_function ? convention.some_function : convention.no_function) = reader.level(f);
        });
    }
    return convention;
}

/// What is known of a need beside its id and text.
void read_about(Reader& reader, FormatKey key, const Field& f, Need& need, NeedRanges& ranges)
{
    key == FormatKey::need_since ? reader.keep(f, ranges.since, need.since, reader.date(f)) : reader.keep(f, ranges.code, need.code, reader.name(f));
}

void read_about(Reader& reader, FormatKey key, const Field& f, Intervention& intervention, InterventionRanges& ranges)
{
    switch (key) {
    case FormatKey::intervention_by: return reader.keep(f, ranges.by, intervention.by, reader.name(f));
    case FormatKey::intervention_dose: return reader.keep(f, ranges.dose, intervention.dose, reader.name(f));
    case FormatKey::intervention_from: return reader.keep(f, ranges.from, intervention.from, reader.date(f));
    default: return reader.keep(f, ranges.until, intervention.until, reader.date(f));
    }
}

/// An element of `needs` or `interventions`: one that is whole and has an id of its own is added to the plan.
template <FormatKey Element, typename Named, typename Ranges>
void read_named(Reader& reader, NodeIndex element, std::string_view what, std::set<std::string, std::less<>>& seen, std::vector<Named>& list,
                std::vector<Ranges>& places)
{
    Named named;
    Ranges ranges;
    ranges.whole = reader.range(element);
    if (!reader.is_mapping({element, element}, "id and text")) {
        return;
    }
    reader.fields<Element>(element, what, [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::need_id:
        case FormatKey::intervention_id: return reader.keep(f, ranges.id, named.id, reader.id(f));
        case FormatKey::need_text:
        case FormatKey::intervention_text: return reader.keep(f, ranges.text, named.text, reader.text(f));
        default: return read_about(reader, key, f, named, ranges);
        }
    });
    if (ranges.id == Range{}) {
        reader.missing(ranges.whole, what, "id", "add `id: a-short-word`");
    }
    if (ranges.text == Range{}) {
        reader.missing(ranges.whole, what, "text", "");
    }
    if (!named.id.empty() && unique_id(reader, seen, named.id, ranges.id, key_info(Element).change.stem)) {
        list.push_back(std::move(named));
        places.push_back(ranges);
    }
}

}  // namespace

void read_covariates(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_mapping(field, "names and values")) {
        return;
    }
    std::set<std::string, std::less<>> seen;
    std::size_t count = 0;
    reader.free_fields(field.value, [&](const Field& f) {
        if (++count > max_covariates) {
            if (count == max_covariates + 1) {
                reader.report(Rule::too_large, reader.range(f.key), fmt::format("more than {} covariates in one plan", max_covariates),
                              std::string(of_several));
            }
            return;
        }
        const std::string name(reader.value(f.key));
        const auto value = reader.study_name(f);
        if (!seen.insert(composed_name(name)).second) {
            reader.report(Rule::duplicate_key, reader.range(f.key), fmt::format("covariate \"{}\" stands here again", name), "keep one of the two");
        } else if (name.empty() || name.size() > 64) {
            reader.report(Rule::bad_id, reader.range(f.key), "a covariate has a name of 1 to 64 characters");
        } else if (value) {
            const bool quoted = reader.node(f.value).style != ScalarStyle::plain;
            result.plan.covariates.push_back({name, *value, quoted});
            result.ranges.covariates.push_back({reader.range(f.key), reader.range(f.value)});
        }
    });
}

namespace {

/// Reports an element of a list that has the date and the words of an earlier one.
bool unique_of_day(Reader& reader, std::set<std::pair<Date, std::string>>& seen, Date date, const std::string& words, Range at, std::string_view what,
                   std::string_view alike)
{
    if (seen.emplace(date, words).second) {
        return true;
    }
    reader.report(Rule::duplicate_id, at, fmt::format("a second {} of {} {}", what, to_string(date), alike), "keep one of the two");
    return false;
}

}  // namespace

void read_agreements(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_sequence(field, "a list of agreements")) {
        return;
    }
    std::set<std::pair<Date, std::string>> seen;
    reader.elements(field.value, [&](NodeIndex element) {
        Agreement agreement;
        AgreementRanges ranges;
        ranges.whole = reader.range(element);
        if (!reader.is_mapping({element, element}, "by, date and until")) {
            return;
        }
        std::optional<Date> day;
        reader.fields<FormatKey::agreement>(element, "an agreement", [&](FormatKey key, const Field& f) {
            switch (key) {
            case FormatKey::agreement_by: return reader.keep(f, ranges.by, agreement.by, reader.name(f));
            case FormatKey::agreement_date: return reader.keep(f, ranges.date, day, reader.date(f));
            default: return reader.keep(f, ranges.until, agreement.until, reader.date(f));
            }
        });
        if (ranges.by == Range{}) {
            reader.missing(ranges.whole, "an agreement", "by", "add `by:` with who agreed: client, parent, a physician");
        }
        if (ranges.date == Range{}) {
            reader.missing(ranges.whole, "an agreement", "date", "add `date:` with the day of it");
        }
        if (day && !agreement.by.empty() && unique_of_day(reader, seen, *day, agreement.by, ranges.whole, "agreement", "is by the same person")) {
            agreement.date = *day;
            result.plan.agreed.push_back(std::move(agreement));
            result.ranges.agreed.push_back(ranges);
        }
    });
}

void read_sessions(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_sequence(field, "a list of sessions")) {
        return;
    }
    std::set<std::pair<Date, std::string>> seen;
    reader.elements(field.value, [&](NodeIndex element) {
        Session session;
        SessionRanges ranges;
        ranges.whole = reader.range(element);
        if (!reader.is_mapping({element, element}, "date, used and source")) {
            return;
        }
        std::optional<Date> day;
        reader.fields<FormatKey::session>(element, "a session", [&](FormatKey key, const Field& f) {
            switch (key) {
            case FormatKey::session_date: return reader.keep(f, ranges.date, day, reader.date(f));
            case FormatKey::session_used: session.used = reader.ids(f, ranges.used); return;
            default: return reader.keep(f, ranges.source, session.source, reader.name(f));
            }
        });
        if (ranges.date == Range{}) {
            reader.missing(ranges.whole, "a session", "date", "add `date:` with the day of it");
        }
        if (day &&
            unique_of_day(reader, seen, *day, session.source, ranges.whole, "session", session.source.empty() ? "has no source" : "has the same source")) {
            session.date = *day;
            result.plan.sessions.push_back(std::move(session));
            result.ranges.sessions.push_back(std::move(ranges));
        }
    });
}

void read_scoring(Reader& reader, const Field& field, ReadPlan& result)
{
    result.ranges.scoring = reader.range(field.key);
    if (!reader.is_mapping(field, "rho, weighting and baseline")) {
        return;
    }
    auto& scoring = result.plan.scoring;
    reader.fields<FormatKey::scoring>(field.value, "scoring", [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::rho: return reader.keep(f, result.ranges.rho, scoring.rho, reader.number(f, key));
        case FormatKey::weighting: return reader.keep(f, result.ranges.weighting, scoring.weighting, reader.word<Weighting>(f));
        default: return reader.keep(f, result.ranges.baseline_convention, scoring.baseline, std::optional(read_convention(reader, f)));
        }
    });
}

void read_needs(Reader& reader, const Field& field, ReadPlan& result)
{
    std::set<std::string, std::less<>> seen;
    if (reader.is_sequence(field, "a list of needs")) {
        reader.elements(field.value,
                        [&](NodeIndex element) { read_named<FormatKey::need>(reader, element, "a need", seen, result.plan.needs, result.ranges.needs); });
    }
}

void read_interventions(Reader& reader, const Field& field, ReadPlan& result)
{
    std::set<std::string, std::less<>> seen;
    if (reader.is_sequence(field, "a list of interventions")) {
        reader.elements(field.value, [&](NodeIndex element) {
            read_named<FormatKey::intervention>(reader, element, "an intervention", seen, result.plan.interventions, result.ranges.interventions);
        });
    }
}

namespace {

void read_readings(Reader& reader, const Field& field, Measure& measure, MeasureRanges& ranges)
{
    if (!reader.is_mapping(field, "dates and values")) {
        return;
    }
    std::set<Date> seen;
    reader.free_fields(field.value, [&](const Field& f) {
        if (reader.decimal_comma(f.key, false)) {
            return;
        }
        const auto date = reader.date({f.key, f.key});
        const auto value = reader.number(f, FormatKey::reading);
        if (date && !seen.insert(*date).second) {
            reader.report(Rule::duplicate_key, reader.range(f.key), fmt::format("a second reading on {}", to_string(*date)), "keep one of the two");
        } else if (date && value) {
            measure.readings.push_back({*date, *value});
            ranges.readings.push_back(reader.range(f.value));
        }
    });
}

void read_measure(Reader& reader, NodeIndex element, Measure& measure, MeasureRanges& ranges)
{
    reader.fields<FormatKey::measure>(element, "a measure", [&](FormatKey key, const Field& f) {
        switch (key) {
        case FormatKey::measure_id: return reader.keep(f, ranges.id, measure.id, reader.id(f));
        case FormatKey::measure_title: return reader.keep(f, ranges.title, measure.title, reader.name(f));
        case FormatKey::measure_better: return reader.keep(f, ranges.better, measure.better, reader.word<Better>(f));
        case FormatKey::measure_range: return reader.keep(f, ranges.range, measure.range, reader.value_range(f));
        default: return read_readings(reader, f, measure, ranges);
        }
    });
    if (ranges.id == Range{}) {
        reader.missing(ranges.whole, "a measure", "id", "add `id: a-short-word`");
    }
}

}  // namespace

void read_measures(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_sequence(field, "a list of measures")) {
        return;
    }
    std::set<std::string, std::less<>> seen;
    reader.elements(field.value, [&](NodeIndex element) {
        Measure measure;
        MeasureRanges ranges;
        ranges.whole = reader.range(element);
        if (!reader.is_mapping({element, element}, "id, title, better, range and readings")) {
            return;
        }
        read_measure(reader, element, measure, ranges);
        if (!measure.id.empty() && unique_id(reader, seen, measure.id, ranges.id, "measure")) {
            result.plan.measures.push_back(std::move(measure));
            result.ranges.measures.push_back(std::move(ranges));
        }
    });
}

}  // namespace gas::read
