// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <memory>
#include <span>

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "cli/options.hpp"
#include "commands.hpp"
#include "edit/entry_defaults.hpp"
#include "edit/past.hpp"
#include "edit/plan_edit.hpp"
#include "edit/plan_file.hpp"
#include "edit/rate_table.hpp"
#include "edit/rating.hpp"
#include "edit/rating_told.hpp"
#include "gas/diff/facts.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/unified_diff.hpp"
#include "gas/text/visible.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

struct RateCommand {
    InputOptions inputs;
    std::string plan;
    std::string id;
    std::string date;
    std::string remove;
    std::string from;
    RateWords words;
    TableOptions tables;
    bool yes = false;
    bool force_date = false;
    bool dry_run = false;
    bool interactive = false;
};

ExitCode refuse(const Console& console, const EditProblem& problem) { return usage_error(console, visible(problem.message), visible(problem.hint)); }

/// An edit of the bytes of a plan file, byte order mark and all, and what is told when it is made.
struct RateEdit {
    std::function<EditedText(const std::string& bytes)> change;
    std::function<std::string(const std::string& before, const std::string& after)> tell;
};

/// Makes the edit on the disk; of standard input, or in a dry run, on standard output.
ExitCode carry_out(const RateCommand& command, const PlanFile& file, const RateEdit& edit, Console& console)
{
    const auto name = display_name(file.input);
    if (command.dry_run || file.input.is_stdin) {
        const auto& before = file.bytes;
        const auto edited = edit.change(before);
        if (const auto* problem = std::get_if<EditProblem>(&edited)) {
            return refuse(console, *problem);
        }
        const auto& after = std::get<std::string>(edited);
        console.err(edit.tell(before, after));
        const bool written = console.out(command.dry_run ? unified_diff(before, after, visible(name)) : after);
        return !written ? ExitCode::failed : command.dry_run && before != after ? ExitCode::findings : ExitCode::done;
    }
    std::string before;
    std::string after;
    const auto change = [&](const std::string& bytes) -> ChangedFile {
        before = bytes;
        auto edited = edit.change(bytes);
        if (auto* problem = std::get_if<EditProblem>(&edited)) {
            return std::move(*problem);
        }
        after = std::get<std::string>(std::move(edited));
        return after == bytes ? ChangedFile(NothingToChange()) : ChangedFile(after);
    };
    const auto done = change_plan(file.input.path, console, change, file.max_size);
    if (done.outcome == PlanEdit::Outcome::refused) {
        return refuse(console, {done.message, done.hint});
    }
    if (!console.out(edit.tell(before, after)) || !console.flush_out()) {
        console.err(before == after ? "" : fmt::format("gas: {} is changed, though it could not be told\n", visible(name)));
        return ExitCode::failed;
    }
    if (!done.message.empty()) {
        console.err("gas: " + done.message + "\n");
    }
    tell_new_findings(name, before, after, console);
    return ExitCode::done;
}

/// Why an edit is not made that the last commit stands against. What is only put in edits no past, and is not read again for that.
std::optional<EditProblem> edits_the_past(const RateCommand& command, const PlanFile& file, const std::string& before, const std::string& after)
{
    const bool only_adds = !command.words.update && command.remove.empty();
    return command.words.past || only_adds || file.input.is_stdin ? std::nullopt : past_is_kept(file, before, after);
}

/// The rater whom no option names.
std::string other_rater(const RateCommand& command, const PlanFile& file, const Console& console)
{
    return command.words.rater.empty() ? default_rater(console, file.input.is_stdin ? "" : file.input.path) : "";
}

/// What a person is to write where the text cannot be edited; the hint of the problem says where.
std::string left_to_hands(const std::string& bytes, const PlanFile& file, NewEntry entry, EditProblem& problem)
{
    const auto text = without_bom(bytes);
    const auto read = read_plan_bytes(text);
    const auto& found = *plan_in(read, file.id);
    const auto& plan = found.plan;
    const auto* there = find_entry(plan, entry);
    if (there == nullptr) {
        problem.hint = "put this under `ratings:` by hand";
        return visible_lines(entry_lines(entry));
    }
    bool other = false;
    std::erase_if(entry.levels, [&](const auto& one) {
        const auto* said = there->of(*find_goal(plan, one.goal));
        const bool same = said != nullptr && recorded_text(*said) == one.recorded && (one.note.empty() || one.note == said->note);
        other = other || (said != nullptr && !same);
        return same;
    });
    entry.role = entry.role == there->role ? std::nullopt : entry.role;
    entry.note = entry.note == there->note ? "" : entry.note;
    other = other || (entry.role && there->role) || (!entry.note.empty() && !there->note.empty());
    const auto line = LineIndex(text).line(found.ranges.ratings[static_cast<std::size_t>(there - plan.ratings.data())].whole.begin);
    problem.hint =
        fmt::format("put this into the entry of line {} by hand{}{}", line, entry.levels.empty() ? "" : ", its levels into the `levels:` that it has",
                    other ? ", in the place of what it says of the same" : "");
    return visible_lines(lines_in_entry(entry));
}

