#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Input that nobody means well: bad_input.py GAS

Each check is a clear message and the right exit status, no crash, no hang, no unbounded memory, nothing half-written.
"""
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

GAS = str(pathlib.Path(sys.argv[1]).resolve())
SANITIZED = bool(os.environ.get("GAS_SANITIZED"))
CPU_SECONDS = 60 if SANITIZED else 20  # the longest takes 2
SECONDS = 3000  # by the clock, which tells what hangs: a machine with much to do is slow
MEMORY = 1500 << 20
SCALE = "{-2: a, -1: b, 0: c, 1: d, 2: e}"
GOOD = f"gas: 1\nid: P-1\ngoals:\n  - {{id: walk, title: Walk, target: 2026-04-12, baseline: -1, scale: {SCALE}}}\nratings:\n  - {{date: 2026-04-12, rater: AB, levels: {{walk: 0}}}}\n"
CHECKS = []


class Wrong(Exception):
    pass


def check(function):
    CHECKS.append(function)
    return function


def limit():
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    if not SANITIZED:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def gas(*arguments, **options):
    options.setdefault("stdin", subprocess.DEVNULL)
    options.setdefault("stdout", subprocess.PIPE)
    try:
        return subprocess.run([GAS, *arguments], stderr=subprocess.PIPE, timeout=SECONDS, preexec_fn=limit, **options)
    except subprocess.TimeoutExpired:
        raise Wrong(f"gas {' '.join(map(str, arguments))}: runs longer than {SECONDS} s") from None


def expect(done, status, *texts):
    said = (done.stdout or b"") + done.stderr
    if done.returncode != status or any(t.encode() not in said for t in texts) or b"runtime error" in said or b"Sanitizer" in said:
        raise Wrong(f"{done.args}: exit {done.returncode}, expected {status} and {texts}\n{said[:800].decode(errors='backslashreplace')}")
    return said


def both(path, rule, score_status=2, *extra):
    """validate finds `rule` in the file and gives 1; score says so on standard error and gives 2."""
    expect(gas("validate", path, *extra), 1, f"[{rule}]")
    done = gas("score", path, "-f", "csv", *extra)
    expect(done, score_status, f"[{rule}]")
    if b"error:" in done.stdout:
        raise Wrong(f"score {path}: messages on standard output")


def file(content, name="x.gas.yaml"):
    path = pathlib.Path(name)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return str(path)


@check
def paths_that_cannot_be_read():
    """A missing file, a folder without plans, a folder as a list, a path below a file."""
    for command in ("validate", "score"):
        expect(gas(command, "missing.yaml"), 2, "No such file", "GAS019")
        os.makedirs("empty", exist_ok=True)
        expect(gas(command, "empty"), 2, "no plan", "GAS019")
        expect(gas(command, "--files-from", "empty"), 2, "GAS019")
        expect(gas(command, file(GOOD) + "/x"), 2, "Not a directory")
        expect(gas(command), 2, "nothing to read")
        expect(gas(command, ""), 2, "empty path")
    if os.getuid() != 0:
        path = file(GOOD, "secret.gas.yaml")
        os.chmod(path, 0)
        expect(gas("score", path), 2, "Permission denied")


@check
def one_bad_path_does_not_end_a_batch():
    """The others are scored, and the status is 2."""
    done = gas("score", "missing.yaml", file(GOOD), "-f", "csv")
    expect(done, 2, "missing.yaml", "1 error in 1 of 2 inputs")
    if b"\nP-1,,2026-04-12,AB," not in done.stdout:
        raise Wrong(f"the good plan is not scored: {done.stdout}")


@check
def files_that_are_no_plan():
    """Empty, white space, comment, another YAML, a list, a scalar, binary."""
    for content in ("", "\n\n", "# nothing\n", "%\n", "a: 1\n", "- a\n", "42\n", "{}\n", "---\n---\n"):
        both(file(content), "GAS016")
    both(file(bytes(range(256)) * 64), "GAS001")
    both(file(pathlib.Path(GAS).read_bytes()[:20000]), "GAS001")


@check
def bytes_that_are_no_text():
    """Invalid UTF-8, overlong forms, surrogates, NUL, UTF-16, a mark inside, lone CR, control bytes and escapes."""
    for bad in (b"\xff", b"\xc0\xaf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf5\x80\x80\x80", b"\xe2\x82"):
        both(file(GOOD.encode().replace(b"Walk,", b"W" + bad + b"k,")), "GAS001")
    for bad in (b"\x00", b"\x1b", b"\x07", b"\x7f", b"\xc2\x9b", b"\xef\xbb\xbf"):
        both(file(GOOD.encode().replace(b"Walk,", b"W" + bad + b"k,")), "GAS002")
    for encoding in ("utf-16", "utf-16-le", "utf-16-be"):
        both(file(GOOD.encode(encoding)), "GAS001")
    both(file(GOOD.replace("\n", "\r").encode()), "GAS002")
    both(file(GOOD.replace("Walk,", '"W\\e[31mk",')), "GAS002")
    both(file(GOOD.replace("Walk,", '"W\\0k",')), "GAS002")
    expect(gas("score", file(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())), 0)


@check
def no_escape_reaches_the_terminal():
    """Control and bidi characters of ids, covariates and names are shown as escapes in tables and messages."""
    path = file(GOOD.replace("id: P-1", 'id: P-1\ncovariates: {arm: "a\\u202eb", "x\\e": 1}'), "a\x1b[31m.gas.yaml")
    for arguments in (("score", path), ("validate", path, "-f", "pretty"), ("validate", path, "-f", "text", "--show-text"), ("validate", path, "-f", "github"), ("score", "b\x1b[31m")):
        done = gas(*arguments)
        said = done.stdout + done.stderr
        if b"\x1b" in said or "\u202e".encode() in done.stdout:
            raise Wrong(f"{arguments}: raw control characters\n{said!r}")


@check
def deep_nesting():
    """100,000 brackets, open and closed, as lists and as mappings."""
    for content in ("[" * 100000, "a: " + "[" * 100000 + "]" * 100000, "- " * 100000, "{a: " * 100000, "? " * 100000, "{" * 100000):
        for command, status in (("validate", 1), ("score", 2)):
            expect(gas(command, file(content)), status, "error")
    expect(gas("validate", file("gas: 1\nid: " + "[" * 100000 + "]" * 100000)), 1, "GAS015")


@check
def too_many_of_one_participant():
    """2,000 goals or entries, and 16,385 covariates, are one error, at the first that is too many."""
    goals = "".join(f"  - {{id: g{i}, title: Walk {i}, scale: {{-1: none, 0: some, 1: all}}}}\n" for i in range(2000))
    entries = "".join(f"  - {{date: 2026-01-01, rater: R{i}, levels: {{walk: 0}}}}\n" for i in range(2000))
    covariates = "covariates:\n" + "".join(f"  c{i}: 1\n" for i in range(16_385))
    goal, ratings = GOOD.split("ratings:\n") if "ratings:\n" in GOOD else (GOOD, "")
    for text, line, said in (("gas: 1\nid: P\ngoals:\n" + goals, 2003, "more than 1999 goals"), (goal + "ratings:\n" + entries, goal.count("\n") + 2001, "more than 1999 rating entries"),
                             (GOOD.replace("gas: 1\n", "gas: 1\n" + covariates), 16_387, "more than 16384 covariates")):
        done = gas("validate", file(text), "--select", "GAS015")
        expect(done, 1, said)
        if done.stdout.count(b"GAS015") != 1 or f":{line}:".encode() not in done.stdout:
            raise Wrong(f"not once, at line {line}: {done.stdout[:300]}")


@check
def alias_bombs_and_merge_keys():
    """Nine times nine references are an error at the first, not a gigabyte."""
    bomb = "gas: 1\nid: P\na0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join(['*a%d' % (i - 1)] * 9)}]\n" for i in range(1, 10))
    both(file(bomb), "GAS014")
    both(file("gas: 1\nid: P\ngoals: &g\n  - *g\n"), "GAS014")
    both(file("gas: 1\nid: P\n<<: {x: 1}\n"), "GAS014")
    both(file("gas: 1\nid: !!str P\ngoals: []\n"), "GAS014")


@check
def huge_scalars():
    """100 MB in one value: refused by the size of the file, or by that of the text where files may be as large."""
    for form in ("id: {}\n", 'id: "{}"\n', "id: |\n  {}\n"):
        path = file("gas: 1\n" + form.format("x" * 100_000_000))
        expect(gas("validate", path), 2, "larger than", "--max-size")
        expect(gas("validate", path, "--max-size", "200M"), 1, "GAS015")
    both(file(GOOD.replace("Walk", "W" * (1 << 20) + "k")), "GAS015")
    os.remove("x.gas.yaml")


@check
def long_runs():
    """A million flow items, blank lines, a comment of 10 MB, 100,000 documents, a key of 1 MB: linear and bounded."""
    expect(gas("validate", file("gas: 1\nid: P\ngoals: [" + "1," * 1_000_000 + "1]\n")), 1, "GAS015")
    expect(gas("score", file("\n" * 1_000_000 + GOOD)), 0)
    expect(gas("score", file("# " + "x" * 10_000_000 + "\n" + GOOD)), 0)
    expect(gas("validate", file("---\n" * 100_000)), 1, "over 10,000 errors")
    expect(gas("validate", file("gas: 1\n" + "k" * 1_000_000 + ": 1\n")), 1, "error")
    many = gas("score", file("---\n".join(GOOD.replace("P-1", f"P-{i}") for i in range(5000))), "-f", "csv")
    expect(many, 0)
    if many.stdout.count(b"\n") != 5001:
        raise Wrong("5,000 documents do not give 5,000 rows")


@check
def documents_that_do_not_move():
    """A comma where a document begins made the reader below loop for ever."""
    for content in (",", "- x\n, y", "a: 1\n...\n,\n", ",\n---\n" + GOOD):
        expect(gas("validate", file(content)), 1, "error")


@check
def two_thousand_errors():
    """All of them are reported, each at its line; there may be 1,999 entries at most."""
    lines = "".join(f"  - {{date: 2026-02-30, rater: R{i}, levels: {{wlak: 3}}}}\n" for i in range(1998))
    done = gas("validate", file(GOOD + lines), "-f", "jsonl")
    expect(done, 1)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    for rule in ("GAS105", "GAS109", "GAS104"):
        found = sorted(row["line"] for row in rows if row["rule"] == rule)
        if found != list(range(7, 2005)):
            raise Wrong(f"{rule} is found {len(found)} times")


@check
def pipes():
    """Standard input and a named pipe are read; a pipe that nobody writes to ends by itself."""
    expect(gas("score", "-", stdin=None, input=GOOD.encode()), 0, "P-1")
    os.mkfifo("pipe")
    for _ in range(5):  # gas waits ten seconds; a writer that comes later on a machine with much to do comes again
        writer = subprocess.Popen(["bash", "-c", "sleep 0.3; exec cat > pipe"], stdin=subprocess.PIPE)
        writer.stdin.write(GOOD.encode())
        writer.stdin.close()
        done = gas("score", "pipe")
        writer.kill()
        writer.wait()
        if done.returncode == 0:
            break
    expect(done, 0, "P-1")
    expect(gas("score", "pipe"), 2, "nobody writes")
    os.remove("pipe")


@check
def full_disk():
    """A write that fails is exit 2 with a message, for every command and format."""
    path = file(GOOD)
    commands = [("score", path, "-f", f) for f in ("table", "csv", "tsv", "json", "jsonl")] + [("score", path, "--goals")]
    commands += [("validate", file("a: 1\n", "bad.yaml"), "-f", f) for f in ("text", "pretty", "table", "csv", "tsv", "json", "jsonl", "github")]
    commands += [("calc", "0"), ("scale", "--unit", "steps", "--now", "0", "--expected", "4"), ("rule",), ("rule", "GAS104"), ("--version",), (), ("score", "--help"), ("help",)]
    for arguments in commands:
        with open("/dev/full", "wb") as full:
            expect(gas(*arguments, stdout=full), 2, "could not be written")
    expect(gas("score", path, "-o", "/dev/full"), 2, "No space left")
    many = file("---\n".join(GOOD.replace("P-1", f"P-{i}") for i in range(3000)))
    with open("/dev/full", "wb") as full:
        expect(gas("score", many, "-f", "csv", stdout=full), 2, "could not be written")


@check
def closed_pipe():
    """`gas … | head -1` ends quietly."""
    path = file("---\n".join(GOOD.replace("P-1", f"P-{i}") for i in range(5000)))
    for rest in ("-f csv", "-f jsonl", ""):
        done = subprocess.run(["bash", "-c", f'"$0" score {path} {rest} | head -1; echo "${{PIPESTATUS[0]}}"', GAS], capture_output=True, timeout=SECONDS)
        if done.stderr or done.stdout.split(b"\n")[-2] not in (b"0", b"141"):
            raise Wrong(f"score {rest} | head: {done.stdout[-80:]} {done.stderr}")


@check
def outputs_are_whole_or_not_there():
    """-o leaves the old file on errors, replaces it with --keep-going, keeps mode and link, and leaves nothing beside."""
    good, bad = file(GOOD), file(GOOD.replace("walk: 0", "walk: 9"), "bad.gas.yaml")
    expect(gas("score", good, "-o", "missing/out.csv"), 2, "cannot be written")
    expect(gas("score", good, "-o", "."), 2, "cannot be written")
    os.makedirs("into", exist_ok=True)
    file("old", "into/real.csv")
    os.chmod("into/real.csv", 0o640)
    os.symlink("real.csv", "into/out.csv")
    expect(gas("score", good, bad, "-f", "csv", "-o", "into/out.csv"), 2, "was not written", "--keep-going")
    if pathlib.Path("into/real.csv").read_text() != "old":
        raise Wrong("the old file is gone")
    expect(gas("score", good, bad, "-f", "csv", "-o", "into/out.csv", "--keep-going"), 2)
    if pathlib.Path("into/real.csv").read_text().count("\n") != 2 or not os.path.islink("into/out.csv") or os.stat("into/real.csv").st_mode & 0o777 != 0o640:
        raise Wrong("--keep-going does not write the file in its place")
    os.symlink("further", "into/far.csv")
    os.symlink("../new.csv", "into/further")
    expect(gas("score", good, "-f", "csv", "-o", "into/far.csv"), 0)
    if pathlib.Path("new.csv").read_text().count("\n") != 2 or not os.path.islink("into/far.csv") or not os.path.islink("into/further"):
        raise Wrong("a link to a file that is not there yet is not followed")
    os.symlink("round.csv", "into/round.csv")
    expect(gas("score", good, "-f", "csv", "-o", "into/round.csv"), 2, "cannot be written: Too many levels of symbolic links")
    os.symlink("none/out.csv", "into/nowhere.csv")
    expect(gas("score", good, "-f", "csv", "-o", "into/nowhere.csv"), 2, "into/none/out.csv cannot be written: No such file")
    if sorted(os.listdir("into")) != ["far.csv", "further", "nowhere.csv", "out.csv", "real.csv", "round.csv"]:
        raise Wrong(f"left behind: {os.listdir('into')}")


@check
def odd_names():
    """Spaces, line ends and bytes that are not UTF-8 in names: on the command line, in a list, in a folder."""
    names = [b"a b.gas.yaml", b"a\nb.gas.yaml", b"a\xffb.gas.yaml", b"-dash.gas.yaml"]
    os.makedirs("odd", exist_ok=True)
    for number, name in enumerate(names):
        with open(b"odd/" + name, "wb") as out:
            out.write(GOOD.replace("P-1", f"P-{number}").encode())
    rows = {}
    rows["folder"] = gas("score", "odd", "-f", "csv")
    rows["named"] = gas("score", *[b"odd/" + n for n in sorted(names)], "-f", "csv")
    rows["list"] = gas("score", "--files-from", "-", "--null", "-f", "csv", stdin=None, input=b"\0".join(b"odd/" + n for n in sorted(names)) + b"\0")
    if len({expect(done, 0) for done in rows.values()}) != 1:
        raise Wrong("folder, names and list differ")
    expect(gas("score", "--", "-dash.gas.yaml", cwd="odd"), 0)
    json.loads(gas("score", "odd", "-f", "json").stdout)
    for path in (b"odd/" + n for n in names):
        with open(path, "wb") as out:
            out.write(b"a: 1\n")
    said = expect(gas("validate", "odd"), 1, "a\\nb.gas.yaml", "a\\xffb.gas.yaml")
    if len(said.splitlines()) != 2 * len(names):
        raise Wrong(f"a name breaks a line: {said!r}")


TABLE = "id,goal,occasion,level\n" + "".join(f"P{i},a,final,{i % 3}\n" for i in range(3000))


@check
def tables_that_cannot_be_read():
    os.mkdir("folder.csv")
    expect(gas("score", "folder.csv"), 2, "the folder has no plan")
    expect(gas("score", "missing.csv"), 2, "No such file")
    os.mkfifo("silent.csv")
    expect(gas("score", "silent.csv"), 2, "a pipe that nobody writes to")
    expect(gas("score", file("\0" * 3_000_000, "zeros.csv")), 2, "longer than a million bytes")
    expect(gas("score", file('id,goal,level\nP1,a,"' + "x" * 2_000_000, "quote.csv")), 2, "a quote is opened and not closed")
    expect(gas("score", file("id,goal,level\n".encode("utf-16"), "wide.csv")), 2, "UTF-16")
    expect(gas("summarize", file("", "empty.csv")), 2, "the table is empty")
    expect(gas("summarize", file('{"id":1,\n', "broken.jsonl")), 2, "JSON")
    done = gas("score", "missing.csv", file("id,goal,level\nP1,a,0\n", "good.csv"), "-f", "csv")
    expect(done, 2, "No such file")
    if done.stdout.count(b"\n") != 2:
        raise Wrong(f"a missing table takes the rows of the other: {done.stdout!r}")


@check
def tables_and_outputs_that_end():
    table = file(TABLE, "many.csv")
    with open("/dev/full", "w") as full:
        for command in ("score", "summarize"):
            for form in ("table", "csv", "json"):
                expect(gas(command, table, "-f", form, stdout=full), 2, "could not be written")
    bad = file(TABLE + "P9999,a,final,7\n", "bad.csv")
    file("old", "kept.csv")
    expect(gas("score", bad, "-f", "csv", "-o", "kept.csv"), 2, "was not written", "--keep-going")
    if pathlib.Path("kept.csv").read_text() != "old":
        raise Wrong("a table with an error has changed the output file")
    expect(gas("score", bad, "-f", "csv", "-o", "kept.csv", "--keep-going"), 2)
    if pathlib.Path("kept.csv").read_text().count("\n") != 3001:
        raise Wrong("--keep-going has not written the rows without errors")


@check
def odd_folders():
    """A link in a circle, a folder 200 deep, a link that leads nowhere."""
    deep = pathlib.Path("deep", *["d"] * 200)
    os.makedirs(deep, exist_ok=True)
    (deep / "x.gas.yaml").write_text(GOOD)
    os.symlink("..", "deep/loop")
    expect(gas("score", "deep"), 0, "P-1")
    os.symlink("nowhere", "deep/gone.gas.yaml")
    expect(gas("score", "deep"), 2, "No such file", "gone.gas.yaml")
    os.symlink("circle", "circle")
    expect(gas("score", "circle"), 2, "symbolic links")


@check
def wrong_usage():
    """CLI11's own exit statuses never show, and the nearest right word is named."""
    path = file(GOOD)
    for arguments, text in [(("scor",), "gas score"), (("score", "--fromat", "csv", path), "--format"), (("score", "-f", "cvs", path), "csv"), (("score", "--rho", "2", path), "from 0 to 1"),
                            (("score", "--rho", "nan", path), "from 0 to 1"), (("score", "--rho", "0x1", path), "from 0 to 1"), (("score", "--jobs", "0", path), "--jobs"), (("score", "--at", "2026-02-30", path), "30 February"),
                            (("score", "--weighting", "importance", path), "no importance"), (("score", "--max-size", "64X", path), "--max-size"), (("calc",), "no level"), (("calc", "3"), "not a level"),
                            (("calc", "0", "--weights", "1,2"), "weights"), (("calc", "0", "--weights", "-1"), "0 or more"), (("rule", "GAS999"), "no rule"), (("help", "scoer"), "gas help score"),
                            (("validate", "--select", "GAS9", path), "no rule"), (("validate", "--fail-on", "errors", path), "error"), (("score", "--sem", "0", path), "0"),  (("score", "--complete", "--at", "2026-02-30", path), "--at"),
                            (("--rho", "1", "score", path), "before the command"), (("score", "-f", "csv", "-f", "json", path), "--format"), (("score", "-", "-"), "once only")]:
        expect(gas(*arguments), 2, text)


def main():
    failed = 0
    for function in CHECKS:
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            try:
                function()
            except Wrong as wrong:
                failed += 1
                print(f"{function.__name__}: {function.__doc__}\n  {wrong}")
            finally:
                os.chdir("/")
    print(f"{len(CHECKS) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
