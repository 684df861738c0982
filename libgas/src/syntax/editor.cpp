// SPDX-License-Identifier: MIT
#include "editor.hpp"

#include <algorithm>
#include <functional>

#include "format/yaml_scalar.hpp"
#include "gas/text/phrases.hpp"
#include "text_facts.hpp"

namespace gas::syntax {

namespace {

EditProblem comment_inside() { return {"a comment stands in the middle of it", "edit it by hand", true}; }
EditProblem there_already() { return {"the plan has this already", "set it to another value"}; }

/// A node on the way to a fact, what it is, and its number in the one above.
struct Stop {
    const SyntaxNode* node = nullptr;
    const KeyInfo* row = nullptr;
    std::size_t child = 0;
};

class Editor {
public:
    Editor(std::string_view text, const SyntaxNode& plan) : text_(text), plan_(plan) {}

    Found set(const std::vector<Step>& steps, const std::string& value) const
    {
        const auto way = walk(steps);
        const auto depth = way.size() - 1;
        if (depth == steps.size()) {
            return replaced(way, steps.back(), value);
        }
        const auto& last = *way.back().node;
        if (depth + 1 == steps.size() && steps.back().name == short_for(*way.back().row) && last.kind == SyntaxKind::scalar) {
            return replaced(way, steps.back(), value);
        }
        const auto& other = key_info(steps.back().row->key == FormatKey::rating_level ? FormatKey::rating_value : FormatKey::rating_level);
        const bool recorded = steps.back().row->key == FormatKey::rating_level || steps.back().row->key == FormatKey::rating_value;
        if (const auto from = child_at(last, {std::string(other.name()), &other}); from && recorded) {
            // what was recorded as a level is now a value, or the other way round
            const auto& node = last.children[*from].node;
            return Splice{at(node.head) + node.head.find(other.name()), value_end(node), steps.back().name + ": " + value};
        }
        return last.kind == SyntaxKind::scalar ? opened(way, {{steps, value}}, depth) : insert({{steps, value}});
    }

    Found insert(const std::vector<Assignment>& assignments) const
    {
        const auto way = walk(assignments.front().steps);
        const auto depth = way.size() - 1;
        for (const auto& one : assignments) {
            if (walk(one.steps).size() != way.size() || one.steps.size() <= depth ||
                !std::equal(one.steps.begin(), one.steps.begin() + static_cast<std::ptrdiff_t>(depth), assignments.front().steps.begin())) {
                return EditProblem{"the facts do not make one new thing at one place", "put them in one after the other"};
            }
        }
        if (depth == assignments.front().steps.size()) {
            return there_already();
        }
        const auto& node = *way.back().node;
        if (way.back().row->type == KeyType::list && (node.kind == SyntaxKind::scalar || is_bare(node))) {
            return first_of(node, piece_of(assignments, depth));
        }
        if (node.kind == SyntaxKind::scalar) {
            const auto is_there = [&](const auto& one) {
                return one.steps.back().row->key == FormatKey::rating_value || one.steps.back().name == short_for(*way.back().row);
            };
            return std::any_of(assignments.begin(), assignments.end(), is_there) ? Found(there_already()) : opened(way, assignments, depth);
        }
        const auto piece = piece_of(assignments, depth);
        if (std::any_of(assignments.begin(), assignments.end(), [&](const auto& one) { return !(one.steps[depth] == piece.step); })) {
            return EditProblem{"the facts do not make one new thing at one place", "put them in one after the other"};
        }
        return node.flow ? in_brackets(node, piece) : on_lines(node, piece);
    }

