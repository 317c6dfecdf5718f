#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialect/postgres/view_tree.h"

namespace erdmark::dialect::postgres {

/// What the server would refuse, as it words it. `offset` is the byte in the text of the query, or
/// -1.
struct ViewRefusal {
    std::string message;
    std::string code;  ///< SQLSTATE
    int offset = -1;

    bool operator==(const ViewRefusal&) const = default;
};

/// A query that is beyond what is understood here; `reason` is for the user.
struct ViewNotUnderstood {
    std::string reason;
};

/// A column that needs no qualifier: of a table, or of a join's USING without a table.
struct ViewScopeColumn {
    std::string name;
    ViewTable* table = nullptr;
    std::size_t column = 0;
    std::string type;

    const std::string& type_text() const {
        return table == nullptr ? type : table->columns[column].type;
    }
};

/// What names in a query mean, and in the queries around it.
struct ViewScope {
    const ViewScope* outer = nullptr;
    ViewQuery* query = nullptr;
    std::vector<ViewTable*> tables;
    std::vector<ViewScopeColumn> columns;
};

/// Finds what a column's names stand for and gives its token. Throws a `ViewRefusal` when there is
/// no such column or it could be two.
class ViewLookup {
public:
    explicit ViewLookup(ViewTokens& tokens) : tokens_(tokens) {}

    /// `names` are those of a column, or of a row when `all`.
    std::string find(const ViewScope& scope, const std::vector<std::string>& names, bool all,
                     int offset);

    /// The parameter of a routine of which such names are a field, or all of them; nothing when
    /// they mean something else.
    std::optional<std::string> find_parameter_of(const ViewScope& scope,
                                                 const std::vector<std::string>& names, bool all);

    /// The table of that name in the scope or around it; a null pointer for none.
    static const ViewScope* find_table(const ViewScope& scope, const std::string& schema,
                                       const std::string& name, ViewTable*& table);

    /// The column of the scope itself that needs no qualifier; nothing for none.
    static std::optional<ViewScopeColumn> find_here(const ViewScope& scope, const std::string& name,
                                                    int offset);

    std::string token(const ViewScope& scope, const ViewScopeColumn& column);

private:
    std::optional<std::string> find_plain(const ViewScope& scope, const std::string& name,
                                          int offset);
    std::optional<std::string> find_parameter(const ViewScope& scope, const std::string& name);
    std::string row_token(const ViewScope& scope, const ViewTable& table);

    ViewTokens& tokens_;
};

}  // namespace erdmark::dialect::postgres
