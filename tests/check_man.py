#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the man pages to the program: check_man.py GAS SOURCES BUILT

Every long option of a command stands in its page and every option in a page is one; pages have exit status and examples; mandoc
finds nothing to say about what scdoc made of them, but for the empty paragraphs that scdoc itself writes.
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys

SCDOC_OWN = "skipping paragraph macro"


def listed(gas, *command):
    shown = subprocess.run([gas, "help", "--list", *command], capture_output=True, text=True).stdout
    return [line.split("\t") for line in shown.splitlines()]


def options_of(gas, command):
    return {name for names, *_ in listed(gas, command) for name in names.split(",") if name.startswith("--")}


def option_faults(gas, sources, built):
    commands = {name: kind for name, kind, _ in listed(gas)}
    yield from (f"gas.1 does not name {name}" for name in commands if f"\\fB{name}\\fR" not in (built / "gas.1").read_text())
    plumbing = [name for name, kind in commands.items() if kind == "plumbing"]
    if not plumbing:
        yield "gas help --list shows no command that git runs"
    for command in sorted(commands.keys() - set(plumbing)):
        path = sources / f"gas-{command}.1.scd"
        have = options_of(gas, command)
        if not path.is_file():
            words = set(re.findall(r"--[a-z][a-z-]+", (sources / "gas.1.scd").read_text() + (sources / "gas-score.1.scd").read_text()))
            yield from (f"gas {command} has no page, and neither gas.1 nor gas-score.1 has its {option}" for option in sorted(have - words))
            continue
        page = path.read_text()
        for shared in ("table", "course"):
            page = page.replace(f"@{shared.upper()}_OPTIONS@", (sources / f"{shared}-options.scd.in").read_text())
        for name in plumbing if command == "git" else ():
            have |= options_of(gas, name)
            if f"*gas {name}" not in page:
                yield f"gas-{command}.1 does not tell of gas {name}"
        told = {option for line in re.findall(r"^\*-.*$", page, re.M) for option in re.findall(r"\*(--[a-z-]+)\*", line)}
        if f"*gas {command}" not in page:
            yield f"gas-{command}.1 does not tell of gas {command}"
        formats = re.search(r"--format .*: ([a-z, ]+)$", subprocess.run([gas, command, "--help"], capture_output=True, text=True).stdout, re.M)
        shown = (built / f"gas-{command}.1").read_text()
        words = formats[1].split(", ") if formats else []
        yield from (f"gas-{command}.1 lacks the format {word}" for word in words if not re.search(rf"(?<![a-z-]){word}(?![a-z-])", shown))
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
        lint = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(page)], capture_output=True, text=True).stdout
        yield from (line for line in lint.splitlines() if SCDOC_OWN not in line)


def main():
    gas, sources, built = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    faults = [*option_faults(gas, sources, built), *page_faults(sources, built)]
    for topic in (page.name.split(".")[0].removeprefix("gas-") for page in sorted(sources.glob("*.scd"))):
        opened = subprocess.run([gas, "help", topic], capture_output=True, text=True, env={**os.environ, "MANWIDTH": "60"})
        if opened.stderr:
            faults.append(f"gas help {topic} in 60 columns says on standard error: {opened.stderr[:200]}")
        if opened.returncode != 0 or "NAME" not in opened.stdout:
            faults.append(f"gas help {topic}: exit {opened.returncode}, does not open the page: {opened.stderr.strip()}")
    print("\n".join(faults) or "the pages hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
