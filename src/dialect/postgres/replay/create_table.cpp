#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/columns.h"
#include "dialect/postgres/replay/constraints.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/partition_checks.h"
#include "dialect/postgres/replay/partitions.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/storage_parameters.h"
#include "dialect/postgres/replay/table_like.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

namespace {

Table make_table(Catalog& catalog, const PgQuery__CreateStmt& statement) {
    const PgQuery__RangeVar& name = *statement.relation;
    Table table;
    table.space = space_for(catalog, name);
    table.name = truncate_name(text_of(name.relname));
    table.temporary = catalog.namespaces.at(table.space).name == "pg_temp";
    table.unlogged = text_of(name.relpersistence) == "u";
    table.access_method = text_of(statement.access_method);
    if (table.access_method == "heap") {
        table.access_method.clear();
    }
    table.options = kept_storage_parameters(read_options(statement.n_options, statement.options),
                                            statement.partspec != nullptr);
    return table;
}

/// Fills a new table with what a statement says of it.
class TableBuilder {
public:
    TableBuilder(Catalog& catalog, const PgQuery__CreateStmt& statement, ObjectId table)
        : catalog_(catalog), statement_(statement), table_(table) {}

    void build() {
        std::vector<ObjectId> parents;
        for (std::size_t index = 0; index < statement_.n_inh_relations; ++index) {
            parents.push_back(require_table(catalog_, *statement_.inh_relations[index]->range_var));
        }
        if (statement_.partbound != nullptr) {
            become_partition(parents.front());
        } else {
            for (const ObjectId parent : parents) {
                require_possible_parent(catalog_, parent, table_);
                require_agreeing_checks(catalog_, parent, table_);
                add_parent(catalog_, parent, table_);
            }
        }
        if (statement_.of_typename != nullptr) {
            take_type(*statement_.of_typename);
        }
        for (std::size_t index = 0; index < statement_.n_table_elts; ++index) {
            add_element(*statement_.table_elts[index]);
        }
        for (std::size_t index = 0; index < statement_.n_constraints; ++index) {
            add_element(*statement_.constraints[index]);
        }
        if (statement_.partspec != nullptr) {
            set_partition_key(catalog_, table_, *statement_.partspec);
        }
        set_generation(catalog_, table_, constraints_);
        add_constraints(catalog_, table_, constraints_, true);
        for (const LikeSource& like : likes_) {
            copy_like_objects(catalog_, table_, like);
        }
        if (statement_.partbound != nullptr) {
            inherit_indexes(catalog_, table_, parents.front());
        }
    }

private:
    void become_partition(ObjectId parent) {
        if (catalog_.tables.at(parent).partition_strategy.empty()) {
            refuse(fmt::format("\"{}\" is not partitioned", catalog_.tables.at(parent).name),
                   condition::kWrongObjectType);
        }
        Table& table = catalog_.tables.edit(table_);
        table.is_partition = true;
        table.bound = bound_text(catalog_, catalog_.tables.at(parent), *statement_.partbound);
        require_free_bound(catalog_, parent, table.name, table.bound);
        add_parent(catalog_, parent, table_);
    }

    void take_type(const PgQuery__TypeName& name) {
        const ObjectId type = resolve_type(catalog_, name).object;
        const Type* found = catalog_.types.find(type);
        const auto* facts = found == nullptr ? nullptr : std::get_if<CompositeFacts>(&found->facts);
        if (facts == nullptr) {
            refuse(fmt::format("type {} is not a composite type",
                               texts_of(name.n_names, name.names).back()),
                   condition::kWrongObjectType, name.location);
        }
        Table& table = catalog_.tables.edit(table_);
        table.of_type = type;
        for (Column column : facts->columns) {
            column.id = table.next_column++;
            // So that `WITH OPTIONS` may say more of it.
            column.is_local = false;
            column.parents = 1;
            table.columns.push_back(std::move(column));
        }
    }

    void add_element(const ParserNode& element) {
        switch (element.node_case) {
            case PG_QUERY__NODE__NODE_COLUMN_DEF:
                add_column(catalog_, table_, *element.column_def, constraints_);
                break;
            case PG_QUERY__NODE__NODE_CONSTRAINT:
                constraints_.push_back({.constraint = element.constraint,
                                        .deferrability = deferrability_of(*element.constraint)});
                break;
            case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
                likes_.push_back(copy_like_columns(catalog_, table_, *element.table_like_clause));
                break;
            default:
                break;
        }
    }

    Catalog& catalog_;
    const PgQuery__CreateStmt& statement_;
    ObjectId table_;
    std::vector<WrittenConstraint> constraints_;
    std::vector<LikeSource> likes_;
};

/// The new table; 0 when it is there and the statement allows that.
ObjectId create(Catalog& catalog, const PgQuery__CreateStmt& statement) {
    Table table = make_table(catalog, statement);
    if (statement.if_not_exists != 0 &&
        catalog.relation_names.contains({table.space, table.name})) {
        return 0;
    }
    const ObjectId id = add_table(catalog, std::move(table));
    TableBuilder(catalog, statement, id).build();
    return id;
}

}  // namespace

void create_table(Catalog& catalog, const PgQuery__CreateStmt& statement) {
    create(catalog, statement);
}

void create_foreign_table(Catalog& catalog, const PgQuery__CreateForeignTableStmt& statement) {
    const ObjectId id = create(catalog, *statement.base_stmt);
    if (id == 0) {
        return;
    }
    Table& table = catalog.tables.edit(id);
    table.kind = schema::TableKind::Foreign;
    table.server = text_of(statement.servername);
    for (const std::string& option : read_options(statement.n_options, statement.options)) {
        table.options.push_back(server_option_text(option));
    }
}

}  // namespace erdmark::dialect::postgres
