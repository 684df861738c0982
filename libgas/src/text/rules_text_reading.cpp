// SPDX-License-Identifier: MIT
#include "rules_text.hpp"

namespace gas::rules {

std::span<const RuleInfo> reading_rules()
{
    static constexpr RuleInfo table[] = {
        {Rule::not_utf8, Severity::error, "not-utf8", "The file is not UTF-8 text.",
         "A plan is read by people and programs on many machines; only UTF-8 gives all of them the same letters. UTF-16, Windows-1252 and binary files are "
         "refused at "
         "the byte, since a wrong guess would change a text without a word.",
         "format", "title: Caf\\xE9 once a week    # one byte of Windows-1252", "title: Café once a week     # saved as UTF-8"},
        {Rule::control_character, Severity::error, "control-character", "A control character stands in the text, as a byte or by an escape.",
         "Control characters cannot be seen in an editor, can change what a terminal shows, and come into a file by copying. YAML readers disagree on them; "
         "the one below even takes "
         "NUL as an escape character.",
         "format", "title: \"Walk\\x07 daily\"", "title: Walk daily", RuleNeeds::nothing, true},
        {Rule::yaml_syntax, Severity::error, "yaml-syntax", "The text is no YAML here, for a reason that has no rule of its own.",
         "Behind this place nothing can be read as the writer meant it. Brackets that are not closed and lines that belong to no plan end here.", "format",
         "covariates: {arm: exercise", "covariates: {arm: exercise}", RuleNeeds::nothing, true},
        {Rule::tab_indentation, Severity::error, "tab-indentation", "A line is indented with a tab or a no-break space.",
         "YAML takes spaces only, because a tab has no fixed width and the depth of a line is its meaning. A no-break space, which copies from a page or a "
         "word processor bring, looks like one and is a letter to YAML.",
         "format", "goals:\n\t- id: sleep", "goals:\n  - id: sleep", RuleNeeds::nothing, true},
        {Rule::unquoted_colon, Severity::error, "unquoted-colon", "A colon and a space stand inside a text that is not in quotes.",
         "A colon and a space end a key. In the middle of a text they make YAML see a second key, so the text has to stand in quotes.", "format",
         "title: Walk: 10 metres", "title: \"Walk: 10 metres\"", RuleNeeds::nothing, true},
        {Rule::missing_colon, Severity::error, "missing-colon", "A key has no colon behind it, or no space behind the colon.",
         "Without them YAML reads the whole line as one text, and the value is lost without a word.", "format", "scoring:\n  rho:0.3", "scoring:\n  rho: 0.3",
         RuleNeeds::nothing, true},
        {Rule::key_out_of_line, Severity::error, "key-out-of-line", "A line is indented against its neighbours.",
         "Lines of one block begin in one column. People line up ` 0` under `-2`, which puts the 0 one column to the right of its neighbours: to YAML it then "
         "belongs to the line above.",
         "format", "scale:\n  -1: Walks 5 m\n   0: Walks 10 m", "scale:\n  -1: Walks 5 m\n  0: Walks 10 m", RuleNeeds::nothing, true},
        {Rule::unclosed_quote, Severity::error, "unclosed-quote", "A quote is opened and not closed on its line.",
         "An unclosed quote swallows the lines behind it, keys and all; the YAML reader below takes this in silence at the end of a file.", "format",
         "title: \"Walk daily", "title: \"Walk daily\"", RuleNeeds::nothing, true},
        {Rule::duplicate_key, Severity::error, "duplicate-key", "A key stands twice in one mapping.",
         "Readers keep the first, or the last, or both. In a scale `+1`, `1` and `\"+1\"` are one key.", "format", "scale:\n  +1: Walks 20 m\n  1: Walks 30 m",
         "scale:\n  +1: Walks 20 m\n  +2: Walks 30 m"},
        {Rule::unknown_key, Severity::error, "unknown-key", "A key is not one that a plan has here.",
         "A mistyped key would silently drop what it was meant to say: `wieght: 3` would leave the goal without a weight.", "format", "importence: 3",
         "importance: 3"},
        {Rule::wrong_type, Severity::error, "wrong-type", "A value is of another kind than its key takes.",
         "A list where a text is due, or a number in quotes, was not meant so; guessing would score a plan that nobody wrote.", "format", "importance: \"3\"",
         "importance: 3"},
        {Rule::missing_key, Severity::error, "missing-key", "A required key is missing.", "Without it the plan cannot be read or its ratings not be placed.",
         "format", "goals:\n  - title: Sleep through the night", "goals:\n  - id: sleep\n    title: Sleep through the night"},
        {Rule::empty_value, Severity::error, "empty-value", "A key has no value.",
         "An empty value is an unfinished line. In particular an empty level is not 0, which would say \"as expected\".", "format",
         "levels:\n  sleep:", "levels:\n  sleep: not-applicable"},
        {Rule::anchor_alias_tag, Severity::error, "anchor-alias-tag", "An anchor, an alias, a merge key or a tag of YAML is used.",
         "Each plan stands as it reads and can be edited in place. These make a line mean what stands elsewhere.", "format", "title: &walk Walk daily",
         "title: Walk daily"},
        {Rule::too_large, Severity::error, "too-large", "The file, a text in it, or its nesting is larger than a plan can be.",
         "Limits (a file of 64 MiB, a text of 1 MiB, a depth of 16, 1,999 goals or entries of one participant, 16,384 covariates or columns) keep a broken "
         "file from taking "
         "a machine down. They are far beyond any plan.",
         "format", "domain: [[[[[[[[[[[[[[[[[walking]]]]]]]]]]]]]]]]]", "domain: walking"},
        {Rule::no_plan, Severity::error, "no-plan", "The file is empty, or is YAML that is no plan.",
         "A file that is read and gives nothing would look like a participant who does not exist.", "format", "# notes to follow",
         "gas: 1\nid: P-017\ngoals: …"},
        {Rule::format_version, Severity::error, "format-version", "The plan is of a format version that is not known here.",
         "A later version may mean something else by the same key.", "format", "gas: 2", "gas: 1"},
        {Rule::lookalike_minus, Severity::error, "lookalike-minus", "A typographic minus or dash stands before a digit.",
         "Word processors turn `-1` into a minus sign (U+2212) or an en dash. Programs that drop it read +1, and the sign of an outcome is turned round.",
         "format", "baseline: −1", "baseline: -1"},
        {Rule::unreadable_file, Severity::error, "unreadable-file", "A path cannot be read.",
         "A batch that leaves out a file without a word gives a wrong study.", "format", "gas score no-such-folder", "gas score plans"},
        {Rule::special_start, Severity::error, "special-start", "A text begins with a character that YAML keeps for itself.",
         "A text that begins with @ ` % * & ! | > or with `- ` has to stand in quotes; so has a range like `>=6`.", "format", "range: >=6", "range: \">=6\"",
         RuleNeeds::nothing, true},
        {Rule::missing_column, Severity::error, "missing-column", "A table of ratings lacks a column.",
         "A table has at least the columns id, goal and level. Exports call them by other names; `--map` says which is which, since a guess could score the "
         "wrong column.",
         "format", "record_id,goal,score", "record_id,goal,score      # with --map id=record_id,level=score"},
        {Rule::ragged_row, Severity::error, "ragged-row", "A row of a table has more or fewer cells than its header.",
         "A comma that is not in quotes, or a row that was cut off, puts what follows under the wrong names.", "format",
         "id,goal,level,site\nP-1,walk, slowly,0,A", "id,goal,level,site\nP-1,\"walk, slowly\",0,A"},
        {Rule::covariate_changes, Severity::error, "covariate-changes", "A covariate is not the same in all rows of a participant.",
         "A participant belongs to one arm and one site; with two values they would count in two groups, or in the one that happens to come last. An empty "
         "cell is no other value.",
         "format", "id,goal,level,arm\nP-1,walk,0,A\nP-1,work,0,B", "id,goal,level,arm\nP-1,walk,0,A\nP-1,work,0,A"},
        {Rule::goal_changes, Severity::error, "goal-changes", "A goal's weight, baseline or domain is not the same in all its rows.",
         "T of two occasions can be compared only with the same weights, and a goal starts once. An empty cell is no other value.", "format",
         "id,goal,occasion,level,weight\nP-1,walk,review,0,3\nP-1,walk,final,0,2", "id,goal,occasion,level,weight\nP-1,walk,review,0,3\nP-1,walk,final,0,3"},
        {Rule::invisible_character, Severity::error, "invisible-character", "A name has a character that nobody sees.",
         "A soft hyphen, a zero-width space, a word joiner or a byte order mark inside makes two names of what reads as one: one person counts twice, an "
         "occasion or "
         "arm is split. The joiners U+200C and U+200D are letters' own, and no-break spaces round a cell of a table go as blanks do.",
         "format", "rater: \"A\\u200BB\"", "rater: AB"},
        {Rule::contradicting_row, Severity::error, "contradicting-row", "A row of scores says two things that cannot both be true.",
         "A T where no goal is rated is most often the 50 that public calculators print; a reason beside a T, or a change without its baseline, comes of cells "
         "that were changed by hand. No figure of a study should rest on either.",
         "format", "id,occasion,t,t_baseline,t_change,rated,rho,half_level,reason\nP-1,final,50,,,0,0.3,-1,no-rated-goal",
         "id,occasion,t,t_baseline,t_change,rated,rho,half_level,reason\nP-1,final,,,,0,0.3,-1,no-rated-goal"},
    };
    return table;
}

}  // namespace gas::rules
