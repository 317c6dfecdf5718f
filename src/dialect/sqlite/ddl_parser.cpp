#include "dialect/sqlite/ddl_parser.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "dialect/sqlite/sql_text.h"
#include "sql/definition_comments.h"

namespace erdmark::dialect::sqlite {

namespace {

/// What may follow the type of a column. SQLite's grammar allows any other word in a type.
constexpr std::array<std::string_view, 12> kEndOfType = {
    "CONSTRAINT", "PRIMARY", "NOT",        "NULL",      "UNIQUE", "CHECK",
    "DEFAULT",    "COLLATE", "REFERENCES", "GENERATED", "AS",     "DEFERRABLE"};

/// The first words of a table constraint; reserved, so that no bare column name is one of them.
constexpr std::array<std::string_view, 5> kTableConstraints = {"CONSTRAINT", "PRIMARY", "UNIQUE",
                                                               "CHECK", "FOREIGN"};

bool sees_any(const Cursor& cursor, std::span<const std::string_view> keywords) {
    return std::ranges::any_of(keywords,
                               [&](std::string_view keyword) { return cursor.sees(keyword); });
}

/// The columns of a key: the first token of each part, behind which `COLLATE`, `ASC` and the like
/// may stand.
std::vector<std::string> column_names(Tokens group) {
    std::vector<std::string> names;
    for (const Tokens part : split_at_commas(group)) {
        names.push_back(Cursor(part).name());
    }
    return names;
}

/// `DEFAULT` and its value, which may be a word that starts a constraint elsewhere.
void skip_default(Cursor& cursor) {
    if (cursor.sees_operator("(")) {
        cursor.group();
        return;
    }
    if (cursor.sees_operator("-") || cursor.sees_operator("+")) {
        cursor.skip();
    }
    cursor.skip();
}

/// Reads one definition after the other into a `TableText`.
class TableReader {
public:
    explicit TableReader(TableText& text) : text_(text) {}

    void read(Tokens definition) {
        Cursor cursor(definition);
        column_ = nullptr;
        if (!cursor.done() && !sees_any(cursor, kTableConstraints)) {
            read_column(cursor);
        }
        while (!cursor.done()) {
            read_constraint(cursor);
        }
        name_.clear();
    }

private:
    void read_column(Cursor& cursor) {
        column_ = &text_.columns.emplace_back();
        column_->name = cursor.name();
        const Tokens rest = cursor.rest();
        while (!cursor.done() && !sees_any(cursor, kEndOfType)) {
            cursor.skip();
        }
        column_->type = type_text(rest.first(rest.size() - cursor.rest().size()));
    }

    /// A type in quotes stands for the words in them.
    static std::string type_text(Tokens tokens) {
        return tokens.size() == 1 ? collapse_whitespace(sql::identifier_name(tokens.front()))
                                  : text_of(tokens);
    }

    /// Reads a constraint, its name, or a token that says nothing here (`ON CONFLICT ROLLBACK`).
    void read_constraint(Cursor& cursor) {
        if (cursor.accept("CONSTRAINT")) {
            name_ = cursor.name();
        } else if (cursor.accept("PRIMARY")) {
            read_primary_key(cursor);
        } else if (cursor.accept("UNIQUE")) {
            text_.unique_constraints.push_back({take_name(), own_columns(cursor)});
        } else if (cursor.accept("CHECK")) {
            text_.check_constraints.push_back({take_name(), expression_text(cursor.group())});
        } else if (cursor.accept("FOREIGN")) {
            cursor.accept("KEY");
            constrained_ = column_names(cursor.group());
        } else if (cursor.accept("REFERENCES")) {
            read_reference(cursor);
        } else {
            read_detail(cursor);
        }
    }

