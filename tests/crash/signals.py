"""Sends SIGINT and SIGTERM to runs of migrations and looks whether they end soon, with nothing left half done.

  signals.py PROGRAM --engine sqlite|postgresql --folder DIR

A run must end within two seconds, with the status that a shell gives for the signal; its transaction must be rolled back, the
history must tell, and the lock must be free for the next run at once.
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

from databases import PostgresDatabase, PrivateServer, SqliteDatabase

SECONDS = 2
SIGNALS = {signal.SIGINT: 130, signal.SIGTERM: 143}
ENDLESS = {"postgresql": "SELECT pg_sleep(30);\n",
           "sqlite": "INSERT INTO b WITH RECURSIVE g (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g) "
                     "SELECT n FROM g WHERE n < 0;\n"}
TABLE = "CREATE TABLE b (id integer);\n"
NO_TRANSACTION = "-- migrate:up transaction:false\n"


class Failure(Exception):
    pass


def expect(actual, expected, what):
    if actual != expected:
        raise Failure(f"{what}: {actual!r}, expected {expected!r}")


class Run:
    """A run of the program whose words are read as they come."""

    def __init__(self, project, *flags):
        command = [project.program, "migrate", "up", "--dir", project.folder, "--url", project.database.url, *flags]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.lines, self.changed = [], threading.Condition()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            with self.changed:
                self.lines.append(line.rstrip("\n"))
                self.changed.notify_all()

    def wait_for(self, words):
        with self.changed:
            if not self.changed.wait_for(lambda: any(words in line for line in self.lines), timeout=30):
                raise Failure(f"never said '{words}': {self.lines}")

    def end_by(self, number):
        """Sends a signal; how the run ended."""
        start = time.monotonic()
        self.process.send_signal(number)
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Failure("did not end")
        took = time.monotonic() - start
        self.reader.join()
        expect(self.process.returncode, SIGNALS[number], "status " + " / ".join(self.lines))
        if took > SECONDS:
            raise Failure(f"took {took:.1f} s to end")

    def end(self):
        self.process.wait(timeout=60)
        self.reader.join()
        return self.process.returncode


class Project:
    def __init__(self, program, folder, database):
        self.program, self.folder, self.database = program, folder, database
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    def write(self, name, text):
        with open(os.path.join(self.folder, name), "w") as file:
            file.write(text)

    def value(self, sql):
        return ", ".join("|".join(map(str, row)) for row in self.database.rows(sql))

    def tables(self):
        if self.database.engine == "sqlite":
            return self.value("SELECT name FROM sqlite_schema WHERE type = 'table' AND length(name) = 1 ORDER BY 1")
        return self.value("SELECT relname FROM pg_class WHERE relkind = 'r' AND length(relname) = 1 ORDER BY 1")

    def wait_until_busy(self):
        """Until the statement that never ends has begun."""
        if self.database.engine == "sqlite":
            time.sleep(0.2)
            return
        while not self.database.rows("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() "
                                     "AND wait_event = 'PgSleep'"):
            time.sleep(0.01)

    def expect_next_run(self):
        """The lock is free: the run does not wait at all."""
        run = Run(self, "--lock-timeout", "0")
        expect(run.end(), 0, "the next run " + " / ".join(run.lines))


def in_a_statement(project, number):
    endless = ENDLESS[project.database.engine]
    project.write("001_a.sql", "CREATE TABLE a (id integer);\n")
    project.write("002_b.sql", TABLE + endless)
    run = Run(project)
    run.wait_for("Running migration: 002_b")
    project.wait_until_busy()
    waiting = Run(project)
    waiting.wait_for("Starting database migrations")
    time.sleep(0.5)
    waiting.end_by(number)
    run.end_by(number)
    run.wait_for("nothing of it is in the database")
    run.wait_for("[WARNING] Migration interrupted by user")
    expect(project.tables(), "a", "tables")
    expect(project.value("SELECT version, status, error_message FROM schema_migrations ORDER BY id"),
           "1|success|None, 2|failed|interrupted", "history")
    expect(project.value("SELECT event, version FROM schema_migrations_log ORDER BY id"), "applied|1, interrupted|2", "log")
    project.write("002_b.sql", TABLE)
    project.expect_next_run()
    expect(project.tables(), "a, b", "tables")


def without_a_transaction(project, number):
    project.write("001_b.sql", NO_TRANSACTION + TABLE + ENDLESS[project.database.engine])
    run = Run(project)
    run.wait_for("Running migration: 001_b")
    project.wait_until_busy()
    run.end_by(number)
    run.wait_for("1 of its 2 statements are in the database")
    expect(project.value("SELECT status, error_message, statements_applied FROM schema_migrations"),
           "failed|interrupted|1", "history")
    project.write("001_b.sql", NO_TRANSACTION + TABLE + "INSERT INTO b VALUES (1);\n")
    project.expect_next_run()
    expect(project.value("SELECT id FROM b"), "1", "rows")


def between_files(project, number):
    count = 150
    project.write("001_b.sql", TABLE)
    for each in range(2, count + 1):
        project.write(f"{each:03}_row.sql", f"INSERT INTO b VALUES ({each});\n")
    run = Run(project)
    run.wait_for("Running migration: 003_row")
    run.end_by(number)
    done = project.value("SELECT count(*) FROM schema_migrations WHERE status = 'success'")
    expect(project.value("SELECT count(*) + 1 FROM b"), done, "rows, by the history")
    project.expect_next_run()
    expect(project.value("SELECT count(*), count(DISTINCT id) FROM b"), f"{count - 1}|{count - 1}", "rows")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--engine", choices=["sqlite", "postgresql"], required=True)
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    work = os.path.join(options.folder, f"signals-{options.engine}-{os.getpid()}")
    os.makedirs(work)
    server = PrivateServer(options.folder) if options.engine == "postgresql" else None
    failures = 0
    for number in SIGNALS:
        for case in (in_a_statement, without_a_transaction, between_files):
            name = f"signals_{os.getpid()}"
            database = PostgresDatabase(server, name) if server else SqliteDatabase(work, name)
            try:
                case(Project(options.program, os.path.join(work, "migrations"), database), number)
            except Failure as failure:
                failures += 1
                print(f"{number.name} {case.__name__}: {failure}")
            database.drop()
    shutil.rmtree(work, ignore_errors=True)
    print(f"{options.engine}: {failures} failed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
