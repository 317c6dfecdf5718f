#include "document/migration_graph.h"

#include <algorithm>
#include <map>
#include <utility>

#include "document/reachability.h"

namespace erdmark::document {

namespace {

// As for the diagrams of modules: a drawing is shrunk to the width of the page.
constexpr std::size_t kNodesInOnePicture = 25;
constexpr std::size_t kEntitiesInOnePicture = 40;
constexpr std::size_t kEdgesInOnePicture = 120;

/// One picture on its way.
class Picture {
public:
    bool is_empty() const { return nodes_.empty(); }

    bool has_room_for(std::size_t node, const std::set<std::size_t>& needs) const {
        std::set<std::size_t> all = nodes_;
        all.insert(others_.begin(), others_.end());
        all.insert(needs.begin(), needs.end());
        all.insert(node);
        return nodes_.size() < kNodesInOnePicture && all.size() <= kEntitiesInOnePicture &&
               edges_.size() + needs.size() <= kEdgesInOnePicture;
    }

    void add(std::size_t node, const std::set<std::size_t>& needs) {
        nodes_.insert(node);
        for (const std::size_t need : needs) {
            edges_.emplace_back(need, node);
            if (!nodes_.contains(need)) {
                others_.insert(need);
            }
        }
    }

    MigrationGraphView view() const {
        return {.migrations = {nodes_.begin(), nodes_.end()},
                .others = {others_.begin(), others_.end()},
                .edges = edges_,
                .across = is_wide()};
    }

private:
    /// Whether drawn from top to bottom it would be wider than from left to right.
    bool is_wide() const {
        std::map<std::size_t, std::size_t> rows;  // By node: the nodes above it in a chain.
        std::map<std::size_t, std::size_t> widths;
        for (const auto& [from, to] : edges_) {
            rows[to] = std::max(rows[to], rows[from] + 1);
        }
        for (const auto& [node, row] : rows) {
            ++widths[row];
        }
        std::size_t widest = 0;
        for (const auto& [row, width] : widths) {
            widest = std::max(widest, width);
        }
        return widest > widths.size();
    }

    std::set<std::size_t> nodes_;
    std::set<std::size_t> others_;
    std::vector<std::pair<std::size_t, std::size_t>> edges_;
};

}  // namespace

std::vector<MigrationGraphView> make_migration_graphs(
    const std::vector<std::set<std::size_t>>& needs) {
    const std::vector<std::set<std::size_t>> reduced = without_shortcuts(needs);
    std::set<std::size_t> needed;
    for (const std::set<std::size_t>& each : reduced) {
        needed.insert(each.begin(), each.end());
    }
    std::vector<MigrationGraphView> views;
    Picture picture;
    for (std::size_t node = 0; node < reduced.size(); ++node) {
        if (reduced[node].empty() && !needed.contains(node)) {
            continue;
        }
        if (!picture.is_empty() && !picture.has_room_for(node, reduced[node])) {
            views.push_back(std::exchange(picture, {}).view());
        }
        picture.add(node, reduced[node]);
    }
    if (!picture.is_empty()) {
        views.push_back(picture.view());
    }
    return views;
}

}  // namespace erdmark::document
