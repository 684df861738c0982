#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""gas under real git: run.py GAS [NAME...]

A test is a function of one of the modules below; it gets a home of its own, in a temporary folder, and makes its repositories there.
NAME runs only the tests whose name has it.
"""
import concurrent.futures
import inspect
import os
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import guards
import histories
import hooks
import looked_at
import merged
import merged_files
import past_scores
import paths
import random_merges
import revisions
import set_up
import shown
import since
import without_gas
from support import Fault, Sandbox

MODULES = (shown, merged, merged_files, random_merges, past_scores, paths, revisions, guards, histories, hooks, looked_at, set_up, since, without_gas)


def tests(names):
    for module in MODULES:
        for name, function in vars(module).items():
            if inspect.isfunction(function) and function.__module__ == module.__name__ and list(inspect.signature(function).parameters) == ["sandbox"]:
                full = f"{module.__name__}.{name}"
                if not names or any(part in full for part in names):
                    yield full, function


def run_test(test, gas, template):
    name, function = test
    with tempfile.TemporaryDirectory() as home:
        try:
            function(Sandbox(gas, os.path.realpath(home), template))
        except (Fault, OSError) as fault:
            return f"{name}: {fault}"
    return None


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    chosen = list(tests(sys.argv[2:]))
    with tempfile.TemporaryDirectory() as home, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        template = Sandbox(gas, os.path.realpath(home)).repo().top
        faults = [fault for fault in pool.map(lambda test: run_test(test, gas, template), chosen) if fault]
    for fault in faults:
        print(fault.encode(errors="surrogateescape").decode(errors="backslashreplace"))
    print(f"{len(chosen) - len(faults)} passed, {len(faults)} failed")
    return 1 if faults or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
