#include "dialect/postgres/view_tree.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace erdmark::dialect::postgres {

namespace {

// A name that no one needs quotes for and hardly anyone uses; that some view does use it does no
// harm, as nothing but tokens is looked up.
constexpr std::string_view kPrefix = "erdmark_";

std::string token_text(std::size_t place) {
    return std::string(kPrefix) + std::to_string(place);
}

}  // namespace

std::string ViewTokens::add(ViewToken token) {
    tokens_.push_back(std::move(token));
    return token_text(tokens_.size() - 1);
}

std::string ViewTokens::add_column(const ViewTable& table, std::size_t column,
                                   const ViewQuery& owner) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        const ViewToken& token = tokens_[i];
        if (token.kind == ViewToken::Kind::Column && token.table == &table &&
            token.column == column) {
            return token_text(i);
        }
    }
    ViewToken token;
    token.table = &table;
    token.column = column;
    token.name = table.columns[column].name;
    token.type = table.columns[column].type;
    token.owner = &owner;
    return add(std::move(token));
}

std::string ViewTokens::add_merged(const std::string& name, const std::string& type,
                                   const ViewQuery& owner) {
    ViewToken token;
    token.kind = ViewToken::Kind::Merged;
    token.name = name;
    token.type = type;
    token.owner = &owner;
    return add(std::move(token));
}

std::string ViewTokens::add_row(const ViewTable& table, const std::string& type,
                                const ViewQuery& owner) {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (tokens_[i].kind == ViewToken::Kind::Row && tokens_[i].table == &table) {
            return token_text(i);
        }
    }
    ViewToken token;
    token.kind = ViewToken::Kind::Row;
    token.table = &table;
    token.name = table.name;
    token.type = type;
    token.owner = &owner;
    return add(std::move(token));
}

std::string ViewTokens::add_query(std::unique_ptr<ViewQuery> query) {
    ViewToken token;
    token.kind = ViewToken::Kind::Query;
    token.query = std::move(query);
    return add(std::move(token));
}

std::string ViewTokens::add_window(ViewWindow window) {
    ViewToken token;
    token.kind = ViewToken::Kind::Window;
    token.window = std::move(window);
    return add(std::move(token));
}

const ViewToken* ViewTokens::find(const std::string& text) const {
    if (!text.starts_with(kPrefix)) {
        return nullptr;
    }
    std::size_t place = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + kPrefix.size(), end, place);
    return read.ptr == end && place < tokens_.size() && text == token_text(place) ? &tokens_[place]
                                                                                  : nullptr;
}

ViewToken* ViewTokens::find(const std::string& text) {
    return const_cast<ViewToken*>(std::as_const(*this).find(text));
}

const ViewToken* ViewTokens::of(const Node& node) const {
    return node.kind == NodeKind::Column && node.names.size() == 1 ? find(node.names[0]) : nullptr;
}

const ViewQuery* ViewTokens::query_of(const Node& node) const {
    if (node.kind != NodeKind::Select || node.clauses.empty() || node.clauses[0].parts.empty()) {
        return nullptr;
    }
    const Node& value = node.clauses[0].parts[0].parts[0];
    if (value.kind != NodeKind::Call || value.names.size() != 1) {
        return nullptr;
    }
    const ViewToken* const token = find(value.names[0]);
    return token == nullptr ? nullptr : token->query.get();
}

Node query_node(const std::string& token) {
    // Not a column: where a query is only asked whether it gives rows, columns are as good as `*`.
    Node call = make_node(NodeKind::Call);
    call.names = {token};
    Node target = make_node(NodeKind::Target, "", {std::move(call)});
    Node query = make_node(NodeKind::Select);
    query.clauses.push_back(make_node(NodeKind::Targets, "", {std::move(target)}));
    return query;
}

}  // namespace erdmark::dialect::postgres