    Found remove(const std::vector<Step>& steps) const
    {
        const auto way = walk(steps);
        if (way.size() - 1 != steps.size()) {
            return EditProblem{"the plan does not have this", ""};
        }
        for (auto i = way.size() - 1; i > 0; --i) {
            const auto& parent = *way[i - 1].node;
            if (parent.flow) {
                return out_of_brackets(parent, way[i].child);
            }
            if (parent.children.size() > 1) {
                return off_lines(parent, way[i].child);
            }
            if (way[i - 1].row->type == KeyType::list && has_comment_before(parent.children[0], parent)) {
                return emptied(parent);
            }
        }
        return EditProblem{"there is nothing else in the plan", ""};
    }

private:
    [[nodiscard]] std::size_t at(std::string_view part) const { return static_cast<std::size_t>(part.data() - text_.data()); }
    [[nodiscard]] std::size_t line_end(std::size_t from) const { return std::min(text_.find('\n', from), text_.size() - 1) + 1; }
    [[nodiscard]] std::size_t line_begin(std::size_t from) const
    {
        const auto before = from == 0 ? std::string_view::npos : text_.rfind('\n', from - 1);
        return before == std::string_view::npos ? 0 : before + 1;
    }
    static bool in_flow(const std::vector<Stop>& way)
    {
        return std::any_of(way.begin(), way.end() - 1, [](const Stop& stop) { return stop.node->flow; });
    }

    /// The nodes from the plan down to the fact, as far as the text has them.
    [[nodiscard]] std::vector<Stop> walk(const std::vector<Step>& steps) const
    {
        std::vector<Stop> way = {{&plan_, &key_info(FormatKey::plan), 0}};
        for (const auto& step : steps) {
            const auto child = child_at(*way.back().node, step);
            if (!child) {
                break;
            }
            way.push_back({&way.back().node->children[*child].node, step.row, *child});
        }
        return way;
    }

    /// One past the last letter of a value.
    [[nodiscard]] std::size_t value_end(const SyntaxNode& node) const
    {
        if (node.kind == SyntaxKind::scalar) {
            return at(node.value) + node.value.size();
        }
        const auto inside = node.children.empty() ? at(node.head) + node.head.size() : value_end(node.children.back().node);
        if (!node.flow) {
            return inside;
        }
        auto end = inside;
        bool comment = false;
        for (; end < text_.size() && (comment || (text_[end] != '}' && text_[end] != ']')); ++end) {
            comment = text_[end] == '#' || (comment && text_[end] != '\n');
        }
        return std::min(end + 1, text_.size());
    }

    [[nodiscard]] Found replaced(const std::vector<Stop>& way, const Step& step, const std::string& value) const
    {
        const auto& node = *way.back().node;
        const bool quoted = node.value.starts_with('"') || node.value.starts_with('\'');
        auto yaml = value_yaml(*step.row, value, in_flow(way));
        if (quoted && yaml == value) {
            yaml = format::quoted_scalar(value);
        }
        if (node.kind != SyntaxKind::scalar && !node.flow) {
            return EditProblem{"the value stands on several lines", "write it in brackets, on one line"};
        }
        const auto begin = node.flow ? at(node.head) + node.head.size() - 1 : at(node.value);
        const auto end = value_end(node);
        // a `#` in quotes or in the lines below `|` begins no comment
        const bool in_block = node.value.starts_with('|') || node.value.starts_with('>');
        const auto outside = in_block ? text_.substr(begin, line_end(begin) - begin) : text_.substr(begin, end - begin);
        return !quoted && !comments_of(outside).empty() ? Found(comment_inside()) : Splice{begin, end, yaml};
    }

    /// A level or a text that gets something beside it, a note or a range.
    [[nodiscard]] Found opened(const std::vector<Stop>& way, const std::vector<Assignment>& assignments, std::size_t depth) const
    {
        const auto& node = *way.back().node;
        const auto key = short_for(*way.back().row);
        const bool value = assignments.front().steps.back().row->key == FormatKey::rating_value;
        if (key.empty() || assignments.front().steps.size() != depth + 1) {
            return EditProblem{"the text has a value where keys are due", ""};
        }
        std::string yaml = "{";
        if (!value) {
            const bool keeps = node.value.starts_with('"') || node.value.starts_with('\'') || (node.value == node.text && format::is_plain(node.text, true));
            yaml +=
                std::string(key) + ": " + (keeps ? std::string(node.value) : format::quoted_scalar(node.text.substr(0, node.text.find_last_not_of(" \n") + 1)));
        }
        for (const auto& one : assignments) {
            yaml += (yaml.size() > 1 ? ", " : "") + one.steps.back().name + ": " + value_yaml(*one.steps.back().row, one.value, true);
        }
        return Splice{at(node.value), value_end(node), yaml + "}"};
    }

