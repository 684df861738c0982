// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

/// How texts are written so that what reads them takes them as texts.
namespace gas::findings {

/// A path as a relative URI reference: every byte but letters, digits, `-._~` and `/` as %XX, so that neither a colon nor `<stdin>` breaks it.
/// An absolute path becomes a file: URI.
std::string as_uri(std::string_view path);

/// `text` for XML 1.0, in an attribute or between tags: what it forbids, and what could move a cursor, as escapes (see visible()).
std::string as_xml(std::string_view text);

/// `text` for a GitHub workflow command: as its message, or as the value of a `property`.
std::string as_command(std::string_view text, bool property);

/// A JSON object of members that are JSON texts already; one that is empty is left out.
std::string json_object(std::initializer_list<std::pair<std::string_view, std::string>> members);

}  // namespace gas::findings
