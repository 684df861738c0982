// SPDX-License-Identifier: MIT
#include <array>
#include <charconv>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "cli/command_line.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/findings/findings.hpp"
#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

/// What git tells a merge driver that is set up with `%O %A %B %L %P`.
struct MergeCall {
    std::string base, ours, theirs;
    std::size_t marker_size = 7;
    std::string path;
};

/// A merge by lines, as git does it without a driver; nothing where even that cannot be done.
std::optional<MergeResult> merge_by_lines(const MergeCall& call)
{
    const auto answer = run_git(
        {"merge-file", "-p", fmt::format("--marker-size={}", call.marker_size), "-L", "ours", "-L", "base", "-L", "theirs", call.ours, call.base, call.theirs});
    constexpr int max_conflicts = 127;
    if (answer.status < 0 || answer.status > max_conflicts) {
        return std::nullopt;
    }
    MergeResult result;
    result.text = answer.out;
    result.conflicts = static_cast<std::size_t>(answer.status);
    return result;
}

/// "our side had errors before the merge".
std::string_view who_had_errors(const MergeResult& result)
{
    return result.our_error && result.their_error ? "both sides had errors before the merge"
           : result.our_error                     ? "our side had errors before the merge"
           : result.their_error                   ? "their side had errors before the merge"
                                                  : "";
}

ExitCode tell(const MergeResult& result, const MergeCall& call, const Console& console)
{
    if (result.clean()) {
        return ExitCode::done;
    }
    const auto errors_before = who_had_errors(result);
    const auto file = visible(call.path);
    if (result.conflicts == 0) {
        console.err(fmt::format("gas: {}: {}; it is merged without markers, and has to be mended\n", file,
                                errors_before.empty() ? "the two sides do not make a plan together" : errors_before));
        for (const auto& problem : result.problems) {
            console.err(as_text(problem, {}));
        }
        return ExitCode::findings;
    }
    if (result.in_whole) {
        console.err(fmt::format("gas: {}: {}; what differs stands between markers as a whole\n", file, errors_before));
    } else {
        console.err(fmt::format("gas: {}: both sides changed the same fact{} in {}; markers show where{}{}\n", file,
                                result.parted ? ", or one what the other gave another meaning," : "", counted(result.conflicts, "place"),
                                errors_before.empty() ? "" : "; ", errors_before));
    }
    for (const auto& [error, side] : {std::pair(&result.our_error, "our"), {&result.their_error, "their"}}) {
        if (*error) {
            auto finding = **error;  // a place in that side's version, and not in the file with markers
            finding.file = fmt::format("{}, {} side", call.path, side);
            console.err(as_text(finding, {}));
        }
    }
    return ExitCode::findings;
}

/// 0 is a merge, 1 a conflict. All that goes wrong is a conflict for git too, with our side left in the file.
ExitCode run_merge_driver(const std::vector<std::string>& words, Console& console)
{
    if (words.size() != 5) {
        return usage_error(console, "git-merge-driver is run by git, with %O %A %B %L %P", "`gas git setup` tells git to");
    }
    MergeCall call{words[0], words[1], words[2], 7, words[4]};
    std::from_chars(words[3].data(), words[3].data() + words[3].size(), call.marker_size);
    std::array<SourceText, 3> texts;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto bytes = read_input({words[i], false}, max_plan_bytes, console);
        if (const auto* problem = std::get_if<Finding>(&bytes)) {
            return usage_error(console, fmt::format("{}: {}", visible(call.path), problem->message));
        }
        texts[i] = {call.path, std::move(std::get<std::string>(bytes))};
    }
    const auto& [base, ours, theirs] = texts;
    const ConflictStyle style{call.marker_size, "ours", "theirs"};
    auto result = merge_plans(base, ours, theirs, style);
    if (!result) {
        auto by_lines = merge_by_lines(call);
        result = by_lines ? std::optional(held_to_facts(base, ours, theirs, std::move(*by_lines), style)) : std::nullopt;
    }
    if (!result) {
        return usage_error(console, fmt::format("{} could not be merged", visible(call.path)));
    }
    Output output(call.ours, console);
    if (!output.open_to_change() || !output.write(result->text) || !output.commit()) {
        return usage_error(console, output.error());
    }
    return tell(*result, call, console);
}

}  // namespace

std::function<ExitCode()> add_git_merge_driver(CommandLine& line, Console& console)
{
    auto words = std::make_shared<std::vector<std::string>>();
    line.everything(*words);  // a path may begin with a dash
    return [words, &console] { return run_merge_driver(*words, console); };
}

}  // namespace gas::app
