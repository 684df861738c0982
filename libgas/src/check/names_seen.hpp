// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gas/text/near_names.hpp"
#include "gas/text/source_text.hpp"

/// The names of a study as they are seen, for StudyNames.
namespace gas::check {

/// Spellings of one name among which it is remembered whether a participant has two.
constexpr std::size_t max_spellings = 20;

/// What a name stands in: by this it is mended otherwise.
enum class NameIn : std::uint8_t { plan, table, scores };

/// Where a name stands, while it is seen.
struct NamePlace {
    const std::string& file;
    Position begin;
    Position end;
    std::string_view excerpt;
    NameIn in = NameIn::plan;
    bool checked = true;  ///< the plan is
};

/// Whose names are seen.
struct SeenOf {
    std::size_t participant = 0;  ///< numbers, from 1
    std::size_t file = 0;
    bool checked = true;
};

/// A name as it is written, and where that is first.
struct NameUse {
    std::string name;
    std::size_t count = 0;
    std::size_t files = 0;        ///< in how many it stands
    std::size_t last_file = 0;    ///< of them
    std::size_t participant = 0;  ///< who had it last
    bool in_company = false;      ///< of another that folds to the same
    bool checked = false;         ///< stands in a plan that is checked; its place is then in such a one
    bool elsewhere = false;       ///< stands in another plan
    NameIn in = NameIn::plan;
    std::size_t group = 0;  ///< of names that fold to one
    std::size_t number = 0;
    std::string file;
    Position begin;
    Position end;
    std::string excerpt;
};

/// Whether to tell that a name is nearly another: a plan that is checked has it, or made it near.
inline bool is_told(const NameUse& use, const NameUse& meant) { return use.checked || !meant.elsewhere; }

/// Notes that a name stands at a place, and that place, where it is the first that is checked.
void note_place(NameUse& use, const NamePlace& place);

/// Notes that a name stands in a file; its names come together.
inline void note_file(NameUse& use, std::size_t file)
{
    if (use.last_file != file) {
        use.last_file = file;
        ++use.files;
    }
}

/// Whether some participant has two names.
enum class Together { no, yes, not_known };

/// Takes a name that is nearly another.
using TakeNear = std::function<void(const NameUse& use, const NameUse& meant, Together together)>;

/// The names of one kind.
class NamesOfKind {
public:
    /// `remembers`: of any two names it is known whether a participant has both, not of spellings of one alone.
    explicit NamesOfKind(bool remembers = false) : remembers_(remembers) {}

    /// `position`: where it stands among its like in its participant; there the one before often had the same. `place_of`: gives the NamePlace, where that is
    /// needed. A new one may have no room.
    template <typename PlaceOf>
    void see(std::string_view name, std::size_t count, std::size_t position, const SeenOf& of, std::size_t& room, const PlaceOf& place_of)
    {
        auto* use = position < recent_.size() ? recent_[position] : nullptr;
        if (use == nullptr || use->name.size() != name.size() || std::memcmp(use->name.data(), name.data(), name.size()) != 0) {
            use = known(name);
            if (use == nullptr && room == 0) {
                ++beyond_;
                return;
            }
            use = use == nullptr ? add(name, place_of(), room) : use;
            recent_.resize(std::max(recent_.size(), position + 1));
            recent_[position] = use;
        }
        if (!(of.checked ? use->checked : use->elsewhere)) {
            note_place(*use, place_of());
        }
        note_file(*use, of.file);
        use->count += count;
        if (remembers_ && use->participant != of.participant) {
            note_had(use->number, of.participant);
        }
        use->participant = of.participant;
        if (use->in_company) {
            note_together(*use);
        }
    }

