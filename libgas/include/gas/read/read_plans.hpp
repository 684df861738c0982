// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// A plan as read, with the places of its fields. `usable` is false where the plan has an error: its values are
/// then what could be read, good for a look, not for a score.
struct ReadPlan {
    Plan plan;
    PlanRanges ranges;
    bool usable = true;
};

struct ReadResult {
    std::vector<ReadPlan> plans;          ///< in the order of the text, a plan per YAML document
    std::vector<Diagnostic> diagnostics;  ///< in no order; locate() sorts them
    [[nodiscard]] bool has_errors() const;
};

/// Whether a text is what git-lfs keeps in place of a file that is elsewhere.
bool is_lfs_pointer(std::string_view text);

/// Reads every plan of a text (the plan file of gas-plan(5); YAML 1.2 core typing).
///
/// Never throws on any input and never reads anything but `source`. Reports all errors of the text in one run (rules
/// 001 to 120, and the warnings 220, 221 and 227 that only the reader can see), each at the user's own bytes.
/// A text longer than max_text_size is an error by itself. Time is linear in the text; memory is bounded by a small multiple of it.
ReadResult read_plans(const SourceText& source);
/// The same of the bytes of a file, of which nothing is told by name: a byte order mark at their beginning is left out.
ReadResult read_plan_bytes(std::string_view bytes);

/// The plan with its names that are compared over a study (id, occasions, raters, covariates and their words, domains) in NFC, the form in which they are
/// compared and shown. read_plans() leaves them as they are written, since edits of a text keep its bytes. Nothing where all are in that form.
std::optional<Plan> with_composed_names(const Plan& plan);

}  // namespace gas
