# SPDX-License-Identifier: MIT
"""What the tests with git share: a repository of their own, a plan, and ways to say what must be."""
import os
import pathlib
import shutil
import subprocess

PLAN = """\
# Made at the first visit.
gas: 1
id: P-017
start: 2026-01-12
goals:
  - id: sleep
    title: Sleep through the night
    scale:
      -2: Wakes on 7 nights a week
      -1: Wakes on 5 or 6 nights a week
      0: Wakes on 3 or 4 nights a week
      +1: Wakes on 1 or 2 nights a week
      +2: Wakes on 0 nights a week
  - id: walk
    title: Walk to the shop
    scale:
      -2: Walks 0 times a week
      -1: Walks once a week
      0: Walks twice a week
      +1: Walks 3 or 4 times a week
      +2: Walks 5 times a week or more
ratings:
  - date: 2026-01-12
    occasion: baseline
    levels: {sleep: -2, walk: -2}
  - date: 2026-03-02
    levels: {sleep: 0, walk: -1}  # tired
"""

# With two goals of equal weight and rho 0.3, T = 50 + 10 sum / sqrt(2 * 0.7 + 4 * 0.3) = 50 + 6.2017 sum.
# Baseline: sum -4, T 25.2. March: sum -1, T 43.8; with sleep at +1 instead of 0: sum 0, T 50.0.
EDITED_CHANGES = """\
  past ratings edited or removed
    ! sleep, 2026-03-02: rating 0 -> +1
  effect on T
      2026-03-02: T 43.8 -> 50.0 (+6.2), change +18.6 -> +24.8; by rating of sleep
"""
# May, sleep +1 and walk 0: sum 1, T 56.2, less 25.2 at baseline
MAY_CHANGES = """\
  new ratings
    + 2026-05-04: sleep +1, walk 0
  effect on T
      2026-05-04: T 56.2, change +31.0 (new)
"""


FILE = "p.gas.yaml"
MARKERS = ("<<<<<<<", "=======", ">>>>>>>")


class Fault(Exception):
    pass


def same(got, want, what=""):
    if got != want:
        raise Fault(f"{what or 'differs'}:\n--- want\n{want}\n--- got\n{got}")


def holds(text, *parts):
    for part in parts:
        if part not in text:
            raise Fault(f"not there: {part!r}\n--- in\n{text}")


def lacks(text, *parts):
    for part in parts:
        if part in text:
            raise Fault(f"should not be there: {part!r}\n--- in\n{text}")


def swap(text, old, new):
    """`text` with `new` for the one `old` in it."""
    if text.count(old) != 1:
        raise Fault(f"{old!r} stands {text.count(old)} times in the plan")
    return text.replace(old, new)


def rating(date, sleep, walk, comment=""):
    return f"  - date: {date}\n    levels: {{sleep: {sleep}, walk: {walk}}}{'  # ' + comment if comment else ''}\n"


EDITED = swap(PLAN, "sleep: 0,", "sleep: +1,")
MAY = PLAN + rating("2026-05-04", "+1", "0", "by phone")
JUNE = PLAN + rating("2026-06-08", "+1", "+1", "at home")


def head(path, counts, plan="P-017"):
    return f"{plan} ({path}): {counts}\n"


def edited(path):
    """What a reader sees of EDITED after PLAN."""
    return head(path, "1 past rating changed") + EDITED_CHANGES


def may(path):
    """What a reader sees of MAY after PLAN."""
    return head(path, "2 new ratings") + MAY_CHANGES


class Sandbox:
    """A home of its own with `gas` on PATH: no setting of the user or the machine matters."""

    def __init__(self, gas, home, template=None):
        self.template = template  # a repository that is set up, to be copied
        self.home = pathlib.Path(home)
        bin_dir = self.home / "bin"
        bin_dir.mkdir()
        (bin_dir / "gas").symlink_to(gas)
        config = self.home / ".gitconfig"
        config.write_text("[user]\nname = A. Tester\nemail = tester@example.org\n[init]\ndefaultBranch = main\n[gc]\nauto = 0\n")
        kept = {k: v for k, v in os.environ.items() if k in ("ASAN_OPTIONS", "UBSAN_OPTIONS")}
        self.env = {**kept, "PATH": f"{bin_dir}:/usr/local/bin:/usr/bin:/bin", "HOME": home, "TMPDIR": home, "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm",
                    "GIT_CONFIG_GLOBAL": str(config), "GIT_CONFIG_NOSYSTEM": "1", "GIT_ATTR_NOSYSTEM": "1", "GIT_EDITOR": "true",
                    "GIT_AUTHOR_DATE": "2026-05-04T12:00:00+0000", "GIT_COMMITTER_DATE": "2026-05-04T12:00:00+0000"}

    def run(self, *command, cwd=None, expect=0, env=None, stdin=b""):
        done = subprocess.run(list(map(str, command)), cwd=cwd or self.home, env={**self.env, **(env or {})}, input=stdin, capture_output=True)
        done.stdout, done.stderr = done.stdout.decode(errors="surrogateescape"), done.stderr.decode(errors="surrogateescape")
        if expect is not None and done.returncode != expect:
            raise Fault(f"{' '.join(map(str, command))}: exit {done.returncode}, not {expect}\n{done.stdout}{done.stderr}")
        return done

    def repo(self, name="repo", setup=True):
        """A new repository, told to use gas unless `setup` is false."""
        repo = Repo(self, self.home / name)
        if setup and self.template:
            shutil.copytree(self.template, repo.top)
            return repo
        self.run("git", "init", "-q", repo.top)
        if setup:
            repo.gas("git", "setup")
            repo.commit("Set up")
        return repo


class Repo:
    def __init__(self, sandbox, top):
        self.sandbox, self.top = sandbox, top

    def git(self, *arguments, expect=0, env=None, cwd="", stdin=b""):
        return self.sandbox.run("git", *arguments, cwd=self.top / cwd, expect=expect, env=env, stdin=stdin).stdout

    def gas(self, *arguments, expect=0, env=None, cwd="", stdin=b""):
        return self.sandbox.run("gas", *arguments, cwd=self.top / cwd, expect=expect, env=env, stdin=stdin)

    def write(self, path, text):
        file = self.top / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode())

    def read(self, path):
        return (self.top / path).read_bytes().decode()

    def commit(self, message, files=None):
        for path, text in (files or {}).items():
            self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def branches(self, path, base, ours, theirs):
        """`main` with `ours`, `side` with `theirs`, both made of `base` (None: no file); main is checked out."""
        self.commit("base", {path: base} if base is not None else {})
        self.git("checkout", "-q", "-b", "side")
        self.commit("theirs", {path: theirs})
        self.git("checkout", "-q", "main")
        self.commit("ours", {path: ours})

    def status(self):
        return self.git("status", "--porcelain", "-z").rstrip("\0")

    def facts(self, path):
        return self.gas("textconv", "--", path).stdout


def merge(repo, expect=0):
    done = repo.sandbox.run("git", "merge", "-q", "--no-edit", "side", cwd=repo.top, expect=expect)
    return done.stdout + done.stderr


def is_merged(repo, path=FILE):
    """Nothing is left to do, and the file is a plan."""
    same(repo.status(), "", "git status")
    lacks(repo.read(path), *MARKERS)
    repo.gas("validate", "-q", path)
    return repo.read(path)
