#include "render/mermaid/diagram.h"
#include "render/mermaid/migration_graph.h"

namespace erdmark::render::mermaid {

namespace {

using enum TagKind;

TagTable erd_table() {
    const TagTable columns = {
        {"type", Markup, "type as a word that Mermaid reads; `untyped` when the column has none"},
        {"name", Markup, "name as a word that Mermaid reads"},
        {"keys", Markup, "`PK`, `FK`, `UK` or several of them, as in `PK, FK`; empty for none"},
        {"comment", Text,
         "description, after the true name where `name` had to change; at most 50 characters"},
    };
    return {
        {"entities",
         List,
         "the tables of the diagram: the module's own, then the related ones",
         {{"title", Text, "name of the table; a related one has its module behind it"},
          {"related", Flag, "the table belongs to another module"},
          {"has_columns", Flag, "there is a column to show"},
          {"columns", List, "the columns in their order", columns}}},
        {"relations",
         List,
         "the lines between the tables",
         {{"parent", Text, "title of the table that is referenced, or read by a view"},
          {"child", Text, "title of the table with the foreign key, or of the view"},
          {"cardinality", Markup, "the line with a mark for how many rows stand at each end"},
          {"label", Text, "columns of the foreign key; `reads` for what a view reads"}}},
    };
}

TagTable overview_table() {
    return {
        {"modules",
         List,
         "the modules of the diagram",
         {{"node", Markup, "name of the node: a word that Mermaid reads"},
          {"title", Text, "title of the module"}}},
        {"edges",
         List,
         "one arrow for each pair of modules with a relationship",
         {{"from", Markup, "node of the module whose tables have the foreign keys"},
          {"to", Markup, "node of the module whose tables are referenced"},
          {"count", Text, "number of relationships"}}},
    };
}

}  // namespace

const std::map<std::string, TagTable>& template_values() {
    static const std::map<std::string, TagTable> tables = {
        {"mermaid/erd.mmd", erd_table()},
        {"mermaid/migrations.mmd", migration_graph_tags()},
        {"mermaid/overview.mmd", overview_table()},
    };
    return tables;
}

}  // namespace erdmark::render::mermaid
