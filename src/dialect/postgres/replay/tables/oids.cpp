#include "dialect/postgres/replay/tables/oids.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_type.h"
#include "dialect/postgres/replay/query/functions.h"
#include "dialect/postgres/replay/query/translator.h"
#include "dialect/postgres/replay/tables/definitions.h"
#include "dialect/postgres/replay/tables/system_facts.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr Oid kSystemRelations = 1000;

constexpr Oid kFirstObject = 16384;
constexpr Oid kParts = 1000;
constexpr Oid kConstraints = 1'000'000'000;
constexpr Oid kTriggers = 1'100'000'000;
constexpr Oid kPolicies = 1'200'000'000;
constexpr Oid kRules = 1'300'000'000;
constexpr Oid kDefaults = 1'400'000'000;
constexpr Oid kLabels = 1'500'000'000;
constexpr Oid kRowTypes = 500'000'000;
constexpr Oid kArrays = 2'000'000'000;

Oid part_oid(Oid base, ObjectId owner, std::size_t place) {
    return base + owner * kParts + static_cast<Oid>(place);
}

/// The number of a system relation: its place in the list of names. None of them is a real one.
std::optional<Oid> find_system_relation(std::string_view name) {
    std::optional<Oid> found;
    for_each_system_relation(
        [&](Oid number, std::string_view schema, char /*kind*/, std::string_view each) {
            if (each == name && schema == "pg_catalog") {
                found = number;
            }
        });
    return found;
}

DottedName read_name(const std::string& text) {
    return dotted_name(parse_identifiers(text));
}

std::optional<Oid> find_type_oid(const Catalog& catalog, const std::string& text) {
    const TypeUse type = resolve_type_text(catalog, text);
    const Oid oid = type_oid(catalog, type);
    return oid == 0 ? std::optional<Oid>() : oid;
}

std::optional<Oid> find_space(const Catalog& catalog, const std::string& name) {
    const ObjectId* space = catalog.namespace_names.find(name);
    if (space != nullptr) {
        return oid_of(catalog, *space);
    }
    if (name == "pg_catalog") {
        return kCatalogSpace;
    }
    return name == "information_schema" ? std::optional<Oid>(kInformationSpace) : std::nullopt;
}

/// With the schema unless the name alone means the object.
std::string name_text(const Catalog& catalog, ObjectId object) {
    const schema::QualifiedName name = full_name(catalog, object);
    return is_visible(catalog, object) ? quoted_name(name.name)
                                       : quoted_name(name.schema) + "." + quoted_name(name.name);
}

std::string type_oid_text(const Catalog& catalog, Oid oid) {
    for (const SystemType& type : system_types()) {
        if (type.oid == oid || (type.array != 0 && type.array == oid)) {
            return std::string(type.printed) + (type.oid == oid ? "" : "[]");
        }
    }
    if (oid > kArrays) {
        return type_oid_text(catalog, oid - kArrays) + "[]";
    }
    const ObjectId object =
        oid > kRowTypes ? static_cast<ObjectId>(oid - kRowTypes) : object_of(oid);
    return name_text(catalog, object);
}

std::string definition_text(const Catalog& catalog, ObjectId object) {
    if (catalog.views.contains(object)) {
        return view_definition(catalog, object);
    }
    if (catalog.indexes.contains(object)) {
        return index_definition(catalog, object);
    }
    undecided("the definition of a system object is not known");
}

std::string namespace_text(const Catalog& catalog, Oid oid) {
    for (const auto& [id, space] : catalog.namespaces) {
        if (oid_of(catalog, id) == oid) {
            return quoted_name(space.name);
        }
    }
    return oid == kCatalogSpace ? "pg_catalog" : std::to_string(oid);
}

}  // namespace

Oid oid_of(const Catalog& catalog, ObjectId object) {
    const Namespace* space = catalog.namespaces.find(object);
    if (space != nullptr && space->name == "public") {
        return kPublicSpace;
    }
    return object == 0 ? 0 : kFirstObject + object;
}

ObjectId object_of(Oid oid) {
    return oid > kFirstObject && oid < kRowTypes ? static_cast<ObjectId>(oid - kFirstObject) : 0;
}

Oid constraint_oid(ObjectId owner, std::size_t place) {
    return part_oid(kConstraints, owner, place);
}

Oid trigger_oid(ObjectId relation, std::size_t place) {
    return part_oid(kTriggers, relation, place);
}

Oid policy_oid(ObjectId table, std::size_t place) {
    return part_oid(kPolicies, table, place);
}

Oid rule_oid(ObjectId relation, std::size_t place) {
    return part_oid(kRules, relation, place);
}

Oid default_oid(ObjectId table, int column) {
    return part_oid(kDefaults, table, static_cast<std::size_t>(column));
}

Oid enum_label_oid(ObjectId type, std::size_t place) {
    return part_oid(kLabels, type, place);
}

