#!/usr/bin/env bash
# Measures `erdmark migrate` with 1,000 migrations on SQLite and a private PostgreSQL, beside the engines' own shells that run
# the same files in the same transactions, Debian's Alembic, and dbmate where it is found (in PATH, or named in DBMATE).
# Prints the figures as Markdown tables.
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/bench-common.sh" postgresql-15 postgresql-client-15 sqlite3 alembic python3-psycopg2
# As a server is set up in earnest.
export ERDMARK_POSTGRES_OPTIONS='-c fsync=on -c synchronous_commit=on -c full_page_writes=on -c autovacuum=on -c jit=on -c shared_buffers=128MB'
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

# make_alembic FOLDER: a project for Alembic around FOLDER/versions; each migration is a transaction, as with the others.
make_alembic() {
  cat >"$1/alembic.ini" <<END
[alembic]
script_location = $PWD/$1
sqlalchemy.url =
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

# fresh: a new database, whose name is in the file `database`. None is dropped before the end: file systems go around the
# places of files that have just gone, which costs more than a migration.
fresh() {
  local name=bench_${EPOCHREALTIME/[.,]/_}
  if [[ $engine == postgresql ]]; then
    "$programs/createdb" "$name"
  fi
  echo "$name" >database
  sed -i "s|^sqlalchemy.url =.*|sqlalchemy.url = $(url_for alembic)|" "$engine/alembic.ini"
}

# url_for TOOL: the URL of that database as the tool wants it.
url_for() {
  local name
  name=$(<database)
  case $engine-$1 in
    sqlite-alembic) echo "sqlite:///$PWD/$name.db" ;;
    sqlite-*) echo "sqlite:$PWD/$name.db" ;;
    *-alembic) echo "postgresql+psycopg2://$PGUSER@/$name?host=$PGHOST" ;;
    *-dbmate) echo "postgres:///$name?socket=$PGHOST&user=$PGUSER&sslmode=disable" ;;
    *) echo "postgresql:///$name?host=$PGHOST&user=$PGUSER" ;;
  esac
}

run_erdmark() { "$erdmark" migrate "$@" --url "$(url_for erdmark)" --dir "$engine/migrations" 2>/dev/null; }
run_dbmate() { "$dbmate" --no-dump-schema --url "$(url_for dbmate)" -d "$engine/migrations" "$@"; }
run_alembic() { alembic -c "$engine/alembic.ini" "$@" 2>/dev/null; }
run_shell() {
  if [[ $engine == sqlite ]]; then
    sqlite3 -bail "$(<database).db" <"$engine/all.sql"
  else
    "$programs/psql" -q -v ON_ERROR_STOP=1 -d "$(<database)" -f "$engine/all.sql"
  fi
}

# up_once TOOL: the time of all migrations on a new database, which stays that of the tool.
up_once() {
  fresh
  case $1 in
    erdmark | dbmate) seconds 1 "run_$1" up ;;
    alembic) seconds 1 run_alembic upgrade head ;;
    *) seconds 1 run_shell ;;
  esac >>"$engine/$1.seconds"
  cp database "$engine/$1.database"
}

median() { sort -n "$1" | sed -n "$(($(wc -l <"$1") / 2 + 1))p"; }

tools=(erdmark alembic)
if [[ -n $dbmate ]]; then tools+=(dbmate); fi
rows=()
row() { rows+=("| $1 | $2 | $3 | $4 | $5 |"); }

for engine in sqlite postgresql; do
  say "$count migrations on $engine"
  make_folder "$engine"
  make_alembic "$engine"
  shell=psql
  if [[ $engine == sqlite ]]; then shell=sqlite3; fi
  # One after the other in each round, since machines are slower at times.
  for ((round = 0; round < 7; round++)); do
    for tool in "$shell" "${tools[@]}"; do up_once "$tool"; done
  done
  row "$engine" "$shell" "$(median "$engine/$shell.seconds") s" "" ""
  for tool in "${tools[@]}"; do
    cp "$engine/$tool.database" database
    up=(up) status=status
    if [[ $tool == alembic ]]; then up=(upgrade head) status=current; fi
    sed -i "s|^sqlalchemy.url =.*|sqlalchemy.url = $(url_for alembic)|" "$engine/alembic.ini"
    row "" "$tool" "$(median "$engine/$tool.seconds") s" "$(seconds 9 "run_$tool" "${up[@]}") s" "$(seconds 9 "run_$tool" "$status") s"
  done
done
rm -f bench_*.db

cat <<END

| $count migrations on | run by | all of them | nothing to do | status |
| --- | --- | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

\`erdmark --version\` takes $(seconds 21 "$erdmark" --version) s.

$(machine)
END
