// SPDX-License-Identifier: MIT
#include "input/plan_stream.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>

#include <fmt/format.h>

#include "gas/summary/participant_scores.hpp"
#include "gas/tables/table_rows.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// All bytes of a source as a text, or why not.
std::variant<SourceText, Finding> whole_text(const ByteSource& source, const std::string& name, std::size_t max_size)
{
    std::string bytes;
    while (bytes.size() <= max_size) {
        const auto size = bytes.size();
        bytes.resize(size + (std::size_t{64} << 10U));
        const auto n = source(bytes.data() + size, bytes.size() - size, size);
        bytes.resize(size + static_cast<std::size_t>(std::max<std::ptrdiff_t>(n, 0)));
        if (n < 0) {
            return unreadable(name, fmt::format("cannot be read: {}", std::strerror(errno)));
        }
        if (n == 0) {
            break;
        }
    }
    if (bytes.size() > max_size) {
        return larger_than(name, max_size);
    }
    return SourceText{name, std::string(without_bom(bytes))};
}

}  // namespace

Finding table_finding(const PlanAt& at, std::size_t goal, Rule rule, std::string message, std::string hint)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = rule_info(rule).severity;
    finding.file = at.file;
    finding.begin = finding.end = {at.places->goals[goal], 1};
    finding.message = std::move(message);
    finding.hint = std::move(hint);
    finding.plan_id = at.plan.id;
    finding.goal_id = at.plan.goals[goal].id;
    return finding;
}

Finding weight_finding(const PlanAt& at, const WeightProblem& problem)
{
    if (at.places != nullptr) {
        return table_finding(at, problem.goal, Rule::mixed_weights, fmt::format("participant \"{}\": {}", at.plan.id, problem.message),
                             "give every goal of a participant the same kind of weight, or say `--weighting equal`");
    }
    Diagnostic diagnostic{Rule::mixed_weights, Severity::error, at.ranges->goals[problem.goal].whole, problem.message,
                          problem.hint,        at.plan.id,      at.plan.goals[problem.goal].id};
    return locate(*at.source, {diagnostic}).front();
}

std::string read_shard(const std::string& text, Shard& shard)
{
    if (text.empty()) {
        return "";
    }
    shard.asked_for = true;
    const auto slash = std::min(text.find('/'), text.size());
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), text.data() + slash, shard.number);
    const auto second =
        slash < text.size() ? std::from_chars(text.data() + slash + 1, end, shard.count) : std::from_chars_result{end, std::errc::invalid_argument};
    const bool read = first.ec == std::errc{} && first.ptr == text.data() + slash && second.ec == std::errc{} && second.ptr == end;
    if (!read || shard.number < 1 || shard.number > shard.count) {
        return fmt::format("--shard takes I/N, from 1/N to N/N, not \"{}\"", visible(text));
    }
    return "";
}

PlanFile parse_plan_file(SourceText source)
{
    PlanFile file;
    file.source = std::move(source);
    auto result = read_plans(file.source);
    for (auto& read : result.plans) {
        if (read.usable) {
            file.plans.push_back(std::move(read));
        }
    }
    std::erase_if(result.diagnostics, [](const auto& d) { return d.severity != Severity::error; });
    file.problems = locate(file.source, std::move(result.diagnostics));
    return file;
}

PlanFile read_plan_file(const Input& input, std::size_t max_size, const Console& console)
{
    auto read_text = read_source(input, max_size, console);
    if (auto* problem = std::get_if<Finding>(&read_text)) {
        PlanFile file;
        file.problems.push_back(std::move(*problem));
        return file;
    }
    return parse_plan_file(std::move(std::get<SourceText>(read_text)));
}

namespace {

bool is_jsonl_name(const std::string& path) { return path.ends_with(".jsonl") || path.ends_with(".ndjson") || path.ends_with(".json"); }

}  // namespace

bool may_be_table(const PlanStream& stream, const Input& input)
{
    return stream.kind == "csv" || (stream.kind == "auto" && (input.is_stdin || is_table_name(input.path) || (stream.scores && is_jsonl_name(input.path))));
}

void tell_without(const PlanStream& stream, std::size_t participants)
{
    stream.console.err(fmt::format("gas: {} participant{} no row with \"{}\" in the column \"{}\" of --where; {} without an entry\n", participants,
                                   participants == 1 ? " has" : "s have", visible(stream.tables.only_text), visible(stream.tables.only_column),
                                   participants == 1 ? "it is kept" : "they are kept"));
}

OpenedInput open_table(const PlanStream& stream, const Input& input)
{
    OpenedInput opened;
    auto open = open_input(input, stream.console);
    if (auto* problem = std::get_if<Finding>(&open)) {
        opened.problems.push_back(std::move(*problem));
        return opened;
    }
    auto table = std::move(std::get<0>(open));
    const auto beginning = beginning_of(table->source());
    opened.is_scores = stream.scores && ScoreTableReader::knows(names_of_rows(beginning));
    opened.is_jsonl = beginning.starts_with('{');
    if (stream.scores && opened.is_jsonl && !opened.is_scores) {
        auto finding = input_finding(display_name(input), Rule::no_plan, "is JSON, but no lines that `gas score --format jsonl` wrote",
                                     "of the JSON forms only jsonl is read");
        finding.begin = finding.end = {1, 1};
        opened.problems.push_back(std::move(finding));
        return opened;
    }
    if (opened.is_scores || !input.is_stdin || stream.kind == "csv" || looks_like_table(beginning)) {
        opened.table = std::move(table);
        return opened;
    }
    auto text = whole_text(table->source(), display_name(input), stream.list.max_size);
    if (auto* problem = std::get_if<Finding>(&text)) {
        opened.problems.push_back(std::move(*problem));
    } else {
        opened.text = std::move(std::get<SourceText>(text));
    }
    return opened;
}

}  // namespace gas::app
