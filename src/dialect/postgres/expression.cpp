#include "dialect/postgres/expression.h"

#include "base/text.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/expression_rewrite.h"
#include "dialect/postgres/expression_shortcut.h"
#include "dialect/postgres/syntax_tree.h"

namespace erdmark::dialect::postgres {

namespace {

// One rule makes way for another; two rounds are the rule, three are rare.
constexpr int kMostRounds = 8;

}  // namespace

std::string canonical_by_parser(std::string_view text, const ExpressionContext& context) {
    std::string canonical(trim(text));
    // Until the text stays, read anew each time: so the result is its own canonical text.
    for (int round = 0; round < kMostRounds; ++round) {
        std::optional<Node> tree = parse_expression(canonical);
        if (!tree) {
            break;
        }
        rewrite_expression(*tree, context);
        std::string next = printed(*tree);
        if (next == canonical) {
            break;
        }
        canonical = std::move(next);
    }
    return canonical;
}

std::string canonical_expression(std::string_view text, const ExpressionContext& context) {
    const std::optional<std::string> shortcut = canonical_by_shortcut(trim(text), context);
    return shortcut ? *shortcut : canonical_by_parser(text, context);
}

}  // namespace erdmark::dialect::postgres
