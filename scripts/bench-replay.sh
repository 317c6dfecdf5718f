#!/usr/bin/env bash
# Measures erdmark on folders of 100, 1,000 and 5,000 PostgreSQL migrations, each of which makes a table: documented without
# a server, and by a private PostgreSQL that runs them first. Prints the figures as a Markdown table, and what a replay takes
# beside the parser's part of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" libbenchmark-dev postgresql-15 postgresql-client-15 time

build="$root/build/bench"
say "building the optimised program and the benchmarks"
quietly "$root/build/bench.configure.log" cmake -S "$root" --preset release -B "$build" -DERDMARK_BENCH=ON ||
  die "configuring failed, its output is above"
cmake --build "$build" || die "building failed, its output is above"
erdmark="$build/erdmark"
mkdir -p "$build/bench-data"
cd "$build/bench-data"

# The server lives as long as this script holds the lock.
server=$PWD/server
mkdir -p "$server"
exec 9>"$server/users.lock"
flock -s 9
PGHOST=$("$root/tests/support/private-postgres" start "$server")
export PGHOST PGUSER=postgres
programs=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)

# seconds COMMAND...: the median wall time of five runs.
seconds() {
  local run start
  for run in {1..5}; do
    start=$EPOCHREALTIME
    "$@" >/dev/null
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.2f\n", end - start }'
  done | sort -n | sed -n 3p
}

# make_project TABLES: a project with a file for each table.
make_project() {
  rm -rf "replay-$1"
  mkdir -p "replay-$1/migrations"
  "$build/tests/bench/catalog_queries" script "$1" |
    awk -v folder="replay-$1/migrations" '
      /^CREATE TYPE/ || /^CREATE TABLE/ { close(file); file = sprintf("%s/%05d_%s.sql", folder, ++number, tolower($3)) }
      { print > file }'
  printf '[source]\nfrom = "migrations"\ndialect = "postgresql"\n' >"replay-$1/erdmark.toml"
}

# run_and_document TABLES: what a tool without a replay does.
run_and_document() {
  local database="replay$1"
  "$programs/dropdb" --if-exists 2>/dev/null "$database"
  "$programs/createdb" "$database"
  cat migrations/*.sql | "$programs/psql" -q -d "$database" -v ON_ERROR_STOP=1 --single-transaction
  "$erdmark" generate --source "postgresql:///$database" --output live
}

rows=()
for tables in 100 1000 5000; do
  say "$tables migrations"
  make_project "$tables"
  cd "replay-$tables"
  "$erdmark" generate >/dev/null
  generate_time=$(seconds "$erdmark" generate)
  check_time=$(seconds "$erdmark" check)
  memory=$(/usr/bin/time -f %M "$erdmark" generate 2>&1 >/dev/null | tail -1)
  live_time=$(seconds run_and_document "$tables")
  cd ..
  rows+=("| $tables | $generate_time s | $check_time s | $((memory / 1024)) MB | $live_time s |")
done

"$build/tests/bench/replay_bench" --benchmark_min_time=1

cat <<END

| migrations | \`erdmark generate\` | \`erdmark check\` | memory | the same by a private PostgreSQL |
| --: | --: | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

Machine: $(nproc) cores, $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1), $(. /etc/os-release && echo "$PRETTY_NAME").
END
