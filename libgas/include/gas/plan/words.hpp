// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace gas {

/// The words of an enum as files, options and output have them, in the order of its values. An enum that has words specialises it beside itself.
template <typename Enum>
inline constexpr std::array<std::string_view, 0> word_list = {};

template <typename Enum>
concept HasWords = !word_list<Enum>.empty();

template <HasWords Enum>
constexpr std::span<const std::string_view> words()
{
    return word_list<Enum>;
}

template <HasWords Enum>
constexpr std::string_view to_string(Enum value)
{
    return word_list<Enum>[static_cast<std::size_t>(value)];
}

/// The value that `text` is the word of; nothing for any other text.
template <HasWords Enum>
constexpr std::optional<Enum> from_word(std::string_view text)
{
    for (std::size_t i = 0; i < word_list<Enum>.size(); ++i) {
        if (word_list<Enum>[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

/// What stands before a covariate's name where a column of scores has that name already.
inline constexpr std::string_view covariate_prefix = "covariate_";

}  // namespace gas
