// SPDX-License-Identifier: MIT
// The sections of a plan that hold no scores: covariates, scoring settings, needs, interventions, measures.
#include <limits>
#include <set>

#include <fmt/format.h>

#include "reader.hpp"

namespace gas::read {

namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// Reports an id that an earlier element of the same list has.
bool unique_id(Reader& reader, std::set<std::string, std::less<>>& seen, const std::string& id, Range at, std::string_view what)
{
    if (seen.insert(id).second) {
        return true;
    }
    reader.error(Rule::duplicate_id, at, fmt::format("another {} has the id \"{}\" already", what, id), "give each its own id");
    return false;
}

BaselineConvention read_convention(Reader& reader, const Field& field)
{
    constexpr std::array<std::string_view, 2> known = {"some-function", "no-function"};
    BaselineConvention convention;
    if (reader.is_mapping(field, "some-function and no-function")) {
        reader.fields(field.value, "a baseline convention", known,
                      [&](std::size_t which, const Field& f) { (which == 0 ? convention.some_function : convention.no_function) = reader.level(f); });
    }
    return convention;
}

struct Named {
    std::string id;
    std::string text;
    std::optional<Date> since;
};

/// An element of `needs` or `interventions`.
void read_named(Reader& reader, NodeIndex element, std::string_view what, Named& named, NeedRanges& ranges, bool dated)
{
    constexpr std::array<std::string_view, 3> known = {"id", "text", "since"};
    ranges.whole = reader.range(element);
    if (!reader.is_mapping({element, element}, "id and text")) {
        return;
    }
    const auto take = [&](std::size_t which, const Field& f) {
        if (which == 0) {
            ranges.id = reader.range(f.value);
            named.id = reader.id(f).value_or("");
        } else if (which == 1) {
            ranges.text = reader.range(f.value);
            named.text = reader.text(f).value_or("");
        } else {
            ranges.since = reader.range(f.value);
            named.since = reader.date(f);
        }
    };
    if (dated) {
        reader.fields(element, what, known, take);
    } else {
        constexpr std::array<std::string_view, 2> undated = {"id", "text"};
        reader.fields(element, what, undated, take);
    }
    if (ranges.id == Range{}) {
        reader.missing(ranges.whole, what, "id", "add `id: a-short-word`");
    }
    if (ranges.text == Range{}) {
        reader.missing(ranges.whole, what, "text", "");
    }
}

}  // namespace

void read_covariates(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_mapping(field, "names and values")) {
        return;
    }
    std::set<std::string, std::less<>> seen;
    reader.free_fields(field.value, [&](const Field& f) {
        const std::string name(reader.value(f.key));
        const auto value = reader.name(f);
        if (!seen.insert(name).second) {
            reader.error(Rule::duplicate_key, reader.range(f.key), fmt::format("covariate \"{}\" stands here again", name), "keep one of the two");
        } else if (name.empty() || name.size() > 64) {
            reader.error(Rule::bad_id, reader.range(f.key), "a covariate has a name of 1 to 64 characters");
        } else if (value) {
            const bool quoted = reader.node(f.value).style != ScalarStyle::plain;
            result.plan.covariates.push_back({name, *value, quoted});
            result.ranges.covariates.push_back({reader.range(f.key), reader.range(f.value)});
        }
    });
}

void read_scoring(Reader& reader, const Field& field, ReadPlan& result)
{
    constexpr std::array<std::string_view, 3> known = {"rho", "weighting", "baseline"};
    result.ranges.scoring = reader.range(field.key);
    if (!reader.is_mapping(field, "rho, weighting and baseline")) {
        return;
    }
    auto& scoring = result.plan.scoring;
    reader.fields(field.value, "scoring", known, [&](std::size_t which, const Field& f) {
        if (which == 0) {
            result.ranges.rho = reader.range(f.value);
            scoring.rho = reader.number(f, 0, 1, "a number from 0 to 1");
        } else if (which == 1) {
            result.ranges.weighting = reader.range(f.value);
            scoring.weighting = reader.word<Weighting>(f);
        } else {
            result.ranges.baseline_convention = reader.range(f.value);
            scoring.baseline = read_convention(reader, f);
        }
    });
}

void read_needs(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_sequence(field, "a list of needs")) {
        return;
    }
    std::set<std::string, std::less<>> seen;
    reader.elements(field.value, [&](NodeIndex element) {
        Named named;
        NeedRanges ranges;
        read_named(reader, element, "a need", named, ranges, true);
        if (!named.id.empty() && unique_id(reader, seen, named.id, ranges.id, "need")) {
            result.plan.needs.push_back({named.id, named.text, named.since});
            result.ranges.needs.push_back(ranges);
        }
    });
}

void read_interventions(Reader& reader, const Field& field, ReadPlan& result)
{
    if (!reader.is_sequence(field, "a list of interventions")) {
        return;
    }
    std::set<std::string, std::less<>> seen;
    reader.elements(field.value, [&](NodeIndex element) {
        Named named;
        NeedRanges ranges;
        read_named(reader, element, "an intervention", named, ranges, false);
        if (!named.id.empty() && unique_id(reader, seen, named.id, ranges.id, "intervention")) {
            result.plan.interventions.push_back({named.id, named.text});
            result.ranges.interventions.push_back(ranges);
        }
    });
}

namespace {

void read_readings(Reader& reader, const Field& field, Measure& measure, MeasureRanges& ranges)
{
    if (!reader.is_mapping(field, "dates and values")) {
        return;
    }
    std::set<Date> seen;
    reader.free_fields(field.value, [&](const Field& f) {
        const auto date = reader.date({f.key, f.key});
        const auto value = reader.number(f, -infinity, infinity, "a number");
        if (date && !seen.insert(*date).second) {
            reader.error(Rule::duplicate_key, reader.range(f.key), fmt::format("a second reading on {}", to_string(*date)), "keep one of the two");
        } else if (date && value) {
            measure.readings.push_back({*date, *value});
            ranges.readings.push_back(reader.range(f.value));
        }
    });
}

void read_measure(Reader& reader, NodeIndex element, Measure& measure, MeasureRanges& ranges)
{
    constexpr std::array<std::string_view, 4> known = {"id", "title", "better", "readings"};
    reader.fields(element, "a measure", known, [&](std::size_t which, const Field& f) {
        switch (which) {
        case 0:
            ranges.id = reader.range(f.value);
            measure.id = reader.id(f).value_or("");
            break;
        case 1:
            ranges.title = reader.range(f.value);
            measure.title = reader.name(f).value_or("");
            break;
        case 2:
            ranges.better = reader.range(f.value);
            measure.better = reader.word<Better>(f);
            break;
        default: read_readings(reader, f, measure, ranges);
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
        if (!reader.is_mapping({element, element}, "id, title, better and readings")) {
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
