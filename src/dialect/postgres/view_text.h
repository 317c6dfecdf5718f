#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "dialect/postgres/view_lines.h"
#include "dialect/postgres/view_printer.h"

namespace erdmark::dialect::postgres {

/// A query that is being printed, inside of others.
struct ViewLevel {
    const ViewQuery* query = nullptr;
    const ViewLevel* outer = nullptr;
    std::set<std::string> names;  ///< Of its tables and those around it.
    bool qualifies = false;       ///< Its columns need a qualifier.
    bool is_nameless = false;     ///< No one sees the names of its outputs,
    bool is_test = false;         ///< nor its outputs at all.
};

/// Prints expressions and queries. The steps of printed_view.
class ViewText {
public:
    ViewText(const ViewTokens& tokens, const ViewRenames& renames)
        : tokens_(tokens), renames_(renames) {}

    /// A query with all its clauses. `use`: the kind of expression that it stands in.
    Lines query(const ViewQuery& query, const ViewLevel* outer,
                NodeKind use = NodeKind::ScalarQuery);

private:
    // Queries: view_printer.cpp
    ViewLevel open(const ViewQuery& query, const ViewLevel* outer);
    Lines with(const ViewLevel& level);
    Lines body(const ViewLevel& level);
    Lines set_operation(const ViewLevel& level);
    Lines side(const ViewQuery& side, const ViewLevel& level, bool is_chain);
    Lines select(const ViewLevel& level);
    Lines targets(const ViewLevel& level);
    std::string window_clause(const ViewLevel& level);
    Lines condition(std::string_view word, const Node& value, const ViewLevel& level);
    std::string limit(const ViewLevel& level);

    // FROM: view_printer_from.cpp
    Lines from(const ViewFrom& item, const ViewLevel& level);
    Lines join(const ViewFrom& join, const ViewLevel& level);
    Lines table(const ViewTable& table, const ViewLevel& level);
    std::string alias(const ViewTable& table, const std::string& plain_name);
    static std::string column_list(const ViewTable& table);
    schema::QualifiedName relation_name(const schema::QualifiedName& name) const;
    std::string column_name(const ViewTable& table, std::size_t column) const;

    // Expressions: view_printer_expression.cpp
    Lines expression(const Node& node, const ViewLevel& level);
    std::string inline_text(const Node& node, const ViewLevel& level);
    Node named(const Node& node, const ViewLevel& level) const;
    Node shown(Node node, const ViewLevel& level, NodeKind use = NodeKind::ScalarQuery);
    std::vector<std::string> path(const ViewToken& token, const ViewLevel& level) const;
    bool has_column(const ViewTable& table, const std::string& name) const;
    bool is_column(const std::string& name, const ViewLevel& level) const;
    Node parameter(const ViewToken& token, const ViewLevel& level) const;
    Lines with_queries(const std::string& text);
    std::string window(const ViewWindow& window, const ViewLevel& level);
    int find_target(const ViewSortItem& item, const ViewLevel& level);
    std::string sort_item(const ViewSortItem& item, const ViewLevel& level, bool inputs_first);
    std::string sort_items(const std::vector<ViewSortItem>& items, const ViewLevel& level);
    std::string group_item(const ViewGroupItem& item, const ViewLevel& level);

    const ViewTokens& tokens_;
    const ViewRenames& renames_;
    std::map<const ViewTable*, std::string> shown_names_;
    std::vector<Lines> queries_;  ///< That stand in an expression, by their marks.
    bool qualifies_all_ = false;
};

}  // namespace erdmark::dialect::postgres
