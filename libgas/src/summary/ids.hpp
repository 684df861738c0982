// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Who has been seen, where there may be a million of them.
namespace gas::summary {

/// A set of small numbers that grow.
class NumberSet {
public:
    void insert(std::size_t number)
    {
        words_.resize(std::max(words_.size(), number / 64 + 1));
        words_[number / 64] |= std::uint64_t{1} << (number % 64);
    }
    [[nodiscard]] bool has(std::size_t number) const { return number / 64 < words_.size() && (words_[number / 64] >> (number % 64) & 1U) != 0; }

private:
    std::vector<std::uint64_t> words_;
};

/// Ids by number, and numbers by id: a million of them in a few bytes each.
class Ids {
public:
    /// The number of `id`, and whether it is new.
    std::pair<std::size_t, bool> insert(std::string_view id);
    /// The same of an id that is new; not to be mixed with insert(), which does not find it.
    std::pair<std::size_t, bool> append(std::string_view id);
    [[nodiscard]] std::string_view operator[](std::size_t number) const
    {
        return std::string_view(letters_).substr(starts_[number], starts_[number + 1] - starts_[number]);
    }
    [[nodiscard]] std::size_t size() const { return starts_.size() - 1; }

private:
    void grow();
    std::string letters_;
    std::vector<std::size_t> starts_{0};
    std::vector<std::uint32_t> slots_;  ///< number + 1; 0 is free
};

}  // namespace gas::summary
