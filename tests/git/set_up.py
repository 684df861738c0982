# SPDX-License-Identifier: MIT
"""`gas git setup`."""
from support import EDITED, FILE, PLAN, Repo, edited, holds, lacks, same

LINES = "*.gas.yaml diff=gas merge=gas\n*.gas.yml diff=gas merge=gas\n"
KEYS = ["diff.gas.command", "diff.gas.textconv", "difftool.gas.cmd", "merge.gas.driver", "merge.gas.name"]


def keys(repo, where="--local"):
    return sorted(line for line in repo.git("config", where, "--name-only", "--get-regexp", r"\.gas\.", expect=None).splitlines())


def once_and_again(sandbox):
    repo = sandbox.repo(setup=False)
    said = repo.gas("git", "setup").stdout
    holds(said, "set diff.gas.command", "set diff.gas.textconv", "set merge.gas.driver", "set difftool.gas.cmd", f"write to {repo.top}/.gitattributes: *.gas.yaml diff=gas merge=gas\n")
    same(keys(repo), KEYS)
    same(repo.read(".gitattributes"), LINES)
    config = repo.read(".git/config")
    said = repo.gas("git", "setup").stdout
    lacks(said, "\nset ", "write to")
    same(said.count("unchanged: "), 6)
    same(repo.read(".git/config"), config)
    same(repo.read(".gitattributes"), LINES)
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, EDITED)
    same(repo.git("diff"), edited(FILE))
    same(repo.git("check-attr", "diff", "merge", "--", "x/y.gas.yml").splitlines(), ["x/y.gas.yml: diff: gas", "x/y.gas.yml: merge: gas"])


def dry_run(sandbox):
    repo = sandbox.repo(setup=False)
    config = repo.read(".git/config")
    same(repo.gas("git", "setup", "--dry-run").stdout, repo.gas("git", "setup", "-n").stdout)
    same(repo.read(".git/config"), config)
    same((repo.top / ".gitattributes").exists(), False)
    planned = repo.gas("git", "setup", "-n").stdout
    same(repo.gas("git", "setup").stdout, planned)  # says what it will do, and does it
    config = repo.read(".git/config")
    planned = repo.gas("git", "setup", "--remove", "-n").stdout
    same(repo.read(".git/config"), config)
    same(repo.read(".gitattributes"), LINES)
    same(repo.gas("git", "setup", "--remove").stdout, planned)


def removed(sandbox):
    repo = sandbox.repo(setup=False)
    same(repo.gas("git", "setup", "--remove").stdout.count("unchanged: "), 6)
    same((repo.top / ".gitattributes").exists(), False)
    repo.git("config", "diff.other.textconv", "cat")
    repo.gas("git", "setup")
    said = repo.gas("git", "setup", "--remove").stdout
    holds(said, "remove diff.gas.command\n", f"remove from {repo.top}/.gitattributes: *.gas.yaml diff=gas merge=gas\n")
    same(keys(repo), [])
    same((repo.top / ".gitattributes").exists(), False)
    same(repo.git("config", "diff.other.textconv"), "cat\n")
    lacks(repo.read(".git/config"), "gas")
    same(repo.gas("git", "setup", "--remove").stdout.count("unchanged: "), 6)
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, EDITED)
    holds(repo.git("diff"), "\n-    levels: {sleep: 0, walk: -1}  # tired\n")


def other_lines_are_kept(sandbox):
    repo = sandbox.repo(setup=False)
    for other in ("*.png binary\n# a word\n\n*.txt text eol=lf\n", "*.png binary", "*.png binary\r\n*.txt text\r\n", "*.gas.yaml text\n", "*.gas.yaml diff=gas merge=gas linguist-language=YAML\n", "# ü\n\n\n"):
        repo.write(".gitattributes", other)
        repo.gas("git", "setup", "--remove")
        same(repo.read(".gitattributes"), other, "removed from what never had it")
        repo.gas("git", "setup")
        text = repo.read(".gitattributes")
        same(text[:len(other)], other)
        same(text[len(other):].lstrip("\r\n").replace("\r", ""), LINES)
        repo.gas("git", "setup")
        same(repo.read(".gitattributes"), text)
        repo.gas("git", "setup", "--remove")
        same(repo.read(".gitattributes").rstrip("\r\n"), other.rstrip("\r\n"))
    repo.write(".gitattributes", "*.gas.yml diff=gas merge=gas  \n*.png binary\n*.gas.yaml -merge\n")
    repo.gas("git", "setup")
    same(repo.git("check-attr", "merge", "--", "x.gas.yaml"), "x.gas.yaml: merge: gas\n")  # the last line that fits counts
    same(repo.git("check-attr", "merge", "--", "x.gas.yml"), "x.gas.yml: merge: gas\n")


def other_values(sandbox):
    """A setting of an older gas is brought up to date; several values of one key become one."""
    repo = sandbox.repo(setup=False)
    repo.git("config", "diff.gas.textconv", "old")
    repo.git("config", "--add", "diff.gas.textconv", "older")
    for driver in ("/opt/gas/gas git-merge-driver %O %A %B", "gas git-merge-driver %O %A %B %L %P"):  # the second is that of 0.1.0
        repo.git("config", "merge.gas.driver", driver)
        holds(repo.gas("git", "setup").stdout, "set merge.gas.driver")
        same(len(repo.git("config", "--get-all", "diff.gas.textconv").splitlines()), 1)
        holds(repo.git("config", "merge.gas.driver"), "gas git-merge-driver %O %A %B %L %P;", "git merge-file ")
    repo.git("config", "--add", "diff.gas.textconv", "another")
    repo.gas("git", "setup", "--remove")
    same(keys(repo), [])


