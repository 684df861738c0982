// SPDX-License-Identifier: MIT
#include "input/plan_stream.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "cli/progress.hpp"
#include "gas/check/validate.hpp"
#include "gas/summary/participant_scores.hpp"
#include "gas/tables/table_rows.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// All bytes of a source as a text, or why not.
std::variant<SourceText, Finding> whole_text(const ByteSource& source, const std::string& name, std::size_t max_size)
{
    std::string bytes;
    while (bytes.size() <= max_size) {
        const auto size = bytes.size();
        bytes.resize(size + (std::size_t{64} << 10U));
        const auto n = source(bytes.data() + size, bytes.size() - size, size);
        bytes.resize(size + static_cast<std::size_t>(std::max<std::ptrdiff_t>(n, 0)));
        if (n < 0) {
            return unreadable(name, fmt::format("cannot be read: {}", std::strerror(errno)));
        }
        if (n == 0) {
            break;
        }
    }
    if (bytes.size() > max_size) {
        return larger_than(name, max_size);
    }
    return SourceText{name, std::string(without_bom(bytes))};
}

}  // namespace

Finding weight_finding(const PlanAt& at, const WeightProblem& problem)
{
    if (at.places != nullptr) {
        return gas::weight_finding(at.plan, at.file, *at.places, problem);
    }
    return locate(
               *at.source, *at.lines,
               {diagnose(Rule::mixed_weights, at.ranges->goals[problem.goal].whole, problem.message, problem.hint, at.plan.id, at.plan.goals[problem.goal].id)})
        .front();
}

std::string read_shard(const std::string& text, Shard& shard)
{
    if (text.empty()) {
        return "";
    }
    shard.asked_for = true;
    const auto slash = std::min(text.find('/'), text.size());
    const char* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), text.data() + slash, shard.number);
    const auto second =
        slash < text.size() ? std::from_chars(text.data() + slash + 1, end, shard.count) : std::from_chars_result{end, std::errc::invalid_argument};
    const bool read = first.ec == std::errc{} && first.ptr == text.data() + slash && second.ec == std::errc{} && second.ptr == end;
    if (!read || shard.number < 1 || shard.number > shard.count) {
        return fmt::format("--shard takes I/N, from 1/N to N/N, not \"{}\"", visible(text));
    }
    return "";
}

namespace {

/// A plan file as read, with the errors in it.
struct PlanFile {
    SourceText source;
    std::vector<ReadPlan> plans;            ///< without errors, their names in NFC
    std::map<std::size_t, Plan> written{};  ///< those of which a name was in another form, as they stand in the text
    std::vector<ReadPlan> left_out{};       ///< with errors, as far as they could be read
    std::vector<Finding> problems;
};

/// What a plan file gives beside its results.
struct OfFile {
    std::vector<Finding> problems;
    std::vector<PlanNames> names;
};

PlanFile parse_plan_file(SourceText source)
{
    PlanFile file;
    file.source = std::move(source);
    auto result = read_plans(file.source);
    for (auto& read : result.plans) {
        if (!read.usable) {
            file.left_out.push_back(std::move(read));
            continue;
        }
        auto& plan = file.plans.emplace_back(std::move(read)).plan;
        if (auto composed = with_composed_names(plan)) {
            file.written.emplace(file.plans.size() - 1, std::exchange(plan, std::move(*composed)));
        }
    }
    file.problems = locate(file.source, errors_of(std::move(result.diagnostics)));
    return file;
}

PlanFile read_plan_file(const Input& input, std::size_t max_size, const Console& console)
{
    auto read_text = read_source(input, max_size, console);
    if (auto* problem = std::get_if<Finding>(&read_text)) {
        PlanFile file;
        file.problems.push_back(std::move(*problem));
        return file;
    }
    return parse_plan_file(std::move(std::get<SourceText>(read_text)));
}

}  // namespace

bool may_be_table(const PlanStream& stream, const Input& input)
{
    return stream.kind == "csv" || (stream.kind == "auto" && (is_nameless(input) || is_table_name(input.path) || (stream.scores && is_jsonl_name(input.path))));
}

