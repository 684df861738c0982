// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "shared/ci_formats.hpp"
#include "shared/fingerprint.hpp"
#include "shared/known_findings.hpp"

using namespace gas;
using namespace gas::app;

namespace {

Finding found(Rule rule, std::string message, std::string plan = "P-1", std::size_t line = 4)
{
    Finding finding;
    finding.rule = rule;
    finding.severity = rule_info(rule).severity;
    finding.file = "plans/a.gas.yaml";
    finding.begin = finding.end = {line, 1};
    finding.message = std::move(message);
    finding.plan_id = std::move(plan);
    finding.goal_id = "walk";
    return finding;
}

constexpr std::string_view head = "# gas.baseline/1\n";

}  // namespace

TEST_CASE("FNV-1a gives its authors' values")
{
    CHECK(fnv1a("") == 0xcbf29ce484222325U);
    CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cU);
    CHECK(fnv1a("foobar") == 0x85944171f73967e8U);
}

TEST_CASE("a fingerprint is of rule, plan, goal and message, not of lines")
{
    const auto one = found(Rule::duplicate_plan_id, "another plan has the id \"P-1\" already, at line 2");
    const auto print = fingerprint(one);
    CHECK(print.size() == 16);
    CHECK(print == fingerprint(found(Rule::duplicate_plan_id, "another plan has the id \"P-1\" already, at line 17", "P-1", 99)));
    CHECK(print != fingerprint(found(Rule::unused_ignore, one.message)));
    CHECK(print != fingerprint(found(Rule::duplicate_plan_id, one.message, "P-2")));
    CHECK(print != fingerprint(found(Rule::duplicate_plan_id, "another plan has the id \"P-1\" already, at a.yaml:2")));
    CHECK(fingerprint(found(Rule::no_baseline, "at a.yaml:2")) == fingerprint(found(Rule::no_baseline, "at a.yaml:31")));
    CHECK(fingerprint(found(Rule::no_baseline, "2 levels")) != fingerprint(found(Rule::no_baseline, "3 levels")));
    auto other_goal = one;
    other_goal.goal_id = "sit";
    CHECK(print != fingerprint(other_goal));
}

TEST_CASE("without a plan's id the file stands for it, however it is written")
{
    auto finding = found(Rule::no_baseline, "m", "");
    CHECK(subject(finding) == "plans/a.gas.yaml");
    finding.file = "./plans//x/../a.gas.yaml";
    CHECK(subject(finding) == "plans/a.gas.yaml");
    CHECK(relative_path("../a") == "../a");
    CHECK(relative_path("/nowhere/a") == "/nowhere/a");
    CHECK(relative_path("<stdin>") == "<stdin>");
}

TEST_CASE("paths become URI references")
{
    CHECK(as_uri("plans/P-1_a~.gas.yaml") == "plans/P-1_a~.gas.yaml");
    CHECK(as_uri("a b:c%.yaml") == "a%20b%3Ac%25.yaml");
    CHECK(as_uri("<stdin>") == "%3Cstdin%3E");
    CHECK(as_uri("\xC3\xBC\xFF") == "%C3%BC%FF");
    CHECK(as_uri("/tmp/a") == "file:///tmp/a");
}

TEST_CASE("XML has no character that it forbids")
{
    CHECK(as_xml("a<b>&\"c\"") == "a&lt;b&gt;&amp;&quot;c&quot;");
    CHECK(as_xml(std::string_view("\0\x01\x1b\n\t", 5)) == "\\x00\\x01\\x1b\\n\\t");
    CHECK(as_xml("\xEF\xBF\xBE\xEF\xBF\xBF\xFF") == "\\ufffe\\uffff\\xff");
    CHECK(as_xml("\xEF\xBF\xBD\xC3\xBC") == "\xEF\xBF\xBD\xC3\xBC");
}

TEST_CASE("a baseline that is written hides the same findings, each as often as it is listed, and no error")
{
    const auto warning = found(Rule::no_baseline, "m");
    const auto error = found(Rule::bad_id, "m");
    KnownFindingsWriter writer;
    writer.add(warning);
    writer.add(warning);
    writer.add(error);
    CHECK(writer.count() == 2);
    KnownFindings known;
    CHECK(known.parse(writer.text()) == "");
    CHECK_FALSE(known.hides(error));
    CHECK(known.hides(warning));
    CHECK(known.hides(found(Rule::no_baseline, "m", "P-1", 77)));
    CHECK_FALSE(known.hides(warning));
    CHECK(known.hidden() == 2);
}

TEST_CASE("what is listed is gone only where its plan was read as a whole and its rule asked for")
{
    KnownFindingsWriter writer;
    writer.add(found(Rule::no_baseline, "m"));
    writer.add(found(Rule::no_baseline, "m", "P-2"));
    writer.add(found(Rule::easy_goals, "m"));
    const auto any = [](Rule) { return true; };
    KnownFindings known;
    CHECK(known.parse(writer.text()) == "");
    CHECK(known.no_longer_found(any) == 0);
    known.saw_plan("P-1");
    known.end_input("a", false);
    CHECK(known.no_longer_found(any) == 0);
    known.saw_plan("P-1");
    known.end_input("a", true);
    CHECK(known.no_longer_found(any) == 1);
    CHECK(known.no_longer_found([](Rule rule) { return rule != Rule::no_baseline; }) == 0);
    known.saw_plan("P-2");
    known.end_input("b", true);
    CHECK(known.no_longer_found(any) == 2);
    CHECK(known.hides(found(Rule::no_baseline, "m", "P-2")));
    CHECK(known.no_longer_found(any) == 1);
}

TEST_CASE("a baseline is read through line ends of Windows, a byte order mark, comments and empty lines, and nothing else")
{
    const std::string line = "P-1\twalk\tGAS212\t0123456789abcdef";
    const auto wrong = [](const std::string& bytes) { return KnownFindings().parse(bytes); };
    CHECK(wrong("\xEF\xBB\xBF# gas.baseline/1: words\r\n\r\n# a comment\r\n" + line + "\r\n") == "");
    CHECK(wrong("# gas.baseline/1") == "");
    CHECK(wrong("").find("is no baseline") == 0);
    CHECK(wrong("# gas.baseline/10\n").find("version \"10\"") != std::string::npos);
    for (const std::string bad : {"P-1\twalk\tGAS212", "P-1\twalk\tGAS999\t0123456789abcdef", "P-1\twalk\tGAS212\t0123456789ABCDEF", "a\tb\tc\td\te", "x"}) {
        CHECK(wrong(std::string(head) + line + "\n" + bad + "\n").find("line 3 ") != std::string::npos);
    }
}
