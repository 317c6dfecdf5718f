#!/usr/bin/env bash
# Measures erdmark on a private PostgreSQL server with 1,000 and 5,000 tables, against psql running the very same queries and
# against a tool that asks for each table, and prints the figures as a Markdown table.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

mapfile -t packages < <(packages_in "$root/scripts/packages-build.txt")
install_packages "${packages[@]}" libbenchmark-dev postgresql-15 postgresql-client-15 postgresql-autodoc

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

# seconds COMMAND...: the median wall time of seven runs.
seconds() {
  local run start
  for run in {1..7}; do
    start=$EPOCHREALTIME
    "$@" >/dev/null
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", end - start }'
  done | sort -n | sed -n 4p
}

rows=()
for tables in 1000 5000; do
  say "$tables tables"
  url="postgresql:///bench$tables"
  "$build/tests/bench/catalog_queries" script "$tables" >script.sql
  "$root/tests/support/private-postgres" database "$server" "bench$tables" script.sql >/dev/null
  "$programs/psql" -q -d "bench$tables" -c 'VACUUM ANALYZE'
  "$build/tests/bench/catalog_queries" queries "$url" >queries.sql
  psql_time=$(seconds "$programs/psql" -q -d "bench$tables" -o /dev/null -f queries.sql)
  read_time=$(seconds "$erdmark" inspect --source "$url")
  mkdir -p "project-$tables"
  generate_time=$(cd "project-$tables" && "$erdmark" generate --source "$url" >/dev/null &&
    seconds "$erdmark" generate --source "$url")
  autodoc_time=$(start=$EPOCHREALTIME; (mkdir -p autodoc && cd autodoc && timeout 300 postgresql_autodoc -d "bench$tables" -t dot >/dev/null 2>&1) ||
    { echo "not done in 300"; exit; }
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", end - start }')
  rows+=("| $tables | $psql_time s | $read_time s | $generate_time s | $autodoc_time s |")
done

cat <<END

| tables | psql, the same queries | erdmark inspect | erdmark generate | postgresql_autodoc |
| --: | --: | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

Machine: $(nproc) cores, $(sed -n 's/^model name[[:space:]]*: //p' /proc/cpuinfo | head -1), $(. /etc/os-release && echo "$PRETTY_NAME").
END