void tell_without(const PlanStream& stream, std::size_t participants)
{
    stream.console.err(fmt::format("gas: {} no row with \"{}\" in the column \"{}\" of --where; {} without an entry\n",
                                   counted(participants, "participant has", "participants have"), visible(stream.tables.only_text),
                                   visible(stream.tables.only_column), participants == 1 ? "it is kept" : "they are kept"));
}

OpenedInput open_table(const PlanStream& stream, const Input& input)
{
    OpenedInput opened;
    auto open = open_input(input, stream.console);
    if (auto* problem = std::get_if<Finding>(&open)) {
        opened.problems.push_back(std::move(*problem));
        return opened;
    }
    auto table = std::move(std::get<0>(open));
    const auto beginning = beginning_of(table->source());
    const auto names = names_of_rows(beginning);
    const bool are_scores = ScoreTableReader::knows(names);
    opened.is_scores = stream.scores && are_scores;
    opened.is_jsonl = beginning.starts_with('{');
    const auto has = [&](std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); };
    if (are_scores && !stream.scores && stream.tables.columns.empty() && !(has("goal") && has("level"))) {
        auto finding = finding_in(display_name(input), Rule::no_plan, "holds rows of scores that `gas score` wrote, no ratings", "`gas summarize` reads them");
        finding.begin = finding.end = {1, 1};
        opened.problems.push_back(std::move(finding));
        return opened;
    }
    if (stream.scores && opened.is_jsonl && !opened.is_scores) {
        auto finding = finding_in(display_name(input), Rule::no_plan, "is JSON, but no lines that `gas score --format jsonl` wrote",
                                  "of the JSON forms only jsonl is read");
        finding.begin = finding.end = {1, 1};
        opened.problems.push_back(std::move(finding));
        return opened;
    }
    if (opened.is_scores || !is_nameless(input) || stream.kind == "csv" || looks_like_table(beginning)) {
        opened.table = std::move(table);
        return opened;
    }
    auto text = whole_text(table->source(), display_name(input), stream.list.max_size);
    if (auto* problem = std::get_if<Finding>(&text)) {
        opened.problems.push_back(std::move(*problem));
    } else {
        opened.text = std::move(std::get<SourceText>(text));
    }
    return opened;
}

namespace {

/// One run over the inputs of a stream.
class StreamRun {
public:
    StreamRun(const PlanStream& stream, const PlanStreamUser& user)
        : stream_(stream), user_(user), progress_(stream.list.inputs.size(), stream.quiet, stream.console)
    {
    }

    void run()
    {
        const auto& inputs = stream_.list.inputs;
        for (std::size_t i = 0; i < inputs.size() && go_on_; ++i) {
            if (may_be_table(stream_, inputs[i])) {
                read_files();
                if (go_on_) {
                    read_opened(inputs[i]);
                }
            } else if (stream_.shard.has(plan_number_++)) {
                files_.push_back(i);
            }
        }
        if (go_on_) {
            read_files();
        }
    }

private:
    bool take(std::size_t place, const OfFile& file)
    {
        for (const auto& of_plan : file.names) {
            stream_.names->see(of_plan);
        }
        return take(place, file.problems, true);
    }
    bool take(std::size_t place, const std::vector<Finding>& problems, bool is_last)
    {
        if (is_last) {
            progress_.step();
        }
        if (!problems.empty()) {
            progress_.clear();
            stream_.report(problems);
        }
        go_on_ = user_.take(place);
        return go_on_;
    }

