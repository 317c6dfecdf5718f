#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/literal/literal.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/rows/row_work.h"

namespace erdmark::dialect::postgres {

namespace {

/// A value of the list of VALUES or of the query.
struct Source {
    Cell cell;
    std::string type;
    bool is_default = false;
};

/// A constant without an operator, which is most of what migrations insert.
std::optional<Source> constant(const ParserNode& node) {
    if (node.node_case != PG_QUERY__NODE__NODE_A_CONST) {
        return std::nullopt;
    }
    const PgQuery__AConst& value = *node.a_const;
    if (value.isnull) {
        return Source{.type = std::string(kUnknownLiteral)};
    }
    switch (value.val_case) {
        case PG_QUERY__A__CONST__VAL_IVAL:
            return Source{{.text = std::to_string(value.ival->ival)}, "integer"};
        case PG_QUERY__A__CONST__VAL_FVAL:
            return Source{{.text = literal_output(value.fval->fval, "numeric")}, "numeric"};
        case PG_QUERY__A__CONST__VAL_BOOLVAL:
            return Source{{.text = value.boolval->boolval ? "t" : "f"}, "boolean"};
        case PG_QUERY__A__CONST__VAL_SVAL:
            return Source{{.text = text_of(value.sval->sval)}, std::string(kUnknownLiteral)};
        default:
            return std::nullopt;
    }
}

/// Whether the outputs of the query can be looked at one by one.
bool has_plain_targets(const PgQuery__SelectStmt& select) {
    return select.op == PG_QUERY__SET_OPERATION__SETOP_NONE && select.n_target_list > 0 &&
           std::none_of(
               select.target_list, select.target_list + select.n_target_list,
               [](const ParserNode* target) {
                   const ParserNode& value = *target->res_target->val;
                   return value.node_case == PG_QUERY__NODE__NODE_COLUMN_REF &&
                          value.column_ref->fields[value.column_ref->n_fields - 1]->node_case ==
                              PG_QUERY__NODE__NODE_A_STAR;
               });
}

class RowInsert {
public:
    RowInsert(RowWork& work, const PgQuery__InsertStmt& statement)
        : work_(work), statement_(statement), id_(work.target(*statement.relation)) {
        types_ = work.open(id_);
        read_columns();
        read_arbiters();
    }

    RowOutcome run() {
        const ParserNode* source = statement_.select_stmt;
        if (source == nullptr) {
            add({});
        } else if (source->select_stmt->n_values_lists > 0) {
            add_values(*source->select_stmt);
        } else {
            add_query(*source->select_stmt);
        }
        return work_.outcome(id_, *statement_.relation, affected_, statement_.n_returning_list,
                             statement_.returning_list);
    }

private:
    const Table& table() const { return work_.state.catalog.tables.at(id_); }

    void read_columns() {
        for (std::size_t i = 0; i < statement_.n_cols; ++i) {
            const PgQuery__ResTarget& target = *statement_.cols[i]->res_target;
            const Column& column = require_column(table(), text_of(target.name));
            if (target.n_indirection > 0) {
                undecided("an assignment to a part of a column is not replayed", target.location);
            }
            columns_.push_back(static_cast<std::size_t>(&column - table().columns.data()));
        }
        for (std::size_t i = 0; statement_.n_cols == 0 && i < table().columns.size(); ++i) {
            columns_.push_back(i);
        }
    }

    void read_arbiters() {
        if (statement_.on_conflict_clause == nullptr) {
            return;
        }
        const PgQuery__InferClause* infer = statement_.on_conflict_clause->infer;
        for (const ObjectId index : table().indexes) {
            const Index& each = work_.state.catalog.indexes.at(index);
            if (each.unique && each.immediate && (infer == nullptr || is_meant(index, *infer))) {
                arbiters_.insert(index);
            }
        }
        if (infer != nullptr && arbiters_.empty()) {
            refuse(
                "there is no unique or exclusion constraint matching the ON CONFLICT "
                "specification",
                condition::kInvalidColumnReference, infer->location);
        }
    }

    bool is_meant(ObjectId index, const PgQuery__InferClause& infer) const {
        const Index& found = work_.state.catalog.indexes.at(index);
        if (!text_of(infer.conname).empty()) {
            const Constraint* constraint = find_constraint(table(), infer.conname);
            return constraint != nullptr && constraint->index == index;
        }
        std::multiset<std::string> wanted;
        for (std::size_t i = 0; i < infer.n_index_elems; ++i) {
            wanted.insert(element_text(*infer.index_elems[i]->index_elem));
        }
        std::multiset<std::string> parts;
        for (const IndexPart& part : found.parts) {
            parts.insert(part.column != 0 ? column_name(work_.state.catalog, id_, part.column)
                                          : "(" + text_of_tree(*part.expression));
        }
        return wanted == parts;
    }

