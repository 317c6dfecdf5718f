#include "dialect/postgres/replay/plpgsql/interpreter.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql/conditions.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::int64_t kMostSteps = 1'000'000;

// What a step and a savepoint count as, in steps of SQLite's machine.
constexpr std::uint64_t kWorkOfStep = 50;
constexpr std::uint64_t kWorkOfSavepoint = 2000;

/// Keeps a savepoint of the host as long as it lives.
class Savepoint {
public:
    explicit Savepoint(CodeHost& host) : host_(host) { host_.set_savepoint(); }
    ~Savepoint() { host_.release(); }
    Savepoint(const Savepoint&) = delete;
    Savepoint& operator=(const Savepoint&) = delete;

    void roll_back() { host_.roll_back(); }

private:
    CodeHost& host_;
};

bool takes(const ExceptionArm& handler, const std::string& code) {
    return std::ranges::any_of(handler.codes, [&](const std::string& each) {
        // OTHERS takes neither a failed assertion nor a cancelled query.
        return each.empty() ? code != condition::kAssertFailure && code != condition::kQueryCanceled
                            : covers(each, code);
    });
}

}  // namespace

void Interpreter::count_step() {
    if (++steps_ > kMostSteps) {
        undecided("the code takes more than a million steps, too many for a replay");
    }
    host_.database().spend(kWorkOfStep);
}

void Interpreter::run_body(std::string_view body) {
    const CodeStatement block = parse_code(body);
    steps_ = depth_ == 0 ? 0 : steps_;
    Activation activation{.uses_column = block.uses_column};
    Activation* outer = std::exchange(activation_, &activation);
    try {
        run(block);
    } catch (...) {
        activation_ = outer;
        throw;
    }
    activation_ = outer;
}

QueryResult Interpreter::run_statement(const ParserNode& statement) {
    Activation activation;
    Activation* outer = std::exchange(activation_, &activation);
    try {
        CodeNames names(*this);
        QueryResult result = statement.node_case == PG_QUERY__NODE__NODE_CALL_STMT
                                 ? call_statement(*statement.call_stmt, names)
                                 : select(*statement.select_stmt, names);
        activation_ = outer;
        return result;
    } catch (...) {
        activation_ = outer;
        throw;
    }
}

Outcome Interpreter::run_all(const std::vector<CodeStatement>& statements) {
    for (const CodeStatement& statement : statements) {
        const Outcome outcome = run(statement);
        if (outcome != Outcome::Normal) {
            return outcome;
        }
    }
    return Outcome::Normal;
}

Outcome Interpreter::run(const CodeStatement& statement) {
    count_step();
    switch (statement.kind) {
        case CodeKind::Block:
            return run_block(statement);
        case CodeKind::If:
            return run_if(statement);
        case CodeKind::Case:
            return run_case(statement);
        case CodeKind::Loop:
        case CodeKind::While:
            return run_loop(statement);
        case CodeKind::ForIntegers:
            return run_integers(statement);
        case CodeKind::ForQuery:
            return run_rows(statement, query(statement.expression));
        case CodeKind::ForExecute:
            return run_rows(statement, dynamic(statement.expression, statement.arguments));
        case CodeKind::ForEach:
            return run_elements(statement);
        case CodeKind::Exit:
        case CodeKind::Continue:
            return run_leave(statement);
        case CodeKind::Return:
            return run_return(statement);
        default:
            run_simple(statement);
            return Outcome::Normal;
    }
}

