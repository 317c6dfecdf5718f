#!/usr/bin/env python3
"""Makes histories of migrations at random, and holds erdmark's replay of each against a server.

usage: run.py PROGRAM [options]

A history is made of statements that a private PostgreSQL server has seen one by one, some of which it
refused. The replay of those that it accepted must give the same schema, and the replay of all, with
--keep-going, must refuse what the server did. A history of which that is not true is made small and
printed, once for each kind of problem. The same seed makes the same history on every machine.

Ends with 1 when there was a problem.
"""
import argparse
import collections
import os
import sys
import tempfile
import time

import history as histories
from history import Server, servers


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n")[2][len("usage: "):])
    parser.add_argument("program")
    parser.add_argument("--seed", type=int, default=1, help="of the first history; the next ones follow it")
    parser.add_argument("--count", type=int, default=20, help="how many histories (20)")
    parser.add_argument("--minutes", type=float, help="as many as can be made in this time instead")
    parser.add_argument("--length", type=int, default=100, help="statements in each (100)")
    parser.add_argument("--without", default="", help="statements that are not made: names of functions, with commas")
    parser.add_argument("--lenient", dest="strict", action="store_false",
                        help="the replay may accept what the server refuses")
    parser.add_argument("--server", metavar="FOLDER",
                        help="of the socket of a server that runs; its superuser is postgres")
    parser.add_argument("--folder", default=os.path.join(tempfile.gettempdir(), "erdmark-histories"),
                        help="where the private server keeps its locks")
    parser.add_argument("--print", action="store_true", help="prints the history of the seed and ends")
    parser.add_argument("--no-shrink", dest="shrink", action="store_false", help="prints problems as they are found")
    return parser.parse_args()


def report(problems_of, options, seed, history, problem):
    """The problem as a small script."""
    def same(part):
        return [each for each in problems_of(part) if each.signature == problem.signature]

    if options.shrink:
        history = histories.shrink(history, same)
        problem = (same(history) or [problem])[0]
    print(f"\n### seed {seed}: {problem.text}\n\n{histories.script(history)}", flush=True)


def check(server, options):
    def problems_of(history):
        return histories.problems(server, options.program, history, options.strict)

    seen, counts, done, start = set(), collections.Counter(), 0, time.monotonic()
    seed = options.seed
    while (time.monotonic() - start < options.minutes * 60) if options.minutes else (done < options.count):
        history = histories.make(server, seed, options.length, options.without.split(","))
        found = problems_of(history)
        counts["statements"] += len(history)
        counts["problems"] += bool(found)
        new = [each for each in found if each.signature not in seen]
        if new:
            report(problems_of, options, seed, history, new[0])
            seen.add(new[0].signature)
        done += 1
        seed += 1
    print(f"{done} histories, {counts['statements']} statements, {counts['problems']} with a problem, "
          f"{time.monotonic() - start:.0f} s")
    return counts["problems"]


def main():
    options = arguments()
    options.program = os.path.abspath(options.program)
    private = None if options.server else servers.PrivateServer(options.folder)
    server = Server(options.server or private.socket, f"histories_{os.getpid()}")
    try:
        if options.print:
            print(histories.script(histories.make(server, options.seed, options.length, options.without.split(","))),
                  end="")
            return 0
        return 1 if check(server, options) else 0
    finally:
        server.drop()


if __name__ == "__main__":
    sys.exit(main())
