"""Statements about everything but tables. Each function gives one, or None when what it would be
about is not there."""
import words
from words import literal, quoted

LABELS = ["open", "paid", "gone", "it's", "Grün", "a b"]


def create_schema(c):
    return f"CREATE SCHEMA {c.maybe(50, 'IF NOT EXISTS ')}{quoted(c.one(words.SCHEMAS))}"


def change_schema(c):
    schema = c.one([each for each in c.catalog.schemas if each != "public"])
    return schema and c.one([f"DROP SCHEMA {c.if_exists()}{quoted(schema)}{c.cascade()}",
                             f"ALTER SCHEMA {quoted(schema)} RENAME TO {quoted(c.one(words.SCHEMAS))}"])


def create_extension(c):
    return f"CREATE EXTENSION IF NOT EXISTS {c.one(['citext', 'pgcrypto', 'pg_trgm', 'btree_gist', 'hstore'])}"


def create_enum(c):
    return f"CREATE TYPE {c.new_name(words.OBJECTS)} AS ENUM ({', '.join(literal(each) for each in c.some(LABELS, 4))})"


def change_enum(c):
    enum = c.one(c.catalog.enums)
    if enum is None or not enum.labels:
        return None
    label = literal(c.one(enum.labels))
    place = c.one(["", f" BEFORE {label}", f" AFTER {label}"])
    return c.one([f"ALTER TYPE {enum.sql} ADD VALUE {c.maybe(40, 'IF NOT EXISTS ')}{literal(c.one(LABELS))}{place}",
                  f"ALTER TYPE {enum.sql} RENAME VALUE {label} TO {literal(c.one(LABELS))}"])


def create_domain(c):
    type_, family = c.type()
    family = family if family in words.CHECKS else None
    check = f" CHECK ({c.one(words.CHECKS[family]).format(c='VALUE', d='VALUE', n=4)})" if family and c.chance(60) else ""
    name = f" CONSTRAINT {c.object_name()}" if check and c.chance(40) else ""
    return (f"CREATE DOMAIN {c.new_name(words.OBJECTS)} AS {type_}{c.maybe(20, ' NOT NULL')}"
            f"{c.maybe(20, ' DEFAULT ' + c.default(family))}{name}{check}")


def change_domain(c):
    domain = c.one(c.catalog.domains)
    return domain and f"ALTER DOMAIN {domain.sql} " + c.one(
        ["SET NOT NULL", "DROP NOT NULL", "DROP DEFAULT", f"SET DEFAULT {c.default(words.family(domain.base))}",
         "ADD CHECK (VALUE IS NOT NULL)",
         f"ADD CONSTRAINT {c.object_name()} CHECK (VALUE IS NOT NULL)",
         f"DROP CONSTRAINT {c.if_exists()}{c.object_name()}"])


def create_composite(c):
    columns = ", ".join(f"{quoted(name)} {c.type()[0]}" for name in c.some(words.COLUMNS, 3))
    return f"CREATE TYPE {c.new_name(words.OBJECTS)} AS ({columns})"


def change_composite(c):
    composite = c.one(c.catalog.composites)
    if composite is None or not composite.columns:
        return None
    name = quoted(c.one(composite.columns).name)
    return f"ALTER TYPE {composite.sql} " + c.one(
        [f"ADD ATTRIBUTE {c.column_name()} {c.type()[0]}", f"DROP ATTRIBUTE {name}{c.cascade()}",
         f"ALTER ATTRIBUTE {name} TYPE {c.type()[0]}{c.cascade()}",
         f"RENAME ATTRIBUTE {name} TO {c.column_name()}{c.cascade()}"])


def create_range(c):
    return f"CREATE TYPE {c.new_name(words.OBJECTS)} AS RANGE (subtype = {c.one(['integer', 'float8', 'date', 'text', 'time'])})"


def change_type(c):
    types = c.catalog.enums + c.catalog.domains + c.catalog.composites + c.catalog.ranges
    type_ = c.one(types)
    if type_ is None:
        return None
    kind = "DOMAIN" if type_.kind == "d" else "TYPE"
    return c.one([f"DROP {kind} {c.if_exists()}{type_.sql}{c.cascade()}",
                  f"ALTER {kind} {type_.sql} RENAME TO {c.object_name()}",
                  f"ALTER {kind} {type_.sql} SET SCHEMA {quoted(c.one(c.catalog.schemas))}"])


def create_sequence(c):
    options = c.one(["", "", " START WITH 10", " INCREMENT BY -1", " AS smallint", " MINVALUE 0 START 0 CYCLE",
                     " CACHE 20", " NO MAXVALUE"])
    return f"CREATE SEQUENCE {c.maybe(30, 'IF NOT EXISTS ')}{c.new_name(words.OBJECTS)}{options}"


