// SPDX-License-Identifier: MIT
#include "gas/syntax/edit.hpp"

#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "../diff/random_plan.hpp"
#include "../plan_texts.hpp"
#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"

using namespace gas;
using namespace gas::test;

namespace {

const std::string good_text =
    "# a plan\n"
    "gas: 1\n"
    "id: P   # the id\n"
    "covariates: {age: 61}\n"
    "\n"
    "goals:\n"
    "  - id: a\n"
    "    title: Walk   # daily\n"
    "    scale:\n"
    "      -1: w  # worse\n"
    "      0: {text: \"e\"}\n"
    "      +1: b\n"
    "\n"
    "  - id: \"no\"\n"
    "    title: 'Cook'\n"
    "    domain: d550\n"
    "    scale: {-1: w, 0: e, 1: b}\n"
    "\n"
    "ratings:\n"
    "  # seen at home\n"
    "  - date: 2026-01-01\n"
    "    occasion: baseline\n"
    "    rater: AB\n"
    "    levels: {a: -1, \"no\": {level: -1, note: \"slow, very\"}}  # both\n"
    "  - date: 2026-03-01\n"
    "    rater: AB\n"
    "    levels:\n"
    "      a: 0  # better\n"
    "      \"no\": +1\n"
    "    # after the visit\n"
    "# the end\n";

std::string shown(const EditedText& edited)
{
    const auto* problem = std::get_if<EditProblem>(&edited);
    return problem != nullptr ? "refused: " + problem->message : std::get<std::string>(edited);
}

std::string set(const std::string& text, const std::string& path, const std::string& value) { return shown(set_fact(text, "", {path, value})); }
std::string insert(const std::string& text, const std::vector<FactValue>& facts) { return shown(insert_facts(text, "", facts)); }
std::string removed(const std::string& text, const std::string& path) { return shown(remove_fact(text, "", path)); }

std::string with_crlf(const std::string& text)
{
    std::string out;
    for (const char c : text) {
        out += c == '\n' ? "\r\n" : std::string(1, c);
    }
    return out;
}

using FactMap = std::map<std::string, std::string>;

FactMap facts_of_plan(const Plan& plan)
{
    FactMap facts;
    for (const auto& fact : facts_of(plan, PlanRanges{}, own_names(plan))) {
        facts[fact.path] = fact.value;
    }
    return facts;
}

FactMap facts_of_text(const std::string& text)
{
    const auto result = read_plans({"", text});
    REQUIRE(!result.has_errors());
    return facts_of_plan(result.plans.at(0).plan);
}

}  // namespace

TEST_CASE("a fact is set where it stands")
{
    CHECK(set(good_text, "/id", "Q-1") == replaced(good_text, "id: P ", "id: Q-1 "));
    CHECK(set(good_text, "/covariates/age", "62") == replaced(good_text, "61", "62"));
    CHECK(set(good_text, "/goals/a/title", "Walk: far") == replaced(good_text, "Walk ", "\"Walk: far\" "));
    CHECK(set(good_text, "/goals/no/title", "Cook soup") == replaced(good_text, "'Cook'", "\"Cook soup\""));
    CHECK(set(good_text, "/goals/no/domain", "d230") == replaced(good_text, "d550", "d230"));
    CHECK(set(good_text, "/goals/a/scale/-1/text", "w, or less") == replaced(good_text, "-1: w  #", "-1: w, or less  #"));
    CHECK(set(good_text, "/goals/no/scale/-1/text", "w, or less") == replaced(good_text, "{-1: w", "{-1: \"w, or less\""));
    CHECK(set(good_text, "/goals/a/scale/0/text", "f") == replaced(good_text, "\"e\"", "\"f\""));
    CHECK(set(good_text, "/ratings/2026-03-01//AB/a", "-0.5") == replaced(good_text, "a: 0 ", "a: -0.5 "));
    CHECK(set(good_text, "/ratings/2026-03-01//AB/a", "1") == replaced(good_text, "a: 0 ", "a: 1 "));
    CHECK(set(good_text, "/ratings/2026-01-01/baseline/AB/no", "not-applicable") == replaced(good_text, "{level: -1", "{level: not-applicable"));
    CHECK(set(good_text, "/ratings/2026-01-01/baseline/AB/no/note", "x") == replaced(good_text, "\"slow, very\"", "\"x\""));
}

