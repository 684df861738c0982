// SPDX-License-Identifier: MIT
#include "gas/check/study_names.hpp"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "plan/rating_grid.hpp"

namespace gas {

namespace {

constexpr std::size_t max_names = 100'000;  ///< different ones that are no ids
constexpr std::size_t max_ids = 1U << 20U;  ///< while they ascend nothing is lost beyond
constexpr std::size_t max_words = 20;       ///< of a covariate in which slips are looked for
constexpr std::size_t max_of_a_kind = 20;   ///< that are told

/// Where a name stands, while it is seen.
struct NamePlace {
    const std::string& file;
    Position begin;
    Position end;
    std::string_view excerpt;
    bool in_table = false;
    bool checked = true;  ///< the plan is
};

/// A name as it is written, and where that is first.
struct NameUse {
    std::string name;
    std::string file;
    Position begin;
    Position end;
    std::string excerpt;
    bool in_table = false;
    std::size_t count = 0;
    std::size_t group = 0;        ///< of names that fold to one
    std::size_t participant = 0;  ///< who had it last
    bool checked = false;         ///< stands in a plan that is checked; its place is then in such a one
    bool elsewhere = false;       ///< stands in another plan
};

/// Whether to tell that a name is nearly another: a plan that is checked has it, or made it near.
bool is_told(const NameUse& use, const NameUse& meant) { return use.checked || !meant.elsewhere; }

struct TextHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};
template <typename Value>
using ByText = std::unordered_map<std::string, Value, TextHash, std::equal_to<>>;

/// The names of one kind.
class NamesOfKind {
public:
    /// `position`: where it stands among its like in its participant; there the one before often had the same. False where a new one has no room.
    bool see(std::string_view name, std::size_t count, std::size_t position, std::size_t participant, const NamePlace& place, std::size_t& room)
    {
        if (position >= recent_.size()) {
            recent_.resize(position + 1, 0);
        }
        auto& at = recent_[position];
        if (at >= uses_.size() || uses_[at].name != name) {
            const auto known = numbers_.find(name);
            if (known == numbers_.end() && room == 0) {
                return false;
            }
            at = known == numbers_.end() ? add(name, place, room) : known->second;
        }
        auto& use = uses_[at];
        if (place.checked && use.elsewhere && !use.checked) {
            use.file = place.file;
            use.begin = place.begin;
            use.end = place.end;
            use.excerpt = place.excerpt;
            use.in_table = place.in_table;
        }
        (place.checked ? use.checked : use.elsewhere) = true;
        use.count += count;
        use.participant = participant;
        if (const auto& group = groups_[use.group]; group.size() > 1 && group.size() <= max_of_a_kind) {
            for (const auto other : group) {
                if (other != at && uses_[other].participant == participant) {
                    together_.emplace(std::min(at, other), std::max(at, other));
                }
            }
        }
        return true;
    }