def sub_folder_and_worktree(sandbox):
    repo = sandbox.repo(setup=False)
    repo.write("a b/ü/x.txt", "")
    repo.gas("git", "setup", cwd="a b/ü")
    same(repo.read(".gitattributes"), LINES)
    same(repo.git("status", "--porcelain", "--", ".gitattributes"), "?? .gitattributes\n")
    repo.gas("git", "setup", "--remove", cwd="a b/ü")
    repo.commit("first", {FILE: PLAN})
    repo.git("worktree", "add", "-q", "../tree", "-b", "other")
    repo.gas("git", "setup", cwd="../tree")
    same(repo.read("../tree/.gitattributes"), LINES)
    same(keys(repo), KEYS)  # a repository has one set of settings


def whole_user(sandbox):
    repo = sandbox.repo(setup=False)
    said = sandbox.run("gas", "git", "setup", "--global").stdout  # outside any repository
    attributes = sandbox.home / ".config/git/attributes"
    holds(said, f"write to {attributes}: *.gas.yaml diff=gas merge=gas\n")
    same(attributes.read_text(), LINES)
    same(keys(repo, "--global"), KEYS)
    same(keys(repo), [])
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, EDITED)
    same(repo.git("diff"), edited(FILE))
    same(repo.gas("git", "setup", "--global").stdout.count("unchanged: "), 6)
    repo.gas("git", "setup", "--global", "--remove")
    same(keys(repo, "--global"), [])
    same(repo.git("config", "--global", "user.name"), "A. Tester\n")
    lacks(repo.git("diff"), "past rating")
    same(repo.git("status", "--porcelain"), " M p.gas.yaml\n")


def attributes_of_the_user(sandbox):
    """Where the user keeps them: XDG_CONFIG_HOME, or core.attributesFile."""
    repo = sandbox.repo(setup=False)
    xdg = {"XDG_CONFIG_HOME": str(sandbox.home / "x y")}
    repo.gas("git", "setup", "--global", env=xdg)
    same((sandbox.home / "x y/git/attributes").read_text(), LINES)
    same(repo.git("check-attr", "diff", "x.gas.yaml", env=xdg), "x.gas.yaml: diff: gas\n")
    repo.git("config", "--global", "core.attributesFile", "~/my attributes")
    (sandbox.home / "my attributes").write_text("*.png binary\n")
    repo.gas("git", "setup", "--global")
    same((sandbox.home / "my attributes").read_text(), "*.png binary\n" + LINES)
    repo.gas("git", "setup", "--global", "--remove")
    same((sandbox.home / "my attributes").read_text(), "*.png binary\n")


def bare(sandbox):
    sandbox.run("git", "init", "-q", "--bare", "bare.git")
    repo = Repo(sandbox, sandbox.home / "bare.git")
    for _ in range(2):
        repo.gas("git", "setup")
        same(repo.read("info/attributes"), LINES)
        same(keys(repo), KEYS)
    same((repo.top / ".gitattributes").exists(), False)
    repo.gas("git", "setup", "--remove")
    same(keys(repo), [])
    same((repo.top / "info/attributes").exists(), False)


def linked_attributes(sandbox):
    """A file that is a link stays one, and keeps its mode."""
    repo = sandbox.repo(setup=False)
    sandbox.run("gas", "git", "setup", "--global")
    shared = sandbox.home / "dotfiles"
    shared.write_text("*.png binary\n")
    shared.chmod(0o640)
    (sandbox.home / ".config/git/attributes").unlink()
    (sandbox.home / ".config/git/attributes").symlink_to(shared)
    repo.gas("git", "setup", "--global")
    same((sandbox.home / ".config/git/attributes").is_symlink(), True)
    same(shared.read_text(), "*.png binary\n" + LINES)
    same(oct(shared.stat().st_mode & 0o777), oct(0o640))
    repo.gas("git", "setup", "--global", "--remove")
    same(shared.read_text(), "*.png binary\n")


def refused(sandbox):
    done = sandbox.run("gas", "git", "setup", expect=2)
    holds(done.stderr, "gas: error: not a git repository", "--global")
    same(sorted(p.name for p in sandbox.home.iterdir()), [".gitconfig", "bin"])
    repo = sandbox.repo(setup=False)
    holds(repo.gas("git", "set-up", expect=2).stderr, "gas: error: ", "gas git setup")
    holds(repo.gas("git", expect=2).stderr, "gas: error: ")
    holds(repo.gas("git", "setup", "--removed", expect=2).stderr, "--remove")
    done = repo.gas("git", "setup", expect=2, env={"PATH": str(sandbox.home / "bin")})
    holds(done.stderr, "git cannot be started", "install it")
    lacks(done.stderr, "inside a repository")
    (repo.top / ".gitattributes").mkdir()
    holds(repo.gas("git", "setup", expect=2).stderr, ".gitattributes")
    (repo.top / ".git/config.lock").write_text("")
    holds(repo.gas("git", "setup", "--remove", expect=2).stderr, "gas: error: ")
    done = sandbox.run("gas", "git", "setup", "--global", expect=2, env={"HOME": "", "XDG_CONFIG_HOME": ""})
    holds(done.stderr, "gas: error: ")


def drivers_by_hand(sandbox):
    """A person who starts what git starts is told what it is."""
    for command in ("git-diff-driver", "git-merge-driver"):
        done = sandbox.run("gas", command, expect=2)
        holds(done.stderr, "is run by git", "gas git setup")
        holds(sandbox.run("gas", command, "--help").stdout, f"Usage: gas {command}")
    done = sandbox.run("gas", "textconv", "nowhere.gas.yaml", expect=2)
    holds(done.stderr, "nowhere.gas.yaml")
