"""Kills runs of migrations at random moments and looks whether anything was lost.

  kill.py PROGRAM --engine sqlite|postgresql [--count N] [--seed N] [--victim runner|backend] --folder DIR

Each time: a new database, runs of 40 migrations that are killed (by SIGKILL, or by ending the server's backend), then one
that is left alone. That one must succeed, every statement must have run once, and history and schema must agree.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import time

import migrations
from databases import PostgresDatabase, PrivateServer, SqliteDatabase


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], required=True)
    parser.add_argument("--victim", choices=["runner", "backend"], default="runner")
    parser.add_argument("--count", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--folder", required=True)
    return parser.parse_args()


def command(program, verb, folder, database):
    return [program, "migrate", verb, "--dir", folder, "--url", database.url]


def run(program, verb, folder, database, timeout=120):
    return subprocess.run(command(program, verb, folder, database), stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, timeout=timeout)


def kill_one(options, database, folder, wait):
    """Starts a run and kills it after `wait` seconds; False when it had ended before."""
    process = subprocess.Popen(command(options.program, "up", folder, database), stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        process.wait(timeout=wait)
        return False
    except subprocess.TimeoutExpired:
        pass
    if options.victim == "backend":
        database.end_backends()
    else:
        process.kill()
    process.wait()
    return True


def problems(database, folder, program):
    """What is not as it has to be after a run that was left alone."""
    found = []
    ledger = sorted(database.rows("SELECT step, part FROM ledger"))
    expected = migrations.expected_ledger(database.engine)
    if ledger != expected:
        twice = sorted({each for each in ledger if ledger.count(each) > 1})
        found.append(f"ran more than once: {twice}; never: {sorted(set(expected) - set(ledger))}")
    for table, count in migrations.table_rows(database.engine).items():
        (rows,), = database.rows(f"SELECT count(*) FROM {table}")
        if rows != count:
            found.append(f"{table} has {rows} rows, not {count}")
    (done,), = database.rows("SELECT count(*) FROM schema_migrations WHERE status = 'success'")
    (every,), = database.rows("SELECT count(*) FROM schema_migrations")
    if (done, every) != (migrations.COUNT, migrations.COUNT):
        found.append(f"the history has {every} rows, {done} of them successful")
    if database.problem():
        found.append(database.problem())
    check = run(program, "check", folder, database)
    if check.returncode != 0:
        found.append(f"check says: {check.stdout}")
    return found


def one_round(options, folder, chance, make_database, longest):
    """Gives what is wrong, how often it was killed, and the output of the last run."""
    database = make_database()
    killed = 0
    while killed < 1 or (killed < 4 and chance.random() < 0.5):
        if not kill_one(options, database, folder, chance.uniform(0.0, longest)):
            if killed:
                break
            database.drop()
            database = make_database()
            continue
        killed += 1
    last = run(options.program, "up", folder, database)
    found = [] if last.returncode == 0 else [f"the last run ended with {last.returncode}"]
    found += problems(database, folder, options.program) if not found else []
    database.drop()
    return found, killed, last.stdout


def main():
    options = arguments()
    chance = random.Random(options.seed)
    work = os.path.join(options.folder, f"kill-{options.engine}-{options.victim}-{os.getpid()}")
    folder = os.path.join(work, "migrations")
    shutil.rmtree(work, ignore_errors=True)
    migrations.write(folder, options.engine)
    server = PrivateServer(options.folder) if options.engine == "postgresql" else None
    name = f"crash_{os.getpid()}"

    def make_database():
        return PostgresDatabase(server, name) if server else SqliteDatabase(work, name)

    database = make_database()
    start = time.monotonic()
    untouched = run(options.program, "up", folder, database)
    longest = (time.monotonic() - start) * 1.1
    found = problems(database, folder, options.program) if untouched.returncode == 0 else [untouched.stdout]
    database.drop()
    if found:
        print("a run that nobody killed:", *found, sep="\n  ")
        return 1
    kills = failures = 0
    for number in range(options.count):
        found, killed, output = one_round(options, folder, chance, make_database, longest)
        kills += killed
        if found:
            failures += 1
            print(f"round {number + 1} of seed {options.seed}:", *found, output, sep="\n  ")
    shutil.rmtree(work, ignore_errors=True)
    print(f"{options.engine}, {options.victim} killed {kills} times in {options.count} rounds: {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
