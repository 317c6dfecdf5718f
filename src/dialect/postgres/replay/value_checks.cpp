#include "dialect/postgres/replay/value_checks.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/catalog_source.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/view_query.h"
#include "dialect/postgres/view_types.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

/// Casts that need not be written where a value is stored, besides those that never are:
/// `source>targets`, with blanks around each target (pg_cast.castcontext is `a`).
constexpr std::array<std::string_view, 18> kAssignmentCasts = {
    "int8>int4 int2 money",
    "int4>int2 money",
    "numeric>int8 int4 int2 money",
    "float4>int8 int4 int2 numeric",
    "float8>int8 int4 int2 numeric float4",
    "money>numeric",
    "timestamptz>date time timestamp timetz",
    "timestamp>date time",
    "interval>time",
    "timetz>time",
    "text>char",
    "varchar>char",
    "bpchar>char",
    "inet>cidr",
    "json>jsonb",
    "jsonb>json",
    "oid>int4",
    "citext>char"};

bool has_assignment_cast(std::string_view from, std::string_view to) {
    return std::ranges::any_of(kAssignmentCasts, [&](std::string_view casts) {
        const std::size_t end = casts.find('>');
        return casts.substr(0, end) == from && has_word(casts.substr(end + 1), to);
    });
}

/// Whether all casts of the type are known: it is the server's own and no rare one, or of a kind
/// that has none.
bool has_known_casts(TypeRules& rules, const std::string& code) {
    constexpr std::string_view kCategories = "NSDTBEIVRZ";
    constexpr std::array<std::string_view, 3> kOthers = {"uuid", "jsonb", "bytea"};
    if (const std::string element = element_code(code); !element.empty()) {
        return has_known_casts(rules, element);
    }
    return (kCategories.find(rules.category(code)) != std::string_view::npos &&
            !code.starts_with("reg")) ||
           contains(kOthers, code);
}

bool is_assignable(TypeRules& rules, const std::string& from, const std::string& to) {
    const std::string element = element_code(to);
    if (!element.empty() && !element_code(from).empty()) {
        return is_assignable(rules, rules.base(element_code(from)), rules.base(element));
    }
    return !has_known_casts(rules, from) || !has_known_casts(rules, to) ||
           rules.category(to) == 'S' || rules.coerces(from, to) || has_assignment_cast(from, to);
}

/// A literal takes its type from the column.
bool has_type_of_column(const ParserNode& expression) {
    return expression.node_case == PG_QUERY__NODE__NODE_A_CONST &&
           (expression.a_const->isnull != 0 ||
            expression.a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL);
}

/// The type of `SELECT expression FROM relation`; empty when it is not known.
std::string type_of(const Catalog& catalog, const ParserNode& expression, ObjectId relation) {
    PgQuery__ResTarget target = PG_QUERY__RES_TARGET__INIT;
    target.val = const_cast<ParserNode*>(&expression);
    PgQuery__Node target_node = PG_QUERY__NODE__INIT;
    target_node.node_case = PG_QUERY__NODE__NODE_RES_TARGET;
    target_node.res_target = &target;
    std::array<PgQuery__Node*, 1> targets = {&target_node};
    PgQuery__SelectStmt query = PG_QUERY__SELECT_STMT__INIT;
    query.n_target_list = targets.size();
    query.target_list = targets.data();

    schema::QualifiedName name = full_name(catalog, relation);
    PgQuery__RangeVar table = PG_QUERY__RANGE_VAR__INIT;
    table.schemaname = name.schema.data();
    table.relname = name.name.data();
    table.inh = 1;
    PgQuery__Node table_node = PG_QUERY__NODE__INIT;
    table_node.node_case = PG_QUERY__NODE__NODE_RANGE_VAR;
    table_node.range_var = &table;
    std::array<PgQuery__Node*, 1> tables = {&table_node};
    if (relation != 0) {
        query.n_from_clause = tables.size();
        query.from_clause = tables.data();
    }
    CatalogSource source(catalog);
    const ViewShape shape = resolve_view(query, "", {}, source);
    return shape.columns.size() == 1 ? shape.columns[0].type : std::string();
}

/// Types that have operators for equality with each other (the families of the operator classes for
/// btree).
bool are_in_one_family(std::string_view left, std::string_view right) {
    constexpr std::array<std::string_view, 5> kFamilies = {"int2 int4 int8", "float4 float8",
                                                           "date timestamp timestamptz",
                                                           "text varchar bpchar name", "inet cidr"};
    return std::ranges::any_of(kFamilies, [&](std::string_view family) {
        return has_word(family, left) && has_word(family, right);
    });
}

