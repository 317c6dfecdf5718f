#include "dialect/postgres/dump_casts.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/sql_syntax.h"
#include "sql/lexer.h"

namespace erdmark::dialect::postgres {

namespace {

class ArrayCasts {
public:
    explicit ArrayCasts(std::string_view text)
        : text_(text), tokens_(sql::tokenize(text, kScriptSyntax)) {}

    std::string settled() const { return between(0, tokens_.size(), 0, text_.size()); }

private:
    /// `(ARRAY[…])::type[]`, by the places of its tokens.
    struct Cast {
        std::size_t open = 0;   ///< The bracket that begins the items.
        std::size_t close = 0;  ///< The one that ends them.
        std::size_t end = 0;    ///< Behind the last token.
        std::string_view type;  ///< Of an item.
    };

    bool is(std::size_t at, std::string_view text) const {
        return at < tokens_.size() && tokens_[at].text == text;
    }

    std::size_t end_of(std::size_t at) const {
        return tokens_[at].offset + tokens_[at].text.size();
    }

    /// Where the bracket closes that opens at `at`; the number of tokens when it does not.
    std::size_t partner(std::size_t at) const {
        int depth = 0;
        for (; at < tokens_.size(); ++at) {
            depth += is(at, "(") || is(at, "[") ? 1 : is(at, ")") || is(at, "]") ? -1 : 0;
            if (depth == 0) {
                return at;
            }
        }
        return at;
    }

    std::optional<Cast> cast_at(std::size_t at) const {
        if (!is(at, "(") || !is(at + 1, "ARRAY") || !is(at + 2, "[")) {
            return std::nullopt;
        }
        Cast cast{.open = at + 2, .close = partner(at + 2)};
        if (!is(cast.close + 1, ")") || !is(cast.close + 2, "::")) {
            return std::nullopt;
        }
        const std::size_t first = cast.close + 3;
        std::size_t bracket = first;
        while (bracket < tokens_.size() && !is(bracket, "[") && belongs_to_type(bracket)) {
            ++bracket;
        }
        if (bracket == first || !is(bracket, "[") || !is(bracket + 1, "]")) {
            return std::nullopt;
        }
        cast.end = bracket + 2;
        cast.type =
            text_.substr(tokens_[first].offset, end_of(bracket - 1) - tokens_[first].offset);
        return cast;
    }

    /// Of `timestamp(3) without time zone` and `"my schema".mood`.
    bool belongs_to_type(std::size_t at) const {
        const sql::TokenKind kind = tokens_[at].kind;
        return kind == sql::TokenKind::Word || kind == sql::TokenKind::QuotedName ||
               kind == sql::TokenKind::Number || is(at, ".") || is(at, "(") || is(at, ")") ||
               is(at, ",");
    }

    /// The text from `start` to `end`, which holds the tokens from `first` to `last`.
    std::string between(std::size_t first, std::size_t last, std::size_t start,
                        std::size_t end) const {
        std::string result;
        for (std::size_t at = first; at < last;) {
            const std::optional<Cast> cast = cast_at(at);
            if (!cast) {
                ++at;
                continue;
            }
            result += text_.substr(start, tokens_[at].offset - start);
            result += items(cast->open, cast->close, cast->type);
            start = end_of(cast->end - 1);
            at = cast->end;
        }
        return result.append(text_.substr(start, end - start));
    }

    /// `ARRAY[…]` with the items between two brackets, each as the type.
    std::string items(std::size_t open, std::size_t close, std::string_view type) const {
        std::vector<std::string> items;
        std::size_t first = open + 1;
        for (std::size_t at = first; at <= close; ++at) {
            if (at == close || is(at, ",")) {
                items.push_back(item(first, at, type));
                first = at + 1;
            } else if (is(at, "(") || is(at, "[")) {
                at = partner(at);
            }
        }
        return fmt::format("ARRAY[{}]", join(items, ", "));
    }

    std::string item(std::size_t first, std::size_t last, std::string_view type) const {
        if (is(first, "ARRAY") && is(first + 1, "[") && partner(first + 1) + 1 == last) {
            return items(first + 1, last - 1, type);
        }
        return fmt::format("({})::{}",
                           between(first, last, tokens_[first].offset, end_of(last - 1)), type);
    }

    std::string_view text_;
    std::vector<sql::Token> tokens_;
};

}  // namespace

std::string with_settled_arrays(const std::string& statement) {
    return statement.find("(ARRAY[") == std::string::npos ? statement
                                                          : ArrayCasts(statement).settled();
}

}  // namespace erdmark::dialect::postgres
