#pragma once

#include <string>
#include <vector>

#include <fmt/format.h>

#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/rows/row_store.h"
#include "dialect/postgres/sql_syntax.h"
#include "sql/script.h"

namespace erdmark::dialect::postgres {

/// A replayed catalog and its rows, for tests of what statements do to rows.
class RowScratch {
public:
    /// Carries out the statements up to the first one that fails. Gives its message, with `?` in
    /// front when it cannot be decided; empty when there is none.
    std::string run(std::string_view sql) {
        const sql::Script script{.file = "scratch.sql", .text = std::string(sql)};
        const std::vector<sql::Statement> statements = sql::split_statements(script, kScriptSyntax);
        try {
            for (std::size_t i = 0; i < statements.size(); ++i) {
                const StatementTree tree = parse_statement(statements[i].text);
                const ParserNode& node = *tree->stmts[0]->stmt;
                if (node.node_case == PG_QUERY__NODE__NODE_COPY_STMT) {
                    ++i;
                    store_.copy(*node.copy_stmt, i < statements.size() ? statements[i].text : "");
                } else {
                    run(node, statements[i].text);
                }
            }
        } catch (const Refusal& refusal) {
            return refusal.message;
        } catch (const Undecidable& undecidable) {
            return "? " + undecidable.reason;
        }
        return {};
    }

    /// The rows of the last statement or query: `1|a, 2|~`, `~` for NULL.
    const std::string& rows() const { return rows_; }
    std::int64_t count() const { return count_; }

    /// What a query gives.
    std::string query(std::string_view sql) {
        const std::string message = run(sql);
        return message.empty() ? rows_ : message;
    }

    Catalog& catalog() { return catalog_; }
    RowStore& store() { return store_; }

private:
    void run(const ParserNode& node, std::string_view text) {
        const bool is_definition = role_of(node) == StatementRole::Definition;
        if (!is_definition || node.node_case == PG_QUERY__NODE__NODE_SELECT_STMT) {
            const RowOutcome outcome = store_.run(node);
            count_ = outcome.rows;
            rows_ = text_of_rows(outcome.returned);
            return;
        }
        execute_definition(catalog_, node, text);
        if (node.node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_STMT) {
            store_.follow(require_relation(catalog_, *node.alter_table_stmt->relation),
                          node.alter_table_stmt);
        }
    }

    static std::string text_of_rows(const QueryResult& result) {
        std::vector<std::string> rows;
        for (const std::vector<std::optional<std::string>>& row : result.rows) {
            std::vector<std::string> values;
            for (const std::optional<std::string>& value : row) {
                values.push_back(value.value_or("~"));
            }
            rows.push_back(fmt::format("{}", fmt::join(values, "|")));
        }
        return fmt::format("{}", fmt::join(rows, ", "));
    }

    Catalog catalog_;
    QueryDatabase database_;
    RowStore store_{catalog_, database_};
    std::string rows_;
    std::int64_t count_ = 0;
};

}  // namespace erdmark::dialect::postgres
