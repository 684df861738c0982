// SPDX-License-Identifier: MIT
#include "verify_merge.hpp"

#include <algorithm>
#include <optional>

#include "gas/text/phrases.hpp"
#include "syntax/text_facts.hpp"

namespace gas::merge {

using namespace syntax;

namespace {

std::optional<std::string> at(const FactMap& facts, const std::string& path)
{
    const auto found = facts.find(path);
    return found != facts.end() ? std::optional(found->second) : std::nullopt;
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