    /// The result of a plan file goes to `place`.
    [[nodiscard]] OfFile do_file(PlanFile file, std::size_t place) const
    {
        OfFile of_file;
        std::vector<Finding> found;
        const LineIndex lines(file.source.bytes);
        const auto see_names = [&](const Plan& plan, const PlanRanges& ranges) {
            if (stream_.names != nullptr) {
                of_file.names.push_back(names_of(plan, ranges, file.source.name, lines, false));
            }
        };
        for (std::size_t i = 0; i < file.plans.size(); ++i) {
            const auto& [plan, ranges, usable] = file.plans[i];
            const auto written = file.written.find(i);
            see_names(written == file.written.end() ? plan : written->second, ranges);
            user_.work(PlanAt{plan, file.source.name, &file.source, &lines, &ranges}, place, found);
        }
        for (const auto& read : file.left_out) {
            see_names(read.plan, read.ranges);
        }
        of_file.problems = std::move(file.problems);
        of_file.problems.insert(of_file.problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
        return of_file;
    }

    /// The plan files that stand together, on many threads.
    void read_files()
    {
        std::vector<OfFile> done(places_in_order(files_.size(), stream_.jobs));
        run_in_order(
            files_.size(), stream_.jobs,
            [&](std::size_t i, std::size_t place) {
                done[place] = do_file(read_plan_file(stream_.list.inputs[files_[i]], stream_.list.max_size, stream_.console), place);
            },
            [&](std::size_t place) { return take(place, std::exchange(done[place], {})); });
        files_.clear();
    }

    /// A table, or what standard input holds.
    void read_opened(const Input& input)
    {
        auto opened = open_table(stream_, input);
        if (opened.is_scores) {
            auto problem = stream_.scores(opened.table->source(), display_name(input), opened.is_jsonl);
            take(0, problem ? std::vector<Finding>{std::move(*problem)} : std::vector<Finding>(), true);
        } else if (opened.table) {
            read_table(*opened.table, display_name(input));
        } else if (!opened.text) {
            take(0, opened.problems, true);
        } else if (stream_.shard.has(plan_number_++)) {
            take(0, do_file(parse_plan_file(std::move(*opened.text)), 0));
        }
    }

    void read_table(const OpenInput& table, const std::string& name)
    {
        std::size_t number = 0;
        std::vector<Finding> problems;
        std::vector<Finding> of_participants;
        const auto see_names = [&](const Plan& plan, const RatingGrid* grid, const RatingTablePlaces& places, bool left_out) {
            if (stream_.names != nullptr) {
                stream_.names->see(name, plan, grid, places.row, places.goals, places.entries, places.written, left_out);
            }
        };
        const auto do_participant = [&](const PlanAt& at) {
            if (!stream_.shard.has(number++)) {
                return true;
            }
            see_names(at.plan, at.grid, *at.places, false);
            user_.work(at, 0, of_participants);
            return take(0, {}, false);
        };
        RatingTableSink sink;
        if (stream_.grids) {
            sink.grid = [&](const Plan& plan, const RatingGrid& grid, const RatingTablePlaces& places) {
                return do_participant(PlanAt{plan, name, nullptr, nullptr, nullptr, &places, &grid});
            };
        } else {
            sink.plan = [&](const Plan& plan, const RatingTablePlaces& places) {
                return do_participant(PlanAt{plan, name, nullptr, nullptr, nullptr, &places, nullptr});
            };
        }
        sink.left_out = [&](const Plan& plan, const RatingGrid& grid, const RatingTablePlaces& places, bool) { see_names(plan, &grid, places, true); };
        sink.columns = stream_.table_columns;
        sink.problem = [&](Finding finding) {
            if (finding.severity == Severity::error) {
                problems.push_back(std::move(finding));
            }
        };
        sink.without_only_text = [&](std::size_t participants) { tell_without(stream_, participants); };
        if (stream_.list.inputs.size() == 1 && user_.restart) {
            sink.restart = [&] {
                number = 0;
                problems.clear();
                of_participants.clear();
                if (stream_.names != nullptr) {
                    *stream_.names = StudyNames();
                }
                user_.restart();
            };
        }
        read_rating_table(table.source(), name, stream_.tables, sink);
        if (go_on_) {
            std::stable_sort(problems.begin(), problems.end(), [](const Finding& a, const Finding& b) { return a.begin.line < b.begin.line; });
            problems.insert(problems.end(), std::make_move_iterator(of_participants.begin()), std::make_move_iterator(of_participants.end()));
            take(0, problems, true);
        }
    }

    const PlanStream& stream_;
    const PlanStreamUser& user_;
    Progress progress_;
    std::vector<std::size_t> files_;  ///< plan files that stand together, as indices of inputs
    std::size_t plan_number_ = 0;
    bool go_on_ = true;
};

}  // namespace

void run_plan_stream(const PlanStream& stream, const PlanStreamUser& user) { StreamRun(stream, user).run(); }

}  // namespace gas::app
