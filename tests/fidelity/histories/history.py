"""One history of migrations: made at random, run on a server, replayed by erdmark, compared."""
import collections
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import servers  # noqa: E402
from snapshots import Comparison, difference_text  # noqa: E402

from catalog import Catalog  # noqa: E402
from choices import Choices  # noqa: E402
import other_statements  # noqa: E402
import table_statements  # noqa: E402

IN_FAILED_TRANSACTION = "25P02"
WARNING = re.compile(r"^warning: (?:.*/)?(\d+)_step\.sql:(\d+):\d+: (.*)$")

REPLAY = 'from = "migrations"\ndialect = "postgresql"\nlayout = "numbered"\ncomments = false\n'

# A history is a list of statements, each with the number of the file that it stands in.
Statement = collections.namedtuple("Statement", "file sql")
# What went wrong: `signature` is equal for two problems with one cause, as far as can be told.
Problem = collections.namedtuple("Problem", "signature text")


class Server:
    """Databases on one server, each of them new."""

    def __init__(self, socket, name):
        self.socket, self.name = socket, name

    def connect(self):
        servers.make_database(self.socket, self.name)
        return servers.Connection(self.socket, self.name)

    def url(self):
        return servers.url(self.socket, self.name)

    def drop(self):
        servers.drop_database(self.socket, self.name)


def statement_makers(without):
    makers = [each for each in table_statements.STATEMENTS + other_statements.STATEMENTS if each[0].__name__ not in without]
    return [maker for maker, _ in makers], [weight for _, weight in makers]


def make(server, seed, length, without=()):
    """A history that the server has seen statement by statement, so that most of it is accepted."""
    choices = Choices(seed)
    makers, weights = statement_makers(without)
    connection = server.connect()
    history, file, is_stale = [], 1, True

    def add(sql):
        nonlocal is_stale
        history.append(Statement(file, sql))
        # What is refused changes nothing.
        is_stale = run_statement(connection, sql) is None or is_stale

    while len(history) < length:
        if connection_failed(connection) and choices.chance(60):
            add(choices.one(["COMMIT", "ROLLBACK", "ROLLBACK TO SAVEPOINT here", "ROLLBACK TO SAVEPOINT there"]))
        elif choices.chance(3) and not connection.in_transaction:
            add("BEGIN")
        elif connection.in_transaction and choices.chance(15):
            add(choices.one(["COMMIT", "COMMIT", "ROLLBACK", "SAVEPOINT here", "SAVEPOINT here", "SAVEPOINT there",
                             "RELEASE SAVEPOINT here", "ROLLBACK TO SAVEPOINT here"]))
        elif choices.chance(8) and not connection.in_transaction:
            if any(each.file == file and "search_path" in each.sql for each in history):
                add("RESET search_path")
            file += 1
        else:
            if is_stale and not connection_failed(connection):
                choices.catalog, is_stale = Catalog(connection), False
            sql = choices.random.choices(makers, weights)[0](choices)
            if sql:
                add(sql)
    if connection.in_transaction:
        add(choices.one(["COMMIT", "ROLLBACK"]))
    connection.close()
    return history


def connection_failed(connection):
    """Whether the transaction that is open takes no statement any more."""
    if not connection.in_transaction:
        return False
    try:
        connection.query("SELECT 1")
    except servers.Refused:
        return True
    return False


def run_statement(connection, sql):
    """What the server refused it with, or None."""
    try:
        connection.query(sql)
    except servers.Refused as refusal:
        refusal.in_transaction = connection.in_transaction
        return refusal
    return None


def run_live(server, history):
    """What the server says to each statement: None, or why not."""
    connection = server.connect()
    answers = [run_statement(connection, each.sql) for each in history]
    if connection.in_transaction:
        connection.query("ROLLBACK")
    connection.close()
    return answers


def inspect(program, folder, config, *words):
    with open(os.path.join(folder, "erdmark.toml"), "w", encoding="utf-8") as file:
        file.write(f"[source]\nprivileges = true\n{config}")
    return subprocess.run([program, "inspect", "--format", "json", *words], cwd=folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120)


def write_files(history, folder):
    """Writes the migrations; returns where each statement starts, as (file, line)."""
    os.makedirs(folder)
    places, texts = [], collections.defaultdict(str)
    for each in history:
        places.append((each.file, texts[each.file].count("\n") + 1))
        texts[each.file] += each.sql + ";\n"
    for file, text in texts.items():
        with open(os.path.join(folder, f"{file:04}_step.sql"), "w", encoding="utf-8") as stream:
            stream.write(text)
    return places


