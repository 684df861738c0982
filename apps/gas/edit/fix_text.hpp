// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "gas/read/read_plans.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas::app {

/// What is seen of a text before and after an edit.
struct TextSeen {
    std::vector<Finding> findings{};   ///< by place
    std::vector<std::string> plans{};  ///< all that each plan without errors says, in order: sound_plans()
};
using TextLook = std::function<TextSeen(const std::string& text)>;
std::vector<std::string> sound_plans(const ReadResult& read);

struct FixedText {
    std::string text;
    std::size_t fixed = 0;            ///< findings that are gone
    std::size_t unsafe = 0;           ///< fixes that are left, since they may not be what was meant
    std::vector<Finding> not_held{};  ///< findings whose fix was taken back
};

/// Carries out the fixes that the findings of a text offer, the safe ones or all, until none is left that can be. Fixes that touch one place come one after the
/// other, each from the findings of the text as it is then.
///
/// After each edit the text is looked at again: what was to be mended is gone, nothing else is found, and (where fixes are safe) the plans without errors say
/// what they said. A fix for which that does not hold is taken back: found alone, or, where many are to be found, by what is found on its line. An error that
/// hid what stands behind it may bring that to light.
FixedText fix_text(std::string text, bool unsafe_too, const TextLook& look);

}  // namespace gas::app
