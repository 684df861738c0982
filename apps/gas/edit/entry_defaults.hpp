// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>

#include "cli/console.hpp"
#include "edit/questions.hpp"
#include "gas/rate/new_ratings.hpp"
#include "gas/syntax/edit.hpp"

/// What an entry is when it is only partly said whose it is: the one rule for all ways to put ratings into a plan.
namespace gas::app {

/// The rater whom the environment (GAS_RATER) names, else git's configuration (gas.rater) where the plan at `path` lies; empty where neither does. An empty
/// path: of the folder that this runs in.
std::string default_rater(const Console& console, const std::string& path);

/// Says in `entry`, whose date is known, what it leaves open of its rater, occasion and role:
/// - the rater is `rater`, of default_rater();
/// - the occasion is that of this rater's entry of the day; else review, but a plan without a rating has to be told;
/// - the role of an entry that is there stays as it is, and so is left open; that of a new one is the rater's last role before, else the first after. A rater
///   who is new to the plan has to be told.
/// What has to be told is asked of `questions`, with `<` back to the question before, or is a problem where that is null.
std::optional<EditProblem> complete_entry(NewEntry& entry, const Plan& plan, const std::string& rater, Questions* questions);

/// The entry of the plan that `entry` names with its date, and its rater and occasion where they are known; where the rater is not, he is `rater`, of
/// default_rater(), or, where that is empty too, who alone rated that day. An index into plan.ratings; a problem where there is none, or there are several.
std::variant<std::size_t, EditProblem> entry_there(const NewEntry& entry, const Plan& plan, const std::string& rater);

}  // namespace gas::app
