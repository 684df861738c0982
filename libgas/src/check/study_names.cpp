// SPDX-License-Identifier: MIT
#include "gas/check/study_names.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "format/yaml_scalar.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "names_seen.hpp"
#include "plan/rating_grid.hpp"

namespace gas {

using namespace check;

namespace {

std::string kind_words(NameKind kind, const std::string& covariate)
{
    switch (kind) {
    case NameKind::id: return "participant";
    case NameKind::goal: return "goal";
    case NameKind::occasion: return "occasion";
    case NameKind::rater: return "rater";
    default: return covariate;
    }
}

/// A name that needs no quotes on a command line.
bool is_bare(std::string_view name)
{
    return !name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    });
}

/// A name as a plan file takes it, in braces too.
std::string in_plan(const std::string& name) { return format::yaml_scalar(name, true); }

/// "nearly", or what alone tells two names apart that look the same.
std::string how_near(std::string_view name, std::string_view meant)
{
    const auto blank = odd_blank_in(name);
    if (!blank.empty() && with_plain_blanks(name) == meant) {
        return fmt::format("but for {} in place of a blank", blank);
    }
    return !blank.empty() && without_odd_blanks(name) == meant ? fmt::format("but for an added {}", blank) : "nearly";
}

/// `files`: of how many there are names.
NearName near_name(NameKind kind, const std::string& covariate, const NameUse& use, const NameUse& meant, Together together, std::size_t files)
{
    NearName near;
    near.kind = kind;
    near.covariate = covariate;
    near.name = use.name;
    near.meant = meant.name;
    near.one = composed_name(use.name) == composed_name(meant.name);
    // taken as one, a participant's rows of both may stand twice; a table without the name refuses the option
    const bool mapped = !near.one && together == Together::no && use.files == files && kind == NameKind::occasion && use.in == NameIn::table &&
                        is_bare(use.name) && is_bare(meant.name);
    near.place = !mapped;
    near.more_files = use.files > 1 ? use.files - 1 : 0;
    if (mapped) {
        near.cure = fmt::format("`--map-occasion {}={}` takes them as one", meant.name, use.name);
    } else if (use.in != NameIn::plan) {
        near.cure = fmt::format("write \"{}\"", meant.name);
    } else {
        const auto key = kind == NameKind::id ? std::string("id") : kind == NameKind::covariate ? in_plan(covariate) : kind_words(kind, covariate);
        near.cure = fmt::format("write `{}: {}`", key, in_plan(meant.name));
    }
    const auto named = [&](const NameUse& of) {
        return fmt::format("\"{}\"{}", of.name, kind == NameKind::id || of.count == 0 ? std::string() : fmt::format(" ({})", counted(of.count, "time")));
    };
    const auto where = use.file == meant.file ? fmt::format("line {}", meant.begin.line) : fmt::format("{}:{}", meant.file, meant.begin.line);
    near.finding =
        finding_in(use.file, Rule::near_names,
                   fmt::format("{} {} is {} {}, at {}", kind_words(kind, covariate), named(use),
                               near.one ? std::string("the same letters in another form of Unicode as") : how_near(use.name, meant.name), named(meant), where),
                   near.cure + (mapped ? "" : " here" + and_more_files(near)) +
                       (near.one                    ? ", since other programs take them for two"
                        : together == Together::yes ? ", if one is meant; some participant has both"
                                                    : ", if one is meant"));
    near.finding.begin = use.begin;
    near.finding.end = use.end;
    near.finding.excerpt = use.excerpt;
    near.finding.plan_id = kind == NameKind::id ? use.name : "";
    return near;
}

}  // namespace

std::string and_more_files(const NearName& near) { return near.more_files > 0 ? " and in " + counted(near.more_files, "more file") : std::string(); }

