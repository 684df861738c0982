// SPDX-License-Identifier: MIT
#include "ids.hpp"

#include <functional>

namespace gas::summary {

std::pair<std::size_t, bool> Ids::insert(std::string_view id)
{
    if ((size() + 1) * 2 > slots_.size()) {
        grow();
    }
    auto at = std::hash<std::string_view>()(id) & (slots_.size() - 1);
    for (; slots_[at] != 0; at = (at + 1) & (slots_.size() - 1)) {
        if ((*this)[slots_[at] - 1] == id) {
            return {slots_[at] - 1, false};
        }
    }
    append(id);
    slots_[at] = static_cast<std::uint32_t>(size());
    return {size() - 1, true};
}

std::pair<std::size_t, bool> Ids::append(std::string_view id)
{
    letters_.append(id);
    starts_.push_back(letters_.size());
    return {size() - 1, true};
}

void Ids::grow()
{
    slots_.assign(std::max<std::size_t>(64, slots_.size() * 2), 0);
    for (std::size_t number = 0; number < size(); ++number) {
        auto at = std::hash<std::string_view>()((*this)[number]) & (slots_.size() - 1);
        while (slots_[at] != 0) {
            at = (at + 1) & (slots_.size() - 1);
        }
        slots_[at] = static_cast<std::uint32_t>(number + 1);
    }
}

}  // namespace gas::summary
