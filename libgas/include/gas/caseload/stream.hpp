// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/goal_status.hpp"
#include "gas/score/score_options.hpp"

namespace gas {

/// A goal looked at in one entry.
struct StreamRating {
    std::size_t entry = 0;  ///< index into plan.ratings
    Date date{};
    std::optional<Level> recorded;  ///< as the file has it; nothing: not-applicable
    std::optional<double> level;    ///< as it is analysed
    std::optional<double> value;    ///< measured
};

/// The ratings of a goal, oldest first, by one rater: raters who differ make no course together.
struct Stream {
    std::vector<StreamRating> ratings;
    std::vector<std::string> raters;  ///< the last is whose stream it is; those before handed over to each other
    std::optional<Date> handed_over;  ///< first day of the last of several raters

    [[nodiscard]] std::string_view rater() const { return raters.empty() ? std::string_view() : std::string_view(raters.back()); }
    /// Those that have a level.
    [[nodiscard]] std::vector<RatedOn> history() const;
};

/// A goal as each rater sees it: the stream that counts, then those of the others, whoever rated last first.
struct GoalStreams {
    Stream main;
    std::vector<Stream> others;
};

/// The streams of all goals, in the order of plan.goals, from dated entries up to `day`.
///
/// The main stream is of the rater of the latest rating with a level by a practitioner, else by somebody independent or without a role, else of the latest; of
/// a goal without any level, of the latest not-applicable in the same way. A practitioner whose first rating of the goal comes on a later day than the last
/// of another practitioner continues that one's stream, so that a hand-over hides no standstill. `rater`: that one's ratings alone; empty: as said.
std::vector<GoalStreams> streams_of(const Plan& plan, Date day, HalfLevel rule, std::string_view rater = "");

/// Who rates the plan, by the same rule for entries that give any level: the last is whose T is the plan's.
std::vector<std::string> raters_of(const Plan& plan, Date day, std::string_view rater = "");

}  // namespace gas