    /// Calls `take(use, meant)` for each name that is nearly another.
    template <typename Take>
    void for_each_near(bool slips, Take take) const
    {
        std::vector<NameCount> meant_names;
        std::vector<std::size_t> best_of;
        for (const auto& group : groups_) {
            const auto best = *std::min_element(group.begin(), group.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
            std::size_t count = 0;
            for (const auto use : group) {
                count += uses_[use].count;
                const bool apart = together_.contains({std::min(use, best), std::max(use, best)}) && only_parted(uses_[use].name, uses_[best].name);
                if (use != best && !apart && is_told(uses_[use], uses_[best])) {
                    take(uses_[use], uses_[best]);
                }
            }
            meant_names.push_back({uses_[best].name, count});
            best_of.push_back(best);
        }
        for (const auto& [slip, meant] : slips ? name_slips(meant_names) : std::vector<NameSlip>()) {
            if (is_told(uses_[best_of[slip]], uses_[best_of[meant]])) {
                take(uses_[best_of[slip]], uses_[best_of[meant]]);
            }
        }
    }
    [[nodiscard]] std::size_t size() const { return uses_.size(); }
    /// In the order in which they were seen.
    [[nodiscard]] std::vector<std::string_view> names() const
    {
        std::vector<std::string_view> all;
        std::transform(uses_.begin(), uses_.end(), std::back_inserter(all), [](const NameUse& use) { return std::string_view(use.name); });
        return all;
    }

private:
    std::size_t add(std::string_view name, const NamePlace& place, std::size_t& room)
    {
        --room;
        const auto at = uses_.size();
        const auto [group, fresh] = group_of_.try_emplace(folded_name(name), groups_.size());
        if (fresh) {
            groups_.emplace_back();
        }
        groups_[group->second].push_back(at);
        uses_.push_back({std::string(name), place.file, place.begin, place.end, std::string(place.excerpt), place.in_table, 0, group->second});
        numbers_.emplace(name, at);
        return at;
    }
    /// The least is the name that was meant: one that the format knows, else the most frequent, else the first.
    [[nodiscard]] std::tuple<bool, std::size_t, std::size_t> rank(std::size_t use) const
    {
        const bool known = uses_[use].name == baseline_occasion || uses_[use].name == final_occasion;
        return {!known, SIZE_MAX - uses_[use].count, use};
    }

    std::vector<NameUse> uses_;
    ByText<std::size_t> numbers_;
    ByText<std::size_t> group_of_;
    std::vector<std::vector<std::size_t>> groups_;
    std::vector<std::size_t> recent_;
    std::set<std::pair<std::size_t, std::size_t>> together_;  ///< names of one group that some participant has both
};

/// Ids, of which there is one a participant: kept in few bytes, and compared at the end.
class IdsSeen {
public:
    void see(std::string_view id, const NamePlace& place)
    {
        auto folded = folded_name(id);
        bytewise_ = bytewise_ && (seen_ == 0 || last_ < folded);
        by_length_ = by_length_ && (seen_ == 0 || std::pair(last_.size(), std::string_view(last_)) < std::pair(folded.size(), std::string_view(folded)));
        ++seen_;
        if (ids_.size() < max_ids) {
            const auto [file, fresh] = file_numbers_.try_emplace(place.file, static_cast<std::uint32_t>(files_.size()));
            if (fresh) {
                files_.push_back(place.file);
            }
            ids_.emplace_back(TextHash()(folded), static_cast<std::uint32_t>(place.begin.line), file->second, place.in_table, place.checked);
            texts_.append(id).push_back('\n');
        }
        last_ = std::move(folded);
    }
    [[nodiscard]] bool all_compared() const { return ascends() || seen_ == ids_.size(); }

    /// Calls `take(use, meant)` for each id that is nearly an earlier one. Of equal ids nothing: they are told as such.
    template <typename Take>
    void for_each_near(Take take) const
    {
        if (ascends()) {
            return;  // no two are one when folded
        }
        std::vector<std::uint64_t> hashes;
        for (const auto& id : ids_) {
            hashes.push_back(id.hash);
        }
        std::sort(hashes.begin(), hashes.end());
        std::vector<std::uint64_t> twice;
        for (std::size_t i = 1; i < hashes.size(); ++i) {
            if (hashes[i] == hashes[i - 1]) {
                twice.push_back(hashes[i]);
            }
        }
        if (twice.empty()) {
            return;
        }
        std::map<std::string, NameUse> first;
        std::set<std::pair<std::string, bool>> met;
        std::string_view rest = texts_;
        for (const auto& id : ids_) {
            const auto name = take_until(rest, '\n');
            if (!std::binary_search(twice.begin(), twice.end(), id.hash) || !met.emplace(name, id.checked != 0).second) {
                continue;
            }
            const Position at{id.line, 1};
            const NameUse use{std::string(name), files_[id.file], at, at, "", id.in_table != 0, 1, 0, 0, id.checked != 0, id.checked == 0};
            const auto [meant, fresh] = first.try_emplace(folded_name(name), use);
            if (!fresh && use.name != meant->second.name && is_told(use, meant->second)) {
                take(use, meant->second);
            }
        }
    }

private:
    struct IdSeen {
        std::uint64_t hash = 0;
        std::uint32_t line = 0;
        std::uint32_t file : 30 = 0;
        std::uint32_t in_table : 1 = 0;
        std::uint32_t checked : 1 = 0;
        IdSeen(std::uint64_t of, std::uint32_t on, std::uint32_t in, bool table, bool of_checked)
            : hash(of), line(on), file(in & 0x3FFFFFFFU), in_table(table ? 1U : 0U), checked(of_checked ? 1U : 0U)
        {
        }
    };
    [[nodiscard]] bool ascends() const { return bytewise_ || by_length_; }

