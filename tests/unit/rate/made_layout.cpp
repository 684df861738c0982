// SPDX-License-Identifier: MIT
#include "made_layout.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "gas/read/read_plans.hpp"

namespace gas::test {

namespace {

using Lines = std::vector<std::string>;

constexpr std::array<std::string_view, 5> days = {"2026-01-05", "2026-01-19", "2026-02-02", "2026-02-16", "2026-03-02"};

template <std::size_t n>
std::string one_of(Rng& rng, const std::array<const char*, n>& all)
{
    return all[pick(rng, n)];
}
bool chance(Rng& rng, std::size_t of) { return pick(rng, of) == 0; }
std::string blanks(std::size_t n) { return std::string(n, ' '); }

void add(Lines& lines, const Lines& more) { lines.insert(lines.end(), more.begin(), more.end()); }

/// How the entries of one plan are written.
struct ListStyle {
    std::size_t dash = 2;
    std::size_t behind_dash = 2;
    std::string quote;       ///< of dates
    std::size_t order = 0;   ///< of keys
    std::size_t levels = 0;  ///< columns to goals on lines of their own; 0: in braces, 1: in braces on several lines
    bool plus = true;
    bool apart = false;  ///< blank lines between entries
};

ListStyle any_style(Rng& rng)
{
    constexpr std::array<std::size_t, 5> levels = {0, 0, 1, 2, 4};
    return {2 * pick(rng, 3), 2 + pick(rng, 3), one_of<4>(rng, {"", "", "\"", "'"}), pick(rng, 4), levels[pick(rng, 5)], !chance(rng, 3), chance(rng, 3)};
}

/// The ratings of an entry as `a: 0`, and no rating of goal "no".
Lines rated(const ListStyle& style, Rng& rng)
{
    Lines all = {"a: " + one_of<3>(rng, {style.plus ? "+1" : "1", "0", "-1"})};
    if (chance(rng, 2)) {
        all.push_back("c: " + one_of<4>(rng, {"-1", "{level: 0, source: notes.md}", "{level: -1, note: \"slow, # very\"}", "not-applicable"}));
    }
    return all;
}

std::string in_braces(const Lines& parts)
{
    std::string out;
    for (const auto& part : parts) {
        out += (out.empty() ? "{" : ", ") + part;
    }
    return out + "}";
}

/// A note as the lines behind its key, which stands at `column`.
Lines note_lines(std::size_t column, Rng& rng)
{
    const auto in = blanks(column + 1 + pick(rng, 3));
    switch (pick(rng, 7)) {
    case 0: return {"note: |", in + "Ill,", "", in + "# at home"};
    case 1: return {"note: |+", in + "Ill", "", ""};
    case 2: return {"note: >", in + "Ill", in + "at home"};
    case 3: return {"note: Ill", in + "at home"};
    case 4: return {"note: \"Ill", in + "# at home\""};
    case 5: return {"note: 'Ill: # no'"};
    default: return {"note: Ill"};
    }
}

std::string comment_of(std::string_view day, Rng& rng) { return one_of<4>(rng, {"  #", " #", "\t#", " \t #"}) + " of " + std::string(day); }

/// The keys of an entry, each with the lines of its value, in the style's order.
std::vector<Lines> entry_keys(const ListStyle& style, std::string_view day, bool on_lines, Rng& rng)
{
    const auto column = style.dash + style.behind_dash;
    const Lines date = {"date: " + style.quote + std::string(day) + style.quote};
    const Lines rater = {"rater: AB"};
    const auto ratings = rated(style, rng);
    Lines levels = {"levels: " + in_braces(ratings)};
    if (on_lines && style.levels == 1) {
        levels = {"levels: {"};
        for (std::size_t i = 0; i < ratings.size(); ++i) {
            levels.push_back(blanks(column + 2) + ratings[i] + (i + 1 < ratings.size() ? "," : one_of<3>(rng, {"", ",", style.order == 2 ? "," : ",  # of "})));
            levels.back() += levels.back().ends_with("of ") ? std::string(day) : "";
        }
        levels.push_back(blanks(column + 1) + "}");
    } else if (on_lines && style.levels > 1) {
        levels = {"levels:"};
        for (const auto& rating : ratings) {
            levels.push_back(blanks(column + style.levels) + rating);
        }
    }
    const Lines occasion = {"occasion: review"};
    std::vector<Lines> keys;
    switch (style.order) {
    case 0: keys = {date, occasion, rater, levels}; break;
    case 1: keys = {rater, date, occasion, levels}; break;
    case 2: keys = {levels, occasion, rater, date}; break;
    default: keys = {date, levels, occasion, rater}; break;
    }
    if (on_lines && chance(rng, 2)) {
        keys.push_back(note_lines(column, rng));
    }
    return keys;
}

Lines block_entry(const ListStyle& style, std::string_view day, Rng& rng)
{
    Lines lines;
    for (const auto& key : entry_keys(style, day, true, rng)) {
        const auto first = lines.size();
        add(lines, key);
        lines[first] = blanks(style.dash + style.behind_dash) + lines[first];
    }
    lines[0][style.dash] = '-';
    if (chance(rng, 3) && !lines.back().empty()) {
        lines.back() += comment_of(day, rng);  // in a block scalar, more of its text
    }
    return lines;
}

std::string flow_entry(const ListStyle& style, std::string_view day, Rng& rng)
{
    Lines keys;
    for (const auto& key : entry_keys(style, day, false, rng)) {
        keys.push_back(key[0]);
    }
    return in_braces(keys);
}

/// yaml-cpp takes no line that begins with a tab behind a text without quotes.
const char* tab_below(const Lines& lines) { return !lines.empty() && lines.back().ends_with('}') ? "\t" : ""; }

void maybe_blank(Lines& lines, std::size_t of, Rng& rng)
{
    if (chance(rng, of)) {
        lines.push_back(one_of<3>(rng, {"", "  ", tab_below(lines)}));
    }
}

/// `- …` entries of these days, with comments.
Lines dashed(const ListStyle& style, const std::vector<std::string_view>& of_days, bool braces, Rng& rng)
{
    Lines lines;
    for (const auto day : of_days) {
        maybe_blank(lines, style.apart && !lines.empty() ? 1 : 12, rng);
        if (chance(rng, 4)) {
            lines.push_back(blanks(style.dash / 2 * pick(rng, 3)) + "# above " + std::string(day));
        }
        add(lines, braces ? Lines{blanks(style.dash) + "-" + blanks(style.behind_dash - 1) + flow_entry(style, day, rng)} : block_entry(style, day, rng));
        if (braces && chance(rng, 3)) {
            lines.back() += comment_of(day, rng);
        }
        for (auto deep = chance(rng, 3) ? 1 + pick(rng, 2) : 0; deep > 0; --deep) {
            maybe_blank(lines, 5, rng);
            lines.push_back(blanks(style.dash + 1 + pick(rng, 8)) + one_of<3>(rng, {"", "", tab_below(lines)}) + "# of " + std::string(day));
        }
    }
    return lines;
}

/// `ratings: […]`, on one line or a line for each entry.
Lines bracketed(const ListStyle& style, const std::vector<std::string_view>& of_days, bool on_lines, Rng& rng)
{
    const bool trailing = chance(rng, 2);
    std::string one = "ratings: [";
    Lines lines = {"ratings: ["};
    for (std::size_t i = 0; i < of_days.size(); ++i) {
        const auto comma = trailing || i + 1 < of_days.size() ? "," : "";
        const auto entry = flow_entry(style, of_days[i], rng);
        one += (i > 0 ? " " : "") + entry + comma;
        if (chance(rng, 5)) {
            lines.push_back(blanks(2 + pick(rng, 3)) + "# above " + std::string(of_days[i]));
        }
        lines.push_back("  " + entry + comma + (chance(rng, 3) ? comment_of(of_days[i], rng) : ""));
    }
    if (on_lines && chance(rng, 4) && lines.back().find('#') == std::string::npos) {
        lines.back() += "]";
    } else {
        lines.emplace_back(one_of<3>(rng, {"]", "  ]", " ]  # end"}));
    }
    return on_lines ? lines : Lines{one + one_of<3>(rng, {"]", " ]", "]  # end"})};
}

Lines head_lines(const std::string& id, std::size_t dash, bool apart, Rng& rng)
{
    Lines lines = {"gas: 1", "id: " + id + one_of<3>(rng, {"", "   # the id", "\t# the id"})};
    maybe_blank(lines, apart ? 1 : 9, rng);
    lines.emplace_back("goals:");
    for (const auto* goal : {"a", "c", "\"no\""}) {
        lines.push_back(blanks(dash) + "- {id: " + goal + ", title: T, scale: {-1: w, 0: e, +1: b}}");
    }
    maybe_blank(lines, apart ? 1 : 9, rng);
    return lines;
}

void add_ends(Lines& lines, std::size_t dash, bool another_key, Rng& rng)
{
    if (chance(rng, 3)) {
        lines.push_back(blanks(chance(rng, 2) ? 0 : dash) + "# end");
    }
    maybe_blank(lines, 3, rng);
    if (another_key && chance(rng, 5)) {
        lines.emplace_back("measures:");
        lines.push_back(blanks(dash) + "- {id: m, title: T}");
    }
    if (chance(rng, 4)) {
        lines.emplace_back(one_of<3>(rng, {"...", "...  # end", "..."}));
        maybe_blank(lines, 3, rng);
        lines.emplace_back("# end");
    }
}

std::string joined(const Lines& lines, Rng& rng)
{
    const auto ends = pick(rng, 6);  // all CRLF, mixed, all LF
    std::string text = chance(rng, 8) ? "\xEF\xBB\xBF" : "";
    for (const auto& line : lines) {
        text += line + (ends == 0 || (ends == 1 && chance(rng, 2)) ? "\r\n" : "\n");
    }
    if (chance(rng, 4)) {
        text.resize(text.size() - (text.ends_with("\r\n") ? 2 : 1));
    }
    return text;
}

NewEntry any_entry(Rng& rng)
{
    NewEntry asked;
    constexpr std::array<std::string_view, 7> when = {"2025-12-01", "2026-01-05", "2026-01-12", "2026-02-02", "2026-02-09", "2026-03-02", "2026-06-01"};
    asked.date = *parse_date(when[pick(rng, when.size())]);
    asked.occasion = "review";
    asked.rater = "KM";
    asked.role = chance(rng, 2) ? std::optional(Role::patient) : std::nullopt;
    asked.note = one_of<5>(rng, {"", "", "", "Came: # late, \"ill\"", "Zo\xC3\xAB \\ came"});
    asked.levels = {{"a", one_of<3>(rng, {"+1", "0", "-1"})}};
    if (chance(rng, 2)) {
        asked.levels.push_back({"no", "-1", one_of<3>(rng, {"", "at home", "- 'so': {x}"}), one_of<3>(rng, {"", "", "notes/2026 #3.md"})});
    }
    return asked;
}

std::vector<std::string_view> some_days(MadeLayout& made, Rng& rng)
{
    std::vector<std::string_view> chosen(days.begin(), days.end());
    std::shuffle(chosen.begin(), chosen.end(), rng);
    chosen.resize(1 + pick(rng, chosen.size()));
    const auto order = pick(rng, 3);
    if (order < 2) {
        std::sort(chosen.begin(), chosen.end());
    }
    if (order == 1) {
        std::reverse(chosen.begin(), chosen.end());
    }
    made.order = std::is_sorted(chosen.begin(), chosen.end()) ? '^' : std::is_sorted(chosen.rbegin(), chosen.rend()) ? 'v' : ' ';
    return chosen;
}

/// The lines of the list of ratings, as the kind has it.
Lines list_lines(MadeLayout& made, const ListStyle& style, Rng& rng)
{
    const auto chosen = some_days(made, rng);
    const bool into = made.kind.starts_with("rating into");
    if (into) {
        made.new_entry = false;
        made.asked.date = *parse_date(chosen[pick(rng, chosen.size())]);
        made.asked.rater = "AB";
        made.asked.role.reset();
        made.asked.note.clear();
        made.asked.levels = {{"no", "+1", one_of<2>(rng, {"", "at: home"})}};
    }
    if (made.kind == "no key") {
        return {};
    }
    if (made.kind == "no value" || made.kind == "empty brackets") {
        const auto value = made.kind == "no value" ? one_of<3>(rng, {"", "~", "null"}) : one_of<2>(rng, {"[]", "[ ]"});
        made.gone = value;
        return {"ratings:" + (value.empty() ? "" : " " + value) + one_of<3>(rng, {"", "  # none", "\t# none"})};
    }
    if (made.kind.starts_with("brackets")) {
        return bracketed(style, chosen, made.kind == "brackets on lines", rng);
    }
    Lines lines = {"ratings:" + one_of<3>(rng, {"", "  # by date", "\t# by date"})};
    add(lines, dashed(style, chosen, made.kind == "entries in braces" || (made.kind == "rating into braces" && chance(rng, 2)), rng));
    if (made.kind == "dash alone") {
        auto entry = std::find_if(lines.begin() + 1, lines.end(), [&](const auto& line) { return line.substr(0, style.dash + 1) == blanks(style.dash) + "-"; });
        const auto rest = blanks(style.dash + style.behind_dash) + entry->substr(style.dash + style.behind_dash);
        *entry = blanks(style.dash) + "-";
        lines.insert(entry + 1, rest);
    }
    return lines;
}

/// Makes of the plan what is refused, if its kind is such.
void refused_for(MadeLayout& made, Lines& lines)
{
    const auto title = std::find_if(lines.begin(), lines.end(), [](const auto& line) { return line.find("title: T") != std::string::npos; });
    made.refusal = made.kind == "an error" ? "the plan has errors" : "the text is written in a way that cannot be edited in place";
    if (made.kind == "two lines in braces") {
        title->replace(title->find("title: T"), 8, "title: T\n      and more");
    } else if (made.kind == "an error") {
        title->replace(title->find("title: T"), 8, lines.size() % 2 == 0 ? "title: &t T" : "title: T, importance: 9");
    } else if (made.kind == "plan in braces") {
        lines = {"{gas: 1, id: P-1, goals: [{id: a, title: T, scale: {-1: w, 0: e, +1: b}}, {id: \"no\", title: T, scale: {-1: w, 0: e, +1: b}}],",
                 " ratings: [{date: 2026-01-01, levels: {a: 0}}]}"};
    } else if (made.kind != "dash alone") {
        made.refusal.clear();
    }
}

Lines other_plan(Rng& rng)
{
    auto lines = head_lines("P-2", 2, false, rng);
    lines.emplace_back("ratings:");
    add(lines, dashed(any_style(rng), {days[1], days[0]}, chance(rng, 2), rng));
    add_ends(lines, 2, true, rng);
    return lines;
}

}  // namespace

MadeLayout made_layout(Rng& rng)
{
    static const std::vector<std::string> kinds = {"block entries",
                                                   "block entries",
                                                   "entries in braces",
                                                   "brackets on one line",
                                                   "brackets on lines",
                                                   "no key",
                                                   "no value",
                                                   "empty brackets",
                                                   "rating into braces",
                                                   "rating into lines",
                                                   "plan in braces",
                                                   "dash alone",
                                                   "two lines in braces",
                                                   "an error",
                                                   "several plans"};
    MadeLayout made;
    made.kind = kinds[pick(rng, kinds.size())];
    made.asked_plan = "P-1";
    made.asked = any_entry(rng);
    auto style = any_style(rng);
    style.levels = made.kind == "rating into braces" ? pick(rng, 2) : made.kind == "rating into lines" ? 2 + pick(rng, 3) : style.levels;
    auto lines = head_lines("P-1", style.dash, style.apart, rng);
    add(lines, list_lines(made, style, rng));
    const bool has_list = made.kind != "no key";
    add_ends(lines, has_list ? style.dash : 0, has_list, rng);  // without a list, deeper comments belong to the goals
    refused_for(made, lines);
    if (made.kind == "several plans" || chance(rng, 4)) {
        made.plan_id = made.kind == "several plans" ? "" : "P-1";
        made.refusal = made.kind == "several plans" ? "the text has several plans" : made.refusal;
        auto other = other_plan(rng);
        if (chance(rng, 2)) {
            std::swap(lines, other);
        }
        lines.emplace_back("---");
        add(lines, other);
    } else if (chance(rng, 4)) {
        lines.insert(lines.begin(), {"# a plan", "---"});
    }
    made.text = joined(lines, rng);
    return made;
}

std::string misplaced(const MadeLayout& made, const std::string& after)
{
    const auto read = read_plans({"", std::string(without_bom(after))});
    for (const auto& one : read.plans) {
        const auto& entries = one.plan.ratings;
        const auto is_asked = [&](const auto& entry) { return entry.date == made.asked.date && entry.rater == made.asked.rater; };
        if (one.plan.id != made.asked_plan || !made.new_entry || entries.size() == 1) {
            continue;
        }
        const auto at = std::find_if(entries.begin(), entries.end(), is_asked) - entries.begin();
        const auto due = std::count_if(entries.begin(), entries.end(), [&](const auto& entry) {
            return !is_asked(entry) && (made.order == ' ' || (made.order == '^' ? entry.date <= made.asked.date : entry.date >= made.asked.date));
        });
        if (at != due) {
            return "the entry is not at its place by date";
        }
    }
    const auto day_at = [&](std::size_t date) { return date == std::string::npos ? "" : after.substr(after.find('2', date), 10); };
    for (auto sign = after.find('#'); sign != std::string::npos; sign = after.find('#', sign + 1)) {
        const auto comment = std::string_view(after).substr(sign, after.find_first_of("\r\n", sign) - sign);
        if (comment.starts_with("# of ") && day_at(after.rfind("date: ", sign)) != comment.substr(5)) {
            return "this is about another entry now: " + std::string(comment);
        }
        if (comment.starts_with("# above ") && day_at(after.find("date: ", sign)) != comment.substr(8)) {
            return "this is above another entry now: " + std::string(comment);
        }
        if (comment == "# end" && after.find("date: ", sign) < after.find("\n---", sign)) {
            return "an entry below what stood below all";
        }
    }
    const auto breaks = std::count(after.begin(), after.end(), '\n');
    const auto returns = std::count(after.begin(), after.end(), '\r');
    const auto before = std::count(made.text.begin(), made.text.end(), '\r');
    return before > 0 && before == std::count(made.text.begin(), made.text.end(), '\n') && breaks != returns ? "a line without CR"
           : before == 0 && returns > 0                                                                      ? "a line with CR"
                                                                                                             : "";
}

}  // namespace gas::test
