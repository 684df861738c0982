// SPDX-License-Identifier: MIT
#include "gas/text/suggest.hpp"

#include <algorithm>
#include <vector>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    // three rows: the one being filled, the one above, and the one above that for swapped neighbours
    std::vector<std::size_t> two(b.size() + 1);
    std::vector<std::size_t> above(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        above[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const bool same = small_letter(a[i - 1]) == small_letter(b[j - 1]);
            row[j] = std::min({row[j - 1] + 1, above[j] + 1, above[j - 1] + (same ? 0 : 1)});
            if (i > 1 && j > 1 && small_letter(a[i - 1]) == small_letter(b[j - 2]) && small_letter(a[i - 2]) == small_letter(b[j - 1])) {
                row[j] = std::min(row[j], two[j - 2] + 1);
            }
        }
        std::swap(two, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates)
{
    std::string_view best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    if (word.size() > 64) {
        return best;  // no slip of a key, and the distance is quadratic
    }
    for (const auto candidate : candidates) {
        const auto distance = edit_distance(word, candidate);
        if (distance < best_distance) {
            best = candidate;
            best_distance = distance;
        }
    }
    return best;
}

}  // namespace gas
