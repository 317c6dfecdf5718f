#!/usr/bin/env python3
"""Tests of what the fidelity checks count, and of what they must not overlook."""
import copy
import unittest

from snapshots import Comparison, MISSING, difference_text

ORDERS = {
    "format": "erdmark-snapshot", "version": 1, "engine": "postgresql",
    "namespaces": [{"comment": "The shop."}],
    "tables": [{
        "name": "orders", "comment": "What was bought.",
        "columns": [
            {"name": "id", "type": "integer", "nullable": False, "identity": "always"},
            {"name": "total", "type": "numeric(10,2)", "nullable": False, "default_value": "0"},
            {"name": "state", "type": "state", "user_type": {"name": "state"}, "nullable": True,
             "comment": "How far."}],
        "primary_key": {"name": "orders_pkey", "columns": ["id"]},
        "check_constraints": [{"name": "orders_total_check", "expression": "total >= 0"}],
        "indexes": [{"name": "orders_state_idx", "parts": [{"column": "state"}], "comment": "For the list."}],
        "policies": [{"name": "own", "command": "ALL", "roles": ["public"], "using_expression": "id = 1"}]}],
    "views": [{"name": "totals", "columns": [{"name": "sum", "type": "numeric", "nullable": True}],
               "definition": "SELECT sum(total) FROM orders", "reads": [{"name": "orders", "columns": ["total"]}]}],
    "enums": [{"name": "state", "values": ["open", "paid"]}],
}


def differences(change):
    changed = copy.deepcopy(ORDERS)
    change(changed)
    return [(d.kind, d.key, d.live, d.replay) for d in Comparison(ORDERS, changed).differences]


def table(snapshot):
    return snapshot["tables"][0]


class ComparisonTest(unittest.TestCase):
    def test_counts_every_fact_of_equal_snapshots(self):
        comparison = Comparison(ORDERS, copy.deepcopy(ORDERS))

        self.assertEqual(comparison.differences, [])
        self.assertEqual(dict(comparison.total), {
            "engine": 1, "schema": 1, "table": 1, "column": 3, "type": 3, "nullability": 3, "default": 1,
            "identity": 1,
            "primary key": 1, "check": 1, "index": 1, "policy": 1, "policy text": 1, "view": 1, "view column": 1,
            "view source": 1, "view text": 1, "enum": 1, "comment": 4})
        self.assertEqual(comparison.objects(), (26, 26))
        self.assertEqual(comparison.texts(), (2, 2))

    def test_finds_each_change(self):
        cases = [
            ("type", lambda s: table(s)["columns"][1].update(type="numeric"),
             [("type", "orders.total", ["numeric(10,2)", None], ["numeric", None])]),
            ("user type", lambda s: table(s)["columns"][2].pop("user_type"),
             [("type", "orders.state", ["state", {"name": "state"}], ["state", None])]),
            ("nullability", lambda s: table(s)["columns"][1].update(nullable=True),
             [("nullability", "orders.total", False, True)]),
            ("default", lambda s: table(s)["columns"][1].pop("default_value"),
             [("default", "orders.total", {"default_value": "0"}, MISSING)]),
            ("identity", lambda s: table(s)["columns"][0].update(identity="by default"),
             [("identity", "orders.id", {"identity": "always"}, {"identity": "by default"})]),
            ("name of a key", lambda s: table(s)["primary_key"].update(name="pk"),
             [("primary key", "orders", {"columns": ["id"], "constraint": "orders_pkey"},
               {"columns": ["id"], "constraint": "pk"})]),
            ("check", lambda s: table(s)["check_constraints"].clear(),
             [("check", "orders.orders_total_check", {"expression": "total >= 0"}, MISSING)]),
            ("comment of an index", lambda s: table(s)["indexes"][0].update(comment="Other words."),
             [("comment", "index orders.orders_state_idx", "For the list.", "Other words.")]),
            ("comment of a schema", lambda s: s["namespaces"][0].pop("comment"),
             [("comment", "schema ", "The shop.", MISSING)]),
            ("option of a table", lambda s: table(s).update(options=["UNLOGGED"]),
             [("table", "orders", {}, {"options": ["UNLOGGED"]})]),
            ("member that the format gained", lambda s: s.update(oddities=["one"]),
             [("oddities", "", MISSING, ["one"])]),
            ("enum", lambda s: s["enums"][0]["values"].reverse(),
             [("enum", "state", {"values": ["open", "paid"]}, {"values": ["paid", "open"]})]),
            ("what a view reads", lambda s: s["views"][0].pop("reads"),
             [("view source", "totals reads orders", ["total"], MISSING)]),
            ("second index of a name", lambda s: table(s)["indexes"].append(dict(table(s)["indexes"][0], comment="")),
             [("index", "orders.orders_state_idx #2", MISSING, {"parts": [{"column": "state"}]})]),
        ]
        for name, change, expected in cases:
            with self.subTest(name):
                self.assertEqual(differences(change), expected)

    def test_counts_texts_of_queries_apart(self):
        def change(snapshot):
            snapshot["views"][0]["definition"] = "select 1"
            table(snapshot)["policies"][0]["using_expression"] = "true"
        changed = copy.deepcopy(ORDERS)
        change(changed)
        comparison = Comparison(ORDERS, changed)

        self.assertEqual(comparison.wrong(), [])
        self.assertEqual(comparison.texts(), (0, 2))
        self.assertEqual(len(comparison.differences), 2)

    def test_a_missing_column_moves_no_other(self):
        self.assertEqual([d[:2] for d in differences(lambda s: table(s)["columns"].pop(1))],
                         [("column", "orders.total"), ("type", "orders.total"), ("nullability", "orders.total"),
                          ("default", "orders.total")])

    def test_finds_columns_in_another_order(self):
        self.assertEqual([d[:2] for d in differences(lambda s: table(s)["columns"].reverse())],
                         [("column", "orders.id"), ("column", "orders.state")])

    def test_shows_of_two_objects_what_differs(self):
        def change(snapshot):
            table(snapshot)["indexes"][0]["unique"] = True
        changed = copy.deepcopy(ORDERS)
        change(changed)

        self.assertEqual(difference_text(Comparison(ORDERS, changed).differences[0]),
                         "index orders.orders_state_idx\n    live:   {}\n    replay: {\"unique\": true}")

    def test_says_what_is_missing(self):
        changed = copy.deepcopy(ORDERS)
        changed["enums"] = []

        self.assertEqual(difference_text(Comparison(ORDERS, changed).differences[0]),
                         "enum state\n    live:   {\"values\": [\"open\", \"paid\"]}\n    replay: missing")


if __name__ == "__main__":
    unittest.main()
