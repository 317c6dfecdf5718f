#include "document/site.h"

#include <set>

#include <fmt/format.h>

#include "base/text.h"
#include "document/anchor.h"

namespace erdmark::document {

namespace {

using schema::QualifiedName;

/// A name that can be seen: SQLite lets one be empty or blank.
std::string visible_name(const QualifiedName& name) {
    const std::string shown = name.display();
    if (shown.empty()) {
        return "(no name)";
    }
    return trim(shown).empty() ? "(blank)" : shown;
}

/// The names of tables and views as pages show them. Where a dot in a name makes two look the same
/// (`billing.invoices` of the default namespace, and `invoices` of `billing`), both have quotes.
class VisibleNames {
public:
    explicit VisibleNames(const std::vector<Assignment>& assignments) {
        for (const Assignment& assignment : assignments) {
            has_namespaces_ = has_namespaces_ || !assignment.table.schema.empty();
        }
        for (const Assignment& assignment : assignments) {
            if (has_namespaces_ && !seen_.insert(assignment.table.display()).second) {
                ambiguous_.insert(assignment.table.display());
            }
        }
    }

    std::string of(const QualifiedName& name) const {
        if (!has_namespaces_ || !ambiguous_.contains(name.display())) {
            return visible_name(name);
        }
        return name.schema.empty() ? fmt::format(R"("{}")", name.name)
                                   : fmt::format(R"("{}"."{}")", name.schema, name.name);
    }

private:
    bool has_namespaces_ = false;
    std::set<std::string> seen_;
    std::set<std::string> ambiguous_;
};

void place_objects(Site& site) {
    std::map<std::string, std::size_t> module_by_name;
    for (std::size_t index = 0; index < site.plan.modules.size(); ++index) {
        module_by_name.emplace(site.plan.modules[index].name, index);
    }
    const VisibleNames names(site.plan.assignments);
    std::vector<Anchors> anchors(site.plan.modules.size());
    site.tables_of_module.resize(site.plan.modules.size());
    site.views_of_module.resize(site.plan.modules.size());
    for (std::size_t index = 0; index < site.plan.assignments.size(); ++index) {
        const Assignment& assignment = site.plan.assignments[index];
        const std::size_t module = module_by_name.at(assignment.module);
        const std::string name = names.of(assignment.table);
        TableLink link{name, assignment.module, site.plan.modules[module].title,
                       anchors[module].take(name)};
        if (index < site.schema.tables.size()) {
            site.tables_of_module[module].push_back(index);
            site.module_of_table.push_back(module);
            site.table_links.push_back(std::move(link));
        } else {
            site.views_of_module[module].push_back(index - site.schema.tables.size());
            site.view_links.push_back(std::move(link));
        }
    }
}

void place_names(Site& site) {
    site.node_by_name = tables_by_name(site.schema);
    for (std::size_t view = 0; view < site.schema.views.size(); ++view) {
        site.node_by_name.emplace(site.schema.views[view].name, site.schema.tables.size() + view);
    }
}

void place_relations(Site& site) {
    site.relations = derive_relations(site.schema, site.node_by_name);
    site.relations_of_child.resize(site.schema.tables.size());
    site.relations_of_parent.resize(site.schema.tables.size());
    for (std::size_t index = 0; index < site.relations.size(); ++index) {
        const Relation& relation = site.relations[index];
        site.relations_of_child[relation.child].push_back(index);
        if (relation.parent != kNoTable && relation.parent != relation.child) {
            site.relations_of_parent[relation.parent].push_back(index);
        }
    }
}

void place_junctions(Site& site) {
    site.junctions_of_table.resize(site.schema.tables.size());
    site.is_junction.resize(site.schema.tables.size());
    for (const Junction& junction : find_junctions(site.schema)) {
        site.is_junction[junction.table] = true;
        const std::vector<std::size_t>& relations = site.relations_of_child[junction.table];
        const std::size_t left = site.relations[relations[junction.left_key]].parent;
        const std::size_t right = site.relations[relations[junction.right_key]].parent;
        if (left != kNoTable) {
            site.junctions_of_table[left].push_back(junction);
        }
        if (right != kNoTable && right != left) {
            site.junctions_of_table[right].push_back({.table = junction.table,
                                                      .left_key = junction.right_key,
                                                      .right_key = junction.left_key});
        }
    }
}

/// The documented tables and views that a view reads, each once.
std::set<std::size_t> nodes_read_by(const Site& site, const schema::View& view) {
    std::set<std::size_t> nodes;
    for (const schema::ViewSource& source : view.reads) {
        if (const auto node = site.node_by_name.find(source.name);
            node != site.node_by_name.end()) {
            nodes.insert(node->second);
        }
    }
    return nodes;
}

void place_readers(Site& site) {
    const std::size_t table_count = site.schema.tables.size();
    site.readers_of_node.resize(table_count + site.schema.views.size());
    for (std::size_t view = 0; view < site.schema.views.size(); ++view) {
        for (const std::size_t node : nodes_read_by(site, site.schema.views[view])) {
            site.readers_of_node[node].push_back(site.view_links[view]);
        }
    }
}

void place_inheritors(Site& site) {
    site.inheritors_of_table.resize(site.schema.tables.size());
    for (std::size_t table = 0; table < site.schema.tables.size(); ++table) {
        for (const QualifiedName& name : site.schema.tables[table].inherits) {
            const auto parent = site.node_by_name.find(name);
            if (parent != site.node_by_name.end() && parent->second < site.schema.tables.size()) {
                site.inheritors_of_table[parent->second].push_back(table);
            }
        }
    }
}

void add_views_to_diagrams(Site& site) {
    const std::size_t table_count = site.schema.tables.size();
    for (std::size_t module = 0; module < site.views_of_module.size(); ++module) {
        for (const std::size_t view : site.views_of_module[module]) {
            site.nodes_of_module[module].push_back(table_count + view);
        }
    }
    for (std::size_t view = 0; view < site.schema.views.size(); ++view) {
        for (const std::size_t node : nodes_read_by(site, site.schema.views[view])) {
            site.lines.push_back({.child = table_count + view, .parent = node});
        }
    }
}

void place_lines(Site& site, bool with_views) {
    site.nodes_of_module = site.tables_of_module;
    for (std::size_t index = 0; index < site.relations.size(); ++index) {
        site.lines.push_back({site.relations[index].child, site.relations[index].parent, index});
    }
    if (with_views) {
        add_views_to_diagrams(site);
    }
    const std::size_t nodes = site.schema.tables.size() + site.schema.views.size();
    site.lines_of_child.resize(nodes);
    site.lines_of_parent.resize(nodes);
    for (std::size_t index = 0; index < site.lines.size(); ++index) {
        const Line& line = site.lines[index];
        site.lines_of_child[line.child].push_back(index);
        if (line.parent != kNoTable && line.parent != line.child) {
            site.lines_of_parent[line.parent].push_back(index);
        }
    }
}

}  // namespace

TableLink Site::parent_link(const Relation& relation) const {
    if (relation.parent == kNoTable) {
        return {.table = visible_name(key_of(relation).referenced_table)};
    }
    return table_links[relation.parent];
}

TableLink Site::link_to(const QualifiedName& name) const {
    const auto node = node_by_name.find(name);
    if (node == node_by_name.end()) {
        return {.table = visible_name(name)};
    }
    TableLink link = link_of_node(node->second);
    const bool is_partition =
        node->second < schema.tables.size() && schema.tables[node->second].name != name;
    if (is_partition) {
        link.table = visible_name(name);
    }
    return link;
}

Site make_site(const schema::Schema& schema, const ModulePlan& plan, bool views_in_diagrams) {
    Site site{.schema = schema, .plan = plan};
    place_objects(site);
    place_names(site);
    place_relations(site);
    place_junctions(site);
    place_readers(site);
    place_inheritors(site);
    place_lines(site, views_in_diagrams);
    site.types = make_type_notes(schema);
    site.routines = make_routine_entries(schema);
    return site;
}

}  // namespace erdmark::document
