// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/console.hpp"
#include "gas/check/study_names.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/tables/rating_table.hpp"
#include "input/inputs.hpp"
#include "input/tables.hpp"
#include "input/work.hpp"

namespace gas::app {

/// A plan and where it stands: in a plan file, or as rows of a table.
struct PlanAt {
    const Plan& plan;
    const std::string& file;
    const SourceText* source = nullptr;         ///< of a plan file
    const LineIndex* lines = nullptr;           ///< of a plan file
    const PlanRanges* ranges = nullptr;         ///< of a plan file
    const RatingTablePlaces* places = nullptr;  ///< of a table
    const RatingGrid* grid = nullptr;           ///< of a table, where numbers were asked for: the plan then has no ratings
};

/// What is wrong with a goal's weights, at the goal.
Finding weight_finding(const PlanAt& at, const WeightProblem& problem);

/// Part `number` (from 1) of `count`: every count-th plan file, and every count-th participant of a table.
struct Shard {
    std::size_t number = 1;
    std::size_t count = 1;
    [[nodiscard]] bool has(std::size_t index) const { return index % count == number - 1; }
    /// "3/8"; empty for the whole.
    [[nodiscard]] std::string label() const { return count > 1 || asked_for ? std::to_string(number) + "/" + std::to_string(count) : std::string(); }
    bool asked_for = false;  ///< also as 1/1
};

/// Reads "2/8"; a message where it is no such thing. Empty: all.
std::string read_shard(const std::string& text, Shard& shard);

/// What `for_each_plan` is told.
struct PlanStream {
    const InputList& list;
    const RatingTableOptions& tables;
    std::string kind = "auto";  ///< as TableOptions has it
    std::size_t jobs = 1;
    Shard shard{};
    const Console& console;
    /// Tells what is wrong with an input or a plan in it, before that is taken; a stream that is run has one.
    std::function<void(const std::vector<Finding>&)> report{};
    StudyNames* names = nullptr;  ///< gets the names of all that is read, also of what has an error
    bool quiet = true;            ///< no progress is shown
    bool grids = false;           ///< of tables, numbers alone are asked for
    std::function<void(const std::vector<std::string>& covariates)> table_columns{};
    /// Takes an input that holds scores, csv or (`is_jsonl`) a JSON object a line, where the command can do with them; gives what is wrong with it.
    std::function<std::optional<Finding>(const ByteSource&, const std::string& name, bool is_jsonl)> scores{};
};

/// An input that is a table, or a text that came by standard input and is a plan.
struct OpenedInput {
    std::unique_ptr<OpenInput> table;
    bool is_scores = false;  ///< the table is what `gas score` wrote
    bool is_jsonl = false;
    std::optional<SourceText> text;
    std::vector<Finding> problems;
};
/// Says on standard error that so many participants of a table have no row that --where lets through.
void tell_without(const PlanStream& stream, std::size_t participants);
/// Whether an input has to be opened to see what it is, or is a table by its name.
bool may_be_table(const PlanStream& stream, const Input& input);
OpenedInput open_table(const PlanStream& stream, const Input& input);

/// What a command does with the plans of a stream. Results are the command's own: the stream knows them by their place alone.
struct PlanStreamUser {
    std::function<void(const PlanAt&, std::size_t place, std::vector<Finding>& problems)> work;
    std::function<bool(std::size_t place)> take;
    std::function<void()> restart;  ///< may be empty
};
void run_plan_stream(const PlanStream& stream, const PlanStreamUser& user);

/// Calls `work(plan, result, problems)` for each plan of each input, and `take(result)` on this thread in the order of the inputs:
/// once for a plan file, once for each participant of a table; the problems of a table, its rows' and then its participants', are told before its last.
/// `restart` says that the participants of a table come again, from the first; it is only called where that table is the only input. `take` gives false to
/// stop. The plans of a table come one after the other on this thread, those of plan files on many: `work` may write to nothing but its result and problems.
template <typename Result, typename Work, typename Take>
void for_each_plan(const PlanStream& stream, Work work, Take take, const std::function<void()>& restart)
{
    std::vector<Result> results(places_in_order(stream.list.inputs.size(), stream.jobs));
    run_plan_stream(stream, {[&](const PlanAt& at, std::size_t place, std::vector<Finding>& problems) { work(at, results[place], problems); },
                             [&](std::size_t place) { return take(std::exchange(results[place], Result())); }, restart});
}

}  // namespace gas::app