    /// The number of the child behind which something of this rank belongs; nothing: before the first.
    [[nodiscard]] static std::optional<std::size_t> place_in(const SyntaxNode& node, const Step& step)
    {
        const auto& children = node.children;
        const auto rank = rank_of(step);
        const auto last = children.size() - 1;
        if (!rank) {
            return last;
        }
        const auto in_order = [&](auto good) {
            for (std::size_t i = 1; i < children.size(); ++i) {
                if (!good(rank_of(children[i - 1], step).value_or(0), rank_of(children[i], step).value_or(0))) {
                    return false;
                }
            }
            return true;
        };
        const bool up = in_order(std::less_equal<>());
        const bool down = !up && in_order(std::greater_equal<>());
        if (step.to_element() && !up && !down) {
            return last;
        }
        std::optional<std::size_t> behind;
        for (std::size_t i = 0; i < children.size(); ++i) {
            const auto other = rank_of(children[i], step);
            if (other && (down ? *other >= *rank : *other <= *rank)) {
                behind = i;
            }
        }
        return behind;
    }

    [[nodiscard]] static bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }
    [[nodiscard]] std::size_t begin_of(const SyntaxChild& child) const { return at(child.leading) + child.leading.size(); }

    /// The end of the lines around `begin`, of the one above before the one below.
    [[nodiscard]] std::string_view line_break_at(std::size_t begin) const
    {
        const auto above = begin > 0 ? text_.rfind('\n', begin - 1) : std::string_view::npos;
        const auto found = above != std::string_view::npos ? above : text_.find('\n', begin);
        return found != std::string_view::npos && found > 0 && text_[found - 1] == '\r' ? "\r\n" : "\n";
    }
    [[nodiscard]] std::string with_breaks_of(std::size_t begin, std::string_view lines) const
    {
        const auto line_break = line_break_at(begin);
        std::string out;
        for (const char c : lines) {
            c == '\n' ? out.append(line_break) : out.append(1, c);
        }
        return out;
    }

    /// Where the comment lines right above the first child begin, which are about it; else its own line.
    [[nodiscard]] std::size_t above_first(const SyntaxChild& first) const
    {
        auto begin = line_begin(begin_of(first));
        for (auto above = begin; begin > 0; begin = above) {
            above = line_begin(begin - 1);
            if (above < at(first.leading) || is_blank(text_.substr(above, begin - above))) {
                break;
            }
        }
        return begin;
    }

    [[nodiscard]] Found in_brackets(const SyntaxNode& node, const Piece& piece) const
    {
        if (node.children.empty()) {
            const auto begin = at(node.head) + node.head.size();
            return Splice{begin, begin, flow_text(piece)};
        }
        const auto behind = place_in(node, piece.step);
        const auto& like = node.children[behind.value_or(0)];
        const auto yaml = flow_text(ordered_as(piece, like.node));
        const auto start = begin_of(like);
        const auto indent = text_.substr(line_begin(start), start - line_begin(start));
        const auto end = value_end(like.node);
        if (!is_blank(indent)) {
            return behind ? Splice{end, end, ", " + yaml} : Splice{start, start, yaml + ", "};
        }
        // a line of its own, as its like has
        const auto put = [&](std::size_t begin, const std::string& text) { return Splice{begin, begin, with_breaks_of(begin, text)}; };
        if (!behind) {
            return put(above_first(like), std::string(indent) + yaml + ",\n");
        }
        auto rest = text_.substr(end, line_end(end) - end);
        const auto first = std::min(rest.find_first_not_of(" \t\r\n"), rest.size());
        const bool comma = rest.substr(first).starts_with(',');
        const auto after = rest.substr(comma ? first + 1 : first);
        const bool comment = after.substr(std::min(after.find_first_not_of(" \t"), after.size())).starts_with('#');
        if (comma && !comment && !is_blank(after)) {
            return Splice{end, end, ", " + yaml};
        }
        return comma     ? put(line_end(end), std::string(indent) + yaml + ",\n")
               : comment ? put(line_end(end), std::string(indent) + ", " + yaml + "\n")
                         : put(end, ",\n" + std::string(indent) + yaml);
    }

