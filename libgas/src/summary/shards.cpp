// SPDX-License-Identifier: MIT
#include "gas/summary/shards.hpp"

#include <charconv>

#include <fmt/format.h>

namespace gas {

void ShardsSeen::add(std::string_view shard)
{
    std::size_t part = 0;
    std::size_t count = 0;
    const char* end = shard.data() + shard.size();
    const auto first = std::from_chars(shard.data(), end, part);
    const bool slash = first.ec == std::errc{} && first.ptr != end && *first.ptr == '/';
    const auto second = slash ? std::from_chars(first.ptr + 1, end, count) : std::from_chars_result{end, std::errc::invalid_argument};
    if (second.ec != std::errc{} || second.ptr != end || part < 1 || part > count) {
        wrong_.emplace(shard);
        return;
    }
    ++seen_[count][part];
}

namespace {

/// "part 2/8 is", "parts 2/8, 5/8 are", with a few of many.
std::string named(const std::vector<std::size_t>& parts, std::size_t count)
{
    constexpr std::size_t most = 8;
    std::string text = parts.size() == 1 ? "part" : "parts";
    for (std::size_t i = 0; i < parts.size() && i < most; ++i) {
        text += fmt::format("{} {}/{}", i > 0 ? "," : "", parts[i], count);
    }
    return parts.size() > most ? text + fmt::format(" and {} more", parts.size() - most) : text;
}

}  // namespace

std::string ShardsSeen::problem() const
{
    std::string text;
    const auto tell = [&](const std::string& what) { text += (text.empty() ? "" : "; ") + what; };
    for (const auto& wrong : wrong_) {
        tell(fmt::format("\"{}\" is no part of a study, like 3/8", wrong));
    }
    if (seen_.size() > 1) {
        tell(fmt::format("parts of {} and of {} do not make one study", seen_.begin()->first, seen_.rbegin()->first));
        return text;
    }
    for (const auto& [count, parts] : seen_) {
        std::vector<std::size_t> missing;
        // parts stand in order: what lies between two of them is missing; no loop over a count that a file may claim
        constexpr std::size_t max_named = 1000;
        std::size_t next = 1;
        for (const auto& known : parts) {
            const auto part = known.first;
            for (; next < part && missing.size() < max_named; ++next) {
                missing.push_back(next);
            }
            next = part + 1;
        }
        for (; next <= count && missing.size() < max_named; ++next) {
            missing.push_back(next);
        }
        if (!missing.empty()) {
            tell(fmt::format("{} {} missing", named(missing, count), missing.size() == 1 ? "is" : "are"));
        }
    }
    if (const auto twice = doubled(); !twice.empty()) {
        tell(twice);
    }
    return text;
}

std::string ShardsSeen::doubled() const
{
    std::string text;
    for (const auto& [count, parts] : seen_) {
        std::vector<std::size_t> twice;
        for (const auto& [part, times] : parts) {
            if (times > 1) {
                twice.push_back(part);
            }
        }
        if (!twice.empty()) {
            text += fmt::format("{}{} come{} from more than one place", text.empty() ? "" : "; ", named(twice, count), twice.size() == 1 ? "s" : "");
        }
    }
    return text;
}

}  // namespace gas
