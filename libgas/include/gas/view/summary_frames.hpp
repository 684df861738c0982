// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gas/summary/checklist.hpp"
#include "gas/summary/group_summary.hpp"
#include "gas/summary/rho_check.hpp"
#include "gas/write/frame.hpp"

namespace gas {

/// A statistic a row: group, occasion, measure, statistic, value, n, reason, method, domain, then a column for each covariate of `by`.
Frame tidy_frame(const std::vector<SummaryFigure>& figures, const std::vector<std::string>& by);

/// Who is missing from a figure: id, group, occasion, measure, reason.
Frame missing_frame(const std::vector<MissingFigure>& missing);

/// As a paper prints them: n, missing, mean (SD), 95 % CI, median [IQR], range; a group a row.
Frame paper_frame(const std::vector<SummaryFigure>& figures, int digits);

/// Tests and effect sizes as a paper prints them: the test's name, its figure, p.
Frame tests_frame(const std::vector<SummaryFigure>& figures, int digits);

/// What the footer of those tables has to say of these figures: the method of each kind of interval, that an interval was cut, that goals are taken as
/// independent.
std::vector<std::string> figure_notes(const std::vector<SummaryFigure>& figures);

/// occasion, rho, assumed, n, mean, sd, correlation, participants.
Frame rho_frame(const std::vector<RhoCheckResult>& results, double assumed);

/// item, group, value, told.
Frame checklist_frame(const std::vector<ChecklistItem>& items);

}  // namespace gas
