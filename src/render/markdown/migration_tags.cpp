#include "render/markdown/tags.h"

namespace erdmark::render::markdown {

namespace {

using enum TagKind;

TagTable migration_table() {
    return {
        {"anchor", Markup, "id of the migration's section"},
        {"migration", Markup, "name of the migration, linked to its section"},
        {"name", Text, "name of the migration, with its version"},
        {"purpose", Text, "what it is for, in a line"},
        {"is_told", Flag, "the head of its file says the purpose; else it is the name in words"},
        {"migration_description", Markup, "more words from the head of its file, as paragraphs"},
        {"author", Text, "who wrote it, as the head of its file says"},
        {"file", Markup, "path of its file in the folder of migrations, as code"},
        {"migration_notes", Text, "as in `no down part, runs outside a transaction`"},
        {"has_changes", Flag, "it changed something that is documented"},
        {"changes",
         List,
         "what it did, a line for each table, type, …",
         {{"change", Markup, "as in ``Changes table users: adds columns `a`, `b` ``"}}},
        {"needs", Markup, "the migrations that it needs, linked, with what it uses of each"},
    };
}

}  // namespace

TagTable migrations_tags() {
    return {
        {"title", Text, "title of the page"},
        {"home", Markup, "title of the documentation, linked to the index page"},
        {"description", Markup, "what the page tells"},
        {"keep", Markup, "name of the page's keep region"},
        {"migrations", List, "the migrations in the order in which they run", migration_table()},
        {"alone_total", Text,
         "as in `2 migrations`: those that are in no diagram; empty when there is none"},
        {"has_diagrams", Flag, "a migration needs another one"},
        {"split", Flag, "the diagram has several parts"},
        {"part_count", Text, "number of parts"},
        {"diagrams",
         List,
         "the parts of the diagram",
         {{"number", Text, "number of the part, from 1"},
          {"diagram", Markup, "the diagram as Mermaid text, without a fence"}}},
    };
}

}  // namespace erdmark::render::markdown
