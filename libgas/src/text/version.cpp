// SPDX-License-Identifier: MIT
#include "gas/text/version.hpp"

namespace gas {

std::string_view version() { return GAS_VERSION; }

std::string_view homepage() { return GAS_HOMEPAGE; }

}  // namespace gas
