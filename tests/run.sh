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
if [ "${1:-}" = --quick ]; then
    exec ctest --preset dev
fi

# the sanitizers' build goes on while the tests run
cmake --preset asan -DGAS_BUILD_MAN=OFF
log=build/asan/build.log
cmake --build --preset asan >"$log" 2>&1 &
failed=0
ctest --preset dev || failed=1
wait $! || { cat "$log"; exit 1; }
# what needs no second look: the same files are read by the same scripts
ctest --preset asan --exclude-regex '^(layout|readme|docs|cluster|ci_formats|ci_example|pre_commit)$' || failed=1
exit $failed
