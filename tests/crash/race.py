"""Starts runners of the same migrations together and looks whether each migration ran once.

  race.py PROGRAM --engine sqlite|postgresql [--pooler] [--runners N] [--count N] --folder DIR

Every runner must end with 0, within the time; every statement must have run once.
"""
import argparse
import os
import shutil
import subprocess
import sys
import time

import migrations
from databases import PostgresDatabase, PrivateServer, SqliteDatabase
from kill import problems
from pooler import Pooler

LONGEST = 120


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], required=True)
    parser.add_argument("--pooler", action="store_true")
    parser.add_argument("--runners", type=int, default=8)
    parser.add_argument("--count", type=int, default=3)
    parser.add_argument("--folder", required=True)
    return parser.parse_args()


def start_together(options, folder, url):
    """The output and the status of each runner."""
    command = [options.program, "migrate", "up", "--dir", folder, "--url", url, "--lock-timeout", str(LONGEST)]
    processes = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
                 for _ in range(options.runners)]
    ends = []
    for process in processes:
        try:
            output, _ = process.communicate(timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            output = process.communicate()[0] + "\nhangs"
        ends.append((process.returncode, output))
    return ends


def one_round(options, folder, database, url):
    ends = start_together(options, folder, url)
    found = [f"ended with {status}: {output}" for status, output in ends if status != 0]
    workers = [output for _, output in ends if "Running migration: " in output]
    if len(workers) != 1:
        found.append(f"{len(workers)} runners ran something")
    return found or problems(database, folder, options.program)


def main():
    options = arguments()
    work = os.path.join(options.folder, f"race-{options.engine}-{os.getpid()}")
    folder = os.path.join(work, "migrations")
    shutil.rmtree(work, ignore_errors=True)
    migrations.write(folder, options.engine)
    server = PrivateServer(options.folder) if options.engine == "postgresql" else None
    pooler = Pooler(server) if options.pooler else None
    failures, start = 0, time.monotonic()
    for number in range(options.count):
        name = f"race_{os.getpid()}_{number}"
        database = PostgresDatabase(server, name) if server else SqliteDatabase(work, name)
        found = one_round(options, folder, database, pooler.url(name) if pooler else database.url)
        if found:
            failures += 1
            print(f"round {number + 1}:", *found, sep="\n  ")
        database.drop()
    if pooler:
        pooler.close()
    shutil.rmtree(work, ignore_errors=True)
    print(f"{options.engine}{', through a pooler' if pooler else ''}: {options.runners} runners at once, {options.count} "
          f"times in {time.monotonic() - start:.0f} s: {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
