#include "dialect/postgres/domain_check.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/fold_table.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

schema::CheckConstraint fold_check(const Catalog& catalog, const Constraint& check,
                                   const std::string& base_type) {
    const std::string text = printed(with_current_names(catalog, *check.expression));
    return {.name = check.name,
            .expression = canonical_domain_check(text, base_type),
            .not_valid = check.not_valid,
            .comment = check.comment};
}

}  // namespace

bool is_shown(const Type& type) {
    return type.extension == 0 && !std::holds_alternative<BaseFacts>(type.facts);
}

schema::EnumType fold_enum(const Catalog& catalog, ObjectId id) {
    const Type& type = catalog.types.at(id);
    return {document_name(catalog, id), std::get<EnumFacts>(type.facts).values, type.comment};
}

schema::Domain fold_domain(const Catalog& catalog, ObjectId id) {
    const Type& type = catalog.types.at(id);
    const auto& facts = std::get<DomainFacts>(type.facts);
    const std::string base = base_type_text(catalog, facts.base);
    schema::Domain domain{.name = document_name(catalog, id),
                          .type = type_text(catalog, facts.base),
                          .user_type = user_type_name(catalog, facts.base),
                          .nullable = !facts.not_null,
                          .collation = facts.collation,
                          .comment = type.comment};
    if (facts.default_value) {
        domain.default_value = fold_expression(catalog, facts.default_value, nullptr, base);
    }
    for (const Constraint& check : facts.checks) {
        domain.check_constraints.push_back(fold_check(catalog, check, base));
    }
    return domain;
}

schema::CompositeType fold_composite(const Catalog& catalog, ObjectId id) {
    const Type& type = catalog.types.at(id);
    schema::CompositeType composite{.name = document_name(catalog, id), .comment = type.comment};
    for (const Column& column : std::get<CompositeFacts>(type.facts).columns) {
        composite.columns.push_back(fold_column(catalog, column, {}));
    }
    return composite;
}

schema::RangeType fold_range(const Catalog& catalog, ObjectId id) {
    const Type& type = catalog.types.at(id);
    const auto& facts = std::get<RangeFacts>(type.facts);
    return {.name = document_name(catalog, id),
            .subtype = type_text(catalog, without_modifiers(facts.subtype)),
            .options = facts.options,
            .comment = type.comment};
}

}  // namespace erdmark::dialect::postgres
