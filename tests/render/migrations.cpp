#include "render/migrations.h"

#include <string>

namespace erdmark::test {

namespace {

using document::MigrationObjectView;
using document::MigrationsView;
using document::TableLink;

MigrationObjectView users() {
    return {.kind = "table", .name = "users", .table = {"users", "users", "Users", "users"}};
}

MigrationObjectView gone(const std::string& kind, const std::string& name) {
    return {.kind = kind, .name = name, .table = {.table = name}};
}

const std::string kOdd = "a|b_*c*_ <d> `e` [f](g) \"h\" {i} ;end";

}  // namespace

MigrationsView typical_migrations() {
    return {
        .migrations =
            {{.id = "001_create_users",
              .anchor = "001_create_users",
              .file = "001_create_users.sql",
              .purpose = "Create users",
              .changes = {{.verb = "Creates", .object = users(), .detail = "5 columns, 2 indexes"},
                          {.verb = "Creates", .object = gone("table", "people")}}},
             {.id = "002_roles",
              .anchor = "002_roles",
              .file = "2026/002_roles.sql",
              .purpose = "Roles and what they may do",
              .is_told = true,
              .description = "Every user has one.\n\nNobody has none.",
              .author = "Ann Example",
              .notes = {"no down part", "runs outside a transaction"},
              .changes = {{.verb = "Changes",
                           .object = users(),
                           .parts = {{"renames column", {"mail"}, {"to email"}},
                                     {"adds columns", {"role", "phone"}, {}},
                                     {"changes columns", {"id", "name"}, {"type, default", "type"}},
                                     {"drops the primary key", {}, {}},
                                     {"changes its comment", {}, {}}}},
                          {.verb = "Renames",
                           .object = {.kind = "enum type", .name = "mood"},
                           .old_name = "feeling"},
                          {.verb = "Creates", .object = {.kind = "function", .name = "f"}},
                          {.verb = "Drops", .object = gone("table", "people")}},
              .rows = {{users(), "adds 10 rows, removes 1 row"}},
              .needs = {{0, {"people", "users"}, false}}},
             {.id = "003_notes",
              .anchor = "003_notes",
              .file = "003_notes.sql",
              .purpose = "Notes"},
             {.id = "004_more",
              .anchor = "004_more",
              .file = "004_more.sql",
              .purpose = "More",
              .needs = {{1, {}, true}, {0, {"a", "b", "c", "d", "e", "f"}, true}}}},
        .graphs = {{.migrations = {0, 1, 3}, .others = {}, .edges = {{0, 1}, {1, 3}}}},
        .alone = 1,
        .down_words = "1 without a down part"};
}

MigrationsView hostile_migrations() {
    return {.migrations = {{.id = kOdd,
                            .anchor = "abc",
                            .file = kOdd + ".sql",
                            .purpose = kOdd + "\n" + kOdd,
                            .is_told = true,
                            .description = kOdd + "\n\n# " + kOdd,
                            .author = kOdd,
                            .notes = {"no down part"},
                            .changes = {{.verb = "Creates", .object = gone("table", kOdd)},
                                        {.verb = "Changes",
                                         .object = users(),
                                         .old_name = kOdd,
                                         .parts = {{"adds column", {kOdd}, {"to " + kOdd}}}}},
                            .rows = {{gone("table", kOdd), "adds 1 row"}}},
                           {.id = std::string(60, 'x') + kOdd,
                            .anchor = "abc-2",
                            .file = "2.sql",
                            .purpose = "2",
                            .needs = {{0, {kOdd}, false}}}},
            .graphs = {{.migrations = {0}, .others = {}, .edges = {}, .across = true},
                       {.migrations = {1}, .others = {0}, .edges = {{0, 1}}}},
            .down_words = "none with a down part"};
}

}  // namespace erdmark::test