    /// Calls `take` for each name that is nearly another.
    void for_each_near(bool slips, const TakeNear& take) const;
    [[nodiscard]] std::size_t size() const { return uses_.size(); }
    /// How often a name came that had no room.
    [[nodiscard]] std::size_t beyond() const { return beyond_; }
    /// Spellings beyond the first of a name, of which it is not known whether a participant has two.
    [[nodiscard]] std::size_t not_held_together() const;
    /// How often names occur that are such.
    [[nodiscard]] std::size_t count_of(bool (*is_such)(std::string_view)) const;
    /// In how many files the name stands.
    [[nodiscard]] std::size_t files_of(std::string_view name) const;
    /// In the order in which they were seen.
    [[nodiscard]] std::vector<std::string_view> names() const;

private:
    [[nodiscard]] NameUse* known(std::string_view name);
    NameUse* add(std::string_view name, const NamePlace& place, std::size_t& room);
    /// Remembers with which others of its group a participant has the name.
    void note_together(const NameUse& use);
    /// Remembers all names of a participant, one by one; those of the one before are then complete.
    void note_had(std::size_t name, std::size_t participant);
    void keep_had();
    /// Whether a participant has both of a slip, for all slips.
    [[nodiscard]] std::vector<Together> held_together(std::span<const NameSlip> slips) const;
    /// The least is the name that was meant: one that the format knows, else one with plain blanks, else the most frequent, else the first.
    [[nodiscard]] std::tuple<bool, bool, std::size_t, std::size_t> rank(std::size_t use) const;

    std::deque<NameUse> uses_;  ///< which stay where they are
    std::unordered_map<std::string_view, NameUse*> known_;
    std::unordered_map<std::string, std::size_t> group_of_;
    std::vector<std::vector<std::size_t>> groups_;
    std::vector<NameUse*> recent_;
    std::set<std::pair<std::size_t, std::size_t>> together_;  ///< names of one group that some participant has both
    std::size_t beyond_ = 0;
    bool remembers_ = false;
    std::size_t last_participant_ = 0;
    std::vector<std::size_t> had_;                ///< names of that one
    std::set<std::vector<std::size_t>> all_had_;  ///< of the others, in order: what several participants have, once
    std::size_t had_count_ = 0;                   ///< numbers in them
    bool forgot_ = false;                         ///< some had no room
};

/// The forms of Unicode in which names with letters beside ASCII are written. Names are compared in NFC: what is told of them is only that there are two.
class FormsSeen {
public:
    void see(NameKind kind, const std::string& covariate, std::string_view written, const NamePlace& place, std::size_t file);
    /// How often a name came that was not compared, for others were the first 100,000.
    [[nodiscard]] std::size_t not_compared() const { return not_compared_; }
    /// Calls `take` for each name that is written in two forms; meant is NFC, or the first.
    void for_each(NameKind kind, const std::string& covariate, const TakeNear& take) const;

private:
    std::map<std::tuple<NameKind, std::string, std::string>, std::vector<NameUse>> forms_;  ///< by the name in NFC
    std::size_t not_compared_ = 0;
};

/// Ids, of which there is one a participant: kept in few bytes, and compared at the end.
class IdsSeen {
public:
    void see(std::string_view id, const NamePlace& place);
    /// How many were not compared: while they ascend none.
    [[nodiscard]] std::size_t not_compared() const { return ascends() ? 0 : seen_ - ids_.size(); }
    /// Calls `take` for each id that is nearly an earlier one. Of equal ids nothing: they are told as such.
    void for_each_near(const TakeNear& take) const;

private:
    struct IdSeen {
        std::uint32_t line = 0;
        std::uint32_t file : 29 = 0;
        std::uint32_t in : 2 = 0;
        std::uint32_t checked : 1 = 0;
        IdSeen(const NamePlace& place, std::size_t number)
            : line(static_cast<std::uint32_t>(place.begin.line)), file(number & 0x1FFFFFFFU), in(static_cast<std::uint32_t>(place.in) & 3U),
              checked(place.checked ? 1U : 0U)
        {
        }
    };
    [[nodiscard]] bool ascends() const { return bytewise_ || by_length_; }

    std::deque<IdSeen> ids_;
    std::string texts_;
    std::vector<std::string> files_;
    std::string last_;  ///< folded
    std::size_t seen_ = 0;
    bool bytewise_ = true;
    bool by_length_ = true;
};

}  // namespace gas::check
