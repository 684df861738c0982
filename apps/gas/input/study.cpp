// SPDX-License-Identifier: MIT
#include "input/study.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "cli/report.hpp"
#include "gas/summary/participant_scores.hpp"
#include "gas/tables/table_rows.hpp"
#include "gas/text/rules.hpp"
#include "gas/write/writers.hpp"
#include "input/near_names.hpp"
#include "input/plan_stream.hpp"

namespace gas::app {

namespace {

/// The names of a participant of whom there are scores. Their goals may be of a plan: a person's own.
void see_names(const ScoredParticipant& participant, const std::string& file, std::size_t line, StudyNames& names)
{
    names.begin(file, line, participant.id);
    for (std::size_t e = 0; e < participant.entries.size(); ++e) {
        const auto& entry = participant.entries[e];
        names.see(NameKind::occasion, "", entry.occasion, e);
        names.see(NameKind::rater, "", entry.rater, e);
    }
    for (const auto& [covariate, word] : participant.covariates) {
        names.see(NameKind::covariate, covariate, word, 0);
    }
}

/// Takes one participant; a message where they do not fit the others.
std::string take_participant(const SummarizeCommand& command, const ScoredParticipant& participant, Study& study, bool all_new = false)
{
    auto wrong = study.groups.add(participant, all_new);
    if (!wrong.empty() || !command.needs_goals()) {
        return wrong;
    }
    const auto& entries = participant.entries;
    study.without_goals = study.without_goals || std::any_of(entries.begin(), entries.end(), [](const auto& e) { return e.rated > 0 && e.goals.empty(); });
    if (command.rho_check) {
        study.rho.add(participant);
    }
    if (command.checklist) {
        study.facts.add(participant);
    }
    return "";
}

/// What is wrong with a row, at its place.
Finding row_finding(RowProblem problem, const std::string& file, std::size_t line, const std::string& id)
{
    auto finding = finding_in(file, problem.rule, std::move(problem.message), std::move(problem.hint));
    finding.begin = finding.end = {line, 1};
    finding.plan_id = id;
    return finding;
}

/// What says that T in rows of scores were rounded on their way.
Finding rounded_finding(const RoundedT& rounded, const std::string& name)
{
    auto finding = row_finding({Rule::rounded_t, "", ""}, name, rounded.line, "");
    finding.message =
        fmt::format("t is {} here{}", json_number(rounded.t),
                    rounded.of_levels ? fmt::format(", but its levels give {}", json_number(*rounded.of_levels)) : ", on the other side of 50 than the levels");
    if (rounded.rows > 1) {
        finding.message += fmt::format("; so in {} rows", rounded.rows);
    }
    finding.hint = "figures of the study rest on it; take the rows as `gas score` wrote them, not by way of a spreadsheet";
    return finding;
}

/// Reads scores that `gas score` wrote; `report` takes what is wrong and stops nothing, `told_briefly` how many rows more are.
template <typename Report, typename Briefly>
std::optional<Finding> read_scores(const SummarizeCommand& command, const ByteSource& source, const std::string& name, bool is_jsonl, Study& study,
                                   RunStatus& met, Report report, Briefly told_briefly)
{
    if (command.scores_otherwise()) {
        met.refusal =
            fmt::format("{} holds scores that are computed already; --rho, --weighting, --half-level, --carry and --complete go to `gas score`", visible(name));
        return std::nullopt;
    }
    std::string id;
    std::size_t first_line = 0;
    ScoreTableReader rows([&](const ScoredParticipant& participant) {
        see_names(participant, name, first_line, met.names);
        auto wrong = take_participant(command, participant, study);
        met.refusal = wrong;
        return wrong;
    });
    constexpr std::size_t max_told = 20;
    std::size_t wrong_rows = 0;
    const TakeRow take = [&](const auto& names, const auto& cells, std::size_t line) -> std::optional<RowProblem> {
        auto wrong = rows.row(names, cells, line);
        if (rows.id() != id) {
            id = rows.id();
            first_line = line;
        }
        if (!wrong || !met.refusal.empty()) {
            return wrong;
        }
        auto finding = row_finding(std::move(*wrong), name, line, rows.id());
        if (++wrong_rows <= max_told) {
            report(finding);
        } else {
            met.take(finding);
        }
        return std::nullopt;  // the others can still be read
    };
    auto problem = is_jsonl ? read_jsonl_rows(source, name, take) : read_csv_rows(source, name, take);
    if (wrong_rows > max_told) {
        told_briefly(name, wrong_rows - max_told);
    }
    for (const auto& shard : rows.shards()) {
        met.shards.add(shard);
    }
    if (rows.rounded().rows > 0) {
        report(rounded_finding(rows.rounded(), name));
    }
    if (problem && met.refusal.empty()) {
        return problem;
    }
    rows.finish();
    return std::nullopt;
}

}  // namespace

RunStatus gather(const InputList& list, const SummarizeCommand& command, const Console& console, std::unique_ptr<Study>& study)
{
    RunStatus met;
    met.keep_json = command.writing.format == "json";
    met.left_out_files = left_out_of(list);
    const auto report = [&](const std::vector<Finding>& problems) {
        tell(problems, command.writing, command.talk, console);
        std::for_each(problems.begin(), problems.end(), [&](const auto& problem) { met.take(problem); });
    };
    report(list.problems);
    using Scores = std::vector<ScoredParticipant>;
    PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    stream.report = report;
    stream.names = &met.names;
    stream.quiet = command.talk.quiet;
    stream.scores = [&](const ByteSource& source, const std::string& name, bool is_jsonl) {
        return read_scores(
            command, source, name, is_jsonl, *study, met, [&](const Finding& finding) { report({finding}); },
            [&](const std::string& file, std::size_t more) { console.err(fmt::format("{}: {} more rows are wrong\n", visible(file), more)); });
    };
    stream.grids = !command.needs_goals();
    GridScores figures;
    ScoredParticipant of_grid;
    const auto work = [&](const PlanAt& at, Scores& scores, std::vector<Finding>& problems) {
        if (at.grid != nullptr) {  // of a table: in order, on this thread
            if (const auto problem = score_participant(at.plan, *at.grid, command.score, figures, of_grid)) {
                problems.push_back(weight_finding(at, *problem));
                return;
            }
            of_grid.file.assign(at.file);
            met.refusal = take_participant(command, of_grid, *study, list.inputs.size() == 1);
            return;
        }
        ScoredParticipant participant;
        if (const auto problem = score_participant(at.plan, command.score, command.needs_goals(), participant)) {
            problems.push_back(weight_finding(at, *problem));
            return;
        }
        participant.file = at.file;
        scores.push_back(std::move(participant));
    };
    const auto take = [&](const Scores& scores) {
        for (const auto& participant : scores) {
            if (met.refusal.empty()) {
                met.refusal = take_participant(command, participant, *study);
            }
        }
        return met.refusal.empty();
    };
    for_each_plan<Scores>(stream, work, take, [&] {
        study = std::make_unique<Study>(command.summary);
        met.refusal.clear();
    });
    tell_without_baseline(met.names, console);
    const auto near = tell_near_names(met.names, {command.summary.occasion, "", command.summary.by, false}, console);
    add(met.left_out_files, near.left_out);
    std::for_each(near.findings.begin(), near.findings.end(), [&](const auto& finding) { met.take(finding); });
    std::for_each(list.near_plans.begin(), list.near_plans.end(), [&](const auto& finding) { met.take(finding); });
    return met;
}

}  // namespace gas::app
