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
    std::size_t nodes;
    std::size_t entities;
    std::size_t relations;
    std::size_t characters;
};

constexpr Budget kAllColumns{.nodes = 15, .entities = 25, .relations = 60, .characters = 15'000};
constexpr Budget kKeysOnly{.nodes = 25, .entities = 40, .relations = 120, .characters = 15'000};

bool fits(const DiagramSize& size, const Budget& budget) {
    return size.nodes <= budget.nodes && size.entities <= budget.entities &&
           size.relations <= budget.relations && size.characters <= budget.characters;
}

/// Whether there are so many nodes or lines that no drawing of them all need be tried.
bool is_hopeless(const DiagramContent& content) {
    return content.nodes.size() > kKeysOnly.nodes || content.lines.size() > kKeysOnly.relations;
}

/// A module and what its diagrams have to show.
class Parts {
public:
    Parts(const Site& site, std::size_t module)
        : site_(site), nodes_(site.nodes_of_module[module]) {
        inside_.insert(nodes_.begin(), nodes_.end());
    }

    DiagramContent everything() const { return content_of(nodes_); }

    /// The module cut into parts, each within the budget for keys. Nodes that hang together stay
    /// together as long as there is room.
    std::vector<DiagramContent> split() {
        for (const std::vector<std::size_t>& component : components()) {
            start_part_unless_it_has_room_for(component);
            for (const std::size_t node : component) {
                add(node);
            }
        }
        finish_part();
        return std::move(parts_);
    }

private:
    /// Whether a diagram with the keys of `content` stays within the budget. Drawing it to find out
    /// would cost more than all the rest, so this adds up what its nodes and lines take at most.
    bool fits_with_keys(const DiagramContent& content) {
        DiagramSize size{.nodes = content.nodes.size(),
                         .entities = content.nodes.size(),
                         .relations = content.lines.size()};
        for (const std::size_t node : content.nodes) {
            size.characters += cost_of_node(node);
        }
        std::set<std::size_t> stubs;
        for (const std::size_t index : content.lines) {
            size.characters += cost_of_line(index);
            const Line& line = site_.lines[index];
            stubs.insert({line.child, line.parent});
        }
        for (const std::size_t node : content.nodes) {
            stubs.erase(node);
        }
        size.entities += stubs.size();
        return fits(size, kKeysOnly);
    }

    std::size_t cost_of_node(std::size_t node) {
        const auto [cost, is_new] = node_costs_.emplace(node, 0);
        if (is_new) {
            cost->second =
                measure(make_diagram(site_, {.nodes = {node}}, ColumnChoice::KeysOnly)).characters;
        }
        return cost->second;
    }

    /// Of the line, and of a stub at its other end.
    std::size_t cost_of_line(std::size_t line) {
        const auto [cost, is_new] = line_costs_.emplace(line, 0);
        if (is_new) {
            cost->second =
                measure(make_diagram(site_, {.lines = {line}}, ColumnChoice::KeysOnly)).characters;
        }
        return cost->second;
    }

    /// The lines that a part with `nodes` shows: those of its nodes, and the foreign keys that come
    /// in from other modules. One between two parts of the module is shown where its child is.
    DiagramContent content_of(const std::vector<std::size_t>& nodes) const {
        DiagramContent content{.nodes = nodes};
        for (const std::size_t node : nodes) {
            const std::vector<std::size_t> own = lines_of(node);
            content.lines.insert(content.lines.end(), own.begin(), own.end());
        }
        std::sort(content.lines.begin(), content.lines.end());
        return content;
    }

    std::vector<std::size_t> lines_of(std::size_t node) const {
        std::vector<std::size_t> lines = site_.lines_of_child[node];
        for (const std::size_t index : site_.lines_of_parent[node]) {
            const Line& line = site_.lines[index];
            if (line.relation != kNoRelation && !inside_.contains(line.child)) {
                lines.push_back(index);
            }
        }
        return lines;
    }

    std::vector<std::size_t> neighbours(std::size_t node) const {
        std::set<std::size_t> found;
        for (const std::size_t index : site_.lines_of_child[node]) {
            found.insert(site_.lines[index].parent);
        }
        for (const std::size_t index : site_.lines_of_parent[node]) {
            found.insert(site_.lines[index].child);
        }
        std::erase_if(found, [&](std::size_t other) { return !inside_.contains(other); });
        return {found.begin(), found.end()};
    }

    /// The nodes that hang together, breadth first from the first of each; components in the order
    /// of their first node.
    std::vector<std::vector<std::size_t>> components() const {
        std::vector<std::vector<std::size_t>> components;
        std::set<std::size_t> seen;
        for (const std::size_t start : nodes_) {
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
        if (current_.empty() || component.size() > kKeysOnly.nodes) {
            return;
        }
        std::vector<std::size_t> together = current_;
        together.insert(together.end(), component.begin(), component.end());
        if (!fits_with_keys(content_of(together))) {
            finish_part();
        }
    }

    void add(std::size_t node) {
        std::vector<std::size_t> together = current_;
        together.push_back(node);
        if (current_.empty() || fits_with_keys(content_of(together))) {
            current_ = std::move(together);
            return;
        }
        finish_part();
        current_ = {node};
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

    /// One table with more lines than a diagram holds: it stands in several parts, each with
    /// some of them.
    void split_hub(const DiagramContent& hub) {
        constexpr std::size_t kLines = 30;
        for (std::size_t first = 0; first < hub.lines.size(); first += kLines) {
            const std::size_t last = std::min(first + kLines, hub.lines.size());
            parts_.push_back({hub.nodes,
                              {hub.lines.begin() + static_cast<std::ptrdiff_t>(first),
                               hub.lines.begin() + static_cast<std::ptrdiff_t>(last)}});
        }
        if (hub.lines.empty()) {
            parts_.push_back(hub);
        }
    }

    const Site& site_;
    const std::vector<std::size_t>& nodes_;
    std::set<std::size_t> inside_;
    std::vector<std::size_t> current_;
    std::vector<DiagramContent> parts_;
    std::map<std::size_t, std::size_t> node_costs_;
    std::map<std::size_t, std::size_t> line_costs_;
};

}  // namespace

DiagramSetView make_diagrams(const Site& site, std::size_t module) {
    if (site.nodes_of_module[module].empty()) {
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
