#!/usr/bin/env python3
"""Compares the layout readers with real migration folders that lie outside of this repository.

usage: ERDMARK_CORPORA=FOLDER check_corpora.py PROGRAM [ID ...]

PROGRAM is the built print_migrations. FOLDER holds manifest.json (sets of a repository, a commit and
paths in it), mirror/ (OWNER+NAME/repo git directories) and sets/ (the up parts that each set must
give, in order, as ID/NNNNN__name.sql). For each set it says which layout was found and whether order
and text are the expected ones, white space and marker lines aside. Nothing of the folder is kept.
"""
import json, os, re, subprocess, sys, tarfile, io, tempfile

MARKS = re.compile(r"(?m)^\s*--\s*(\+goose|\+migrate|migrate:)\b.*$")

# The smallest configuration that a user of these projects would write; all others need none.
OPTIONS = {"kratos-pg": "dialect=postgresql", "kratos-sqlite": "dialect=sqlite",
           "kratos-mysql": "dialect=mysql", "agoat-pg": "layout=named", "unkey-mysql": "layout=named"}


def git_folder(mirror, repo):
    base = os.path.join(mirror, repo.replace("/", "+"), "repo")
    for candidate in (os.path.join(base, ".git"), base):
        if os.path.exists(os.path.join(candidate, "HEAD")):
            return candidate
    return None


def check_out(git, commit, path, folder):
    archive = subprocess.run(["git", "--git-dir=" + git, "archive", "--format=tar", commit, path],
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if archive.returncode != 0:
        return archive.stderr.decode(errors="replace").strip()
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder)
    return None


def plain(text, substitute):
    for pattern, new in substitute:
        text = re.sub(pattern, new, text)
    return re.sub(r"\s+", " ", MARKS.sub("", text)).strip()


def order_file(entry, folder):
    """The explicit order that a set of several folders, or of a list of files, needs."""
    lines = []
    for source in entry["sources"]:
        if source["layout"] == "files":
            base = source["path"] if len(source["options"]["files"]) > 1 or \
                os.path.isdir(os.path.join(folder, source["path"])) else os.path.dirname(source["path"])
            lines += [os.path.join(base, name) for name in source["options"]["files"]]
        else:
            lines.append(source["path"])
    path = os.path.join(folder, "order.txt")
    with open(path, "w") as file:
        file.write("\n".join(lines) + "\n")
    return path


def command(program, entry, folder):
    words = [program, os.path.join(folder, entry["sources"][0]["path"])]
    if len(entry["sources"]) > 1 or entry["sources"][0]["layout"] == "files":
        words += ["order=" + order_file(entry, folder)]
    if entry["id"] in OPTIONS:
        words += [OPTIONS[entry["id"]]]
    for name, value in (entry.get("session") or {}).items():
        if name.isupper():
            words += [f"variable:{name}={value}"]
    return words


def expected(sets, entry):
    folder = os.path.join(sets, entry["id"])
    return [open(os.path.join(folder, name), encoding="utf-8-sig", errors="surrogateescape").read()
            for name in sorted(os.listdir(folder))]


def compare(found, wanted, entry):
    substitute = entry.get("substitute", [])
    wanted = [plain(text, []) for text in wanted]
    got = [(m["id"], plain(m["up"], substitute)) for m in found["migrations"]]
    for name, value in (entry.get("session") or {}).items():
        wanted = [text.replace(":" + name, str(value)) for text in wanted]
        got = [(id, text.replace(":" + name, str(value))) for id, text in got]
    until = any("until" in (s.get("options") or {}) for s in entry["sources"])
    if until and len(got) > len(wanted):
        got = got[:len(wanted)]  # the set leaves out the newest files, for an older server
    for index, text in enumerate(wanted):
        if index >= len(got):
            return f"{len(got)} migrations, expected {len(wanted)}"
        if got[index][1] != text:
            return f"differs at {index + 1}: {got[index][0]}"
    return "equal" if len(got) == len(wanted) else f"{len(got)} migrations, expected {len(wanted)}"


def check(program, root, entry):
    git = git_folder(os.path.join(root, "mirror"), entry["repo"])
    if git is None or not os.path.isdir(os.path.join(root, "sets", entry["id"])):
        return "-", "not at hand"
    with tempfile.TemporaryDirectory() as folder:
        for source in entry["sources"]:
            problem = check_out(git, source.get("commit", entry["commit"]), source["path"], folder)
            if problem:
                return "-", problem
        run = subprocess.run(command(program, entry, folder), stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE)
        if run.returncode != 0:
            return "-", "refused: " + run.stderr.decode(errors="replace").strip().replace(folder, "")
    found = json.loads(run.stdout)
    layout = f"{found['layout']} ({found['reason'].replace(folder, '')})"
    if found["notes"]:
        layout += f", {len(found['notes'])} notes"
    return layout, compare(found, expected(os.path.join(root, "sets"), entry), entry)


def main():
    root = os.environ.get("ERDMARK_CORPORA")
    if not root or len(sys.argv) < 2:
        sys.exit(__doc__)
    with open(os.path.join(root, "manifest.json")) as file:
        sets = json.load(file)["sets"]
    wrong = 0
    for entry in sets:
        if len(sys.argv) > 2 and entry["id"] not in sys.argv[2:]:
            continue
        layout, result = check(sys.argv[1], root, entry)
        wrong += result not in ("equal", "not at hand")
        print(f"{entry['id']:24}{result:44}{layout}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
