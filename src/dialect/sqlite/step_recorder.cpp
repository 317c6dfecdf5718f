#include "dialect/sqlite/step_recorder.h"

#include <algorithm>
#include <optional>

#include <sqlite3.h>

#include "base/text.h"
#include "dialect/sqlite/sql_text.h"

namespace erdmark::dialect::sqlite {

namespace {

constexpr std::size_t kMostTokens = 12;

/// The first tokens of a statement that are no comments: enough to know what ALTER TABLE and DROP
/// TABLE do, and few even of a long INSERT.
std::vector<sql::Token> first_tokens(std::string_view statement) {
    sql::Lexer lexer(statement, kSyntax);
    std::vector<sql::Token> tokens;
    while (tokens.size() < kMostTokens) {
        const std::optional<sql::Token> token = lexer.next();
        if (!token) {
            break;
        }
        if (sql::is_comment(*token)) {
            continue;
        }
        tokens.push_back(*token);
        if (tokens.size() == 1 && !sql::is_keyword(*token, "ALTER") &&
            !sql::is_keyword(*token, "DROP")) {
            return {};
        }
    }
    return tokens;
}

/// A name behind its schema, if it has one, in lower case.
std::string table_name(Cursor& cursor) {
    std::string name = cursor.name();
    if (cursor.sees_operator(".")) {
        cursor.skip();
        name = cursor.name();
    }
    return to_lower(name);
}

}  // namespace

StepRecorder::StepRecorder(sqlite3* database) : database_(database) {
    sqlite3_update_hook(database, count_row, this);
    sqlite3_rollback_hook(database, roll_back, this);
}

void StepRecorder::begin_statement() {
    statement_rows_.clear();
}

void StepRecorder::end_statement(std::string_view statement) {
    add_rows();
    follow(statement);
    const bool is_open = sqlite3_get_autocommit(database_) == 0;
    if (is_open && !in_transaction_) {
        before_transaction_ = record_;
    }
    in_transaction_ = is_open;
}

StepRecord StepRecorder::take() {
    return std::exchange(record_, {});
}

// Rows of WITHOUT ROWID tables are not told. https://www.sqlite.org/c3ref/update_hook.html
void StepRecorder::count_row(void* recorder, int action, const char* database, const char* table,
                             long long /*row*/) {
    if (std::string_view(database) != "main") {
        return;
    }
    RowCounts& counts = static_cast<StepRecorder*>(recorder)->statement_rows_[table];
    ++(action == SQLITE_INSERT   ? counts.inserted
       : action == SQLITE_UPDATE ? counts.updated
                                 : counts.deleted);
}

/// Called too when a statement of its own fails, which then counts for nothing.
void StepRecorder::roll_back(void* recorder) {
    auto* self = static_cast<StepRecorder*>(recorder);
    self->statement_rows_.clear();
    if (self->in_transaction_) {
        self->record_ = self->before_transaction_;
    }
}

void StepRecorder::add_rows() {
    for (const auto& [table, counts] : statement_rows_) {
        RowCounts& sum = record_.rows[to_lower(table)];
        sum.inserted += counts.inserted;
        sum.updated += counts.updated;
        sum.deleted += counts.deleted;
    }
    statement_rows_.clear();
}

void StepRecorder::follow(std::string_view statement) {
    const std::vector<sql::Token> tokens = first_tokens(statement);
    Cursor cursor(tokens);
    if (cursor.accept("ALTER") && cursor.accept("TABLE")) {
        const std::string from = table_name(cursor);
        if (cursor.accept("RENAME") && cursor.accept("TO")) {
            rename(from, to_lower(cursor.name()));
        }
        return;
    }
    if (cursor.accept("DROP") && cursor.accept("TABLE")) {
        if (cursor.accept("IF")) {
            cursor.accept("EXISTS");
        }
        drop(table_name(cursor));
    }
}

void StepRecorder::rename(const std::string& from, const std::string& to) {
    const auto rows = record_.rows.extract(from);
    const bool takes_a_place = record_.dropped.erase(to) > 0;
    if (!rows.empty() && !takes_a_place) {
        record_.rows[to] = rows.mapped();
    }
    const auto earlier =
        std::ranges::find(record_.renamed, from, [](const auto& each) { return each.second; });
    if (earlier != record_.renamed.end()) {
        earlier->second = to;
    } else {
        record_.renamed.emplace_back(from, to);
    }
}

void StepRecorder::drop(const std::string& table) {
    record_.rows.erase(table);
    const auto renamed =
        std::ranges::find(record_.renamed, table, [](const auto& each) { return each.second; });
    if (renamed == record_.renamed.end()) {
        record_.dropped.insert(table);
        return;
    }
    // Under its old name there may be a new form of it, with the rows of the old one.
    record_.rows.erase(renamed->first);
    record_.renamed.erase(renamed);
}

}  // namespace erdmark::dialect::sqlite
