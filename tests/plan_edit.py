#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plan files that are changed in place: plan_edit.py GAS FAULTS.so

Whatever fails, a file is the old one or the new one and nothing lies beside it; what another program writes meanwhile is
kept; runs that come at the same time take turns.
"""
import contextlib
import fcntl
import os
import pathlib
import random
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
from trials import check, held  # noqa: E402

GAS, FAULTS = (str(pathlib.Path(a).resolve()) for a in sys.argv[1:3])
OLD = """gas: 1
id: P-1
start: 2026-01-12
goals:
  - id: sleep
    title:Sleep through the night
    target: 2026-04-12
    baseline: -1
    scale:
      -2: Wakes 4 times a night
      -1: Wakes 3 times a night
      0: Wakes 2 times a night
      +1: Wakes once a night
      +2: Sleeps through the night
"""
NEW = OLD.replace("title:Sleep", "title: Sleep")
PLAN = "p.gas.yaml"
LOCK = f".{PLAN}.gas-lock"
STAND_INS = (None, "tmpfile", "link")       # files without a name, files with one, files without a name that cannot get one


def environment(*faults):
    words = " ".join(fault for fault in faults if fault)
    return {**os.environ, **({"LD_PRELOAD": FAULTS, "FAULT": words} if words else {})}


def start(*faults, path=PLAN, words=("validate", "--fix"), **how):
    return subprocess.Popen([GAS, words[0], path, *words[1:]], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(*faults), **how)


def ended(run):
    out, err = run.communicate()
    return run.returncode, out, err


def fix(*faults, **how):
    return ended(start(*faults, **how))


def put(text=OLD):
    pathlib.Path(PLAN).write_text(text)


def holds(text, what, *seen, beside=()):
    """The plan holds `text`, and nothing lies beside it but what is named."""
    now = pathlib.Path(PLAN).read_text()
    check(now == text and sorted(os.listdir()) == sorted([PLAN, *beside]), what, os.listdir(), now, *seen)


def whole_or_not_at_all():
    for stand_in in STAND_INS:
        put()
        done = fix(stand_in)
        check(done == (0, "", "1 fixed\n"), f"a fix, {stand_in}", done)
        holds(NEW, f"a fix, {stand_in}", done)
        for fault, why in (("no-room", "No space left on device"), ("sync", "Input/output error"), ("rename", "Input/output error")):
            put()
            done = fix(stand_in, fault)
            check(done[0] == 2 and done[2].startswith(f"gas: error: {PLAN} could not be written: {why}\n"), f"{fault}, {stand_in}", done)
            holds(OLD, f"{fault}, {stand_in}", done)
        put()
        done = fix(stand_in, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)))
        check(done[0] == 2 and "could not be written: File too large" in done[2], f"a file that may not grow, {stand_in}", done)
        holds(OLD, f"a file that may not grow, {stand_in}", done)
    put()
    done = fix("sync-folder")
    check(done[0] == 2 and "is changed, but may be the old one again after the machine has stopped: Input/output error" in done[2], "a folder that fails", done)
    holds(NEW, "a folder that fails", done)


def what_stays():
    put()
    os.chmod(PLAN, 0o640)
    if os.geteuid() == 0:
        os.chown(PLAN, 1234, 2345)
    before = os.stat(PLAN)
    os.link(PLAN, "twin")
    os.makedirs("links")
    os.symlink(f"../{PLAN}", "links/q.gas.yaml")
    done = fix(path="links/q.gas.yaml")
    after = os.stat(PLAN)
    check(done[0] == 0 and os.path.islink("links/q.gas.yaml"), "a link stays one", done)
    check((after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid), "mode and owner", before, after)
    check(after.st_nlink == 1 and pathlib.Path("twin").read_text() == OLD, "a hard link becomes its own file")
    holds(NEW, "the end of the link", done, beside=("twin", "links"))
    check(os.listdir("links") == ["q.gas.yaml"], "beside the link", os.listdir("links"))
    put()
    sign = f".{PLAN}.swp"
    pathlib.Path(sign).touch()
    done = fix()
    check(done[2] == f"gas: {PLAN} seems open in an editor: reload it before you save\n1 fixed\n", "an editor has it", done)


def long_names():
    """A name as long as a file's can be leaves no room for more letters beside it."""
    global PLAN
    for length in (200, 201, 245, 255):
        for stand_in in (*STAND_INS, "flock", "flock tmpfile"):
            PLAN = "p" * (length - len(".gas.yaml")) + ".gas.yaml"
            put()
            done = fix(stand_in, path=PLAN)
            check(done == (0, "", "1 fixed\n"), f"a name of {length} bytes, {stand_in}", done)
            holds(NEW, f"a name of {length} bytes, {stand_in}", done)
            os.unlink(PLAN)
    PLAN = "p.gas.yaml"


