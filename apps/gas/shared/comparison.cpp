// SPDX-License-Identifier: MIT
#include "shared/comparison.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "cli/options.hpp"
#include "gas/read/read_plans.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

/// One side's files as read, and a list of all its plans.
struct ReadSide {
    std::vector<std::vector<Range>> error_lines;  ///< of each file
    struct At {
        std::size_t file;
        std::size_t plan;
    };
    std::vector<ReadResult> files;
    std::vector<At> plans;
    std::vector<PlanKey> keys;
};

/// The lines that errors stand on: they may have been mended by guess to read on.
std::vector<Range> lines_of_errors(const std::vector<Diagnostic>& diagnostics, std::string_view text)
{
    std::vector<Range> lines;
    for (const auto& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::error) {
            const auto before = diagnostic.range.begin == 0 ? std::string_view::npos : text.rfind('\n', diagnostic.range.begin - 1);
            const auto begin = before == std::string_view::npos ? 0 : before + 1;
            const auto end = std::min(text.find('\n', diagnostic.range.begin), text.size());
            lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        }
    }
    return lines;
}

ReadSide read_side(const std::vector<FileVersion>& files, Comparison& found)
{
    ReadSide side;
    const auto take = [&](ReadResult result) {
        const auto& file = files[side.files.size()];
        side.error_lines.emplace_back();
        if (result.has_errors()) {
            side.error_lines.back() = lines_of_errors(result.diagnostics, file.source.bytes);
            std::vector<Diagnostic> errors;
            std::copy_if(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(errors),
                         [](const auto& diagnostic) { return diagnostic.severity == Severity::error; });
            auto located = locate(file.source, std::move(errors));
            found.problems.insert(found.problems.end(), std::make_move_iterator(located.begin()), std::make_move_iterator(located.end()));
            found.broken.push_back(file.source.name);
        }
        for (std::size_t p = 0; p < result.plans.size(); ++p) {
            side.plans.push_back({side.files.size(), p});
            side.keys.push_back({result.plans[p].plan.id, file.key});
            for (const auto& goal : result.plans[p].plan.goals) {
                found.goals.insert(goal.id);
            }
        }
        side.files.push_back(std::move(result));
        return true;
    };
    // reading is most of the work of a comparison
    in_order<ReadResult>(
        files.size(), thread_count(0), [&](std::size_t f) { return read_plans(files[f].source); }, take);
    return side;
}

/// Where a range of a text begins and ends, for a reader.
void set_places(const std::optional<Range>& range, const LineIndex* lines, Position& begin, Position& end)
{
    if (range && *range != Range{} && lines != nullptr) {
        begin = lines->position(range->begin);
        end = lines->position(std::max(range->begin, range->end));
    }
}

/// Line indices of files, made where they are asked for.
class LineIndices {
public:
    explicit LineIndices(const std::vector<FileVersion>& files) : files_(files) {}
    const LineIndex& of(std::size_t file)
    {
        const auto found = made_.find(file);
        return found != made_.end() ? found->second : made_.emplace(file, LineIndex(files_[file].source.bytes)).first->second;
    }

private:
    const std::vector<FileVersion>& files_;
    std::map<std::size_t, LineIndex> made_;
};

/// Both sides as read, and which of their files have errors.
struct ReadSides {
    const DiffSides& sides;
    ReadSide old_side;
    ReadSide new_side;
    std::set<std::string_view> broken_keys{};  ///< such a file says nothing about what is gone from it

    [[nodiscard]] static const ReadPlan* plan(const ReadSide& side, const std::optional<std::size_t>& number)
    {
        return number ? &side.files[side.plans[*number].file].plans[side.plans[*number].plan] : nullptr;
    }
};

ReadSides read_both(const DiffSides& sides, Comparison& found)
{
    ReadSides read{sides, read_side(sides.old_files, found), read_side(sides.new_files, found)};
    for (const auto* side : {&read.old_side, &read.new_side}) {
        const auto& files = side == &read.old_side ? sides.old_files : sides.new_files;
        for (std::size_t f = 0; f < files.size(); ++f) {
            if (side->files[f].has_errors()) {
                read.broken_keys.insert(files[f].key);
            }
        }
    }
    return read;
}

