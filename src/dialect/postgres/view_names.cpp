#include "dialect/postgres/view_names.h"

#include <string_view>
#include <utility>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/view_types.h"

namespace erdmark::dialect::postgres {

namespace {

/// How well a name fits: that of a type only where there is nothing better.
enum class Fit { None, Type, Good };

struct Found {
    Fit fit = Fit::None;
    std::string name;
};

/// `mood` for `public."mood"[]`, `int4` for `integer`.
std::string type_name(std::string_view text) {
    std::string code = type_code(text);
    const std::string element = element_code(code);
    code = element.empty() ? code : element;
    if (code.ends_with('"')) {
        const std::size_t open = code.rfind('"', code.size() - 2);
        return open == std::string::npos ? code : code.substr(open + 1, code.size() - open - 2);
    }
    return code.substr(code.rfind('.') + 1);
}

Found find_name(const Node& node, const ViewTokens& tokens);

Found column_name(const Node& node, const ViewTokens& tokens) {
    const ViewToken* const token = tokens.of(node);
    const std::string& name = token == nullptr ? node.names.back() : token->name;
    // A parameter can be without one.
    return name.empty() ? Found{} : Found{Fit::Good, name};
}

Found query_name(const Node& node, const ViewTokens& tokens) {
    const ViewQuery* const query = tokens.query_of(node.parts[0]);
    if (query == nullptr || query->targets.empty() || query->columns[0].name == "?column?") {
        return {};
    }
    return {Fit::Good, query->columns[0].name};
}

Found cast_name(const Node& node, const ViewTokens& tokens) {
    Found found = find_name(node.parts[0], tokens);
    return found.fit == Fit::Good ? found : Found{Fit::Type, type_name(node.text)};
}

Found case_name(const Node& node, const ViewTokens& tokens) {
    Found found;
    if (node.parts.back().kind == NodeKind::Else) {
        found = find_name(node.parts.back().parts[0], tokens);
    }
    return found.fit == Fit::Good ? found : Found{Fit::Type, "case"};
}

Found find_name(const Node& node, const ViewTokens& tokens) {
    switch (node.kind) {
        case NodeKind::Column:
            return column_name(node, tokens);
        case NodeKind::Field:
            return {Fit::Good, node.text};
        case NodeKind::Subscript:
        case NodeKind::Slice:
        case NodeKind::Collate:
            return find_name(node.parts[0], tokens);
        case NodeKind::Call:
            return {Fit::Good, node.names.back()};
        case NodeKind::Cast:
            return cast_name(node, tokens);
        case NodeKind::Case:
            return case_name(node, tokens);
        case NodeKind::Common:
            return {Fit::Good, to_lower(node.text)};
        case NodeKind::NullIf:
            return {Fit::Good, "nullif"};
        case NodeKind::ValueFunction:
            return {Fit::Good, to_lower(node.text.substr(0, node.text.find('(')))};
        case NodeKind::Array:
        case NodeKind::ArrayQuery:
            return {Fit::Good, "array"};
        case NodeKind::Row:
            return {Fit::Good, "row"};
        case NodeKind::Exists:
            return {Fit::Good, "exists"};
        case NodeKind::ScalarQuery:
            return query_name(node, tokens);
        default:
            return {};
    }
}

}  // namespace

std::string output_name(const Node& value, const ViewTokens& tokens) {
    const Found found = find_name(value, tokens);
    return found.fit == Fit::None ? "?column?" : found.name;
}

}  // namespace erdmark::dialect::postgres
