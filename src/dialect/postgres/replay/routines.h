#pragma once

#include <string>
#include <vector>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// Whether a call gives it a value.
bool is_input(const RoutineArgument& argument);

/// The types that tell functions of one name apart: those of the arguments that a call gives.
std::vector<TypeUse> input_types(const Routine& routine);

/// A type as functions have it: without length and precision.
TypeUse without_modifiers(TypeUse type);

/// The routine of that name that takes exactly those types, along the search path when no schema
/// is named; 0 for none.
ObjectId find_routine(const Catalog& catalog, const DottedName& name,
                      const std::vector<TypeUse>& types);

/// The routine that a statement on functions, procedures, aggregates or routines of any kind names;
/// 0 for none. Throws a `Refusal` when a name without arguments is that of several ones, for one of
/// another kind and for a type that does not exist.
ObjectId find_routine(const Catalog& catalog, const PgQuery__ObjectWithArgs& object,
                      PgQuery__ObjectType kind);

/// The same; throws the server's `function f(integer) does not exist` for none.
ObjectId require_routine(const Catalog& catalog, const PgQuery__ObjectWithArgs& object,
                         PgQuery__ObjectType kind);

/// The function without arguments that returns `type`, `trigger` or `event_trigger`; 0 for one that
/// the server or an extension that is not known brings. Throws a `Refusal` when there is none.
ObjectId require_trigger_function(const Catalog& catalog, const DottedName& name,
                                  const std::string& type);

/// `f(integer, text)`
std::string signature_text(const Catalog& catalog, const std::string& name,
                           const std::vector<TypeUse>& types);

}  // namespace erdmark::dialect::postgres