struct StudyNames::State {
    IdsSeen ids;
    NamesOfKind goals;
    NamesOfKind occasions{true};  ///< an option may take two of them as one
    NamesOfKind raters;
    std::map<std::string, NamesOfKind, std::less<>> covariates;
    FormsSeen forms;
    SeenOf now;  ///< whose names are seen
    std::size_t room = max_study_names;
    bool any_plan = false;               ///< beside tables
    bool has_baseline = false;           ///< some goal of a table by itself
    bool left_out_has_baseline = false;  ///< or of a participant with an error
    std::size_t left_out_baselines = 0;  ///< entries of such
    std::size_t scored = 0;              ///< participants of tables without one
    std::string file;                    ///< of the participant that is seen now
    std::size_t line = 0;                ///< of one that begin() was told of

    void begin(const std::string& in, bool checked = true)
    {
        if (now.participant++ == 0 || file != in) {
            file = in;
            ++now.file;
        }
        now.checked = checked;
    }
    [[nodiscard]] NamePlace here() const { return {file, {line, 1}, {line, 1}, "", NameIn::scores}; }

    template <typename PlaceOf>
    void see(NamesOfKind& names, std::string_view name, std::size_t count, std::size_t position, const PlaceOf& place_of)
    {
        if (!name.empty()) {
            names.see(name, count, position, now, room, place_of);
        }
    }
    NamesOfKind& words_of(const std::string& covariate)
    {
        const auto known = covariates.find(covariate);
        return known == covariates.end() ? covariates[covariate] : known->second;
    }
    /// What `count` gives of each kind, added up.
    [[nodiscard]] std::size_t of_all(std::size_t (NamesOfKind::*count)() const) const
    {
        auto all = (goals.*count)() + (occasions.*count)() + (raters.*count)();
        for (const auto& [covariate, words] : covariates) {
            all += (words.*count)();
        }
        return all;
    }
    NamesOfKind& of(NameKind kind, const std::string& covariate)
    {
        return kind == NameKind::goal ? goals : kind == NameKind::occasion ? occasions : kind == NameKind::rater ? raters : words_of(covariate);
    }
};

PlanNames names_of(const Plan& plan, const PlanRanges& ranges, const std::string& file, const LineIndex& lines, bool with_excerpts)
{
    constexpr std::size_t few = 16;  // among which a search is faster
    constexpr std::size_t longest_excerpt = 256;
    PlanNames of_plan{file, {}};
    auto& names = of_plan.names;
    names.reserve(std::min(few, 1 + plan.covariates.size() + plan.ratings.size()));
    const auto put = [&](NameKind kind, const std::string& covariate, const std::string& name, Range at) {
        if (!name.empty()) {
            const auto begin = lines.position(at.begin);
            names.push_back({kind, covariate, name, 1, begin, lines.position(at.end),
                             with_excerpts ? std::string(lines.line_text(begin.line).substr(0, longest_excerpt)) : std::string()});
        }
    };
    put(NameKind::id, "", plan.id, or_else(ranges.id, ranges.whole));
    for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
        put(NameKind::covariate, plan.covariates[i].name, plan.covariates[i].value, ranges.covariates[i].value);
    }
    const auto first = names.size();
    std::map<std::pair<NameKind, std::string_view>, std::size_t> others;  // beyond the few
    const auto add = [&](NameKind kind, const std::string& name, Range at) {
        if (name.empty()) {
            return;
        }
        const auto begin = names.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = begin + static_cast<std::ptrdiff_t>(std::min(names.size() - first, few));
        const auto known = std::find_if(begin, end, [&](const auto& seen) { return seen.kind == kind && seen.name == name; });
        const auto other = known == end && names.size() >= first + few ? others.try_emplace({kind, name}, names.size()) : std::pair(others.end(), true);
        if (known != end) {
            ++known->count;
        } else if (!other.second) {
            ++names[other.first->second].count;
        } else {
            put(kind, "", name, at);
        }
    };
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        add(NameKind::occasion, plan.ratings[e].occasion, ranges.ratings[e].occasion);
        add(NameKind::rater, plan.ratings[e].rater, ranges.ratings[e].rater);
    }
    return of_plan;
}

StudyNames::StudyNames() : state_(std::make_unique<State>()) {}
StudyNames::~StudyNames() = default;
StudyNames::StudyNames(StudyNames&&) noexcept = default;
StudyNames& StudyNames::operator=(StudyNames&&) noexcept = default;

