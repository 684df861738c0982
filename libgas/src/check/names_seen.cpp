// SPDX-License-Identifier: MIT
#include "names_seen.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "gas/check/study_names.hpp"
#include "gas/plan/plan.hpp"
#include "gas/text/phrases.hpp"

namespace gas::check {

namespace {

void set_place(NameUse& use, const NamePlace& place)
{
    use.file = place.file;
    use.begin = place.begin;
    use.end = place.end;
    use.excerpt = place.excerpt;
    use.in = place.in;
}

}  // namespace

void note_place(NameUse& use, const NamePlace& place)
{
    if (place.checked && !use.checked) {
        set_place(use, place);
    }
    (place.checked ? use.checked : use.elsewhere) = true;
}

void NamesOfKind::for_each_near(bool slips, const TakeNear& take) const
{
    std::vector<NameCount> meant_names;
    std::vector<std::size_t> best_of;
    for (const auto& group : groups_) {
        const auto best = *std::min_element(group.begin(), group.end(), [&](auto a, auto b) { return rank(a) < rank(b); });
        std::size_t count = 0;
        for (const auto use : group) {
            count += uses_[use].count;
            const bool both = together_.contains({std::min(use, best), std::max(use, best)});
            const auto together = both ? Together::yes : group.size() > max_spellings ? Together::not_known : Together::no;
            const bool apart = both && only_parted(uses_[use].name, uses_[best].name);
            if (use != best && !apart && is_told(uses_[use], uses_[best])) {
                take(uses_[use], uses_[best], together);
            }
        }
        meant_names.push_back({uses_[best].name, count});
        best_of.push_back(best);
    }
    auto found = slips ? name_slips(meant_names) : std::vector<NameSlip>();
    for (auto& one : found) {
        one = {best_of[one.slip], best_of[one.meant]};
    }
    const auto together = held_together(found);
    for (std::size_t i = 0; i < found.size(); ++i) {
        const auto& [slip, meant] = found[i];
        if (is_told(uses_[slip], uses_[meant])) {
            take(uses_[slip], uses_[meant], together[i]);
        }
    }
}

std::vector<std::string_view> NamesOfKind::names() const
{
    std::vector<std::string_view> all;
    std::transform(uses_.begin(), uses_.end(), std::back_inserter(all), [](const NameUse& use) { return std::string_view(use.name); });
    return all;
}

std::size_t NamesOfKind::files_of(std::string_view name) const
{
    const auto found = known_.find(name);
    return found != known_.end() ? found->second->files : 0;
}

std::size_t NamesOfKind::count_of(bool (*is_such)(std::string_view)) const
{
    std::size_t count = 0;
    for (const auto& use : uses_) {
        count += is_such(use.name) ? use.count : 0;
    }
    return count;
}

std::size_t NamesOfKind::not_held_together() const
{
    std::size_t beyond = 0;
    for (const auto& group : groups_) {
        beyond += group.size() > max_spellings ? group.size() - max_spellings : 0;
    }
    return beyond;
}

NameUse* NamesOfKind::known(std::string_view name)
{
    const auto found = known_.find(name);
    return found == known_.end() ? nullptr : found->second;
}

NameUse* NamesOfKind::add(std::string_view name, const NamePlace& place, std::size_t& room)
{
    --room;
    const auto number = uses_.size();
    const auto [found, fresh] = group_of_.try_emplace(folded_name(name), groups_.size());
    if (fresh) {
        groups_.emplace_back();
    }
    auto& group = groups_[found->second];
    group.push_back(number);
    auto& use = uses_.emplace_back();
    use.name = name;
    use.number = number;
    use.group = found->second;
    set_place(use, place);
    known_.emplace(use.name, &use);
    // each is touched twice at most, however many spellings one name has
    use.in_company = group.size() > 1 && group.size() <= max_spellings;
    if (group.size() == 2) {
        uses_[group[0]].in_company = true;
    } else if (group.size() == max_spellings + 1) {
        for (const auto member : group) {
            uses_[member].in_company = false;
        }
    }
    return &use;
}

void NamesOfKind::note_together(const NameUse& use)
{
    for (const auto other : groups_[use.group]) {
        if (other != use.number && uses_[other].participant == use.participant) {
            together_.emplace(std::min(use.number, other), std::max(use.number, other));
        }
    }
}

void NamesOfKind::note_had(std::size_t name, std::size_t participant)
{
    if (last_participant_ != participant) {
        keep_had();
        last_participant_ = participant;
    }
    had_.push_back(name);
}

void NamesOfKind::keep_had()
{
    std::sort(had_.begin(), had_.end());
    if (had_.size() > 1 && !all_had_.contains(had_)) {
        const bool has_room = had_count_ + had_.size() <= max_study_names;
        forgot_ = forgot_ || !has_room;
        if (has_room) {
            had_count_ += had_.size();
            all_had_.insert(had_);
        }
    }
    had_.clear();
}

std::vector<Together> NamesOfKind::held_together(std::span<const NameSlip> slips) const
{
    std::vector<Together> all;
    std::unordered_map<std::size_t, std::vector<std::span<const std::size_t>>> of_slip;  // the names of those who have it
    for (const auto& slip : slips) {
        of_slip[slip.slip];
    }
    const auto see = [&](std::span<const std::size_t> names) {
        for (const auto name : names) {
            if (const auto slip = of_slip.find(name); slip != of_slip.end()) {
                slip->second.push_back(names);
            }
        }
    };
    std::for_each(all_had_.begin(), all_had_.end(), see);
    see(had_);
    for (const auto& slip : slips) {
        const auto& had = of_slip[slip.slip];
        const bool both =
            std::any_of(had.begin(), had.end(), [&](const auto& names) { return std::find(names.begin(), names.end(), slip.meant) != names.end(); });
        all.push_back(both ? Together::yes : forgot_ ? Together::not_known : Together::no);
    }
    return all;
}

std::tuple<bool, bool, std::size_t, std::size_t> NamesOfKind::rank(std::size_t use) const
{
    const bool known = uses_[use].name == baseline_occasion || uses_[use].name == final_occasion;
    return {!known, !odd_blank_in(uses_[use].name).empty(), SIZE_MAX - uses_[use].count, use};
}

void FormsSeen::see(NameKind kind, const std::string& covariate, std::string_view written, const NamePlace& place, std::size_t file)
{
    constexpr std::size_t few = 4;  // there are NFC and NFD, and mixtures
    const auto known = forms_.size() < max_study_names ? forms_.try_emplace({kind, covariate, composed_name(written)}).first
                                                       : forms_.find({kind, covariate, composed_name(written)});
    if (known == forms_.end()) {
        ++not_compared_;
        return;
    }
    auto& uses = known->second;
    auto same = std::find_if(uses.begin(), uses.end(), [&](const NameUse& use) { return use.name == written; });
    if (same == uses.end() && uses.size() < few) {
        same = uses.emplace(uses.end());
        same->name = written;
        set_place(*same, place);
    }
    if (same != uses.end()) {
        note_file(*same, file);
        note_place(*same, place);
    }
}

void FormsSeen::for_each(NameKind kind, const std::string& covariate, const TakeNear& take) const
{
    for (auto at = forms_.lower_bound({kind, covariate, ""}); at != forms_.end(); ++at) {
        const auto& [of_kind, of_covariate, name] = at->first;
        if (of_kind != kind || of_covariate != covariate) {
            return;
        }
        const auto& uses = at->second;
        const auto composed = std::find_if(uses.begin(), uses.end(), [&name = name](const NameUse& use) { return use.name == name; });
        const auto meant = composed == uses.end() ? uses.begin() : composed;
        const auto other = std::find_if(uses.begin(), uses.end(), [&](const NameUse& use) { return use.name != meant->name; });
        if (other != uses.end() && is_told(*other, *meant)) {
            take(*other, *meant, Together::no);
        }
    }
}

void IdsSeen::see(std::string_view id, const NamePlace& place)
{
    auto folded = folded_name(id);
    bytewise_ = bytewise_ && (seen_ == 0 || last_ < folded);
    by_length_ = by_length_ && (seen_ == 0 || std::pair(last_.size(), std::string_view(last_)) < std::pair(folded.size(), std::string_view(folded)));
    ++seen_;
    if (ids_.size() < max_study_ids) {
        if (files_.empty() || files_.back() != place.file) {
            files_.push_back(place.file);  // participants of one file come one after the other
        }
        ids_.emplace_back(place, files_.size() - 1);
        texts_.append(id).push_back('\n');
    }
    last_ = std::move(folded);
}

void IdsSeen::for_each_near(const TakeNear& take) const
{
    if (ascends()) {
        return;  // no two are one when folded
    }
    std::vector<std::size_t> hashes;
    std::string_view rest = texts_;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        hashes.push_back(std::hash<std::string>()(folded_name(take_until(rest, '\n'))));
    }
    auto sorted = hashes;
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::size_t> twice;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        if (sorted[i] == sorted[i - 1]) {
            twice.push_back(sorted[i]);
        }
    }
    if (twice.empty()) {
        return;
    }
    std::vector<NameUse> uses;  // each name once, and once of plans that are not checked
    std::map<std::pair<std::string, bool>, std::size_t> met;
    rest = texts_;
    for (std::size_t i = 0; i < ids_.size(); ++i) {
        const auto& id = ids_[i];
        const auto name = take_until(rest, '\n');
        if (!std::binary_search(twice.begin(), twice.end(), hashes[i])) {
            continue;
        }
        const auto [known, fresh] = met.try_emplace({std::string(name), id.checked != 0}, uses.size());
        if (fresh) {
            auto& use = uses.emplace_back();
            use.name = name;
            use.count = 1;
            use.file = files_[id.file];
            use.begin = use.end = {id.line, 1};
            use.in = static_cast<NameIn>(id.in);
            use.checked = id.checked != 0;
            use.elsewhere = !use.checked;
        }
        note_file(uses[known->second], std::size_t{id.file} + 1);
    }
    std::map<std::string, NameUse> first;
    for (auto& use : uses) {
        const auto [meant, fresh] = first.try_emplace(folded_name(use.name), use);
        if (!fresh && odd_blank_in(use.name).empty() && !odd_blank_in(meant->second.name).empty()) {
            std::swap(use, meant->second);
        }
        if (!fresh && use.name != meant->second.name && is_told(use, meant->second)) {
            take(use, meant->second, Together::no);
        }
    }
}

}  // namespace gas::check
