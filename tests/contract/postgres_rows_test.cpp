#include <memory>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "contract/postgres_fixture.h"

// Rows that a replay makes without a server are those that a server makes of the same statements.

namespace erdmark {
namespace {

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

schema::Schema read_live(const std::string& url, const schema::RowTables& wanted) {
    const auto connection = postgres().connect(dialect::Url::parse(url), {});
    return postgres().introspect(*connection, {.row_tables = wanted});
}

std::vector<std::string> lines_of(const schema::ReferenceRows& rows) {
    std::vector<std::string> lines{join(rows.columns, "|")};
    for (const auto& row : rows.values) {
        std::string& line = lines.emplace_back();
        for (const std::optional<std::string>& value : row) {
            line += value.value_or("~") + "|";
        }
    }
    return lines;
}

struct Story {
    const char* name;
    const char* sql;
};

void PrintTo(const Story& story, std::ostream* out) {
    *out << story.name;
}

class RowsOfAReplay : public testing::TestWithParam<Story> {};

TEST_P(RowsOfAReplay, AreThoseOfTheServer) {
    const test::PostgresDatabase database(GetParam().sql);
    schema::RowTables wanted;
    for (const schema::Table& table : read_live(database.url(), {}).tables) {
        wanted[table.name.display()] = 3 + table.columns.size();
    }
    const schema::Schema live = read_live(database.url(), wanted);

    const std::unique_ptr<dialect::Replayer> replayer =
        postgres().make_replayer({.row_tables = wanted});
    replayer->run({.file = "story.sql", .text = GetParam().sql});
    const schema::Schema replayed = replayer->schema();

    EXPECT_THAT(replayer->notes(), testing::IsEmpty());
    ASSERT_FALSE(live.tables.empty());
    ASSERT_EQ(replayed.tables.size(), live.tables.size());
    for (std::size_t i = 0; i < live.tables.size(); ++i) {
        SCOPED_TRACE(live.tables[i].name.display());
        ASSERT_TRUE(live.tables[i].rows.has_value());
        ASSERT_TRUE(replayed.tables[i].rows.has_value());
        EXPECT_EQ(lines_of(*replayed.tables[i].rows), lines_of(*live.tables[i].rows));
        EXPECT_EQ(replayed.tables[i].rows, live.tables[i].rows);
    }
}

constexpr const char* kTypes = R"sql(
CREATE TABLE t (id serial PRIMARY KEY, i2 smallint, i8 bigint, n numeric, n2 numeric(10,2), r real,
    d double precision, b boolean, t text, v varchar(10), c char(5), day date, ts timestamp,
    tz timestamptz, tm time, iv interval, u uuid, j json, jb jsonb, ia integer[], ta text[], by bytea,
    ip inet, ir int4range);
INSERT INTO t (i2, i8, n, n2, r, d) VALUES (1, 9999999999, 1.50, 1.005, 1.1, 1e20),
    ('-7', -1, 100, 5, 0.1, 0.1), (2.5, '12', '007.10', -2.345, 3, -1.5), (NULL, 0, 1e3, 99, 1e10, 123456789);
INSERT INTO t (b, t, v, c) VALUES (true, 'it''s', 'abc', 'a'), ('no', '', 'ä  ', 'abcde'),
    (NOT true, E'line\nbreak', 'x', NULL), (1 > 2, 'x' || 'y', 5, 'b ');
INSERT INTO t (day, ts, tz, tm, iv) VALUES ('2026-01-31', '2026-01-31 10:00', '2026-01-31 10:00+02', '9:30', '90 minutes'),
    (DATE '2024-02-29', '2024-02-29', '2024-02-29 12:00:00.5Z', '23:59:59', '1 day'),
    ('2026-03-01'::timestamp, '2026-03-01'::date, '2026-03-01'::date, NULL, interval '2 months');
INSERT INTO t (u, j, jb, ia, ta, by, ip, ir) VALUES
    ('A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', '{"b":1,  "a":2}', '{"b":1,"a":[1, 2.50,null]}', '{1, 2}', '{a,"b c",NULL}', '\x00ff', '10.0.0.1', '[1,5]'),
    (NULL, '[]', '"x"', ARRAY[3, 4], ARRAY['x', 'y'], 'abc', '10.0.0.0/8', '(1,3)');
)sql";

constexpr const char* kSeeds = R"sql(
CREATE TABLE roles (id serial PRIMARY KEY, name varchar(50) NOT NULL UNIQUE, description text,
    level integer DEFAULT 0, is_system boolean DEFAULT false, created_at timestamptz DEFAULT now());
CREATE TABLE permissions (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), code text UNIQUE, resource text GENERATED ALWAYS AS (split_part(code, ':', 1)) STORED);
CREATE TABLE role_permissions (role_id integer REFERENCES roles ON DELETE CASCADE, permission_id uuid REFERENCES permissions, scope text DEFAULT 'all', PRIMARY KEY (role_id, permission_id));
INSERT INTO roles (name, description, level, is_system) VALUES
    ('super_admin', 'Everything', 100, TRUE), ('admin', 'Most things', 90, TRUE), ('user', 'Some | things', 10, FALSE)
