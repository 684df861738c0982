#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the pages to what they speak of: check_docs.py GAS REPO

Every link between pages and to files of the repository leads somewhere, and to every page of docs one does. A configure for a system that is not built
stops with the README's sentence. docs/cpp.md shows the program that tests/package builds, and names headers that are there. The R and pandas snippets of
docs/reading-outputs.md run on the scores of examples/study, where their tools are here.
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


PAGES = ("*.md", "docs/*.md", "examples/**/*.md", "tests/bench/*.md")
CODE = re.compile(r"^```.*?^```$|^ {4}[^\n]*$|`[^`\n]*`", re.M | re.S)
LINK = re.compile(r"\[[^]]*\]\(([^)\s]+)\)")


def anchors_of(page):
    """The anchors that GitHub and GitLab make of a page's headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page.read_text(), flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings}


def link_faults(repo):
    reached = set()
    pages = [page for pattern in PAGES for page in sorted(repo.glob(pattern))]
    for page in pages:
        for link in LINK.findall(CODE.sub("", page.read_text())):
            if "://" in link:
                continue
            path, _, anchor = link.partition("#")
            target = (page.parent / path).resolve() if path else page
            reached.add(target)
            if not target.exists():
                yield f"{page.relative_to(repo)}: {link} leads nowhere"
            elif anchor and anchor not in anchors_of(target):
                yield f"{page.relative_to(repo)}: {link}: the page has no such heading"
    yield from (f"{page.relative_to(repo)}: no link leads to it" for page in pages if page.parent.name == "docs" and page not in reached)


def system_faults(repo):
    """The sentence of CMakeLists.txt about other systems is the README's, and is all that a configure there says."""
    told = re.search(r'message\(FATAL_ERROR "(gas is built [^"]*)"\)', (repo / "CMakeLists.txt").read_text())
    if not told:
        yield "CMakeLists.txt does not say what gas is built on"
        return
    if told.group(1) not in " ".join((repo / "README.md").read_text().split()):
        yield f"README.md does not say: {told.group(1)}"
    for system in ("Windows", "Darwin"):
        with tempfile.TemporaryDirectory() as build:
            # with neither a build tool nor a compiler, as there
            command = ["cmake", "-G", "Ninja", "-S", str(repo), "-B", build, f"-DCMAKE_SYSTEM_NAME={system}", "-DCMAKE_MAKE_PROGRAM=no-tool", "-DCMAKE_CXX_COMPILER=no-compiler"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0 or told.group(1) not in " ".join(done.stderr.split()) or done.stderr.count("CMake Error") != 1:
            yield f"a configure for {system} exits {done.returncode} and says: {done.stderr}"


def snippet(text, language):
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", text, re.S))


def has(command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


def consumer_faults(repo):
    """docs/cpp.md shows the program that tests/package builds, and names headers that are there."""
    text = (repo / "docs/cpp.md").read_text()
    for language, name in (("cmake", "CMakeLists.txt"), ("cpp", "main.cpp")):
        source = re.sub(r"\A(//.*\n)*", "", (repo / "tests/package" / name).read_text())
        if f"```{language}\n{source}```\n" not in text:
            yield f"docs/cpp.md does not show tests/package/{name} as it is"
    headers = sorted(set(re.findall(r"\bgas/[\w/]+\.hpp", text)))
    yield from (f"docs/cpp.md: there is no {header}" for header in headers if not (repo / "libgas/include" / header).is_file())


def snippet_faults(gas, repo):
    text = (repo / "docs/reading-outputs.md").read_text()
    tools = [("R", "r", ["Rscript", "-e", "library(readr); library(lme4)"], ["Rscript", "-"], r"Fixed effects"),
             ("pandas", "python", ["/usr/bin/python3", "-c", "import pandas"], ["/usr/bin/python3", "-"], r"exercise +19 +51\.84")]
    with tempfile.TemporaryDirectory() as folder:
        for command, out in (("score", "scores.csv"), ("summarize", "summary.csv")):
            by = ["--by", "arm"] if command == "summarize" else []
            subprocess.run([gas, command, str(repo / "examples/study"), *by, "-f", "csv", "-o", out], cwd=folder, check=True)
        for name, language, probe, run, wanted in tools:
            code = snippet(text, language).split("from pyspark")[0]
            if not code:
                yield f"{name}: the page has no snippet"
            elif not has(probe):
                print(f"skipped: {name} is not here")
            else:
                done = subprocess.run(run, input=code, capture_output=True, text=True, cwd=folder, check=False)
                if done.returncode != 0 or not re.search(wanted, done.stdout):
                    yield f"{name}: {done.stderr[-800:] or done.stdout[-800:]}"


def main():
    gas, repo = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    faults = [*link_faults(repo), *system_faults(repo), *consumer_faults(repo), *snippet_faults(gas, repo)]
    print("\n".join(faults) or "the pages hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
