# SPDX-License-Identifier: MIT
# The same as study_pandas.py with data.table: Rscript study_data_table.R FILE > scores.csv
suppressMessages(library(data.table))
setDTthreads(1)
table <- fread(commandArgs(trailingOnly = TRUE)[1], colClasses = list(character = c("id", "date")), showProgress = FALSE)
scores <- table[, .(sum = sum(level), n = .N), by = .(id, occasion, date, rater)]
scores[, t := 50 + 10 * sum / sqrt(n * 0.7 + 0.3 * n * n)]
scores[scores[occasion == "baseline"], on = "id", t_baseline := i.t]
scores[, t_change := t - t_baseline]
fwrite(scores[, .(id, occasion, date, rater, t, t_baseline, t_change)], "/dev/stdout")
