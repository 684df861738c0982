#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the man pages to the program: check_man.py GAS SOURCES BUILT

Every long option of a command stands in its page and every option in a page is one; pages have exit status and examples; mandoc
finds nothing to say about what scdoc made of them, but for the empty paragraphs that scdoc itself writes.
"""
import pathlib
import re
import shutil
import subprocess
import sys

COMMANDS = ("validate", "score", "summarize", "agree", "diff", "history", "git", "calc")
ALSO_IN = {"git": ("textconv", "git-diff-driver", "git-merge-driver")}  # commands that a page tells of besides its own
SCDOC_OWN = "skipping paragraph macro"


def options_of(gas, command):
    shown = subprocess.run([gas, command, "--help"], capture_output=True, text=True, timeout=60).stdout
    return set(re.findall(r"--[a-z][a-z-]+", "\n".join(line[:34] for line in shown.splitlines() if line.startswith("  -"))))


def option_faults(gas, sources):
    for command in COMMANDS:
        page = (sources / f"gas-{command}.1.scd").read_text()
        page = page.replace("@TABLE_OPTIONS@", (sources / "table-options.scd.in").read_text())
        have = set()
        for name in (command, *ALSO_IN.get(command, ())):
            have |= options_of(gas, name)
            if f"*gas {name}" not in page:
                yield f"gas-{command}.1 does not tell of gas {name}"
        told = {option for line in re.findall(r"^\*-.*$", page, re.M) for option in re.findall(r"\*(--[a-z-]+)\*", line)}
        if not have:
            yield f"gas {command} --help shows no option"
        yield from (f"gas-{command}.1 lacks {option}" for option in sorted(have - told))
        yield from (f"gas-{command}.1 has {option}, which the program lacks" for option in sorted(told - have))


def page_faults(sources, built):
    if shutil.which("mandoc") is None:
        yield "mandoc is not installed; tests/run.sh installs it"
        return
    for source in sorted(sources.glob("*.scd")):
        text = source.read_text()
        page = built / source.name.removesuffix(".scd")
        if "# EXAMPLES" not in text:
            yield f"{source.name}: no EXAMPLES"
        if source.name.endswith(".1.scd") and "# EXIT STATUS" not in text:
            yield f"{source.name}: no EXIT STATUS"
        if not page.is_file():
            yield f"{page.name} was not built"
            continue
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True, text=True, timeout=60).stdout
        yield from (line for line in lint.splitlines() if SCDOC_OWN not in line)


def main():
    gas, sources, built = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    faults = [*option_faults(gas, sources), *page_faults(sources, built)]
    for topic in ("gas", "plan", "table", *COMMANDS):
        opened = subprocess.run([gas, "help", topic], capture_output=True, text=True, timeout=60)
        if opened.returncode != 0 or "NAME" not in opened.stdout:
            faults.append(f"gas help {topic}: exit {opened.returncode}, does not open the page: {opened.stderr.strip()}")
    print("\n".join(faults) or "the pages hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
