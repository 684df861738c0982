// SPDX-License-Identifier: MIT
#include "shared/ci_formats.hpp"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "shared/findings.hpp"
#include "shared/fingerprint.hpp"

namespace gas::app {

namespace {

bool is_unreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || std::string_view("-._~/").find(c) != std::string_view::npos;
}

std::string member(std::string_view name, std::string_view text) { return fmt::format(R"("{}":{})", name, json_string(text)); }

std::string_view sarif_level(Severity severity) { return severity == Severity::info ? "note" : to_string(severity); }

std::string_view kind_of(Rule rule)
{
    const auto number = static_cast<int>(rule);
    return number < 100 ? "reading" : number < 200 ? "structure" : number < 300 ? "well-made-scale" : number < 400 ? "heuristic" : "history";
}

/// A rule as SARIF's reportingDescriptor.
std::string sarif_rule(const RuleInfo& info)
{
    const auto help = fmt::format("{}\n\nSource: {}\n\nBad:\n{}\n\nGood:\n{}", info.why, info.source, info.bad, info.good);
    const auto level = sarif_level(info.severity);
    return fmt::format(
        R"({{{},{},"shortDescription":{{{}}},"fullDescription":{{{}}},"help":{{{}}},"defaultConfiguration":{{"level":"{}"}},"properties":{{"tags":["{}"],{}}}}})",
        member("id", rule_id(info.rule)), member("name", info.name), member("text", info.meaning), member("text", info.why), member("text", help), level,
        kind_of(info.rule), member("problem.severity", level == "note" ? "recommendation" : level));
}

/// The place of a finding, without a region where it has no line.
std::string sarif_location(const Finding& finding, bool show_text)
{
    const auto path = relative_path(finding.file);
    std::string region;
    const auto begin = finding.begin;
    const auto end = finding.end;
    if (begin.line > 0) {
        region = fmt::format(R"(,"region":{{"startLine":{},"startColumn":{})", begin.line, std::max<std::size_t>(begin.column, 1));
        if (end.line > begin.line || (end.line == begin.line && end.column >= begin.column)) {
            region += fmt::format(R"(,"endLine":{},"endColumn":{})", end.line, std::max<std::size_t>(end.column, 1));
        }
        region += "}";
        if (show_text && !finding.excerpt.empty()) {
            region += fmt::format(R"(,"contextRegion":{{"startLine":{},"snippet":{{{}}}}})", begin.line, member("text", finding.excerpt));
        }
    }
    return fmt::format(R"("locations":[{{"physicalLocation":{{"artifactLocation":{{{}}}{}}}}}],)", member("uri", as_uri(path)), region);
}

std::string with_hint(const Finding& finding, std::string_view between)
{
    const auto message = visible(finding.message);
    return finding.hint.empty() ? message : fmt::format("{}{}{}", message, between, visible(finding.hint));
}

/// Results come first and the tool with its rules last, so that findings need not be kept: members of a JSON object have no order.
class SarifWriter final : public FindingWriter {
public:
    SarifWriter(ByteSink sink, bool show_text) : sink_(std::move(sink)), show_text_(show_text) {}

    bool add(const Finding& finding) override
    {
        const auto [place, fresh] = index_.try_emplace(finding.rule, rules_.size());
        if (fresh) {
            rules_.push_back(finding.rule);
        }
        all_read_ = all_read_ && !is_unread(finding);
        auto about = finding.plan_id.empty() ? "" : member("plan", finding.plan_id);
        about += finding.goal_id.empty() ? "" : (about.empty() ? "" : ",") + member("goal", finding.goal_id);
        const auto result =
            fmt::format(R"({{"ruleId":"{}","ruleIndex":{},"level":"{}","message":{{{}}},{}"partialFingerprints":{{"gasFinding/v1":"{}"}}{}}})",
                        rule_id(finding.rule), place->second, sarif_level(finding.severity), member("text", with_hint(finding, "\nhint: ")),
                        sarif_location(finding, show_text_), fingerprint(finding), about.empty() ? "" : fmt::format(R"(,"properties":{{{}}})", about));
        return begin() && sink_((std::exchange(any_, true) ? ",\n" : "\n") + result);
    }
    bool finish() override
    {
        std::string tool = R"("tool":{"driver":{"name":"gas","version":")" GAS_VERSION R"(","semanticVersion":")" GAS_VERSION R"(",)";
        constexpr auto home = std::string_view(GAS_HOMEPAGE);
        if (!home.empty()) {
            tool += member("informationUri", home) + ",";
        }
        tool += R"("rules":[)";
        for (const auto rule : rules_) {
            tool += (rule == rules_.front() ? "\n" : ",\n") + sarif_rule(rule_info(rule));
        }
        return begin() && sink_(fmt::format("{}],\n{}{}]}}}},\n\"invocations\":[{{\"executionSuccessful\":{}}}]}}]}}\n", any_ ? "\n" : "", tool,
                                            any_ ? "\n" : "", all_read_));
    }

private:
    bool begin()
    {
        return std::exchange(begun_, true) ||
               sink_(R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[)");
    }

    ByteSink sink_;
    bool show_text_;
    bool begun_ = false;
    bool any_ = false;
    bool all_read_ = true;
    std::vector<Rule> rules_;  ///< those that occurred, in the order in which they did
    std::map<Rule, std::size_t> index_;
};

/// A suite is written when the next file begins: its counts stand before its cases.
class JunitWriter final : public FindingWriter {
public:
    JunitWriter(ByteSink sink, bool show_text) : sink_(std::move(sink)) { style_.excerpt = show_text; }

