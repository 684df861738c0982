// SPDX-License-Identifier: MIT
#include "rules_text.hpp"

namespace gas::rules {

std::span<const RuleInfo> structure_rules()
{
    static constexpr RuleInfo table[] = {
        {Rule::missing_expected_level, Severity::error, "missing-expected-level", "A scale has no level 0, the expected outcome.",
         "The expected outcome is what all other levels are more or less than; without it no rating has a meaning. Marson's ten commandments for a follow-up "
         "guide ask for it, and so does the checklist of "
         "Bard-Pondarre.",
         "Marson (ten commandments); Bard-Pondarre 2023, Table II", "scale:\n  -2: Walks 0 m\n  -1: Walks 5 m\n  +1: Walks 20 m",
         "scale:\n  -1: Walks 5 m\n  0: Walks 10 m\n  +1: Walks 20 m"},
        {Rule::too_few_levels, Severity::error, "too-few-levels", "A scale has fewer than three levels, or none on one side of 0.",
         "At least the expected outcome, one level below and one above have to be written before treatment, else there is no room to rate a change.",
         "Marson (ten commandments); Bard-Pondarre 2023, Table II", "scale:\n  -1: Walks 5 m\n  0: Walks 10 m",
         "scale:\n  -1: Walks 5 m\n  0: Walks 10 m\n  +1: Walks 20 m"},
        {Rule::not_a_level, Severity::error, "not-a-level", "A value is no attainment level.",
         "A level is -2, -1, 0, +1 or +2 (-3 where the scale has it, -0.5 as a rating). `(1)`, `0 (expected)` and `- 1` could be read in more than one way, so "
         "none of them is.",
         "format", "levels: {sleep: (1)}", "levels: {sleep: -1}", RuleNeeds::nothing, true},
        {Rule::level_outside_scale, Severity::error, "level-outside-scale", "A level lies outside the goal's scale.",
         "T is made for levels of -2 to +2; -3 counts only where the scale describes it (Steenbeek's six levels). A code for a missing value, such as 99, "
         "would give a T of hundreds.",
         "Kiresuk & Sherman 1968; Turner-Stokes & Williams 2010", "levels: {sleep: 3}", "levels: {sleep: +2}"},
        {Rule::not_a_date, Severity::error, "not-a-date", "A value is no date of the calendar.",
         "Dates order ratings. 03/04/2026 is March in one country and April in another, so only YYYY-MM-DD is read.", "format", "date: 2026-02-30",
         "date: 2026-02-28"},
        {Rule::not_a_number, Severity::error, "not-a-number", "A value is no number, or none of the range that its key takes.",
         "Numbers are decimal with a point: `1,5`, `0x1F`, `1_000` and octal forms are read differently by different programs.", "format",
         "scoring: {rho: 1.3}", "scoring: {rho: 0.3}"},
        {Rule::bad_id, Severity::error, "bad-id", "An id has characters that an id does not have.",
         "Ids of goals are typed again in every rating; lower-case letters, digits, - and _ can be typed without doubt. A participant's id begins with a "
         "letter or digit, so that no spreadsheet runs it as a formula.",
         "format", "- id: Sleep Goal", "- id: sleep-goal"},
        {Rule::duplicate_id, Severity::error, "duplicate-id", "Two goals, needs, interventions, measures, sessions or agreements go by one name.",
         "A rating of that id could be of either. Sessions go by their date and source, agreements by their date and who agreed.", "format",
         "- id: sleep\n- id: sleep", "- id: sleep\n- id: sleep-2"},
        {Rule::unknown_reference, Severity::error, "unknown-reference", "An id points at nothing in the plan.",
         "The thread from need to goal, intervention and rating breaks here; most often the id is mistyped.", "format", "levels: {slep: 0}",
         "levels: {sleep: 0}"},
        {Rule::duplicate_rating, Severity::error, "duplicate-rating", "Two rating entries have the same date, occasion and rater.",
         "One of them would be counted twice, or overwrite the other. A merge of two branches makes such pairs.", "format",
         "- {date: 2026-04-12, rater: AB, levels: {a: 0}}\n- {date: 2026-04-12, rater: AB, levels: {a: 1}}",
         "- {date: 2026-04-12, rater: AB, levels: {a: 0}}\n- {date: 2026-04-12, rater: CD, levels: {a: 1}}"},
        {Rule::unknown_word, Severity::error, "unknown-word", "A word is none of those that its key takes.",
         "status, role, weighting and better take a few words, each with a fixed meaning.", "format", "status: done", "status: achieved"},
        {Rule::mixed_weights, Severity::error, "mixed-weights", "Some goals are weighted and others are not, or in another way.",
         "If any goal of a guide is weighted, all must be: a goal without a weight would be dropped or counted as 1, and T would be another number either way.",
         "Marson (ten commandments)", "- {id: a, importance: 3, difficulty: 2}\n- {id: b}",
         "- {id: a, importance: 3, difficulty: 2}\n- {id: b, importance: 1, difficulty: 2}"},
        {Rule::baseline_conflict, Severity::error, "baseline-conflict", "A goal's baseline and its baseline rating differ.",
         "Change is taken from the baseline; two of them give two changes.", "format",
         "baseline: -1     # and in ratings: occasion: baseline, levels: {sleep: -2}", "baseline: -2     # the same as in the baseline entry, or left out"},
        {Rule::bad_range, Severity::error, "bad-range", "A range of values cannot be read, or only some levels have one.",
         "A measured value finds its level by the ranges, so each level needs one: `4`, `2..3`, `<1`, `<=1`, `>6` or `>=6`.", "format", "range: 2-3",
         "range: \"2..3\""},
        {Rule::range_overlap, Severity::error, "range-overlap", "The ranges of two levels overlap.",
         "A value in both would have two levels. Levels that do not overlap are a criterion of a well-made scale.",
         "Marson (ten commandments); Bard-Pondarre 2023, Table II", "-1: {text: 2 to 3, range: \"2..3\"}\n0: {text: 3 to 4, range: \"3..4\"}",
         "-1: {text: 1 to 2, range: \"1..2\"}\n0: {text: 3 to 4, range: \"3..4\"}"},
        {Rule::range_gap, Severity::error, "range-gap", "The ranges of two neighbouring levels leave a gap.",
         "A value in the gap would have no level. Whole numbers meet at a distance of 1, numbers with one decimal at 0.1.",
         "Marson (ten commandments); Bard-Pondarre 2023, Table II", "-1: {text: 0 to 1, range: \"0..1\"}\n0: {text: 3 to 4, range: \"3..4\"}",
         "-1: {text: 0 to 2, range: \"0..2\"}\n0: {text: 3 to 4, range: \"3..4\"}"},
        {Rule::range_direction, Severity::error, "range-direction", "The ranges run against the direction in which the indicator is better.",
         "With `better: higher` a higher level needs higher values. Otherwise an improvement would be scored as a decline.", "Bard-Pondarre 2023, Table II",
         "indicator: {unit: falls, better: higher}   # ranges fall from -2 to +2", "indicator: {unit: falls, better: lower}"},
        {Rule::value_outside_ranges, Severity::error, "value-outside-ranges", "A measured value is in no range of its goal.",
         "Its level is not known, and the nearest would be a guess. Open outer ranges (`<1`, `>=6`) take every value.", "format",
         "sleep: {value: 9}    # the highest range is 6..7", "sleep: {value: 7}"},
        {Rule::word_needs_baseline, Severity::error, "word-needs-baseline", "A rating word says its level only with the goal's baseline.",
         "In GAS-light \"partly\", \"no change\" and \"worse\" are other levels for a goal that began at -1 (some function) than for one that began at -2 "
         "(none).",
         "Turner-Stokes (GAS-light)", "levels: {work: partly}      # goal work has no baseline", "baseline: -1                # in goal work"},
        {Rule::level_value_conflict, Severity::error, "level-value-conflict", "A rating has a level and a value that belongs to another level.",
         "One of the two is mistyped; only the rater can tell which.", "format", "sleep: {value: 5, level: 0}     # 5 belongs to +1", "sleep: {value: 5}"},
    };
    return table;
}

}  // namespace gas::rules
