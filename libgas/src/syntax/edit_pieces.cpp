// SPDX-License-Identifier: MIT
#include "edit_pieces.hpp"

#include <algorithm>
#include <array>

#include "format/scalars.hpp"
#include "gas/diff/facts.hpp"
#include "write/yaml_scalar.hpp"

namespace gas::syntax {

namespace {

constexpr std::size_t max_width = 120;

/// All keys of the format in one order, which is that of each of its maps.
constexpr std::array<std::string_view, 45> key_order = {
    "gas",        "id",       "date",    "occasion", "rater", "role",      "levels",   "title",         "domain",        "text",   "range",      "since",
    "covariates", "start",    "review",  "scoring",  "rho",   "weighting", "needs",    "addresses",     "interventions", "goals",  "importance", "difficulty",
    "weight",     "baseline", "target",  "added",    "ended", "status",    "replaces", "indicator",     "unit",          "better", "integer",    "scale",
    "measures",   "readings", "ratings", "value",    "level", "note",      "source",   "some-function", "no-function"};
constexpr std::array<std::string_view, 10> text_keys = {"id", "title", "domain", "text", "unit", "occasion", "rater", "note", "source", "replaces"};

template <typename List>
bool is_in(const List& list, std::string_view name)
{
    return std::find(list.begin(), list.end(), name) != list.end();
}

std::string unescaped(std::string_view name)
{
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        const bool escape = name[i] == '~' && i + 1 < name.size();
        out += escape ? (name[++i] == '1' ? '/' : '~') : name[i];
    }
    return out;
}

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        parts.push_back(path.substr(0, end));
        path.remove_prefix(end);
    }
    return parts;
}

std::string_view text_at(const SyntaxNode& node, std::string_view key)
{
    const auto found = std::find_if(node.children.begin(), node.children.end(), [&](const auto& child) { return child.key == key; });
    return found != node.children.end() ? std::string_view(found->node.text) : std::string_view();
}

/// What tells an element of a list from the others.
std::string name_of(const SyntaxNode& element, std::string_view list)
{
    if (list != "ratings") {
        return std::string(text_at(element, "id"));
    }
    RatingEntry entry;
    entry.date = parse_date(text_at(element, "date")).value_or(Date{});
    entry.occasion = text_at(element, "occasion");
    entry.rater = text_at(element, "rater");
    return entry_path(entry);
}

std::optional<long> scale_rank(std::string_view key)
{
    const auto read = format::read_level(key, false);
    const auto* level = std::get_if<Level>(&read);
    return level != nullptr ? std::optional<long>(level->twice()) : std::nullopt;
}

bool is_leaf(const Piece& piece, std::string_view parent)
{
    return piece.children.empty() || (piece.children.size() == 1 && piece.children[0].step.name == short_for(parent));
}

std::string key_yaml(const Piece& piece) { return write::yaml_scalar(piece.step.name, true); }

std::string leaf_yaml(const Piece& piece, std::string_view parent, bool in_flow)
{
    return piece.children.empty() ? value_yaml(parent, piece.step.name, piece.value, in_flow)
                                  : value_yaml(piece.step.name, piece.children[0].step.name, piece.children[0].value, in_flow);
}

/// A key of a scale or of readings is a level or a date as it stands.
std::string key_of(const Piece& piece, std::string_view parent) { return parent == "scale" || parent == "readings" ? piece.step.name : key_yaml(piece); }

/// `{…}` or `[…]` of the children.
std::string brackets(const Piece& piece)
{
    const bool list = piece.children.front().step.element;
    std::string out = list ? "[" : "{";
    for (const auto& child : piece.children) {
        out += (out.size() > 1 ? ", " : "") + flow_text(child, piece.step.name);
    }
    return out + (list ? "]" : "}");
}

}  // namespace

std::optional<std::vector<Step>> steps_to(std::string_view path)
{
    constexpr std::array<std::string_view, 4> lists = {"needs", "interventions", "goals", "measures"};
    const auto parts = split(path);
    if (parts.empty() || is_in(parts, "")) {
        // an entry may have no occasion and no rater: only there a name is empty
        if (parts.size() < 4 || parts[0] != "ratings" || parts[1].empty() || std::find(parts.begin() + 4, parts.end(), "") != parts.end()) {
            return std::nullopt;
        }
    }
    std::vector<Step> steps = {{unescaped(parts[0]), false}};
    std::size_t next = 1;
    if (is_in(lists, parts[0])) {
        if (parts.size() < 2) {
            return std::nullopt;
        }
        steps.push_back({unescaped(parts[next++]), true});
    } else if (parts[0] == "ratings") {
        if (parts.size() < 4) {
            return std::nullopt;
        }
        steps.push_back({std::string(parts[1]) + "/" + std::string(parts[2]) + "/" + std::string(parts[3]), true});
        next = 4;
        if (parts.size() > 5 || (parts.size() == 5 && parts[4] != "role")) {
            steps.push_back({"levels", false});
        }
    }
    for (; next < parts.size(); ++next) {
        steps.push_back({unescaped(parts[next]), false});
    }
    return steps;
}

