// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "commands.hpp"
#include "gas/caseload/standing.hpp"
#include "gas/plan/natural_order.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "gas/view/course_frames.hpp"
#include "gas/write/cells.hpp"
#include "input/courses.hpp"
#include "input/nameless_file.hpp"

namespace gas::app {

namespace {

struct CaseloadCommand : CourseCommand {
    std::string by_text;
    std::string sort;
};

/// A participant.
struct CaseloadRow {
    std::string id;
    std::string file;
    std::vector<Covariate> covariates;
    Standing standing;
    Cells cells;  ///< without the covariates

    [[nodiscard]] std::string_view covariate(std::string_view name) const
    {
        const auto found = std::find_if(covariates.begin(), covariates.end(), [&](const Covariate& one) { return one.name == name; });
        return found == covariates.end() ? std::string_view() : std::string_view(found->value);
    }
};
using CaseloadRows = std::vector<CaseloadRow>;

/// What a caseload can be sorted by: a figure that is smallest where it presses most; nothing comes last.
struct SortKey {
    std::string_view name;
    std::optional<double> (*of)(const Standing& standing);
};
std::optional<double> number_of(const std::optional<Date>& date) { return date ? std::optional<double>(date->day.time_since_epoch().count()) : std::nullopt; }
constexpr std::array<SortKey, 11> sort_keys = {{
    {"goals", [](const Standing& s) { return std::optional(-static_cast<double>(s.goals)); }},
    {"date", [](const Standing& s) { return s.score ? number_of(s.score->date) : std::nullopt; }},
    {"t", [](const Standing& s) { return s.score ? s.score->t : std::nullopt; }},
    {"t_change", [](const Standing& s) { return s.score ? s.score->t_change : std::nullopt; }},
    {"met", [](const Standing& s) { return s.rated > 0 ? std::optional(static_cast<double>(s.met) / static_cast<double>(s.rated)) : std::nullopt; }},
    {"rated", [](const Standing& s) { return std::optional(static_cast<double>(s.rated)); }},
    {"days", [](const Standing& s) { return s.days ? std::optional(-static_cast<double>(*s.days)) : std::nullopt; }},
    {"next_due", [](const Standing& s) { return number_of(s.next_due); }},
    {"attention", [](const Standing& s) { return std::optional(-static_cast<double>(s.attention)); }},
    {"t_rated", [](const Standing& s) { return s.score ? std::optional<double>(s.score->rated) : std::nullopt; }},
    {"t_active", [](const Standing& s) { return s.score ? std::optional<double>(-s.score->active) : std::nullopt; }},
}};

void add_plan(const PlanAt& at, const PlanCourse& course, const CaseloadCommand& command, CaseloadRows& rows)
{
    auto standing = standing_of(at.plan, course, command.course);
    if (auto* known = std::get_if<Standing>(&standing)) {  // of weights that are missing, the course tells
        auto cells = standing_cells(at.plan, *known, command.course.day, at.file, command.for_people(), command.writing.digits);
        rows.push_back({at.plan.id, at.file, at.plan.covariates, std::move(*known), std::move(cells)});
    }
}

/// Names of the covariates, in the order in which they come.
std::vector<std::string> covariates_of(const CaseloadRows& rows)
{
    std::vector<std::string> names;
    std::map<std::string_view, bool> known;
    for (const auto& row : rows) {
        for (const auto& covariate : row.covariates) {
            if (known.emplace(covariate.name, true).second) {
                names.push_back(covariate.name);
            }
        }
    }
    return names;
}

std::vector<Column> own_columns(bool for_people)
{
    auto columns = standing_columns(for_people);
    columns.insert(columns.begin(), whole_column("id"));
    return columns;
}

std::string refused(std::string_view option, std::string_view takes, const std::string& name, const std::vector<std::string_view>& known)
{
    const auto near = nearest(name, known);
    return fmt::format("{} takes {}, not \"{}\"{}", option, takes, visible(name), near.empty() ? "" : fmt::format("; did you mean {}?", visible(near)));
}

/// How columns of covariates are called beside others.
std::vector<std::string> called_beside(const std::vector<Column>& own, const std::vector<std::string>& covariates)
{
    Frame frame(own, own.size(), nameless_spool());  // which knows what names are free
    std::vector<std::string> names;
    std::transform(covariates.begin(), covariates.end(), std::back_inserter(names),
                   [&](const auto& covariate) { return frame.columns()[frame.open_column(covariate)].name; });
    return names;
}

/// Sorts by a column, as it is called in the rows. Why it cannot, or empty.
std::string sort_by_column(CaseloadRows& rows, const std::string& column, const std::vector<std::string>& covariates)
{
    const auto* key = std::find_if(sort_keys.begin(), sort_keys.end(), [&](const auto& one) { return one.name == column; });
    if (key != sort_keys.end()) {
        std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
            const auto left = key->of(a.standing);
            const auto right = key->of(b.standing);
            return left && (!right || *left < *right);
        });
        return "";
    }
    const auto own = own_columns(false);
    const auto called = called_beside(own, covariates);
    const auto covariate = covariates.begin() + (std::find(called.begin(), called.end(), column) - called.begin());
    const bool is_own = std::any_of(own.begin(), own.end(), [&](const Column& one) { return one.name == column; });
    if (!is_own && covariate == covariates.end()) {
        std::vector<std::string_view> known(covariates.begin(), covariates.end());
        std::transform(own.begin(), own.end(), std::back_inserter(known), [](const Column& one) { return std::string_view(one.name); });
        return refused("--sort", "a column or a covariate", column, known);
    }
    const auto text = [&](const CaseloadRow& row) {
        const auto rater = row.standing.score ? std::string_view(row.standing.score->rater) : std::string_view();
        return !is_own              ? row.covariate(*covariate)
               : column == "id"     ? std::string_view(row.id)
               : column == "file"   ? row.file
               : column == "rater"  ? rater
               : column == "reason" ? row.standing.reason
                                    : "";
    };
    std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) {
        const auto left = text(a);
        const auto right = text(b);
        return left.empty() != right.empty() ? right.empty() : natural_less(left, right);
    });
    return "";
}

