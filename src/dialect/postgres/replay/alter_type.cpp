#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/replay/dependents.h"
#include "dialect/postgres/replay/domain_constraints.h"
#include "dialect/postgres/replay/enum_labels.h"
#include "dialect/postgres/replay/object_names.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/stored_values.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

template <typename Facts>
ObjectId require_kind(const Catalog& catalog, const DottedName& name, const char* kind) {
    const ObjectId id = require_type(catalog, name);
    const Type* type = catalog.types.find(id);
    if (type == nullptr || !std::holds_alternative<Facts>(type->facts)) {
        refuse(fmt::format("{} is not {}", type_words(catalog, id), kind),
               condition::kWrongObjectType);
    }
    return id;
}

std::vector<std::string>::iterator require_value(std::vector<std::string>& values,
                                                 const std::string& label) {
    const auto found = std::ranges::find(values, label);
    if (found == values.end()) {
        refuse(fmt::format("\"{}\" is not an existing enum label", label),
               condition::kInvalidParameterValue);
    }
    return found;
}

void require_new_value(const std::vector<std::string>& values, const std::string& label) {
    if (std::ranges::find(values, label) != values.end()) {
        refuse(fmt::format("enum label \"{}\" already exists", label), condition::kDuplicateObject);
    }
}

void add_value(std::vector<std::string>& values, const PgQuery__AlterEnumStmt& statement) {
    const std::string label = text_of(statement.new_val);
    const std::string neighbor = text_of(statement.new_val_neighbor);
    if (label.size() > kLongestName) {
        refuse(fmt::format("invalid enum label \"{}\"", label), condition::kInvalidName);
    }
    const bool is_there = std::ranges::find(values, label) != values.end();
    if (is_there && statement.skip_if_new_val_exists != 0) {
        return;
    }
    require_new_value(values, label);
    if (neighbor.empty()) {
        values.push_back(label);
        return;
    }
    const auto place = require_value(values, neighbor);
    values.insert(place + (statement.new_val_is_after != 0 ? 1 : 0), label);
}

std::vector<Constraint>::iterator require_check(const Catalog& catalog, ObjectId domain,
                                                std::vector<Constraint>& checks,
                                                const std::string& name) {
    const auto found = std::ranges::find(checks, name, &Constraint::name);
    if (found == checks.end()) {
        refuse(fmt::format("constraint \"{}\" of domain \"{}\" does not exist", name,
                           catalog.types.at(domain).name),
               condition::kUndefinedObject);
    }
    return found;
}

void drop_check(Catalog& catalog, ObjectId domain, DomainFacts& facts,
                const PgQuery__AlterDomainStmt& statement) {
    const std::string name = text_of(statement.name);
    const auto found = std::ranges::find(facts.checks, name, &Constraint::name);
    if (found == facts.checks.end() && statement.missing_ok != 0) {
        return;
    }
    facts.checks.erase(require_check(catalog, domain, facts.checks, name));
    drop_constraint_name(catalog, catalog.types.at(domain).space, name);
}

void require_no_stored_rows(const Catalog& catalog, ObjectId domain,
                            const PgQuery__Constraint& check) {
    if (check.skip_validation == 0) {
        require_not_stored_within(catalog, domain);
    }
}

void validate_check(const Catalog& catalog, ObjectId domain, DomainFacts& facts,
                    const std::string& name) {
    const auto check = require_check(catalog, domain, facts.checks, name);
    if (check->not_valid) {
        require_not_stored_within(catalog, domain);
    }
    check->not_valid = false;
}

ObjectId require_composite(const Catalog& catalog, const PgQuery__RangeVar& name) {
    const ObjectId id = require_relation(catalog, name);
    const Type* type = catalog.types.find(id);
    if (type == nullptr || !std::holds_alternative<CompositeFacts>(type->facts)) {
        refuse(fmt::format("\"{}\" is not a composite type", text_of(name.relname)),
               condition::kWrongObjectType);
    }
    return id;
}

const Column* find_attribute(const Catalog& catalog, ObjectId type, std::string_view name) {
    const auto& columns = std::get<CompositeFacts>(catalog.types.at(type).facts).columns;
    const auto found = std::ranges::find(columns, name, &Column::name);
    return found == columns.end() ? nullptr : &*found;
}

int require_attribute(const Catalog& catalog, ObjectId type, const std::string& name) {
    const Column* column = find_attribute(catalog, type, name);
    if (column == nullptr) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" does not exist", name,
                           catalog.types.at(type).name),
               condition::kUndefinedColumn);
    }
    return column->id;
}

/// Tables that are made of the type have its columns.
void refuse_typed_tables(const Catalog& catalog, ObjectId type) {
    for (const auto& [id, table] : catalog.tables) {
        if (table.of_type == type) {
            refuse(fmt::format("cannot alter type \"{}\" because it is the type of a typed table",
                               catalog.types.at(type).name),
                   condition::kDependentObjects);
        }
    }
}