def who_may_not_write():
    """Root may write everywhere: then as nobody."""
    nobody = 65534
    how = {"user": nobody, "group": nobody, "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        able = subprocess.run([GAS, "--version"], capture_output=True, **how).returncode == 0
    except OSError:
        able = False
    if not able:
        print("not looked at: files that may not be written (the program cannot be run as another user)")
        return
    put()
    for folder_mode, mode, what in ((0o777, 0o444, "a file that may not be written"), (0o555, 0o666, "a folder that may not be written")):
        os.chmod(PLAN, mode)
        os.chmod(".", folder_mode)
        done = fix(**how)
        os.chmod(".", 0o777)
        check(done[0] == 2 and done[2].startswith(f"gas: error: {PLAN} cannot be written: Permission denied\n"), what, done)
        holds(OLD, what, done)
        check(stat.S_IMODE(os.stat(PLAN).st_mode) == mode, f"mode of {what}")


def git(*words):
    subprocess.run(["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *words], check=True, capture_output=True)


def stopped(*faults):
    """A run that holds the lock and has written its file, but not put it in the place."""
    run = start("stop-at-sync", *faults)
    check(os.WIFSTOPPED(os.waitpid(run.pid, os.WUNTRACED)[1]), "a run that stops")
    return run


def what_comes_between():
    put()
    git("init", "-q")
    git("add", PLAN)
    git("commit", "-qm", "old")
    git("checkout", "-qb", "other")
    put(OLD + "# of the other branch\n")
    git("commit", "-qam", "other")
    editors = (("git checkout", lambda: git("checkout", "-q", "other")), ("an editor", lambda: put(OLD + "# of the other branch\n")),
               ("an editor that takes its time", lambda: os.utime(PLAN, ns=(1, 1))))
    for stand_in in STAND_INS:
        for who, comes in editors:
            git("checkout", "-qf", "-B", "work", "other~1")
            run = stopped(stand_in)
            comes()
            now = pathlib.Path(PLAN).read_text()
            run.send_signal(signal.SIGCONT)
            done = ended(run)
            check(done[:2] == (0, ""), f"{who} comes between, {stand_in}", done)
            holds(now.replace("title:Sleep", "title: Sleep"), f"{who} comes between, {stand_in}", done, beside=(".git",))


def killed():
    for stand_in in STAND_INS:
        put()
        run = stopped(stand_in)
        run.kill()
        ended(run)
        left = [f".{PLAN}.new"] if stand_in == "tmpfile" else []
        holds(OLD, f"killed, {stand_in}", beside=left)
        done = fix(stand_in)
        check(done[0] == 0, f"the run after one that was killed, {stand_in}", done)
        holds(NEW, f"the run after one that was killed, {stand_in}", done)


def turns():
    """One run waits for another, for ten seconds at most: by the lock of the folder, and by a link where there is none."""
    put()
    done = fix("flock")
    check(done[0] == 0, "without locks", done)
    holds(NEW, "without locks", done)
    put()
    first = stopped("flock")
    check(os.readlink(LOCK) == f"{socket.gethostname()} {first.pid}", "the lock that is a link")
    second = start("flock")
    first.send_signal(signal.SIGCONT)
    ends = [ended(first), ended(second)]
    check(all(end[0] == 0 for end in ends), "two runs", ends)
    holds(NEW, "two runs", ends)
    put()
    first = stopped("flock")
    first.kill()
    ended(first)
    holds(OLD, "a killed run leaves its lock", beside=(LOCK,))
    done = fix("flock")
    check(done[0] == 0, "the lock of a killed run", done)
    holds(NEW, "the lock of a killed run", done)


@contextlib.contextmanager
def alone():
    """The folder is this process's alone: what it does comes between two runs."""
    folder = os.open(".", os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def rating(day, *faults, path=PLAN):
    return start("stop-at-sync", *faults, path=path, words=("rate", "--date", f"2026-02-{day}", "--occasion", "review", "--rater", "AB", "--role", "practitioner", "sleep=+1"))


def stops(run):
    """Whether the run is stopped in a second; one that waits for its turn is not."""
    for _ in range(40):
        try:
            if os.waitid(os.P_PID, run.pid, os.WSTOPPED | os.WNOHANG):
                return True
        except ChildProcessError:
            return False
        time.sleep(0.025)
    return False


def both_rate(what, first, second, second_holds):
    """Two ratings; `first` goes on by now. Never are both stopped between reading and writing, and in the end both are in the plan."""
    check(not (stops(first) and second_holds), f"{what}: two have the lock")
    for run in (first, second):
        run.send_signal(signal.SIGCONT)
    while any(run.poll() is None for run in (first, second)):
        for run in (first, second):
            if run.poll() is None and stops(run):
                run.send_signal(signal.SIGCONT)
    ends = [ended(first), ended(second)]
    now = pathlib.Path(PLAN).read_text()
    check([end[0] for end in ends] == [0, 0] and now.count("- date: 2026-02-0") == 2, f"{what}: a rating is lost", ends, now)
    check(os.listdir() == [PLAN], f"{what}: something lies beside", os.listdir())


def lock_that_is_left():
    """One run left its lock; two see that, and the first is slow to take it away, or is killed there."""
    for is_killed in (False, True):
        put()
        left = stopped("flock")
        left.kill()
        ended(left)
        put(NEW)
        first = rating("01", "flock", "stop-at-lock-left")
        check(stops(first), "a run that takes a lock away")
        second = rating("02", "flock")
        second_holds = stops(second)
        if is_killed:
            first.kill()
            ended(first)
            first = rating("01", "flock")
        first.send_signal(signal.SIGCONT)
        both_rate("a lock that is left", first, second, second_holds)
    put()
    pathlib.Path(LOCK).touch()
    done = fix("flock")
    check(done[0] == 0, "a lock with nothing in it", done)
    holds(NEW, "a lock with nothing in it", done)


def folder_made_again():
    """git removes the folder and makes it again, while one run waits for the old one."""
    home = os.getcwd()
    os.mkdir("plans")
    os.chdir("plans")
    put(NEW)
    first = None
    with alone():
        first = rating("01", path=f"{home}/plans/{PLAN}")
        check(not stops(first), "a run that waits")
        os.rename("../plans", "../old")
        os.mkdir("../plans")
        os.chdir("../plans")
        put(NEW)
        second = rating("02", path=f"{home}/plans/{PLAN}")
        second_holds = stops(second)
    both_rate("a folder that was made again", first, second, second_holds)
    check(pathlib.Path(f"../old/{PLAN}").read_text() == NEW, "the old folder stays as it was")
    os.chdir("..")


def stand_in_of_another():
    """What has the name of the stand-in is another run's by now: that is put in no place."""
    put()
    run = stopped("tmpfile")
    os.unlink(f".{PLAN}.new")
    pathlib.Path(f".{PLAN}.new").write_text("gas: 1\nid: half")
    run.send_signal(signal.SIGCONT)
    done = ended(run)
    check(done[0] == 0, "another's stand-in", done)
    holds(NEW, "another's stand-in", done)


def no_turn():
    home = os.getcwd()
    with tempfile.TemporaryDirectory() as other:
        put()
        os.symlink("another-host 1", LOCK)
        by_file = start("flock")
        os.chdir(other)
        put()
        folder = os.open(".", os.O_RDONLY)
        fcntl.flock(folder, fcntl.LOCK_EX)
        by_folder = start()
        done = ended(by_folder)
        check(done[0] == 2 and done[2].startswith("gas: error: another gas is writing in ./\n"), "no turn", done)
        holds(OLD, "no turn", done)
        waits = start()
        check(waits.poll() is None, "a run waits")
        os.close(folder)
        done = ended(waits)
        check(done[0] == 0, "a turn at last", done)
        holds(NEW, "a turn at last", done)
    done = ended(by_file)
    check(done[0] == 2 and done[2].startswith(f"gas: error: another gas is writing in ./\nhint: if none is, on no machine, remove ./{LOCK}\n"), "the lock of another machine", done)
    os.chdir(home)
    holds(OLD, "the lock of another machine", done, beside=(LOCK,))


RATERS, DAYS = 8, 50


def rates(rater, chance, told):
    """Rates every day, again and again until it is acknowledged, while the run is killed now and then."""
    for day in range(DAYS):
        date = f"2025-{1 + day // 25:02}-{1 + day % 25:02}"
        for _ in range(100):
            run = subprocess.Popen([GAS, "rate", PLAN, f"sleep={day % 5 - 2:+}", "--date", date, "--occasion", "review", "--rater", rater, "--role", "practitioner"],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            if chance.random() < 0.3:
                time.sleep(chance.random() * 0.1)
                run.kill()
            _, err = run.communicate()
            told["killed"] += run.returncode == -signal.SIGKILL
            # while git puts a file into the place, there is none
            if run.returncode not in (0, -signal.SIGKILL) and "another gas is writing" not in err and "No such file" not in err:
                check(False, f"{rater} rates {date}", run.returncode, err)
                return
            if run.returncode == 0:
                told["acknowledged"].add((date, rater))
                break


def many_at_once():
    """Eight processes rate one plan, are killed, and git puts another branch's file into the place: each rating that was acknowledged is there, on the branch it was made on."""
    put(NEW)
    git("init", "-q")
    git("add", PLAN)
    git("commit", "-qm", "plan")
    git("branch", "-m", "one")
    git("branch", "two")
    told = [{"killed": 0, "acknowledged": set()} for _ in range(RATERS)]
    threads = [threading.Thread(target=rates, args=(f"R{i}", random.Random(i), told[i])) for i in range(RATERS)]
    for thread in threads:
        thread.start()
    checkouts = 0
    while any(thread.is_alive() for thread in threads):
        done = sum(len(one["acknowledged"]) for one in told)
        if done > (checkouts + 1) * RATERS * DAYS // 6:
            with alone():
                git("commit", "-qam", f"after {done}")
                git("checkout", "-q", ("two", "one")[checkouts % 2])
            checkouts += 1
        time.sleep(0.05)
    with alone():
        git("commit", "-qam", "the last")
    found = set()
    for branch in ("one", "two"):
        text = subprocess.run(["git", "show", f"{branch}:{PLAN}"], capture_output=True).stdout
        rows = subprocess.run([GAS, "score", "-", "-f", "csv"], input=text, capture_output=True)
        check(rows.returncode == 0, f"the plan of branch {branch}", rows.stderr[-300:])
        header, *lines = (line.split(",") for line in rows.stdout.decode().splitlines())
        found |= {(line[header.index("date")], line[header.index("rater")]) for line in lines}
    acknowledged = set().union(*(one["acknowledged"] for one in told))
    killed = sum(one["killed"] for one in told)
    print(f"{RATERS} processes, {len(acknowledged)} ratings acknowledged, {killed} runs killed, {checkouts} checkouts, {len(acknowledged - found)} ratings lost")
    check(len(acknowledged) == RATERS * DAYS and not acknowledged - found, "ratings that are lost", sorted(acknowledged - found)[:5])
    check(killed > 20 and checkouts >= 3, "it was killed and checked out", killed, checkouts)
    check(set(os.listdir()) <= {PLAN, ".git", f".{PLAN}.new"}, "beside the plan", os.listdir())


if __name__ == "__main__":
    sys.exit(held((whole_or_not_at_all, what_stays, long_names, who_may_not_write, what_comes_between, killed, turns, lock_that_is_left, folder_made_again,
                   stand_in_of_another, no_turn, many_at_once), mode=0o777))
