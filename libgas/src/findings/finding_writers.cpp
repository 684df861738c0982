// SPDX-License-Identifier: MIT
#include "gas/findings/finding_writers.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "escapes.hpp"
#include "gas/findings/findings.hpp"
#include "gas/findings/fingerprint.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/version.hpp"

namespace gas {

using namespace findings;

namespace {

/// A GitHub workflow command.
std::string as_github(const Finding& finding, const std::string& file)
{
    const auto level = finding.severity == Severity::info ? "notice" : to_string(finding.severity);
    std::string text = fmt::format("::{} file={}", level, as_command(visible(file), true));
    if (finding.begin.line > 0) {
        text += fmt::format(",line={},col={},endLine={}", finding.begin.line, finding.begin.column, finding.end.line);
        // GitHub takes columns only of one line
        text += finding.end.line == finding.begin.line ? fmt::format(",endColumn={}", std::max(finding.end.column, finding.begin.column + 1)) : "";
    }
    const auto message = finding.hint.empty() ? finding.message : finding.message + "\n" + finding.hint;
    text += fmt::format(",title={} {}::{}\n", rule_id(finding.rule), as_command(rule_info(finding.rule).name, true), as_command(message, false));
    return text;
}

/// pretty, text and github: each finding at once.
class LineWriter final : public FindingWriter {
public:
    LineWriter(std::string_view format, const FindingWriterStyle& style, ByteSink sink)
        : sink_(std::move(sink)), pretty_(format == "pretty"), github_(format == "github"), folder_(style.folder),
          top_(style.top), style_{style.color, pretty_ || style.show_text}
    {
    }
    bool add(const Finding& finding) override
    {
        const bool gap = pretty_ && std::exchange(any_, true);
        return sink_(github_ ? as_github(finding, relative_path(finding.file, folder_, top_)) : (gap ? "\n" : "") + as_text(finding, style_));
    }
    bool finish() override { return true; }

private:
    ByteSink sink_;
    bool pretty_;
    bool github_;
    std::string folder_;
    std::string top_;
    FindingStyle style_;
    bool any_ = false;
};

/// The formats of rows, which are kept until the end.
class RowWriter final : public FindingWriter {
public:
    RowWriter(std::string_view format, const FindingWriterStyle& style, ByteSink sink)
        : sink_(std::move(sink)), format_(format), style_(style.rows), frame_(finding_columns(), 0, style.spool)
    {
        using Parameters = decltype(JsonEnvelope::parameters);
        style_.json = envelope("gas.validate/1", style.day.empty() ? Parameters() : Parameters{{"at", json_string(style.day)}});
    }
    bool add(const Finding& finding) override { return frame_.add_row(finding_cells(finding)); }
    void leave_out(const LeftOut& left_out) override { style_.json.left_out = left_out; }
    bool finish() override { return write_frame(frame_, format_, style_, sink_); }
    [[nodiscard]] std::string error() const override { return frame_.error(); }

private:
    ByteSink sink_;
    std::string format_;
    RowStyle style_;
    Frame frame_;
};

std::string as_object(std::string_view name, std::string_view text) { return json_object({{name, json_string(text)}}); }

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
    return json_object({{"id", json_string(rule_id(info.rule))},
                        {"name", json_string(info.name)},
                        {"shortDescription", as_object("text", info.meaning)},
                        {"fullDescription", as_object("text", info.why)},
                        {"help", as_object("text", help)},
                        {"defaultConfiguration", as_object("level", level)},
                        {"properties", json_object({{"tags", "[" + json_string(kind_of(info.rule)) + "]"},
                                                    {"problem.severity", json_string(level == "note" ? "recommendation" : level)}})}});
}

/// The place of a finding, without a region where it has no line.
std::string sarif_location(const Finding& finding, const FindingWriterStyle& style)
{
    const auto begin = finding.begin;
    const auto end = finding.end;
    const auto column = [](const Position& place) { return std::to_string(std::max<std::size_t>(place.column, 1)); };
    std::string region;
    std::string context;
    if (begin.line > 0) {
        const bool has_end = end.line > begin.line || (end.line == begin.line && end.column >= begin.column);
        region = json_object({{"startLine", std::to_string(begin.line)},
                              {"startColumn", column(begin)},
                              {"endLine", has_end ? std::to_string(end.line) : ""},
                              {"endColumn", has_end ? column(end) : ""}});
        if (style.show_text && !finding.excerpt.empty()) {
            context = json_object({{"startLine", std::to_string(begin.line)}, {"snippet", as_object("text", finding.excerpt)}});
        }
    }
    const auto file = as_object("uri", as_uri(relative_path(finding.file, style.folder, style.top)));
    return json_object({{"physicalLocation", json_object({{"artifactLocation", file}, {"region", region}, {"contextRegion", context}})}});
}

std::string with_hint(const Finding& finding, std::string_view between)
{
    const auto message = visible(finding.message);
    return finding.hint.empty() ? message : fmt::format("{}{}{}", message, between, visible(finding.hint));
}

/// Results come first and the tool with its rules last, so that findings need not be kept: members of a JSON object have no order.
class SarifWriter final : public FindingWriter {
public:
    SarifWriter(std::string_view /*format*/, FindingWriterStyle style, ByteSink sink) : sink_(std::move(sink)), style_(std::move(style)) {}

