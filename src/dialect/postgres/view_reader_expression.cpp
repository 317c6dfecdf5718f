#include <algorithm>
#include <array>
#include <charconv>
#include <new>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <pg_query/pg_query.pb-c.h>

#include "dialect/postgres/syntax_tree_reader.h"
#include "dialect/postgres/view_reader.h"

namespace erdmark::dialect::postgres {

namespace {

using Case = PgQuery__Node__NodeCase;

// What stands for a query inside of an expression while that is read: `$100000` and on. No view has
// parameters.
constexpr int kFirstPiece = 100000;

// FRAMEOPTION_* in nodes/parsenodes.h of PostgreSQL 15.
constexpr int kDefaultFrame = 0x422;
constexpr int kIsWritten = 0x1;

struct FrameWord {
    int flag;
    std::string_view words;
};

constexpr std::array kFrameModes{FrameWord{0x2, "RANGE"}, FrameWord{0x4, "ROWS"},
                                 FrameWord{0x8, "GROUPS"}};
constexpr std::array kFrameStarts{FrameWord{0x20, "UNBOUNDED PRECEDING"},
                                  FrameWord{0x80, "UNBOUNDED FOLLOWING"},
                                  FrameWord{0x200, "CURRENT ROW"}, FrameWord{0x800, "{} PRECEDING"},
                                  FrameWord{0x2000, "{} FOLLOWING"}};
constexpr std::array kFrameEnds{FrameWord{0x40, "UNBOUNDED PRECEDING"},
                                FrameWord{0x100, "UNBOUNDED FOLLOWING"},
                                FrameWord{0x400, "CURRENT ROW"}, FrameWord{0x1000, "{} PRECEDING"},
                                FrameWord{0x4000, "{} FOLLOWING"}};
constexpr std::array kFrameExclusions{FrameWord{0x8000, " EXCLUDE CURRENT ROW"},
                                      FrameWord{0x10000, " EXCLUDE GROUP"},
                                      FrameWord{0x20000, " EXCLUDE TIES"}};
constexpr int kIsBetween = 0x10;

template <std::size_t size>
std::string_view words_of(const std::array<FrameWord, size>& words, int flags) {
    const auto* const found = std::ranges::find_if(
        words, [&](const FrameWord& word) { return (flags & word.flag) != 0; });
    return found == words.end() ? "" : found->words;
}

std::string frame_text(int flags) {
    if ((flags & kIsWritten) == 0 || (flags & ~kIsWritten) == kDefaultFrame ||
        (flags & ~kIsWritten) == (kDefaultFrame | kIsBetween)) {
        return "";
    }
    // A frame with one bound ends at the current row.
    const std::string_view end = words_of(kFrameEnds, flags);
    const std::string_view start = words_of(kFrameStarts, flags);
    const bool is_short = end == "CURRENT ROW" && start != "CURRENT ROW" &&
                          start.find("FOLLOWING") == std::string_view::npos;
    return is_short ? fmt::format("{} {}{}", words_of(kFrameModes, flags), start,
                                  words_of(kFrameExclusions, flags))
                    : fmt::format("{} BETWEEN {} AND {}{}", words_of(kFrameModes, flags), start,
                                  end, words_of(kFrameExclusions, flags));
}

bool has_opaque(const Node& node) {
    return node.kind == NodeKind::Opaque || std::ranges::any_of(node.parts, has_opaque) ||
           std::ranges::any_of(node.clauses, has_opaque);
}

}  // namespace

Node ViewReader::read_link(PgQuery__SubLink& link, const ViewScope& scope, const Place& place) {
    Node node;
    if (link.testexpr != nullptr) {
        node.parts.push_back(read_bare(*link.testexpr, scope, place));
    }
    std::unique_ptr<ViewQuery> query =
        read_query(*link.subselect->select_stmt, {&scope, place.commons});
    resolve_literals(*query);
    node.parts.push_back(query_node(tokens_.add_query(std::move(query))));
    node.names = read_names(link.n_oper_name, link.oper_name);
    switch (link.sub_link_type) {
        case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK:
            node.kind = NodeKind::Exists;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
            node.kind = NodeKind::ScalarQuery;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK:
            node.kind = NodeKind::ArrayQuery;
            return node;
        case PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK:
        case PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK:
            break;
        default:
            throw ViewNotUnderstood{"a query in an expression"};
    }
    node.all = link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK;
    if (node.names.empty() || (node.names == std::vector<std::string>{"="} && !node.all)) {
        node.names.clear();
        node.kind = NodeKind::InQuery;
        return node;
    }
    node.kind = NodeKind::QueryTest;
    node.text = node.names.back();
    node.names.pop_back();
    return node;
}

ViewWindow ViewReader::read_window(PgQuery__WindowDef& window, const ViewScope& scope,
                                   const Place& place) {
    ViewWindow read{.name = window.name, .base_name = window.refname};
    for (std::size_t i = 0; i < window.n_partition_clause; ++i) {
        read.partition.push_back(read_expression(*window.partition_clause[i], scope, place));
    }
    read.order = read_order(window.n_order_clause, window.order_clause, scope, place, nullptr);
    read.frame = frame_text(window.frame_options);
    for (PgQuery__Node* const bound : {window.start_offset, window.end_offset}) {
        if (bound != nullptr) {
            read.bounds.push_back(read_expression(*bound, scope, place));
        }
    }
    return read;
}

/// Puts the name of a window, a token, in the place of the window.
void ViewReader::replace_window(PgQuery__FuncCall& call, const ViewScope& scope,
                                const Place& place) {
    if (call.over->name[0] != '\0') {
        return;
    }
    const std::string token = tokens_.add_window(read_window(*call.over, scope, place));
    auto* const name = static_cast<char*>(tree_.allocate(token.size() + 1));
    std::ranges::copy(token, name);
    name[token.size()] = '\0';
    auto* const window = new (tree_.allocate(sizeof(PgQuery__WindowDef)))
        PgQuery__WindowDef PG_QUERY__WINDOW_DEF__INIT;
    window->name = name;
    window->frame_options = kDefaultFrame;
    call.over = window;
}

/// Reads what stands for itself, and puts something that can be read in its place. False: nothing
/// inside of the node is left to do.
bool ViewReader::prepare(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                         std::map<std::string, Node>& pieces) {
    switch (node.node_case) {
        case Case::PG_QUERY__NODE__NODE_TYPE_CAST:
            visit_nodes(*node.type_cast->arg,
                        [&](PgQuery__Node& each) { return prepare(each, scope, place, pieces); });
            return false;
        case Case::PG_QUERY__NODE__NODE_COLUMN_REF: {
            const PgQuery__ColumnRef& column = *node.column_ref;
            const std::vector<std::string> names = read_names(column.n_fields, column.fields);
            const bool all = names.size() < column.n_fields;
            ViewLookup lookup(tokens_);
            if (!names.empty() && !lookup.find_parameter_of(scope, names, all)) {
                lookup.find(scope, names, all, column.location);
            }
            return false;
        }
        case Case::PG_QUERY__NODE__NODE_FUNC_CALL:
            if (node.func_call->over != nullptr) {
                replace_window(*node.func_call, scope, place);
            }
            return true;
        case Case::PG_QUERY__NODE__NODE_SUB_LINK: {
            Node link = read_link(*node.sub_link, scope, place);
            auto* const parameter = new (tree_.allocate(sizeof(PgQuery__ParamRef)))
                PgQuery__ParamRef PG_QUERY__PARAM_REF__INIT;
            parameter->number = kFirstPiece + static_cast<int>(pieces.size());
            pieces.emplace(fmt::format("${}", parameter->number), std::move(link));
            node.node_case = Case::PG_QUERY__NODE__NODE_PARAM_REF;
            node.param_ref = parameter;
            return false;
        }
        default:
            return true;
    }
}

/// The parameter that `$1` is; the node itself for none.
Node ViewReader::numbered_parameter(const Node& node) {
    std::size_t number = 0;
    std::from_chars(node.text.data() + 1, node.text.data() + node.text.size(), number);
    if (number == 0 || number > parameters_.columns.size()) {
        return node;
    }
    Node column = make_node(NodeKind::Column);
    column.names = {tokens_.add_column(parameters_, number - 1, around_)};
    return column;
}

/// Puts a token in the place of the names: of a column, a row or, with a field, a parameter.
void ViewReader::bind_column(Node& node, const ViewScope& scope) {
    ViewLookup lookup(tokens_);
    if (const std::optional<std::string> parameter =
            lookup.find_parameter_of(scope, node.names, node.all)) {
        Node owner = make_node(NodeKind::Column);
        owner.names = {*parameter};
        const bool all = node.all;
        node = make_node(NodeKind::Field, all ? "" : node.names.back(), {std::move(owner)});
        node.all = all;
        return;
    }
    node.names = {lookup.find(scope, node.names, node.all, -1)};
    node.all = false;
}

/// Tokens for columns, and the pieces for what stands for them.
void ViewReader::bind(Node& node, const ViewScope& scope,
                      const std::map<std::string, Node>& pieces) {
    if (node.kind == NodeKind::Parameter) {
        const auto piece = pieces.find(node.text);
        node = piece == pieces.end() ? numbered_parameter(node) : piece->second;
        return;
    }
    if (node.kind == NodeKind::Column && !node.names.empty()) {
        bind_column(node, scope);
        return;
    }
    for (std::vector<Node>* const list : {&node.parts, &node.clauses}) {
        for (Node& part : *list) {
            bind(part, scope, pieces);
        }
    }
    const ViewToken* const row =
        node.kind == NodeKind::Field && !node.all ? tokens_.of(node.parts[0]) : nullptr;
    if (row == nullptr || row->kind != ViewToken::Kind::Row) {
        return;
    }
    // The field of a row is the column.
    const std::vector<RelationColumn>& columns = row->table->columns;
    const auto column = std::ranges::find(columns, node.text, &RelationColumn::name);
    if (column != columns.end()) {
        Node plain = make_node(NodeKind::Column);
        plain.names = {tokens_.add_column(
            *row->table, static_cast<std::size_t>(column - columns.begin()), *row->owner)};
        node = std::move(plain);
    }
}

/// With tokens, as written.
Node ViewReader::read_bare(PgQuery__Node& node, const ViewScope& scope, const Place& place) {
    std::map<std::string, Node> pieces;
    visit_nodes(node, [&](PgQuery__Node& each) { return prepare(each, scope, place, pieces); });
    std::optional<Node> read = postgres::read_expression(node);
    if (!read) {
        read = make_node(NodeKind::Opaque);
    }
    is_whole_ = is_whole_ && !has_opaque(*read);
    bind(*read, scope, pieces);
    return std::move(*read);
}

Node ViewReader::read_expression(PgQuery__Node& node, const ViewScope& scope, const Place& place,
                                 const std::string& type) {
    return typing_.canonical(read_bare(node, scope, place), type);
}

}  // namespace erdmark::dialect::postgres