std::optional<std::vector<Assignment>> assignments_of(const FactValue& fact)
{
    auto steps = steps_to(fact.path);
    if (!steps) {
        return std::nullopt;
    }
    const auto below = [&](std::string key, std::string value) {
        auto longer = *steps;
        longer.push_back({std::move(key), false});
        return Assignment{std::move(longer), std::move(value)};
    };
    const auto& last = steps->back();
    const auto above = steps->size() > 1 ? (*steps)[steps->size() - 2].name : std::string();
    if (last.element && above == "ratings") {
        const auto whole = "/" + last.name;
        const auto parts = split(whole);
        std::vector<Assignment> out = {below("date", std::string(parts[0]))};
        for (const std::size_t i : {1U, 2U}) {
            if (!parts[i].empty()) {
                out.push_back(below(i == 1 ? "occasion" : "rater", unescaped(parts[i])));
            }
        }
        return out;
    }
    if (last.element) {
        return std::vector<Assignment>{below("id", last.name)};
    }
    if (above == "scale") {
        return std::vector<Assignment>{};
    }
    if (above == "levels") {
        const bool value = fact.value.starts_with("value ");
        return std::vector<Assignment>{value ? below("value", fact.value.substr(6)) : below("level", fact.value)};
    }
    return std::vector<Assignment>{{std::move(*steps), fact.value}};
}

std::optional<std::size_t> child_at(const SyntaxNode& node, std::string_view parent, const Step& step)
{
    if (node.kind != (step.element ? SyntaxKind::sequence : SyntaxKind::mapping)) {
        return std::nullopt;
    }
    const auto found = std::find_if(node.children.begin(), node.children.end(), [&](const SyntaxChild& child) {
        return step.element ? name_of(child.node, parent) == step.name
                            : child.key == step.name || (parent == "scale" && scale_rank(step.name) && scale_rank(child.key) == scale_rank(step.name));
    });
    return found != node.children.end() ? std::optional(static_cast<std::size_t>(found - node.children.begin())) : std::nullopt;
}

std::string_view short_for(std::string_view above) { return above == "levels" ? "level" : above == "scale" ? "text" : ""; }

std::string value_yaml(std::string_view parent, std::string_view key, const std::string& value, bool in_flow)
{
    if (key == "addresses" || (key == "interventions" && !parent.empty())) {
        return "[" + value + "]";
    }
    if (key == "range") {
        return write::quoted_scalar(value);
    }
    if (parent == "covariates") {
        return write::is_plain(value, in_flow) ? value : write::quoted_scalar(value);
    }
    return is_in(text_keys, key) ? write::yaml_scalar(value, in_flow) : value;
}

Piece piece_of(const std::vector<Assignment>& assignments, std::size_t depth, std::string_view parent)
{
    Piece piece{assignments.front().steps[depth], {}, {}};
    std::vector<std::vector<Assignment>> groups;
    for (const auto& assignment : assignments) {
        if (assignment.steps.size() == depth + 1) {
            piece.value = assignment.value;
            continue;
        }
        const auto& next = assignment.steps[depth + 1];
        const auto same = std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.front().steps[depth + 1] == next; });
        if (same != groups.end()) {
            same->push_back(assignment);
        } else {
            groups.push_back({assignment});
        }
    }
    const auto inner = piece.step.element ? parent : std::string_view(piece.step.name);
    for (const auto& group : groups) {
        piece.children.push_back(piece_of(group, depth + 1, inner));
    }
    std::stable_sort(piece.children.begin(), piece.children.end(),
                     [&](const Piece& a, const Piece& b) { return rank_of(inner, a.step.name).value_or(0) < rank_of(inner, b.step.name).value_or(0); });
    return piece;
}

std::string flow_text(const Piece& piece, std::string_view parent)
{
    if (piece.step.element) {
        auto element = piece;
        element.step = {std::string(parent), false};
        return brackets(element);
    }
    return key_of(piece, parent) + ": " + (is_leaf(piece, parent) ? leaf_yaml(piece, parent, true) : brackets(piece));
}

std::string block_text(const Piece& piece, std::string_view parent, std::size_t indent, bool flow)
{
    const std::string blanks(indent, ' ');
    if (piece.step.element) {
        if (flow) {
            return blanks + "- " + flow_text(piece, parent) + "\n";
        }
        std::string out;
        for (const auto& child : piece.children) {
            out += block_text(child, parent, indent + 2, false);
        }
        return out.replace(indent, 1, "-");
    }
    const auto key = blanks + key_of(piece, parent) + ":";
    if (is_leaf(piece, parent)) {
        return key + " " + leaf_yaml(piece, parent, false) + "\n";
    }
    const bool leaves = std::all_of(piece.children.begin(), piece.children.end(), [&](const Piece& child) { return is_leaf(child, piece.step.name); });
    const auto line = key + " " + brackets(piece) + "\n";
    const bool never = piece.step.name == "scale" || piece.step.name == "scoring" || piece.children.front().step.element;
    if (leaves && !never && line.size() <= max_width + 1) {
        return line;
    }
    std::string out = key + "\n";
    for (const auto& child : piece.children) {
        out += block_text(child, piece.step.name, indent + 2, piece.step.name == "needs" || piece.step.name == "interventions");
    }
    return out;
}

std::optional<long> rank_of(std::string_view parent, std::string_view name)
{
    if (parent == "scale") {
        return scale_rank(name);
    }
    if (const auto day = parse_date(name.substr(0, 10))) {
        return day->day.time_since_epoch().count();
    }
    const auto found = std::find(key_order.begin(), key_order.end(), name);
    return parent == "covariates" || parent == "levels" || found == key_order.end() ? std::nullopt : std::optional<long>(found - key_order.begin());
}

std::optional<long> rank_of(std::string_view parent, const SyntaxChild& child)
{
    return rank_of(parent, child.key.empty() ? std::string_view(text_at(child.node, "date")) : std::string_view(child.key));
}

}  // namespace gas::syntax
