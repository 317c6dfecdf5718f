#include "dialect/sqlite/ddl_parser.h"

#include <algorithm>
#include <span>

#include "base/text.h"
#include "dialect/sqlite/table_items.h"
#include "sql/lexer.h"

namespace erdmark::dialect::sqlite {

namespace {

using sql::is_keyword;
using sql::Token;
using sql::TokenKind;
using Tokens = std::span<const Token>;

/// Reads the constraints of a column definition or of a table constraint from left to right.
class ConstraintReader {
public:
    /// `column` is null for a table constraint.
    ConstraintReader(Tokens tokens, ParsedTable& table, ParsedColumn* column)
        : tokens_(tokens), table_(table), column_(column) {}

    void read() {
        while (at_ < tokens_.size()) {
            read_clause();
        }
    }

private:
    bool at_keyword(std::string_view keyword) const {
        return at_ < tokens_.size() && is_keyword(tokens_[at_], keyword);
    }

    bool at_operator(std::string_view text) const {
        return at_ < tokens_.size() && tokens_[at_].text == text;
    }

    bool take_keyword(std::string_view keyword) {
        const bool found = at_keyword(keyword);
        at_ += found ? 1 : 0;
        return found;
    }

    /// The tokens between the parentheses that open here; moves behind them. None when there are no
    /// parentheses.
    Tokens take_parenthesized() {
        if (!at_operator("(")) {
            return {};
        }
        const std::size_t end = end_of_parentheses(tokens_, at_);
        const std::size_t inner_end = end > at_ + 1 && tokens_[end - 1].text == ")" ? end - 1 : end;
        const Tokens inner = tokens_.subspan(at_ + 1, inner_end - at_ - 1);
        at_ = end;
        return inner;
    }

    std::string take_constraint_name() {
        std::string name;
        name.swap(pending_name_);
        return name;
    }

    /// The columns in the parentheses here, else the column whose definition this is.
    std::vector<std::string> take_columns() {
        if (at_operator("(")) {
            return column_names(take_parenthesized());
        }
        return column_ == nullptr ? std::vector<std::string>{}
                                  : std::vector<std::string>{column_->name};
    }

    void read_clause() {
        if (take_keyword("CONSTRAINT")) {
            pending_name_ = at_ < tokens_.size() ? sql::identifier_name(tokens_[at_++]) : "";
        } else if (take_keyword("PRIMARY")) {
            read_primary_key();
        } else if (take_keyword("UNIQUE")) {
            std::string name = take_constraint_name();
            table_.uniques.push_back({std::move(name), take_columns()});
        } else if (take_keyword("CHECK")) {
            std::string name = take_constraint_name();
            table_.checks.push_back({std::move(name), text_of(take_parenthesized())});
        } else if (take_keyword("FOREIGN")) {
            take_keyword("KEY");
            foreign_columns_ = take_columns();
        } else if (take_keyword("REFERENCES")) {
            read_references();
        } else if (take_keyword("AUTOINCREMENT")) {
            table_.auto_increment = true;
        } else {
            read_column_clause();
        }
    }

    void read_primary_key() {
        take_keyword("KEY");
        table_.primary_key_name = take_constraint_name();
        take_columns_of_key();
    }

    /// `PRIMARY KEY (a AUTOINCREMENT)` is how a table constraint says it.
    void take_columns_of_key() {
        for (const Token& token : take_parenthesized()) {
            table_.auto_increment = table_.auto_increment || is_keyword(token, "AUTOINCREMENT");
        }
    }

    void read_references() {
        ParsedForeignKey key{.name = take_constraint_name(), .columns = foreign_columns_};
        if (key.columns.empty() && column_ != nullptr) {
            key.columns = {column_->name};
        }
        foreign_columns_.clear();
        key.table = at_ < tokens_.size() ? sql::identifier_name(tokens_[at_++]) : "";
        take_parenthesized();
        table_.foreign_keys.push_back(std::move(key));
    }

