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

# from_nothing COMMAND...: the median of five runs, each on a new database, of which the last one stays.
from_nothing() {
  before_each=fresh
  seconds 5 "$@"
  before_each=:
}

rows=()
row() { rows+=("| $1 | $2 | $3 | $4 | $5 |"); }

for engine in sqlite postgresql; do
  say "$count migrations on $engine"
  make_folder "$engine"
  make_alembic "$engine"
  shell=psql
  if [[ $engine == sqlite ]]; then
    shell=sqlite3
  fi
  row "$engine" "$shell" "$(from_nothing run_shell) s" "" ""
  up=$(from_nothing run_erdmark up)
  row "" erdmark "$up s" "$(seconds 9 run_erdmark up) s" "$(seconds 9 run_erdmark status) s"
  if [[ -n $dbmate ]]; then
    up=$(from_nothing run_dbmate up)
    row "" dbmate "$up s" "$(seconds 9 run_dbmate up) s" "$(seconds 9 run_dbmate status) s"
  fi
  up=$(from_nothing run_alembic upgrade head)
  row "" alembic "$up s" "$(seconds 3 run_alembic upgrade head) s" "$(seconds 3 run_alembic current) s"
done
rm -f bench_*.db

cat <<END

| $count migrations on | run by | all of them | nothing to do | status |
| --- | --- | --: | --: | --: |
$(printf '%s\n' "${rows[@]}")

\`erdmark --version\` takes $(seconds 21 "$erdmark" --version) s.

$(machine)
END
