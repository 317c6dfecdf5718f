#include "dialect/postgres/replay/columns.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/literal_checks.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/replay/value_checks.h"
#include "dialect/postgres/server_options.h"

namespace erdmark::dialect::postgres {

namespace {

std::string collation_of(const PgQuery__ColumnDef& definition) {
    if (definition.coll_clause == nullptr) {
        return {};
    }
    const PgQuery__CollateClause& clause = *definition.coll_clause;
    std::string name = dotted_name(texts_of(clause.n_collname, clause.collname)).name;
    return name == "default" ? std::string() : name;
}

/// `nextval` of the sequence.
Node nextval_of(const Catalog& catalog, ObjectId sequence) {
    Node name = make_node(NodeKind::String, full_name(catalog, sequence).name);
    name.object = sequence;
    Node call = make_node(NodeKind::Call, "", {make_node(NodeKind::Cast, "regclass", {name})});
    call.names = {"nextval"};
    return call;
}

ObjectId add_owned_sequence(Catalog& catalog, ObjectId table, const Column& column,
                            Sequence sequence) {
    const Table& owner = catalog.tables.at(table);
    sequence.space = owner.space;
    if (sequence.name.empty()) {
        sequence.name =
            choose_relation_name(catalog, owner.space, {owner.name, column.name, "seq"}, false);
    }
    sequence.owner = table;
    sequence.owner_column = column.id;
    sequence.temporary = owner.temporary;
    return add_sequence(catalog, std::move(sequence));
}

void make_serial(Catalog& catalog, ObjectId table, Column& column, const std::string& type) {
    column.type = {.builtin = type};
    column.not_null = true;
    const ObjectId sequence = add_owned_sequence(catalog, table, column, make_sequence(type, 1));
    column.default_value = nextval_of(catalog, sequence);
}

/// A column that a parent gave; a null pointer for none.
Column* find_inherited(Table& table, const std::string& name) {
    Column* column = find_column(table, name);
    return column != nullptr && column->parents > 0 && !column->is_local ? column : nullptr;
}

/// Those that were dropped count, too.
void refuse_many_columns(const Table& table) {
    constexpr int kMostColumns = 1600;
    if (table.next_column > kMostColumns) {
        refuse(fmt::format("tables can have at most {} columns", kMostColumns),
               condition::kTooManyColumns);
    }
}

int put_column(Catalog& catalog, ObjectId table, Column column) {
    Table& edited = catalog.tables.edit(table);
    catalog.touch(table);
    if (Column* inherited = find_inherited(edited, column.name)) {
        if (column.type != TypeUse() && column.type != inherited->type) {
            refuse(fmt::format("column \"{}\" has a type conflict", column.name),
                   condition::kDatatypeMismatch);
        }
        inherited->is_local = true;
        inherited->not_null = inherited->not_null || column.not_null;
        if (column.default_value) {
            inherited->default_value = std::move(column.default_value);
        }
        return inherited->id;
    }
    if (find_column(edited, column.name) != nullptr) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" already exists", column.name,
                           edited.name),
               condition::kDuplicateColumn);
    }
    refuse_many_columns(edited);
    column.id = edited.next_column++;
    edited.columns.push_back(std::move(column));
    return edited.columns.back().id;
}

Column read_plain_column(const Catalog& catalog, const PgQuery__ColumnDef& definition) {
    Column column{.name = truncate_name(text_of(definition.colname))};
    if (definition.type_name != nullptr && serial_type(*definition.type_name).empty()) {
        column.type = resolve_type(catalog, *definition.type_name);
    }
    column.collation = collation_of(definition);
    // For a type that the server has, its own collation is none.
    if (column.type.builtin == "name" && column.collation == "C") {
        column.collation.clear();
    }
    if (definition.coll_clause != nullptr && column.type != TypeUse() &&
        !is_collatable(catalog, column.type)) {
        refuse(
            fmt::format("collations are not supported by type {}", type_text(catalog, column.type)),
            condition::kDatatypeMismatch, definition.coll_clause->location);
    }
    column.compression = text_of(definition.compression);
    column.not_null = definition.is_not_null != 0;
    return column;
}

