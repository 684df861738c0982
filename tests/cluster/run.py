#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the scripts of examples/cluster: run.py GAS [REPO] [--require-slurm]

Always GNU parallel. Slurm where slurmctld, slurmd and munged are installed and can be started, on one node of its own: munge key, sockets,
state and configuration in a temporary folder; else one line says why not (a failure with --require-slurm). Each summary has to have the bytes of one run.
"""
import argparse
import os
import pathlib
import pwd
import random
import shutil
import socket
import subprocess
import sys
import tempfile
import time

SHARDS = 3


class Fault(Exception):
    pass


def run(*command, env=None, expect=0, cwd=None):
    done = subprocess.run(list(map(str, command)), capture_output=True, env=env, cwd=cwd)
    if done.returncode != expect:
        raise Fault(f"{' '.join(map(str, command))}: exit {done.returncode}: {done.stderr.decode()[:600]}")
    return done


def free_ports(number):
    """Outside the range from which the system gives ports to connections, so that nothing takes one before Slurm does."""
    found = []
    for port in random.sample(range(20000, 30000), 200):
        with socket.socket() as s:
            try:
                s.bind(("127.0.0.1", port))
            except OSError:
                continue
        found.append(port)
        if len(found) == number:
            return found
    raise NoSlurm("no free port")


def within(seconds, pause):
    """Turns of a loop that waits: by the clock, as a turn takes long on a machine with much to do."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield
        time.sleep(pause)


class Test:
    def __init__(self, gas, repo, folder):
        self.scripts, self.folder = repo / "examples/cluster", folder
        self.env = {**os.environ, "GAS": gas}
        self.env.pop("SHARDS", None)
        self.inputs = {"plans": folder / "the plans", "table": repo / "examples/study.csv"}  # a path with a space
        shutil.copytree(repo / "examples/study", self.inputs["plans"])
        self.options = ["--by", "arm", "--occasion", "final", "--format", "csv"]
        self.want = {name: run(gas, "summarize", path, *self.options).stdout for name, path in self.inputs.items()}

    def parallel(self):
        for name, path in self.inputs.items():
            out = self.folder / f"parallel {name}"  # a path with a space
            done = run(self.scripts / "parallel.sh", out, SHARDS, path, "--", *self.options, env=self.env)
            if done.stdout != self.want[name]:
                raise Fault(f"parallel.sh, {name}: other bytes than one run")
            shards = sorted(p.name for p in out.glob("shard-*.csv"))
            if shards != [f"shard-{i:04d}-of-{SHARDS}.csv" for i in range(1, SHARDS + 1)]:
                raise Fault(f"parallel.sh, {name}: {shards}")
        (out / f"shard-0002-of-{SHARDS}.csv").unlink()
        refused = run(self.scripts / "merge.sh", out, SHARDS, *self.options, env=self.env, expect=2)
        if b"shards missing: 2 " not in refused.stderr or refused.stdout:
            raise Fault(f"merge.sh without a shard: {refused.stderr.decode()}")
        run(self.scripts / "parallel.sh", out, SHARDS, self.folder / "nowhere", "--", *self.options, env=self.env, expect=2)
        for script in ("merge.sh", "parallel.sh", "submit.sh"):
            run(self.scripts / script, out, "3x", self.inputs["table"], env=self.env, expect=2)

    def slurm(self, cluster):
        env = {**self.env, **cluster.env}
        for name, path in self.inputs.items():
            out = self.folder / f"slurm {name}"
            run(self.scripts / "submit.sh", out, SHARDS, path, "--", *self.options[:4], env=env)
            cluster.wait(env)
            summary = out / "summary.csv"
            if not summary.is_file():
                logs = "; ".join(f"{p.name}: {p.read_text()[:200]}" for p in out.glob("*.log"))
                raise Fault(f"submit.sh, {name}: no summary.csv; {logs}")
            if summary.read_bytes() != self.want[name]:
                raise Fault(f"submit.sh, {name}: other bytes than one run")

    def slurm_again(self, cluster):
        """A shard fails: no file of it and no summary; its plan is mended, its task alone runs again."""
        env = {**self.env, **cluster.env}
        plans, out = self.inputs["plans"], self.folder / "slurm again"
        plan = sorted(plans.iterdir())[1]
        good = plan.read_bytes()
        plan.write_bytes(b"goals: [\n")
        run(self.scripts / "submit.sh", out, SHARDS, plans, "--", *self.options[:4], env=env)
        cluster.wait(env)
        left = sorted(p.name for p in out.iterdir() if p.suffix != ".log")
        if left != [f"shard-{i:04d}-of-{SHARDS}.csv" for i in (1, 3)]:
            raise Fault(f"submit.sh with a plan that cannot be read: {left}")
        plan.write_bytes(good)
        one = ["sbatch", "--wait", "--array=2", f"--output={out}/again.log"]
        task = [self.scripts / "slurm_array.sh", out, plans]
        run(*one, *task, env=env, expect=2)  # does not know the number of shards
        run(*one, f"--export=ALL,SHARDS={SHARDS}", *task, env=env)
        if run(self.scripts / "merge.sh", out, SHARDS, *self.options, env=env).stdout != self.want["plans"]:
            raise Fault("a shard that ran again: other bytes than one run")


class NoSlurm(Exception):
    pass


