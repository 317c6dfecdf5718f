#include "dialect/reference_rows.h"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "dialect/key_value_text.h"

namespace erdmark::dialect {

namespace {

/// Words of SQL and functions of the engines and their extensions that differ from run to run.
constexpr auto kChangingWords = std::to_array<std::string_view>({
    "clock_timestamp",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "gen_random_bytes",
    "gen_random_uuid",
    "gen_salt",
    "inet_client_addr",
    "localtime",
    "localtimestamp",
    "now",
    "pg_backend_pid",
    "random",
    "randomblob",
    "session_user",
    "statement_timestamp",
    "timeofday",
    "transaction_timestamp",
    "txid_current",
    "user",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
});

/// Of SQLite: without an argument, or with `now`, they tell the time.
constexpr auto kTimeFunctions = std::to_array<std::string_view>(
    {"date", "datetime", "julianday", "strftime", "time", "unixepoch"});

bool is_one_of(std::span<const std::string_view> words, std::string_view word) {
    return std::ranges::find(words, word) != words.end();
}

/// What the parts of names of columns with secrets begin with, beside those of is_secret_name.
constexpr auto kSecretParts =
    std::to_array<std::string_view>({"hash", "salt", "cipher", "encrypted", "otp", "pin"});

constexpr auto kSecretEnds =
    std::to_array<std::string_view>({"private_key", "signing_key", "encryption_key", "key_hash"});

bool is_author(std::string_view word) {
    return word == "author" || word == "authors";
}

bool looks_secret(const std::string& name) {
    const std::string lower = to_lower(name);
    if (std::ranges::any_of(kSecretEnds,
                            [&](std::string_view end) { return lower.ends_with(end); })) {
        return true;
    }
    std::string rest;
    for (const std::string_view part : split(lower, '_')) {
        if (is_one_of(kSecretParts, part)) {
            return true;
        }
        rest.append(is_author(part) ? "" : part).append("_");
    }
    return is_secret_name(rest);
}

/// Values of these are no secrets, whatever their column is called: `max_tokens integer`.
bool is_plain_type(const std::string& type) {
    const std::string lower = to_lower(type);
    return is_number_type_name(type) || lower.find("bool") != std::string::npos ||
           lower.starts_with("date") || lower.starts_with("time") || lower == "interval";
}

class ColumnJudge {
public:
    ColumnJudge(const schema::Schema& schema, const sql::Syntax& syntax)
        : schema_(schema), syntax_(syntax) {}

    bool is_shown(const schema::Table& table, const schema::Column& column) {
        return column.generated == schema::Generated::No && !column.hidden &&
               (is_plain_type(column.type) || !looks_secret(column.name)) &&
               is_stable(table, column.name);
    }

private:
    /// Keys that lead around in a circle say nothing against it.
    bool is_stable(const schema::Table& table, const std::string& name) {
        if (!seen_.emplace(table.name, name).second) {
            return true;
        }
        const schema::Column* column = schema::find_column(table, name);
        if (column == nullptr) {
            return true;
        }
        const bool own = !column->default_value || !changes(*column->default_value);
        return own && std::ranges::all_of(table.foreign_keys, [&](const schema::ForeignKey& key) {
                   return refers_to_stable(key, name);
               });
    }

    bool refers_to_stable(const schema::ForeignKey& key, const std::string& name) {
        const auto place = std::ranges::find(key.columns, name);
        const auto index = static_cast<std::size_t>(place - key.columns.begin());
        if (index >= key.columns.size() || index >= key.referenced_columns.size()) {
            return true;
        }
        const schema::Table* target = schema::find_table(schema_, key.referenced_table);
        return target == nullptr || is_stable(*target, key.referenced_columns[index]);
    }

    bool changes(const std::string& expression) const {
        const std::vector<sql::Token> tokens = sql::tokenize(expression, syntax_);
        for (std::size_t index = 0; index < tokens.size(); ++index) {
            if (changes(tokens, index)) {
                return true;
            }
        }
        return false;
    }

    bool changes(const std::vector<sql::Token>& tokens, std::size_t index) const {
        const sql::Token& token = tokens[index];
        const bool is_call = index + 1 < tokens.size() && tokens[index + 1].text == "(";
        const std::string name = sql::identifier_name(token);
        const std::string word = to_lower(name);
        switch (token.kind) {
            case sql::TokenKind::Word:
                return is_one_of(kChangingWords, word) ||
                       (is_call && (is_one_of(kTimeFunctions, word) || is_volatile(name)));
            case sql::TokenKind::QuotedName:
                return is_call && (is_one_of(kChangingWords, word) || is_volatile(name));
            default:
                return false;
        }
    }

    bool is_volatile(const std::string& function) const {
        return std::ranges::any_of(schema_.routines, [&](const schema::Routine& routine) {
            return routine.volatility == "VOLATILE" &&
                   equals_ignoring_case(routine.name.name, function);
        });
    }

    const schema::Schema& schema_;
    const sql::Syntax& syntax_;
    std::set<std::pair<schema::QualifiedName, std::string>> seen_;
};

/// `text` without what is behind that many characters, and whether there was more.
bool cut(std::string& text, std::size_t characters) {
    std::size_t offset = 0;
    for (; characters > 0 && offset < text.size(); --characters) {
        offset += decode_utf8(text, offset).length;
    }
    const bool is_longer = offset < text.size();
    text.resize(offset);
    return is_longer;
}

}  // namespace

bool is_number_type_name(const std::string& type) {
    static constexpr auto kNumbers = std::to_array<std::string_view>(
        {"int", "real", "numeric", "decimal", "double", "float", "serial"});
    const std::string lower = to_lower(type);
    return !lower.starts_with("interval") && !lower.ends_with("]") &&
           std::ranges::any_of(kNumbers, [&](std::string_view word) {
               return lower.find(word) != std::string::npos;
           });
}

std::optional<RowPlan> plan_rows(const schema::Schema& schema, const schema::Table& table,
                                 const sql::Syntax& syntax) {
    RowPlan plan;
    for (const schema::Column& column : table.columns) {
        if (ColumnJudge(schema, syntax).is_shown(table, column)) {
            plan.columns.push_back(column.name);
        }
    }
    if (plan.columns.empty()) {
        return std::nullopt;
    }
    const auto is_shown = [&](const std::string& name) {
        return std::ranges::find(plan.columns, name) != plan.columns.end();
    };
    const bool has_key =
        table.primary_key && std::ranges::all_of(table.primary_key->columns, is_shown);
    plan.order = has_key ? table.primary_key->columns : plan.columns;
    return plan;
}

schema::ReferenceRows make_rows(const RowPlan& plan, std::vector<Row> rows, std::size_t limit) {
    schema::ReferenceRows result{.columns = plan.columns, .truncated = rows.size() > limit};
    rows.resize(std::min(rows.size(), limit));
    for (Row& row : rows) {
        for (std::optional<std::string>& value : row) {
            if (value && cut(*value, kLongestValue)) {
                value->append("…");
            }
        }
    }
    result.values = std::move(rows);
    return result;
}

}  // namespace erdmark::dialect
