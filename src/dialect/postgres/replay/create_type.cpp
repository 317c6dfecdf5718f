#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "dialect/postgres/replay/domain_constraints.h"
#include "dialect/postgres/replay/index_parts.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

NameKey type_key(Catalog& catalog, std::size_t count, ParserNode* const* names) {
    return key_for_new(catalog, dotted_name(texts_of(count, names)));
}

void require_label(const std::string& label) {
    if (label.size() > kLongestName) {
        refuse(fmt::format("invalid enum label \"{}\"", label), condition::kInvalidName);
    }
}

/// Types that no value is stored as.
bool is_pseudo_type(const TypeUse& type) {
    static const std::vector<std::string> pseudo_types = {
        "any",      "anyarray", "anyelement", "anyenum",       "anynonarray",
        "anyrange", "cstring",  "internal",   "event_trigger", "language_handler",
        "record",   "trigger",  "void",       "anycompatible", "anycompatiblearray",
        "unknown"};
    return type.object == 0 && std::ranges::find(pseudo_types, type.builtin) != pseudo_types.end();
}

std::string collation_of(const Catalog& catalog, const PgQuery__CollateClause* clause,
                         const TypeUse& type) {
    if (clause == nullptr) {
        return {};
    }
    if (!is_collatable(catalog, type)) {
        refuse(fmt::format("collations are not supported by type {}", type_text(catalog, type)),
               condition::kDatatypeMismatch, clause->location);
    }
    std::string name = texts_of(clause->n_collname, clause->collname).back();
    return name == "default" ? "" : name;
}

/// What a domain says of itself, but its checks.
class DomainReader {
public:
    DomainReader(const Catalog& catalog, DomainFacts& facts) : catalog_(catalog), facts_(facts) {}

    void read(const PgQuery__Constraint& constraint) {
        switch (constraint.contype) {
            case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
                set_nullable(false);
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
                set_nullable(true);
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
                set_default(*constraint.raw_expr);
                break;
            default:
                break;
        }
    }

    /// A domain takes over the default that its base has when it is made.
    void finish() {
        const DomainFacts* domain = domain_facts(catalog_, facts_.base);
        if (!has_default_ && domain != nullptr) {
            facts_.default_value = domain->default_value;
        }
    }

private:
    void set_nullable(bool nullable) {
        if (nullable_ && *nullable_ != nullable) {
            refuse("conflicting NULL/NOT NULL constraints", condition::kSyntaxError);
        }
        nullable_ = nullable;
        facts_.not_null = !nullable;
    }

    void set_default(const ParserNode& expression) {
        if (has_default_) {
            refuse("multiple default expressions", condition::kSyntaxError);
        }
        has_default_ = true;
        facts_.default_value = read_domain_default(catalog_, expression);
    }

    const Catalog& catalog_;
    DomainFacts& facts_;
    std::optional<bool> nullable_;
    bool has_default_ = false;
};

bool is_check_or_foreign(const PgQuery__Constraint& constraint) {
    return constraint.contype != PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL &&
           constraint.contype != PG_QUERY__CONSTR_TYPE__CONSTR_NULL &&
           constraint.contype != PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT;
}

void add_attribute(const Catalog& catalog, CompositeFacts& facts,
                   const PgQuery__ColumnDef& definition) {
    Column column{.id = facts.next_column, .name = text_of(definition.colname)};
    if (std::ranges::find(facts.columns, column.name, &Column::name) != facts.columns.end()) {
        refuse(fmt::format("column \"{}\" specified more than once", column.name),
               condition::kDuplicateColumn);
    }
    column.type = resolve_type(catalog, *definition.type_name);
    if (is_pseudo_type(column.type)) {
        refuse(fmt::format("column \"{}\" has pseudo-type {}", column.name, column.type.builtin),
               condition::kInvalidTableDefinition);
    }
    column.collation = collation_of(catalog, definition.coll_clause, column.type);
    ++facts.next_column;
    facts.columns.push_back(std::move(column));
}

/// The server puts `multi` before the first `range` of the name.
std::string multirange_name(const std::string& range) {
    constexpr std::string_view kSuffix = "_multirange";
    if (const std::size_t at = range.find("range"); at != std::string::npos) {
        return truncate_name(range.substr(0, at) + "multi" + range.substr(at));
    }
    return make_object_name(range, "", kSuffix.substr(1));
}

/// An option of a range as the introspector prints it: `SUBTYPE_DIFF = float8mi`.
struct RangeOption {
    const char* written;
    const char* words;
};
constexpr auto kRangeOptions = std::to_array<RangeOption>({{"subtype_opclass", "SUBTYPE_OPCLASS"},
                                                           {"collation", "COLLATION"},
                                                           {"canonical", "CANONICAL"},
                                                           {"subtype_diff", "SUBTYPE_DIFF"}});