Oid row_type_oid(ObjectId relation) {
    return kRowTypes + relation;
}

Oid array_type_oid(Oid element) {
    for (const SystemType& type : system_types()) {
        if (type.oid == element) {
            return type.array;
        }
    }
    return kArrays + element;
}

Oid type_oid(const Catalog& catalog, const TypeUse& type) {
    Oid oid = 0;
    if (type.object != 0) {
        const bool is_row = find_any_relation(catalog, type.object) != nullptr;
        oid = is_row ? row_type_oid(type.object) : oid_of(catalog, type.object);
    } else {
        const std::string base = base_type(type.builtin);
        const SystemType* found =
            find_system_type_as_printed(base == "bpchar" ? "character" : base);
        found = found == nullptr ? find_system_type(base) : found;
        oid = found == nullptr ? 0 : found->oid;
    }
    return type.is_array && oid != 0 ? array_type_oid(oid) : oid;
}

std::int64_t type_modifier(const TypeUse& type) {
    constexpr std::int64_t kHeader = 4;
    const std::size_t open = type.builtin.find('(');
    if (open == std::string::npos) {
        return -1;
    }
    std::int64_t first = 0;
    const char* end = type.builtin.data() + type.builtin.size();
    const auto read = std::from_chars(type.builtin.data() + open + 1, end, first);
    if (type.builtin.starts_with("numeric")) {
        std::int64_t scale = 0;
        if (*read.ptr == ',') {
            std::from_chars(read.ptr + 1, end, scale);
        }
        return (first << 16) + (scale & 0x7ff) + kHeader;
    }
    return type.builtin.starts_with("character") ? first + kHeader : first;
}

std::optional<Oid> find_oid(const Catalog& catalog, std::string_view kind,
                            const std::string& name) {
    if (kind == "regtype") {
        return find_type_oid(catalog, name);
    }
    if (kind == "regprocedure") {
        undecided("a function by its name and arguments is not replayed");
    }
    const DottedName parts = read_name(name);
    ObjectId object = 0;
    if (kind == "regclass") {
        object = find_relation(catalog, parts.schema, parts.name);
        if (object == 0 && (parts.schema.empty() || parts.schema == "pg_catalog")) {
            return find_system_relation(parts.name);
        }
    } else if (kind == "regproc") {
        const std::vector<ObjectId> found = find_routines(catalog, parts.schema, parts.name);
        if (found.size() > 1) {
            refuse("more than one function named \"" + name + "\"", condition::kAmbiguousFunction);
        }
        object = found.empty() ? 0 : found[0];
    } else if (kind == "regnamespace") {
        return find_space(catalog, parts.name);
    } else {
        undecided("a name as '" + std::string(kind) + "' is not replayed");
    }
    return object == 0 ? std::optional<Oid>() : oid_of(catalog, object);
}

std::string oid_text(const Catalog& catalog, std::string_view kind, Oid oid) {
    if (oid == 0) {
        return "-";
    }
    if (kind == "regtype") {
        return type_oid_text(catalog, oid);
    }
    if (kind == "regnamespace") {
        return namespace_text(catalog, oid);
    }
    if (kind == "viewdef" || kind == "indexdef") {
        return definition_text(catalog, object_of(oid));
    }
    if (kind == "regclass" || kind == "regproc") {
        const ObjectId object = object_of(oid);
        if (object == 0) {
            undecided("the name of a system object's number is not known");
        }
        return full_name(catalog, object).name.empty() ? std::to_string(oid)
                                                       : name_text(catalog, object);
    }
    undecided("a number as '" + std::string(kind) + "' is not replayed");
}

bool is_visible(const Catalog& catalog, ObjectId object) {
    const schema::QualifiedName name = full_name(catalog, object);
    if (catalog.routines.contains(object)) {
        const std::vector<ObjectId> found = find_routines(catalog, "", name.name);
        return std::ranges::find(found, object) != found.end();
    }
    if (const Type* type = catalog.types.find(object);
        type != nullptr && !std::holds_alternative<CompositeFacts>(type->facts)) {
        return find_type(catalog, "", name.name) == object;
    }
    return find_relation(catalog, "", name.name) == object;
}

void for_each_system_relation(const std::function<void(Oid number, std::string_view schema,
                                                       char kind, std::string_view name)>& visit) {
    Oid number = kSystemRelations;
    const auto visit_all = [&](std::string_view schema, char kind) {
        for (const std::string_view name : split(system_relation_names(schema, kind), ' ')) {
            ++number;
            if (!name.empty()) {
                visit(number, schema, kind, name);
            }
        }
    };
    for (const std::string_view schema : {"pg_catalog", "information_schema"}) {
        for (const char kind : {'r', 'v', 'i'}) {
            visit_all(schema, kind);
        }
    }
}

}  // namespace erdmark::dialect::postgres
