// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// Takes out of `diagnostics` what the text itself asks to be ignored, by a comment
///
///     # gas: ignore[GAS203] the texts differ in what is worn
///
/// at the end of the line of the finding, or alone on the line before it. Several ids stand with commas. Errors cannot be ignored, since a plan that has one
/// cannot be scored. Adds a warning for a comment that names no rule or an error (228), and, where `report_unused`, for one
/// that ignores nothing (229; not to be asked for where only some rules were checked, and never for the rules of
/// history, 4xx).
void apply_ignores(const SourceText& source, std::vector<Diagnostic>& diagnostics, bool report_unused);

}  // namespace gas