ExitCode rate(const RateCommand& command, const PlanFile& file, const NewEntry& entry, Console& console)
{
    RatingsPut put;
    std::string by_hand;
    RateEdit edit;
    edit.change = [&](const std::string& bytes) -> EditedText {
        auto result = put_ratings(bytes, file.id, entry, command.words.update);
        if (auto* problem = std::get_if<EditProblem>(&result)) {
            if (problem->of_layout) {
                by_hand = left_to_hands(bytes, file, entry, *problem);
            }
            return std::move(*problem);
        }
        put = std::get<RatingsPut>(std::move(result));
        auto problem = edits_the_past(command, file, bytes, put.text);
        return problem ? EditedText(*std::move(problem)) : EditedText(put.text);
    };
    edit.tell = [&](const std::string& before, const std::string& after) {
        const auto read = read_plan_bytes(after);
        const auto& plan = plan_in(read, file.id)->plan;
        const bool is_made = before != after && !command.dry_run && !file.input.is_stdin;
        return told_of(plan, entry, put) + "\n" + (is_made ? undoing(plan, file.input.path, entry, put, command.words.past) : "");
    };
    const auto done = carry_out(command, file, edit, console);
    console.err(by_hand);
    return done;
}

ExitCode remove_ratings(const RateCommand& command, const PlanFile& file, const Plan& plan, Console& console)
{
    NewEntry entry;
    entry.date = command.words.day;
    entry.occasion = command.words.occasion;
    entry.rater = command.words.rater;
    const auto found = entry_there(entry, plan, other_rater(command, file, console));
    if (const auto* problem = std::get_if<EditProblem>(&found)) {
        return refuse(console, *problem);
    }
    const auto& of_entry = plan.ratings[std::get<std::size_t>(found)];
    entry.occasion = of_entry.occasion;
    entry.rater = of_entry.rater;
    std::string goes;
    for (const auto& name : split_list(command.remove)) {
        const auto goal = goal_called(plan, name, entry.date);
        if (const auto* problem = std::get_if<EditProblem>(&goal)) {
            return refuse(console, *problem);
        }
        const auto g = std::get<std::size_t>(goal);
        if (std::any_of(entry.levels.begin(), entry.levels.end(), [&](const auto& one) { return one.goal == plan.goals[g].id; })) {
            continue;
        }
        entry.levels.push_back({plan.goals[g].id, ""});
        if (const auto* rating = of_entry.of(g); rating != nullptr) {
            goes += fmt::format("{}{} {}{}", goes.empty() ? "" : ", ", plan.goals[g].id, rating_in_words(plan.goals[g], recorded_text(*rating)),
                                rating->note.empty() ? "" : ", note \"" + rating->note + "\"");
        }
    }
    if (entry.levels.size() >= of_entry.levels.size() && !of_entry.note.empty()) {
        goes += ", note \"" + of_entry.note + "\"";
    }
    const auto take_out = [&](const std::string& bytes) -> EditedText {
        auto less = take_ratings(bytes, file.id, entry);
        const auto* text = std::get_if<std::string>(&less);
        auto problem = text != nullptr ? edits_the_past(command, file, bytes, *text) : std::nullopt;
        return problem ? EditedText(*std::move(problem)) : std::move(less);
    };
    const auto tried = take_out(file.bytes);
    if (const auto* problem = std::get_if<EditProblem>(&tried)) {
        return refuse(console, *problem);
    }
    const auto line = visible(fmt::format("{} {}: {}", plan.id, entry_name(entry.date, entry.occasion, entry.rater), goes));
    if (!goes.empty() && !command.yes && !command.dry_run && !file.input.is_stdin) {
        if (!command.interactive) {
            return refuse(console, {fmt::format("this goes: {}", line), "--yes takes it out"});
        }
        if (!Questions(console).agrees(line + "\nTake it out?")) {
            return refuse(console, {"nothing taken out", ""});
        }
    }
    const auto has_list = [&](const std::string& bytes) {
        const auto read = read_plan_bytes(bytes);
        return plan_in(read, file.id)->ranges.ratings_key != Range();
    };
    const auto told = [&](const std::string& before, const std::string& after) {
        const bool with_list = has_list(before) && !has_list(after);
        return fmt::format("{}: {}{}\n", command.dry_run ? "would be taken out" : "taken out", line,
                           with_list ? ", and `ratings:`, which has no entry then" : "");
    };
    const RateEdit edit = {take_out, told};
    return carry_out(command, file, edit, console);
}