void refuse_second_default(const Column& column, const Table& table) {
    if (column.default_value) {
        refuse(fmt::format("multiple default values specified for column \"{}\" of table \"{}\"",
                           column.name, table.name),
               condition::kSyntaxError);
    }
}

void refuse_generated_source(const Column& column) {
    if (column.generated != schema::Generated::No) {
        refuse(fmt::format("cannot use generated column \"{}\" in column generation expression",
                           column.name),
               condition::kInvalidObjectDefinition);
    }
}

/// Reads the constraints behind a column, one after the other.
class ColumnConstraints {
public:
    ColumnConstraints(Catalog& catalog, ObjectId table, int column,
                      std::vector<WrittenConstraint>& later)
        : catalog_(catalog), table_(table), column_(column), later_(later) {}

    void read(const PgQuery__Constraint& constraint) {
        switch (constraint.contype) {
            case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL:
                column().not_null = true;
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
                refuse_second_default(column(), catalog_.tables.at(table_));
                require_assignable(catalog_, column().name, column().type, *constraint.raw_expr, 0);
                column().default_value =
                    read_default(catalog_, column().type, *constraint.raw_expr);
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
                column().generated = schema::Generated::Stored;
                later_.push_back({.constraint = &constraint, .column = column().name});
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY:
                make_identity(catalog_, table_, column_, text_of(constraint.generated_when),
                              {constraint.options, constraint.n_options});
                break;
            case PG_QUERY__CONSTR_TYPE__CONSTR_NULL:
                break;
            default:
                read_other(constraint);
        }
    }

private:
    Column& column() { return *find_column(catalog_.tables.edit(table_), column_); }

    void read_other(const PgQuery__Constraint& constraint) {
        if (constraint.contype >= PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE) {
            take_attribute(constraint.contype);
        } else {
            later_.push_back({.constraint = &constraint,
                              .column = column().name,
                              .deferrability = deferrability_of(constraint)});
        }
    }

    /// `DEFERRABLE` and the like say something of the constraint before them.
    void take_attribute(PgQuery__ConstrType type) {
        if (later_.empty()) {
            return;
        }
        schema::Deferrability& deferrability = later_.back().deferrability;
        if (type == PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED) {
            deferrability = schema::Deferrability::InitiallyDeferred;
        } else if (type == PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE &&
                   deferrability == schema::Deferrability::NotDeferrable) {
            deferrability = schema::Deferrability::InitiallyImmediate;
        }
    }

    Catalog& catalog_;
    ObjectId table_;
    int column_;
    std::vector<WrittenConstraint>& later_;
};

}  // namespace

std::optional<Node> read_default(const Catalog& catalog, const TypeUse& type,
                                 const ParserNode& expression) {
    require_readable_literal(catalog, type, expression);
    Node tree = read_bound(catalog, expression, {});
    const bool is_null =
        tree.kind == NodeKind::Null || (tree.kind == NodeKind::Cast && !tree.parts.empty() &&
                                        tree.parts[0].kind == NodeKind::Null);
    if (is_null) {
        return std::nullopt;
    }
    if (tree.kind == NodeKind::String && type.object != 0 && !type.is_array) {
        tree.object = type.object;
    }
    return tree;
}

