# SPDX-License-Identifier: MIT
# Group statistics of a score csv, computed by R: Rscript summarize.R SCORES.csv OUT.csv
# SCORES.csv is what `gas score examples/study --format csv` wrote; T itself is checked by plans_t.csv, the rank tests by ranks.py.
arguments <- commandArgs(trailingOnly = TRUE)
scores <- read.csv(arguments[1], colClasses = "character", na.strings = "")
for (name in c("t", "t_baseline", "t_change", "achieved")) scores[[name]] <- as.numeric(scores[[name]])
out <- data.frame()
by_text <- ""
put <- function(group, occasion, measure, statistic, value, n) {
  out <<- rbind(out, data.frame(by = by_text, group, occasion, measure, statistic, value = if (is.na(value)) "" else sprintf("%.17g", value), n))
}
describe <- function(x, group, occasion, measure) {
  n <- length(x)
  half <- qt(0.975, n - 1) * sd(x) / sqrt(n)
  q <- quantile(x, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  values <- c(n = n, mean = mean(x), sd = sd(x), ci_low = mean(x) - half, ci_high = mean(x) + half,
              median = q[2], q1 = q[1], q3 = q[3], min = min(x), max = max(x))
  for (name in names(values)) put(group, occasion, measure, name, values[[name]], n)
}
# the mean of participants' shares: its interval by t, cut to 0..1; none where all are alike
share_interval <- function(p) {
  half <- qt(0.975, length(p) - 1) * sd(p) / sqrt(length(p))
  if (sd(p) == 0) c(NA, NA) else c(max(mean(p) - half, 0), min(mean(p) + half, 1))
}
within <- function(rows, group, occasion) {
  rows <- rows[!is.na(rows$t_change), ]
  x <- rows$t_change
  n <- length(x)
  put(group, occasion, "t_change", "srm", mean(x) / sd(x), n)
  put(group, occasion, "t_change", "es_baseline", mean(x) / sd(rows$t_baseline), n)
  test <- t.test(x)
  put(group, occasion, "t_change", "paired_t", test$statistic, n)
  put(group, occasion, "t_change", "paired_t_p", test$p.value, n)
}
between_two <- function(x, y, group, occasion, measure) {
  n <- length(x) + length(y)
  test <- t.test(x, y)
  put(group, occasion, measure, "difference", mean(x) - mean(y), n)
  put(group, occasion, measure, "difference_ci_low", test$conf.int[1], n)
  put(group, occasion, measure, "difference_ci_high", test$conf.int[2], n)
  put(group, occasion, measure, "welch_t", test$statistic, n)
  put(group, occasion, measure, "welch_df", test$parameter, n)
  put(group, occasion, measure, "welch_p", test$p.value, n)
  df <- n - 2
  pooled <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / df)
  j <- exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
  put(group, occasion, measure, "hedges_g", j * (mean(x) - mean(y)) / pooled, n)
}
between_many <- function(rows, occasion, measure) {
  rows <- rows[!is.na(rows[[measure]]), ]
  test <- oneway.test(rows[[measure]] ~ rows$group, var.equal = TRUE)
  n <- nrow(rows)
  put("all groups", occasion, measure, "anova_f", test$statistic, n)
  put("all groups", occasion, measure, "anova_p", test$p.value, n)
  test <- kruskal.test(signif(rows[[measure]], 10), factor(rows$group))
  put("all groups", occasion, measure, "kruskal_h", test$statistic, n)
  put("all groups", occasion, measure, "kruskal_p", test$p.value, n)
}
everything <- function(rows) {
  for (occasion in c("baseline", "review", "final")) {
    here <- rows[!is.na(rows$occasion) & rows$occasion == occasion, ]
    groups <- sort(unique(here$group))
    for (measure in if (occasion == "baseline") "t" else c("t", "t_change")) {
      for (group in groups) {
        x <- here[[measure]][here$group == group]
        describe(x[!is.na(x)], group, occasion, measure)
        if (measure == "t_change") within(here[here$group == group, ], group, occasion)
      }
      values <- lapply(groups, function(g) { x <- here[[measure]][here$group == g]; x[!is.na(x)] })
      if (length(groups) == 2) between_two(values[[1]], values[[2]], paste(groups, collapse = " - "), occasion, measure)
      if (length(groups) > 2) between_many(here, occasion, measure)
    }
    for (group in groups) {
      p <- here$achieved[here$group == group]
      p <- p[!is.na(p)]
      put(group, occasion, "achieved", "share", mean(p), length(p))
      put(group, occasion, "achieved", "ci_low", share_interval(p)[1], length(p))
      put(group, occasion, "achieved", "ci_high", share_interval(p)[2], length(p))
    }
  }
}
for (by in list(character(0), "arm", c("arm", "site"))) {
  scores$group <- if (length(by) == 0) "all" else do.call(paste, c(scores[by], sep = " / "))
  by_text <- paste(by, collapse = "+")
  everything(scores)
}
write.csv(out, arguments[2], row.names = FALSE, quote = FALSE)
