// SPDX-License-Identifier: MIT
#include "input/validation.hpp"

#include <fmt/format.h>

#include "cli/progress.hpp"
#include "gas/text/phrases.hpp"
#include "input/near_names.hpp"
#include "input/plan_stream.hpp"

namespace gas::app {

namespace {

/// What is found in input number `i`, a file of plans.
Validation check_file(const InputList& list, std::size_t i, ValidateCommand& command, const Console& console)
{
    if (!command.since.empty() && !command.changed.texts[i].source.name.empty()) {
        auto& text = command.changed.texts[i];  // as it was compared: the file may be another by now
        return validate_read(text.source, std::move(text.read), command.rules, text.history, command.at);
    }
    auto read_text = read_source(list.inputs[i], list.max_size, console);
    if (auto* problem = std::get_if<Finding>(&read_text)) {
        return {{std::move(*problem)}, {}};
    }
    return validate_text(std::get<SourceText>(read_text), command.rules, command.at);
}

/// Tells of near names that are counted only, and of names that were not compared.
void tell_more_near(const StudyNames& names, std::size_t more, const Console& console)
{
    if (more > 0) {
        console.err(fmt::format("gas: {} of names that are nearly one [{}]\n", counted(more, "more finding"), rule_id(Rule::near_names)));
    }
    if (const auto left = names.not_compared(); !left.empty()) {
        console.err(fmt::format("gas: {} were not compared with others [{}]\n", left, rule_id(Rule::near_names)));
    }
    if (const auto unknown = names.not_held_together(); !unknown.empty()) {
        console.err(fmt::format("gas: {} [{}]\n", unknown, rule_id(Rule::near_names)));
    }
}

}  // namespace

bool check_inputs(const InputList& list, ValidateCommand& command, const Console& console, ValidateRun& run)
{
    bool good = true;
    RunRules over_all;
    StudyNames names;
    for (const auto& plan : command.changed.others) {
        over_all.know(plan);
        names.see(plan, false);
    }
    Progress progress(list.inputs.size(), command.talk.quiet, console);
    const auto take = [&](Validation file) {
        for (const auto& plan : file.plans) {
            for (auto& finding : over_all.see(plan)) {
                file.findings.push_back(std::move(finding));
            }
            run.known.saw_plan(plan.id);
        }
        for (const auto& of_plan : file.names) {
            names.see(of_plan);
        }
        run.tally.plans += file.plans.size();
        run.tally.unchecked += file.unchecked;
        run.tally.not_shown.add(file.not_shown);
        if (!file.findings.empty()) {
            progress.clear();
        }
        for (const auto& finding : file.findings) {
            good = good && run.add(finding);
        }
        return good;
    };
    const PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    const auto end_input = [&](const Input& input) {
        progress.step();
        good = good && run.end_input(display_name(input));
        return good;
    };
    std::size_t next = 0;
    while (good && next < list.inputs.size()) {
        auto end = next;
        while (end < list.inputs.size() && !may_be_table(stream, list.inputs[end])) {
            ++end;
        }
        const auto first = next;  // `next` moves on while threads still read
        in_order<Validation>(
            end - first, stream.jobs, [&](std::size_t i) { return check_file(list, first + i, command, console); },
            [&](Validation file) { return take(std::move(file)) && end_input(list.inputs[next++]); });
        if (good && end < list.inputs.size()) {
            auto opened = open_table(stream, list.inputs[end]);
            if (opened.table) {
                check_table(opened.table->source(), display_name(list.inputs[end]), command.tables.reading, take, command.at, &names);
            } else {
                take(opened.text ? validate_text(*opened.text, command.rules, command.at) : Validation{std::move(opened.problems), {}});
            }
            end_input(list.inputs[end++]);
        }
        next = end;
    }
    progress.clear();
    for (const auto& finding : over_all.finish()) {
        good = good && run.add(finding);
    }
    std::size_t more = 0;
    for (const auto& near : names.near(&more)) {
        good = good && run.add(near.finding);
    }
    run.tally.not_shown.add(Severity::warning, more);
    run.names_left_out = left_out_of(names);
    if (command.rules.has(Rule::near_names)) {
        tell_more_near(names, more, console);
    }
    return good;
}

}  // namespace gas::app
