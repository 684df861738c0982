// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "block_lines.hpp"
#include "explain_syntax.hpp"

/// The slips that explain_syntax() knows, each by a function that tells of it where it is one.
namespace gas::yaml {

// pieces of what is told
/// The number, from 1, of the line that `at` is on.
std::size_t line_number(std::string_view text, std::size_t at);
SyntaxError syntax_error(Rule rule, std::size_t begin, std::size_t end, std::string message, Hint hint, std::optional<Repair> repair = {});
/// One past the last character of the text that begins at `from` on `line`: before a comment, or in brackets before the next `,`, `]` or `}`.
std::size_t text_end(std::string_view text, Line line, std::size_t from, bool flow);
/// Whether the text of `line` goes on below it, deeper than its key.
bool goes_on(std::string_view text, const Parts& parts);
/// The whole text that begins at `from` in quotes; words alone where it does not end on its line.
Hint quote_whole(std::string_view text, const Parts& parts, std::size_t from, bool flow, std::string words);
/// A fix that puts `what` in at `at`.
Fix put_in(std::size_t at, std::string_view what, std::string words, bool safe);
/// A safe fix that takes a stretch out.
Fix take_out(std::size_t begin, std::size_t end, std::string words);

// of texts: what stands behind a colon
/// A quote opened before the trouble and closed, if at all, on a later line.
std::optional<SyntaxError> quote_error(std::string_view text, const YamlProblem& problem);
/// `title: Walk: 10 m`, and `{text: a: b}`.
std::optional<SyntaxError> colon_error(std::string_view text, const YamlProblem& problem, const Parts& parts);
/// Unquoted text that begins with a character that YAML keeps for itself.
std::optional<SyntaxError> start_error(std::string_view text, const Parts& parts, bool flow);
/// The value of the flow entry that the trouble is in, `{s: - 1}`, as if it stood on a line of its own.
std::optional<Parts> flow_entry(std::string_view text, const YamlProblem& problem, const Parts& parts);
/// `"Good" sleep` and `'Client's walk'`: a quoted text, and more behind it.
std::optional<SyntaxError> after_quote_error(std::string_view text, const YamlProblem& problem, const Parts& parts);
/// A text that goes on below its key and has a colon there: to YAML a key where none can stand.
std::optional<SyntaxError> wrapped_colon_error(std::string_view text, const Parts& parts);

// of lines: dashes, indentation, keys and their colons
/// Tabs in the indentation of the line of the trouble or of the one before it; then all such lines are told at once,
/// since no guess of how wide a tab was meant would let reading go on.
std::optional<SyntaxError> tab_error(std::string_view text, Line line);
/// `rho:0.3`, `title Walk`, and below other levels `0 Walks alone` and `walk 0`.
std::optional<SyntaxError> separator_error(std::string_view text, Line line, std::span<const std::string_view> known_keys);
/// A line with a text and no colon, where a key is due.
std::optional<SyntaxError> bare_line_error(std::string_view text, const YamlProblem& problem, const Parts& parts);
/// An element of a list whose dash was forgotten: a key that the element above has, at the column of its dash, or braces below those of another.
std::optional<SyntaxError> dash_error(std::string_view text, const Parts& parts);
/// A text that goes on on a line of its own, at the column of its key: a line without a colon.
std::optional<SyntaxError> wrapped_error(std::string_view text, Line line);
/// `0:Sleeps` or `walk:+1` on a line of its own; YAML stumbles over the line below it.
std::optional<SyntaxError> glued_error(std::string_view text, Line line);
/// A line indented against its neighbours.
std::optional<SyntaxError> indent_error(std::string_view text, const Parts& parts);

}  // namespace gas::yaml
