#include "dialect/postgres/replay/tables/definitions.h"

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_printer.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/fold_view.h"
#include "dialect/postgres/replay/tables/oids.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

std::string qualified(const Catalog& catalog, ObjectId object) {
    const schema::QualifiedName name = full_name(catalog, object);
    return quoted_name(name.schema) + "." + quoted_name(name.name);
}

std::string column_list(const Catalog& catalog, ObjectId relation,
                        const std::vector<int>& columns) {
    std::vector<std::string> names;
    names.reserve(columns.size());
    for (const int column : columns) {
        names.push_back(quoted_name(column_name(catalog, relation, column)));
    }
    return join(names, ", ");
}

std::string part_text(const Catalog& catalog, ObjectId relation, const IndexPart& part) {
    std::string text = part.expression
                           ? "(" + expression_definition(catalog, *part.expression) + ")"
                           : quoted_name(column_name(catalog, relation, part.column));
    if (!part.collation.empty()) {
        text += " COLLATE " + part.collation;
    }
    if (!part.operator_class.empty()) {
        text += " " + part.operator_class;
    }
    text += part.descending ? " DESC" : "";
    return part.nulls.empty() ? text : text + " NULLS " + part.nulls;
}

std::string parts_text(const Catalog& catalog, ObjectId relation,
                       const std::vector<IndexPart>& parts) {
    std::vector<std::string> texts;
    texts.reserve(parts.size());
    for (const IndexPart& part : parts) {
        texts.push_back(part_text(catalog, relation, part));
    }
    return join(texts, ", ");
}

std::string key_definition(const Catalog& catalog, ObjectId table, const Constraint& constraint) {
    const bool is_primary = constraint.kind == ConstraintKind::PrimaryKey;
    std::string text = is_primary ? "PRIMARY KEY" : "UNIQUE";
    const Index* index = catalog.indexes.find(constraint.index);
    if (index != nullptr && index->nulls_not_distinct) {
        text += " NULLS NOT DISTINCT";
    }
    text += " (" + column_list(catalog, table, constraint.columns) + ")";
    if (index != nullptr && !index->included.empty()) {
        text += " INCLUDE (" + column_list(catalog, table, index->included) + ")";
    }
    return text;
}

std::string foreign_key_definition(const Catalog& catalog, ObjectId table,
                                   const Constraint& constraint) {
    using schema::ReferentialAction;
    std::string text = fmt::format(
        "FOREIGN KEY ({}) REFERENCES {}({})", column_list(catalog, table, constraint.columns),
        is_visible(catalog, constraint.referenced)
            ? quoted_name(full_name(catalog, constraint.referenced).name)
            : qualified(catalog, constraint.referenced),
        column_list(catalog, constraint.referenced, constraint.referenced_columns));
    if (constraint.match == schema::MatchType::Full) {
        text += " MATCH FULL";
    }
    if (constraint.on_update != ReferentialAction::NoAction) {
        text += " ON UPDATE " + schema::action_words(constraint.on_update);
    }
    if (constraint.on_delete != ReferentialAction::NoAction) {
        text += " ON DELETE " + schema::action_words(constraint.on_delete);
    }
    if (!constraint.set_columns.empty()) {
        text += " (" + column_list(catalog, table, constraint.set_columns) + ")";
    }
    return text;
}

std::string exclusion_definition(const Catalog& catalog, const Constraint& constraint) {
    const Index* index = catalog.indexes.find(constraint.index);
    if (index == nullptr) {
        return {};
    }
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < index->parts.size() && i < constraint.operators.size(); ++i) {
        parts.push_back(part_text(catalog, index->relation, index->parts[i]) + " WITH " +
                        constraint.operators[i]);
    }
    std::string text = fmt::format("EXCLUDE USING {} ({})", index->method, join(parts, ", "));
    if (index->predicate) {
        text += " WHERE (" + expression_definition(catalog, *index->predicate) + ")";
    }
    return text;
}

}  // namespace

std::string expression_definition(const Catalog& catalog, const Node& expression) {
    return printed(with_current_names(catalog, expression));
}

std::string constraint_definition(const Catalog& catalog, ObjectId table,
                                  const Constraint& constraint) {
    std::string text;
    switch (constraint.kind) {
        case ConstraintKind::PrimaryKey:
        case ConstraintKind::Unique:
            text = key_definition(catalog, table, constraint);
            break;
        case ConstraintKind::Check:
            text = "CHECK (" + expression_definition(catalog, *constraint.expression) + ")";
            break;
        case ConstraintKind::Exclusion:
            text = exclusion_definition(catalog, constraint);
            break;
        case ConstraintKind::ForeignKey:
            text = foreign_key_definition(catalog, table, constraint);
            break;
    }
    if (constraint.deferrability != schema::Deferrability::NotDeferrable) {
        text += " DEFERRABLE";
    }
    if (constraint.deferrability == schema::Deferrability::InitiallyDeferred) {
        text += " INITIALLY DEFERRED";
    }
    text += constraint.no_inherit ? " NO INHERIT" : "";
    return constraint.not_valid ? text + " NOT VALID" : text;
}

std::string index_definition(const Catalog& catalog, ObjectId id) {
    const Index& index = catalog.indexes.at(id);
    std::string text =
        fmt::format("CREATE {}INDEX {} ON {} USING {} ({})", index.unique ? "UNIQUE " : "",
                    quoted_name(index.name), qualified(catalog, index.relation), index.method,
                    parts_text(catalog, index.relation, index.parts));
    if (!index.included.empty()) {
        text += " INCLUDE (" + column_list(catalog, index.relation, index.included) + ")";
    }
    text += index.nulls_not_distinct ? " NULLS NOT DISTINCT" : "";
    if (!index.options.empty()) {
        text += " WITH (" + join(index.options, ", ") + ")";
    }
    if (index.predicate) {
        text += " WHERE (" + expression_definition(catalog, *index.predicate) + ")";
    }
    return text;
}

std::string view_definition(const Catalog& catalog, ObjectId view) {
    return fold_view(catalog, view).definition;
}

std::string partition_key_definition(const Catalog& catalog, ObjectId id) {
    const Table& table = catalog.tables.at(id);
    return fmt::format("{} ({})", table.partition_strategy,
                       parts_text(catalog, id, table.partition_parts));
}

std::string argument_types(const Catalog& catalog, const Routine& routine) {
    std::vector<std::string> types;
    for (const RoutineArgument& argument : routine.arguments) {
        if (argument.mode != "OUT" && argument.mode != "TABLE") {
            types.push_back((argument.name.empty() ? "" : quoted_name(argument.name) + " ") +
                            type_text(catalog, argument.type));
        }
    }
    return join(types, ", ");
}

}  // namespace erdmark::dialect::postgres