    bool add(const Finding& finding) override
    {
        const auto [place, fresh] = index_.try_emplace(finding.rule, rules_.size());
        if (fresh) {
            rules_.push_back(finding.rule);
        }
        all_read_ = all_read_ && !is_unread(finding);
        const auto named = [](const std::string& id) { return id.empty() ? "" : json_string(id); };
        const auto about = json_object({{"plan", named(finding.plan_id)}, {"goal", named(finding.goal_id)}});
        const auto result = json_object({{"ruleId", json_string(rule_id(finding.rule))},
                                         {"ruleIndex", std::to_string(place->second)},
                                         {"level", json_string(sarif_level(finding.severity))},
                                         {"message", as_object("text", with_hint(finding, "\nhint: "))},
                                         {"locations", "[" + sarif_location(finding, style_) + "]"},
                                         {"partialFingerprints", as_object("gasFinding/v1", fingerprint(finding, style_.folder, style_.top))},
                                         {"properties", about == "{}" ? "" : about}});
        return begin() && sink_((std::exchange(any_, true) ? ",\n" : "\n") + result);
    }
    bool finish() override
    {
        std::string rules;
        for (const auto rule : rules_) {
            rules += (rules.empty() ? "\n" : ",\n") + sarif_rule(rule_info(rule));
        }
        const auto* line_end = any_ ? "\n" : "";
        const auto driver = json_object({{"name", json_string("gas")},
                                         {"version", json_string(version())},
                                         {"semanticVersion", json_string(version())},
                                         {"informationUri", homepage().empty() ? "" : json_string(homepage())},
                                         {"rules", "[" + rules + line_end + "]"}});
        return begin() && sink_(fmt::format("{}],\n\"tool\":{},\n\"invocations\":[{}]}}]}}\n", line_end, json_object({{"driver", driver}}),
                                            json_object({{"executionSuccessful", all_read_ ? "true" : "false"},
                                                         {"properties", style_.day.empty() ? "" : as_object("at", style_.day)}})));
    }

private:
    bool begin()
    {
        return std::exchange(begun_, true) ||
               sink_(R"({"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"columnKind":"unicodeCodePoints","results":[)");
    }

    ByteSink sink_;
    FindingWriterStyle style_;
    bool begun_ = false;
    bool any_ = false;
    bool all_read_ = true;
    std::vector<Rule> rules_;  ///< those that occurred, in the order in which they did
    std::map<Rule, std::size_t> index_;
};

/// A suite is written when the next file begins: its counts stand before its cases.
class JunitWriter final : public FindingWriter {
public:
    JunitWriter(std::string_view /*format*/, const FindingWriterStyle& style, ByteSink sink) : sink_(std::move(sink)), folder_(style.folder), top_(style.top)
    {
        style_.excerpt = style.show_text;
    }

