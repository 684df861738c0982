#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Golden tests of the program: run.py GAS [--update] [--in-process DRIVER] [FILTER...]

A case is a folder tests/golden/<command>/<case>/ with `cmd`, shell lines that are run in a copy of the folder with
`gas` on PATH and $REPO the repository. `out`, `err` and `code` (absent: empty, empty, 0) are compared byte for byte.
--update writes them; read the difference before you commit it. With --in-process, the cases that are nothing but commands of gas
are run by DRIVER (golden_in_process), all in one process, and the others as ever.
"""
import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REPO = str(HERE.parent.parent)
EXPECTED = ("out", "err", "code")
# what a shell takes as it stands, in quotes, or as $REPO; anything else is for the shell to read
TOKEN = re.compile(r"""[ \t]+|(?P<end>[;\n])|(?P<input><)|(?P<word>(?:[\w./:,@%^+=-]|'[^']*'|"[^"$`\\]*"|\$REPO(?!\w))+)""")
PART = re.compile(r"""'([^']*)'|"([^"]*)"|(\$REPO)|([^'"$]+)""")
NOT_IN_PROCESS = {"help"}  # shows a page that lies beside the program


def read(path):
    return path.read_bytes() if path.exists() else b""


def environment(gas, home):
    kept = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "GAS_SANITIZED")}
    bin_dir = os.path.join(home, "bin")
    os.makedirs(bin_dir)
    os.symlink(gas, os.path.join(bin_dir, "gas"))
    return {**kept, "PATH": bin_dir + ":/usr/local/bin:/usr/bin:/bin", "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "TERM": "dumb", "REPO": REPO}


def commands_of(text):
    """(standard input, arguments) of each line of `gas`; None where the shell has more to do than to start them."""
    commands, words, source, at = [], [], None, 0
    text = text.rstrip("\n") + "\n"
    while at < len(text):
        token = TOKEN.match(text, at)
        if token is None:
            return None
        at = token.end()
        if token["input"]:
            if source is not None or not text[token.start() - 1].isspace():
                return None
            source = ""
        elif token["word"]:
            word = "".join("".join(part) for part in PART.findall(token["word"])).replace("$REPO", REPO)
            if source == "":
                source = word
            else:
                words.append(word)
        elif token["end"] and words:
            # a stream of the process itself is that of the driver
            if words[0] != "gas" or source == "" or words[1:2] and words[1] in NOT_IN_PROCESS or any(word.startswith(("/dev/", "/proc/")) for word in words):
                return None
            commands.append((source or "/dev/null", words[1:]))
            words, source = [], None
        elif token["end"] and source is not None:
            return None
    return commands or None


def prepared(case, home):
    work = os.path.join(home, "work")
    shutil.copytree(case, work, ignore=shutil.ignore_patterns(*EXPECTED, "cmd"), symlinks=True)
    return work


def run_case(case, gas):
    with tempfile.TemporaryDirectory() as home:
        env = environment(gas, home)
        done = subprocess.run(["bash", "-c", (case / "cmd").read_text()], cwd=prepared(case, home), env=env, stdin=subprocess.DEVNULL, capture_output=True)
        return {"out": done.stdout, "err": done.stderr, "code": b"" if done.returncode == 0 else b"%d\n" % done.returncode}


def run_in_process(driver, cases):
    """What each of `cases`, (name, folder, commands), gives; and what is wrong with the driver itself."""
    with tempfile.TemporaryDirectory() as scratch:
        homes, texts = {}, []
        for number, (name, case, commands) in enumerate(cases):
            homes[name] = pathlib.Path(scratch, str(number))
            homes[name].mkdir()
            texts += [prepared(case, homes[name]), len(commands)]
            for source, arguments in commands:
                texts += [source, len(arguments), *arguments]
        env = environment(driver, scratch)
        done = subprocess.run([driver], input="".join(f"{text}\0" for text in texts).encode(), env=env, capture_output=True)
        got = {name: {part: read(home / part) for part in EXPECTED} for name, home in homes.items() if (home / "code").exists()}
    if done.returncode == 0 and len(got) == len(cases) and not done.stderr:
        return got, None
    unfinished = next((name for name, _, _ in cases if name not in got), "its end")
    return got, f"in process, at {unfinished}: exit {done.returncode}\n{done.stderr.decode(errors='backslashreplace')}"


def difference(name, want, got):
    lines = difflib.unified_diff(want.decode(errors="backslashreplace").splitlines(), got.decode(errors="backslashreplace").splitlines(), f"{name} (expected)", f"{name} (got)", lineterm="")
    return "\n".join(lines)


def cases_of(filters):
    for folder in sorted(p for p in HERE.iterdir() if p.is_dir() and p.name != "__pycache__"):
        for case in sorted(p for p in folder.iterdir() if p.is_dir()):
            name = f"{folder.name}/{case.name}"
            if not filters or any(f in (name, folder.name) or (f == case.name and not (HERE / f).is_dir()) for f in filters):
                yield name, case


def update(case, got):
    for part in EXPECTED:
        if got[part]:
            (case / part).write_bytes(got[part])
        else:
            (case / part).unlink(missing_ok=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("gas")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--in-process", metavar="DRIVER")
    parser.add_argument("filters", nargs="*")
    options = parser.parse_intermixed_args()
    gas = str(pathlib.Path(options.gas).resolve())
    cases = list(cases_of(options.filters))
    faults = [f"{name}: no cmd" for name, case in cases if not (case / "cmd").is_file()]
    results, plain = {}, []
    if options.in_process:
        plain = [(name, case, commands) for name, case in cases if (case / "cmd").is_file() and (commands := commands_of((case / "cmd").read_text()))]
        results, fault = run_in_process(str(pathlib.Path(options.in_process).resolve()), plain)
        faults += [fault] if fault else []
    for name, case in cases:
        if not (case / "cmd").is_file():
            continue
        got = results.get(name) or run_case(case, gas)
        if options.update:
            update(case, got)
        faults += [f"{name}: {part} differs\n{difference(part, read(case / part), got[part])}" for part in EXPECTED if read(case / part) != got[part]]
    faults.append(f"{len(cases)} cases" + (f", {len(plain)} of them in process" if options.in_process else "") + f": {len(faults)} faults")
    print("\n".join(faults))
    return 1 if len(faults) > 1 or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
