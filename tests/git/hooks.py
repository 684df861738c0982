# SPDX-License-Identifier: MIT
"""`gas diff --git` as a gate: hooks of a bare repository, and before a commit."""
from support import EDITED, FILE, JUNE, MAY, PLAN, Repo, holds, lacks, same, swap

EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
GATE = 'gas diff --git "$old" "$new" --fail-on edited-ratings,scale-change'
UPDATE = f"""#!/bin/sh
old=$2 new=$3
case $old in *[!0]*) ;; *) old={EMPTY_TREE} ;; esac
case $new in *[!0]*) ;; *) exit 0 ;; esac
{GATE}
"""
PRE_RECEIVE = f"""#!/bin/sh
while read -r old new ref; do
    case $old in *[!0]*) ;; *) old={EMPTY_TREE} ;; esac
    {GATE} || exit 1
done
"""
PRE_COMMIT = "#!/bin/sh\nexec gas diff --git --cached --fail-on edited-ratings\n"


def install(folder, name, text):
    hook = folder / "hooks" / name
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(text)
    hook.chmod(0o755)


def push(repo, expect=0, ref="main"):
    return repo.sandbox.run("git", "push", "-q", "origin", ref, cwd=repo.top, expect=expect).stderr


def gate(sandbox, name, text):
    bare = sandbox.home / "bare.git"
    sandbox.run("git", "init", "-q", "--bare", bare)
    install(bare, name, text)
    repo = sandbox.repo()
    repo.git("remote", "add", "origin", bare)
    repo.commit("first", {FILE: PLAN, "sub/ü q.gas.yml": swap(PLAN, "P-017", "P-018")})
    push(repo)  # a new branch
    repo.commit("May", {FILE: MAY})
    holds(push(repo), "+ 2026-05-04: sleep +1, walk 0")
    before = repo.git("rev-parse", "HEAD")
    for path, text, reason in ((FILE, swap(MAY, "sleep: 0,", "sleep: +1,"), "! sleep, 2026-03-02: rating 0 -> +1"),
                               (FILE, swap(MAY, "0: Walks twice a week", "0: Walks 2 times a week"), "scale or weight changed after it was rated"),
                               ("sub/ü q.gas.yml", swap(EDITED, "P-017", "P-018"), "P-018 (sub/ü q.gas.yml): 1 past rating changed"),
                               (FILE, "goals: [\n", "p.gas.yaml:"),
                               (FILE, MAY[:MAY.index("  - date: 2026-05-04")], "removed")):
        repo.commit("to be refused", {path: text})
        refused = push(repo, expect=1)
        holds(refused, reason, "hook declined")
        same(sandbox.run("git", "rev-parse", "main", cwd=bare).stdout, before)
        repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.git("rm", "-q", FILE)
    repo.commit("whole file gone")
    holds(push(repo, expect=1), "removed")
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.git("mv", FILE, "moved.gas.yaml")
    repo.commit("June", {"moved.gas.yaml": MAY + JUNE[len(PLAN):]})
    holds(push(repo), "moved.gas.yaml): 2 new ratings")
    repo.commit("edited and edited back", {"moved.gas.yaml": swap(MAY, "sleep: 0,", "sleep: +1,") + JUNE[len(PLAN):]})
    repo.commit("back", {"moved.gas.yaml": MAY + JUNE[len(PLAN):]})
    push(repo)


def update_hook(sandbox):
    gate(sandbox, "update", UPDATE)


def pre_receive_hook(sandbox):
    gate(sandbox, "pre-receive", PRE_RECEIVE)


def bare_by_hand(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("edited", {FILE: EDITED})
    sandbox.run("git", "clone", "-q", "--bare", repo.top, "bare.git")
    bare = Repo(sandbox, sandbox.home / "bare.git")
    same(bare.gas("diff", "--git", "HEAD~1", "HEAD").stdout, repo.gas("diff", "--git", "HEAD~1", "HEAD").stdout)
    same(bare.gas("diff", "--git", "HEAD~1..HEAD", "--", FILE).stdout, repo.gas("diff", "--git", "HEAD~1", "HEAD").stdout)
    holds(bare.gas("diff", f"HEAD~1:{FILE}", f"HEAD:{FILE}").stdout, "! sleep, 2026-03-02: rating 0 -> +1\n")
    done = bare.gas("diff", "--git", expect=2)
    holds(done.stderr, "gas: error: ", "work tree")
    same(done.stdout, "")


def pre_commit_hook(sandbox):
    """The index of the commit that is made, not the one that lies about."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    install(repo.top / ".git", "pre-commit", PRE_COMMIT)
    repo.write(FILE, EDITED)
    repo.git("commit", "-q", "-a", "-m", "no", expect=1)
    repo.git("commit", "-q", "-m", "no", "--", FILE, expect=1)
    repo.git("add", FILE)
    repo.git("commit", "-q", "-m", "no", expect=1)
    repo.write("q.gas.yaml", swap(MAY, "P-017", "P-018"))
    repo.git("commit", "-q", "-m", "only the other", "--", "q.gas.yaml")
    same(repo.status(), "M  p.gas.yaml")
    repo.write(FILE, MAY)
    repo.git("commit", "-q", "-a", "-m", "a new rating")
    same(repo.status(), "")


def post_merge(sandbox):
    """What a pull brought."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    install(repo.top / ".git", "post-merge", "#!/bin/sh\ngas diff --git ORIG_HEAD HEAD\n")
    done = sandbox.run("git", "merge", "-q", "--no-edit", "side", cwd=repo.top)
    holds(done.stdout + done.stderr, "+ 2026-06-08: sleep +1, walk +1")
    lacks(done.stdout + done.stderr, "2026-05-04")
