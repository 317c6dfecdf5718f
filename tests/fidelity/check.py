#!/usr/bin/env python3
"""Holds what erdmark reads of migrations against what it reads of a PostgreSQL server that ran them.

usage: ERDMARK_CORPORA=FOLDER check.py PROGRAM [options] [ID ...]

PROGRAM is erdmark. corpora.py says what is in FOLDER. Without IDs all sets of PostgreSQL are checked.
The server is a private one, on which the sets are run first, unless --live names one where they are.
For each set the report says how many objects are equal, of which kinds the others are, what erdmark
said that it could not decide, and how many pages are equal to the byte. Nothing of the folder is kept.

Ends with 1 when a goal is missed.
"""
import argparse
import collections
import concurrent.futures
import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
import time

import corpora
import servers
from snapshots import KINDS, TEXTS, Comparison, difference_text, value_text


def arguments():
    parser = argparse.ArgumentParser(usage=__doc__.split("\n")[2][len("usage: "):])
    parser.add_argument("program")
    parser.add_argument("ids", nargs="*", metavar="ID")
    parser.add_argument("--live", metavar="URL", help="of the databases that ran the sets; {} stands for 'ev_ID'")
    parser.add_argument("--live-own", metavar="URL", help="the same for sets that change roles of the whole server")
    parser.add_argument("--report", metavar="FILE", help="writes every difference there")
    parser.add_argument("--json", metavar="FILE", help="writes the same as JSON")
    parser.add_argument("--layouts", action="store_true", help="also reads each set in its project's own layout")
    parser.add_argument("--no-pages", dest="pages", action="store_false", help="compares no pages")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--min-sets", type=int, default=22, help="clean sets that must be equal as a whole (22)")
    parser.add_argument("--min-objects", type=float, default=99.5,
                        help="percent of objects that must be equal (99.5)")
    return parser.parse_intermixed_args()


Run = collections.namedtuple("Run", "status output errors seconds")


def erdmark(program, folder, *words):
    start = time.monotonic()
    try:
        run = subprocess.run([program, *words], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                             timeout=300)
    except subprocess.TimeoutExpired:
        return Run(-1, "", "error: took longer than five minutes", 300.0)
    errors = run.stderr.decode(errors="replace")
    if run.returncode < 0 or run.returncode == 70:
        errors += f"error: ended with status {run.returncode}"
    return Run(run.returncode, run.stdout.decode(errors="replace"), errors, time.monotonic() - start)


def write_config(folder, source, output):
    lines = [f'output = "{output}"', "[source]"] + [f"{key} = {json.dumps(value)}" for key, value in source.items()]
    corpora.write(os.path.join(folder, output + ".toml"), "\n".join(lines) + "\n[render]\nmigrations = false\n")
    return output + ".toml"


def pages_below(folder):
    pages = {}
    for path, _, names in os.walk(folder):
        for name in names:
            if name.endswith(".md"):
                with open(os.path.join(path, name), encoding="utf-8", errors="replace") as file:
                    pages[os.path.relpath(os.path.join(path, name), folder)] = file.read()
    return pages


class Result:
    """What was found out about one set."""

    def __init__(self, each):
        self.id, self.clean = each.id, each.clean
        self.problem, self.notes, self.refused, self.differences = "", [], [], []
        self.equal, self.total = collections.Counter(), collections.Counter()
        self.texts, self.pages, self.page_diffs, self.layout, self.seconds = (0, 0), (0, 0), [], "", 0.0

    def wrong(self):
        return [each for each in self.differences if each.kind not in TEXTS]

    def objects(self):
        return tuple(sum(n for kind, n in counts.items() if kind not in TEXTS) for counts in (self.equal, self.total))

    def whole(self):
        return not self.problem and not self.wrong()


