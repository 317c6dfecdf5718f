#include "dialect/postgres/statement_cursor.h"

#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

StatementCursor::StatementCursor(std::string_view text) : lexer_(text, kScriptSyntax) {}

const sql::Token* StatementCursor::peek(std::size_t ahead) {
    while (tokens_.size() <= at_ + ahead) {
        const std::optional<sql::Token> token = lexer_.next();
        if (!token) {
            return nullptr;
        }
        if (!sql::is_comment(*token)) {
            tokens_.push_back(*token);
        }
    }
    return &tokens_[at_ + ahead];
}

bool StatementCursor::sees(std::string_view keyword) {
    const sql::Token* token = peek(0);
    return token != nullptr && sql::is_keyword(*token, keyword);
}

bool StatementCursor::sees_operator(std::string_view text) {
    const sql::Token* token = peek(0);
    return token != nullptr && token->kind == sql::TokenKind::Operator && token->text == text;
}

bool StatementCursor::accept(std::initializer_list<std::string_view> keywords) {
    std::size_t ahead = 0;
    for (const std::string_view keyword : keywords) {
        const sql::Token* token = peek(ahead);
        if (token == nullptr || !sql::is_keyword(*token, keyword)) {
            return false;
        }
        ++ahead;
    }
    at_ += ahead;
    return true;
}

bool StatementCursor::accept_operator(std::string_view text) {
    const bool is_there = sees_operator(text);
    at_ += is_there ? 1 : 0;
    return is_there;
}

std::optional<sql::Token> StatementCursor::take() {
    const sql::Token* token = peek(0);
    if (token == nullptr) {
        return std::nullopt;
    }
    ++at_;
    return *token;
}

void StatementCursor::skip_parentheses() {
    if (!accept_operator("(")) {
        return;
    }
    for (int depth = 1; depth > 0 && !done(); ++at_) {
        depth += sees_operator("(") ? 1 : 0;
        depth -= sees_operator(")") ? 1 : 0;
    }
}

std::string StatementCursor::name_text() {
    std::string text;
    do {
        const sql::Token* token = peek(0);
        if (token == nullptr ||
            (token->kind != sql::TokenKind::Word && token->kind != sql::TokenKind::QuotedName)) {
            return "";
        }
        text += text.empty() ? "" : ".";
        text += token->text;
        ++at_;
    } while (accept_operator("."));
    return text;
}

std::optional<PartitionDetach> read_concurrent_detach(std::string_view text) {
    StatementCursor cursor(text);
    if (!cursor.accept({"ALTER", "TABLE"})) {
        return std::nullopt;
    }
    cursor.accept({"IF", "EXISTS"});
    cursor.accept({"ONLY"});
    PartitionDetach detach{.table = cursor.name_text()};
    cursor.accept_operator("*");
    if (!cursor.accept({"DETACH", "PARTITION"})) {
        return std::nullopt;
    }
    detach.partition = cursor.name_text();
    return cursor.accept({"CONCURRENTLY"}) ? std::optional(detach) : std::nullopt;
}

}  // namespace erdmark::dialect::postgres
