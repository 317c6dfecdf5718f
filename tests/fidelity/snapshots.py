"""Compares two snapshots (docs/formats/snapshot.md) fact by fact.

A snapshot is taken apart into facts: a kind ('foreign key'), a key ('orders.orders_customer_id_fkey')
and a value. What a fact does not know of its object goes along in the value, so a member that the
format gains is compared too. A comment is a fact of its own, and so are the texts of queries, which
nobody can expect to be equal: they are counted apart.
"""
import collections
import json

# In the order of reports. Others, of a member that this list does not know, come after them.
KINDS = [
    "database", "schema", "table", "column", "type", "nullability", "default", "identity", "generated",
    "column option", "primary key", "unique", "foreign key", "check", "exclusion", "index", "statistics",
    "partition", "trigger", "rule", "policy", "grant", "rows", "view", "view column", "view source", "enum",
    "domain", "composite", "range", "sequence", "function", "extension", "event trigger", "publication",
    "comment", "view text", "policy text", "rule text"]
TEXTS = {"view text", "policy text", "rule text"}

# Members of tables and views that are lists of objects with a name, and the kind of these.
PARTS = {
    "unique_constraints": "unique", "check_constraints": "check", "exclusion_constraints": "exclusion",
    "foreign_keys": "foreign key", "indexes": "index", "statistics": "statistics", "triggers": "trigger",
    "rules": "rule", "policies": "policy", "partitions": "partition", "grants": "grant"}
# Members of the document that are lists of such objects.
OBJECTS = {
    "namespaces": "schema", "enums": "enum", "domains": "domain", "range_types": "range",
    "sequences": "sequence", "routines": "function", "extensions": "extension",
    "event_triggers": "event trigger", "publications": "publication"}
# Members that are counted apart, as the kind that they belong to.
APART = {"rule": {"definition": "rule text"},
         "policy": {"using_expression": "policy text", "check_expression": "policy text"}}

Difference = collections.namedtuple("Difference", "kind key live replay")


def full_name(thing):
    return f"{thing['schema']}.{thing['name']}" if thing.get("schema") else thing.get("name", "")


class Facts:
    """The facts of one snapshot; `other` is the snapshot that it is held against."""

    def __init__(self, snapshot, other):
        self.values = {}
        self.add_document(dict(snapshot), other)

    def put(self, kind, key, value):
        number, unique = 1, key
        while (kind, unique) in self.values:
            number += 1
            unique = f"{key} #{number}"
        self.values[kind, unique] = value

    def put_object(self, kind, key, thing):
        """An object without parts: its comment and its texts are facts of their own."""
        thing = dict(thing)
        self.put_comment(kind, key, thing)
        for member, text_kind in APART.get(kind, {}).items():
            if member in thing:
                self.put(text_kind, key + (" (check)" if member == "check_expression" else ""), thing.pop(member))
        for name in ("schema", "name"):
            thing.pop(name, None)
        self.put(kind, key, thing)

    def put_comment(self, kind, key, thing):
        comment = thing.pop("comment", "")
        if comment:
            self.put("comment", f"{kind} {key}", comment)

    def add_document(self, document, other):
        for member in ("format", "version"):
            document.pop(member, None)
        self.put_comment("database", "", document)
        others = {member: {full_name(thing): thing for thing in other.get(member, [])}
                  for member in ("tables", "views", "composite_types")}
        for table in document.pop("tables", []):
            self.add_table(dict(table), others["tables"].get(full_name(table), {}))
        for view in document.pop("views", []):
            self.add_view(dict(view), others["views"].get(full_name(view), {}))
        for composite in document.pop("composite_types", []):
            composite, key = dict(composite), full_name(composite)
            self.add_columns(key, composite.pop("columns", []), others["composite_types"].get(key, {}))
            self.put_object("composite", key, composite)
        for member, kind in OBJECTS.items():
            for thing in document.pop(member, []):
                key = full_name(thing)
                if kind == "function":
                    key += f"({thing.get('arguments', '')})"
                self.put_object(kind, key, thing)
        for member, value in document.items():
            self.put(member, "", value)

    def add_table(self, table, other):
        key = full_name(table)
        self.add_columns(key, table.pop("columns", []), other)
        if "primary_key" in table:
            primary_key = table.pop("primary_key")
            self.put_object("primary key", key, {**primary_key, "constraint": primary_key.get("name", "")})
        if "rows" in table:
            self.put("rows", key, table.pop("rows"))
        self.add_parts(key, table)
        self.put_object("table", key, table)

    def add_view(self, view, other):
        key = full_name(view)
        self.put("view text", key, view.pop("definition", ""))
        positions = self.positions(view["columns"], other)
        for column in view.pop("columns"):
            column = dict(column)
            name = f"{key}.{column['name']}"
            self.put_comment("view column", name, column)
            self.put("view column", name, {**column, "position": positions.get(column["name"])})
        for source in view.pop("reads", []):
            self.put("view source", f"{key} reads {full_name(source)}", source.get("columns", []))
        self.add_parts(key, view)
        self.put_object("view", key, view)

    def add_parts(self, key, thing):
        for member, kind in PARTS.items():
            for part in thing.pop(member, []):
                name = full_name(part) or part.get("grantee") or ", ".join(part.get("columns", []))
                self.put_object(kind, f"{key}.{name}", part)

    @staticmethod
    def positions(columns, other):
        """Of the columns that both sides have, so that one that is missing moves no other."""
        others = {column["name"] for column in other.get("columns", [])}
        return {name: position for position, name in
                enumerate(column["name"] for column in columns if column["name"] in others)}

    def add_columns(self, key, columns, other):
        positions = self.positions(columns, other)
        for column in columns:
            column = dict(column)
            name = f"{key}.{column.pop('name')}"
            self.put_comment("column", name, column)
            self.put("column", name, positions.get(name[len(key) + 1:]))
            self.put("type", name, [column.pop("type"), column.pop("user_type", None)])
            self.put("nullability", name, column.pop("nullable"))
            for kind, members in (("default", ["default_value"]), ("identity", ["identity", "identity_options"]),
                                  ("generated", ["generated", "generation_expression"])):
                values = {member: column.pop(member) for member in members if member in column}
                if values:
                    self.put(kind, name, values)
            if column:
                self.put("column option", name, column)


