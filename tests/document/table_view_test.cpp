#include "document/table_view.h"

#include <gtest/gtest.h>

#include "document/schemas.h"

namespace erdmark::document {
namespace {

using test::key_to;
using test::make_module;
using test::make_table;

class TableViews : public testing::Test {
protected:
    TableView view_of(const std::string& table, bool humanize = false) {
        plan_ = assign_modules(schema_, {});
        const Site site = make_site(schema_, plan_);
        for (std::size_t index = 0; index < schema_.tables.size(); ++index) {
            if (schema_.tables[index].name.name == table) {
                return make_table_view(site, index, humanize);
            }
        }
        ADD_FAILURE() << "no table " << table;
        return {};
    }

    schema::Schema schema_{.engine = "sqlite"};
    ModulePlan plan_;
};

TEST_F(TableViews, ColumnsCarryTheirKeyMarks) {
    schema_.tables = {make_table("orders", {"id", "number", "code", "user_id"}),
                      make_table("users", {"id"})};
    schema_.tables[0].unique_constraints = {{.columns = {"number"}},
                                            {.columns = {"code", "user_id"}}};
    schema_.tables[0].foreign_keys = {key_to("users", {"user_id"})};

    const TableView view = view_of("orders");

    EXPECT_TRUE(view.columns[0].primary_key);
    EXPECT_TRUE(view.columns[1].unique);
    EXPECT_FALSE(view.columns[2].unique);
    ASSERT_EQ(view.columns[3].references.size(), 1U);
    EXPECT_EQ(view.columns[3].references[0].table.table, "users");
    EXPECT_EQ(view.columns[3].references[0].table.module, "users");
    EXPECT_EQ(view.columns[3].references[0].column, "id");
}

TEST_F(TableViews, AColumnTellsEachOfItsTargetsOnce) {
    schema_.tables = {make_table("a", {"id", "x", "y"}), make_table("b", {"x", "y"})};
    schema_.tables[0].foreign_keys = {key_to("b", {"x"}, {"x"}),
                                      key_to("b", {"x", "y"}, {"x", "y"})};

    EXPECT_EQ(view_of("a").columns[1].references.size(), 1U);
}

TEST_F(TableViews, HumanizedNamesStandOnlyWhereThereIsNoDescription) {
    schema_.tables = {make_table("t", {"is_deleted", "known"})};
    schema_.tables[0].columns[1].comment = "Words.";

    EXPECT_EQ(view_of("t").columns[0].description, "");
    EXPECT_EQ(view_of("t", true).columns[0].description, "Is Deleted");
    EXPECT_EQ(view_of("t", true).columns[1].description, "Words.");
}

TEST_F(TableViews, ColumnsTellWhatIsUnusualAboutThem) {
    schema_.tables = {make_table("t", {"a", "b"})};
    schema_.tables[0].columns[0].collation = "NOCASE";
    schema_.tables[0].columns[0].hidden = true;
    schema_.tables[0].columns[1].generated = schema::Generated::Stored;
    schema_.tables[0].columns[1].generation_expression = "a * 2";

    const TableView view = view_of("t");

    EXPECT_EQ(view.columns[0].notes,
              (std::vector<std::string>{"collation NOCASE", "hidden column"}));
    EXPECT_EQ(view.columns[1].generated, "stored");
    EXPECT_EQ(view.columns[1].generation_expression, "a * 2");
}

TEST_F(TableViews, ConstraintsStandInAFixedOrderOfKinds) {
    schema_.tables = {make_table("t", {"id", "u", "p"}), make_table("parents", {"id"})};
    schema_.tables[0].primary_key->auto_increment = true;
    schema_.tables[0].unique_constraints = {{"uq", {"u"}}};
    schema_.tables[0].check_constraints = {{"positive", "p > 0"}};
    schema_.tables[0].foreign_keys = {key_to("parents", {"p"})};
    schema_.tables[0].foreign_keys[0].on_delete = schema::ReferentialAction::SetNull;
    schema_.tables[0].foreign_keys[0].on_update = schema::ReferentialAction::Cascade;
    schema_.tables[0].foreign_keys[0].deferrability = schema::Deferrability::InitiallyDeferred;

    const TableView view = view_of("t");

    ASSERT_EQ(view.constraints.size(), 4U);
    EXPECT_EQ(view.constraints[0].kind, "PRIMARY KEY");
    EXPECT_EQ(view.constraints[0].clauses, (std::vector<std::string>{"AUTOINCREMENT"}));
    EXPECT_EQ(view.constraints[1].kind, "UNIQUE");
    EXPECT_EQ(view.constraints[1].name, "uq");
    EXPECT_EQ(view.constraints[2].kind, "CHECK");
    EXPECT_EQ(view.constraints[2].expression, "p > 0");
    EXPECT_EQ(view.constraints[3].kind, "FOREIGN KEY");
    EXPECT_EQ(view.constraints[3].clauses,
              (std::vector<std::string>{"ON UPDATE CASCADE", "ON DELETE SET NULL",
                                        "DEFERRABLE INITIALLY DEFERRED"}));
}

TEST_F(TableViews, OnlyIndexesThatPeopleMadeAreShown) {
    schema_.tables = {make_table("t", {"a"})};
    schema_.tables[0].indexes = {
        {.parts = {{.column = "a"}},
         .unique = true,
         .origin = schema::IndexOrigin::UniqueConstraint},
        {.name = "by_lower",
         .parts = {{.expression = "lower(a)"},
                   {.column = "a", .descending = true, .collation = "NOCASE"}},
         .unique = true,
         .predicate = "a > 0"}};

    const TableView view = view_of("t");

    ASSERT_EQ(view.indexes.size(), 1U);
    EXPECT_EQ(view.indexes[0].parts,
              (std::vector<std::string>{"lower(a)", "a COLLATE NOCASE DESC"}));
    EXPECT_TRUE(view.indexes[0].unique);
    EXPECT_EQ(view.indexes[0].predicate, "a > 0");
}

TEST_F(TableViews, RelationshipsAreToldFromBothSides) {
    schema_.tables = {make_table("profiles", {"id", "user_id"}), make_table("roles", {"id"}),
                      make_table("user_roles", {"user_id", "role_id"}),
                      make_table("users", {"id", "boss_id"}, {"boss_id"})};
    schema_.tables[0].foreign_keys = {key_to("users", {"user_id"})};
    schema_.tables[0].unique_constraints = {{.columns = {"user_id"}}};
    schema_.tables[2].primary_key = schema::PrimaryKey{.columns = {"user_id", "role_id"}};
    schema_.tables[2].foreign_keys = {key_to("roles", {"role_id"}), key_to("users", {"user_id"})};
    schema_.tables[3].foreign_keys = {key_to("users", {"boss_id"})};

    const TableView view = view_of("users");

    ASSERT_EQ(view.relationships.size(), 5U);
    EXPECT_EQ(view.relationships[0].kind, RelationshipKind::BelongsTo);
    EXPECT_EQ(view.relationships[0].other.table, "users");
    EXPECT_TRUE(view.relationships[0].optional);
    EXPECT_EQ(view.relationships[1].kind, RelationshipKind::HasOne);
    EXPECT_EQ(view.relationships[1].other.table, "profiles");
    EXPECT_EQ(view.relationships[2].kind, RelationshipKind::HasMany);
    EXPECT_EQ(view.relationships[2].other.table, "user_roles");
    EXPECT_EQ(view.relationships[3].kind, RelationshipKind::HasMany);
    EXPECT_EQ(view.relationships[3].other.table, "users");
    EXPECT_EQ(view.relationships[4].kind, RelationshipKind::ManyToMany);
    EXPECT_EQ(view.relationships[4].other.table, "roles");
    EXPECT_EQ(view.relationships[4].through->table, "user_roles");
    EXPECT_TRUE(view_of("user_roles").junction);
    EXPECT_FALSE(view.junction);
}

TEST_F(TableViews, AVirtualTableTellsItsModule) {
    schema_.tables = {make_table("search", {"body"})};
    schema_.tables[0].kind = schema::TableKind::Virtual;
    schema_.tables[0].module = "fts5(body)";

    EXPECT_EQ(view_of("search").kind, "virtual table");
    EXPECT_EQ(view_of("search").options, (std::vector<std::string>{"fts5(body)"}));
}

TEST_F(TableViews, AViewTellsItsQueryAndColumns) {
    schema_.views = {{.name = {"", "totals"},
                      .comment = "Sums.",
                      .columns = {{.name = "total", .type = "INTEGER"}},
                      .definition = "SELECT 1 AS total",
                      .triggers = {{.name = "t", .timing = "INSTEAD OF", .event = "INSERT"}}}};
    plan_ = assign_modules(schema_, {});

    const TableView view = make_view_view(make_site(schema_, plan_), 0, false);

    EXPECT_EQ(view.kind, "view");
    EXPECT_EQ(view.description, "Sums.");
    EXPECT_EQ(view.columns[0].name, "total");
    EXPECT_EQ(view.definition, "SELECT 1 AS total");
    EXPECT_EQ(view.triggers[0].timing, "INSTEAD OF");
}

TEST_F(TableViews, TablesTellWhatKindTheyAre) {
    schema_.tables = {make_table("events", {"id"}), make_table("feed", {"id"})};
    schema_.tables[0].kind = schema::TableKind::Partitioned;
    schema_.tables[0].partition_key = "RANGE (id)";
    schema_.tables[1].kind = schema::TableKind::Foreign;
    schema_.tables[1].server = "archive";

    EXPECT_EQ(view_of("events").kind, "partitioned table");
    EXPECT_EQ(view_of("events").partition_key, "RANGE (id)");
    EXPECT_EQ(view_of("feed").kind, "foreign table");
    EXPECT_EQ(view_of("feed").server, "archive");
}

TEST_F(TableViews, InheritanceIsToldFromBothSides) {
    schema_.tables = {make_table("base", {"id"}), make_table("special", {"id"})};
    schema_.tables[1].inherits = {{"", "base"}, {"", "gone"}};

    const TableView special = view_of("special");

    ASSERT_EQ(special.inherits.size(), 2U);
    EXPECT_EQ(special.inherits[0].anchor, "base");
    EXPECT_EQ(special.inherits[1].table, "gone");
    EXPECT_EQ(special.inherits[1].module, "");
    ASSERT_EQ(view_of("base").inherited_by.size(), 1U);
    EXPECT_EQ(view_of("base").inherited_by[0].table, "special");
}

TEST_F(TableViews, ReadingIsToldFromBothSides) {
    schema_.tables = {make_table("orders", {"id"})};
    schema_.tables[0].partitions = {{.name = {"", "orders_eu"}, .parent = {"", "orders"}}};
    schema_.views = {{.name = {"", "a"},
                      .materialized = true,
                      .options = {"security_barrier=true"},
                      .reads = {{{"", "orders"}, {"id"}}, {{"", "orders_eu"}, {}}},
                      .indexes = {{.name = "i"}}},
                     {.name = {"", "b"}, .reads = {{{"", "a"}, {}}, {{"", "gone"}, {}}}}};
    plan_ = assign_modules(schema_, {});
    const Site site = make_site(schema_, plan_);

    const TableView view = make_view_view(site, 0, false);
    ASSERT_EQ(view.reads.size(), 2U);
    EXPECT_EQ(view.kind, "materialized view");
    EXPECT_EQ(view.options, (std::vector<std::string>{"security_barrier=true"}));
    EXPECT_EQ(view.indexes.size(), 1U);
    EXPECT_EQ(view.reads[0].columns, (std::vector<std::string>{"id"}));
    EXPECT_EQ(view.reads[1].table.table, "orders_eu");
    EXPECT_EQ(view.reads[1].table.anchor, "orders");
    ASSERT_EQ(view.read_by.size(), 1U);
    EXPECT_EQ(view.read_by[0].table, "b");
    EXPECT_EQ(make_view_view(site, 1, false).reads[1].table.module, "");
    EXPECT_EQ(view_of("orders").read_by.size(), 1U);
}

struct EdgeWords {
    bool nullable;
    bool unique;
    const char* words;
};

TEST_F(TableViews, EdgesSayTheirCardinalityInWords) {
    const EdgeWords cases[] = {{false, false, "many to one"},
                               {true, false, "many to zero or one"},
                               {false, true, "zero or one to one"},
                               {true, true, "zero or one to zero or one"}};
    for (const EdgeWords& each : cases) {
        SCOPED_TRACE(each.words);
        schema_.tables = {make_table("a", {"id", "b_id"}), make_table("b", {"id"})};
        schema_.tables[0].columns[1].nullable = each.nullable;
        schema_.tables[0].foreign_keys = {key_to("b", {"b_id"})};
        if (each.unique) {
            schema_.tables[0].unique_constraints = {{.columns = {"b_id"}}};
        }
        plan_ = assign_modules(schema_, {});
        const Site site = make_site(schema_, plan_);

        EXPECT_EQ(make_edge_view(site, site.relations[0]).cardinality, each.words);
    }
}

}  // namespace
}  // namespace erdmark::document
