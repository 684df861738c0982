// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// One version of a text with plans.
struct TextVersion {
    std::string key;                           ///< tells which text it is on both sides: the path below what is compared; empty where each side has one
    SourceText source;                         ///< its name is what messages call it, and may differ between the sides
    std::shared_ptr<const ReadResult> read{};  ///< what read_plans() gives of it, where that is at hand
    bool is_gone = false;                      ///< of CompareOptions::other_texts: the new side has no text at its place
};

/// Two versions of a plan and what differs between them.
struct ComparedPlan {
    std::string id;
    std::string old_name;  ///< of the texts; empty where there is none
    std::string new_name;
    PlanDiff diff;
    /// Where the changes stand, in the order of diff.changes; line 0 where they stand nowhere.
    struct Places {
        Position old_begin{0, 0}, old_end{0, 0}, new_begin{0, 0}, new_end{0, 0};
    };
    std::vector<Places> places;
    Range new_home;                ///< where the new plan's ratings, else the plan, begin: for what is gone from it
    std::optional<Plan> new_plan;  ///< without errors, where compare() was told to keep it
};

/// All that a comparison of two lists of texts found.
struct Comparison {
    std::vector<ComparedPlan> plans;      ///< those with changes, in the order of the new side
    std::vector<std::string> texts_only;  ///< names of new texts that mean what the old ones of their key do
    std::vector<std::string> broken;      ///< of texts with errors: what could be read of them was compared
    std::vector<Finding> unread;          ///< why there was no text: for who reads them to tell; compare() leaves it empty
    std::vector<Finding> problems;        ///< the errors in the texts
    std::set<std::string> goals;          ///< ids of all goals of both sides
    std::vector<ReadResult> new_read;     ///< what the new texts hold, in their order; nothing of one that came with what it holds
};

struct CompareOptions {
    bool keep_plans = false;  ///< sets ComparedPlan::new_plan
    /// Calls `work(i)` for each i below `count`, in any order and on any threads, and comes back when all is done. Empty: one after the other.
    std::function<void(std::size_t count, const std::function<void(std::size_t i)>& work)> run_all{};
    /// The old side's texts that are not in its list: they are the same on both sides, or outside what is compared. Asked for where a plan seems to be
    /// new: it may be in one of them, under its id.
    std::function<std::vector<TextVersion>()> other_texts{};
};

/// What differs by meaning between two lists of texts, such as two versions of a folder. Equal texts need not be in the lists.
///
/// Plans are paired by id, then by the key of their text and their order in it (pair_plans()); a plan that one side lacks is a change of its own, unless
/// its text there has errors. A text with errors is compared as far as it could be read.
Comparison compare(const std::vector<TextVersion>& old_texts, const std::vector<TextVersion>& new_texts, const CompareOptions& options = {});

/// Leaves of a plan's changes those that `keep` takes, and of its effects those that one of them made.
void keep_changes(ComparedPlan& plan, const std::function<bool(const Change&)>& keep);

}  // namespace gas
