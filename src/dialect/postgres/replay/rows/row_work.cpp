#include "dialect/postgres/replay/rows/row_work.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

/// The sequence of a plain `nextval('s')`; 0 for every other expression.
ObjectId sequence_of(const Catalog& catalog, const Node& value) {
    ObjectId sequence = 0;
    if (value.kind == NodeKind::Call && value.names == std::vector<std::string>{"nextval"}) {
        visit_references(value, [&](const Node& node) {
            sequence = catalog.sequences.contains(node.object) ? node.object : sequence;
        });
    }
    return sequence;
}

/// A literal that needs no computing; its type is that of a literal without one.
std::optional<std::string> literal_of(const Node& value, const std::string& type) {
    const bool is_cast = value.kind == NodeKind::Cast && base_type(value.text) == base_type(type);
    const Node& inner = is_cast ? value.parts.at(0) : value;
    switch (inner.kind) {
        case NodeKind::String:
        case NodeKind::Number:
        case NodeKind::Boolean:
            return inner.text;
        default:
            return std::nullopt;
    }
}

bool shares(const std::vector<int>& columns, const std::map<int, Cell>& cells) {
    return std::ranges::any_of(columns, [&](int column) { return cells.contains(column); });
}

}  // namespace

ObjectId RowWork::target(const PgQuery__RangeVar& name) const {
    const Catalog& catalog = state.catalog;
    const ObjectId relation = require_relation(catalog, name);
    if (catalog.views.contains(relation)) {
        undecided(fmt::format("'{}' is a view, and rows of tables only are replayed",
                              text_of(name.relname)),
                  name.location);
    }
    const Table* table = catalog.tables.find(relation);
    if (table == nullptr || table->kind == schema::TableKind::Foreign) {
        undecided(fmt::format("the rows of '{}' are not in this database", text_of(name.relname)),
                  name.location);
    }
    return row_table(catalog, relation);
}

std::vector<StoredType> RowWork::open(ObjectId table) {
    const Table& found = state.catalog.tables.at(table);
    std::vector<int> added;
    const MirroredTable* mirrored = state.mirror.find(table);
    for (const Column& column : found.columns) {
        if (mirrored != nullptr &&
            std::ranges::find(mirrored->columns, column.id, &std::pair<int, std::string>::first) ==
                mirrored->columns.end()) {
            added.push_back(column.id);
        }
    }
    std::vector<StoredType> types = state.mirror.open(table);
    if (!added.empty()) {
        fill_new_columns(table, added);
    }
    return types;
}

void RowWork::fill_new_columns(ObjectId table, const std::vector<int>& columns) {
    for (const RowId row : state.mirror.all_rows(table)) {
        std::map<int, Cell> cells;
        for (const int id : columns) {
            const Column& column = *find_column(state.catalog.tables.at(table), id);
            cells[id] = default_cell(column, stored_type(state.catalog, column.type));
        }
        state.mirror.update(table, row, cells);
        fill_generated(table, row);
    }
}

Cell RowWork::default_cell(const Column& column, const StoredType& type) {
    if (column.identity_sequence != 0) {
        return {.text = std::to_string(state.sequences.next(column.identity_sequence))};
    }
    const Type* domain = state.catalog.types.find(column.type.object);
    const auto* facts = domain == nullptr ? nullptr : std::get_if<DomainFacts>(&domain->facts);
    const bool is_own = column.default_value.has_value();
    if (column.generated != schema::Generated::No ||
        (!is_own && (facts == nullptr || !facts->default_value))) {
        return {};
    }
    const Node& value = is_own ? *column.default_value : *facts->default_value;
    if (const ObjectId sequence = sequence_of(state.catalog, value); sequence != 0) {
        return {.text = std::to_string(state.sequences.next(sequence))};
    }
    if (std::optional<std::string> literal = literal_of(value, type.type)) {
        return assigned({.text = std::move(literal)}, std::string(kUnknownLiteral), type);
    }
    const DefaultQuery& query = default_query(value);
    Cell cell{.is_known = query.is_known, .is_stable = query.query.reproducible};
    try {
        cell.text =
            query.is_known ? state.database.run(query.query).rows.at(0).at(0) : std::nullopt;
    } catch (const Undecidable&) {
        cell.is_known = false;
    }
    return query.is_known ? assigned(std::move(cell), query.query.columns[0].type, type) : cell;
}

