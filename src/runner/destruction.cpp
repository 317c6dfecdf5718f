#include "runner/destruction.h"

#include <algorithm>
#include <span>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::runner {

namespace {

using sql::Token;
using Tokens = std::span<const Token>;

bool is_sign(const Token& token, std::string_view text) {
    return token.kind == sql::TokenKind::Operator && token.text == text;
}

bool is_name(const Token& token) {
    return token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName;
}

/// Goes over the tokens of a statement.
class Reader {
public:
    explicit Reader(Tokens tokens) : tokens_(tokens) {}

    bool accept(std::string_view keyword) {
        const bool is_there = at_ < tokens_.size() && sql::is_keyword(tokens_[at_], keyword);
        at_ += is_there ? 1 : 0;
        return is_there;
    }

    /// `shop.users`, or what stands there instead.
    std::string name() {
        std::string text;
        while (at_ < tokens_.size() && is_name(tokens_[at_])) {
            text += sql::identifier_name(tokens_[at_++]);
            if (at_ >= tokens_.size() || !is_sign(tokens_[at_], ".")) {
                break;
            }
            text += '.';
            ++at_;
        }
        return text;
    }

    /// `a, b`.
    std::string names() {
        std::vector<std::string> all{name()};
        while (at_ < tokens_.size() && is_sign(tokens_[at_], ",")) {
            ++at_;
            accept("ONLY");
            all.push_back(name());
        }
        return join(all, ", ");
    }

    void skip() { ++at_; }
    bool done() const { return at_ >= tokens_.size(); }

private:
    Tokens tokens_;
    std::size_t at_ = 0;
};

bool has_word(Tokens tokens, std::string_view keyword) {
    return std::ranges::any_of(tokens,
                               [&](const Token& token) { return is_keyword(token, keyword); });
}

void accept_if_exists(Reader& reader) {
    if (reader.accept("IF")) {
        reader.accept("EXISTS");
    }
}

std::optional<std::string> drop_of(Reader& reader) {
    reader.accept("FOREIGN");
    const bool is_stored = reader.accept("MATERIALIZED");
    if (reader.accept("TABLE")) {
        accept_if_exists(reader);
        return fmt::format("drops {} with all rows", reader.names());
    }
    for (const std::string_view kind : {"SCHEMA", "DATABASE", "OWNED", "TABLESPACE"}) {
        if (reader.accept(kind)) {
            accept_if_exists(reader);
            reader.accept("BY");
            return fmt::format("drops {} {} with all that is in it", to_lower(kind),
                               reader.names());
        }
    }
    if (is_stored && reader.accept("VIEW")) {
        return std::nullopt;
    }
    return std::nullopt;
}

/// `ALTER TABLE … DROP [COLUMN] x`, `… ALTER [COLUMN] x [SET DATA] TYPE …`.
std::optional<std::string> alteration_of(Reader& reader) {
    accept_if_exists(reader);
    reader.accept("ONLY");
    const std::string table = reader.name();
    std::vector<std::string> words;
    while (!reader.done()) {
        if (reader.accept("DROP")) {
            const bool other = reader.accept("CONSTRAINT") || reader.accept("DEFAULT") ||
                               reader.accept("NOT") || reader.accept("EXPRESSION") ||
                               reader.accept("IDENTITY");
            reader.accept("COLUMN");
            accept_if_exists(reader);
            const std::string column = reader.name();
            if (!other && !column.empty()) {
                words.push_back(fmt::format("drops {}.{} with its values", table, column));
            }
        } else if (reader.accept("ALTER")) {
            reader.accept("COLUMN");
            const std::string column = reader.name();
            reader.accept("SET");
            reader.accept("DATA");
            if (reader.accept("TYPE")) {
                words.push_back(
                    fmt::format("converts the values of {}.{} to another type", table, column));
            }
        } else {
            reader.skip();
        }
    }
    return words.empty() ? std::nullopt : std::optional(join(words, ", "));
}

}  // namespace

std::optional<std::string> destruction(const sql::Statement& statement, const sql::Syntax& syntax) {
    if (statement.kind != sql::StatementKind::Sql) {
        return std::nullopt;
    }
    std::vector<Token> tokens = sql::tokenize(statement.text, syntax);
    std::erase_if(tokens, sql::is_comment);
    Reader reader(tokens);
    if (reader.accept("DROP")) {
        return drop_of(reader);
    }
    if (reader.accept("TRUNCATE")) {
        reader.accept("TABLE");
        reader.accept("ONLY");
        return fmt::format("deletes all rows of {}", reader.names());
    }
    if (reader.accept("DELETE")) {
        reader.accept("FROM");
        reader.accept("ONLY");
        const bool all = !has_word(tokens, "WHERE");
        return fmt::format("deletes {}rows of {}", all ? "all " : "", reader.name());
    }
    if (reader.accept("UPDATE") && !has_word(tokens, "WHERE")) {
        reader.accept("ONLY");
        return fmt::format("overwrites values in all rows of {}", reader.name());
    }
    if (reader.accept("ALTER") && (reader.accept("TABLE"))) {
        return alteration_of(reader);
    }
    return std::nullopt;
}

}  // namespace erdmark::runner
