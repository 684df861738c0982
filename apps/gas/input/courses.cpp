// SPDX-License-Identifier: MIT
#include "input/courses.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "input/nameless_file.hpp"

namespace gas::app {

namespace {

/// Whether the terminal's charset is another than UTF-8, by the first of these that is set; none set says nothing.
bool is_other_charset(const Console& console)
{
    for (const auto* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
        const auto value = console.environment(name);
        if (value && !value->empty()) {
            std::string charset;
            std::transform(value->begin(), value->end(), std::back_inserter(charset), small_letter);
            std::erase(charset, '-');
            return charset.find("utf8") == std::string::npos;
        }
    }
    return false;
}

}  // namespace

void add_course_options(CommandLine& line, CourseCommand& command, CourseOptionSet set)
{
    static constexpr std::array<std::string_view, 2> failures = {"attention", "never"};
    add_input_options(line, command.inputs);
    add_looking_options(line, command, set);
    if (set.fail_on) {
        line.word("--fail-on", command.fail_on, failures, "Exit with 1 where something needs attention (default never)");
    }
    add_table_options(line, command.tables);
    add_write_options(line, command.writing);
    line.flag("--keep-going", command.writing.keep_going, "With -o: write the file even where some plans could not be read");
    add_jobs_option(line, command.jobs);
    add_talk_options(line, command.talk);
}

void add_looking_options(CommandLine& line, CourseCommand& command, CourseOptionSet set)
{
    line.text("--at DATE", command.at, "The day to look on, or today (default)");
    line.text("--rater NAME", command.score.rater, "Only ratings by this rater (default: one rater's for each goal, a practitioner's first)");
    if (set.stall_after) {
        line.integer("--stall-after DAYS", command.score.stall_after, 1, 36500,
                     "Days without a higher level until a goal is stalled, and without a rating until it is unrated (default 56)");
    }
    if (set.rate_every) {
        line.integer("--rate-every DAYS", command.rate_every, 1, 36500, "A rating of each goal is due so many days after the last");
    }
    add_method_options(line, command.method);
}

std::string resolve_options(CourseCommand& command, const Console& console)
{
    if (auto wrong = resolve_options(static_cast<ScoringCommand&>(command)); !wrong.empty()) {
        return wrong;
    }
    std::optional<Date> day;
    if (auto wrong = read_day(command.at, day); !wrong.empty()) {
        return wrong;
    }
    command.course.day = *day;
    command.course.rate_every = command.rate_every > 0 ? std::optional(command.rate_every) : std::nullopt;
    command.course.score = command.score;
    command.ascii = command.ascii || is_other_charset(console);
    return "";
}

Frame frame_of(std::vector<Column> columns, const std::vector<Cells>& rows)
{
    Frame frame(std::move(columns), 0, nameless_spool());
    for (const auto& row : rows) {
        frame.add_row(row);
    }
    return frame;
}

void PlanCounts::add(const PlanCounts& more)
{
    plans += more.plans;
    active += more.active;
    to_come += more.to_come;
    later += more.later;
    later_starts += more.later_starts;
    undated += more.undated;
    by_others += more.by_others;
}

bool is_by_others(const Plan& plan, const std::string& rater)
{
    return !rater.empty() && !plan.ratings.empty() &&
           std::none_of(plan.ratings.begin(), plan.ratings.end(), [&](const RatingEntry& entry) { return entry.rater == rater; });
}

std::vector<Finding> problems_of_plan(const std::vector<Finding>& problems, std::string_view id)
{
    auto kept = problems;
    std::erase_if(kept, [&](const Finding& finding) { return !id.empty() && !finding.plan_id.empty() && finding.plan_id != id; });
    return kept;
}

std::optional<ExitCode> open_run(CourseCommand& command, InputList& list, Output& output, Console& console)
{
    list = list_inputs(command.inputs, console);
    if (!list.refusal.empty()) {
        return usage_error(console, list.refusal, list.hint);
    }
    if (const auto wrong = table_options_refused(command.tables, list.inputs); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    if (!output.open(files_read(list))) {
        return usage_error(console, output.error());
    }
    return std::nullopt;
}

std::optional<ExitCode> tell_run(const InputList& list, const CourseCommand& command, const Output& output, std::size_t rows, CoursesRead& read,
                                 Console& console)
{
    auto names = tell_near_names(read.names, {"", command.score.rater, command.by, true}, console);
    read.names_left_out = std::move(names.left_out);
    read.problems.add(names.findings, command.writing);
    read.problems.add(list.near_plans, command.writing);
    const bool nothing_to_show = rows == 0 && read.counts.plans == 0 && command.for_people();
    if (const auto ended = read.problems.ending(list, command.writing, output, nothing_to_show, console)) {
        return ended;
    }
    if (read.problems.errors == 0 && !command.score.rater.empty() && !read.raters.contains(command.score.rater)) {
        const auto near = nearest(command.score.rater, std::vector<std::string_view>(read.raters.begin(), read.raters.end()));
        return usage_error(console, no_entry_has("rater", command.score.rater, ""), near.empty() ? "" : fmt::format("did you mean {}?", visible(near)));
    }
    if (const auto twice = read.seen.told(); !twice.empty()) {
        console.err(fmt::format("gas: {}; each has rows of its own\n", twice));
    }
    return std::nullopt;
}

JsonEnvelope envelope_of(const std::string& schema, const InputList& list, const CourseCommand& command, CoursesRead& read)
{
    const auto& score = command.course.score;
    auto head = envelope(schema, {{"at", json_string(to_string(command.course.day))},
                                  {"rater", score.rater.empty() ? "null" : json_string(score.rater)},
                                  {"stall_after", std::to_string(score.stall_after)},
                                  {"rate_every", command.course.rate_every ? std::to_string(*command.course.rate_every) : "null"},
                                  {"rho", score.rho ? json_number(*score.rho) : "null"},
                                  {"default_rho", json_number(default_rho)},
                                  {"weighting", score.weighting ? json_string(to_string(*score.weighting)) : "null"},
                                  {"half_level", json_string(to_string(score.half_level))},
                                  {"plans", std::to_string(read.counts.plans)},
                                  {"active_goals", std::to_string(read.counts.active)}});
    head.problems = std::move(read.problems.json);
    head.left_out = left_out_of(list);
    gas::add(head.left_out, read.names_left_out);
    gas::add(head.left_out, "goals_to_come", read.counts.to_come);
    gas::add(head.left_out, "entries_later", read.counts.later);
    gas::add(head.left_out, "entries_undated", read.counts.undated);
    gas::add(head.left_out, "plans_by_others", read.counts.by_others);
    return head;
}

std::string as_of_words(const CourseCommand& command, const CoursesRead& read)
{
    return fmt::format("as of {}: {}, {}", to_string(command.course.day), counted(read.counts.plans, "plan"), counted(read.counts.active, "active goal"));
}

void add_notes(const CourseCommand& command, const CoursesRead& read, TableStyle& style)
{
    const auto& counts = read.counts;
    const auto note = [&](std::string_view what, std::size_t count, std::string_view one, std::string_view more, const std::string& which) {
        if (count > 0) {
            style.notes.push_back(fmt::format("{}: {}{}", what, counted(count, one, more), which));
        }
    };
    const auto after = " dated after " + to_string(command.course.day);
    note("not begun yet", counts.to_come, "goal", "goals", "");
    note("not looked at", counts.later, "rating entry", "rating entries", after);
    note("where goals started, as in gas score", counts.later_starts, "rating entry", "rating entries", after);
    note("not looked at", counts.undated, "rating entry", "rating entries", " without a date");
    note("not looked at", counts.by_others, "plan", "plans", fmt::format(" that {} did not rate", command.score.rater));
}

bool write_led(const Frame& frame, const std::string& lead, TableStyle style, const CourseCommand& command, Output& output)
{
    if (frame.row_count() > 0) {
        style.lead = {lead};
        return write_frame(frame, command.writing, {}, style, output);
    }
    std::string text = lead + "\n";
    for (const auto& note : style.notes) {
        text += visible(note) + "\n";
    }
    return output.write(text);
}

ExitCode end_run(bool written, bool found, const CourseCommand& command, const CoursesRead& read, Output& output, const Console& console)
{
    if (!finish(written, output, console) || read.problems.errors > 0) {
        return ExitCode::failed;
    }
    return found && command.fail_on == "attention" ? ExitCode::findings : ExitCode::done;
}

}  // namespace gas::app