void StudyNames::see(const PlanNames& plan, bool checked)
{
    auto& state = *state_;
    state.any_plan = true;
    state.begin(plan.file, checked);
    std::size_t position = 0;
    for (const auto& name : plan.names) {
        const auto place = [&] { return NamePlace{plan.file, name.begin, name.end, name.excerpt, NameIn::plan, checked}; };
        const bool plain = all_ascii(name.name);
        const auto composed = plain ? std::string() : composed_name(name.name);
        const std::string_view as_compared = plain ? name.name : composed;
        if (!plain) {
            state.forms.see(name.kind, name.covariate, name.name, place(), state.now.file);
        }
        if (name.kind == NameKind::id) {
            state.ids.see(as_compared, place());
            continue;
        }
        // a covariate stands once in a participant, as the first of its kind
        const auto among = name.kind == NameKind::covariate ? 0 : position++;
        state.see(state.of(name.kind, name.covariate), as_compared, name.count, among, place);
    }
}

void StudyNames::see(const std::string& file, const Plan& plan, const RatingGrid* grid, std::size_t row, std::span<const std::size_t> goals,
                     std::span<const std::size_t> entries, std::span<const WrittenName> written, bool left_out)
{
    auto& state = *state_;
    state.begin(file);
    state.scored += left_out ? 0 : 1;
    auto& has_baseline = left_out ? state.left_out_has_baseline : state.has_baseline;
    const auto at = [&](std::size_t line) { return [&file, line] { return NamePlace{file, {line, 1}, {line, 1}, "", NameIn::table}; }; };
    state.ids.see(plan.id, at(row)());
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        state.see(state.goals, plan.goals[g].id, 1, g, at(goals[g]));
        has_baseline = has_baseline || plan.goals[g].baseline.has_value();
    }
    const auto see_entries = [&](std::size_t count, const auto& occasion, const auto& rater, const auto& same_rater) {
        for (std::size_t e = 0, first = 0; e < count; ++e) {
            state.see(state.occasions, occasion(e), 1, e, at(entries[e]));
            state.left_out_baselines += left_out && is_baseline(occasion(e)) ? 1 : 0;
            if (e + 1 == count || !same_rater(first, e + 1)) {
                state.see(state.raters, rater(first), e + 1 - first, first, at(entries[first]));
                first = e + 1;
            }
        }
    };
    if (grid != nullptr) {
        const auto& of = grid->entries;
        see_entries(
            of.size(), [&](std::size_t e) { return std::string_view(grid->names[of[e].occasion]); },
            [&](std::size_t e) { return std::string_view(grid->names[of[e].rater]); },
            [&](std::size_t a, std::size_t b) { return of[a].rater == of[b].rater; });
    } else {
        const auto& of = plan.ratings;
        see_entries(
            of.size(), [&](std::size_t e) { return std::string_view(of[e].occasion); }, [&](std::size_t e) { return std::string_view(of[e].rater); },
            [&](std::size_t a, std::size_t b) { return of[a].rater == of[b].rater; });
    }
    for (const auto& covariate : plan.covariates) {
        state.see(state.words_of(covariate.name), covariate.value, 1, 0, at(row));
    }
    for (const auto& name : written) {
        state.forms.see(name.kind, name.covariate, name.text, at(name.line)(), state.now.file);
    }
}

void StudyNames::begin(const std::string& file, std::size_t line, std::string_view id)
{
    auto& state = *state_;
    state.any_plan = true;  // whoever made the scores has told what there was to tell of baselines
    state.begin(file);
    state.line = line;
    state.ids.see(id, state.here());
}

void StudyNames::see(NameKind kind, const std::string& covariate, std::string_view name, std::size_t position)
{
    auto& state = *state_;
    state.see(state.of(kind, covariate), name, 1, position, [&] { return state.here(); });
}