def compare_pages(program, folder, live_config, replay_config, result):
    for config in (live_config, replay_config):
        run = erdmark(program, folder, "generate", "--force", "--config", config)
        if run.status != 0:
            result.page_diffs.append(f"{config}: {run.errors.strip()}")
            return
    live, replay = (pages_below(os.path.join(folder, name)) for name in ("live", "replay"))
    names = sorted(live.keys() | replay.keys())
    result.pages = (sum(live.get(name) == replay.get(name) for name in names), len(names))
    for name in names:
        if live.get(name) != replay.get(name):
            diff = difflib.unified_diff(live.get(name, "").splitlines(), replay.get(name, "").splitlines(),
                                        "live/" + name, "replay/" + name, n=0, lineterm="")
            result.page_diffs.append("\n".join(diff))


def check_layout(program, each, replay, result):
    """Whether the project's own folder gives the very same snapshot as the files in order do."""
    with tempfile.TemporaryDirectory() as folder:
        problem = corpora.check_out(each, folder)
        if problem:
            result.layout = problem
            return
        source = {**corpora.layout_config(each, folder), "dialect": "postgresql", "comments": False}
        if each.entry.get("session"):
            source["variables"] = each.entry["session"]
        config = write_config(folder, {key: value for key, value in source.items() if key != "variables"}, "own")
        if "variables" in source:
            with open(os.path.join(folder, config), "a", encoding="utf-8") as file:
                file.write("[source.variables]\n" + "".join(
                    f"{name} = {json.dumps(value)}\n" for name, value in source["variables"].items()))
        run = erdmark(program, folder, "inspect", "--format", "json", "--config", config)
    if run.status != 0:
        result.layout = last_error(run.errors)
    else:
        differing = Comparison(replay, json.loads(run.output)).differences
        result.layout = "equal" if not differing else f"{len(differing)} differ, first {differing[0].kind} {differing[0].key}"


def last_error(errors):
    lines = [line for line in errors.splitlines() if line.startswith("error: ")]
    return lines[-1] if lines else errors.strip()[-300:]


def check(program, each, live_url, options):
    result = Result(each)
    with tempfile.TemporaryDirectory() as folder:
        names = corpora.write_replay_files(each, os.path.join(folder, "files"))
        corpora.write(os.path.join(folder, "files", "order.txt"), "\n".join(names) + "\n")
        live_config = write_config(folder, {"from": live_url}, "live")
        replay_config = write_config(
            folder, {"order": "files/order.txt", "dialect": "postgresql", "comments": False}, "replay")
        live_run = erdmark(program, folder, "inspect", "--format", "json", "--config", live_config)
        if live_run.status != 0:
            result.problem = "live: " + last_error(live_run.errors)
            return result
        live = json.loads(live_run.output)
        run = erdmark(program, folder, "inspect", "--format", "json", "--config", replay_config)
        result.seconds = run.seconds
        result.notes = [line for line in run.errors.splitlines() if line.startswith("warning: ")]
        if run.status != 0:
            result.problem = last_error(run.errors)
        replay = json.loads(run.output) if run.status == 0 else {}
        comparison = Comparison(live, replay)
        result.equal, result.total, result.texts = comparison.equal, comparison.total, comparison.texts()
        result.differences = comparison.differences
        if run.status == 0 and options.pages:
            compare_pages(program, folder, live_config, replay_config, result)
    if run.status == 0 and options.layouts:
        check_layout(program, each, replay, result)
    return result


def percent(equal, total):
    return f"{100.0 * equal / total:6.2f} %" if total else "     - "


def verdict(result):
    if result.problem:
        return f"refused: {result.problem}"
    wrong = collections.Counter(each.kind for each in result.wrong())
    if not wrong:
        return "equal"
    return ", ".join(f"{n} {kind}" for kind, n in sorted(wrong.items(), key=lambda item: (-item[1], item[0])))


def print_result(result, options):
    equal, total = result.objects()
    columns = [f"{result.id:21}", f"{equal:6}/{total:<6}", percent(equal, total),
               f"{result.texts[0]:4}/{result.texts[1]:<4}", f"{result.pages[0]:3}/{result.pages[1]:<3}",
               f"{len(result.notes):3}", f"{result.seconds:6.2f} s "]
    print(" ".join(columns), verdict(result) if result.clean else f"(not clean) {verdict(result)}", flush=True)
    if options.layouts and result.layout:
        print(" " * 22 + "own layout: " + result.layout, flush=True)