/// Why rows cannot be put into the order that is asked for; empty where they are.
std::string sort_rows(CaseloadRows& rows, const CaseloadCommand& command, const std::vector<std::string>& covariates)
{
    const auto is_covariate = [&](std::string_view name) { return std::find(covariates.begin(), covariates.end(), name) != covariates.end(); };
    const auto by = std::find_if(command.by.begin(), command.by.end(), [&](const auto& name) { return !is_covariate(name); });
    if (by != command.by.end()) {
        return refused("--by", "covariates of the plans", *by, {covariates.begin(), covariates.end()});
    }
    if (!command.sort.empty()) {
        if (auto wrong = sort_by_column(rows, command.sort, covariates); !wrong.empty()) {
            return wrong;
        }
    }
    for (auto name = command.by.rbegin(); name != command.by.rend(); ++name) {
        std::stable_sort(rows.begin(), rows.end(), [&](const auto& a, const auto& b) { return natural_less(a.covariate(*name), b.covariate(*name)); });
    }
    return "";
}

/// The participants of a group of --by.
struct CaseloadGroup {
    std::vector<std::string> values;
    std::size_t plans = 0;
    std::size_t goals = 0;
    std::size_t need_attention = 0;  ///< participants
};

std::vector<CaseloadGroup> groups_of(const CaseloadRows& rows, const std::vector<std::string>& by)
{
    std::vector<CaseloadGroup> groups;
    for (const auto& row : rows) {
        std::vector<std::string> values;
        std::transform(by.begin(), by.end(), std::back_inserter(values), [&](const auto& name) { return std::string(row.covariate(name)); });
        if (groups.empty() || groups.back().values != values) {
            groups.push_back({std::move(values)});
        }
        auto& group = groups.back();
        ++group.plans;
        group.goals += row.standing.goals;
        group.need_attention += row.standing.attention > 0 ? 1 : 0;
    }
    return groups;
}

Frame group_frame(const std::vector<CaseloadGroup>& groups, const std::vector<std::string>& by)
{
    std::vector<Column> columns = {integer_column("plans"), integer_column("goals"), integer_column("need_attention")};
    std::vector<Column> of_groups;
    for (auto& name : called_beside(columns, by)) {
        of_groups.push_back(text_column(std::move(name)));
    }
    columns.insert(columns.begin(), of_groups.begin(), of_groups.end());
    std::vector<Cells> rows;
    for (const auto& group : groups) {
        Cells cells;
        std::transform(group.values.begin(), group.values.end(), std::back_inserter(cells), text_cell);
        cells.insert(cells.end(), {integer_cell(group.plans), integer_cell(group.goals), integer_cell(group.need_attention)});
        rows.push_back(std::move(cells));
    }
    return frame_of(std::move(columns), rows);
}

