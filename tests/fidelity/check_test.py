#!/usr/bin/env python3
"""Tests of check.py with a made-up set and a program that prints what it is told."""
import json
import os
import subprocess
import sys
import tempfile
import unittest

CHECK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "check.py")
PROGRAM = """#!/usr/bin/env python3
import os, sys
config = sys.argv[sys.argv.index("--config") + 1]
name = config.split(".")[0]
folder = os.path.dirname(os.path.abspath(sys.argv[0]))
if sys.argv[1] == "generate":
    os.makedirs(name)
    open(name + "/README.md", "w").write("# Page\\n")
    sys.exit(0)
sys.stderr.write(open(os.path.join(folder, name + ".err")).read())
sys.stdout.write(open(os.path.join(folder, name + ".json")).read())
sys.exit(int(open(os.path.join(folder, name + ".status")).read()))
"""
TABLE = {"name": "t", "columns": [{"name": "a", "type": "integer", "nullable": True}]}


class CheckTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.write("manifest.json", json.dumps({"sets": [
            {"id": "shop-pg", "dialect": "postgresql", "apply": {"clean": True}, "sources": []},
            {"id": "shop-sqlite", "dialect": "sqlite", "sources": []}]}))
        self.write("sets/shop-pg/00001__a.sql", "CREATE TABLE t (a int);")
        self.write("erdmark", PROGRAM)
        os.chmod(os.path.join(self.folder.name, "erdmark"), 0o755)
        self.say("live", [TABLE])
        self.say("replay", [TABLE])

    def tearDown(self):
        self.folder.cleanup()

    def write(self, name, text):
        path = os.path.join(self.folder.name, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def say(self, side, tables, errors="", status=0):
        self.write(side + ".json", json.dumps({"tables": tables, "views": []}))
        self.write(side + ".err", errors)
        self.write(side + ".status", str(status))

    def run_check(self, *words):
        run = subprocess.run([sys.executable, CHECK, os.path.join(self.folder.name, "erdmark"), "--live",
                              "postgresql:///{}", *words],
                             env={**os.environ, "ERDMARK_CORPORA": self.folder.name}, stdout=subprocess.PIPE,
                             text=True)
        return run.returncode, run.stdout

    def test_is_content_with_equal_schemas_and_pages(self):
        status, words = self.run_check()

        self.assertEqual(status, 0)
        self.assertRegex(words, r"shop-pg +4/4 +100\.00 % +0/0 +1/1 +0 +\d+\.\d\d s  equal\n")
        self.assertNotIn("shop-sqlite", words)
        self.assertIn("clean sets equal as a whole: 1 of 1; objects: 4 of 4,100.00 %\n", words)

    def test_says_what_differs(self):
        changed = {"name": "t", "columns": [{"name": "a", "type": "bigint", "nullable": True}]}
        self.say("replay", [changed], "warning: 00001__a.sql:1:1: not decided\n")
        report = os.path.join(self.folder.name, "report.txt")

        status, words = self.run_check("--report", report)

        self.assertEqual(status, 1)
        self.assertRegex(words, r"shop-pg +3/4 +75\.00 % .* 1 type\n")
        self.assertIn("\n0 sets are equal as a whole, the goal is 1\n75.00 % of the objects are equal, the goal is 99.5 %\n", words)
        with open(report, encoding="utf-8") as file:
            self.assertIn("# shop-pg: 1 type\nwarning: 00001__a.sql:1:1: not decided\ntype t.a\n"
                          '    live:   ["integer", null]\n    replay: ["bigint", null]\n', file.read())

    def test_wants_differences_to_be_announced(self):
        self.say("replay", [])

        status, words = self.run_check("--min-sets", "0", "--min-objects", "0")

        self.assertEqual(status, 1)
        self.assertTrue(words.endswith("\nshop-pg: 4 objects differ, and nothing was said of it\n"))

    def test_shows_why_a_set_was_refused(self):
        self.say("replay", [], "error: 00001__a.sql:1:1: no\n", 3)

        status, words = self.run_check()

        self.assertEqual(status, 1)
        self.assertIn("refused: error: 00001__a.sql:1:1: no\n", words)

    def test_refuses_an_unknown_set(self):
        run = subprocess.run([sys.executable, CHECK, "erdmark", "no-pg"],
                             env={**os.environ, "ERDMARK_CORPORA": self.folder.name},
                             stderr=subprocess.PIPE, text=True)

        self.assertEqual((run.returncode, run.stderr),
                         (1, "no set of PostgreSQL migrations is called 'no-pg'; manifest.json lists them\n"))


if __name__ == "__main__":
    unittest.main()
