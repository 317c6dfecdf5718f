#include "document/diagram.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::document {

namespace {

using schema::ForeignKey;
using schema::Table;
using Names = std::set<std::string>;

Names foreign_columns(const Table& table) {
    Names names;
    for (const ForeignKey& key : table.foreign_keys) {
        names.insert(key.columns.begin(), key.columns.end());
    }
    return names;
}

Names primary_columns(const Table& table) {
    return table.primary_key
               ? Names(table.primary_key->columns.begin(), table.primary_key->columns.end())
               : Names();
}

bool is_key(const EntityColumnView& column) {
    return column.primary_key || column.foreign_key || column.unique;
}

/// The columns of a table with their key marks; all of them, or the keys.
std::vector<EntityColumnView> entity_columns(const Table& table, ColumnChoice choice) {
    const Names primary = primary_columns(table);
    const Names foreign = foreign_columns(table);
    const Names unique = unique_columns(table);
    std::vector<EntityColumnView> columns;
    for (const schema::Column& column : table.columns) {
        EntityColumnView view{.primary_key = primary.contains(column.name),
                              .foreign_key = foreign.contains(column.name)};
        view.unique = !view.primary_key && unique.contains(column.name);
        if (choice == ColumnChoice::All || is_key(view)) {
            view.type = column.type;
            view.name = column.name;
            columns.push_back(std::move(view));
        }
    }
    return columns;
}

/// The columns of a table that are in `wanted`, with their key marks.
std::vector<EntityColumnView> stub_columns(const Table& table, const Names& wanted) {
    std::vector<EntityColumnView> columns = entity_columns(table, ColumnChoice::All);
    std::erase_if(columns,
                  [&](const EntityColumnView& column) { return !wanted.contains(column.name); });
    return columns;
}

std::vector<EntityColumnView> view_columns(const schema::View& view, ColumnChoice choice) {
    std::vector<EntityColumnView> columns;
    if (choice == ColumnChoice::All) {
        for (const schema::Column& column : view.columns) {
            columns.push_back({.type = column.type, .name = column.name});
        }
    }
    return columns;
}

std::vector<EntityColumnView> node_columns(const Site& site, std::size_t node,
                                           ColumnChoice choice) {
    const std::size_t tables = site.schema.tables.size();
    return node < tables ? entity_columns(site.schema.tables[node], choice)
                         : view_columns(site.schema.views[node - tables], choice);
}

/// The entities of one diagram: core nodes by index, stubs by the name they have in the schema,
/// since a stub can stand for a table that is not there.
class Entities {
public:
    Entities(const Site& site, const DiagramContent& content, ColumnChoice choice) : site_(site) {
        for (const std::size_t node : content.nodes) {
            EntityView entity{.title = unique_title(site.link_of_node(node).table),
                              .columns = node_columns(site, node, choice)};
            core_.emplace(node, entity.title);
            entities_.push_back(std::move(entity));
        }
        add_stubs(content);
    }

    const std::string& title_of_parent(const Line& line) const {
        return title_of(line.parent, name_of_parent(line));
    }

    const std::string& title_of_child(const Line& line) const {
        return title_of(line.child, site_.link_of_node(line.child).table);
    }

    /// All entities; leaves this object without them.
    std::vector<EntityView> take() {
        std::vector<EntityView> stubs;
        for (auto& [name, stub] : stubs_) {
            stubs.push_back(std::move(stub));
        }
        std::sort(stubs.begin(), stubs.end(), [](const EntityView& left, const EntityView& right) {
            return left.title < right.title;
        });
        entities_.insert(entities_.end(), stubs.begin(), stubs.end());
        return std::move(entities_);
    }

private:
    /// Two names may differ in white space only, which a drawing does not show.
    std::string unique_title(const std::string& name) {
        const std::string wanted = collapse_whitespace(name);
        std::string title = wanted;
        for (std::size_t number = 2; !titles_.insert(title).second; ++number) {
            title = fmt::format("{} {}", wanted, number);
        }
        return title;
    }

    const std::string& title_of(std::size_t node, const std::string& name) const {
        const auto core = node == kNoTable ? core_.end() : core_.find(node);
        return core == core_.end() ? stubs_.at(name).title : core->second;
    }

    std::string name_of_parent(const Line& line) const {
        return line.relation == kNoRelation
                   ? site_.link_of_node(line.parent).table
                   : site_.parent_link(site_.relations[line.relation]).table;
    }

