#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests of the program: run.py GAS [--update] [FILTER...]

A case is a folder tests/golden/<command>/<case>/ with `cmd`, shell lines that are run in a copy of the folder with
`gas` on PATH and $REPO the repository. `out`, `err` and `code` (absent: empty, empty, 0) are compared byte for byte.
--update writes them; read the difference before you commit it.
"""
import difflib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
EXPECTED = ("out", "err", "code")


def read(path):
    return path.read_bytes() if path.exists() else b""


def environment(gas, home):
    kept = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "GAS_SANITIZED")}
    bin_dir = os.path.join(home, "bin")
    os.makedirs(bin_dir)
    os.symlink(gas, os.path.join(bin_dir, "gas"))
    return {**kept, "PATH": bin_dir + ":/usr/local/bin:/usr/bin:/bin", "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "TERM": "dumb", "REPO": str(HERE.parent.parent)}


def run_case(case, gas):
    with tempfile.TemporaryDirectory() as home:
        env = environment(gas, home)
        work = os.path.join(home, "work")
        shutil.copytree(case, work, ignore=shutil.ignore_patterns(*EXPECTED, "cmd"), symlinks=True)
        done = subprocess.run(["bash", "-c", (case / "cmd").read_text()], cwd=work, env=env, stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
        return {"out": done.stdout, "err": done.stderr, "code": b"" if done.returncode == 0 else b"%d\n" % done.returncode}


def difference(name, want, got):
    lines = difflib.unified_diff(want.decode(errors="backslashreplace").splitlines(), got.decode(errors="backslashreplace").splitlines(), f"{name} (expected)", f"{name} (got)", lineterm="")
    return "\n".join(lines)


def cases_of(filters):
    for folder in sorted(p for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"):
        for case in sorted(p for p in folder.iterdir() if p.is_dir()):
            name = f"{folder.name}/{case.name}"
            if not filters or any(name == f or folder.name == f or case.name == f for f in filters):
                yield name, case


def main():
    arguments = sys.argv[1:]
    update = "--update" in arguments
    arguments = [a for a in arguments if a != "--update"]
    gas = str(pathlib.Path(arguments[0]).resolve())
    ran, failed = 0, 0
    for name, case in cases_of(arguments[1:]):
        ran += 1
        if not (case / "cmd").is_file():
            print(f"{name}: no cmd")
            failed += 1
            continue
        got = run_case(case, gas)
        for part in EXPECTED:
            if update and got[part]:
                (case / part).write_bytes(got[part])
            elif update:
                (case / part).unlink(missing_ok=True)
        wrong = [part for part in EXPECTED if read(case / part) != got[part]]
        failed += bool(wrong)
        for part in wrong:
            print(f"{name}: {part} differs\n{difference(part, read(case / part), got[part])}")
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
