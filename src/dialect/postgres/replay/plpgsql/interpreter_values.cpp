#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql/interpreter.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

/// The columns of a relation or of a composite type, with their base types.
std::vector<QueryColumn> row_columns(const Catalog& catalog, ObjectId object) {
    std::vector<QueryColumn> columns;
    const auto add = [&](const auto& declared) {
        for (const auto& column : declared) {
            columns.push_back({.name = column.name, .type = base_type_text(catalog, column.type)});
        }
    };
    if (const Table* table = catalog.tables.find(object)) {
        add(table->columns);
    } else if (const View* view = catalog.views.find(object)) {
        add(view->columns);
    } else if (const Type* type = catalog.types.find(object)) {
        if (const CompositeFacts* facts = std::get_if<CompositeFacts>(&type->facts)) {
            add(facts->columns);
        }
    }
    return columns;
}

CodeName split_name(std::string_view text) {
    CodeName names;
    for (const std::string_view part : split(trim(text), '.')) {
        const std::string_view name = trim(part);
        const bool is_quoted = name.size() > 1 && name.front() == '"';
        names.push_back(is_quoted ? replace_all(name.substr(1, name.size() - 2), "\"\"", "\"")
                                  : to_lower(name));
    }
    return names;
}

/// `x%TYPE` without the part behind the name; nothing for other types.
std::optional<std::string> without_suffix(const std::string& text, std::string_view suffix) {
    const std::size_t percent = text.rfind('%');
    if (percent == std::string::npos ||
        !equals_ignoring_case(trim(std::string_view(text).substr(percent + 1)), suffix)) {
        return std::nullopt;
    }
    return text.substr(0, percent);
}

}  // namespace

Variable* Interpreter::find_variable(const CodeName& path, std::size_t& used) {
    if (activation_ == nullptr) {
        return nullptr;
    }
    std::vector<Frame>& frames = activation_->frames;
    for (auto frame = frames.rbegin(); frame != frames.rend(); ++frame) {
        const auto found = frame->variables.find(path[0]);
        if (found != frame->variables.end()) {
            used = 1;
            return &found->second;
        }
        if (path.size() > 1 && !frame->label.empty() && frame->label == path[0]) {
            const auto labelled = frame->variables.find(path[1]);
            if (labelled != frame->variables.end()) {
                used = 2;
                return &labelled->second;
            }
        }
    }
    return nullptr;
}

Variable& Interpreter::require_variable(const CodeName& path, std::size_t& used) {
    Variable* variable = find_variable(path, used);
    if (variable == nullptr) {
        refuse(fmt::format("\"{}\" is not a known variable", join(path, ".")),
               condition::kSyntaxError);
    }
    return *variable;
}

Variable Interpreter::declared(const CodeText& type) {
    const std::string text(trim(type.text));
    if (equals_ignoring_case(text, "record")) {
        return {.type = "record"};
    }
    if (const std::optional<std::string> name = without_suffix(text, "rowtype")) {
        return declared_row(*name, type.offset);
    }
    if (const std::optional<std::string> name = without_suffix(text, "type")) {
        return declared_alike(*name, type.offset);
    }
    return declared_type(text, type.offset);
}

Variable Interpreter::declared_row(const std::string& name, std::size_t offset) {
    const DottedName parts = dotted_name(split_name(name));
    const ObjectId relation = find_relation(host_.catalog(), parts.schema, parts.name);
    if (relation == 0) {
        refuse(fmt::format("relation \"{}\" does not exist", trim(name)),
               condition::kUndefinedTable, static_cast<int>(offset));
    }
    return {.type = "record", .columns = row_columns(host_.catalog(), relation)};
}

Variable Interpreter::declared_alike(const std::string& name, std::size_t offset) {
    CodeName path = split_name(name);
    std::size_t used = 0;
    if (const Variable* variable = find_variable(path, used)) {
        return {.type = variable->type, .columns = variable->columns};
    }
    const std::string column = path.back();
    path.pop_back();
    const DottedName parts = dotted_name(path);
    const ObjectId relation = find_relation(host_.catalog(), parts.schema, parts.name);
    for (const QueryColumn& each : row_columns(host_.catalog(), relation)) {
        if (each.name == column) {
            return {.type = each.type};
        }
    }
    const auto place = static_cast<int>(offset);
    if (relation == 0) {
        refuse(fmt::format("relation \"{}\" does not exist", parts.name),
               condition::kUndefinedTable, place);
    }
    refuse(fmt::format(R"(column "{}" of relation "{}" does not exist)", column, parts.name),
           condition::kUndefinedColumn, place);
}

