"""Runs migrations on a SQLite file whose disk is too small, and looks whether anything was lost.

  full_disk.py PROGRAM --folder DIR

The disk is a tmpfs of half a megabyte in a mount namespace of its own; where the kernel allows none, the size of files is
limited instead. The run must fail and say why, whatever was applied before must stay, and with more room the next run must
finish what is left, each statement once.
"""
import argparse
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys

SMALL, LARGE = 512 * 1024, 16 * 1024 * 1024
FILL = ("INSERT INTO t (step, body) WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < 200) "
        "SELECT {step}, randomblob(10000) FROM g;\n")
ONE = "INSERT INTO t (step) VALUES ({step});\n"
MIGRATIONS = {
    "001_first.sql": "CREATE TABLE t (id integer PRIMARY KEY, step integer, body blob);\n" + ONE.format(step=1),
    "002_large.sql": ONE.format(step=2) + FILL.format(step=3) + ONE.format(step=4),
    "003_parts.sql": "-- migrate:up transaction:false\n" + ONE.format(step=5) + FILL.format(step=6) + ONE.format(step=7),
}
ROWS = {1: 1, 2: 1, 3: 200, 4: 1, 5: 1, 6: 200, 7: 1}


class Tmpfs:
    """Works in a mount namespace only."""

    def __init__(self, folder):
        self.folder = folder
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "none", folder], check=True)

    def resize(self, size):
        subprocess.run(["mount", "-o", f"remount,size={size}", self.folder], check=True)

    def run(self, command):
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)


class FileLimit:
    def __init__(self, folder):
        self.folder, self.size = folder, SMALL

    def resize(self, size):
        self.size = size

    def run(self, command):
        def limit():
            # Without this the signal would end the program, where a full disk does not.
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (self.size, resource.RLIM_INFINITY))

        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                              preexec_fn=limit)


def rows_by_step(path):
    connection = sqlite3.connect(path)
    try:
        return dict(connection.execute("SELECT step, count(*) FROM t GROUP BY step"))
    finally:
        connection.close()


def expect(actual, expected, what):
    if actual != expected:
        sys.exit(f"{what}: {actual!r}, expected {expected!r}")


def fails_for_want_of_room(run, migration):
    expect(run.returncode, 4, f"the status of a run without room:\n{run.stdout}")
    if "full" not in run.stdout and "disk I/O error" not in run.stdout:
        sys.exit(f"the run did not say why it failed:\n{run.stdout}")
    if f"Migration {migration} failed" not in run.stdout:
        sys.exit(f"the run did not say what failed:\n{run.stdout}")


def test(program, disk, migrations):
    path = os.path.join(disk.folder, "app.db")
    up = [program, "migrate", "up", "--dir", migrations, "--url", "sqlite:" + path]
    fails_for_want_of_room(disk.run(up), "002_large")
    expect(rows_by_step(path), {1: 1}, "what the first run left")
    # Room for the second migration, not for the third.
    disk.resize(6 * SMALL)
    fails_for_want_of_room(disk.run(up), "003_parts")
    expect(rows_by_step(path), {step: ROWS[step] for step in range(1, 6)}, "what the second run left")
    disk.resize(LARGE)
    last = disk.run(up)
    expect(last.returncode, 0, f"the status of the last run:\n{last.stdout}")
    expect(rows_by_step(path), ROWS, "what the last run left")
    check = disk.run([program, "migrate", "check", "--dir", migrations, "--url", "sqlite:" + path])
    expect(check.returncode, 0, f"the check:\n{check.stdout}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--folder", required=True)
    parser.add_argument("--inside", action="store_true", help="in a mount namespace already")
    options = parser.parse_args()
    if not options.inside and subprocess.run(
            ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", 'mount -t tmpfs none "$0"', "/tmp"],
            stderr=subprocess.DEVNULL, check=False).returncode == 0:
        os.execvp("unshare", ["unshare", "--user", "--map-root-user", "--mount", sys.executable, *sys.argv, "--inside"])
    work = os.path.join(options.folder, f"full-disk-{os.getpid()}")
    migrations, folder = os.path.join(work, "migrations"), os.path.join(work, "disk")
    os.makedirs(migrations)
    os.makedirs(folder)
    for name, text in MIGRATIONS.items():
        with open(os.path.join(migrations, name), "w", encoding="utf-8") as file:
            file.write(text)
    disk = Tmpfs(folder) if options.inside else FileLimit(folder)
    try:
        test(os.path.abspath(options.program), disk, migrations)
    finally:
        if options.inside:
            subprocess.run(["umount", folder], check=True)
        shutil.rmtree(work)
    print(f"{type(disk).__name__}: nothing was lost")


if __name__ == "__main__":
    main()
