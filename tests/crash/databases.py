"""Databases that the crash tests run migrations on: a file, or a database of the private server."""
import os
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "fidelity"))
from servers import Connection, PrivateServer, url  # noqa: E402


class SqliteDatabase:
    engine = "sqlite"

    def __init__(self, folder, name):
        self.path = os.path.join(folder, name + ".db")
        self.url = "sqlite:" + self.path

    def rows(self, sql):
        connection = sqlite3.connect(self.path)
        try:
            return connection.execute(sql).fetchall()
        finally:
            connection.close()

    def problem(self):
        """What is wrong with the file itself."""
        (answer,), = self.rows("PRAGMA integrity_check")
        broken = self.rows("PRAGMA foreign_key_check")
        return "" if answer == "ok" and not broken else f"{answer} {broken}"

    def drop(self):
        for suffix in ("", "-journal", "-wal", "-shm"):
            if os.path.exists(self.path + suffix):
                os.remove(self.path + suffix)


class PostgresDatabase:
    engine = "postgresql"

    def __init__(self, server, name):
        self.server, self.name = server, name
        admin = Connection(server.socket, "postgres")
        admin.query(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        admin.query(f"CREATE DATABASE {name}")
        self.admin = admin
        self.url = url(server.socket, name)

    def rows(self, sql):
        connection = Connection(self.server.socket, self.name)
        try:
            return [tuple(int(each) if each and each.lstrip("-").isdigit() else each for each in row)
                    for row in connection.query(sql)]
        finally:
            connection.socket.close()

    def problem(self):
        invalid = self.rows("SELECT indexrelid::regclass::text FROM pg_index WHERE NOT indisvalid")
        return f"invalid indexes: {invalid}" if invalid else ""

    def end_backends(self):
        """Ends the sessions of erdmark on the server."""
        self.admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         f"WHERE datname = '{self.name}' AND application_name = 'erdmark'")

    def drop(self):
        self.admin.query(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")
        self.admin.socket.close()
