// SPDX-License-Identifier: MIT
#include "gas/plan/natural_order.hpp"

namespace gas {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The digits from `at` on without leading zeros; moves `at` behind them.
std::string_view digits(std::string_view text, std::size_t& at)
{
    while (at < text.size() && text[at] == '0') {
        ++at;
    }
    const auto begin = at;
    while (at < text.size() && is_digit(text[at])) {
        ++at;
    }
    return text.substr(begin, at - begin);
}

}  // namespace

bool natural_less(std::string_view a, std::string_view b)
{
    std::size_t i = 0;
    std::size_t j = 0;
    while (i < a.size() && j < b.size()) {
        if (!is_digit(a[i]) || !is_digit(b[j])) {
            if (a[i] != b[j]) {
                return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            }
            ++i;
            ++j;
            continue;
        }
        const auto x = digits(a, i);
        const auto y = digits(b, j);
        if (x != y) {
            return x.size() != y.size() ? x.size() < y.size() : x < y;
        }
    }
    if (a.size() - i != b.size() - j) {
        return a.size() - i < b.size() - j;
    }
    return a < b;  // 07 and 7 are two texts
}

}  // namespace gas
