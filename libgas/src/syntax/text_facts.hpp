// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "gas/read/read_plans.hpp"

/// What a text that was changed by machine is held to.
namespace gas::syntax {

/// Values by the plan's id and the path of the fact.
using FactMap = std::map<std::string, std::string>;

/// The facts of all plans of a file, under the names of `base` where that has the plan.
FactMap facts_by_path(const ReadResult& side, const ReadResult& base);

/// What looks like comments: from a # at the begin of a line or behind white space to the end of the line. In a text that is none it does no harm here.
std::set<std::string_view> comments_of(std::string_view text);

}  // namespace gas::syntax
