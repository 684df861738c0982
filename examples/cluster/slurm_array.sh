#!/bin/bash
# SPDX-License-Identifier: MIT
#SBATCH --job-name=gas-score
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=1
# One task of a Slurm array: scores its shard of a study into OUTDIR/shard-NNNN.csv.
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
exec "${GAS:-gas}" score "$@" --shard "$shard/${SHARDS:-$SLURM_ARRAY_TASK_COUNT}" --format csv --jobs 1 \
    --output "$outdir/shard-$(printf %04d "$shard").csv"
