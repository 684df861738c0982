// SPDX-License-Identifier: MIT
#include "text_facts.hpp"

#include "gas/diff/diff_plans.hpp"
#include "gas/text/phrases.hpp"

namespace gas::syntax {

FactMap facts_by_path(const ReadResult& side, const ReadResult& base)
{
    FactMap facts;
    std::map<std::string_view, const ReadPlan*> in_base;
    for (const auto& read : base.plans) {
        in_base.emplace(read.plan.id, &read);
    }
    for (const auto& read : side.plans) {
        const auto found = in_base.find(read.plan.id);
        const auto* was = found != in_base.end() ? found->second : base.plans.size() == 1 ? base.plans.data() : nullptr;
        const auto names = was != nullptr ? names_in(read.plan, was->plan) : own_names(read.plan);
        const auto& id = was != nullptr ? was->plan.id : read.plan.id;
        for (const auto& fact : facts_of(read.plan, read.ranges, names)) {
            facts[id + fact.path] = fact.value;
        }
    }
    return facts;
}

std::set<std::string_view> comments_of(std::string_view text)
{
    std::set<std::string_view> comments;
    while (!text.empty()) {
        const auto line = take_line(text);
        for (auto hash = line.find('#'); hash != std::string_view::npos; hash = line.find('#', hash + 1)) {
            if (hash == 0 || line[hash - 1] == ' ' || line[hash - 1] == '\t') {
                const auto comment = line.substr(hash);
                comments.insert(comment.substr(0, comment.find_last_not_of(" \t\r\n") + 1));
                break;
            }
        }
    }
    return comments;
}

}  // namespace gas::syntax