def change_sequence(c):
    sequence = c.one(c.catalog.sequences)
    if sequence is None:
        return None
    table = c.table()
    owner = f"{table.sql}.{quoted(c.column(table).name)}" if table and table.columns and c.chance(60) else "NONE"
    use = f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(c.column(table).name)} SET DEFAULT nextval({literal(sequence.sql)})" \
        if table and table.columns else None
    return c.one([f"DROP SEQUENCE {c.if_exists()}{sequence.sql}{c.cascade()}",
                  f"ALTER SEQUENCE {sequence.sql} RENAME TO {c.object_name()}",
                  f"ALTER SEQUENCE {sequence.sql} OWNED BY {owner}",
                  f"ALTER SEQUENCE {sequence.sql} INCREMENT BY 2 MAXVALUE 100",
                  f"ALTER SEQUENCE {sequence.sql} RESTART WITH 5", f"ALTER SEQUENCE {sequence.sql} AS integer", use,
                  use])


def query(c):
    """A query over one table or two."""
    source = c.one(c.catalog.readable)
    if source is None or not source.columns:
        return None
    names = [quoted(each.name) for each in c.some(source.columns, 4)]
    kind = c.random.randrange(8)
    if kind == 0:
        return f"SELECT * FROM {source.sql}"
    if kind == 1:
        column = quoted(c.one(source.columns).name)
        aggregate = c.one(words.AGGREGATES).format(c=column)
        return f"SELECT {names[0]}, {aggregate} AS result FROM {source.sql} GROUP BY {names[0]}"
    if kind == 2:
        other = c.one(c.catalog.readable)
        if not other.columns:
            return None
        join = c.one(["JOIN {} AS b ON true", "LEFT JOIN {} AS b ON true", "CROSS JOIN {} AS b",
                      ", {} AS b"]).format(other.sql)
        return f"SELECT a.{names[0]} AS one, b.{quoted(c.one(other.columns).name)} AS two FROM {source.sql} AS a {join}".replace(" ,", ",")
    if kind == 3:
        value = c.value(source.columns, immutable=False)
        return value and f"SELECT {names[0]}, {value} AS computed FROM {source.sql}"
    if kind == 4:
        condition = c.condition(source.columns)
        return condition and f"SELECT {', '.join(names)} FROM {source.sql} WHERE {condition}"
    if kind == 5:
        return f"SELECT {names[0]} AS v FROM {source.sql} UNION ALL SELECT {names[0]} FROM {source.sql}"
    if kind == 6:
        return f"WITH part AS (SELECT {names[0]} AS v FROM {source.sql}) SELECT v, row_number() OVER (ORDER BY v) AS n FROM part"
    return f"SELECT {', '.join(names)}, 1 AS one, 'x' AS word, now() AS at FROM {source.sql} ORDER BY 1 LIMIT 10"


def create_view(c):
    text = query(c)
    if text is None:
        return None
    kind = c.one(["VIEW", "VIEW", "OR REPLACE VIEW", "MATERIALIZED VIEW"])
    options = " WITH (security_barrier)" if kind == "VIEW" and c.chance(8) else ""
    return f"CREATE {kind} {c.new_name(words.OBJECTS)}{options} AS {text}"


def change_view(c):
    view = c.one(c.catalog.views + c.catalog.materialized)
    if view is None or not view.columns:
        return None
    kind = "VIEW" if view.kind == "v" else "MATERIALIZED VIEW"
    return c.one([f"DROP {kind} {c.if_exists()}{view.sql}{c.cascade()}",
                  f"ALTER {kind} {view.sql} RENAME TO {c.object_name()}",
                  f"ALTER {kind} {view.sql} RENAME COLUMN {quoted(c.one(view.columns).name)} TO {c.column_name()}",
                  f"ALTER {kind} {view.sql} SET SCHEMA {quoted(c.one(c.catalog.schemas))}"])


def create_function(c):
    name = c.new_name(words.OBJECTS)
    return c.one([
        f"CREATE {c.maybe(50, 'OR REPLACE ')}FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END; $$",
        f"CREATE {c.maybe(50, 'OR REPLACE ')}FUNCTION {name}(a integer, b text DEFAULT 'x') RETURNS text LANGUAGE sql IMMUTABLE AS 'SELECT b || a'",
        f"CREATE FUNCTION {name}(OUT x integer, OUT y text) LANGUAGE sql STABLE STRICT AS $$ SELECT 1, 'a' $$",
        f"CREATE FUNCTION {name}(v {c.type()[0]}) RETURNS SETOF integer LANGUAGE sql SECURITY DEFINER SET search_path = '' AS 'SELECT 1'",
        f"CREATE FUNCTION {name}(VARIADIC v integer[]) RETURNS TABLE (a integer, b text) LANGUAGE sql AS 'SELECT 1, ''x'''",
        f"CREATE FUNCTION {name}(a integer) RETURNS integer IMMUTABLE PARALLEL SAFE RETURN a + 1",
        f"CREATE PROCEDURE {name}(a integer) LANGUAGE plpgsql AS $$ BEGIN NULL; END; $$"])