    std::deque<IdSeen> ids_;
    std::string texts_;
    std::map<std::string, std::uint32_t, std::less<>> file_numbers_;
    std::vector<std::string> files_;
    std::string last_;  ///< folded
    std::size_t seen_ = 0;
    bool bytewise_ = true;
    bool by_length_ = true;
};

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

/// A name that needs no quotes on a command line or in a plan.
bool is_bare(std::string_view name)
{
    return !name.empty() && name.front() != '-' && std::all_of(name.begin(), name.end(), [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    });
}

NearName near_name(NameKind kind, const std::string& covariate, const NameUse& use, const NameUse& meant)
{
    NearName near;
    near.kind = kind;
    near.covariate = covariate;
    near.name = use.name;
    near.meant = meant.name;
    const bool mapped = kind == NameKind::occasion && use.in_table && is_bare(use.name) && is_bare(meant.name);
    near.place = !mapped;
    if (mapped) {
        near.cure = fmt::format("`--map-occasion {}={}` takes them as one", meant.name, use.name);
    } else if (use.in_table) {
        near.cure = fmt::format("write \"{}\"", meant.name);
    } else {
        const auto key = kind == NameKind::id ? std::string("id") : kind_words(kind, covariate);
        const auto quote = is_bare(meant.name) ? "" : "\"";
        near.cure = fmt::format("write `{}: {}{}{}`", key, quote, meant.name, quote);
    }
    const auto times = [&](const NameUse& of) { return kind == NameKind::id ? std::string() : fmt::format(" ({})", counted(of.count, "time")); };
    const bool one = composed_name(use.name) == composed_name(meant.name);
    const auto where = use.file == meant.file ? fmt::format("line {}", meant.begin.line) : fmt::format("{}:{}", meant.file, meant.begin.line);
    near.finding = finding_in(use.file, Rule::near_names,
                              fmt::format("{} \"{}\"{} is {} \"{}\"{}, at {}", kind_words(kind, covariate), use.name, times(use),
                                          one ? "the same letters in another form of Unicode as" : "nearly", meant.name, times(meant), where),
                              near.cure + (mapped ? "" : " here") + ", if one is meant");
    near.finding.begin = use.begin;
    near.finding.end = use.end;
    near.finding.excerpt = use.excerpt;
    near.finding.plan_id = kind == NameKind::id ? use.name : "";
    return near;
}

}  // namespace

struct StudyNames::State {
    IdsSeen ids;
    NamesOfKind goals;
    NamesOfKind occasions;
    NamesOfKind raters;
    std::map<std::string, NamesOfKind, std::less<>> covariates;
    std::size_t participant = 0;
    std::size_t room = max_names;
    bool full = false;
    bool any_plan = false;      ///< beside tables
    bool has_baseline = false;  ///< some goal of a table by itself

    void see(NamesOfKind& names, std::string_view name, std::size_t count, std::size_t position, const NamePlace& place)
    {
        if (!name.empty() && !names.see(name, count, position, participant, place, room)) {
            full = true;
        }
    }
    NamesOfKind& words_of(const std::string& covariate)
    {
        const auto known = covariates.find(covariate);
        return known == covariates.end() ? covariates[covariate] : known->second;
    }
    NamesOfKind& of(NameKind kind, const std::string& covariate)
    {
        return kind == NameKind::goal ? goals : kind == NameKind::occasion ? occasions : kind == NameKind::rater ? raters : words_of(covariate);
    }
};

PlanNames names_of(const Plan& plan, const PlanRanges& ranges, const std::string& file, const LineIndex& lines)
{
    PlanNames of_plan{file, {}};
    auto& names = of_plan.names;
    std::map<std::tuple<NameKind, std::string_view, std::string_view>, std::size_t> known;
    const auto add = [&](NameKind kind, std::string_view covariate, std::string_view name, Range at) {
        if (name.empty()) {
            return;
        }
        const auto [number, fresh] = known.try_emplace({kind, covariate, name}, names.size());
        if (!fresh) {
            ++names[number->second].count;
            return;
        }
        const auto begin = lines.position(at.begin);
        names.push_back(
            {kind, std::string(covariate), std::string(name), 1, begin, lines.position(at.end), std::string(lines.line_text(begin.line).substr(0, 256))});
    };
    add(NameKind::id, "", plan.id, or_else(ranges.id, ranges.whole));
    for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
        add(NameKind::covariate, plan.covariates[i].name, plan.covariates[i].value, ranges.covariates[i].value);
    }
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        add(NameKind::occasion, "", plan.ratings[e].occasion, ranges.ratings[e].occasion);
        add(NameKind::rater, "", plan.ratings[e].rater, ranges.ratings[e].rater);
    }
    return of_plan;
}

