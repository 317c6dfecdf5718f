#!/usr/bin/env bash
# Measures erdmark on a private PostgreSQL server with 1,000 and 5,000 tables, against psql running the very same queries and
# against a tool that asks for each table, and prints the figures as a Markdown table.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/bench-common.sh" postgresql-15 postgresql-client-15 postgresql-autodoc
start_server

rows=()
for tables in 1000 5000; do
  say "$tables tables"
  url="postgresql:///bench$tables"
  "$build/tests/bench/catalog_queries" script "$tables" >script.sql
  "$root/tests/support/private-postgres" database "$server" "bench$tables" script.sql >/dev/null
  "$programs/psql" -q -d "bench$tables" -c 'VACUUM ANALYZE'
  "$build/tests/bench/catalog_queries" queries "$url" >queries.sql
  psql_time=$(seconds 7 "$programs/psql" -q -d "bench$tables" -o /dev/null -f queries.sql)
  read_time=$(seconds 7 "$erdmark" inspect --source "$url")
  mkdir -p "project-$tables"
  generate_time=$(cd "project-$tables" && "$erdmark" generate --source "$url" >/dev/null &&
    seconds 7 "$erdmark" generate --source "$url")
  autodoc_time=$(start=$EPOCHREALTIME; (mkdir -p autodoc && cd autodoc && timeout 300 postgresql_autodoc -d "bench$tables" -t dot >/dev/null 2>&1) ||
    { echo "not done in 300"; exit; }
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.1f\n", end - start }')
  rows+=("$(printf '| %d | %.3f s | %.3f s | %.3f s | %s s |' \
    "$tables" "$psql_time" "$read_time" "$generate_time" "$autodoc_time")")
done

cat <<END

| tables | psql, the same queries | erdmark inspect | erdmark generate | postgresql_autodoc |
| --: | --: | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

$(machine)
END
