#include "dialect/postgres/replay/binding.h"

#include <algorithm>

#include <fmt/format.h>

#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/types.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/syntax_tree_reader.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kRegclass = "regclass";

bool is_call_of(const Node& node, std::string_view name) {
    return node.kind == NodeKind::Call && node.names.size() == 1 && node.names[0] == name;
}

bool is_sequence_call(const Node& node) {
    return is_call_of(node, "nextval") || is_call_of(node, "currval") || is_call_of(node, "setval");
}

/// The names in a text such as `public."Users"`.
std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        if (token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName) {
            names.push_back(sql::identifier_name(token));
        }
    }
    return names;
}

class Binder {
public:
    Binder(const Catalog& catalog, const BindScope& scope) : catalog_(catalog), scope_(scope) {}

    void bind(Node& node) {
        switch (node.kind) {
            case NodeKind::Column:
                bind_column(node);
                break;
            case NodeKind::Call:
                bind_call(node);
                break;
            case NodeKind::Cast:
                bind_cast(node);
                break;
            case NodeKind::Table:
                bind_table(node);
                break;
            case NodeKind::Select:
            case NodeKind::SetOperation:
                bind_query(node);
                return;
            default:
                break;
        }
        bind_parts(node);
        if (node.kind == NodeKind::Cast && is_cast_to_own_type(node)) {
            node = Node(std::move(node.parts[0]));
        }
    }

private:
    void bind_parts(Node& node) {
        for (Node& part : node.parts) {
            bind(part);
        }
        for (Node& clause : node.clauses) {
            bind(clause);
        }
    }

    /// Its tables are there before the columns that stand in front of them.
    void bind_query(Node& query) {
        const std::size_t outer = tables_.size();
        ++depth_;
        collect_tables(query);
        bind_parts(query);
        --depth_;
        tables_.resize(outer);
    }

    void collect_tables(const Node& node) {
        if (node.kind == NodeKind::Table) {
            const DottedName name = dotted_name(node.names);
            tables_.push_back({node.text.empty() ? name.name : node.text,
                               find_relation(catalog_, name.schema, name.name)});
            return;
        }
        for (const Node& clause : node.clauses) {
            if (clause.kind == NodeKind::From || clause.kind == NodeKind::Join ||
                clause.kind == NodeKind::Table) {
                collect_tables(clause);
            }
        }
        if (node.kind == NodeKind::From || node.kind == NodeKind::Join) {
            for (const Node& part : node.parts) {
                collect_tables(part);
            }
        }
    }

    void bind_table(Node& node) {
        const DottedName name = dotted_name(node.names);
        node.object = find_relation(catalog_, name.schema, name.name);
    }

    bool bind_to(Node& node, ObjectId relation, const std::string& column) {
        const int id = column_id(catalog_, relation, column);
        if (id == 0) {
            return false;
        }
        node.object = relation;
        node.column = id;
        return true;
    }

    void bind_column(Node& node) {
        if (node.all || node.names.empty() || bind_in_query(node)) {
            return;
        }
        const std::string& column = node.names.back();
        if (node.names.size() == 1) {
            bind_plain_column(node, column);
            return;
        }
        const std::string& row = node.names[node.names.size() - 2];
        const auto found = scope_.rows.find(row);
        if (found != scope_.rows.end() && bind_to(node, found->second, column)) {
            return;
        }
        if (found != scope_.rows.end() && found->second != 0) {
            refuse(fmt::format("column {}.{} does not exist", row, column),
                   condition::kUndefinedColumn);
        }
        if (depth_ == 0 && scope_.relation != 0) {
            refuse(fmt::format("missing FROM-clause entry for table \"{}\"", row),
                   condition::kUndefinedTable);
        }
    }

    void bind_plain_column(Node& node, const std::string& column) {
        if (bind_to(node, scope_.relation, column)) {
            return;
        }
        const bool known = std::ranges::find(scope_.variables, column) != scope_.variables.end() ||
                           scope_.rows.find(column) != scope_.rows.end();
        if (known || depth_ > 0) {
            return;
        }
        refuse(fmt::format("column \"{}\" does not exist", column), condition::kUndefinedColumn);
    }

    /// To a table of a query that surrounds it, the innermost first.
    bool bind_in_query(Node& node) {
        const std::string& column = node.names.back();
        const std::string row = node.names.size() > 1 ? node.names[node.names.size() - 2] : "";
        for (auto table = tables_.rbegin(); table != tables_.rend(); ++table) {
            if ((row.empty() || row == table->name) && bind_to(node, table->relation, column)) {
                return true;
            }
        }
        return false;
    }

    void bind_call(Node& node) {
        if (is_sequence_call(node) && !node.parts.empty()) {
            bind_relation_text(node.parts[0]);
        }
        const DottedName name = dotted_name(node.names);
        for (const ObjectId routine : find_routines(catalog_, name.schema, name.name)) {
            const std::size_t most = catalog_.routines.at(routine).arguments.size();
            if (node.parts.size() <= most || node.variadic) {
                node.object = routine;
                return;
            }
        }
    }

    /// A column's cast to the type that it has, which the server leaves out when it reads it.
    bool is_cast_to_own_type(const Node& cast) const {
        const Node& value = cast.parts[0];
        const Table* table =
            value.kind == NodeKind::Column ? catalog_.tables.find(value.object) : nullptr;
        const Column* column = table == nullptr ? nullptr : find_column(*table, value.column);
        return column != nullptr && resolve_type_text(catalog_, cast.text) == column->type;
    }