def replay(program, history, keep_going):
    """The snapshot (None when there is none), the notes by statement, and why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        places = write_files(history, os.path.join(folder, "migrations"))
        run = inspect(program, folder, REPLAY, *["--keep-going"] * keep_going)
    notes, others = {}, []
    for line in run.stderr.decode(errors="replace").splitlines():
        found = WARNING.match(line)
        if found:
            place = (int(found[1]), int(found[2]))
            before = [index for index, each in enumerate(places) if each[0] == place[0] and each[1] <= place[1]]
            notes[before[-1]] = found[3]
        elif line.strip():
            others.append(line)
    if run.returncode != 0:
        return None, notes, f"status {run.returncode}: " + "\n".join(others)
    return json.loads(run.stdout), notes, ""


def accepted(history, answers):
    """What is left without the statements that the server refused. A transaction in which it refused
    one and that was to be committed is one that was rolled back."""
    left, failed = [], False
    for each, answer in zip(history, answers):
        word = each.sql.split()[0]
        if answer is not None:
            failed = failed or answer.in_transaction
        elif failed and word == "COMMIT":
            left.append(each._replace(sql="ROLLBACK"))
        else:
            left.append(each)
        if answer is None and word in ("COMMIT", "ROLLBACK"):
            failed = False
    return left


def problems(server, program, history, strict):
    """What differs between the server and the replay, the most telling first. With `strict` what the
    server refuses and the replay does not is a difference too."""
    answers = run_live(server, history)
    with tempfile.TemporaryDirectory() as folder:
        run = inspect(program, folder, f'from = "{server.url()}"\n')
    nothing = run.returncode != 0
    if nothing and "has no tables" not in run.stderr.decode(errors="replace"):
        return [Problem(("live",), "live: " + run.stderr.decode(errors="replace"))]
    snapshot, notes, failure = replay(program, accepted(history, answers), keep_going=False)
    if nothing and "has no tables" in failure or "leave no tables" in failure:
        return []
    if snapshot is None:
        words = re.sub(r"[\w/]*_step\.sql:[0-9:]+|[\"'][^\"']*[\"']", "", failure)
        return [Problem(("failed", words.splitlines()[0][:60]), failure)]
    comparison = Comparison(json.loads(run.stdout), snapshot)
    found = [Problem(signature(each), difference_text(each)) for each in comparison.wrong()]
    if notes:
        found.append(Problem(("notes",), "\n".join(notes.values())))
    if not found and strict:
        snapshot, notes, failure = replay(program, history, keep_going=True)
        found = refusals(history, answers, notes)[:1]
    return found


def refusals(history, answers, notes):
    """What the server alone refused. What comes after the first of them may follow from it."""
    found = []
    for index, (each, answer) in enumerate(zip(history, answers)):
        if answer is not None and answer.code != IN_FAILED_TRANSACTION and index not in notes:
            verb = " ".join(each.sql.split()[:2])
            found.append(Problem(("refused by the server alone", verb, answer.code),
                                 f"refused by the server alone: {each.sql}\n    {answer.code} {answer}"))
    return found


def signature(difference):
    live, replayed = difference.live, difference.replay
    if isinstance(live, dict) and isinstance(replayed, dict):
        members = [name for name in sorted(live.keys() | replayed.keys()) if live.get(name) != replayed.get(name)]
        return (difference.kind, *members)
    return difference.kind, repr(live) == "missing", repr(replayed) == "missing"


def shrink(history, wrong, tries=150):
    """A part of the history, as small as can be found, for which `wrong` still holds."""
    size = max(1, len(history) // 2)
    while size >= 1 and tries > 0:
        at, smaller = 0, False
        while at < len(history) and tries > 0:
            candidate = history[:at] + history[at + size:]
            tries -= 1
            if candidate and wrong(candidate):
                history, smaller = candidate, True
            else:
                at += size
        if not smaller:
            size //= 2
    return history


def script(history):
    lines = []
    for index, each in enumerate(history):
        if index and each.file != history[index - 1].file:
            lines.append("-- the next file")
        lines.append(each.sql + ";")
    return "\n".join(lines) + "\n"
