// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <iterator>
#include <memory>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "cli/report.hpp"
#include "commands.hpp"
#include "edit/fix_files.hpp"
#include "gas/check/validate.hpp"
#include "gas/findings/findings.hpp"
#include "gas/findings/known_findings.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/unified_diff.hpp"
#include "git/git.hpp"
#include "git/since.hpp"
#include "input/nameless_file.hpp"
#include "input/plan_stream.hpp"
#include "input/tables.hpp"
#include "input/validation.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

constexpr std::size_t largest_baseline = 1U << 30U;
constexpr std::array<std::string_view, 4> severities = {"error", "warning", "info", "never"};

ExitCode verdict(const Tally& tally, const ValidateCommand& command)
{
    const std::string fail_on = !command.fail_on.empty() ? command.fail_on : command.strict ? "warning" : "error";
    // an edit that nobody could look at may be one that would have been a warning
    const bool unknown = command.changed.broken_before > 0 && (fail_on == "warning" || fail_on == "info");
    if (tally.unreadable || unknown) {
        return ExitCode::failed;
    }
    const bool fails = (fail_on != "never" && tally.errors > 0) || ((fail_on == "warning" || fail_on == "info") && tally.warnings > 0) ||
                       (fail_on == "info" && tally.infos > 0);
    return fails ? ExitCode::findings : ExitCode::done;
}

/// Reads the baseline that was named, if any; why that fails, or empty.
std::string read_baseline(const std::string& file, const Console& console, KnownFindings& known)
{
    if (file.empty()) {
        return "";
    }
    const auto bytes = read_input({file, false}, largest_baseline, console);
    const auto* text = std::get_if<std::string>(&bytes);
    const auto wrong = text != nullptr ? known.read(*text) : std::get<Finding>(bytes).message;
    return wrong.empty() ? "" : fmt::format("baseline {} {}", visible(file), wrong);
}

/// Tells how many findings the baseline hid and, unless it is rewritten, how many of it are gone.
void tell_of_baseline(const ValidateCommand& command, const KnownFindings& known, Console& console)
{
    const auto file = visible(command.baseline);
    if (known.hidden() > 0) {
        console.err(fmt::format("{} hidden by {}\n", counted(known.hidden(), "known finding"), file));
    }
    const auto gone = known.no_longer_found([&](Rule rule) { return command.rules.has(rule); });
    if (gone > 0 && command.write_baseline.empty()) {
        console.err(
            fmt::format("{} listed in {} no longer {}; rewrite it with --write-baseline\n", counted(gone, "finding"), file, gone == 1 ? "occurs" : "occur"));
    }
}

/// Writes the baseline that the command asks for, if all files could be read: else it would lack theirs. Whether nothing failed.
bool write_baseline(const ValidateCommand& command, const ValidateRun& run, Output& output, Console& console)
{
    if (command.write_baseline.empty()) {
        return true;
    }
    const auto file = visible(command.write_baseline);
    if (run.tally.unreadable) {
        print_error(console, fmt::format("baseline {} is not written: not all files could be read", file));
        return false;
    }
    if (!finish(output.write(run.found.text()), output, console)) {
        return false;
    }
    if (!command.talk.quiet) {
        const auto errors = run.tally.errors > 0 ? fmt::format("; {}, which no baseline hides", counted(run.tally.errors, "error")) : "";
        console.err(fmt::format("{} written to {}{}\n", counted(run.found.count(), "finding"), file, errors));
    }
    return true;
}

