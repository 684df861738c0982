// SPDX-License-Identifier: MIT
#include "edit/rate_table.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "edit/plan_edit.hpp"
#include "edit/plan_file.hpp"
#include "gas/diff/facts.hpp"
#include "gas/findings/findings.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/unified_diff.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

struct TableRun {
    const TableOfRatings& table;
    Console& console;
    PlanFiles plans;
    std::size_t written = 0;
    std::size_t unchanged = 0;
    std::size_t refused = 0;

    void refuse(std::size_t row, const std::string& message, const std::string& hint)
    {
        ++refused;
        Finding finding = unreadable(table.file, message, hint);
        finding.begin.line = finding.end.line = row;
        console.err(fmt::format("{}:{}: {}{}{}\n", visible(table.file), row, visible(message), hint.empty() ? "" : "\nhint: ", visible(hint)));
    }

    /// The entries of a participant, as they are to stand in the plan.
    [[nodiscard]] std::vector<NewEntry> entries_of(const Plan& rows, const Plan& plan, const std::string& rater) const
    {
        std::vector<NewEntry> entries;
        for (const auto& row : rows.ratings) {
            NewEntry entry;
            entry.date = row.dated ? row.date : table.words.day;
            entry.occasion = row.occasion.empty() ? table.words.occasion.empty() ? "review" : table.words.occasion : row.occasion;
            entry.rater = row.rater.empty() ? rater : row.rater;
            entry.role = row.role ? row.role : from_word<Role>(table.words.role);
            for (const auto& before : plan.ratings) {
                entry.role = !entry.role && before.rater == entry.rater ? before.role : entry.role;
            }
            for (const auto& rating : row.levels) {
                entry.levels.push_back({rows.goals[rating.goal].id, recorded_text(rating)});
            }
            entries.push_back(std::move(entry));
        }
        return entries;
    }

    EditedText put_all(const std::string& bytes, const Plan& rows) const
    {
        const auto read = read_plans({"", std::string(without_bom(bytes))});
        const auto* plan = plan_in(read, rows.id);
        if (plan == nullptr) {
            return EditProblem{"the plan has gone", ""};
        }
        auto text = bytes;
        for (const auto& entry : entries_of(rows, plan->plan, table.words.rater)) {
            if (const auto now = today(); now && *now < entry.date && !table.force_date) {
                return EditProblem{fmt::format("{} has not come yet", to_string(entry.date)), "--force-date rates it all the same"};
            }
            if (entry.rater.empty()) {
                return EditProblem{"no rater is given", "name who rates: a column rater, or --rater"};
            }
            auto put = put_ratings(text, rows.id, entry, table.update);
            if (auto* problem = std::get_if<EditProblem>(&put)) {
                return std::move(*problem);
            }
            text = std::get<RatingsPut>(std::move(put)).text;
        }
        return text;
    }

    bool take(const Plan& rows, const RatingTablePlaces& places)
    {
        const auto found = plans.by_id.find(rows.id);
        if (found == plans.by_id.end() || found->second.size() > 1) {
            refuse(places.row,
                   found == plans.by_id.end() ? fmt::format("no plan here has the id {}", rows.id)
                                              : fmt::format("{} plans here have the id {}", found->second.size(), rows.id),
                   "");
            return true;
        }
        std::string before;
        std::string after;
        const auto change = [&](const std::string& bytes) -> ChangedFile {
            before = after = bytes;
            auto edited = put_all(bytes, rows);
            if (auto* problem = std::get_if<EditProblem>(&edited)) {
                return std::move(*problem);
            }
            after = std::get<std::string>(std::move(edited));
            return after == bytes || table.dry_run ? ChangedFile(NothingToChange()) : ChangedFile(after);
        };
        const auto done = change_plan(found->second[0].path, console, change);
        if (done.outcome == PlanEdit::Outcome::refused) {
            refuse(places.row, fmt::format("{}: {}", rows.id, done.message), done.hint);
            return true;
        }
        (before == after ? unchanged : written) += 1;
        return !table.dry_run || console.out(unified_diff(before, after, found->second[0].path));
    }
};

}  // namespace

ExitCode rate_from_table(const TableOfRatings& table, Console& console)
{
    if (const auto wrong = resolve_options(table.tables); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    auto opened = open_input({table.file, table.file == "-"}, console);
    if (const auto* problem = std::get_if<Finding>(&opened)) {
        console.err(as_text(*problem, {}));
        return ExitCode::failed;
    }
    TableRun run{table, console, plan_files(table.plans, console)};
    for (const auto& problem : run.plans.problems) {
        console.err(as_text(problem, {}));
    }
    bool row_errors = !run.plans.problems.empty();
    RatingTableSink sink;
    sink.plan = [&](const Plan& rows, const RatingTablePlaces& places) { return run.take(rows, places); };
    sink.problem = [&](Finding finding) {
        row_errors = row_errors || finding.severity == Severity::error;
        console.err(as_text(finding, {}));
    };
    read_rating_table(std::get<std::unique_ptr<OpenInput>>(opened)->source(), table.file, table.tables.reading, sink);
    console.err(fmt::format("{}: {} {}, {} as {}, {} refused\n", visible(table.file), counted(run.written, "plan"), table.dry_run ? "to be changed" : "changed",
                            run.unchanged, run.unchanged == 1 ? "it was" : "they were", run.refused));
    return run.refused > 0 || row_errors ? ExitCode::failed : table.dry_run && run.written > 0 ? ExitCode::findings : ExitCode::done;
}

}  // namespace gas::app
