"""Forty migrations of every kind of run, and what a database looks like after each ran once."""
import os

COUNT = 40
ROWS = 300


def write(folder, engine):
    """Writes the migrations; each adds one row for each of its statements to `ledger`."""
    os.makedirs(folder, exist_ok=True)
    for number in range(1, COUNT + 1):
        kind = KINDS[engine][(number - 1) % len(KINDS[engine])] if number > 1 else first
        with open(os.path.join(folder, f"{number:03}_{kind.__name__}.sql"), "w") as file:
            file.write(kind(number))


def mark(number, part=1):
    return f"INSERT INTO ledger (step, part) VALUES ({number}, {part});\n"


def first(number):
    return ("CREATE TABLE ledger (step integer NOT NULL, part integer NOT NULL);\n"
            "CREATE TABLE parent (id integer PRIMARY KEY, note text);\n"
            "CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent (id) ON DELETE CASCADE);\n"
            "INSERT INTO parent (id) VALUES (1), (2), (3);\n"
            "INSERT INTO child (id, parent_id) VALUES (1, 1), (2, 2), (3, 3);\n" + mark(number))


def rows(number, engine_rows):
    return f"CREATE TABLE t{number} (id integer, filler text);\nINSERT INTO t{number} {engine_rows};\n"


def plain_postgres(number):
    return rows(number, f"SELECT g, repeat('x', 200) FROM generate_series(1, {ROWS}) g") + mark(number)


def plain_sqlite(number):
    return rows(number, f"WITH RECURSIVE g(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM g WHERE n < {ROWS}) "
                        "SELECT n, printf('%200d', n) FROM g") + mark(number)


def several(number):
    return mark(number, 1) + mark(number, 2) + f"CREATE TABLE s{number} (id integer);\n" + mark(number, 3)


def without_transaction(number):
    return (f"-- migrate:up transaction:false\n{mark(number, 1)}CREATE TABLE n{number} (id integer);\n"
            f"{mark(number, 2)}INSERT INTO n{number} VALUES ({number});\n{mark(number, 3)}")


def own_transactions(number):
    return f"BEGIN;\n{mark(number, 1)}COMMIT;\nBEGIN;\n{mark(number, 2)}CREATE TABLE o{number} (id integer);\nCOMMIT;\n"


def concurrently(number):
    return (f"-- migrate:up transaction:false\n{mark(number, 1)}"
            f"CREATE INDEX CONCURRENTLY ix{number} ON ledger (step, part);\n{mark(number, 2)}"
            f"CREATE INDEX CONCURRENTLY ON child (parent_id);\n{mark(number, 3)}"
            f"DROP INDEX CONCURRENTLY ix{number};\n{mark(number, 4)}")


def only_concurrently(number):
    return f"CREATE UNIQUE INDEX CONCURRENTLY only{number} ON parent (id);\n"


def rebuild(number):
    return ("PRAGMA foreign_keys = OFF;\n"
            "CREATE TABLE parent_new (id integer PRIMARY KEY, note text);\n"
            "INSERT INTO parent_new SELECT id, note FROM parent;\nDROP TABLE parent;\n"
            "ALTER TABLE parent_new RENAME TO parent;\n" + mark(number) + "PRAGMA foreign_keys = ON;\n")


def vacuum(number):
    return f"-- migrate:up transaction:false\n{mark(number, 1)}VACUUM;\n{mark(number, 2)}"


KINDS = {
    "postgresql": [plain_postgres, several, without_transaction, own_transactions, concurrently, only_concurrently],
    "sqlite": [plain_sqlite, several, without_transaction, own_transactions, rebuild, vacuum],
}

PARTS = {"plain_postgres": 1, "plain_sqlite": 1, "first": 1, "several": 3, "without_transaction": 3, "own_transactions": 2,
         "concurrently": 4, "only_concurrently": 0, "rebuild": 1, "vacuum": 2}


def expected_ledger(engine):
    """(step, part) once for each statement."""
    ledger = []
    for number in range(1, COUNT + 1):
        kind = KINDS[engine][(number - 1) % len(KINDS[engine])] if number > 1 else first
        ledger += [(number, part) for part in range(1, PARTS[kind.__name__] + 1)]
    return sorted(ledger)


def table_rows(engine):
    """Tables and how many rows each has."""
    counts = {"parent": 3, "child": 3}
    for number in range(2, COUNT + 1):
        kind = KINDS[engine][(number - 1) % len(KINDS[engine])].__name__
        if kind.startswith("plain"):
            counts[f"t{number}"] = ROWS
        if kind == "without_transaction":
            counts[f"n{number}"] = 1
    return counts


def child_indexes(engine):
    """How many indexes without a name of their own the migrations make on child."""
    if engine != "postgresql":
        return 0
    kinds = [KINDS[engine][(number - 1) % len(KINDS[engine])] for number in range(2, COUNT + 1)]
    return kinds.count(concurrently)