    bool add(const Finding& finding) override
    {
        const bool good = finding.file == file_ || end_suite();
        file_ = finding.file;
        const bool error = is_unread(finding);
        (error ? errors_ : failures_) += 1;
        const auto place = finding.begin.line > 0 ? fmt::format(" at {}:{}", finding.begin.line, finding.begin.column) : std::string();
        const auto line = finding.begin.line > 0 ? fmt::format(R"( line="{}")", finding.begin.line) : std::string();
        const auto file = as_xml(relative_path(finding.file, folder_, top_));
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
        const auto name = as_xml(relative_path(file, folder_, top_));
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
        const auto suite = fmt::format("<testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuite>\n",
                                       as_xml(relative_path(file_, folder_, top_)), passed_ + failures_ + errors_, failures_, errors_, cases_);
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
            out += (out.empty() ? "" : "\n") + as_xml(take_until(text, '\n'));
        }
        return out;
    }

    ByteSink sink_;
    std::string folder_;
    std::string top_;
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
    GitlabWriter(std::string_view /*format*/, const FindingWriterStyle& style, ByteSink sink) : sink_(std::move(sink)), folder_(style.folder), top_(style.top)
    {
    }

    bool add(const Finding& finding) override
    {
        auto print = fingerprint(finding, folder_, top_);
        // GitLab drops all but one of those with the same fingerprint
        if (const auto n = ++times_[print]; n > 1) {
            print += fmt::format("-{}", n);
        }
        const std::string_view severity = finding.severity == Severity::error ? "major" : finding.severity == Severity::warning ? "minor" : "info";
        const auto lines = json_object({{"begin", std::to_string(std::max<std::size_t>(finding.begin.line, 1))}});
        const auto path = json_string(visible(relative_path(finding.file, folder_, top_)));
        const auto entry = json_object({{"description", json_string(with_hint(finding, "; "))},
                                        {"check_name", json_string(rule_id(finding.rule))},
                                        {"fingerprint", json_string(print)},
                                        {"severity", json_string(severity)},
                                        {"location", json_object({{"path", path}, {"lines", lines}})}});
        return sink_((std::exchange(any_, true) ? ",\n" : "[\n") + entry);
    }
    bool finish() override { return sink_(any_ ? "\n]\n" : "[]\n"); }

private:
    ByteSink sink_;
    std::string folder_;
    std::string top_;
    bool any_ = false;
    std::unordered_map<std::string, std::size_t> times_;
};

template <typename Writer>
std::unique_ptr<FindingWriter> made(std::string_view format, const FindingWriterStyle& style, ByteSink sink)
{
    return std::make_unique<Writer>(format, style, std::move(sink));
}

struct Format {
    std::string_view name;
    std::unique_ptr<FindingWriter> (*make)(std::string_view format, const FindingWriterStyle& style, ByteSink sink);
};
std::vector<Format> formats()
{
    std::vector<Format> all = {{"pretty", made<LineWriter>}, {"text", made<LineWriter>}};
    for (const auto name : row_formats()) {
        all.push_back({name, made<RowWriter>});
    }
    all.insert(all.end(), {{"github", made<LineWriter>}, {"sarif", made<SarifWriter>}, {"junit", made<JunitWriter>}, {"gitlab", made<GitlabWriter>}});
    return all;
}

}  // namespace

std::vector<std::string_view> finding_formats()
{
    std::vector<std::string_view> names;
    for (const auto& format : formats()) {
        names.push_back(format.name);
    }
    return names;
}

std::unique_ptr<FindingWriter> make_finding_writer(std::string_view format, const FindingWriterStyle& style, ByteSink sink)
{
    const auto all = formats();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Format& known) { return known.name == format; });
    return found != all.end() ? found->make(format, style, std::move(sink)) : nullptr;
}

}  // namespace gas