/// Whether the cast is of a column whose value gives another one in another time zone or another
/// style of dates.
bool is_mutable_cast(const Catalog& catalog, const Node& cast) {
    constexpr std::array<std::string_view, 3> kTexts = {"text", "character varying", "bpchar"};
    constexpr std::array<std::string_view, 3> kMoments = {"date", "timestamp without time zone",
                                                          "timestamp with time zone"};
    constexpr std::string_view kZoned = "timestamp with time zone";
    if (cast.kind != NodeKind::Cast || catalog.has_casts || cast.parts.empty() ||
        cast.parts[0].kind != NodeKind::Column || cast.parts[0].column == 0) {
        return false;
    }
    const std::string from = base_type(
        type_text(catalog, column_type(catalog, cast.parts[0].object, cast.parts[0].column)));
    const std::string to = base_type(cast.text);
    const bool is_to_moment = contains(kMoments, to);
    const bool changes_zone =
        contains(kMoments, from) && from != to && (from == kZoned || to == kZoned);
    return (is_to_moment && (changes_zone || contains(kTexts, from))) ||
           (contains(kMoments, from) && contains(kTexts, to));
}

}  // namespace

bool is_certainly_mutable(const Catalog& catalog, const Node& expression) {
    constexpr std::array<std::string_view, 18> kFunctions = {"array_to_string",
                                                             "clock_timestamp",
                                                             "concat",
                                                             "concat_ws",
                                                             "current_setting",
                                                             "currval",
                                                             "format",
                                                             "gen_random_uuid",
                                                             "lastval",
                                                             "nextval",
                                                             "now",
                                                             "random",
                                                             "setval",
                                                             "statement_timestamp",
                                                             "timeofday",
                                                             "to_char",
                                                             "to_date",
                                                             "transaction_timestamp"};
    const Routine* routine = catalog.routines.find(expression.object);
    const bool is_call = expression.kind == NodeKind::Call;
    const bool is_own = is_call && routine != nullptr;
    // The server looks at what is in the body of a function in SQL, which it can put in its place.
    const bool is_opaque = is_own && routine->extension == 0 && routine->language != "sql";
    const bool changes = expression.kind == NodeKind::ValueFunction ||
                         is_mutable_cast(catalog, expression) ||
                         (is_opaque && routine->volatility != "IMMUTABLE") ||
                         (is_call && !is_own && contains(kFunctions, expression.names.back()));
    const auto is_mutable = [&](const Node& part) { return is_certainly_mutable(catalog, part); };
    return changes || std::ranges::any_of(expression.parts, is_mutable) ||
           std::ranges::any_of(expression.clauses, is_mutable);
}

bool is_assignable(const Catalog& catalog, const TypeUse& from, const TypeUse& to) {
    CatalogSource source(catalog);
    TypeRules rules(source);
    return catalog.has_casts ||
           is_assignable(rules, rules.base(type_code(type_text(catalog, from))),
                         rules.base(type_code(type_text(catalog, to))));
}

bool can_be_compared(const Catalog& catalog, const TypeUse& type, const TypeUse& referenced) {
    CatalogSource source(catalog);
    TypeRules rules(source);
    const std::string left = rules.base(type_code(type_text(catalog, type)));
    const std::string right = rules.base(type_code(type_text(catalog, referenced)));
    if (left == right || catalog.has_casts || !has_known_casts(rules, left) ||
        !has_known_casts(rules, right)) {
        return true;
    }
    // Enums, arrays and ranges: each only with itself.
    constexpr std::string_view kPolymorphic = "EAR";
    return kPolymorphic.find(rules.category(left)) == std::string_view::npos &&
           kPolymorphic.find(rules.category(right)) == std::string_view::npos &&
           (are_in_one_family(left, right) || rules.coerces(left, right));
}

void require_assignable(const Catalog& catalog, const std::string& column, const TypeUse& type,
                        const ParserNode& expression, ObjectId relation) {
    if (catalog.has_casts || has_type_of_column(expression)) {
        return;
    }
    const std::string given = type_of(catalog, expression, relation);
    if (given.empty()) {
        return;
    }
    CatalogSource source(catalog);
    TypeRules rules(source);
    const std::string wanted = type_text(catalog, type);
    if (!is_assignable(rules, rules.base(type_code(given)), rules.base(type_code(wanted)))) {
        refuse(fmt::format("column \"{}\" is of type {} but default expression is of type {}",
                           column, wanted, given),
               condition::kDatatypeMismatch);
    }
}

}  // namespace erdmark::dialect::postgres
