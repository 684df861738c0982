// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>

#include "gas/read/read_plans.hpp"
#include "mend.hpp"
#include "reader.hpp"
#include "yaml/bytes.hpp"
#include "yaml/events.hpp"
#include "yaml/explain_syntax.hpp"
#include "yaml/tape.hpp"

namespace gas::read {

namespace {

/// Syntax slips that are mended to read on, before the rest of the document is given up.
constexpr int max_repairs = 50;
/// Nodes of one document; yaml-cpp and the tape need some 40 bytes for each.
constexpr std::size_t max_nodes = 500'000;

/// Words that begin a line of a plan: the keys, and in the place of the plan, which has none, the level that most scales begin with.
constexpr auto line_words = [] {
    std::array<std::string_view, format_keys.size()> words = {"-2"};
    std::transform(format_keys.begin() + 1, format_keys.end(), words.begin() + 1, [](const KeyInfo& key) { return key.name(); });
    return words;
}();

/// Reads the documents of one text, one after the other, mending slips as it goes.
class TextReader : public EventSink {
public:
    /// `clean`: no byte of the text had to be replaced. `shifts`: lines that were mended before, where the text is not as the user wrote it.
    TextReader(std::string text, bool clean, std::vector<Shift> shifts, bool mended, ReadResult& result)
        : text_(std::move(text)), clean_(clean), mended_(mended), result_(result), lines_(text_), writer_(tape_), shifts_(std::move(shifts))
    {
        for (const auto& diagnostic : result.diagnostics) {
            silenced_.push_back(line_at(text_, diagnostic.range.begin));
        }
        std::sort(silenced_.begin(), silenced_.end(), is_above);
    }

    void read()
    {
        Offset from = 0;
        int repairs = 0;
        while (from <= text_.size()) {
            document_at_ = from;
            first_in_pass_ = true;
            const auto problem = send_events(text_, from, *this);
            if (!problem) {
                return;
            }
            if (read_again_) {
                read_again_ = false;
                ++repairs;
                from = document_at_;
                continue;
            }
            // a document that has begun can be read again from its begin; those before it are done
            const bool again = in_document_ || first_in_pass_;
            if (report(*problem, again && repairs < max_repairs)) {
                ++repairs;
                from = document_at_;
                continue;
            }
            give_up_document();
            if (too_many()) {
                return;
            }
            if (read_again_) {
                read_again_ = false;
                from = document_at_;
                continue;
            }
            // the trouble may stand at the very line that ends the document
            const auto next = text_.find("\n---", std::max(problem->at > 0 ? problem->at - 1 : 0, document_at_));
            if (next == std::string::npos) {
                return;
            }
            from = static_cast<Offset>(next + 1);
        }
    }
    [[nodiscard]] std::size_t documents() const { return documents_; }

    bool document_start(Offset at) override
    {
        if (!first_in_pass_ && text_.compare(at, 3, "---") != 0) {
            problem(Rule::yaml_syntax, at, line_at(text_, at).end, "this line belongs to no plan: the plan above has ended",
                    "check the indentation; a further plan begins with a line `---`");
            return false;
        }
        first_in_pass_ = false;
        in_document_ = true;
        document_at_ = at;
        ++documents_;
        writer_.start(at);
        note_directives(at);
        return true;
    }
    bool document_end() override
    {
        const bool closed = check_last_quote();
        finish(!closed || !clean_);
        return !read_again_ && !too_many();
    }
    bool mapping_start(Offset at) override { return open(NodeKind::mapping, at); }
    bool mapping_end() override { return close(); }
    bool sequence_start(Offset at) override { return open(NodeKind::sequence, at); }
    bool sequence_end() override { return close(); }
    bool scalar(Offset at, std::string_view value, ScalarStyle style) override
    {
        if (value.size() > max_scalar) {
            problem(Rule::too_large, at, at, "a text of over 1 MiB",
                    "a plan holds short texts; keep long ones in files of their own and name them as `source`");
            return false;
        }
        writer_.scalar(at, value, style);
        return room(at);
    }
    bool null(Offset at) override
    {
        writer_.leaf(NodeKind::null, at);
        return room(at);
    }
    bool alias(Offset at) override
    {
        writer_.leaf(NodeKind::alias, at);
        return room(at);
    }
    bool property(Offset at) override
    {
        tape_.properties.push_back(at);
        return true;
    }

private:
    /// Lines such as "%YAML 1.1" before a document, which yaml-cpp passes over in silence, as it does any other that begins with a percent sign.
    void note_directives(std::size_t begin)
    {
        while (begin > 0) {
            const auto line = line_at(text_, begin - 1);
            const auto first = text_.find_first_not_of(" \t", line.begin);
            if (text_[line.begin] == '%') {
                tape_.properties.push_back(static_cast<Offset>(line.begin));
            } else if (first < line.end && text_[first] != '#' && text_.compare(line.begin, 3, "---") != 0) {
                return;  // of the document before
            }
            begin = line.begin;
        }
    }
    bool open(NodeKind kind, Offset at)
    {
        if (!writer_.open(kind, at)) {
            problem(Rule::too_large, at, at + 1, fmt::format("nested deeper than {} levels", max_depth),
                    "a plan needs six; look for brackets that are not closed");
            return false;
        }
        return room(at);
    }
    bool close()
    {
        writer_.close();
        return true;
    }
    bool room(Offset at)
    {
        if (tape_.nodes.size() <= max_nodes) {
            return true;
        }
        problem(Rule::too_large, at, at, fmt::format("a plan of over {} keys and values", max_nodes), "put each participant into a plan of their own");
        return false;
    }
    void problem(Rule rule, std::size_t begin, std::size_t end, std::string message, Hint hint)
    {
        const Range range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        result_.diagnostics.push_back(diagnose(rule, range, std::move(message), std::move(hint)));
        broken_ = true;
    }

