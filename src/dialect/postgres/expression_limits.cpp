#include "dialect/postgres/expression_limits.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

namespace {

// A tree of 5,000 levels ends protobuf-c on a stack of 8 MB; what people write has less than 50.
constexpr std::size_t kLevelsOfLink = 4;

/// An upper bound of the depth of the tree: each token between two parentheses may be one level
/// below the one before. Items between commas and around AND and OR lie side by side; but the
/// chains of a query (joins, unions) go across them.
class DepthBound {
public:
    void add(const sql::Token& token) {
        const bool is_label = after_dot_;
        after_dot_ = token.text == ".";
        if (token.text == "(" || token.text == "[") {
            open(false);
        } else if (token.text == ")" || token.text == "]") {
            close();
        } else if (!is_label && sql::is_keyword(token, "CASE")) {
            open(true);
        } else if (!is_label && levels_.back().is_case && sql::is_keyword(token, "END")) {
            levels_.pop_back();
        } else {
            add_to_level(token);
        }
        greatest_ = std::max(greatest_, levels_.back().base + levels_.back().count);
    }

    std::size_t greatest() const { return greatest_; }

private:
    struct Level {
        std::size_t base = 0;   // Of the levels outside of it.
        std::size_t count = 0;  // Since the last separator.
        std::size_t chain = 0;  // Of the joins and unions so far.
        bool is_case = false;
    };

    void open(bool is_case) {
        const Level outer = levels_.back();
        levels_.push_back({outer.base + outer.count + 1, 0, 0, is_case});
    }

    void close() {
        while (levels_.size() > 1 && levels_.back().is_case) {
            levels_.pop_back();
        }
        if (levels_.size() > 1) {
            levels_.pop_back();
        }
        ++levels_.back().count;
    }

    /// Each makes a tree of what stands before it and what follows.
    static bool is_link(const sql::Token& token) {
        return sql::is_keyword(token, "JOIN") || sql::is_keyword(token, "UNION") ||
               sql::is_keyword(token, "INTERSECT") || sql::is_keyword(token, "EXCEPT");
    }

    void add_to_level(const sql::Token& token) {
        Level& level = levels_.back();
        const bool separates =
            token.text == "," || sql::is_keyword(token, "AND") || sql::is_keyword(token, "OR");
        if (is_link(token)) {
            level.chain += kLevelsOfLink;
        }
        if (separates) {
            level.count = level.chain;
            return;
        }
        // `+-+-` is one token here and four of the parser.
        level.count += token.kind == sql::TokenKind::Operator ? token.text.size() : 1;
    }

    std::vector<Level> levels_{Level{}};
    std::size_t greatest_ = 0;
    bool after_dot_ = false;
};

}  // namespace

bool is_safe_to_parse(std::string_view text, const ParseLimits& limits) {
    if (text.size() > limits.bytes || text.find('\0') != std::string_view::npos ||
        first_invalid_utf8(text)) {
        return false;
    }
    DepthBound bound;
    sql::Lexer lexer(text, kSyntax);
    while (const std::optional<sql::Token> token = lexer.next()) {
        if (!sql::is_comment(*token)) {
            bound.add(*token);
        }
        if (bound.greatest() > limits.depth) {
            return false;
        }
    }
    return true;
}

}  // namespace erdmark::dialect::postgres
