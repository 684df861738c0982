// SPDX-License-Identifier: MIT
#include "edit/rating_told.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "edit/rating.hpp"
#include "gas/check/validate.hpp"
#include "gas/diff/facts.hpp"
#include "gas/findings/findings.hpp"
#include "gas/plan/entry_key.hpp"
#include "gas/rate/typed_rating.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

/// T of the entry, and where the rater's entry before rates the same goals, what it was.
std::string t_of(const Plan& plan, const NewEntry& entry)
{
    const auto scored = score_plan(plan, {});
    const auto* rows = std::get_if<std::vector<ScoreRow>>(&scored);
    if (rows == nullptr) {
        return "";
    }
    const auto key = key_of(entry);
    const ScoreRow* now = nullptr;
    const ScoreRow* before = nullptr;
    for (const auto& row : *rows) {
        const auto other = row.entry ? key_of(plan.ratings[*row.entry]) : EntryKey();
        if (row.entry && other == key) {
            now = &row;
        } else if (row.entry && row.rater == entry.rater && is_earlier(other, key) && row.t &&
                   (before == nullptr || is_earlier(key_of(plan.ratings[*before->entry]), other))) {
            before = &row;
        }
    }
    if (now == nullptr || !now->t) {
        return now == nullptr ? "" : fmt::format("; no T: {}", reason_of(*now));
    }
    const auto goals_of = [&](const ScoreRow& row) {
        std::set<std::size_t> goals;
        for (const auto& rating : plan.ratings[*row.entry].levels) {
            if (rating.level) {
                goals.insert(rating.goal);
            }
        }
        return goals;
    };
    if (before != nullptr && goals_of(*before) == goals_of(*now)) {
        return fmt::format("; T {:.1f} -> {:.1f}", *before->t, *now->t);
    }
    return fmt::format("; T {:.1f} ({} of {})", *now->t, now->rated, counted(static_cast<std::size_t>(now->active), "goal"));
}

/// What became of a rating, beside the one that stood there and `last`, the rater's before: "was -1", "instead of 0, with its note".
std::string became(const Goal& goal, const NewRating& asked, const RatingPut& put, const GoalRating& rating, const GoalRating* last)
{
    const bool has_new_note = !asked.note.empty() && asked.note != put.note_before;
    std::string what;
    if (put.before == asked.recorded) {
        return has_new_note ? "there already, now with its note" : "there already";
    }
    if (!put.before.empty()) {
        what = fmt::format("instead of {}{}", rating_in_words(goal, put.before),
                           asked.note.empty() && !put.note_before.empty() ? fmt::format("; its note \"{}\" stays", put.note_before) : "");
    } else if (last == nullptr) {
        what = "first rating";
    } else if (rating.level) {
        what = *last->level == *rating.level ? "as before" : fmt::format("was {}", to_string(*last->level));
    }
    return what + (has_new_note ? what.empty() ? "with its note" : ", with its note" : "");
}

/// Whether the role of an entry that was there is another one now.
bool has_other_role(const NewEntry& entry, const RatingsPut& put) { return !put.new_entry && entry.role && put.role_before != to_string(*entry.role); }

/// A note that --note can write again; else nothing: one of several lines becomes one.
std::string can_be_typed(const std::string& note) { return on_one_line(note) == note ? note : ""; }

/// A file as a word of a command, which no option begins like.
std::string operand(const std::string& path) { return shell_word((path.starts_with('-') ? "./" : "") + path); }

/// Whether the entry was there and rated nothing, as `levels: {}`: with its last rating it would go.
bool was_without_ratings(const Plan& plan, const NewEntry& entry, const RatingsPut& put)
{
    const auto* rated = find_entry(plan, entry);
    const auto added = std::count_if(put.ratings.begin(), put.ratings.end(), [](const auto& one) { return one.before.empty(); });
    return !put.new_entry && rated != nullptr && static_cast<std::size_t>(added) == rated->levels.size();
}

}  // namespace

std::string visible_lines(std::string_view lines)
{
    std::string text;
    while (!lines.empty()) {
        const auto line = take_until(lines, '\n');
        text += visible(line) + "\n";
    }
    return text;
}

const GoalRating* last_rating(const Plan& plan, std::size_t goal, const NewEntry& entry)
{
    const GoalRating* last = nullptr;
    const auto key = key_of(entry);
    for (const auto i : in_time_order(plan)) {
        const auto& other = plan.ratings[i];
        const auto* rating = other.of(goal);
        if (other.rater == entry.rater && is_earlier(key_of(other), key) && rating != nullptr && rating->level) {
            last = rating;
        }
    }
    return last;
}

