// The tokens and the statements of SQL text in every dialect's syntax.
#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "dialect/dialect.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/sqlite/sql_text.h"
#include "fuzz/input.h"
#include "source/migration_words.h"
#include "sql/definition_comments.h"
#include "sql/script.h"

namespace erdmark {

namespace {

/// All that a syntax can have.
constexpr sql::Syntax kEverySyntax{.backtick_names = true,
                                   .bracket_names = true,
                                   .nested_comments = true,
                                   .hash_comments = true,
                                   .return_ends_line = true,
                                   .dollar_quotes = true,
                                   .escape_strings = true,
                                   .backslash_escapes = true,
                                   .parentheses_hold = true,
                                   .atomic_bodies = true,
                                   .trigger_bodies = true,
                                   .copy_rows = true,
                                   .command_mark = '\\'};

bool is_white_space(std::string_view text) {
    return text.find_first_not_of(" \t\n\r\f\v") == std::string_view::npos;
}

void check_tokens(std::string_view text, const sql::Syntax& syntax) {
    const std::vector<sql::Token> tokens = sql::tokenize(text, syntax);
    std::size_t end = 0;
    for (const sql::Token& token : tokens) {
        fuzz::expect(token.offset >= end && !token.text.empty(), "tokens stand one behind another");
        fuzz::expect(text.substr(token.offset, token.text.size()) == token.text,
                     "a token is what stands at its offset");
        fuzz::expect(is_white_space(text.substr(end, token.offset - end)),
                     "nothing but white space is between tokens", text.substr(end));
        end = token.offset + token.text.size();
        sql::identifier_name(token);
        if (sql::is_comment(token)) {
            sql::comment_words(token);
        }
    }
    fuzz::expect(is_white_space(text.substr(end)), "the last token ends the text");
    sql::read_definition_comments(tokens);
    sql::read_item_comments(tokens);
}

void check_statements(const sql::Script& script, const sql::Syntax& syntax) {
    std::size_t end = 0;
    for (const sql::Statement& statement : sql::split_statements(script, syntax)) {
        fuzz::expect(statement.offset >= end, "statements stand one behind another");
        fuzz::expect(script.text.substr(statement.offset, statement.text.size()) == statement.text,
                     "a statement is what stands at its offset");
        fuzz::expect(statement.position == position_at(script.text, statement.offset, script.start),
                     "the position of a statement is that of its offset");
        end = statement.offset + statement.text.size();
    }
}

void check_words(const sql::Script& script, const sql::Syntax& syntax) {
    source::MigrationWords words(syntax);
    words.read(script);
    words.read(script);
}

}  // namespace

}  // namespace erdmark

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    const sql::Script script{.file = "input.sql", .text = fuzz::text_of(data, size)};
    const std::array<sql::Syntax, 5> syntaxes = {
        dialect::postgres::kSyntax, dialect::postgres::kScriptSyntax, dialect::sqlite::kSyntax,
        dialect::find_dialect("sqlite")->syntax(), kEverySyntax};
    for (const sql::Syntax& syntax : syntaxes) {
        check_tokens(script.text, syntax);
        fuzz::accepts([&] { check_statements(script, syntax); });
        check_words(script, syntax);
    }
    return 0;
}