    void read_detail(Cursor& cursor) {
        if (cursor.accept("DEFAULT")) {
            take_name();
            skip_default(cursor);
        } else if (cursor.accept("AUTOINCREMENT")) {
            text_.auto_increment = true;
        } else if (cursor.accept("COLLATE")) {
            read_collation(cursor);
        } else if (cursor.accept("AS")) {
            read_generation(cursor);
        } else if (cursor.sees("NOT") && cursor.sees("DEFERRABLE", 1)) {
            cursor.skip();
            read_deferrability(cursor, false);
        } else if (cursor.sees("DEFERRABLE")) {
            read_deferrability(cursor, true);
        } else {
            if (cursor.sees("NULL")) {
                take_name();
            }
            cursor.skip();
        }
    }

    void read_primary_key(Cursor& cursor) {
        cursor.accept("KEY");
        text_.primary_key_name = take_name();
        const Tokens group = cursor.group();
        text_.auto_increment |= std::ranges::any_of(
            group, [](const sql::Token& token) { return sql::is_keyword(token, "AUTOINCREMENT"); });
    }

    void read_collation(Cursor& cursor) {
        take_name();
        std::string collation = cursor.name();
        if (column_ != nullptr) {
            column_->collation = std::move(collation);
        }
    }

    void read_generation(Cursor& cursor) {
        take_name();
        std::string expression = expression_text(cursor.group());
        if (column_ != nullptr) {
            column_->generation_expression = std::move(expression);
        }
    }

    void read_reference(Cursor& cursor) {
        ForeignKeyText& key = text_.foreign_keys.emplace_back();
        key.name = take_name();
        key.columns = std::exchange(constrained_, {});
        if (key.columns.empty() && column_ != nullptr) {
            key.columns = {column_->name};
        }
        key.referenced_table = cursor.name();
        key.referenced_columns = column_names(cursor.group());
    }

    /// `[NOT] DEFERRABLE [INITIALLY …]`, of the foreign key before it.
    void read_deferrability(Cursor& cursor, bool deferrable) {
        cursor.accept("DEFERRABLE");
        const bool deferred = cursor.accept("INITIALLY") && cursor.sees("DEFERRED");
        if (deferrable && !text_.foreign_keys.empty()) {
            text_.foreign_keys.back().deferrability =
                deferred ? schema::Deferrability::InitiallyDeferred
                         : schema::Deferrability::InitiallyImmediate;
        }
    }

    /// Of a constraint that may belong to the column it stands in.
    std::vector<std::string> own_columns(Cursor& cursor) const {
        if (cursor.sees_operator("(") || column_ == nullptr) {
            return column_names(cursor.group());
        }
        return {column_->name};
    }

    /// The name before a constraint belongs to that one alone.
    std::string take_name() { return std::exchange(name_, {}); }

    TableText& text_;
    ColumnText* column_ = nullptr;
    std::string name_;
    std::vector<std::string> constrained_;
};

/// The tokens between the parentheses of a `CREATE TABLE`.
Tokens definitions(Tokens tokens) {
    Cursor cursor(tokens);
    while (!cursor.done() && !cursor.sees_operator("(")) {
        cursor.skip();
    }
    return cursor.group();
}

}  // namespace

TableText parse_table(std::string_view text) {
    std::vector<sql::Token> tokens = sql::tokenize(text, kSyntax);
    sql::DefinitionComments comments = sql::read_definition_comments(tokens);
    std::erase_if(tokens, sql::is_comment);
    TableText table{.comment = std::move(comments.table)};
    TableReader reader(table);
    const std::vector<Tokens> parts = split_at_commas(definitions(tokens));
    comments.items.resize(std::max(comments.items.size(), parts.size()));
    for (std::size_t index = 0; index < parts.size(); ++index) {
        const std::size_t columns = table.columns.size();
        reader.read(parts[index]);
        if (table.columns.size() > columns) {
            table.columns.back().comment = std::move(comments.items[index]);
        }
    }
    return table;
}

}  // namespace erdmark::dialect::sqlite
