# SPDX-License-Identifier: MIT
# Statistics of small data sets by R, with psych: Rscript tests/oracle/stats.R tests/oracle
# Writes stats_data.csv (set,group,value), stats_tables.csv (set,row,column,value) and stats_expected.csv (set,statistic,value).
suppressMessages(library(psych))
out <- commandArgs(trailingOnly = TRUE)[1]
options(digits = 17)
data <- list(); tables <- list(); expected <- list()
put <- function(set, statistic, value) expected[[length(expected) + 1]] <<- list(set, statistic, if (length(value) == 1 && is.finite(value)) sprintf("%.17g", value) else "")
keep <- function(set, group, values) for (v in values) data[[length(data) + 1]] <<- list(set, group, sprintf("%.17g", v))

one <- function(set, x, store = TRUE) {
  if (store) keep(set, "a", x)
  n <- length(x); s <- if (n > 1) sd(x) else NA; q <- quantile(x, c(.25, .5, .75), type = 7, names = FALSE)
  put(set, "n", n); put(set, "mean", mean(x)); put(set, "sd", s); put(set, "median", q[2]); put(set, "q1", q[1]); put(set, "q3", q[3]); put(set, "min", min(x)); put(set, "max", max(x))
  flat <- n < 2 || all(x == x[1])
  half <- if (n > 1) qt(.975, n - 1) * s / sqrt(n) else NA
  put(set, "ci_low", mean(x) - half); put(set, "ci_high", mean(x) + half)
  put(set, "srm", if (flat) NA else mean(x) / s)
  t <- if (flat) NULL else t.test(x)
  put(set, "t", if (flat) NA else unname(t$statistic)); put(set, "t_df", if (flat) NA else unname(t$parameter)); put(set, "t_p", if (flat) NA else t$p.value)
  # with ties or zeros below 50 this R approximates what is exact from 4.6 on: see ranks.py
  if (n >= 50 || (all(x != 0) && !any(duplicated(abs(x))))) {
    w <- wilcox.test(x, conf.int = FALSE, digits.rank = 10)
    put(set, "wilcoxon_v", unname(w$statistic)); put(set, "wilcoxon_p", w$p.value)
  }
}

g_with_ci <- function(x, y) {
  n <- as.numeric(length(x)); m <- as.numeric(length(y)); df <- n + m - 2
  d <- (mean(x) - mean(y)) / sqrt(((n - 1) * var(x) + (m - 1) * var(y)) / df)
  r <- sqrt(n * m / (n + m)); j <- exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
  limit <- function(p) uniroot(function(ncp) pt(d * r, df, ncp) - p, c(d * r - 20, d * r + 20), tol = 1e-14, maxiter = 10000)$root / r
  j * c(d, limit(.975), limit(.025))
}

groups <- function(set, gs, store = TRUE) {
  if (store) for (i in seq_along(gs)) keep(set, letters[i], gs[[i]])
  full <- Filter(length, gs)
  if (length(gs) == 2) {
    x <- gs[[1]]; y <- gs[[2]]
    ok <- length(x) > 1 && length(y) > 1 && !(all(x == x[1]) && all(y == y[1]))
    t <- if (ok) t.test(x, y) else NULL
    put(set, "welch_t", if (ok) unname(t$statistic) else NA); put(set, "welch_df", if (ok) unname(t$parameter) else NA); put(set, "welch_p", if (ok) t$p.value else NA)
    put(set, "welch_low", if (ok) t$conf.int[1] else NA); put(set, "welch_high", if (ok) t$conf.int[2] else NA)
    g <- if (ok) g_with_ci(x, y) else c(NA, NA, NA)
    put(set, "g", g[1]); put(set, "g_low", g[2]); put(set, "g_high", g[3])
    okw <- length(x) > 0 && length(y) > 0 && length(unique(c(x, y))) > 1
    if (okw && (max(length(x), length(y)) >= 50 || !any(duplicated(c(x, y))))) {
      w <- suppressWarnings(wilcox.test(x, y, digits.rank = 10))
      put(set, "mann_whitney_u", unname(w$statistic)); put(set, "mann_whitney_p", w$p.value)
    }
  }
  value <- unlist(full); group <- factor(rep(seq_along(full), lengths(full)))
  oka <- length(full) > 1 && length(value) > length(full) && !all(sapply(full, function(v) all(v == v[1])))
  a <- if (oka) anova(lm(value ~ group)) else NULL
  put(set, "anova_f", if (oka) a[["F value"]][1] else NA); put(set, "anova_p", if (oka) a[["Pr(>F)"]][1] else NA)
  okk <- length(full) > 1 && length(unique(value)) > 1
  k <- if (okk) kruskal.test(value, group) else NULL
  # of 100,000 values R's H has seven digits: it takes 3 (N + 1) from a number of that size; ranks.py has it whole
  if (length(value) < 10000) {
    put(set, "kruskal_h", if (okk) unname(k$statistic) else NA); put(set, "kruskal_p", if (okk) k$p.value else NA)
  }
}

agree <- function(set, m) {
  for (i in seq_len(nrow(m))) for (j in seq_len(ncol(m))) tables[[length(tables) + 1]] <<- list(set, i, j, m[i, j])
  n <- nrow(m); put(set, "agreement", sum(diag(m)) / sum(m))
  d <- abs(outer(1:n, 1:n, "-"))
  for (w in c("unweighted", "linear", "quadratic")) {
    weights <- switch(w, unweighted = 1 * (d == 0), linear = 1 - d / (n - 1), quadratic = 1 - d^2 / (n - 1)^2)
    k <- suppressWarnings(cohen.kappa(m, w = weights, n.obs = sum(m)))
    put(set, paste0("kappa_", w), k$weighted.kappa)   # its errors: see kappa.py
  }
}