std::string range_option_value(const Catalog& catalog, const PgQuery__DefElem& option) {
    const std::vector<std::string> names =
        option.arg == nullptr ? std::vector<std::string>() : names_of(*option.arg);
    const DottedName name = dotted_name(names);
    const bool is_function = std::string_view(option.defname) == "canonical" ||
                             std::string_view(option.defname) == "subtype_diff";
    if (is_function && !name.schema.empty() && name.schema != "public" &&
        name.schema != "pg_catalog") {
        return written_name(name);
    }
    if (is_function && name.schema.empty()) {
        const std::vector<ObjectId> found = find_routines(catalog, "", name.name);
        return found.empty() ? name.name
                             : written_name({document_name(catalog, found[0]).schema, name.name});
    }
    return name.name;
}

void read_range_option(const Catalog& catalog, RangeFacts& facts, const PgQuery__DefElem& option) {
    const std::string_view name = option.defname;
    if (name == "subtype") {
        facts.subtype = resolve_type(catalog, *option.arg->type_name);
        return;
    }
    if (name == "multirange_type_name") {
        facts.multirange = names_of(*option.arg).back();
        return;
    }
    const auto* const found = std::ranges::find(kRangeOptions, name, &RangeOption::written);
    if (found == std::end(kRangeOptions)) {
        refuse(fmt::format("type attribute \"{}\" not recognized", name), condition::kSyntaxError);
    }
    const std::string value = range_option_value(catalog, option);
    const bool is_default = name == "subtype_opclass" ? is_default_operator_class("btree", value)
                                                      : name == "collation" && value == "default";
    if (!is_default) {
        facts.options.push_back(fmt::format("{} = {}", found->words, value));
    }
}

}  // namespace

void create_enum(Catalog& catalog, const PgQuery__CreateEnumStmt& statement) {
    NameKey key = type_key(catalog, statement.n_type_name, statement.type_name);
    require_free_type_name(catalog, key.space, key.name);
    EnumFacts facts{.values = texts_of(statement.n_vals, statement.vals)};
    for (auto value = facts.values.begin(); value != facts.values.end(); ++value) {
        require_label(*value);
        if (std::find(facts.values.begin(), value, *value) != value) {
            refuse("duplicate key value violates unique constraint \"pg_enum_typid_label_index\"",
                   condition::kUniqueViolation);
        }
    }
    add_type(catalog, {.space = key.space, .name = std::move(key.name), .facts = std::move(facts)});
}

void create_domain(Catalog& catalog, const PgQuery__CreateDomainStmt& statement) {
    NameKey key = type_key(catalog, statement.n_domainname, statement.domainname);
    require_free_type_name(catalog, key.space, key.name);
    DomainFacts facts{.base = resolve_type(catalog, *statement.type_name)};
    if (is_pseudo_type(facts.base)) {
        refuse(fmt::format("\"{}\" is not a valid base type for a domain", facts.base.builtin),
               condition::kDatatypeMismatch, statement.type_name->location);
    }
    facts.collation = collation_of(catalog, statement.coll_clause, facts.base);
    DomainReader reader(catalog, facts);
    std::vector<const PgQuery__Constraint*> checks;
    for (std::size_t index = 0; index < statement.n_constraints; ++index) {
        const PgQuery__Constraint& constraint = *statement.constraints[index]->constraint;
        reader.read(constraint);
        if (is_check_or_foreign(constraint)) {
            checks.push_back(&constraint);
        }
    }
    reader.finish();
    const ObjectId domain = add_type(
        catalog, {.space = key.space, .name = std::move(key.name), .facts = std::move(facts)});
    for (const PgQuery__Constraint* check : checks) {
        add_domain_check(catalog, domain, *check);
    }
}

void create_composite_type(Catalog& catalog, const PgQuery__CompositeTypeStmt& statement) {
    NameKey key = key_for_new(catalog, dotted_name(*statement.typevar));
    // The server looks at types first, so that its message speaks of one.
    require_free_type_name(catalog, key.space, key.name);
    CompositeFacts facts;
    for (std::size_t index = 0; index < statement.n_coldeflist; ++index) {
        add_attribute(catalog, facts, *statement.coldeflist[index]->column_def);
    }
    add_type(catalog, {.space = key.space, .name = std::move(key.name), .facts = std::move(facts)});
}

void create_range(Catalog& catalog, const PgQuery__CreateRangeStmt& statement) {
    NameKey key = type_key(catalog, statement.n_type_name, statement.type_name);
    require_free_type_name(catalog, key.space, key.name);
    RangeFacts facts;
    for (std::size_t index = 0; index < statement.n_params; ++index) {
        read_range_option(catalog, facts, *statement.params[index]->def_elem);
    }
    if (facts.subtype == TypeUse{}) {
        refuse("type attribute \"subtype\" is required", condition::kSyntaxError);
    }
    const bool has_collation = std::ranges::any_of(
        facts.options, [](const std::string& option) { return option.starts_with("COLLATION"); });
    if (has_collation && !is_collatable(catalog, facts.subtype)) {
        refuse("range collation specified but subtype does not support collation",
               condition::kWrongObjectType);
    }
    if (facts.multirange.empty()) {
        facts.multirange = multirange_name(key.name);
    }
    require_free_type_name(catalog, key.space, facts.multirange);
    add_type(catalog, {.space = key.space, .name = std::move(key.name), .facts = std::move(facts)});
}

}  // namespace erdmark::dialect::postgres
