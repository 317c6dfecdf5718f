"""Statements about tables, their parts, and indexes. Each function gives one, or None when what it
would be about is not there."""
import words
from words import quoted


def has_key(elements):
    return any("PRIMARY KEY" in each for each in elements)


def create_table(c):
    names = c.some(words.COLUMNS, 7) + ([c.one(words.COLUMNS)] if c.chance(3) else [])
    definitions, columns = [], []
    for name in names:
        definition, column = c.column_definition(name, key=not has_key(definitions) or c.chance(5))
        definitions.append(definition)
        columns.append(column)
    elements = list(definitions)
    for _ in range(c.random.randint(0, 3)):
        constraint = c.table_constraint(columns, key=not has_key(elements) or c.chance(5))
        elements += [constraint] if constraint else []
    if c.chance(8):
        value = c.value(columns, immutable=True)
        if value:
            elements.append(f"{c.column_name()} {c.one(['text', 'integer', 'numeric', 'boolean'])} GENERATED ALWAYS AS ({value}) STORED")
    if c.chance(6) and c.catalog.plain_tables:
        elements.append(f"LIKE {c.table().sql}" + c.one(["", " INCLUDING ALL", " INCLUDING DEFAULTS",
                                                         " INCLUDING CONSTRAINTS INCLUDING INDEXES",
                                                       " INCLUDING ALL EXCLUDING IDENTITY",
                                                         " INCLUDING GENERATED INCLUDING COMMENTS"]))
    inherits = f" INHERITS ({c.one(c.catalog.plain_tables).sql})" if c.catalog.plain_tables and c.chance(5) else ""
    options = c.maybe(4, " WITH (fillfactor = 70)")
    return (f"CREATE {c.maybe(4, 'UNLOGGED ')}TABLE {c.maybe(25, 'IF NOT EXISTS ')}{c.table_name()} "
            f"({', '.join(elements)}){inherits}{options}")


def create_partitioned(c):
    key, type_, method = c.one([("created_at", "timestamptz", "RANGE"), ("id", "integer", "RANGE"),
                                ("kind", "text", "LIST"),
                               ("id", "integer", "HASH")])
    definitions = [f"{key} {type_} NOT NULL", c.column_definition("name", key=False)[0],
                   c.column_definition("data", key=False)[0]]
    if c.chance(50):
        definitions.append(c.one([f"PRIMARY KEY ({key})", f"UNIQUE ({key}, name)",
                                  f"CONSTRAINT {c.object_name()} PRIMARY KEY ({key})",
                                 f"CHECK ({key} IS NOT NULL)"]))
    return f"CREATE TABLE {c.table_name()} ({', '.join(definitions)}) PARTITION BY {method} ({key})"


def bound(c, table):
    if table.key.startswith("RANGE (created_at"):
        month = c.random.randint(1, 11)
        return c.one([f"FOR VALUES FROM ('2026-{month:02}-01') TO ('2026-{month + 1:02}-01')", "DEFAULT",
                      "FOR VALUES FROM (MINVALUE) TO ('2025-01-01')"])
    if table.key.startswith("LIST"):
        return c.one(["FOR VALUES IN ('a')", "FOR VALUES IN ('b', 'c')", "FOR VALUES IN (NULL)", "DEFAULT"])
    if table.key.startswith("HASH"):
        return f"FOR VALUES WITH (MODULUS 4, REMAINDER {c.random.randrange(4)})"
    start = c.random.randrange(5) * 10
    return c.one([f"FOR VALUES FROM ({start}) TO ({start + 10})", "DEFAULT"])


def create_partition(c):
    table = c.one(c.catalog.partitioned)
    if table is None:
        return None
    sub = c.maybe(10, f" PARTITION BY LIST ({quoted(c.column(table).name)})")
    return f"CREATE TABLE {c.new_name(words.OBJECTS)} PARTITION OF {table.sql} {bound(c, table)}{sub}"


def attach(c):
    table, other = c.one(c.catalog.partitioned), c.one(c.catalog.tables)
    if table is None:
        return None
    if c.chance(50):
        return f"ALTER TABLE {table.sql} ATTACH PARTITION {other.sql} {bound(c, table)}"
    part = c.one([each for each in c.catalog.tables if each.partition])
    return part and f"ALTER TABLE {table.sql} DETACH PARTITION {part.sql}"


