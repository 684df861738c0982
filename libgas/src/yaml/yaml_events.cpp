// SPDX-License-Identifier: MIT
// The only file that includes yaml-cpp.
#include <algorithm>
#include <exception>
#include <istream>
#include <new>
#include <streambuf>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include "events.hpp"

namespace gas::yaml {

namespace {

/// Text that may go by without an event. yaml-cpp holds every token of an unfinished flow collection and every
/// byte of an unfinished scalar, at up to 280 times its size, so this is what bounds memory.
constexpr std::size_t silence_limit = (1U << 20U) + (64U << 10U);
constexpr std::size_t slice = 32U << 10U;

/// Hands out the text in slices, and nothing more once the reader has been silent for too long.
class Feed : public std::streambuf {
public:
    explicit Feed(std::string_view text) : text_(text) {}

    void heard() { heard_since_ = 0; }
    [[nodiscard]] bool cut() const { return cut_; }

protected:
    int_type underflow() override
    {
        if (heard_since_ > silence_limit) {
            cut_ = true;
            return traits_type::eof();
        }
        const auto next = std::min(slice, text_.size() - given_);
        if (next == 0) {
            return traits_type::eof();
        }
        // a get area is never written to; streambuf only lacks a const form
        char* begin = const_cast<char*>(text_.data()) + given_;
        setg(begin, begin, begin + next);
        given_ += next;
        heard_since_ += counted(std::string_view(begin, next));
        return traits_type::to_int_type(*begin);
    }

private:
    /// Bytes of a slice that yaml-cpp may have to hold: not those of comment lines, which it forgets.
    std::size_t counted(std::string_view bytes)
    {
        std::size_t count = 0;
        bool at_begin = at_line_begin_;  // a slice may begin in the middle of a line
        at_line_begin_ = bytes.ends_with('\n');
        while (!bytes.empty()) {
            const auto end = std::min(bytes.find('\n'), bytes.size());
            const auto first = bytes.find_first_not_of(" \t\r");
            if (at_begin) {
                in_comment_ = first != std::string_view::npos && bytes[first] == '#';
            }
            count += in_comment_ || first >= end ? 0 : end;
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
            at_begin = true;
        }
        return count;
    }

    std::string_view text_;
    std::size_t given_ = 0;
    std::size_t heard_since_ = 0;  ///< bytes given since the last event, comments and blank lines aside
    bool in_comment_ = false;
    bool at_line_begin_ = true;
    bool cut_ = false;
};

struct Stopped {};
struct Stuck {
    Offset at;
};

class Handler : public YAML::EventHandler {
public:
    Handler(std::string_view text, Offset from, Feed& feed, EventSink& sink) : text_(text), from_(from), feed_(feed), sink_(sink), last_event_(from) {}

    [[nodiscard]] Offset last_event() const { return last_event_; }

    void OnDocumentStart(const YAML::Mark& mark) override
    {
        const Offset at = offset(mark);
        // yaml-cpp 0.7 finds documents without end where a comma begins one (issue 1040)
        if (documents_++ > 0 && at <= document_at_) {
            throw Stuck{at};
        }
        document_at_ = at;
        heard(at);
        take(sink_.document_start(at));
    }
    void OnDocumentEnd() override { take(sink_.document_end()); }

    void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override
    {
        const Offset at = offset(mark);
        heard(at);
        if (anchor != YAML::NullAnchor) {
            take(sink_.property(at));
        }
        take(sink_.null(at));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override
    {
        heard(offset(mark));
        take(sink_.alias(offset(mark)));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor, const std::string& value) override
    {
        const Offset at = offset(mark);
        heard(at);
        properties(at, anchor);
        auto style = ScalarStyle::plain;
        const char first = tag != "?" && at < text_.size() ? text_[at] : ' ';  // "?" is yaml-cpp's tag of a plain scalar
        if (first == '|' || first == '>') {
            style = ScalarStyle::block;
        } else if (first == '"' || first == '\'') {
            style = ScalarStyle::quoted;
        }
        take(sink_.scalar(at, value, style));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        heard(offset(mark));
        properties(offset(mark), anchor);
        take(sink_.sequence_start(offset(mark)));
    }
    void OnSequenceEnd() override { take(sink_.sequence_end()); }
    void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        heard(offset(mark));
        properties(offset(mark), anchor);
        take(sink_.mapping_start(offset(mark)));
    }
    void OnMapEnd() override { take(sink_.mapping_end()); }

    [[nodiscard]] Offset offset(const YAML::Mark& mark) const
    {
        const auto at = static_cast<std::size_t>(std::max(mark.pos, 0)) + from_;
        return static_cast<Offset>(std::min(at, text_.size()));
    }

private:
    static void take(bool go_on)
    {
        if (!go_on) {
            throw Stopped{};
        }
    }
    void heard(Offset at)
    {
        last_event_ = at;
        feed_.heard();
    }
    void properties(Offset at, YAML::anchor_t anchor)
    {
        // a node with an anchor or a tag is marked at the first of them, and no node begins with ! or & otherwise
        if (anchor != YAML::NullAnchor || (at < text_.size() && text_[at] == '!')) {
            take(sink_.property(at));
        }
    }

    std::string_view text_;
    Offset from_;
    Feed& feed_;
    EventSink& sink_;
    Offset last_event_;
    Offset document_at_ = 0;
    int documents_ = 0;
};

}  // namespace

std::optional<YamlProblem> send_yaml_events(std::string_view text, Offset from, EventSink& sink)
{
    using Kind = YamlProblem::Kind;
    Feed feed(text.substr(from));
    std::istream stream(&feed);
    Handler handler(text, from, feed, sink);
    std::optional<YamlProblem> problem;
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler)) {
        }
    } catch (const Stopped&) {
        problem = YamlProblem{Kind::stopped, handler.last_event(), "", handler.last_event()};
    } catch (const Stuck& stuck) {
        problem = YamlProblem{Kind::syntax, stuck.at, "unexpected comma", handler.last_event()};
    } catch (const YAML::Exception& e) {
        problem = YamlProblem{Kind::syntax, handler.offset(e.mark), e.msg, handler.last_event()};
    } catch (const std::exception& e) {
        problem = YamlProblem{Kind::syntax, handler.last_event(), e.what(), handler.last_event()};
    }
    if (feed.cut() && !(problem && problem->kind == Kind::stopped)) {
        problem = YamlProblem{Kind::too_long, handler.last_event(), "", handler.last_event()};
    }
    return problem;
}

}  // namespace gas::yaml
