#include "render/fixture.h"

#include "document/build_view.h"
#include "document/module.h"
#include "render/migrations.h"
#include "render/shop.h"

namespace erdmark::test {

namespace {

using namespace document;

TableLink users_link() {
    return {"users", "users", "Users", "users"};
}

TableLink sessions_link() {
    return {"user_sessions", "users", "Users", "user_sessions"};
}

TableLink roles_link() {
    return {"roles", "authorization", "Authorization", "roles"};
}

TableLink permissions_link() {
    return {"permissions", "authorization", "Authorization", "permissions"};
}

TableLink role_permissions_link() {
    return {"role_permissions", "authorization", "Authorization", "role_permissions"};
}

TableView users_table() {
    return {.link = users_link(),
            .kind = "table",
            .description = "People who can sign in.\nA row is never deleted: see is_deleted.",
            .columns =
                {{.name = "id", .type = "VARCHAR(36)", .nullable = false, .primary_key = true},
                 {.name = "email",
                  .type = "VARCHAR(255)",
                  .nullable = false,
                  .unique = true,
                  .description = "Where we write to; also the name to sign in with."},
                 {.name = "role_id",
                  .type = "INTEGER",
                  .references = {{roles_link(), "id"}},
                  .description = "Null: no rights at all."},
                 {.name = "is_deleted", .type = "BOOLEAN", .nullable = false, .default_value = "0"},
                 {.name = "name_key",
                  .type = "TEXT",
                  .generated = "stored",
                  .generation_expression = "lower(trim(email))",
                  .description = "For searches."}},
            .constraints = {{.kind = "PRIMARY KEY", .columns = {"id"}},
                            {.kind = "UNIQUE", .columns = {"email"}},
                            {.kind = "CHECK", .expression = "is_deleted IN (0, 1)"},
                            {.kind = "FOREIGN KEY",
                             .columns = {"role_id"},
                             .referenced = roles_link(),
                             .referenced_columns = {"id"},
                             .clauses = {"ON DELETE SET NULL"}}},
            .indexes = {{.name = "ix_users_email",
                         .parts = {"email"},
                         .unique = true,
                         .predicate = "is_deleted = 0"},
                        {.name = "ix_users_role", .parts = {"role_id", "id DESC"}}},
            .triggers = {{"users_touch", "AFTER", "UPDATE OF email", "NEW.email <> OLD.email",
                          "BEGIN\n  UPDATE users SET name_key = NULL WHERE id = NEW.id;\nEND"}},
            .relationships = {{.kind = RelationshipKind::BelongsTo,
                               .other = roles_link(),
                               .columns = {"role_id"},
                               .optional = true,
                               .clauses = {"ON DELETE SET NULL"}},
                              {.kind = RelationshipKind::HasMany,
                               .other = sessions_link(),
                               .columns = {"user_id"},
                               .clauses = {"ON DELETE CASCADE"}}}};
}

TableView sessions_table() {
    return {
        .link = sessions_link(),
        .kind = "table",
        .options = {"STRICT"},
        .columns = {{.name = "token_hash", .type = "TEXT", .nullable = false, .primary_key = true},
                    {.name = "user_id",
                     .type = "TEXT",
                     .nullable = false,
                     .references = {{users_link(), "id"}}}},
        .constraints = {{.kind = "PRIMARY KEY", .columns = {"token_hash"}},
                        {.kind = "FOREIGN KEY",
                         .columns = {"user_id"},
                         .referenced = users_link(),
                         .referenced_columns = {"id"},
                         .clauses = {"ON DELETE CASCADE"}}},
        .relationships = {{.kind = RelationshipKind::BelongsTo,
                           .other = users_link(),
                           .columns = {"user_id"},
                           .clauses = {"ON DELETE CASCADE"}}}};
}

TableView active_users_view() {
    return {.link = {"active_users", "users", "Users", "active_users"},
            .kind = "view",
            .columns = {{.name = "id", .type = "VARCHAR(36)"}},
            .definition = "SELECT id\nFROM users\nWHERE is_deleted = 0"};
}

TableView named_table(const TableLink& link, const std::string& description) {
    return {.link = link,
            .kind = "table",
            .description = description,
            .columns = {{.name = "id", .type = "INTEGER", .nullable = false, .primary_key = true},
                        {.name = "name", .type = "VARCHAR(50)", .nullable = false, .unique = true}},
            .constraints = {{.kind = "PRIMARY KEY", .columns = {"id"}},
                            {.kind = "UNIQUE", .name = "uq_" + link.table, .columns = {"name"}}}};
}

TableView roles_table() {
    TableView table = named_table(roles_link(), "Bundles of permissions.");
    table.relationships = {{.kind = RelationshipKind::HasMany,
                            .other = users_link(),
                            .columns = {"role_id"},
                            .clauses = {"ON DELETE SET NULL"}},
                           {.kind = RelationshipKind::ManyToMany,
                            .other = permissions_link(),
                            .columns = {"permission_id"},
                            .through = role_permissions_link()}};
    return table;
}

TableView role_permissions_table() {
    return {
        .link = role_permissions_link(),
        .kind = "table",
        .options = {"WITHOUT ROWID"},
        .junction = true,
        .columns = {{.name = "role_id",
                     .type = "INTEGER",
                     .nullable = false,
                     .primary_key = true,
                     .references = {{roles_link(), "id"}}},
                    {.name = "permission_id",
                     .type = "INTEGER",
                     .nullable = false,
                     .primary_key = true,
                     .references = {{permissions_link(), "id"}}}},
        .constraints = {{.kind = "PRIMARY KEY", .columns = {"role_id", "permission_id"}}},
        .relationships = {
            {.kind = RelationshipKind::BelongsTo, .other = roles_link(), .columns = {"role_id"}},
            {.kind = RelationshipKind::BelongsTo,
             .other = permissions_link(),
             .columns = {"permission_id"}}}};
}

EdgeView role_of_user_edge() {
    return {users_link(), {"role_id"},           roles_link(),
            {"id"},       "many to zero or one", {"ON DELETE SET NULL"}};
}

DiagramView users_diagram() {
    return {.entities = {{.title = "users",
                          .columns = {{.type = "VARCHAR(36)", .name = "id", .primary_key = true},
                                      {.type = "VARCHAR(255)", .name = "email", .unique = true},
                                      {.type = "INTEGER", .name = "role_id", .foreign_key = true},
                                      {.type = "BOOLEAN", .name = "is_deleted"},
                                      {.type = "TEXT", .name = "name_key"}}},
                         {.title = "user_sessions",
                          .columns = {{.type = "TEXT", .name = "token_hash", .primary_key = true},
                                      {.type = "TEXT", .name = "user_id", .foreign_key = true}}},
                         {.title = "roles (authorization)",
                          .stub = true,
                          .columns = {{.type = "INTEGER", .name = "id", .primary_key = true}}}},
            .relations = {
                {"roles (authorization)", "users", End::ZeroOrOne, End::ZeroOrMore, "role_id"},
                {"users", "user_sessions", End::ExactlyOne, End::ZeroOrMore, "user_id"}}};
}

ModuleView users_module() {
    return {.name = "users",
            .title = "Users",
            .description = "Accounts and their sessions.",
            .tables = {users_table(), sessions_table(), active_users_view()},
            .related = {{roles_link(), "Bundles of permissions.", true, false}},
            .diagrams = {{users_diagram()}, false},
            .inner_edges = {{sessions_link(),
                             {"user_id"},
                             users_link(),
                             {"id"},
                             "many to one",
                             {"ON DELETE CASCADE"}}},
            .cross_edges = {role_of_user_edge()}};
}

DiagramView authorization_diagram() {
    return {
        .entities = {{.title = "permissions"},
                     {.title = "role_permissions",
                      .columns = {{.type = "INTEGER",
                                   .name = "role_id",
                                   .primary_key = true,
                                   .foreign_key = true}}},
                     {.title = "roles"}},
        .relations = {
            {"permissions", "role_permissions", End::ExactlyOne, End::ZeroOrMore, "permission_id"},
            {"roles", "role_permissions", End::ExactlyOne, End::ZeroOrMore, "role_id"}}};
}

ModuleView authorization_module() {
    return {
        .name = "authorization",
        .title = "Authorization",
        .tables = {named_table(permissions_link(), ""), role_permissions_table(), roles_table()},
        .related = {{users_link(), "People who can sign in.", false, true}},
        .diagrams = {{authorization_diagram()}, true},
        .inner_edges =
            {{role_permissions_link(),
              {"permission_id"},
              permissions_link(),
              {"id"},
              "many to one",
              {}},
             {role_permissions_link(), {"role_id"}, roles_link(), {"id"}, "many to one", {}}},
        .cross_edges = {role_of_user_edge()}};
}

constexpr const char* kHostile =
    "# a|b `c` <b>d</b> *e* __f__ [g](h) $i$ :tada: {{j}} &lt; \\ ~~k~~ http://l.m www.n.o @p";

constexpr const char* kHostileLines =
    "- first | line\n1. second <!-- erdmark:keep x -->\n\nimport {x} from 'y'\n    "
    "indented\n===\n> end";

TableLink odd_link() {
    return {"order \"items\" | `x` – ü", "odd", "Odd & <b>Co</b> | `x`", "order-items-x-uo"};
}

TableLink plain_odd_link() {
    return {"constructor", "odd", "Odd & <b>Co</b> | `x`", "constructor"};
}

TableLink gone_link() {
    return {"gone |table", "", "", ""};
}

TableView odd_table() {
    return {.link = odd_link(),
            .kind = "virtual table",
            .description = kHostileLines,
            .options = {"fts5(title | body)", "tokenize = `x`"},
            .columns = {{.name = "pk",
                         .type = "numeric(10,2)",
                         .nullable = false,
                         .default_value = "'a|b' || '`'",
                         .primary_key = true,
                         .unique = true,
                         .references = {{odd_link(), "order: \"no\""}, {gone_link(), ""}},
                         .notes = {"collation NO|CASE", "hidden column"},
                         .description = kHostile},
                        {.name = "line\nbreak ",
                         .type = "",
                         .generated = "virtual",
                         .generation_expression = "a || `b` <!-- c -->",
                         .description = kHostileLines}},
            .constraints = {{.kind = "CHECK", .name = "ck |1", .expression = "a || b\n > '`'"},
                            {.kind = "FOREIGN KEY",
                             .name = "",
                             .columns = {"pk", "line\nbreak "},
                             .referenced = gone_link(),
                             .clauses = {"ON UPDATE CASCADE", "DEFERRABLE INITIALLY DEFERRED"}}},
            .indexes = {{"ix`|", {"lower(a || b)", "pk DESC"}, true, "a | b"},
                        {"plain", {"pk"}, false, ""}},
            .triggers = {{"tr <b>", "INSTEAD OF", "UPDATE OF \"a|b\"", "a | b",
                          "BEGIN\n```\n<!-- erdmark:keep table:users -->\nEND"},
                         {"tr2", "AFTER", "INSERT", "", ""}},
            .relationships = {{.kind = RelationshipKind::BelongsTo,
                               .other = gone_link(),
                               .columns = {"pk", "line\nbreak "},
                               .optional = true,
                               .clauses = {"ON UPDATE CASCADE", "DEFERRABLE INITIALLY DEFERRED"}},
                              {.kind = RelationshipKind::HasOne,
                               .other = odd_link(),
                               .columns = {"pk"}},
                              {.kind = RelationshipKind::ManyToMany,
                               .other = odd_link(),
                               .columns = {"pk"},
                               .through = plain_odd_link()}},
            .definition = "SELECT '````'\r\nFROM x"};
}

DiagramView odd_diagram() {
    return {
        .entities = {{.title = odd_link().table,
                      .columns = {{.type = "numeric(10,2)",
                                   .name = "pk",
                                   .primary_key = true,
                                   .foreign_key = true,
                                   .unique = true,
                                   .comment = "Amount in \"EUR\"; direction LR"},
                                  {.type = "", .name = "größe in €"},
                                  {.type = "timestamp with time zone", .name = "_id_"}}},
                     {.title = "constructor"},
                     {.title = "gone |table (not documented)", .stub = true}},
        .relations = {
            {odd_link().table, odd_link().table, End::ExactlyOne, End::ZeroOrOne, "parent"},
            {"constructor", odd_link().table, End::ZeroOrOne, End::ZeroOrOne, "1) a"},
            {odd_link().table, odd_link().table, End::ZeroOrOne, End::ZeroOrMore, "merged into"},
            {"gone |table (not documented)", odd_link().table, End::ZeroOrOne, End::ZeroOrMore,
             "direction TB; \"x\""}}};
}

ModuleView odd_module() {
    return {.name = "odd",
            .title = "Odd & <b>Co</b> | `x`",
            .description = kHostileLines,
            .tables = {odd_table(), {.link = plain_odd_link(), .kind = "table"}},
            .related = {{gone_link(), "", true, false}, {users_link(), kHostileLines, true, true}},
            .diagrams = {{odd_diagram(), odd_diagram()}, true},
            .inner_edges = {{odd_link(), {"pk"}, odd_link(), {}, "one to one", {}}},
            .cross_edges = {{odd_link(),
                             {"pk", "line\nbreak "},
                             gone_link(),
                             {"a|b"},
                             "many to zero or one",
                             {"ON UPDATE CASCADE", "DEFERRABLE INITIALLY DEFERRED"}}}};
}

}  // namespace

SiteView typical_site() {
    return {.title = "Ledger Database",
            .description = "What the back end stores.",
            .engine = "SQLite",
            .modules = {users_module(), authorization_module()},
            .overview = {{{"users", "authorization"}, {{"users", "authorization", 1}}}},
            .index = {{"active_users", "users", "Users", "active_users"},
                      permissions_link(),
                      role_permissions_link(),
                      roles_link(),
                      sessions_link(),
                      users_link()},
            .migrations = typical_migrations(),
            .table_count = 5,
            .view_count = 1,
            .column_count = 14,
            .relationship_count = 4,
            .cross_relationship_count = 1};
}

SiteView hostile_site() {
    return {.title = kHostile,
            .description = kHostileLines,
            .engine = "SQL|ite",
            .modules = {odd_module(), users_module(), authorization_module()},
            .overview = {{{"odd", "users"}, {{"odd", "users", 12}}},
                         {{"users", "odd"}, {{"users", "odd", 1}}}},
            .index = {plain_odd_link(), odd_link(), users_link()},
            .migrations = hostile_migrations(),
            .table_count = 3,
            .view_count = 1,
            .column_count = 1,
            .relationship_count = 2,
            .cross_relationship_count = 2};
}

namespace {

SiteView site_of(const schema::Schema& schema) {
    const ModuleRule rules[] = {{.name = "sales",
                                 .title = "Sales",
                                 .description = "Orders and who places them.",
                                 .tables = {"orders*", "order_*", "customers*", "!billing.*"}}};
    return build_view(schema, assign_modules(schema, rules),
                      {.title = "Shop",
                       .description = "What the shop keeps.",
                       .views_in_diagrams = true,
                       .routine_bodies = true});
}

}  // namespace

SiteView shop_site() {
    return site_of(shop(plain_wording()));
}

SiteView hostile_shop_site() {
    return site_of(shop(hostile_wording()));
}

SiteView bare_site() {
    const TableLink link{"notes", "common", "Common", "notes"};
    return {.title = "Database",
            .modules = {{.name = "common",
                         .title = "Common",
                         .tables = {{.link = link, .kind = "table"}}}},
            .index = {link},
            .table_count = 1};
}

}  // namespace erdmark::test
