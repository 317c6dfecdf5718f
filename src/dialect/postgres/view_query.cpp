#include "dialect/postgres/view_query.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/condition.h"
#include "dialect/postgres/sql_syntax.h"
#include "dialect/postgres/view_parser.h"
#include "dialect/postgres/view_reader.h"

namespace erdmark::dialect::postgres {

namespace {

using ReadColumns = std::map<schema::QualifiedName, std::set<std::pair<std::size_t, std::string>>>;

std::vector<schema::ViewSource> reads_of(ViewReader& reader, const ViewTokens& tokens,
                                         RelationSource& source) {
    ReadColumns reads;
    for (const ViewTable* const table : reader.tables()) {
        if (table->kind == ViewTable::Kind::Relation && !table->is_system) {
            reads[table->relation];
        }
    }
    for (const ViewToken& token : tokens.all()) {
        if (token.kind == ViewToken::Kind::Column && !token.table->relation.name.empty() &&
            token.table->kind != ViewTable::Kind::Common && !token.table->is_system) {
            reads[token.table->relation].emplace(token.column,
                                                 token.table->own_names[token.column]);
        }
    }
    for (const auto& [relation, place] : reader.typing().fields_read()) {
        const SourceRelation* const found = source.relation(relation.schema, relation.name);
        if (found != nullptr && place < found->columns.size()) {
            reads[relation].emplace(place, found->columns[place].name);
        }
    }
    std::vector<schema::ViewSource> sources;
    for (const auto& [name, columns] : reads) {
        schema::ViewSource& read = sources.emplace_back();
        read.name = name;
        for (const auto& [place, column] : columns) {
            read.columns.push_back(column);
        }
    }
    return sources;
}

/// The names of the columns of the view, in place of those of the query.
void name_columns(ViewQuery& query, const std::vector<std::string>& names) {
    if (names.size() > query.columns.size()) {
        throw ViewRefusal{"CREATE VIEW specifies more column names than columns",
                          condition::kSyntaxError};
    }
    ViewQuery* first = &query;
    while (first->left != nullptr) {
        first = first->left.get();
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        query.columns[i].name = names[i];
        first->columns[i].name = names[i];
        if (i < first->targets.size()) {
            first->targets[i].column.name = names[i];
        }
    }
}

void check_names(const std::vector<RelationColumn>& columns) {
    std::set<std::string> seen;
    for (const RelationColumn& column : columns) {
        if (!seen.insert(column.name).second) {
            throw ViewRefusal{fmt::format("column \"{}\" specified more than once", column.name),
                              condition::kDuplicateColumn};
        }
    }
}

/// The steps of analyse_view.
class Analysis {
public:
    Analysis(std::string_view text, RelationSource& source, const ViewRenames& renames,
             const RoutineNames* routine = nullptr)
        : text_(trim(text)), source_(source), renames_(renames), routine_(routine) {}

    ViewShape run(QueryTree& tree, const std::vector<std::string>& names,
                  ViewForm form = ViewForm::Canonical) {
        ViewShape shape;
        try {
            read(tree, names, form, shape);
        } catch (const ViewRefusal& refusal) {
            shape = {.refusal = refusal};
        } catch (const ViewNotUnderstood& reason) {
            shape.undecided.push_back(reason.reason);
        }
        if (!shape.is_understood) {
            shape.definition = text_;
        }
        return shape;
    }

private:
    void read(QueryTree& tree, const std::vector<std::string>& names, ViewForm form,
              ViewShape& shape) {
        if (tree.query() == nullptr) {
            throw ViewNotUnderstood{"the query, which is not one that PostgreSQL 15 knows"};
        }
        ViewTokens tokens;
        ViewReader reader(source_, tokens, tree, form, routine_);
        const std::unique_ptr<ViewQuery> query = reader.read(*tree.query());
        if (routine_ == nullptr) {
            name_columns(*query, names);
            check_names(query->columns);
        } else {
            query->is_in_routine = true;
        }
        shape.columns = query->columns;
        shape.reads = reads_of(reader, tokens, source_);
        for (const RelationColumn& column : shape.columns) {
            if (column.type.empty()) {
                shape.undecided.push_back(fmt::format("the type of the column '{}'", column.name));
            }
        }
        if (reader.is_whole()) {
            shape.definition = printed_view(*query, tokens, renames_);
            shape.is_understood = true;
        }
    }

    std::string text_;
    RelationSource& source_;
    const ViewRenames& renames_;
    const RoutineNames* routine_;
};

/// The text before the last words of the statement, when they are these.
std::string_view without_end(std::string_view text, const std::vector<std::string_view>& words) {
    const std::vector<sql::Token> tokens = sql::tokenize(text, kSyntax);
    std::vector<sql::Token> parts;
    std::ranges::copy_if(tokens, std::back_inserter(parts), [](const sql::Token& token) {
        return token.kind != sql::TokenKind::LineComment &&
               token.kind != sql::TokenKind::BlockComment;
    });
    if (parts.size() < words.size()) {
        return text;
    }
    const auto start = parts.end() - static_cast<std::ptrdiff_t>(words.size());
    const bool is_end = std::equal(words.begin(), words.end(), start,
                                   [](std::string_view word, const sql::Token& token) {
                                       return sql::is_keyword(token, word);
                                   });
    return is_end ? text.substr(0, start->offset) : text;
}

}  // namespace

ViewShape resolve_view(const PgQuery__SelectStmt& query, std::string_view text,
                       const std::vector<std::string>& names, RelationSource& source) {
    QueryTree tree(query);
    return Analysis(text, source, {}).run(tree, names, ViewForm::Resolved);
}

ViewShape analyse_view(std::string_view text, const std::vector<std::string>& names,
                       RelationSource& source, const ViewRenames& renames) {
    QueryTree tree(text);
    return Analysis(text, source, renames).run(tree, names);
}

ViewShape analyse_query(std::string_view text, const RoutineNames& routine, RelationSource& source,
                        const ViewRenames& renames) {
    QueryTree tree(text);
    return Analysis(text, source, renames, &routine).run(tree, {});
}

std::string view_query_text(std::string_view statement) {
    int depth = 0;
    for (const sql::Token& token : sql::tokenize(statement, kSyntax)) {
        depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
        if (depth != 0 || !sql::is_keyword(token, "AS")) {
            continue;
        }
        std::string_view text = trim(statement.substr(token.offset + token.text.size()));
        while (text.ends_with(';')) {
            text = trim(text.substr(0, text.size() - 1));
        }
        for (const std::vector<std::string_view>& end :
             {std::vector<std::string_view>{"WITH", "NO", "DATA"},
              {"WITH", "DATA"},
              {"WITH", "CHECK", "OPTION"},
              {"WITH", "LOCAL", "CHECK", "OPTION"},
              {"WITH", "CASCADED", "CHECK", "OPTION"}}) {
            text = without_end(text, end);
        }
        return std::string(trim(text));
    }
    return "";
}

}  // namespace erdmark::dialect::postgres
