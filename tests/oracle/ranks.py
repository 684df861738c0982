#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Rank tests and the sizes that belong to them, counted with whole numbers.

    ranks.py FOLDER                 writes ranks_expected.csv (set,statistic,value) there, of the samples in stats_data.csv
    ranks.py --scores SCORES OUT    writes by,group,occasion,measure,statistic,value,n of the csv that `gas score examples/study -f csv` wrote

R's wilcox.test is exact under ties and zeros from 4.6 on; Debian 12 has 4.2. So the exact p are counted here: the distribution of the sum of
doubled midranks over all signs or all subsets, in integers, and for small samples by listing every sign or subset as well. What is tied is told by ten
digits, as R's digits.rank = 10. Without ties and zeros, and from 50 values on, stats.R has R's own p beside these.
"""
import collections
import csv
import itertools
import math
import pathlib
import statistics
import sys
from fractions import Fraction

LISTED = 12  # up to so many values every sign or subset is listed, too
Z = statistics.NormalDist().inv_cdf(0.975)

# faults that were seen: signed ranks by their differences, rank sums by their samples
EXTRA = {
    "five-without-zeros": [[10, 10, 20, 30, 40]],
    "one-zero": [[0, 10, 20, 30, 40]],
    "one-zero-signs-mixed": [[-20, -20, -20, 0, 30]],
    "two-zeros-signs-mixed": [[0, 0, -10, -10, 10, 20, 20, 30]],
    "pair-many-ties": [[0, 0, 0, 10], [0, 10, 20, 20, 30]],
    "pair-at-its-expectation": [[0, 3], [1, 2, 2, 2, 2, 2, 2]],
}


def settled(x):
    return 0.0 if abs(x) < 1e-9 else float(f"{x:.9e}")


def doubled_midranks(values):
    first, count = {}, collections.Counter(values)
    for place, value in enumerate(sorted(values), 1):
        first.setdefault(value, place)
    return [2 * first[v] + count[v] - 1 for v in values]


def tail_shares(counts, at):
    all_ways = sum(counts.values())
    return Fraction(sum(n for s, n in counts.items() if s <= at), all_ways), Fraction(sum(n for s, n in counts.items() if s >= at), all_ways)


def sign_counts(ranks):
    counts = collections.Counter({0: 1})
    for rank in ranks:
        more = counts.copy()
        for s, n in counts.items():
            more[s + rank] += n
        counts = more
    if len(ranks) <= LISTED:
        listed = collections.Counter(sum(r for r, up in zip(ranks, signs) if up) for signs in itertools.product((0, 1), repeat=len(ranks)))
        assert listed == counts
    return counts


def subset_counts(ranks, m):
    counts = [collections.Counter() for _ in range(m + 1)]
    counts[0][0] = 1
    for rank in ranks:
        for i in range(m, 0, -1):
            for s, n in counts[i - 1].items():
                counts[i][s + rank] += n
    if len(ranks) <= LISTED:
        assert collections.Counter(map(sum, itertools.combinations(ranks, m))) == counts[m]
    return counts[m]


def bound(counts, lowest):
    """Largest k with 2 P(statistic < k) <= 0.05."""
    below, all_ways, k = 0, sum(counts.values()), 0
    while True:
        below += counts[lowest + k]
        if Fraction(2 * below, all_ways) > Fraction(1, 20):
            return k
        k += 1


def signed_rank_bound(n):
    return bound(sign_counts(range(1, n + 1)), 0) if n < 50 else math.floor(n * (n + 1) / 4 + 0.5 - Z * math.sqrt(n * (n + 1) * (2 * n + 1) / 24))


def rank_sum_bound(m, n):
    if m < 50 and n < 50:
        return bound(subset_counts(range(1, m + n + 1), m), m * (m + 1) // 2)
    return math.floor(m * n / 2 + 0.5 - Z * math.sqrt(m * n * (m + n + 1) / 12))


def normal_p(distance, variance):
    z = (abs(distance) - (0.5 if distance else 0)) / math.sqrt(variance)
    return min(1.0, math.erfc(z / math.sqrt(2)))


def tie_sum(values):
    return sum(t**3 - t for t in collections.Counter(values).values())


def order_statistics(weighted, wanted):
    """The wanted places, from 1, of numbers with their frequencies."""
    found, before, todo = {}, 0, sorted(set(wanted))
    for value, n in sorted(weighted.items()):
        while todo and todo[0] <= before + n:
            found[todo.pop(0)] = value
        before += n
    return [found[k] for k in wanted]


def shift(weighted, k):
    """Median and closed interval from the k-th smallest to the k-th largest."""
    n = sum(weighted.values())
    low, high = order_statistics(weighted, [(n + 1) // 2, n // 2 + 1])
    ci = order_statistics(weighted, [k, n + 1 - k]) if k >= 1 else [None, None]
    return [(low + high) / 2, *ci]


def convolved(a, b):
    """Frequencies of the sums of two whole numbers: by the product of two large integers, 64 bits a place."""
    lowest_a, lowest_b = min(a), min(b)
    pack = lambda counts, lowest: sum(n << (64 * (v - lowest)) for v, n in counts.items())
    product = pack(a, lowest_a) * pack(b, lowest_b)
    places = product.to_bytes((product.bit_length() + 63) // 64 * 8, "little")
    return collections.Counter({lowest_a + lowest_b + i // 8: n for i in range(0, len(places), 8) if (n := int.from_bytes(places[i:i + 8], "little"))})


def walsh(x):
    counts = collections.Counter(x)
    if len(counts) > 2000:  # the long sample: multiples of 0.01
        whole = collections.Counter({round(100 * v): n for v, n in counts.items()})
        twice = convolved(whole, whole)
        for v, n in whole.items():
            twice[2 * v] += n  # each with itself once more, so that all count double
        return {s / 200: n // 2 for s, n in twice.items()}
    weighted = collections.Counter()
    for (a, n), (b, m) in itertools.combinations(counts.items(), 2):
        weighted[(a + b) / 2] += n * m
    for a, n in counts.items():
        weighted[a] += n * (n + 1) // 2
    return weighted


def differences(x, y):
    a, b = collections.Counter(x), collections.Counter(y)
    if len(a) * len(b) > 4_000_000:
        turned = collections.Counter({-round(100 * v): n for v, n in b.items()})
        return {s / 100: n for s, n in convolved(collections.Counter({round(100 * v): n for v, n in a.items()}), turned).items()}
    weighted = collections.Counter()
    for (v, n), (w, m) in itertools.product(a.items(), b.items()):
        weighted[v - w] += n * m
    return weighted


def one_sample(values):
    x = [settled(v) for v in values]
    n = len(x)
    out = {"wilcoxon_zeros": x.count(0)}
    k = signed_rank_bound(n)
    out["hodges_lehmann"], out["hodges_lehmann_ci_low"], out["hodges_lehmann_ci_high"] = shift(walsh([0.0 if v == 0 else w for v, w in zip(x, values)]), k)
    if n >= 50:
        x = [v for v in x if v != 0]
        n = len(x)
    signed = [(r, v) for r, v in zip(doubled_midranks([abs(v) for v in x]), x) if v != 0]
    if not signed:
        return out | {"wilcoxon_v": None, "wilcoxon_p": None, "rank_biserial": None}
    up, down = sum(r for r, v in signed if v > 0), sum(r for r, v in signed if v < 0)
    if len(values) < 50:
        p = float(min(1, 2 * min(tail_shares(sign_counts([r for r, _ in signed]), up))))
    else:
        p = normal_p(up / 2 - n * (n + 1) / 4, n * (n + 1) * (2 * n + 1) / 24 - tie_sum([abs(v) for v in x]) / 48)
    return out | {"wilcoxon_v": up / 2, "wilcoxon_p": p, "rank_biserial": (up - down) / (up + down)}


def two_samples(first, second):
    x, y = [settled(v) for v in first], [settled(v) for v in second]
    m, n = len(x), len(y)
    names = ("mann_whitney_u", "mann_whitney_p", "hodges_lehmann", "hodges_lehmann_ci_low", "hodges_lehmann_ci_high", "rank_biserial")
    if not x or not y:
        return dict.fromkeys(names)
    ranks = doubled_midranks(x + y)
    mine = sum(ranks[:m])
    u = mine / 2 - m * (m + 1) / 2
    small = m < 50 and n < 50
    if len(set(x + y)) < 2:
        p = None
    elif small:
        lower, upper = tail_shares(subset_counts(ranks, m), mine)
        p = float(min(1, 2 * (upper if u > m * n / 2 else lower)))
    else:
        p = normal_p(u - m * n / 2, m * n / 12 * (m + n + 1 - tie_sum(x + y) / ((m + n) * (m + n - 1))))
    k = rank_sum_bound(m, n)
    return dict(zip(names, (None if p is None else u, p, *shift(differences(first, second), k), 2 * u / (m * n) - 1)))


def kruskal(groups):
    full = [[settled(v) for v in g] for g in groups if g]
    pool = [v for g in full for v in g]
    if len(full) < 2 or len(set(pool)) < 2:
        return {"kruskal_h": None}
    ranks, at, n = iter(doubled_midranks(pool)), 0, len(pool)
    total = sum(Fraction(sum(itertools.islice(ranks, len(g))), 2) ** 2 / len(g) for g in full)
    h = (12 * total / (n * (n + 1)) - 3 * (n + 1)) / (1 - Fraction(tie_sum(pool), n**3 - n))
    return {"kruskal_h": float(h)}


def long_sample(n, k):
    return [(i * k % 10007) / 100 - 40 for i in range(1, n + 1)]


def samples(folder):
    sets = collections.defaultdict(lambda: collections.defaultdict(list))
    with open(folder / "stats_data.csv", newline="") as file:
        for row in csv.DictReader(file):
            sets[row["set"]][row["group"]].append(float(row["value"]))
    all_sets = {name: list(groups.values()) for name, groups in sets.items()} | EXTRA
    all_sets["long"] = [long_sample(100000, 7919)]
    all_sets["pair-long"] = [long_sample(60000, 7919), long_sample(40000, 6857)]
    all_sets["pair-one-empty"] = [[1, 2, 3], []]
    return all_sets


def text(value):
    return "" if value is None else repr(float(value))


def of_samples(folder):
    with open(folder / "ranks_expected.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(("set", "statistic", "value"))
        for name, groups in samples(folder).items():
            figures = one_sample(groups[0]) if len(groups) == 1 else (two_samples(*groups) if len(groups) == 2 else {}) | kruskal(groups)
            for statistic, value in figures.items():
                out.writerow((name, statistic, text(value)))


def of_scores(scores, out):
    with open(scores, newline="") as file:
        rows = list(csv.DictReader(file))
    with open(out, "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("by", "group", "occasion", "measure", "statistic", "value", "n"))
        for by in ((), ("arm",), ("arm", "site")):
            groups = sorted({" / ".join(row[c] for c in by) or "all" for row in rows})
            for occasion, measure in itertools.product(("baseline", "review", "final"), ("t", "t_change")):
                if (occasion, measure) == ("baseline", "t_change"):
                    continue
                values = [[float(row[measure]) for row in rows if row["occasion"] == occasion and row[measure] and (" / ".join(row[c] for c in by) or "all") == g]
                          for g in groups]
                blocks = [(g, one_sample(v), len(v)) for g, v in zip(groups, values) if measure == "t_change"]
                everyone = sum(map(len, values))
                if len(groups) == 2:
                    blocks.append((" - ".join(groups), two_samples(*values), everyone))
                elif len(groups) > 2:
                    blocks.append(("all groups", kruskal(values), everyone))
                for group, figures, n in blocks:
                    for statistic, value in figures.items():
                        writer.writerow(("+".join(by), group, occasion, measure, statistic, text(value), n))


if __name__ == "__main__":
    if sys.argv[1] == "--scores":
        of_scores(sys.argv[2], sys.argv[3])
    else:
        of_samples(pathlib.Path(sys.argv[1]))