    /// yaml-cpp takes a quote that is never closed as a text up to the end of the file, keys and all.
    bool check_last_quote()
    {
        if (tape_.nodes.empty() || tape_.nodes.back().kind != NodeKind::scalar || tape_.nodes.back().style != ScalarStyle::quoted) {
            return true;
        }
        const auto at = tape_.nodes.back().at;
        if (quoted_end(text_, at) != std::string_view::npos) {
            return true;
        }
        problem(Rule::unclosed_quote, at, line_at(text_, at).end, fmt::format("the quote {} that opens here is never closed", text_[at]),
                fmt::format("close it with {}", text_[at]));
        return false;
    }

    /// Reports why reading stopped. True where that is mended (if it `may` be) and the document is worth another pass.
    bool report(const YamlProblem& yaml, bool may)
    {
        if (yaml.kind == YamlProblem::Kind::stopped) {
            return false;  // by this reader, which has said why
        }
        if (yaml.kind == YamlProblem::Kind::too_long) {
            problem(Rule::too_large, yaml.at, yaml.at, "over 1 MiB of text follows that is one value, list or comment",
                    "a plan holds short texts; look for a quote or bracket that is not closed");
            return false;
        }
        auto wrong = explain_syntax(text_, yaml, line_words);
        for (auto& diagnostic : wrong.diagnostics) {
            shift(diagnostic);
            if (!is_silenced(diagnostic) && !(slips_mended_ && is_told(diagnostic))) {
                result_.diagnostics.push_back(std::move(diagnostic));
            }
        }
        broken_ = true;
        if (!may || !wrong.repair || text_.compare(wrong.repair->at, wrong.repair->bytes.size(), wrong.repair->bytes) == 0) {
            return false;
        }
        const auto& repair = *wrong.repair;
        text_.replace(repair.at, repair.bytes.size(), repair.bytes);
        if (repair.shifted > 0) {
            shifts_.push_back({repair.at, repair.at + repair.bytes.size(), repair.shifted});
        }
        if (repair.whole_line) {
            const auto line = line_at(text_, repair.at);
            silenced_.insert(std::upper_bound(silenced_.begin(), silenced_.end(), line, is_above), line);
        }
        return true;
    }

    void give_up_document()
    {
        if (in_document_) {
            writer_.close_all();
            finish(true);
        }
        broken_ = false;
    }