icc <- function(set, m) {
  for (i in seq_len(nrow(m))) for (j in seq_len(ncol(m))) tables[[length(tables) + 1]] <<- list(set, i, j, sprintf("%.17g", m[i, j]))
  r <- ICC(m, lmer = FALSE, missing = FALSE)$results
  for (k in list(c("ICC2", "icc_2_1"), c("ICC2k", "icc_2_k"), c("ICC3", "icc_3_1"))) {
    row <- r[r$type == k[1], ]
    put(set, k[2], row$ICC); put(set, paste0(k[2], "_low"), if (row[["lower bound"]] > row$ICC || row[["lower bound"]] < -10) NA else row[["lower bound"]]); put(set, paste0(k[2], "_high"), row[["upper bound"]])
  }
  b <- m[, 1] - m[, 2]; put(set, "bias", mean(b)); put(set, "limit_low", mean(b) - 1.96 * sd(b)); put(set, "limit_high", mean(b) + 1.96 * sd(b))
}

set.seed(20261125)
long <- function(n, k) ((seq_len(n) * k) %% 10007) / 100 - 40   # made again in the test, not stored
one("one-value", 12.5); one("two-values", c(3, 4.5)); one("two-equal", c(3, 3)); one("all-equal", rep(7, 6)); one("all-zero", rep(0, 5))
one("no-ties", c(1.1, -2.3, 3.7, 4.2, -0.5, 6.9, 2.8)); one("ties", c(1, 1, 2, 2, 2, -1, -1, 3)); one("zeros-and-ties", c(0, 0, 4.6, 4.6, 9.1, -4.6, 0, 13.7))
one("one-sign", c(1.5, 2.5, 3.5, 4.5, 5.5)); one("negative", -c(1.5, 2.25, 9, 4, 5.5, 8)); one("normal-30", rnorm(30, 10, 9)); one("normal-49", rnorm(49, 1, 9)); one("normal-50", rnorm(50, 1, 9))
one("large-offset", 1e9 + c(1, 2, 3, 4, 7)); one("levels", sample(c(-2, -1, 0, 1, 2), 60, TRUE)); one("long", long(1e5, 7919), FALSE)
one("t-scores", c(31.86, 34.92, 35.49, 35.49, 40, 50, 54.56, 45.44, 63.69, 34.92))
groups("pair-small", list(c(1.2, 3.4, 2.2), c(4.1, 5.9))); groups("pair-ties", list(c(0, 1, 1, 2, 2), c(-1, 0, 1, 1))); groups("pair-one-empty", list(c(1, 2, 3), numeric(0))); groups("pair-single", list(c(5), c(1, 2, 4)))
groups("pair-one-flat", list(c(4, 4, 4), c(1, 2, 6))); groups("pair-both-flat", list(c(4, 4, 4), c(5, 5))); groups("pair-all-equal", list(c(4, 4), c(4, 4, 4))); groups("pair-normal", list(rnorm(20, 52, 10), rnorm(23, 45, 9)))
groups("pair-49", list(rnorm(49), rnorm(49, 0.5))); groups("pair-50", list(rnorm(50), rnorm(12, 0.5))); groups("pair-long", list(long(60000, 7919), long(40000, 6857)), FALSE); groups("pair-far", list(rnorm(8, 60, 9), rnorm(9, 48, 9)))
groups("three", list(rnorm(8, 50, 9), rnorm(11, 55, 9), rnorm(5, 47, 4))); groups("three-one-empty", list(c(1, 2, 5), numeric(0), c(2, 2, 9, 4))); groups("four-ties", list(c(0, 1, 1), c(1, 2, 2, 2), c(0, 0, -1), c(1, 1, 0, 2))); groups("three-singles", list(1, 2, 3))
agree("check-matrix", matrix(c(3,1,0,0,0, 1,4,1,0,0, 0,1,6,1,0, 0,0,1,3,1, 0,0,0,0,2), 5, byrow = TRUE))
agree("two-by-two", matrix(c(20, 5, 10, 15), 2, byrow = TRUE)); agree("perfect", diag(c(3, 4, 5))); agree("worse-than-chance", matrix(c(1, 9, 8, 2), 2)); agree("three-categories", matrix(c(10, 2, 1, 3, 8, 2, 0, 4, 9), 3, byrow = TRUE))
shrout <- matrix(c(9,2,5,8, 6,1,3,2, 8,4,6,8, 7,1,2,6, 10,5,6,9, 6,2,4,7), 6, byrow = TRUE)   # Shrout & Fleiss 1979, table 2
icc("shrout-fleiss", shrout); icc("two-raters", cbind(c(31.9, 45.4, 50, 62.4, 40.2, 55), c(36.3, 43.8, 54.6, 60, 37.6, 50))); icc("no-agreement", cbind(c(1, 2, 3, 4), c(4, 1, 3, 2)))
subjects <- rnorm(25, 50, 8); icc("three-raters", sapply(1:3, function(i) subjects + rnorm(25, i, 4)))

write <- function(rows, name, header) { con <- file(file.path(out, name), "w"); writeLines(header, con); for (r in rows) writeLines(paste(unlist(r), collapse = ","), con); close(con) }
write(data, "stats_data.csv", "set,group,value"); write(tables, "stats_tables.csv", "set,row,column,value"); write(expected, "stats_expected.csv", "set,statistic,value")
cat(R.version.string, "psych", as.character(packageVersion("psych")), "\n")