    static bool has_blank_line(std::string_view leading)
    {
        while (!leading.empty()) {
            if (is_blank(take_line(leading))) {
                return true;
            }
        }
        return false;
    }

    /// Whether it is a list in brackets with nothing in them, no comment either.
    [[nodiscard]] bool is_bare(const SyntaxNode& node) const
    {
        const auto begin = at(node.head) + node.head.size();
        return node.flow && node.children.empty() && is_blank(text_.substr(begin, value_end(node) - 1 - begin));
    }

    /// Columns from a list's key to its dashes in this plan.
    [[nodiscard]] std::size_t dash_depth() const
    {
        const auto list = std::find_if(plan_.children.begin(), plan_.children.end(),
                                       [](const auto& child) { return child.node.kind == SyntaxKind::sequence && !child.node.flow; });
        return list != plan_.children.end() ? list->node.column - plan_.column : 2;
    }

    /// The first element of a list of which the text has the key alone, or `~`, `null` or `[]` behind it.
    [[nodiscard]] Found first_of(const SyntaxNode& list, const Piece& piece) const
    {
        const auto value = value_end(list);
        const auto end = line_end(value);
        auto begin = end;
        std::string kept;
        if (list.flow || !list.value.empty()) {
            begin = list.flow ? at(list.head) + list.head.size() - 1 : at(list.value);
            begin = text_.find_last_not_of(' ', begin - 1) + 1;
            kept = text_.substr(value, end - value);
        }
        auto lines = block_text(piece, plan_.column + dash_depth());
        if (!text_.substr(0, end).ends_with('\n')) {
            lines = "\n" + lines.substr(0, lines.size() - 1);
        }
        return Splice{begin, end, kept + with_breaks_of(end, lines)};
    }

    /// Where the line begins that is to follow what is above it and ends before `end`: comment lines deeper than `column` are about what is above them.
    [[nodiscard]] std::size_t behind_comments(std::size_t end, std::size_t column) const
    {
        for (auto line = end; line < text_.size(); line = line_end(line)) {
            const auto first = std::min(text_.find_first_not_of(" \t", line), text_.size() - 1);
            const bool deep = text_[first] == '#' && first - line > column;
            if (!deep && !is_blank(text_.substr(line, line_end(line) - line))) {
                break;
            }
            end = deep ? line_end(line) : end;
        }
        return end;
    }

    [[nodiscard]] Found on_lines(const SyntaxNode& node, const Piece& piece) const
    {
        auto behind = place_in(node, piece.step);
        if (!behind && !node.children.front().own_lines) {
            behind = 0;  // the first key stands behind its dash
        }
        const auto& like = node.children[behind.value_or(0)];
        PieceStyle style;
        style.dash = dash_depth();
        auto lines = piece.step.to_element() ? block_text(ordered_as(piece, like.node), node.column, style_of(like.node, node.column))
                                             : block_text(piece, node.column, style);
        const auto& others = node.children;
        const bool apart = (piece.step.to_element() || (&node == &plan_ && !piece.children.empty())) &&
                           std::any_of(others.begin() + 1, others.end(), [&](const auto& child) { return has_blank_line(child.leading); });
        const auto begin = behind ? behind_comments(line_end(value_end(like.node)), node.column) : above_first(like);
        lines = apart && behind ? "\n" + lines : apart ? lines + "\n" : lines;
        if (begin > 0 && text_[begin - 1] != '\n') {
            lines = "\n" + lines.substr(0, lines.size() - 1);  // no line end at the end, as it was
        }
        return Splice{begin, begin, with_breaks_of(begin, lines)};
    }

