// SPDX-License-Identifier: MIT
#include "gas/text/source_text.hpp"

#include <algorithm>

namespace gas {

std::string_view without_bom(std::string_view bytes) { return bytes.starts_with("\xEF\xBB\xBF") ? bytes.substr(3) : bytes; }

LineIndex::LineIndex(std::string_view bytes) : bytes_(bytes)
{
    constexpr std::size_t usual_line = 24;
    starts_.reserve(bytes.size() / usual_line + 1);
    starts_.push_back(0);
    for (auto at = bytes.find('\n'); at != std::string_view::npos; at = bytes.find('\n', at + 1)) {
        starts_.push_back(at + 1);
    }
}

Position LineIndex::position(std::size_t offset) const
{
    offset = std::min(offset, bytes_.size());
    const auto line = this->line(offset);
    const bool onward = line == last_.line && offset >= last_offset_;
    const auto from = onward ? last_offset_ : starts_[line - 1];
    const auto before = bytes_.substr(from, offset - from);
    // a character begins at every byte that continues none
    const auto characters = std::count_if(before.begin(), before.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    last_ = {line, static_cast<std::size_t>(characters) + (onward ? last_.column : 1)};
    last_offset_ = offset;
    return last_;
}

std::size_t LineIndex::line(std::size_t offset) const
{
    return static_cast<std::size_t>(std::upper_bound(starts_.begin(), starts_.end(), std::min(offset, bytes_.size())) - starts_.begin());
}

std::string_view LineIndex::line_text(std::size_t line) const
{
    if (line == 0 || line > starts_.size()) {
        return {};
    }
    const auto begin = starts_[line - 1];
    const auto end = line < starts_.size() ? starts_[line] - 1 : bytes_.size();
    auto text = bytes_.substr(begin, end - begin);
    if (text.ends_with('\r')) {
        text.remove_suffix(1);
    }
    return text;
}

}  // namespace gas