TEST_CASE("a fact that the text has not yet is put at its place")
{
    CHECK(set(good_text, "/start", "2026-01-01") == replaced(good_text, "61}\n", "61}\nstart: 2026-01-01\n"));
    CHECK(set(good_text, "/scoring/rho", "0.4") == replaced(good_text, "61}\n", "61}\n\nscoring:\n  rho: 0.4\n"));
    CHECK(set(good_text, "/covariates/arm", "x, y") == replaced(good_text, "61}", "61, arm: \"x, y\"}"));
    CHECK(set(good_text, "/goals/a/status", "achieved") == replaced(good_text, "daily\n", "daily\n    status: achieved\n"));
    CHECK(set(good_text, "/goals/no/ended", "2026-04-01") == replaced(good_text, "domain: d550\n", "domain: d550\n    ended: 2026-04-01\n"));
    CHECK(set(good_text, "/ratings/2026-01-01/baseline/AB/role", "patient") ==
          replaced(good_text, "rater: AB\n    levels: {", "rater: AB\n    role: patient\n    levels: {"));
    CHECK(set(good_text, "/ratings/2026-03-01//AB/a/note", "a: b") == replaced(good_text, "a: 0 ", "a: {level: 0, note: \"a: b\"} "));
    CHECK(set(good_text, "/ratings/2026-01-01/baseline/AB/a/source", "n.md") == replaced(good_text, "{a: -1,", "{a: {level: -1, source: n.md},"));
    CHECK(set(good_text, "/ratings/2026-01-01/baseline/AB/no/source", "n.md") == replaced(good_text, "very\"}", "very\", source: n.md}"));
}

TEST_CASE("an entry goes where its date belongs, laid out as its neighbours")
{
    const std::string late = "/ratings/2026-04-01/review/A: B";
    const std::vector<FactValue> entry = {{late, ""}, {late + "/role", "patient"}, {late + "/a", "+1"}, {late + "/no", "-0.5"}};
    const std::string lines =
        "  - date: 2026-04-01\n    occasion: review\n    rater: \"A: B\"\n    role: patient\n    levels:\n      a: +1\n      \"no\": -0.5\n";
    CHECK(insert(good_text, entry) == replaced(good_text, "visit\n", "visit\n" + lines));
    const std::string middle = "/ratings/2026-02-01//";
    const std::string short_lines = "  - date: 2026-02-01\n    levels:\n      a: {level: partly, note: x}\n";
    const auto in_middle = insert(replaced(good_text, "    title: Walk", "    baseline: -1\n    title: Walk"),
                                  {{middle, ""}, {middle + "/a", "partly"}, {middle + "/a/note", "x"}});
    CHECK(in_middle == replaced(replaced(good_text, "    title: Walk", "    baseline: -1\n    title: Walk"), "# both\n", "# both\n" + short_lines));
    CHECK(insert(with_crlf(good_text), entry) == with_crlf(replaced(good_text, "visit\n", "visit\n" + lines)));
    CHECK(insert("\xEF\xBB\xBF" + good_text, entry) == "\xEF\xBB\xBF" + replaced(good_text, "visit\n", "visit\n" + lines));
    // without a line end at the end, and before what ends a document
    const auto open = good_text.substr(0, good_text.find("\n    # after"));
    CHECK(insert(open, entry) == open + "\n" + lines.substr(0, lines.size() - 1));
    CHECK(insert(open + "\n...\n", entry) == open + "\n" + lines + "...\n");
    // no ratings yet
    const auto bare = good_text.substr(0, good_text.find("\nratings:"));
    CHECK(insert(bare, entry) == bare + "\nratings:\n" + replaced(lines, "\n      a: +1\n      \"no\": -0.5\n", " {a: +1, \"no\": -0.5}\n"));
    // in brackets
    const auto flow = bare + "ratings:\n  - {date: 2026-05-01, levels: {a: 0}}\n  - {date: 2026-03-01, levels: {a: 0}}\n";
    CHECK(insert(flow, {{late, ""}, {late + "/a", "0"}}) ==
          replaced(flow, "  - {date: 2026-03", "  - {date: 2026-04-01, occasion: review, rater: \"A: B\", levels: {a: 0}}\n  - {date: 2026-03"));
}

