// SPDX-License-Identifier: MIT
#include "edit/rate_table.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "edit/entry_defaults.hpp"
#include "edit/past.hpp"
#include "edit/plan_edit.hpp"
#include "edit/plan_file.hpp"
#include "edit/rating_told.hpp"
#include "gas/diff/facts.hpp"
#include "gas/findings/findings.hpp"
#include "gas/plan/baseline.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/unified_diff.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// Why a participant's ratings are not taken.
struct Refusal {
    std::size_t row = 0;
    EditProblem problem;
};

/// What the plan gets of a rating: the measured value where the goal has ranges, and the level follows from it; else what the level's cell says.
std::variant<std::string, EditProblem> recorded_in(const Goal& goal, GoalRating rating)
{
    const auto with_value = recorded_text(rating);
    const auto value = std::exchange(rating.value, std::nullopt);
    const auto said = recorded_text(rating);
    if (!value || rating.word || !goal.has_ranges()) {
        return said;
    }
    const auto* step = goal.holding(*value);
    if (step != nullptr && step->level == rating.level) {
        return with_value;
    }
    return EditProblem{fmt::format("goal \"{}\": the level is {}, but {} is {}", goal.id, said, rating_in_words(goal, with_value),
                                   step != nullptr ? "level " + to_string(step->level) : "in none of its ranges"),
                       "correct the one that is wrong, or leave the value out"};
}

/// What the table says of goals and of the participant, which a plan does not get from it: tells where the plan says something else, and gathers the names
/// of what some plan does not say.
class OtherColumns {
public:
    void compare(const std::string& row_of, const Plan& rows, const RatingTablePlaces& places, const ReadPlan& read, const Console& console)
    {
        const auto in_plan = fact_values(read.plan, read.ranges);
        for (const auto& fact : facts_of(rows, {}, own_names(rows))) {
            if (fact.entry || fact.kind == FactKind::plan_id || fact.kind == FactKind::goal) {
                continue;
            }
            const auto found = in_plan.find(fact.path);
            auto kept = found != in_plan.end() ? std::optional(found->second) : std::nullopt;
            if (fact.kind == FactKind::goal_baseline && !kept) {
                const auto level = baseline_of(read.plan, *find_goal(read.plan, rows.goals[*fact.goal].id), rows.ratings.back().rater).level;
                kept = level ? std::optional(to_string(*level)) : std::nullopt;
            }
            const auto name = fact.kind == FactKind::covariate ? fact.name : std::string(key_info(fact.kind).name());
            if (!kept) {
                unsaid_.insert(name);
            } else if (*kept != fact.value) {
                const auto values = is_free_text(fact.kind) ? std::string("another") : fmt::format("{} here, {}", fact.value, *kept);
                console.err(visible(fmt::format("{}:{}: {}: {}{} is {} in the plan, which keeps it", row_of, fact.goal ? places.goals[*fact.goal] : places.row,
                                                rows.id, fact.goal ? fmt::format("goal \"{}\": ", rows.goals[*fact.goal].id) : "", name, values)) +
                            "\n");
            }
        }
    }
    [[nodiscard]] const std::set<std::string>& unsaid() const { return unsaid_; }

private:
    std::set<std::string> unsaid_;
};

/// A text with the entries of a participant, and those that were not in it before.
struct AllPut {
    std::string text{};
    std::vector<std::pair<NewEntry, RatingsPut>> entries{};
};

struct TableRun {
    const TableOfRatings& table;
    Console& console;
    PlanFiles plans;
    std::size_t written = 0;
    std::size_t unchanged = 0;
    std::size_t refused = 0;
    OtherColumns others{};

    void refuse(const Refusal& refusal)
    {
        ++refused;
        const auto& [message, hint, of_layout] = refusal.problem;
        console.err(fmt::format("{}:{}: {}\n{}", visible(table.file), refusal.row, visible(message), hint.empty() ? "" : "hint: " + visible(hint) + "\n"));
    }