std::string told_of(const Plan& after, const NewEntry& entry, const RatingsPut& put)
{
    auto text = fmt::format("{} {}: ", after.id, entry_name(entry.date, entry.occasion, entry.rater));
    const auto* rated = find_entry(after, entry);
    for (std::size_t i = 0; i < entry.levels.size(); ++i) {
        const auto& asked = entry.levels[i];
        const auto g = *find_goal(after, asked.goal);
        const auto& goal = after.goals[g];
        const auto* rating = rated->of(g);
        const auto said = rating_in_words(goal, asked.recorded);
        const auto level = rating->level ? to_string(*rating->level) : "";
        text += (i > 0 ? ", " : "") + asked.goal + " " + said + (level.empty() || level == said ? "" : " -> level " + level);
        const auto told = became(goal, asked, put.ratings[i], *rating, last_rating(after, g, entry));
        text += told.empty() ? "" : " (" + told + ")";
    }
    const auto add = [&](const std::string& more) { text += (text.ends_with(": ") ? "" : ", ") + more; };
    put.note_written ? add("a note") : void();
    has_other_role(entry, put) ? add(fmt::format("role {}", to_string(*entry.role))) : void();
    text.ends_with(": ") ? add("nothing new") : void();
    return visible(text) + t_of(after, entry);
}

std::string undoing(const Plan& plan, const std::string& path, const NewEntry& entry, const RatingsPut& put, bool past)
{
    std::string added;
    std::string changed;
    std::string by_hand;
    const auto put_back = [&](const std::string& before, const std::string& call, const std::string& what) {
        before.empty() ? by_hand += (by_hand.empty() ? "" : ", ") + what : changed += " " + call;
    };
    const bool only_by_hand = was_without_ratings(plan, entry, put);
    for (std::size_t i = 0; i < put.ratings.size(); ++i) {
        const auto& one = put.ratings[i];
        const auto& asked = entry.levels[i];
        if (one.before.empty() && only_by_hand) {
            put_back("", "", fmt::format("the rating of goal \"{}\"", one.goal));
            continue;
        }
        if (one.before.empty()) {
            added += (added.empty() ? "" : ",") + one.goal;
            continue;
        }
        changed += one.before != asked.recorded ? " " + shell_word(one.goal + "=" + typed_text(one.before)) : "";
        if (!asked.note.empty() && asked.note != one.note_before) {
            put_back(can_be_typed(one.note_before), "--note " + shell_word(one.goal + "=" + one.note_before), fmt::format("the note of goal \"{}\"", one.goal));
        }
    }
    if (!put.new_entry && put.note_written) {
        const auto again = note_of(plan, put.note_before, entry.date);
        const auto* note = std::get_if<NoteWord>(&again);
        const bool is_of_entry = note != nullptr && !note->goal;  // not one that begins as GOAL=TEXT does
        put_back(is_of_entry ? can_be_typed(put.note_before) : "", "--note " + shell_word(put.note_before), "the note of the entry");
    }
    if (has_other_role(entry, put)) {
        put_back(put.role_before, "--role " + put.role_before, "the role of the entry");
    }
    const auto now = today();
    const auto call = [&](const std::string& what) {
        return fmt::format("to take it back: gas rate {} --id {} {} --date {}{} --rater {}{}\n", operand(path), shell_word(plan.id), what,
                           to_string(entry.date), entry.occasion.empty() ? "" : " --occasion " + shell_word(entry.occasion), shell_word(entry.rater),
                           now && *now < entry.date ? " --force-date" : "");
    };
    return visible_lines((added.empty() ? std::string() : call("--remove " + added + " --yes")) +
                         (changed.empty() ? "" : call(changed.substr(1) + " --update" + (past ? " --past" : ""))) +
                         (by_hand.empty() ? "" : fmt::format("to take it back by hand: {}\n", by_hand)));
}

void tell_new_findings(const std::string& name, const std::string& before, const std::string& after, const Console& console)
{
    const std::string_view old_text = without_bom(before);
    const std::string_view text = without_bom(after);
    const LineIndex old_lines(old_text);
    const LineIndex lines(text);
    const auto count = lines.line_count();
    const auto old_count = old_lines.line_count();
    const auto both = std::min(count, old_count);
    std::size_t above = 0;  // lines that are as they were, above the edit and below it
    while (above < both && lines.line_text(above + 1) == old_lines.line_text(above + 1)) {
        ++above;
    }
    std::size_t below = 0;
    while (below < both - above && lines.line_text(count - below) == old_lines.line_text(old_count - below)) {
        ++below;
    }
    const auto is_same_place = [&](std::size_t line, std::size_t old_line) {
        return line <= above          ? line == old_line
               : line > count - below ? old_line + count == line + old_count
                                      : old_line > above && old_line <= old_count - below;
    };
    const auto old_ones = validate_text({name, std::string(old_text)}).findings;
    for (const auto& finding : validate_text({name, std::string(text)}).findings) {
        const bool was_there = std::any_of(old_ones.begin(), old_ones.end(), [&](const auto& other) {
            return other.rule == finding.rule && other.message == finding.message && is_same_place(finding.begin.line, other.begin.line);
        });
        was_there ? void() : console.err(as_text(finding, {}));
    }
}

}  // namespace gas::app