TEST_CASE("a rating, a goal and a level go to their like")
{
    const auto text = replaced(good_text, ", \"no\": {level: -1, note: \"slow, very\"}", "");
    CHECK(insert(text, {{"/ratings/2026-01-01/baseline/AB/no", "+1"}}) == replaced(text, "{a: -1}", "{a: -1, \"no\": +1}"));
    const auto block = replaced(good_text, "      \"no\": +1\n", "");
    CHECK(insert(block, {{"/ratings/2026-03-01//AB/no", "+1"}}) == replaced(block, "better\n", "better\n      \"no\": +1\n"));
    CHECK(insert(good_text, {{"/goals/a/scale/+2/text", "bb"}}) == replaced(good_text, "+1: b\n", "+1: b\n      +2: bb\n"));
    CHECK(insert(good_text, {{"/goals/a/scale/-2/text", "ww"}}) == replaced(good_text, "      -1: w ", "      -2: ww\n      -1: w "));
    CHECK(insert(good_text, {{"/goals/no/scale/+2/text", "bb"}}) == replaced(good_text, "1: b}", "1: b, +2: bb}"));
    CHECK(insert(good_text, {{"/goals/c", ""},
                             {"/goals/c/title", "Sleep"},
                             {"/goals/c/replaces", "a"},
                             {"/goals/c/scale/0/text", "e"},
                             {"/goals/c/scale/-1/text", "w"},
                             {"/goals/c/scale/+1/text", "b # c"}}) ==
          replaced(good_text, "1: b}\n", "1: b}\n\n  - id: c\n    title: Sleep\n    replaces: a\n    scale:\n      -1: w\n      0: e\n      +1: \"b # c\"\n"));
    CHECK(insert(good_text, {{"/needs/fear", ""}, {"/needs/fear/text", "x, y"}, {"/needs/fear/since", "2026-01-01"}}) ==
          replaced(good_text, "61}\n", "61}\n\nneeds:\n  - {id: fear, text: \"x, y\", since: 2026-01-01}\n"));
    CHECK(insert(good_text,
                 {{"/measures/m", ""}, {"/measures/m/title", "PHQ-9"}, {"/measures/m/readings/2026-02-01", "9"}, {"/measures/m/readings/2026-01-01", "17"}}) ==
          replaced(good_text, "1: b}\n", "1: b}\n\nmeasures:\n  - id: m\n    title: PHQ-9\n    readings: {2026-01-01: 17, 2026-02-01: 9}\n"));
}

TEST_CASE("a session goes where its date belongs, and is told from another of its day by its source")
{
    const std::string sessions = "sessions:\n  - {date: 2026-02-16, source: n/a.md}\n  - {date: 2026-03-16}\n";
    const auto text = replaced(good_text, "goals:\n", "interventions:\n  - {id: i, text: I}\n" + sessions + "goals:\n");
    const std::string other = "/sessions/2026-02-16/n~1b.md";
    CHECK(insert(text, {{other, ""}, {other + "/used", "i"}}) == replaced(text, "n/a.md}\n", "n/a.md}\n  - {date: 2026-02-16, used: [i], source: n/b.md}\n"));
    CHECK(insert(text, {{"/sessions/2026-04-16/", ""}}) == replaced(text, "{date: 2026-03-16}\n", "{date: 2026-03-16}\n  - {date: 2026-04-16}\n"));
    CHECK(set(text, "/sessions/2026-03-16//used", "i") == replaced(text, "{date: 2026-03-16}", "{date: 2026-03-16, used: [i]}"));
    CHECK(removed(text, "/sessions/2026-02-16/n~1a.md") == replaced(text, "  - {date: 2026-02-16, source: n/a.md}\n", ""));
    const std::string agreement = "/agreed/2026-01-12/Dr Lee, physician";
    CHECK(insert(text, {{agreement, ""}, {agreement + "/until", "2026-04-12"}}) ==
          replaced(text, "61}\n", "61}\n\nagreed:\n  - {by: \"Dr Lee, physician\", date: 2026-01-12, until: 2026-04-12}\n"));
    CHECK(set(text, "/interventions/i/dose", "daily") == replaced(text, "{id: i, text: I}", "{id: i, text: I, dose: daily}"));
}

