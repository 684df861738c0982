#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the system refuses: system_faults.py GAS FAULTS.so REPO

Threads that cannot be started, git that cannot be heard or takes what it is sent in bits, and the owner, rights and
access list of a file that a result replaces.
"""
import os
import pathlib
import shutil
import signal
import struct
import subprocess
import sys
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
from trials import check, held  # noqa: E402

GAS, FAULTS = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
REPO = pathlib.Path(sys.argv[3]).resolve()
STUDY = str(REPO / "examples/study")


def gas(*arguments, fault=None):
    extra = {"LD_PRELOAD": FAULTS, "FAULT": fault} if fault else {}
    return subprocess.run([GAS, *arguments], capture_output=True, env={**os.environ, **extra})  # only a hang takes so long


def threads():
    """With one thread or none of those asked for the same bytes come out."""
    whole = gas("score", STUDY, "--format", "csv", "--jobs", "1")
    check(whole.returncode == 0 and whole.stdout.count(b"\n") > 40, "a study is scored", whole)
    for fault in ("threads", "no-threads"):
        for command in (("score", "--format", "csv"), ("validate", "--info", "--format", "csv"), ("summarize", "--format", "csv")):
            one = gas(*command, STUDY, "--jobs", "1")
            few = gas(*command, STUDY, "--jobs", "8", fault=fault)
            check((few.returncode, few.stdout, few.stderr) == (one.returncode, one.stdout, one.stderr), f"{command[0]} with {fault}", few)


def repository():
    """Two versions of a study, the older one committed."""
    shutil.copytree(STUDY, "plans")
    run = lambda *command: subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *command], check=True, capture_output=True)
    run("init", "-q")
    run("add", "-A")
    run("commit", "-qm", "first")
    for path in pathlib.Path("plans").glob("*.yaml"):
        path.write_text(path.read_text().replace("title: ", "title: Again ", 1))


def git():
    repository()
    quiet = gas("diff", "--git", "HEAD", "--format", "csv")
    check(quiet.returncode == 0 and quiet.stdout.count(b"\n") > 40, "versions in git are compared", quiet)
    slow = gas("diff", "--git", "HEAD", "--format", "csv", fault="send")
    check((slow.returncode, slow.stdout, slow.stderr) == (quiet.returncode, quiet.stdout, quiet.stderr), "requests that are sent bit by bit", slow)
    deaf = gas("diff", "--git", "HEAD", "--format", "csv", fault="poll")
    check(deaf.returncode == 2 and not deaf.stdout and b"git" in deaf.stderr, "git that cannot be heard is an error, and ends", deaf)


NOBODY = 0xFFFFFFFF     # entries of the file's own user, its group, and others


def access_list(entries):
    """An access list as the kernel has it: version 2, then tag, rights, id of each entry."""
    return struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)


SHARED = access_list([(0x01, 6, NOBODY), (0x02, 4, 4321), (0x04, 4, NOBODY), (0x10, 4, NOBODY), (0x20, 0, NOBODY)])   # with user 4321


def rights():
    """A file that is replaced keeps its owner, group, rights and access list, whether or not the file system has files without a name and links them."""
    for fault in (None, "tmpfile", "link"):
        result, names = replaced()
        before = result.stat()
        done = gas("score", STUDY, "--format", "csv", "--output", str(result), fault=fault)
        after = result.stat()
        check(done.returncode == 0 and after.st_ino != before.st_ino and result.read_bytes() == gas("score", STUDY, "--format", "csv").stdout, f"the file is replaced, {fault}", done)
        check((after.st_uid, after.st_gid, after.st_mode) == (before.st_uid, before.st_gid, before.st_mode), f"owner, group and mode of a replaced file: {after}, {fault}")
        for name, value in names:
            check(os.getxattr(result, name) == value, f"{name} of a replaced file, {fault}")
        old = os.umask(0o027)
        gas("score", STUDY, "--format", "csv", "--output", "new.csv", fault=fault)
        os.umask(old)
        check(os.stat("new.csv").st_mode & 0o777 == 0o640, f"a new file follows the umask, {fault}")
        check(sorted(os.listdir()) == ["new.csv", "result.csv"], f"left: {os.listdir()}, {fault}")
        os.remove("new.csv")


def rights_of_another_group():
    """Where the group cannot be kept, the one that the file gets has no rights, neither by its mode nor by its access list or that of the folder."""
    result, names = replaced()
    if len(names) == 2:
        os.setxattr(".", "system.posix_acl_default", SHARED)
    gas("score", STUDY, "--format", "csv", "--output", str(result), fault="fchown")
    check(result.stat().st_mode & 0o777 == 0o600, f"rights of another group: {oct(result.stat().st_mode)}")
    check("system.posix_acl_access" not in os.listxattr(result), "an access list that counts another group")
    check("user.origin" in os.listxattr(result) or "user.origin" not in dict(names), "what says nothing of rights is kept")


def replaced():
    """A file with rights of its own, and what can be set of them here beside its mode."""
    result = pathlib.Path("result.csv")
    result.unlink(missing_ok=True)
    result.write_text("old\n")
    if os.geteuid() == 0:
        os.chown(result, 1234, 2345)
    os.chmod(result, 0o640)
    names = []
    for name, value in (("system.posix_acl_access", SHARED), ("user.origin", b"clinic")):
        try:
            os.setxattr(result, name, value)
            names.append((name, value))
        except OSError as error:
            print(f"not looked at: {name} ({error.strerror})")
    return result, names


def long_name():
    """A name that is as long as it may be is replaced too, where the one beside it cannot be longer."""
    result = pathlib.Path("r" * 251 + ".csv")
    for fault in (None, "tmpfile", "link"):
        result.write_text("old")
        done = gas("score", STUDY, "-f", "csv", "-o", str(result), fault=fault)
        check(done.returncode == 0 and result.read_bytes() == gas("score", STUDY, "-f", "csv").stdout, f"a long name, {fault}", done)
        check(os.listdir() == [result.name], f"left: {os.listdir()}, {fault}")


def full_disk():
    """A copy that does not fit leaves the file that stood there, and nothing beside it."""
    pathlib.Path("out.csv").write_text("old")
    done = gas("score", STUDY, "-f", "csv", "-o", "out.csv", fault="link full")
    check(done.returncode == 2 and done.stderr == b"gas: error: out.csv could not be written: No space left on device\n", "a copy that does not fit", done)
    check(os.listdir() == ["out.csv"] and pathlib.Path("out.csv").read_text() == "old", f"left: {os.listdir()}")


def file_size_limit():
    """A file larger than this user may write is told of, and nothing of it stays."""
    pathlib.Path("out.csv").write_text("old")
    for fault in ("", "tmpfile"):
        done = subprocess.run(["sh", "-c", 'ulimit -f 1; exec "$0" "$@"', GAS, "score", STUDY, "-f", "csv", "-o", "out.csv"], capture_output=True,
                              env={**os.environ, "LD_PRELOAD": FAULTS, "FAULT": fault})
        check(done.returncode == 2 and done.stderr == b"gas: error: out.csv could not be written: File too large\n", "a file that is too large", done)
        check(os.listdir() == ["out.csv"] and pathlib.Path("out.csv").read_text() == "old", f"left: {os.listdir()}")


def ended_between():
    """A signal that comes as soon as a result has a name takes the name back."""
    old = pathlib.Path("out.csv")
    for fault in ("end-at-link", "tmpfile end-at-create", "link end-at-create"):
        old.write_text("old")
        done = gas("score", STUDY, "-f", "csv", "-o", "out.csv", fault=fault)
        check(done.returncode == -signal.SIGTERM, f"ended by {fault}", done)
        check(os.listdir() == ["out.csv"] and old.read_text() == "old", f"{fault} leaves {os.listdir()}")


def ended_by_a_signal():
    """Where a run is ended, nothing of its result stays behind: no part of a file, under no name. SIGKILL too, but where the file system has no files without
    a name: there no process could."""
    os.mkfifo("late.csv")
    old = pathlib.Path("out.csv")
    for fault, signals in ((None, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGKILL)),
                           ("tmpfile", (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT))):
        for ending in signals:
            old.write_text("old")
            extra = {"LD_PRELOAD": FAULTS, "FAULT": fault} if fault else {}
            run = subprocess.Popen([GAS, "score", "late.csv", "-f", "csv", "-o", "out.csv"], env={**os.environ, **extra}, stderr=subprocess.PIPE)
            with open("late.csv", "w") as rows:     # opens when the run reads, whose output is open by then or soon
                rows.write("id,goal,date,level\n" + "".join(f"P{i},a,2026-01-01,0\n" for i in range(20_000)))
                rows.flush()
                for _ in range(6000):
                    if any("out.csv." in link or link.endswith(" (deleted)") for link in opened_by(run.pid)) or run.poll() is not None:
                        break
                    time.sleep(0.01)
                check(run.poll() is None, f"the run still waits for rows, {ending.name}, {fault}")
                run.send_signal(ending)
                run.wait()
            check(run.returncode == -ending, f"ended by {ending.name}: {run.returncode}, {fault}")
            check(sorted(os.listdir()) == ["late.csv", "out.csv"] and old.read_text() == "old", f"{ending.name} leaves {os.listdir()}, {fault}")


def ended_with_many_files():
    """As many as there are."""
    os.mkfifo("late.csv")
    words = [word for i in range(40) for word in ("-f", f"csv=out{i}.csv")]
    run = subprocess.Popen([GAS, "validate", "late.csv", *words], env={**os.environ, "LD_PRELOAD": FAULTS, "FAULT": "tmpfile"}, stdout=subprocess.DEVNULL,
                           stderr=subprocess.PIPE)
    with open("late.csv", "w"):
        for _ in range(6000):
            if len(os.listdir()) == 41 or run.poll() is not None:
                break
            time.sleep(0.01)
        check(run.poll() is None and len(os.listdir()) == 41, f"the run waits beside {os.listdir()}")
        run.send_signal(signal.SIGTERM)
        run.wait()
    check(run.returncode == -signal.SIGTERM and os.listdir() == ["late.csv"], f"left: {os.listdir()}")


def opened_by(pid):
    links = []
    for fd in pathlib.Path(f"/proc/{pid}/fd").iterdir():
        try:
            links.append(os.readlink(fd))
        except OSError:
            pass
    return links


if __name__ == "__main__":
    sys.exit(held((threads, git, rights, rights_of_another_group, long_name, full_disk, file_size_limit, ended_by_a_signal, ended_with_many_files, ended_between)))
