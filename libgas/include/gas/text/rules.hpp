// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace gas {

enum class Severity { error, warning, info };
std::string_view to_string(Severity severity);  ///< "error", "warning", "info"

/// Everything that a plan can be told about itself. The number is the stable id: 104 is GAS104.
/// 0xx reading the text, 1xx structure (both errors), 2xx a well-made plan (warnings), 3xx heuristics (info),
/// 4xx what changed since an earlier version (warnings).
enum class Rule : int {
    // text and YAML
    not_utf8 = 1,           // bytes that are not UTF-8, UTF-16, binary
    control_character = 2,  // NUL, control bytes, lone CR, BOM inside, also by escape
    yaml_syntax = 3,        // no YAML, for no reason that has its own rule
    tab_indentation = 4,
    unquoted_colon = 5,   // `title: Walk: 10 m`
    missing_colon = 6,    // `rho:0.3`, `title Walk`
    key_out_of_line = 7,  // indented against its neighbours
    unclosed_quote = 8,
    duplicate_key = 9,
    unknown_key = 10,
    wrong_type = 11,   // list where a text is due, and the like
    missing_key = 12,  // required key
    empty_value = 13,
    anchor_alias_tag = 14,  // anchors, aliases, merge keys, tags
    too_large = 15,         // depth over 16, scalar over 1 MiB, file over the limit
    no_plan = 16,           // empty file, or YAML that is no plan
    format_version = 17,
    lookalike_minus = 18,  // U+2212 or a dash before a digit
    unreadable_file = 19,  // cannot be opened or read
    special_start = 20,    // unquoted text that begins with @ ` % * & ! | > and the like
    // tables of ratings
    missing_column = 21,
    ragged_row = 22,           // more or fewer cells than the header
    covariate_changes = 23,    // within a participant
    goal_changes = 24,         // weight, domain, baseline of a goal, role of a rater
    invisible_character = 25,  // in a name, of a plan or a table
    // rows of scores
    contradicting_row = 26,  // a row of gas score whose cells cannot all be true
    // structure
    missing_expected_level = 101,
    too_few_levels = 102,
    not_a_level = 103,
    level_outside_scale = 104,
    not_a_date = 105,
    not_a_number = 106,  // not a decimal number, or outside its range
    bad_id = 107,
    duplicate_id = 108,
    unknown_reference = 109,
    duplicate_rating = 110,
    unknown_word = 111,  // status, role, weighting, better
    mixed_weights = 112,
    baseline_conflict = 113,
    bad_range = 114,  // range syntax; ranges on some levels only
    range_overlap = 115,
    range_gap = 116,
    range_direction = 117,
    value_outside_ranges = 118,
    word_needs_baseline = 119,
    level_value_conflict = 120,
    // a well-made plan
    fewer_than_five_levels = 201,
    adjacent_blank_levels = 202,
    same_level_text = 203,
    same_goal_text = 204,
    numbers_overlap = 205,
    numbers_not_monotone = 206,
    vague_words = 207,
    compared_with_start = 208,
    no_target_date = 209,
    rating_before_baseline = 210,
    target_unrated = 211,
    no_baseline = 212,
    baseline_off_convention = 213,
    baseline_not_uniform = 214,
    baseline_at_expected = 215,
    no_room = 216,
    half_weighted = 217,
    zero_weight = 218,
    no_rater = 219,
    text_cut_by_comment = 220,
    worse_than_nothing = 221,
    half_level_off_baseline = 222,
    rated_while_inactive = 223,
    status_and_end = 224,
    replaced_not_revised = 225,
    dates_out_of_order = 226,
    bidi_control = 227,
    unknown_ignore = 228,
    unused_ignore = 229,
    duplicate_plan_id = 230,
    near_names = 231,
    near_plan_name = 232,  // of a file that is not read
    date_outside_plan = 233,
    rounded_t = 234,  // in rows of gas score
    placeholder_text = 235,
    review_without_entry = 236,
    text_against_range = 237,
    reading_outside_range = 238,
    // heuristics
    similar_level_text = 301,
    unequal_steps = 302,
    several_variables = 303,
    and_or_in_goal = 304,
    no_number = 305,
    targets_differ = 306,
    number_of_goals = 307,
    no_independent_rater = 308,
    all_ratings_alike = 309,
    need_without_goal = 310,
    easy_goals = 311,
    rated_long_after_target = 312,
    rho_of_seven_tenths = 313,
    // what changed since an earlier version
    past_rating_edited = 401,
    scale_moved_after_rating = 402,
    past_score_moved = 403,
};

/// What a rule needs beside a plan or a table to look at.
enum class RuleNeeds {
    nothing,
    older_version,  ///< of the plan
    day,            ///< on which the plan is looked at
    day_for_all,    ///< finds some without a day
    scores,         ///< rows that `gas score` wrote
};

/// What there is to know about a rule; shown by `gas rule`.
struct RuleInfo {
    Rule rule{};
    Severity severity{};
    std::string_view name;     ///< slug: "level-outside-scale"
    std::string_view meaning;  ///< one line
    std::string_view why;      ///< why it matters, one paragraph, with the source named
    std::string_view source;   ///< author, year; or "format" for a rule of the file format
    std::string_view bad;      ///< the smallest piece of a plan that breaks it
    std::string_view good;     ///< the same piece, mended
    RuleNeeds needs = RuleNeeds::nothing;
    bool of_syntax = false;  ///< the text is no YAML there, or lines run into each other: the reader may look no further
};

/// All rules, by id.
std::span<const RuleInfo> all_rules();
const RuleInfo& rule_info(Rule rule);
std::string rule_id(Rule rule);  ///< "GAS104"
/// By id in any case ("gas104") or by name; nothing for any other text.
std::optional<Rule> rule_from(std::string_view text);
/// The id or name that `text` was to be: by the number alone ("104"), by a word of a name ("vague"), by a slip. Empty where none is near.
std::string nearest_rule(std::string_view text);

}  // namespace gas
