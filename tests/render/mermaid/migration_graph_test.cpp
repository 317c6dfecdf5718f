#include "render/mermaid/migration_graph.h"

#include <gtest/gtest.h>

#include "render/mermaid/diagram.h"
#include "render/migrations.h"

namespace erdmark::render::mermaid {
namespace {

std::string drawn(const document::MigrationsView& view, std::size_t graph) {
    return DiagramRenderer(load_templates(std::nullopt)).migrations(view.graphs[graph], view);
}

TEST(MigrationGraph, LeadsFromWhatIsNeeded) {
    EXPECT_EQ(drawn(test::typical_migrations(), 0),
              "flowchart TD\n"
              "    migration_1[\"001_create_users\"]\n"
              "    migration_2[\"002_roles\"]\n"
              "    migration_4[\"004_more\"]\n"
              "    migration_1 --> migration_2\n"
              "    migration_2 --> migration_4");
}

TEST(MigrationGraph, MarksMigrationsOfOtherParts) {
    document::MigrationsView view = test::typical_migrations();
    view.graphs = {{.migrations = {1}, .others = {0}, .edges = {{0, 1}}}};

    EXPECT_EQ(drawn(view, 0),
              "flowchart TD\n"
              "    migration_2[\"002_roles\"]\n"
              "    migration_1[\"001_create_users\"]:::other\n"
              "    migration_1 --> migration_2\n"
              "    classDef other stroke-dasharray: 4 4");
}

TEST(MigrationGraph, ShortensLongNames) {
    const ValueMap values =
        migration_graph_values(test::hostile_migrations().graphs[1], test::hostile_migrations());

    EXPECT_EQ(values.find("migrations")->items.front().find("label")->string,
              std::string(39, 'x') + "…");
}

}  // namespace
}  // namespace erdmark::render::mermaid
