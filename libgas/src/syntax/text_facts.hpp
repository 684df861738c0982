// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/read/read_plans.hpp"

/// What a text that was changed by machine is held to.
namespace gas::syntax {

/// A fact of a text with several plans.
struct NamedFact {
    std::string plan;  ///< the plan's id in the base; with #2, #3 for further plans of one id
    std::string path;
    std::string value;
};

/// What the names of a merge's versions hang on: ids under which two sides may have different goals, and what the sides gave other names.
struct DoubtfulIds {
    std::set<std::string> replaced;                         ///< of the base, where one side changed both title and scale
    std::set<std::string> contested;                        ///< title and scale differ between the sides
    std::set<std::pair<std::string, std::string>> goals;    ///< renamed by a side: its id, and the base's; no other goal is taken for one that was
    std::set<std::pair<std::string, std::string>> entries;  ///< moved by a side
};
/// By the plan's id in the base.
using DoubtfulGoals = std::map<std::string, DoubtfulIds>;
DoubtfulGoals doubtful_goals(const ReadResult& ours, const ReadResult& theirs, const ReadResult& base);

/// The facts of all plans of a file, under the names of `base` where that has the plan. A name of the base stands for what surely is the same: what has a
/// doubtful id and is another in title and scale, or an id that was given to another goal, need, intervention or measure, has a name that the base has
/// not, which begins with the id and `~old`. Ids that refer to such go by these names too.
std::vector<NamedFact> named_facts(const ReadResult& side, const ReadResult& base, const DoubtfulGoals& doubtful);

/// Values by the plan's id and the path of the fact, in the text's own names.
using FactMap = std::map<std::string, std::string>;
FactMap facts_by_path(const ReadResult& text);

/// What looks like comments: from a # at the begin of a line or behind white space to the end of the line. In a text that is none it does no harm here.
std::set<std::string_view> comments_of(std::string_view text);

}  // namespace gas::syntax
