#pragma once

#include <string>
#include <string_view>

#include "dialect/postgres/replay/catalog.h"
#include "dialect/postgres/replay/statement_tree.h"

namespace erdmark::dialect::postgres {

/// The type that a statement names. Throws a `Refusal` for one that does not exist.
TypeUse resolve_type(const Catalog& catalog, const PgQuery__TypeName& type);

/// The type that a text in the form of `format_type` names (`integer[]`, `"Mood"`, `crm.mood`);
/// that of an unknown name has it as `builtin`.
TypeUse resolve_type_text(const Catalog& catalog, std::string_view text);

/// `integer` for `serial`, and so on; empty for a type that is no serial.
std::string serial_type(const PgQuery__TypeName& type);

/// As `format_type` prints it: with the schema unless that is `public`.
std::string type_text(const Catalog& catalog, const TypeUse& type);

/// Of a domain; a null pointer for other types, arrays of domains among them.
const DomainFacts* domain_facts(const Catalog& catalog, const TypeUse& type);

/// What a domain is made of, however deep; other types themselves.
TypeUse base_type_of(const Catalog& catalog, TypeUse type);

/// The type as the canonical text needs it: a domain's is what it is made of.
std::string base_type_text(const Catalog& catalog, const TypeUse& type);

/// The type that the user made behind `type` or behind its elements; empty for none.
schema::QualifiedName user_type_name(const Catalog& catalog, const TypeUse& type);

/// Whether PostgreSQL 15 itself has a type of that name, as `pg_type` spells it (`int4`).
bool is_builtin_type(std::string_view name);

/// Whether a value of the type can have a collation: text and what is made of it.
bool is_collatable(const Catalog& catalog, const TypeUse& type);

}  // namespace erdmark::dialect::postgres
