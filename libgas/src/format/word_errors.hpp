// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <fmt/format.h>

#include "gas/plan/level.hpp"
#include "scalars.hpp"

/// What is wrong with a rating in words, in plans and in tables alike.
namespace gas::format {

inline ReadError word_needs_baseline(RatingWord word, std::string hint)
{
    return {Rule::word_needs_baseline, fmt::format("\"{}\" says a level only with the goal's baseline, -1 or -2", to_string(word)), std::move(hint)};
}

inline ReadError worse_than_nothing()
{
    return {Rule::worse_than_nothing, "\"worse\" at baseline -2: nothing is worse than no function; read as -2",
            "check the goal's baseline: with some function at the start it is -1"};
}

}  // namespace gas::format
