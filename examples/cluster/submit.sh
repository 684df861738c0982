#!/bin/bash
# SPDX-License-Identifier: MIT
# Scores a study on a Slurm cluster and summarizes it: submit.sh OUTDIR SHARDS PATH... [-- OPTIONS OF gas summarize]...
# The summary stands in OUTDIR/summary.csv when the second job has ended; it only starts when all shards are done.
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
rm -f "$outdir"/shard-*.csv "$outdir/summary.csv" # of an earlier run
array=$(sbatch --parsable --array="1-$shards" --export="ALL,SHARDS=$shards" --output="$outdir/score-%a.log" \
    "$here/slurm_array.sh" "$outdir" "${paths[@]}")
merge=$(sbatch --parsable --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes --output="$outdir/merge.log" \
    "$here/merge.sh" "$outdir" "$shards" --format csv --output "$outdir/summary.csv" "$@")
echo "scoring: job $array, $shards shards; summary: job $merge, $outdir/summary.csv"