    void read_deferrability(bool negated) {
        const bool deferred = take_keyword("INITIALLY") && at_keyword("DEFERRED");
        if (!negated && !table_.foreign_keys.empty()) {
            table_.foreign_keys.back().deferrability =
                deferred ? schema::Deferrability::InitiallyDeferred
                         : schema::Deferrability::InitiallyImmediate;
        }
    }

    void read_column_clause() {
        if (take_keyword("NOT")) {
            if (take_keyword("DEFERRABLE")) {
                read_deferrability(true);
            }
        } else if (take_keyword("DEFERRABLE")) {
            read_deferrability(false);
        } else if (take_keyword("DEFAULT")) {
            skip_default();
        } else if (take_keyword("COLLATE")) {
            const std::string name =
                at_ < tokens_.size() ? sql::identifier_name(tokens_[at_++]) : "";
            if (column_ != nullptr) {
                column_->collation = name;
            }
        } else if (take_keyword("AS")) {
            const std::string expression = text_of(take_parenthesized());
            if (column_ != nullptr) {
                column_->generation_expression = expression;
            }
        } else if (at_operator("(")) {
            take_parenthesized();
        } else {
            ++at_;
        }
    }

    /// A literal (with a sign) or an expression in parentheses: a word there is no clause.
    void skip_default() {
        if (at_operator("(")) {
            take_parenthesized();
            return;
        }
        if (at_operator("+") || at_operator("-")) {
            ++at_;
        }
        ++at_;
    }

