// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "format/scalars.hpp"
#include "gas/format/schema.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/read/read_plans.hpp"
#include "yaml/tape.hpp"

/// What the readers of the sections of a plan share: the document, where to report, and the readers of single fields.
namespace gas::read {

using namespace yaml;
using namespace format;

using NodeIndex = std::uint32_t;

/// One field of a mapping: its key and its value.
struct Field {
    NodeIndex key = 0;
    NodeIndex value = 0;
};

/// The keys of the mapping that `Parent` takes, in the order of the format.
template <std::size_t N>
struct KnownKeys {
    std::array<FormatKey, N> keys{};
    std::array<std::string_view, N> names{};
};
template <FormatKey Parent>
inline constexpr auto known_keys = [] {
    constexpr auto is_known = [](const KeyInfo& key) { return is_key_of(key_info(Parent), key); };
    KnownKeys<std::count_if(format_keys.begin(), format_keys.end(), is_known)> known;
    std::size_t i = 0;
    for (const auto& key : format_keys) {
        if (is_known(key)) {
            known.keys[i] = key.key;
            known.names[i++] = key.name();
        }
    }
    return known;
}();

/// The lines of a text, which are looked for when one is first asked for.
class TextLines {
public:
    explicit TextLines(std::string_view text) : text_(text) {}
    std::size_t line(std::size_t offset)
    {
        if (!index_) {
            index_.emplace(text_);
        }
        return index_->line(offset);
    }

private:
    std::string_view text_;
    std::optional<LineIndex> index_;
};

class Reader {
public:
    /// `lines` are those of `source`, which may have other documents too.
    Reader(std::string_view source, TextLines& lines, const Tape& tape, std::vector<Diagnostic>& out, bool partial)
        : source_(source), lines_(lines), tape_(tape), out_(out), partial_(partial)
    {
    }

    [[nodiscard]] const TapeNode& node(NodeIndex i) const { return tape_.nodes[i]; }
    [[nodiscard]] std::string_view value(NodeIndex i) const { return tape_.text(node(i)); }
    [[nodiscard]] NodeKind kind(NodeIndex i) const { return node(i).kind; }
    [[nodiscard]] const Tape& tape() const { return tape_; }
    /// The line, from 1, on which the byte at `offset` stands.
    [[nodiscard]] std::size_t line(std::size_t offset) const { return lines_.line(offset); }

    /// The bytes of a node; a null's are those of `~` or `null`, else empty.
    [[nodiscard]] Range range(NodeIndex i) const;
    /// The place to report about a field's value: the value, or the key where the value is empty.
    [[nodiscard]] Range place(const Field& field) const;

    void report(Rule rule, Range range, std::string message, Hint hint = {});
    void report(const ReadError& wrong, Range range) { report(wrong.rule, range, wrong.message, hint_of(wrong, range)); }
    /// The hint of an error whose text stands at `range`.
    static Hint hint_of(const ReadError& wrong, Range range)
    {
        // a sign that looks like another can only have been meant for it
        const bool safe = wrong.rule == Rule::lookalike_minus;
        return wrong.offer ? Hint(Fix{wrong.hint, {{range, *wrong.offer}}, safe}) : Hint(wrong.hint);
    }
    [[nodiscard]] bool is_meant(std::string_view key) const { return std::find(meant_.begin(), meant_.end(), key) != meant_.end(); }
    [[nodiscard]] bool failed() const { return failed_; }
    /// Findings of one text that are kept; what comes after is noise, and a long list of it costs memory.
    static constexpr std::size_t max_findings = 10'000;

    /// Diagnostics from here on name this plan and this goal.
    void about_plan(std::string_view id) { plan_id_ = id; }
    void about_goal(std::string_view id) { goal_id_ = id; }