const DefaultQuery& RowWork::default_query(const Node& value) {
    if (state.defaults_version != state.catalog.version) {
        state.defaults.clear();
        state.defaults_version = state.catalog.version;
    }
    const std::string text = "SELECT " + printed(with_current_names(state.catalog, value));
    const auto [place, is_new] = state.defaults.try_emplace(text);
    DefaultQuery& found = place->second;
    if (is_new) {
        const StatementTree tree = parse_statement(text);
        try {
            found.query = to_sqlite(*tree->stmts[0]->stmt->select_stmt, names);
        } catch (const Undecidable&) {
            found.is_known = false;
        }
    }
    return found;
}

void RowWork::check(ObjectId table, const Column& column, const Cell& cell) const {
    if (column.not_null && !cell.text && cell.is_known &&
        column.generated == schema::Generated::No) {
        refuse(fmt::format("null value in column \"{}\" of relation \"{}\" violates not-null "
                           "constraint",
                           column.name, state.catalog.tables.at(table).name),
               condition::kNotNullViolation);
    }
}

RowId RowWork::insert(ObjectId table, std::vector<Cell> cells) {
    const std::vector<Column>& columns = state.catalog.tables.at(table).columns;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        check(table, columns[i], cells[i]);
    }
    note_triggers(table, "INSERT");
    const RowId row = state.mirror.insert(table, cells);
    fill_generated(table, row);
    return row;
}

void RowWork::note_triggers(ObjectId table, std::string_view event) {
    for (const Trigger& trigger : state.catalog.tables.at(table).triggers) {
        const bool fires = trigger.firing != "DISABLED" && trigger.firing != "REPLICA" &&
                           std::ranges::find(trigger.events, event) != trigger.events.end();
        if (fires && trigger.timing == "BEFORE" && trigger.level == "ROW") {
            state.triggers_not_run[table].insert(trigger.name);
        }
    }
}

void RowWork::fill_generated(ObjectId table, RowId row) {
    const Table& found = state.catalog.tables.at(table);
    for (const Column& column : found.columns) {
        if (column.generated == schema::Generated::No || !column.default_value) {
            continue;
        }
        const StatementTree tree = parse_statement(
            "SELECT " + printed(with_current_names(state.catalog, *column.default_value)));
        RowQuery query(*this);
        query.add_table(state.mirror.query_table(table, row), found.name, nullptr);
        query.add_value(*tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target->val);
        const Cell cell = assigned(query.run().at(0).at(0), query.columns()[0].type,
                                   stored_type(state.catalog, column.type));
        state.mirror.update(table, row, {{column.id, cell}});
    }
}

const std::vector<ReferringKey>& RowWork::referring_keys(ObjectId table) {
    const auto [place, is_new] = referring_.try_emplace(table);
    if (!is_new) {
        return place->second;
    }
    for (const auto& [id, child] : state.catalog.tables) {
        for (const Constraint& key : child.constraints) {
            if (key.kind == ConstraintKind::ForeignKey && key.referenced == table &&
                state.mirror.holds(id)) {
                place->second.push_back({id, &key});
            }
        }
    }
    return place->second;
}

void RowWork::update(ObjectId table, RowId row, std::map<int, Cell> cells) {
    const Table& found = state.catalog.tables.at(table);
    for (const auto& [id, cell] : cells) {
        check(table, *find_column(found, id), cell);
    }
    note_triggers(table, "UPDATE");
    std::vector<std::pair<ReferringKey, std::vector<RowId>>> followers;
    for (const ReferringKey& child : referring_keys(table)) {
        if (child.key->on_update == schema::ReferentialAction::Cascade &&
            shares(child.key->referenced_columns, cells)) {
            followers.emplace_back(
                child, state.mirror.find_children(child.table, child.key->columns, table,
                                                  child.key->referenced_columns, row));
        }
    }
    state.mirror.update(table, row, cells);
    fill_generated(table, row);
    for (const auto& [child, rows] : followers) {
        std::map<int, Cell> same;
        for (std::size_t i = 0; i < child.key->columns.size(); ++i) {
            const auto changed = cells.find(child.key->referenced_columns[i]);
            if (changed != cells.end()) {
                same[child.key->columns[i]] = changed->second;
            }
        }
        for (const RowId follower : rows) {
            update(child.table, follower, same);
        }
    }
}

