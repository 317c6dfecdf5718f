#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql/conditions.h"
#include "dialect/postgres/replay/plpgsql/interpreter.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

/// The places in what a statement throws are in its own text: makes them those in the code.
template <typename Work>
auto at_offset(std::size_t offset, std::size_t removed, const Work& work) {
    const auto moved = [&](int inner) {
        return static_cast<int>(offset) + std::max(inner - static_cast<int>(removed), 0);
    };
    try {
        return work();
    } catch (Refusal& refusal) {
        refusal.offset = moved(refusal.offset);
        throw;
    } catch (Undecidable& reason) {
        reason.offset = moved(reason.offset);
        throw;
    }
}

std::string sql_state(const std::string& name) {
    const std::vector<std::string> codes = condition_codes(name);
    return codes.empty() ? name : codes.front();
}

}  // namespace

QueryResult Interpreter::query(const CodeText& text, std::size_t removed) {
    return at_offset(text.offset, removed, [&]() {
        const StatementTree tree = parse_statement(text.text);
        if (tree->n_stmts != 1 ||
            tree->stmts[0]->stmt->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) {
            undecided("something else than a query is not replayed here");
        }
        CodeNames names(*this);
        return select(*tree->stmts[0]->stmt->select_stmt, names);
    });
}

QueryResult Interpreter::expression_query(const CodeText& expression) {
    constexpr std::string_view kSelect = "SELECT ";
    return query({.text = std::string(kSelect) + expression.text, .offset = expression.offset},
                 kSelect.size());
}

CodeValue Interpreter::value(const CodeText& expression) {
    const QueryResult result = expression_query(expression);
    if (result.columns.size() != 1) {
        refuse(fmt::format("query returned {} columns", result.columns.size()),
               condition::kSyntaxError, static_cast<int>(expression.offset));
    }
    if (result.rows.size() > 1) {
        refuse("query returned more than one row", condition::kCardinalityViolation,
               static_cast<int>(expression.offset));
    }
    CodeValue value{.type = result.columns[0].type, .reproducible = result.reproducible};
    if (!result.rows.empty()) {
        value.text = result.rows[0][0];
    }
    return value;
}

bool Interpreter::condition(const CodeText& expression) {
    CodeValue result = value(expression);
    if (!result.reproducible) {
        undecided("the condition depends on the clock or on chance",
                  static_cast<int>(expression.offset));
    }
    result.text = converted(result, "boolean");
    return result.text == "t";
}

std::int64_t Interpreter::integer(const CodeText& expression) {
    const CodeValue result = value(expression);
    if (!result.reproducible) {
        undecided("the bound depends on the clock or on chance",
                  static_cast<int>(expression.offset));
    }
    const std::optional<std::string> text = converted(result, "integer");
    if (!text) {
        refuse("bound of FOR loop cannot be null", condition::kNullNotAllowed,
               static_cast<int>(expression.offset));
    }
    return std::stoll(*text);
}

QueryResult Interpreter::run_text(const std::string& sql, bool& has_rows) {
    const StatementTree tree = parse_statement(sql);
    QueryResult result;
    for (std::size_t i = 0; i < tree->n_stmts; ++i) {
        const ParserNode& statement = *tree->stmts[i]->stmt;
        CodeNames names(*this);
        if (statement.node_case == PG_QUERY__NODE__NODE_SELECT_STMT &&
            statement.select_stmt->into_clause == nullptr) {
            result = select(*statement.select_stmt, names);
            activation_->row_count = static_cast<std::int64_t>(result.rows.size());
            has_rows = true;
        } else if (statement.node_case == PG_QUERY__NODE__NODE_CALL_STMT) {
            result = call_statement(*statement.call_stmt, names);
        } else {
            StatementOutcome outcome = host_.run(statement, sql, names);
            activation_->row_count = outcome.rows;
            result = std::move(outcome.returned);
            has_rows = true;
        }
    }
    return result;
}

void Interpreter::take_rows(const CodeStatement& statement, const QueryResult& rows) {
    if (statement.targets.empty()) {
        return;
    }
    if (statement.strict && rows.rows.size() != 1) {
        refuse(rows.rows.empty() ? "query returned no rows" : "query returned more than one row",
               rows.rows.empty() ? condition::kNoRows : condition::kTooManyRows,
               static_cast<int>(statement.offset));
    }
    assign_row(statement.targets, rows, 0);
}

void Interpreter::run_sql(const CodeStatement& statement) {
    const CodeText& text = statement.expression;
    bool has_rows = false;
    const QueryResult rows =
        at_offset(text.offset, 0, [&]() { return run_text(text.text, has_rows); });
    if (has_rows) {
        activation_->found = activation_->row_count > 0 || !rows.rows.empty();
        activation_->is_found_known = activation_->row_count >= 0;
    }
    take_rows(statement, rows);
}