    bool add(const Finding& finding) override
    {
        const bool good = finding.file == file_ || end_suite();
        file_ = finding.file;
        const bool error = is_unread(finding);
        (error ? errors_ : failures_) += 1;
        const auto place = finding.begin.line > 0 ? fmt::format(" at {}:{}", finding.begin.line, finding.begin.column) : std::string();
        const auto line = finding.begin.line > 0 ? fmt::format(R"( line="{}")", finding.begin.line) : std::string();
        const auto file = as_xml(relative_path(finding.file));
        const std::string_view tag = error ? "error" : "failure";
        // GitLab shows one of two cases with the same name
        auto name = fmt::format("{} {}{}", rule_id(finding.rule), rule_info(finding.rule).name, place);
        if (const auto n = ++names_[name]; n > 1) {
            name += fmt::format(" ({})", n);
        }
        cases_ += fmt::format("<testcase name=\"{}\" classname=\"{}\" file=\"{}\"{}>\n<{} type=\"{}\" message=\"{}\">{}</{}>\n</testcase>\n", name, file, file,
                              line, tag, to_string(finding.severity), as_xml(finding.message), lines_as_xml(as_text(finding, style_)), tag);
        return good;
    }
    bool checked(const std::string& file) override
    {
        if (file == file_ && !cases_.empty()) {
            return end_suite();
        }
        const bool good = end_suite();
        file_ = file;
        const auto name = as_xml(relative_path(file));
        cases_ = fmt::format("<testcase name=\"gas validate\" classname=\"{}\" file=\"{}\"/>\n", name, name);
        passed_ = 1;
        return end_suite() && good;
    }
    bool finish() override { return end_suite() && begin() && sink_("</testsuites>\n"); }

private:
    bool begin() { return std::exchange(begun_, true) || sink_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gas validate\">\n"); }
    bool end_suite()
    {
        if (cases_.empty()) {
            return true;
        }
        const auto suite = fmt::format("<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuite>\n", as_xml(relative_path(file_)),
                                       passed_ + failures_ + errors_, failures_, errors_, cases_);
        cases_.clear();
        names_.clear();
        file_.clear();
        passed_ = failures_ = errors_ = 0;
        return begin() && sink_(suite);
    }
    /// Text that is visible() already, line by line, so that line ends stay.
    static std::string lines_as_xml(std::string_view text)
    {
        std::string out;
        while (!text.empty()) {
            const auto end = std::min(text.find('\n'), text.size());
            out += (out.empty() ? "" : "\n") + as_xml(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        return out;
    }

    ByteSink sink_;
    FindingStyle style_;
    bool begun_ = false;
    std::string file_;   ///< of the suite
    std::string cases_;  ///< of the suite, as XML
    std::unordered_map<std::string, std::size_t> names_;
    std::size_t passed_ = 0;
    std::size_t failures_ = 0;
    std::size_t errors_ = 0;
};

class GitlabWriter final : public FindingWriter {
public:
    explicit GitlabWriter(ByteSink sink) : sink_(std::move(sink)) {}

    bool add(const Finding& finding) override
    {
        auto print = fingerprint(finding);
        // GitLab drops all but one of those with the same fingerprint
        if (const auto n = ++times_[print]; n > 1) {
            print += fmt::format("-{}", n);
        }
        const std::string_view severity = finding.severity == Severity::error ? "major" : finding.severity == Severity::warning ? "minor" : "info";
        const auto entry = fmt::format(R"({{{},{},"fingerprint":"{}","severity":"{}","location":{{{},"lines":{{"begin":{}}}}}}})",
                                       member("description", with_hint(finding, "; ")), member("check_name", rule_id(finding.rule)), print, severity,
                                       member("path", visible(relative_path(finding.file))), std::max<std::size_t>(finding.begin.line, 1));
        return sink_((std::exchange(any_, true) ? ",\n" : "[\n") + entry);
    }
    bool finish() override { return sink_(any_ ? "\n]\n" : "[]\n"); }

private:
    ByteSink sink_;
    bool any_ = false;
    std::unordered_map<std::string, std::size_t> times_;
};

}  // namespace

std::string as_uri(std::string_view path)
{
    std::string uri = path.starts_with('/') ? "file://" : "";
    for (const char c : path) {
        uri += is_unreserved(c) ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return uri;
}

std::string as_xml(std::string_view text)
{
    std::string out;
    const auto shown = visible(text);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const std::string_view rest = std::string_view(shown).substr(i);
        // U+FFFE and U+FFFF are UTF-8, and no characters of XML
        if (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) {
            out += rest[2] == '\xBE' ? "\\ufffe" : "\\uffff";
            i += 2;
            continue;
        }
        switch (shown[i]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += shown[i];
        }
    }
    return out;
}

std::unique_ptr<FindingWriter> sarif_writer(ByteSink sink, bool show_text) { return std::make_unique<SarifWriter>(std::move(sink), show_text); }

std::unique_ptr<FindingWriter> junit_writer(ByteSink sink, bool show_text) { return std::make_unique<JunitWriter>(std::move(sink), show_text); }

std::unique_ptr<FindingWriter> gitlab_writer(ByteSink sink) { return std::make_unique<GitlabWriter>(std::move(sink)); }

}  // namespace gas::app
