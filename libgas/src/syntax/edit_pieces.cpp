// SPDX-License-Identifier: MIT
#include "edit_pieces.hpp"

#include <algorithm>

#include "element_name.hpp"
#include "format/scalars.hpp"
#include "format/yaml_scalar.hpp"
#include "gas/diff/facts.hpp"

namespace gas::syntax {

namespace {

std::vector<std::string_view> split(std::string_view path)
{
    std::vector<std::string_view> parts;
    while (path.starts_with('/')) {
        path.remove_prefix(1);
        parts.push_back(path.substr(0, path.find('/')));
        path.remove_prefix(parts.back().size());
    }
    return parts;
}

/// The row of key `name` in the map that `above` takes, or of its free keys; null where it has neither.
const KeyInfo* key_under(const KeyInfo& above, std::string_view name)
{
    const auto named = std::find_if(format_keys.begin(), format_keys.end(), [&](const auto& row) { return is_key_of(above, row) && row.name() == name; });
    const auto found = named != format_keys.end() ? named : std::find_if(format_keys.begin(), format_keys.end(), [&](const auto& row) {
        return row.path.ends_with("{}") && row.path.substr(0, row.path.size() - 2) == above.path;
    });
    return found != format_keys.end() ? &*found : nullptr;
}

std::optional<long> level_rank(std::string_view key)
{
    const auto read = format::read_level(key, false);
    const auto* level = std::get_if<Level>(&read);
    return level != nullptr ? std::optional<long>(level->twice()) : std::nullopt;
}

std::optional<long> date_rank(std::string_view date)
{
    const auto day = parse_date(date);
    return day ? std::optional<long>(day->day.time_since_epoch().count()) : std::nullopt;
}

bool is_leaf(const Piece& piece) { return piece.children.empty() || (piece.children.size() == 1 && piece.children[0].step.name == short_for(*piece.step.row)); }

std::string leaf_yaml(const Piece& piece, bool in_flow)
{
    const auto& leaf = piece.children.empty() ? piece : piece.children[0];
    return value_yaml(*leaf.step.row, leaf.value, in_flow);
}

/// A key of a scale or of readings is a level or a date as it stands.
std::string key_yaml(const Step& step)
{
    const bool raw = step.row->key == FormatKey::scale_level || step.row->key == FormatKey::reading;
    return raw ? step.name : format::yaml_scalar(step.name, true);
}

/// `{…}` or `[…]` of the children.
std::string brackets(const Piece& piece)
{
    const bool list = piece.step.row->type == KeyType::list;
    std::string out = list ? "[" : "{";
    for (const auto& child : piece.children) {
        out += (out.size() > 1 ? ", " : "") + flow_text(child);
    }
    return out + (list ? "]" : "}");
}

}  // namespace

std::optional<std::vector<Step>> steps_to(std::string_view path)
{
    const auto parts = split(path);
    std::vector<Step> steps;
    const auto* row = &key_info(FormatKey::plan);
    for (std::size_t next = 0; next < parts.size(); ++next) {
        if (row->type == KeyType::list) {
            const auto element =
                std::find_if(format_keys.begin(), format_keys.end(), [&](const auto& other) { return other.path == std::string(row->path) + "[]"; });
            row = &*element;
            if (const auto words = keys_beside_date(row->identity).size(); words > 0) {
                if (next + words >= parts.size()) {
                    return std::nullopt;
                }
                std::string name(parts[next]);
                for (std::size_t word = 0; word < words; ++word) {
                    name += '/' + std::string(parts[++next]);
                }
                steps.push_back({std::move(name), row});
                continue;
            }
            steps.push_back({name_of_step(parts[next]), row});
            continue;
        }
        const auto* key = key_under(*row, parts[next]);
        if (row->key == FormatKey::entry && (key == nullptr || key->change.stem.empty())) {
            steps.push_back({"levels", &key_info(FormatKey::rating_map)});
            key = key_under(key_info(FormatKey::rating_map), parts[next]);
        }
        if (key == nullptr || parts[next].empty()) {
            return std::nullopt;
        }
        row = key;
        steps.push_back({name_of_step(parts[next]), row});
    }
    // a list, or a map that is not an element, is no fact
    return steps.empty() || row->type == KeyType::list || (row->type == KeyType::keys && !row->is_element()) ? std::nullopt : std::optional(std::move(steps));
}

std::optional<std::vector<Assignment>> assignments_of(const FactValue& fact)
{
    auto steps = steps_to(fact.path);
    if (!steps) {
        return std::nullopt;
    }
    const auto below = [&](FormatKey key, std::string value) {
        auto longer = *steps;
        longer.push_back({std::string(key_info(key).name()), &key_info(key)});
        return Assignment{std::move(longer), std::move(value)};
    };
    const auto& last = steps->back();
    if (is_dated(last.row->identity)) {
        const auto whole = "/" + last.name;
        const auto parts = split(whole);
        std::vector<Assignment> out = {below(key_under(*last.row, "date")->key, std::string(parts[0]))};
        const auto keys = keys_beside_date(last.row->identity);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            if (!parts[i + 1].empty()) {
                out.push_back(below(key_under(*last.row, keys[i])->key, name_of_step(parts[i + 1])));
            }
        }
        return out;
    }
    if (last.to_element()) {
        auto id = *steps;
        id.push_back({"id", key_under(*last.row, "id")});
        return std::vector<Assignment>{{std::move(id), last.name}};
    }
    if (last.row->key == FormatKey::scale_level) {
        return std::vector<Assignment>{};
    }
    if (last.row->key == FormatKey::rating) {
        constexpr std::string_view measured = "value ";
        return std::vector<Assignment>{fact.value.starts_with(measured) ? below(FormatKey::rating_value, fact.value.substr(measured.size()))
                                                                        : below(FormatKey::rating_level, fact.value)};
    }
    return std::vector<Assignment>{{std::move(*steps), fact.value}};
}

