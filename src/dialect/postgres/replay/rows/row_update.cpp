#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/rows/row_work.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_default(const ParserNode& node) {
    return node.node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT;
}

RowId row_number(const Cell& cell) {
    RowId row = 0;
    const std::string& text = cell.text.value();
    std::from_chars(text.data(), text.data() + text.size(), row);
    return row;
}

/// The table of UPDATE or DELETE. Where its rows are kept with those of others, which of them are
/// its own is not known.
ObjectId changed_table(RowWork& work, const PgQuery__RangeVar& name) {
    const ObjectId id = work.target(name);
    const Table& table = work.state.catalog.tables.at(id);
    const bool has_heirs =
        !table.children.empty() && table.partition_strategy.empty() && name.inh != 0;
    if (has_heirs || require_table(work.state.catalog, name) != id) {
        undecided("changes of rows in a partition or in a table with heirs are not replayed",
                  name.location);
    }
    return id;
}

/// Each row number of the first output once, with the place of its row.
std::vector<std::pair<RowId, std::size_t>> numbered(const std::vector<std::vector<Cell>>& rows) {
    std::vector<std::pair<RowId, std::size_t>> result;
    std::set<RowId> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const RowId row = row_number(rows[i][0]);
        if (seen.insert(row).second) {
            result.emplace_back(row, i);
        }
    }
    std::ranges::sort(result);
    return result;
}

bool refers_to(const Table& table, ObjectId other) {
    return std::ranges::any_of(table.constraints, [&](const Constraint& key) {
        return key.kind == ConstraintKind::ForeignKey && key.referenced == other;
    });
}

/// Adds the tables that refer to these, and those that refer to them.
void add_referring(const Catalog& catalog, std::vector<ObjectId>& tables) {
    for (std::size_t i = 0; i < tables.size(); ++i) {
        for (const auto& [id, table] : catalog.tables) {
            if (refers_to(table, tables[i]) && std::ranges::find(tables, id) == tables.end()) {
                tables.push_back(id);
            }
        }
    }
}

}  // namespace

std::vector<Assignment> read_assignments(const Table& table, std::size_t count,
                                         ParserNode* const* targets) {
    std::vector<Assignment> assignments;
    for (std::size_t i = 0; i < count; ++i) {
        const PgQuery__ResTarget& target = *targets[i]->res_target;
        const Column& column = require_column(table, text_of(target.name));
        if (target.n_indirection > 0) {
            undecided("an assignment to a part of a column is not replayed", target.location);
        }
        if (!is_default(*target.val) && (column.generated != schema::Generated::No ||
                                         column.identity == schema::Identity::Always)) {
            refuse(fmt::format("column \"{}\" can only be updated to DEFAULT", column.name),
                   condition::kGeneratedAlways, target.location);
        }
        assignments.push_back({column.id, target.val});
    }
    return assignments;
}

void add_assignments(RowQuery& query, const std::vector<Assignment>& assignments) {
    // A query needs an output.
    query.add_sql("1", "integer");
    for (const Assignment& assignment : assignments) {
        if (!is_default(*assignment.value)) {
            query.add_value(*assignment.value);
        }
    }
}

std::map<int, Cell> assigned_cells(RowWork& work, ObjectId table, const RowQuery& query,
                                   const std::vector<Assignment>& assignments,
                                   std::vector<Cell> cells) {
    std::map<int, Cell> result;
    const Table& found = work.state.catalog.tables.at(table);
    std::size_t place = cells.size() - static_cast<std::size_t>(std::ranges::count_if(
                                           assignments, [](const Assignment& assignment) {
                                               return !is_default(*assignment.value);
                                           }));
    for (const Assignment& assignment : assignments) {
        const Column& column = *find_column(found, assignment.column);
        const StoredType type = stored_type(work.state.catalog, column.type);
        if (is_default(*assignment.value)) {
            result[column.id] = work.default_cell(column, type);
            continue;
        }
        result[column.id] = assigned(std::move(cells[place]), query.columns()[place].type, type);
        ++place;
    }
    return result;
}

RowOutcome update_rows(RowWork& work, const PgQuery__UpdateStmt& statement) {
    const ObjectId id = changed_table(work, *statement.relation);
    const std::vector<Assignment> assignments = read_assignments(
        work.state.catalog.tables.at(id), statement.n_target_list, statement.target_list);
    std::vector<RowId> affected;
    if (work.state.mirror.count(id) > 0) {
        work.open(id);
        RowQuery query(work);
        query.add_table(work.state.mirror.query_table(id, {}, kRowNumber),
                        text_of(statement.relation->relname), statement.relation->alias);
        for (std::size_t i = 0; i < statement.n_from_clause; ++i) {
            query.add_item(*statement.from_clause[i]);
        }
        query.add_column(kRowNumber);
        add_assignments(query, assignments);
        query.set_condition(statement.where_clause);
        std::vector<std::vector<Cell>> rows = query.run();
        for (const auto& [row, place] : numbered(rows)) {
            work.update(id, row,
                        assigned_cells(work, id, query, assignments, std::move(rows[place])));
            affected.push_back(row);
        }
        for (const RowId row : affected) {
            work.refuse_twins(id, row, {});
        }
        work.counts(id).updated += static_cast<int>(affected.size());
    }
    return work.outcome(id, *statement.relation, affected, statement.n_returning_list,
                        statement.returning_list);
}

RowOutcome delete_rows(RowWork& work, const PgQuery__DeleteStmt& statement) {
    const ObjectId id = changed_table(work, *statement.relation);
    std::vector<RowId> affected;
    if (work.state.mirror.count(id) > 0) {
        work.open(id);
        RowQuery query(work);
        query.add_table(work.state.mirror.query_table(id, {}, kRowNumber),
                        text_of(statement.relation->relname), statement.relation->alias);
        for (std::size_t i = 0; i < statement.n_using_clause; ++i) {
            query.add_item(*statement.using_clause[i]);
        }
        query.add_column(kRowNumber);
        query.set_condition(statement.where_clause);
        for (const auto& [row, place] : numbered(query.run())) {
            affected.push_back(row);
        }
    }
    RowOutcome result = work.outcome(id, *statement.relation, affected, statement.n_returning_list,
                                     statement.returning_list);
    if (!affected.empty()) {
        work.erase(id, affected);
    }
    return result;
}

void truncate_rows(RowWork& work, const PgQuery__TruncateStmt& statement) {
    const Catalog& catalog = work.state.catalog;
    std::vector<ObjectId> tables;
    for (std::size_t i = 0; i < statement.n_relations; ++i) {
        tables.push_back(work.target(*statement.relations[i]->range_var));
    }
    if (statement.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE) {
        add_referring(catalog, tables);
    }
    for (const ObjectId id : tables) {
        if (const std::size_t count = work.state.mirror.count(id); count > 0) {
            work.counts(id).deleted += static_cast<int>(count);
            work.state.mirror.erase_all(id);
        }
        for (const auto& [sequence, facts] : catalog.sequences) {
            if (statement.restart_seqs && facts.owner == id) {
                work.state.sequences.restart(sequence);
            }
        }
    }
}

}  // namespace erdmark::dialect::postgres
