#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/storage_parameters.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/view_query.h"

namespace erdmark::dialect::postgres {

namespace {

/// What a query gives; notes what could not be found out.
ViewShape shape_of(Catalog& catalog, const PgQuery__SelectStmt& query, std::string_view text,
                   const std::vector<std::string>& names, const std::string& relation) {
    CatalogSource source(catalog);
    ViewShape shape = resolve_view(query, view_query_text(text), names, source);
    if (shape.refusal) {
        refuse(shape.refusal->message, shape.refusal->code.c_str(), shape.refusal->offset);
    }
    for (const std::string& open : shape.undecided) {
        catalog.undecided.push_back(fmt::format("{} of '{}' is not known", open, relation));
    }
    return shape;
}

TypeUse type_of(const Catalog& catalog, const RelationColumn& column) {
    return column.type.empty() ? TypeUse{.builtin = "text"}
                               : resolve_type_text(catalog, column.type);
}

void take_shape(const Catalog& catalog, const ViewShape& shape, View& view) {
    int next = 1;
    for (const RelationColumn& column : shape.columns) {
        view.columns.push_back(
            {.id = next++, .name = column.name, .type = type_of(catalog, column)});
    }
    view.definition = shape.definition;
    view.reads = bound_reads(catalog, shape.reads);
}

void refuse_other_columns(const Catalog& catalog, const View& old, const View& view) {
    if (view.columns.size() < old.columns.size()) {
        refuse("cannot drop columns from view", condition::kInvalidTableDefinition);
    }
    for (std::size_t place = 0; place < old.columns.size(); ++place) {
        const ViewColumn& before = old.columns[place];
        const ViewColumn& after = view.columns[place];
        if (before.name != after.name) {
            refuse(fmt::format("cannot change name of view column \"{}\" to \"{}\"", before.name,
                               after.name),
                   condition::kInvalidTableDefinition);
        }
        if (before.type != after.type) {
            refuse(fmt::format("cannot change data type of view column \"{}\" from {} to {}",
                               before.name, type_text(catalog, before.type),
                               type_text(catalog, after.type)),
                   condition::kInvalidTableDefinition);
        }
    }
}

void replace_view(Catalog& catalog, ObjectId id, View view) {
    const View& old = catalog.views.at(id);
    if (old.materialized) {
        refuse(fmt::format("\"{}\" is not a view", old.name), condition::kWrongObjectType);
    }
    if (!view.definition.empty() && !view.columns.empty()) {
        refuse_other_columns(catalog, old, view);
    }
    for (std::size_t place = 0; place < std::min(old.columns.size(), view.columns.size());
         ++place) {
        view.columns[place].comment = old.columns[place].comment;
        view.columns[place].default_value = old.columns[place].default_value;
    }
    View& edited = catalog.views.edit(id);
    edited.columns = std::move(view.columns);
    edited.definition = std::move(view.definition);
    edited.reads = std::move(view.reads);
    edited.query = std::move(view.query);
    edited.options = std::move(view.options);
    catalog.touch(id);
}

/// A view or a table that a query fills: where it goes.
struct Target {
    const PgQuery__IntoClause* into = nullptr;
    bool materialized = false;
    bool if_not_exists = false;
};

void create_filled(Catalog& catalog, const Target& target, const PgQuery__SelectStmt& query,
                   std::string_view text) {
    const PgQuery__IntoClause& into = *target.into;
    const ObjectId space = space_for(catalog, *into.rel);
    const std::string name = truncate_name(text_of(into.rel->relname));
    if (target.if_not_exists && catalog.relation_names.contains({space, name})) {
        return;
    }
    const ViewShape shape =
        shape_of(catalog, query, text, texts_of(into.n_col_names, into.col_names), name);
    View view;
    take_shape(catalog, shape, view);
    if (target.materialized) {
        view.space = space;
        view.name = name;
        view.materialized = true;
        view.options = kept_storage_parameters(read_options(into.n_options, into.options), false);
        view.query = bound_query(catalog, query);
        add_view(catalog, std::move(view));
        return;
    }
    Table table;
    table.space = space;
    table.name = name;
    table.temporary = catalog.namespaces.at(space).name == "pg_temp";
    table.unlogged = text_of(into.rel->relpersistence) == "u";
    table.options = kept_storage_parameters(read_options(into.n_options, into.options), false);
    for (const ViewColumn& column : view.columns) {
        table.columns.push_back(
            {.id = table.next_column++, .name = column.name, .type = column.type});
    }
    add_table(catalog, std::move(table));
}

std::vector<std::string> view_options(const PgQuery__ViewStmt& statement) {
    std::vector<std::string> options = read_options(statement.n_options, statement.options);
    require_storage_parameters("view", options);
    if (statement.with_check_option == PG_QUERY__VIEW_CHECK_OPTION__LOCAL_CHECK_OPTION) {
        options.emplace_back("check_option=local");
    } else if (statement.with_check_option == PG_QUERY__VIEW_CHECK_OPTION__CASCADED_CHECK_OPTION) {
        options.emplace_back("check_option=cascaded");
    }
    return options;
}

}  // namespace

void create_view(Catalog& catalog, const PgQuery__ViewStmt& statement, std::string_view text) {
    const PgQuery__SelectStmt* query = query_of(statement.query);
    if (query == nullptr) {
        refuse("a view needs a query", condition::kSyntaxError);
    }
    View view;
    view.space = space_for(catalog, *statement.view);
    view.name = truncate_name(text_of(statement.view->relname));
    view.options = view_options(statement);
    const ViewShape shape = shape_of(catalog, *query, text,
                                     texts_of(statement.n_aliases, statement.aliases), view.name);
    take_shape(catalog, shape, view);
    view.query = bound_query(catalog, *query);
    const bool reads_temporary = std::ranges::any_of(view.reads, [&](const ViewRead& read) {
        const AnyRelation* base = find_any_relation(catalog, read.relation);
        return base != nullptr && base->temporary;
    });
    view.temporary = reads_temporary || catalog.namespaces.at(view.space).name == "pg_temp";
    const ObjectId* old = catalog.relation_names.find({view.space, view.name});
    if (statement.replace != 0 && old != nullptr && catalog.views.contains(*old)) {
        replace_view(catalog, *old, std::move(view));
    } else {
        add_view(catalog, std::move(view));
    }
}

void create_table_as(Catalog& catalog, const PgQuery__CreateTableAsStmt& statement,
                     std::string_view text) {
    const PgQuery__SelectStmt* query = query_of(statement.query);
    if (query == nullptr) {
        catalog.undecided.push_back(fmt::format("what EXECUTE gives to the table '{}'",
                                                text_of(statement.into->rel->relname)));
        return;
    }
    create_filled(catalog,
                  {.into = statement.into,
                   .materialized = statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW,
                   .if_not_exists = statement.if_not_exists != 0},
                  *query, text);
}

void select_into(Catalog& catalog, const PgQuery__SelectStmt& statement, std::string_view text) {
    create_filled(catalog, {.into = statement.into_clause}, statement, text);
}

}  // namespace erdmark::dialect::postgres
