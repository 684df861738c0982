// SPDX-License-Identifier: MIT
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include "../plan_texts.hpp"
#include "gas/diff/facts.hpp"
#include "gas/rate/new_ratings.hpp"
#include "gas/read/read_plans.hpp"
#include "made_layout.hpp"

using namespace gas;
using namespace gas::test;

/// Ratings put into a text leave every other byte: over every plan of the repository, and over 2,000 layouts made at random.

namespace {

/// The facts of all plans of the text, each path behind the plan's id.
std::map<std::string, std::string> facts_of_all(std::string_view text)
{
    std::map<std::string, std::string> facts;
    for (const auto& read : read_plans({"", std::string(without_bom(text))}).plans) {
        for (const auto& fact : facts_of(read.plan, read.ranges, own_names(read.plan))) {
            facts[read.plan.id + fact.path] = fact.value;
        }
    }
    return facts;
}

/// The facts that `asked` adds, from its words alone. Its words have nothing that a path would escape.
std::map<std::string, std::string> asked_facts(const std::string& plan, const NewEntry& asked, bool new_entry)
{
    const auto path = fmt::format("{}/ratings/{}/{}/{}", plan, to_string(asked.date), asked.occasion, asked.rater);
    std::map<std::string, std::string> facts;
    if (new_entry) {
        facts[path] = fmt::format("{} {}, {}", to_string(asked.date), asked.occasion, asked.rater);
    }
    if (asked.role) {
        facts[path + "/role"] = to_string(*asked.role);
    }
    if (!asked.note.empty()) {
        facts[path + "/note"] = asked.note;
    }
    for (const auto& rating : asked.levels) {
        const auto of_goal = path + "/" + rating_step(rating.goal);
        facts[of_goal] = rating.recorded;
        if (!rating.note.empty()) {
            facts[of_goal + "/note"] = rating.note;
        }
        if (!rating.source.empty()) {
            facts[of_goal + "/source"] = rating.source;
        }
    }
    return facts;
}

/// What is wrong with the text after the edit; empty where nothing is. `gone` is the value of `ratings` that goes, "[]" or "~".
std::string fault_of(std::string before, const std::string& after, const std::string& plan, const NewEntry& asked, bool new_entry, const std::string& gone)
{
    auto due = facts_of_all(before);
    due.merge(asked_facts(plan, asked, new_entry));
    if (facts_of_all(after) != due) {
        return "other facts than those asked for";
    }
    before = gone.empty() ? before : replaced(before, "ratings: " + gone, "ratings:");
    const auto same = std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first - before.begin();
    const auto behind = std::mismatch(before.rbegin(), before.rend(), after.rbegin(), after.rend()).first - before.rbegin();
    return after.size() > before.size() && static_cast<std::size_t>(same + behind) >= before.size() ? "" : "not one insertion";
}

std::set<std::string> errors_in(const std::string& text)
{
    std::set<std::string> errors;
    for (const auto& finding : read_plans({"", std::string(without_bom(text))}).diagnostics) {
        if (finding.severity == Severity::error) {
            errors.insert(finding.message);
        }
    }
    return errors;
}

}  // namespace

TEST_CASE("2,000 made layouts take ratings by one insertion, at the place by date, or are refused for the layouts that only a person edits")
{
    std::map<std::string, int> edited;
    std::map<std::string, int> refused;
    for (unsigned seed = 0; seed < 2000; ++seed) {
        Rng rng(seed);
        const auto made = made_layout(rng);
        INFO(seed, "\n", made.text);
        const auto errors = errors_in(made.text);
        CAPTURE(errors.empty() ? "" : *errors.begin());
        REQUIRE(errors.size() == (made.kind == "no value" || made.kind == "an error" ? 1 : 0));
        const auto result = put_ratings(made.text, made.plan_id, made.asked, false);
        if (const auto* problem = std::get_if<EditProblem>(&result)) {
            INFO(problem->message);
            CHECK(problem->message.starts_with(made.refusal));
            REQUIRE(!made.refusal.empty());
            ++refused[made.kind];
            continue;
        }
        const auto& put = std::get<RatingsPut>(result);
        INFO(put.text);
        REQUIRE(made.refusal.empty());
        CHECK(put.new_entry == made.new_entry);
        CHECK(fault_of(made.text, put.text, made.asked_plan, made.asked, made.new_entry, made.gone) == "");
        CHECK(errors_in(put.text).empty());
        const auto problem = misplaced(made, put.text);
        CHECK(problem == "");
        ++edited[made.kind];
    }
    std::string counts;
    for (const auto* count : {&edited, &refused}) {
        counts += count == &edited ? "edited:" : "; refused:";
        for (const auto& [kind, number] : *count) {
            CHECK(number >= 20);
            counts += fmt::format(" {} {}", number, kind);
        }
    }
    MESSAGE(counts);
    CHECK(edited.size() == 9);
    CHECK(refused.size() == 5);
}

TEST_CASE("every plan of the repository takes an entry, early and late, by bytes put in and nothing else")
{
    int plans = 0;
    std::map<std::string, int> refused;
    for (const auto* top : {"", "/../examples"}) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(std::string(GAS_TEST_DIR) + top)) {
            if (!file.path().string().ends_with(".yaml") && !file.path().string().ends_with(".yml")) {
                continue;
            }
            std::ifstream in(file.path(), std::ios::binary);
            const std::string text{std::istreambuf_iterator<char>(in), {}};
            const auto read = read_plans({"", std::string(without_bom(text))});
            if (read.has_errors()) {
                continue;
            }
            for (const auto& one : read.plans) {
                if (std::count_if(read.plans.begin(), read.plans.end(), [&](const auto& other) { return other.plan.id == one.plan.id; }) > 1) {
                    continue;
                }
                const auto& ratings = one.plan.ratings;
                for (const auto& date : {std::string("2031-01-01"), ratings.empty() ? std::string("2026-01-01") : to_string(ratings.front().date)}) {
                    NewEntry asked{*parse_date(date), "review", "ZZ", Role::patient, "a, b", {{one.plan.goals[0].id, "0", "x: y"}}};
                    const auto result = put_ratings(text, one.plan.id, asked, false);
                    INFO(file.path().string(), " ", date);
                    if (const auto* problem = std::get_if<EditProblem>(&result)) {
                        CHECK(problem->of_layout);
                        ++refused[problem->message];
                        continue;
                    }
                    const auto& after = std::get<RatingsPut>(result).text;
                    INFO(after);
                    const bool bare = ratings.empty() && text.find("ratings: []") != std::string::npos;
                    CHECK(fault_of(text, after, one.plan.id, asked, true, bare ? "[]" : "") == "");
                    ++plans;
                }
            }
        }
    }
    std::string counts = fmt::format("{} edits", plans);
    for (const auto& [why, number] : refused) {
        counts += fmt::format("; refused {}: {}", number, why);
    }
    MESSAGE(counts);
    CHECK(plans > 600);
}