/// Tells which of the rules that were asked for cannot be looked at as the command stands, and of which only a part; how many cannot.
std::size_t tell_not_looked_at(const ValidateCommand& command, const Console& console)
{
    const auto selected = selected_rules(command.choice);
    std::size_t count = 0;
    std::string words;
    const auto tell = [&](RuleNeeds needs, std::string_view why) {
        std::vector<std::string> ids;
        for (const auto& info : all_rules()) {
            if (info.needs == needs && selected.has(info.rule)) {
                ids.push_back(rule_id(info.rule));
            }
        }
        count += needs != RuleNeeds::day_for_all ? ids.size() : 0;
        if (!ids.empty()) {
            const std::vector<std::string_view> views(ids.begin(), ids.end());
            const auto* part = needs == RuleNeeds::day_for_all ? " in part" : "";
            words += fmt::format("{}{}{} ({})", words.empty() ? "" : "; ", listed(views, " and "), part, why);
        }
    };
    if (command.since.empty()) {
        tell(RuleNeeds::older_version, "without --since REVISION");
    }
    if (!command.at) {
        tell(RuleNeeds::day, "without --at DATE");
        tell(RuleNeeds::day_for_all, "without --at DATE");
    }
    tell(RuleNeeds::scores, "of rows of scores, which `gas summarize` reads");
    if (!words.empty()) {
        console.err(fmt::format("gas: not looked at: {}\n", words));
    }
    return count;
}

InputList list_plans(ValidateCommand& command, const Console& console)
{
    if (command.since.empty()) {
        return list_inputs(command.inputs, console);
    }
    command.changed = changed_since(command.since, command.inputs, console);
    return std::move(command.changed.list);
}

/// Whether the text with its fixes goes to standard output.
bool mends_stdin(const ValidateCommand& command, const InputList& list)
{
    return command.fix.asked_for() && !command.fix.diff && command.tables.kind != "csv" &&
           std::any_of(list.inputs.begin(), list.inputs.end(), [](const auto& input) { return input.is_stdin; });
}

/// What is wrong with the options beside each other and with the inputs, or empty.
std::string resolve_options(ValidateCommand& command, const InputList& list, const Console& console)
{
    // as after `git diff --name-only -z`, where nothing differs
    auto wrong = list.refusal.empty() || list.empty_list ? app::resolve_options(command.report, {command.write_baseline}, console) : list.refusal;
    const auto rules = rules_of(command.choice);
    if (const auto* message = std::get_if<std::string>(&rules)) {
        wrong = wrong.empty() ? visible(*message) : wrong;
    } else {
        command.rules = std::get<RuleSet>(rules);
    }
    wrong = wrong.empty() ? app::resolve_options(command.tables) : wrong;
    if (wrong.empty() && command.since.empty()) {  // of what changed since, tables may be none today
        wrong = table_options_refused(command.tables, list.inputs);
    }
    if (wrong.empty() && command.fix.diff && !(command.report.words.empty() && command.write_baseline.empty())) {
        wrong = fmt::format("--diff prints fixes, not findings: leave {} out", command.report.words.empty() ? "--write-baseline" : "--format");
    }
    if (wrong.empty() && mends_stdin(command, list) && list.inputs.size() > 1) {
        wrong = "what is fixed in standard input goes to standard output: it is read alone";
    }
    return wrong;
}

/// The inputs that fixes are for: plans in files of a name, and standard input. A diff can be made of any text.
std::vector<Input> inputs_to_fix(const InputList& list, const ValidateCommand& command, const Console& console)
{
    const PlanStream stream{list, command.tables.reading, command.tables.kind, 1, {}, console};
    std::vector<Input> chosen;
    std::copy_if(list.inputs.begin(), list.inputs.end(), std::back_inserter(chosen), [&](const auto& input) {
        const bool is_table = command.tables.kind == "csv" || (!is_nameless(input) && may_be_table(stream, input));
        return !is_table && (input.is_stdin || command.fix.diff || !(is_nameless(input) || is_stream(input.path)));
    });
    return chosen;
}

FixWork fix_work(const InputList& list, const ValidateCommand& command)
{
    const auto findings = [&](const SourceText& source, ReadResult read) {
        const bool is_table = source.name == display_name({"-", true}) && looks_like_table(source.bytes);
        return is_table ? std::vector<Finding>() : validate_read(source, std::move(read), command.rules, {}, command.at).findings;
    };
    return {command.fix, findings, list.max_size, thread_count(command.jobs)};
}

