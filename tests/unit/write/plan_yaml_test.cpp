// SPDX-License-Identifier: MIT
#include "gas/write/plan_yaml.hpp"
#include "gas/text/near_names.hpp"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <doctest/doctest.h>

#include "../diff/random_plan.hpp"
#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "write/yaml_scalar.hpp"
#include "yaml/events.hpp"

using namespace gas;
using namespace gas::test;

namespace fs = std::filesystem;

namespace {

ReadResult read(const std::string& text) { return read_plans({"plan", text}); }

/// What is written of `plan` is read as the same plan, and written again the same.
bool comes_back(const Plan& plan)
{
    const auto text = write_plan_yaml(plan);
    const auto again = read(text);
    const bool good = !again.has_errors() && again.plans.size() == 1 && again.plans[0].plan == plan && write_plan_yaml(again.plans[0].plan) == text;
    if (!good) {
        MESSAGE(text, again.diagnostics.empty() ? "" : again.diagnostics[0].message);
    }
    return good;
}

std::vector<std::string> fact_lines(const Plan& plan)
{
    std::vector<std::string> lines;
    for (const auto& fact : facts_of(plan, PlanRanges{}, own_names(plan))) {
        lines.push_back(fact.path + "=" + fact.value);
    }
    return lines;
}

std::vector<std::optional<double>> scores_of(const Plan& plan)
{
    std::vector<std::optional<double>> scores;
    const auto scored = score_plan(plan, {});
    if (const auto* rows = std::get_if<std::vector<ScoreRow>>(&scored)) {
        for (const auto& row : *rows) {
            scores.push_back(row.t);
        }
    }
    return scores;
}

std::string utf8(unsigned c)
{
    const auto byte = [](unsigned value) { return static_cast<char>(value); };
    if (c < 0x80) {
        return {byte(c)};
    }
    if (c < 0x800) {
        return {byte(0xC0U | (c >> 6U)), byte(0x80U | (c & 63U))};
    }
    return {byte(0xE0U | (c >> 12U)), byte(0x80U | ((c >> 6U) & 63U)), byte(0x80U | (c & 63U))};
}

constexpr const char* scale_lines = "    scale: {-1: w, 0: e, 1: b}\n";

/// A plan with each text, which is YAML already, as a covariate, as a need in brackets and as a title.
std::string plan_with(const std::vector<std::string>& yaml)
{
    std::string text = "gas: 1\nid: P\ncovariates:\n";
    for (std::size_t i = 0; i < yaml.size(); ++i) {
        text += "  c" + std::to_string(i) + ": " + yaml[i] + "\n";
    }
    text += "needs:\n";
    for (std::size_t i = 0; i < yaml.size(); ++i) {
        text += "  - {id: n" + std::to_string(i) + ", text: " + yaml[i] + "}\n";
    }
    text += "goals:\n";
    for (std::size_t i = 0; i < yaml.size(); ++i) {
        text += "  - id: g" + std::to_string(i) + "\n    title: " + yaml[i] + "\n" + scale_lines;
    }
    return text;
}

/// Those of the texts that the reader takes must come back; gives how many it takes.
std::size_t taken_come_back(const std::vector<std::string>& yaml)
{
    const auto all = read(plan_with(yaml));
    if (!all.has_errors()) {
        CHECK(all.plans.size() == 1);
        CHECK(comes_back(all.plans[0].plan));
        return yaml.size();
    }
    std::size_t taken = 0;
    for (const auto& one : yaml) {
        if (yaml.size() > 1) {
            taken += taken_come_back({one});
        }
    }
    return taken;
}

std::string escape(unsigned c)
{
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string out = "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) {
        out += hex[(c >> shift) & 15U];
    }
    return out;
}

