// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "findings/escapes.hpp"
#include "gas/findings/finding_writers.hpp"
#include "gas/findings/findings.hpp"
#include "gas/findings/fingerprint.hpp"
#include "gas/findings/known_findings.hpp"
#include "gas/text/version.hpp"

using namespace gas;
using namespace gas::findings;

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

std::string print_of(const Finding& finding) { return fingerprint(finding, "/w"); }

/// What a writer makes of findings, each in a file that is checked.
std::string written(std::string_view format, const std::vector<Finding>& findings, bool show_text = false)
{
    std::string text;
    FindingWriterStyle style;
    style.show_text = show_text;
    style.folder = "/w";
    const auto writer = make_finding_writer(format, style, [&](std::string_view bytes) {
        text += bytes;
        return true;
    });
    REQUIRE(writer);
    for (const auto& finding : findings) {
        CHECK(writer->add(finding));
        CHECK(writer->checked(finding.file));
    }
    CHECK(writer->finish());
    return text;
}

/// A finding with all there is to tell, and what each format has to escape.
Finding full()
{
    auto finding = found(Rule::level_outside_scale, "50% of: it", "P \"1\"");
    finding.file = "/w/a:b,c%.yaml";
    finding.begin = {3, 7};
    finding.end = {3, 9};
    finding.hint = "write +2";
    finding.excerpt = "é日 a: +3";
    return finding;
}

Finding unread()
{
    Finding finding;
    finding.rule = Rule::unreadable_file;
    finding.file = "b.yaml";
    finding.begin = finding.end = {0, 0};
    finding.message = "is a folder";
    return finding;
}

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
    const auto print = print_of(one);
    CHECK(print.size() == 16);
    CHECK(print == print_of(found(Rule::duplicate_plan_id, "another plan has the id \"P-1\" already, at line 17", "P-1", 99)));
    CHECK(print != print_of(found(Rule::unused_ignore, one.message)));
    CHECK(print != print_of(found(Rule::duplicate_plan_id, one.message, "P-2")));
    CHECK(print != print_of(found(Rule::duplicate_plan_id, "another plan has the id \"P-1\" already, at a.yaml:2")));
    CHECK(print_of(found(Rule::no_baseline, "at a.yaml:2")) == print_of(found(Rule::no_baseline, "at a.yaml:31")));
    CHECK(print_of(found(Rule::no_baseline, "2 levels")) != print_of(found(Rule::no_baseline, "3 levels")));
    auto other_goal = one;
    other_goal.goal_id = "sit";
    CHECK(print != print_of(other_goal));
}

TEST_CASE("without a plan's id the file stands for it, however it is written")
{
    auto finding = found(Rule::no_baseline, "m", "");
    CHECK(subject(finding, "/w") == "plans/a.gas.yaml");
    finding.file = "./plans//x/../a.gas.yaml";
    CHECK(subject(finding, "/w") == "plans/a.gas.yaml");
    CHECK(relative_path("../a", "/w") == "../a");
    CHECK(relative_path("/nowhere/a", "/w") == "/nowhere/a");
    CHECK(relative_path("<stdin>", "/w") == "<stdin>");
    CHECK(relative_path("/w/plans/a", "/w") == "plans/a");
    CHECK(relative_path("/w", "/w") == ".");
    CHECK(relative_path("/wide/a", "/w") == "/wide/a");
    CHECK(relative_path("/w/plans/a", "") == "/w/plans/a");
    for (const auto* file : {"a", "./a", "../w/./a", "/r/w/a"}) {
        CHECK(relative_path(file, "/r/w", "/r") == "w/a");
    }
    CHECK(relative_path("../plans/a", "/r/w", "/r") == "plans/a");
    CHECK(relative_path("../../a", "/r/w", "/r") == "../../a");
    CHECK(relative_path("/elsewhere/a", "/r/w", "/r") == "/elsewhere/a");
    CHECK(relative_path("<stdin>", "/r/w", "/r") == "<stdin>");
    CHECK(relative_path("", "/r", "/r") == ".");
    CHECK(relative_path("", "/r/w", "/r") == "w");
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
    KnownFindingsWriter writer("/w");
    writer.add(warning);
    writer.add(warning);
    writer.add(error);
    CHECK(writer.count() == 2);
    KnownFindings known("/w");
    CHECK(known.read(writer.text()) == "");
    CHECK_FALSE(known.hides(error));
    CHECK(known.hides(warning));
    CHECK(known.hides(found(Rule::no_baseline, "m", "P-1", 77)));
    CHECK_FALSE(known.hides(warning));
    CHECK(known.hidden() == 2);
}

