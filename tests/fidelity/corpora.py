"""The sets of real migrations that the fidelity checks read, none of which is kept here.

A folder of corpora holds manifest.json (sets of a repository, a commit and paths in it), sets/ (the
up parts of each, in order, as ID/NNNNN__name.sql), preludes/ (what a set needs to be there already,
as ID.sql) and mirror/ (OWNER+NAME/repo, git directories; for --layouts only).
"""
import glob
import io
import json
import os
import re
import subprocess
import sys
import tarfile

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "migration"))
import check_corpora  # noqa: E402

CREATED_SINCE = re.compile(r"\d")


class Set:
    def __init__(self, root, entry):
        self.root, self.entry = root, entry
        self.id = entry["id"]
        self.database = "ev_" + re.sub(r"\W", "_", self.id)
        self.clean = entry.get("apply", {}).get("clean", True)
        self.variables = {"DBNAME": self.database, **entry.get("session", {})}

    def files(self):
        return sorted(glob.glob(os.path.join(self.root, "sets", self.id, "*.sql")))

    def prelude(self):
        path = os.path.join(self.root, "preludes", self.id + ".sql")
        return path if os.path.exists(path) else None

    def wants_own_server(self):
        return self.entry.get("own_cluster", False)

    def prelude_text(self):
        """The prelude as one script: files that it includes are in it, and its variables are set."""
        return self.with_variables(included(self.prelude()))

    def with_variables(self, text):
        for name, value in self.variables.items():
            text = text.replace(f':"{name}"', f'"{value}"').replace(f":'{name}'", f"'{value}'")
            text = re.sub(rf"(?<!:):{name}\b", lambda _: value, text)
        return text


def included(path):
    """The text of a psql script, with what it includes by \\ir in its place."""
    with open(path, encoding="utf-8") as file:
        return re.sub(r"(?m)^\\ir (\S+)$", lambda m: included(os.path.join(os.path.dirname(path), m[1])), file.read())


def sets(root, ids):
    with open(os.path.join(root, "manifest.json"), encoding="utf-8") as file:
        entries = json.load(file)["sets"]
    found = [Set(root, entry) for entry in entries if entry["dialect"] == "postgresql"]
    for unknown in set(ids) - {each.id for each in found}:
        raise SystemExit(f"no set of PostgreSQL migrations is called '{unknown}'; manifest.json lists them")
    return [each for each in found if (not ids or each.id in ids) and each.files()]


def psql(socket, each, path, one_transaction):
    command = ["psql", "-X", "-q", "-h", socket, "-U", "postgres", "-d", each.database, "-v", "ON_ERROR_STOP=1"]
    for name, value in each.entry.get("session", {}).items():
        command += ["-v", f"{name}={value}"]
    return subprocess.run(command + (["-1"] if one_transaction else []) + ["-f", path], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)


def load(socket, each):
    """Runs a set on a server as its tool would: each file in a transaction, or, where it cannot run
    in one, without. Returns what the server refused."""
    refused = []
    for path in ([each.prelude()] if each.prelude() else []) + each.files():
        if psql(socket, each, path, True).returncode != 0:
            run = psql(socket, each, path, False)
            if run.returncode != 0:
                refused.append(f"{os.path.basename(path)}: {run.stderr.strip().splitlines()[0]}")
    return refused


def write_replay_files(each, folder):
    """The same files for erdmark, as names below `folder` in their order."""
    names = []
    if each.prelude():
        names.append("00000__prelude.sql")
        write(os.path.join(folder, names[0]), each.prelude_text())
    for path in each.files():
        names.append(os.path.basename(path))
        with open(path, encoding="utf-8-sig", errors="surrogateescape") as file:
            text = file.read()
        write(os.path.join(folder, names[-1]), each.with_variables(text) if each.entry.get("session") else text)
    return names


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", errors="surrogateescape") as file:
        file.write(text)


def check_out(each, folder):
    """The set's folders in their own layout, adapted as the set was. Returns why not, or None."""
    git = check_corpora.git_folder(os.path.join(each.root, "mirror"), each.entry["repo"])
    if git is None:
        return "not at hand"
    for source in each.entry["sources"]:
        archive = subprocess.run(["git", "--git-dir=" + git, "archive", "--format=tar",
                                  source.get("commit", each.entry["commit"]), source["path"]],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        if archive.returncode != 0:
            return archive.stderr.decode(errors="replace").strip()
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder)
        leave_out(os.path.join(folder, source["path"]), source.get("options", {}))
    for path in glob.glob(os.path.join(folder, "**", "*.sql"), recursive=True):
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            text = file.read()
        for pattern, new in each.entry.get("substitute", []):
            text = re.sub(pattern, new, text)
        write(path, text)
    return None


def leave_out(folder, options):
    """What is newer than the last migration of the set, and what is none of its files."""
    for name in os.listdir(folder) if os.path.isdir(folder) else []:
        path = os.path.join(folder, name)
        newer = "until" in options and CREATED_SINCE.match(name) and name > options["until"]
        unwanted = "include" in options and os.path.isfile(path) and not re.search(options["include"], name)
        if newer or unwanted:
            subprocess.run(["rm", "-r", path], check=True)


def layout_config(each, folder):
    """What a user of the project would write below [source]; a prelude comes before it."""
    option = dict([check_corpora.OPTIONS[each.id].split("=")] if each.id in check_corpora.OPTIONS else [])
    sources = each.entry["sources"]
    if each.prelude() or len(sources) > 1 or sources[0]["layout"] == "files":
        with open(check_corpora.order_file(each.entry, folder), encoding="utf-8") as file:
            lines = file.read().splitlines()
        if each.prelude():
            write(os.path.join(folder, "prelude.sql"), each.prelude_text())
            lines.insert(0, "prelude.sql")
        write(os.path.join(folder, "order.txt"), "\n".join(lines) + "\n")
        option["order"] = "order.txt"
    else:
        option["from"] = sources[0]["path"]
    return option
