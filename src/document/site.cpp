#include "document/site.h"

#include <map>
#include <set>

#include <fmt/format.h>

#include "base/text.h"

namespace erdmark::document {

namespace {

/// An anchor for a name: ASCII letters in lower case, digits and `_` stay; a letter beyond ASCII
/// becomes its code point; every other run becomes one hyphen.
std::string slug(const std::string& name) {
    std::string result;
    for (std::size_t offset = 0; offset < name.size();) {
        const CodePoint point = decode_utf8(name, offset);
        const char c = to_lower(name.substr(offset, 1))[0];
        const bool stays = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
        if (stays) {
            result += c;
        } else if (point.value >= 0x80) {
            result += fmt::format("u{:04x}", static_cast<unsigned>(point.value));
        } else if (!result.empty() && !result.ends_with('-')) {
            result += '-';
        }
        offset += point.length;
    }
    while (result.ends_with('-')) {
        result.pop_back();
    }
    return result.empty() ? "table" : result;
}

/// A name that can be seen: SQLite lets one be empty or blank.
std::string visible_name(const schema::QualifiedName& name) {
    const std::string shown = name.display();
    if (shown.empty()) {
        return "(no name)";
    }
    return trim(shown).empty() ? "(blank)" : shown;
}

/// Gives each name of a page an anchor of its own: names that look alike without their punctuation
/// get a number.
class Anchors {
public:
    std::string take(const std::string& name) {
        const std::string base = slug(name);
        std::string anchor = base;
        for (std::size_t number = 2; !taken_.insert(anchor).second; ++number) {
            anchor = fmt::format("{}-{}", base, number);
        }
        return anchor;
    }

private:
    std::set<std::string> taken_;
};

void place_objects(Site& site) {
    std::map<std::string, std::size_t> module_by_name;
    for (std::size_t index = 0; index < site.plan.modules.size(); ++index) {
        module_by_name.emplace(site.plan.modules[index].name, index);
    }
    std::vector<Anchors> anchors(site.plan.modules.size());
    site.tables_of_module.resize(site.plan.modules.size());
    site.views_of_module.resize(site.plan.modules.size());
    for (std::size_t index = 0; index < site.plan.assignments.size(); ++index) {
        const Assignment& assignment = site.plan.assignments[index];
        const std::size_t module = module_by_name.at(assignment.module);
        const std::string name = visible_name(assignment.table);
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

void place_relations(Site& site) {
    site.relations = derive_relations(site.schema);
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

}  // namespace

TableLink Site::parent_link(const Relation& relation) const {
    if (relation.parent == kNoTable) {
        return {.table = visible_name(key_of(relation).referenced_table)};
    }
    return table_links[relation.parent];
}

Site make_site(const schema::Schema& schema, const ModulePlan& plan) {
    Site site{.schema = schema, .plan = plan};
    place_objects(site);
    place_relations(site);
    place_junctions(site);
    return site;
}

}  // namespace erdmark::document
