// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "../diff/random_plan.hpp"
#include "../plan_texts.hpp"
#include "gas/diff/facts.hpp"
#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"

using namespace gas;
using namespace gas::test;

namespace {

std::optional<MergeResult> merge(const std::string& base, const std::string& ours, const std::string& theirs)
{
    return merge_plans({"base", base}, {"ours", ours}, {"theirs", theirs}, {});
}

std::string merged(const std::string& base, const std::string& ours, const std::string& theirs)
{
    const auto result = merge(base, ours, theirs);
    REQUIRE(result);
    CHECK(result->conflicts == 0);
    CHECK(result->problems.empty());
    return result->text;
}

const std::string our_entry = "  - date: 2026-02-01\n    rater: AB\n    levels: {a: 0, b: -1}\n";
const std::string their_entry = "  # by telephone\n  - date: 2026-03-01\n    rater: CD\n    levels:\n      a: +1\n";

}  // namespace

TEST_CASE("with one side unchanged the other comes out byte for byte, even one that is no plan")
{
    const auto ours = plan_text + our_entry;
    CHECK(merged(plan_text, ours, plan_text) == ours);
    CHECK(merged(plan_text, plan_text, ours) == ours);
    CHECK(merged("a: [", "a: [", "b: {") == "b: {");
    CHECK(merged(plan_text, ours, ours) == ours);
}

TEST_CASE("entries that both sides added are both there, by date, with their comments and bytes")
{
    CHECK(merged(plan_text, plan_text + our_entry, plan_text + their_entry) == plan_text + our_entry + their_entry);
    CHECK(merged(plan_text, plan_text + their_entry, plan_text + our_entry) == plan_text + our_entry + their_entry);
}

TEST_CASE("sessions and agreements of one day are told apart by their source, and by who agreed")
{
    const std::string goals = "goals:\n  - {id: a, title: A, scale: {-1: w, 0: e, +1: b}}\n";
    const std::string head = "gas: 1\nid: P\nagreed:\n  - {by: client, date: 2026-01-12}\n  - {by: parent, date: 2026-01-12}\n";
    const std::string interventions = "interventions:\n  - {id: i, text: I}\n  - {id: k, text: K}\n";
    const std::string sessions = "sessions:\n  - {date: 2026-02-16, used: [i]}\n  - {date: 2026-02-16, source: n/a.md}\n";
    const auto base = head + interventions + goals + sessions;
    const auto ours = replaced(base, "client, date: 2026-01-12", "client, date: 2026-01-12, until: 2026-04-12") + "  - {date: 2026-02-16, source: n/c.md}\n";
    const auto theirs = replaced(replaced(base, "used: [i]", "used: [i, k]"), "parent, date: 2026-01-12", "parent, date: 2026-01-12, until: 2026-05-12") +
                        "  - {date: 2026-02-16, used: [k], source: n/d.md}\n";
    const auto both = merged(base, ours, theirs);
    CHECK(both == replaced(replaced(replaced(base, "client, date: 2026-01-12", "client, date: 2026-01-12, until: 2026-04-12"), "used: [i]", "used: [i, k]"),
                           "parent, date: 2026-01-12", "parent, date: 2026-01-12, until: 2026-05-12") +
                      "  - {date: 2026-02-16, source: n/c.md}\n  - {date: 2026-02-16, used: [k], source: n/d.md}\n");
    // one session that both sides changed is a conflict, and the other session of its day no part of it
    const auto conflict = merge(base, replaced(base, "used: [i]", "used: [k]"), theirs);
    REQUIRE(conflict);
    CHECK(conflict->conflicts == 1);
    CHECK(conflict->text.find("n/a.md") == conflict->text.rfind("n/a.md"));
}

TEST_CASE("a first entry that both sides wrote")
{
    const auto base = plan_text.substr(0, plan_text.find("\nratings:"));
    const auto text = merged(base, base + "\nratings:\n" + our_entry, base + "\nratings:\n" + their_entry);
    CHECK(text == base + "\nratings:\n" + our_entry + their_entry);
}

TEST_CASE("ratings of different goals in one entry, and a line end with comments")
{
    const auto ours = replaced(plan_text, "b: -2}", "b: -2, c: 1}");
    const auto with_c = [](const std::string& text) {
        return replaced(text, "\nratings:", "  - id: c\n    title: Cook\n    scale: {-2: 1, -1: 2, 0: 3, 1: 4, 2: 5}\n\nratings:");
    };
    const auto theirs = replaced(plan_text, "{a: -1, b: -2}", "{a: 0, b: -2}  # seen again");
    CHECK(merged(with_c(plan_text), with_c(ours), with_c(theirs)) == with_c(replaced(plan_text, "{a: -1, b: -2}", "{a: 0, b: -2, c: 1}  # seen again")));
}