TEST_CASE("a fact is removed, and no other byte")
{
    CHECK(removed(good_text, "/goals/no/domain") == replaced(good_text, "    domain: d550\n", ""));
    CHECK(removed(good_text, "/covariates/age") == replaced(good_text, "age: 61", ""));
    CHECK(removed(good_text, "/ratings/2026-01-01/baseline/AB/a") == replaced(good_text, "a: -1, ", ""));
    CHECK(removed(good_text, "/ratings/2026-01-01/baseline/AB/no") == replaced(good_text, ", \"no\": {level: -1, note: \"slow, very\"}", ""));
    CHECK(removed(good_text, "/ratings/2026-01-01/baseline/AB/no/note") == replaced(good_text, ", note: \"slow, very\"", ""));
    CHECK(removed(good_text, "/ratings/2026-03-01//AB/a") == replaced(good_text, "      a: 0  # better\n", ""));
    const auto begin = good_text.find("  - date: 2026-01-01");
    const auto end = good_text.find("  - date: 2026-03-01");
    CHECK(removed(good_text, "/ratings/2026-01-01/baseline/AB") == good_text.substr(0, begin) + good_text.substr(end));
    CHECK(removed(good_text, "/ratings/2026-03-01//AB") == good_text.substr(0, end) + good_text.substr(good_text.find("    # after")));
}

TEST_CASE("an entry fits into each way of writing a list of ratings")
{
    const std::string head = "gas: 1\nid: P\ngoals:\n- id: a\n  title: t\n  scale: {-1: w, 0: e, 1: b}\n";
    const std::vector<FactValue> entry = {{"/ratings/2026-02-01//", ""}, {"/ratings/2026-02-01///a", "0"}};
    const std::string lines = "- date: 2026-02-01\n  levels: {a: 0}\n";
    const std::string on_lines = "- date: 2026-02-01\n  levels:\n    a: 0\n";
    const std::string brackets = "{date: 2026-02-01, levels: {a: 0}}";
    const auto fits = [&](const std::string& before, const std::string& put, const std::string& behind) {
        CHECK(insert(head + before + behind, entry) == head + before + put + behind);
    };
    const std::string one = "{date: 2026-01-01, levels: {a: -1}}";
    fits("ratings: [", brackets, "  # none\n]\n");
    fits("ratings: [" + one, ", " + brackets, "]\n");
    fits("ratings: [" + one + ",", " " + brackets + ",", " ]\n");
    fits("ratings: [\n  " + one + ",\n", "  " + brackets + ",\n", "]\n");
    fits("ratings: [\n  " + one + ",  # x\n", "  " + brackets + ",\n", "]\n");
    fits("ratings: [\n  " + one, ",\n  " + brackets, "\n]\n");
    fits("ratings: [\n  " + one + "  # x\n", "  , " + brackets + "\n", "]\n");
    fits("ratings: [\r\n  " + one, ",\r\n  " + brackets, "]\r\n");
    fits("ratings: [\n  ", brackets + ",\n  ", "{date: 2026-03-01, levels: {a: -1}}]\n");
    fits("ratings: [", brackets + ", ", "{date: 2026-03-01, levels: {a: -1}}]\n");
    fits("ratings:\n- {date: 2026-01-01, levels: {a: -1}}\t# x\n", "- " + brackets + "\n", "# end\n");
    fits("ratings:\n- date: 2026-01-01\n  levels:\n    a: -1\n    # deep\n", on_lines, "\n# end\n...\n# behind\n");
    fits("ratings:\n- date: 2026-01-01\n  levels:\n    a:\n      level: -1\n      note: |+\n        x\n\n        # y\n", "\n" + on_lines,
         "\n\n- date: 2026-03-01\n  levels: {a: 0}\n");
    fits("ratings:\n- date: 2026-03-01\n  levels: {a: -1}\n", lines, "- date: 2026-01-01\n  levels: {a: -1}\nmeasures: []\n");
    fits("ratings:\n- date: 2026-01-01\n  levels: {a: -1}\n\n- date: 2026-01-09\n  levels: {a: -1}\n", "\n" + lines,
         "\n- date: 2026-03-01\n  levels: {a: 0}\n");
    fits("ratings:\n- date: 2026-03-01\n  levels: {a: -1}\n- date: 2026-01-01\n  levels: {a: -1}\n- date: 2026-04-09\n  levels: {a: -1}\n", lines, "");
    // the first entry: its dash as deep as those of the goals
    fits("ratings:\n", lines, "# end\n");
    fits("ratings:  # none yet\r\n", with_crlf(lines), "measures: []\n");
    fits("ratings:", "\n" + lines.substr(0, lines.size() - 1), "");
    CHECK(insert(head + "ratings: ~\n", entry) == head + "ratings:\n" + lines);
    CHECK(insert(head + "ratings: null  # none yet\nmeasures: []\n", entry) == head + "ratings:  # none yet\n" + lines + "measures: []\n");
    CHECK(insert(head + "ratings: []\n", entry) == head + "ratings:\n" + lines);
    CHECK(insert(head + "ratings: [ ]  # none\n...\n", entry) == head + "ratings:  # none\n" + lines + "...\n");
    CHECK(insert(head + "ratings: []", entry) == head + "ratings:\n" + lines.substr(0, lines.size() - 1));
    const auto dashes = head + "ratings:\n-\n  date: 2026-01-01\n  levels: {a: -1}\n";
    CHECK(insert(dashes, entry).starts_with("refused: the text is written in a way"));
    CHECK(removed(head + "ratings:\n- date: 2026-03-01\n  levels: {a: -1}\n", "/ratings/2026-03-01//") == head);
    const auto comment = head + "ratings:\n- date: 2026-03-01\n  levels: {a: {level: -1,  # c\n    note: x}}\n";
    CHECK(removed(comment, "/ratings/2026-03-01///a/note").starts_with("refused: a comment stands in the middle"));
}

