// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "cli/output.hpp"
#include "gas/caseload/course.hpp"
#include "gas/check/study_names.hpp"
#include "input/input_problems.hpp"
#include "input/near_names.hpp"
#include "input/participants_seen.hpp"
#include "input/plan_stream.hpp"
#include "input/tables.hpp"

namespace gas::app {

/// What the commands that look at a caseload on a day are asked for alike.
struct CourseCommand : ScoringCommand {
    std::string at = "today";
    int rate_every = 0;  ///< 0: no such rule
    bool ascii = false;
    std::string fail_on;
    std::vector<std::string> by{};  ///< covariates that rows are grouped by
    std::string only_id{};          ///< of the plans, the one with this id is looked at; empty: all
    CourseOptions course;

    /// Whether rows are for people, who read a sparkline and words, not for scripts.
    [[nodiscard]] bool for_people() const { return writing.format == "table"; }
};

/// Which of the options a command takes beside inputs, day, rater, method and output.
struct CourseOptionSet {
    bool fail_on = true;
    bool rate_every = true;
    bool stall_after = true;
};
void add_course_options(CommandLine& line, CourseCommand& command, CourseOptionSet set = {});
/// Of these, those that say how plans are looked at: the day, the rater, days and method.
void add_looking_options(CommandLine& line, CourseCommand& command, CourseOptionSet set);
/// Reads the options' texts; a message where one is wrong.
std::string resolve_options(CourseCommand& command, const Console& console);

/// Counts over the plans that are looked at, and what is not looked at.
struct PlanCounts {
    std::size_t plans = 0;
    std::size_t active = 0;        ///< goals
    std::size_t to_come = 0;       ///< goals that are not begun yet
    std::size_t later = 0;         ///< entries that are dated after the day
    std::size_t later_starts = 0;  ///< of them, those that goals started in: they are looked at
    std::size_t undated = 0;       ///< entries of tables without dates
    std::size_t by_others = 0;     ///< plans that others rate than the rater asked for

    void add(const PlanCounts& more);
};
/// Whether others rate the plan, and the rater asked for does not: nothing of it is theirs to see.
bool is_by_others(const Plan& plan, const std::string& rater);

/// What there was to read, beside rows.
struct CoursesRead {
    InputProblems problems;
    PlanCounts counts;
    ParticipantsSeen seen;
    StudyNames names;
    LeftOut names_left_out;        ///< near names beyond those that are told
    std::set<std::string> raters;  ///< where one is asked for
    std::set<std::string> ids;     ///< of all plans, where one is asked for
};

/// What one input gives: what the command makes of its plans, and what is counted.
template <typename Rows>
struct InputCourses {
    Rows rows{};
    std::vector<std::pair<std::string, std::string>> seen;
    std::vector<std::string> ids;
    std::set<std::string> raters;
    PlanCounts counts;
};

/// The cells of a row, kept until all rows are there.
using Cells = std::vector<Cell>;
Frame frame_of(std::vector<Column> columns, const std::vector<Cells>& rows);

template <typename Row>
void move_behind(std::vector<Row>& rows, std::vector<Row>&& more)
{
    rows.insert(rows.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Of problems, those of the plan with that id, and of what is read before it is known; of all plans where it is empty.
std::vector<Finding> problems_of_plan(const std::vector<Finding>& problems, std::string_view id);

/// Calls `work(plan, course, rows, problems)` for each plan on many threads, and `take(rows)` on this one in the order of the inputs. `work` gives a problem
/// where it finds no weights.
template <typename Rows, typename Work, typename Take>
CoursesRead read_courses(const InputList& list, const CourseCommand& command, const Console& console, Work work, Take take, const std::function<void()>& clear)
{
    CoursesRead read;
    for (const auto& problem : list.problems) {
        read.problems.take({problem}, command.writing, command.talk, console);
    }
    PlanStream stream{list, command.tables.reading, command.tables.kind, thread_count(command.jobs), {}, console};
    stream.report = [&](const std::vector<Finding>& problems) {
        read.problems.take(problems_of_plan(problems, command.only_id), command.writing, command.talk, console);
    };
    stream.quiet = command.talk.quiet;
    stream.names = &read.names;
    const auto work_on = [&](const PlanAt& at, InputCourses<Rows>& input, std::vector<Finding>& problems) {
        if (!command.only_id.empty()) {
            input.ids.push_back(at.plan.id);
            if (at.plan.id != command.only_id) {
                return;
            }
        }
        if (!command.score.rater.empty()) {
            std::transform(at.plan.ratings.begin(), at.plan.ratings.end(), std::inserter(input.raters, input.raters.end()),
                           [](const auto& entry) { return entry.rater; });
        }
        if (is_by_others(at.plan, command.score.rater)) {
            input.counts.add({.by_others = 1});
            return;
        }
        const auto course = course_of(at.plan, command.course);
        const auto* problem = std::get_if<WeightProblem>(&course);
        if (problem == nullptr) {
            const auto& known = std::get<PlanCourse>(course);
            input.seen.emplace_back(at.plan.id, at.file);
            input.counts.add({1, known.active, known.to_come, known.later, known.later_starts, known.undated, 0});
            work(at, known, input.rows);
        } else {
            problems.push_back(weight_finding(at, *problem));
        }
    };
    const auto take_input = [&](InputCourses<Rows> input) {
        for (const auto& [id, file] : input.seen) {
            read.seen.see(id, file);
        }
        read.raters.merge(input.raters);
        read.ids.insert(input.ids.begin(), input.ids.end());
        read.counts.add(input.counts);
        take(std::move(input.rows));
        return true;
    };
    const auto restart = [&] {
        clear();
        auto problems = std::move(read.problems);
        read = {};
        read.problems = std::move(problems);
    };
    for_each_plan<InputCourses<Rows>>(stream, work_on, take_input, restart);
    return read;
}

/// Opens what a run reads and writes. What the run ends with where it cannot, else nothing.
std::optional<ExitCode> open_run(CourseCommand& command, InputList& list, Output& output, Console& console);

/// What is told of a run before its rows are written: near names, what was left out, errors. Nothing where rows may be written, else what the run ends with.
std::optional<ExitCode> tell_run(const InputList& list, const CourseCommand& command, const Output& output, std::size_t rows, CoursesRead& read,
                                 Console& console);

/// Around the rows in json: the day and what else shaped them, problems, what was left out.
JsonEnvelope envelope_of(const std::string& schema, const InputList& list, const CourseCommand& command, CoursesRead& read);

/// "as of 2026-03-02: 7 plans, 19 active goals"
std::string as_of_words(const CourseCommand& command, const CoursesRead& read);

/// Notes below a table that all of them have: what is dated later, or not at all.
void add_notes(const CourseCommand& command, const CoursesRead& read, TableStyle& style);

/// A table under its lead, or the lead and its notes alone where there is no row.
bool write_led(const Frame& frame, const std::string& lead, TableStyle style, const CourseCommand& command, Output& output);

/// Ends a run that has written: 0, 1 where `found` and --fail-on asks for it, 2 where something could not be done.
ExitCode end_run(bool written, bool found, const CourseCommand& command, const CoursesRead& read, Output& output, const Console& console);

}  // namespace gas::app
