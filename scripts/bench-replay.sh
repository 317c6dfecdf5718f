#!/usr/bin/env bash
# Measures erdmark on folders of 100, 1,000 and 5,000 PostgreSQL migrations, each of which makes a table: documented without
# a server, and by a private PostgreSQL that runs them first. Prints the figures as a Markdown table, and what a replay takes
# beside the parser's part of it.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/bench-common.sh" postgresql-15 postgresql-client-15 time
start_server

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
  "$programs/dropdb" --if-exists "$database" 2>/dev/null
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
  generate_time=$(seconds 5 "$erdmark" generate)
  check_time=$(seconds 5 "$erdmark" check)
  memory=$(/usr/bin/time -f %M "$erdmark" generate 2>&1 >/dev/null | tail -1)
  live_time=$(seconds 5 run_and_document "$tables")
  cd ..
  rows+=("$(printf '| %d | %.2f s | %.2f s | %d MB | %.2f s |' \
    "$tables" "$generate_time" "$check_time" "$((memory / 1024))" "$live_time")")
done

"$build/tests/bench/replay_bench" --benchmark_min_time=1

cat <<END

| migrations | \`erdmark generate\` | \`erdmark check\` | memory | the same by a private PostgreSQL |
| --: | --: | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

$(machine)
END
