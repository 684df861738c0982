#!/bin/bash
# SPDX-License-Identifier: MIT
#SBATCH --job-name=gas-summarize
#SBATCH --ntasks=1
# Summarizes the shards of a study, once all of them are there: merge.sh OUTDIR SHARDS [OPTIONS OF gas summarize]...
# The summary has the bytes that one run over the whole study gives.
set -euo pipefail

if [ $# -lt 2 ] || ! [[ $2 =~ ^[1-9][0-9]*$ ]]; then
    echo "usage: $0 OUTDIR SHARDS [OPTION...]" >&2
    exit 2
fi
outdir=$1
shards=$2
shift 2
files=()
missing=()
for ((i = 1; i <= shards; i++)); do
    file=$outdir/shard-$(printf %04d "$i")-of-$shards.csv
    if [ -f "$file" ]; then
        files+=("$file")
    else
        missing+=("$i")
    fi
done
if [ ${#missing[@]} -gt 0 ]; then
    echo "$0: no summary: shards missing: ${missing[*]} (of $shards); run them again" >&2
    exit 2
fi
printf '%s\0' "${files[@]}" | "${GAS:-gas}" summarize --files-from - --null "$@"
