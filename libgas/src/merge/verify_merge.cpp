// SPDX-License-Identifier: MIT
#include "verify_merge.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "gas/diff/diff_plans.hpp"
#include "gas/text/phrases.hpp"

namespace gas::merge {

namespace {

using FactMap = std::map<std::string, std::string>;

/// The facts of all plans of a file, under the names of the base where that has the plan.
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

std::optional<std::string> at(const FactMap& facts, const std::string& path)
{
    const auto found = facts.find(path);
    return found != facts.end() ? std::optional(found->second) : std::nullopt;
}

/// What looks like comments: from a # at the begin of a line or behind white space to the end of the line. In a text that is none it does no harm here.
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

}  // namespace

bool holds_to_facts(const ReadVersions& versions, const ReadResult& merged, Side side)
{
    const auto base = facts_by_path(versions.base, versions.base);
    const auto ours = facts_by_path(versions.ours, versions.base);
    const auto theirs = facts_by_path(versions.theirs, versions.base);
    const auto found = facts_by_path(merged, versions.base);
    FactMap all = found;
    for (const auto* facts : {&base, &ours, &theirs}) {
        all.insert(facts->begin(), facts->end());
    }
    return std::all_of(all.begin(), all.end(), [&](const auto& fact) {
        const auto was = at(base, fact.first);
        const auto our = at(ours, fact.first);
        const auto their = at(theirs, fact.first);
        const auto now = at(found, fact.first);
        const bool one_answer = our == their || our == was || their == was;
        return (one_answer && now == (our == was ? their : our)) || (side == Side::ours && now == our) || (side == Side::theirs && now == their);
    });
}

bool keeps_comments(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view merged)
{
    const auto known = comments_of(base);
    const auto kept = comments_of(merged);
    for (const auto side : {ours, theirs}) {
        for (const auto comment : comments_of(side)) {
            // two comments that met on one line stand there one behind the other
            if (!known.contains(comment) && !kept.contains(comment) && merged.find(comment) == std::string_view::npos) {
                return false;
            }
        }
    }
    return true;
}

std::string resolved(std::string_view text, const ConflictStyle& style, Side side)
{
    std::string out;
    enum class Where { outside, ours, theirs } where = Where::outside;
    const auto is_mark = [&](std::string_view line, char mark) { return line.starts_with(std::string(style.marker_size, mark)); };
    while (!text.empty()) {
        const auto line = take_line(text);
        if (where == Where::outside && is_mark(line, '<')) {
            where = Where::ours;
        } else if (where == Where::ours && is_mark(line, '=')) {
            where = Where::theirs;
        } else if (where == Where::theirs && is_mark(line, '>')) {
            where = Where::outside;
        } else if (where == Where::outside || (where == Where::ours) == (side == Side::ours)) {
            out += line;
        }
    }
    return out;
}

}  // namespace gas::merge
