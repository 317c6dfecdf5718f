#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/plpgsql/interpreter.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr int kDeepestCall = 40;

bool is_output(const RoutineArgument& argument) {
    return argument.mode == "OUT" || argument.mode == "TABLE" || argument.mode == "INOUT";
}

/// The call when it is all that the query gives, of a function that the catalog has, with nothing
/// that would have to be done after it.
const PgQuery__FuncCall* sole_call(const PgQuery__SelectStmt& select, QueryNames& names) {
    const bool is_plain = select.op == PG_QUERY__SET_OPERATION__SETOP_NONE &&
                          select.n_target_list == 1 && select.n_group_clause == 0 &&
                          select.having_clause == nullptr && select.n_distinct_clause == 0 &&
                          select.limit_count == nullptr && select.limit_offset == nullptr &&
                          select.into_clause == nullptr;
    if (!is_plain) {
        return nullptr;
    }
    const ParserNode& value = *select.target_list[0]->res_target->val;
    if (value.node_case != PG_QUERY__NODE__NODE_FUNC_CALL) {
        return nullptr;
    }
    const PgQuery__FuncCall& call = *value.func_call;
    const DottedName name = dotted_name(texts_of(call.n_funcname, call.funcname));
    const bool is_simple = !call.agg_star && !call.func_variadic && call.over == nullptr &&
                           std::none_of(call.args, call.args + call.n_args, [](ParserNode* node) {
                               return node->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR;
                           });
    return is_simple && name.schema != "pg_catalog" && names.find_routine(name, call.n_args)
               ? &call
               : nullptr;
}

/// A query for other outputs than those of `select`.
class QueryFor {
public:
    QueryFor(const PgQuery__SelectStmt& select, std::size_t count, ParserNode* const* values)
        : select_(select), targets_(count), nodes_(count), list_(count) {
        for (std::size_t i = 0; i < count; ++i) {
            pg_query__res_target__init(&targets_[i]);
            targets_[i].val = values[i];
            pg_query__node__init(&nodes_[i]);
            nodes_[i].node_case = PG_QUERY__NODE__NODE_RES_TARGET;
            nodes_[i].res_target = &targets_[i];
            list_[i] = &nodes_[i];
        }
        select_.n_target_list = count;
        select_.target_list = list_.data();
        pg_query__node__init(&node_);
        node_.node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
        node_.select_stmt = &select_;
    }
    QueryFor(const QueryFor&) = delete;
    QueryFor& operator=(const QueryFor&) = delete;

    const ParserNode& node() const { return node_; }

private:
    PgQuery__SelectStmt select_;
    std::vector<PgQuery__ResTarget> targets_;
    std::vector<ParserNode> nodes_;
    std::vector<ParserNode*> list_;
    ParserNode node_{};
};

/// The arguments by position, those that were given by name in their places.
std::vector<ParserNode*> ordered_arguments(const PgQuery__FuncCall& call,
                                           const std::vector<std::string>& names) {
    std::vector<ParserNode*> nodes(call.n_args, nullptr);
    for (std::size_t i = 0; i < call.n_args; ++i) {
        ParserNode* node = call.args[i];
        std::size_t place = i;
        if (node->node_case == PG_QUERY__NODE__NODE_NAMED_ARG_EXPR) {
            const auto name = std::ranges::find(names, text_of(node->named_arg_expr->name));
            place = static_cast<std::size_t>(name - names.begin());
            node = node->named_arg_expr->arg;
        }
        if (place >= nodes.size()) {
            undecided("an argument by name is not replayed", call.location);
        }
        nodes[place] = node;
    }
    return nodes;
}

/// Whose settings last as long as a call.
class RoutineSettings {
public:
    RoutineSettings(Catalog& catalog, const Routine& routine) : catalog_(catalog) {
        for (const std::string& setting : routine.settings) {
            const std::size_t equals = setting.find('=');
            if (setting.substr(0, equals) == "search_path") {
                before_ = catalog.settings.at(0);
                set_path(setting.substr(equals + 1));
            }
        }
    }
    ~RoutineSettings() {
        if (before_) {
            catalog_.settings.insert(0, *before_);
        }
    }
    RoutineSettings(const RoutineSettings&) = delete;
    RoutineSettings& operator=(const RoutineSettings&) = delete;

private:
    void set_path(std::string_view value) {
        SessionSettings settings = *before_;
        settings.search_path.clear();
        for (const std::string_view part : split(value, ',')) {
            std::string name(trim(part));
            const bool is_quoted = name.size() > 1 && (name.front() == '"' || name.front() == '\'');
            name = is_quoted ? name.substr(1, name.size() - 2) : to_lower(name);
            if (!name.empty()) {
                settings.search_path.push_back(std::move(name));
            }
        }
        catalog_.settings.insert(0, std::move(settings));
    }

    Catalog& catalog_;
    std::optional<SessionSettings> before_;
};

/// Reads what is said of a value at a place in a text of its own.
CodeText default_text(const Catalog& catalog, const Node& value) {
    return {.text = printed(with_current_names(catalog, value))};
}

}  // namespace

