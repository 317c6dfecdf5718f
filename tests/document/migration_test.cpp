#include "document/migration.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace erdmark::document {
namespace {

using schema::Column;
using schema::ForeignKey;
using schema::QualifiedName;
using schema::Table;
using testing::ElementsAre;
using testing::IsEmpty;

Table table(const std::string& name, const std::vector<std::string>& columns) {
    Table result{.name = {"", name}};
    for (const std::string& column : columns) {
        result.columns.push_back({.name = column, .type = "int"});
    }
    return result;
}

ForeignKey key_to(const std::string& name, const std::string& column = "id") {
    return {.name = "fk_" + name,
            .columns = {"x"},
            .referenced_table = {"", name},
            .referenced_columns = {column}};
}

MigrationRecord record(const std::string& version, std::vector<Table> before,
                       std::vector<Table> after) {
    return {.id = version + "_m",
            .version = version,
            .name = "m",
            .file = version + "_m.sql",
            .place = "db/" + version + "_m.sql",
            .before = {.tables = std::move(before)},
            .after = {.tables = std::move(after)}};
}

/// What one migration did, a text for each line.
std::vector<std::string> lines(const MigrationRecord& migration) {
    std::vector<std::string> result;
    const MigrationsView view = make_migrations({&migration, 1}, {}).view;
    for (const MigrationChangeView& change : view.migrations[0].changes) {
        std::string line = change.verb + " " + change.object.kind + " ";
        line += change.old_name.empty() ? "" : change.old_name + " > ";
        line += change.object.name;
        line += change.detail.empty() ? "" : " with " + change.detail;
        for (const MigrationPartsView& parts : change.parts) {
            line += "; " + parts.words;
            for (std::size_t index = 0; index < parts.names.size(); ++index) {
                line += " " + parts.names[index];
                line += parts.notes.empty() ? "" : "[" + parts.notes[index] + "]";
            }
        }
        result.push_back(line);
    }
    for (const MigrationRowsView& rows : view.migrations[0].rows) {
        result.push_back(rows.object.name + " " + rows.words);
    }
    return result;
}

TEST(MigrationChanges, TellANewTableInALine) {
    Table users = table("users", {"id", "email"});
    users.indexes = {{.name = "ix"},
                     {.name = "users_pkey", .origin = schema::IndexOrigin::PrimaryKey}};
    users.triggers = {{.name = "a"}, {.name = "b"}};

    EXPECT_THAT(lines(record("1", {}, {users})),
                ElementsAre("Creates table users with 2 columns, 1 index, 2 triggers"));
    EXPECT_THAT(lines(record("1", {users}, {})), ElementsAre("Drops table users"));
}

TEST(MigrationChanges, TellPartsInGroups) {
    Table before = table("users", {"id", "email", "old"});
    before.comment = "People";
    Table after = table("users", {"id", "email", "tenant", "phone"});
    after.columns[1].type = "text";
    after.columns[1].nullable = false;
    after.indexes = {{.name = "ix_a"}, {.name = "ix_b"}};
    after.foreign_keys = {key_to("tenants")};
    after.primary_key = schema::PrimaryKey{.columns = {"id"}};

    EXPECT_THAT(lines(record("1", {before}, {after})),
                ElementsAre("Changes table users; renames column old[to tenant]; adds column "
                            "phone; adds the primary key; adds foreign key fk_tenants; adds "
                            "indexes ix_a ix_b; changes column email[type, nullable]; changes its "
                            "comment"));
}

TEST(MigrationChanges, TellRenamesAndFollowThem) {
    Table person = table("person", {"id"});
    Table child = table("child", {"x"});
    child.foreign_keys = {key_to("person")};
    Table people = table("people", {"id"});
    Table new_child = table("child", {"x"});
    new_child.foreign_keys = {key_to("people")};
    new_child.foreign_keys[0].name = "fk_person";
    MigrationRecord renaming = record("1", {child, person}, {new_child, people});
    renaming.renamed = {{{"", "person"}, {"", "people"}}};
    MigrationRecord changing = renaming;
    changing.after.tables[1].columns.push_back({.name = "y"});

    EXPECT_THAT(lines(renaming), ElementsAre("Renames table person > people"));
    EXPECT_THAT(lines(changing), ElementsAre("Renames table person > people; adds column y"));
}

TEST(MigrationChanges, TellRows) {
    MigrationRecord seeding = record("1", {}, {});
    seeding.rows = {{.table = {"", "roles"}, .inserted = 10},
                    {.table = {"", "users"}, .inserted = 1, .updated = 2, .deleted = 1}};

    EXPECT_THAT(lines(seeding), ElementsAre("roles adds 10 rows",
                                            "users adds 1 row, changes 2 rows, removes 1 row"));
}

TEST(MigrationChanges, TellOtherObjects) {
    MigrationRecord making = record("1", {}, {});
    making.after.enums = {{.name = {"", "mood"}, .values = {"sad", "glad"}}};
    making.after.views = {{.name = {"", "v"}, .columns = {{.name = "a"}}}};
    making.after.sequences = {{.name = {"", "s"}},
                              {.name = {"", "users_id_seq"}, .owner_table = {"", "users"}}};

    EXPECT_THAT(lines(making),
                ElementsAre("Creates view v with 1 column", "Creates enum type mood with 2 values",
                            "Creates sequence s"));
}

/// What a folder of migrations needs: for each its index, then `index:objects`, latest first.
std::vector<std::string> needs(const std::vector<MigrationRecord>& records) {
    std::vector<std::string> result;
    for (const MigrationView& migration : make_migrations(records, {}).view.migrations) {
        std::string line;
        for (const MigrationNeedView& need : migration.needs) {
            line += line.empty() ? "" : " ";
            line += std::to_string(need.migration) + ":";
            for (const std::string& object : need.objects) {
                line += (line.ends_with(':') ? "" : ",") + object;
            }
            line += need.declared ? "!" : "";
        }
        result.push_back(line);
    }
    return result;
}

TEST(MigrationNeeds, FollowWhatIsTouched) {
    const Table users = table("users", {"id"});
    Table wide = table("users", {"id", "email"});
    Table orders = table("orders", {"x"});
    orders.foreign_keys = {key_to("users")};
    Table mails = table("mails", {"x"});
    mails.foreign_keys = {key_to("users", "email")};

    EXPECT_THAT(
        needs({record("1", {}, {users}), record("2", {users}, {wide}), record("3", {}, {orders}),
               record("4", {}, {mails}), record("5", {wide}, {})}),
        ElementsAre("", "0:users", "0:users", "1:users", "1:users"));
}

TEST(MigrationNeeds, FollowTypesViewsAndTriggers) {
    MigrationRecord first = record("1", {}, {table("a", {"id"})});
    first.after.enums = {{.name = {"", "mood"}}};
    first.after.routines = {{.name = {"audit", "log"}}};
    Table typed = table("b", {"m"});
    typed.columns[0].user_type = {"", "mood"};
    Table watched = table("c", {"x"});
    watched.triggers = {{.name = "t", .function = "audit.log('c')"}};
    MigrationRecord viewing = record("4", {}, {});
    viewing.after.views = {{.name = {"", "v"}, .reads = {{.name = {"", "a"}, .columns = {"id"}}}}};

    EXPECT_THAT(needs({first, record("2", {}, {typed}), record("3", {}, {watched}), viewing}),
                ElementsAre("", "0:mood", "0:audit.log", "0:a"));
}

TEST(MigrationNeeds, FollowRows) {
    const Table roles = table("roles", {"id"});
    MigrationRecord seeding = record("2", {}, {});
    seeding.rows = {{.table = {"", "roles"}, .inserted = 1}};
    MigrationRecord mending = record("3", {}, {});
    mending.rows = {{.table = {"", "roles"}, .updated = 1}};
    MigrationRecord reading = record("4", {}, {});
    reading.reads = {{"", "roles"}};

    EXPECT_THAT(needs({record("1", {}, {roles}), seeding, mending, reading}),
                ElementsAre("", "0:roles", "1:roles", "2:roles"));
}

TEST(MigrationNeeds, FollowRenamesAndNewObjectsOfOldNames) {
    const Table person = table("person", {"id"});
    MigrationRecord renaming = record("2", {person}, {table("people", {"id"})});
    renaming.renamed = {{{"", "person"}, {"", "people"}}};

    EXPECT_THAT(needs({record("1", {}, {person}), renaming, record("3", {}, {person}),
                       record("4", {table("people", {"id"})}, {})}),
                ElementsAre("", "0:person", "", "1:people"));
}

std::vector<MigrationRecord> chain(const std::vector<std::vector<std::string>>& depends) {
    std::vector<MigrationRecord> records;
    for (const std::vector<std::string>& each : depends) {
        const std::string version = "00" + std::to_string(records.size() + 1);
        records.push_back(record(version, {}, {table("t" + version, {"id"})}));
        records.back().depends = each;
    }
    return records;
}

TEST(DeclaredNeeds, CountByAnyNameOfAMigration) {
    std::vector<MigrationRecord> records =
        chain({{}, {"001"}, {"1"}, {"001_m"}, {"shop:001_m@v1"}, {"abc"}});
    records[0].revision = "abc";

    EXPECT_THAT(needs(records), ElementsAre("", "0:!", "0:!", "0:!", "0:!", "0:!"));
    EXPECT_THAT(make_migrations(records, {}).warnings, IsEmpty());
}

TEST(DeclaredNeeds, ThatCannotBeAreReported) {
    EXPECT_THAT(
        make_migrations(chain({{"002"}, {"002"}, {"nothing"}}), {}).warnings,
        ElementsAre("db/001_m.sql: declares to depend on '002', which runs later",
                    "db/002_m.sql: declares to depend on '002', which is this migration itself",
                    "db/003_m.sql: declares to depend on 'nothing', which is no migration of this "
                    "folder"));
}

TEST(DeclaredNeeds, ThatDoNotReachWhatIsUsedAreReported) {
    std::vector<MigrationRecord> records = chain({{}, {}, {"002"}, {"003"}});
    records[2].after.tables[0].foreign_keys = {key_to("t001")};
    records[3].after.tables[0].foreign_keys = {key_to("t002")};

    EXPECT_THAT(make_migrations(records, {}).warnings,
                ElementsAre("db/003_m.sql: uses 't001' of migration '001_m', which what it "
                            "declares to depend on does not reach"));
}

TEST(Migrations, HaveAPurpose) {
    MigrationRecord named = record("1", {}, {});
    named.name = "create_users_table";
    MigrationRecord titled = record("2", {}, {});
    titled.title = "Users";
    titled.description = "People who sign in.";
    MigrationRecord described = record("3", {}, {});
    described.description = "People.\n\nAnd more.";

    const std::vector<MigrationView> views =
        make_migrations(std::vector{named, titled, described}, {}).view.migrations;

    EXPECT_EQ(views[0].purpose, "Create users table");
    EXPECT_FALSE(views[0].is_told);
    EXPECT_EQ(views[1].purpose, "Users");
    EXPECT_EQ(views[1].description, "People who sign in.");
    EXPECT_EQ(views[2].purpose, "People.");
    EXPECT_EQ(views[2].description, "And more.");
    EXPECT_TRUE(views[2].is_told);
}

TEST(Migrations, SayWhatHoldsForAllOnce) {
    std::vector<MigrationRecord> records = chain({{}, {}});

    EXPECT_EQ(make_migrations(records, {}).view.down_words, "none with a down part");
    EXPECT_THAT(make_migrations(records, {}).view.migrations[0].notes, IsEmpty());
    records[0].has_down = true;
    records[1].transactional = false;
    records[1].repeatable = true;
    const MigrationsView mixed = make_migrations(records, {}).view;
    EXPECT_EQ(mixed.down_words, "1 without a down part");
    EXPECT_THAT(mixed.migrations[0].notes, IsEmpty());
    EXPECT_THAT(mixed.migrations[1].notes, ElementsAre("no down part", "runs outside a transaction",
                                                       "runs again whenever it changes"));
    records[1].has_down = true;
    EXPECT_EQ(make_migrations(records, {}).view.down_words, "each with a down part");
}

TEST(Migrations, LinkToWhatIsStillThere) {
    SiteView site;
    site.index = {{.table = "users", .module = "people", .anchor = "users"}};
    site.database.enums = {{.link = {.name = "mood", .anchor = "mood"}}};
    MigrationRecord making = record("1", {}, {table("gone", {"id"}), table("users", {"id"})});
    making.after.enums = {{.name = {"", "mood"}}};

    const std::vector<MigrationChangeView> changes =
        make_migrations({&making, 1}, site).view.migrations[0].changes;

    ASSERT_EQ(changes.size(), 3U);
    EXPECT_EQ(changes[0].object.table.module, "");
    EXPECT_EQ(changes[1].object.table.module, "people");
    EXPECT_EQ(changes[2].object.entry.anchor, "mood");
}

TEST(Migrations, LinkToWhatThingsBecame) {
    SiteView site;
    site.index = {{.table = "person", .module = "others", .anchor = "person"},
                  {.table = "people", .module = "people", .anchor = "people"}};
    const Table person = table("person", {"id"});
    const Table people = table("people", {"id"});
    MigrationRecord renaming = record("3", {person}, {people});
    renaming.renamed = {{{"", "person"}, {"", "people"}}};
    const std::vector<MigrationRecord> records{record("1", {}, {people}),
                                               record("2", {people}, {person}), renaming,
                                               record("4", {}, {person})};

    const std::vector<MigrationView> views = make_migrations(records, site).view.migrations;

    EXPECT_EQ(views[0].changes[0].object.table.module, "");
    EXPECT_EQ(views[1].changes[0].verb, "Drops");
    EXPECT_EQ(views[1].changes[0].object.table.module, "");
    EXPECT_EQ(views[1].changes[1].object.table.module, "people");
    EXPECT_EQ(views[2].changes[0].object.table.module, "people");
    EXPECT_EQ(views[3].changes[0].object.table.module, "others");
}

TEST(Migrations, AreNoneForNoRecords) {
    EXPECT_THAT(make_migrations({}, {}).view.migrations, IsEmpty());
}

}  // namespace
}  // namespace erdmark::document
