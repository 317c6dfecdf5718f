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

/// The entities of one diagram: core tables by index, stubs by the name they have in the schema,
/// since a stub can stand for a table that is not there.
class Entities {
public:
    Entities(const Site& site, const DiagramContent& content, ColumnChoice choice) : site_(site) {
        for (const std::size_t table : content.tables) {
            EntityView entity{.title = unique_title(site.table_links[table].table),
                              .columns = entity_columns(site.schema.tables[table], choice)};
            core_.emplace(table, entity.title);
            entities_.push_back(std::move(entity));
        }
        add_stubs(content);
    }

    const std::string& title_of(std::size_t table, const std::string& name) const {
        const auto core = table == kNoTable ? core_.end() : core_.find(table);
        return core == core_.end() ? stubs_.at(name).title : core->second;
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

    void add_stubs(const DiagramContent& content) {
        std::map<std::string, Names> wanted;
        std::map<std::string, std::size_t> tables;
        for (const std::size_t index : content.relations) {
            const Relation& relation = site_.relations[index];
            const ForeignKey& key = site_.key_of(relation);
            const std::string parent = site_.parent_link(relation).table;
            const std::string& child = site_.table_links[relation.child].table;
            wanted[parent].insert(key.referenced_columns.begin(), key.referenced_columns.end());
            wanted[child].insert(key.columns.begin(), key.columns.end());
            tables.emplace(parent, relation.parent);
            tables.emplace(child, relation.child);
        }
        for (const auto& [name, columns] : wanted) {
            const std::size_t table = tables.at(name);
            if (table == kNoTable || !core_.contains(table)) {
                stubs_.emplace(name, make_stub(name, table, columns));
            }
        }
    }

    EntityView make_stub(const std::string& name, std::size_t table, const Names& wanted) {
        if (table == kNoTable) {
            return {.title = unique_title(name + " (not documented)"), .stub = true};
        }
        const std::string& module = site_.table_links[table].module;
        return {.title = unique_title(fmt::format("{} ({})", name, module)),
                .stub = true,
                .columns = stub_columns(site_.schema.tables[table], wanted)};
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

}  // namespace

DiagramView make_diagram(const Site& site, const DiagramContent& content, ColumnChoice columns) {
    Entities entities(site, content, columns);
    DiagramView diagram;
    for (const std::size_t index : content.relations) {
        const Relation& relation = site.relations[index];
        const ForeignKey& key = site.key_of(relation);
        diagram.relations.push_back(
            {.parent = entities.title_of(relation.parent, site.parent_link(relation).table),
             .child = entities.title_of(relation.child, site.table_links[relation.child].table),
             .at_parent = relation.at_parent,
             .at_child = relation.at_child,
             .label = fmt::format("{}", fmt::join(key.columns, ", "))});
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
        size.tables += entity.stub ? 0 : 1;
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