    void add_stubs(const DiagramContent& content) {
        std::map<std::string, Names> wanted;
        std::map<std::string, std::size_t> nodes;
        for (const std::size_t index : content.lines) {
            const Line& line = site_.lines[index];
            const std::string parent = name_of_parent(line);
            const std::string& child = site_.link_of_node(line.child).table;
            nodes.emplace(parent, line.parent);
            nodes.emplace(child, line.child);
            Names& of_parent = wanted[parent];
            Names& of_child = wanted[child];
            if (line.relation != kNoRelation) {
                const ForeignKey& key = site_.key_of(site_.relations[line.relation]);
                of_parent.insert(key.referenced_columns.begin(), key.referenced_columns.end());
                of_child.insert(key.columns.begin(), key.columns.end());
            }
        }
        for (const auto& [name, columns] : wanted) {
            const std::size_t node = nodes.at(name);
            if (node == kNoTable || !core_.contains(node)) {
                stubs_.emplace(name, make_stub(name, node, columns));
            }
        }
    }

    EntityView make_stub(const std::string& name, std::size_t node, const Names& wanted) {
        if (node == kNoTable) {
            return {.title = unique_title(name + " (not documented)"), .stub = true};
        }
        const std::string& module = site_.link_of_node(node).module;
        EntityView stub{.title = unique_title(fmt::format("{} ({})", name, module)), .stub = true};
        if (node < site_.schema.tables.size()) {
            stub.columns = stub_columns(site_.schema.tables[node], wanted);
        }
        return stub;
    }

    const Site& site_;
    std::set<std::string> titles_;
    std::vector<EntityView> entities_;
    std::map<std::size_t, std::string> core_;
    std::map<std::string, EntityView> stubs_;
};

/// What a renderer may write for `text`: a character that needs an escape takes up to seven
/// (`#65533;`).
std::size_t escaped_length(const std::string& text) {
    std::size_t length = 0;
    for (const char c : text) {
        const bool plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
                           (c >= 'A' && c <= 'Z') || c == ' ' || c == '(' || c == ')' || c == ',' ||
                           static_cast<unsigned char>(c) >= 0x80;
        length += plain ? 1 : 7;
    }
    return length;
}

/// A row of a view can come from any number of rows, and a row can be in any number of those.
RelationLineView make_line_view(const Site& site, const Line& line) {
    if (line.relation == kNoRelation) {
        return {.at_parent = End::ZeroOrMore,
                .at_child = End::ZeroOrMore,
                .label = "reads",
                .reads = true};
    }
    const Relation& relation = site.relations[line.relation];
    return {.at_parent = relation.at_parent,
            .at_child = relation.at_child,
            .label = fmt::format("{}", fmt::join(site.key_of(relation).columns, ", "))};
}

}  // namespace

DiagramView make_diagram(const Site& site, const DiagramContent& content, ColumnChoice columns) {
    Entities entities(site, content, columns);
    DiagramView diagram;
    for (const std::size_t index : content.lines) {
        const Line& line = site.lines[index];
        RelationLineView view = make_line_view(site, line);
        view.parent = entities.title_of_parent(line);
        view.child = entities.title_of_child(line);
        diagram.relations.push_back(std::move(view));
    }
    diagram.entities = entities.take();
    return diagram;
}

DiagramSize measure(const DiagramView& diagram) {
    constexpr std::size_t kEntityFrame = 16;
    constexpr std::size_t kColumnFrame = 24;
    constexpr std::size_t kRelationFrame = 24;
    DiagramSize size{.entities = diagram.entities.size(), .relations = diagram.relations.size()};
    for (const EntityView& entity : diagram.entities) {
        size.nodes += entity.stub ? 0 : 1;
        size.characters += kEntityFrame + escaped_length(entity.title);
        for (const EntityColumnView& column : entity.columns) {
            // A name that has to be changed stands once more in the comment.
            size.characters += kColumnFrame + column.type.size() + column.name.size();
            const std::size_t escaped = escaped_length(column.name);
            size.characters += escaped > column.name.size() ? column.name.size() : 0;
        }
    }
    for (const RelationLineView& relation : diagram.relations) {
        size.characters += kRelationFrame + escaped_length(relation.parent) +
                           escaped_length(relation.child) + escaped_length(relation.label);
    }
    return size;
}

}  // namespace erdmark::document
