// SPDX-License-Identifier: MIT
#include "rules_text.hpp"

namespace gas::rules {

std::span<const RuleInfo> heuristic_rules()
{
    static constexpr RuleInfo table[] = {
        {Rule::similar_level_text, Severity::info, "similar-level-text", "Two levels differ in a letter or two, and not in a number.",
         "It may be a slip of a copied line. Often it is not: levels are made by changing one part of a sentence (Bovend'Eerdt 2009).",
         "Bard-Pondarre 2023, Table II", "-1: Walks to the shop with help\n0: Walks to the shops with help",
         "-1: Walks to the gate with help\n0: Walks to the shop with help"},
        {Rule::unequal_steps, Severity::info, "unequal-steps", "The steps between the levels' numbers differ by more than three times.",
         "Levels should be as equidistant as possible; distances between 0 and -1 often differ on purpose.", "Bard-Pondarre 2023, Table II",
         "-2: Walks 1 m\n-1: Walks 2 m\n0: Walks 3 m\n+1: Walks 4 m\n+2: Walks 100 m",
         "-2: Walks 1 m\n-1: Walks 2 m\n0: Walks 3 m\n+1: Walks 4 m\n+2: Walks 5 m"},
        {Rule::several_variables, Severity::info, "several-variables", "More than one number changes over the levels.",
         "A scale measures one thing. Where two change, a mixed result has no level.", "Marson (ten commandments); Bard-Pondarre 2023, Table II",
         "-1: Walks 5 m in 20 s\n0: Walks 10 m in 15 s", "-1: Walks 5 m in 20 s\n0: Walks 10 m in 20 s"},
        {Rule::and_or_in_goal, Severity::info, "and-or-in-goal", "A goal's title has \"and\" or \"or\" in it.",
         "It may be two goals, one of which can be met alone. \"Food and drink\" is one thing.", "Marson (ten commandments)",
         "title: Walk to the shop and cook dinner", "title: Walk to the shop"},
        {Rule::no_number, Severity::info, "no-number", "A level's text has no number.",
         "A number makes a level easy to rate. Levels that describe what can be seen are allowed.", "Bard-Pondarre 2023, Table II; ULIS-II, Table 3",
         "0: Walks without help", "0: Walks 10 m without help"},
        {Rule::targets_differ, Severity::info, "targets-differ", "The goals of the plan have different target dates.",
         "A T at one date then mixes goals that are due with goals that are not. Often it is meant so.", "general",
         "- {id: a, target: 2026-04-12}\n- {id: b, target: 2026-07-12}", "- {id: a, target: 2026-04-12}\n- {id: b, target: 2026-04-12}"},
        {Rule::number_of_goals, Severity::info, "number-of-goals", "The plan has fewer than three active goals, or more than six.",
         "Three to four are usual; with one or two, T hangs on a single rating, and beyond six few can be worked on.",
         "Marson (ten commandments); Turner-Stokes 2009", "goals: [one goal]", "goals: [three goals]"},
        {Rule::no_independent_rater, Severity::info, "no-independent-rater", "All ratings are by practitioners.",
         "Who sets the goals and treats tends to rate higher. A rating by somebody independent, or the client, would show it.",
         "Bard-Pondarre 2023, Table I; J Patient Rep Outcomes 2024, Table 2", "role: practitioner      # in every entry",
         "role: independent       # in one of them"},
        {Rule::all_ratings_alike, Severity::info, "all-ratings-alike", "All goals of a rating entry have the same level.",
         "It may be a form filled in by rote, above all where every level is 0. With few goals it happens by itself.", "general", "levels: {a: 0, b: 0, c: 0}",
         "levels: {a: 0, b: -1, c: 0}"},
        {Rule::need_without_goal, Severity::info, "need-without-goal", "No goal addresses a need that the assessment found.",
         "The thread from assessment to goal ends here. It may be on purpose.", "format", "needs: [{id: pain, …}]     # no goal has addresses: [pain]",
         "addresses: [pain]          # in a goal"},
        {Rule::easy_goals, Severity::info, "easy-goals", "Over the plans of this run T is high, or hardly differs.",
         "With apt goals T has mean 50 and SD 10. A mean over 55 or an SD under 5 over 20 or more participants hints at goals that were set too easy.",
         "Kiresuk & Sherman 1968; Bard-Pondarre 2023", "20 plans, every goal of each rated +1", "20 plans, ratings from -2 to +2"},
        {Rule::rated_long_after_target, Severity::info, "rated-long-after-target", "A goal is rated more than half a year after its target date.",
         "Level 0 is what was expected by the target date; so long after it the level tells of another time, or the target was never moved. Half a year, since "
         "a rating at the usual review, three months on, is none of that. A follow-up that was planned so is one on purpose.",
         "Bard-Pondarre 2023, Table II", "target: 2026-04-12      # rated on 2026-04-12 and on 2026-12-10", "target: 2026-12-10"},
        {Rule::rho_of_seven_tenths, Severity::info, "rho-of-seven-tenths", "The plan's rho is 0.7, which is one minus the usual 0.3.",
         "The formula has both figures under its root, 0.7 before the sum of squares and 0.3 before the square of the sum, and some programs take the first by "
         "the name of rho. With 0.7 for rho every T lies nearer to 50 than that of a study with 0.3. A correlation that was really found to be 0.7 is one on "
         "purpose.",
         "Kiresuk & Sherman 1968; erratum to Turner-Stokes 2009, Box 1", "scoring: {rho: 0.7}", "scoring: {rho: 0.3}"},
    };
    return table;
}

}  // namespace gas::rules