    /// What the table says of entry number `e`, and the options where it says nothing; the rest is the plan's to say.
    [[nodiscard]] std::variant<NewEntry, Refusal> entry_of(const Plan& rows, const RatingTablePlaces& places, std::size_t e, const Plan& plan) const
    {
        const auto& row = rows.ratings[e];
        const auto& words = table.words;
        NewEntry entry{row.dated ? row.date : words.day, row.occasion.empty() ? words.occasion : row.occasion, row.rater.empty() ? words.rater : row.rater,
                       row.role ? row.role : from_word<Role>(words.role)};
        if (const auto now = today(); now && *now < entry.date && !table.force_date) {
            return Refusal{places.entries[e], {fmt::format("{} has not come yet", to_string(entry.date)), "--force-date rates it all the same"}};
        }
        for (std::size_t i = 0; i < row.levels.size(); ++i) {
            const auto& id = rows.goals[row.levels[i].goal].id;
            const auto goal = find_goal(plan, id);
            if (!goal) {
                const auto near = goal_nearly_called(plan, id);
                return Refusal{places.ratings[e][i],
                               {fmt::format("the plan has no goal \"{}\"", id), near.empty() ? std::string() : fmt::format("did you mean \"{}\"?", near)}};
            }
            auto recorded = recorded_in(plan.goals[*goal], row.levels[i]);
            if (auto* problem = std::get_if<EditProblem>(&recorded)) {
                return Refusal{places.ratings[e][i], std::move(*problem)};
            }
            entry.levels.push_back({id, std::get<std::string>(std::move(recorded))});
        }
        return entry;
    }

    /// A word whose level in the table, by its baseline, is not the one that it has in the plan.
    static std::optional<Refusal> other_level(const Plan& rows, const RatingTablePlaces& places, std::size_t e, const NewEntry& entry, const Plan& plan)
    {
        const auto& levels = rows.ratings[e].levels;
        const auto* put = find_entry(plan, entry);
        for (std::size_t i = 0; i < levels.size(); ++i) {
            const auto* rating = put->of(*find_goal(plan, entry.levels[i].goal));
            if (levels[i].word && levels[i].level && rating->level && levels[i].level != rating->level) {
                return Refusal{places.ratings[e][i],
                               {fmt::format("goal \"{}\": {} is level {} by the baseline of the table, and {} by that of the plan", entry.levels[i].goal,
                                            entry.levels[i].recorded, to_string(*levels[i].level), to_string(*rating->level)),
                                "correct the baseline, or write the level"}};
            }
        }
        return std::nullopt;
    }

    std::variant<AllPut, Refusal> put_all(const PlanFile& file, const std::string& bytes, const Plan& rows, const RatingTablePlaces& places) const
    {
        AllPut all{bytes, {}};
        auto& text = all.text;
        auto read = read_plan_bytes(text);
        for (std::size_t e = 0; e < rows.ratings.size(); ++e) {
            const auto* plan = plan_in(read, rows.id);
            if (plan == nullptr) {
                return Refusal{places.row, {"the plan has gone", ""}};
            }
            auto made = entry_of(rows, places, e, plan->plan);
            if (auto* refusal = std::get_if<Refusal>(&made)) {
                return std::move(*refusal);
            }
            auto& entry = std::get<NewEntry>(made);
            auto problem = complete_entry(entry, plan->plan, entry.rater.empty() ? default_rater(console, file.input.path) : "", nullptr);
            if (problem) {
                return Refusal{places.entries[e], *std::move(problem)};
            }
            auto put = put_ratings(text, rows.id, entry, table.words.update);
            if (auto* wrong = std::get_if<EditProblem>(&put)) {
                return Refusal{places.entries[e], std::move(*wrong)};
            }
            auto& made_now = std::get<RatingsPut>(put);
            if (text != made_now.text) {
                text = made_now.text;
                all.entries.emplace_back(entry, std::move(made_now));
            }
            read = read_plan_bytes(text);
            if (auto refusal = other_level(rows, places, e, entry, plan_in(read, rows.id)->plan)) {
                return *std::move(refusal);
            }
        }
        auto problem = table.words.past ? std::nullopt : past_is_kept(file, bytes, text);
        return problem ? std::variant<AllPut, Refusal>(Refusal{places.row, *std::move(problem)}) : std::move(all);
    }