void Interpreter::run_simple(const CodeStatement& statement) {
    switch (statement.kind) {
        case CodeKind::Assignment:
            run_assignment(statement);
            return;
        case CodeKind::Raise:
            run_raise(statement);
            return;
        case CodeKind::Assert:
            run_assert(statement);
            return;
        case CodeKind::Sql:
        case CodeKind::Call:
            run_sql(statement);
            return;
        case CodeKind::Perform: {
            const QueryResult rows = expression_query(statement.expression);
            activation_->found = !rows.rows.empty();
            activation_->is_found_known = true;
            activation_->row_count = static_cast<std::int64_t>(rows.rows.size());
            return;
        }
        case CodeKind::Execute:
            run_execute(statement);
            return;
        case CodeKind::Diagnostics:
            run_diagnostics(statement);
            return;
        case CodeKind::ReturnNext:
        case CodeKind::ReturnQuery:
        case CodeKind::ReturnExecute:
            if (statement.kind == CodeKind::ReturnExecute) {
                return_rows(dynamic(statement.expression, statement.arguments));
            } else {
                return_rows(statement.kind == CodeKind::ReturnQuery
                                ? query(statement.expression)
                                : expression_query(statement.expression));
            }
            return;
        case CodeKind::Null:
        case CodeKind::Commit:
            // All of it is taken back only when something cannot be decided.
            return;
        case CodeKind::Rollback:
            undecided("ROLLBACK inside of code is not replayed",
                      static_cast<int>(statement.offset));
        default:
            undecided(fmt::format("{} is not replayed", statement.name),
                      static_cast<int>(statement.offset));
    }
}

Outcome Interpreter::run_block(const CodeStatement& statement) {
    activation_->frames.push_back({.label = statement.label});
    Outcome outcome = Outcome::Normal;
    try {
        for (const CodeVariable& variable : statement.variables) {
            declare(variable, activation_->frames.back());
        }
        outcome = statement.handlers.empty() ? run_all(statement.body) : run_guarded(statement);
    } catch (...) {
        activation_->frames.pop_back();
        throw;
    }
    activation_->frames.pop_back();
    if (outcome == Outcome::Exit && !activation_->label.empty() &&
        activation_->label == statement.label) {
        activation_->label.clear();
        return Outcome::Normal;
    }
    return outcome;
}

Outcome Interpreter::run_guarded(const CodeStatement& statement) {
    const std::size_t frames = activation_->frames.size();
    host_.database().spend(kWorkOfSavepoint);
    Savepoint savepoint(host_);
    try {
        return run_all(statement.body);
    } catch (const Refusal& refusal) {
        const bool is_taken = std::ranges::any_of(
            statement.handlers,
            [&](const ExceptionArm& handler) { return takes(handler, refusal.code); });
        if (!is_taken) {
            throw;
        }
        activation_->frames.resize(frames);
        savepoint.roll_back();
        return run_handler(statement, refusal);
    }
}

Outcome Interpreter::run_handler(const CodeStatement& statement, const Refusal& refusal) {
    const auto handler = std::ranges::find_if(
        statement.handlers, [&](const ExceptionArm& each) { return takes(each, refusal.code); });
    const auto code = std::exchange(activation_->error_code, refusal.code);
    const auto message = std::exchange(activation_->error_message, refusal.message);
    const Refusal* outer = std::exchange(handled_, &refusal);
    Outcome outcome = Outcome::Normal;
    try {
        outcome = run_all(handler->body);
    } catch (...) {
        handled_ = outer;
        throw;
    }
    handled_ = outer;
    activation_->error_code = code;
    activation_->error_message = message;
    return outcome;
}

Outcome Interpreter::run_if(const CodeStatement& statement) {
    for (const CodeBranch& branch : statement.branches) {
        if (branch.conditions.empty() || condition(branch.conditions[0])) {
            return run_all(branch.body);
        }
    }
    return Outcome::Normal;
}

Outcome Interpreter::run_case(const CodeStatement& statement) {
    for (const CodeBranch& branch : statement.branches) {
        bool is_taken = branch.conditions.empty();
        for (const CodeText& each : branch.conditions) {
            CodeText test = each;
            if (!statement.expression.empty()) {
                test.text = fmt::format("({}) = ({})", statement.expression.text, each.text);
            }
            is_taken = is_taken || condition(test);
        }
        if (is_taken) {
            return run_all(branch.body);
        }
    }
    refuse("case not found", condition::kCaseNotFound, static_cast<int>(statement.offset));
}

bool Interpreter::goes_on(const CodeStatement& loop, Outcome& outcome) {
    const bool is_own = activation_->label.empty() || activation_->label == loop.label;
    if (outcome == Outcome::Normal || (outcome == Outcome::Continue && is_own)) {
        outcome = Outcome::Normal;
        activation_->label.clear();
        return true;
    }
    if (outcome == Outcome::Exit && is_own) {
        outcome = Outcome::Normal;
        activation_->label.clear();
    }
    return false;
}

