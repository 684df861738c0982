// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "edit/fix_text.hpp"
#include "gas/check/validate.hpp"

using namespace gas;
using namespace gas::app;

namespace {

std::vector<Finding> found_in(const std::string& text) { return validate_text({"t", text}).findings; }

TextSeen look_at_plans(const std::string& text) { return {found_in(text), sound_plans(read_plans({"t", text}))}; }

/// A finding at the byte `at` that offers to put `text` in its place.
Finding offer(std::size_t at, const std::string& text, bool safe = true, Rule rule = Rule::missing_colon)
{
    const auto place = static_cast<std::uint32_t>(at);
    auto finding = finding_in("t", rule, "byte " + std::to_string(at));
    finding.begin = finding.end = {1, at + 1};
    finding.fix = Fix{"", {{{place, place + 1}, text}}, safe};
    return finding;
}

/// Finds each `x`, which offers a `y`, and each of `others`, which offers nothing.
TextLook x_to_y(const std::string& others, bool safe = true)
{
    return [=](const std::string& text) {
        TextSeen seen;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == 'x') {
                seen.findings.push_back(offer(i, "y", safe, Rule::wrong_type));
            } else if (others.find(text[i]) != std::string::npos) {
                seen.findings.push_back(finding_in("t", Rule::wrong_type, "other " + text.substr(i, 1)));
            }
        }
        return seen;
    };
}

constexpr std::string_view head =
    "gas: 1\nid: P-1\nstart: 2026-01-12\ngoals:\n  - id: sleep\n    title: Sleep\n    target: 2026-04-12\n    baseline: -1\n    scale:\n";
constexpr std::string_view scale =
    "      -2: Wakes 4 times a night\n      -1: Wakes 3 times a night\n      0: Wakes 2 times a night\n"
    "      +1: Wakes once a night\n      +2: Sleeps through the night\n";

}  // namespace

TEST_CASE("safe fixes are made, unsafe ones counted, and both made where that is asked for")
{
    const auto text = std::string(head) + std::string(scale) + "scoring:\n  rho:0.3\nratings:\n  - {date: 2026/02/16, rater: AB, levels: {slep: +1}}\n";
    const auto safe = fix_text(text, false, look_at_plans);
    CHECK(safe.text == std::string(head) + std::string(scale) + "scoring:\n  rho: 0.3\nratings:\n  - {date: 2026/02/16, rater: AB, levels: {slep: +1}}\n");
    CHECK(safe.fixed == 1);
    CHECK(safe.unsafe == 2);
    CHECK(safe.not_held.empty());
    const auto all = fix_text(text, true, look_at_plans);
    CHECK(all.text == std::string(head) + std::string(scale) + "scoring:\n  rho: 0.3\nratings:\n  - {date: 2026-02-16, rater: AB, levels: {sleep: +1}}\n");
    CHECK(all.fixed == 3);
    CHECK(all.unsafe == 0);
    CHECK(found_in(all.text).empty());
}

TEST_CASE("errors that hide each other are mended one after the other, above and below")
{
    auto text = std::string(head) + std::string(scale);
    std::size_t spaces = 0;
    auto squeezed = text;
    for (auto at = squeezed.find(": "); at != std::string::npos; at = squeezed.find(": ", at)) {
        squeezed.erase(at + 1, 1);
        ++spaces;
    }
    const auto fixed = fix_text(squeezed, true, look_at_plans);
    CHECK(fixed.text == text);
    CHECK(fixed.fixed == spaces);
}

TEST_CASE("an error behind an unknown key comes to light with its fix, and is mended or told")
{
    const auto text = std::string(head) + std::string(scale) + "ratngs:\n  - {date: 2026-02-16, rater: AB, levels: {sleep: +3}}\n";
    const auto all = fix_text(text, true, look_at_plans);
    CHECK(all.text == std::string(head) + std::string(scale) + "ratings:\n  - {date: 2026-02-16, rater: AB, levels: {sleep: +3}}\n");
    CHECK(all.fixed == 1);
    const auto left = found_in(all.text);
    REQUIRE(left.size() == 1);
    CHECK(left.front().rule == Rule::level_outside_scale);
}

