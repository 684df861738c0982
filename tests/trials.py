# SPDX-License-Identifier: MIT
"""Trials of the program, each in a folder of its own: what does not hold is told, and the others go on."""
import os
import subprocess
import tempfile

FAILED = []


def check(good, what, *seen):
    if not good:
        FAILED.append(what)
        print(f"{what}:", *((one.returncode, one.stdout[-300:], one.stderr[-300:]) if isinstance(one, subprocess.CompletedProcess) else one for one in seen))


def held(trials, mode=0o700):
    """Runs the trials; the exit status."""
    for trial in trials:
        with tempfile.TemporaryDirectory() as folder:
            os.chmod(folder, mode)
            os.chdir(folder)
            trial()
            os.chdir("/")
    print("FAILED: " + ", ".join(FAILED) if FAILED else "all held")
    return 1 if FAILED else 0