    /// Calls `take(key, field)` for each field of mapping `map`, which is the value of `Parent`, whose key the format has there. Duplicate and unknown
    /// keys are reported and left out. `what` names the mapping in messages: "a goal".
    template <FormatKey Parent, typename Take>
    void fields(NodeIndex map, std::string_view what, Take take)
    {
        constexpr auto& known = known_keys<Parent>;
        std::array<std::optional<NodeIndex>, known.names.size()> seen{};
        std::vector<std::string_view> meant;
        for (NodeIndex key = map + 1; key < node(map).next;) {
            const NodeIndex at = tape_.nodes[key].next;
            const auto which = key_index(key, what, known.names, meant);
            if (which && seen[*which]) {
                duplicate_key(key, *seen[*which]);
            } else if (which) {
                seen[*which] = key;
                take(known.keys[*which], Field{key, at});
            }
            key = node(at).next;
        }
        meant_ = std::move(meant);
    }
    /// Calls `take(field)` for each field of a mapping with free keys; keys that are no scalars are reported.
    void free_fields(NodeIndex map, const std::function<void(const Field&)>& take);
    /// Calls `take(element)` for each element of sequence `list`.
    void elements(NodeIndex list, const std::function<void(NodeIndex)>& take) const;
    /// The same of the first `most`; reports that there are more: "more than 1999 goals in one plan".
    void elements(NodeIndex list, std::size_t most, std::string_view what, const std::function<void(NodeIndex)>& take);

    void duplicate_key(NodeIndex key, NodeIndex first);

    bool is_kind(const Field& field, NodeKind due_kind, std::string_view due, Hint hint);  ///< or reports that `due` is due
    bool is_mapping(const Field& field, std::string_view due);
    bool is_sequence(const Field& field, std::string_view due);

    // Readers of one value: nothing where it is not what is due, which is then reported.
    std::optional<std::string> text(const Field& field);  ///< free text, of one line or more
    std::optional<std::string> name(const Field& field);  ///< one line: rater, occasion, unit, domain
    /// A name that others of a study are compared with, such as an occasion: besides, each of its characters can be seen.
    std::optional<std::string> study_name(const Field& field);
    void check_visible(std::string_view name, Range at);
    std::optional<std::string> id(const Field& field);  ///< [a-z0-9][a-z0-9_-]*
    std::optional<Date> date(const Field& field);
    std::optional<double> number(const Field& field, FormatKey key);  ///< within the bounds that the key has
    std::optional<int> integer(const Field& field, FormatKey key);
    std::optional<bool> boolean(const Field& field);
    std::optional<Level> level(const Field& field);
    std::optional<ValueRange> value_range(const Field& field);
    std::vector<std::string> ids(const Field& field, std::vector<Range>& ranges);
    template <typename Enum>
    std::optional<Enum> word(const Field& field)
    {
        const auto text = scalar(field, "a word");
        if (!text) {
            return std::nullopt;
        }
        const auto found = from_word<Enum>(*text);
        if (!found) {
            unknown_word(field, *text, words<Enum>());
        }
        return found;
    }

    /// Keeps what was read of a field, its default where it could not be, and the place of the value.
    template <typename Value, typename Read>
    void keep(const Field& field, Range& place, Value& kept, std::optional<Read> read) const
    {
        place = range(field.value);
        if constexpr (std::is_same_v<Value, std::optional<Read>>) {
            kept = std::move(read);
        } else {
            kept = std::move(read).value_or(Value{});
        }
    }

    /// The text of a scalar value, or reports that `due` is due.
    std::optional<std::string_view> scalar(const Field& field, std::string_view due);
    /// A missing required key, reported at `at`; silent in a document that breaks off.
    void missing(Range at, std::string_view what, std::string_view key, Hint hint);
    /// Whether the document broke off at a syntax error: what is missing may stand beyond it.
    [[nodiscard]] bool partial() const { return partial_; }

    /// Whether something of the plan has the name `id`, which is no id, and has been told of. It is known by that name all the same: what stands at `at` is
    /// renamed with it.
    bool renamed(std::string_view id, Range at);
    /// Brings the fixes of such names into order, and takes away those that would give the name of another goal.
    void settle_names(const Plan& plan);

