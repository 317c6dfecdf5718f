#include "dialect/postgres/replay/plpgsql/code_session.h"

#include <fmt/format.h>

#include "dialect/postgres/replay/execute.h"
#include "dialect/postgres/replay/query/query_rows.h"
#include "dialect/postgres/sql_syntax.h"
#include "sql/script.h"

namespace erdmark::dialect::postgres {

namespace {

std::string placed(std::string_view words, const std::string& message, int offset) {
    return offset < 0 ? fmt::format("{} {}", words, message)
                      : fmt::format("{} {} at {}", words, message, offset);
}

}  // namespace

CodeSession::CodeSession()
    : rows_(catalog_, database_),
      host_(catalog_, database_, rows_,
            [this](const ParserNode& statement, const std::string& text) {
                execute_definition(catalog_, statement, text);
            }),
      runner_(host_) {}

std::string CodeSession::run(std::string_view sql) {
    host_.set_savepoint();
    std::string answer;
    try {
        const StatementTree tree = parse_statement(sql);
        answer = run_tree(*tree->stmts[0]->stmt, sql);
    } catch (const Refusal& refusal) {
        host_.roll_back();
        answer = placed("ERROR " + refusal.code, refusal.message, refusal.offset);
    } catch (const Undecidable& reason) {
        host_.roll_back();
        answer = placed("UNDECIDED", reason.reason, reason.offset);
    }
    host_.release();
    return answer;
}

std::string CodeSession::run_tree(const ParserNode& statement, std::string_view text) {
    if (statement.node_case == PG_QUERY__NODE__NODE_DO_STMT) {
        runner_.run(read_do(*statement.do_stmt, text).body);
        return {};
    }
    if (statement.node_case == PG_QUERY__NODE__NODE_SELECT_STMT ||
        statement.node_case == PG_QUERY__NODE__NODE_CALL_STMT) {
        return joined_rows(runner_.query(statement));
    }
    host_.run(statement, std::string(text), runner_.names());
    return {};
}

std::string CodeSession::run_all(std::string_view script) {
    const sql::Script whole{.file = "script", .text = std::string(script)};
    for (const sql::Statement& statement : sql::split_statements(whole, kScriptSyntax)) {
        const std::string answer = run(statement.text);
        if (!answer.empty()) {
            return answer;
        }
    }
    return {};
}

}  // namespace erdmark::dialect::postgres
