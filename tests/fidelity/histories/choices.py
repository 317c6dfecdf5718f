"""Random choices over a catalog: the parts that generated statements have in common."""
import random

import words
from catalog import Thing
from words import quoted


class Choices:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.catalog = None

    def chance(self, percent):
        return self.random.randrange(100) < percent

    def one(self, things):
        """One of them, or None when there is none."""
        return self.random.choice(things) if things else None

    def some(self, things, most):
        count = self.random.randint(1, max(1, min(most, len(things))))
        return self.random.sample(things, min(count, len(things)))

    def maybe(self, percent, text):
        return text if self.chance(percent) else ""

    def new_name(self, names):
        """A name of the list, with the schema in front at times."""
        name = quoted(self.free(names))
        schemas = [each for each in self.catalog.schemas if each != "public"]
        return f"{quoted(self.one(schemas))}.{name}" if schemas and self.chance(15) else name

    def free(self, names):
        """One of the names, mostly one that nothing has."""
        free = [each for each in names if each[:63] not in self.catalog.names]
        return self.one(free if free and self.chance(80) else names)

    def object_name(self):
        return quoted(self.free(words.OBJECTS))

    def table_name(self):
        return self.new_name(words.TABLES)

    def column_name(self):
        return quoted(self.one(words.COLUMNS))

    def table(self):
        return self.one(self.catalog.tables)

    def column(self, table):
        return self.one(table.columns)

    def comment(self):
        return "NULL" if self.chance(8) else f"'{self.one(words.COMMENTS)}'"

    def cascade(self):
        return self.one(["", "", " CASCADE", " CASCADE", " RESTRICT"])

    def if_exists(self):
        return self.maybe(25, "IF EXISTS ")

    # Types and expressions.

    def type(self):
        """A type as people write it, and the family of its values."""
        own = self.catalog.enums + self.catalog.domains
        if own and self.chance(12):
            chosen = self.one(own)
            suffix = self.maybe(10, "[]")
            return chosen.sql + suffix, "enum" if chosen.kind == "e" and not suffix else None
        family = self.one(words.COMMON) if self.chance(80) else self.one(sorted(words.TYPES))
        spellings = words.TYPES[family] + ["citext"] * (family == "text" and "citext" in self.catalog.extensions)
        return self.one(spellings), family

    def default(self, family, labels=()):
        if family == "enum" and labels:
            return words.literal(self.one(labels))
        if self.chance(2):  # Of any family: often refused.
            family = self.one(sorted(words.DEFAULTS))
        return self.one(words.DEFAULTS.get(family, ["NULL"]))

    def filled(self, template, columns, column):
        same = [each for each in columns if self.catalog.family(each) == self.catalog.family(column)]
        return template.format(c=quoted(column.name), d=quoted(self.one(same).name), n=self.random.randint(2, 9))

    def condition(self, columns):
        """A condition on columns; None when they have none that it could be about."""
        column = self.one([each for each in columns if self.catalog.family(each)])
        if column is None:
            return None
        if self.catalog.family(column) == "enum":
            labels = [words.literal(each) for each in self.catalog.labels(column.type)] or ["'gone'"]
            text = self.one(["{c} = {l}", "{c} <> {l}", "{c} IN ({ls})", "{c} NOT IN ({ls})", "{c} > {l}",
                             "{c}::text = {l}"])
            found = text.format(c=quoted(column.name), l=self.one(labels), ls=", ".join(self.some(labels, 3)))
        else:
            found = self.filled(self.one(words.CHECKS[self.catalog.family(column)]), columns, column)
        if self.chance(15):
            other = self.condition(columns)
            found = self.one(["{} AND {}", "{} OR {}", "({}) AND NOT ({})", "NOT ({} OR {})",
                              "{} IS NULL OR {}"]).format(f"({found})", other)
        return found

    def value(self, columns, immutable):
        """An expression over columns, which an index or a generated column needs to be immutable."""
        column = self.one([each for each in columns if self.catalog.family(each) in words.VALUES])
        if column is None:
            return None
        templates = [each for each in words.VALUES[self.catalog.family(column)] if not (immutable and each.startswith("~"))]
        return self.filled(self.one(templates).lstrip("~"), columns, column)

    # Parts of tables.

    def column_definition(self, name=None, key=True):
        """A column as CREATE TABLE and ADD COLUMN take it, and what is known of it before it is
        there. With `key` it may be the primary key."""
        name = name or self.one(words.COLUMNS)
        if self.chance(8):
            extra = self.one(["", " NOT NULL UNIQUE", " PRIMARY KEY" if key else ""])
            return f"{quoted(name)} {self.one(['serial', 'bigserial', 'smallserial'])}{extra}", self.known(name, "integer")
        if self.chance(8):
            text = f"{quoted(name)} {self.one(['integer', 'bigint', 'int2'])} {self.identity()}"
            return text + self.maybe(40 if key else 0, " PRIMARY KEY"), self.known(name, "integer")
        type_, family = self.type()
        column = self.known(name, type_ if family in (None, "enum") else words.PRINTED_AS[family], family == "enum")
        extras = []
        if self.chance(30):
            extras.append("NOT NULL")
        elif self.chance(5):
            extras.append("NULL")
        if self.chance(30):
            extras.append("DEFAULT " + self.default(family, self.catalog.labels(type_)))
        if self.chance(8):
            unique = ["UNIQUE", "UNIQUE", "UNIQUE NULLS NOT DISTINCT"] + ["PRIMARY KEY"] * key
            extras.append(self.maybe(40, f"CONSTRAINT {self.object_name()} ") + self.one(unique))
        if self.chance(15) and self.catalog.tables:
            reference = self.reference(None if self.chance(8) else family)
            extras += [self.maybe(30,
                                  f"CONSTRAINT {self.object_name()} ") + "REFERENCES " + reference] if reference else []
        collation = self.maybe(5, ' COLLATE "C"') if family == "text" else ""
        self.random.shuffle(extras)
        return " ".join([quoted(name), type_ + collation] + extras), column

    @staticmethod
    def known(name, type_, enum=False):
        return Thing({"schema": "public", "name": name, "type": type_, "enum": enum})

    def identity(self):
        options = self.one(["", "", " (START WITH 100)", " (INCREMENT BY 5 MINVALUE 5)", " (MAXVALUE 1000 CYCLE)",
                            " (START -1 INCREMENT -1)"])
        return f"GENERATED {self.one(['ALWAYS', 'BY DEFAULT'])} AS IDENTITY{options}"

    def reference(self, family=None):
        """A key of one column that values of the family could refer to; any table for None."""
        fitting = []
        for table in self.catalog.tables:
            families = {each.name: self.catalog.family(each) for each in table.columns}
            fitting += [(table, key) for key in self.catalog.constraints_of(table, "pu")
                        if key.columns and len(key.columns) == 1 and families.get(key.columns[0]) == family]
        if family is None:
            return self.table().sql + self.reference_actions()
        if not fitting:
            return None
        table, key = self.one(fitting)
        column = f" ({quoted(key.columns[0])})" if key.kind == "u" or self.chance(50) else ""
        return table.sql + column + self.reference_actions()

    def reference_actions(self):
        words_ = ["CASCADE", "RESTRICT", "NO ACTION", "SET NULL", "SET DEFAULT"]
        return (self.maybe(30, f" ON DELETE {self.one(words_)}") + self.maybe(15, f" ON UPDATE {self.one(words_)}")
                + self.maybe(8, self.one([" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED", " NOT DEFERRABLE"])))

    def table_constraint(self, columns, key=True):
        """A constraint on columns that are there, with a name or without. With `key` it may be the
        primary key."""
        kind = self.random.randrange(0 if key else 2, 10)
        name = self.maybe(45, f"CONSTRAINT {self.object_name()} ")
        names = ", ".join(quoted(each.name) for each in self.some(columns, 3))
        late = self.maybe(10, self.one([" DEFERRABLE", " DEFERRABLE INITIALLY DEFERRED"]))
        if kind < 2:
            return f"{name}PRIMARY KEY ({names}){late}"
        if kind < 4:
            return f"{name}UNIQUE {self.maybe(15, 'NULLS NOT DISTINCT ')}({names}){self.maybe(8, self.include(columns))}{late}"
        if kind < 8:
            condition = self.condition(columns)
            return condition and f"{name}CHECK ({condition}){self.maybe(5, ' NO INHERIT')}"
        if kind < 9:
            return self.foreign_key(name, columns)
        column = self.one([each for each in columns if self.catalog.family(each) == "ranges"])
        return column and f"{name}EXCLUDE USING gist ({quoted(column.name)} WITH &&)" + self.maybe(30, f" WHERE ({self.condition(columns)})")

    def include(self, columns):
        return f" INCLUDE ({quoted(self.one(columns).name)})"

    def foreign_key(self, name, columns):
        """Mostly with columns whose types fit a key of the other table."""
        table = self.table()
        if table is None:
            return None
        key = self.one(self.catalog.constraints_of(table, "pu"))
        wanted = {each.name: self.catalog.family(each) for each in table.columns}
        chosen = []
        for other in key.columns if key else []:
            fitting = [each.name for each in columns if self.catalog.family(each) == wanted.get(other) and each.name not in chosen]
            if not fitting:
                break
            chosen.append(self.one(fitting))
        if not key or len(chosen) != len(key.columns):
            return f"{name}FOREIGN KEY ({quoted(self.one(columns).name)}) REFERENCES {self.reference()}" if self.chance(10) else None
        others = f" ({', '.join(map(quoted, key.columns))})" if key.kind == "u" or self.chance(50) else ""
        return (f"{name}FOREIGN KEY ({', '.join(map(quoted, chosen))}) REFERENCES {table.sql}{others}"
                + self.maybe(8, " MATCH FULL") + self.reference_actions())