std::string collation_name(const PgQuery__ColumnDef& definition) {
    const PgQuery__CollateClause* clause = definition.coll_clause;
    const std::string name =
        clause == nullptr ? "" : texts_of(clause->n_collname, clause->collname).back();
    return name == "default" ? "" : name;
}

void add_attribute(Catalog& catalog, ObjectId type, const PgQuery__ColumnDef& definition) {
    refuse_typed_tables(catalog, type);
    Column column{.name = text_of(definition.colname)};
    if (find_attribute(catalog, type, column.name) != nullptr) {
        refuse(fmt::format("column \"{}\" of relation \"{}\" already exists", column.name,
                           catalog.types.at(type).name),
               condition::kDuplicateColumn);
    }
    column.type = resolve_type(catalog, *definition.type_name);
    column.collation = collation_name(definition);
    auto& facts = std::get<CompositeFacts>(catalog.types.edit(type).facts);
    column.id = facts.next_column++;
    facts.columns.push_back(std::move(column));
}

void alter_attribute(Catalog& catalog, ObjectId type, const PgQuery__AlterTableCmd& command) {
    refuse_typed_tables(catalog, type);
    const int id = require_attribute(catalog, type, text_of(command.name));
    require_not_stored(catalog, type);
    const PgQuery__ColumnDef& definition = *command.def->column_def;
    TypeUse changed = resolve_type(catalog, *definition.type_name);
    auto& columns = std::get<CompositeFacts>(catalog.types.edit(type).facts).columns;
    const auto column = std::ranges::find(columns, id, &Column::id);
    column->type = std::move(changed);
    column->collation = collation_name(definition);
}

void drop_attribute(Catalog& catalog, ObjectId type, const PgQuery__AlterTableCmd& command) {
    const bool cascades = command.behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE;
    if (!cascades) {
        refuse_typed_tables(catalog, type);
    }
    const std::string name = text_of(command.name);
    if (command.missing_ok != 0 && find_attribute(catalog, type, name) == nullptr) {
        return;
    }
    drop_column(catalog, type, require_attribute(catalog, type, name),
                cascades ? DropBehavior::Cascade : DropBehavior::Restrict);
}

}  // namespace

void alter_enum(Catalog& catalog, const PgQuery__AlterEnumStmt& statement) {
    const DottedName name = dotted_name(texts_of(statement.n_type_name, statement.type_name));
    const ObjectId type = require_kind<EnumFacts>(catalog, name, "an enum");
    std::vector<std::string>& values = std::get<EnumFacts>(catalog.types.edit(type).facts).values;
    const std::string old_label = text_of(statement.old_val);
    if (old_label.empty()) {
        add_value(values, statement);
    } else {
        const auto place = require_value(values, old_label);
        require_new_value(values, text_of(statement.new_val));
        *place = text_of(statement.new_val);
        rename_label(catalog, type, old_label, *place);
    }
    catalog.touch(type);
}

void alter_domain(Catalog& catalog, const PgQuery__AlterDomainStmt& statement) {
    const DottedName name = dotted_name(texts_of(statement.n_type_name, statement.type_name));
    const ObjectId domain = require_kind<DomainFacts>(catalog, name, "a domain");
    auto& facts = std::get<DomainFacts>(catalog.types.edit(domain).facts);
    catalog.touch(domain);
    switch (text_of(statement.subtype)[0]) {
        case 'T':
            facts.default_value = statement.def == nullptr
                                      ? std::nullopt
                                      : read_domain_default(catalog, *statement.def);
            break;
        case 'N':
            facts.not_null = false;
            break;
        case 'O':
            require_not_stored_within(catalog, domain);
            facts.not_null = true;
            break;
        case 'C':
            add_domain_check(catalog, domain, *statement.def->constraint);
            require_no_stored_rows(catalog, domain, *statement.def->constraint);
            break;
        case 'X':
            drop_check(catalog, domain, facts, statement);
            break;
        default:
            validate_check(catalog, domain, facts, text_of(statement.name));
            break;
    }
}

void alter_composite_type(Catalog& catalog, const PgQuery__AlterTableStmt& statement) {
    const ObjectId type = require_composite(catalog, *statement.relation);
    for (std::size_t index = 0; index < statement.n_cmds; ++index) {
        const PgQuery__AlterTableCmd& command = *statement.cmds[index]->alter_table_cmd;
        switch (command.subtype) {
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
                add_attribute(catalog, type, *command.def->column_def);
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
                drop_attribute(catalog, type, command);
                break;
            case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
                alter_attribute(catalog, type, command);
                break;
            default:
                break;
        }
    }
    catalog.touch(type);
}

}  // namespace erdmark::dialect::postgres
