#include "dialect/postgres/replay/catalog_source.h"

#include <algorithm>
#include <utility>

#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

RelationColumn source_column(const Catalog& catalog, const std::string& name, const TypeUse& type) {
    return {
        .name = name, .type = type_text(catalog, type), .user_type = user_type_name(catalog, type)};
}

/// The columns of a table, a view or a composite type, with the names of today.
std::vector<RelationColumn> relation_columns(const Catalog& catalog, ObjectId relation) {
    std::vector<RelationColumn> columns;
    const auto add = [&](const auto& each) {
        columns.push_back(source_column(catalog, each.name, each.type));
    };
    if (const Table* table = catalog.tables.find(relation)) {
        std::ranges::for_each(table->columns, add);
    } else if (const View* view = catalog.views.find(relation)) {
        std::ranges::for_each(view->columns, add);
    } else if (const Type* type = catalog.types.find(relation)) {
        if (const auto* facts = std::get_if<CompositeFacts>(&type->facts)) {
            std::ranges::for_each(facts->columns, add);
        }
    }
    return columns;
}

/// Gives the columns that a view reads the names that they had when it was made.
void use_old_names(const Catalog& catalog, const ViewRead& read,
                   std::vector<RelationColumn>& columns) {
    for (std::size_t place = 0; place < read.columns.size(); ++place) {
        const std::string now = column_name(catalog, read.relation, read.columns[place]);
        const auto column = std::ranges::find(columns, now, &RelationColumn::name);
        if (column != columns.end()) {
            column->name = read.column_names[place];
        }
    }
}

UserTypeKind kind_of(const Type& type, bool multirange) {
    if (std::holds_alternative<EnumFacts>(type.facts)) {
        return UserTypeKind::Enum;
    }
    if (std::holds_alternative<DomainFacts>(type.facts)) {
        return UserTypeKind::Domain;
    }
    if (std::holds_alternative<CompositeFacts>(type.facts)) {
        return UserTypeKind::Composite;
    }
    if (std::holds_alternative<RangeFacts>(type.facts)) {
        return multirange ? UserTypeKind::Multirange : UserTypeKind::Range;
    }
    return UserTypeKind::Other;
}

bool is_output(const RoutineArgument& argument) {
    return argument.mode == "OUT" || argument.mode == "INOUT" || argument.mode == "TABLE";
}

}  // namespace

const ViewRead* CatalogSource::find_read(const std::string& schema, const std::string& name) const {
    if (reads_ == nullptr) {
        return nullptr;
    }
    const std::string space = schema == "public" ? "" : schema;
    const auto read = std::ranges::find_if(*reads_, [&](const ViewRead& each) {
        return each.name.name == name && each.name.schema == space;
    });
    return read == reads_->end() ? nullptr : &*read;
}

const SourceRelation* CatalogSource::relation(const std::string& schema, const std::string& name) {
    const ViewRead* read = find_read(schema, name);
    const ObjectId relation =
        read == nullptr ? find_relation(catalog_, schema, name) : read->relation;
    if (!catalog_.tables.contains(relation) && !catalog_.views.contains(relation)) {
        return nullptr;
    }
    found_ = {.name = read == nullptr ? document_name(catalog_, relation) : read->name,
              .columns = relation_columns(catalog_, relation)};
    if (read != nullptr) {
        use_old_names(catalog_, *read, found_.columns);
    }
    return &found_;
}

std::optional<SourceType> CatalogSource::type(const std::string& text) {
    const TypeUse use = resolve_type_text(catalog_, text);
    if (use.object == 0) {
        return std::nullopt;
    }
    TypeUse single = use;
    single.is_array = false;
    SourceType found{.name = document_name(catalog_, use.object),
                     .kind = UserTypeKind::Composite,
                     .text = type_text(catalog_, single),
                     .fields = relation_columns(catalog_, use.object)};
    const Type* type = catalog_.types.find(use.object);
    if (type == nullptr) {
        found.is_relation = true;
        return found;
    }
    found.kind = kind_of(*type, use.multirange);
    if (const auto* domain = std::get_if<DomainFacts>(&type->facts)) {
        found.base = type_text(catalog_, domain->base);
    } else if (const auto* range = std::get_if<RangeFacts>(&type->facts)) {
        found.base = type_text(catalog_, range->subtype);
    }
    return found;
}

void CatalogSource::add_result(const Routine& routine, SourceFunction& function) const {
    if (routine.returns) {
        function.type = type_text(catalog_, *routine.returns);
        const ObjectId object = routine.returns->is_array ? 0 : routine.returns->object;
        if (function.columns.empty()) {
            function.columns = relation_columns(catalog_, object);
        }
        if (catalog_.tables.contains(object) || catalog_.views.contains(object)) {
            function.relation = document_name(catalog_, object);
        }
    }
    if (function.type.empty() && !function.columns.empty()) {
        function.type = function.columns.size() == 1 ? function.columns.front().type : "record";
    }
}

SourceFunction CatalogSource::source_function(const Routine& routine, ObjectId id) const {
    SourceFunction function{.name = document_name(catalog_, id),
                            .returns_set = routine.returns_set};
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_input(argument)) {
            function.arguments.push_back(type_text(catalog_, argument.type));
            function.required += argument.default_value ? 0 : 1;
            function.is_variadic = function.is_variadic || argument.mode == "VARIADIC";
        }
        if (is_output(argument)) {
            function.columns.push_back(source_column(catalog_, argument.name, argument.type));
        }
    }
    add_result(routine, function);
    return function;
}

std::vector<SourceFunction> CatalogSource::functions(const std::vector<std::string>& names) {
    std::vector<SourceFunction> functions;
    if (names.empty()) {
        return functions;
    }
    const std::string schema = names.size() > 1 ? names[names.size() - 2] : "";
    for (const ObjectId id : find_routines(catalog_, schema, names.back())) {
        functions.push_back(source_function(catalog_.routines.at(id), id));
    }
    return functions;
}

std::vector<ViewRead> bound_reads(const Catalog& catalog,
                                  const std::vector<schema::ViewSource>& sources) {
    std::vector<ViewRead> reads;
    for (const schema::ViewSource& source : sources) {
        const std::string schema = source.name.schema.empty() ? "public" : source.name.schema;
        ViewRead read{.relation = find_relation(catalog, schema, source.name.name),
                      .name = source.name,
                      .column_names = source.columns};
        for (const std::string& column : source.columns) {
            read.columns.push_back(column_id(catalog, read.relation, column));
        }
        reads.push_back(std::move(read));
    }
    return reads;
}

ViewRenames renames_since(const Catalog& catalog, const std::vector<ViewRead>& reads) {
    ViewRenames renames;
    for (const ViewRead& read : reads) {
        const schema::QualifiedName now = document_name(catalog, read.relation);
        if (!now.empty() && now != read.name) {
            renames.relations.emplace(read.name, now);
        }
        for (std::size_t place = 0; place < read.columns.size(); ++place) {
            const std::string column = column_name(catalog, read.relation, read.columns[place]);
            if (!column.empty() && column != read.column_names[place]) {
                renames.columns.emplace(std::pair(read.name, read.column_names[place]), column);
            }
        }
    }
    return renames;
}

RoutineNames names_in(const Catalog& catalog, const Routine& routine) {
    RoutineNames names{.name = routine.name};
    for (const RoutineArgument& argument : routine.arguments) {
        if (is_input(argument)) {
            names.parameters.push_back(source_column(catalog, argument.name, argument.type));
        }
    }
    return names;
}

}  // namespace erdmark::dialect::postgres
