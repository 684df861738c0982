// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace gas::summary {

/// A sample by its values and how often each occurs: T of a few goals takes few values, however many participants there are.
class ValueCounts {
public:
    void add(double value)
    {
        ++size_;
        const auto key = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
        if ((distinct_ + 1) * 2 > slots_.size()) {
            grow();
        }
        auto& slot = find(key);
        if (slot.second == 0) {
            slot.first = key;
            ++distinct_;
        }
        ++slot.second;
    }
    [[nodiscard]] std::size_t size() const { return size_; }

    /// All values, ascending: the same whatever the order in which they came.
    [[nodiscard]] std::vector<double> ascending() const
    {
        std::vector<std::pair<double, std::size_t>> distinct;
        for (const auto& [key, count] : slots_) {
            if (count > 0) {
                distinct.emplace_back(std::bit_cast<double>(key), count);
            }
        }
        std::sort(distinct.begin(), distinct.end());
        std::vector<double> values;
        values.reserve(size_);
        for (const auto& [value, count] : distinct) {
            values.insert(values.end(), count, value);
        }
        return values;
    }

private:
    using Slot = std::pair<std::uint64_t, std::size_t>;
    Slot& find(std::uint64_t key)
    {
        // multiplicative hashing (Knuth): the high bits of a double's bits differ least
        auto at = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 32U) & (slots_.size() - 1);
        while (slots_[at].second != 0 && slots_[at].first != key) {
            at = (at + 1) & (slots_.size() - 1);
        }
        return slots_[at];
    }
    void grow()
    {
        auto old = std::move(slots_);
        slots_.assign(std::max<std::size_t>(16, old.size() * 2), Slot{});
        for (const auto& slot : old) {
            if (slot.second != 0) {
                find(slot.first) = slot;
            }
        }
    }

    std::vector<Slot> slots_;
    std::size_t distinct_ = 0;
    std::size_t size_ = 0;
};

}  // namespace gas::summary
