#!/bin/bash
# SPDX-License-Identifier: MIT
# clang-format over all sources (--fix rewrites them), and clang-tidy over the library and the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t sources < <(git ls-files '*.cpp' '*.hpp')
if [ "${1:-}" = --fix ]; then
    clang-format -i "${sources[@]}"
else
    clang-format --dry-run --Werror "${sources[@]}"
fi
# how each source is compiled, but for the headers that gcc precompiled: clang cannot read those
cmake --preset dev -B build/lint -DGAS_PRECOMPILE=OFF -DCMAKE_EXPORT_COMPILE_COMMANDS=ON >/dev/null
git ls-files 'libgas/src/*.cpp' 'apps/*.cpp' | xargs -P "$(nproc)" -n 4 clang-tidy -p build/lint --quiet --extra-arg=-Wno-unknown-warning-option
