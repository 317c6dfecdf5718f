"""Gives every command of `erdmark migrate` a database that it cannot open, and looks for the password in all that it says and
writes.

  passwords.py PROGRAM --folder DIR
"""
import argparse
import os
import re
import shutil
import subprocess
import sys

from databases import Connection, PrivateServer

PASSWORD = "hunter2Secret"
ENCODED = "hunter%32Secret"
CLOSED = "localhost:1"
# Commands open databases in the same way: only these are given to all of them, in every form.
EVERYWHERE = ("closed", "refused", "wrong_port", "key_values")

# What each command needs beside the database; one that is missing here fails the test.
COMMANDS = {
    "up": ["--docs"], "down": ["-1"], "redo": [], "plan": [], "wait": ["--timeout", "0"], "status": ["--exit-code"], "check": [],
    "current": [], "history": [], "list": [], "show": ["001"], "heads": [], "graph": [], "dump": [], "verify": [],
    "create": ["more"], "stamp": ["--yes"], "setup": ["--yes"], "rollback": ["001"], "repair": ["--yes"], "adopt": ["--yes"],
    "unlock": [],
}


def targets(server, role):
    """Databases that refuse, and texts that are no database, each with the password."""
    socket = server.socket.replace("/", "%2F")
    return {
        "closed": f"postgresql://app:{PASSWORD}@{CLOSED}/shop",
        "encoded": f"postgresql+asyncpg://app:{ENCODED}@{CLOSED}/shop",
        "refused": f"postgresql://{role}:{PASSWORD}@{socket}/postgres",
        "parameter": f"postgresql:///postgres?host={server.socket}&user={role}&password={PASSWORD}",
        "wrong_port": f"postgresql://app:{PASSWORD}@localhost:port/shop",
        "wrong_at": f"postgresql://app:x@{PASSWORD}@localhost:1/shop",
        "wrong_slash": f"postgresql://app:{PASSWORD}/more@localhost:1/shop",
        "wrong_hash": f"postgresql://app:{PASSWORD}#more@localhost:1/shop",
        "wrong_question": f"postgresql://app:{PASSWORD}?more@localhost:1/shop",
        "wrong_percent": f"postgresql://app:{PASSWORD}%@localhost:1/shop",
        "wrong_bracket": f"postgresql://app:{PASSWORD}@[::1/shop",
        "wrong_parameter": f"postgresql://localhost:1/shop?nonsense=1&password={PASSWORD}",
        "other_engine": f"mysql+pymysql://app:{PASSWORD}@localhost:1/shop",
        "unknown_scheme": f"postgrs://app:{PASSWORD}@localhost:1/shop",
        "one_slash": f"postgresql:/app:{PASSWORD}@localhost:1/shop",
        "no_user": f"//:{PASSWORD}@localhost:1/shop",
        "no_scheme": f"app:{PASSWORD}@localhost:1/shop",
        "key_values": f"host=localhost port=1 user=app password={PASSWORD} dbname=shop",
        "quoted_values": f"host=localhost port=1 user=app password = '{PASSWORD} x' dbname=shop",
        "wrong_values": f"host=localhost port=1 password='{PASSWORD} dbname=shop",
        "swallowed_value": f"host= password={PASSWORD} port=1",
        "sqlite": f"sqlite://app:{PASSWORD}@host/shop.db",
    }