def print_kinds(results):
    equal, total = collections.Counter(), collections.Counter()
    for result in results:
        equal.update(result.equal)
        total.update(result.total)
    print(f"\n{'kind':16}{'equal':>8}{'all':>8}")
    for kind in sorted(total, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind)):
        print(f"{kind:16}{equal[kind]:8}{total[kind]:8}  {percent(equal[kind], total[kind])}"
              + ("  (apart)" if kind in TEXTS else ""))


def report_text(results):
    parts = []
    for result in results:
        parts.append(f"# {result.id}: {verdict(result)}")
        parts += ["server refused: " + line for line in result.refused]
        parts += result.notes
        parts += [difference_text(each) for each in result.differences]
        parts += result.page_diffs
        parts.append("")
    return "\n".join(parts)


def report_json(results):
    return [{"id": result.id, "clean": result.clean, "problem": result.problem, "notes": result.notes,
             "equal": dict(result.equal), "total": dict(result.total), "pages": result.pages,
             "seconds": result.seconds,
             "layout": result.layout, "server_refused": result.refused,
             "differences": [{"kind": each.kind, "key": each.key, "live": value_text(each.live),
                              "replay": value_text(each.replay)} for each in result.differences]}
            for result in results]


def missed_goals(results, options):
    """Sets that a server cannot run count nowhere; where there are fewer sets, so must be equal."""
    clean = [result for result in results if result.clean]
    equal, total = (sum(counts) for counts in zip(*(result.objects() for result in clean))) if clean else (0, 0)
    whole = sum(result.whole() for result in clean)
    print(f"\nclean sets equal as a whole: {whole} of {len(clean)}; objects: {equal} of {total},{percent(equal, total)}")
    missed = []
    if whole < min(options.min_sets, len(clean)):
        missed.append(f"{whole} sets are equal as a whole, the goal is {min(options.min_sets, len(clean))}")
    if total and 100.0 * equal / total < options.min_objects:
        missed.append(f"{percent(equal, total).strip()} of the objects are equal, the goal is {options.min_objects} %")
    for result in clean:
        if result.wrong() and not result.notes and not result.problem:
            missed.append(f"{result.id}: {len(result.wrong())} objects differ, and nothing was said of it")
    for result in results:
        if not result.clean and not result.problem:
            missed.append(f"{result.id}: a server refuses these migrations, the replay does not")
    return missed


def check_all(options, sets):
    """The results, in the order of the sets; each is printed as soon as those before it are."""
    folder = os.path.join(tempfile.gettempdir(), "erdmark-fidelity")
    server = None if options.live else servers.PrivateServer(folder)

    def one(each):
        pattern = options.live_own if each.wants_own_server() and options.live_own else options.live
        if pattern:
            return check(options.program, each, pattern.replace("{}", each.database), options)
        home = servers.PrivateServer(f"{folder}-{each.id}") if each.wants_own_server() else server
        servers.make_database(home.socket, each.database)
        refused = corpora.load(home.socket, each)
        result = check(options.program, each, servers.url(home.socket, each.database), options)
        result.refused = refused
        servers.drop_database(home.socket, each.database)
        return result

    results = []
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for result in pool.map(one, sets):
            print_result(result, options)
            results.append(result)
    return results


def main():
    options = arguments()
    options.program = os.path.abspath(options.program)
    root = os.environ.get("ERDMARK_CORPORA")
    if not root:
        sys.exit("ERDMARK_CORPORA is not set: it names the folder of migrations to check, see tests/fidelity/corpora.py")
    sets = corpora.sets(root, options.ids)
    if options.live and not options.live_own and not options.ids:
        sets = [each for each in sets if not each.wants_own_server()]
    print(f"{'set':21} {'objects':>13}          {'texts':>8}  {'pages':>6} notes  time")
    results = check_all(options, sets)
    print_kinds(results)
    if options.report:
        corpora.write(os.path.abspath(options.report), report_text(results))
    if options.json:
        corpora.write(os.path.abspath(options.json), json.dumps(report_json(results), indent=1, ensure_ascii=False))
    missed = missed_goals(results, options)
    print(*missed, sep="\n")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
