#include "document/overview.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace erdmark::document {

namespace {

constexpr std::size_t kModulesInOnePicture = 40;
constexpr std::size_t kEdgesInOnePicture = 120;

using Edges = std::map<std::pair<std::size_t, std::size_t>, std::size_t>;

Edges count_edges(const Site& site) {
    Edges edges;
    for (const Relation& relation : site.relations) {
        if (relation.parent == kNoTable) {
            continue;
        }
        const std::size_t from = site.module_of_table[relation.child];
        const std::size_t to = site.module_of_table[relation.parent];
        if (from != to) {
            ++edges[{from, to}];
        }
    }
    return edges;
}

/// One picture on its way.
struct Picture {
    std::set<std::size_t> modules;
    Edges edges;

    bool has_room_for(std::size_t from, std::size_t to) const {
        const std::size_t added =
            (modules.contains(from) ? 0U : 1U) + (modules.contains(to) ? 0U : 1U);
        return modules.size() + added <= kModulesInOnePicture && edges.size() < kEdgesInOnePicture;
    }
};

OverviewView make_view(const Site& site, const Picture& picture) {
    OverviewView view;
    for (const std::size_t module : picture.modules) {
        view.modules.push_back(site.plan.modules[module].name);
    }
    for (const auto& [ends, count] : picture.edges) {
        view.edges.push_back(
            {site.plan.modules[ends.first].name, site.plan.modules[ends.second].name, count});
    }
    return view;
}

}  // namespace

std::vector<OverviewView> make_overview(const Site& site) {
    const Edges edges = count_edges(site);
    if (edges.empty()) {
        return {};
    }
    std::vector<Picture> pictures(1);
    if (site.plan.modules.size() <= kModulesInOnePicture) {
        for (std::size_t module = 0; module < site.plan.modules.size(); ++module) {
            pictures.back().modules.insert(module);
        }
    }
    for (const auto& [ends, count] : edges) {
        if (!pictures.back().has_room_for(ends.first, ends.second)) {
            pictures.emplace_back();
        }
        pictures.back().modules.insert({ends.first, ends.second});
        pictures.back().edges.emplace(ends, count);
    }
    std::vector<OverviewView> views;
    views.reserve(pictures.size());
    for (const Picture& picture : pictures) {
        views.push_back(make_view(site, picture));
    }
    return views;
}

}  // namespace erdmark::document
