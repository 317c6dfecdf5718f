#include <algorithm>
#include <string_view>

#include "base/text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/expression_printer.h"

namespace erdmark::dialect::postgres {

namespace {

void print_table_alias(const Node& table, std::string& out) {
    if (table.text.empty()) {
        return;
    }
    out += " " + quoted_name(table.text);
    if (table.kind == NodeKind::Table || table.names.empty()) {
        return;
    }
    out += "(";
    std::string_view separator;
    for (const std::string& name : table.names) {
        out += separator;
        out += quoted_name(name);
        separator = ", ";
    }
    out += ")";
}

void print_from_item(const Node& item, std::string& out);

void print_join(const Node& join, std::string& out) {
    print_from_item(join.parts[0], out);
    out += " " + join.text + " ";
    const bool is_nested = join.parts[1].kind == NodeKind::Join;
    out += is_nested ? "(" : "";
    print_from_item(join.parts[1], out);
    out += is_nested ? ")" : "";
    if (!join.clauses.empty()) {
        out += " ON " + printed(join.clauses[0]);
    } else if (!join.names.empty()) {
        std::vector<std::string> names;
        std::ranges::transform(join.names, std::back_inserter(names),
                               [](const std::string& name) { return quoted_name(name); });
        out += " USING (" + erdmark::join(names, ", ") + ")";
    }
}

void print_from_item(const Node& item, std::string& out) {
    if (item.kind == NodeKind::Join) {
        print_join(item, out);
        return;
    }
    out += item.lateral ? "LATERAL " : "";
    if (item.kind == NodeKind::Table) {
        out += (item.all ? "ONLY " : "") + quoted_path(item.names);
    } else if (item.kind == NodeKind::QueryTable) {
        out += "(";
        print_query(item.parts[0], out);
        out += ")";
    } else {
        print_expression(item.parts[0], Binding::Any, out);
    }
    print_table_alias(item, out);
}

void print_targets(const Node& targets, std::string& out) {
    std::string_view separator = " ";
    for (const Node& target : targets.parts) {
        out += separator;
        separator = ", ";
        print_expression(target.parts[0], Binding::Any, out);
        out += target.text.empty() ? "" : " AS " + quoted_name(target.text);
    }
}

void print_from(const Node& from, std::string& out) {
    std::string_view separator = " FROM ";
    for (const Node& item : from.parts) {
        out += separator;
        separator = ", ";
        print_from_item(item, out);
    }
}

std::string_view clause_word(NodeKind kind) {
    switch (kind) {
        case NodeKind::Where:
            return " WHERE ";
        case NodeKind::GroupBy:
            return " GROUP BY ";
        case NodeKind::Having:
            return " HAVING ";
        case NodeKind::Limit:
            return " LIMIT ";
        default:
            return " OFFSET ";
    }
}

void print_clause(const Node& clause, std::string& out) {
    if (clause.kind == NodeKind::Targets) {
        print_targets(clause, out);
    } else if (clause.kind == NodeKind::From) {
        print_from(clause, out);
    } else if (clause.kind == NodeKind::OrderBy) {
        out += " ORDER BY ";
        print_sort_items(clause, out);
    } else {
        out += clause_word(clause.kind);
        print_list(clause.parts, out);
    }
}

/// One of the two queries of UNION and the like.
void print_side(const Node& side, bool is_same_chain, std::string& out) {
    const bool ends_in_clause =
        side.kind == NodeKind::Opaque || std::ranges::any_of(side.clauses, [](const Node& clause) {
            return clause.kind == NodeKind::OrderBy || clause.kind == NodeKind::Limit ||
                   clause.kind == NodeKind::Offset;
        });
    const bool is_bare = !ends_in_clause && (side.kind != NodeKind::SetOperation || is_same_chain);
    out += is_bare ? "" : "(";
    print_query(side, out);
    out += is_bare ? "" : ")";
}

void print_rows(const Node& values, std::string& out) {
    std::string_view separator = "VALUES ";
    for (const Node& row : values.parts) {
        out += separator;
        separator = ", ";
        out += "(";
        print_list(row.parts, out);
        out += ")";
    }
}

}  // namespace

void print_query(const Node& query, std::string& out) {
    if (query.kind == NodeKind::Select) {
        out += query.distinct ? "SELECT DISTINCT" : "SELECT";
    } else if (query.kind == NodeKind::SetOperation) {
        print_side(query.parts[0], query.parts[0].text == query.text, out);
        out += " " + query.text + " ";
        print_side(query.parts[1], false, out);
    } else if (query.kind == NodeKind::Values) {
        print_rows(query, out);
    } else {
        out += query.text;
    }
    for (const Node& clause : query.clauses) {
        print_clause(clause, out);
    }
}

}  // namespace erdmark::dialect::postgres
