#include "render/mermaid/migration_graph.h"

#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/mermaid/escape.h"

namespace erdmark::render::mermaid {

namespace {

using enum TagKind;

/// Longer names make their box wider than a page.
constexpr std::size_t kLabelLength = 40;

std::string node_of(std::size_t migration) {
    return fmt::format("migration_{}", migration + 1);
}

ValueList nodes(const std::vector<std::size_t>& indexes, const document::MigrationsView& all) {
    ValueList list;
    for (const std::size_t index : indexes) {
        ValueMap values;
        values.markup("node", node_of(index));
        values.text("label", shortened(all.migrations[index].id, kLabelLength));
        list.push_back(std::move(values));
    }
    return list;
}

}  // namespace

ValueMap migration_graph_values(const document::MigrationGraphView& graph,
                                const document::MigrationsView& all) {
    ValueList edges;
    for (const auto& [from, to] : graph.edges) {
        ValueMap values;
        values.markup("from", node_of(from));
        values.markup("to", node_of(to));
        edges.push_back(std::move(values));
    }
    ValueMap values;
    values.markup("direction", graph.across ? "LR" : "TD");
    values.list("migrations", nodes(graph.migrations, all));
    values.flag("has_others", !graph.others.empty());
    values.list("others", nodes(graph.others, all));
    values.list("edges", std::move(edges));
    return values;
}

TagTable migration_graph_tags() {
    const TagTable node = {
        {"node", Markup, "name of the node: a word that Mermaid reads"},
        {"label", Text, "name of the migration, at most 40 characters"},
    };
    return {
        {"direction", Markup, "`TD`, or `LR` where many would stand side by side"},
        {"migrations", List, "the migrations of this part", node},
        {"has_others", Flag, "a migration needs one that is shown in another part"},
        {"others", List, "those", node},
        {"edges",
         List,
         "one arrow for each migration that is needed",
         {{"from", Markup, "node of the migration that is needed"},
          {"to", Markup, "node of the one that needs it"}}},
    };
}

}  // namespace erdmark::render::mermaid