std::string StudyNames::without_baseline() const
{
    const auto& state = *state_;
    if (state.any_plan || state.has_baseline || state.scored == 0) {
        return "";
    }
    const auto names = state.occasions.names();
    const auto baselines = state.occasions.count_of(is_baseline);
    if (baselines == state.left_out_baselines && (baselines > 0 || state.left_out_has_baseline)) {
        return "whoever has a baseline was left out for an error, so nothing has a change from it";
    }
    if (names.size() < 2 || baselines > 0 || state.left_out_has_baseline) {
        return "";
    }
    // two spellings of `final` are one occasion, of which the near names tell
    const auto candidate = std::find_if(names.begin(), names.end(), [](std::string_view name) { return folded_name(name) != folded_name(final_occasion); });
    if (candidate == names.end()) {
        return "";
    }
    const auto first = *candidate;
    const bool offered = state.occasions.files_of(first) == state.now.file;  // a table without it would refuse the option
    constexpr std::size_t most = 6;
    const auto count = std::min(names.size(), most);
    const auto more = names.size() > most ? fmt::format(" and {} more", names.size() - most) : std::string();
    const auto told = fmt::format("no entry is the baseline, so nothing has a change from it; occasions are {}{}",
                                  fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count), ", "), more);
    return offered
               ? fmt::format("{}; if {} is the baseline, `--map-occasion {}` says so", told, first, shell_word(fmt::format("{}={}", baseline_occasion, first)))
               : told;
}

bool StudyNames::has(NameKind kind, std::string_view name) const
{
    const auto& of_kind = state_->of(kind, "");
    const auto names = of_kind.names();
    return of_kind.beyond() > 0 || std::find(names.begin(), names.end(), name) != names.end();
}

std::vector<std::string> StudyNames::names(NameKind kind) const
{
    const auto seen = state_->of(kind, "").names();
    std::vector<std::string> names(seen.begin(), seen.end());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<NearName> StudyNames::near(std::size_t* more) const
{
    std::vector<NearName> all;
    std::size_t others = 0;
    const auto take_kind = [&](NameKind kind, const std::string& covariate, const auto& for_each) {
        std::size_t of_kind = 0;
        const auto take = [&](const NameUse& use, const NameUse& meant, Together together) {
            if (++of_kind <= max_near_names) {
                all.push_back(near_name(kind, covariate, use, meant, together, state_->now.file));
            } else {
                ++others;
            }
        };
        state_->forms.for_each(kind, covariate, take);
        for_each(take);
    };
    const auto& state = *state_;
    take_kind(NameKind::id, "", [&](const auto& take) { state.ids.for_each_near(take); });
    take_kind(NameKind::goal, "", [&](const auto& take) { state.goals.for_each_near(true, take); });
    take_kind(NameKind::occasion, "", [&](const auto& take) { state.occasions.for_each_near(true, take); });
    take_kind(NameKind::rater, "", [&](const auto& take) { state.raters.for_each_near(false, take); });
    for (const auto& [covariate, names] : state.covariates) {
        take_kind(NameKind::covariate, covariate, [&](const auto& take) { names.for_each_near(names.size() <= max_words_for_slips, take); });
    }
    if (more != nullptr) {
        *more = others;
    }
    return all;
}

std::string StudyNames::not_compared() const
{
    std::vector<std::string> parts;
    const auto add = [&](std::size_t count, std::string words) {
        if (count > 0) {
            parts.push_back(std::move(words));
        }
    };
    add(state_->of_all(&NamesOfKind::beyond), fmt::format("names beyond the first {} different ones", max_study_names));
    add(state_->forms.not_compared(), fmt::format("forms of Unicode of names beyond the first {}", max_study_names));
    add(state_->ids.not_compared(), fmt::format("ids beyond the first {}", max_study_ids));
    return fmt::format("{}", fmt::join(parts, ", "));
}

std::size_t StudyNames::count_not_compared() const { return state_->of_all(&NamesOfKind::beyond) + state_->forms.not_compared() + state_->ids.not_compared(); }

std::size_t StudyNames::count_not_held_together() const { return state_->of_all(&NamesOfKind::not_held_together); }

std::string StudyNames::not_held_together() const
{
    const auto count = count_not_held_together();
    return count == 0 ? ""
                      : fmt::format("of {} beyond the first {} it is not known whether a participant has another of the same name", counted(count, "spelling"),
                                    max_spellings);
}

}  // namespace gas
