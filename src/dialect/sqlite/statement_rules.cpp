#include "dialect/sqlite/statement_rules.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/sqlite/sql_text.h"

namespace erdmark::dialect::sqlite {

namespace {

/// Enough for all that a rule asks: `ROLLBACK TRANSACTION TO`, `PRAGMA main . foreign_keys =`.
constexpr std::size_t kRuleTokens = 5;

/// A pragma that does something. All others read, check, or are part of the transaction as
/// `user_version` is. https://www.sqlite.org/pragma.html
struct PragmaRule {
    std::string_view name;
    TransactionUse use = TransactionUse::Either;
    bool sets_session = true;
    bool acts_without_value = false;
    bool is_ignored_inside = false;
};

/// Inside a transaction SQLite ignores `foreign_keys`, `auto_vacuum`, `page_size` and `encoding`,
/// and refuses the others. Files have `foreign_keys` between their statements, since tools generate
/// it there, and are right without it. What VACUUM has yet to act on, or what is written at once in
/// front of a migration, counts as of the session.
constexpr std::array<PragmaRule, 43> kPragmaRules = {{
    {.name = "auto_vacuum", .use = TransactionUse::Outside},
    {.name = "encoding", .use = TransactionUse::Outside},
    {.name = "foreign_keys", .use = TransactionUse::Outside, .is_ignored_inside = true},
    {.name = "journal_mode", .use = TransactionUse::Outside},
    {.name = "page_size", .use = TransactionUse::Outside},
    {.name = "synchronous", .use = TransactionUse::Outside},
    {.name = "temp_store", .use = TransactionUse::Outside},
    {.name = "temp_store_directory", .use = TransactionUse::Outside},
    {.name = "wal_checkpoint",
     .use = TransactionUse::Outside,
     .sets_session = false,
     .acts_without_value = true},
    {.name = "analysis_limit"},
    {.name = "automatic_index"},
    {.name = "busy_timeout"},
    {.name = "cache_size"},
    {.name = "cache_spill"},
    {.name = "case_sensitive_like"},
    {.name = "cell_size_check"},
    {.name = "checkpoint_fullfsync"},
    {.name = "count_changes"},
    {.name = "data_store_directory"},
    {.name = "empty_result_callbacks"},
    {.name = "full_column_names"},
    {.name = "fullfsync"},
    {.name = "hard_heap_limit"},
    {.name = "ignore_check_constraints"},
    {.name = "journal_size_limit"},
    {.name = "legacy_alter_table"},
    {.name = "legacy_file_format"},
    {.name = "locking_mode"},
    {.name = "max_page_count"},
    {.name = "mmap_size"},
    {.name = "query_only"},
    {.name = "read_uncommitted"},
    {.name = "recursive_triggers"},
    {.name = "reverse_unordered_selects"},
    {.name = "secure_delete"},
    {.name = "short_column_names"},
    {.name = "soft_heap_limit"},
    {.name = "threads"},
    {.name = "trusted_schema"},
    {.name = "vdbe_trace"},
    {.name = "wal_autocheckpoint"},
    {.name = "writable_schema"},
    {.name = "parser_trace"},
}};

/// Commands of the shell that show something, or say how. They may be shortened to three letters,
/// as the shell allows. https://www.sqlite.org/cli.html
constexpr std::array<std::string_view, 33> kDisplayCommands = {
    "bail",    "binary",      "changes",   "databases", "dbinfo",   "echo",    "eqp",
    "explain", "fullschema",  "headers",   "help",      "indexes",  "indices", "lint",
    "log",     "mode",        "nullvalue", "print",     "progress", "prompt",  "scanstats",
    "schema",  "selecttrace", "separator", "sha3sum",   "show",     "stats",   "tables",
    "timeout", "timer",       "trace",     "version",   "width"};
constexpr std::size_t kShortestCommand = 3;

std::vector<sql::Token> leading_tokens(std::string_view text) {
    sql::Lexer lexer(text, kSyntax);
    std::vector<sql::Token> tokens;
    while (tokens.size() < kRuleTokens) {
        const std::optional<sql::Token> token = lexer.next();
        if (!token) {
            break;
        }
        if (!sql::is_comment(*token)) {
            tokens.push_back(*token);
        }
    }
    return tokens;
}

bool is_display_command(std::string_view word, std::string_view arguments) {
    if (word == "output") {
        return arguments.empty() || arguments == "stdout";
    }
    return word.size() >= kShortestCommand &&
           std::ranges::any_of(kDisplayCommands,
                               [&](std::string_view command) { return command.starts_with(word); });
}

StatementRule rule_of_command(std::string_view line) {
    const std::size_t space = std::min(line.find_first_of(" \t"), line.size());
    const std::string_view word = line.substr(0, space);
    const bool is_left_out =
        !word.empty() && is_display_command(word.substr(1), trim(line.substr(space)));
    return {.use = is_left_out ? TransactionUse::Either : TransactionUse::Unsupported,
            .name = std::string(word),
            .is_left_out = is_left_out};
}

/// What follows PRAGMA and, perhaps, the name of a database.
std::string read_pragma_name(Cursor& cursor) {
    std::string name = cursor.name();
    if (cursor.sees_operator(".")) {
        cursor.skip();
        name = cursor.name();
    }
    return to_lower(name);
}

StatementRule rule_of_pragma(Cursor& cursor) {
    const std::string name = read_pragma_name(cursor);
    const auto found = std::ranges::find(kPragmaRules, name, &PragmaRule::name);
    if (found == kPragmaRules.end() || (cursor.done() && !found->acts_without_value)) {
        return {};
    }
    const bool is_named = found->use != TransactionUse::Either;
    return {.use = found->use,
            .sets_session = found->sets_session,
            .is_ignored_inside = found->is_ignored_inside,
            .name = is_named ? fmt::format("PRAGMA {}", name) : ""};
}

StatementRule rule_of_rollback(Cursor& cursor) {
    cursor.accept("TRANSACTION");
    // Back to a savepoint: the transaction goes on.
    if (cursor.sees("TO")) {
        return {};
    }
    return {.use = TransactionUse::Rollback, .name = "ROLLBACK"};
}

}  // namespace

StatementRule rule_of(const sql::Statement& statement) {
    if (statement.kind == sql::StatementKind::ClientCommand) {
        return rule_of_command(statement.text);
    }
    const std::vector<sql::Token> tokens = leading_tokens(statement.text);
    Cursor cursor(tokens);
    if (cursor.accept("PRAGMA")) {
        return rule_of_pragma(cursor);
    }
    if (cursor.accept("ROLLBACK")) {
        return rule_of_rollback(cursor);
    }
    if (cursor.sees("BEGIN")) {
        return {.use = TransactionUse::Begin, .name = "BEGIN"};
    }
    for (const std::string_view word : {"COMMIT", "END"}) {
        if (cursor.sees(word)) {
            return {.use = TransactionUse::Commit, .name = std::string(word)};
        }
    }
    for (const std::string_view word : {"ATTACH", "DETACH", "VACUUM"}) {
        if (cursor.sees(word)) {
            return {.use = TransactionUse::Outside,
                    .sets_session = word != "VACUUM",
                    .name = std::string(word)};
        }
    }
    return {};
}

std::string pragma_name(const sql::Statement& statement) {
    const std::vector<sql::Token> tokens = leading_tokens(statement.text);
    Cursor cursor(tokens);
    return cursor.accept("PRAGMA") ? read_pragma_name(cursor) : "";
}

}  // namespace erdmark::dialect::sqlite