TEST_CASE("what is listed is gone only where its plan was read as a whole and its rule asked for")
{
    KnownFindingsWriter writer("/w");
    writer.add(found(Rule::no_baseline, "m"));
    writer.add(found(Rule::no_baseline, "m", "P-2"));
    writer.add(found(Rule::easy_goals, "m"));
    const auto any = [](Rule) { return true; };
    KnownFindings known("/w");
    CHECK(known.read(writer.text()) == "");
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
    const auto wrong = [](const std::string& bytes) { return KnownFindings("/w").read(bytes); };
    CHECK(wrong("\xEF\xBB\xBF# gas.baseline/1: words\r\n\r\n# a comment\r\n" + line + "\r\n") == "");
    CHECK(wrong("# gas.baseline/1") == "");
    CHECK(wrong("").find("is no baseline") == 0);
    CHECK(wrong("# gas.baseline/10\n").find("version \"10\"") != std::string::npos);
    for (const std::string bad : {"P-1\twalk\tGAS212", "P-1\twalk\tGAS999\t0123456789abcdef", "P-1\twalk\tGAS212\t0123456789ABCDEF", "a\tb\tc\td\te", "x"}) {
        CHECK(wrong(std::string(head) + line + "\n" + bad + "\n").find("line 3 ") != std::string::npos);
    }
}

TEST_CASE("a finding reads as file, line, column, with a caret under the user's own characters")
{
    Finding finding;
    finding.rule = Rule::level_outside_scale;
    finding.file = "p.yaml";
    finding.begin = {3, 7};
    finding.end = {3, 9};
    finding.message = "level \"+3\" is outside the scale -2..+2";
    finding.hint = "write +2";
    finding.excerpt = "é日 a: +3";
    CHECK(as_text(finding, {false, true, true}) ==
          "p.yaml:3:7: error: level \"+3\" is outside the scale -2..+2 [GAS104]\n    3 | é日 a: +3\n      |        ^^\nhint: write +2\n");
    CHECK(as_text(finding, {false, false, false}) == "p.yaml:3:7: error: level \"+3\" is outside the scale -2..+2 [GAS104]\n");
}

TEST_CASE("every format of findings has a writer, and another word has none")
{
    CHECK(finding_formats().size() == 11);
    for (const auto format : finding_formats()) {
        const auto text = written(format, {full()});
        CHECK_MESSAGE(text.find("GAS104") != std::string::npos, format);
        CHECK_MESSAGE((text.find("é日") != std::string::npos) == (format == "pretty"), format);
    }
    CHECK_FALSE(make_finding_writer("xml", {}, [](std::string_view) { return true; }));
}

TEST_CASE("the source line is shown where it may be, in the formats that have a place for it")
{
    for (const std::string_view format : {"text", "sarif", "junit"}) {
        CHECK_MESSAGE(written(format, {full()}, true).find("é日 a: +3") != std::string::npos, format);
    }
}

TEST_CASE("pretty has an empty line between findings")
{
    const auto line = std::string("b.yaml: error: is a folder [GAS019]\n");
    CHECK(written("pretty", {unread(), unread()}) == line + "\n" + line);
    CHECK(written("text", {unread(), unread()}) == line + line);
}

TEST_CASE("a workflow command escapes what GitHub would read")
{
    auto finding = full();
    finding.severity = Severity::info;
    CHECK(written("github", {finding, unread()}) ==
          "::notice file=a%3Ab%2Cc%25.yaml,line=3,col=7,endLine=3,endColumn=9,title=GAS104 level-outside-scale::50%25 of: it%0Awrite +2\n"
          "::error file=b.yaml,title=GAS019 unreadable-file::is a folder\n");
}

TEST_CASE("rows of findings and a finding as JSON have the same fields")
{
    const std::string object =
        R"({"file":"/w/a:b,c%.yaml","line":3,"column":7,"end_line":3,"end_column":9,"severity":"error","rule":"GAS104","message":"50% of: it",)"
        R"("hint":"write +2","id":"P \"1\"","goal":"walk"})";
    CHECK(as_json(full()) == object);
    CHECK(written("jsonl", {full()}) == object + "\n");
    CHECK(as_json(unread()) ==
          R"({"file":"b.yaml","line":null,"column":null,"end_line":null,"end_column":null,"severity":"error","rule":"GAS019","message":"is a folder",)"
          R"("hint":null,"id":null,"goal":null})");
    CHECK(written("csv", {full()}) ==
          "file,line,column,end_line,end_column,severity,rule,message,hint,id,goal\n\"/w/a:b,c%.yaml\",3,7,3,9,error,GAS104,50% of: it,write +2,\"P "
          "\"\"1\"\"\",walk\n");
    CHECK(written("json", {full()}).find("\"tool\":\"gas " + std::string(version()) + "\"") != std::string::npos);
}

