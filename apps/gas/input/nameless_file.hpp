// SPDX-License-Identifier: MIT
#pragma once

#include "gas/write/frame.hpp"

namespace gas::app {

/// Opens a file without a name, to read and write, in the folder for temporary files; it is gone when it is closed. The descriptor is
/// the caller's; -1 where none can be had (errno says why).
int open_nameless_file();

/// Room in a nameless file, which is opened when the first bytes come.
Spool nameless_spool();

}  // namespace gas::app