std::optional<std::size_t> child_at(const SyntaxNode& node, const Step& step)
{
    if (node.kind != (step.to_element() ? SyntaxKind::sequence : SyntaxKind::mapping)) {
        return std::nullopt;
    }
    const bool level = step.row->key == FormatKey::scale_level;
    const auto found = std::find_if(node.children.begin(), node.children.end(), [&](const SyntaxChild& child) {
        return step.to_element() ? element_name(child.node, step.row->identity) == step.name
                                 : child.key == step.name || (level && level_rank(step.name) && level_rank(child.key) == level_rank(step.name));
    });
    return found != node.children.end() ? std::optional(static_cast<std::size_t>(found - node.children.begin())) : std::nullopt;
}

std::string_view short_for(const KeyInfo& row) { return row.key == FormatKey::rating ? "level" : row.key == FormatKey::scale_level ? "text" : ""; }

std::string value_yaml(const KeyInfo& row, const std::string& value, bool in_flow)
{
    switch (row.type) {
    case KeyType::ids: return "[" + value + "]";
    case KeyType::range: return format::quoted_scalar(value);
    case KeyType::text:
    case KeyType::id: return format::yaml_scalar(value, in_flow);
    case KeyType::line:
        // what looks like a number is one in a covariate
        return row.key != FormatKey::covariate ? format::yaml_scalar(value, in_flow) : format::is_plain(value, in_flow) ? value : format::quoted_scalar(value);
    default: return value;
    }
}

Piece piece_of(const std::vector<Assignment>& assignments, std::size_t depth)
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
    for (const auto& group : groups) {
        piece.children.push_back(piece_of(group, depth + 1));
    }
    std::stable_sort(piece.children.begin(), piece.children.end(),
                     [](const Piece& a, const Piece& b) { return rank_of(a.step).value_or(0) < rank_of(b.step).value_or(0); });
    return piece;
}

std::string flow_text(const Piece& piece)
{
    const auto yaml = is_leaf(piece) ? leaf_yaml(piece, true) : brackets(piece);
    return piece.step.to_element() ? yaml : key_yaml(piece.step) + ": " + yaml;
}

