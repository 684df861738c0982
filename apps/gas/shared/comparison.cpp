// SPDX-License-Identifier: MIT
#include "shared/comparison.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "gas/read/read_plans.hpp"

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
    for (std::size_t f = 0; f < files.size(); ++f) {
        auto result = read_plans(files[f].source);
        side.error_lines.emplace_back();
        if (result.has_errors()) {
            side.error_lines.back() = lines_of_errors(result.diagnostics, files[f].source.bytes);
            std::vector<Diagnostic> errors;
            std::copy_if(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(errors),
                         [](const auto& diagnostic) { return diagnostic.severity == Severity::error; });
            auto located = locate(files[f].source, std::move(errors));
            found.problems.insert(found.problems.end(), std::make_move_iterator(located.begin()), std::make_move_iterator(located.end()));
            found.broken.push_back(files[f].source.name);
        }
        for (std::size_t p = 0; p < result.plans.size(); ++p) {
            side.plans.push_back({f, p});
            side.keys.push_back({result.plans[p].plan.id, files[f].key});
        }
        side.files.push_back(std::move(result));
    }
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

}  // namespace

Comparison compare(const DiffSides& sides, bool keep_plans)
{
    Comparison found;
    const auto old_side = read_side(sides.old_files, found);
    const auto new_side = read_side(sides.new_files, found);
    LineIndices old_lines(sides.old_files);
    LineIndices new_lines(sides.new_files);
    std::set<std::size_t> changed_new_files;
    // a file that gave no plan says nothing about what is gone from it
    std::set<std::string_view> unread;
    for (const auto* side : {&old_side, &new_side}) {
        const auto& files = side == &old_side ? sides.old_files : sides.new_files;
        for (std::size_t f = 0; f < files.size(); ++f) {
            if (side->files[f].has_errors()) {
                unread.insert(files[f].key);
            }
        }
    }
    for (const auto& pair : pair_plans(old_side.keys, new_side.keys)) {
        const auto old_at = pair.old_plan ? std::optional(old_side.plans[*pair.old_plan]) : std::nullopt;
        const auto new_at = pair.new_plan ? std::optional(new_side.plans[*pair.new_plan]) : std::nullopt;
        const auto* old_plan = old_at ? &old_side.files[old_at->file].plans[old_at->plan] : nullptr;
        const auto* new_plan = new_at ? &new_side.files[new_at->file].plans[new_at->plan] : nullptr;
        ComparedPlan compared;
        compared.id = (new_plan != nullptr ? new_plan : old_plan)->plan.id;
        compared.old_name = old_at ? sides.old_files[old_at->file].source.name : "";
        compared.new_name = new_at ? sides.new_files[new_at->file].source.name : "";
        if (old_plan != nullptr && new_plan != nullptr) {
            compared.diff = diff_plans({old_plan->plan, old_plan->ranges, old_plan->usable, old_side.error_lines[old_at->file]},
                                       {new_plan->plan, new_plan->ranges, new_plan->usable, new_side.error_lines[new_at->file]});
        } else if (const auto& key = old_plan != nullptr ? sides.old_files[old_at->file].key : sides.new_files[new_at->file].key; !unread.contains(key)) {
            const auto& only = *(new_plan != nullptr ? new_plan : old_plan);
            compared.diff.changes.push_back(whole_plan({only.plan, only.ranges, only.usable}, new_plan != nullptr));
        }
        for (const auto& change : compared.diff.changes) {
            ComparedPlan::Places places;
            set_places(change.old_range, old_at ? &old_lines.of(old_at->file) : nullptr, places.old_begin, places.old_end);
            set_places(change.new_range, new_at ? &new_lines.of(new_at->file) : nullptr, places.new_begin, places.new_end);
            compared.places.push_back(places);
        }
        if (!compared.diff.changes.empty()) {
            if (new_at) {
                changed_new_files.insert(new_at->file);
                compared.new_home = or_else(new_plan->ranges.ratings_key, or_else(new_plan->ranges.id, new_plan->ranges.whole));
                compared.new_plan = keep_plans && new_plan->usable ? std::optional(new_plan->plan) : std::nullopt;
            }
            found.plans.push_back(std::move(compared));
        }
    }
    std::map<std::string_view, const FileVersion*> old_by_key;
    for (const auto& file : sides.old_files) {
        old_by_key.emplace(file.key, &file);
    }
    for (std::size_t f = 0; f < sides.new_files.size(); ++f) {
        const auto& file = sides.new_files[f];
        const auto was = old_by_key.find(file.key);
        const bool differs = was != old_by_key.end() && was->second->source.bytes != file.source.bytes;
        if (differs && !changed_new_files.contains(f) && !unread.contains(file.key)) {
            found.texts_only.push_back(file.source.name);
        }
    }
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
