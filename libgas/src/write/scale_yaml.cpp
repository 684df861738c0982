// SPDX-License-Identifier: MIT
#include "scale_yaml.hpp"

#include <utility>
#include <vector>

#include "format/yaml_scalar.hpp"

namespace gas::write {

using format::flow_map;
using format::yaml_scalar;

std::string range_yaml(const ValueRange& range, std::optional<int> decimals) { return "\"" + to_string(range, decimals) + "\""; }

std::string indicator_yaml(const Indicator& indicator)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    if (!indicator.unit.empty()) {
        pairs.emplace_back("unit", yaml_scalar(indicator.unit, true));
    }
    if (indicator.better) {
        pairs.emplace_back("better", to_string(*indicator.better));
    }
    if (indicator.integer) {
        pairs.emplace_back("integer", *indicator.integer ? "true" : "false");
    }
    return flow_map(pairs);
}

std::string level_yaml(const ScaleLevel& level, std::optional<int> decimals)
{
    if (!level.range) {
        return yaml_scalar(level.text, false);
    }
    return flow_map({{"text", yaml_scalar(level.text, true)}, {"range", range_yaml(*level.range, decimals)}});
}

}  // namespace gas::write
