#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract/postgres_session.h"
#include "support/postgres_server.h"

// What statements leave that run outside a transaction, when they are cut off.

namespace erdmark {
namespace {

using dialect::MigrationSession;
using dialect::Remains;
using test::open_postgres_session;
using test::outcome;
using test::PostgresDatabase;
using test::ScriptStatement;

/// A statement whose traces are taken before anything happens to it.
class CutOff {
public:
    CutOff(MigrationSession& session, const std::string& text)
        : session_(session), script_(text), traces_(session.traces(script_.statement())) {}

    /// `Partial: words | cleanup`
    std::string remains() {
        constexpr const char* kEffects[] = {"None", "Partial", "Done", "Unknown"};
        const Remains remains = session_.remains(script_.statement(), traces_);
        return std::string(kEffects[static_cast<std::size_t>(remains.effect)]) + ": " +
               remains.words + (remains.cleanup.empty() ? "" : " | " + remains.cleanup);
    }

    std::string run() { return outcome(session_.execute(script_.statement(), nullptr)); }

    /// Runs the cleanup of what remains.
    std::string clean_up() {
        const ScriptStatement cleanup(session_.remains(script_.statement(), traces_).cleanup);
        return outcome(session_.execute(cleanup.statement(), nullptr));
    }

    const std::string& traces() const { return traces_; }

private:
    MigrationSession& session_;
    ScriptStatement script_;
    std::string traces_;
};

constexpr const char* kShop = R"sql(
    CREATE SCHEMA shop;
    CREATE TABLE shop."Users" (id int PRIMARY KEY, email text);
    INSERT INTO shop."Users" VALUES (1, 'a'), (2, 'a');
    CREATE INDEX old ON shop."Users" (email);
    SET search_path = shop;)sql";

class PostgresTraces : public testing::Test {
protected:
    PostgresDatabase database_{kShop};
    std::unique_ptr<MigrationSession> session_ = open_postgres_session(database_.url());
};

TEST_F(PostgresTraces, OfANewIndexShowThatItIsDone) {
    CutOff named(*session_, R"(CREATE INDEX CONCURRENTLY "By Mail" ON shop."Users" (email))");
    EXPECT_EQ(named.traces(), "table shop.\"Users\"\n+ shop.\"Users_pkey\"\n+ shop.old");
    EXPECT_EQ(named.remains(), "None: no new index is there");
    EXPECT_EQ(named.run(), "done");
    EXPECT_EQ(named.remains(), "Done: index 'By Mail' is there and valid");

    CutOff unnamed(*session_, R"(CREATE INDEX CONCURRENTLY ON shop . "Users" (id))");
    EXPECT_EQ(unnamed.remains(), "None: no new index is there");
    EXPECT_EQ(unnamed.run(), "done");
    EXPECT_EQ(unnamed.remains(), "Done: index 'Users_id_idx' is there and valid");
}

TEST_F(PostgresTraces, OfANewIndexShowThatItIsInvalid) {
    for (const std::string name : {"\"By Mail\"", ""}) {
        const std::string shown = name.empty() ? "Users_email_idx" : "By Mail";
        CutOff index(*session_, "CREATE UNIQUE INDEX CONCURRENTLY " + name +
                                    " ON ONLY shop.\"Users\" (email)");
        EXPECT_THAT(index.run(), testing::StartsWith("Refused: could not create unique index"));

        EXPECT_EQ(index.remains(), "Partial: index '" + shown +
                                       "' is there, but invalid | DROP INDEX CONCURRENTLY shop.\"" +
                                       shown + "\"");
        EXPECT_EQ(index.clean_up(), "done");
        EXPECT_EQ(index.remains(), "None: no new index is there");
    }
}

TEST_F(PostgresTraces, OfANewIndexHoldInAnotherSearchPath) {
    session_->query("SET search_path = shop");
    CutOff index(*session_, R"(CREATE INDEX CONCURRENTLY by_mail ON "Users" (email))");
    ASSERT_EQ(index.run(), "done");
    session_->reset();

    EXPECT_EQ(index.remains(), "Done: index 'by_mail' is there and valid");
}

TEST_F(PostgresTraces, OfANewIndexTellItFromThoseOfOthers) {
    CutOff named(*session_, R"(CREATE INDEX CONCURRENTLY mine ON shop."Users" (email))");
    CutOff unnamed(*session_, R"(CREATE INDEX CONCURRENTLY ON shop."Users" (email))");
    const std::string longest(70, 'l');
    CutOff cut(*session_, "CREATE INDEX CONCURRENTLY " + longest + " ON shop.\"Users\" (email)");
    database_.run(R"(CREATE INDEX a ON shop."Users" (email); CREATE INDEX b ON shop."Users" (id))");

    EXPECT_EQ(named.remains(), "None: no new index is there");
    EXPECT_EQ(unnamed.remains(),
              "Unknown: 2 new indexes are there, where one was to be made; drop the one that the "
              "statement made, or give it a name");
    EXPECT_EQ(cut.run(), "done");
    EXPECT_EQ(cut.remains(), "Done: index '" + longest.substr(0, 63) + "' is there and valid");
}

TEST_F(PostgresTraces, OfAnIndexThatWasThereBeforeAreNone) {
    CutOff index(*session_, R"(CREATE INDEX CONCURRENTLY IF NOT EXISTS old ON shop."Users" (id))");
    CutOff nowhere(*session_, "CREATE INDEX CONCURRENTLY ix ON nowhere (id)");

    EXPECT_EQ(index.run(), "done");
    EXPECT_EQ(index.remains(), "None: no new index is there");
    EXPECT_EQ(nowhere.traces(), "");
    EXPECT_EQ(nowhere.remains(), "None: no new index is there");
}

TEST_F(PostgresTraces, OfADroppedIndexShowWhetherItIsGone) {
    CutOff drop(*session_, "DROP INDEX CONCURRENTLY IF EXISTS shop.old");
    EXPECT_EQ(drop.traces(), "+ shop.old");
    EXPECT_EQ(drop.remains(), "None: index 'old' is still there");
    database_.run("UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'shop.old'::regclass");
    EXPECT_EQ(drop.remains(), "None: index 'old' is still there, but invalid");
    EXPECT_EQ(drop.run(), "done");
    EXPECT_EQ(drop.remains(), "Done: index 'shop.old' is not there");

    CutOff again(*session_, "DROP INDEX CONCURRENTLY IF EXISTS shop.old");
    EXPECT_EQ(again.remains(), "None: index 'shop.old' is not there");
}

TEST_F(PostgresTraces, OfAReindexAreWhatItLeft) {
    CutOff reindex(*session_, "REINDEX (CONCURRENTLY) INDEX shop.old");
    EXPECT_EQ(reindex.run(), "done");
    EXPECT_EQ(reindex.remains(), "None: REINDEX left nothing and may run again");
    for (const std::string name : {"old_ccnew", "old_ccold1"}) {
        EXPECT_NE(CutOff(*session_,
                         "CREATE UNIQUE INDEX CONCURRENTLY " + name + " ON shop.\"Users\" (email)")
                      .run(),
                  "done");
    }

    EXPECT_EQ(reindex.remains(),
              "Partial: index 'old_ccnew' is there, but invalid | DROP INDEX CONCURRENTLY "
              "shop.old_ccnew");
    EXPECT_EQ(reindex.clean_up(), "done");
    EXPECT_EQ(reindex.remains(),
              "Partial: index 'old_ccold1' is there, but invalid | DROP INDEX CONCURRENTLY "
              "shop.old_ccold1");
    EXPECT_EQ(CutOff(*session_, "REINDEX TABLE CONCURRENTLY shop.old").remains(),
              "None: REINDEX left nothing and may run again");
}

TEST_F(PostgresTraces, OfAPartitionShowHowFarItIsDetached) {
    database_.run(R"sql(
        CREATE TABLE shop.log (at int) PARTITION BY LIST (at);
        CREATE TABLE shop."Log 1" PARTITION OF shop.log FOR VALUES IN (1);)sql");
    session_ = open_postgres_session(database_.url(), {.statement_timeout_milliseconds = 300});
    CutOff detach(*session_, R"(ALTER TABLE shop.log DETACH PARTITION shop."Log 1" CONCURRENTLY)");
    EXPECT_EQ(detach.traces(), "table shop.log\npartition shop.\"Log 1\"");
    EXPECT_EQ(detach.remains(), "None: partition 'shop.\"Log 1\"' is still attached");
    const auto reader = open_postgres_session(database_.url());
    ASSERT_EQ(outcome(reader->begin()), "done");
    reader->query("SELECT * FROM shop.log");

    EXPECT_THAT(detach.run(), testing::StartsWith("TimedOut: "));
    reader->rollback();

    EXPECT_EQ(detach.remains(),
              "Partial: partition 'shop.\"Log 1\"' is detached by half; FINALIZE does the rest, "
              "after which the statement is done | ALTER TABLE shop.log DETACH PARTITION "
              "shop.\"Log 1\" FINALIZE");
    EXPECT_EQ(detach.clean_up(), "done");
    EXPECT_EQ(detach.remains(), "Done: partition 'shop.\"Log 1\"' is detached");
    EXPECT_EQ(CutOff(*session_, "ALTER TABLE shop.log DETACH PARTITION shop.\"Log 1\" CONCURRENTLY")
                  .remains(),
              "None: partition 'shop.\"Log 1\"' was not attached");
}

TEST_F(PostgresTraces, OfADatabaseAreInTheCatalog) {
    const std::string name = database_.name() + "_new";
    CutOff create(*session_, "CREATE DATABASE " + name);
    EXPECT_EQ(create.remains(), "None: database '" + name + "' is not there");
    EXPECT_EQ(create.run(), "done");
    EXPECT_EQ(create.remains(), "Done: database '" + name + "' is there");

    CutOff drop(*session_, "DROP DATABASE IF EXISTS " + name);
    EXPECT_EQ(drop.remains(), "None: database '" + name + "' is as it was");
    EXPECT_EQ(drop.run(), "done");
    EXPECT_EQ(drop.remains(), "Done: database '" + name + "' is not there");
}

TEST_F(PostgresTraces, OfASubscriptionAreInTheCatalog) {
    CutOff create(*session_,
                  "CREATE SUBSCRIPTION sub CONNECTION 'dbname=x' PUBLICATION p WITH (connect = "
                  "false, slot_name = NONE)");
    EXPECT_EQ(create.run(), "done");
    EXPECT_EQ(create.remains(), "Done: subscription 'sub' is there");
    CutOff alter(*session_, "ALTER SUBSCRIPTION sub SET PUBLICATION q WITH (refresh = false)");
    EXPECT_EQ(alter.remains(), "None: subscription 'sub' is as it was");
    EXPECT_EQ(alter.run(), "done");
    EXPECT_EQ(alter.remains(), "Done: subscription 'sub' has changed");
    CutOff drop(*session_, "DROP SUBSCRIPTION sub");
    EXPECT_EQ(drop.run(), "done");
    EXPECT_EQ(drop.remains(), "Done: subscription 'sub' is not there");
}

TEST_F(PostgresTraces, OfWhatMayRunAgainAreNone) {
    EXPECT_EQ(CutOff(*session_, "VACUUM FULL shop.\"Users\"").remains(),
              "None: VACUUM may run again");
    EXPECT_EQ(CutOff(*session_, "CLUSTER").remains(), "None: CLUSTER may run again");
    EXPECT_EQ(CutOff(*session_, "ALTER SYSTEM RESET work_mem").remains(),
              "None: ALTER SYSTEM may run again");
    EXPECT_EQ(CutOff(*session_, "DISCARD ALL").remains(), "None: DISCARD ALL may run again");
    EXPECT_EQ(CutOff(*session_, "REINDEX SCHEMA shop").remains(),
              "None: REINDEX SCHEMA may run again");
    EXPECT_EQ(CutOff(*session_, "DROP INDEX CONCURRENTLY").remains(),
              "None: index '' is not there");
    EXPECT_EQ(CutOff(*session_, "DROP TABLESPACE nowhere").remains(),
              "None: tablespace 'nowhere' is not there");
}

TEST_F(PostgresTraces, OfAnyOtherStatementSayNothing) {
    for (const std::string text : {"INSERT INTO t VALUES (1)", "ALTER DATABASE a OWNER TO b"}) {
        EXPECT_EQ(CutOff(*session_, text).traces(), "");
        EXPECT_EQ(CutOff(*session_, text).remains(),
                  "Unknown: the database does not show whether it was done");
    }
    for (const std::string text : {"CREATE INDEX CONCURRENTLY",
                                   "CREATE INDEX CONCURRENTLY U&\"a\" ON shop.\"Users\" (email)"}) {
        EXPECT_EQ(CutOff(*session_, text).traces(), "");
        EXPECT_EQ(CutOff(*session_, text).remains(),
                  "Unknown: the statement cannot be read, so nobody can tell whether it was done");
    }
}

}  // namespace
}  // namespace erdmark
