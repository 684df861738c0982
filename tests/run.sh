#!/bin/bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds, and runs the whole test suite: once with warnings as errors, once under the sanitizers.
# --quick leaves the sanitizers out.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source examples/install.sh
install_missing $build_packages doctest-dev mandoc man-db python3 nodejs node-ajv parallel slurm-wlm munge

export CTEST_OUTPUT_ON_FAILURE=1
cmake --preset dev
cmake --build --preset dev
ctest --preset dev
if [ "${1:-}" != --quick ]; then
    cmake --preset asan -DGAS_BUILD_MAN=OFF
    cmake --build --preset asan
    # what needs no second look: the same files are read by the same scripts
    ctest --preset asan --exclude-regex '^(layout|readme|docs|cluster)$'
fi
