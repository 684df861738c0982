# SPDX-License-Identifier: MIT
# The same as study_pandas.py with data.table: Rscript study_data_table.R FILE > scores.csv, or --summary FILE
suppressMessages(library(data.table))
setDTthreads(1)
words <- commandArgs(trailingOnly = TRUE)
table <- fread(words[length(words)], colClasses = list(character = c("id", "date")), showProgress = FALSE)
scores <- table[, .(sum = sum(level), n = .N), by = .(id, occasion, date, rater)]
scores[, t := 50 + 10 * sum / sqrt(n * 0.7 + 0.3 * n * n)]
scores[scores[occasion == "baseline"], on = "id", t_baseline := i.t]
scores[, t_change := t - t_baseline]
if ("--summary" %in% words) {
  scores <- scores[, .(n = .N, t_mean = mean(t), t_sd = sd(t), t_change_mean = mean(t_change), t_change_sd = sd(t_change)), by = occasion]
} else {
  scores <- scores[, .(id, occasion, date, rater, t, t_baseline, t_change)]
}
fwrite(scores, "/dev/stdout")
