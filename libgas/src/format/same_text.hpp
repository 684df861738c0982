// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>

namespace gas::format {

/// a == b, without the call of memcmp: the cells that are compared row by row have a few letters.
inline bool same_text(std::string_view a, std::string_view b)
{
    const auto size = a.size();
    if (size != b.size()) {
        return false;
    }
    const char* x = a.data();
    const char* y = b.data();
    const auto differ = [&]<typename Word>(std::size_t at, Word) {
        Word left;
        Word right;
        std::memcpy(&left, x + at, sizeof left);
        std::memcpy(&right, y + at, sizeof right);
        return left != right;
    };
    if (size >= 8) {
        std::size_t at = 0;
        for (; at + 8 <= size; at += 8) {
            if (differ(at, std::uint64_t{})) {
                return false;
            }
        }
        return !differ(size - 8, std::uint64_t{});
    }
    if (size >= 4) {
        return !differ(0, std::uint32_t{}) && !differ(size - 4, std::uint32_t{});
    }
    return size == 0 || (x[0] == y[0] && x[size / 2] == y[size / 2] && x[size - 1] == y[size - 1]);
}

}  // namespace gas::format
