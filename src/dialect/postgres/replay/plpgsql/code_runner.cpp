
#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/plpgsql.h"
#include "dialect/postgres/replay/plpgsql/interpreter.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/sql_syntax.h"
#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<std::string> first_schema(const Catalog& catalog) {
    for (const std::string& schema : catalog.settings.at(0).search_path) {
        if (catalog.namespace_names.contains(schema)) {
            return schema;
        }
    }
    return std::nullopt;
}

/// What SET gave a value. Throws an `Undecidable` for a setting of the server's own without one.
std::optional<std::string> given_setting(const SessionSettings& settings, const std::string& name) {
    for (const auto& [key, value] : settings.others) {
        if (key == name) {
            return value;
        }
    }
    if (name.find('.') == std::string::npos) {
        undecided(fmt::format("the value of the setting '{}' is not known", name));
    }
    return std::nullopt;
}

std::optional<std::string> setting(const Catalog& catalog, const std::string& name) {
    const SessionSettings& settings = catalog.settings.at(0);
    if (name == "current_schema") {
        return first_schema(catalog);
    }
    if (name == "current_user" && !settings.role.empty()) {
        return settings.role;
    }
    if (name == "current_database" || name == "current_user") {
        return "postgres";
    }
    if (name == "search_path") {
        return join(settings.search_path, ", ");
    }
    return name == "server_version_num" ? "150000" : given_setting(settings, name);
}

}  // namespace

CodeRunner::CodeRunner(CodeHost& host)
    : interpreter_(std::make_unique<Interpreter>(host)),
      names_(std::make_unique<CodeNames>(*interpreter_)) {
    set_hooks(host);
}

CodeRunner::~CodeRunner() = default;

void CodeRunner::set_hooks(CodeHost& host) {
    QueryHooks& hooks = host.database().hooks;
    hooks.find_oid = [&host](std::string_view kind, const std::string& name) {
        return find_oid(host.catalog(), kind, name);
    };
    hooks.oid_text = [&host](std::string_view kind, std::int64_t oid) {
        return oid_text(host.catalog(), kind, oid);
    };
    hooks.setting = [&host](const std::string& name) { return setting(host.catalog(), name); };
    hooks.call = [this](int id, const std::vector<QueryValue>& arguments) {
        return interpreter_->call(id, arguments);
    };
}

void CodeRunner::run(std::string_view body) {
    interpreter_->run_body(body);
}

QueryResult CodeRunner::query(const ParserNode& statement) {
    return interpreter_->run_statement(statement);
}

QueryNames& CodeRunner::names() {
    return *names_;
}

DoBody read_do(const PgQuery__DoStmt& statement, std::string_view text) {
    DoBody result{.language = "plpgsql"};
    for (std::size_t i = 0; i < statement.n_args; ++i) {
        const PgQuery__DefElem& option = *statement.args[i]->def_elem;
        const std::string value =
            option.arg != nullptr && option.arg->node_case == PG_QUERY__NODE__NODE_STRING
                ? option.arg->string->sval
                : "";
        (std::string_view(option.defname) == "as" ? result.body : result.language) = value;
    }
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        const std::size_t inside = token.text.find(result.body);
        const bool is_code = token.kind == sql::TokenKind::String && token.text.starts_with('$');
        if (is_code && inside != std::string_view::npos) {
            result.offset = static_cast<int>(token.offset + token.text.find('$', 1) + 1);
            break;
        }
    }
    return result;
}

}  // namespace erdmark::dialect::postgres
