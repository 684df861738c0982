#!/bin/bash
# SPDX-License-Identifier: MIT
# Installs what is missing, builds gas, and scores an example.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
source examples/install.sh
install_missing $build_packages

cmake --preset default >/dev/null
cmake --build --preset default

show() {
    echo
    echo "\$ gas $*"
    build/default/gas "$@"
}
show validate examples
show score examples/caseload/P-106.gas.yaml
show score examples/study --occasion final --format csv | head -4
echo
echo "The program is build/default/gas; \`build/default/gas\` alone shows what it does."
