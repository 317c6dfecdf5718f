#include "dialect/postgres/expression_schema.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "base/text.h"
#include "dialect/postgres/expression_functions.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

bool is_name_byte(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

/// The name at the front of `text`, which it takes away.
std::optional<std::string> take_name(std::string_view& text) {
    std::string name;
    if (!text.starts_with('"')) {
        const auto* const end = std::ranges::find_if_not(text, is_name_byte);
        name = to_lower({text.begin(), end});
        text.remove_prefix(name.size());
        const bool is_name = !name.empty() && (name[0] < '0' || name[0] > '9') && name[0] != '$';
        return is_name ? std::optional(name) : std::nullopt;
    }
    for (text.remove_prefix(1); !text.empty(); text.remove_prefix(1)) {
        if (text.front() == '"' && !text.starts_with("\"\"")) {
            text.remove_prefix(1);
            return name;
        }
        text.remove_prefix(text.front() == '"' ? 1 : 0);
        name += text.front();
    }
    return std::nullopt;
}

/// Of the names that have their schema in front.
void drop_from(std::vector<std::string>& names, const std::string& schema) {
    if (names.size() == 2 && names[0] == schema) {
        names.erase(names.begin());
    }
}

void drop_from_type(std::string& type, const std::string& schema) {
    const std::string prefix = quoted_name(schema) + ".";
    if (type.starts_with(prefix)) {
        type.erase(0, prefix.size());
    }
}

/// Whether the only or first argument of the function is a relation.
bool takes_relation(const Node& call) {
    constexpr std::array<std::string_view, 3> kFunctions{"nextval", "currval", "setval"};
    return call.names.size() == 1 && !call.parts.empty() && contains(kFunctions, call.names[0]);
}

void drop_from_call(Node& call, const std::string& schema) {
    // Without the schema it would be the function of the server.
    if (call.names.size() == 2 && !is_server_function(call.names[1])) {
        drop_from(call.names, schema);
    }
    if (takes_relation(call) && call.parts[0].kind == NodeKind::String) {
        call.parts[0].text = relation_text(call.parts[0].text, schema);
    }
}

void drop_here(Node& node, const std::string& schema) {
    switch (node.kind) {
        case NodeKind::Call:
            return drop_from_call(node, schema);
        case NodeKind::Cast:
            drop_from_type(node.text, schema);
            if (node.text == "regclass" && node.parts[0].kind == NodeKind::String) {
                node.parts[0].text = relation_text(node.parts[0].text, schema);
            }
            return;
        case NodeKind::Operator:
        case NodeKind::ArrayTest:
        case NodeKind::QueryTest:
            if (node.names.size() == 1 && node.names[0] == schema) {
                node.names.clear();
            }
            return;
        case NodeKind::Collate:
        case NodeKind::Table:
            return drop_from(node.names, schema);
        case NodeKind::Column:
            if (node.names.size() == 3 && node.names[0] == schema) {
                node.names.erase(node.names.begin());
            }
            return;
        default:
            return;
    }
}

}  // namespace

void shorten_names(Node& expression, const std::string& schema) {
    for (std::vector<Node>* const list : {&expression.parts, &expression.clauses}) {
        for (Node& part : *list) {
            shorten_names(part, schema);
        }
    }
    drop_here(expression, schema);
}

std::string relation_text(std::string_view text, std::string_view schema) {
    std::vector<std::string> names;
    std::string_view rest = trim(text);
    do {
        rest.remove_prefix(names.empty() ? 0 : 1);
        const std::optional<std::string> name = take_name(rest);
        if (!name) {
            return std::string(text);
        }
        names.push_back(*name);
    } while (rest.starts_with('.') && names.size() < 2);
    if (!rest.empty()) {
        return std::string(text);
    }
    if (names.size() == 2 && names[0] == schema) {
        names.erase(names.begin());
    }
    return quoted_path(names);
}

}  // namespace erdmark::dialect::postgres