def environments(server, role):
    closed = targets(server, role)
    forms = {f"{variable} {name}": {variable: text} for variable in ("DATABASE_URL", "DSN", "SQLALCHEMY_URL")
             for name, text in closed.items() if variable == "DATABASE_URL" or name in EVERYWHERE}
    parts = {"DATABASE_PROVIDER": "postgresql", "DB_HOST": "localhost", "DB_PORT": "1", "DB_USER": "app",
             "DB_PASSWORD": PASSWORD, "DB_NAME": "shop"}
    forms["parts"] = parts
    forms["parts, refused"] = {**parts, "DB_HOST": server.socket, "DB_PORT": "5432", "DB_USER": role, "DB_NAME": "postgres"}
    forms["parts, wrong port"] = {**parts, "DB_PORT": PASSWORD}
    forms["parts, no name"] = {**parts, "DB_NAME": ""}
    forms["parts, wrong provider"] = {**parts, "DATABASE_PROVIDER": f"postgresql://app:{PASSWORD}@localhost:1/shop"}
    forms["PGPASSWORD"] = {"DATABASE_URL": f"postgresql://app@{CLOSED}/shop", "PGPASSWORD": PASSWORD}
    forms["contradiction"] = {"DATABASE_URL": closed["closed"], "DSN": f"postgresql://app:{PASSWORD}2@{CLOSED}/shop"}
    return forms


class Runner:
    def __init__(self, program, folder):
        self.program, self.folder, self.runs, self.leaks = program, folder, 0, []
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "migrations"))
        with open(os.path.join(folder, "migrations", "001_a.sql"), "w") as file:
            file.write("-- migrate:up\nCREATE TABLE a (id integer);\n-- migrate:down\nDROP TABLE a;\n")

    def run(self, what, arguments, variables=None, fails=False):
        environment = {"PATH": os.environ["PATH"], "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", **(variables or {})}
        ended = subprocess.run([self.program, "migrate", *arguments], cwd=self.folder, env=environment, text=True,
                               stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60)
        self.runs += 1
        if leaks(ended.stdout):
            self.leaks.append(f"{what}: {' '.join(arguments)}: {ended.stdout}")
        if fails and ended.returncode == 0:
            self.leaks.append(f"{what}: {' '.join(arguments)}: did not fail: {ended.stdout}")
        return ended.stdout

    def look_at_files(self):
        for folder, _, names in os.walk(self.folder):
            for name in names:
                with open(os.path.join(folder, name), errors="replace") as file:
                    if leaks(name + file.read()):
                        self.leaks.append(f"file {os.path.join(folder, name)}")


def leaks(text):
    return PASSWORD in text or ENCODED in text


def known_commands(runner):
    return set(re.findall(r"^  ([a-z]+)  ", runner.run("help", ["--help"]).split("Options:")[0], re.MULTILINE))


def try_all(runner, server, role):
    for name, text in targets(server, role).items():
        for command in COMMANDS if name in EVERYWHERE else ("up", "status"):
            runner.run(name, [command, *COMMANDS[command], "-v", "--url", text])
    for name, text in targets(server, role).items():
        runner.run(name, ["--url", text, "up", "--format", "json"], fails=name != "sqlite")
    for name, variables in environments(server, role).items():
        runner.run(name, ["up", "-v"], variables)
        with open(os.path.join(runner.folder, "given.env"), "w") as file:
            file.writelines(f"{each}={value}\n" for each, value in variables.items())
        runner.run(name + " in a file", ["status", "--env-file", "given.env"])
        os.remove(os.path.join(runner.folder, "given.env"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--folder", required=True)
    options = parser.parse_args()
    server = PrivateServer(options.folder)
    role = f"locked_{os.getpid()}"
    runner = Runner(options.program, os.path.join(options.folder, f"passwords-{os.getpid()}"))
    admin = Connection(server.socket, "postgres")
    admin.query(f"CREATE ROLE {role} LOGIN PASSWORD 'another' IN ROLE with_password")
    try:
        if known_commands(runner) != set(COMMANDS):
            runner.leaks.append(f"commands: {sorted(known_commands(runner) ^ set(COMMANDS))}")
        try_all(runner, server, role)
    finally:
        admin.query(f"DROP ROLE {role}")
    runner.look_at_files()
    shutil.rmtree(runner.folder, ignore_errors=True)
    print(*runner.leaks, f"{runner.runs} runs, {len(runner.leaks)} failed", sep="\n")
    return 1 if runner.leaks else 0


if __name__ == "__main__":
    sys.exit(main())
