// SPDX-License-Identifier: MIT
#include "gas/stats/figure.hpp"

namespace gas {

std::string_view to_string(NoFigure why)
{
    switch (why) {
    case NoFigure::no_value: return "no-value";
    case NoFigure::too_few: return "too-few";
    case NoFigure::no_variance: return "no-variance";
    case NoFigure::no_difference: return "no-difference";
    case NoFigure::baseline_sd_0: return "baseline-sd-0";
    case NoFigure::negative_variance: return "negative-variance";
    case NoFigure::not_defined: return "not-defined";
    case NoFigure::not_computed: return "not-computed";
    }
    return "";
}

}  // namespace gas
