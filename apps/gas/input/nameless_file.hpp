// SPDX-License-Identifier: MIT
#pragma once

#include "cli/descriptor.hpp"
#include "gas/write/frame.hpp"

namespace gas::app {

/// Opens a file without a name, to read and write, in the folder for temporary files; it is gone when it is closed. Not open
/// where none can be had (errno says why).
Descriptor open_nameless_file();

/// Room in a nameless file, which is opened when the first bytes come.
Spool nameless_spool();

}  // namespace gas::app