    std::string element_text(const PgQuery__IndexElem& element) const {
        return element.expr == nullptr
                   ? text_of(element.name)
                   : "(" + text_of_tree(read_bound(work_.state.catalog, *element.expr,
                                                   relation_scope(work_.state.catalog, id_)));
    }

    std::string text_of_tree(const Node& tree) const {
        return printed(with_current_names(work_.state.catalog, tree));
    }

    void add_values(const PgQuery__SelectStmt& select) {
        for (std::size_t i = 0; i < select.n_values_lists; ++i) {
            const PgQuery__List& list = *select.values_lists[i]->list;
            if (list.n_items > columns_.size()) {
                refuse("INSERT has more expressions than target columns", condition::kSyntaxError);
            }
            std::vector<Source> sources;
            for (std::size_t j = 0; j < list.n_items; ++j) {
                sources.push_back(source_of(*list.items[j]));
            }
            add(sources);
        }
    }

    Source source_of(const ParserNode& node) {
        if (node.node_case == PG_QUERY__NODE__NODE_SET_TO_DEFAULT) {
            return {.is_default = true};
        }
        if (std::optional<Source> value = constant(node)) {
            return std::move(*value);
        }
        RowQuery query(work_);
        query.add_value(node);
        try {
            Source source{query.run().at(0).at(0), query.columns()[0].type};
            return source;
        } catch (const Undecidable&) {
            return {.cell = {.is_known = false}, .type = std::string(kUnknownLiteral)};
        }
    }

    void add_query(const PgQuery__SelectStmt& select) {
        if (select.n_target_list > columns_.size()) {
            refuse("INSERT has more expressions than target columns", condition::kSyntaxError);
        }
        std::vector<Cell> facts;
        const QueryResult result = work_.state.database.run(translated(select, facts));
        for (const std::vector<std::optional<std::string>>& row : result.rows) {
            std::vector<Source> sources;
            for (std::size_t i = 0; i < row.size() && i < columns_.size(); ++i) {
                Source source{{.text = row[i]}, result.columns[i].type};
                if (i < facts.size()) {
                    source.cell.is_known = facts[i].is_known;
                    source.cell.is_stable = facts[i].is_stable;
                }
                sources.push_back(std::move(source));
            }
            add(sources);
        }
    }

    /// The query, in which NULL stands for each output that SQLite cannot compute; `facts` says of
    /// which outputs the values are known and stable.
    SqliteQuery translated(PgQuery__SelectStmt select, std::vector<Cell>& facts) {
        try {
            SqliteQuery query = to_sqlite(select, work_.names);
            if (query.reproducible) {
                return query;
            }
            if (!has_plain_targets(select)) {
                return query;
            }
        } catch (const Undecidable&) {
            if (!has_plain_targets(select)) {
                throw;
            }
        }
        ParserNode null_node = PG_QUERY__NODE__INIT;
        PgQuery__AConst null = PG_QUERY__A__CONST__INIT;
        null.isnull = 1;
        null_node.node_case = PG_QUERY__NODE__NODE_A_CONST;
        null_node.a_const = &null;
        PgQuery__ResTarget null_target = PG_QUERY__RES_TARGET__INIT;
        null_target.val = &null_node;
        ParserNode target_node = PG_QUERY__NODE__INIT;
        target_node.node_case = PG_QUERY__NODE__NODE_RES_TARGET;
        target_node.res_target = &null_target;
        std::vector<ParserNode*> targets(select.target_list,
                                         select.target_list + select.n_target_list);
        for (ParserNode*& target : targets) {
            facts.push_back(judged(select, target));
            target = facts.back().is_known ? target : &target_node;
        }
        select.target_list = targets.data();
        return to_sqlite(select, work_.names);
    }

    /// Whether the query with that output alone can be carried out, and depends on chance.
    Cell judged(PgQuery__SelectStmt select, ParserNode* target) {
        select.target_list = &target;
        select.n_target_list = 1;
        select.n_sort_clause = 0;
        select.n_distinct_clause = 0;
        select.n_group_clause = 0;
        try {
            return {.is_stable = to_sqlite(select, work_.names).reproducible};
        } catch (const Undecidable&) {
            return {.is_known = false};
        }
    }

