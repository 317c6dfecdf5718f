#include "dialect/sqlite/object_text.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "dialect/sqlite/sql_text.h"

namespace erdmark::dialect::sqlite {

namespace {

/// Goes to the first operator or keyword of that text.
void find_operator(Cursor& cursor, std::string_view text) {
    while (!cursor.done() && !cursor.sees_operator(text)) {
        cursor.skip();
    }
}

void find_keyword(Cursor& cursor, std::string_view keyword) {
    while (!cursor.done() && !cursor.sees(keyword)) {
        cursor.skip();
    }
}

IndexPartText index_part(Tokens part) {
    IndexPartText text;
    if (!part.empty() &&
        (sql::is_keyword(part.back(), "ASC") || sql::is_keyword(part.back(), "DESC"))) {
        part = part.first(part.size() - 1);
    }
    if (part.size() > 2 && sql::is_keyword(part[part.size() - 2], "COLLATE")) {
        text.collation = sql::identifier_name(part.back());
        part = part.first(part.size() - 2);
    }
    text.expression = expression_text(part);
    return text;
}

/// The text from the first to the last of the tokens, as written.
std::string_view source_of(Tokens tokens) {
    if (tokens.empty()) {
        return {};
    }
    const char* begin = tokens.front().text.data();
    const char* end = tokens.back().text.data() + tokens.back().text.size();
    return {begin, static_cast<std::size_t>(end - begin)};
}

/// `BEFORE` is what SQLite takes for no word at all.
std::string trigger_timing(Cursor& cursor) {
    if (cursor.accept("AFTER")) {
        return "AFTER";
    }
    if (cursor.accept("INSTEAD")) {
        cursor.accept("OF");
        return "INSTEAD OF";
    }
    cursor.accept("BEFORE");
    return "BEFORE";
}

std::string trigger_event(Cursor& cursor) {
    if (cursor.accept("INSERT")) {
        return "INSERT";
    }
    if (cursor.accept("DELETE")) {
        return "DELETE";
    }
    cursor.accept("UPDATE");
    if (!cursor.accept("OF")) {
        return "UPDATE";
    }
    const Tokens rest = cursor.rest();
    find_keyword(cursor, "ON");
    std::vector<std::string> columns;
    for (const Tokens column : split_at_commas(rest.first(rest.size() - cursor.rest().size()))) {
        columns.push_back(text_of(column));
    }
    return fmt::format("UPDATE OF {}", fmt::join(columns, ", "));
}

/// Goes to the `BEGIN` of the body; a column called begin is always behind a dot (`NEW.begin`).
void find_body(Cursor& cursor) {
    bool behind_dot = false;
    while (!cursor.done() && (behind_dot || !cursor.sees("BEGIN"))) {
        behind_dot = cursor.sees_operator(".");
        cursor.skip();
    }
}

}  // namespace

IndexText parse_index(std::string_view text) {
    const std::vector<sql::Token> tokens = significant_tokens(text);
    Cursor cursor(tokens);
    find_operator(cursor, "(");
    IndexText index;
    for (const Tokens part : split_at_commas(cursor.group())) {
        index.parts.push_back(index_part(part));
    }
    if (cursor.accept("WHERE")) {
        index.predicate = expression_text(cursor.rest());
    }
    return index;
}

ViewText parse_view(std::string_view text) {
    const std::vector<sql::Token> tokens = sql::tokenize(text, kSyntax);
    const auto as = std::ranges::find_if(
        tokens, [](const sql::Token& token) { return sql::is_keyword(token, "AS"); });
    if (as == tokens.end()) {
        return {};
    }
    ViewText view;
    for (auto token = tokens.begin(); token != as; ++token) {
        const bool comment = token->kind == sql::TokenKind::LineComment ||
                             token->kind == sql::TokenKind::BlockComment;
        const std::string words = comment ? sql::comment_words(*token) : "";
        view.comment += words.empty() || view.comment.empty() ? words : " " + words;
    }
    view.definition = block_text(text.substr(as->offset + as->text.size()));
    return view;
}

schema::Trigger parse_trigger(std::string name, std::string_view text) {
    const std::vector<sql::Token> tokens = significant_tokens(text);
    Cursor cursor(tokens);
    find_keyword(cursor, "TRIGGER");
    cursor.skip();
    cursor.name();
    schema::Trigger trigger{.name = std::move(name)};
    trigger.timing = trigger_timing(cursor);
    trigger.event = trigger_event(cursor);
    cursor.accept("ON");
    cursor.name();
    if (cursor.accept("FOR")) {
        cursor.accept("EACH");
        cursor.accept("ROW");
    }
    const Tokens condition = cursor.accept("WHEN") ? cursor.rest() : Tokens();
    find_body(cursor);
    if (!condition.empty()) {
        trigger.condition =
            expression_text(condition.first(condition.size() - cursor.rest().size()));
    }
    trigger.body = block_text(source_of(cursor.rest()));
    return trigger;
}

std::string parse_module(std::string_view text) {
    const std::vector<sql::Token> tokens = significant_tokens(text);
    Cursor cursor(tokens);
    find_keyword(cursor, "USING");
    cursor.skip();
    const std::string module = cursor.name();
    const Tokens arguments = cursor.group();
    return arguments.empty() ? module : fmt::format("{}({})", module, text_of(arguments));
}

}  // namespace erdmark::dialect::sqlite