def create_table_as(c):
    source = c.one(c.catalog.readable)
    if source is None or not source.columns:
        return None
    return f"CREATE TABLE {c.maybe(20, 'IF NOT EXISTS ')}{c.table_name()} AS SELECT * FROM {source.sql}" + c.maybe(30, " WITH NO DATA")


def drop_table(c):
    table = c.table()
    return table and f"DROP TABLE {c.if_exists()}{table.sql}{c.cascade()}"


def add_column(c, table):
    if c.chance(6):
        value = c.value(table.columns, immutable=True)
        return value and f"ADD COLUMN {c.column_name()} {c.one(['text', 'integer', 'numeric'])} GENERATED ALWAYS AS ({value}) STORED"
    return f"ADD {c.maybe(80, 'COLUMN ')}{c.maybe(20, 'IF NOT EXISTS ')}{c.column_definition(key=c.chance(5))[0]}"


def drop_column(c, table):
    return f"DROP {c.maybe(80, 'COLUMN ')}{c.if_exists()}{quoted(c.column(table).name)}{c.cascade()}"


def change_type(c, table):
    column = c.column(table)
    type_, family = c.type()
    if c.chance(60) and c.catalog.family(column) in words.TYPES:
        type_ = c.one(words.TYPES[c.catalog.family(column)])
    using = c.maybe(40, f" USING {quoted(column.name)}::text::{type_}")
    return f"ALTER {c.maybe(80, 'COLUMN ')}{quoted(column.name)} {c.one(['TYPE', 'SET DATA TYPE'])} {type_}{using}"


def change_column(c, table):
    column = c.column(table)
    family = c.catalog.family(column)
    actions = ["SET NOT NULL", "DROP NOT NULL", "DROP DEFAULT",
               "SET DEFAULT " + c.default(family, c.catalog.labels(column.type)),
               "SET DEFAULT " + c.default(family, c.catalog.labels(column.type))]
    if c.chance(15):
        actions = ["SET STATISTICS 500", "SET STORAGE EXTERNAL", f"ADD {c.identity()}", "DROP IDENTITY",
                   "DROP IDENTITY IF EXISTS",
                   "SET GENERATED ALWAYS", "RESTART WITH 10", "DROP EXPRESSION", "DROP EXPRESSION IF EXISTS",
                   "SET INCREMENT BY 2"]
    return f"ALTER COLUMN {quoted(column.name)} {c.one(actions)}"


def add_constraint(c, table):
    if c.chance(6):
        index = c.one([each for each in c.catalog.indexes if each.unique and (each.schema, each.table) == (table.schema, table.name)])
        return index and f"ADD {c.maybe(70, 'CONSTRAINT ' + c.object_name() + ' ')}{c.one(['UNIQUE', 'PRIMARY KEY'])} USING INDEX {quoted(index.name)}"
    constraint = c.table_constraint(table.columns, key=not c.catalog.constraints_of(table, "p") or c.chance(5))
    late = " NOT VALID" if constraint and ("CHECK" in constraint or "FOREIGN" in constraint) and c.chance(10) else ""
    return constraint and f"ADD {constraint}{late}"


def change_constraint(c, table):
    constraint = c.one(c.catalog.constraints_of(table, "pucfx"))
    if constraint is None:
        return None
    name = quoted(constraint.name)
    if constraint.kind == "f" and c.chance(20):
        return f"ALTER CONSTRAINT {name} " + c.one(["DEFERRABLE", "NOT DEFERRABLE", "DEFERRABLE INITIALLY DEFERRED"])
    return f"VALIDATE CONSTRAINT {name}" if c.chance(15) else f"DROP CONSTRAINT {c.if_exists()}{name}{c.cascade()}"


def change_table(c, table):
    return c.one(["ENABLE ROW LEVEL SECURITY", "DISABLE ROW LEVEL SECURITY", "FORCE ROW LEVEL SECURITY",
                  "SET UNLOGGED", "SET LOGGED",
                  "SET (fillfactor = 80)", "RESET (fillfactor)", "REPLICA IDENTITY FULL",
                  "SET (autovacuum_enabled = false)",
                  "DISABLE TRIGGER ALL", "ENABLE TRIGGER ALL", f"INHERIT {c.table().sql}",
                  f"NO INHERIT {c.table().sql}"])