QueryResult Interpreter::select(const PgQuery__SelectStmt& query, QueryNames& outer) {
    const PgQuery__FuncCall* call = sole_call(query, outer);
    if (call == nullptr) {
        ParserNode node;
        pg_query__node__init(&node);
        node.node_case = PG_QUERY__NODE__NODE_SELECT_STMT;
        node.select_stmt = const_cast<PgQuery__SelectStmt*>(&query);
        return host_.query(node, outer);
    }
    const DottedName name = dotted_name(texts_of(call->n_funcname, call->funcname));
    const std::optional<QueryRoutine> routine = outer.find_routine(name, call->n_args);
    const QueryFor arguments(query, call->n_args, call->args);
    const QueryResult rows = host_.query(arguments.node(), outer);
    QueryResult result{.columns = {{.name = name.name, .type = routine->type}},
                       .reproducible = rows.reproducible};
    for (const std::vector<std::optional<std::string>>& row : rows.rows) {
        std::vector<QueryValue> values;
        for (std::size_t i = 0; i < row.size(); ++i) {
            values.push_back(
                {.type = rows.columns[i].type, .text = row[i], .reproducible = rows.reproducible});
        }
        QueryResult returned = this->call(routine->id, std::move(values));
        result.reproducible = result.reproducible && returned.reproducible;
        if (returned.rows.empty() && !routine->returns_set) {
            returned.rows.push_back({std::nullopt});
        }
        std::ranges::move(returned.rows, std::back_inserter(result.rows));
    }
    return result;
}

QueryResult Interpreter::call_statement(const PgQuery__CallStmt& statement, QueryNames& outer) {
    const PgQuery__FuncCall& call = *statement.funccall;
    const DottedName name = dotted_name(texts_of(call.n_funcname, call.funcname));
    const std::optional<QueryRoutine> routine = outer.find_routine(name, call.n_args);
    if (!routine) {
        refuse(fmt::format("procedure {} does not exist", name.name), condition::kUndefinedFunction,
               call.location);
    }
    PgQuery__SelectStmt nothing;
    pg_query__select_stmt__init(&nothing);
    nothing.op = PG_QUERY__SET_OPERATION__SETOP_NONE;
    const std::vector<ParserNode*> nodes = ordered_arguments(call, routine->inputs);
    const QueryFor arguments(nothing, nodes.size(), nodes.data());
    const QueryResult rows = host_.query(arguments.node(), outer);
    std::vector<QueryValue> values;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        values.push_back({.type = rows.columns[i].type,
                          .text = rows.rows[0][i],
                          .reproducible = rows.reproducible});
    }
    return this->call(routine->id, std::move(values));
}

QueryResult Interpreter::call(ObjectId id, std::vector<QueryValue> arguments) {
    count_step();
    const Routine routine = host_.catalog().routines.at(id);
    if (routine.extension != 0 || (routine.language != "plpgsql" && routine.language != "sql")) {
        undecided(fmt::format("the function '{}' in the language '{}' is not replayed",
                              routine.name, routine.language));
    }
    if (depth_ >= kDeepestCall) {
        undecided(fmt::format("the function '{}' calls itself too often", routine.name));
    }
    if (routine.strict && std::ranges::any_of(arguments, [](const QueryValue& value) {
            return !value.text.has_value();
        })) {
        return {};
    }
    Activation activation{.routine = &routine};
    Activation* outer = activation_;
    ++depth_;
    try {
        Frame frame{.label = routine.name};
        std::vector<QueryValue> bound = bind_arguments(routine, std::move(arguments), frame);
        activation.parameters = std::move(bound);
        activation.frames.push_back(std::move(frame));
        activation_ = &activation;
        const RoutineSettings settings(host_.catalog(), routine);
        QueryResult result;
        if (routine.language == "sql") {
            result = call_sql(routine);
        } else {
            const CodeStatement block = parse_code(routine.body);
            activation.uses_column = block.uses_column;
            run(block);
            result = finish(routine);
        }
        activation_ = outer;
        --depth_;
        return result;
    } catch (Refusal& refusal) {
        activation_ = outer;
        --depth_;
        refusal.offset = -1;
        throw;
    } catch (Undecidable& reason) {
        activation_ = outer;
        --depth_;
        reason.reason = fmt::format("{} (in the function '{}')", reason.reason, routine.name);
        reason.offset = -1;
        throw;
    }
}

std::vector<QueryValue> Interpreter::bind_arguments(const Routine& routine,
                                                    std::vector<QueryValue> arguments,
                                                    Frame& frame) {
    const Catalog& catalog = host_.catalog();
    std::vector<QueryValue> bound;
    Activation nothing;
    Activation* outer = activation_;
    activation_ = outer == nullptr ? &nothing : outer;
    for (const RoutineArgument& argument : routine.arguments) {
        QueryValue result{.type = base_type_text(catalog, argument.type)};
        if (is_input(argument)) {
            CodeValue given{.type = result.type};
            if (bound.size() < arguments.size()) {
                QueryValue& source = arguments[bound.size()];
                given = {
                    .type = source.type, .text = source.text, .reproducible = source.reproducible};
            } else if (argument.default_value) {
                given = value(default_text(catalog, *argument.default_value));
            }
            result.text = converted(given, result.type);
            result.reproducible = given.reproducible;
            bound.push_back(result);
        }
        if (!argument.name.empty()) {
            frame.variables[argument.name] = {
                .type = result.type, .text = result.text, .reproducible = result.reproducible};
        }
    }
    activation_ = outer;
    return bound;
}

QueryResult Interpreter::call_sql(const Routine& routine) {
    bool has_rows = false;
    QueryResult result = run_text(routine.body, has_rows);
    if (!routine.returns_set && result.rows.size() > 1) {
        result.rows.resize(1);
    }
    return result;
}

QueryResult Interpreter::finish(const Routine& routine) {
    const bool has_outputs = std::ranges::any_of(routine.arguments, is_output);
    QueryResult result = std::move(activation_->result);
    if (!has_outputs || !result.rows.empty() || routine.returns_set) {
        return result;
    }
    result.rows.emplace_back();
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_output(argument)) {
            const Variable& variable = activation_->frames[0].variables[argument.name];
            result.columns.push_back({.name = argument.name, .type = variable.type});
            result.rows[0].push_back(variable.text);
        }
    }
    return result;
}

}  // namespace erdmark::dialect::postgres
