#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `gas diff --git` against git itself in one run and prints the figures as Markdown: git.py --gas GAS [--count N] [--repeat N]

A repository of 10,000 plans with 50 changed. The yardstick is what any such tool must wait for: `git diff --name-status`, and the 100 versions of the
changed plans by one `git cat-file --batch`. Exit status: 0 the target met, 1 missed, 2 no valid measurement.
"""
import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
import make_plans  # noqa: E402

MOST = 3.0
ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z"}


class Failure(Exception):
    """There is no valid measurement; the message says why."""


def run(folder, *command, stdin=b""):
    done = subprocess.run(command, cwd=folder, env=ENVIRONMENT, input=stdin, capture_output=True, check=False)
    if done.returncode != 0:
        raise Failure(f"{' '.join(command[:4])}: exit {done.returncode}: {done.stderr.decode(errors='replace')[:300]}")
    return done.stdout


def git(folder, *arguments, stdin=b""):
    return run(folder, "git", "-c", "user.name=A", "-c", "user.email=a@clinic.example", *arguments, stdin=stdin)


def make_repository(folder, count, changed):
    """Two commits; the second adds a note to one rating of each changed plan's latest entry, and a comment."""
    subprocess.run([sys.executable, make_plans.__file__, "--count", str(count), folder], check=True, capture_output=True)
    git(folder, "init", "-q", ".")
    git(folder, "config", "gc.auto", "0")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "plans")
    names = sorted(os.path.relpath(os.path.join(at, name), folder) for at, _, files in os.walk(folder) for name in files if name.endswith(".gas.yaml"))
    if len(names) != count:
        raise Failure(f"{len(names)} plans, not {count}")
    for name in names[:: max(1, count // changed)][:changed]:
        path = os.path.join(folder, name)
        with open(path, encoding="utf-8") as plan:
            text = plan.read()
        with open(path, "w", encoding="utf-8") as plan:
            plan.write(text.replace("title: ", "title: Again ", 1) + "# seen\n")
    git(folder, "commit", "-q", "-a", "-m", "changes")
    git(folder, "gc", "-q")  # now, and not in the background while the clock runs


def yardstick(folder):
    """What git alone needs to say which plans changed, and to hand out both versions of each."""
    begin = time.perf_counter()
    git(folder, "diff", "--name-status", "HEAD~1", "HEAD")
    listed = time.perf_counter() - begin
    raw = git(folder, "diff", "--raw", "--no-abbrev", "HEAD~1", "HEAD").decode().splitlines()
    hashes = [part for line in raw for part in line.split()[2:4]]
    begin = time.perf_counter()
    git(folder, "cat-file", "--batch", stdin="".join(h + "\n" for h in hashes).encode())
    return listed + time.perf_counter() - begin, len(hashes)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gas", required=True)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--changed", type=int, default=50)
    parser.add_argument("--repeat", type=int, default=15)
    options = parser.parse_args()
    gas = os.path.abspath(options.gas)
    with tempfile.TemporaryDirectory() as folder:
        make_repository(folder, options.count, options.changed)
        rows = run(folder, gas, "diff", "--git", "HEAD~1", "HEAD", "-f", "csv").decode().splitlines()
        if len(rows) != options.changed + 1:
            raise Failure(f"gas found {len(rows) - 1} changes, not {options.changed}")
        times = {"git": [], "gas": [], "work tree, git": [], "work tree, gas": []}
        for _ in range(options.repeat):
            seconds, blobs = yardstick(folder)
            if blobs != 2 * options.changed:
                raise Failure(f"{blobs} versions, not {2 * options.changed}")
            times["git"].append(seconds)
            begin = time.perf_counter()
            run(folder, gas, "diff", "--git", "HEAD~1", "HEAD")
            times["gas"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            git(folder, "diff", "--name-status", "HEAD~1")
            times["work tree, git"].append(time.perf_counter() - begin)
            begin = time.perf_counter()
            run(folder, gas, "diff", "--git", "HEAD~1")
            times["work tree, gas"].append(time.perf_counter() - begin)
    print(f"{options.count} plans, {options.changed} changed; {options.repeat} interleaved rounds, page cache warm.\n")
    print("| what | minimum | median | over git |\n| --- | ---: | ---: | ---: |")
    best = {name: min(seconds) for name, seconds in times.items()}
    words = {"git": "`git diff --name-status HEAD~1 HEAD`, and 100 versions by `git cat-file --batch`", "gas": "`gas diff --git HEAD~1 HEAD`",
             "work tree, git": "`git diff --name-status HEAD~1` (10,000 files looked at, none read)", "work tree, gas": "`gas diff --git HEAD~1`"}
    for name, seconds in times.items():
        over = best[name] / best["work tree, git" if name.startswith("work") else "git"]
        print(f"| {words[name]} | {best[name] * 1000:.1f} ms | {statistics.median(seconds) * 1000:.1f} ms | {over:.2f} |")
    ratio = best["gas"] / best["git"]
    print(f"\n`gas diff --git` takes {ratio:.2f} times git's own time; target: under {MOST:g}. {'Met' if ratio < MOST else 'MISSED'}.")
    return 0 if ratio < MOST else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"git.py: {failure}", file=sys.stderr)
        sys.exit(2)
