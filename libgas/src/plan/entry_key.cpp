// SPDX-License-Identifier: MIT
#include "gas/plan/entry_key.hpp"

#include <algorithm>
#include <numeric>

namespace gas {

EntryKey key_of(const RatingEntry& entry) { return {entry.day(), entry.occasion, entry.rater}; }

bool is_earlier(const EntryKey& a, const EntryKey& b)
{
    if (a.date != b.date) {
        return a.date < b.date;
    }
    if (is_baseline(a.occasion) != is_baseline(b.occasion)) {
        return is_baseline(a.occasion);
    }
    return a < b;
}

std::vector<std::size_t> in_time_order(const Plan& plan)
{
    std::vector<std::size_t> order(plan.ratings.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const bool dated = std::all_of(plan.ratings.begin(), plan.ratings.end(), [](const auto& entry) { return entry.dated; });
    if (dated) {
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return is_earlier(key_of(plan.ratings[a]), key_of(plan.ratings[b])); });
    }
    return order;
}

}  // namespace gas
