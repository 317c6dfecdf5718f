#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/view_scope.h"
#include "dialect/postgres/view_typing.h"

namespace erdmark::dialect::postgres {

namespace {

std::string code_of(const Node& node) {
    return type_code(node.type);
}

/// A cast that may go: without a length or the like.
bool is_plain_cast(const Node& node) {
    return node.kind == NodeKind::Cast && !has_modifiers(node.text) && !node.parts[0].type.empty();
}

void make_list(Node& test) {
    std::vector<Node> items = std::move(test.parts[1].parts[0].parts);
    test.kind = NodeKind::In;
    test.text = test.all ? "NOT IN" : "IN";
    test.all = false;
    test.parts.resize(1);
    std::ranges::move(items, std::back_inserter(test.parts));
}

bool is_same(const std::optional<CallChoice>& left, const std::optional<CallChoice>& right) {
    return left && right && left->arguments == right->arguments && left->result == right->result;
}

}  // namespace

std::optional<CallChoice> ViewTyping::drop_casts(const std::vector<Node*>& operands,
                                                 const Choose& choose) {
    Types types;
    std::ranges::transform(operands, std::back_inserter(types),
                           [](const Node* operand) { return code_of(*operand); });
    std::optional<CallChoice> choice = choose(types);
    // Literals last: what they mean depends on the others.
    const std::size_t count = choice ? std::min(choice->arguments.size(), types.size()) : 0;
    const auto drop_at = [&](std::size_t place, bool literals) {
        Node& operand = *operands[place];
        if (!is_plain_cast(operand) || code_of(operand) != choice->arguments[place] ||
            is_literal(operand.parts[0]) != literals) {
            return;
        }
        Types without = types;
        without[place] = code_of(operand.parts[0]);
        if (is_same(choice, choose(without))) {
            types = std::move(without);
            drop_cast(operand);
        }
    };
    for (const bool literals : {true, false}) {
        for (std::size_t i = 0; i < count; ++i) {
            drop_at(i, literals);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        Node value = *operands[i];
        read_literal(value, choice->arguments[i]);
        Types with_value = types;
        with_value[i] = code_of(value);
        if (value.kind == NodeKind::String || is_same(choice, choose(with_value))) {
            *operands[i] = std::move(value);
        }
    }
    return choice;
}

/// A literal that gets that type is written as the server prints it.
void ViewTyping::read_literal(Node& literal, const std::string& code) {
    if (literal.kind == NodeKind::String && !code.empty() && !is_polymorphic(code)) {
        read_literal_as(literal, type_words(rules_.base(code)));
        if (literal.kind == NodeKind::Bits) {
            literal.type = "\"bit\"";
        }
    }
}

const std::optional<CallChoice>& ViewTyping::operator_choice(std::string_view name,
                                                             const Types& types) {
    const auto [entry, is_new] = operators_.try_emplace({std::string(name), types});
    if (is_new) {
        entry->second = choose_operator(rules_, name, types);
    }
    return entry->second;
}

std::optional<CallChoice> ViewTyping::drop_operator_casts(std::string_view operation, Node& left,
                                                          Node& right) {
    return drop_casts({&left, &right},
                      [&](const Types& types) { return operator_choice(operation, types); });
}

void ViewTyping::annotate_operator(Node& node) {
    if (!node.names.empty()) {
        return;
    }
    std::vector<Node*> operands;
    for (Node& part : node.parts) {
        operands.push_back(&part);
    }
    const std::optional<CallChoice> choice =
        drop_casts(operands, [&](const Types& types) { return operator_choice(node.text, types); });
    if (choice) {
        node.type = type_words(choice->result);
    }
}

void ViewTyping::annotate_in(Node& node) {
    node.type = "boolean";
    // All have one type, and the operand is compared with it.
    const auto effect = [&](const Types& types) {
        const std::string common = rules_.common(types);
        return common.empty() ? std::optional<CallChoice>()
                              : operator_choice("=", {types[0], common});
    };
    Types types;
    for (const Node& part : node.parts) {
        types.push_back(code_of(part));
    }
    const std::optional<CallChoice> choice = effect(types);
    for (std::size_t i = 0; choice && i < node.parts.size(); ++i) {
        Node& part = node.parts[(i + 1) % node.parts.size()];
        if (!is_plain_cast(part)) {
            continue;
        }
        Types without = types;
        without[(i + 1) % node.parts.size()] = code_of(part.parts[0]);
        if (is_same(choice, effect(without))) {
            types = std::move(without);
            drop_cast(part);
        }
    }
}

void ViewTyping::annotate_in_query(Node& node) {
    node.type = "boolean";
    const ViewQuery* const query = tokens_.query_of(node.parts.back());
    if (query == nullptr || query->columns.size() != 1 || node.parts.size() != 2) {
        return;
    }
    const std::string column = type_code(query->columns[0].type);
    drop_casts({&node.parts.front()}, [&](const Types& types) {
        return operator_choice("=", {types[0], column});
    });
}

/// Whether `x = ANY (ARRAY['a', 'b']::t[])` means the same as `x IN ('a', 'b')`.
bool ViewTyping::is_list(const Node& test, const std::string& element) {
    const bool is_in = test.text == (test.all ? "<>" : "=");
    const Node& array = test.parts[1];
    if (!is_in || array.kind != NodeKind::Cast || array.parts[0].kind != NodeKind::Array ||
        array.parts[0].parts.empty() ||
        std::ranges::any_of(array.parts[0].parts,
                            [](const Node& item) { return item.kind != NodeKind::String; })) {
        return false;
    }
    const std::string operand = code_of(test.parts[0]);
    return !operand.empty() && rules_.common({operand, std::string(kUnknownLiteral)}) == element;
}

void ViewTyping::annotate_array_test(Node& node) {
    node.type = "boolean";
    const std::string element = element_code(rules_.base(code_of(node.parts[1])));
    if (!node.names.empty() || element.empty()) {
        return;
    }
    if (is_list(node, element)) {
        make_list(node);
        return;
    }
    drop_casts({&node.parts.front()}, [&](const Types& types) {
        return operator_choice(node.text, {types[0], element});
    });
}

void ViewTyping::annotate_null_if(Node& node) {
    const std::optional<CallChoice> choice = drop_operator_casts("=", node.parts[0], node.parts[1]);
    // The value is the first operand as it was compared.
    const std::string code = code_of(node.parts[0]);
    const bool is_changed = choice && choice->arguments.size() == 2 &&
                            choice->arguments[0] != code && !is_polymorphic(choice->arguments[0]);
    node.type = is_changed ? type_words(choice->arguments[0]) : node.parts[0].type;
}

ViewTyping::Functions ViewTyping::functions_of(const Node& call) {
    Functions functions{.users = source_.functions(call.names)};
    std::ranges::transform(functions.users, std::back_inserter(functions.signatures), signature_of);
    if (call.names.size() == 1) {
        std::ranges::copy(function_signatures(call.names[0]),
                          std::back_inserter(functions.signatures));
    }
    return functions;
}

std::optional<CallChoice> ViewTyping::choose_call(const Functions& functions, const Node& call,
                                                  const Types& types) {
    // Arguments by name have no place.
    const bool has_names = std::ranges::any_of(
        call.parts, [](const Node& part) { return part.kind == NodeKind::NamedArgument; });
    if (call.variadic || has_names) {
        return choose_function(rules_, functions.signatures, Types(types.size()));
    }
    // `date('2026-01-01')` is a cast, which only the second one knows.
    return functions.users.empty() && call.names.size() == 1
               ? choose_function(rules_, call.names[0], types)
               : choose_function(rules_, functions.signatures, types);
}

void ViewTyping::annotate_call(Node& node) {
    std::vector<Node*> arguments;
    for (Node& part : node.parts) {
        arguments.push_back(&part);
    }
    const auto order = std::ranges::find(node.clauses, NodeKind::OrderBy, &Node::kind);
    if (node.within_group && order != node.clauses.end()) {
        for (Node& item : order->parts) {
            arguments.push_back(&item.parts.front());
        }
    }
    const Functions functions = functions_of(node);
    const std::optional<CallChoice> choice = drop_casts(
        arguments, [&](const Types& types) { return choose_call(functions, node, types); });
    if (!choice) {
        return;
    }
    node.type = type_words(choice->result);
    if (choice->place < functions.users.size()) {
        const schema::QualifiedName& name = functions.users[choice->place].name;
        node.names = {name.name};
        if (!name.schema.empty()) {
            node.names.insert(node.names.begin(), name.schema);
        }
    }
}

std::vector<RelationColumn> ViewTyping::fields(const std::string& type) {
    std::vector<RelationColumn> columns = columns_of_type(type);
    if (columns.size() == 1 && columns[0].name.empty()) {
        throw ViewNotUnderstood{"the fields of a value"};
    }
    return columns;
}

std::vector<RelationColumn> ViewTyping::columns_of_type(const std::string& type) {
    if (const SourceType* const composite = rules_.user_type(type_code(type));
        composite != nullptr && composite->kind == UserTypeKind::Composite) {
        return composite->fields;
    }
    if (type.empty() || type == "record") {
        throw ViewNotUnderstood{"the columns that a function gives"};
    }
    return {column("", type)};
}

std::vector<RelationColumn> ViewTyping::row_columns(const Node& call,
                                                    schema::QualifiedName& relation) {
    Types codes;
    std::ranges::transform(call.parts, std::back_inserter(codes), code_of);
    const Functions functions = functions_of(call);
    const std::optional<CallChoice> choice = choose_call(functions, call, codes);
    if (choice && choice->place < functions.users.size()) {
        const SourceFunction& function = functions.users[choice->place];
        relation = function.relation;
        if (!function.columns.empty()) {
            return function.columns;
        }
    }
    std::vector<RelationColumn> columns;
    for (std::size_t i = 0; choice && i < choice->outputs.size(); ++i) {
        columns.push_back(column(choice->outputs[i].name, type_words(choice->outputs[i].type)));
    }
    return columns.empty() ? columns_of_type(call.type) : columns;
}

}  // namespace erdmark::dialect::postgres