    [[nodiscard]] Found out_of_brackets(const SyntaxNode& parent, std::size_t number) const
    {
        const auto& child = parent.children[number];
        const auto key = at(child.leading) + child.leading.size();
        const bool alone = parent.children.size() == 1;
        const auto comma = number > 0 ? child.leading : alone ? std::string_view() : parent.children[1].leading;
        if (comma.find('#') != std::string_view::npos) {
            const auto line = number > 0 ? own_line(child) : std::nullopt;
            return line ? Found(*line) : comment_inside();
        }
        const auto end = number > 0 || alone ? value_end(child.node) : at(comma) + comma.size();
        return Splice{number > 0 ? at(comma) : key, end, ""};
    }

    [[nodiscard]] Found off_lines(const SyntaxNode& parent, std::size_t number) const
    {
        const auto& child = parent.children[number];
        if (!child.own_lines) {
            return EditProblem{"it begins an element of a list", "move another key before it first"};
        }
        const bool comments = child.leading.find('#') != std::string_view::npos;
        const auto begin = comments ? at(child.leading) + child.leading.size() : at(child.leading);
        auto end = line_end(value_end(child.node));
        // without a line end at the end of the text, the one before goes
        const bool open = text_[end - 1] != '\n' && begin > 0;
        const auto cut = open ? begin - (begin > 1 && text_[begin - 2] == '\r' ? 2 : 1) : begin;
        return Splice{cut, end, ""};
    }

    /// Where the value of a list's key begins, behind the colon.
    [[nodiscard]] std::size_t behind_key(const SyntaxNode& list) const { return text_.find(':', at(list.head)) + 1; }

    [[nodiscard]] bool has_comment_before(const SyntaxChild& first, const SyntaxNode& list) const
    {
        const auto begin = behind_key(list);
        return first.own_lines && text_.substr(begin, begin_of(first) - begin).find('#') != std::string_view::npos;
    }

    /// The list without its only element: what is written about the list, behind its key or below it, stays.
    [[nodiscard]] Found emptied(const SyntaxNode& list) const
    {
        const auto begin = behind_key(list);
        const auto& only = list.children[0];
        const auto end = line_end(value_end(only.node));
        auto kept = text_.substr(begin, line_begin(begin_of(only)) - begin);
        if (text_[end - 1] != '\n') {  // no line end at the end, as it was
            kept.remove_suffix(kept.ends_with("\r\n") ? 2 : 1);
        }
        return Splice{begin, end, " []" + std::string(kept)};
    }

    /// The line of an element in brackets that has it for itself, so that what is written above it stays; nothing where something else is on it.
    [[nodiscard]] std::optional<Splice> own_line(const SyntaxChild& child) const
    {
        const auto key = at(child.leading) + child.leading.size();
        const auto begin = line_begin(key);
        const auto value = value_end(child.node);
        const auto end = line_end(value);
        const auto before = text_.substr(begin, key - begin);
        const auto after = text_.substr(value, end - value);
        const auto comma = [](std::string_view part) {
            const auto at = part.find(',');
            return at != std::string_view::npos && is_blank(part.substr(0, at)) && is_blank(part.substr(at + 1));
        };
        const bool one_comma = (is_blank(before) && (is_blank(after) || comma(after))) || (comma(before) && is_blank(after));
        return one_comma ? std::optional(Splice{begin, end, ""}) : std::nullopt;
    }

    std::string_view text_;
    const SyntaxNode& plan_;
};

}  // namespace

Found set_at(std::string_view text, const SyntaxNode& plan, const std::vector<Step>& steps, const std::string& value)
{
    return Editor(text, plan).set(steps, value);
}

Found insert_at(std::string_view text, const SyntaxNode& plan, const std::vector<Assignment>& assignments) { return Editor(text, plan).insert(assignments); }

Found remove_at(std::string_view text, const SyntaxNode& plan, const std::vector<Step>& steps) { return Editor(text, plan).remove(steps); }

}  // namespace gas::syntax