ACTIONS = [add_column] * 6 + [drop_column] * 3 + [change_type] * 3 + [change_column] * 5 + [add_constraint] * 6 + [change_constraint] * 3 \
    + [change_table]


def alter_table(c):
    table = c.table()
    if table is None or not table.columns:
        return None
    actions = [c.one(ACTIONS)(c, table) for _ in range(1 if c.chance(80) else c.random.randint(2, 4))]
    if None in actions:
        return None
    return f"ALTER TABLE {c.if_exists()}{c.maybe(5, 'ONLY ')}{table.sql} {', '.join(actions)}"


def rename_part(c):
    table = c.table()
    if table is None or not table.columns:
        return None
    if c.chance(60):
        return f"ALTER TABLE {table.sql} RENAME {c.maybe(80, 'COLUMN ')}{quoted(c.column(table).name)} TO {c.column_name()}"
    constraint = c.one(c.catalog.constraints_of(table, "pucfx"))
    return constraint and f"ALTER TABLE {table.sql} RENAME CONSTRAINT {quoted(constraint.name)} TO {c.object_name()}"


def rename_table(c):
    table = c.table()
    return table and f"ALTER TABLE {c.if_exists()}{table.sql} RENAME TO {quoted(c.one(words.TABLES))}"


def move_table(c):
    table = c.table()
    return table and f"ALTER TABLE {table.sql} SET SCHEMA {quoted(c.one(c.catalog.schemas))}"


def index_part(c, table):
    column = c.column(table)
    family = c.catalog.family(column)
    part = quoted(column.name)
    if c.chance(25):
        value = c.value(table.columns, immutable=True)
        part = f"({value})" if value else part
    elif family == "text":
        part += c.maybe(10, ' COLLATE "C"') + c.maybe(10, " text_pattern_ops")
    return part + c.one(["", "", "", "", " DESC", " ASC", " NULLS FIRST", " DESC NULLS LAST", " DESC NULLS FIRST"])


def create_index(c):
    table = c.one(c.catalog.tables + c.catalog.materialized)
    if table is None or not table.columns:
        return None
    name = c.maybe(60, c.object_name() + " ")
    unless = "IF NOT EXISTS " if name and c.chance(20) else ""
    where = c.condition(table.columns) if c.chance(20) else None
    inverted = c.one([each for each in table.columns if c.catalog.family(each) in ("json", "texts", "ints")])
    if inverted is not None and c.chance(30):
        opclass = c.maybe(30, " jsonb_path_ops") if c.catalog.family(inverted) == "json" else ""
        parts = f"USING gin ({quoted(inverted.name)}{opclass})"
    elif c.chance(8):
        parts = f"USING {c.one(['hash', 'brin', 'btree'])} ({quoted(c.column(table).name)})"
    else:
        parts = f"({', '.join(index_part(c, table) for _ in range(c.random.randint(1, 3)))})" + c.maybe(6, c.include(table.columns))
    return (f"CREATE {c.maybe(20, 'UNIQUE ')}INDEX {unless}{name}ON {c.maybe(3, 'ONLY ')}{table.sql} {parts}"
            f"{c.maybe(4, ' NULLS NOT DISTINCT')}{c.maybe(4, ' WITH (fillfactor = 90)')}{f' WHERE {where}' if where else ''}")


def change_index(c):
    index = c.one(c.catalog.indexes)
    if index is None:
        return None
    return c.one([f"DROP INDEX {c.if_exists()}{index.sql}{c.cascade()}",
                  f"ALTER INDEX {index.sql} RENAME TO {c.object_name()}",
                  f"ALTER INDEX {index.sql} SET (fillfactor = 60)", f"REINDEX INDEX {index.sql}"])


STATEMENTS = [(create_table, 22), (create_partitioned, 2), (create_partition, 4), (attach, 1), (create_table_as, 1),
              (drop_table, 3),
              (alter_table, 40), (rename_part, 6), (rename_table, 3), (move_table, 1), (create_index, 16),
              (change_index, 4)]
