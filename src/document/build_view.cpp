#include "document/build_view.h"

#include <algorithm>
#include <map>

#include "document/database/objects.h"
#include "document/diagram.h"
#include "document/overview.h"
#include "document/site.h"
#include "document/table_view.h"

namespace erdmark::document {

namespace {

/// The engine's own spelling of its name.
std::string engine_title(const std::string& engine) {
    static const std::map<std::string, std::string> titles = {{"sqlite", "SQLite"},
                                                              {"postgresql", "PostgreSQL"},
                                                              {"mysql", "MySQL"},
                                                              {"mariadb", "MariaDB"}};
    const auto title = titles.find(engine);
    return title == titles.end() ? engine : title->second;
}

/// The relations that have an end in the module, in order, each once.
std::vector<std::size_t> relations_of_module(const Site& site, std::size_t module) {
    std::vector<std::size_t> relations;
    for (const std::size_t table : site.tables_of_module[module]) {
        const auto& own = site.relations_of_child[table];
        relations.insert(relations.end(), own.begin(), own.end());
        for (const std::size_t index : site.relations_of_parent[table]) {
            if (site.module_of_table[site.relations[index].child] != module) {
                relations.push_back(index);
            }
        }
    }
    std::sort(relations.begin(), relations.end());
    return relations;
}

bool leads_outside(const Site& site, const Relation& relation) {
    return relation.parent == kNoTable ||
           site.module_of_table[relation.parent] != site.module_of_table[relation.child];
}

RelatedTableView& related_table(std::map<std::string, RelatedTableView>& related,
                                const TableLink& link, const std::string& description) {
    return related.emplace(link.table, RelatedTableView{.link = link, .description = description})
        .first->second;
}

std::vector<RelatedTableView> make_related(const Site& site, std::size_t module,
                                           const std::vector<std::size_t>& relations) {
    std::map<std::string, RelatedTableView> related;
    for (const std::size_t index : relations) {
        const Relation& relation = site.relations[index];
        if (!leads_outside(site, relation)) {
            continue;
        }
        if (site.module_of_table[relation.child] == module) {
            const std::string description =
                relation.parent == kNoTable ? "" : site.schema.tables[relation.parent].comment;
            related_table(related, site.parent_link(relation), description).referenced = true;
        } else {
            related_table(related, site.table_links[relation.child],
                          site.schema.tables[relation.child].comment)
                .referencing = true;
        }
    }
    std::vector<RelatedTableView> views;
    views.reserve(related.size());
    for (auto& [name, view] : related) {
        views.push_back(std::move(view));
    }
    return views;
}

void add_edges(const Site& site, const std::vector<std::size_t>& relations, ModuleView& view) {
    for (const std::size_t index : relations) {
        const Relation& relation = site.relations[index];
        auto& edges = leads_outside(site, relation) ? view.cross_edges : view.inner_edges;
        edges.push_back(make_edge_view(site, relation));
    }
}

ModuleView make_module_view(const Site& site, std::size_t module, bool humanize) {
    const ModuleRule& rule = site.plan.modules[module];
    const std::vector<std::size_t> relations = relations_of_module(site, module);
    ModuleView view{.name = rule.name,
                    .title = rule.title,
                    .description = rule.description,
                    .related = make_related(site, module, relations),
                    .diagrams = make_diagrams(site, module)};
    for (const std::size_t table : site.tables_of_module[module]) {
        view.tables.push_back(make_table_view(site, table, humanize));
    }
    for (const std::size_t index : site.views_of_module[module]) {
        view.tables.push_back(make_view_view(site, index, humanize));
    }
    add_edges(site, relations, view);
    return view;
}

std::vector<TableLink> make_index(const Site& site) {
    std::vector<TableLink> index = site.table_links;
    index.insert(index.end(), site.view_links.begin(), site.view_links.end());
    std::sort(index.begin(), index.end(), [](const TableLink& left, const TableLink& right) {
        return left.table < right.table;
    });
    return index;
}

void count_totals(const Site& site, SiteView& view) {
    view.table_count = site.schema.tables.size();
    view.view_count = site.schema.views.size();
    for (const schema::Table& table : site.schema.tables) {
        view.column_count += table.columns.size();
    }
    view.relationship_count = site.relations.size();
    for (const Relation& relation : site.relations) {
        view.cross_relationship_count +=
            leads_outside(site, relation) && relation.parent != kNoTable ? 1 : 0;
    }
}

}  // namespace

SiteView build_view(const schema::Schema& schema, const ModulePlan& plan,
                    const DocumentOptions& options) {
    const Site site = make_site(schema, plan, options.views_in_diagrams);
    SiteView view{.title = options.title,
                  .description = options.description,
                  .engine = engine_title(schema.engine),
                  .overview = make_overview(site),
                  .index = make_index(site),
                  .database = make_database_view(site, options.routine_bodies)};
    for (std::size_t module = 0; module < plan.modules.size(); ++module) {
        view.modules.push_back(make_module_view(site, module, options.humanize));
    }
    count_totals(site, view);
    return view;
}

}  // namespace erdmark::document