def change_function(c):
    function = c.one(c.catalog.functions)
    if function is None:
        return None
    name = f"{function.sql}({function.arguments})"
    return c.one([f"DROP FUNCTION {c.if_exists()}{name}{c.cascade()}",
                  f"ALTER FUNCTION {name} RENAME TO {c.object_name()}",
                  f"ALTER FUNCTION {name} STABLE", f"ALTER FUNCTION {name} SECURITY DEFINER",
                  f"ALTER FUNCTION {name} SET search_path = public",
                  f"ALTER FUNCTION {name} SET SCHEMA {quoted(c.one(c.catalog.schemas))}"])


def create_trigger(c):
    table = c.table()
    function = c.one([each for each in c.catalog.functions if each.returns == "trigger"])
    if table is None or function is None or not table.columns:
        return None
    event = c.one(["INSERT", "UPDATE", "INSERT OR UPDATE", "DELETE", f"UPDATE OF {quoted(c.column(table).name)}",
                   "INSERT OR DELETE OR UPDATE",
                   "TRUNCATE"])
    timing, level = c.one([("BEFORE", "ROW"), ("AFTER", "ROW"), ("AFTER", "STATEMENT")])
    column = quoted(c.column(table).name)
    when = f" WHEN (OLD.{column} IS DISTINCT FROM NEW.{column})" if event == "UPDATE" and level == "ROW" and c.chance(50) else ""
    tables = " REFERENCING NEW TABLE AS added" if (timing, event,
                                                   level) == ("AFTER", "INSERT", "STATEMENT") and c.chance(50) else ""
    return (f"CREATE {c.maybe(20, 'OR REPLACE ')}TRIGGER {c.object_name()} {timing} {event} ON {table.sql}{tables} FOR EACH {level}{when} "
            f"EXECUTE FUNCTION {function.sql}({c.one(['', '', chr(39) + 'a' + chr(39)])})")


def change_trigger(c):
    trigger = c.one(c.catalog.triggers)
    if trigger is None:
        return None
    name = quoted(trigger.name)
    return c.one([f"DROP TRIGGER {c.if_exists()}{name} ON {trigger.table_sql}",
                  f"ALTER TRIGGER {name} ON {trigger.table_sql} RENAME TO {c.object_name()}",
                  f"ALTER TABLE {trigger.table_sql} {c.one(['DISABLE', 'ENABLE', 'ENABLE ALWAYS', 'ENABLE REPLICA'])} TRIGGER {name}"])


def create_policy(c):
    table = c.table()
    condition = c.condition(table.columns) if table and table.columns else None
    if condition is None:
        return None
    kind = c.one(["", " FOR SELECT", " FOR UPDATE", " AS RESTRICTIVE", " FOR DELETE"])
    return f"CREATE POLICY {c.object_name()} ON {table.sql}{kind} USING ({condition})"


def change_policy(c):
    policy = c.one(c.catalog.policies)
    if policy is None:
        return None
    name = f"{quoted(policy.name)} ON {policy.table_sql}"
    return c.one([f"DROP POLICY {c.if_exists()}{name}", f"ALTER POLICY {name} RENAME TO {c.object_name()}",
                  f"ALTER POLICY {name} USING (true)"])


def comment(c):
    table = c.table()
    targets = []
    if table is not None:
        targets.append(f"TABLE {table.sql}")
        targets += [f"COLUMN {table.sql}.{quoted(c.column(table).name)}"] * 3 if table.columns else []
        constraint = c.one(c.catalog.constraints_of(table, "pucfx"))
        targets += [f"CONSTRAINT {quoted(constraint.name)} ON {table.sql}"] if constraint else []
    for kind, things in (("INDEX", c.catalog.indexes), ("VIEW", c.catalog.views),
                         ("MATERIALIZED VIEW", c.catalog.materialized),
                         ("SEQUENCE", c.catalog.sequences), ("TYPE", c.catalog.enums + c.catalog.composites),
                         ("DOMAIN", c.catalog.domains)):
        thing = c.one(things)
        targets += [f"{kind} {thing.sql}"] if thing else []
    for kind, things in (("TRIGGER", c.catalog.triggers), ("POLICY", c.catalog.policies)):
        thing = c.one(things)
        targets += [f"{kind} {quoted(thing.name)} ON {thing.table_sql}"] if thing else []
    function = c.one(c.catalog.functions)
    targets += [f"FUNCTION {function.sql}({function.arguments})"] if function else []
    targets += [f"SCHEMA {quoted(c.one(c.catalog.schemas))}"]
    return f"COMMENT ON {c.one(targets)} IS {c.comment()}"