TEST_CASE("SARIF has its results, then the tool with the rules that occurred, then whether all was read")
{
    const auto text = written("sarif", {full(), full(), unread()});
    const auto result =
        R"({"ruleId":"GAS104","ruleIndex":0,"level":"error","message":{"text":"50% of: it\nhint: write +2"},"locations":[{"physicalLocation":)"
        R"({"artifactLocation":{"uri":"a%3Ab%2Cc%25.yaml"},"region":{"startLine":3,"startColumn":7,"endLine":3,"endColumn":9}}}],"partialFingerprints":)"
        R"({"gasFinding/v1":")" +
        print_of(full()) + R"("},"properties":{"plan":"P \"1\"","goal":"walk"}})";
    const auto second = R"({"ruleId":"GAS019","ruleIndex":1,"level":"error","message":{"text":"is a folder"},"locations":[{"physicalLocation":)"
                        R"({"artifactLocation":{"uri":"b.yaml"}}}],"partialFingerprints":{"gasFinding/v1":")" +
                        print_of(unread()) + R"("}})";
    CHECK(text.find("\"results\":[\n" + result + ",\n" + result + ",\n" + second + "\n],\n\"tool\":{\"driver\":{\"name\":\"gas\",\"version\":\"" +
                    std::string(version()) + "\"") != std::string::npos);
    CHECK(text.find("\n{\"id\":\"GAS104\",\"name\":\"level-outside-scale\",\"shortDescription\":{\"text\":") != std::string::npos);
    CHECK(text.ends_with("\"problem.severity\":\"error\"}}\n]}},\n\"invocations\":[{\"executionSuccessful\":false}]}]}\n"));
    CHECK(written("sarif", {}).ends_with("\"rules\":[]}},\n\"invocations\":[{\"executionSuccessful\":true}]}]}\n"));
}

TEST_CASE("JUnit has a suite for each file, an error for what could not be read, a case that passed for what is well")
{
    CHECK(written("junit", {unread()}) ==
          "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gas validate\">\n"
          "<testsuite name=\"b.yaml\" tests=\"1\" failures=\"0\" errors=\"1\">\n"
          "<testcase name=\"GAS019 unreadable-file\" classname=\"b.yaml\" file=\"b.yaml\">\n"
          "<error type=\"error\" message=\"is a folder\">b.yaml: error: is a folder [GAS019]</error>\n</testcase>\n</testsuite>\n</testsuites>\n");
    std::string text;
    const auto writer = make_finding_writer("junit", {}, [&](std::string_view bytes) {
        text += bytes;
        return true;
    });
    CHECK((writer->checked("good.yaml") && writer->finish()));
    CHECK(text.find("<testsuite name=\"good.yaml\" tests=\"1\" failures=\"0\" errors=\"0\">\n<testcase name=\"gas validate\" classname=\"good.yaml\"") !=
          std::string::npos);
}

TEST_CASE("GitLab has a fingerprint for each finding, and another for one that comes again")
{
    const auto print = print_of(full());
    const auto entry = [](const std::string& fingerprint) {
        return R"({"description":"50% of: it; write +2","check_name":"GAS104","fingerprint":")" + fingerprint +
               R"(","severity":"major","location":{"path":"a:b,c%.yaml","lines":{"begin":3}}})";
    };
    CHECK(written("gitlab", {full(), full()}) == "[\n" + entry(print) + ",\n" + entry(print + "-2") + "\n]\n");
    CHECK(written("gitlab", {}) == "[]\n");
}

TEST_CASE("a writer stops where its bytes are not taken")
{
    for (const auto format : finding_formats()) {
        const auto writer = make_finding_writer(format, {}, [](std::string_view) { return false; });
        const bool all = writer->add(full()) && writer->checked("/w/a:b,c%.yaml") && writer->finish();
        CHECK_MESSAGE(!all, format);
    }
}

TEST_CASE("a tally counts by severity and says so in a line")
{
    Tally tally;
    tally.plans = 2;
    CHECK(as_text(tally) == "2 plans: nothing found\n");
    tally.add(full());
    tally.add(found(Rule::no_baseline, "m"));
    tally.add(found(Rule::no_baseline, "m"));
    CHECK(as_text(tally) == "2 plans: 1 error, 2 warnings\n");
    CHECK_FALSE(tally.unreadable);
    tally.add(unread());
    CHECK(tally.unreadable);
}
