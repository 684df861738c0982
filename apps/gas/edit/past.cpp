// SPDX-License-Identifier: MIT
#include "edit/past.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>
#include <variant>
#include <vector>

#include <fmt/format.h>

#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "git/git.hpp"

namespace gas::app {

namespace {

/// Values of a plan's facts, by path.
using FactValues = std::map<std::string, std::string>;

void add_facts(FactValues& values, const std::string& bytes, const std::string& id)
{
    const auto read = read_plan_bytes(bytes);
    if (const auto* plan = plan_in(read, id); plan != nullptr) {
        values.merge(fact_values(plan->plan, plan->ranges));
    }
}

/// Whether the folder lies in a repository, as git finds one; asked of the disk, so that a git that does not run is not taken for no git.
bool is_in_repository(const std::string& folder)
{
    std::error_code error;
    for (auto at = std::filesystem::absolute(folder, error);; at = at.parent_path()) {
        if (std::filesystem::exists(at / ".git", error)) {
            return true;
        }
        if (!at.has_relative_path()) {
            return false;
        }
    }
}

/// What the last commit has of the plan; nothing where there is no commit. It may have had the plan in another file.
std::variant<FactValues, EditProblem> committed_facts(const PlanFile& file)
{
    FactValues facts;
    const auto path = real_path(file.input.path);
    const auto folder = folder_with(path);
    const auto head = run_git({"show", "HEAD:./" + path.substr(path.rfind('/') + 1)}, "", folder);
    if (head.good()) {
        add_facts(facts, head.out, file.id);
    }
    if (!facts.empty() || (!head.good() && !is_in_repository(folder))) {
        return facts;
    }
    const auto commit = run_git({"rev-parse", "--quiet", "--verify", "HEAD"}, "", folder);
    constexpr int no_commit_yet = 1;
    if (commit.status == no_commit_yet) {
        return facts;
    }
    // the commit has the plan under no name or another one; its files that have the id anywhere are few
    const auto top = commit.good() ? top_of(folder) : std::string();
    const auto with_id = commit.good() ? run_git({"grep", "-l", "-z", "-F", "-e", file.id, "HEAD", "--"}, "", top) : commit;
    constexpr int none_found = 1;
    if (!with_id.good() && with_id.status != none_found) {
        return EditProblem{fmt::format("git cannot say what the last commit has: {}", with_id.reason()), "--past changes what is there all the same"};
    }
    std::string_view names = with_id.out;
    while (!names.empty()) {
        const auto name = std::string(take_until(names, '\0'));  // "HEAD:plans/a.gas.yaml"
        if (name.ends_with(".yaml") || name.ends_with(".yml")) {
            add_facts(facts, run_git({"show", name}, "", top).out, file.id);
        }
    }
    return facts;
}

/// "the note of the rating of goal "sleep" on 2026-02-05 review, AB".
std::string named(const Plan& plan, const Fact& fact)
{
    const auto entry = entry_name(plan.ratings[*fact.entry]);
    if (fact.kind == FactKind::entry_note || fact.kind == FactKind::entry_role) {
        return fmt::format("the {} of the entry {}", fact.kind == FactKind::entry_note ? "note" : "role", entry);
    }
    const auto* part = fact.kind == FactKind::rating_note ? "the note of the " : fact.kind == FactKind::rating_source ? "the source of the " : "the ";
    return fmt::format("{}rating of goal \"{}\" on {}", part, plan.goals[*fact.goal].id, entry);
}

}  // namespace

std::optional<EditProblem> past_is_kept(const PlanFile& file, const std::string& before, const std::string& after)
{
    FactValues now;
    add_facts(now, after, file.id);
    const auto read = read_plan_bytes(before);
    const auto* plan = plan_in(read, file.id);
    std::vector<Fact> gone;
    for (auto& fact : plan != nullptr ? facts_of(plan->plan, plan->ranges, own_names(plan->plan)) : std::vector<Fact>()) {
        const auto found = now.find(fact.path);
        if (fact.entry && fact.kind != FactKind::entry && (found == now.end() || found->second != fact.value)) {
            gone.push_back(std::move(fact));
        }
    }
    if (gone.empty()) {
        return std::nullopt;
    }
    const auto committed = committed_facts(file);
    if (const auto* problem = std::get_if<EditProblem>(&committed)) {
        return *problem;
    }
    const auto& facts = std::get<FactValues>(committed);
    const auto of_past = [&](const Fact& fact) {
        const auto then = facts.find(fact.path);
        const auto found = now.find(fact.path);
        return then != facts.end() && (found == now.end() || found->second != then->second);
    };
    // a rating says more than the note that goes with it
    std::stable_partition(gone.begin(), gone.end(), [](const Fact& fact) { return fact.kind == FactKind::rating; });
    const auto first = std::find_if(gone.begin(), gone.end(), of_past);
    return first == gone.end()
               ? std::nullopt
               : std::optional(EditProblem{fmt::format("the last commit has {}: another one edits the past [GAS401]", named(plan->plan, *first)),
                                           "--past does it all the same"});
}

}  // namespace gas::app