TEST_CASE("comments of both sides stay, and a change beside a comment of the other side")
{
    const auto ours = replaced(replaced(plan_text, "# the first", "# the first, by bus"), "  # the second\n", "  # the second\n  # asked on Monday\n");
    const auto theirs = replaced(replaced(plan_text, "title: Walk", "title: Walk far"), "  # the second\n", "  # the second\n  # seen on Friday\n");
    auto expected = replaced(ours, "title: Walk", "title: Walk far");
    expected = replaced(expected, "# asked on Monday\n", "# asked on Monday\n  # seen on Friday\n");
    CHECK(merged(plan_text, ours, theirs) == expected);
}

TEST_CASE("comments behind a key that holds others")
{
    const auto ours = replaced(plan_text, "goals:\n", "goals:  # ours\n");
    const auto theirs = replaced(plan_text, "goals:\n", "goals:  # theirs\n");
    CHECK(merged(plan_text, ours + our_entry, theirs) == replaced(plan_text, "goals:\n", "goals:  # ours  # theirs\n") + our_entry);
    CHECK(merged(plan_text, plan_text + our_entry, theirs) == theirs + our_entry);
}

TEST_CASE("only a fact that both changed is a conflict, with markers round its own lines")
{
    const auto ours = replaced(plan_text, "title: Read", "title: Read a book") + our_entry;
    const auto theirs = replaced(plan_text, "title: Read", "title: Read a paper") + their_entry;
    const auto result = merge(plan_text, ours, theirs);
    REQUIRE(result);
    CHECK(result->conflicts == 1);
    CHECK(result->text == replaced(plan_text, "    title: Read\n", "<<<<<<< ours\n    title: Read a book\n=======\n    title: Read a paper\n>>>>>>> theirs\n") +
                              our_entry + their_entry);
}

TEST_CASE("one rating that both edited differently is a conflict of its line")
{
    const auto result = merge(plan_text, replaced(plan_text, "a: -1", "a: 0"), replaced(plan_text, "a: -1", "a: +1"));
    REQUIRE(result);
    CHECK(result->text == replaced(plan_text, "    levels: {a: -1, b: -2}\n",
                                   "<<<<<<< ours\n    levels: {a: 0, b: -2}\n=======\n    levels: {a: +1, b: -2}\n>>>>>>> theirs\n"));
}

TEST_CASE("the note of an entry is merged beside its ratings, and two notes are a conflict of their lines")
{
    const auto noted = [](const std::string& note) { return replaced(plan_text, "    levels: {a: -1", "    note: " + note + "\n    levels: {a: -1"); };
    CHECK(merged(plan_text, noted("Goes on"), replaced(plan_text, "a: -1", "a: +1")) == replaced(noted("Goes on"), "a: -1", "a: +1"));
    const auto result = merge(noted("Goes on"), noted("Ends"), noted("Pauses"));
    REQUIRE(result);
    CHECK(result->conflicts == 1);
    CHECK(result->text.find("<<<<<<< ours\n    note: Ends\n=======\n    note: Pauses\n>>>>>>> theirs\n") != std::string::npos);
}

TEST_CASE("the same change on both sides, written in two ways, is no conflict")
{
    CHECK(merged(plan_text, replaced(plan_text, "a: -1", "a: 1"), replaced(plan_text, "a: -1", "a: +1")) == replaced(plan_text, "a: -1", "a: 1"));
}

TEST_CASE("one side removes an entry: gone if the other left it alone, a conflict if it changed it")
{
    const auto base = plan_text + our_entry;
    CHECK(merged(base, plan_text, base + their_entry) == plan_text + their_entry);
    const auto result = merge(base, plan_text, replaced(base, "{a: 0, b: -1}", "{a: 2, b: -1}"));
    REQUIRE(result);
    CHECK(result->conflicts == 1);
    CHECK(result->text.find("<<<<<<< ours\n=======\n  - date: 2026-02-01") != std::string::npos);
}

TEST_CASE("a renamed goal on one side and another title for it on the other")
{
    const auto ours = replaced(replaced(plan_text, "- id: b", "- id: book"), "b: -2}", "book: -2}");
    const auto theirs = replaced(plan_text, "title: Read", "title: Read aloud");
    CHECK(merged(plan_text, ours, theirs) == replaced(ours, "title: Read", "title: Read aloud"));
}

TEST_CASE("what merges and is no plan then is told as problems")
{
    // they rate a goal that we removed
    const auto ours =
        replaced(plan_text.substr(0, plan_text.find("\n  # the second")) + "\nratings:\n  - date: 2026-01-01\n    rater: AB\n    levels: {a: -1}\n", "", "");
    const auto result = merge(plan_text, ours, plan_text + our_entry);
    REQUIRE(result);
    CHECK(result->conflicts == 0);
    REQUIRE(result->problems.size() == 1);
    CHECK(result->problems[0].rule == Rule::unknown_reference);
    CHECK(!result->clean());
}

