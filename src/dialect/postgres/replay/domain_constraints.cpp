#include "dialect/postgres/replay/domain_constraints.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

/// What the server calls the kinds that only tables have.
const char* kind_words(PgQuery__ConstrType kind) {
    switch (kind) {
        case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE:
            return "unique";
        case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
            return "primary key";
        case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
            return "exclusion";
        default:
            return "foreign key";
    }
}

void require_check(const PgQuery__Constraint& constraint) {
    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_CHECK) {
        return;
    }
    if (constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED ||
        constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY) {
        refuse("generated columns are not supported for domains", condition::kSyntaxError);
    }
    if (constraint.contype >= PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE) {
        refuse("specifying constraint deferrability not supported for domains",
               condition::kFeatureNotSupported);
    }
    refuse(fmt::format("{} constraints not possible for domains", kind_words(constraint.contype)),
           condition::kSyntaxError);
}

std::string check_name(const Catalog& catalog, const Type& type,
                       const PgQuery__Constraint& constraint) {
    const auto& checks = std::get<DomainFacts>(type.facts).checks;
    std::string name = text_of(constraint.conname);
    if (name.empty()) {
        return choose_constraint_name(catalog, type.space, {type.name, "", "check"});
    }
    if (std::ranges::find(checks, name, &Constraint::name) != checks.end()) {
        refuse(fmt::format("constraint \"{}\" for domain \"{}\" already exists", name, type.name),
               condition::kDuplicateObject);
    }
    return name;
}

}  // namespace

void add_domain_check(Catalog& catalog, ObjectId domain, const PgQuery__Constraint& constraint) {
    require_check(constraint);
    const Type& type = catalog.types.at(domain);
    if (constraint.is_no_inherit != 0) {
        refuse("check constraints for domains cannot be marked NO INHERIT",
               condition::kInvalidObjectDefinition);
    }
    Constraint check{.kind = ConstraintKind::Check, .name = check_name(catalog, type, constraint)};
    check.expression = read_bound(catalog, *constraint.raw_expr, {.variables = {"value"}});
    check.not_valid = constraint.skip_validation != 0;
    add_constraint_name(catalog, type.space, check.name);
    std::get<DomainFacts>(catalog.types.edit(domain).facts).checks.push_back(std::move(check));
    catalog.touch(domain);
}

std::optional<Node> read_domain_default(const Catalog& catalog, const ParserNode& expression) {
    Node value = read_bound(catalog, expression, {});
    if (value.kind == NodeKind::Null) {
        return std::nullopt;
    }
    return value;
}

}  // namespace erdmark::dialect::postgres
