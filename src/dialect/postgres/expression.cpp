#include "dialect/postgres/expression.h"

#include <utility>

#include "base/text.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/expression_rewrite.h"
#include "dialect/postgres/expression_shortcut.h"
#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

namespace {

// One rule makes way for another; two rounds are the rule, three are rare.
constexpr int kMostRounds = 8;

/// Rewrites until the text stays: so the result is its own canonical text, as the parser reads the
/// same tree from it.
std::string canonical_tree(Node tree, const ExpressionContext& context) {
    std::string canonical;
    for (int round = 0; round < kMostRounds; ++round) {
        rewrite_expression(tree, context);
        std::string next = printed(tree);
        if (next == canonical) {
            break;
        }
        canonical = std::move(next);
    }
    return canonical;
}

}  // namespace

std::string canonical_by_parser(std::string_view text, const ExpressionContext& context) {
    std::optional<Node> tree = parse_expression(text);
    return tree ? canonical_tree(std::move(*tree), context) : std::string(trim(text));
}

std::string canonical_expression(std::string_view text, const ExpressionContext& context) {
    const std::optional<std::string> shortcut = canonical_by_shortcut(trim(text), context);
    return shortcut ? *shortcut : canonical_by_parser(text, context);
}

std::string canonical_expression(const Node& tree, const ExpressionContext& context) {
    return canonical_tree(tree, context);
}

}  // namespace erdmark::dialect::postgres
