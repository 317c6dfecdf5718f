#include "bench/synthetic.h"

#include <array>
#include <iterator>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

namespace erdmark::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 13> kSubjects{
    "user",    "oauth", "role",  "group",   "item", "order", "invoice",
    "message", "post",  "audit", "setting", "job",  "widget"};

std::string table_name(std::size_t number) {
    return fmt::format("{}_{:05}", kSubjects.at(number % kSubjects.size()), number);
}

void append_table(std::string& sql, std::size_t number) {
    fmt::format_to(std::back_inserter(sql),
                   R"sql(CREATE TABLE {0} (
  id INTEGER PRIMARY KEY,
  code VARCHAR(40) NOT NULL,
  name VARCHAR(100) NOT NULL, -- Shown to people
  parent_id INTEGER REFERENCES {1} (id) ON DELETE CASCADE,
  owner_id INTEGER NOT NULL REFERENCES {2} (id),
  status TEXT NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'open', 'done')),
  amount NUMERIC(12, 2),
  note TEXT,
  settings JSON NOT NULL DEFAULT '{{}}',
  is_deleted BOOLEAN NOT NULL DEFAULT 0,
  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
  updated_at TIMESTAMP,
  UNIQUE (owner_id, code)
);
CREATE INDEX {0}_parent_id ON {0} (parent_id);
CREATE INDEX {0}_open ON {0} (status, created_at DESC) WHERE is_deleted = 0;
)sql",
                   table_name(number), table_name(number / 2), table_name(number * 7 / 11));
}

void append_postgres_table(std::string& sql, std::size_t number) {
    fmt::format_to(std::back_inserter(sql),
                   R"sql(CREATE TABLE {0} (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  code varchar(40) NOT NULL,
  name varchar(100) NOT NULL,
  parent_id bigint REFERENCES {1} (id) ON DELETE CASCADE,
  owner_id bigint NOT NULL REFERENCES {2} (id),
  status varchar(20) NOT NULL DEFAULT 'new' CHECK (status IN ('new', 'open', 'done')),
  kind kind NOT NULL DEFAULT 'simple',
  amount numeric(12,2) CHECK (amount >= 0),
  tags text[] NOT NULL DEFAULT '{{}}',
  settings jsonb NOT NULL DEFAULT '{{}}',
  is_deleted boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  UNIQUE (owner_id, code)
);
CREATE INDEX {0}_parent_id ON {0} (parent_id);
CREATE INDEX {0}_open ON {0} (lower(name), created_at DESC) WHERE NOT is_deleted;
COMMENT ON TABLE {0} IS 'Table number {3}.';
COMMENT ON COLUMN {0}.name IS 'Shown to people';
)sql",
                   table_name(number), table_name(number / 2), table_name(number * 7 / 11), number);
}

}  // namespace

std::string synthetic_postgres_sql(std::size_t tables) {
    std::string sql = "CREATE TYPE kind AS ENUM ('simple', 'special', 'other');\n";
    for (std::size_t number = 0; number < tables; ++number) {
        append_postgres_table(sql, number);
    }
    return sql;
}

std::string synthetic_sql(std::size_t tables) {
    std::string sql;
    for (std::size_t number = 0; number < tables; ++number) {
        append_table(sql, number);
    }
    return sql;
}

fs::path synthetic_database(const fs::path& folder, std::size_t tables) {
    const fs::path file = folder / fmt::format("synthetic-{}.db", tables);
    if (fs::exists(file)) {
        return file;
    }
    fs::create_directories(folder);
    const fs::path part = file.string() + ".part";
    fs::remove(part);
    {
        SQLite::Database database(part.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec(
            "PRAGMA page_size = 1024; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
            "PRAGMA cache_size = -400000; BEGIN");
        database.exec(synthetic_sql(tables));
        database.exec("COMMIT");
    }
    fs::rename(part, file);
    return file;
}

}  // namespace erdmark::bench
