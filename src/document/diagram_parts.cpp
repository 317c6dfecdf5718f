#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "document/diagram.h"

namespace erdmark::document {

namespace {

/// What one diagram may hold. A drawing is shrunk to the width of the page, so the number of tables
/// bounds how well it can be read long before Mermaid's own limit of 50,000 characters.
struct Budget {
    std::size_t tables;
    std::size_t entities;
    std::size_t relations;
    std::size_t characters;
};

constexpr Budget kAllColumns{.tables = 15, .entities = 25, .relations = 60, .characters = 15'000};
constexpr Budget kKeysOnly{.tables = 25, .entities = 40, .relations = 120, .characters = 15'000};

bool fits(const DiagramSize& size, const Budget& budget) {
    return size.tables <= budget.tables && size.entities <= budget.entities &&
           size.relations <= budget.relations && size.characters <= budget.characters;
}

/// Whether there are so many tables or relations that no drawing of them all need be tried.
bool is_hopeless(const DiagramContent& content) {
    return content.tables.size() > kKeysOnly.tables ||
           content.relations.size() > kKeysOnly.relations;
}

/// A module and what its diagrams have to show.
class Parts {
public:
    Parts(const Site& site, std::size_t module)
        : site_(site), tables_(site.tables_of_module[module]) {
        inside_.insert(tables_.begin(), tables_.end());
    }

    DiagramContent everything() const { return content_of(tables_); }

    /// The module cut into parts, each within the budget for keys. Tables that hang together stay
    /// together as long as there is room.
    std::vector<DiagramContent> split() {
        for (const std::vector<std::size_t>& component : components()) {
            start_part_unless_it_has_room_for(component);
            for (const std::size_t table : component) {
                add(table);
            }
        }
        finish_part();
        return std::move(parts_);
    }

private:
    /// Whether a diagram with the keys of `content` stays within the budget. Drawing it to find out
    /// would cost more than all the rest, so this adds up what its tables and relations take at
    /// most.
    bool fits_with_keys(const DiagramContent& content) {
        DiagramSize size{.tables = content.tables.size(),
                         .entities = content.tables.size(),
                         .relations = content.relations.size()};
        for (const std::size_t table : content.tables) {
            size.characters += cost_of_table(table);
        }
        std::set<std::size_t> stubs;
        for (const std::size_t index : content.relations) {
            size.characters += cost_of_relation(index);
            const Relation& relation = site_.relations[index];
            stubs.insert({relation.child, relation.parent});
        }
        for (const std::size_t table : content.tables) {
            stubs.erase(table);
        }
        size.entities += stubs.size();
        return fits(size, kKeysOnly);
    }

    std::size_t cost_of_table(std::size_t table) {
        const auto [cost, is_new] = table_costs_.emplace(table, 0);
        if (is_new) {
            cost->second = measure(make_diagram(site_, {.tables = {table}}, ColumnChoice::KeysOnly))
                               .characters;
        }
        return cost->second;
    }

    /// Of the line, and of a stub at its other end.
    std::size_t cost_of_relation(std::size_t relation) {
        const auto [cost, is_new] = relation_costs_.emplace(relation, 0);
        if (is_new) {
            cost->second =
                measure(make_diagram(site_, {.relations = {relation}}, ColumnChoice::KeysOnly))
                    .characters;
        }
        return cost->second;
    }

    /// The relations that a part with `tables` shows: those of its tables, and those that come in
    /// from other modules. One between two parts of the module is shown where its child is.
    DiagramContent content_of(const std::vector<std::size_t>& tables) const {
        DiagramContent content{.tables = tables};
        for (const std::size_t table : tables) {
            const std::vector<std::size_t> own = relations_of(table);
            content.relations.insert(content.relations.end(), own.begin(), own.end());
        }
        std::sort(content.relations.begin(), content.relations.end());
        return content;
    }

    std::vector<std::size_t> relations_of(std::size_t table) const {
        std::vector<std::size_t> relations = site_.relations_of_child[table];
        for (const std::size_t index : site_.relations_of_parent[table]) {
            if (!inside_.contains(site_.relations[index].child)) {
                relations.push_back(index);
            }
        }
        return relations;
    }

    std::vector<std::size_t> neighbours(std::size_t table) const {
        std::set<std::size_t> found;
        for (const std::size_t index : site_.relations_of_child[table]) {
            found.insert(site_.relations[index].parent);
        }
        for (const std::size_t index : site_.relations_of_parent[table]) {
            found.insert(site_.relations[index].child);
        }
        std::erase_if(found, [&](std::size_t other) { return !inside_.contains(other); });
        return {found.begin(), found.end()};
    }

    /// The tables that hang together, breadth first from the first of each; components in the order
    /// of their first table.
    std::vector<std::vector<std::size_t>> components() const {
        std::vector<std::vector<std::size_t>> components;
        std::set<std::size_t> seen;
        for (const std::size_t start : tables_) {
            if (!seen.insert(start).second) {
                continue;
            }
            std::vector<std::size_t> component{start};
            for (std::size_t next = 0; next < component.size(); ++next) {
                const std::vector<std::size_t> reached = neighbours(component[next]);
                std::copy_if(reached.begin(), reached.end(), std::back_inserter(component),
                             [&](std::size_t other) { return seen.insert(other).second; });
            }
            components.push_back(std::move(component));
        }
        return components;
    }

    void start_part_unless_it_has_room_for(const std::vector<std::size_t>& component) {
        if (current_.empty() || component.size() > kKeysOnly.tables) {
            return;
        }
        std::vector<std::size_t> together = current_;
        together.insert(together.end(), component.begin(), component.end());
        if (!fits_with_keys(content_of(together))) {
            finish_part();
        }
    }

    void add(std::size_t table) {
        std::vector<std::size_t> together = current_;
        together.push_back(table);
        if (current_.empty() || fits_with_keys(content_of(together))) {
            current_ = std::move(together);
            return;
        }
        finish_part();
        current_ = {table};
    }

    void finish_part() {
        if (current_.empty()) {
            return;
        }
        std::sort(current_.begin(), current_.end());
        DiagramContent content = content_of(current_);
        if (current_.size() == 1 && !fits_with_keys(content)) {
            split_hub(content);
        } else {
            parts_.push_back(std::move(content));
        }
        current_.clear();
    }

    /// One table with more relations than a diagram holds: it stands in several parts, each with
    /// some of them.
    void split_hub(const DiagramContent& hub) {
        constexpr std::size_t kRelations = 30;
        for (std::size_t first = 0; first < hub.relations.size(); first += kRelations) {
            const std::size_t last = std::min(first + kRelations, hub.relations.size());
            parts_.push_back({hub.tables,
                              {hub.relations.begin() + static_cast<std::ptrdiff_t>(first),
                               hub.relations.begin() + static_cast<std::ptrdiff_t>(last)}});
        }
        if (hub.relations.empty()) {
            parts_.push_back(hub);
        }
    }

    const Site& site_;
    const std::vector<std::size_t>& tables_;
    std::set<std::size_t> inside_;
    std::vector<std::size_t> current_;
    std::vector<DiagramContent> parts_;
    std::map<std::size_t, std::size_t> table_costs_;
    std::map<std::size_t, std::size_t> relation_costs_;
};

}  // namespace

DiagramSetView make_diagrams(const Site& site, std::size_t module) {
    if (site.tables_of_module[module].empty()) {
        return {};
    }
    Parts parts(site, module);
    if (const DiagramContent everything = parts.everything(); !is_hopeless(everything)) {
        DiagramView complete = make_diagram(site, everything, ColumnChoice::All);
        if (fits(measure(complete), kAllColumns)) {
            return {.parts = {std::move(complete)}};
        }
        DiagramView keys = make_diagram(site, everything, ColumnChoice::KeysOnly);
        if (fits(measure(keys), kKeysOnly)) {
            return {.parts = {std::move(keys)}, .keys_only = true};
        }
    }
    DiagramSetView set{.keys_only = true};
    for (const DiagramContent& content : parts.split()) {
        set.parts.push_back(make_diagram(site, content, ColumnChoice::KeysOnly));
    }
    return set;
}

}  // namespace erdmark::document
