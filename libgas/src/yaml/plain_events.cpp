// SPDX-License-Identifier: MIT
// The events of a plan that is written the plain way, some ten times as fast as a full YAML parser. What is not plainly one of the forms below is left to
// yaml-cpp, down to the last doubt; tests/unit/read/plain_events_test.cpp holds the two to the same events.
#include <algorithm>
#include <vector>

#include "events.hpp"

namespace gas::yaml {

namespace {

/// One event on its way: nothing is sent before the whole text has been understood.
struct Event {
    enum class Kind : std::uint8_t { mapping, mapping_end, sequence, sequence_end, scalar, null };
    Kind kind;
    ScalarStyle style = ScalarStyle::plain;
    Offset at = 0;
    std::string_view value{};
};

bool is_key_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '+' || c == '.';
}

/// Understands block mappings and lists, flow collections on one line, plain and quoted scalars on one line without escapes, and comments.
class PlainText {
public:
    explicit PlainText(std::string_view text) : text_(text) {}

    /// Whether all of the text was understood.
    bool read()
    {
        // tabs, line ends that are not one byte, NUL and its like, which yaml-cpp takes for an end or an escape
        const bool control = std::any_of(text_.begin(), text_.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n') || c == 0x7f; });
        if (control || !next_line() || column_ != 0) {
            return false;
        }
        begin_ = at_;
        return block_mapping(0) && at_ == text_.size();
    }
    [[nodiscard]] Offset begin() const { return static_cast<Offset>(begin_); }
    [[nodiscard]] const std::vector<Event>& events() const { return events_; }

private:
    static constexpr std::size_t longest_line = 16'384;
    static constexpr std::size_t longest_key = 128;
    static constexpr int max_depth = 16;

    [[nodiscard]] char letter(std::size_t at) const { return at < text_.size() ? text_[at] : '\n'; }
    [[nodiscard]] bool ends_token(std::size_t at) const { return letter(at) == ' ' || letter(at) == '\n'; }

    /// Moves on to the first letter of the next line that has one which is no comment; `at_` must be at the begin of a line. False where such a line is not
    /// plain; at the end of the text, `at_` is there.
    bool next_line()
    {
        while (at_ < text_.size()) {
            const auto end = std::min(text_.find('\n', at_), text_.size());
            const auto first = std::min(text_.find_first_not_of(' ', at_), end);
            if (end - at_ > longest_line) {
                return false;
            }
            if (first < end && text_[first] != '#') {
                column_ = first - at_;
                at_ = first;
                const auto mark = text_.substr(first, 3);
                return column_ != 0 || (mark != "---" && mark != "..." && text_[first] != '%');
            }
            at_ = std::min(end + 1, text_.size());
        }
        column_ = 0;
        return true;
    }
    /// Past the rest of a line, which holds nothing more but a comment; then on to the next.
    bool end_line()
    {
        const auto first = std::min(text_.find_first_not_of(' ', at_), text_.size());
        const bool comment = letter(first) == '#' && first > at_;
        if (!comment && letter(first) != '\n') {
            return false;
        }
        at_ = std::min(text_.find('\n', first), text_.size());
        at_ = std::min(at_ + 1, text_.size());
        return next_line();
    }
    [[nodiscard]] bool at_end() const { return at_ == text_.size(); }
    [[nodiscard]] bool at_dash() const { return letter(at_) == '-' && ends_token(at_ + 1); }

    void add(Event::Kind kind, std::size_t at) { events_.push_back({kind, ScalarStyle::plain, static_cast<Offset>(at), {}}); }
    void add_scalar(std::size_t at, std::string_view value, ScalarStyle style)
    {
        const bool null = style == ScalarStyle::plain && (value == "~" || value == "null" || value == "Null" || value == "NULL");
        events_.push_back({null ? Event::Kind::null : Event::Kind::scalar, style, static_cast<Offset>(at), value});
    }

    /// A key and its colon at `at_`; leaves `at_` behind the colon.
    bool key()
    {
        const auto begin = at_;
        auto end = begin;
        while (end < text_.size() && is_key_letter(text_[end])) {
            ++end;
        }
        if (end == begin || end - begin > longest_key || letter(end) != ':' || !ends_token(end + 1)) {
            return false;
        }
        add_scalar(begin, text_.substr(begin, end - begin), ScalarStyle::plain);
        at_ = end + 1;
        return true;
    }

    /// The mapping whose first key stands at `at_`, in `column`; ends at the first line that stands to the left of it.
    bool block_mapping(std::size_t column)
    {
        if (++depth_ > max_depth) {
            return false;
        }
        add(Event::Kind::mapping, at_);
        do {
            if (at_dash() || !key() || !block_value(column)) {
                return false;
            }
        } while (!at_end() && column_ == column);
        add(Event::Kind::mapping_end, at_);
        --depth_;
        return at_end() || column_ < column;
    }

    bool block_sequence(std::size_t column)
    {
        if (++depth_ > max_depth) {
            return false;
        }
        add(Event::Kind::sequence, at_);
        while (!at_end() && column_ == column && at_dash()) {
            at_ = std::min(text_.find_first_not_of(' ', at_ + 1), text_.size());
            const auto inner = column + (at_ - dash_line(at_));
            if (letter(at_) == '\n' || letter(at_) == '#' || at_dash() || !element(inner, column)) {
                return false;
            }
        }
        add(Event::Kind::sequence_end, at_);
        --depth_;
        return at_end() || column_ <= column;
    }
    /// Where the dash of the line that holds `at` stands.
    [[nodiscard]] std::size_t dash_line(std::size_t at) const { return text_.find_first_not_of(' ', line_begin(at)); }
    [[nodiscard]] std::size_t line_begin(std::size_t at) const
    {
        const auto before = at == 0 ? std::string_view::npos : text_.rfind('\n', at - 1);
        return before == std::string_view::npos ? 0 : before + 1;
    }

    /// What stands behind a dash: a mapping whose keys stand in column `inner`, or a value on one line.
    bool element(std::size_t inner, std::size_t column)
    {
        const auto saved = events_.size();
        const auto begin = at_;
        if (key()) {
            events_.resize(saved);
            at_ = begin;
            column_ = inner;
            return block_mapping(inner);
        }
        events_.resize(saved);
        at_ = begin;
        // a text that goes on on the next line stands deeper than the dash
        return one_line_value() && (at_end() || column_ <= column);
    }

    /// The value behind a key's colon; `column` is that of the key.
    bool block_value(std::size_t column)
    {
        const auto first = std::min(text_.find_first_not_of(' ', at_), text_.size());
        const bool comment = letter(first) == '#' && first > at_;
        if (letter(first) != '\n' && !comment) {
            at_ = first;
            return one_line_value() && (at_end() || column_ <= column);
        }
        if (!end_line() || at_end()) {
            return false;  // a key without a value
        }
        if (at_dash()) {
            return column_ >= column && block_sequence(column_);
        }
        return column_ > column && block_mapping(column_);
    }

    /// A scalar or a flow collection at `at_`, and the end of its line.
    bool one_line_value() { return value(false) && end_line(); }

    bool value(bool in_flow)
    {
        switch (letter(at_)) {
        case '{': return flow_mapping();
        case '[': return flow_sequence();
        case '"':
        case '\'': return quoted();
        default: return plain(in_flow);
        }
    }

    bool quoted()
    {
        const char quote = text_[at_];
        const auto end = text_.find_first_of(quote == '"' ? "\"\\\n" : "'\n", at_ + 1);
        // escapes, and texts of several lines
        if (end == std::string_view::npos || text_[end] != quote || letter(end + 1) == '\'') {
            return false;
        }
        add_scalar(at_, text_.substr(at_ + 1, end - at_ - 1), ScalarStyle::quoted);
        at_ = end + 1;
        return true;
    }

    bool plain(bool in_flow)
    {
        const char first = letter(at_);
        const bool sign = first == '-' && !ends_token(at_ + 1) && !(in_flow && is_flow_mark(letter(at_ + 1)));
        if (!sign && std::string_view(" \n-?:,[]{}#&*!|>'\"%@`").find(first) != std::string_view::npos) {
            return false;
        }
        auto end = at_;
        for (; letter(end) != '\n'; ++end) {
            const char c = text_[end];
            if (c == ':' && (ends_token(end + 1) || (in_flow && is_flow_mark(letter(end + 1))))) {
                return false;
            }
            if (c == '#' && text_[end - 1] == ' ') {
                if (in_flow) {
                    return false;
                }
                break;
            }
            if (in_flow && is_flow_mark(c)) {
                break;
            }
            if (in_flow && c == '?') {
                return false;  // yaml-cpp takes one inside a text for a key
            }
        }
        auto last = end;
        while (last > at_ && text_[last - 1] == ' ') {
            --last;
        }
        add_scalar(at_, text_.substr(at_, last - at_), ScalarStyle::plain);
        at_ = last;
        return true;
    }
    static bool is_flow_mark(char c) { return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'; }

    void skip_spaces() { at_ = std::min(text_.find_first_not_of(' ', at_), text_.size()); }

    /// The elements of a flow collection up to `closing`, each read by `take`.
    template <typename Take>
    bool flow_elements(char closing, Take take)
    {
        ++at_;
        skip_spaces();
        if (letter(at_) == closing) {
            ++at_;
            return true;
        }
        while (true) {
            if (!take()) {
                return false;
            }
            skip_spaces();
            const char c = letter(at_++);
            if (c == closing) {
                return true;
            }
            if (c != ',') {
                return false;
            }
            skip_spaces();
        }
    }
    bool flow_mapping()
    {
        if (++depth_ > max_depth) {
            return false;
        }
        add(Event::Kind::mapping, at_);
        const bool good = flow_elements('}', [&] {
            if (!key()) {
                return false;
            }
            skip_spaces();
            return value(true);
        });
        add(Event::Kind::mapping_end, at_);
        --depth_;
        return good;
    }
    bool flow_sequence()
    {
        if (++depth_ > max_depth) {
            return false;
        }
        add(Event::Kind::sequence, at_);
        const bool good = flow_elements(']', [&] { return value(true); });
        add(Event::Kind::sequence_end, at_);
        --depth_;
        return good;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t column_ = 0;  ///< of the line's first letter, or of the first key behind a dash
    std::size_t begin_ = 0;
    int depth_ = 0;
    std::vector<Event> events_;
};

bool send(const Event& event, EventSink& sink)
{
    switch (event.kind) {
    case Event::Kind::mapping: return sink.mapping_start(event.at);
    case Event::Kind::mapping_end: return sink.mapping_end();
    case Event::Kind::sequence: return sink.sequence_start(event.at);
    case Event::Kind::sequence_end: return sink.sequence_end();
    case Event::Kind::scalar: return sink.scalar(event.at, event.value, event.style);
    case Event::Kind::null: return sink.null(event.at);
    }
    return false;
}

}  // namespace

bool send_plain_events(std::string_view text, EventSink& sink, std::optional<YamlProblem>& problem)
{
    PlainText plain(text);
    if (!plain.read()) {
        return false;
    }
    Offset last = plain.begin();
    bool good = sink.document_start(last);
    for (const auto& event : plain.events()) {
        if (!good) {
            break;
        }
        last = event.at;
        good = send(event, sink);
    }
    good = good && sink.document_end();
    problem = good ? std::nullopt : std::optional(YamlProblem{YamlProblem::Kind::stopped, last, "", last});
    return true;
}

std::optional<YamlProblem> send_events(std::string_view text, Offset from, EventSink& sink)
{
    std::optional<YamlProblem> problem;
    return from == 0 && send_plain_events(text, sink, problem) ? problem : send_yaml_events(text, from, sink);
}

}  // namespace gas::yaml