Variable Interpreter::declared_type(const std::string& text, std::size_t offset) {
    const Catalog& catalog = host_.catalog();
    const StatementTree tree = parse_statement("SELECT NULL::" + text);
    const PgQuery__ResTarget& target =
        *tree->stmts[0]->stmt->select_stmt->target_list[0]->res_target;
    if (target.val->node_case != PG_QUERY__NODE__NODE_TYPE_CAST) {
        undecided("a type is written in a way that is not replayed", static_cast<int>(offset));
    }
    CodeNames names(*this);
    const std::string canonical =
        SqliteTranslator(names).type_of(*target.val->type_cast->type_name);
    const TypeUse use = resolve_type_text(catalog, canonical);
    std::vector<QueryColumn> columns =
        use.is_array ? std::vector<QueryColumn>() : row_columns(catalog, use.object);
    if (!columns.empty()) {
        return {.type = "record", .columns = std::move(columns)};
    }
    return {.type = canonical};
}

void Interpreter::declare(const CodeVariable& declaration, Frame& frame) {
    const std::string& name = declaration.name[0];
    if (!declaration.cursor.empty()) {
        frame.variables[name] = {.type = "refcursor", .cursor = declaration.cursor};
        return;
    }
    if (!declaration.alias.empty()) {
        std::size_t used = 0;
        if (declaration.alias[0].starts_with('$')) {
            const std::string digits = declaration.alias[0].substr(1);
            std::size_t number = 0;
            std::from_chars(digits.data(), digits.data() + digits.size(), number);
            if (number == 0 || number > activation_->parameters.size()) {
                refuse("there is no parameter " + declaration.alias[0],
                       condition::kUndefinedParameter);
            }
            const QueryValue& value = activation_->parameters[number - 1];
            frame.variables[name] = {
                .type = value.type, .text = value.text, .reproducible = value.reproducible};
            return;
        }
        const Variable copy = require_variable(declaration.alias, used);
        frame.variables[name] = copy;
        return;
    }
    Variable variable = declared(declaration.type);
    if (!declaration.value.empty()) {
        const CodeValue initial = value(declaration.value);
        variable.text = converted(initial, variable.type);
        variable.reproducible = initial.reproducible;
        variable.declared_type = variable.type;
        variable.type = initial.type == kDefinition ? kDefinition : variable.type;
    }
    variable.constant = declaration.constant;
    variable.not_null = declaration.not_null;
    frame.variables[name] = std::move(variable);
}

std::optional<std::string> Interpreter::converted(const CodeValue& value, const std::string& type) {
    if (!value.text || value.type == type || type == "record" || value.type == kDefinition) {
        return value.text;
    }
    CodeNames names(*this);
    SqliteTranslator translator(names);
    const SqliteValue source = translator.parameter({.type = value.type, .text = value.text});
    const SqliteValue target = translator.cast(source, type, -1);
    const QueryResult result = host_.database().run({.sql = "SELECT " + target.sql,
                                                     .columns = {{.name = "value", .type = type}},
                                                     .parameters = translator.take_parameters()});
    return result.rows[0][0];
}

void Interpreter::assign(const CodeName& target, const CodeValue& value) {
    std::size_t used = 0;
    Variable& variable = require_variable(target, used);
    if (variable.constant) {
        refuse(fmt::format("variable \"{}\" is declared CONSTANT", target.back()),
               condition::kErrorInAssignment);
    }
    if (variable.type == "record") {
        if (used == target.size()) {
            undecided("an assignment to a record is not replayed");
        }
        const auto column = std::ranges::find(variable.columns, target.back(), &QueryColumn::name);
        if (column == variable.columns.end()) {
            refuse(fmt::format(R"(record "{}" has no field "{}")", target[0], target.back()),
                   condition::kUndefinedColumn);
        }
        variable.fields.resize(variable.columns.size());
        const auto index = static_cast<std::size_t>(column - variable.columns.begin());
        variable.fields[index] = converted(value, column->type);
        variable.reproducible = variable.reproducible && value.reproducible;
        return;
    }
    if (variable.declared_type.empty()) {
        variable.declared_type = variable.type;
    }
    std::optional<std::string> text = converted(value, variable.declared_type);
    if (variable.not_null && !text) {
        refuse(fmt::format("null value cannot be assigned to variable \"{}\" declared NOT NULL",
                           target.back()),
               condition::kNullNotAllowed);
    }
    variable.text = std::move(text);
    variable.reproducible = value.reproducible;
    variable.type = value.type == kDefinition ? kDefinition : variable.declared_type;
}

void Interpreter::assign_row(const std::vector<CodeName>& targets, const QueryResult& rows,
                             std::size_t row) {
    const bool exists = row < rows.rows.size();
    std::size_t used = 0;
    if (Variable& variable = require_variable(targets[0], used);
        variable.type == "record" && used == targets[0].size()) {
        variable.columns = rows.columns;
        variable.fields =
            exists ? rows.rows[row] : std::vector<std::optional<std::string>>(rows.columns.size());
        variable.reproducible = rows.reproducible;
        return;
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        CodeValue value{.type = "unknown", .reproducible = rows.reproducible};
        if (i < rows.columns.size()) {
            value.type = rows.columns[i].type;
            value.text = exists ? rows.rows[row][i] : std::nullopt;
        }
        assign(targets[i], value);
    }
}

}  // namespace erdmark::dialect::postgres