ON CONFLICT (name) DO NOTHING;
INSERT INTO permissions (code) VALUES ('document:create'), ('document:read'), ('user:read');
INSERT INTO role_permissions (role_id, permission_id)
    SELECT r.id, p.id FROM roles r CROSS JOIN permissions p WHERE r.name = 'super_admin';
INSERT INTO role_permissions (role_id, permission_id, scope)
    SELECT r.id, p.id, 'own' FROM roles r JOIN permissions p ON p.code LIKE '%:read' WHERE r.name IN ('admin', 'user');
INSERT INTO roles (name, level) VALUES ('admin', 95) ON CONFLICT (name) DO UPDATE SET level = EXCLUDED.level, description = roles.description || '!';
UPDATE roles SET description = upper(description) WHERE level < 50;
DELETE FROM roles WHERE name = 'user';
INSERT INTO roles (name) VALUES ('guest');
)sql";

constexpr const char* kChanges = R"sql(
CREATE TABLE states (code text PRIMARY KEY, label text);
INSERT INTO states VALUES ('b', 'B'), ('a', 'A'), ('Z', 'z'), ('é', NULL);
ALTER TABLE states ADD COLUMN position integer DEFAULT 1 NOT NULL;
ALTER TABLE states ALTER COLUMN position DROP DEFAULT;
UPDATE states SET position = position + length(code) WHERE label IS NOT NULL;
ALTER TABLE states RENAME COLUMN label TO title;
ALTER TABLE states ALTER COLUMN position TYPE text USING 'p' || position;
ALTER TABLE states RENAME TO order_states;
CREATE TABLE events (day date, what text) PARTITION BY RANGE (day);
CREATE TABLE events_1 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2026-02-01');
INSERT INTO events VALUES ('2026-01-05', 'x'), ('2026-01-04', 'y');
)sql";

constexpr const char* kQueries = R"sql(
CREATE TABLE items (id integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, name text, price numeric(8,2), tags text[]);
INSERT INTO items (name, price, tags) SELECT 'item ' || i, i * 1.5, ARRAY['a', 'b'] FROM generate_series(1, 5) AS i;
INSERT INTO items (id, name) VALUES (100, initcap('hello world'));
SELECT setval('items_id_seq', (SELECT max(id) FROM items));
INSERT INTO items (name, price) VALUES (concat('x', 1, NULL, 'y'), round(10.456, 1)), (format('%s-%s', 'a', 'b'), 7 / 2);
CREATE TABLE settings (key text PRIMARY KEY, value jsonb NOT NULL DEFAULT '{}');
INSERT INTO settings VALUES ('a', jsonb_build_object('on', true, 'n', 5)), ('b', '[1,2]'), ('c', DEFAULT)
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value;
WITH cheap AS (UPDATE items SET price = price + 1 WHERE price < 4 RETURNING id, name)
    INSERT INTO items (name) SELECT name || ' (raised)' FROM cheap ORDER BY id;
UPDATE items SET name = replace(name, 'item', 'thing'), tags = NULL WHERE id = (SELECT min(id) FROM items);
DELETE FROM items USING (SELECT id FROM items WHERE price > 7) AS dear WHERE items.id = dear.id;
TRUNCATE items RESTART IDENTITY;
INSERT INTO items (name, price) VALUES ('last', CASE WHEN 1 = 1 THEN 2 ELSE 3 END), (coalesce(NULL, 'x'), greatest(1, 2.5));
)sql";

INSTANTIATE_TEST_SUITE_P(Stories, RowsOfAReplay,
                         testing::Values(Story{"Types", kTypes}, Story{"Seeds", kSeeds},
                                         Story{"Changes", kChanges}, Story{"Queries", kQueries}),
                         [](const auto& story) { return story.param.name; });

}  // namespace
}  // namespace erdmark
