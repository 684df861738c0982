#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Kappas and their standard errors by statsmodels: kappa.py FOLDER, after stats.R has written stats_tables.csv there.

psych 2.2.9 (which stats.R uses) gives other errors for weighted kappas of five categories; those of statsmodels are
the formula of Fleiss, Cohen & Everitt 1969. Writes kappa_expected.csv (set,statistic,value).
"""
import collections
import csv
import pathlib
import sys

import numpy
import statsmodels
from statsmodels.stats.inter_rater import cohens_kappa

SETS = ("check-matrix", "two-by-two", "perfect", "worse-than-chance", "three-categories")
KINDS = (("unweighted", None), ("linear", "linear"), ("quadratic", "quadratic"))


def main():
    folder = pathlib.Path(sys.argv[1])
    tables = collections.defaultdict(dict)
    with open(folder / "stats_tables.csv", newline="") as file:
        for row in csv.DictReader(file):
            tables[row["set"]][int(row["row"]) - 1, int(row["column"]) - 1] = float(row["value"])
    with open(folder / "kappa_expected.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("set", "statistic", "value"))
        for name in SETS:
            size = 1 + max(i for i, _ in tables[name])
            table = numpy.array([[tables[name][i, j] for j in range(size)] for i in range(size)])
            for kind, weights in KINDS:
                result = cohens_kappa(table, wt=weights)
                out.writerow((name, f"kappa_{kind}", repr(float(result.kappa))))
                out.writerow((name, f"kappa_se_{kind}", repr(float(result.std_kappa))))
    print("statsmodels", statsmodels.__version__)


if __name__ == "__main__":
    main()
