#include "render/markdown/row_values.h"
#include "render/markdown/tags.h"

namespace erdmark::render::markdown {

namespace {

using enum TagKind;

TagTable column_table() {
    return {
        {"column", Markup, "name of the column as code"},
        {"type", Markup, "type as code, linked if it has an entry; empty when the column has none"},
        {"nullable", Flag, "the column can be NULL"},
        {"default", Markup, "default as code; empty for none"},
        {"keys", Markup, "as in `PK, FK → [users.id](…)`; empty for none"},
        {"column_description", Text, "description of the column"},
        {"notes", Markup,
         "how the column is generated, its collation, values of an enum and the like; can be "
         "empty"},
    };
}

TagTable constraint_table() {
    return {
        {"constraint_kind", Text, "`Primary key`, `Unique`, `Check`, `Exclude` or `Foreign key`"},
        {"named", Flag, "the same as `has_constraint_names`"},
        {"constraint", Markup, "name as code; empty for none"},
        {"constraint_definition", Markup, "its columns or expression, and what it references"},
        {"constraint_description", Text, "description of the constraint"},
    };
}

TagTable trigger_table() {
    return {
        {"trigger", Markup, "name as code"},
        {"trigger_name", Text, "name as text"},
        {"timing", Text, "`BEFORE`, `AFTER` or `INSTEAD OF`"},
        {"event", Text, "as in `UPDATE OF email`"},
        {"level", Text, "`row` or `statement`; empty where the engine knows only one"},
        {"condition", Markup, "condition as code; empty for none"},
        {"call", Markup, "call of its function as code, linked; empty for none"},
        {"body", Markup, "body as a block of code; can be empty"},
        {"trigger_description", Markup, "description of the trigger, and its options"},
    };
}

TagTable partition_table() {
    return {
        {"partition", Markup, "name as code"},
        {"parent", Markup, "of a piece of a partition: that one as code; else empty"},
        {"bound", Markup, "as in `FOR VALUES IN ('eu')`, as code"},
        {"partition_key", Markup, "how it is divided itself, as code; empty if it is not"},
        {"partition_description", Text, "description of the partition"},
    };
}

TagTable rule_table() {
    return {
        {"rule", Markup, "name as code"},
        {"rule_name", Text, "name as text"},
        {"rule_event", Text, "`INSERT`, `UPDATE`, `DELETE` or `SELECT`"},
        {"instead", Flag, "it is done instead of what was asked for"},
        {"rule_definition", Markup, "statement that creates it as a block of code"},
        {"rule_description", Text, "description of the rule"},
    };
}

TagTable statistics_table() {
    return {
        {"statistics_name", Markup, "name as code"},
        {"statistics_parts", Markup, "columns and expressions as code"},
        {"statistics_kinds", Text, "as in `ndistinct, mcv`, or `all`"},
        {"statistics_description", Text, "description of the statistics"},
    };
}

TagTable policy_table() {
    return {
        {"policy", Markup, "name as code"},
        {"restrictive", Flag, "it has to hold besides the others, not instead of one"},
        {"command", Text, "`ALL`, `SELECT`, `INSERT`, `UPDATE` or `DELETE`"},
        {"roles", Markup, "the roles that it is for, as code"},
        {"policy_condition", Markup, "which rows are there, and which may be written"},
        {"policy_description", Text, "description of the policy"},
    };
}

TagTable grant_table() {
    return {
        {"grantee", Markup, "name of the role as code"},
        {"privileges", Text, "as in `SELECT, UPDATE (email)`"},
        {"grantable", Text, "those that the role may pass on; `all` for all of them"},
    };
}

TagTable part_tags() {
    return {
        {"has_parts", Flag, "there is a partition, a rule or statistics"},
        {"has_partitions", Flag, "there is a partition"},
        {"partition_total", Text, "as in `36 partitions`"},
        {"many_partitions", Flag, "there are so many that the list is better folded"},
        {"has_partition_keys", Flag, "a partition is divided itself"},
        {"has_partition_descriptions", Flag, "a partition has a description"},
        {"partitions", List, "the partitions of all levels", partition_table()},
        {"has_rules", Flag, "there is a rule"},
        {"has_rule_descriptions", Flag, "a rule has a description"},
        {"rules", List, "the rewrite rules", rule_table()},
        {"has_statistics", Flag, "there are extended statistics"},
        {"has_statistics_descriptions", Flag, "some statistics have a description"},
        {"statistics", List, "the extended statistics", statistics_table()},
    };
}

TagTable access_tags() {
    return {
        {"has_access", Flag, "there is something to say about row-level security or grants"},
        {"row_security", Text,
         "what row-level security is, as in `on.`; empty if there is nothing to say"},
        {"has_policies", Flag, "there is a policy"},
        {"has_policy_descriptions", Flag, "a policy has a description"},
        {"policies", List, "the policies of row-level security", policy_table()},
        {"has_grants", Flag, "there is a grant"},
        {"has_grantable", Flag, "a role may pass on a privilege"},
        {"grants", List, "what roles may do", grant_table()},
    };
}

}  // namespace

TagTable table_tags() {
    TagTable table = {
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
        {"has_relatives", Flag, "there is one of the next five"},
        {"inherits", Markup, "tables that it inherits from, linked"},
        {"inherited_by", Markup, "tables that inherit from it, linked"},
        {"has_sources", Flag, "this is a view that reads tables or views"},
        {"sources",
         List,
         "what a view reads",
         {{"source", Markup, "name of the table or view, linked to its section"},
          {"source_columns", Markup, "the columns that it reads as code; can be empty"}}},
        {"read_by", Markup, "views that read it, linked"},
        {"has_constraints", Flag, "there is a constraint"},
        {"has_constraint_names", Flag, "a constraint has a name"},
        {"has_constraint_descriptions", Flag, "a constraint has a description"},
        {"constraints", List, "keys, unique, check and exclusion constraints", constraint_table()},
        {"has_indexes", Flag, "there is an index"},
        {"has_index_descriptions", Flag, "an index has a description or options"},
        {"indexes",
         List,
         "the indexes that are not there for a constraint",
         {{"index", Markup, "name as code"},
          {"parts", Markup, "columns and expressions as code, and the method"},
          {"unique", Flag, "the index is unique"},
          {"predicate", Markup, "condition of a partial index as code; empty for none"},
          {"index_description", Markup, "description of the index, and its options"}}},
        {"has_triggers", Flag, "there is a trigger"},
        {"has_trigger_calls", Flag, "a trigger calls a function"},
        {"has_trigger_descriptions", Flag, "a trigger has a description or options"},
        {"triggers", List, "the triggers", trigger_table()},
    };
    const TagTable parts = part_tags();
    table.insert(table.end(), parts.begin(), parts.end());
    const TagTable access = access_tags();
    table.insert(table.end(), access.begin(), access.end());
    const TagTable rows = row_tags();
    table.insert(table.end(), rows.begin(), rows.end());
    table.push_back(
        {"definition", Markup, "query of a view as a block of code; empty for a table"});
    return table;
}

}  // namespace erdmark::render::markdown
