# SPDX-License-Identifier: MIT
# Sourced by run.sh: what building needs, and how to get what of it is missing from Debian.
build_packages="g++ cmake ninja-build pkg-config libcli11-dev libfmt-dev libyaml-cpp-dev libutf8proc-dev libboost-dev nlohmann-json3-dev scdoc"

install_missing() {
    local missing=() package
    for package in "$@"; do
        if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed'; then
            missing+=("$package")
        fi
    done
    if [ ${#missing[@]} -eq 0 ]; then
        return
    fi
    echo "installing: ${missing[*]}"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    "${as_root[@]}" apt-get update -qq
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
