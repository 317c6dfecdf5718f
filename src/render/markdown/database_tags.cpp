#include "render/markdown/tags.h"

namespace erdmark::render::markdown {

namespace {

using enum TagKind;

/// What the rows of all kinds of types have.
TagTable type_table() {
    return {
        {"type_anchor", Markup, "id that links to the type lead to"},
        {"type", Markup, "name as code"},
        {"used_by", Markup, "columns and types that use it, linked"},
        {"type_description", Text, "description of the type"},
    };
}

TagTable enum_table() {
    TagTable table = type_table();
    table.push_back({"type_name", Text, "name as text"});
    table.push_back({"values", Markup, "its values in their order as code; the first of many"});
    table.push_back({"all_values", Markup, "all its values, if `values` does not show them"});
    table.push_back({"value_total", Text, "as in `3 values`"});
    return table;
}

TagTable defined_type_table(const char* definition) {
    TagTable table = type_table();
    table.push_back({"type_definition", Markup, definition});
    return table;
}

TagTable schema_table() {
    return {
        {"schema", Markup, "name as code, or words for the default one"},
        {"schema_tables", Text, "number of tables and views"},
        {"schema_description", Text, "description of the schema"},
    };
}

TagTable sequence_table() {
    return {
        {"sequence", Markup, "name as code"},
        {"sequence_type", Markup, "type as code"},
        {"sequence_options", Markup, "options that are not the default, as code"},
        {"sequence_owner", Markup, "column that it belongs to, linked; empty for none"},
        {"sequence_description", Text, "description of the sequence"},
    };
}

TagTable extension_table() {
    return {
        {"extension", Markup, "name as code"},
        {"extension_schema", Markup, "schema of its objects as code; empty for the default one"},
        {"extension_description", Text, "description of the extension"},
    };
}

TagTable event_trigger_table() {
    return {
        {"event_trigger", Markup, "name as code"},
        {"event", Text, "as in `ddl_command_end`"},
        {"event_tags", Text, "the commands that it is for; empty for all"},
        {"call", Markup, "function that it calls as code, linked"},
        {"event_trigger_description", Markup, "description, and its options"},
    };
}

TagTable publication_table() {
    return {
        {"publication", Markup, "name as code"},
        {"published", Markup, "what it publishes"},
        {"operations", Text, "as in `INSERT, UPDATE`, or `all`"},
        {"publication_description", Text, "description of the publication"},
    };
}

/// `added` is what only functions, or only trigger functions have.
TagTable function_table(const Tag& added) {
    return {
        {"function_anchor", Markup, "id that links to the function lead to"},
        {"function", Markup, "name and arguments as code"},
        added,
        {"language", Text, "language that it is written in"},
        {"function_notes", Markup, "what is unusual: `procedure`, `stable`, settings and the like"},
        {"function_description", Text, "description of the function"},
    };
}

}  // namespace

TagTable database_tags() {
    return {
        {"enum_total", Text, "as in `4 enums`; empty when there is none"},
        {"domain_total", Text, "as in `2 domains`; empty when there is none"},
        {"has_types", Flag, "there is an enum, a domain, a composite type or a range"},
        {"has_enums", Flag, "there is an enum"},
        {"enums", List, "the enums", enum_table()},
        {"has_domains", Flag, "there is a domain"},
        {"domains", List, "the domains",
         defined_type_table("type below it, default, checks and the like")},
        {"has_composite_types", Flag, "there is a composite type"},
        {"composite_types", List, "the composite types",
         defined_type_table("its fields with their types")},
        {"has_ranges", Flag, "there is a range"},
        {"ranges", List, "the ranges", defined_type_table("what it is a range of, and options")},
        {"routine_total", Text, "as in `12 functions`; empty when there is none"},
        {"functions", Markup, "the same, linked to the page of functions"},
        {"has_schemas", Flag, "there is a schema to tell of"},
        {"schemas", List, "the schemas", schema_table()},
        {"has_sequences", Flag, "there is a sequence to tell of"},
        {"sequences", List, "sequences that are more than the numbers of a column",
         sequence_table()},
        {"has_extensions", Flag, "there is an extension"},
        {"extensions", List, "the extensions", extension_table()},
        {"has_event_triggers", Flag, "there is an event trigger"},
        {"event_triggers", List, "the event triggers", event_trigger_table()},
        {"has_publications", Flag, "there is a publication"},
        {"publications", List, "what is published for replication", publication_table()},
    };
}

TagTable functions_tags() {
    return {
        {"title", Text, "`Functions`"},
        {"description", Markup, "what the page is about"},
        {"home", Markup, "title of the documentation, linked to the index page"},
        {"keep", Markup, "name of the page's keep region"},
        {"sections",
         List,
         "one for each schema that has functions",
         {{"schema", Text, "name of the schema; empty when there is only the default one"},
          {"has_functions", Flag, "there is a function that no trigger calls"},
          {"functions", List, "functions and procedures",
           function_table({"returns", Markup, "what it returns as code; empty for a procedure"})},
          {"has_trigger_functions", Flag, "there is a function that triggers can call"},
          {"trigger_functions", List, "functions that triggers can call",
           function_table(
               {"called_by", Markup, "tables with their triggers that call it, linked"})},
          {"bodies",
           List,
           "the functions whose bodies shall be shown: see `render.routine_bodies`",
           {{"signature", Text, "name and arguments"},
            {"body", Markup, "body as a block of code"}}}}},
    };
}

}  // namespace erdmark::render::markdown