std::vector<RowId> RowWork::children_of(const ReferringKey& child, ObjectId table,
                                        const std::vector<RowId>& rows) {
    for (const RowId row : rows) {
        erased_.emplace(table, row);
    }
    std::vector<RowId> children;
    for (const RowId row : rows) {
        for (const RowId each : state.mirror.find_children(child.table, child.key->columns, table,
                                                           child.key->referenced_columns, row)) {
            if (!erased_.contains({child.table, each})) {
                children.push_back(each);
            }
        }
    }
    return children;
}

void RowWork::follow_key(const ReferringKey& child, ObjectId table,
                         const std::vector<RowId>& rows) {
    using enum schema::ReferentialAction;
    const std::vector<RowId> children = children_of(child, table, rows);
    if (children.empty()) {
        return;
    }
    const schema::ReferentialAction action = child.key->on_delete;
    if (action == Cascade) {
        erase(child.table, children);
        return;
    }
    const Table& found = state.catalog.tables.at(child.table);
    if (action == NoAction || action == Restrict) {
        refuse(fmt::format("update or delete on table \"{}\" violates foreign key constraint "
                           "\"{}\" on table \"{}\"",
                           state.catalog.tables.at(table).name, child.key->name, found.name),
               condition::kForeignKeyViolation);
    }
    std::map<int, Cell> cells;
    for (const int id :
         child.key->set_columns.empty() ? child.key->columns : child.key->set_columns) {
        const Column& column = *find_column(found, id);
        cells[id] = action == SetNull
                        ? Cell{}
                        : default_cell(column, stored_type(state.catalog, column.type));
    }
    for (const RowId row : children) {
        update(child.table, row, cells);
    }
}

void RowWork::erase(ObjectId table, const std::vector<RowId>& rows) {
    for (const ReferringKey& child : referring_keys(table)) {
        follow_key(child, table, rows);
    }
    for (const RowId row : rows) {
        state.mirror.erase(table, row);
    }
    counts(table).deleted += static_cast<int>(rows.size());
}

void RowWork::refuse_twins(ObjectId table, RowId row, const std::set<ObjectId>& except) {
    for (const ObjectId id : state.catalog.tables.at(table).indexes) {
        const Index& index = state.catalog.indexes.at(id);
        if (index.unique && !except.contains(id) && state.mirror.find_twin(table, index, row)) {
            refuse(fmt::format("duplicate key value violates unique constraint \"{}\"", index.name),
                   condition::kUniqueViolation);
        }
    }
}

RowOutcome RowWork::outcome(ObjectId table, const PgQuery__RangeVar& name,
                            const std::vector<RowId>& rows, std::size_t count,
                            ParserNode* const* targets) {
    QueryResult result;
    for (std::size_t i = 0; count > 0 && (i < rows.size() || i == 0); ++i) {
        RowQuery query(*this);
        // A row that is not there gives the columns alone.
        query.add_table(state.mirror.query_table(table, rows.empty() ? 0 : rows[i]),
                        text_of(name.relname), name.alias);
        for (std::size_t j = 0; j < count; ++j) {
            query.add_target(*targets[j]->res_target);
        }
        for (std::vector<Cell>& cells : query.run()) {
            std::vector<std::optional<std::string>>& row = result.rows.emplace_back();
            for (Cell& cell : cells) {
                row.push_back(std::move(cell.text));
                result.reproducible = result.reproducible && cell.is_stable && cell.is_known;
            }
        }
        result.columns = query.columns();
    }
    return {static_cast<std::int64_t>(rows.size()), std::move(result)};
}

RowCounts& RowWork::counts(ObjectId table) {
    return state.counts.contains(table) ? state.counts.edit(table) : state.counts.insert(table, {});
}

}  // namespace erdmark::dialect::postgres
