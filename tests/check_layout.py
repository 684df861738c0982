#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the tree to its layout: check_layout.py REPO

Which folder includes which, what only one place may know, that every source says its licence, and that every command
of the list has its file and page.
"""
import pathlib
import re
import sys

# from the ground up; a folder may use itself and what is named
MAY_USE = {
    "plan": set(),
    "text": set(),
    "stats": set(),
    "yaml": {"text"},
    "format": {"plan", "text"},
    "score": {"plan"},
    "write": {"format", "plan", "text"},
    "caseload": {"score", "plan"},
    "view": {"caseload", "score", "stats", "summary", "diff", "write", "plan", "text"},
    "read": {"yaml", "format", "plan", "text"},
    "summary": {"score", "stats", "plan", "text"},
    "tables": {"format", "plan", "text"},
    "check": {"score", "format", "plan", "text", "read", "tables"},  # of read, only the places of fields; validate.cpp reads texts and tables
    "diff": {"score", "format", "plan", "text", "read"},  # of read, only the places of fields; compare.cpp reads texts
    "findings": {"text", "write"},
    "syntax": {"write", "diff", "read", "yaml", "format", "plan", "text"},
    "rate": {"syntax", "read", "diff", "format", "plan", "text"},
    "scale": {"read", "write", "format", "plan", "text"},
    "merge": {"syntax", "diff", "read", "format", "plan", "text"},
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', re.M)
POSIX = ("unistd.h", "fcntl.h", "poll.h", "sys/", "pthread.h", "termios.h", "dirent.h")
NOT_IN_LIBRARY = re.compile(r"<iostream>|<cstdio>|\bprintf\s*\(|\bstd::exit\b|\bgetenv\s*\(|\bstd::cout\b|\bstd::cerr\b")
PRIVATE = ("yaml-cpp/", "CLI/", "fmt/", "nlohmann/", "utf8proc", "boost/")


def library_faults(repo):
    for path in sorted((repo / "libgas").rglob("*.[ch]pp")):
        text = path.read_text()
        name = path.relative_to(repo)
        folder = path.parent.name
        if folder not in MAY_USE and path.name != "gas.hpp":
            yield f"{name}: nothing says what the folder {folder} may use"
        if NOT_IN_LIBRARY.search(text):
            yield f"{name}: the library prints, exits or reads the environment"
        for include in INCLUDE.findall(text):
            if ".." in include:
                yield f"{name}: {include} hides which folder it is in"
            parts = include.removeprefix("gas/").split("/")
            used = parts[0] if len(parts) > 1 and parts[0] in MAY_USE else folder
            if used != folder and used not in MAY_USE.get(folder, MAY_USE):
                yield f"{name}: {folder} may not use {include}"
            if folder in ("check", "diff") and used == "read" and include != "gas/read/plan_ranges.hpp" and path.stem not in ("validate", "compare"):
                yield f"{name}: of read, {folder} may use plan_ranges.hpp only, but where texts are taken"
            if folder == "check" and used == "tables" and path.stem != "validate":
                yield f"{name}: of check, only validate takes tables"
            if include.startswith("yaml-cpp/") and path.name != "yaml_events.cpp":
                yield f"{name}: only yaml_events.cpp knows yaml-cpp"
            if include.startswith(POSIX):
                yield f"{name}: the library is not of one kind of system; the program has {include}"
            if include.startswith("CLI/"):
                yield f"{name}: only apps know CLI11"
            if "include" in name.parts and include.startswith(PRIVATE):
                yield f"{name}: a public header shows {include}"
        if "include" in name.parts and "///" not in text:
            yield f"{name}: a public header without documentation"


def program_faults(repo):
    for path in sorted((repo / "apps").rglob("*.[ch]pp")):
        for include in INCLUDE.findall(path.read_text()):
            if include.startswith("CLI/") and path.name != "command_line.cpp" and include != "CLI/Version.hpp":
                yield f"{path.relative_to(repo)}: only command_line.cpp knows CLI11, which takes 20 s to compile"


def command_faults(repo):
    listed = re.findall(r'^\s*\{"([a-z-]+)", "', (repo / "apps/gas/commands.cpp").read_text(), re.M)
    files = {path.stem.replace("_", "-") for path in (repo / "apps/gas/commands").glob("*.cpp")}
    yield from (f"command {command} has no file of its own" for command in sorted(set(listed) - files))
    yield from (f"apps/gas/commands.cpp does not list {command}" for command in sorted(files - set(listed)))


def source_faults(repo):
    for top in ("libgas", "apps", "tests", "examples", "man"):
        for path in sorted((repo / top).rglob("*")):
            if path.suffix in (".cpp", ".hpp", ".py", ".sh") and "SPDX-License-Identifier: MIT" not in path.read_text()[:200]:
                yield f"{path.relative_to(repo)}: no SPDX line"
    for path in sorted((repo / "tests/unit").rglob("*.cpp")):
        for name in re.findall(r'TEST_CASE\("([^"]*)"', path.read_text()):
            if ";" in name:
                yield f"{path.relative_to(repo)}: a `;` in a test's name makes two of it that run nothing"
    for folder in MAY_USE:
        if not list((repo / "tests/unit" / folder).glob("*.cpp")):
            yield f"tests/unit/{folder}: no unit tests"


def main():
    repo = pathlib.Path(sys.argv[1]).resolve()
    faults = [*library_faults(repo), *program_faults(repo), *command_faults(repo), *source_faults(repo)]
    print("\n".join(faults) or "the layout holds")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
