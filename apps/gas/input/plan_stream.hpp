// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/console.hpp"
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
    const PlanRanges* ranges = nullptr;         ///< of a plan file
    const RatingTablePlaces* places = nullptr;  ///< of a table
    const RatingGrid* grid = nullptr;           ///< of a table, where numbers were asked for: the plan then has no ratings
};

/// What is wrong with a goal's weights, at the goal.
Finding weight_finding(const PlanAt& at, const WeightProblem& problem);
/// A finding at the goal of a table's participant.
Finding table_finding(const PlanAt& at, std::size_t goal, Rule rule, std::string message, std::string hint);

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

/// A plan file as read, with the errors in it.
struct PlanFile {
    SourceText source;
    std::vector<ReadPlan> plans;  ///< without errors
    std::vector<Finding> problems;
};
PlanFile read_plan_file(const Input& input, std::size_t max_size, const Console& console);
PlanFile parse_plan_file(SourceText source);

/// What `for_each_plan` is told.
struct PlanStream {
    const InputList& list;
    const RatingTableOptions& tables;
    std::string kind = "auto";  ///< as TableOptions has it
    std::size_t jobs = 1;
    Shard shard{};
    const Console& console;
    bool grids = false;  ///< of tables, numbers alone are asked for
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
/// Whether input number `i` has to be opened to see what it is, or is a table by its name.
bool may_be_table(const PlanStream& stream, const Input& input);
OpenedInput open_table(const PlanStream& stream, const Input& input);

/// Calls `work(plan, result, problems)` for each plan of each input, and `take(result, problems, is_last_of_input)` on this thread in the order of the inputs:
/// once for a plan file, once for each participant of a table; the problems of a table, its rows' and then its participants', come with its last. `restart`
/// says that the participants of a table come again, from the first; it is only called where that table is the only input. `take` gives false to stop.
template <typename Result, typename Work, typename Take>
void for_each_plan(const PlanStream& stream, Work work, Take take, const std::function<void()>& restart)
{
    struct Done {
        Result result;
        std::vector<Finding> problems;
    };
    const auto& inputs = stream.list.inputs;
    bool go_on = true;
    const auto do_file = [&](const PlanFile& file) {
        Done done;
        std::vector<Finding> found;
        for (const auto& read : file.plans) {
            work(PlanAt{read.plan, file.source.name, &file.source, &read.ranges, nullptr, nullptr}, done.result, found);
        }
        done.problems = file.problems;
        done.problems.insert(done.problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        return done;
    };
    const auto take_done = [&](Done done) {
        go_on = take(std::move(done.result), std::move(done.problems), true);
        return go_on;
    };
    const auto do_table = [&](const OpenInput& table, const std::string& name) {
        const bool alone = inputs.size() == 1 && restart;
        std::size_t number = 0;
        std::vector<Finding> problems;
        std::vector<Finding> of_participants;
        RatingTableSink sink;
        Result result;  // its room is used again
        const auto do_participant = [&](const PlanAt& at) {
            if (!stream.shard.has(number++)) {
                return true;
            }
            result = Result();
            work(at, result, of_participants);
            go_on = take(std::move(result), {}, false);
            return go_on;
        };
        if (stream.grids) {
            sink.grid = [&](const Plan& plan, const RatingGrid& grid, const RatingTablePlaces& places) {
                return do_participant(PlanAt{plan, name, nullptr, nullptr, &places, &grid});
            };
        } else {
            sink.plan = [&](const Plan& plan, const RatingTablePlaces& places) {
                return do_participant(PlanAt{plan, name, nullptr, nullptr, &places, nullptr});
            };
        }
        sink.columns = stream.table_columns;
        sink.problem = [&](Finding finding) {
            if (finding.severity == Severity::error) {
                problems.push_back(std::move(finding));
            }
        };
        sink.without_only_text = [&](std::size_t participants) { tell_without(stream, participants); };
        if (alone) {
            sink.restart = [&] {
                number = 0;
                problems.clear();
                of_participants.clear();
                restart();
            };
        }
        read_rating_table(table.source(), name, stream.tables, sink);
        if (go_on) {
            std::stable_sort(problems.begin(), problems.end(), [](const Finding& a, const Finding& b) { return a.begin.line < b.begin.line; });
            problems.insert(problems.end(), std::make_move_iterator(of_participants.begin()), std::make_move_iterator(of_participants.end()));
            take_done({Result(), std::move(problems)});
        }
    };
    std::vector<std::size_t> files;  // plan files that stand together
    std::size_t plan_number = 0;
    const auto do_files = [&] {
        in_order<Done>(
            files.size(), stream.jobs, [&](std::size_t i) { return do_file(read_plan_file(inputs[files[i]], stream.list.max_size, stream.console)); },
            take_done);
        files.clear();
    };
    for (std::size_t i = 0; i < inputs.size() && go_on; ++i) {
        if (!may_be_table(stream, inputs[i])) {
            if (stream.shard.has(plan_number++)) {
                files.push_back(i);
            }
            continue;
        }
        do_files();
        if (!go_on) {
            return;
        }
        auto opened = open_table(stream, inputs[i]);
        if (opened.is_scores) {
            auto problem = stream.scores(opened.table->source(), display_name(inputs[i]), opened.is_jsonl);
            take_done({Result(), problem ? std::vector<Finding>{std::move(*problem)} : std::vector<Finding>()});
        } else if (opened.table) {
            do_table(*opened.table, display_name(inputs[i]));
        } else if (!opened.text) {
            take_done({Result(), opened.problems});
        } else if (stream.shard.has(plan_number++)) {
            take_done(do_file(parse_plan_file(std::move(*opened.text))));
        }
    }
    if (go_on) {
        do_files();
    }
}

}  // namespace gas::app