ExitCode with_plan(const RateCommand& command, const PlanFile& file, Console& console)
{
    const auto read = read_plan_bytes(file.bytes);
    const auto* plan = plan_in(read, file.id);
    // a list of ratings without any is what this cures
    const auto is_in_the_way = [](const auto& finding) { return finding.severity == Severity::error && finding.rule != Rule::empty_value; };
    if (plan == nullptr || std::any_of(read.diagnostics.begin(), read.diagnostics.end(), is_in_the_way)) {
        return refuse(console, {fmt::format("{} has errors, and stays as it is", display_name(file.input)), "see `gas validate`, and mend them first"});
    }
    if (!command.remove.empty()) {
        return remove_ratings(command, file, plan->plan, console);
    }
    Questions questions(console);
    const bool may_ask = command.interactive && !file.input.is_stdin;
    const auto trial = [&](const NewEntry& tried) -> std::optional<EditProblem> {
        auto result = put_ratings(file.bytes, file.id, tried, command.words.update);
        if (auto* problem = std::get_if<EditProblem>(&result)) {
            return problem->of_layout ? std::nullopt : std::optional(std::move(*problem));  // what cannot be edited is printed in the end
        }
        return edits_the_past(command, file, file.bytes, std::get<RatingsPut>(result).text);
    };
    const auto entry = entry_of(command.words, plan->plan, other_rater(command, file, console), trial, may_ask ? &questions : nullptr);
    if (const auto* problem = std::get_if<EditProblem>(&entry)) {
        return refuse(console, *problem);
    }
    const auto& made = std::get<NewEntry>(entry);
    const bool is_there = find_entry(plan->plan, made) != nullptr;
    if (made.levels.empty() && made.note.empty() && (command.words.role.empty() || !is_there)) {
        console.err("gas: nothing to do: no goal was rated\n");
        return ExitCode::done;
    }
    return rate(command, file, made, console);
}

/// The day that is rated; a message where it is none, or has not come yet.
std::string take_day(RateCommand& command)
{
    const auto now = today();
    auto day = now;
    if (!command.date.empty() && command.date != "today") {
        day = parse_date(command.date);
    }
    if (!day) {
        return fmt::format("--date takes a date, or today: {}", why_no_date(command.date));
    }
    if (now && *now < *day && !command.force_date) {
        return fmt::format("{} has not come yet; --force-date rates it all the same", to_string(*day));
    }
    command.words.day = *day;
    return "";
}

/// What is given beside --from or --remove, or without --from, and would be left out in silence; empty where nothing is.
std::string does_not_go_together(const RateCommand& command)
{
    struct Given {
        std::string_view name;
        bool given;
    };
    const std::array<Given, 6> not_from = {{{"GOAL=VALUE", !command.words.ratings.empty()},
                                            {"--note", !command.words.notes.empty()},
                                            {"--remove", !command.remove.empty()},
                                            {"--id", !command.id.empty()},
                                            {"--yes", command.yes},
                                            {"--interactive", command.interactive}}};
    const std::array<Given, 4> not_remove = {{{"GOAL=VALUE", !command.words.ratings.empty()},
                                              {"--note", !command.words.notes.empty()},
                                              {"--role", !command.words.role.empty()},
                                              {"--update", command.words.update}}};
    const auto beside = [](std::string_view option, std::span<const Given> others) {
        const auto one = std::find_if(others.begin(), others.end(), [](const Given& other) { return other.given; });
        return one != others.end() ? fmt::format("{} does not go together with {}", one->name, option) : std::string();
    };
    if (!command.from.empty()) {
        return beside("--from", not_from);
    }
    const auto wrong = command.remove.empty() ? std::string() : beside("--remove", not_remove);
    return wrong.empty() ? table_options_refused(command.tables, {{command.plan, command.plan == "-"}}) : wrong;
}