class Cluster:
    """Slurm with one node, all in one folder."""

    def __init__(self, folder):
        self.folder, self.processes = folder, []
        missing = [name for name in ("slurmctld", "slurmd", "munged", "sbatch", "squeue", "sinfo") if shutil.which(name, path=self.path()) is None]
        if missing:
            raise NoSlurm(f"not installed: {', '.join(missing)}")
        if os.getuid() != 0:
            raise NoSlurm("slurmd has to be started by root")
        self.munge_socket = folder / "munge.socket"
        self.conf = folder / "slurm.conf"
        self.env = {"SLURM_CONF": str(self.conf), "PATH": self.path()}

    @staticmethod
    def path():
        return os.environ.get("PATH", "") + ":/usr/sbin:/sbin"

    def start(self):
        self.start_munge()
        host = socket.gethostname().split(".")[0]
        controller, node = free_ports(2)
        (self.folder / "state").mkdir()
        (self.folder / "spool").mkdir()
        self.conf.write_text(f"""ClusterName=test
SlurmctldHost={host}(127.0.0.1)
SlurmctldPort={controller}
SlurmdPort={node}
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket={self.munge_socket}
CredType=cred/munge
StateSaveLocation={self.folder}/state
SlurmdSpoolDir={self.folder}/spool
SlurmctldPidFile={self.folder}/slurmctld.pid
SlurmdPidFile={self.folder}/slurmd.pid
SlurmctldLogFile={self.folder}/slurmctld.log
SlurmdLogFile={self.folder}/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SchedulerType=sched/builtin
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
ReturnToService=2
MinJobAge=300
NodeName={host} NodeAddr=127.0.0.1 CPUs={os.cpu_count()} State=UNKNOWN
PartitionName=all Nodes={host} Default=YES MaxTime=INFINITE State=UP
""")
        environment = {**os.environ, **self.env}
        self.spawn(["slurmctld", "-D", "-f", str(self.conf)], environment)
        self.spawn(["slurmd", "-D", "-f", str(self.conf), "-N", host], environment)
        for _ in within(1200, 0.25):
            state = subprocess.run(["sinfo", "-h", "-o", "%T"], capture_output=True, text=True, env=environment)
            if state.returncode == 0 and state.stdout.strip() in ("idle", "mixed"):
                return
            if any(process.poll() is not None for process in self.processes):
                break
        logs = "; ".join(f"{name}: {(self.folder / name).read_text()[-300:]}" for name in ("slurmctld.log", "slurmd.log") if (self.folder / name).exists())
        raise NoSlurm(f"it does not start here ({state.stdout.strip() or state.stderr.strip()[:200]}; {logs})")

    def start_munge(self):
        user = pwd.getpwnam("munge") if any(entry.pw_name == "munge" for entry in pwd.getpwall()) else pwd.getpwuid(0)
        key = self.folder / "munge.key"
        key.write_bytes(os.urandom(128))
        key.chmod(0o400)
        for path in (self.folder, key):
            os.chown(path, user.pw_uid, user.pw_gid)
        self.folder.chmod(0o755)
        command = ["munged", "-F", f"--key-file={key}", f"--socket={self.munge_socket}", f"--pid-file={self.folder}/munged.pid",
                   f"--log-file={self.folder}/munged.log", f"--seed-file={self.folder}/munged.seed", "--force"]
        self.spawn(command, {**os.environ, "PATH": self.path()}, user=user.pw_uid, group=user.pw_gid)
        for _ in within(1200, 0.1):
            if self.munge_socket.exists():
                return
            if self.processes[-1].poll() is not None:
                break
        raise NoSlurm("munged does not start here")

    def spawn(self, command, env, **who):
        program = shutil.which(command[0], path=self.path())
        self.processes.append(subprocess.Popen([program, *command[1:]], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **who))

    def wait(self, env):
        for _ in within(1200, 0.25):
            if not subprocess.run(["squeue", "-h"], capture_output=True, text=True, env=env).stdout.strip():
                return
        raise Fault("the jobs did not end within twenty minutes")

    def stop(self):
        for process in reversed(self.processes):
            process.terminate()
        for process in self.processes:
            try:
                process.wait(timeout=120)
            except subprocess.TimeoutExpired:
                process.kill()


def main():
    parser = argparse.ArgumentParser(description="Runs the scripts of examples/cluster")
    parser.add_argument("gas", type=pathlib.Path)
    parser.add_argument("repo", type=pathlib.Path, nargs="?", default=pathlib.Path(__file__).parents[2])
    parser.add_argument("--require-slurm", action="store_true")
    options = parser.parse_args()
    gas, repo = str(options.gas.resolve()), options.repo.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        try:
            if shutil.which("parallel") is None:
                raise Fault("GNU parallel is not installed; tests/run.sh installs it")
            test = Test(gas, repo, pathlib.Path(scratch))
            test.parallel()
            print(f"GNU parallel: {SHARDS} shards of plans and of a table give the bytes of one run")
            cluster = None
            try:
                home = pathlib.Path(scratch) / "slurm"
                home.mkdir()
                pathlib.Path(scratch).chmod(0o755)
                cluster = Cluster(home)
                cluster.start()
                test.slurm(cluster)
                print("Slurm: an array of shards and its summary give the bytes of one run")
                test.slurm_again(cluster)
                print("Slurm: a shard that failed leaves no file and no summary, and runs again")
            except NoSlurm as why:
                print(f"skipped: Slurm: {why}")
                return 1 if options.require_slurm else 0
            finally:
                if cluster is not None:
                    cluster.stop()
        except Fault as fault:
            print(fault)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