class Comparison:
    """How many facts of each kind are equal, and those that are not."""

    def __init__(self, live, replay):
        ours, theirs = Facts(live, replay).values, Facts(replay, live).values
        self.total, self.equal = collections.Counter(), collections.Counter()
        self.differences = []
        for kind, key in sorted(ours.keys() | theirs.keys()):
            self.total[kind] += 1
            live_value, replay_value = ours.get((kind, key)), theirs.get((kind, key))
            if (kind, key) in ours and (kind, key) in theirs and live_value == replay_value:
                self.equal[kind] += 1
            else:
                self.differences.append(Difference(kind, key,
                                                   live_value if (kind, key) in ours else MISSING,
                                                   replay_value if (kind, key) in theirs else MISSING))
        order = {kind: place for place, kind in enumerate(KINDS)}
        self.differences.sort(key=lambda d: (order.get(d.kind, len(KINDS)), d.key))

    def objects(self):
        """Equal and all facts, without the texts of queries."""
        return (sum(n for kind, n in self.equal.items() if kind not in TEXTS),
                sum(n for kind, n in self.total.items() if kind not in TEXTS))

    def texts(self):
        return sum(self.equal[kind] for kind in TEXTS), sum(self.total[kind] for kind in TEXTS)

    def wrong(self):
        """The differences without those of the texts of queries."""
        return [difference for difference in self.differences if difference.kind not in TEXTS]


class Missing:
    def __repr__(self):
        return "missing"


MISSING = Missing()


def value_text(value):
    if value is MISSING or value is None:
        return "missing" if value is MISSING else "there"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def difference_text(difference):
    """One difference for people, the parts of two objects that are equal left out."""
    live, replay = difference.live, difference.replay
    if isinstance(live, dict) and isinstance(replay, dict):
        differing = [name for name in sorted(live.keys() | replay.keys()) if live.get(name) != replay.get(name)]
        live = {name: live[name] for name in differing if name in live}
        replay = {name: replay[name] for name in differing if name in replay}
    return (f"{difference.kind} {difference.key}\n"
            f"    live:   {value_text(live)}\n    replay: {value_text(replay)}")
