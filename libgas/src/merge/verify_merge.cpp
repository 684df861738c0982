// SPDX-License-Identifier: MIT
#include "verify_merge.hpp"

#include <algorithm>
#include <optional>

#include "gas/text/phrases.hpp"
#include "syntax/text_facts.hpp"

namespace gas::merge {

using namespace syntax;

namespace {

std::optional<std::string> at(const MergeFacts& facts, const std::string& path)
{
    const auto found = facts.find(path);
    return found != facts.end() ? std::optional(found->second) : std::nullopt;
}

}  // namespace

VersionFacts::VersionFacts(const ReadVersions& versions) : base_(versions.base), doubtful_(doubtful_goals(versions.ours, versions.theirs, versions.base))
{
    base_facts_ = of(versions.base);
    our_facts_ = of(versions.ours);
    their_facts_ = of(versions.theirs);
}

MergeFacts VersionFacts::of(const ReadResult& text) const
{
    MergeFacts facts;
    for (auto& fact : named_facts(text, base_, doubtful_)) {
        facts[fact.plan + '\0' + fact.path] = std::move(fact.value);
    }
    return facts;
}

std::set<std::string> broken_facts(const VersionFacts& versions, const MergeFacts& merged, Side side, bool said_only)
{
    MergeFacts all = merged;
    for (const auto* facts : {&versions.base(), &versions.ours(), &versions.theirs()}) {
        all.insert(facts->begin(), facts->end());
    }
    std::set<std::string> broken;
    for (const auto& [path, value] : all) {
        const auto was = at(versions.base(), path);
        const auto our = at(versions.ours(), path);
        const auto their = at(versions.theirs(), path);
        const auto now = at(merged, path);
        const bool one_answer = our == their || our == was || their == was;
        const bool good = (one_answer && now == (our == was ? their : our)) || (side == Side::ours && now == our) || (side == Side::theirs && now == their);
        if (!good && (now || !said_only)) {
            broken.insert(path);
        }
    }
    return broken;
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
