#include "render/markdown/tags.h"

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
        {"special_kind", Text, "as in `view` or `partitioned table`; empty for an ordinary table"},
        {"column_count", Text, "number of columns"},
        {"summary", Text, "first paragraph of the table's description"},
        {"module", Markup, "title of the table's module, linked to its page"},
    };
}

TagTable index_table() {
    TagTable table = {
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
        {"migrations", Markup,
         "as in `7 migrations`, linked to their page; empty when there is none"},
    };
    const TagTable objects = database_tags();
    table.insert(table.end(), objects.begin(), objects.end());
    return table;
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
        {"has_views_in_diagram", Flag, "a diagram shows what a view reads"},
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

}  // namespace

const std::map<std::string, TagTable>& template_values() {
    static const std::map<std::string, TagTable> tables = {
        {"markdown/functions.md", functions_tags()},   {"markdown/index.md", index_table()},
        {"markdown/migrations.md", migrations_tags()}, {"markdown/module.md", module_table()},
        {"markdown/table.md", table_tags()},
    };
    return tables;
}

}  // namespace erdmark::render::markdown
