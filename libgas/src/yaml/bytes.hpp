// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gas/text/diagnostic.hpp"

namespace gas::yaml {

/// Looks at every byte before any YAML is read, since yaml-cpp takes bad bytes in silence (NUL even as an escape):
/// UTF-8, no UTF-16, no control bytes but tab and line ends, no lone CR, no byte order mark inside.
/// Bytes that are refused are replaced in `text` by letters, one for one, so that reading can go on and find the rest.
/// False where the text is no text at all (UTF-16, binary) and reading on would be noise.
bool check_bytes(std::string& text, std::vector<Diagnostic>& out);

/// One past the closing quote of the quoted scalar that begins at `at`; npos where it is never closed.
std::size_t quoted_end(std::string_view text, std::size_t at);

/// Begin and end of the line that holds `at`, without its line end.
struct Line {
    std::size_t begin = 0;
    std::size_t end = 0;
};
Line line_at(std::string_view text, std::size_t at);

/// Edits that put what stands in `from`..`to` into double quotes.
std::vector<Edit> quoted_whole(std::string_view text, std::size_t from, std::size_t to);

/// Whether a value holds a control character (they come by escapes: "\e"), and whether a bidi control that can
/// make text read in another order than it is written (U+202A..E, U+2066..9).
bool has_control(std::string_view value);
bool has_bidi_control(std::string_view value);

}  // namespace gas::yaml
