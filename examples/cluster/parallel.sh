#!/bin/bash
# SPDX-License-Identifier: MIT
# The same on one machine, or on those that GNU parallel is told of ($PARALLEL, --sshloginfile):
#   parallel.sh OUTDIR SHARDS PATH... [-- OPTIONS OF gas summarize]...
set -euo pipefail

if [ $# -lt 3 ] || ! [[ $2 =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: $0 OUTDIR SHARDS PATH... [-- OPTION...]" >&2
    exit 2
fi
here=$(cd "$(dirname "$0")" && pwd)
outdir=$1
shards=$2
shift 2
paths=()
while [ $# -gt 0 ] && [ "$1" != "--" ]; do
    paths+=("$1")
    shift
done
[ $# -eq 0 ] || shift
mkdir -p "$outdir"
rm -f "$outdir"/shard-*.csv
seq -f %04g "$shards" | parallel --halt soon,fail=1 -q \
    "${GAS:-gas}" score "${paths[@]}" --shard "{=s/^0+//=}/$shards" --format csv --jobs 1 --output "$outdir/shard-{}-of-$shards.csv"
exec "$here/merge.sh" "$outdir" "$shards" "$@"
