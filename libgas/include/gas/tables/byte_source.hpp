// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>

namespace gas {

/// Bytes that can be read from any place, more than once: a file, or a pipe that was copied into one.
///
/// Reads up to `room` bytes from `offset` into `into`; gives their number, 0 at the end, -1 where that fails (errno says why).
using ByteSource = std::function<std::ptrdiff_t(char* into, std::size_t room, std::uint64_t offset)>;

}  // namespace gas
