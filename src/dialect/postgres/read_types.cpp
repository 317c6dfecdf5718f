#include <fmt/format.h>

#include "dialect/postgres/read_relations.h"

namespace erdmark::dialect::postgres {

namespace {

/// A table's row type is none of its own; a composite type has a relation of kind `c`.
constexpr std::string_view kTypes = R"sql(
    SELECT t.oid, n.nspname, t.typname, t.typtype, d.description,
        CASE WHEN t.typtype = 'e' THEN
            (SELECT array_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_catalog.pg_enum AS e
             WHERE e.enumtypid = t.oid) END,
        pg_catalog.format_type(NULLIF(t.typbasetype, 0), t.typtypmod),
        CASE WHEN b.typcategory = 'A' AND b.typlen = -1 AND b.typtype = 'b' THEN b.typelem
            ELSE b.oid END,
        t.typnotnull, COALESCE(pg_catalog.pg_get_expr(t.typdefaultbin, 0), t.typdefault),
        CASE WHEN t.typcollation <> b.typcollation THEN co.collname END,
        t.typrelid,
        pg_catalog.format_type(r.rngsubtype, NULL), {multirange},
        CASE WHEN NOT oc.opcdefault THEN oc.opcname END,
        CASE WHEN r.rngcollation <> st.typcollation THEN rc.collname END,
        NULLIF(r.rngcanonical::oid, 0)::regproc, NULLIF(r.rngsubdiff::oid, 0)::regproc
    FROM pg_catalog.pg_type AS t
    JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
    LEFT JOIN pg_catalog.pg_class AS c ON c.oid = t.typrelid
    LEFT JOIN pg_catalog.pg_type AS b ON b.oid = t.typbasetype
    LEFT JOIN pg_catalog.pg_collation AS co ON co.oid = t.typcollation
    LEFT JOIN pg_catalog.pg_range AS r ON r.rngtypid = t.oid
    LEFT JOIN pg_catalog.pg_type AS st ON st.oid = r.rngsubtype
    LEFT JOIN pg_catalog.pg_opclass AS oc ON oc.oid = r.rngsubopc
    LEFT JOIN pg_catalog.pg_collation AS rc ON rc.oid = r.rngcollation
    LEFT JOIN pg_catalog.pg_description AS d
        ON d.objoid = t.oid AND d.classoid = 'pg_catalog.pg_type'::regclass AND d.objsubid = 0
    WHERE t.typnamespace = ANY (:namespaces)
        AND (t.typtype IN ('e', 'd', 'r') OR (t.typtype = 'c' AND c.relkind = 'c'))
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend AS x
            WHERE x.classid = 'pg_catalog.pg_type'::regclass AND x.objid = t.oid AND x.deptype = 'e')
    ORDER BY t.oid)sql";

/// What the columns of `kTypes` say, in their order.
struct TypeRow {
    Oid oid = 0;
    schema::QualifiedName name;
    char kind = '\0';
    std::string comment;
    std::vector<std::string> values;
    std::string base_type;
    Oid base_element = 0;
    bool not_null = false;
    std::optional<std::string> default_value;
    std::string collation;
    Oid relation = 0;
    std::string subtype;
    Oid multirange = 0;
    std::vector<std::string> range_options;
};

TypeRow take_type(const CatalogReading& reading, Row& row) {
    CatalogFields fields(row);
    TypeRow type{.oid = fields.oid()};
    std::string schema = fields.text();
    type.name = reading.name(std::move(schema), fields.text());
    type.kind = fields.code();
    type.comment = fields.text();
    type.values = fields.texts();
    type.base_type = fields.text();
    type.base_element = fields.oid();
    type.not_null = fields.flag();
    type.default_value = fields.optional_text();
    type.collation = fields.text();
    type.relation = fields.oid();
    type.subtype = fields.text();
    type.multirange = fields.oid();
    for (const char* option : {"SUBTYPE_OPCLASS", "COLLATION", "CANONICAL", "SUBTYPE_DIFF"}) {
        if (const std::string value = fields.text(); !value.empty()) {
            type.range_options.push_back(fmt::format("{} = {}", option, value));
        }
    }
    return type;
}

/// What a domain is made of once nothing is a domain any more. A domain is made after its base,
/// and the server's numbers grow.
std::string deepest_base(const CatalogReading& reading, const TypeRow& type) {
    const auto base = reading.types.find(type.base_element);
    const bool known = base != reading.types.end() && reading.domains.contains(type.base_element) &&
                       !type.base_type.ends_with("[]");
    return known ? base->second.base_type : type.base_type;
}

void add_domain(CatalogReading& reading, TypeRow&& type) {
    const std::string base = deepest_base(reading, type);
    const auto element = reading.types.find(type.base_element);
    schema::Domain domain{.name = type.name,
                          .type = type.base_type,
                          .nullable = !type.not_null,
                          .collation = std::move(type.collation),
                          .comment = std::move(type.comment)};
    if (element != reading.types.end()) {
        domain.user_type = element->second.name;
    }
    if (type.default_value) {
        domain.default_value = reading.expression(type.default_value, nullptr, base);
    }
    // As for a column: one of NULL is none.
    if (domain.default_value == "NULL") {
        domain.default_value.reset();
    }
    reading.types[type.oid] = {type.name, base};
    reading.domains.emplace(type.oid, reading.schema.domains.size());
    reading.schema.domains.push_back(std::move(domain));
}

void add_type(CatalogReading& reading, TypeRow&& type) {
    schema::Schema& schema = reading.schema;
    if (type.kind == 'd') {
        add_domain(reading, std::move(type));
        return;
    }
    reading.types[type.oid] = {type.name, type.name.display()};
    if (type.kind == 'e') {
        schema.enums.push_back({type.name, std::move(type.values), std::move(type.comment)});
    } else if (type.kind == 'r') {
        reading.types[type.multirange] = {type.name, type.name.display()};
        schema.range_types.push_back({type.name, std::move(type.subtype),
                                      std::move(type.range_options), std::move(type.comment)});
    } else {
        reading.relations.emplace(type.relation, Relation{.kind = Relation::Kind::CompositeType,
                                                          .index = schema.composite_types.size()});
        schema.composite_types.push_back({.name = type.name, .comment = std::move(type.comment)});
    }
}

}  // namespace

void read_types(CatalogReading& reading) {
    const std::string sql = fmt::format(
        kTypes, fmt::arg("multirange", reading.since(14, "r.rngmultitypid", "NULL::oid")));
    for (Row& row : reading.query(sql)) {
        add_type(reading, take_type(reading, row));
    }
    // Zero stands for "no type" in the catalog.
    reading.types.erase(0);
}

}  // namespace erdmark::dialect::postgres
