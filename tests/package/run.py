#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Installs a build and uses it as somebody else would: run.py BUILD_DIR

A consumer is built by CMake's package and by pkg-config; the program and its pages are there; each public header compiles alone, and all of them together.
"""
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PAGES = [f"man{page.stem[-1]}/{page.stem}" for page in HERE.parent.parent.glob("man/*.scd")]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(map(str, command))}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def main():
    build = sys.argv[1]
    with tempfile.TemporaryDirectory() as scratch:
        prefix = pathlib.Path(scratch, "installed tree")
        run("cmake", "--install", build, "--prefix", str(prefix))
        program = prefix / "bin/gas"
        missing = [p for p in PAGES if not (prefix / "share/man" / p).is_file()]
        if missing:
            raise SystemExit(f"not installed: {missing}")
        if "50.0" not in run(program, "calc", "0") or "NAME" not in run(program, "help", "score"):
            raise SystemExit("the installed program does not work")

        run("cmake", "-G", "Ninja", "-S", str(HERE), "-B", f"{scratch}/by-cmake", f"-DCMAKE_PREFIX_PATH={prefix}", "-DCMAKE_BUILD_TYPE=Debug")
        run("cmake", "--build", f"{scratch}/by-cmake")
        by_cmake = run(f"{scratch}/by-cmake/consumer")
        if f"```text\n{by_cmake}```" not in (HERE.parent.parent / "docs/cpp.md").read_text():
            raise SystemExit(f"docs/cpp.md does not show what its program prints:\n{by_cmake}")

        package = next(prefix.rglob("gas.pc")).parent
        os.symlink(prefix, f"{scratch}/prefix")  # flags are split at spaces
        environment = {**os.environ, "PKG_CONFIG_PATH": str(package)}
        flags = run("pkg-config", "--define-variable=prefix=" + f"{scratch}/prefix", "--cflags", "--libs", "--static", "gas", env=environment).split()
        run("g++", str(HERE / "main.cpp"), "-o", f"{scratch}/by-pkg-config", *flags)
        if run(f"{scratch}/by-pkg-config") != by_cmake:
            raise SystemExit("CMake's package and pkg-config give different programs")

        headers = {str(p.relative_to(prefix / "include")) for p in (prefix / "include/gas").rglob("*.hpp")}
        for some in (sorted(headers), *([header] for header in sorted(headers))):
            includes = [word for header in some for word in ("-include", header)]
            run("g++", "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Werror", f"-I{prefix}/include", *includes, "-x", "c++", "/dev/null")
    print(f"installed; {len(headers)} headers compile, each alone and all at once; the program of docs/cpp.md runs both ways")


if __name__ == "__main__":
    main()
