#include "dialect/postgres/expression_routines.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "dialect/postgres/expression_literals.h"
#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/expression_type.h"

namespace erdmark::dialect::postgres {

namespace {

using Types = std::vector<std::string>;

bool is_same(const SourceFunction& left, const std::optional<SourceFunction>& right) {
    return right && left.name == right->name && left.arguments == right->arguments &&
           left.type == right->type;
}

/// A cast to what the function takes, of a value whose own type is known.
bool is_candidate(const Node& argument, const std::string& wanted) {
    return argument.kind == NodeKind::Cast && !has_modifiers(argument.text) &&
           same_type(argument.text, wanted) && !argument.parts[0].type.empty();
}

/// Literals last: what they mean depends on the others.
void drop_casts(Node& call, RelationSource& source, const SourceFunction& function, Types types) {
    for (const bool are_literals : {false, true}) {
        for (std::size_t i = 0; i < types.size(); ++i) {
            Node& argument = call.parts[i];
            if (!is_candidate(argument, function.arguments[i]) ||
                is_literal(argument.parts[0]) != are_literals) {
                continue;
            }
            Types without = types;
            without[i] = argument.parts[0].type;
            if (is_same(function, source.function(call.names, without))) {
                types = std::move(without);
                drop_cast(argument);
            }
        }
    }
}

}  // namespace

void simplify_user_call(Node& call, RelationSource& source) {
    const bool is_plain = call.clauses.empty() && !call.variadic && !call.distinct && !call.all &&
                          std::ranges::none_of(call.parts, [](const Node& part) {
                              return part.kind == NodeKind::NamedArgument;
                          });
    Types types;
    std::ranges::transform(call.parts, std::back_inserter(types), &Node::type);
    const std::optional<SourceFunction> function =
        is_plain ? source.function(call.names, types) : std::nullopt;
    if (!function) {
        return;
    }
    call.names = {function->name.name};
    if (!function->name.schema.empty()) {
        call.names.insert(call.names.begin(), function->name.schema);
    }
    call.type = function->returns_set ? "" : base_type(function->type);
    if (function->arguments.size() != types.size()) {
        return;
    }
    drop_casts(call, source, *function, types);
    for (std::size_t i = 0; i < types.size(); ++i) {
        read_literal_as(call.parts[i], base_type(function->arguments[i]));
    }
}

}  // namespace erdmark::dialect::postgres
