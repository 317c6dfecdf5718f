#!/usr/bin/env python3
"""Tests of the parts of histories that need no server."""
import collections
import unittest

import words
from choices import Choices
from history import Statement, accepted, refusals, script, shrink, signature, write_files
import history
from snapshots import MISSING, Difference
import os
import tempfile

Refusal = collections.namedtuple("Refusal", "code in_transaction", defaults=[False])


class WordsTest(unittest.TestCase):
    def test_quotes_names_that_need_it(self):
        for name, expected in [("orders", "orders"), ("Order", '"Order"'), ("order", '"order"'), ("größe", '"größe"'),
                               ('a"b', '"a""b"'), ("1a", '"1a"'), ("a_1", "a_1")]:
            self.assertEqual(words.quoted(name), expected)

    def test_knows_the_families_of_printed_types(self):
        for printed, expected in [("integer", "int"), ("integer[]", "ints"), ("character varying(10)", "text"),
                                  ("timestamp(3) with time zone", "time"), ("time without time zone", "clock"),
                                  ("text[]", "texts"), ("uuid[]", None), ("tsvector", None)]:
            self.assertEqual(words.family(printed), expected, printed)

    def test_has_expressions_for_every_family(self):
        for family in words.TYPES:
            self.assertIn(family, words.DEFAULTS)
            self.assertIn(family, words.CHECKS)
            self.assertIn(family, words.VALUES)
            self.assertEqual(words.family(words.PRINTED_AS[family]), family)


class ShrinkTest(unittest.TestCase):
    def test_finds_the_statements_that_matter(self):
        long = [Statement(1, str(number)) for number in range(100)]

        small = shrink(long, lambda part: {"7", "50", "51"} <= {each.sql for each in part})

        self.assertEqual([each.sql for each in small], ["7", "50", "51"])

    def test_gives_up_after_some_tries(self):
        tries = []

        shrink([Statement(1, str(number)) for number in range(100)], lambda part: tries.append(part), tries=9)

        self.assertEqual(len(tries), 9)


class ProblemsTest(unittest.TestCase):
    HISTORY = [Statement(1, "CREATE TABLE a ()"), Statement(1, "CREATE TABLE a ()"), Statement(2, "DROP TABLE a")]

    def test_accepts_equal_refusals(self):
        self.assertEqual(refusals(self.HISTORY, [None, Refusal("42P07"), None], {1: "there is a 'a'"}), [])

    def test_leaves_out_statements_in_a_failed_transaction(self):
        self.assertEqual(refusals(self.HISTORY, [None, Refusal("42P07"), Refusal("25P02")], {1: "no"}), [])

    def test_finds_what_the_server_refuses_alone(self):
        found = refusals(self.HISTORY, [None, Refusal("42P07"), None], {})

        self.assertEqual([each.signature for each in found],
                         [("refused by the server alone", "CREATE TABLE", "42P07")])

    def test_leaves_out_what_the_server_refused(self):
        lines = [Statement(1, sql) for sql in ("BEGIN", "one", "two", "three", "COMMIT", "four", "five")]
        inside, outside = Refusal("42P07", True), Refusal("42P07", False)

        self.assertEqual([each.sql for each in accepted(lines, [None, None, inside, inside, None, outside, None])],
                         ["BEGIN", "one", "ROLLBACK", "five"])
        self.assertEqual([each.sql for each in accepted(lines, [None] * 5 + [outside, None])],
                         ["BEGIN", "one", "two", "three", "COMMIT", "five"])

    def test_tells_differences_apart_by_what_differs(self):
        self.assertEqual(signature(Difference("index", "a.b", {"unique": True, "parts": []}, {"parts": []})),
                         ("index", "unique"))
        self.assertEqual(signature(Difference("index", "a.b", {"unique": True}, MISSING)), ("index", False, True))

    def test_knows_where_each_statement_stands(self):
        with tempfile.TemporaryDirectory() as folder:
            lines = [Statement(1, "SELECT\n1"), Statement(1, "SELECT 2"), Statement(2, "SELECT 3")]

            places = write_files(lines, os.path.join(folder, "migrations"))

            with open(os.path.join(folder, "migrations", "0001_step.sql"), encoding="utf-8") as file:
                self.assertEqual(file.read(), "SELECT\n1;\nSELECT 2;\n")
        self.assertEqual(places, [(1, 1), (1, 3), (2, 1)])
        self.assertEqual(script(lines), "SELECT\n1;\nSELECT 2;\n-- the next file\nSELECT 3;\n")

    def test_reads_places_out_of_warnings(self):
        found = history.WARNING.match("warning: migrations/0012_step.sql:3:14: column 'a' is not there")

        self.assertEqual(found.groups(), ("0012", "3", "column 'a' is not there"))


class ChoicesTest(unittest.TestCase):
    def test_the_same_seed_makes_the_same_choices(self):
        first, second = Choices(5), Choices(5)

        self.assertEqual([first.one(words.TABLES) for _ in range(20)], [second.one(words.TABLES) for _ in range(20)])


if __name__ == "__main__":
    unittest.main()
