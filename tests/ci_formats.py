#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds the formats for CI to their schemas and to each other: ci_formats.py GAS REPO

Each run writes json, sarif, junit and gitlab at once: over the plans of examples/caseload, over what breaks each rule (with --info), over nothing
found, over files that cannot be read, over standard input. ajv checks each document against tests/schemas, and the test itself: it must refuse a
broken document of each kind. What a schema cannot say is checked here: the same findings in all formats, indexes, counts, unique fingerprints.
"""
import copy
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import urllib.parse
import xml.etree.ElementTree as ET

SCHEMAS = {"sarif": "sarif-2.1.0-rtm.5.json", "junit": "junit.json", "gitlab": "gitlab-code-quality.json"}
LEVEL = {"error": "error", "warning": "warning", "info": "note"}
SEVERITY = {"error": "major", "warning": "minor", "info": "info"}


def element(node):
    """An XML element as tag, attributes, children and text."""
    kept = {"tag": node.tag, "attributes": dict(node.attrib), "children": [element(child) for child in node]}
    return {**kept, "text": node.text} if node.text and node.text.strip() else kept


def run(gas, cwd, *arguments, stdin=subprocess.DEVNULL):
    """Exit status and the documents of one run, by format."""
    with tempfile.TemporaryDirectory() as folder:
        files = [f"--format={name}={folder}/{name}" for name in SCHEMAS]
        alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(pathlib.Path(cwd or ".").resolve().parent)}  # in no repository, so that paths begin here
        done = subprocess.run([gas, "validate", "--format", "json", *files, *arguments], cwd=cwd, stdin=stdin, capture_output=True, check=False, env=alone)
        read = {name: (pathlib.Path(folder) / name).read_bytes().decode() for name in SCHEMAS}
    documents = {name: element(ET.fromstring(text)) if name == "junit" else json.loads(text) for name, text in read.items()}
    return done.returncode, json.loads(done.stdout)["rows"], documents


def sarif_faults(rows, sarif):
    run_of = sarif["runs"][0]
    rules = run_of["tool"]["driver"]["rules"]
    if len(run_of["results"]) != len(rows):
        return [f"{len(run_of['results'])} results, {len(rows)} findings"]
    faults = [] if len({rule["id"] for rule in rules}) == len(rules) else ["a rule stands twice"]
    unread = any(row["rule"] == "GAS019" for row in rows)
    faults += [] if run_of["invocations"][0]["executionSuccessful"] != unread else ["executionSuccessful is wrong"]
    for row, result in zip(rows, run_of["results"]):
        rule = rules[result["ruleIndex"]]
        place = result["locations"][0]["physicalLocation"]
        region = place.get("region", {})
        want = (row["rule"], row["rule"], LEVEL[row["severity"]], row["line"], row["column"], os.path.normpath(row["file"]))
        got = (result["ruleId"], rule["id"], result["level"], region.get("startLine"), region.get("startColumn"),
               urllib.parse.unquote(place["artifactLocation"]["uri"]).removeprefix("file://"))
        faults += [] if want == got else [f"{want} came as {got}"]
        faults += [] if (row["hint"] or "") in result["message"]["text"] else [f"{row['rule']}: the hint is not in the message"]
    return faults


def gitlab_faults(rows, gitlab):
    want = [(row["rule"], SEVERITY[row["severity"]], row["line"] or 1, os.path.normpath(row["file"])) for row in rows]
    got = [(e["check_name"], e["severity"], e["location"]["lines"]["begin"], e["location"]["path"]) for e in gitlab]
    faults = [] if want == got else [f"{want} came as {got}"]
    return faults + ([] if len({e["fingerprint"] for e in gitlab}) == len(gitlab) else ["two entries have one fingerprint"])


def junit_faults(rows, junit):
    faults, outcomes = [], []
    for suite in junit["children"]:
        found = [outcome for case in suite["children"] for outcome in case["children"]]
        outcomes += found
        count = {"tests": len(suite["children"]), "failures": sum(o["tag"] == "failure" for o in found), "errors": sum(o["tag"] == "error" for o in found)}
        stated = {name: int(suite["attributes"][name]) for name in count}
        faults += [] if stated == count else [f"{suite['attributes']['name']}: says {stated}, has {count}"]
        names = [(case["attributes"]["classname"], case["attributes"]["name"]) for case in suite["children"]]
        faults += [] if len(set(names)) == len(names) else [f"{suite['attributes']['name']}: two cases have one name"]
    want = [(row["severity"], "error" if row["rule"] == "GAS019" else "failure") for row in rows]
    got = [(o["attributes"]["type"], o["tag"]) for o in outcomes]
    return faults + ([] if want == got else [f"{want} came as {got}"])


CHECKS = {"sarif": sarif_faults, "junit": junit_faults, "gitlab": gitlab_faults}


def broken(name, document):
    """Documents that the schema must refuse."""
    def put(change):
        other = copy.deepcopy(document)
        change(other)
        return other

    def pop(of, key):
        of.pop(key)

    if name == "sarif":
        return [put(lambda d: pop(d, "version")), put(lambda d: pop(d["runs"][0]["tool"]["driver"], "name")), put(lambda d: d["runs"][0]["results"][0].update(level="info")),
                put(lambda d: d["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0)),
                put(lambda d: d["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"].update(uri="<stdin>")),
                put(lambda d: pop(d["runs"][0]["results"][0], "message")), put(lambda d: d.update(extra=1))]
    if name == "gitlab":
        return [put(lambda d: pop(d[0], "fingerprint")), put(lambda d: d[0].update(severity="error")), put(lambda d: d[0]["location"]["lines"].update(begin=0)),
                put(lambda d: d[0]["location"].update(path="./a")), {"rows": document}]
    return [put(lambda d: pop(d["children"][0]["attributes"], "tests")), put(lambda d: d["children"][0]["attributes"].update(failures="many")),
            put(lambda d: pop(d["children"][0]["children"][0]["attributes"], "name")), put(lambda d: d.update(tag="testsuite")),
            put(lambda d: pop(d["children"][0]["children"][0]["children"][0], "text"))]


def ajv(schemas, name, documents):
    """What ajv finds wrong with each document; None where nothing."""
    with tempfile.TemporaryDirectory() as folder:
        files = [os.path.join(folder, str(i)) for i in range(len(documents))]
        for file, document in zip(files, documents):
            pathlib.Path(file).write_text(json.dumps(document))
        done = subprocess.run(["node", str(schemas / "check.js"), str(schemas / SCHEMAS[name]), *files], env={**os.environ, "NODE_PATH": "/usr/share/nodejs"},
                              capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"ajv does not run (tests/run.sh installs nodejs and node-ajv): {done.stderr[-600:]}")
        wrong = json.loads(done.stdout)
        return [wrong[file] for file in files]


def all_runs(gas, repo):
    """(name, expected exit status, rows, documents) of each run."""
    yield "caseload", 0, *run(gas, repo, "examples/caseload")
    yield "study", 0, *run(gas, repo, "examples/study", "./examples/study.csv", "--info")
    for folder in sorted((repo / "tests/rules").iterdir()):
        for file in sorted(folder.glob("bad.*")):
            yield folder.name, None, *run(gas, folder, "--info", file.name)
    with tempfile.TemporaryDirectory() as work:
        yield "nothing found", 0, *run(gas, work, str(repo / "tests/rules/GAS209/good.gas.yaml"))
        yield "unreadable", 2, *run(gas, work, "missing.gas.yaml", ".", "", str(repo / "tests/rules/GAS209/bad.gas.yaml"))
        odd = pathlib.Path(work) / "a b:<ü>&\"'%\n.yaml"
        odd.write_bytes((repo / "tests/rules/GAS209/bad.gas.yaml").read_bytes())
        status, rows, documents = run(gas, work, odd.name)
        for entry in documents["gitlab"]:  # a path of ours has no line end
            entry["location"]["path"] = entry["location"]["path"].replace("\\n", "\n")
        yield "odd name", 0, status, rows, documents
        with odd.open("rb") as plan:
            yield "standard input", 0, *run(gas, work, "-", stdin=plan)
        many = [pathlib.Path(work) / f"{i}.gas.yaml" for i in range(3)]
        for plan in many:
            plan.write_bytes(odd.read_bytes())
        yield "equal findings", 0, *run(gas, work, *[plan.name for plan in many])


def main():
    gas, repo = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    schemas = repo / "tests/schemas"
    runs = list(all_runs(gas, repo))
    faults = []
    for name, want, status, rows, documents in runs:
        faults += [f"{name}: exit {status}"] if want not in (None, status) else []
        for form, check in CHECKS.items():
            faults += [f"{name}, {form}: {fault}" for fault in check(rows, documents[form])]
    faults += [] if len(runs) > 80 and sum(len(rows) for _, _, _, rows, _ in runs) > 150 else [f"only {len(runs)} runs, or hardly a finding"]
    for form in SCHEMAS:
        verdicts = ajv(schemas, form, [documents[form] for *_, documents in runs])
        faults += [f"{name}, {form}: {wrong}" for (name, *_), wrong in zip(runs, verdicts) if wrong]
        sample = next(documents[form] for name, _, _, _, documents in runs if name == "GAS209")
        faults += [f"{form}: broken document {i} passes" for i, wrong in enumerate(ajv(schemas, form, broken(form, sample))) if not wrong]
    print("\n".join(faults) or f"{len(runs)} runs hold to the schemas")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
