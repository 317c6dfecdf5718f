#include "dialect/postgres/replay/index_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/word_list.h"

namespace erdmark::dialect::postgres {

namespace {

struct TypeName {
    std::string_view printed;
    std::string_view name;  // In pg_type.
};

constexpr std::array<TypeName, 12> kTypeNames = {{{"character varying", "varchar"},
                                                  {"integer", "int4"},
                                                  {"bigint", "int8"},
                                                  {"smallint", "int2"},
                                                  {"boolean", "bool"},
                                                  {"real", "float4"},
                                                  {"double precision", "float8"},
                                                  {"timestamp with time zone", "timestamptz"},
                                                  {"timestamp without time zone", "timestamp"},
                                                  {"time with time zone", "timetz"},
                                                  {"time without time zone", "time"},
                                                  {"bit varying", "varbit"}}};

/// The name of a type in pg_type, without schema, modifiers and brackets.
std::string type_name(std::string text) {
    if (text.ends_with("[]")) {
        text.resize(text.size() - 2);
    }
    const std::string base = base_type(text);
    const auto* const found = std::ranges::find(kTypeNames, base, &TypeName::printed);
    if (found != kTypeNames.end()) {
        return std::string(found->name);
    }
    const std::size_t point = base.rfind('.');
    return point == std::string::npos ? base : base.substr(point + 1);
}

/// How sure a name is: a type's makes way for that of what is cast.
enum class Strength { None, Weak, Strong };

struct FoundName {
    std::string name;
    Strength strength = Strength::None;
};

/// FigureColnameInternal of src/backend/parser/parse_target.c.
FoundName find_name(const Node& node);

FoundName name_of_case(const Node& node) {
    for (const Node& part : node.parts) {
        if (part.kind == NodeKind::Else && !part.parts.empty()) {
            FoundName found = find_name(part.parts[0]);
            if (found.strength != Strength::None) {
                return found;
            }
        }
    }
    return {"case", Strength::Weak};
}

FoundName name_of_cast(const Node& node) {
    FoundName found = node.parts.empty() ? FoundName() : find_name(node.parts[0]);
    return found.strength == Strength::Strong ? found
                                              : FoundName{type_name(node.text), Strength::Weak};
}

FoundName find_name(const Node& node) {
    switch (node.kind) {
        case NodeKind::Column:
            return node.all ? FoundName() : FoundName{node.names.back(), Strength::Strong};
        case NodeKind::Call:
            return {node.names.back(), Strength::Strong};
        case NodeKind::Field:
            return {node.text, Strength::Strong};
        case NodeKind::Common:
            return {to_lower(node.text), Strength::Strong};
        case NodeKind::NullIf:
            return {"nullif", Strength::Strong};
        case NodeKind::Array:
            return {"array", Strength::Strong};
        case NodeKind::Row:
            return {"row", Strength::Strong};
        case NodeKind::Cast:
            return name_of_cast(node);
        case NodeKind::Case:
            return name_of_case(node);
        case NodeKind::ValueFunction:
            return {to_lower(node.text.substr(0, node.text.find('('))), Strength::Strong};
        case NodeKind::Collate:
        case NodeKind::Subscript:
        case NodeKind::Slice:
            return node.parts.empty() ? FoundName() : find_name(node.parts[0]);
        default:
            return {};
    }
}

std::string collation_of(const Catalog& catalog, ObjectId relation, int column) {
    const Table* table = catalog.tables.find(relation);
    const Column* found = table == nullptr ? nullptr : find_column(*table, column);
    return found == nullptr ? std::string() : found->collation;
}

std::string operator_class_text(std::string_view method, const PgQuery__IndexElem& element) {
    const std::string name = dotted_name(texts_of(element.n_opclass, element.opclass)).name;
    const std::vector<std::string> options =
        read_options(element.n_opclassopts, element.opclassopts);
    if (options.empty()) {
        return is_default_operator_class(method, name) ? "" : name;
    }
    return fmt::format("{} ({})", name, join(options, ", "));
}

/// `((name COLLATE "C"))` is a column with a collation.
void set_expression(IndexPart& part, Node tree, std::string& collation) {
    while (tree.kind == NodeKind::Collate) {
        collation = collation.empty() ? tree.names.back() : collation;
        tree = Node(std::move(tree.parts[0]));
    }
    if (tree.kind == NodeKind::Column && tree.column != 0) {
        part.column = tree.column;
    } else {
        part.expression = std::move(tree);
    }
}

}  // namespace

bool is_default_operator_class(std::string_view method, std::string_view name) {
    static constexpr std::array<std::string_view, 8> kOthers = {
        "cidr_ops",     "record_image_ops", "varchar_ops",  "jsonb_path_ops",
        "kd_point_ops", "inet_minmax_ops",  "gin_trgm_ops", "gist_trgm_ops"};
    static constexpr std::array<std::string_view, 9> kOtherEnds = {
        "_pattern_ops", "_bloom_ops",   "_minmax_multi_ops", "_cosine_ops", "_ip_ops",
        "_l1_ops",      "_hamming_ops", "_jaccard_ops",      "_nd"};
    const bool of_method =
        (method == "gist" && name == "inet_ops") || (method == "hnsw" && name.ends_with("_l2_ops"));
    return !of_method && !contains(kOthers, name) &&
           std::ranges::none_of(kOtherEnds,
                                [&](std::string_view end) { return name.ends_with(end); });
}

IndexPart read_index_part(const Catalog& catalog, ObjectId relation, std::string_view method,
                          const PgQuery__IndexElem& element) {
    IndexPart part;
    std::string collation = dotted_name(texts_of(element.n_collation, element.collation)).name;
    if (element.expr != nullptr) {
        set_expression(part, read_bound(catalog, *element.expr, relation_scope(catalog, relation)),
                       collation);
    } else {
        part.column = read_columns(catalog, relation, {text_of(element.name)}).front();
    }
    part.descending = element.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC;
    const bool first = element.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
    const bool last = element.nulls_ordering == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST;
    if ((first && !part.descending) || (last && part.descending)) {
        part.nulls = first ? "FIRST" : "LAST";
    }
    const bool is_own =
        collation == collation_of(catalog, relation, part.column) || collation == "default";
    part.collation = is_own ? "" : collation;
    part.operator_class = operator_class_text(method, element);
    return part;
}

std::vector<int> read_columns(const Catalog& catalog, ObjectId relation,
                              const std::vector<std::string>& names) {
    std::vector<int> columns;
    for (const std::string& name : names) {
        const int column = column_id(catalog, relation, truncate_name(name));
        if (column == 0) {
            refuse(fmt::format("column \"{}\" does not exist", name), condition::kUndefinedColumn);
        }
        columns.push_back(column);
    }
    return columns;
}

std::vector<std::string> part_names(const Catalog& catalog, ObjectId relation,
                                    const std::vector<IndexPart>& parts,
                                    const std::vector<int>& included) {
    std::vector<std::string> names;
    names.reserve(parts.size() + included.size());
    for (const IndexPart& part : parts) {
        names.push_back(part.expression ? expression_name(*part.expression)
                                        : column_name(catalog, relation, part.column));
    }
    for (const int column : included) {
        names.push_back(column_name(catalog, relation, column));
    }
    return index_column_names(names);
}

std::string expression_name(const Node& expression) {
    FoundName found = find_name(expression);
    return found.strength == Strength::None ? "expr" : found.name;
}

}  // namespace erdmark::dialect::postgres