int add_column(Catalog& catalog, ObjectId table, const PgQuery__ColumnDef& definition,
               std::vector<WrittenConstraint>& later) {
    Column column = read_plain_column(catalog, definition);
    for (const std::string& option : read_options(definition.n_fdwoptions, definition.fdwoptions)) {
        column.options.push_back(server_option_text(option));
    }
    const std::string serial =
        definition.type_name == nullptr ? std::string() : serial_type(*definition.type_name);
    const int id = put_column(catalog, table, std::move(column));
    if (!serial.empty()) {
        Column made = *find_column(catalog.tables.at(table), id);
        make_serial(catalog, table, made, serial);
        *find_column(catalog.tables.edit(table), id) = std::move(made);
    }
    ColumnConstraints constraints(catalog, table, id, later);
    for (std::size_t index = 0; index < definition.n_constraints; ++index) {
        constraints.read(*definition.constraints[index]->constraint);
    }
    if (definition.raw_default != nullptr) {
        find_column(catalog.tables.edit(table), id)->default_value = read_default(
            catalog, find_column(catalog.tables.at(table), id)->type, *definition.raw_default);
    }
    return id;
}

void set_generation(Catalog& catalog, ObjectId table, std::vector<WrittenConstraint>& later) {
    const auto is_generation = [](const WrittenConstraint& written) {
        return written.constraint->contype == PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED;
    };
    for (const WrittenConstraint& written : later) {
        if (!is_generation(written)) {
            continue;
        }
        const ParserNode& expression = *written.constraint->raw_expr;
        Node tree = read_bound(catalog, expression, relation_scope(catalog, table));
        const Table& owner = catalog.tables.at(table);
        for (const int used : columns_in(tree, table)) {
            refuse_generated_source(*find_column(owner, used));
        }
        if (is_certainly_mutable(catalog, tree)) {
            refuse("generation expression is not immutable", condition::kInvalidObjectDefinition);
        }
        const TypeUse type = require_column(owner, written.column).type;
        require_assignable(catalog, written.column, type, expression, table);
        find_column(catalog.tables.edit(table), written.column)->default_value = std::move(tree);
    }
    std::erase_if(later, is_generation);
}

void make_identity(Catalog& catalog, ObjectId table, int column, std::string_view when,
                   std::span<ParserNode* const> options) {
    const Column& found = *find_column(catalog.tables.at(table), column);
    const std::string type = base_type_text(catalog, found.type);
    if (type != "smallint" && type != "integer" && type != "bigint") {
        refuse("identity column type must be smallint, integer, or bigint",
               condition::kInvalidTableDefinition);
    }
    Sequence sequence = make_sequence(type, 1);
    apply_sequence_options(sequence, options.size(), options.data(), true);
    sequence.is_identity = true;
    const ObjectId id = add_owned_sequence(catalog, table, found, std::move(sequence));
    Column& edited = *find_column(catalog.tables.edit(table), column);
    edited.identity = when == "a" ? schema::Identity::Always : schema::Identity::ByDefault;
    edited.identity_sequence = id;
    edited.not_null = true;
    catalog.touch(table);
}

void inherit_column(Catalog& catalog, ObjectId child, const Column& column, ObjectId parent) {
    Table& table = catalog.tables.edit(child);
    catalog.touch(child);
    if (Column* same = find_column(table, column.name)) {
        if (same->type != column.type) {
            refuse(fmt::format("child table \"{}\" has different type for column \"{}\"",
                               table.name, column.name),
                   condition::kDatatypeMismatch);
        }
        ++same->parents;
        same->is_local = same->is_local && !table.is_partition;
        same->not_null = same->not_null || column.not_null;
        return;
    }
    Column copy = column;
    copy.id = table.next_column++;
    copy.comment.clear();
    copy.is_local = false;
    copy.parents = 1;
    copy.identity = schema::Identity::No;
    copy.identity_sequence = 0;
    table.columns.push_back(copy);
    if (copy.generated != schema::Generated::No && copy.default_value) {
        Node tree = rebound(catalog, *copy.default_value, parent, child);
        table.columns.back().default_value = std::move(tree);
    }
    for (const ObjectId grandchild : std::vector(table.children)) {
        inherit_column(catalog, grandchild, copy, child);
    }
}

}  // namespace erdmark::dialect::postgres
