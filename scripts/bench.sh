#!/usr/bin/env bash
# Measures erdmark on synthetic schemas of 15 to 10,000 tables and prints the figures as a Markdown table: each stage
# alone and all together in one process, then the program as people run it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/bench-common.sh" time
cd "$build"

# milliseconds COMMAND...: the median wall time of eleven runs.
milliseconds() { seconds 11 "$@" | awk '{ printf "%.1f\n", $1 * 1000 }'; }

# measured COMMAND...: seconds of wall time and peak memory of one run.
measured() {
  command time --format '%e s, %M KB' --output time.txt "$@" >/dev/null
  awk '{ printf "%s s, %.0f MB\n", $1, $3 / 1024 }' time.txt
}

# database TABLES: makes a synthetic SQLite file and names it.
database() { tests/bench/make_database bench-data "$1"; }

say "each stage (milliseconds)"
tests/bench/stages_bench --benchmark_format=csv 2>/dev/null >stages.csv
say "the whole program"
for tables in 1000 10000; do
  mkdir -p "bench-data/project-$tables"
done
small=$(realpath "$(database 1000)")
large=$(realpath "$(database 10000)")
in_project() {
  local tables=$1
  shift
  (cd "bench-data/project-$tables" && "$@")
}
in_project 1000 "$erdmark" generate --source "$small" >/dev/null
version_time=$(milliseconds "$erdmark" --version)
check_time=$(in_project 1000 milliseconds "$erdmark" check --source "$small")
check_cost=$(in_project 1000 measured "$erdmark" check --source "$small")
rm -rf bench-data/project-10000/docs
generate_cost=$(in_project 10000 measured "$erdmark" generate --source "$large")

cat <<END

| stage (ms) | 15 tables | 100 | 1,000 | 10,000 |
| --- | --: | --: | --: | --: |
END
awk -F , '
  /^"/ {
    gsub(/"/, "", $1); split($1, part, "/")
    if (!(part[1] in cells)) { order[++count] = part[1] }
    cells[part[1]] = cells[part[1]] sprintf(" %.2f |", $3); filled[part[1]]++
  }
  END {
    for (i = 1; i <= count; i++) {
      name = order[i]
      while (filled[name]++ < 4) { cells[name] = cells[name] " |" }
      printf "| %s |%s\n", name, cells[name]
    }
  }' stages.csv
cat <<END

| program | measured |
| --- | --: |
| \`erdmark --version\` | $version_time ms |
| \`erdmark check\`, 1,000 tables of a SQLite file, nothing changed | $check_time ms (${check_cost#*, }) |
| \`erdmark generate\`, 10,000 tables of a SQLite file, first time | $generate_cost |

$(machine)
END
