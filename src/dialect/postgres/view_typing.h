#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "dialect/postgres/expression_operands.h"
#include "dialect/postgres/syntax_tree.h"
#include "dialect/postgres/view_calls.h"
#include "dialect/postgres/view_tree.h"
#include "dialect/postgres/view_types.h"

namespace erdmark::dialect::postgres {

/// Finds the types of expressions of a resolved query, and brings them into the canonical form.
class ViewTyping {
public:
    ViewTyping(RelationSource& source, const ViewTokens& tokens, ViewForm form)
        : source_(source), tokens_(tokens), form_(form), rules_(source) {}

    /// The form that was asked for, with the types in `Node::type` as `format_type` prints them,
    /// modifiers and all; `unknown` for a literal, empty when not known. `type` is as in
    /// `ExpressionContext`.
    Node canonical(Node expression, const std::string& type = {});

    /// Sets the types and drops the casts without which the server chooses the same functions and
    /// operators and adds the same casts.
    void annotate(Node& node);

    /// Drops casts of values of which one is chosen, by CASE, UNION and the like, when their common
    /// type stays. Gives that type, with modifiers if all have the same.
    std::string annotate_choice(const std::vector<Node*>& values);

    /// A column with its name and type, and the user's type behind it.
    RelationColumn column(std::string name, std::string type);

    /// The type as `format_type` prints it, however its schema was written.
    std::string canonical_type(const std::string& text);

    /// The columns of the rows that a call gives in FROM; one without a name when it gives single
    /// values that have none. Sets `relation` when they are the rows of a table. Throws a
    /// `ViewNotUnderstood` when they are not known.
    std::vector<RelationColumn> row_columns(const Node& call, schema::QualifiedName& relation);

    /// The fields of a composite type or of the rows of a relation. Throws a `ViewNotUnderstood`
    /// for other types.
    std::vector<RelationColumn> fields(const std::string& type);

    /// Columns that are read as fields of a value that has the type of a relation's rows.
    const std::set<std::pair<schema::QualifiedName, std::size_t>>& fields_read() const {
        return fields_read_;
    }

    TypeRules& rules() { return rules_; }

private:
    using Types = std::vector<std::string>;
    using Choose = std::function<std::optional<CallChoice>(const Types&)>;
    /// All of one name, the user's first.
    struct Functions {
        std::vector<SourceFunction> users;
        std::vector<Signature> signatures;
    };

    void annotate_parts(Node& node);
    void annotate_value(Node& node);
    void annotate_test(Node& node);
    void annotate_cast(Node& node);
    void annotate_operator(Node& node);
    void annotate_in(Node& node);
    void annotate_in_query(Node& node);
    void annotate_array_test(Node& node);
    bool is_list(const Node& test, const std::string& element);
    void annotate_null_if(Node& node);
    void annotate_call(Node& node);
    void annotate_case(Node& node);
    void annotate_array(Node& node);
    static void annotate_collate(Node& node);
    void annotate_field(Node& node);
    static void annotate_subscript(Node& node);
    void annotate_query(Node& node);
    Functions functions_of(const Node& call);
    std::optional<CallChoice> choose_call(const Functions& functions, const Node& call,
                                          const Types& types);
    void read_literal(Node& literal, const std::string& code);
    std::string common_of(const std::vector<Node*>& values);
    void drop_literal_casts(const std::vector<Node*>& values, NodeKind kind,
                            const std::string& common);
    static void add_literal_casts(const std::vector<Node*>& values, const std::string& common);
    std::vector<RelationColumn> columns_of_type(const std::string& type);
    std::optional<CallChoice> drop_casts(const std::vector<Node*>& operands, const Choose& choose);
    std::optional<CallChoice> drop_operator_casts(std::string_view operation, Node& left,
                                                  Node& right);
    const std::optional<CallChoice>& operator_choice(std::string_view name, const Types& types);
    void note_tokens();
    bool is_done(const Node& annotated) const;
    Node canonical_rounds(Node expression, const std::string& type);
    void collect_queries(const Node& node, std::set<const ViewQuery*>& queries) const;

    RelationSource& source_;
    const ViewTokens& tokens_;
    ViewForm form_;
    TypeRules rules_;
    std::map<std::pair<std::string, Types>, std::optional<CallChoice>> operators_;
    std::map<std::string, std::string> token_types_;
    std::size_t noted_ = 0;
    std::set<std::pair<schema::QualifiedName, std::size_t>> fields_read_;
};

}  // namespace erdmark::dialect::postgres
