#!/bin/bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds, and runs the tests.
#   run.sh               every test: once with the program that is installed, and under the sanitizers where a fault of memory can hide
#   run.sh --quick       one build and the tests that take a moment, for work on the program
#   run.sh --stage NAME  what a plain run leaves out; without a name, which those are
#   run.sh --all         every test and every stage
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source examples/install.sh
quick_packages="$build_packages doctest-dev git mandoc man-db python3"
stages=$(cd tests/stages && ls -- *.sh | sed 's/\.sh$//')

run_stage() {
    if [ ! -f "tests/stages/$1.sh" ]; then
        echo "there is no stage \"$1\"; those that are: ${stages//$'\n'/, }" >&2
        return 2
    fi
    echo "== stage $1"
    "tests/stages/$1.sh"
}

failed=()
left_out=$stages
case "${1:-}" in
    "") ;;
    --quick)
        install_missing $quick_packages
        exec cmake --workflow --preset quick
        ;;
    --stage)
        run_stage "${2:-}"
        exit
        ;;
    --all)
        left_out=""
        for stage in $stages; do
            run_stage "$stage" || failed+=("$stage")
        done
        ;;
    *)
        sed -n '/^# Installs/,/^set/{/^#/p}' "$0" >&2
        exit 2
        ;;
esac

install_missing $quick_packages nodejs node-ajv parallel slurm-wlm munge
for preset in release asan; do
    cmake --preset "$preset"
    cmake --build --preset "$preset"
done
# the tests of both builds as one list, so that what waits in one leaves the machine to the other
printf 'subdirs(release asan)\n' >build/CTestTestfile.cmake
if [ -n "$left_out" ]; then
    echo "stages that are not run here (run.sh --stage NAME): ${left_out//$'\n'/, }"
fi
if [ ${#failed[@]} -gt 0 ]; then
    echo "stages that failed: ${failed[*]}" >&2
fi
ctest --test-dir build --parallel $(($(nproc) + 2)) --output-on-failure
[ ${#failed[@]} -eq 0 ]
