#include "dialect/postgres/replay/rows/row_store.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include <fmt/format.h>

#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/rows/stored_value.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

namespace {

using Values = std::vector<std::optional<std::string>>;

std::string mark_name(std::size_t depth) {
    return fmt::format("mark_{}", depth);
}

/// Takes back what a statement did unless it is told to keep it.
class StatementGuard {
public:
    explicit StatementGuard(RowState& state)
        : state_(state), mark_(state.catalog.journal.set_mark()) {
        state_.database.execute("SAVEPOINT row_statement");
    }
    StatementGuard(const StatementGuard&) = delete;
    StatementGuard& operator=(const StatementGuard&) = delete;
    ~StatementGuard() {
        if (!is_kept_) {
            state_.catalog.journal.roll_back(mark_);
            sqlite_rollback();
        }
        state_.catalog.journal.release();
    }

    void keep() {
        state_.database.execute("RELEASE row_statement");
        is_kept_ = true;
    }

private:
    void sqlite_rollback() noexcept {
        try {
            state_.database.execute("ROLLBACK TO row_statement");
            state_.database.execute("RELEASE row_statement");
        } catch (const Undecidable&) {
            // SQLite ends all savepoints by itself when it has no memory left.
        }
    }

    RowState& state_;
    Journal::Mark mark_;
    bool is_kept_ = false;
};

RowOutcome outcome_of(QueryResult result) {
    return {static_cast<std::int64_t>(result.rows.size()), std::move(result)};
}

bool changes_rows(const PgQuery__WithClause* with) {
    return with != nullptr &&
           std::any_of(with->ctes, with->ctes + with->n_ctes, [](const ParserNode* common) {
               return common->common_table_expr->ctequery->node_case !=
                      PG_QUERY__NODE__NODE_SELECT_STMT;
           });
}

/// Puts rows in order as `plan_rows` says: numbers by their value, text by its bytes, NULL last.
class RowOrder {
public:
    RowOrder(std::vector<std::size_t> places, std::vector<bool> are_numbers)
        : places_(std::move(places)), are_numbers_(std::move(are_numbers)) {}

    bool operator()(const Values& left, const Values& right) const {
        for (const std::size_t place : places_) {
            const int difference = compare(left[place], right[place], are_numbers_[place]);
            if (difference != 0) {
                return difference < 0;
            }
        }
        return false;
    }

private:
    static int compare(const std::optional<std::string>& left,
                       const std::optional<std::string>& right, bool are_numbers) {
        if (!left || !right) {
            return static_cast<int>(!left) - static_cast<int>(!right);
        }
        if (are_numbers) {
            const long double first = std::strtold(left->c_str(), nullptr);
            const long double second = std::strtold(right->c_str(), nullptr);
            return static_cast<int>(first > second) - static_cast<int>(first < second);
        }
        return left->compare(*right);
    }

    std::vector<std::size_t> places_;
    std::vector<bool> are_numbers_;
};

/// What the cast to text makes of a value.
std::optional<std::string> shown_value(std::optional<std::string> value, const std::string& type) {
    if (value && type == "boolean") {
        return *value == "1" ? "true" : "false";
    }
    // A cast to text always says how long the network's part is.
    if (value && type == "inet" && value->find('/') == std::string::npos) {
        return *value + (value->find(':') == std::string::npos ? "/32" : "/128");
    }
    if (value && (type == "real" || type == "double precision")) {
        return literal_output(*value, type);
    }
    return value;
}

}  // namespace

RowStore::RowStore(Catalog& catalog, QueryDatabase& database) : state_(catalog, database) {
    database.hooks.sequence = [this](std::string_view function, const std::string& name,
                                     std::optional<std::int64_t> value) {
        return state_.sequences.call(function, name, value);
    };
}

void RowStore::begin_writing() {
    for (std::size_t depth = 0; depth < marks_.size(); ++depth) {
        if (!marks_[depth]) {
            state_.database.execute("SAVEPOINT " + mark_name(depth));
            marks_[depth] = true;
        }
    }
}

void RowStore::set_mark() {
    marks_.push_back(false);
}

void RowStore::release() {
    if (marks_.back()) {
        state_.database.execute("RELEASE " + mark_name(marks_.size() - 1));
    }
    marks_.pop_back();
}

void RowStore::roll_back() {
    if (marks_.back()) {
        state_.database.execute("ROLLBACK TO " + mark_name(marks_.size() - 1));
    }
}

