#include "dialect/postgres/replay/rows/row_names.h"

#include <fmt/format.h>

#include "dialect/postgres/replay/fold_view.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// Views on views on views.
constexpr int kDeepestView = 30;

}  // namespace

std::optional<QueryTable> RowNames::find_table(const DottedName& name) {
    if (const auto own = own_tables.find(name.name);
        name.schema.empty() && own != own_tables.end()) {
        return own->second;
    }
    const ObjectId relation = find_relation(catalog_, name.schema, name.name);
    const bool is_table = catalog_.tables.contains(relation);
    const bool is_view = catalog_.views.contains(relation);
    // What a view reads is not what the query says.
    if ((is_table || is_view) && depth_ == 0) {
        reads.insert(relation);
    }
    if (is_table || is_view) {
        return is_table ? mirror_.query_table(relation) : view_table(relation);
    }
    return outer_ == nullptr ? std::nullopt : outer_->find_table(name);
}

QueryTable RowNames::view_table(ObjectId view) {
    const View& found = catalog_.views.at(view);
    const StatementTree tree = parse_statement(current_query(catalog_, found));
    const bool is_query =
        tree->n_stmts == 1 && tree->stmts[0]->stmt->node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
    if (!is_query || depth_ >= kDeepestView) {
        undecided(fmt::format("the query of the view '{}' is not replayed", found.name));
    }
    ++depth_;
    const SqliteTranslator::Query query =
        SqliteTranslator(*this).query(*tree->stmts[0]->stmt->select_stmt, nullptr);
    --depth_;
    QueryTable table;
    std::vector<std::string> items;
    for (std::size_t i = 0; i < query.columns.size() && i < found.columns.size(); ++i) {
        items.push_back(fmt::format("c{} AS {}", i + 1, sqlite_name(found.columns[i].name)));
        table.columns.push_back({.name = found.columns[i].name, .type = query.columns[i].type});
    }
    table.sql = fmt::format("(SELECT {} FROM ({}))", fmt::join(items, ", "), query.sql);
    return table;
}

std::optional<QueryValue> RowNames::find_variable(const std::vector<std::string>& path) {
    return outer_ == nullptr ? std::nullopt : outer_->find_variable(path);
}

bool RowNames::refuses_ambiguity() const {
    return outer_ != nullptr && outer_->refuses_ambiguity();
}

std::optional<QueryValue> RowNames::find_parameter(int number) {
    return outer_ == nullptr ? std::nullopt : outer_->find_parameter(number);
}

std::optional<QueryRoutine> RowNames::find_routine(const DottedName& name, std::size_t arguments) {
    if (outer_ != nullptr) {
        return outer_->find_routine(name, arguments);
    }
    if (!find_routines(catalog_, name.schema, name.name).empty()) {
        undecided(fmt::format("the function '{}' is not called here", name.name));
    }
    return std::nullopt;
}

std::string RowNames::find_type(const DottedName& name) {
    const ObjectId type = postgres::find_type(catalog_, name.schema, name.name);
    if (type == 0) {
        refuse(fmt::format("type \"{}\" does not exist", name.name), condition::kUndefinedObject);
    }
    return base_type_text(catalog_, {.object = type});
}

std::optional<std::vector<std::string>> RowNames::find_labels(const std::string& type) {
    const TypeUse use = resolve_type_text(catalog_, type);
    return stored_type(catalog_, use).labels;
}

}  // namespace erdmark::dialect::postgres