TEST_CASE("an entry is laid out as the nearest one")
{
    const std::string head = "gas: 1\nid: P\ngoals:\n- id: a\n  title: t\n  scale: {-1: w, 0: e, 1: b}\nratings:\n";
    const std::vector<FactValue> entry = {
        {"/ratings/2026-02-01/review/AB", ""}, {"/ratings/2026-02-01/review/AB/note", "x"}, {"/ratings/2026-02-01/review/AB/a", "0"}};
    const auto follows = [&](const std::string& before, const std::string& put, const std::string& behind = "") {
        CHECK(insert(head + before + behind, entry) == head + before + put + behind);
    };
    // the date in its quotes
    follows("- date: \"2026-01-01\"\n  levels: {a: -1}\n", "- date: \"2026-02-01\"\n  occasion: review\n  rater: AB\n  note: x\n  levels: {a: 0}\n");
    follows("- {date: '2026-01-01', levels: {a: -1}}\n", "- {date: '2026-02-01', occasion: review, rater: AB, note: x, levels: {a: 0}}\n");
    // the keys in its order, others behind those that they follow in the format
    follows("- rater: AB\n  date: 2026-01-01\n  levels: {a: -1}\n", "- rater: AB\n  date: 2026-02-01\n  occasion: review\n  note: x\n  levels: {a: 0}\n");
    follows("- {levels: {a: -1}, note: y, date: 2026-01-01, occasion: review}\n",
            "- {levels: {a: 0}, note: x, date: 2026-02-01, occasion: review, rater: AB}\n");
    // blanks behind the dash, and before the goals
    follows("-   date: 2026-01-01\n    levels:\n         a: -1\n",
            "-   date: 2026-02-01\n    occasion: review\n    rater: AB\n    note: x\n    levels:\n         a: 0\n");
    follows("  -  {date: 2026-01-01, levels: {a: -1}}\n", "  -  {date: 2026-02-01, occasion: review, rater: AB, note: x, levels: {a: 0}}\n");
    // of several, the one before it
    const std::string other = "- {date: 2026-03-01, levels: {a: -1}}\n";
    follows("- date: 2026-01-01\n  rater: AB\n  levels: {a: -1}\n", "- date: 2026-02-01\n  occasion: review\n  rater: AB\n  note: x\n  levels: {a: 0}\n",
            other);
    // a comment right above the first entry is about it, one further up about the list
    follows("# newest first\n\n", "- {date: 2026-02-01, occasion: review, rater: AB, note: x, levels: {a: 0}}\n",
            "# at home\n- {date: 2026-01-01, levels: {a: -1}}\n" + replaced(other, "03-01", "12-01").replace(9, 4, "2025"));
    // its line ends, where the file has others too
    follows("- {date: 2026-01-01, levels: {a: -1}}\r\n", "- {date: 2026-02-01, occasion: review, rater: AB, note: x, levels: {a: 0}}\r\n", other);
    // deep comments below it are about it, blank lines between them or not; nothing goes behind the end of the document
    follows("- {date: 2026-01-01, levels: {a: -1}}\n  # deep\n\n  # deep\n", "- {date: 2026-02-01, occasion: review, rater: AB, note: x, levels: {a: 0}}\n",
            "# end\n  # deep\n");
    const std::string in_lines = "- date: 2026-02-01\n  occasion: review\n  rater: AB\n  levels: {a: 0}\n  note: x\n";
    follows("- date: 2026-01-01\n  levels: {a: -1}\n  note: |\n    ill\n", in_lines, "...\n# behind\n");
    follows("- date: 2026-01-01\n  levels: {a: -1}\n  note: |+\n    ill\n    # this too\n", in_lines, "\n\n# end\n...\n");
}

