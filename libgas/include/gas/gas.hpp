// SPDX-License-Identifier: MIT
#pragma once

/// What most programs need of the library. From a text to what is said of it, in five steps:
///
/// 1. text: SourceText{name, bytes}, of bytes less their byte order mark (without_bom()); a table of ratings is a ByteSource.
/// 2. plan: read_plans() of a text gives plans, the places of their fields, and diagnostics; read_rating_table() gives plans one by one.
/// 3. findings: validate_text() and check_table() say in one call what is wrong with a text or a table, and where.
/// 4. scores and changes: score_plan() and score_goals() of one plan, diff_plans() of two, merge_plans() of three texts.
/// 5. rows: ScoreRows, tidy_frame() and changes_frame() make rows of results, write_frame() writes them in one of row_formats(), make_row_sink() as they
///    come; a plan goes to write_plan_yaml().
///
/// Nothing here prints, exits or reads the environment; what is wrong comes back as a value.
#include "gas/check/validate.hpp"
#include "gas/diff/compare.hpp"
#include "gas/diff/diff_plans.hpp"
#include "gas/findings/finding_writers.hpp"
#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/tables/rating_table.hpp"
#include "gas/text/source_text.hpp"
#include "gas/view/diff_report.hpp"
#include "gas/view/score_frame.hpp"
#include "gas/view/summary_frames.hpp"
#include "gas/write/frame.hpp"
#include "gas/write/plan_yaml.hpp"
#include "gas/write/writers.hpp"
