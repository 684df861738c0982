// SPDX-License-Identifier: MIT
// Each fix that a finding offers is carried out: the finding has to go, and no other may come.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "gas/check/validate.hpp"
#include "gas/read/read_plans.hpp"

using namespace gas;

namespace {

/// What is found in a text, by all rules that there are.
Validation all_of(const std::string& text) { return validate_text({"t", text}, std::get<RuleSet>(rules_of({"", "", true}))); }

/// How often each rule finds what: places move with the edits.
std::map<std::string, int> counts(const Validation& found)
{
    std::map<std::string, int> told;
    const std::regex line(" on line [0-9]+| of line [0-9]+| than line [0-9]+");
    for (const auto& f : found.findings) {
        ++told[rule_id(f.rule) + " " + std::regex_replace(f.message, line, "")];
    }
    return told;
}

bool has_errors(const Validation& found)
{
    return std::any_of(found.findings.begin(), found.findings.end(), [](const auto& f) { return f.severity == Severity::error; });
}

/// Whether the reader gave the text up, so that what stands further down was not looked at.
bool given_up(const Validation& found)
{
    const std::set<Rule> syntax = {Rule::yaml_syntax,    Rule::tab_indentation, Rule::unquoted_colon, Rule::missing_colon,    Rule::key_out_of_line,
                                   Rule::unclosed_quote, Rule::special_start,   Rule::not_a_level,    Rule::control_character};
    return std::any_of(found.findings.begin(), found.findings.end(), [&](const auto& f) { return syntax.count(f.rule) > 0; });
}

/// What is wrong with a fix of `text`; empty where it holds.
std::string fault_of(const std::string& text, const Validation& before, const Finding& finding)
{
    const auto& fix = *finding.fix;
    std::size_t at = 0;
    if (fix.title != finding.hint || fix.edits.empty()) {
        return "the hint is not the fix's title";
    }
    for (const auto& [range, put] : fix.edits) {
        if (range.begin < at || range.end < range.begin || range.end > text.size()) {
            return "edits out of order or outside the text";
        }
        at = range.end;
    }
    const auto mended = fixed(text, fix);
    const auto after = all_of(mended);
    auto left = counts(before);
    const auto told = counts(after);
    const std::regex line(" on line [0-9]+| of line [0-9]+| than line [0-9]+");
    const auto own = rule_id(finding.rule) + " " + std::regex_replace(finding.message, line, "");
    const auto still = told.find(own);
    if (still != told.end() && still->second >= left[own]) {
        return "the finding is still there in\n" + mended;
    }
    for (const auto& f : after.findings) {
        const auto key = rule_id(f.rule) + " " + std::regex_replace(f.message, line, "");
        const bool unseen = (f.severity != Severity::error && has_errors(before)) ||
                            (given_up(before) &&
                             (f.rule == Rule::missing_key || std::pair(f.begin.line, f.begin.column) > std::pair(finding.begin.line, finding.begin.column)));
        if (--left[key] < 0 && !unseen) {
            return "a new finding: " + rule_id(f.rule) + " " + f.message + " in\n" + mended;
        }
    }
    return "";
}

/// The same text with the other line end.
std::string with_crlf(std::string text)
{
    for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2)) {
        text.insert(at, 1, '\r');
    }
    return text;
}

std::string file_text(const std::filesystem::path& path)
{
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The plans of the golden cases and of the rules, good and bad.
std::vector<std::filesystem::path> plan_files()
{
    std::vector<std::filesystem::path> files;
    for (const auto* folder : {"golden", "rules"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(std::filesystem::path(GAS_TEST_DIR) / folder)) {
            const auto ending = entry.path().extension();
            if (entry.is_regular_file() && (ending == ".yaml" || ending == ".yml") && entry.file_size() < 100'000) {
                files.push_back(entry.path());
            }
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

TEST_CASE("each fix of the golden cases and the rules mends its finding and brings no other, and a hint that offers a text has a fix")
{
    std::map<std::string, int> fixes;
    const std::regex offers("^(did you mean|write (`[a-z]+: …|it as [0-9]{4}|[-+0-9\"{]|the number alone|the level alone)).*");
    for (const auto& path : plan_files()) {
        const auto text = std::string(without_bom(file_text(path)));
        const auto found = all_of(text);
        for (const auto& finding : found.findings) {
            INFO(path.string() << ":" << finding.begin.line << ": " << rule_id(finding.rule) << " " << finding.message << "; " << finding.hint);
            if (finding.fix) {
                ++fixes[rule_id(finding.rule)];
                CHECK(fault_of(text, found, finding) == "");
            } else {
                const bool two_ways = finding.hint.find(" or ") != std::string::npos;
                CHECK((two_ways || !std::regex_match(finding.hint, offers)));
            }
        }
    }
    for (const auto* rule : {"GAS003", "GAS004", "GAS005", "GAS006", "GAS007", "GAS010", "GAS017", "GAS018", "GAS020", "GAS103", "GAS104", "GAS105", "GAS106",
                             "GAS107", "GAS109", "GAS111", "GAS114", "GAS220"}) {
        CHECK_MESSAGE(fixes[rule] > 0, std::string(rule) << " has no fix in any case");
    }
}

TEST_CASE("a fix of a text whose lines end with CRLF is that of the text whose lines end with LF")
{
    int fixes = 0;
    for (const auto& path : plan_files()) {
        const auto lf = std::string(without_bom(file_text(path)));
        if (lf.find('\r') != std::string::npos) {
            continue;
        }
        const auto crlf = with_crlf(lf);
        const auto of_lf = all_of(lf).findings;
        const auto of_crlf = all_of(crlf).findings;
        INFO(path.string());
        REQUIRE(of_lf.size() == of_crlf.size());
        for (std::size_t i = 0; i < of_lf.size(); ++i) {
            INFO(of_lf[i].begin.line << ": " << rule_id(of_lf[i].rule) << " " << of_lf[i].message << "; " << of_lf[i].hint);
            REQUIRE(of_lf[i].fix.has_value() == of_crlf[i].fix.has_value());
            if (of_lf[i].fix) {
                ++fixes;
                CHECK(fixed(crlf, *of_crlf[i].fix) == with_crlf(fixed(lf, *of_lf[i].fix)));
            }
        }
    }
    CHECK(fixes > 100);
}