std::string block_text(const Piece& piece, std::size_t indent, PieceStyle style)
{
    const std::string blanks(indent, ' ');
    if (piece.step.to_element()) {
        if (style.flow) {
            return blanks + "-" + std::string(style.behind_dash - 1, ' ') + flow_text(piece) + "\n";
        }
        std::string out;
        auto of_keys = style;
        of_keys.flow = false;
        for (const auto& child : piece.children) {
            out += block_text(child, indent + style.behind_dash, of_keys);
        }
        return out.replace(indent, 1, "-");
    }
    const auto key = blanks + key_yaml(piece.step) + ":";
    if (is_leaf(piece)) {
        return key + " " + leaf_yaml(piece, false) + "\n";
    }
    const auto what = piece.step.row->key;
    const bool never = what == FormatKey::scale || what == FormatKey::scoring || piece.step.row->type == KeyType::list ||
                       (what == FormatKey::rating_map && style.levels_on_lines);
    auto line = key + " " + brackets(piece) + "\n";
    if (!never && line.size() <= format::max_width + 1 && std::all_of(piece.children.begin(), piece.children.end(), is_leaf)) {
        return line;
    }
    std::string out = key + "\n";
    auto below = style;
    below.flow = what != FormatKey::goal_list && what != FormatKey::measure_list && what != FormatKey::entry_list;
    const auto deeper = piece.step.row->type == KeyType::list ? style.dash : what == FormatKey::rating_map ? style.levels : 2;
    for (const auto& child : piece.children) {
        out += block_text(child, indent + deeper, below);
    }
    return out;
}

PieceStyle style_of(const SyntaxNode& like, std::size_t dash_column)
{
    PieceStyle style;
    style.flow = like.flow;
    style.behind_dash = like.kind == SyntaxKind::scalar ? 2 : (like.flow ? like.head.size() - 1 : like.column) - dash_column;
    const auto levels =
        std::find_if(like.children.begin(), like.children.end(), [](const auto& child) { return child.key == key_info(FormatKey::rating_map).name(); });
    if (levels != like.children.end() && levels->node.kind == SyntaxKind::mapping && !levels->node.flow) {
        style.levels_on_lines = true;
        style.levels = levels->node.column - like.column;
    }
    return style;
}

Piece ordered_as(Piece piece, const SyntaxNode& like)
{
    auto left = std::move(piece.children);
    piece.children.clear();
    for (const auto& child : like.children) {
        const auto same = std::find_if(left.begin(), left.end(), [&](const auto& one) { return one.step.name == child.key; });
        if (same != left.end()) {
            const auto quote = child.key == "date" ? child.node.value.substr(0, 1) : std::string_view();
            if (quote == "'" || quote == "\"") {
                same->value = std::string(quote) + same->value + std::string(quote);
            }
            piece.children.push_back(std::move(*same));
            left.erase(same);
        }
    }
    for (auto& one : left) {
        const auto follows =
            std::find_if(piece.children.rbegin(), piece.children.rend(), [&](const auto& other) { return rank_of(other.step) < rank_of(one.step); });
        piece.children.insert(follows.base(), std::move(one));
    }
    return piece;
}

std::optional<long> rank_of(const Step& step)
{
    const auto& row = *step.row;
    if (row.key == FormatKey::scale_level) {
        return level_rank(step.name);
    }
    if (row.key == FormatKey::reading || is_dated(row.identity)) {
        return date_rank(std::string_view(step.name).substr(0, step.name.find('/')));
    }
    return row.is_element() ? std::nullopt : std::optional(static_cast<long>(row.key));
}

std::optional<long> rank_of(const SyntaxChild& child, const Step& beside)
{
    if (beside.to_element()) {
        return rank_of({element_name(child.node, beside.row->identity), beside.row});
    }
    const auto same = std::find_if(format_keys.begin(), format_keys.end(), [&](const auto& row) {
        return row.name() == child.key && !row.is_element() &&
               row.path.substr(0, row.path.rfind('.') + 1) == beside.row->path.substr(0, beside.row->path.rfind('.') + 1);
    });
    return rank_of({child.key, beside.row->is_element() || same == format_keys.end() ? beside.row : &*same});
}

}  // namespace gas::syntax
