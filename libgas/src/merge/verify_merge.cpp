// SPDX-License-Identifier: MIT
#include "verify_merge.hpp"

#include <algorithm>
#include <array>

#include "gas/text/phrases.hpp"
#include "syntax/text_facts.hpp"

namespace gas::merge {

using namespace syntax;

namespace {

/// What each of four texts says of a path; null where it says nothing.
struct FourSay {
    const std::string* base = nullptr;
    const std::string* ours = nullptr;
    const std::string* theirs = nullptr;
    const std::string* merged = nullptr;
};

/// Calls `see` with each path of four texts, in order, and what they say of it.
template <typename See>
void for_each_path(const std::array<const MergeFacts*, 4>& texts, See see)
{
    std::array<MergeFacts::const_iterator, 4> next{};
    std::transform(texts.begin(), texts.end(), next.begin(), [](const MergeFacts* facts) { return facts->begin(); });
    for (;;) {
        const std::string* path = nullptr;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            path = next[i] != texts[i]->end() && (path == nullptr || next[i]->first < *path) ? &next[i]->first : path;
        }
        if (path == nullptr) {
            return;
        }
        FourSay said;
        const std::array<const std::string**, 4> by_text = {&said.base, &said.ours, &said.theirs, &said.merged};
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (next[i] != texts[i]->end() && next[i]->first == *path) {
                *by_text[i] = &(next[i]++)->second;
            }
        }
        see(*path, said);
    }
}

bool same_fact(const std::string* a, const std::string* b) { return a == nullptr || b == nullptr ? a == b : *a == *b; }

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
    std::set<std::string> broken;
    for_each_path({&versions.base(), &versions.ours(), &versions.theirs(), &merged}, [&](const std::string& path, const FourSay& said) {
        const bool one_answer = same_fact(said.ours, said.theirs) || same_fact(said.ours, said.base) || same_fact(said.theirs, said.base);
        const bool good = (one_answer && same_fact(said.merged, same_fact(said.ours, said.base) ? said.theirs : said.ours)) ||
                          (side == Side::ours && same_fact(said.merged, said.ours)) || (side == Side::theirs && same_fact(said.merged, said.theirs));
        if (!good && (said.merged != nullptr || !said_only)) {
            broken.insert(broken.end(), path);
        }
    });
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
