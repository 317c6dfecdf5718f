#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/postgres/replay/plpgsql.h"
#include "dialect/postgres/replay/plpgsql/code_tree.h"

namespace erdmark::dialect::postgres {

/// A variable while the code runs.
struct Variable {
    std::string type;           ///< `record` for one with fields.
    std::string declared_type;  ///< When that is another: a value may be a definition.
    std::optional<std::string> text;
    bool reproducible = true;
    bool constant = false;
    bool not_null = false;
    std::vector<QueryColumn> columns;                ///< Of a record.
    std::vector<std::optional<std::string>> fields;  ///< Their values; none before it has any.
    CodeText cursor;                                 ///< The query of a cursor.
};

/// A block's variables by name.
struct Frame {
    std::string label;
    std::map<std::string, Variable> variables;
};

/// How a statement ended.
enum class Outcome { Normal, Exit, Continue, Return };

/// One call of a routine, or a DO.
struct Activation {
    std::vector<Frame> frames;
    std::vector<QueryValue> parameters;  ///< `$1` …
    std::string label;                   ///< Of the loop or block that EXIT or CONTINUE means.
    bool found = false;
    bool is_found_known = true;
    std::int64_t row_count = 0;
    bool uses_column = false;
    std::optional<std::string> error_code;  ///< In a handler: SQLSTATE, SQLERRM.
    std::string error_message;
    QueryResult result;       ///< What it returned; columns are those declared.
    std::string return_type;  ///< Empty when nothing is to be returned.
    const Routine* routine = nullptr;
};

/// The value of an expression.
struct CodeValue {
    std::string type;
    std::optional<std::string> text;
    bool reproducible = true;
};

class Interpreter {
public:
    explicit Interpreter(CodeHost& host) : host_(host) {}

    void run_body(std::string_view body);

    /// A SELECT or a CALL outside of code.
    QueryResult run_statement(const ParserNode& statement);

    QueryResult select(const PgQuery__SelectStmt& query, QueryNames& outer);
    QueryResult call(ObjectId id, std::vector<QueryValue> arguments);
    QueryResult call_statement(const PgQuery__CallStmt& statement, QueryNames& outer);

    CodeHost& host() { return host_; }
    /// What runs; one without anything in it when nothing does.
    const Activation& activation() const { return activation_ == nullptr ? idle_ : *activation_; }
    bool is_running() const { return activation_ != nullptr; }
    Variable* find_variable(const CodeName& path, std::size_t& used);

private:
    // Statements.
    Outcome run(const CodeStatement& statement);
    Outcome run_all(const std::vector<CodeStatement>& statements);
    Outcome run_block(const CodeStatement& statement);
    Outcome run_guarded(const CodeStatement& statement);
    Outcome run_handler(const CodeStatement& statement, const Refusal& refusal);
    Outcome run_if(const CodeStatement& statement);
    Outcome run_case(const CodeStatement& statement);
    Outcome run_loop(const CodeStatement& statement);
    Outcome run_integers(const CodeStatement& statement);
    Outcome run_rows(const CodeStatement& statement, const QueryResult& rows);
    Outcome run_elements(const CodeStatement& statement);
    Outcome run_leave(const CodeStatement& statement);
    Outcome run_return(const CodeStatement& statement);
    void run_simple(const CodeStatement& statement);
    void run_raise(const CodeStatement& statement);
    std::string raised_message(const CodeStatement& statement);
    void set_option(const CodeOption& option, Refusal& refusal);
    [[noreturn]] void raise_again(const CodeStatement& statement) const;
    void run_assert(const CodeStatement& statement);
    void run_sql(const CodeStatement& statement);
    void run_execute(const CodeStatement& statement);
    void run_diagnostics(const CodeStatement& statement);
    void run_assignment(const CodeStatement& statement);
    void return_rows(const QueryResult& rows);

    /// Whether to go on with the loop after its body ended so; `outcome` is what the loop ends
    /// with.
    bool goes_on(const CodeStatement& loop, Outcome& outcome);

    // Values.
    /// `removed`: how many bytes at the beginning are not of the code.
    QueryResult query(const CodeText& text, std::size_t removed = 0);
    QueryResult dynamic(const CodeText& text, const std::vector<CodeText>& arguments);
    QueryResult run_text(const std::string& sql, bool& has_rows);
    QueryResult expression_query(const CodeText& expression);
    CodeValue value(const CodeText& expression);
    bool condition(const CodeText& expression);
    std::int64_t integer(const CodeText& expression);
    std::optional<std::string> converted(const CodeValue& value, const std::string& type);
    Variable declared(const CodeText& type);
    Variable declared_row(const std::string& name, std::size_t offset);    ///< `name%ROWTYPE`
    Variable declared_alike(const std::string& name, std::size_t offset);  ///< `name%TYPE`
    Variable declared_type(const std::string& text, std::size_t offset);
    void declare(const CodeVariable& declaration, Frame& frame);
    void assign(const CodeName& target, const CodeValue& value);
    void assign_row(const std::vector<CodeName>& targets, const QueryResult& rows, std::size_t row);
    void take_rows(const CodeStatement& statement, const QueryResult& rows);
    Variable& require_variable(const CodeName& path, std::size_t& used);

    // Calls.
    std::vector<QueryValue> bind_arguments(const Routine& routine,
                                           std::vector<QueryValue> arguments, Frame& frame);
    QueryResult call_sql(const Routine& routine);
    void declare_outputs(const Routine& routine, Frame& frame);
    QueryResult finish(const Routine& routine);

    void count_step();

    CodeHost& host_;
    Activation* activation_ = nullptr;
    Activation idle_;
    std::int64_t steps_ = 0;
    int depth_ = 0;
    const Refusal* handled_ = nullptr;
};

/// What names in the code mean: variables, parameters, functions, system tables.
class CodeNames : public QueryNames {
public:
    explicit CodeNames(Interpreter& interpreter) : interpreter_(interpreter) {}

    std::optional<QueryTable> find_table(const DottedName& name) override;
    std::optional<QueryValue> find_variable(const std::vector<std::string>& path) override;
    bool refuses_ambiguity() const override;
    std::optional<QueryValue> find_parameter(int number) override;
    std::optional<QueryRoutine> find_routine(const DottedName& name,
                                             std::size_t arguments) override;
    std::string find_type(const DottedName& name) override;
    std::optional<std::vector<std::string>> find_labels(const std::string& type) override;

private:
    Interpreter& interpreter_;
};

/// The routine of that name that takes so many arguments; 0 for none. Throws an `Undecidable` when
/// there are several.
ObjectId find_callable(const Catalog& catalog, const DottedName& name, std::size_t arguments);

}  // namespace erdmark::dialect::postgres
