#!/bin/bash
# SPDX-License-Identifier: MIT
# The README's two commands, as root of a Debian 12 that has its minimal base and what they install: in a folder that is removed in the end.
# Packages come from where this machine has them.
set -euo pipefail
repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

if [ "$(id -u)" -ne 0 ]; then
    echo "minimal-root: mounts and chroot need root; run it as root" >&2
    exit 1
fi
if ! command -v mmdebstrap >/dev/null; then
    echo "minimal-root: mmdebstrap is not here; \`apt-get install mmdebstrap\` installs it" >&2
    exit 1
fi

root=$(mktemp -d)
leave() {
    for mounted in proc dev sys; do
        if mountpoint --quiet "$root/$mounted"; then
            umount --recursive "$root/$mounted" || umount --recursive --lazy "$root/$mounted"
        fi
    done
    rm -rf --one-file-system "$root"
}
trap leave EXIT

mapfile -t sources < <(find /etc/apt -maxdepth 2 \( -path '/etc/apt/sources.list' -o -path '/etc/apt/sources.list.d/*.list' -o -path '/etc/apt/sources.list.d/*.sources' \) -size +0)
mmdebstrap --quiet --variant=minbase bookworm "$root" "${sources[@]}"
cp -rL /etc/apt/apt.conf.d /etc/apt/preferences.d "$root/etc/apt/"
cp -L /etc/resolv.conf "$root/etc/resolv.conf"
if [ -f /etc/ssl/certs/ca-certificates.crt ]; then
    install -D -m 644 /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/ca-certificates.crt"
fi
for mounted in proc dev sys; do
    mount --rbind --make-rslave "/$mounted" "$root/$mounted"
done

# the files of the work tree as they are, without what git ignores
mkdir "$root/gas"
git -C "$repo" ls-files -z --cached --others --exclude-standard | tar -C "$repo" --null --files-from - -c | tar -C "$root/gas" -x
for command in ./examples/run.sh ./tests/run.sh; do
    echo "== $command"
    env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin chroot "$root" sh -c "cd /gas && $command"
done
