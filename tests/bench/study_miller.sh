#!/bin/sh
# SPDX-License-Identifier: MIT
# T of a long table with Miller: study_miller.sh FILE > scores.csv. It leaves out the baseline and the change, which would need the table twice.
exec mlr --icsv --ocsv stats1 -a sum,count -f level -g id,occasion,date,rater then \
    put '$t = 50 + 10 * $level_sum / sqrt($level_count * 0.7 + 0.3 * $level_count * $level_count)' "$1"
