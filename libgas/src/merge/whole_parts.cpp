// SPDX-License-Identifier: MIT
#include "whole_parts.hpp"

#include <algorithm>
#include <string_view>
#include <vector>

#include "gas/diff/facts.hpp"
#include "gas/text/phrases.hpp"

namespace gas::merge {

namespace {

/// A part, under its name among the facts, and where that says that the id is another's (named_facts()), under the id and as trees have it.
void add_part(const std::string& plan, const std::string& key, const std::string& name, Whole& whole)
{
    constexpr std::string_view other_mark = "~old";
    const auto part = plan + '\0' + key + '\0';
    if (name.empty()) {
        whole.insert(part);
        return;
    }
    whole.insert(part + name + '\0');
    if (const auto mark = name.rfind(other_mark); mark != std::string::npos) {
        whole.insert(part + name.substr(0, mark) + '\0');
        whole.insert(part + name.substr(0, mark + other_mark.size()) + '\0');
    }
}

}  // namespace

bool part_as_a_whole(const std::set<std::string>& broken, Whole& whole)
{
    const auto before = whole;
    for (const auto& fact : broken) {
        const auto plan = fact.substr(0, fact.find('\0'));
        std::string_view path = std::string_view(fact).substr(plan.size() + 1);
        std::vector<std::string> steps;
        path.remove_prefix(1);
        while (!path.empty()) {
            steps.emplace_back(take_until(path, '/'));
        }
        const auto identity = identity_under(steps[0], true);
        const auto words = keys_beside_date(identity).size();
        steps.resize(std::max(steps.size(), words + 2));
        auto name = words > 0 ? steps[1] : identity != Identity::name ? name_of_step(steps[1]) : std::string();
        for (std::size_t word = 0; word < words; ++word) {
            name.append(1, '/').append(steps[2 + word]);
        }
        const bool known = identity == Identity::entry && before.contains(plan + '\0' + steps[0] + '\0' + name + '\0');
        if (known && steps.size() > 4) {
            add_part(plan, "goals", name_of_step(steps[4]), whole);
        } else {
            add_part(plan, steps[0], name, whole);
        }
    }
    return whole != before;
}

}  // namespace gas::merge