Outcome Interpreter::run_loop(const CodeStatement& statement) {
    Outcome outcome = Outcome::Normal;
    while (statement.kind == CodeKind::Loop || condition(statement.expression)) {
        count_step();
        outcome = run_all(statement.body);
        if (!goes_on(statement, outcome)) {
            break;
        }
    }
    return outcome;
}

Outcome Interpreter::run_integers(const CodeStatement& statement) {
    const std::int64_t first = integer(statement.arguments[0]);
    const std::int64_t last = integer(statement.arguments[1]);
    std::int64_t step = statement.arguments.size() > 2 ? integer(statement.arguments[2]) : 1;
    if (step <= 0) {
        refuse("BY value of FOR loop must be greater than zero", condition::kInvalidParameterValue,
               static_cast<int>(statement.offset));
    }
    step = statement.reverse ? -step : step;
    activation_->frames.push_back({.label = statement.label});
    Outcome outcome = Outcome::Normal;
    bool any = false;
    try {
        for (std::int64_t number = first; statement.reverse ? number >= last : number <= last;
             number += step) {
            any = true;
            count_step();
            activation_->frames.back().variables[statement.targets[0].back()] = {
                .type = "integer", .text = std::to_string(number)};
            outcome = run_all(statement.body);
            if (!goes_on(statement, outcome)) {
                break;
            }
        }
    } catch (...) {
        activation_->frames.pop_back();
        throw;
    }
    activation_->frames.pop_back();
    activation_->found = any;
    activation_->is_found_known = true;
    return outcome;
}

Outcome Interpreter::run_rows(const CodeStatement& statement, const QueryResult& rows) {
    if (!rows.reproducible) {
        undecided("the rows of this loop depend on the clock or on chance",
                  static_cast<int>(statement.expression.offset));
    }
    Outcome outcome = Outcome::Normal;
    for (std::size_t row = 0; row < rows.rows.size(); ++row) {
        count_step();
        assign_row(statement.targets, rows, row);
        outcome = run_all(statement.body);
        if (!goes_on(statement, outcome)) {
            break;
        }
    }
    activation_->found = !rows.rows.empty();
    activation_->is_found_known = true;
    return outcome;
}

Outcome Interpreter::run_elements(const CodeStatement& statement) {
    const CodeValue array = value(statement.expression);
    if (!statement.name.empty() || !array.reproducible) {
        undecided("this loop over an array is not replayed", static_cast<int>(statement.offset));
    }
    if (!array.text) {
        refuse("FOREACH expression must not be null", condition::kNullNotAllowed,
               static_cast<int>(statement.offset));
    }
    Outcome outcome = Outcome::Normal;
    const std::string type = element_of(array.type);
    const std::vector<std::optional<std::string>> elements = array_elements(*array.text);
    for (const std::optional<std::string>& element : elements) {
        count_step();
        assign(statement.targets[0], {.type = type, .text = element});
        outcome = run_all(statement.body);
        if (!goes_on(statement, outcome)) {
            break;
        }
    }
    activation_->found = !elements.empty();
    activation_->is_found_known = true;
    return outcome;
}

Outcome Interpreter::run_leave(const CodeStatement& statement) {
    if (!statement.expression.empty() && !condition(statement.expression)) {
        return Outcome::Normal;
    }
    activation_->label = statement.name;
    return statement.kind == CodeKind::Exit ? Outcome::Exit : Outcome::Continue;
}

Outcome Interpreter::run_return(const CodeStatement& statement) {
    if (!statement.expression.empty() && activation_->routine != nullptr) {
        std::size_t used = 0;
        const CodeName path{to_lower(trim(statement.expression.text))};
        const Variable* record = find_variable(path, used);
        if (record != nullptr && record->type == "record") {
            undecided("a row as the value of a function is not replayed",
                      static_cast<int>(statement.offset));
        }
        const CodeValue result = value(statement.expression);
        activation_->result.rows = {{result.text}};
        activation_->result.columns = {{.name = activation_->routine->name, .type = result.type}};
        activation_->result.reproducible = result.reproducible;
    }
    return Outcome::Return;
}

}  // namespace erdmark::dialect::postgres