    Tokens tokens_;
    ParsedTable& table_;
    ParsedColumn* column_;
    std::size_t at_ = 0;
    std::string pending_name_;
    std::vector<std::string> foreign_columns_;
};

bool starts_table_constraint(const Token& token) {
    return std::ranges::any_of(
        std::initializer_list<const char*>{"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"},
        [&](const char* keyword) { return is_keyword(token, keyword); });
}

void read_item(const TableItem& item, ParsedTable& table) {
    if (starts_table_constraint(item.tokens.front())) {
        ConstraintReader(item.tokens, table, nullptr).read();
        return;
    }
    ParsedColumn column{.name = sql::identifier_name(item.tokens.front()), .comment = item.comment};
    ConstraintReader(Tokens(item.tokens).subspan(1), table, &column).read();
    table.columns.push_back(std::move(column));
}

/// Where the tokens of `sql` have `keyword` outside of parentheses, at or after `from`; their
/// number when nowhere.
std::size_t find_keyword(Tokens tokens, std::string_view keyword, std::size_t from = 0) {
    std::size_t at = from;
    while (at < tokens.size() && !is_keyword(tokens[at], keyword)) {
        at = tokens[at].text == "(" ? end_of_parentheses(tokens, at) : at + 1;
    }
    return std::min(at, tokens.size());
}

std::string text_from(std::string_view sql, Tokens tokens, std::size_t first) {
    if (first >= tokens.size()) {
        return "";
    }
    std::string_view text = trim(sql.substr(tokens[first].offset));
    while (text.ends_with(';')) {
        text = trim(text.substr(0, text.size() - 1));
    }
    return std::string(text);
}

/// The part of an index without its collation and direction, which the pragma tells.
std::string index_part(Tokens part) {
    std::size_t end = part.size();
    while (end > 1 && (is_keyword(part[end - 1], "ASC") || is_keyword(part[end - 1], "DESC"))) {
        --end;
    }
    if (end > 2 && is_keyword(part[end - 2], "COLLATE")) {
        end -= 2;
    }
    return text_of(part.first(end));
}

std::string trigger_timing(Tokens head) {
    for (const Token& token : head) {
        for (const char* timing : {"BEFORE", "AFTER", "INSTEAD"}) {
            if (is_keyword(token, timing)) {
                return std::string_view(timing) == "INSTEAD" ? "INSTEAD OF" : timing;
            }
        }
    }
    return "BEFORE";
}

/// The first token of a trigger's event, behind the trigger's name.
std::size_t event_start(Tokens tokens, std::size_t from) {
    std::size_t at = from;
    while (at < tokens.size() && !is_keyword(tokens[at], "INSERT") &&
           !is_keyword(tokens[at], "UPDATE") && !is_keyword(tokens[at], "DELETE")) {
        ++at;
    }
    return at;
}

/// The token behind `CREATE [TEMP] TRIGGER [IF NOT EXISTS] [schema .] name`.
std::size_t behind_trigger_name(Tokens tokens) {
    std::size_t at = find_keyword(tokens, "TRIGGER") + 1;
    if (at + 2 < tokens.size() && is_keyword(tokens[at], "IF")) {
        at += 3;
    }
    if (at + 1 < tokens.size() && tokens[at + 1].text == ".") {
        at += 2;
    }
    return std::min(at + 1, tokens.size());
}

std::string upper_keywords(const std::string& event) {
    for (const char* word : {"INSERT", "UPDATE", "DELETE"}) {
        if (equals_ignoring_case(std::string_view(event).substr(0, 6), word)) {
            const std::string rest = event.substr(6);
            return equals_ignoring_case(std::string_view(rest).substr(0, 4), " of ")
                       ? std::string(word) + " OF " + rest.substr(4)
                       : word + rest;
        }
    }
    return event;
}

}  // namespace

ParsedTable parse_create_table(std::string_view sql) {
    ParsedTable table;
    const TableItems items = split_table_items(sql);
    table.comment = items.comment;
    for (const TableItem& item : items.items) {
        read_item(item, table);
    }
    return table;
}

ParsedIndex parse_create_index(std::string_view sql) {
    const std::vector<Token> tokens = significant_tokens(sql);
    const std::size_t on = find_keyword(tokens, "ON");
    std::size_t open = on;
    while (open < tokens.size() && tokens[open].text != "(") {
        ++open;
    }
    if (open >= tokens.size()) {
        return {};
    }
    const std::size_t end = end_of_parentheses(tokens, open);
    ParsedIndex index;
    for (const Tokens part : split_at_commas(Tokens(tokens).subspan(open + 1, end - open - 2))) {
        index.parts.push_back(index_part(part));
    }
    const std::size_t where = find_keyword(tokens, "WHERE", end);
    if (where < tokens.size()) {
        index.predicate = text_of(Tokens(tokens).subspan(where + 1));
    }
    return index;
}

std::string parse_create_view(std::string_view sql) {
    const std::vector<Token> tokens = significant_tokens(sql);
    return text_from(sql, tokens, find_keyword(tokens, "AS") + 1);
}

std::string parse_virtual_table(std::string_view sql) {
    const std::vector<Token> tokens = significant_tokens(sql);
    return collapse_whitespace(text_from(sql, tokens, find_keyword(tokens, "USING") + 1));
}

schema::Trigger parse_create_trigger(const std::string& name, std::string_view sql) {
    const std::vector<Token> all = significant_tokens(sql);
    const Tokens tokens(all);
    const std::size_t head = behind_trigger_name(tokens);
    const std::size_t event = event_start(tokens, head);
    const std::size_t on = find_keyword(tokens, "ON", event);
    const std::size_t begin = find_keyword(tokens, "BEGIN", on);
    const std::size_t when = find_keyword(tokens, "WHEN", on);
    schema::Trigger trigger{.name = name,
                            .timing = trigger_timing(tokens.subspan(head, event - head)),
                            .event = upper_keywords(text_of(tokens.subspan(event, on - event))),
                            .body = text_from(sql, tokens, begin)};
    if (when < begin) {
        trigger.condition = text_of(tokens.subspan(when + 1, begin - when - 1));
    }
    return trigger;
}

std::string expression_text(std::string_view sql) {
    return text_of(significant_tokens(sql));
}

}  // namespace erdmark::dialect::sqlite