    void bind_cast(Node& node) {
        if (node.text == kRegclass && !node.parts.empty()) {
            bind_relation_text(node.parts[0]);
            return;
        }
        const TypeUse type = resolve_type_text(catalog_, node.text);
        node.object = type.object;
        if (type.object != 0 && !node.parts.empty() && node.parts[0].kind == NodeKind::String) {
            node.parts[0].object = type.object;
        }
    }

    /// A string that names a relation; that of `'s'::text::regclass` is looked up at run time.
    void bind_relation_text(Node& node) {
        if (node.kind == NodeKind::Cast && node.text == kRegclass && !node.parts.empty()) {
            bind_relation_text(node.parts[0]);
            return;
        }
        if (node.kind != NodeKind::String) {
            return;
        }
        const DottedName name = dotted_name(names_in(node.text));
        node.object = find_relation(catalog_, name.schema, name.name);
        if (node.object == 0 && name.schema != "pg_catalog" &&
            name.schema != "information_schema") {
            refuse(fmt::format("relation \"{}\" does not exist", node.text),
                   condition::kUndefinedTable);
        }
    }

    struct QueryTable {
        std::string name;
        ObjectId relation = 0;
    };

    const Catalog& catalog_;
    const BindScope& scope_;
    std::vector<QueryTable> tables_;
    int depth_ = 0;
};

std::vector<std::string> parts_of(const schema::QualifiedName& name) {
    return name.schema.empty() ? std::vector{name.name} : std::vector{name.schema, name.name};
}

void set_column_name(const Catalog& catalog, Node& node) {
    const std::string name = column_name(catalog, node.object, node.column);
    if (!name.empty()) {
        node.names.back() = name;
    }
}

bool is_type(const Catalog& catalog, const Node& node) {
    return catalog.types.contains(node.object);
}

void set_current_name(const Catalog& catalog, Node& node) {
    switch (node.kind) {
        case NodeKind::Column:
            set_column_name(catalog, node);
            break;
        case NodeKind::Call:
        case NodeKind::Table:
            node.names = parts_of(document_name(catalog, node.object));
            break;
        case NodeKind::Cast: {
            TypeUse type = resolve_type_text(catalog, node.text);
            type.builtin.clear();
            type.object = node.object;
            node.text = type_text(catalog, type);
            break;
        }
        case NodeKind::String:
            if (!is_type(catalog, node)) {
                node.text = quoted_path(parts_of(document_name(catalog, node.object)));
            }
            break;
        default:
            break;
    }
}

/// A table that is not named as it was keeps its old name as its alias.
void keep_alias(Node& table, const std::vector<std::string>& old_names) {
    if (table.kind == NodeKind::Table && table.text.empty() && !old_names.empty() &&
        table.names.back() != old_names.back()) {
        table.text = old_names.back();
    }
}

void rename_tree(const Catalog& catalog, Node& node) {
    if (node.object != 0) {
        const std::vector<std::string> old_names = node.names;
        set_current_name(catalog, node);
        keep_alias(node, old_names);
    }
    for (Node& part : node.parts) {
        rename_tree(catalog, part);
    }
    for (Node& clause : node.clauses) {
        rename_tree(catalog, clause);
    }
}

}  // namespace

BindScope relation_scope(const Catalog& catalog, ObjectId relation) {
    return {.relation = relation, .rows = {{full_name(catalog, relation).name, relation}}};
}

Node read_bound(const Catalog& catalog, const ParserNode& expression, const BindScope& scope) {
    std::optional<Node> tree = read_expression(expression);
    if (!tree) {
        refuse("this expression is not understood", condition::kFeatureNotSupported);
    }
    bind(catalog, *tree, scope);
    return std::move(*tree);
}

void bind(const Catalog& catalog, Node& tree, const BindScope& scope) {
    Binder(catalog, scope).bind(tree);
}

std::optional<Node> bound_query(const Catalog& catalog, const PgQuery__SelectStmt& query) {
    std::optional<Node> tree = read_known_query(query);
    if (!tree) {
        return std::nullopt;
    }
    try {
        bind(catalog, *tree, {});
    } catch (const Refusal&) {
        return std::nullopt;
    }
    return tree;
}

Node with_current_names(const Catalog& catalog, Node tree) {
    rename_tree(catalog, tree);
    return tree;
}

void visit_references(const Node& tree, const std::function<void(const Node&)>& visit) {
    if (tree.object != 0) {
        visit(tree);
    }
    for (const Node& part : tree.parts) {
        visit_references(part, visit);
    }
    for (const Node& clause : tree.clauses) {
        visit_references(clause, visit);
    }
}

bool refers_to(const Node& tree, ObjectId object, int column) {
    if (tree.object == object && (column == 0 || tree.column == column)) {
        return true;
    }
    const auto refers = [=](const Node& part) { return refers_to(part, object, column); };
    return std::ranges::any_of(tree.parts, refers) || std::ranges::any_of(tree.clauses, refers);
}

std::vector<int> columns_in(const Node& tree, ObjectId relation) {
    std::vector<int> columns;
    visit_references(tree, [&](const Node& node) {
        const bool is_column = node.kind == NodeKind::Column && node.object == relation;
        if (is_column && std::ranges::find(columns, node.column) == columns.end()) {
            columns.push_back(node.column);
        }
    });
    return columns;
}

}  // namespace erdmark::dialect::postgres
