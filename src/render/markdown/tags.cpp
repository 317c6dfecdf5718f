#include "render/markdown/page_values.h"

namespace erdmark::render::markdown {

namespace {

using enum TagKind;

TagTable diagram_table() {
    return {
        {"number", Text, "number of the part, from 1"},
        {"diagram", Markup, "the diagram as Mermaid text, without a fence"},
    };
}

TagTable table_row_table() {
    return {
        {"table", Markup, "name of the table, linked to its section"},
        {"special_kind", Text, "`view` or `virtual table`; empty for an ordinary table"},
        {"column_count", Text, "number of columns"},
        {"summary", Text, "first paragraph of the table's description"},
        {"module", Markup, "title of the table's module, linked to its page"},
    };
}

TagTable index_table() {
    return {
        {"title", Text, "title of the documentation"},
        {"description", Markup, "description of the database, as paragraphs"},
        {"keep", Markup, "name of the page's keep region"},
        {"engine", Text, "the database's engine, as in `SQLite`; can be empty"},
        {"table_total", Text, "as in `15 tables`"},
        {"view_total", Text, "as in `2 views`; empty when there is none"},
        {"column_total", Text, "as in `120 columns`"},
        {"relationship_total", Text, "as in `17 relationships`"},
        {"cross_relationship_total", Text,
         "number of relationships between modules; empty when there is none"},
        {"has_modules", Flag, "there is a module"},
        {"modules",
         List,
         "the modules in their order",
         {{"module_name", Text, "name of the module"},
          {"module", Markup, "title of the module, linked to its page"},
          {"module_tables", Text, "number of tables and views"},
          {"module_summary", Text, "first paragraph of the module's description"}}},
        {"has_diagrams", Flag, "there is an overview: modules with relationships between them"},
        {"split", Flag, "the overview has several parts"},
        {"part_count", Text, "number of parts"},
        {"diagrams", List, "the parts of the overview", diagram_table()},
        {"has_tables", Flag, "there is a table or a view"},
        {"tables", List, "all tables and views by name", table_row_table()},
    };
}

TagTable edge_table() {
    return {
        {"from", Markup, "name of the table with the foreign key, linked to its section"},
        {"from_columns", Markup, "columns of the foreign key as code"},
        {"to", Markup, "name of the referenced table, linked to its section"},
        {"to_columns", Markup, "referenced columns as code; empty when they are not known"},
        {"cardinality", Text, "as in `many to one`"},
        {"rules", Text, "what the key does beyond the default, as in `ON DELETE CASCADE`"},
    };
}

TagTable module_table() {
    return {
        {"title", Text, "title of the module"},
        {"name", Text, "name of the module"},
        {"description", Markup, "description of the module, as paragraphs"},
        {"keep", Markup, "name of the page's keep region"},
        {"home", Markup, "title of the documentation, linked to the index page"},
        {"has_tables", Flag, "there is a table or a view"},
        {"tables", List, "the module's tables, then its views", table_row_table()},
        {"has_related", Flag, "there is a related table"},
        {"related",
         List,
         "tables of other modules that share a foreign key with one of this module",
         {{"table", Markup, "name of the table, linked to its section"},
          {"module", Markup, "title of its module, linked; empty for a table without a section"},
          {"relation", Text, "how it is related, in words"},
          {"summary", Text, "first paragraph of the table's description"}}},
        {"keys_only", Flag, "the diagram leaves out columns that belong to no key"},
        {"has_related_in_diagram", Flag, "a diagram shows a table of another module"},
        {"has_diagrams", Flag, "there is a diagram"},
        {"split", Flag, "the diagram has several parts"},
        {"part_count", Text, "number of parts"},
        {"diagrams", List, "the parts of the diagram", diagram_table()},
        {"details", Markup, "the sections of the tables, each made by `markdown/table.md`"},
        {"has_edges", Flag, "there is a relationship"},
        {"has_inner_edges", Flag, "there is a relationship within the module"},
        {"inner_edges", List, "foreign keys within the module", edge_table()},
        {"has_cross_edges", Flag, "there is a relationship with another module"},
        {"cross_edges", List, "foreign keys from and to other modules", edge_table()},
    };
}

TagTable column_table() {
    return {
        {"column", Markup, "name of the column as code"},
        {"type", Markup, "type as code; empty when the column has none"},
        {"nullable", Flag, "the column can be NULL"},
        {"default", Markup, "default as code; empty for none"},
        {"keys", Markup, "as in `PK, FK → [users.id](…)`; empty for none"},
        {"column_description", Text, "description of the column"},
        {"notes", Markup, "how the column is generated, its collation and the like; can be empty"},
    };
}

TagTable constraint_table() {
    return {
        {"constraint_kind", Text, "`Primary key`, `Unique`, `Check` or `Foreign key`"},
        {"named", Flag, "the same as `has_constraint_names`"},
        {"constraint", Markup, "name as code; empty for none"},
        {"constraint_definition", Markup, "its columns or expression, and what it references"},
    };
}

TagTable trigger_table() {
    return {
        {"trigger", Markup, "name as code"},
        {"trigger_name", Text, "name as text"},
        {"timing", Text, "`BEFORE`, `AFTER` or `INSTEAD OF`"},
        {"event", Text, "as in `UPDATE OF email`"},
        {"condition", Markup, "condition as code; empty for none"},
        {"body", Markup, "body as a block of code; can be empty"},
    };
}

TagTable table_table() {
    return {
        {"name", Text, "name of the table"},
        {"anchor", Markup, "id that links to the table lead to"},
        {"keep", Markup, "name of the table's keep region"},
        {"properties", Markup, "what the table is and its options; empty for an ordinary table"},
        {"description", Markup, "description of the table, as paragraphs"},
        {"is_view", Flag, "this is a view: its columns have no defaults and no keys"},
        {"has_columns", Flag, "there is a column"},
        {"columns", List, "the columns in their order", column_table()},
        {"has_relationships", Flag, "there is a relationship"},
        {"relationships",
         List,
         "the relationships as this table sees them",
         {{"relationship", Text, "as in `Belongs to`"},
          {"other", Markup, "name of the other table, linked to its section"},
          {"through", Markup, "columns as code, or the junction table, linked"},
          {"optional", Flag, "a row can do without it"},
          {"rules", Text, "as in `on delete cascade`"}}},
        {"has_constraints", Flag, "there is a constraint"},
        {"has_constraint_names", Flag, "a constraint has a name"},
        {"constraints", List, "keys, unique and check constraints", constraint_table()},
        {"has_indexes", Flag, "there is an index"},
        {"indexes",
         List,
         "the indexes that are not there for a constraint",
         {{"index", Markup, "name as code"},
          {"parts", Markup, "columns and expressions as code"},
          {"unique", Flag, "the index is unique"},
          {"predicate", Markup, "condition of a partial index as code; empty for none"}}},
        {"has_triggers", Flag, "there is a trigger"},
        {"triggers", List, "the triggers", trigger_table()},
        {"definition", Markup, "query of a view as a block of code; empty for a table"},
    };
}

}  // namespace

const std::map<std::string, TagTable>& template_values() {
    static const std::map<std::string, TagTable> tables = {
        {"markdown/index.md", index_table()},
        {"markdown/module.md", module_table()},
        {"markdown/table.md", table_table()},
    };
    return tables;
}

}  // namespace erdmark::render::markdown
