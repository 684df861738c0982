#!/bin/sh
# SPDX-License-Identifier: MIT
# T of a long table with Miller: study_miller.sh FILE > scores.csv
# It leaves out pairing by goal (all goals are rated at all occasions here), and takes the baseline to stand before a participant's other
# occasions, as it does in the sorted table; for the shuffled one it would need all scores twice, so it is timed on the sorted table alone.
exec mlr --icsv --ocsv stats1 -a sum,count -f level -g id,occasion,date,rater then \
    put '$t = 50 + 10 * $level_sum / sqrt($level_count * 0.7 + 0.3 * $level_count * $level_count);
         if ($occasion == "baseline") { @id = $id; @start = $t }
         $t_baseline = @id == $id ? @start : "";
         $t_change = @id == $id ? $t - @start : ""' then \
    cut -o -f id,occasion,date,rater,t,t_baseline,t_change "$1"
