#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same as study_csv.py with pandas: study_pandas.py FILE > scores.csv, or --summary FILE. All goals are rated at all occasions in the benchmark's table,
so the baseline T of the paired goals is that of all."""
import sys

import numpy as np
import pandas as pd

RHO = 0.3


def main():
    table = pd.read_csv(sys.argv[-1], dtype={"id": str, "goal": "category", "occasion": "category", "date": str, "rater": "category", "level": "int8"})
    grouped = table.groupby(["id", "occasion", "date", "rater"], sort=False, observed=True)["level"].agg(["sum", "count"]).reset_index()
    n = grouped["count"].to_numpy(dtype=float)
    grouped["t"] = 50 + 10 * grouped["sum"].to_numpy(dtype=float) / np.sqrt(n * (1 - RHO) + RHO * n * n)
    start = grouped[grouped["occasion"] == "baseline"].set_index("id")["t"].rename("t_baseline")
    grouped = grouped.join(start, on="id")
    grouped["t_change"] = grouped["t"] - grouped["t_baseline"]
    if "--summary" in sys.argv:
        table = grouped.groupby("occasion", sort=False, observed=True).agg(
            n=("t", "size"), t_mean=("t", "mean"), t_sd=("t", "std"), t_change_mean=("t_change", "mean"), t_change_sd=("t_change", "std"))
        table.to_csv(sys.stdout)
        return
    grouped[["id", "occasion", "date", "rater", "t", "t_baseline", "t_change"]].to_csv(sys.stdout, index=False)


if __name__ == "__main__":
    main()