Frame caseload_frame(const CaseloadRows& rows, const std::vector<std::string>& covariates, bool for_people)
{
    const auto own = own_columns(for_people);
    Frame frame(own, own.size() - 1, nameless_spool());
    std::map<std::string_view, std::size_t> places;
    for (const auto& name : covariates) {
        places.emplace(name, frame.open_column(name));
    }
    for (const auto& row : rows) {
        auto cells = row.cells;
        cells.insert(cells.begin() + 1, covariates.size(), Cell{});
        for (const auto& covariate : row.covariates) {
            cells[places.at(covariate.name)] = covariate.quoted ? Cell{covariate.value} : Cell{Literal{covariate.value}};
        }
        frame.add_row(cells);
    }
    return frame;
}

bool write_rows(const CaseloadRows& rows, const CaseloadCommand& command, const CoursesRead& read, const std::vector<std::string>& covariates,
                JsonEnvelope head, const Console& console, Output& output)
{
    const auto frame = caseload_frame(rows, covariates, command.for_people());
    const auto groups = groups_of(rows, command.by);
    const auto of_groups = group_frame(groups, command.by);
    const auto with_groups = !command.by.empty() && of_groups.row_count() > 0;
    if (!command.for_people()) {
        if (with_groups) {
            head.tables = {{"groups", &of_groups}};
        }
        return write_frame(frame, command.writing, head, {}, output);
    }
    auto style = table_style(command.writing, console);
    for (std::size_t i = 0; i < covariates.size(); ++i) {
        const bool is_by = std::find(command.by.begin(), command.by.end(), covariates[i]) != command.by.end();
        style.kept.insert(style.kept.end(), is_by ? 1 : 0, frame.columns()[i + 1].name);  // behind the id, in their order
    }
    if (std::all_of(rows.begin(), rows.end(), [](const auto& row) { return row.standing.reason.empty(); })) {
        style.hidden.emplace_back("reason");
    }
    add_notes(command, read, style);
    const auto need = static_cast<std::size_t>(std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.standing.attention > 0; }));
    const auto lead =
        fmt::format("{}; {}", as_of_words(command, read),
                    need == 0 ? std::string("nobody needs attention") : fmt::format("{} of {} need{} attention", need, rows.size(), need == 1 ? "s" : ""));
    if (!with_groups) {
        return write_led(frame, lead, style, command, output);
    }
    auto below = style;
    below.hidden.clear();
    style.notes.clear();
    return write_led(frame, lead, style, command, output) && output.write("\n") && write_frame(of_groups, command.writing, head, below, output);
}

ExitCode run_caseload(CaseloadCommand& command, Console& console)
{
    if (const auto wrong = resolve_options(command, console); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    command.by = split_list(command.by_text);
    InputList list;
    Output output(command.writing.output, console);
    if (const auto ended = open_run(command, list, output, console)) {
        return *ended;
    }
    CaseloadRows rows;
    auto read = read_courses<CaseloadRows>(
        list, command, console, [&](const PlanAt& at, const PlanCourse& course, CaseloadRows& of_input) { add_plan(at, course, command, of_input); },
        [&](CaseloadRows&& more) { move_behind(rows, std::move(more)); }, [&] { rows = {}; });
    if (const auto ended = tell_run(list, command, output, rows.size(), read, console)) {
        return *ended;
    }
    const auto covariates = covariates_of(rows);
    if (const auto wrong = sort_rows(rows, command, covariates); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    auto head = envelope_of("gas.caseload/1", list, command, read);
    const bool written = write_rows(rows, command, read, covariates, std::move(head), console, output);
    const bool found = std::any_of(rows.begin(), rows.end(), [](const auto& row) { return row.standing.attention > 0; });
    return end_run(written, found, command, read, output, console);
}

}  // namespace

std::function<ExitCode()> add_caseload(CommandLine& line, Console& console)
{
    auto command = std::make_shared<CaseloadCommand>();
    line.text("--by COVARIATE,...", command->by_text, "Participants of one group together, and each group counted: site, or site,arm");
    line.text("--sort COLUMN", command->sort, "The most pressing first by this column, or by a covariate (default: as they are read)");
    add_course_options(line, *command);
    return [command, &console] { return run_caseload(*command, console); };
}

}  // namespace gas::app