template <typename Work>
auto RowStore::guarded(QueryNames* outer, const Work& work) {
    begin_writing();
    StatementGuard guard(state_);
    RowWork row_work(state_, outer);
    auto result = work(row_work);
    row_work.drop_own_tables();
    guard.keep();
    reads_.insert(row_work.names.reads.begin(), row_work.names.reads.end());
    return result;
}

RowOutcome RowStore::run(const ParserNode& statement, QueryNames* outer) {
    const bool is_query = statement.node_case == PG_QUERY__NODE__NODE_SELECT_STMT;
    if (is_query && !changes_rows(statement.select_stmt->with_clause)) {
        RowNames names(state_.catalog, state_.mirror, outer);
        RowOutcome outcome =
            outcome_of(state_.database.run(to_sqlite(*statement.select_stmt, names)));
        reads_.insert(names.reads.begin(), names.reads.end());
        return outcome;
    }
    return guarded(outer, [&](RowWork& work) { return dispatch(work, statement); });
}

RowOutcome RowStore::dispatch(RowWork& work, const ParserNode& statement) {
    const auto run_inner = [&](const ParserNode& inner) { return dispatch(work, inner); };
    switch (statement.node_case) {
        case PG_QUERY__NODE__NODE_INSERT_STMT:
            work.with_clause(statement.insert_stmt->with_clause, run_inner);
            return insert_rows(work, *statement.insert_stmt);
        case PG_QUERY__NODE__NODE_UPDATE_STMT:
            work.with_clause(statement.update_stmt->with_clause, run_inner);
            return update_rows(work, *statement.update_stmt);
        case PG_QUERY__NODE__NODE_DELETE_STMT:
            work.with_clause(statement.delete_stmt->with_clause, run_inner);
            return delete_rows(work, *statement.delete_stmt);
        case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
            truncate_rows(work, *statement.truncate_stmt);
            return {};
        case PG_QUERY__NODE__NODE_SELECT_STMT: {
            work.with_clause(statement.select_stmt->with_clause, run_inner);
            PgQuery__SelectStmt select = *statement.select_stmt;
            select.with_clause = nullptr;
            return outcome_of(state_.database.run(to_sqlite(select, work.names)));
        }
        case PG_QUERY__NODE__NODE_MERGE_STMT:
            undecided("MERGE is not replayed");
        default:
            undecided("a statement of this kind is not replayed");
    }
}

RowOutcome RowStore::copy(const PgQuery__CopyStmt& statement, std::string_view rows) {
    return guarded(nullptr, [&](RowWork& work) { return copy_rows(work, statement, rows); });
}

void RowStore::fill(ObjectId table, const PgQuery__SelectStmt& query, QueryNames* outer) {
    guarded(outer, [&](RowWork& work) {
        fill_rows(work, table, query);
        return true;
    });
}

void RowStore::follow(ObjectId table, const PgQuery__AlterTableStmt* statement) {
    if (!state_.mirror.holds(table) || !state_.catalog.tables.contains(table)) {
        return;
    }
    guarded(nullptr, [&](RowWork& work) {
        if (statement != nullptr) {
            convert_by_statement(work, table, *statement);
        }
        work.open(table);
        return true;
    });
}

void RowStore::convert_by_statement(RowWork& work, ObjectId table,
                                    const PgQuery__AlterTableStmt& statement) {
    for (std::size_t i = 0; i < statement.n_cmds; ++i) {
        const PgQuery__AlterTableCmd& command = *statement.cmds[i]->alter_table_cmd;
        const Column* column =
            command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType
                ? find_column(state_.catalog.tables.at(table), text_of(command.name))
                : nullptr;
        if (column == nullptr || command.def->column_def->raw_default == nullptr) {
            continue;
        }
        RowQuery query(work);
        query.add_table(state_.mirror.stored_table(table, kRowNumber),
                        state_.catalog.tables.at(table).name, nullptr);
        query.add_column(kRowNumber);
        query.add_value(*command.def->column_def->raw_default);
        const StoredType type = stored_type(state_.catalog, column->type);
        std::map<RowId, Cell> cells;
        for (std::vector<Cell>& row : query.run()) {
            cells[std::strtoll(row[0].text->c_str(), nullptr, 10)] =
                assigned(std::move(row[1]), query.columns()[1].type, type);
        }
        state_.mirror.retype(table, column->id, type.type);
        for (const auto& [row, cell] : cells) {
            state_.mirror.update(table, row, {{column->id, cell}});
        }
    }
}

