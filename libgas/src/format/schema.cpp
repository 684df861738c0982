// SPDX-License-Identifier: MIT
#include "gas/format/schema.hpp"

#include <cmath>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas {

Identity identity_under(std::string_view name, bool is_list)
{
    const auto found = std::find_if(format_keys.begin(), format_keys.end(),
                                    [&](const KeyInfo& key) { return key.is_element() && key.path.ends_with(']') == is_list && key.name() == name; });
    return found != format_keys.end() ? found->identity : Identity::name;
}

std::string value_text(const KeyInfo& key)
{
    const auto& [low, high, words] = key.values;
    switch (key.type) {
    case KeyType::keys: return "keys and values";
    case KeyType::list: return "a list";
    case KeyType::text: return "a text";
    case KeyType::line: return "a text of one line";
    case KeyType::id: return "an id";
    case KeyType::ids: return "a list of ids";
    case KeyType::date: return "a date";
    case KeyType::level: return "a level";
    case KeyType::rated: return "a level, a word or not-applicable";
    case KeyType::truth: return "true or false";
    case KeyType::range: return "a range";
    case KeyType::word: return listed(words);
    case KeyType::integer: return low == high ? fmt::format("{}", low) : fmt::format("a whole number from {} to {}", low, high);
    case KeyType::number: break;
    }
    return std::isfinite(high)  ? fmt::format("a number from {} to {}", low, high)
           : std::isfinite(low) ? fmt::format("a number of {} or more", low)
                                : "a number";
}

}  // namespace gas
