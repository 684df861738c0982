#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs every ```console block of pages and compares what it shows: readme_blocks.py GAS PAGE... [--update]

Lines that begin with `$ ` are commands, the lines behind them what they print (standard output and error). `# exit N` at
the end of a command is its status. A line of only `…` stands for any lines. `cd FOLDER` holds to the end of the block. Commands run in a
folder that has the repository's examples and, of the page, each ```yaml block that begins with `# NAME.gas.yaml`, as a file of that name. The home
folder is an empty one for each page. A block ```console no-test is not run: two at most, those that install. A command in any other block is a fault.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parent.parent
BLOCK = re.compile(r"^```console( no-test)?\n(.*?)^```$", re.M | re.S)
PLAN = re.compile(r"^```yaml\n(# (\S+\.gas\.yaml)\n.*?)^```$", re.M | re.S)


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
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode, done.stdout.decode()


def matches(want, got):
    pattern = "".join("(?:.*\n)*?" if line == "…\n" else re.escape(line) for line in want.splitlines(keepends=True))
    return re.fullmatch(pattern, got) is not None


def run_page(gas, page, update):
    """(faults, commands that ran, blocks that were left out) of a page."""
    text = page.read_text()
    written, ran, skipped = text, 0, 0
    faults = [f"a command outside a console block: {line}" for line in BLOCK.sub("", text).splitlines() if re.match(r"\s*\$ ", line)]
    with tempfile.TemporaryDirectory() as scratch:
        home, start, programs = (pathlib.Path(scratch, name) for name in ("home", "start", "bin"))
        for folder in (home, start, programs):
            folder.mkdir()
        os.symlink(gas, programs / "gas")
        os.symlink(REPO / "examples", start / "examples")
        for plan in PLAN.finditer(text):
            (start / plan.group(2)).write_text(plan.group(1))
        env = {**os.environ, "PATH": f"{programs}:/usr/bin:/bin", "TERM": "dumb", "LC_ALL": "C.UTF-8", "TMPDIR": scratch, "HOME": str(home), "XDG_CONFIG_HOME": f"{home}/.config"}
        for block in BLOCK.finditer(text):
            if block.group(1):
                skipped += 1
                continue
            shown, folder = "", start
            for command, status, want in commands_of(block.group(2)):
                ran += 1
                code, got = run(f"{command} && pwd" if command.startswith("cd ") else command, folder, env)
                if command.startswith("cd ") and code == 0:
                    folder, got = got.strip(), ""
                shown += f"$ {command}\n" + (want if matches(want, got) else got)
                if code != status or (not matches(want, got) and not update):
                    faults.append(f"$ {command}\nexit {code}, expected {status}\n--- shows\n{want}--- prints\n{got}")
            written = written.replace(block.group(0), f"```console\n{shown}```")
    if update:
        page.write_text(written)
    return [f"{page.relative_to(REPO)}: {fault}" for fault in faults], ran, skipped


def main():
    update = "--update" in sys.argv
    gas, *pages = (pathlib.Path(name).resolve() for name in sys.argv[1:] if name != "--update")
    faults, ran, skipped = [], 0, 0
    for page in pages:
        of_page, ran_here, skipped_here = run_page(gas, page, update)
        faults, ran, skipped = faults + of_page, ran + ran_here, skipped + skipped_here
    if skipped > 2:
        faults.append(f"{skipped} blocks are not tested; only the two that install may be")
    print("\n".join(faults) or f"{ran} commands print what {len(pages)} pages show")
    return 1 if faults or ran == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