    /// Tells what is not taken over of the rows that were.
    void tell_others(const Plan& rows, const RatingTablePlaces& places, const std::string& bytes)
    {
        const auto read = read_plan_bytes(bytes);
        const auto& plan = *plan_in(read, rows.id);
        others.compare(table.file, rows, places, plan, console);
        for (std::size_t e = 0; e < rows.ratings.size(); ++e) {
            const auto& levels = rows.ratings[e].levels;
            for (std::size_t i = 0; i < levels.size(); ++i) {
                const auto& goal = plan.plan.goals[*find_goal(plan.plan, rows.goals[levels[i].goal].id)];
                if (levels[i].value && (levels[i].word || !goal.has_ranges())) {
                    console.err(fmt::format("{}:{}: {}: goal \"{}\": the value is not taken over: {}\n", visible(table.file), places.ratings[e][i],
                                            visible(rows.id), goal.id, levels[i].word ? "the rating is a word" : "its levels have no ranges"));
                }
            }
        }
    }

    /// What was done, and how it is taken back, the last first.
    [[nodiscard]] std::string told_of_all(const PlanFile& file, const AllPut& all) const
    {
        const auto read = read_plan_bytes(all.text);
        const auto* plan = plan_in(read, file.id);
        std::string done;
        std::string undone;
        for (const auto& [entry, put] : all.entries) {
            done += told_of(plan->plan, entry, put) + "\n";
            undone.insert(0, undoing(plan->plan, file.input.path, entry, put, table.words.past));
        }
        return done + undone;
    }

    bool take(const Plan& rows, const RatingTablePlaces& places)
    {
        const auto found = plans.by_id.find(rows.id);
        if (found == plans.by_id.end() || found->second.size() > 1) {
            refuse({places.row,
                    {found == plans.by_id.end() ? fmt::format("no plan here has the id {}", rows.id)
                                                : fmt::format("{} plans here have the id {}", found->second.size(), rows.id),
                     ""}});
            return true;
        }
        const PlanFile file{found->second[0], rows.id};
        std::string before;
        AllPut after;
        std::size_t row = places.row;
        const auto change = [&](const std::string& bytes) -> ChangedFile {
            before = bytes;
            auto edited = put_all(file, bytes, rows, places);
            if (auto* refusal = std::get_if<Refusal>(&edited)) {
                row = refusal->row;
                return std::move(refusal->problem);
            }
            after = std::get<AllPut>(std::move(edited));
            return after.text == bytes || table.dry_run ? ChangedFile(NothingToChange()) : ChangedFile(after.text);
        };
        auto done = change_plan(file.input.path, console, change, plans.max_size);
        if (done.outcome == PlanEdit::Outcome::refused) {
            refuse({row, {fmt::format("{}: {}", rows.id, done.message), std::move(done.hint)}});
            return true;
        }
        if (!done.message.empty()) {
            console.err("gas: " + done.message + "\n");
        }
        tell_others(rows, places, after.text);
        (before == after.text ? unchanged : written) += 1;
        const bool told =
            console.out(table.dry_run ? unified_diff(before, after.text, visible(file.input.path)) : told_of_all(file, after)) && console.flush_out();
        if (!told && before != after.text && !table.dry_run) {
            console.err(fmt::format("gas: {} is changed, though it could not be told\n", visible(file.input.path)));
        }
        if (told && !table.dry_run) {
            tell_new_findings(file.input.path, before, after.text, console);
        }
        return told;
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
    auto reading = table.tables.reading;
    reading.for_plans = true;
    RatingTableSink sink;
    sink.left_out = [&](const Plan&, const RatingGrid&, const RatingTablePlaces&, bool) { ++run.refused; };
    sink.plan = [&](const Plan& rows, const RatingTablePlaces& places) { return run.take(rows, places); };
    sink.problem = [&](const Finding& finding) {
        row_errors = row_errors || finding.severity == Severity::error;
        console.err(as_text(finding, {}));
    };
    read_rating_table(std::get<std::unique_ptr<OpenInput>>(opened)->source(), table.file, reading, sink);
    if (const auto& unsaid = run.others.unsaid(); !unsaid.empty()) {
        const std::vector<std::string_view> names(unsaid.begin(), unsaid.end());
        console.err(visible(fmt::format("{}: plans get ratings alone, and no {}", table.file, listed(names))) + "\n");
    }
    console.err(fmt::format("{}: {} {}, {} as {}, {} refused\n", visible(table.file), counted(run.written, "plan"), table.dry_run ? "to be changed" : "changed",
                            run.unchanged, run.unchanged == 1 ? "it was" : "they were", run.refused));
    return run.refused > 0 || row_errors ? ExitCode::failed : table.dry_run && run.written > 0 ? ExitCode::findings : ExitCode::done;
}

}  // namespace gas::app