TEST_CASE("goals may be called as keys are")
{
    const std::string text =
        "gas: 1\nid: P\ngoals:\n- id: scale\n  title: t\n  scale: {-1: w, 0: e, 1: b}\n- id: levels\n  title: t\n  scale: {-1: w, 0: e, 1: b}\n"
        "ratings:\n- date: 2026-01-01\n  levels:\n    scale: 0\n";
    CHECK(insert(text, {{"/ratings/2026-01-01///levels", "+1"}, {"/ratings/2026-01-01///levels/note", "x"}}) == text + "    levels: {level: +1, note: x}\n");
    CHECK(set(text, "/ratings/2026-01-01///scale/note", "x") == replaced(text, "scale: 0", "scale: {level: 0, note: x}"));
    CHECK(set(text, "/goals/scale/scale/+1/text", "c") == replaced(text, "1: b", "1: c"));
}

TEST_CASE("a goal called like a key of its entry is told from that key")
{
    const std::string text =
        "gas: 1\nid: P\ngoals:\n- id: note\n  title: t\n  scale: {-1: w, 0: e, 1: b}\n- id: role\n  title: t\n  scale: {-1: w, 0: e, 1: b}\n"
        "ratings:\n- date: 2026-01-01\n  note: said\n  levels:\n    note: 0\n    role: 0\n";
    const std::string entry = "/ratings/2026-01-01//";
    CHECK(set(text, entry + "/note", "heard") == replaced(text, "said", "heard"));
    CHECK(set(text, entry + "/~2note", "+1") == replaced(text, "note: 0", "note: +1"));
    CHECK(set(text, entry + "/~2note/note", "x") == replaced(text, "note: 0", "note: {level: 0, note: x}"));
    CHECK(set(text, entry + "/role", "patient") == replaced(text, "  note: said", "  role: patient\n  note: said"));
    CHECK(removed(text, entry + "/~2role") == replaced(text, "    role: 0\n", ""));
    CHECK(removed(text, entry + "/note") == replaced(text, "  note: said\n", ""));
    CHECK(insert(replaced(text, "    note: 0\n", ""), {{entry + "/~2note", "-1"}}) ==
          replaced(text, "    note: 0\n    role: 0\n", "    role: 0\n    note: -1\n"));
}

TEST_CASE("one of several plans is edited")
{
    const auto two = good_text + "---\n" + replaced(good_text, "id: P ", "id: Q ");
    CHECK(shown(set_fact(two, "Q", {"/goals/a/title", "Run"})) == good_text + "---\n" + replaced(replaced(good_text, "id: P ", "id: Q "), "Walk", "Run"));
    CHECK(shown(remove_fact(two, "P", "/goals/no/domain")) == replaced(good_text, "    domain: d550\n", "") + two.substr(good_text.size()));
    CHECK(shown(set_fact(two, "", {"/goals/a/title", "Run"})) == "refused: the text has several plans");
}

