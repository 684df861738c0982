// SPDX-License-Identifier: MIT
#include "gas/syntax/edit.hpp"

#include <algorithm>
#include <functional>

#include "editor.hpp"
#include "format/scalars.hpp"
#include "text_facts.hpp"

namespace gas {

namespace syntax {

namespace {

/// What an edit may change: each path with its new value, empty for any; and all at and below `removed`.
struct Allowed {
    std::vector<FactValue> facts;
    std::string removed;
};

/// `1` and `+1` are one level.
bool is_same_level(std::string_view a, std::string_view b)
{
    const auto one = format::read_level(a, true);
    const auto other = format::read_level(b, true);
    return std::holds_alternative<Level>(one) && std::holds_alternative<Level>(other) && std::get<Level>(one) == std::get<Level>(other);
}

std::optional<EditProblem> held(const ReadResult& before, std::string_view now_text, const std::string& id, const Allowed& allowed)
{
    const auto now = read_plans({"", std::string(now_text)});
    if (const auto errors = errors_of(now.diagnostics); !errors.empty()) {
        return EditProblem{"the plan would then have an error: " + errors[0].message, errors[0].hint};
    }
    auto expected = facts_by_path(before);
    auto found = facts_by_path(now);
    if (!allowed.removed.empty()) {
        std::erase_if(expected, [&](const auto& fact) { return fact.first == id + allowed.removed || fact.first.starts_with(id + allowed.removed + "/"); });
        found.erase(id + "/scoring/rho");  // goes back to its default
        expected.erase(id + "/scoring/rho");
    }
    const auto renamed = std::find_if(allowed.facts.begin(), allowed.facts.end(), [](const auto& fact) { return fact.path == "/id"; });
    const auto& new_id = renamed != allowed.facts.end() ? renamed->value : id;
    if (new_id != id) {
        FactMap moved;
        for (auto& [path, value] : expected) {
            moved[path.starts_with(id + "/") ? new_id + path.substr(id.size()) : path] = std::move(value);
        }
        expected = std::move(moved);
    }
    for (const auto& [path, value] : allowed.facts) {
        const auto is = found.find(new_id + path);
        if (is == found.end()) {
            return EditProblem{"the text would not say it: " + path, ""};
        }
        // a new fact says that what it is about exists
        for (auto slash = path.rfind('/'); slash != std::string::npos && slash > 0; slash = path.rfind('/', slash - 1)) {
            const auto owner = found.find(new_id + path.substr(0, slash));
            if (owner != found.end()) {
                expected.insert(*owner);
            }
        }
        expected[new_id + path] = value.empty() || is_same_level(value, is->second) ? is->second : value;
    }
    return expected == found ? std::nullopt : std::optional(EditProblem{"the edit would change more than what was asked for, or say it in another way", ""});
}

EditProblem has_errors() { return {"the plan has errors", "see `gas validate`, and mend them first"}; }

using Edit = std::function<Found(std::string_view text, const SyntaxNode& plan)>;

EditedText edited(std::string_view whole, std::string_view plan_id, const Allowed& allowed, const Edit& edit)
{
    const auto text = without_bom(whole);
    const auto before = read_plans({"", std::string(text)});
    const bool broken = std::any_of(before.diagnostics.begin(), before.diagnostics.end(),
                                    [](const auto& finding) { return finding.severity == Severity::error && finding.rule != Rule::empty_value; });
    if (broken || before.plans.empty()) {
        return has_errors();
    }
    const auto is_it = [&](const ReadPlan& read) { return plan_id.empty() || read.plan.id == plan_id; };
    if (std::count_if(before.plans.begin(), before.plans.end(), is_it) != 1) {
        return EditProblem{plan_id.empty() ? "the text has several plans" : "the text does not have this plan, or has it twice", "name one of its plans by id"};
    }
    const auto number = static_cast<std::size_t>(std::find_if(before.plans.begin(), before.plans.end(), is_it) - before.plans.begin());
    const auto tree = syntax_tree_of(text);
    if (!tree && !errors_of(before.diagnostics).empty()) {
        return has_errors();  // a value that is left out, where it cannot be filled in
    }
    if (!tree || tree->children.size() != before.plans.size()) {
        return EditProblem{
            "the text is written in a way that cannot be edited in place: in braces as a whole, with a key or a dash alone on its line, or with a key that has "
            "no colon",
            "edit it by hand", true};
    }
    auto found = edit(text, tree->children[number].node);
    if (auto* problem = std::get_if<EditProblem>(&found)) {
        return *problem;
    }
    const auto& splice = std::get<Splice>(found);
    std::string now(text);
    now.replace(splice.begin, splice.end - splice.begin, splice.bytes);
    if (auto problem = held(before, now, before.plans[number].plan.id, allowed)) {
        return *problem;
    }
    return std::string(whole.substr(0, whole.size() - text.size())) + now;
}

EditProblem no_path() { return {"this is not the path of a fact", "a path is as /goals/sleep/title"}; }

}  // namespace

}  // namespace syntax

EditedText set_fact(std::string_view text, std::string_view plan_id, const FactValue& fact)
{
    const auto assignments = syntax::assignments_of(fact);
    if (!assignments) {
        return syntax::no_path();
    }
    const auto named = syntax::steps_to(fact.path)->back();
    if (fact.value.empty() || named.to_element() || named.row->key == FormatKey::scale_level) {
        return EditProblem{fact.value.empty() ? "a fact has a value" : "this names something, and other facts hang on the name",
                           "remove it, and insert it under its new name"};
    }
    return syntax::edited(text, plan_id, {{fact}, ""}, [&](std::string_view in, const SyntaxNode& plan) {
        return syntax::set_at(in, plan, assignments->front().steps, assignments->front().value);
    });
}

EditedText insert_facts(std::string_view text, std::string_view plan_id, const std::vector<FactValue>& facts)
{
    std::vector<syntax::Assignment> all;
    for (const auto& fact : facts) {
        const auto assignments = syntax::assignments_of(fact);
        if (!assignments) {
            return syntax::no_path();
        }
        all.insert(all.end(), assignments->begin(), assignments->end());
    }
    if (all.empty()) {
        return EditProblem{"there is nothing to put in", ""};
    }
    return syntax::edited(text, plan_id, {facts, ""}, [&](std::string_view in, const SyntaxNode& plan) { return syntax::insert_at(in, plan, all); });
}

EditedText remove_fact(std::string_view text, std::string_view plan_id, std::string_view path)
{
    const auto steps = syntax::steps_to(path);
    if (!steps) {
        return syntax::no_path();
    }
    return syntax::edited(text, plan_id, {{}, std::string(path)},
                          [&](std::string_view in, const SyntaxNode& plan) { return syntax::remove_at(in, plan, *steps); });
}

}  // namespace gas
