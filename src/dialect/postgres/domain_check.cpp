#include "dialect/postgres/domain_check.h"

#include <map>

#include "dialect/postgres/expression.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

std::string canonical_domain_check(std::string_view text, const std::string& base_type) {
    // To the parser it is a column.
    const std::map<std::string, std::string> value_type{{"value", base_type}};
    const std::string canonical =
        canonical_expression(text, {.column_types = &value_type, .type = "boolean"});
    std::string result;
    std::size_t done = 0;
    for (const sql::Token& token : sql::tokenize(canonical, kSyntax)) {
        if (token.kind == sql::TokenKind::Word && token.text == "value") {
            result.append(canonical, done, token.offset - done).append("VALUE");
            done = token.offset + token.text.size();
        }
    }
    return result.append(canonical, done);
}

}  // namespace erdmark::dialect::postgres
