// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "events.hpp"
#include "gas/text/diagnostic.hpp"

/// What a writer did where YAML could not be read on: yaml-cpp says "illegal map value" to most of it.
namespace gas::yaml {

/// A repair of the same length, so that reading can go on behind the slip and find what else is wrong.
struct Repair {
    std::size_t at = 0;
    std::string bytes;        ///< takes the place of as many bytes at `at`
    std::size_t shifted = 0;  ///< the bytes of the line stand so many columns to the left of the user's
    bool whole_line = false;  ///< what the line now says is not what the user meant: say no more of it
};

struct SyntaxError {
    std::vector<Diagnostic> diagnostics;  ///< one; of tabs, one for each line that has them
    std::optional<Repair> repair;         ///< nothing: what the writer meant cannot be told
};

/// `known_keys`: words that begin a line of `key: value`, whatever is missing behind them.
SyntaxError explain_syntax(std::string_view text, const YamlProblem& problem, std::span<const std::string_view> known_keys);

}  // namespace gas::yaml
