// SPDX-License-Identifier: MIT
#pragma once

/// All that most programs need of the library. From a text to what is said of it, in five steps:
///
/// 1. text: `SourceText{name, bytes}`, of bytes that without_bom() has gone over; a table of ratings is a ByteSource.
/// 2. plan: read_plans(text) gives plans, the places of their fields, and diagnostics; read_rating_table() gives plans one by one.
/// 3. findings: check_plan(plan, ranges) gives diagnostics of a plan that reads; locate(text, diagnostics) says line and column.
/// 4. scores and changes: score_plan() and score_goals() of one plan, diff_plans() of two, merge_plans() of three texts.
/// 5. rows: a Frame of typed cells goes to write_csv(), write_json() and their like.
///
/// Nothing here prints, exits or reads the environment; what is wrong comes back as a value.
#include "gas/check/check_plan.hpp"
#include "gas/diff/diff_plans.hpp"
#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/tables/rating_table.hpp"
#include "gas/text/source_text.hpp"
#include "gas/write/frame.hpp"
#include "gas/write/writers.hpp"
