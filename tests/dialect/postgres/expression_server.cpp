#include "dialect/postgres/expression_server.h"

#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_table.h"

namespace erdmark::test {

namespace {

// Both functions go on behind an expression that the server refuses. NOT VALID: the rows are not
// looked at.
constexpr std::string_view kFunctions = R"sql(
CREATE FUNCTION server_texts(expressions text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    expression text;
BEGIN
    FOREACH expression IN ARRAY expressions LOOP
        BEGIN
            EXECUTE 'ALTER TABLE t ADD CONSTRAINT x CHECK (pg_typeof(' || expression ||
                ') IS NOT NULL) NOT VALID';
            RETURN NEXT (SELECT pg_get_expr(conbin, conrelid) FROM pg_constraint WHERE conname = 'x');
            ALTER TABLE t DROP CONSTRAINT x;
        EXCEPTION WHEN OTHERS THEN
            RETURN NEXT '';
        END;
    END LOOP;
END $$;
CREATE FUNCTION server_values(expressions text[]) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    expression text;
    value text;
BEGIN
    FOREACH expression IN ARRAY expressions LOOP
        BEGIN
            EXECUTE 'SELECT string_agg(pg_typeof(x) || '' '' || coalesce(x::text, ''NULL''), '';'')
                FROM (SELECT (' || expression || ') AS x FROM t) AS s' INTO value;
            RETURN NEXT value;
        EXCEPTION WHEN OTHERS THEN
            RETURN NEXT 'error ' || SQLSTATE;
        END;
    END LOOP;
END $$;
)sql";

std::string sql_literal(std::string_view text) {
    return "'" + replace_all(text, "'", "''") + "'";
}

std::vector<std::string> ask(const PostgresDatabase& database, std::string_view function,
                             const std::vector<std::string>& expressions) {
    std::vector<std::string> items;
    for (const std::string& expression : expressions) {
        items.push_back(sql_literal(expression));
    }
    std::vector<std::string> answers;
    for (const auto& row :
         database.query(fmt::format("SELECT {}(ARRAY[{}]::text[])", function, join(items, ",")))) {
        answers.push_back(row[0].value_or(""));
    }
    return answers;
}

/// What stands inside of `pg_typeof(…)` in the constraint.
std::string inner_text(std::string_view constraint) {
    constexpr std::string_view kBefore = "(pg_typeof(";
    constexpr std::string_view kBehind = ") IS NOT NULL)";
    if (!constraint.starts_with(kBefore)) {
        return "";
    }
    return std::string(trim(
        constraint.substr(kBefore.size(), constraint.size() - kBefore.size() - kBehind.size())));
}

}  // namespace

ExpressionServer::ExpressionServer()
    : database_(std::string(kExpressionTable) + std::string(kFunctions)) {}

std::vector<std::string> ExpressionServer::texts(
    const std::vector<std::string>& expressions) const {
    std::vector<std::string> texts = ask(database_, "server_texts", expressions);
    for (std::string& text : texts) {
        text = inner_text(text);
    }
    return texts;
}

std::vector<std::string> ExpressionServer::values(
    const std::vector<std::string>& expressions) const {
    return ask(database_, "server_values", expressions);
}

}  // namespace erdmark::test