    void warn_cut_by_comment(const Field& field);
    bool missing_colon_or_space(NodeIndex i);
    /// `{walk: -0,5}`: to YAML, `5` is a key without a value. Reports it where a key is no key but that.
    bool decimal_comma(NodeIndex key, bool level);

private:
    template <std::size_t N>
    std::optional<std::size_t> key_index(NodeIndex key, std::string_view what, const std::array<std::string_view, N>& known,
                                         std::vector<std::string_view>& meant)
    {
        if (kind(key) == NodeKind::scalar) {
            const auto text = value(key);
            for (std::size_t i = 0; i < N; ++i) {
                if (known[i] == text) {
                    return i;
                }
            }
        }
        if (const auto near = unknown_key(key, what, known); !near.empty()) {
            meant.push_back(near);
        }
        return std::nullopt;
    }
    /// Reports it; the known key that is meant by it, empty where that is not plain.
    std::string_view unknown_key(NodeIndex key, std::string_view what, std::span<const std::string_view> known);
    void unknown_word(const Field& field, std::string_view text, std::span<const std::string_view> words);
    [[nodiscard]] std::string called(const Field& field) const;
    /// Whether a list is two bounds of a range, `[0, 27]`; then it is told.
    bool bounds_in_brackets(const Field& field);
    std::optional<std::string> unseen_id(const Field& field, std::string_view text, std::string_view hidden);
    bool plain(const Field& field, std::string_view due);  ///< number or truth value not in quotes
    void check_characters(const Field& field, std::string_view text);

    std::string_view source_;
    TextLines& lines_;
    const Tape& tape_;
    std::vector<Diagnostic>& out_;
    std::vector<std::string_view> meant_;  ///< keys that unknown ones of the last fields() were meant for: they are told of, and not missing
    /// A name that is no id: what it is to be, and the finding that says so.
    struct BadName {
        std::string mended;
        std::size_t finding = 0;
        bool names_it = false;  ///< `mended`, as a name that others may use already
    };
    std::map<std::string, BadName, std::less<>> bad_names_;
    std::string plan_id_;
    std::string goal_id_;
    bool partial_;
    bool failed_ = false;
};

/// What to do with a line that is meant to go on the text above it, and is a key by its colon.
inline constexpr std::string_view goes_on_above = "if it goes on the text above it, put that whole text in quotes and move this line to the right; ";

/// What to do with more in one plan than anybody has.
inline constexpr std::string_view of_several =
    "where several participants stand in it, put each into a plan of their own; where it is one, keep what belongs to one course of treatment";

/// nearest() of at most a hundred: no person's plan has more, and a search through them for every slip would take minutes.
std::string_view nearest_of_few(std::string_view text, std::span<const std::string_view> known);

/// Sections of a plan; each reads one node into its part of `result`.
void read_covariates(Reader& reader, const Field& field, ReadPlan& result);
void read_scoring(Reader& reader, const Field& field, ReadPlan& result);
void read_agreements(Reader& reader, const Field& field, ReadPlan& result);
void read_needs(Reader& reader, const Field& field, ReadPlan& result);
void read_interventions(Reader& reader, const Field& field, ReadPlan& result);
void read_measures(Reader& reader, const Field& field, ReadPlan& result);
void read_sessions(Reader& reader, const Field& field, ReadPlan& result);
void read_goals(Reader& reader, const Field& field, ReadPlan& result);
void read_ratings(Reader& reader, const Field& field, ReadPlan& result);
/// A goal's `scale`, with its ranges checked against `better` and `integer` of the indicator.
void read_scale(Reader& reader, const Field& field, Goal& goal, GoalRanges& ranges);
void check_scale_ranges(Reader& reader, const Goal& goal, const GoalRanges& ranges);
/// Turns words and values into levels, once goals and baselines are known.
void resolve_ratings(Reader& reader, ReadPlan& result);
/// Ids that point at nothing, weights of some goals only, baselines that contradict each other.
void check_references(Reader& reader, ReadPlan& result);

bool report_conflict_markers(std::string_view text, std::vector<Diagnostic>& out);

/// The plan of the document on the tape. Nothing where it is no plan at all.
std::optional<ReadPlan> read_document(std::string_view source, TextLines& lines, const Tape& tape, std::vector<Diagnostic>& out, bool partial);

/// read_plans() of a text without a name.
ReadResult read_text(std::string_view bytes);

}  // namespace gas::read
