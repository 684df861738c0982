// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "gas/text/unified_diff.hpp"

using gas::unified_diff;

namespace {

/// Carries a diff out, as patch(1) does but that nothing may be off by a line; says "refused" where the diff is not of this text.
std::string patched(const std::string& before, const std::string& diff)
{
    std::istringstream in(diff);
    std::string line;
    std::vector<std::string> lines;
    while (std::getline(in, line)) {
        if (line.starts_with("\\ ")) {
            lines.back().pop_back();  // the line end of the line before
        } else {
            lines.push_back(line + "\n");
        }
    }
    std::string out;
    std::size_t at = 0;
    std::size_t line_number = 1;
    const auto copy_line = [&] {
        const auto end = before.find('\n', at);
        const auto text = before.substr(at, end == std::string::npos ? end : end + 1 - at);
        at += text.size();
        ++line_number;
        return text;
    };
    for (std::size_t i = 2; i < lines.size(); ++i) {
        if (lines[i].starts_with("@@ -")) {
            const bool adds_only = lines[i].find(",0 +") != std::string::npos;
            const auto first = std::stoul(lines[i].substr(4)) + (adds_only ? 1 : 0);
            while (line_number < first) {
                out += copy_line();
            }
        } else if (lines[i][0] == '+') {
            out += lines[i].substr(1);
        } else if (const auto text = copy_line(); text != lines[i].substr(1)) {
            return "refused";
        } else if (lines[i][0] == ' ') {
            out += text;
        }
    }
    return out + before.substr(at);
}

/// How many lines of a diff begin with + or -.
std::size_t changed(const std::string& diff)
{
    std::istringstream in(diff);
    std::string line;
    std::size_t count = 0;
    for (int i = 0; std::getline(in, line); ++i) {
        count += i >= 2 && (line[0] == '+' || line[0] == '-') ? 1 : 0;
    }
    return count;
}

}  // namespace

TEST_CASE("a unified diff has three lines of what stays around, and hunks that lie close are one")
{
    CHECK(unified_diff("a\nb\n", "a\nb\n", "p") == "");
    CHECK(unified_diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n", "p") ==
          "--- p\n+++ p\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n");
    // six lines between: one hunk; seven: two, that meet
    CHECK(unified_diff("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n", "p") ==
          "--- p\n+++ p\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
    CHECK(unified_diff("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n", "p") ==
          "--- p\n+++ p\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

TEST_CASE("a unified diff of lines put in, taken out, of empty texts and of last lines without an end")
{
    CHECK(unified_diff("", "a\n", "p") == "--- p\n+++ p\n@@ -0,0 +1 @@\n+a\n");
    CHECK(unified_diff("a\nb\n", "", "p") == "--- p\n+++ p\n@@ -1,2 +0,0 @@\n-a\n-b\n");
    CHECK(unified_diff("a\nc\n", "a\nb\nc\n", "p") == "--- p\n+++ p\n@@ -1,2 +1,3 @@\n a\n+b\n c\n");
    CHECK(unified_diff("a\nb", "a\nb\n", "p") == "--- p\n+++ p\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n");
    CHECK(unified_diff("a\r\nb\r\n", "a\r\nB\r\n", "two words") == "--- two words\t\n+++ two words\t\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+B\r\n");
}

TEST_CASE("a unified diff of random texts makes the one of the other, with the fewest changes")
{
    std::mt19937 random(7);
    for (int i = 0; i < 3000; ++i) {
        const auto made = [&] {
            std::string text;
            for (auto n = random() % 14; n > 0; --n) {
                text += std::string(1, static_cast<char>('a' + random() % 3)) + (n == 1 && random() % 3 == 0 ? "" : "\n");
            }
            return text;
        };
        const auto before = made();
        const auto after = made();
        const auto diff = unified_diff(before, after, "p");
        INFO(before << "---\n" << after << "---\n" << diff);
        CHECK(patched(before, diff) == after);
        // the longest common subsequence by its definition
        const auto lines = [](const std::string& text) {
            std::vector<std::string> all;
            for (std::size_t at = 0; at < text.size(); at += all.back().size()) {
                all.push_back(text.substr(at, text.find('\n', at) - at + (text.find('\n', at) == std::string::npos ? 0 : 1)));
            }
            return all;
        };
        const auto a = lines(before);
        const auto b = lines(after);
        std::vector<std::vector<std::size_t>> common(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
        for (std::size_t x = 1; x <= a.size(); ++x) {
            for (std::size_t y = 1; y <= b.size(); ++y) {
                common[x][y] = a[x - 1] == b[y - 1] ? common[x - 1][y - 1] + 1 : std::max(common[x - 1][y], common[x][y - 1]);
            }
        }
        CHECK(changed(diff) == a.size() + b.size() - 2 * common[a.size()][b.size()]);
    }
}

TEST_CASE("a unified diff of long texts takes no time or room to speak of")
{
    std::string before;
    std::string after;
    std::string other;
    for (int i = 0; i < 200'000; ++i) {
        before += std::to_string(i) + "\n";
        after += (i % 50'000 == 7 ? "new " : "") + std::to_string(i) + "\n";
        other += std::to_string(-i) + "\n";
    }
    CHECK(changed(unified_diff(before, after, "p")) == 8);
    CHECK(patched(before, unified_diff(before, other, "p")) == other);
}
