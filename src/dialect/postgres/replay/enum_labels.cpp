#include "dialect/postgres/replay/enum_labels.h"

#include <algorithm>

#include "dialect/postgres/replay/objects.h"

namespace erdmark::dialect::postgres {

namespace {

class LabelChange {
public:
    LabelChange(const Catalog& catalog, ObjectId type, const std::string& old_label,
                const std::string& new_label)
        : catalog_(catalog), type_(type), old_(old_label), new_(new_label) {}

    /// Whether the expression says the label. `is_of_type`: its value is of the type.
    bool concerns(const Node& node, bool is_of_type) const {
        const bool inside = is_of_type || takes_labels(node);
        return (is_label(node) && inside) || any_part(node, [&](const Node& part) {
                   return concerns(part, inside && !is_other_cast(node));
               });
    }

    void apply(Node& node, bool is_of_type) const {
        const bool inside = is_of_type || takes_labels(node);
        if (is_label(node) && inside) {
            node.text = new_;
        }
        for (std::vector<Node>* list : {&node.parts, &node.clauses}) {
            for (Node& part : *list) {
                apply(part, inside && !is_other_cast(node));
            }
        }
    }

    bool is_own(const TypeUse& type) const { return type.object == type_; }

private:
    template <typename Predicate>
    static bool any_part(const Node& node, const Predicate& holds) {
        return std::ranges::any_of(node.parts, holds) || std::ranges::any_of(node.clauses, holds);
    }

    bool is_label(const Node& node) const {
        return node.kind == NodeKind::String && node.text == old_;
    }

    bool is_other_cast(const Node& node) const {
        return node.kind == NodeKind::Cast && node.object != type_;
    }

    /// Whether the literals among its operands are read as labels.
    bool takes_labels(const Node& node) const {
        return (node.kind == NodeKind::Cast && node.object == type_) ||
               (is_comparison(node.kind) &&
                any_part(node, [&](const Node& part) { return has_the_type(part); }));
    }

    static bool is_comparison(NodeKind kind) {
        switch (kind) {
            case NodeKind::Operator:
            case NodeKind::ArrayTest:
            case NodeKind::Distinct:
            case NodeKind::NullIf:
            case NodeKind::In:
            case NodeKind::Between:
            case NodeKind::Common:
            case NodeKind::Case:
                return true;
            default:
                return false;
        }
    }

    bool has_the_type(const Node& node) const {
        if (node.kind == NodeKind::Column) {
            return is_own(column_type(catalog_, node.object, node.column));
        }
        return (node.kind == NodeKind::Cast && node.object == type_) ||
               (node.kind == NodeKind::CaseArgument &&
                any_part(node, [&](const Node& part) { return has_the_type(part); }));
    }

    const Catalog& catalog_;
    ObjectId type_;
    const std::string& old_;
    const std::string& new_;
};

/// Calls `visit` with each expression of the object and whether its value is of the type.
template <typename Parts, typename Visit>
void visit_index_parts(Parts& parts, const Visit& visit) {
    for (auto& part : parts) {
        if (part.expression) {
            visit(*part.expression, false);
        }
    }
}

template <typename Relation, typename Visit>
void visit_relation(Relation& relation, const Visit& visit) {
    for (auto& trigger : relation.triggers) {
        if (trigger.condition) {
            visit(*trigger.condition, false);
        }
    }
    for (auto& statistics : relation.statistics) {
        visit_index_parts(statistics.parts, visit);
    }
}

template <typename Columns, typename Visit>
void visit_columns(Columns& columns, const LabelChange& change, const Visit& visit) {
    for (auto& column : columns) {
        if (column.default_value) {
            visit(*column.default_value, change.is_own(column.type));
        }
    }
}

template <typename Constraints, typename Visit>
void visit_constraints(Constraints& constraints, bool is_of_type, const Visit& visit) {
    for (auto& constraint : constraints) {
        if (constraint.expression) {
            visit(*constraint.expression, is_of_type);
        }
    }
}

template <typename AnyTable, typename Visit>
void visit_table(AnyTable& table, const LabelChange& change, const Visit& visit) {
    visit_relation(table, visit);
    visit_columns(table.columns, change, visit);
    visit_constraints(table.constraints, false, visit);
    visit_index_parts(table.partition_parts, visit);
    for (auto& policy : table.policies) {
        for (auto* expression : {&policy.using_expression, &policy.check_expression}) {
            if (*expression) {
                visit(**expression, false);
            }
        }
    }
}

template <typename AnyView, typename Visit>
void visit_view(AnyView& view, const LabelChange& change, const Visit& visit) {
    visit_relation(view, visit);
    visit_columns(view.columns, change, visit);
    if (view.query) {
        visit(*view.query, false);
    }
}

template <typename AnyIndex, typename Visit>
void visit_index(AnyIndex& index, const Visit& visit) {
    visit_index_parts(index.parts, visit);
    if (index.predicate) {
        visit(*index.predicate, false);
    }
}

template <typename AnyType, typename Visit>
void visit_type(AnyType& type, const LabelChange& change, const Visit& visit) {
    if (auto* domain = std::get_if<DomainFacts>(&type.facts)) {
        const bool is_of_type = change.is_own(domain->base);
        visit_constraints(domain->checks, is_of_type, visit);
        if (domain->default_value) {
            visit(*domain->default_value, is_of_type);
        }
    }
}

template <typename AnyRoutine, typename Visit>
void visit_routine(AnyRoutine& routine, const LabelChange& change, const Visit& visit) {
    visit_columns(routine.arguments, change, visit);
}

template <typename Objects, typename Walk>
void change_in(Catalog& catalog, Objects& objects, const LabelChange& change, const Walk& walk) {
    std::vector<ObjectId> concerned;
    for (const auto& [id, object] : objects) {
        bool is_concerned = false;
        walk(object, [&](const Node& node, bool is_of_type) {
            is_concerned = is_concerned || change.concerns(node, is_of_type);
        });
        if (is_concerned) {
            concerned.push_back(id);
        }
    }
    for (const ObjectId id : concerned) {
        walk(objects.edit(id),
             [&](Node& node, bool is_of_type) { change.apply(node, is_of_type); });
        catalog.touch(id);
    }
}

}  // namespace

void rename_label(Catalog& catalog, ObjectId type, const std::string& old_label,
                  const std::string& new_label) {
    const LabelChange change(catalog, type, old_label, new_label);
    change_in(catalog, catalog.tables, change,
              [&](auto& table, const auto& visit) { visit_table(table, change, visit); });
    change_in(catalog, catalog.views, change,
              [&](auto& view, const auto& visit) { visit_view(view, change, visit); });
    change_in(catalog, catalog.indexes, change,
              [](auto& index, const auto& visit) { visit_index(index, visit); });
    change_in(catalog, catalog.types, change,
              [&](auto& domain, const auto& visit) { visit_type(domain, change, visit); });
    change_in(catalog, catalog.routines, change,
              [&](auto& routine, const auto& visit) { visit_routine(routine, change, visit); });
}

}  // namespace erdmark::dialect::postgres