void RowStore::rename_label(ObjectId type, const std::string& from, const std::string& to) {
    begin_writing();
    state_.mirror.rename_label(type, from, to);
}

void RowStore::restart_sequence(ObjectId sequence, std::optional<std::int64_t> start) {
    state_.sequences.restart(sequence, start);
}

std::vector<RowChange> RowStore::take_changes() {
    std::vector<RowChange> changes;
    std::vector<ObjectId> tables;
    for (const auto& [table, counts] : state_.counts) {
        tables.push_back(table);
        const bool is_any = counts.inserted + counts.updated + counts.deleted > 0;
        if (is_any && state_.catalog.tables.contains(table)) {
            changes.push_back({.table = document_name(state_.catalog, table),
                               .inserted = counts.inserted,
                               .updated = counts.updated,
                               .deleted = counts.deleted});
        }
    }
    for (const ObjectId table : tables) {
        state_.counts.erase(table);
    }
    std::ranges::sort(changes, {}, &RowChange::table);
    return changes;
}

void RowStore::note_triggers(ObjectId table, std::vector<std::string>& notes) const {
    const auto triggers = state_.triggers_not_run.find(table);
    if (triggers == state_.triggers_not_run.end()) {
        return;
    }
    for (const std::string& trigger : triggers->second) {
        notes.push_back(
            fmt::format("the rows of '{}' are shown as statements wrote them: the trigger '{}', "
                        "which runs before, is not run in a replay",
                        document_name(state_.catalog, table).display(), trigger));
    }
}

std::optional<schema::ReferenceRows> RowStore::rows_of(ObjectId table, const RowPlan& plan,
                                                       std::size_t limit,
                                                       std::vector<std::string>& notes) const {
    const Table& found = state_.catalog.tables.at(table);
    note_triggers(table, notes);
    RowPlan kept{.order = plan.order};
    std::vector<int> ids;
    std::vector<std::string> types;
    for (const std::string& name : plan.columns) {
        const Column* column = find_column(found, std::string_view(name));
        if (column == nullptr || state_.mirror.is_unreliable(table, column->id)) {
            notes.push_back(fmt::format(
                "the column '{}' is left out of the rows of '{}': not all of its values are known "
                "without a server, or the same each time",
                name, document_name(state_.catalog, table).display()));
            continue;
        }
        kept.columns.push_back(name);
        ids.push_back(column->id);
        types.push_back(stored_type(state_.catalog, column->type).type);
    }
    if (kept.columns.empty()) {
        return std::nullopt;
    }
    const auto place_of = [&](const std::string& name) {
        return static_cast<std::size_t>(std::ranges::find(kept.columns, name) -
                                        kept.columns.begin());
    };
    const bool has_order = std::ranges::all_of(
        kept.order, [&](const std::string& name) { return place_of(name) < ids.size(); });
    std::vector<std::size_t> places;
    for (const std::string& name : has_order ? kept.order : kept.columns) {
        places.push_back(place_of(name));
    }
    std::vector<bool> are_numbers;
    are_numbers.reserve(types.size());
    for (const std::string& type : types) {
        are_numbers.push_back(is_number_type_name(type));
    }
    std::vector<Values> rows = state_.mirror.values(table, ids);
    for (Values& row : rows) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = shown_value(std::move(row[i]), types[i]);
        }
    }
    std::ranges::stable_sort(rows, RowOrder(std::move(places), std::move(are_numbers)));
    return make_rows(kept, std::move(rows), limit);
}

std::vector<std::string> RowStore::add_rows(schema::Schema& schema,
                                            const schema::RowTables& wanted) const {
    std::vector<std::string> notes;
    if (wanted.empty()) {
        return notes;
    }
    for (schema::Table& table : schema.tables) {
        const auto limit = wanted.find(table.name.display());
        if (limit == wanted.end() || table.kind == schema::TableKind::Foreign) {
            continue;
        }
        const std::string space = table.name.schema.empty() ? "public" : table.name.schema;
        const ObjectId id = find_relation(state_.catalog, space, table.name.name);
        const std::optional<RowPlan> plan = plan_rows(schema, table, kSyntax);
        if (plan && state_.catalog.tables.contains(id)) {
            table.rows = rows_of(id, *plan, limit->second, notes);
        }
    }
    return notes;
}

}  // namespace erdmark::dialect::postgres
