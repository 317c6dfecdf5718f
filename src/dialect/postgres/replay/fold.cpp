#include "dialect/postgres/replay/fold.h"

#include <set>

#include "dialect/postgres/replay/fold_objects.h"
#include "dialect/postgres/replay/fold_table.h"
#include "dialect/postgres/replay/fold_view.h"
#include "dialect/postgres/schema_expressions.h"
#include "schema/filter.h"
#include "schema/sort.h"

namespace erdmark::dialect::postgres {

namespace {

std::optional<FoldedObject> fold_type(const Catalog& catalog, ObjectId id, const Type& type) {
    if (!is_shown(type)) {
        return std::nullopt;
    }
    if (std::holds_alternative<EnumFacts>(type.facts)) {
        return fold_enum(catalog, id);
    }
    if (std::holds_alternative<DomainFacts>(type.facts)) {
        return fold_domain(catalog, id);
    }
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        return fold_composite(catalog, id);
    }
    if (std::holds_alternative<RangeFacts>(type.facts)) {
        return fold_range(catalog, id);
    }
    return std::nullopt;
}

/// Relations and sequences.
std::optional<FoldedObject> fold_relation(const Catalog& catalog, ObjectId id) {
    const Table* table = catalog.tables.find(id);
    if (table != nullptr && is_shown(*table)) {
        return fold_table(catalog, id);
    }
    const View* view = catalog.views.find(id);
    if (view != nullptr && !view->temporary) {
        return fold_view(catalog, id);
    }
    const Sequence* sequence = catalog.sequences.find(id);
    if (sequence != nullptr && is_shown(*sequence)) {
        return fold_sequence(catalog, id);
    }
    return std::nullopt;
}

/// The list of a schema for each kind of object.
struct Putter {
    schema::Schema& schema;
    void operator()(const schema::Table& object) const { schema.tables.push_back(object); }
    void operator()(const schema::View& object) const { schema.views.push_back(object); }
    void operator()(const schema::EnumType& object) const { schema.enums.push_back(object); }
    void operator()(const schema::Domain& object) const { schema.domains.push_back(object); }
    void operator()(const schema::CompositeType& object) const {
        schema.composite_types.push_back(object);
    }
    void operator()(const schema::RangeType& object) const { schema.range_types.push_back(object); }
    void operator()(const schema::Sequence& object) const { schema.sequences.push_back(object); }
    void operator()(const schema::Routine& object) const { schema.routines.push_back(object); }
    void operator()(const schema::Extension& object) const { schema.extensions.push_back(object); }
    void operator()(const schema::Namespace& object) const { schema.namespaces.push_back(object); }
};

struct NameOf {
    template <typename Object>
    schema::QualifiedName operator()(const Object& object) const {
        return object.name;
    }
    schema::QualifiedName operator()(const schema::Extension& object) const {
        return {object.schema, object.name};
    }
    schema::QualifiedName operator()(const schema::Namespace& object) const {
        return {"", object.name};
    }
};

template <typename Objects>
void put_all(const Catalog& catalog, const Objects& objects, schema::Schema& schema) {
    for (const auto& [id, object] : objects) {
        if (const std::optional<FoldedObject> folded = fold_object(catalog, id)) {
            put_object(schema, *folded);
        }
    }
}

}  // namespace

std::optional<FoldedObject> fold_object(const Catalog& catalog, ObjectId id) {
    if (const Type* type = catalog.types.find(id)) {
        return fold_type(catalog, id, *type);
    }
    if (const Routine* routine = catalog.routines.find(id)) {
        return is_shown(*routine) ? std::optional<FoldedObject>(fold_routine(catalog, id))
                                  : std::nullopt;
    }
    if (catalog.extensions.contains(id)) {
        return fold_extension(catalog, id);
    }
    if (const Namespace* space = catalog.namespaces.find(id)) {
        return space->name == "pg_temp" ? std::nullopt
                                        : std::optional<FoldedObject>(fold_namespace(catalog, id));
    }
    return fold_relation(catalog, id);
}

void put_object(schema::Schema& schema, const FoldedObject& object) {
    std::visit(Putter{schema}, object);
}

schema::QualifiedName name_of(const FoldedObject& object) {
    return std::visit(NameOf(), object);
}

schema::Schema fold_schema(const Catalog& catalog) {
    schema::Schema schema;
    schema.engine = "postgresql";
    schema.comment = catalog.database_comment.at(0);
    put_all(catalog, catalog.namespaces, schema);
    put_all(catalog, catalog.tables, schema);
    put_all(catalog, catalog.views, schema);
    put_all(catalog, catalog.types, schema);
    put_all(catalog, catalog.sequences, schema);
    put_all(catalog, catalog.routines, schema);
    put_all(catalog, catalog.extensions, schema);
    for (const auto& [name, trigger] : catalog.event_triggers) {
        schema.event_triggers.push_back(fold_event_trigger(catalog, trigger));
    }
    for (const auto& [name, publication] : catalog.publications) {
        schema.publications.push_back(fold_publication(catalog, publication));
    }
    const std::set<std::string> used = schema::namespaces_in_use(schema);
    std::erase_if(schema.namespaces, [&](const schema::Namespace& space) {
        return space.comment.empty() && !used.contains(space.name);
    });
    settle_expressions(schema, "public");
    schema::sort(schema);
    return schema;
}

}  // namespace erdmark::dialect::postgres
