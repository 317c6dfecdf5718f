#!/usr/bin/env bash
# Measures `erdmark migrate` with 1,000 migrations on SQLite and a private PostgreSQL, beside the engines' own shells that run
# the same files in the same transactions, Debian's Alembic, and dbmate where it is found (in PATH, or named in DBMATE).
# Prints the figures as Markdown tables.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/bench-common.sh" postgresql-15 postgresql-client-15 sqlite3 alembic python3-psycopg2
start_server

count=1000
dbmate=${DBMATE:-$(command -v dbmate || true)}

# make_folder ENGINE: migrations in dbmate's form, and one script for the shells: the same statements in the same
# transactions.
make_folder() {
  rm -rf "$1" && mkdir -p "$1/migrations" "$1/versions"
  local number name body parent previous
  for ((number = 1; number <= count; number++)); do
    name=$(printf '2026%010d' "$number")
    parent=''
    if ((number > 1)); then parent=" REFERENCES t$((number - 1)) (id)"; fi
    body="CREATE TABLE t$number (id integer PRIMARY KEY, name text NOT NULL, parent integer$parent);
CREATE INDEX ix_t$number ON t$number (name);
INSERT INTO t$number (id, name) VALUES (1, 'one'), (2, 'two');"
    printf -- '-- migrate:up\n%s\n-- migrate:down\nDROP TABLE t%d;\n' "$body" "$number" >"$1/migrations/${name}_t$number.sql"
    printf 'BEGIN;\n%s\nCOMMIT;\n' "$body" >>"$1/all.sql"
    {
      printf 'from alembic import op\nrevision = "%s"\n' "$name"
      if ((number > 1)); then printf 'down_revision = "%s"\n' "$previous"; else echo 'down_revision = None'; fi
      printf 'def upgrade():\n'
      printf '%s\n' "$body" | sed 's/.*/    op.execute("&")/'
      printf 'def downgrade():\n    op.execute("DROP TABLE t%d")\n' "$number"
    } >"$1/versions/$name.py"
    previous=$name
  done
}

# make_alembic FOLDER URL: a project for Alembic around FOLDER/versions; each migration is a transaction, as with the others.
make_alembic() {
  cat >"$1/alembic.ini" <<END
[alembic]
script_location = $PWD/$1
sqlalchemy.url = $2
END
  cat >"$1/env.py" <<'END'
from alembic import context
from sqlalchemy import create_engine, pool
engine = create_engine(context.config.get_main_option("sqlalchemy.url"), poolclass=pool.NullPool)
with engine.connect() as connection:
    context.configure(connection=connection, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()
END
  cp /usr/lib/python3/dist-packages/alembic/templates/generic/script.py.mako "$1/"
}

fresh() {
  if [[ $engine == sqlite ]]; then
    rm -f "$PWD/sqlite.db"*
  else
    "$programs/dropdb" --if-exists bench 2>/dev/null
    "$programs/createdb" bench
  fi
}

run_erdmark() { "$erdmark" migrate "$1" --quiet --url "$url" --dir "$engine/migrations" "${@:2}"; }
run_dbmate() { "$dbmate" --no-dump-schema --url "$dbmate_url" -d "$engine/migrations" "$@"; }
run_alembic() { alembic -c "$engine/alembic.ini" "$@"; }
run_shell() {
  if [[ $engine == sqlite ]]; then
    sqlite3 -bail sqlite.db <"$engine/all.sql"
  else
    "$programs/psql" -q -v ON_ERROR_STOP=1 -d bench -f "$engine/all.sql"
  fi
}

# from_nothing RUNS COMMAND...: the median wall time of an odd number of runs, each on a fresh database.
from_nothing() {
  local runs=$1 run start
  shift
  for ((run = 0; run < runs; run++)); do
    fresh
    start=$EPOCHREALTIME
    "$@" >/dev/null 2>&1
    awk -v start="$start" -v end="$EPOCHREALTIME" 'BEGIN { printf "%.3f\n", end - start }'
  done | sort -n | sed -n "$((runs / 2 + 1))p"
}

rows=()
row() { rows+=("| $1 | $2 | $3 | $4 | $5 |"); }

for engine in sqlite postgresql; do
  say "$count migrations on $engine"
  make_folder "$engine"
  if [[ $engine == sqlite ]]; then
    url=sqlite:$PWD/sqlite.db dbmate_url=sqlite:$PWD/sqlite.db alembic_url=sqlite:///$PWD/sqlite.db shell=sqlite3
  else
    url="postgresql:///bench?host=$PGHOST&user=$PGUSER"
    dbmate_url="postgres:///bench?socket=$PGHOST&user=$PGUSER&sslmode=disable"
    alembic_url="postgresql+psycopg2://$PGUSER@/bench?host=$PGHOST" shell=psql
  fi
  make_alembic "$engine" "$alembic_url"
  row "$engine" "$shell" "$(from_nothing 3 run_shell) s" "" ""
  up=$(from_nothing 3 run_erdmark up)
  row "" "erdmark" "$up s" "$(seconds 9 run_erdmark up) s" "$(seconds 9 "$erdmark" migrate status --url "$url" --dir "$engine/migrations") s"
  if [[ -n $dbmate ]]; then
    up=$(from_nothing 3 run_dbmate up)
    row "" "dbmate" "$up s" "$(seconds 9 run_dbmate up) s" "$(seconds 9 run_dbmate status) s"
  fi
  up=$(from_nothing 3 run_alembic upgrade head)
  row "" "alembic" "$up s" "$(seconds 3 run_alembic upgrade head) s" "$(seconds 3 run_alembic current) s"
done

cat <<END

| $count migrations on | run by | all of them | nothing to do | status |
| --- | --- | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

\`erdmark --version\` takes $(seconds 21 "$erdmark" --version) s.

$(machine)
END