    void finish(bool partial)
    {
        const auto before = result_.diagnostics.size();
        auto plan = read_document(text_, lines_, tape_, result_.diagnostics, partial);
        auto& all = result_.diagnostics;
        const auto found = [&](Rule rule) {
            return std::any_of(all.begin() + static_cast<std::ptrdiff_t>(before), all.end(), [&](const Diagnostic& d) { return d.rule == rule; });
        };
        std::vector<Diagnostic> slips;
        const bool dashes = !slips_mended_ && found(Rule::duplicate_key) && mend_dashes(text_, tape_, slips);
        const bool odd = !slips_mended_ && mend_odd_ends(text_, std::span(all).subspan(before), slips);
        if (dashes || odd) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
            tell(slips);
            slips_mended_ = broken_ = read_again_ = true;
            return;
        }
        slips_mended_ = false;
        if (found(Rule::empty_value) && mend_indents(text_, tape_, slips)) {
            all.erase(all.begin() + static_cast<std::ptrdiff_t>(before), all.end());
            tell(slips);
            broken_ = true;
            plan = read_document(text_, lines_, tape_, all, partial);
        }
        if (plan) {
            plan->usable = plan->usable && !partial && !broken_ && !mended_;
            result_.plans.push_back(std::move(*plan));
        }
        const auto first = all.begin() + static_cast<std::ptrdiff_t>(before);
        all.erase(std::remove_if(first, all.end(), [&](const Diagnostic& d) { return is_silenced(d); }), all.end());
        for (auto i = before; i < all.size(); ++i) {
            shift(all[i]);
        }
        broken_ = false;
        in_document_ = false;
    }
    void tell(std::vector<Diagnostic>& slips)
    {
        for (auto& slip : slips) {
            result_.diagnostics.push_back(std::move(slip));
        }
    }
    static bool is_above(const Line& a, const Line& b) { return a.begin < b.begin; }
    [[nodiscard]] bool is_silenced(const Diagnostic& d) const
    {
        const auto at = std::partition_point(silenced_.begin(), silenced_.end(), [&](const Line& line) { return line.end < d.range.begin; });
        return at != silenced_.end() && at->begin <= d.range.begin;
    }
    /// Whether an earlier pass over the document came to the same trouble.
    [[nodiscard]] bool is_told(const Diagnostic& d) const
    {
        return std::any_of(result_.diagnostics.begin(), result_.diagnostics.end(),
                           [&](const Diagnostic& other) { return other.rule == d.rule && other.range.begin == d.range.begin; });
    }
    [[nodiscard]] bool too_many() const { return result_.diagnostics.size() >= Reader::max_findings; }

    void shift(Diagnostic& diagnostic) const
    {
        shift(diagnostic.range);
        for (auto i = std::size_t{0}; diagnostic.fix && i < diagnostic.fix->edits.size(); ++i) {
            shift(diagnostic.fix->edits[i].range);
        }
    }

    void shift(Range& range) const
    {
        for (const auto& s : shifts_) {
            if (range.begin >= s.begin && range.begin < s.end) {
                range.begin += static_cast<std::uint32_t>(s.by);
                range.end += static_cast<std::uint32_t>(s.by);
                return;
            }
        }
    }

    std::string text_;
    bool clean_;
    bool mended_;
    ReadResult& result_;
    TextLines lines_;  ///< a repair moves none
    Tape tape_;
    TapeWriter writer_;
    std::vector<Shift> shifts_;
    std::vector<Line> silenced_;  ///< lines, from above, that have been told of and mended beyond what they meant
    Offset document_at_ = 0;
    std::size_t documents_ = 0;
    bool first_in_pass_ = true;
    bool in_document_ = false;
    bool read_again_ = false;  ///< the document that ends, from its begin: slips were mended in its text
    bool slips_mended_ = false;
    bool broken_ = false;  ///< this document has a syntax error, mended or not
};

}  // namespace

void read_bytes(std::string text, bool clean_bytes, std::vector<Shift> shifts, bool mended, ReadResult& result)
{
    const auto size = text.size();
    const auto at_same_place = [&](const Diagnostic& d, Rule rule) {
        return std::any_of(result.diagnostics.begin(), result.diagnostics.end(),
                           [&](const auto& o) { return o.rule == rule && o.range.begin == d.range.begin; });
    };
    TextReader reader(std::move(text), clean_bytes, std::move(shifts), mended, result);
    reader.read();
    if (reader.documents() == 0 && result.diagnostics.empty()) {
        result.diagnostics.push_back(diagnose(Rule::no_plan, {}, "there is no plan here, only white space or comments", "a plan begins with `gas: 1`"));
    }
    // yaml-cpp makes an empty document of a text that begins with a comma, before it stumbles over it
    if (result.diagnostics.size() == 2) {
        std::erase_if(result.diagnostics, [&](const auto& d) { return d.rule == Rule::no_plan && at_same_place(d, Rule::yaml_syntax); });
    }
    if (result.diagnostics.size() >= Reader::max_findings) {
        const auto end = static_cast<std::uint32_t>(size);
        result.diagnostics.push_back(diagnose(Rule::too_large, {end, end}, "over 10,000 errors; the rest is not told", "mend the first ones, and look again"));
    }
}

}  // namespace gas::read