/// Prints the fixes as a diff, and makes none.
ExitCode show_fixes(const ValidateCommand& command, const InputList& list, Console& console)
{
    Output output(command.report.main.output, console);
    if (!output.open(files_read(list))) {
        return usage_error(console, output.error());
    }
    bool good = true;
    auto work = fix_work(list, command);
    work.take = [&](const Input& input, const std::string& before, const std::string& after) {
        good = output.write(unified_diff(before, after, visible(display_name(input))));
        return good;
    };
    auto files = fix_files(inputs_to_fix(list, command, console), work, console);
    std::copy_if(list.problems.begin(), list.problems.end(), std::back_inserter(files.unread), is_unread);
    tell(files.unread, command.report.main, command.talk, console);
    if (!finish(good, output, console)) {
        return ExitCode::failed;
    }
    if (!command.talk.quiet) {
        console.err(as_text(files, command.fix));
    }
    return !files.unread.empty() ? ExitCode::failed : files.changed > 0 ? ExitCode::findings : ExitCode::done;
}

/// Checks what is listed, as it is by now, and reports it.
ExitCode check(ValidateCommand& command, const InputList& list, ValidateRun& run, Output& new_baseline, Console& console)
{
    const auto not_looked_at = tell_not_looked_at(command, console);
    bool good = true;
    for (const auto& near : list.near_plans) {
        good = good && run.add(near);
    }
    for (const auto& problem : list.problems) {
        good = good && run.add(problem);
    }
    run.whole = true;
    good = good && check_inputs(list, command, console, run);
    auto left_out = left_out_of(list);
    gas::add(left_out, "plans_unchecked", run.tally.unchecked);
    gas::add(left_out, "errors", run.tally.not_shown.errors);
    gas::add(left_out, "warnings", run.tally.not_shown.warnings);
    gas::add(left_out, "infos", run.tally.not_shown.infos);
    gas::add(left_out, "known_findings", run.known.hidden());
    gas::add(left_out, "rules", not_looked_at);
    gas::add(left_out, run.names_left_out);
    run.report.leave_out(left_out);
    if (!run.report.finish(good) || !write_baseline(command, run, new_baseline, console)) {
        return ExitCode::failed;
    }
    if (command.report.main.format == "pretty" && !command.talk.quiet) {
        console.err(as_text(run.tally));
    }
    if (!command.talk.quiet) {
        tell_of_baseline(command, run.known, console);
    }
    return verdict(run.tally, command);
}

/// Makes the fixes, then checks what is left. What standard input holds with its fixes goes to `out`, and from a file without a name to who checks it.
ExitCode fix_and_check(ValidateCommand& command, InputList list, ValidateRun& run, Output& new_baseline, const Console& out, Console& console)
{
    Descriptor mended;
    bool good = true;
    auto work = fix_work(list, command);
    if (mends_stdin(command, list)) {
        work.take = [&](const Input&, const std::string&, const std::string& after) {
            mended = open_nameless_file();
            good = mended.is_open() && write_all(mended.get(), after) && ::lseek(mended.get(), 0, SEEK_SET) == 0;
            if (!good) {
                print_error(console, fmt::format("what standard input holds could not be kept: {}", std::strerror(errno)), "TMPDIR=FOLDER keeps it in another");
            }
            good = good && out.out(after);
            return good;
        };
    }
    const auto files = fix_files(inputs_to_fix(list, command, console), work, console);
    if (work.take) {
        tell(files.unread, command.report.main, command.talk, console);
        if (!good || !files.unread.empty()) {
            return ExitCode::failed;
        }
        console.in = mended.get();
    }
    if (!command.since.empty()) {
        auto quiet = console;  // what is left out has been told
        quiet.err = [](std::string_view) {};
        list = list_plans(command, quiet);
    }
    const auto code = check(command, list, run, new_baseline, console);
    if (!command.talk.quiet) {
        console.err(as_text(files, command.fix));
    }
    return files.failed ? ExitCode::failed : code;
}