/// What differs between the two plans of a pair; the places of the changes are not set yet.
ComparedPlan compare_pair(const ReadSides& read, const PlanPair& pair, bool keep_plan)
{
    const auto* old_plan = ReadSides::plan(read.old_side, pair.old_plan);
    const auto* new_plan = ReadSides::plan(read.new_side, pair.new_plan);
    const auto* old_file = old_plan != nullptr ? &read.sides.old_files[read.old_side.plans[*pair.old_plan].file] : nullptr;
    const auto* new_file = new_plan != nullptr ? &read.sides.new_files[read.new_side.plans[*pair.new_plan].file] : nullptr;
    const auto side_of = [](const ReadPlan& plan, const ReadSide& side, std::size_t number) {
        return PlanSide{plan.plan, plan.ranges, plan.usable, side.error_lines[side.plans[number].file]};
    };
    ComparedPlan compared;
    compared.id = (new_plan != nullptr ? new_plan : old_plan)->plan.id;
    compared.old_name = old_file != nullptr ? old_file->source.name : "";
    compared.new_name = new_file != nullptr ? new_file->source.name : "";
    if (old_plan != nullptr && new_plan != nullptr) {
        compared.diff = diff_plans(side_of(*old_plan, read.old_side, *pair.old_plan), side_of(*new_plan, read.new_side, *pair.new_plan));
    } else if (!read.broken_keys.contains((old_file != nullptr ? old_file : new_file)->key)) {
        const auto& only = *(new_plan != nullptr ? new_plan : old_plan);
        compared.diff.changes.push_back(whole_plan({only.plan, only.ranges, only.usable}, new_plan != nullptr));
    }
    if (new_plan != nullptr) {
        compared.new_home = or_else(new_plan->ranges.ratings_key, or_else(new_plan->ranges.id, new_plan->ranges.whole));
        compared.new_plan = keep_plan && new_plan->usable ? std::optional(new_plan->plan) : std::nullopt;
    }
    return compared;
}

/// Files whose text differs, of which no plan has changed.
std::vector<std::string> texts_only(const ReadSides& read, const std::set<std::size_t>& changed_new_files)
{
    std::map<std::string_view, const FileVersion*> old_by_key;
    for (const auto& file : read.sides.old_files) {
        old_by_key.emplace(file.key, &file);
    }
    std::vector<std::string> names;
    for (std::size_t f = 0; f < read.sides.new_files.size(); ++f) {
        const auto& file = read.sides.new_files[f];
        if (old_by_key.contains(file.key) && !changed_new_files.contains(f) && !read.broken_keys.contains(file.key)) {
            names.push_back(file.source.name);
        }
    }
    return names;
}

}  // namespace

Comparison compare(const DiffSides& sides, bool keep_plans)
{
    Comparison found;
    found.unread = sides.problems;
    const auto read = read_both(sides, found);
    LineIndices old_lines(sides.old_files);
    LineIndices new_lines(sides.new_files);
    std::set<std::size_t> changed_new_files;
    const auto pairs = pair_plans(read.old_side.keys, read.new_side.keys);
    std::size_t next = 0;
    const auto take = [&](ComparedPlan compared) {
        const auto& pair = pairs[next++];
        const auto* old_index = pair.old_plan ? &read.old_side.plans[*pair.old_plan].file : nullptr;
        const auto* new_index = pair.new_plan ? &read.new_side.plans[*pair.new_plan].file : nullptr;
        for (const auto& change : compared.diff.changes) {
            ComparedPlan::Places places;
            set_places(change.old_range, old_index != nullptr ? &old_lines.of(*old_index) : nullptr, places.old_begin, places.old_end);
            set_places(change.new_range, new_index != nullptr ? &new_lines.of(*new_index) : nullptr, places.new_begin, places.new_end);
            compared.places.push_back(places);
        }
        if (!compared.diff.changes.empty()) {
            if (new_index != nullptr) {
                changed_new_files.insert(*new_index);
            }
            found.plans.push_back(std::move(compared));
        }
        return true;
    };
    in_order<ComparedPlan>(
        pairs.size(), thread_count(0), [&](std::size_t i) { return compare_pair(read, pairs[i], keep_plans); }, take);
    found.texts_only = texts_only(read, changed_new_files);
    return found;
}

void keep_changes(ComparedPlan& plan, const std::function<bool(const Change&)>& keep)
{
    std::vector<std::optional<std::size_t>> place(plan.diff.changes.size());
    std::vector<Change> kept;
    std::vector<ComparedPlan::Places> kept_places;
    for (std::size_t c = 0; c < plan.diff.changes.size(); ++c) {
        if (keep(plan.diff.changes[c])) {
            place[c] = kept.size();
            kept.push_back(std::move(plan.diff.changes[c]));
            kept_places.push_back(plan.places[c]);
        }
    }
    plan.diff.changes = std::move(kept);
    plan.places = std::move(kept_places);
    for (auto& effect : plan.diff.effects) {
        std::vector<std::size_t> causes;
        for (const auto c : effect.causes) {
            if (place[c]) {
                causes.push_back(*place[c]);
            }
        }
        effect.causes = std::move(causes);
    }
    std::erase_if(plan.diff.effects, [](const auto& effect) { return effect.causes.empty(); });
}

}  // namespace gas::app
