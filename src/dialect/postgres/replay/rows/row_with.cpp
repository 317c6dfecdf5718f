#include <fmt/format.h>
#include <sqlite3.h>

#include "dialect/postgres/replay/rows/row_work.h"

namespace erdmark::dialect::postgres {

namespace {

/// `WITH name AS (…) SELECT * FROM name`
class CommonQuery {
public:
    CommonQuery(ParserNode* common, bool recursive) {
        common_ = common;
        with_.n_ctes = 1;
        with_.ctes = &common_;
        with_.recursive = recursive ? 1 : 0;
        table_.relname = common->common_table_expr->ctename;
        table_.inh = 1;
        set(table_node_, PG_QUERY__NODE__NODE_RANGE_VAR).range_var = &table_;
        set(star_node_, PG_QUERY__NODE__NODE_A_STAR).a_star = &star_;
        column_.n_fields = 1;
        column_.fields = &star_pointer_;
        set(column_node_, PG_QUERY__NODE__NODE_COLUMN_REF).column_ref = &column_;
        target_.val = &column_node_;
        set(target_node_, PG_QUERY__NODE__NODE_RES_TARGET).res_target = &target_;
        select.with_clause = &with_;
        select.n_from_clause = 1;
        select.from_clause = &table_pointer_;
        select.n_target_list = 1;
        select.target_list = &target_pointer_;
        select.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
    }
    CommonQuery(const CommonQuery&) = delete;
    CommonQuery& operator=(const CommonQuery&) = delete;

    PgQuery__SelectStmt select = PG_QUERY__SELECT_STMT__INIT;

private:
    static ParserNode& set(ParserNode& node, PgQuery__Node__NodeCase kind) {
        node.node_case = kind;
        return node;
    }

    ParserNode* common_ = nullptr;
    PgQuery__WithClause with_ = PG_QUERY__WITH_CLAUSE__INIT;
    PgQuery__RangeVar table_ = PG_QUERY__RANGE_VAR__INIT;
    PgQuery__AStar star_ = PG_QUERY__A__STAR__INIT;
    PgQuery__ColumnRef column_ = PG_QUERY__COLUMN_REF__INIT;
    PgQuery__ResTarget target_ = PG_QUERY__RES_TARGET__INIT;
    ParserNode table_node_ = PG_QUERY__NODE__INIT;
    ParserNode star_node_ = PG_QUERY__NODE__INIT;
    ParserNode column_node_ = PG_QUERY__NODE__INIT;
    ParserNode target_node_ = PG_QUERY__NODE__INIT;
    ParserNode* table_pointer_ = &table_node_;
    ParserNode* star_pointer_ = &star_node_;
    ParserNode* target_pointer_ = &target_node_;
};

}  // namespace

QueryTable RowWork::keep(const QueryResult& result) {
    const std::string name = fmt::format("kept_{}", ++state.last_kept_table);
    QueryTable table{.columns = result.columns};
    std::vector<std::string> columns;
    std::vector<std::string> items;
    for (const QueryColumn& column : result.columns) {
        columns.push_back(fmt::format("c{}", columns.size() + 1));
        items.push_back(fmt::format("{} AS {}", columns.back(), sqlite_name(column.name)));
    }
    state.database.execute(
        fmt::format("CREATE TABLE {}({})", name,
                    columns.empty() ? "c0" : fmt::to_string(fmt::join(columns, ", "))));
    kept_.push_back(name);
    for (const std::vector<std::optional<std::string>>& row : result.rows) {
        SqliteQuery insert;
        std::vector<std::string> values;
        for (std::size_t i = 0; i < row.size(); ++i) {
            values.emplace_back("NULL");
            if (row[i]) {
                insert.parameters.push_back({.type = result.columns[i].type, .text = row[i]});
                values.back() = fmt::format("?{}", insert.parameters.size());
            }
        }
        insert.sql = fmt::format("INSERT INTO {} VALUES ({})", name,
                                 values.empty() ? "NULL" : fmt::to_string(fmt::join(values, ", ")));
        state.database.run(insert);
    }
    table.sql = fmt::format("(SELECT {} FROM {})",
                            items.empty() ? "1" : fmt::to_string(fmt::join(items, ", ")), name);
    return table;
}

void RowWork::with_clause(const PgQuery__WithClause* with,
                          const std::function<RowOutcome(const ParserNode&)>& run) {
    for (std::size_t i = 0; with != nullptr && i < with->n_ctes; ++i) {
        const PgQuery__CommonTableExpr& common = *with->ctes[i]->common_table_expr;
        QueryResult result;
        if (common.ctequery->node_case == PG_QUERY__NODE__NODE_SELECT_STMT) {
            const CommonQuery query(with->ctes[i], with->recursive != 0);
            result = state.database.run(to_sqlite(query.select, names));
        } else {
            result = run(*common.ctequery).returned;
            const std::vector<std::string> given =
                texts_of(common.n_aliascolnames, common.aliascolnames);
            for (std::size_t j = 0; j < given.size() && j < result.columns.size(); ++j) {
                result.columns[j].name = given[j];
            }
        }
        names.own_tables[common.ctename] = keep(result);
    }
}

void RowWork::drop_own_tables() {
    for (const std::string& table : kept_) {
        state.database.execute("DROP TABLE " + table);
    }
    kept_.clear();
    names.own_tables.clear();
}

}  // namespace erdmark::dialect::postgres
