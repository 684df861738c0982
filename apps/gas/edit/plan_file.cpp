// SPDX-License-Identifier: MIT
#include "edit/plan_file.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"

namespace gas::app {

PlanFiles plan_files(const InputOptions& inputs, const Console& console)
{
    PlanFiles files;
    auto list = list_inputs(inputs, console);
    files.problems = std::move(list.problems);
    files.max_size = list.max_size;
    for (const auto& input : list.inputs) {
        auto source = read_source(input, list.max_size, console);
        if (auto* problem = std::get_if<Finding>(&source)) {
            files.problems.push_back(std::move(*problem));
            continue;
        }
        for (const auto& read : read_plans(std::get<SourceText>(source)).plans) {
            files.by_id[read.plan.id].push_back(input);
        }
        files.stdin_bytes = input.is_stdin ? std::get<SourceText>(std::move(source)).bytes : std::move(files.stdin_bytes);
    }
    if (!list.refusal.empty()) {
        files.problems.push_back(unreadable(inputs.paths.empty() ? "" : inputs.paths[0], list.refusal, list.hint));
    }
    return files;
}

std::variant<PlanFile, EditProblem> plan_file(const InputOptions& inputs, const std::string& id, const Console& console)
{
    auto files = plan_files(inputs, console);
    const auto& all = files.by_id;
    if (const auto found = id.empty() && all.size() == 1 ? all.begin() : all.find(id); found != all.end()) {
        if (found->second.size() == 1) {
            return PlanFile{found->second[0], found->first, std::move(files.stdin_bytes), files.max_size};
        }
        return EditProblem{fmt::format("plan {} stands in two places: {} and {}", found->first, display_name(found->second[0]), display_name(found->second[1])),
                           "name the file"};
    }
    if (!files.problems.empty()) {
        const auto& problem = files.problems[0];
        return EditProblem{fmt::format("{}: {}", problem.file, problem.message), problem.hint};
    }
    std::vector<std::string_view> ids;
    for (const auto& [other, places] : all) {
        ids.emplace_back(other);
    }
    if (id.empty()) {
        return EditProblem{all.empty() ? "there is no plan here" : fmt::format("there are {} here", counted(all.size(), "plan")),
                           all.empty() ? "" : fmt::format("name one with --id: {}", listed(std::span(ids).first(std::min<std::size_t>(ids.size(), 5))))};
    }
    const auto near = nearest(id, ids);
    return EditProblem{fmt::format("there is no plan {} here", id), near.empty() ? "" : fmt::format("did you mean {}?", near)};
}

const ReadPlan* plan_in(const ReadResult& read, std::string_view id)
{
    const auto found = std::find_if(read.plans.begin(), read.plans.end(), [&](const auto& one) { return one.plan.id == id; });
    return found != read.plans.end() ? &*found : nullptr;
}

std::string real_path(const std::string& path)
{
    std::error_code error;
    const auto end = std::filesystem::canonical(path, error).string();
    return error ? path : end;
}

std::string folder_with(const std::string& path)
{
    const auto name = path.rfind('/') + 1;  // 0 where there is no slash
    return name == 0 ? "." : path.substr(0, name);
}

}  // namespace gas::app
