#include <string>

#include <gtest/gtest.h>

#include "contract/postgres_fixture.h"
#include "sql/script.h"

// Dropping, renaming and moving: statement by statement, a replay takes and refuses what a server
// takes and refuses, in the same words, and ends with the same schema.

namespace erdmark {
namespace {

struct History {
    const char* name;
    const char* sql;
};

void PrintTo(const History& history, std::ostream* out) {
    *out << history.name;
}

const dialect::Dialect& postgres() {
    return *dialect::find_dialect("postgresql");
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

/// Why the server refuses the statement; empty when it does not.
std::string answer_of(const test::PostgresDatabase& database, const std::string& statement) {
    try {
        database.run(statement);
        return {};
    } catch (const std::exception& error) {
        const std::string line = first_line(error.what());
        const std::string mark = "ERROR:  ";
        return line.starts_with(mark) ? line.substr(mark.size()) : line;
    }
}

/// The same for a replay that goes on after what it refuses, without the place.
std::string answer_of(dialect::Replayer& replayer, const std::string& statement) {
    const std::size_t known = replayer.undecided().size();
    replayer.run({.file = "m.sql", .text = statement});
    const std::vector<std::string> notes = replayer.undecided();
    return notes.size() == known ? "" : notes.back().substr(notes.back().find(": ") + 2);
}

/// The server tells what stands in the way on further lines, the replay behind a colon.
std::string without_obstacles(const std::string& answer) {
    const std::size_t end = answer.find(" on it: ");
    const std::size_t end_of_several = answer.find(" on them: ");
    if (end != std::string::npos) {
        return answer.substr(0, end + 6);
    }
    return end_of_several == std::string::npos ? answer : answer.substr(0, end_of_several + 8);
}

class PostgresReplayDrop : public testing::TestWithParam<History> {};

TEST_P(PostgresReplayDrop, AgreesWithTheServer) {
    const test::PostgresDatabase database;
    const auto replayer = postgres().make_replayer({.keep_going = true});
    const sql::Script script{.file = "history.sql", .text = GetParam().sql};

    for (const sql::Statement& each : sql::split_statements(script, postgres().syntax())) {
        const std::string statement(each.text);
        EXPECT_EQ(answer_of(database, statement),
                  without_obstacles(answer_of(*replayer, statement)))
            << statement;
    }

    EXPECT_EQ(test::comparable(test::introspect_postgres(database.url())),
              test::comparable(replayer->schema()));
}

const History kHistories[] = {
    {"Tables", R"sql(
CREATE TABLE a (id int PRIMARY KEY, x int, y int UNIQUE, z int);
CREATE TABLE b (id serial PRIMARY KEY, a_id int REFERENCES a, y int REFERENCES a (y));
CREATE VIEW v AS SELECT id, x FROM a;
CREATE VIEW w AS SELECT id FROM v;
CREATE MATERIALIZED VIEW mv AS SELECT id FROM b;
CREATE INDEX mvi ON mv (id);
DROP TABLE a;
DROP VIEW v;
ALTER TABLE a DROP COLUMN x;
ALTER TABLE a DROP CONSTRAINT a_pkey;
ALTER TABLE a DROP CONSTRAINT nope;
DROP INDEX a_pkey;
DROP INDEX a_y_key;
ALTER TABLE a DROP COLUMN y;
DROP TABLE a, b;
DROP TABLE a, nope;
DROP TABLE IF EXISTS nope, nope2.x;
DROP TABLE nope2.x;
DROP TABLE v;
DROP VIEW a;
DROP VIEW IF EXISTS a;
DROP INDEX a;
DROP SEQUENCE a;
DROP MATERIALIZED VIEW v;
DROP VIEW mv;
DROP FOREIGN TABLE a;
DROP TABLE b_id_seq;
DROP SEQUENCE b_id_seq;
DROP TYPE a;
DROP TYPE a[];
DROP TYPE nope;
DROP SEQUENCE b_id_seq CASCADE;
DROP TABLE b;
DROP VIEW v CASCADE;
ALTER TABLE a DROP CONSTRAINT a_pkey CASCADE;
ALTER TABLE a DROP COLUMN y CASCADE;
DROP INDEX mvi;
CREATE TABLE rest (id serial PRIMARY KEY, up int REFERENCES rest, CHECK (up > id));
CREATE TABLE other (id int DEFAULT nextval('rest_id_seq'), rest int REFERENCES rest);
DROP TABLE rest;
DROP TABLE rest CASCADE;
)sql"},
    {"Columns", R"sql(
CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE FUNCTION isok(int) RETURNS bool LANGUAGE sql IMMUTABLE AS 'select true';
CREATE TABLE t (id int PRIMARY KEY, a int, b int, c int,
    g int GENERATED ALWAYS AS (a + 1) STORED, d int DEFAULT 1, e int, f int, h int, s serial,
    i int GENERATED ALWAYS AS IDENTITY);
CREATE INDEX ON t (a, b);
CREATE INDEX ON t ((b + c));
CREATE INDEX ON t (c) WHERE d > 0;
CREATE INDEX ON t (e) INCLUDE (f);
ALTER TABLE t ADD CHECK (a > b), ADD CHECK (c > 0), ADD UNIQUE (a, c), ADD CHECK (h > 0);
CREATE STATISTICS st ON a, b FROM t;
CREATE STATISTICS st2 ON (a + b), c FROM t;
CREATE POLICY p ON t USING (a > 0);
CREATE POLICY p2 ON t USING (isok(b));
CREATE TRIGGER tr AFTER UPDATE OF b ON t FOR EACH ROW EXECUTE FUNCTION ft();
CREATE TRIGGER tr2 AFTER UPDATE ON t FOR EACH ROW WHEN (old.c > 0) EXECUTE FUNCTION ft();
CREATE PUBLICATION pb FOR TABLE t (id, f) WHERE (f > 0);
CREATE TABLE t3 (id int CHECK (isok(id)), x bool DEFAULT isok(1), y int);
CREATE INDEX ON t3 (isok(id));
ALTER TABLE t DROP COLUMN a;
ALTER TABLE t DROP COLUMN b;
ALTER TABLE t DROP COLUMN c;
ALTER TABLE t DROP COLUMN d;
ALTER TABLE t DROP COLUMN f;
ALTER TABLE t DROP COLUMN h;
ALTER TABLE t DROP COLUMN nope;
ALTER TABLE t DROP COLUMN IF EXISTS nope;
DROP SEQUENCE t_i_seq;
ALTER TABLE t DROP COLUMN s;
ALTER TABLE t DROP COLUMN i;
DROP FUNCTION ft();
DROP FUNCTION isok;
DROP FUNCTION isok CASCADE;
ALTER TABLE t DROP COLUMN b CASCADE;
ALTER TABLE t DROP COLUMN a CASCADE;
DROP FUNCTION ft() CASCADE;
ALTER TABLE t DROP COLUMN f CASCADE;
ALTER TABLE t DROP COLUMN id;
)sql"},
    {"Families", R"sql(
CREATE TABLE p (a int, b int CHECK (b > 0), c int, e int);
CREATE TABLE c1 (d int) INHERITS (p);
CREATE TABLE c2 (b int) INHERITS (p);
CREATE VIEW cv AS SELECT c FROM c1;
DROP TABLE p;
ALTER TABLE p DROP COLUMN c;
ALTER TABLE c1 DROP COLUMN a;
ALTER TABLE p DROP COLUMN e;
ALTER TABLE p ADD CHECK (c > 0), ADD CONSTRAINT mine CHECK (c > 1);
ALTER TABLE c1 DROP CONSTRAINT p_c_check;
ALTER TABLE p DROP CONSTRAINT p_c_check;
ALTER TABLE p DROP CONSTRAINT mine;
ALTER TABLE p DROP COLUMN b;
ALTER TABLE c1 DROP CONSTRAINT p_b_check;
CREATE TABLE pt (id int, at date, n int, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX pti ON pt (id);
CREATE INDEX ptn ON pt (n);
ALTER TABLE pt1 DROP COLUMN n;
DROP INDEX pt1_id_idx;
DROP INDEX pti;
ALTER TABLE pt1 DROP CONSTRAINT pt1_pkey;
DROP INDEX pt1_pkey;
ALTER TABLE pt ADD CONSTRAINT small CHECK (n < 100);
ALTER TABLE pt1 DROP CONSTRAINT small;
ALTER TABLE pt DROP CONSTRAINT small;
ALTER TABLE pt DROP COLUMN at;
ALTER TABLE pt DROP COLUMN n;
CREATE TABLE kept (id int PRIMARY KEY) PARTITION BY RANGE (id);
CREATE TABLE kept1 PARTITION OF kept FOR VALUES FROM (1) TO (9);
ALTER TABLE ONLY kept DROP CONSTRAINT kept_pkey;
CREATE TABLE cpt (pid int, at date, FOREIGN KEY (pid, at) REFERENCES pt);
DROP TABLE pt1;
DROP TABLE pt;
ALTER TABLE pt DROP CONSTRAINT pt_pkey;
ALTER TABLE pt DROP CONSTRAINT pt_pkey CASCADE;
DROP TABLE pt1;
DROP TABLE pt CASCADE;
CREATE TABLE q (id int PRIMARY KEY);
CREATE TABLE fam (id int, r int REFERENCES q, PRIMARY KEY (id)) PARTITION BY RANGE (id);
CREATE TABLE fam1 PARTITION OF fam FOR VALUES FROM (1) TO (9);
CREATE TABLE user1 (id int REFERENCES fam);
ALTER TABLE fam1 DROP CONSTRAINT fam_r_fkey;
DROP TABLE q;
DROP TABLE fam1;
DROP TABLE fam1 CASCADE;
CREATE TABLE fam2 PARTITION OF fam FOR VALUES FROM (9) TO (19);
DROP TABLE q CASCADE;
ALTER TABLE user1 ADD FOREIGN KEY (id) REFERENCES fam;
ALTER TABLE fam DETACH PARTITION fam2;
DROP TABLE fam2;
CREATE TABLE x1 (a int, CONSTRAINT x1c CHECK (a > 0) NO INHERIT, CHECK (a > 1));
CREATE TABLE x2 () INHERITS (x1);
ALTER TABLE x1 DROP CONSTRAINT x1c;
)sql"},
    {"Types", R"sql(
CREATE TYPE mood AS ENUM ('a');
CREATE DOMAIN dd AS mood;
CREATE TABLE m (x mood, y mood[], z dd, k int DEFAULT length('a'::mood::text), n int,
    CHECK (x > 'a'));
CREATE FUNCTION fm(mood) RETURNS mood[] LANGUAGE sql AS 'select null::mood[]';
CREATE TYPE comp AS (a mood, b m);
CREATE VIEW vx AS SELECT x FROM m;
CREATE VIEW vn AS SELECT n FROM m;
DROP TYPE mood;
DROP DOMAIN mood;
DROP TYPE mood CASCADE;
DROP TYPE dd;
DROP TYPE IF EXISTS nope, no.nope;
DROP TYPE no.nope;
DROP DOMAIN nope;
CREATE DOMAIN d2 AS int CHECK (VALUE > 0);
CREATE TABLE dt (x d2, y int CHECK (y::d2 > 0), z int DEFAULT 3::d2);
DROP DOMAIN d2;
DROP DOMAIN d2 CASCADE;
DROP TYPE int4;
CREATE DOMAIN d1 AS int CHECK (VALUE > 0);
CREATE DOMAIN d5 AS d1;
CREATE FUNCTION fd() RETURNS int LANGUAGE sql AS 'select 1';
CREATE DOMAIN d3 AS int DEFAULT fd();
CREATE FUNCTION fb(int) RETURNS bool LANGUAGE sql AS 'select true';
CREATE DOMAIN d4 AS int CHECK (fb(VALUE));
CREATE TABLE td4 (x d4);
DROP FUNCTION fd;
DROP FUNCTION fd CASCADE;
DROP FUNCTION fb;
DROP FUNCTION fb CASCADE;
DROP DOMAIN d1;
CREATE TABLE u (id int, x int);
CREATE FUNCTION fr(u) RETURNS int LANGUAGE sql AS 'select 1';
CREATE VIEW vf AS SELECT fr(NULL::u) AS x;
DROP TABLE u;
DROP FUNCTION fr;
DROP TABLE u CASCADE;
CREATE TYPE rng AS RANGE (subtype = integer);
CREATE TABLE rt (x rng, n int);
DROP TYPE rng;
DROP TYPE rng CASCADE;
CREATE TYPE ct AS (a int, b int);
CREATE TABLE typed OF ct;
ALTER TABLE typed RENAME COLUMN a TO b;
ALTER TABLE typed DROP COLUMN a;
ALTER TYPE ct RENAME ATTRIBUTE a TO z;
ALTER TYPE ct RENAME ATTRIBUTE a TO z CASCADE;
DROP TYPE ct;
DROP TABLE m;
CREATE SCHEMA s;
CREATE TABLE s.x (a serial);
CREATE VIEW sv AS SELECT a FROM s.x;
CREATE TYPE s.en AS ENUM ('a');
CREATE TABLE tt (q s.en, n int);
CREATE FUNCTION s.f() RETURNS int LANGUAGE sql AS 'select 1';
DROP SCHEMA s;
DROP SCHEMA s CASCADE;
DROP SCHEMA nope;
DROP SCHEMA IF EXISTS nope;
CREATE EXTENSION citext;
CREATE TABLE ci (x citext, n int);
DROP EXTENSION citext;
DROP TYPE citext;
DROP EXTENSION citext CASCADE;
DROP EXTENSION nope;
)sql"},
    {"Routines", R"sql(
CREATE FUNCTION isok(int) RETURNS bool LANGUAGE sql AS 'select true';
CREATE PROCEDURE pr() LANGUAGE sql AS 'select 1';
CREATE PROCEDURE pro(IN a int, OUT b text) LANGUAGE plpgsql AS 'begin end';
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
CREATE SEQUENCE sq;
DROP FUNCTION IF EXISTS t(nope);
DROP FUNCTION nope(int);
DROP FUNCTION nope;
DROP FUNCTION IF EXISTS isok(text), nope2.x(int);
DROP FUNCTION isok(nope);
DROP FUNCTION isok(int, varchar(3), numeric(4, 2)[]);
DROP PROCEDURE isok(int);
DROP AGGREGATE isok(int);
DROP AGGREGATE nope(*);
DROP AGGREGATE nope(int);
DROP ROUTINE isok(text);
DROP FUNCTION pr();
DROP PROCEDURE isok;
DROP PROCEDURE nope;
DROP PROCEDURE nope(int);
DROP ROUTINE nope;
DROP FUNCTION no.x(int);
DROP FUNCTION no.x;
CREATE FUNCTION isok(text) RETURNS bool LANGUAGE sql AS 'select true';
DROP FUNCTION isok;
DROP ROUTINE isok;
DROP PROCEDURE pro(int, OUT text);
DROP TRIGGER nope ON t;
DROP TRIGGER nope ON nope;
DROP TRIGGER nope ON no.x;
DROP TRIGGER nope ON sq;
DROP TRIGGER IF EXISTS nope ON nope;
DROP TRIGGER IF EXISTS nope ON t;
DROP POLICY nope ON t;
DROP POLICY nope ON v;
DROP POLICY nope ON nope;
DROP POLICY IF EXISTS nope ON nope;
DROP RULE nope ON t;
DROP RULE nope ON sq;
DROP RULE nope ON nope;
DROP RULE "_RETURN" ON v;
DROP PUBLICATION nope;
DROP EVENT TRIGGER nope;
DROP STATISTICS nope;
DROP STATISTICS no.nope;
CREATE FUNCTION evf() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end';
CREATE EVENT TRIGGER ev ON ddl_command_start EXECUTE FUNCTION evf();
DROP FUNCTION evf();
ALTER EVENT TRIGGER ev RENAME TO ev;
ALTER EVENT TRIGGER nope RENAME TO ev2;
ALTER EVENT TRIGGER ev RENAME TO ev2;
DROP FUNCTION evf() CASCADE;
CREATE INDEX ii ON t (b);
DROP INDEX CONCURRENTLY ii, ii;
DROP INDEX CONCURRENTLY ii CASCADE;
DROP ROUTINE pr();
DROP FUNCTION isok(text);
)sql"},
    {"RenamedRelations", R"sql(
CREATE TABLE fk1 (id int PRIMARY KEY);
CREATE TABLE fk2 (id int REFERENCES fk1);
ALTER TABLE fk2 RENAME CONSTRAINT fk2_id_fkey TO foo;
ALTER TABLE fk1 RENAME CONSTRAINT fk1_pkey TO fk2;
ALTER TABLE fk1 RENAME CONSTRAINT nope TO x;
ALTER INDEX fk1_pkey RENAME TO pk9;
ALTER TABLE fk1 ADD CHECK (id > 0);
ALTER TABLE fk1 RENAME CONSTRAINT pk9 TO fk1_id_check;
ALTER INDEX pk9 RENAME TO fk1_id_check;
ALTER TABLE nope RENAME TO x;
ALTER TABLE IF EXISTS nope RENAME TO x;
ALTER TABLE IF EXISTS nope.x RENAME TO x;
ALTER TABLE nope.x RENAME TO x;
ALTER TABLE fk1 RENAME TO fk2;
ALTER TABLE fk1 RENAME TO fk1;
CREATE TYPE en AS ENUM ('a');
CREATE DOMAIN dm AS int CONSTRAINT dc CHECK (VALUE > 0);
CREATE TYPE comp AS (a int, b int);
CREATE SEQUENCE sq;
CREATE VIEW vw AS SELECT 1 AS x, 2 AS y;
CREATE MATERIALIZED VIEW mv AS SELECT 1 AS x;
CREATE TABLE uses (e en, d dm, c comp, n int DEFAULT nextval('sq'));
ALTER TABLE fk1 RENAME TO en;
ALTER TYPE en RENAME TO fk1;
ALTER TYPE en RENAME TO en;
ALTER TYPE fk1 RENAME TO zz;
ALTER TYPE dm RENAME TO dm2;
ALTER DOMAIN en RENAME TO x;
ALTER DOMAIN dm2 RENAME TO dm3;
ALTER DOMAIN dm3 RENAME CONSTRAINT dc TO dc2;
ALTER DOMAIN dm3 RENAME CONSTRAINT nope TO dc2;
ALTER DOMAIN dm3 RENAME CONSTRAINT dc2 TO dc2;
ALTER TYPE comp RENAME ATTRIBUTE a TO b;
ALTER TYPE comp RENAME ATTRIBUTE a TO c;
ALTER TYPE comp RENAME ATTRIBUTE nope TO c;
ALTER TYPE comp RENAME TO fk1;
ALTER TYPE comp RENAME TO comp2;
ALTER TABLE comp2 RENAME TO comp3;
ALTER TYPE vw RENAME TO q;
ALTER TYPE en RENAME ATTRIBUTE a TO c;
ALTER TYPE en RENAME TO mood;
ALTER TABLE sq RENAME TO sq2;
ALTER TABLE vw RENAME TO vw2;
ALTER VIEW fk1 RENAME TO x;
ALTER VIEW sq2 RENAME TO x;
ALTER SEQUENCE fk1 RENAME TO x;
ALTER INDEX fk1 RENAME TO x1;
ALTER TABLE x1 RENAME TO fk3;
ALTER MATERIALIZED VIEW vw2 RENAME TO x;
ALTER INDEX sq2 RENAME TO sq3;
ALTER FOREIGN TABLE fk3 RENAME TO x;
ALTER TABLE vw2 RENAME COLUMN x TO xx;
ALTER VIEW vw2 RENAME COLUMN xx TO y;
ALTER VIEW vw2 RENAME COLUMN nope TO y;
ALTER TABLE sq3 RENAME COLUMN last_value TO lv;
ALTER TABLE sq3 RENAME CONSTRAINT a TO b;
ALTER TABLE vw2 RENAME CONSTRAINT a TO b;
ALTER TABLE mv RENAME COLUMN x TO x2;
ALTER TABLE fk3 RENAME COLUMN nope TO z;
ALTER TABLE fk3 RENAME COLUMN id TO ctid;
ALTER TABLE fk3 RENAME COLUMN ctid TO x;
ALTER TABLE fk3 RENAME COLUMN id TO key;
ALTER TABLE fk3 RENAME COLUMN key TO key;
ALTER TABLE IF EXISTS nope RENAME COLUMN a TO b;
ALTER TABLE IF EXISTS nope RENAME CONSTRAINT a TO b;
ALTER VIEW vw2 RENAME TO mv;
)sql"},
    {"FunctionsInIndexes", R"sql(
CREATE TABLE t (a int, b text);
CREATE FUNCTION f(text) RETURNS text LANGUAGE sql AS $$ SELECT lower($1) $$;
CREATE FUNCTION g(int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN 1; END $$;
CREATE INDEX ON t (f(b));
CREATE INDEX ON t (g(a));
)sql"},
    {"DefaultsOfChangedTypes", R"sql(
CREATE TYPE en AS ENUM ('a', 'b');
CREATE DOMAIN dm AS varchar(20);
CREATE TABLE t (a timestamp DEFAULT '1970-01-01', b timestamp DEFAULT '1970-01-01'::timestamp, c int DEFAULT 5,
    d date DEFAULT '2020-01-01', e varchar(10) DEFAULT 'abc', f int DEFAULT '7', g text DEFAULT 'a',
    h en DEFAULT 'a', i text[] DEFAULT '{}', j dm DEFAULT 'x', k char(3) DEFAULT 'x',
    l numeric(10, 2) DEFAULT '1.5', m boolean DEFAULT 'yes', n text DEFAULT 'x', o int DEFAULT 0);
ALTER TABLE t ALTER a TYPE timestamptz, ALTER b TYPE timestamptz, ALTER c TYPE bigint;
ALTER TABLE t ALTER d TYPE timestamptz, ALTER e TYPE text, ALTER f TYPE text;
ALTER TABLE t ALTER g TYPE en USING g::en;
ALTER TABLE t ALTER h TYPE text;
ALTER TABLE t ALTER i TYPE varchar(5)[];
ALTER TABLE t ALTER j TYPE text, ALTER k TYPE varchar(5), ALTER l TYPE int;
ALTER TABLE t ALTER m TYPE text;
ALTER TABLE t ALTER n TYPE int USING length(n);
ALTER TABLE t ALTER o TYPE boolean USING o <> 0;
ALTER TABLE t ALTER e TYPE varchar(5), ALTER a TYPE date;
ALTER TYPE en RENAME VALUE 'a' TO 'z';
DROP TYPE en;
)sql"},
    {"OptionsOfForeignTables", R"sql(
CREATE FOREIGN DATA WRAPPER w;
CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE TABLE t (id int);
CREATE FOREIGN TABLE f (id int OPTIONS (column_name 'i'), v text)
    SERVER s OPTIONS (table_name 'one', "Mixed" 'x', password 'secret');
ALTER FOREIGN TABLE f ALTER COLUMN v OPTIONS (column_name 'w', ADD key 'true');
ALTER FOREIGN TABLE f ALTER COLUMN id OPTIONS (SET column_name 'it''s');
ALTER FOREIGN TABLE f ALTER COLUMN id OPTIONS (DROP nothing);
ALTER FOREIGN TABLE f ALTER COLUMN id OPTIONS (ADD column_name 'again');
ALTER FOREIGN TABLE f ALTER COLUMN nothing OPTIONS (ADD column_name 'again');
ALTER FOREIGN TABLE f OPTIONS (SET table_name 'two', DROP password, ADD fetch_size '10');
ALTER FOREIGN TABLE f OPTIONS (SET "Mixed" 'y', SET mixed 'z');
ALTER FOREIGN TABLE f OPTIONS (SET "Mixed" 'y', ADD a '1', ADD a '2');
ALTER FOREIGN TABLE f OPTIONS (SET "Mixed" 'y');
ALTER TABLE f OPTIONS (DROP fetch_size), ALTER COLUMN v OPTIONS (DROP key);
ALTER TABLE t OPTIONS (ADD a 'b');
ALTER TABLE t ALTER COLUMN id OPTIONS (ADD a 'b');
ALTER FOREIGN TABLE t OPTIONS (ADD a 'b');
ALTER VIEW t SET (security_barrier);
ALTER MATERIALIZED VIEW f SET (fillfactor = 50);
ALTER INDEX t SET (fillfactor = 50);
)sql"},
    {"RenamedColumns", R"sql(
CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE TABLE t (id int PRIMARY KEY, a int CHECK (a > 0), b text DEFAULT 'x',
    g int GENERATED ALWAYS AS (a + 1) STORED, UNIQUE (a, b), CHECK (a > length(b)));
COMMENT ON COLUMN t.a IS 'words';
CREATE INDEX ON t (lower(b)) WHERE a > 1;
CREATE TABLE u (t_a int, t_b text, FOREIGN KEY (t_a, t_b) REFERENCES t (a, b));
CREATE VIEW v AS SELECT a, b AS other FROM t;
CREATE TRIGGER tr AFTER UPDATE OF a ON t FOR EACH ROW WHEN (old.a > 0) EXECUTE FUNCTION ft();
CREATE STATISTICS st ON a, b FROM t;
CREATE PUBLICATION pb FOR TABLE t (id, a) WHERE (id > 0);
ALTER TABLE t RENAME a TO amount;
ALTER TABLE t RENAME COLUMN b TO "Label";
ALTER TABLE t RENAME id TO key;
ALTER TABLE t RENAME TO things;
ALTER TABLE u RENAME t_a TO things_amount;
ALTER FUNCTION ft RENAME TO "Changed";
CREATE TABLE inh1 (a int, b int);
CREATE TABLE inh2 (a int);
CREATE TABLE inhc () INHERITS (inh1, inh2);
ALTER TABLE inh1 RENAME COLUMN a TO z;
ALTER TABLE inh1 RENAME COLUMN b TO z;
ALTER TABLE inhc RENAME COLUMN z TO y;
ALTER TABLE ONLY inh1 RENAME COLUMN z TO y;
ALTER TABLE inhc ADD COLUMN q int;
ALTER TABLE inh1 RENAME COLUMN z TO q;
ALTER TABLE inh1 ADD CHECK (z > 0);
ALTER TABLE ONLY inh1 RENAME CONSTRAINT inh1_z_check TO foo;
ALTER TABLE inhc RENAME CONSTRAINT inh1_z_check TO foo;
ALTER TABLE inh1 RENAME CONSTRAINT inh1_z_check TO foo;
CREATE TABLE pt (id int, at date, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
ALTER TABLE pt RENAME CONSTRAINT pt_pkey TO q;
ALTER TABLE pt1 RENAME CONSTRAINT pt1_pkey TO q1;
ALTER TABLE pt RENAME COLUMN id TO idd;
ALTER TABLE pt1 RENAME COLUMN idd TO iddd;
ALTER TABLE ONLY pt RENAME COLUMN idd TO ii;
ALTER TABLE pt RENAME COLUMN at TO "When";
)sql"},
    {"RenamedParts", R"sql(
CREATE FUNCTION ft() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end';
CREATE FUNCTION f(int) RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION f(text) RETURNS int LANGUAGE sql AS 'select 1';
CREATE FUNCTION g(int) RETURNS int LANGUAGE sql AS 'select 1';
CREATE PROCEDURE pr() LANGUAGE sql AS 'select 1';
CREATE TABLE t (a int, b int);
CREATE VIEW v AS SELECT a FROM t;
CREATE SEQUENCE sq;
ALTER FUNCTION f RENAME TO h;
ALTER FUNCTION f(int) RENAME TO g;
ALTER FUNCTION f(int) RENAME TO h;
ALTER FUNCTION nope(int) RENAME TO h;
ALTER FUNCTION nope RENAME TO h;
ALTER FUNCTION no.x(int) RENAME TO b;
ALTER PROCEDURE pr RENAME TO pr2;
ALTER FUNCTION pr2() RENAME TO pr3;
ALTER PROCEDURE h RENAME TO x;
ALTER ROUTINE pr2 RENAME TO pr;
ALTER AGGREGATE h(int) RENAME TO hh;
CREATE TRIGGER tr AFTER INSERT ON t EXECUTE FUNCTION ft();
CREATE TRIGGER tr2 AFTER INSERT ON t EXECUTE FUNCTION ft();
ALTER TRIGGER tr ON t RENAME TO tr2;
ALTER TRIGGER nope ON t RENAME TO tr2;
ALTER TRIGGER nope ON nope RENAME TO tr2;
ALTER TRIGGER a ON no.x RENAME TO b;
ALTER TRIGGER a ON sq RENAME TO b;
ALTER TRIGGER tr ON t RENAME TO tr3;
CREATE POLICY p ON t;
CREATE POLICY p2 ON t;
ALTER POLICY p ON t RENAME TO p2;
ALTER POLICY nope ON t RENAME TO p3;
ALTER POLICY p ON t RENAME TO p3;
ALTER POLICY IF EXISTS p ON nope RENAME TO p2;
ALTER POLICY a ON v RENAME TO b;
CREATE RULE r AS ON INSERT TO t DO ALSO NOTIFY x;
CREATE RULE r2 AS ON INSERT TO t DO ALSO NOTIFY x;
ALTER RULE r ON t RENAME TO r2;
ALTER RULE nope ON t RENAME TO r2;
ALTER RULE r ON t RENAME TO r3;
ALTER RULE a ON sq RENAME TO b;
ALTER RULE "_RETURN" ON v RENAME TO b;
CREATE SCHEMA s;
CREATE SCHEMA s2;
CREATE TABLE s.inside (a int);
ALTER SCHEMA s RENAME TO s2;
ALTER SCHEMA s RENAME TO pg_x;
ALTER SCHEMA nope RENAME TO s2;
ALTER SCHEMA s RENAME TO s3;
CREATE PUBLICATION pb;
CREATE PUBLICATION pb2;
ALTER PUBLICATION pb RENAME TO pb2;
ALTER PUBLICATION nope RENAME TO pb2;
ALTER PUBLICATION pb RENAME TO pb3;
CREATE STATISTICS st ON a, b FROM t;
CREATE STATISTICS st2 ON a, b FROM t;
ALTER STATISTICS st RENAME TO st2;
ALTER STATISTICS nope RENAME TO st2;
ALTER STATISTICS no.nope RENAME TO st2;
ALTER STATISTICS st RENAME TO st3;
ALTER ROLE erdmark_nobody RENAME TO x;
)sql"},
    {"Moved", R"sql(
CREATE SCHEMA s3;
CREATE TABLE t (a int, b int);
CREATE TABLE u (a int);
ALTER TABLE t SET SCHEMA nope;
ALTER TABLE nope SET SCHEMA s3;
ALTER TABLE IF EXISTS nope SET SCHEMA s3;
ALTER TABLE t SET SCHEMA pg_temp;
CREATE TABLE s3.t ();
ALTER TABLE t SET SCHEMA s3;
ALTER TABLE t SET SCHEMA public;
CREATE TYPE s3.u AS ENUM ('a');
ALTER TABLE u SET SCHEMA s3;
CREATE SEQUENCE q;
CREATE TABLE ow (id serial, n int CHECK (n > 0), i int GENERATED ALWAYS AS IDENTITY, UNIQUE (n));
CREATE TABLE re (ow int REFERENCES ow (n));
ALTER SEQUENCE ow_id_seq SET SCHEMA s3;
CREATE VIEW v AS SELECT * FROM ow;
ALTER TABLE ow SET SCHEMA s3;
ALTER TABLE s3.ow_n_key SET SCHEMA public;
ALTER TABLE v SET SCHEMA s3;
ALTER VIEW q SET SCHEMA s3;
ALTER VIEW t SET SCHEMA s3;
ALTER SEQUENCE q SET SCHEMA s3;
ALTER TYPE u SET SCHEMA public;
ALTER TYPE s3.u SET SCHEMA public;
ALTER TYPE nope SET SCHEMA s3;
CREATE DOMAIN dm AS int CHECK (VALUE > 0);
CREATE TABLE usesdm (d dm);
ALTER TYPE dm SET SCHEMA s3;
ALTER DOMAIN s3.dm SET SCHEMA public;
CREATE TYPE s3.dm AS ENUM ('a');
ALTER DOMAIN dm SET SCHEMA s3;
ALTER DOMAIN s3.dm SET SCHEMA public;
CREATE TYPE comp AS (a int);
ALTER TABLE comp SET SCHEMA s3;
ALTER TYPE comp SET SCHEMA s3;
CREATE FUNCTION h(int) RETURNS int LANGUAGE sql AS 'select 1';
ALTER FUNCTION h(int) SET SCHEMA s3;
CREATE FUNCTION h(int) RETURNS int LANGUAGE sql AS 'select 1';
ALTER FUNCTION h(int) SET SCHEMA s3;
ALTER FUNCTION nope(int) SET SCHEMA s3;
CREATE STATISTICS st2 ON a, b FROM t;
ALTER STATISTICS st2 SET SCHEMA s3;
ALTER STATISTICS nope SET SCHEMA s3;
ALTER EXTENSION nope SET SCHEMA s3;
ALTER EXTENSION plpgsql SET SCHEMA s3;
CREATE MATERIALIZED VIEW mv AS SELECT 1 AS a;
CREATE INDEX mvi ON mv (a);
ALTER MATERIALIZED VIEW mv SET SCHEMA s3;
CREATE EXTENSION citext;
CREATE TABLE ci (x citext);
ALTER EXTENSION citext SET SCHEMA s3;
DROP SCHEMA s3;
DROP EXTENSION citext CASCADE;
)sql"},
};

INSTANTIATE_TEST_SUITE_P(Histories, PostgresReplayDrop, testing::ValuesIn(kHistories),
                         [](const testing::TestParamInfo<History>& test) {
                             return std::string(test.param.name);
                         });

}  // namespace
}  // namespace erdmark
