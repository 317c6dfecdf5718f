#include "document/object_links.h"

#include <utility>

namespace erdmark::document {

ObjectLinks::ObjectLinks(const SiteView& site) {
    for (const TableLink& link : site.index) {
        tables_.emplace(link.table, link);
    }
    const auto add_types = [&](const auto& types) {
        for (const auto& type : types) {
            types_.emplace(type.link.name, type.link);
        }
    };
    add_types(site.database.enums);
    add_types(site.database.domains);
    add_types(site.database.composite_types);
    add_types(site.database.ranges);
    for (const RoutineSectionView& section : site.database.routines) {
        for (const auto* routines : {&section.routines, &section.trigger_functions}) {
            for (const RoutineView& routine : *routines) {
                functions_.emplace(routine.link.name, routine.link);
            }
        }
    }
}

MigrationObjectView ObjectLinks::view_of(const std::string& kind, const std::string& name) const {
    MigrationObjectView view{.kind = kind, .name = name};
    const std::string last = last_name(name);
    if (kind == "table" || kind == "view") {
        const auto found = tables_.find(last);
        view.table = found == tables_.end() ? TableLink{.table = name} : found->second;
        return view;
    }
    const bool is_type = kind.ends_with("type") || kind == "domain";
    const auto& entries = is_type ? types_ : functions_;
    const auto found = entries.find(last);
    if ((is_type || kind == "function") && found != entries.end()) {
        view.entry = found->second;
    }
    return view;
}

std::string ObjectLinks::last_name(const std::string& name) const {
    const auto found = last_names_.find(name);
    return found == last_names_.end() ? name : found->second;
}

void ObjectLinks::go_to(const std::vector<schema::Change>& changes) {
    for (const schema::Change& change : changes) {
        if (change.kind == schema::ChangeKind::Dropped) {
            last_names_[change.name.display()].clear();
        }
    }
}

void ObjectLinks::go_before(const MigrationRecord& record,
                            const std::vector<schema::Change>& changes) {
    std::map<std::string, std::string> old_names;
    for (const auto& [from, to] : record.renamed) {
        old_names.emplace(from.display(), last_name(to.display()));
        last_names_[to.display()].clear();
    }
    for (const schema::Change& change : changes) {
        if (change.kind == schema::ChangeKind::Created) {
            last_names_[change.name.display()].clear();
        }
    }
    for (auto& [name, last] : old_names) {
        last_names_[name] = std::move(last);
    }
}

}  // namespace erdmark::document