ExitCode run_validate(ValidateCommand& command, Console& streams)
{
    if (const auto wrong = read_day(command.at_text, command.at); !wrong.empty()) {
        return usage_error(streams, wrong);
    }
    if (command.write_baseline == "-") {
        return usage_error(streams, "--write-baseline takes the name of a file; what is found goes to standard output");
    }
    command.report.day = command.at ? to_string(*command.at) : "";
    command.inputs.near_plans_are_findings = true;
    const auto list = list_plans(command, streams);
    auto console = streams;
    if (mends_stdin(command, list)) {
        console.out = [&](std::string_view bytes) {
            streams.err(bytes);
            return true;
        };
        console.out_is_terminal = streams.err_is_terminal;
        console.columns = 0;
    }
    auto wrong = resolve_options(command, list, console);
    if (wrong.empty() && command.fix.diff) {
        return show_fixes(command, list, console);
    }
    if (wrong.empty() && names_repository_paths(command.report)) {
        command.report.top = top_of(working_folder());
    }
    ValidateRun run{Report(command.report, command.talk, console), {}};
    run.rules = command.rules;
    run.keep_found = !command.write_baseline.empty();
    wrong = wrong.empty() ? read_baseline(command.baseline, console, run.known) : wrong;
    Output new_baseline(command.write_baseline, console);
    auto read = files_read(list);
    if (wrong.empty() && !new_baseline.open(read)) {
        wrong = new_baseline.error();
    }
    if (!command.baseline.empty()) {
        read.push_back({command.baseline, false});  // which a new baseline, and nothing else, may replace
    }
    wrong = wrong.empty() ? run.report.open(read) : wrong;
    if (!wrong.empty()) {
        return usage_error(console, wrong, list.hint);
    }
    if (list.empty_list) {
        console.err("gas: nothing was checked: the list of files is empty\n");
    }
    return command.fix.asked_for() ? fix_and_check(command, list, run, new_baseline, streams, console) : check(command, list, run, new_baseline, console);
}

}  // namespace

std::function<ExitCode()> add_validate(CommandLine& line, Console& console)
{
    auto command = std::make_shared<ValidateCommand>();
    add_input_options(line, command->inputs);
    line.text("--select RULE,...", command->choice.select, "Only these warnings and infos: ids, names, or a prefix like GAS2; errors always");
    line.text("--ignore RULE,...", command->choice.ignore, "Not these rules");
    line.flag("--info", command->choice.info, "Also the heuristics that often raise a false alarm (GAS3xx)");
    line.flag("--strict", command->strict, "Exit 1 on a warning too: --fail-on warning");
    line.word("--fail-on", command->fail_on, severities, "Exit 1 from this severity on (default error)");
    add_table_options(line, command->tables);
    line.flag("--fix", command->fix.safe, "Mend in the files what has one cure that changes no word of a plan; report what is left");
    line.flag("--unsafe-fixes", command->fix.unsafe, "The same, and mend what may have been meant otherwise too");
    line.flag("--diff", command->fix.diff, "Print as a unified diff what would be mended, and change nothing; exit 1 where there is any");
    line.text("--at DATE", command->at_text, "Look at plans on DATE, or today: what is due by then, and dated after it");
    line.text("--since REVISION", command->since, "Only plans that changed since this git revision, with the rules of history (GAS4xx)");
    line.text("--baseline FILE", command->baseline, "Hide the findings that FILE lists, and say how many; never errors");
    line.text("--write-baseline FILE", command->write_baseline, "List all findings but errors in FILE, for --baseline");
    line.settled_by([command = command.get()] {
        command->report.main.diff = command->fix.diff;
        return ParseOutcome();
    });
    add_write_options(line, command->report.main, command->report.words, finding_formats(),
                      "Output format (default pretty on a terminal, else text); with =FILE to a file besides, any number of times");
    add_jobs_option(line, command->jobs);
    add_talk_options(line, command->talk);
    return [command, &console] { return run_validate(*command, console); };
}

}  // namespace gas::app
