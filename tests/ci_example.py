#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs examples/ci/check_plans.sh on the example repository, and holds the two jobs to it: ci_example.py GAS REPO"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree


def main():
    gas, repo = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    script = repo / "examples/ci/check_plans.sh"
    faults = []
    with tempfile.TemporaryDirectory() as home:
        os.symlink(gas, os.path.join(home, "gas"))
        env = {**os.environ, "PATH": home + ":" + os.environ["PATH"], "HOME": home, "LC_ALL": "C.UTF-8", "GIT_CONFIG_GLOBAL": "/dev/null"}
        work = os.path.join(home, "work")
        subprocess.run([str(repo / "examples/git/make_repository.sh"), work], env=env, check=True, capture_output=True)

        def check(base, status, *words):
            done = subprocess.run([str(script), base, "out"], cwd=work, env=env, capture_output=True, text=True)
            faults.extend(f"{base}: no {word!r} in {done.stdout}{done.stderr}" for word in words if word not in done.stdout + done.stderr)
            if done.returncode != status:
                faults.append(f"{base}: exit {done.returncode}, not {status}: {done.stdout}{done.stderr}")

        # the merge brings two new ratings; before it, one was edited and a scale moved
        check("HEAD~1", 0, "2 new ratings")
        check("HEAD~5", 1, "[GAS401]", "[GAS402]", "1 past rating changed", "effect on T")
        out = pathlib.Path(work, "out")
        results = json.loads((out / "gas.sarif").read_text())["runs"][0]["results"]
        if sorted(r["ruleId"] for r in results) != ["GAS401", "GAS402", "GAS402"]:
            faults.append(f"gas.sarif: {results}")
        if len(json.loads((out / "gas.codequality.json").read_text())) != 3:
            faults.append("gas.codequality.json has not three findings")
        suites = xml.etree.ElementTree.parse(out / "gas.junit.xml").getroot().findall("testsuite")
        if [suite.get("failures") for suite in suites] != ["3"]:
            faults.append("gas.junit.xml has not three failures")
        comment = (out / "change.md").read_text()
        if "### <code>P-201" not in comment or "Climbs" in comment:
            faults.append(f"change.md lacks the plan or shows its words:\n{comment}")
        check("nowhere", 2)
    made = set(re.findall(r'\$reports/([\w.]+)', script.read_text()))
    for job in ("github-workflow.yml", "gitlab-job.yml"):
        text = (repo / "examples/ci" / job).read_text()
        used = set(re.findall(r"gas-reports/([\w.]+)", text))
        if "check_plans.sh" not in text or not used or not used <= made:
            faults.append(f"{job} uses {used - made or 'no report'}, which the script does not make")
        if "\t" in text:
            faults.append(f"{job}: a tab is no YAML")
    print("\n".join(faults) or "the script does what the jobs need")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