TEST_CASE("indentation and line ends of our side are kept")
{
    auto ours = plan_text + our_entry;
    std::string crlf;
    for (const char c : ours) {
        crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    std::string crlf_base;
    for (const char c : plan_text) {
        crlf_base += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    CHECK(merged(crlf_base, crlf, crlf_base) == crlf);
    // their list is not indented; ours is
    std::string theirs = plan_text.substr(0, plan_text.find("  - date"));
    theirs += "- date: 2026-01-01\n  rater: AB\n  levels: {a: -1, b: -2}\n- date: 2026-03-01\n  rater: CD\n  levels:\n    a: 1\n";
    CHECK(merged(plan_text, plan_text + our_entry, theirs) == plan_text + our_entry + "  - date: 2026-03-01\n    rater: CD\n    levels:\n      a: 1\n");
}

TEST_CASE("a text without a line end at its end")
{
    const auto cut = [](std::string text) {
        text.pop_back();
        return text;
    };
    const auto text = merged(cut(plan_text), cut(plan_text + our_entry), cut(plan_text + their_entry));
    CHECK(text == plan_text + our_entry + cut(their_entry));
}

TEST_CASE("a byte order mark stays, and is no conflict")
{
    const std::string mark = "\xEF\xBB\xBF";
    CHECK(merged(mark + plan_text, mark + plan_text + our_entry, mark + plan_text + their_entry) == mark + plan_text + our_entry + their_entry);
}

TEST_CASE("a comment that cannot be kept leaves the merge to lines, never to silence")
{
    const auto kept = [](const std::string& base, const std::string& ours, const std::string& theirs, const std::string& comment) {
        const auto result = merge(base, ours, theirs);
        const bool there = !result || result->text.find(comment) != std::string::npos;
        CHECK(there);
    };
    const auto block = replaced(plan_text, "title: Walk\n", "title: |\n      Walk\n");
    kept(block, replaced(block, "title: |", "title: |  # OURS"), replaced(block, "      Walk\n", "      Walk far\n"), "# OURS");
    const auto opened = replaced(plan_text, "levels: {a: -1, b: -2}", "levels:\n      a: -1\n      b: -2");
    kept(plan_text, opened, replaced(plan_text, "b: -2}", "b: -2}  # THEIRS"), "# THEIRS");
    const auto lines = replaced(plan_text, "{a: -1, b: -2}", "{a: -1,\n      b: -2}");
    kept(lines, replaced(lines, "a: -1", "a: 0"), replaced(lines, "a: -1,", "a: -1,  # THEIRS"), "# THEIRS");
    const auto with_review = [](const std::string& end) { return replaced(plan_text, "id: P\n", "id: P\nreview: 2026-07-01" + end + "\n"); };
    kept(plan_text, with_review("") + our_entry, with_review("  # THEIRS"), "# THEIRS");
    // a comment inside a goal that the other side removed
    const auto without_b = replaced(plan_text.substr(0, plan_text.find("\n  # the second")) + plan_text.substr(plan_text.find("\nratings")), ", b: -2", "");
    kept(plan_text, replaced(plan_text, "      0: m\n", "      0: m  # OURS\n"), without_b, "# OURS");
}

TEST_CASE("beside a conflict nothing is made up")
{
    // the last line of ours has no end, and theirs has a comment behind it
    const auto base = plan_text + "  - date: 2026-02-01\n    levels: {a: 0}\n    rater: AB\n";
    auto ours = replaced(base, "title: Read", "title: Read ours");
    ours.pop_back();
    const auto result = merge(base, ours, replaced(base, "title: Read", "title: Read theirs") + "# THEIRS\n");
    REQUIRE(result);
    CHECK(result->conflicts == 1);
    CHECK(result->text.ends_with("    rater: AB\n# THEIRS\n"));
}

TEST_CASE("what would be no YAML any more is left to a merge by lines")
{
    const auto ended = plan_text + "...\n";
    const auto result = merge(ended, plan_text + our_entry + "...\n", plan_text + their_entry + "...\n");
    const bool good = !result || result->clean();
    CHECK(good);
}

TEST_CASE("what lines merge into something that no side said gives way to both sides whole")
{
    const auto ours = replaced(plan_text, "levels: {a: -1, b: -2}", "levels: {a: -1, b: +1}") + our_entry;
    const auto theirs = plan_text + their_entry;
    const auto held = [&](const std::string& text, std::size_t conflicts) {
        return held_to_facts({"p", plan_text}, {"p", ours}, {"p", theirs}, {text, conflicts}, {});
    };
    const auto good = ours + their_entry;
    CHECK(held(good, 0).text == good);
    CHECK(held(good, 0).clean());
    // a rating of theirs is lost, one is made up, one of ours is under their date
    for (const auto& wrong : {ours, replaced(good, "a: +1", "a: +2"), replaced(replaced(good, our_entry, ""), "      a: +1\n", "      a: +1\n      b: -1\n")}) {
        const auto result = held(wrong, 0);
        CHECK(result.conflicts == 1);
        CHECK(result.text == replaced(ours, ours.substr(ours.find("  - date: 2026-01-01")),
                                      "<<<<<<< ours\n" + ours.substr(ours.find("  - date: 2026-01-01")) + "=======\n" +
                                          theirs.substr(theirs.find("  - date: 2026-01-01")) + ">>>>>>> theirs\n"));
    }
    // markers in the middle of an entry: who takes theirs rates b in March
    const auto within = plan_text + "<<<<<<< ours\n" + our_entry + "=======\n" + their_entry + ">>>>>>> theirs\n      b: -1\n";
    CHECK(held(within, 1).text != within);
}

TEST_CASE("a merge by lines is held to nothing where a side has errors: both sides stand whole")
{
    const auto held = [](const std::string& ours, const std::string& theirs, const std::string& text, std::size_t conflicts) {
        return held_to_facts({"p", plan_text}, {"p", ours}, {"p", theirs}, {text, conflicts}, {});
    };
    const auto broken = plan_text + "  - date: 2026-02-01\n    levels:\n      a: 0\nfoo: [\n";
    const auto theirs = plan_text + their_entry;
    const auto entries = plan_text.find("  - date: 2026-01-01");  // a comment of theirs begins what differs, and belongs to no entry yet
    const auto whole = plan_text.substr(0, entries) + "<<<<<<< ours\n" + broken.substr(entries) + "=======\n" + theirs.substr(entries) + ">>>>>>> theirs\n";
    // also where lines come together, and whatever they come to: the rating may be one of the entry of another day
    for (const auto& by_lines : {broken + their_entry, theirs + "      b: 0\n"}) {
        const auto result = held(broken, theirs, by_lines, 0);
        CHECK(result.text == whole);
        CHECK(result.conflicts == 1);
        CHECK(result.in_whole);
        REQUIRE(result.our_error);
        CHECK(result.our_error->begin.line > std::count(plan_text.begin(), plan_text.end(), '\n'));
        CHECK(!result.their_error);
    }
    // one side mended what the other still has, and has but a comment more
    const auto commented = "# gas\n" + theirs;
    CHECK(held("# gas\n" + broken, theirs, commented, 0).text == commented);
    CHECK(held("# gas\n" + broken, theirs, commented, 0).clean());
}

TEST_CASE("random edits of both sides: what merges has the facts of both, and what conflicts says so")
{
    int clean = 0;
    int conflicts = 0;
    for (unsigned seed = 0; seed < 800; ++seed) {
        Rng rng(seed + 50'000);
        const auto plan = random_plan(rng);
        auto our_plan = plan;
        auto their_plan = plan;
        const auto& edits = all_edits();
        const auto our_edit = edits[pick(rng, edits.size())].make(our_plan, rng);
        const auto their_edit = edits[pick(rng, edits.size())].make(their_plan, rng);
        if (!our_edit || !their_edit) {
            continue;
        }
        auto layout = random_layout(rng);
        layout.shuffled = layout.quoted = false;  // as an editor leaves the rest of the file
        const auto write = [&](const Plan& edited) {
            Rng same(seed);
            return write_plan(edited, layout, same);
        };
        const auto base = write(plan);
        const auto ours = write(our_plan);
        const auto theirs = write(their_plan);
        INFO(ours);
        INFO("========\n", theirs);
        const auto result = merge(base, ours, theirs);
        CHECK(merged(base, ours, base) == ours);
        CHECK(merged(base, base, theirs) == theirs);
        const bool apart = our_edit->subject != their_edit->subject && our_edit->subject != "all" && their_edit->subject != "all" &&
                           !our_edit->subject.starts_with("new") && !their_edit->subject.starts_with("new");
        if (!result) {
            continue;  // left to a merge by lines
        }
        if (!result->clean()) {
            ++conflicts;
            const bool marked = result->conflicts == 0 || result->text.find("<<<<<<< ours\n") != std::string::npos;
            CHECK(marked);
            // a renamed goal stands in every entry
            const bool renamed = our_edit->kind == "goal-renamed" || their_edit->kind == "goal-renamed";
            CHECK((!apart || renamed));
            continue;
        }
        ++clean;
        const auto read = read_plans({"merged", result->text});
        INFO("========\n", result->text);
        REQUIRE(read.plans.size() == 1);
        CHECK(read.plans[0].usable);
    }
    CHECK(clean > 300);
    CHECK(conflicts > 5);
}
