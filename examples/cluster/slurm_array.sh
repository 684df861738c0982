#!/bin/bash
# SPDX-License-Identifier: MIT
#SBATCH --job-name=gas-score
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
# One task of a Slurm array: scores its shard of a study into OUTDIR/shard-IIII-of-N.csv.
#   sbatch --array=1-16 slurm_array.sh OUTDIR PATH...
# The file appears whole or not at all (`gas -o`), so a task that was killed can simply run again.
set -euo pipefail

if [ $# -lt 2 ] || [ -z "${SLURM_ARRAY_TASK_ID:-}" ]; then
    echo "usage: sbatch --array=1-N $0 OUTDIR PATH..." >&2
    exit 2
fi
outdir=$1
shift
shard=$SLURM_ARRAY_TASK_ID
# of an array like 1,7 the number of tasks is not the number of shards
if [ -z "${SHARDS:-}" ] && [ "$SLURM_ARRAY_TASK_COUNT" != "$SLURM_ARRAY_TASK_MAX" ]; then
    echo "$0: the array is not 1-N; for some shards only, give the number of all: --export=ALL,SHARDS=N" >&2
    exit 2
fi
shards=${SHARDS:-$SLURM_ARRAY_TASK_COUNT}
# the number of all shards is in the name: one that was left by a run with another number is not taken for one of this
exec "${GAS:-gas}" score "$@" --shard "$shard/$shards" --format csv --jobs 1 \
    --output "$outdir/shard-$(printf %04d "$shard")-of-$shards.csv"