TEST_CASE("what cannot be edited is refused with words that say why")
{
    const auto starts = [](const std::string& text, const std::string& with) { return text.starts_with("refused: " + with); };
    CHECK(starts(set("gas: 1\n", "/id", "x"), "the plan has errors"));
    CHECK(starts(set("{gas: 1, id: P, goals: [{id: a, title: t, scale: {-1: w, 0: e, 1: b}}]}\n", "/goals/a/title", "u"), "the text is written in a way"));
    CHECK(starts(set(good_text, "title", "x"), "this is not the path"));
    CHECK(starts(set(good_text, "/goals/a", "b"), "this names something"));
    CHECK(starts(set(good_text, "/goals/x/title", "b"), "the plan would then have an error"));
    CHECK(starts(set(good_text, "/goals/a/status", "done"), "the plan would then have an error"));
    CHECK(starts(insert(good_text, {{"/ratings/2026-03-01//AB/a", "+1"}}), "the plan has this already"));
    CHECK(starts(insert(good_text, {{"/start", "2026-01-01"}, {"/review", "2026-01-01"}}), "the facts do not make one new thing"));
    CHECK(starts(removed(good_text, "/goals/a"), "the plan would then have an error"));
    CHECK(starts(removed(good_text, "/review"), "the plan does not have this"));
}

TEST_CASE("random edits of random plans in random layouts give the facts of the edited plan, and leave all other lines")
{
    std::size_t made = 0;
    for (unsigned seed = 0; seed < 500; ++seed) {
        Rng rng(seed);
        const auto plan = random_plan(rng);
        auto wanted = plan;
        auto text = write_plan(plan, random_layout(rng), rng);
        const auto crlf = pick(rng, 4) == 0;
        static const std::vector<std::string> ends = {"", "", "# the end\n", "    # deep\n", "\n  # not so deep\n", "...\n"};
        text += ends[pick(rng, ends.size())];
        text.resize(text.size() - pick(rng, 2));  // with a line end at the end, or without
        text = crlf ? with_crlf(text) : text;
        const auto& edit = all_edits()[pick(rng, all_edits().size())];
        // renamed goals are other facts, and two ranges cannot be set one after the other
        if (edit.name == "id" || edit.name == "change a range" || !edit.make(wanted, rng)) {
            continue;
        }
        const auto is = facts_of_plan(plan);
        const auto due = facts_of_plan(wanted);
        if (read_plans({"", write_plan(wanted, {}, rng)}).has_errors()) {
            continue;
        }
        ++made;
        INFO(seed, ": ", edit.name, "\n", text);
        std::vector<FactValue> added;
        std::string last_removed = " ";
        const auto apply = [&](const EditedText& edited) {
            const auto* now = std::get_if<std::string>(&edited);
            const auto why = shown(edited).substr(0, 200);
            INFO(why);
            REQUIRE(now != nullptr);
            // one place has changed: what is before and behind it is as it was
            const auto same = static_cast<std::size_t>(std::mismatch(text.begin(), text.end(), now->begin(), now->end()).first - text.begin());
            const auto behind = static_cast<std::size_t>(std::mismatch(text.rbegin(), text.rend(), now->rbegin(), now->rend()).first - text.rbegin());
            const auto gone = text.substr(same, text.size() - std::min(text.size(), same + behind));
            const bool lines_go = now->size() < text.size();
            const bool kept = lines_go || std::count(gone.begin(), gone.end(), '\n') == 0;
            CHECK(kept);
            const bool ends_kept = !crlf || now->find("\n\n") == std::string::npos;
            CHECK(ends_kept);
            text = *now;
        };
        for (const auto& [path, value] : is) {
            if (due.contains(path) && due.at(path) != value) {
                apply(set_fact(text, "", {path, due.at(path)}));
            } else if (!due.contains(path) && !path.starts_with(last_removed + "/")) {
                apply(remove_fact(text, "", path));
                last_removed = path;
            }
        }
        for (const auto& [path, value] : due) {
            if (!is.contains(path)) {
                added.push_back({path, value});
            }
        }
        if (!added.empty()) {
            apply(insert_facts(text, "", added));
        }
        CHECK(facts_of_text(text) == due);
    }
    CHECK(made > 250);
}
