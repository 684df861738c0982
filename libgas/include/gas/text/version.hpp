// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gas {

std::string_view version();   ///< of the library and of the program that came with it: "1.2.0"
std::string_view homepage();  ///< of the project, as a URL; may be empty

}  // namespace gas
