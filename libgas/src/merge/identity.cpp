// SPDX-License-Identifier: MIT
#include "identity.hpp"

#include <algorithm>
#include <set>

#include "gas/format/schema.hpp"
#include "gas/text/phrases.hpp"
#include "syntax/element_name.hpp"

namespace gas::merge {

namespace {

/// `+1` and `1` are one key and one value, and so are `-0` and `0`.
std::string one_way(const std::string& text)
{
    const bool number = text.size() == 2 && (text[0] == '+' || text[0] == '-') && is_digit(text[1]);
    return number && (text[0] == '+' || text[1] == '0') ? text.substr(1) : text;
}

std::string alias_of(const std::string& name, const std::map<std::string, std::string>& aliases)
{
    const auto found = aliases.find(name);
    return found != aliases.end() ? found->second : name;
}

/// Identity of an element of a list; empty where it has none.
std::string element_identity(const SyntaxNode& element, const std::string& key, Identity by, const Aliases& aliases)
{
    if (element.kind == SyntaxKind::scalar) {
        return one_way(element.text);
    }
    auto name = syntax::element_name(element, by);
    switch (by) {
    case Identity::goal: return alias_of(name, aliases.goals);
    case Identity::entry: return alias_of(name, aliases.entries);
    default: return key.empty() ? alias_of(name, aliases.plans) : name;
    }
}

}  // namespace

std::optional<std::vector<std::string>> identities(const SyntaxNode& container, const std::string& key, const Aliases& aliases)
{
    std::vector<std::string> all;
    std::set<std::string> seen;
    const bool is_list = container.kind == SyntaxKind::sequence;
    const auto by = identity_under(key, is_list);
    for (const auto& child : container.children) {
        auto identity = is_list                ? element_identity(child.node, key, by, aliases)
                        : by == Identity::goal ? alias_of(child.key, aliases.goals)
                                               : one_way(child.key);
        if (identity.empty() || !seen.insert(identity).second) {
            return std::nullopt;
        }
        all.push_back(std::move(identity));
    }
    return all;
}

std::string meaning_of(const SyntaxNode& node, const std::string& key, const Aliases& aliases)
{
    if (node.kind == SyntaxKind::scalar) {
        return "=" + one_way(node.text);
    }
    std::vector<std::string> parts;
    const auto names = identities(node, key, aliases);
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const auto& child = node.children[i];
        const auto name = names ? (*names)[i] : child.key;
        parts.push_back(name + '\0' + meaning_of(child.node, child.key, aliases));
    }
    if (names) {
        std::sort(parts.begin(), parts.end());
    }
    std::string text = node.kind == SyntaxKind::mapping ? "{" : "[";
    for (const auto& part : parts) {
        text += part + '\0';
    }
    return text + '}';
}

}  // namespace gas::merge
