#!/bin/bash
# SPDX-License-Identifier: MIT
# clang-format and clang-tidy over all sources, to their end.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
source examples/install.sh
install_missing $build_packages clang-format clang-tidy git
exec tests/lint.sh