TEST_CASE("a fix that brings another finding, or mends nothing, is taken back, and those around it are made")
{
    const auto look = x_to_y("");
    const auto bad = [&](const std::string& text) {
        auto seen = look(text);
        if (text.size() > 2 && text[2] == 'y') {
            seen.findings.push_back(finding_in("t", Rule::wrong_type, "new"));
        }
        if (text.size() > 4 && text[4] == 'y') {
            seen.findings.push_back(offer(4, "y", true, Rule::wrong_type));
        }
        return seen;
    };
    const auto fixed = fix_text("x x x x x", false, bad);
    CHECK(fixed.text == "y x x y y");
    CHECK(fixed.fixed == 3);
    REQUIRE(fixed.not_held.size() == 2);
    CHECK(fixed.not_held[0].message != fixed.not_held[1].message);
}

TEST_CASE("a safe fix after which a plan says something else is taken back, an unsafe one is not")
{
    for (const bool safe : {true, false}) {
        const auto findings = x_to_y("", safe);
        const auto look = [&](const std::string& text) { return TextSeen{findings(text).findings, {text.substr(0, 1)}}; };
        const auto fixed = fix_text("xx", true, look);
        CHECK(fixed.text == (safe ? "xy" : "yy"));
        CHECK(fixed.not_held.size() == (safe ? 1 : 0));
    }
}

TEST_CASE("fixes that touch are made one after the other")
{
    // each x in turn: the edits of neighbours touch
    int looks = 0;
    const auto findings = x_to_y("");
    const auto look = [&](const std::string& text) {
        ++looks;
        return findings(text);
    };
    CHECK(fix_text("xx x", false, look).text == "yy y");
    CHECK(looks == 3);  // as it is, after the first and the third, after the second
}

TEST_CASE("many fixes are looked at together, and many that do not hold by their lines")
{
    for (const std::size_t n : {50, 100, 200, 1999}) {
        std::size_t looks = 0;
        bool none_holds = false;
        // an x on each line; where none holds, each y is another finding on its line; else that of the third line alone
        const auto look = [&](const std::string& text) {
            ++looks;
            TextSeen seen;
            for (std::size_t i = 0; i < text.size(); i += 2) {
                auto finding = offer(i, "y", true, Rule::wrong_type);
                finding.begin = finding.end = {i / 2 + 1, 1};
                if (text[i] == 'y' && (none_holds || i == 4)) {
                    finding.message = "new";
                    finding.fix.reset();
                }
                if (text[i] == 'x' || !finding.fix) {
                    seen.findings.push_back(std::move(finding));
                }
            }
            return seen;
        };
        std::string text;
        for (std::size_t i = 0; i < n; ++i) {
            text += "x\n";
        }
        const auto one_left = fix_text(text, false, look);
        CHECK(one_left.fixed == n - 1);
        CHECK(one_left.not_held.size() == 1);
        CHECK(looks == 4);  // as it is; all; all but one; that one
        looks = 0;
        none_holds = true;
        CHECK(fix_text(text, false, look).not_held.size() == n);
        CHECK(looks < 100);
    }
}

TEST_CASE("fixes of the golden cases and the rules hold, together and again")
{
    std::size_t files = 0;
    std::size_t fixed = 0;
    for (const auto* folder : {"golden", "rules"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(GAS_TEST_DIR) / folder)) {
            const auto ending = entry.path().extension();
            if (!entry.is_regular_file() || (ending != ".yaml" && ending != ".yml") || entry.file_size() > 20'000) {
                continue;
            }
            std::ifstream in(entry.path(), std::ios::binary);
            const auto text = std::string(without_bom(std::string{std::istreambuf_iterator<char>(in), {}}));
            INFO(entry.path().string());
            ++files;
            for (const bool unsafe : {false, true}) {
                const auto mended = fix_text(text, unsafe, look_at_plans);
                fixed += mended.fixed;
                const auto left = found_in(mended.text);
                const auto offered = std::count_if(left.begin(), left.end(), [&](const auto& f) { return f.fix && (f.fix->safe || unsafe); });
                // dates of one day that are written in several ways: mended, the entries would be the same
                const auto kept = entry.path().filename() == "dates.gas.yaml"                                  ? 2
                                  : entry.path().string().find("fix-that-brings-another") != std::string::npos ? 1
                                                                                                               : 0;
                CHECK(offered == (unsafe ? kept : 0));
                CHECK(std::ssize(mended.not_held) == offered);
                const auto before = found_in(text);
                CHECK((mended.text == text) == (mended.fixed == 0));
                CHECK((mended.fixed > 0) == std::any_of(before.begin(), before.end(), [&](const auto& f) { return f.fix && (f.fix->safe || unsafe); }));
            }
        }
    }
    CHECK(files > 300);
    CHECK(fixed > 100);
}
