// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gas {

/// A place in a text as people count: line and column from 1, columns in characters (code points), not bytes.
struct Position {
    std::size_t line = 1;
    std::size_t column = 1;
    bool operator==(const Position&) const = default;
};

/// A stretch of a text as half-open byte offsets.
struct Range {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    bool operator==(const Range&) const = default;
};

/// Offsets have 32 bits, and yaml-cpp's positions are an int: of a longer text nothing is read. 1 GiB.
inline constexpr std::size_t max_text_size = std::size_t{1} << 30U;

/// A text and what to call it in messages. `bytes` has no byte order mark: remove it with without_bom() first.
struct SourceText {
    std::string name;
    std::string bytes;
};

/// `bytes` less a leading UTF-8 byte order mark.
std::string_view without_bom(std::string_view bytes);

/// Finds lines and columns in a text. Made once for a text that has something to report; for one thread, since it
/// remembers the last place it was asked for, so that many findings on one long line do not count it again and again.
class LineIndex {
public:
    explicit LineIndex(std::string_view bytes);

    /// Line and column of the byte at `offset`; past the end, of the end.
    [[nodiscard]] Position position(std::size_t offset) const;
    /// The line alone, which is quicker.
    [[nodiscard]] std::size_t line(std::size_t offset) const;
    /// The text of line `line` (from 1) without its line end; empty where there is no such line.
    [[nodiscard]] std::string_view line_text(std::size_t line) const;
    [[nodiscard]] std::size_t line_count() const { return starts_.size(); }

private:
    std::string_view bytes_;
    std::vector<std::size_t> starts_;
    mutable std::size_t last_offset_ = 0;
    mutable Position last_;
};

}  // namespace gas
