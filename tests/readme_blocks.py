#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every ```console block of a README and compares what it shows: readme_blocks.py GAS README [--update]

Lines that begin with `$ ` are commands, the lines behind them what they print (standard output and error). `# exit N` at
the end of a command is its status. A line of only `…` stands for any lines. `cd FOLDER` holds to the end of the block; the home
folder is an empty one. A block ```console no-test is not run: two at most, those that install.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```console( no-test)?\n(.*?)^```$", re.M | re.S)


def commands_of(block):
    """(command, status, expected text) of each command in a block."""
    found = []
    for line in block.splitlines(keepends=True):
        if line.startswith("$ "):
            status = re.search(r"\s# exit (\d+)$", line.rstrip("\n"))
            found.append([line[2:].rstrip("\n"), int(status.group(1)) if status else 0, ""])
        else:
            found[-1][2] += line
    return found


def run(command, folder, env):
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
    return done.returncode, done.stdout.decode()


def matches(want, got):
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in want.splitlines(keepends=True))
    return re.fullmatch(pattern, got) is not None


def main():
    gas, readme = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    update = "--update" in sys.argv
    text = readme.read_text()
    faults, ran, skipped, written = [], 0, 0, text
    with tempfile.TemporaryDirectory() as home:
        os.symlink(gas, os.path.join(home, "gas"))
        env = {**os.environ, "PATH": f"{home}:/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8", "TMPDIR": home, "HOME": home, "XDG_CONFIG_HOME": f"{home}/.config"}
        for block in BLOCK.finditer(text):
            if block.group(1):
                skipped += 1
                continue
            shown, folder = "", readme.parent
            for command, status, want in commands_of(block.group(2)):
                ran += 1
                code, got = run(f"{command} && pwd" if command.startswith("cd ") else command, folder, env)
                if command.startswith("cd ") and code == 0:
                    folder, got = got.strip(), ""
                kept = want if matches(want, got) else got
                shown += f"$ {command}\n" + kept
                if code != status or (not matches(want, got) and not update):
                    faults.append(f"$ {command}\nexit {code}, expected {status}\n--- shows\n{want}--- prints\n{got}")
            written = written.replace(block.group(0), f"```console\n{shown}```")
    if skipped > 2:
        faults.append(f"{skipped} blocks are not tested; only the two that install may be")
    if update:
        readme.write_text(written)
    print("\n".join(faults) or f"{ran} commands print what the README shows")
    return 1 if faults or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
