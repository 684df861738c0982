// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "yaml/events.hpp"

using namespace gas::yaml;

namespace {

/// Writes each event down with its place.
class Log : public EventSink {
public:
    std::string text;

    bool document_start(Offset at) override { return add("document", at); }
    bool document_end() override { return add("end of document", 0); }
    bool mapping_start(Offset at) override { return add("mapping", at); }
    bool mapping_end() override { return add("end of mapping", 0); }
    bool sequence_start(Offset at) override { return add("list", at); }
    bool sequence_end() override { return add("end of list", 0); }
    bool scalar(Offset at, std::string_view value, ScalarStyle style) override
    {
        return add("scalar " + std::to_string(static_cast<int>(style)) + " [" + std::string(value) + "]", at);
    }
    bool null(Offset at) override { return add("null", at); }
    bool alias(Offset at) override { return add("alias", at); }
    bool property(Offset at) override { return add("property", at); }

private:
    bool add(const std::string& what, Offset at)
    {
        text += what + " " + std::to_string(at) + "\n";
        return true;
    }
};

/// Whether the plain reader took the text; if so, it must say what yaml-cpp says.
bool plain_is_right(const std::string& text)
{
    Log plain;
    std::optional<YamlProblem> problem;
    if (!send_plain_events(text, plain, problem)) {
        CHECK(plain.text.empty());
        return false;
    }
    Log yaml;
    const auto trouble = send_yaml_events(text, 0, yaml);
    const auto same = std::mismatch(plain.text.begin(), plain.text.end(), yaml.text.begin(), yaml.text.end()).first - plain.text.begin();
    INFO(plain.text.substr(static_cast<std::size_t>(std::max<std::ptrdiff_t>(0, same - 60)), 120), "\n-- ", trouble ? trouble->message : "", " at ",
         trouble ? text.substr(trouble->at > 40 ? trouble->at - 40 : 0, 60) : "");
    CHECK(!problem);
    CHECK(!trouble);
    CHECK(plain.text == yaml.text);
    return true;
}

std::vector<std::string> plan_texts()
{
    namespace fs = std::filesystem;
    std::vector<fs::path> paths;
    const fs::path tests = GAS_TEST_DIR;
    for (const auto& folder : {tests / "plans", tests / "rules", tests / "golden", tests.parent_path() / "examples"}) {
        for (const auto& entry : fs::recursive_directory_iterator(folder)) {
            const auto name = entry.path().string();
            if (entry.is_regular_file() && (name.ends_with(".yaml") || name.ends_with(".yml"))) {
                paths.push_back(entry.path());
            }
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> texts;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        texts.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return texts;
}

/// A slip of the kind that matters to YAML, somewhere in the text.
void mutate(std::string& text, std::mt19937& rng)
{
    static const std::string letters = " \n:-#'\"{}[],?&*!|>%@`~=+.0aé\t\\";
    static const std::vector<std::string> pieces = {": ",   " #",    "- ",  "\n",  "\n  ", "\n    ", ", ", "{}",   "[]",  "{a: 1}", "[a, b]", "null", "~", "''",
                                                    "\"\"", "---\n", "...", ":\n", "a: b", "'x'",    "  ", "\n- ", "-\n", "? ",     "-1",     "<<: ", " :"};
    const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(rng); };
    const auto at = pick(text.size() + 1);
    switch (pick(5)) {
    case 0: text.insert(at, 1, letters[pick(letters.size())]); break;
    case 1: text.insert(at, pieces[pick(pieces.size())]); break;
    case 2: text.erase(std::min(at, text.size() - 1), 1 + pick(3)); break;
    case 3: text[std::min(at, text.size() - 1)] = letters[pick(letters.size())]; break;
    default: {  // a line that moves
        const auto line = std::min(text.find('\n', at), text.size() - 1) + 1;
        text.insert(line, std::string(1 + pick(3), ' '));
    }
    }
}

}  // namespace

TEST_CASE("the plain reader and yaml-cpp send the same events of every plan here")
{
    const auto texts = plan_texts();
    const auto taken = static_cast<std::size_t>(std::count_if(texts.begin(), texts.end(), plain_is_right));
    CHECK(texts.size() > 200);
    CHECK(taken > texts.size() / 2);
}

TEST_CASE("and of what slips make of them, wherever the plain reader dares")
{
    std::size_t taken = 0;
    unsigned seed = 0;
    for (const auto& original : plan_texts()) {
        for (int n = 0; n < 60 && !original.empty() && original.size() < 6000; ++n) {
            std::mt19937 rng(++seed);
            auto text = original;
            for (int slips = 1 + n % 3; slips > 0 && text.size() > 4; --slips) {
                mutate(text, rng);
            }
            taken += plain_is_right(text) ? 1 : 0;
        }
    }
    CHECK(taken > 3000);
}

TEST_CASE("small texts of every form, and of those next to them")
{
    const std::vector<std::string> texts = {
        "a: 1",
        "a: 1\n",
        "# c\n\n  # d\na: 1 # e\n",
        "a:\n  b: 1\n  c: 2\nd: 3\n",
        "a:\n- 1\n- 2\nb: 3\n",
        "a:\n  - b: 1\n    c: 2\n  - b: 3\n",
        "a: {}\nb: []\n",
        "a: {b: 1, c: {d: 2}, e: [f, 'g', \"h\"]}\n",
        "a: ~\nb: null\nc: Null\nd: 'null'\n",
        "null: 1\n",
        "a: don't\n",
        "a: x # y\n",
        "a: x#y\n",
        "a: http://x\n",
        "a: -1\nb: +1\nc: .5\n",
        "a: - 1\n",
        "a: 1\n b: 2\n",
        "a: 1\n  2\n",
        "a:\n",
        "a:\nb: 1\n",
        "a: b: c\n",
        "a: 'it''s'\n",
        "a: \"x\\n\"\n",
        "a: \"x\ny\"\n",
        "a: |\n  x\n",
        "- a\n",
        "a: {b}\n",
        "a: {b: }\n",
        "a: [1, ]\n",
        "a: [, 1]\n",
        "a: [a: b]\n",
        "a: {b: -}\n",
        "a: {b: -1}\n",
        "a: {b: x y , c: 1 }\n",
        "a: { b: 1 }  # c\n",
        "a: {b: 1} c\n",
        "a: [b]x\n",
        "a: 'b' c\n",
        "a : 1\n",
        "a:1\n",
        "\"a\": 1\n",
        "a: &x 1\n",
        "a: *x\n",
        "a: !t 1\n",
        "a: @x\n",
        "a: %x\n",
        "a: `x\n",
        "a: ?x\n",
        "a: ? x\n",
        "a: :x\n",
        "a: x:\n",
        "a: ,x\n",
        "a: >x\n",
        "a:\n  - - 1\n",
        "a:\n  -\n    b: 1\n",
        "a:\n  - b\n   - c\n",
        "a:\n  - b: 1\n     c: 2\n",
        "a:\n  - b: 1\n   c: 2\n",
        "a:\n    - b\n  - c\n",
        "a:\n  b: 1\n c: 2\n",
        "a: 1\n---\nb: 2\n",
        "---\na: 1\n",
        "a: 1\n...\n",
        "%YAML 1.2\n",
        " a: 1\n",
        "a: 1\n\n\n",
        "a: [b # c\n]\n",
        "a: {b: 1,\n c: 2}\n",
        "a: {b: x#y}\n",
        "a: {b: x #y}\n",
        "a: {b: 'x'y}\n",
        "a: {b:1}\n",
        "a: {b: http://x}\n",
        "a: {b: c:d}\n",
        "a: {b: c:}\n",
        "a: [-1, - 2]\n",
        "a: [-, 1]\n",
        "a: --- b\n",
        "--- b: 1\n",
        "---b: 1\n",
        "...b: 1\n",
        "-2: x\n+1: y\n-: z\n",
        ".: 1\n",
        "a: é\n",
        "a: \xC2\x85x\n",
        "a: x\xE2\x80\xA8y\n",
        "a: x \n",
        "a:   'x'   \n",
        "a: \"\"\n",
        "a: ''\n",
        "a: '#'\n",
        "a: \"# b\" # c\n",
        "a: <10\n",
        "a: =x\n",
        "<<: 1\n",
        "a:\n  # b\n  c: 1\n# d\ne: 2\n",
        "a:\n- b\n# c\n- d\n",
        "a:\n  - {b: 1}\n  - [c]\n  - 'd'\n",
    };
    for (const auto& text : texts) {
        plain_is_right(text);
    }
    CHECK(plain_is_right("a: {b: 1, c: {d: 2}, e: [f, 'g', \"h\"]}\n"));
    CHECK(plain_is_right("a:\n  - b: 1\n    c: 2\n  - b: 3\n"));
    CHECK(!plain_is_right("a: 'it''s'\n"));
}
