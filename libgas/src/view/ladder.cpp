// SPDX-License-Identifier: MIT
#include "gas/view/ladder.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <span>
#include <string_view>
#include <utility>

#include "gas/caseload/standing.hpp"
#include "gas/view/course_frames.hpp"
#include "gas/write/writers.hpp"
#include "spark.hpp"

namespace gas {

namespace {

constexpr std::size_t label_width = 6;      ///< of a level and the blanks around it
constexpr std::size_t visit_width = 7;      ///< of a visit's column with the blanks before it, at least
constexpr std::size_t narrowest_text = 34;  ///< of the level texts
constexpr std::size_t series_margin = 10;

std::string blanks(std::size_t n) { return std::string(n, ' '); }

/// Takes what fits into `width` columns off `word`, a letter at least.
std::string take_columns(std::string& word, std::size_t width)
{
    std::size_t taken = 0;
    std::size_t columns = 0;
    while (taken < word.size()) {
        auto next = taken + 1;
        while (next < word.size() && (static_cast<unsigned char>(word[next]) & 0xC0U) == 0x80U) {
            ++next;
        }
        columns += display_width(std::string_view(word).substr(taken, next - taken));
        if (columns > width && taken > 0) {
            break;
        }
        taken = next;
    }
    auto piece = word.substr(0, taken);
    word.erase(0, taken);
    return piece;
}

/// `text` in lines of `width` columns, broken at blanks, and within a word that is longer.
std::vector<std::string> wrapped(std::string_view text, std::size_t width)
{
    std::vector<std::string> lines{""};
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        auto word = visible(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (!lines.back().empty() && display_width(lines.back()) + 1 + display_width(word) > width) {
            lines.emplace_back();
        }
        lines.back() += lines.back().empty() ? "" : " ";
        while (display_width(word) > width) {
            lines.back() += take_columns(word, width);
            lines.emplace_back();
        }
        lines.back() += word;
    }
    return lines;
}

/// A heading, then a text beside it that goes on below itself; below the heading where that takes more than half of the width.
void put_beside(std::string& out, const std::string& heading, std::string_view text, std::size_t width)
{
    auto margin = display_width(heading);
    auto before = heading;
    if (2 * margin > width) {
        for (auto line : wrapped(heading, width)) {
            line.erase(line.find_last_not_of(' ') + 1);
            out += line + "\n";
        }
        margin = label_width;
        before = blanks(margin);
    }
    const auto lines = wrapped(text, width - margin);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        auto line = (i == 0 ? before : blanks(margin)) + lines[i];
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
}

std::string day_and_month(Date date) { return to_string(date).substr(5); }

/// "05-12 -1  07-14 -.5  09-15 0": the ratings of a rater in one line.
std::string ratings_in_line(const Stream& stream)
{
    std::string text;
    std::string year;
    for (const auto& rating : stream.ratings) {
        const auto date = to_string(rating.date);
        text += (text.empty() ? "" : ", ") + (date.substr(0, 4) == year ? date.substr(5) : date) + " ";
        text += rating.recorded ? view::short_level(*rating.recorded) : std::string("not-applicable");
        text += rating.value ? " (" + number_text(*rating.value) + ")" : "";
        year = date.substr(0, 4);
    }
    return text;
}

/// What a goal's second line says of it.
std::string facts_of_goal(const Plan& plan, const GoalCourse& course)
{
    const auto& goal = plan.goals[course.goal];
    std::string text;
    const auto add = [&](const std::string& more) { text += (text.empty() || more.empty() ? "" : "; ") + more; };
    if (course.last_day) {
        const auto outcome = course.outcome ? std::string(to_string(*course.outcome)) + ", " : std::string();
        add(outcome + "last day " + to_string(*course.last_day) + (goal.reason.empty() ? "" : ": " + goal.reason));
    } else if (!course.active) {
        add("from " + to_string(*active_from(plan, goal)));
    } else {
        add(fixed(100 * course.share, 0) + " % of the weight");
        add(goal.target ? "target " + to_string(*goal.target) : std::string());
        add(course.status ? std::string(to_string(*course.status)) : std::string());
        add(course.outcome ? "the plan says " + std::string(to_string(*course.outcome)) + ", without a last day" : std::string());
    }
    add(goal.replaces ? "replaces " + *goal.replaces : std::string());
    const auto& stream = course.streams.main;
    add(stream.raters.empty() ? "not rated yet" : "rated by " + view::raters_in_line(stream.raters));
    if (stream.handed_over) {
        text += " from " + to_string(*stream.handed_over);
    }
    return text;
}

/// One rung: a level, its text, and the marks of the visits.
struct Rung {
    std::string label;
    std::string text;
    std::vector<std::string> marks;
};

std::string mark_of(const StreamRating& rating) { return rating.value ? number_text(*rating.value) : std::string("o"); }

/// The rungs of a goal, the highest level first: those of its scale, and what else a visit has: partly achieved, a level that the scale lacks, not-applicable.
std::vector<Rung> rungs_of(const Goal& goal, std::span<const StreamRating> visits)
{
    std::map<Level, std::string, std::greater<>> texts;
    for (const auto& level : goal.scale) {
        texts.emplace(level.level, level.text);
    }
    for (const auto& visit : visits) {
        if (visit.recorded) {
            texts.emplace(*visit.recorded, visit.recorded->is_half() ? "partly achieved" : goal.scale.empty() ? "" : "not on the scale");
        }
    }
    std::vector<Rung> rungs;
    for (const auto& [level, text] : texts) {
        Rung rung{view::short_level(level), text, {}};
        for (const auto& visit : visits) {
            rung.marks.push_back(visit.recorded == level ? mark_of(visit) : "");
        }
        rungs.push_back(std::move(rung));
    }
    if (std::any_of(visits.begin(), visits.end(), [](const auto& visit) { return !visit.recorded; })) {
        Rung rung{"n/a", "could not be rated", {}};
        for (const auto& visit : visits) {
            rung.marks.emplace_back(visit.recorded ? "" : "o");
        }
        rungs.push_back(std::move(rung));
    }
    return rungs;
}

/// Columns of a visit: a date or a measured value, and blanks before it.
std::size_t width_of_visits(const std::vector<StreamRating>& ratings)
{
    std::size_t width = visit_width;
    for (const auto& rating : ratings) {
        width = std::max(width, mark_of(rating).size() + 1);
    }
    return width;
}

void put_visits(std::string& out, std::size_t text_width, std::size_t of_visit, std::span<const StreamRating> visits)
{
    std::string years = blanks(label_width + text_width);
    std::string days = years;
    std::string year;
    for (const auto& visit : visits) {
        const auto this_year = to_string(visit.date).substr(0, 4);
        years += this_year == year ? blanks(of_visit) : blanks(of_visit - 5) + this_year + " ";
        days += blanks(of_visit - 5) + day_and_month(visit.date);
        year = this_year;
    }
    years.erase(years.find_last_not_of(' ') + 1);
    out += years + "\n" + days + "\n";
}

void put_rung(std::string& out, const Rung& rung, std::size_t text_width, std::size_t of_visit)
{
    const auto lines = wrapped(rung.text, text_width);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::string line = i == 0 ? blanks(4 - std::min<std::size_t>(4, rung.label.size())) + rung.label + "  " : blanks(label_width);
        line += lines[i];
        if (i == 0) {
            line += blanks(text_width - std::min(text_width, display_width(lines[i])));
            for (const auto& mark : rung.marks) {
                const auto behind = mark.size() < 4 ? (5 - mark.size()) / 2 : 0;
                line += blanks(of_visit - behind - mark.size()) + mark + blanks(behind);
            }
        }
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    }
}

void put_goal(std::string& out, const CourseRecord& record, std::size_t width)
{
    const auto& course = *record.goal;
    const auto& goal = record.plan.goals[course.goal];
    put_beside(out, visible(goal.id) + "  ", goal.title, width);
    put_beside(out, blanks(label_width), facts_of_goal(record.plan, course), width);
    if (const auto words = attention_words(record); !words.empty()) {
        put_beside(out, blanks(label_width) + "! ", words, width);
    }
    if (course.held) {
        out += blanks(label_width) + "held twice: close it or raise it?\n";
    }
    if (course.slipped) {
        out += blanks(label_width) + "slipped from the rating before\n";
    }
    const auto& all = course.streams.main.ratings;
    const auto of_visit = width_of_visits(all);
    const auto room = width > label_width + narrowest_text ? (width - label_width - narrowest_text) / of_visit : 1;
    const auto shown = std::min(all.size(), std::max<std::size_t>(room, 1));
    const std::span visits(all.end() - static_cast<std::ptrdiff_t>(shown), all.end());
    const auto taken = label_width + shown * of_visit;
    const auto text_width = width > taken ? width - taken : 1;
    if (!visits.empty()) {
        put_visits(out, text_width, of_visit, visits);
    }
    for (const auto& rung : rungs_of(goal, visits)) {
        put_rung(out, rung, text_width, of_visit);
    }
    if (shown < all.size()) {
        Stream earlier;
        earlier.ratings.assign(all.begin(), all.end() - static_cast<std::ptrdiff_t>(shown));
        put_beside(out, blanks(label_width) + "before: ", ratings_in_line(earlier), width);
    }
    for (const auto& other : course.streams.others) {
        put_beside(out, blanks(label_width) + visible(view::raters_in_line(other.raters)) + ": ", ratings_in_line(other), width);
    }
}

/// T and each measure in a line, as many visits as there are; where there is no T, why.
void put_over_time(std::string& out, const Plan& plan, const std::vector<ScoreRow>& t_course, std::string_view no_t, Date day, std::size_t width)
{
    const auto heading = [](std::string_view what) {
        return visible(what) + blanks(series_margin - std::min(series_margin - 2, display_width(visible(what))));
    };
    std::string series;
    const auto add = [&](Date date, const std::string& value) { series += (series.empty() ? "" : ", ") + to_string(date) + " " + value; };
    for (const auto& row : t_course) {
        add(*row.date, fixed(*row.t, 1) + view::rated_of_active(row));
    }
    if (!t_course.empty()) {
        const auto& change = t_course.back().t_change;
        series += change ? "; change " + std::string(*change > 0 ? "+" : "") + fixed(*change, 1) : "";
        put_beside(out, heading("T"), series + (t_course.back().rater.empty() ? "" : "; by " + t_course.back().rater), width);
    }
    if (!no_t.empty()) {
        put_beside(out, heading("T"), "none: " + std::string(no_t), width);
    }
    for (const auto& measure : plan.measures) {
        series.clear();
        for (const auto& reading : view::readings_until(measure, day)) {
            add(reading.date, number_text(reading.value));
        }
        if (!series.empty()) {
            put_beside(out, heading(measure.id), series + (measure.better ? "; " + std::string(to_string(*measure.better)) + " is better" : ""), width);
        }
    }
}

}  // namespace

std::string ladders(const Plan& plan, const PlanCourse& course, const std::vector<ScoreRow>& t_course, const CourseOptions& options, std::size_t width)
{
    CourseRecord record{plan, course, options};
    std::string head = "as of " + to_string(options.day);
    head += plan.start ? "; start " + to_string(*plan.start) : "";
    head += plan.review ? "; review " + to_string(*plan.review) : "";
    std::string out;
    put_beside(out, visible(plan.id) + "  ", head, width);
    if (const auto words = attention_words(record); !words.empty()) {
        put_beside(out, blanks(label_width) + "! ", (course.all_unrated ? "all goals " : "") + words, width);
    }
    for (const auto& goal : course.goals) {
        record.goal = &goal;
        out += "\n";
        put_goal(out, record, width);
    }
    std::string over_time;
    put_over_time(over_time, plan, t_course, t_course.empty() ? why_no_t(plan, options) : std::string_view(), options.day, width);
    out += over_time.empty() ? "" : "\n" + over_time;
    return out;
}

}  // namespace gas
