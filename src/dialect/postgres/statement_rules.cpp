#include "dialect/postgres/statement_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/statement_cursor.h"
#include "dialect/script_error.h"

namespace erdmark::dialect::postgres {

namespace {

/// What follows from the first words of a statement.
struct PrefixRule {
    std::string_view words;
    TransactionUse use;
    bool sets_session = false;
};

/// The first that fits holds.
constexpr auto kPrefixRules = std::to_array<PrefixRule>({
    {"BEGIN", TransactionUse::Begin},
    {"START TRANSACTION", TransactionUse::Begin},
    {"COMMIT PREPARED", TransactionUse::Unsupported},
    {"ROLLBACK PREPARED", TransactionUse::Unsupported},
    {"PREPARE TRANSACTION", TransactionUse::Unsupported},
    {"CREATE DATABASE", TransactionUse::Outside},
    {"DROP DATABASE", TransactionUse::Outside},
    {"CREATE TABLESPACE", TransactionUse::Outside},
    {"DROP TABLESPACE", TransactionUse::Outside},
    {"CREATE SUBSCRIPTION", TransactionUse::Outside},
    {"DROP SUBSCRIPTION", TransactionUse::Outside},
    {"ALTER SYSTEM", TransactionUse::Outside},
    {"CREATE INDEX CONCURRENTLY", TransactionUse::Outside},
    {"DROP INDEX CONCURRENTLY", TransactionUse::Outside},
    {"VACUUM", TransactionUse::Outside},
    {"DISCARD ALL", TransactionUse::Outside, true},
    {"SET LOCAL", TransactionUse::Either},
    {"SET CONSTRAINTS", TransactionUse::Either},
    {"SET TRANSACTION", TransactionUse::Either},
    {"SET", TransactionUse::Either, true},
    {"RESET", TransactionUse::Either, true},
    {"LOAD", TransactionUse::Either, true},
    {"PREPARE", TransactionUse::Either, true},
    {"DEALLOCATE", TransactionUse::Either, true},
});

bool begins_with_words(std::string_view keywords, std::string_view words) {
    return keywords.starts_with(words) &&
           (keywords.size() == words.size() || keywords[words.size()] == ' ');
}

StatementRule outside(std::string name) {
    return {.use = TransactionUse::Outside, .name = std::move(name)};
}

/// The rule for `COMMIT`, `END`, `ROLLBACK` and `ABORT`.
std::optional<StatementRule> rule_of_end(StatementCursor& cursor) {
    constexpr auto kEnds = std::to_array<std::string_view>({"COMMIT", "END", "ROLLBACK", "ABORT"});
    const auto* const word = std::ranges::find_if(
        kEnds, [&](std::string_view keyword) { return cursor.accept({keyword}); });
    if (word == kEnds.end()) {
        return std::nullopt;
    }
    if (!cursor.accept({"WORK"})) {
        cursor.accept({"TRANSACTION"});
    }
    if (cursor.sees("TO")) {
        return StatementRule{};
    }
    if (cursor.accept({"AND", "CHAIN"})) {
        return StatementRule{.use = TransactionUse::Unsupported,
                             .name = fmt::format("{} AND CHAIN", *word)};
    }
    const bool commits = *word == "COMMIT" || *word == "END";
    return StatementRule{.use = commits ? TransactionUse::Commit : TransactionUse::Rollback,
                         .name = std::string(*word)};
}

/// Whether `CONCURRENTLY` is on among options in parentheses, which are skipped.
bool takes_concurrently(StatementCursor& cursor) {
    bool is_concurrent = false;
    if (!cursor.accept_operator("(")) {
        return false;
    }
    while (!cursor.done() && !cursor.accept_operator(")")) {
        if (cursor.accept({"CONCURRENTLY"})) {
            constexpr auto kOff = std::to_array<std::string_view>({"false", "off", "0"});
            const std::optional<sql::Token> value =
                cursor.sees_operator(",") || cursor.sees_operator(")") ? std::nullopt
                                                                       : cursor.take();
            is_concurrent =
                !value ||
                std::ranges::find(kOff, to_lower(sql::identifier_name(*value))) == kOff.end();
        } else {
            cursor.take();
        }
    }
    return is_concurrent;
}

StatementRule rule_of_reindex(StatementCursor& cursor) {
    const bool by_option = takes_concurrently(cursor);
    const std::optional<sql::Token> what = cursor.take();
    if (by_option || cursor.sees("CONCURRENTLY")) {
        return outside("REINDEX CONCURRENTLY");
    }
    constexpr auto kMany = std::to_array<std::string_view>({"SCHEMA", "DATABASE", "SYSTEM"});
    const std::string word = what ? to_upper(what->text) : "";
    return std::ranges::find(kMany, word) == kMany.end() ? StatementRule{}
                                                         : outside("REINDEX " + word);
}

StatementRule rule_of_cluster(StatementCursor& cursor) {
    cursor.skip_parentheses();
    cursor.accept({"VERBOSE"});
    return cursor.done() ? outside("CLUSTER") : StatementRule{};
}

StatementRule rule_of_alter_database(StatementCursor& cursor) {
    cursor.name_text();
    return cursor.accept({"SET", "TABLESPACE"}) ? outside("ALTER DATABASE SET TABLESPACE")
                                                : StatementRule{};
}

/// PostgreSQL 17 does not take `failover` in a transaction either.
StatementRule rule_of_alter_subscription(StatementCursor& cursor) {
    cursor.name_text();
    if (cursor.accept({"REFRESH", "PUBLICATION"})) {
        return outside("ALTER SUBSCRIPTION REFRESH PUBLICATION");
    }
    for (const std::string_view verb : {"SET", "ADD", "DROP"}) {
        if (cursor.accept({verb, "PUBLICATION"})) {
            return outside(fmt::format("ALTER SUBSCRIPTION {} PUBLICATION", verb));
        }
    }
    if (cursor.accept({"SET"}) && cursor.accept_operator("(")) {
        while (!cursor.done()) {
            if (cursor.accept({"FAILOVER"})) {
                return outside("ALTER SUBSCRIPTION SET (failover)");
            }
            cursor.take();
        }
    }
    return {};
}

StatementRule rule_of_alter(StatementCursor& cursor, std::string_view text) {
    if (cursor.accept({"DATABASE"})) {
        return rule_of_alter_database(cursor);
    }
    if (cursor.accept({"SUBSCRIPTION"})) {
        return rule_of_alter_subscription(cursor);
    }
    return read_concurrent_detach(text) ? outside("ALTER TABLE DETACH PARTITION CONCURRENTLY")
                                        : StatementRule{};
}

bool takes_string(StatementCursor& cursor) {
    const std::optional<sql::Token> token = cursor.take();
    return token && token->kind == sql::TokenKind::String;
}

/// `SELECT pg_catalog.set_config('search_path', '', false)`, as pg_dump writes it.
bool selects_set_config(StatementCursor& cursor) {
    if (cursor.accept({"PG_CATALOG"}) && !cursor.accept_operator(".")) {
        return false;
    }
    return cursor.accept({"SET_CONFIG"}) && cursor.accept_operator("(") && takes_string(cursor) &&
           cursor.accept_operator(",") && takes_string(cursor) && cursor.accept_operator(",") &&
           cursor.accept({"FALSE"}) && cursor.accept_operator(")") && cursor.done();
}

StatementRule rule_by_tokens(std::string_view text) {
    StatementCursor cursor(text);
    if (const std::optional<StatementRule> end = rule_of_end(cursor)) {
        return *end;
    }
    if (cursor.accept({"CREATE", "UNIQUE", "INDEX", "CONCURRENTLY"})) {
        return outside("CREATE INDEX CONCURRENTLY");
    }
    if (cursor.accept({"REINDEX"})) {
        return rule_of_reindex(cursor);
    }
    if (cursor.accept({"CLUSTER"})) {
        return rule_of_cluster(cursor);
    }
    if (cursor.accept({"ALTER"})) {
        return rule_of_alter(cursor, text);
    }
    return {.sets_session = cursor.accept({"SELECT"}) && selects_set_config(cursor)};
}

/// The commands of a line for psql: a backslash outside of quotes begins the next one.
std::vector<std::string_view> client_commands(std::string_view line) {
    std::vector<std::string_view> commands;
    std::size_t begin = 0;
    char quote = '\0';
    for (std::size_t at = 1; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != '\0') {
            at += c == '\\' && quote == '\'' ? 1 : 0;
            quote = c == quote ? '\0' : quote;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '\\') {
            commands.push_back(line.substr(begin, at - begin));
            begin = at;
        }
    }
    commands.push_back(line.substr(begin));
    return commands;
}

std::string_view first_word(std::string_view text) {
    return text.substr(0, text.find_first_of(" \t"));
}

/// `\d` and what describes one kind of object: `\dt+`, `\dRp`.
bool describes(std::string_view word) {
    constexpr std::size_t kLongest = 6;
    return word == "\\dconfig" || (word.starts_with("\\d") && word.size() <= kLongest);
}

bool sets_display(std::string_view variable) {
    constexpr auto kVariables = std::to_array<std::string_view>(
        {"ECHO", "ECHO_HIDDEN", "ON_ERROR_STOP", "QUIET", "SHOW_CONTEXT", "VERBOSITY"});
    return std::ranges::find(kVariables, variable) != kVariables.end();
}

/// Whether a command of psql concerns nothing but what is shown. One with a text in backquotes runs
/// a program.
bool is_display_command(std::string_view command) {
    constexpr auto kCommands = std::to_array<std::string_view>(
        {"\\?",         "\\C",          "\\H",    "\\T",     "\\a",    "\\conninfo",
         "\\copyright", "\\echo",       "\\f",    "\\h",     "\\help", "\\l",
         "\\l+",        "\\errverbose", "\\pset", "\\qecho", "\\t",    "\\restrict",
         "\\timing",    "\\unrestrict", "\\warn", "\\x",     "\\z"});
    const std::string_view word = first_word(command);
    const std::string_view argument = trim(command.substr(word.size()));
    if (command.find('`') != std::string_view::npos) {
        return false;
    }
    if (word == "\\set" || word == "\\unset") {
        return sets_display(first_word(argument));
    }
    if (word == "\\encoding") {
        return equals_ignoring_case(argument, "UTF8") || equals_ignoring_case(argument, "UTF-8");
    }
    return describes(word) || std::ranges::find(kCommands, word) != kCommands.end();
}

StatementRule rule_of_client_line(std::string_view line) {
    constexpr std::size_t kLongestName = 40;
    const std::vector<std::string_view> commands = client_commands(line);
    const auto other = std::ranges::find_if_not(commands, is_display_command);
    if (other == commands.end()) {
        return {.is_left_out = true};
    }
    return {.use = TransactionUse::Unsupported,
            .name = visible_text(first_word(*other), kLongestName)};
}

}  // namespace

StatementRule rule_of(const sql::Statement& statement) {
    if (statement.kind == sql::StatementKind::CopyRows) {
        return {};
    }
    if (statement.kind == sql::StatementKind::ClientCommand) {
        return rule_of_client_line(statement.text);
    }
    const auto* const rule = std::ranges::find_if(kPrefixRules, [&](const PrefixRule& prefix) {
        return begins_with_words(statement.keywords, prefix.words);
    });
    if (rule == kPrefixRules.end()) {
        return rule_by_tokens(statement.text);
    }
    const bool is_either = rule->use == TransactionUse::Either;
    return {.use = rule->use,
            .sets_session = rule->sets_session,
            .name = is_either ? "" : std::string(rule->words)};
}

}  // namespace erdmark::dialect::postgres
