// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "gas/plan/active_days.hpp"
#include "gas/plan/plan.hpp"

namespace gas {

/// A participant's ratings as numbers alone: an entry a row, a goal a column. What scores are computed from, a thousand times over.
struct RatingGrid {
    static constexpr std::int8_t unrated = 127;         ///< the goal is not in the entry
    static constexpr std::int8_t not_applicable = 126;  ///< it is, and could not be rated

    struct Entry {
        Date date{};
        std::uint32_t occasion = 0;  ///< into names
        std::uint32_t rater = 0;     ///< into names
        std::optional<Role> role;
        bool dated = true;
        bool is_baseline = false;
        [[nodiscard]] std::optional<Date> day() const { return dated ? std::optional(date) : std::nullopt; }  ///< the date, where there is one
    };

    std::vector<std::string> names{std::string()};  ///< of occasions and raters; the first is empty
    std::size_t goals = 0;
    std::vector<Entry> entries;          ///< in the order of the plan
    std::vector<std::int8_t> levels;     ///< twice the recorded level, entries x goals
    std::vector<std::int8_t> baselines;  ///< twice the goal's own baseline, or unrated

    [[nodiscard]] std::int8_t level(std::size_t entry, std::size_t goal) const { return levels[entry * goals + goal]; }
    /// A cell that has `level`, or `none` where there is no level.
    static std::int8_t cell_of(std::optional<Level> level, std::int8_t none = unrated) { return level ? static_cast<std::int8_t>(level->twice()) : none; }
    /// Number of a name, added where it is new.
    std::uint32_t name(std::string_view text);
    /// Forgets the names.
    void forget_names();

private:
    std::unordered_map<std::string, std::uint32_t> places_;  ///< of all names, once they are many
};

/// The ratings of a plan into `grid`, whose room is used again.
void fill_grid(const Plan& plan, RatingGrid& grid);

/// active_days() where the ratings are a grid: `plan` has the goals.
std::vector<ActiveDays> active_days(const Plan& plan, const RatingGrid& grid);

}  // namespace gas
