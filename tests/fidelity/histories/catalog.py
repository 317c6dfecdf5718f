"""What is in a database now, as far as generated statements need to know."""
import json

from words import family, quoted

QUERY = r"""
WITH spaces AS (SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'),
owned AS (SELECT objid FROM pg_depend WHERE deptype = 'e')
SELECT json_build_object(
  'schemas', (SELECT json_agg(nspname ORDER BY nspname) FROM spaces),
  'extensions', (SELECT json_agg(extname ORDER BY extname) FROM pg_extension),
  'relations', (SELECT json_agg(json_build_object('schema', s.nspname, 'name', c.relname, 'kind', c.relkind,
      'partition', c.relispartition, 'key', pg_get_partkeydef(c.oid), 'security', c.relrowsecurity,
      'columns', (SELECT json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'enum', t.typtype = 'e', 'not_null', a.attnotnull, 'default', a.atthasdef, 'identity', a.attidentity,
          'generated', a.attgenerated) ORDER BY a.attnum)
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped))
      ORDER BY s.nspname, c.relname)
    FROM pg_class c JOIN spaces s ON s.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'c') AND c.oid NOT IN (SELECT objid FROM owned)),
  'constraints', (SELECT json_agg(json_build_object('schema', s.nspname, 'table', r.relname, 'name', c.conname, 'kind', c.contype,
      'columns', (SELECT json_agg(a.attname ORDER BY k.n) FROM unnest(c.conkey) WITH ORDINALITY AS k (num, n)
                  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.num)) ORDER BY s.nspname, r.relname, c.conname)
    FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid JOIN spaces s ON s.oid = r.relnamespace WHERE c.conparentid = 0),
  'indexes', (SELECT json_agg(json_build_object('schema', s.nspname, 'name', c.relname, 'table', r.relname, 'unique', i.indisunique)
      ORDER BY s.nspname, c.relname)
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class r ON r.oid = i.indrelid JOIN spaces s ON s.oid = c.relnamespace),
  'types', (SELECT json_agg(json_build_object('schema', s.nspname, 'name', t.typname, 'kind', t.typtype,
      'labels', (SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
      'base', format_type(t.typbasetype, t.typtypmod)) ORDER BY s.nspname, t.typname)
    FROM pg_type t JOIN spaces s ON s.oid = t.typnamespace
    WHERE t.typtype IN ('e', 'd', 'r') AND t.oid NOT IN (SELECT objid FROM owned)),
  'functions', (SELECT json_agg(json_build_object('schema', s.nspname, 'name', p.proname,
      'arguments', pg_get_function_identity_arguments(p.oid), 'returns', format_type(p.prorettype, NULL))
      ORDER BY s.nspname, p.proname, pg_get_function_identity_arguments(p.oid))
    FROM pg_proc p JOIN spaces s ON s.oid = p.pronamespace
    WHERE p.prokind = 'f' AND p.oid NOT IN (SELECT objid FROM owned) AND p.oid NOT IN (SELECT objid FROM pg_depend WHERE deptype = 'i')),
  'triggers', (SELECT json_agg(json_build_object('schema', s.nspname, 'table', r.relname, 'name', t.tgname)
      ORDER BY s.nspname, r.relname, t.tgname)
    FROM pg_trigger t JOIN pg_class r ON r.oid = t.tgrelid JOIN spaces s ON s.oid = r.relnamespace
    WHERE NOT t.tgisinternal AND t.tgparentid = 0),
  'policies', (SELECT json_agg(json_build_object('schema', s.nspname, 'table', r.relname, 'name', p.polname)
      ORDER BY s.nspname, r.relname, p.polname)
    FROM pg_policy p JOIN pg_class r ON r.oid = p.polrelid JOIN spaces s ON s.oid = r.relnamespace))
"""


class Thing:
    """An object with a schema and a name."""

    def __init__(self, row):
        self.__dict__.update(row)

    @property
    def sql(self):
        """Its name as statements write it; that of the schema `public` is left out."""
        return quoted(self.name) if self.schema == "public" else f"{quoted(self.schema)}.{quoted(self.name)}"


class Catalog:
    def __init__(self, connection):
        found = json.loads(connection.query(QUERY)[0][0])
        self.schemas = found["schemas"] or []
        self.extensions = found["extensions"] or []
        relations = [Thing(row) for row in found["relations"] or []]
        for relation in relations:
            relation.columns = [Thing({**row, "schema": "public"}) for row in relation.columns or []]
        self.tables = [each for each in relations if each.kind in "rp"]
        self.plain_tables = [each for each in self.tables if not each.partition]
        self.partitioned = [each for each in self.tables if each.kind == "p"]
        self.views = [each for each in relations if each.kind == "v"]
        self.materialized = [each for each in relations if each.kind == "m"]
        self.sequences = [each for each in relations if each.kind == "S"]
        self.composites = [each for each in relations if each.kind == "c"]
        self.readable = self.tables + self.views + self.materialized
        types = [Thing(row) for row in found["types"] or []]
        self.enums = [each for each in types if each.kind == "e"]
        self.domains = [each for each in types if each.kind == "d"]
        self.ranges = [each for each in types if each.kind == "r"]
        for name in ("constraints", "indexes", "functions", "triggers", "policies"):
            setattr(self, name, [Thing(row) for row in found[name] or []])
        self.names = {each.name for each in relations + types + self.indexes + self.constraints}
        for part in self.constraints + self.triggers + self.policies:
            part.table_sql = Thing({"schema": part.schema, "name": part.table}).sql

    def constraints_of(self, table, kinds):
        return [each for each in self.constraints
                if (each.schema, each.table) == (table.schema, table.name) and each.kind in kinds]

    def family(self, column):
        return "enum" if column.enum else family(column.type)

    def labels(self, printed):
        """Of the enum that the server prints so."""
        for enum in self.enums:
            if printed in (enum.sql, quoted(enum.name)):
                return enum.labels or []
        return []