/// Pieces that a text is made of where it is to be as nasty as can be.
std::string nasty_text(Rng& rng, bool lines)
{
    static const std::vector<std::string> pieces = {
        "a",       "walks",  " ",      " ",      ": ",     ":",      " #",         "#",      "- ",     "-",
        "?",       "? ",     ",",      "[",      "]",      "{",      "}",          "'",      "\"",     "\\",
        "|",       ">",      "%",      "@",      "`",      "&",      "*",          "!",      "=",      "~",
        "<<",      "null",   "yes",    "true",   "1",      "007",    "1e3",        "0x1F",   "+1",     "-2",
        "..",      ".",      "\t",     "12:30",  "---",    "...",    "2026-01-01", "é",      "日本",   "\U0001F469\u200D\U0001F52C",
        "e\u0301", "\u2028", "\u2212", "\u00A0", "\uFEFF", "\u200B", "\u202E",     "\uFFFE", "\uFFFF", "//",
        "$",       "\n",     "\n\n",   "\\n",    "'' \"\""};
    std::string text;
    const auto count = 1 + pick(rng, 6);
    for (std::size_t i = 0; i < count; ++i) {
        text += pieces[pick(rng, pieces.size())];
    }
    text += pick(rng, 2000) == 0 ? std::string(20'000, 'x') : "";
    while (!lines && text.find('\n') != std::string::npos) {
        text.erase(text.find('\n'), 1);
    }
    // what the reader takes off, and refuses
    const auto last = text.find_last_not_of(" \n");
    text.resize(last == std::string::npos ? 0 : last + 1);
    return text.find_first_not_of(" \t\n") == std::string::npos ? "x" + text : text;
}

/// The same for a name, whose characters have to be seen.
std::string nasty_name(Rng& rng)
{
    std::string name;
    do {
        name = nasty_text(rng, false);
    } while (!invisible_in(name).empty());
    return name;
}

template <typename Value>
void sometimes(Rng& rng, std::optional<Value>& field, Value value)
{
    if (pick(rng, 2) == 0) {
        field = value;
    }
}

Date some_day(Rng& rng) { return Date{std::chrono::sys_days{std::chrono::year{2020} / 1 / 1} + std::chrono::days{static_cast<int>(pick(rng, 3000))}}; }

void fill_goal(Rng& rng, Plan& plan, Goal& goal)
{
    goal.title = nasty_text(rng, false);
    goal.domain = pick(rng, 2) == 0 ? nasty_text(rng, false) : "";
    for (const auto& need : plan.needs) {
        goal.addresses.push_back(need.id);
    }
    if (pick(rng, 2) == 0) {
        goal.interventions = {plan.interventions[0].id, plan.interventions[0].id};
    }
    sometimes(rng, goal.added, some_day(rng));
    sometimes(rng, goal.ended, some_day(rng));
    goal.status = static_cast<GoalStatus>(pick(rng, 5));
    if (goal.indicator) {
        goal.indicator->unit = pick(rng, 4) == 0 ? "" : nasty_text(rng, false);
        goal.indicator->better = pick(rng, 2) == 0 ? std::optional(Better::higher) : std::nullopt;
        sometimes(rng, goal.indicator->integer, true);
        goal.scale.front().range->low = pick(rng, 2) == 0 ? goal.scale.front().range->low : -std::numeric_limits<double>::infinity();
        goal.scale.back().range->high = pick(rng, 2) == 0 ? goal.scale.back().range->high : std::numeric_limits<double>::infinity();
    } else if (pick(rng, 4) == 0) {
        goal.indicator.emplace();
    }
    for (auto& level : goal.scale) {
        level.text = nasty_text(rng, true);
    }
}

void fill_rating(Rng& rng, const Plan& plan, GoalRating& rating)
{
    static const std::vector<std::pair<std::string, int>> levels = {{"1", 2}, {"+1", 2}, {"-0", 0}, {"+0", 0}, {"2", 4}, {"-0.5", -1}, {"-2", -4}};
    rating.note = pick(rng, 2) == 0 ? nasty_text(rng, true) : "";
    rating.source = pick(rng, 2) == 0 ? nasty_text(rng, false) : "";
    if (!rating.value && rating.level && pick(rng, 2) == 0) {
        const auto& [text, twice] = levels[pick(rng, levels.size())];
        rating.recorded = text;
        rating.level = Level::from_twice(twice);
    } else if (!rating.value && rating.level && pick(rng, 4) == 0) {
        rating.word = RatingWord::more;
        rating.recorded = "more";
        rating.level = Level::from_int(1);
    } else if (rating.value) {
        const auto whole = rating.recorded;
        static const std::vector<std::string> forms = {"", "+", "0", ".0", "e0", "."};
        const auto form = pick(rng, forms.size());
        rating.recorded = form == 1 || form == 2 ? forms[form] + whole : whole + forms[form];
        if (pick(rng, 4) == 0) {
            rating.recorded = to_string(*plan.goals[rating.goal].holding(*rating.value)->level.from_twice(rating.level->twice()));
        }
    }
}

/// A plan that read_plans() could have given, with all keys and texts that a writer may stumble over.
Plan nasty_plan(Rng& rng)
{
    auto plan = random_plan(rng);
    plan.id = pick(rng, 2) == 0 ? plan.id : std::vector<std::string>{"007", "no", "1e3", "a: b", "é #1", "Null", "2026-01-01", "a\tb", "x'\"y"}[pick(rng, 9)];
    for (std::size_t c = pick(rng, 4); c > 0; --c) {
        plan.covariates.push_back({nasty_text(rng, true).substr(0, 40) + "\x01" + std::to_string(c), nasty_name(rng), true});
    }
    for (const std::string plain : {"a, b", "-x", "4.0", "no", "a?b", "1 # 2"}) {
        if (pick(rng, 4) == 0 && plain.find(" #") == std::string::npos) {
            plan.covariates.push_back({"plain " + plain, plain, false});
        }
    }
    sometimes(rng, plan.start, some_day(rng));
    sometimes(rng, plan.review, some_day(rng));
    sometimes(rng, plan.scoring.rho, 0.1 * static_cast<double>(pick(rng, 10)));
    if (pick(rng, 2) == 0) {
        plan.scoring.weighting = Weighting::equal;
        plan.scoring.baseline.emplace();
        sometimes(rng, plan.scoring.baseline->some_function, *Level::from_int(-1));
        sometimes(rng, plan.scoring.baseline->no_function, *Level::from_int(-2));
    }
    plan.needs.push_back({"n2", nasty_text(rng, true), pick(rng, 2) == 0 ? std::optional(some_day(rng)) : std::nullopt});
    plan.interventions = {{"1", nasty_text(rng, true)}, {"no", nasty_text(rng, true)}};
    plan.measures = {{"m", pick(rng, 2) == 0 ? nasty_text(rng, false) : "", pick(rng, 2) == 0 ? std::optional(Better::lower) : std::nullopt, std::nullopt, {}},
                     {"1e3", "", std::nullopt, ValueRange{0, 0.5}, {{some_day(rng), 0.1}}}};
    for (int day = 0; day < 12; ++day) {
        plan.measures[0].readings.push_back(
            {Date{some_day(rng).day + std::chrono::days{10'000 * day}}, std::ldexp(static_cast<double>(rng()), -static_cast<int>(pick(rng, 90)))});
    }
    for (auto& goal : plan.goals) {
        goal.id = pick(rng, 6) == 0 ? std::vector<std::string>{"no", "1", "007", "null", "0-0", "y", std::string(1500, 'a')}[pick(rng, 7)] + goal.id : goal.id;
        fill_goal(rng, plan, goal);
    }
    if (plan.goals.size() > 1 && pick(rng, 2) == 0) {
        plan.goals[0].replaces = plan.goals[1].id;
    }
    for (auto& entry : plan.ratings) {
        entry.occasion = pick(rng, 2) == 0 ? nasty_name(rng) : entry.occasion;
        entry.rater = pick(rng, 2) == 0 ? nasty_name(rng) : entry.rater;
        sometimes(rng, entry.role, static_cast<Role>(pick(rng, 4)));
        entry.levels.resize(pick(rng, 6) == 0 ? 0 : entry.levels.size());
        for (auto& rating : entry.levels) {
            fill_rating(rng, plan, rating);
        }
    }
    return plan;
}

}  // namespace

TEST_CASE("a plan in the canonical form is written as it stands")
{
    // typed by hand: the keys of format.md in their order, as the plans of examples/caseload are written
    const std::string canonical = R"(gas: 1
id: P-017
covariates: {arm: exercise, site: "007", age: 61}
start: 2026-01-12
review: 2026-07-01

scoring:
  rho: 0.25
  weighting: product
  baseline: {some-function: -1, no-function: -2}

needs:
  - {id: insomnia, text: "Wakes four times a night, and lies awake", since: 2025-11-01}
  - {id: fear, text: Keeps to the bedroom}
interventions:
  - {id: cbt-i, text: "CBT for insomnia, weekly"}

goals:
  - id: sleep
    title: Sleep through the night, at home
    domain: b134
    addresses: [insomnia, fear]
    interventions: [cbt-i]
    importance: 3
    difficulty: 2
    target: 2026-04-12
    added: 2026-01-12
    ended: 2026-05-01
    status: not-attainable
    replaces: work
    indicator: {unit: nights per week, better: higher, integer: true}
    scale:
      -3: {text: 'Says "no", it''s late', range: "<0"}
      -2: {text: Sleeps through on no night or one, range: "0..1"}
      -1: {text: "Sleeps: 2 or 3", range: "2..3"}
      0: {text: He said "4", range: "4"}
      +1: {text: Sleeps through 5 nights a week, range: "5"}
      +2: {text: Sleeps through 6 or 7 nights a week, range: ">=6"}

  - id: work
    title: "Back at work: part-time"
    importance: 1
    difficulty: 1
    baseline: -1
    scale:
      -2: "yes"
      -1: 'walk #2 "daily"'
      0: "on\ntwo lines"
      +1: -5 to 3 half days, all in all
      +2: Works 4 half days (or more)

measures:
  - id: phq9
    title: PHQ-9
    better: lower
    readings: {2026-01-12: 17, 2026-04-12: 9.5}

ratings:
  - date: 2026-01-12
    occasion: baseline
    rater: AB
    role: practitioner
    levels: {sleep: -2, work: -1}
  - date: 2026-04-12
    occasion: final
    rater: "1"
    levels:
      sleep: {value: 5.0}
      work: {level: partly, note: Back on two half days, source: notes/2026-04-12.md}
  - date: 2026-05-12
    levels:
      sleep: {value: 5, level: not-applicable}
      work: -0.5
  - date: 2026-06-12
    levels: {}
)";
    const auto result = read(canonical);
    REQUIRE(!result.has_errors());
    CHECK(write_plan_yaml(result.plans[0].plan) == canonical);
}

TEST_CASE("plans are equal where all fields are")
{
    Rng rng(1);
    const auto plan = nasty_plan(rng);
    auto other = plan;
    CHECK(other == plan);
    other.goals[0].scale[1].text += "x";
    CHECK(!(other == plan));
    other = plan;
    other.measures[1].readings[0].value = 0.2;
    CHECK(!(other == plan));
}

TEST_CASE("every plan of the repository comes back")
{
    std::size_t plans = 0;
    for (const auto* top : {"", "/../examples"}) {
        for (const auto& file : fs::recursive_directory_iterator(std::string(GAS_TEST_DIR) + top)) {
            if (!file.path().string().ends_with(".gas.yaml") && !file.path().string().ends_with(".gas.yml")) {
                continue;
            }
            std::ifstream in(file.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            for (const auto& one : read(std::string(without_bom(text))).plans) {
                if (one.usable) {
                    INFO(file.path().string());
                    ++plans;
                    CHECK(comes_back(one.plan));
                    const auto again = read(write_plan_yaml(one.plan)).plans.at(0).plan;
                    CHECK(fact_lines(again) == fact_lines(one.plan));
                    CHECK(scores_of(again) == scores_of(one.plan));
                }
            }
        }
    }
    CHECK(plans > 150);
}

TEST_CASE("random plans with all keys and nasty texts come back")
{
    for (unsigned seed = 0; seed < 500; ++seed) {
        Rng rng(seed);
        INFO(seed);
        REQUIRE(comes_back(nasty_plan(rng)));
    }
}

TEST_CASE("every character that the reader takes in a text comes back")
{
    std::size_t taken = 0;
    std::size_t characters = 0;
    for (unsigned from = 0; from < 0x10000; from += 64) {
        // the letters of the far East are all alike (tried once, 0x3100 to 0xD7FF, all came back), halves of pairs are no characters, and private ones
        // have no meaning
        if (from >= 0x3100 && from < 0xF800) {
            continue;
        }
        characters += 64;
        std::vector<std::string> quoted;
        std::vector<std::string> plain;
        for (unsigned c = from; c < from + 64; ++c) {
            quoted.push_back("\"" + escape(c) + "y" + escape(c) + "\"");
            plain.push_back("x" + utf8(c));
        }
        taken += taken_come_back(quoted);
        taken_come_back(plain);
    }
    // all but C0 less tab, DEL and C1, and the four that nobody sees, which a covariate must not have
    CHECK(taken == characters - 31 - 33 - 4);
}

TEST_CASE("covariates keep whether they stood in quotes, in brackets or out of them")
{
    for (const std::string covariates : {"{a: -, b: x}", "{a: -, b: \"x\"}", "\n  a: x, y\n  b: ?x", "\n  a: x [1]\n  b: 'x [1]'", "\n  a: x\n    , y",
                                         "{\"~\": no, \"a\\u0000\\n\": \"no\"}", "{<<: 007, ' ': 1e3}", "{a: |x, b: 1}", "\n  a: |\n    x\n  b: 1"}) {
        const auto result = read("gas: 1\nid: P\ncovariates: " + covariates + "\ngoals:\n  - id: g\n    title: t\n" + scale_lines);
        INFO(covariates);
        if (!result.has_errors()) {
            CHECK(comes_back(result.plans[0].plan));
        } else {
            CHECK(covariates == "{a: |x, b: 1}");
        }
    }
}

TEST_CASE("a scalar is quoted where a reader of YAML needs it, and only there")
{
    using write::yaml_scalar;
    for (const std::string plain :
         {"Walk", "d460", "P-101", "walk#2", "a:b", "it's", "2 or 3 nights", "-5 to 3", "notes/2026-04-12.md", "+1 step", "1/2", "(x)", "<10", "é"}) {
        CHECK(yaml_scalar(plain, true) == plain);
        CHECK(yaml_scalar(plain, false) == plain);
    }
    for (const std::string text : {"",
                                   "yes",
                                   "No",
                                   "TRUE",
                                   "null",
                                   "~",
                                   "007",
                                   "1e3",
                                   "0x1F",
                                   "12:30",
                                   "1_000",
                                   "2026-04-12",
                                   "+1",
                                   "-",
                                   "2026-04-12T10:00:00Z",
                                   "0o17",
                                   "2026-04-12 10:00",
                                   ".inf",
                                   "a: b",
                                   "a:",
                                   "a #b",
                                   "- a",
                                   "# a",
                                   "a ",
                                   " a",
                                   "&a",
                                   "*a",
                                   "!a",
                                   "|",
                                   ">",
                                   "%a",
                                   "@a",
                                   "`a",
                                   "[a]",
                                   "{a}",
                                   ",a",
                                   "? a",
                                   "a\u2028b",
                                   "a\u202Eb"}) {
        CHECK(yaml_scalar(text, true) != text);
        CHECK(yaml_scalar(text, false) != text);
    }
    for (const std::string text : {"a, b", "a [b]", "a {b}", "why?"}) {
        CHECK(yaml_scalar(text, true) == "\"" + text + "\"");
        CHECK(yaml_scalar(text, false) == text);
    }
    CHECK(yaml_scalar("say \"no\"\n", false) == "\"say \\\"no\\\"\\n\"");
    CHECK(yaml_scalar(": \"no\"", false) == "': \"no\"'");
    CHECK(yaml_scalar(": \\ 's", false) == "\": \\\\ 's\"");
    CHECK(yaml_scalar("a\u0085\u2028\uFEFF\x1b\t", true) == "\"a\\x85\\u2028\\ufeff\\x1b\\t\"");
}