StudyNames::StudyNames() : state_(std::make_unique<State>()) {}
StudyNames::~StudyNames() = default;
StudyNames::StudyNames(StudyNames&&) noexcept = default;
StudyNames& StudyNames::operator=(StudyNames&&) noexcept = default;

void StudyNames::see(const PlanNames& plan, bool checked)
{
    state_->any_plan = true;
    ++state_->participant;
    std::size_t position = 0;
    for (const auto& name : plan.names) {
        const NamePlace place{plan.file, name.begin, name.end, name.excerpt, false, checked};
        if (name.kind == NameKind::id) {
            state_->ids.see(name.name, place);
        } else {
            // a covariate stands once in a participant, as the first of its kind
            const auto among = name.kind == NameKind::covariate ? 0 : position++;
            state_->see(state_->of(name.kind, name.covariate), name.name, name.count, among, place);
        }
    }
}

void StudyNames::see(const std::string& file, const Plan& plan, const RatingGrid* grid, std::size_t row, std::span<const std::size_t> goals,
                     std::span<const std::size_t> entries)
{
    auto& state = *state_;
    ++state.participant;
    const auto at = [&](std::size_t line) { return NamePlace{file, {line, 1}, {line, 1}, "", true}; };
    state.ids.see(plan.id, at(row));
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        state.see(state.goals, plan.goals[g].id, 1, g, at(goals[g]));
        state.has_baseline = state.has_baseline || plan.goals[g].baseline.has_value();
    }
    const auto see_entry = [&](std::size_t e, std::string_view occasion, std::string_view rater) {
        state.see(state.occasions, occasion, 1, e, at(entries[e]));
        state.see(state.raters, rater, 1, e, at(entries[e]));
    };
    for (std::size_t e = 0; grid != nullptr && e < grid->entries.size(); ++e) {
        see_entry(e, grid->names[grid->entries[e].occasion], grid->names[grid->entries[e].rater]);
    }
    for (std::size_t e = 0; grid == nullptr && e < plan.ratings.size(); ++e) {
        see_entry(e, plan.ratings[e].occasion, plan.ratings[e].rater);
    }
    for (const auto& covariate : plan.covariates) {
        state.see(state.words_of(covariate.name), covariate.value, 1, 0, at(row));
    }
}

std::string StudyNames::without_baseline() const
{
    const auto names = state_->occasions.names();
    if (state_->any_plan || state_->has_baseline || names.size() < 2 || std::any_of(names.begin(), names.end(), is_baseline)) {
        return "";
    }
    const auto first = *std::find_if(names.begin(), names.end(), [](std::string_view name) { return name != "final"; });
    constexpr std::size_t most = 6;
    const auto count = std::min(names.size(), most);
    const auto more = names.size() > most ? fmt::format(" and {} more", names.size() - most) : std::string();
    return fmt::format("no entry is the baseline, so nothing has a change from it; occasions are {}{}; if {} is the baseline, `--map-occasion {}` says so",
                       fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(count), ", "), more, first,
                       shell_word(fmt::format("{}={}", baseline_occasion, first)));
}

std::vector<NearName> StudyNames::near(std::size_t* more) const
{
    std::vector<NearName> all;
    std::size_t others = 0;
    const auto take_kind = [&](NameKind kind, const std::string& covariate, const auto& for_each) {
        std::size_t of_kind = 0;
        for_each([&](const NameUse& use, const NameUse& meant) {
            if (++of_kind <= max_of_a_kind) {
                all.push_back(near_name(kind, covariate, use, meant));
            } else {
                ++others;
            }
        });
    };
    const auto& state = *state_;
    take_kind(NameKind::id, "", [&](const auto& take) { state.ids.for_each_near(take); });
    take_kind(NameKind::goal, "", [&](const auto& take) { state.goals.for_each_near(true, take); });
    take_kind(NameKind::occasion, "", [&](const auto& take) { state.occasions.for_each_near(true, take); });
    take_kind(NameKind::rater, "", [&](const auto& take) { state.raters.for_each_near(false, take); });
    for (const auto& [covariate, names] : state.covariates) {
        take_kind(NameKind::covariate, covariate, [&names = names](const auto& take) { names.for_each_near(names.size() <= max_words, take); });
    }
    if (more != nullptr) {
        *more = others;
    }
    return all;
}

std::string StudyNames::not_compared() const
{
    if (state_->full) {
        return fmt::format("names beyond the first {} different ones", max_names);
    }
    return state_->ids.all_compared() ? std::string() : fmt::format("ids beyond the first {}", max_ids);
}

}  // namespace gas