    void add(const std::vector<Source>& sources) {
        std::vector<const Source*> given(types_.size(), nullptr);
        for (std::size_t i = 0; i < sources.size(); ++i) {
            given[columns_[i]] = sources[i].is_default ? nullptr : &sources[i];
        }
        std::vector<Cell> cells;
        for (std::size_t i = 0; i < types_.size(); ++i) {
            const Column& column = table().columns[i];
            cells.push_back(takes_default(column, given[i])
                                ? work_.default_cell(column, types_[i])
                                : assigned(given[i]->cell, given[i]->type, types_[i]));
        }
        settle(work_.insert(id_, std::move(cells)));
    }

    bool takes_default(const Column& column, const Source* source) const {
        if (source == nullptr) {
            return true;
        }
        const bool is_user_value =
            statement_.override == PG_QUERY__OVERRIDING_KIND__OVERRIDING_USER_VALUE;
        if (column.identity != schema::Identity::No && is_user_value) {
            return true;
        }
        const bool is_system_value =
            statement_.override == PG_QUERY__OVERRIDING_KIND__OVERRIDING_SYSTEM_VALUE;
        if (column.generated != schema::Generated::No ||
            (column.identity == schema::Identity::Always && !is_system_value)) {
            refuse(fmt::format("cannot insert a non-DEFAULT value into column \"{}\"", column.name),
                   condition::kGeneratedAlways);
        }
        return false;
    }

    /// Does what ON CONFLICT says when the new row has a twin.
    void settle(RowId row) {
        for (const ObjectId id : arbiters_) {
            const std::optional<RowId> twin =
                work_.state.mirror.find_twin(id_, work_.state.catalog.indexes.at(id), row);
            if (!twin) {
                continue;
            }
            if (statement_.on_conflict_clause->action ==
                PG_QUERY__ON_CONFLICT_ACTION__ONCONFLICT_UPDATE) {
                update_twin(row, *twin);
            } else {
                work_.state.mirror.erase(id_, row);
            }
            return;
        }
        work_.refuse_twins(id_, row, arbiters_);
        affected_.push_back(row);
        ++work_.counts(id_).inserted;
    }

    void update_twin(RowId row, RowId twin) {
        const PgQuery__OnConflictClause& conflict = *statement_.on_conflict_clause;
        RowQuery query(work_);
        query.add_table(work_.state.mirror.query_table(id_, twin),
                        text_of(statement_.relation->relname), statement_.relation->alias);
        query.add_table(work_.state.mirror.query_table(id_, row), "excluded", nullptr, true);
        const std::vector<Assignment> assignments =
            read_assignments(table(), conflict.n_target_list, conflict.target_list);
        add_assignments(query, assignments);
        query.set_condition(conflict.where_clause);
        std::vector<std::vector<Cell>> rows = query.run();
        work_.state.mirror.erase(id_, row);
        if (!rows.empty()) {
            work_.update(id_, twin,
                         assigned_cells(work_, id_, query, assignments, std::move(rows[0])));
            affected_.push_back(twin);
            ++work_.counts(id_).updated;
        }
    }

    RowWork& work_;
    const PgQuery__InsertStmt& statement_;
    ObjectId id_;
    std::vector<StoredType> types_;
    std::vector<std::size_t> columns_;  ///< The places of those that get values.
    std::set<ObjectId> arbiters_;       ///< The indexes that ON CONFLICT looks at.
    std::vector<RowId> affected_;
};

}  // namespace

RowOutcome insert_rows(RowWork& work, const PgQuery__InsertStmt& statement) {
    return RowInsert(work, statement).run();
}

void fill_rows(RowWork& work, ObjectId table, const PgQuery__SelectStmt& query) {
    const QueryResult result = work.state.database.run(to_sqlite(query, work.names));
    const std::vector<StoredType> types = work.open(table);
    for (const std::vector<std::optional<std::string>>& row : result.rows) {
        std::vector<Cell> cells(types.size());
        for (std::size_t i = 0; i < row.size() && i < types.size(); ++i) {
            cells[i] = assigned({.text = row[i], .is_stable = result.reproducible},
                                result.columns[i].type, types[i]);
        }
        work.insert(table, std::move(cells));
    }
    work.counts(table).inserted += static_cast<int>(result.rows.size());
}

}  // namespace erdmark::dialect::postgres