def grant(c):
    table = c.one(c.catalog.readable)
    if table is None:
        return None
    columns = f" ({quoted(c.one(table.columns).name)})" if table.columns and c.chance(20) else ""
    return c.one([f"GRANT SELECT{columns} ON {table.sql} TO PUBLIC",
                  f"GRANT INSERT, UPDATE ON TABLE {table.sql} TO PUBLIC",
                  f"REVOKE SELECT ON {table.sql} FROM PUBLIC", f"GRANT ALL ON {table.sql} TO PUBLIC"])


def statistics(c):
    table = c.table()
    if table is None or len(table.columns) < 2:
        return None
    names = ", ".join(quoted(each.name) for each in c.random.sample(table.columns, 2))
    return f"CREATE STATISTICS {c.object_name()}{c.maybe(40, ' (ndistinct)')} ON {names} FROM {table.sql}"


def rule(c):
    table = c.table()
    if table is None:
        return None
    action = c.one(["DO INSTEAD NOTHING", "DO ALSO NOTIFY changed"])
    return (f"CREATE {c.maybe(20, 'OR REPLACE ')}RULE {c.object_name()} AS ON {c.one(['INSERT', 'UPDATE', 'DELETE'])} "
            f"TO {table.sql} {action}")


def drop_several(c):
    """Objects of one kind that may need each other."""
    kind, things = c.one([("TABLE", c.catalog.tables), ("VIEW", c.catalog.views), ("SEQUENCE", c.catalog.sequences),
                          ("TYPE", c.catalog.enums + c.catalog.composites), ("INDEX", c.catalog.indexes)])
    if len(things) < 2:
        return None
    names = ", ".join(each.sql for each in c.random.sample(things, 2))
    return f"DROP {kind} {c.if_exists()}{names}{c.cascade()}"


def typed_table(c):
    composite = c.one(c.catalog.composites)
    return composite and f"CREATE TABLE {c.table_name()} OF {composite.sql}"


def search_path(c):
    return c.one(["SET search_path TO public", f"SET search_path TO {quoted(c.one(c.catalog.schemas))}, public",
                  "RESET search_path"])


def block(c):
    """What projects write where a statement has no IF NOT EXISTS."""
    table = c.table()
    return c.one([
        f"DO $$ BEGIN {create_enum(c)}; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
        f"DO $$ BEGIN {create_sequence(c)}; EXCEPTION WHEN others THEN NULL; END $$",
        f"DO $$ DECLARE t record; BEGIN FOR t IN SELECT table_schema, table_name FROM information_schema.tables WHERE "
        f"table_type = 'BASE TABLE' AND table_schema = {literal(c.one(c.catalog.schemas))} ORDER BY table_name LOOP EXECUTE "
        f"format('COMMENT ON TABLE %I.%I IS %L', t.table_schema, t.table_name, 'a loop'); END LOOP; END $$",
        f"DO $$ BEGIN BEGIN {create_enum(c)}; {create_sequence(c)}; EXCEPTION WHEN duplicate_table THEN "
        f"RAISE NOTICE 'there'; END; {create_schema(c)}; END $$",
        f"DO $$ BEGIN IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_schema = {literal(table.schema)} AND "
        f"table_name = {literal(table.name)} AND column_name = 'added') THEN ALTER TABLE {table.sql} ADD COLUMN added integer; END IF; END $$"
        if table else None,
        f"DO $$ BEGIN IF EXISTS (SELECT FROM pg_class WHERE relname = {literal(table.name)}) THEN EXECUTE "
        f"format('COMMENT ON TABLE %s IS %L', {literal(table.sql)}, 'seen'); END IF; END $$" if table else None])


STATEMENTS = [(create_schema, 2), (change_schema, 1), (create_extension, 1), (create_enum, 4), (change_enum, 4),
              (create_domain, 3),
              (change_domain, 2), (create_composite, 2), (change_composite, 1), (create_range, 1), (change_type, 3),
              (create_sequence, 2),
              (change_sequence, 4), (create_view, 8), (change_view, 3), (create_function, 4), (change_function, 2),
              (create_trigger, 4),
              (change_trigger, 2), (create_policy, 2), (change_policy, 1), (comment, 10), (grant, 2), (statistics, 1),
              (search_path, 1),
              (rule, 1), (drop_several, 1), (typed_table, 1),
              (block, 3)]
