"""PostgreSQL servers for the fidelity checks: a private one, and statements that are sent to it."""
import fcntl
import os
import socket
import struct
import subprocess

PRIVATE_POSTGRES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "support", "private-postgres")


class PrivateServer:
    """The server of tests/support/private-postgres; it ends some seconds after this was closed."""

    def __init__(self, folder):
        os.makedirs(folder, exist_ok=True)
        self.lock = open(os.path.join(folder, "users.lock"), "w")
        fcntl.flock(self.lock, fcntl.LOCK_SH)
        started = subprocess.run([PRIVATE_POSTGRES, "start", folder], stdout=subprocess.PIPE, text=True)
        if started.returncode != 0:
            raise SystemExit(1)
        self.socket = started.stdout.strip()

    def close(self):
        self.lock.close()


def url(socket_folder, database):
    return f"postgresql:///{database}?host={socket_folder}&user=postgres"


class Refused(Exception):
    """What the server said no to: `code` is its SQL state."""

    def __init__(self, fields):
        super().__init__(fields.get("M", ""))
        self.code = fields.get("C", "")


class Connection:
    """Speaks PostgreSQL's protocol over a socket, with its text format and no password: Debian's
    Python alone brings no driver."""

    def __init__(self, socket_folder, database, user="postgres"):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.connect(os.path.join(socket_folder, ".s.PGSQL.5432"))
        self.stream = self.socket.makefile("rb")
        settings = {"user": user, "database": database, "client_min_messages": "error", "TimeZone": "UTC"}
        words = b"".join(f"{name}\0{value}\0".encode() for name, value in settings.items()) + b"\0"
        self.socket.sendall(struct.pack("!ii", len(words) + 8, 196608) + words)
        self.answer()

    def query(self, sql):
        """The rows of the last statement, as text. Raises Refused."""
        words = sql.encode() + b"\0"
        self.socket.sendall(b"Q" + struct.pack("!i", len(words) + 4) + words)
        return self.answer()

    def answer(self):
        rows, refusal = [], None
        while True:
            kind, length = struct.unpack("!ci", self.stream.read(5))
            body = self.stream.read(length - 4)
            if kind == b"Z":
                self.in_transaction = body != b"I"
                break
            if kind == b"T":
                rows = []
            elif kind == b"D":
                rows.append(self.row(body))
            elif kind == b"E":
                refusal = Refused({field[:1].decode(): field[1:].decode(errors="replace")
                                   for field in body.split(b"\0") if field})
                if refusal.code.startswith("28") or refusal.code == "3D000":
                    raise refusal
            elif kind == b"G":  # Rows are wanted: there are none.
                self.socket.sendall(b"f" + struct.pack("!i", 5) + b"\0")
        if refusal:
            raise refusal
        return rows

    @staticmethod
    def row(body):
        values, at = [], 2
        for _ in range(struct.unpack("!h", body[:2])[0]):
            length = struct.unpack("!i", body[at:at + 4])[0]
            at += 4
            values.append(None if length < 0 else body[at:at + length].decode())
            at += max(length, 0)
        return values

    def close(self):
        self.stream.close()
        self.socket.close()


def make_database(socket_folder, name):
    """A new, empty database; one of that name is dropped."""
    connection = Connection(socket_folder, "postgres")
    connection.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.query(f'CREATE DATABASE "{name}" TEMPLATE template0')
    connection.close()


def drop_database(socket_folder, name):
    connection = Connection(socket_folder, "postgres")
    connection.query(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    connection.close()