QueryResult Interpreter::dynamic(const CodeText& text, const std::vector<CodeText>& arguments) {
    const CodeValue sql = value(text);
    std::vector<QueryValue> parameters;
    for (const CodeText& argument : arguments) {
        const CodeValue each = value(argument);
        parameters.push_back(
            {.type = each.type, .text = each.text, .reproducible = each.reproducible});
    }
    const auto place = static_cast<int>(text.offset);
    if (!sql.reproducible) {
        undecided("the statement depends on the clock or on chance", place);
    }
    if (!sql.text) {
        refuse("query string argument of EXECUTE is null", condition::kNullNotAllowed, place);
    }
    // Variables are not seen from inside; only parameters are.
    Activation inner{.parameters = std::move(parameters)};
    Activation* outer = activation_;
    activation_ = &inner;
    bool has_rows = false;
    QueryResult rows;
    try {
        rows = run_text(*sql.text, has_rows);
    } catch (Refusal& refusal) {
        activation_ = outer;
        refusal.offset = place;
        throw;
    } catch (Undecidable& reason) {
        activation_ = outer;
        reason.offset = place;
        throw;
    }
    activation_ = outer;
    activation_->row_count = inner.row_count;
    return rows;
}

void Interpreter::run_execute(const CodeStatement& statement) {
    take_rows(statement, dynamic(statement.expression, statement.arguments));
}

void Interpreter::run_assignment(const CodeStatement& statement) {
    if (!statement.arguments.empty()) {
        undecided("an assignment to an element of an array is not replayed",
                  static_cast<int>(statement.offset));
    }
    // A whole record is copied.
    std::size_t used = 0;
    std::size_t other_used = 0;
    Variable& target = require_variable(statement.targets[0], used);
    const CodeName path{to_lower(trim(statement.expression.text))};
    const Variable* source = find_variable(path, other_used);
    if (target.type == "record" && used == statement.targets[0].size()) {
        if (source == nullptr || source->type != "record") {
            undecided("an assignment to a record is not replayed",
                      static_cast<int>(statement.offset));
        }
        target.columns = source->columns;
        target.fields = source->fields;
        return;
    }
    const CodeValue result = value(statement.expression);
    at_offset(statement.offset, 0, [&]() {
        assign(statement.targets[0], result);
        return 0;
    });
}

void Interpreter::run_assert(const CodeStatement& statement) {
    if (condition(statement.arguments[0])) {
        return;
    }
    std::string message = "assertion failed";
    if (statement.arguments.size() > 1) {
        message = value(statement.arguments[1]).text.value_or(message);
    }
    refuse(message, condition::kAssertFailure, static_cast<int>(statement.offset));
}

std::string Interpreter::raised_message(const CodeStatement& statement) {
    const std::string format = value(statement.expression).text.value_or("");
    std::string message;
    std::size_t next = 0;
    for (std::size_t at = 0; at < format.size(); ++at) {
        if (format[at] != '%') {
            message += format[at];
        } else if (at + 1 < format.size() && format[at + 1] == '%') {
            message += '%';
            ++at;
        } else if (next < statement.arguments.size()) {
            message += value(statement.arguments[next++]).text.value_or("<NULL>");
        }
    }
    return message;
}

void Interpreter::set_option(const CodeOption& option, Refusal& refusal) {
    if (option.name == "condition") {
        refusal.code = sql_state(option.value.text);
        refusal.message = option.value.text;
    } else if (option.name == "code" || option.name == "errcode") {
        refusal.code = sql_state(value(option.value).text.value_or(condition::kRaisedException));
    } else if (option.name == "message") {
        refusal.message = value(option.value).text.value_or("");
    }
}

void Interpreter::raise_again(const CodeStatement& statement) const {
    if (handled_ == nullptr) {
        refuse("RAISE without parameters cannot be used outside an exception handler",
               condition::kNoActiveHandler, static_cast<int>(statement.offset));
    }
    throw Refusal(*handled_);
}

void Interpreter::run_raise(const CodeStatement& statement) {
    if (statement.name.empty() && statement.expression.empty() && statement.options.empty()) {
        raise_again(statement);
    }
    // Other messages have no effect.
    if (!statement.name.empty() && statement.name != "EXCEPTION") {
        return;
    }
    Refusal refusal{.message = "",
                    .code = condition::kRaisedException,
                    .offset = static_cast<int>(statement.offset)};
    if (!statement.expression.empty()) {
        refusal.message = raised_message(statement);
    }
    for (const CodeOption& option : statement.options) {
        set_option(option, refusal);
    }
    refusal.message = refusal.message.empty() ? refusal.code : refusal.message;
    throw Refusal(refusal);
}

void Interpreter::run_diagnostics(const CodeStatement& statement) {
    for (std::size_t i = 0; i < statement.targets.size(); ++i) {
        const std::string& item = statement.options[i].name;
        CodeValue result{.type = "text", .text = ""};
        if (item == "row_count" && !statement.stacked) {
            result = {.type = "bigint", .text = std::to_string(activation_->row_count)};
            if (activation_->row_count < 0) {
                undecided("the number of rows is not known", static_cast<int>(statement.offset));
            }
        } else if (item == "message_text" && statement.stacked) {
            result.text = activation_->error_message;
        } else if (item == "returned_sqlstate" && statement.stacked) {
            result.text = activation_->error_code;
        }
        assign(statement.targets[i], result);
    }
}

void Interpreter::return_rows(const QueryResult& rows) {
    QueryResult& result = activation_->result;
    if (result.columns.empty()) {
        result.columns = rows.columns;
    }
    result.reproducible = result.reproducible && rows.reproducible;
    result.rows.insert(result.rows.end(), rows.rows.begin(), rows.rows.end());
    activation_->found = !rows.rows.empty();
    activation_->is_found_known = true;
}

}  // namespace erdmark::dialect::postgres
