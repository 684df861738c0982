#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Every case of the tests, a line each, then how many of each kind: list_cases.py BUILD

Golden cases, folders of rules, test cases of the unit tests and names of ctest, without the places where they stand: before and after a move the lists are
compared with `diff`.
"""
import json
import pathlib
import subprocess
import sys
import xml.etree.ElementTree

TESTS = pathlib.Path(__file__).resolve().parent


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def cases(build):
    unit = xml.etree.ElementTree.fromstring(said(build / "tests/gas_unit_tests", "--list-test-cases", "--reporters=xml"))
    return {
        "golden": ["/".join(path.parts[-3:-1]) for path in TESTS.glob("golden/*/*/cmd")],
        "rule": [path.name for path in TESTS.glob("rules/GAS*")],
        "unit": [case.get("name") for case in unit.iter("TestCase")],
        "ctest": [test["name"] for test in json.loads(said("ctest", "--test-dir", build, "--show-only=json-v1"))["tests"]],
    }


def main():
    all_cases = cases(pathlib.Path(sys.argv[1]).resolve())
    for kind, names in all_cases.items():
        print("\n".join(f"{kind} {name}" for name in sorted(names)))
    print("\n".join(f"{len(names)} of {kind}" for kind, names in all_cases.items()))
    return 0 if all(all_cases.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