ExitCode run_rate(RateCommand& command, Console& console)
{
    if (const auto wrong = does_not_go_together(command); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    for (auto& [option, word] : {std::pair("--occasion", &command.words.occasion), std::pair("--rater", &command.words.rater)}) {
        const bool was_given = !word->empty();
        *word = on_one_line(*word);
        if (was_given && word->empty()) {
            return usage_error(console, fmt::format("{} has nothing but blanks", option));
        }
    }
    if (const auto wrong = take_day(command); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    for (const auto& [option, words] :
         {std::pair("GOAL=VALUE", command.words.ratings), std::pair("--note", command.words.notes),
          std::pair("--occasion", std::vector<std::string>{command.words.occasion}), std::pair("--rater", std::vector<std::string>{command.words.rater})}) {
        if (!std::all_of(words.begin(), words.end(), [](const auto& word) { return is_utf8(word); })) {
            return usage_error(console, fmt::format("{} has bytes that are not UTF-8", option));
        }
    }
    if (is_stream(command.plan)) {
        return usage_error(console, fmt::format("{} is a FIFO, socket or device, and no file", visible(command.plan)),
                           "name the plan's file, or - for standard input");
    }
    command.inputs.paths = {command.plan};
    command.interactive = command.interactive || (console.in_is_terminal && console.err_is_terminal);
    if (!command.from.empty()) {
        return rate_from_table({command.from, command.inputs, command.tables, command.words, command.dry_run, command.force_date}, console);
    }
    auto found = plan_file(command.inputs, command.id, console);
    if (const auto* problem = std::get_if<EditProblem>(&found)) {
        return refuse(console, *problem);
    }
    auto& file = std::get<PlanFile>(found);
    if (!file.input.is_stdin) {
        auto read = read_input(file.input, file.max_size, console);
        if (const auto* problem = std::get_if<Finding>(&read)) {
            return refuse(console, {fmt::format("{}: {}", problem->file, problem->message), problem->hint});
        }
        file.bytes = std::get<std::string>(std::move(read));
    }
    return with_plan(command, file, console);
}

}  // namespace

std::function<ExitCode()> add_rate(CommandLine& line, Console& console)
{
    auto command = std::make_shared<RateCommand>();
    line.argument("PLAN", command->plan, "Plan file, folder with --id, or - for standard input").required();
    line.arguments("GOAL=VALUE", command->words.ratings, "A goal by its id, and its level, measured value, word or na");
    line.text("--id ID", command->id, "Which plan, where PLAN is a folder or has several");
    line.text("--date DATE", command->date, "Day of the rating (default: today)");
    line.text("--occasion NAME", command->words.occasion, "Default: that of the rater's entry of the day, else review");
    line.text("--rater NAME", command->words.rater, "Default: $GAS_RATER, else git's gas.rater");
    line.word("--role", command->words.role, words<Role>(), "In which role (default: that of the entry, else the rater's last)");
    line.texts("--note TEXT", command->words.notes, "Of the entry; GOAL=TEXT of a rating");
    line.flag("--update", command->words.update, "Write another rating, note or role over one that is there");
    line.text("--remove GOAL,GOAL", command->remove, "Take these ratings out of the entry");
    line.flag("--past", command->words.past, "Change also what git's last commit has");
    line.flag("--yes", command->yes, "Take out without a question");
    line.flag("--force-date", command->force_date, "Take a day that has not come yet");
    line.flag("--dry-run", command->dry_run, "Print the difference and write nothing; exit 1 where there is one");
    line.flag("--interactive", command->interactive, "Ask also where input is no terminal");
    line.text("--max-size SIZE", command->inputs.max_size, "Largest plan file that is read (default 64M)");
    auto table = line.group("Many clients");
    table.text("--from TABLE", command->from, "Ratings of many plans below PLAN, as gas-table(5)");
    add_table_options(table, command->tables);
    return [command, &console] { return run_rate(*command, console); };
}

}  // namespace gas::app
