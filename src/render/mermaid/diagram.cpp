#include "render/mermaid/diagram.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "render/mermaid/escape.h"
#include "render/mermaid/migration_graph.h"

namespace erdmark::render::mermaid {

namespace {

using document::DiagramView;
using document::End;
using document::EntityColumnView;
using document::EntityView;
using document::RelationLineView;

/// Longer comments make their box wider than a page.
constexpr std::size_t kCommentLength = 50;

std::string keys_of(const EntityColumnView& column) {
    std::vector<std::string_view> keys;
    if (column.primary_key) {
        keys.emplace_back("PK");
    }
    if (column.foreign_key) {
        keys.emplace_back("FK");
    }
    if (column.unique) {
        keys.emplace_back("UK");
    }
    return fmt::format("{}", fmt::join(keys, ", "));
}

/// The comment, behind the true name where the drawing shows another one. From 11.5 on `_id_` is
/// drawn as `id` in italics.
std::string comment_of(const EntityColumnView& column, const std::string& word) {
    const bool changed = word != column.name || (word.front() == '_' && word.back() == '_');
    std::string comment = changed ? column.name : "";
    if (!column.comment.empty()) {
        comment += (changed ? ": " : "") + column.comment;
    }
    return shortened(comment, kCommentLength);
}

/// A column's name as a bare word. Brackets are safe in types, but a name such as `[a](b)` is drawn
/// as a link by Mermaid 11.5 to 11.9.
std::string name_word(const std::string& name) {
    std::string word = bare_word(name);
    std::ranges::replace_if(
        word, [](char c) { return c == '(' || c == ')' || c == '[' || c == ']'; }, '_');
    return word;
}

ValueMap column_values(const EntityColumnView& column) {
    std::string word = name_word(column.name);
    ValueMap values;
    values.markup("type", column.type.empty() ? "untyped" : bare_word(column.type));
    values.markup("keys", keys_of(column));
    values.text("comment", comment_of(column, word));
    values.markup("name", std::move(word));
    return values;
}

ValueMap entity_values(const EntityView& entity) {
    ValueList columns;
    columns.reserve(entity.columns.size());
    for (const EntityColumnView& column : entity.columns) {
        columns.push_back(column_values(column));
    }
    ValueMap values;
    values.text("title", entity.title);
    values.flag("related", entity.stub);
    values.flag("has_columns", !columns.empty());
    values.list("columns", std::move(columns));
    return values;
}

std::string_view left_mark(End end) {
    switch (end) {
        case End::ZeroOrOne:
            return "|o";
        case End::ExactlyOne:
            return "||";
        case End::ZeroOrMore:
            return "}o";
    }
    return "";
}

std::string_view right_mark(End end) {
    switch (end) {
        case End::ZeroOrOne:
            return "o|";
        case End::ExactlyOne:
            return "||";
        case End::ZeroOrMore:
            return "o{";
    }
    return "";
}

/// Mermaid 11.5 to 11.17 draw only the last of several relations of a table to itself, so those
/// become one that says all their labels, with the weakest ends.
std::vector<RelationLineView> with_joined_self_relations(
    const std::vector<RelationLineView>& relations) {
    std::vector<RelationLineView> result;
    std::map<std::string, std::size_t> self_relations;
    for (const RelationLineView& relation : relations) {
        if (relation.parent != relation.child) {
            result.push_back(relation);
            continue;
        }
        const auto [place, is_new] = self_relations.emplace(relation.parent, result.size());
        if (is_new) {
            result.push_back(relation);
            continue;
        }
        RelationLineView& joined = result[place->second];
        joined.label += ", " + relation.label;
        joined.at_parent =
            relation.at_parent == End::ExactlyOne ? joined.at_parent : relation.at_parent;
        joined.at_child = std::max(joined.at_child, relation.at_child);
    }
    return result;
}

ValueMap relation_values(const RelationLineView& relation) {
    ValueMap values;
    values.text("parent", relation.parent);
    values.text("child", relation.child);
    values.markup("cardinality",
                  fmt::format("{}{}{}", left_mark(relation.at_parent), relation.reads ? ".." : "--",
                              right_mark(relation.at_child)));
    values.text("label", relation.label);
    return values;
}

/// Names of nodes: `module_` keeps them apart from the words that Mermaid's flowcharts know.
class NodeNames {
public:
    explicit NodeNames(const std::vector<std::string>& modules) {
        for (const std::string& module : modules) {
            names_.emplace(module, unique(module));
        }
    }

    bool knows(const std::string& module) const { return names_.contains(module); }
    const std::string& of(const std::string& module) const { return names_.at(module); }

private:
    std::string unique(const std::string& module) {
        std::string wanted = "module_";
        for (const char c : module) {
            const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            wanted += letter || (c >= '0' && c <= '9') ? c : '_';
        }
        std::string name = wanted;
        for (int number = 2; !taken_.insert(name).second; ++number) {
            name = fmt::format("{}_{}", wanted, number);
        }
        return name;
    }

    std::map<std::string, std::string> names_;
    std::set<std::string> taken_;
};

std::string without_last_newline(std::string text) {
    while (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

}  // namespace

ValueMap erd_values(const DiagramView& diagram) {
    ValueList entities;
    for (const EntityView& entity : diagram.entities) {
        entities.push_back(entity_values(entity));
    }
    ValueList relations;
    for (const RelationLineView& relation : with_joined_self_relations(diagram.relations)) {
        relations.push_back(relation_values(relation));
    }
    ValueMap values;
    values.list("entities", std::move(entities));
    values.list("relations", std::move(relations));
    return values;
}

ValueMap overview_values(const document::OverviewView& overview,
                         const std::map<std::string, std::string>& titles) {
    const NodeNames names(overview.modules);
    ValueList modules;
    for (const std::string& module : overview.modules) {
        const auto title = titles.find(module);
        ValueMap values;
        values.markup("node", names.of(module));
        values.text("title", title == titles.end() ? module : title->second);
        modules.push_back(std::move(values));
    }
    ValueList edges;
    for (const document::ModuleEdgeView& edge : overview.edges) {
        if (!names.knows(edge.from) || !names.knows(edge.to)) {
            continue;
        }
        ValueMap values;
        values.markup("from", names.of(edge.from));
        values.markup("to", names.of(edge.to));
        values.text("count", std::to_string(edge.count));
        edges.push_back(std::move(values));
    }
    ValueMap values;
    values.list("modules", std::move(modules));
    values.list("edges", std::move(edges));
    return values;
}

DiagramRenderer::DiagramRenderer(const std::map<std::string, Template>& templates)
    : engine_(templates, template_values(), quoted) {}

std::string DiagramRenderer::erd(const DiagramView& diagram) const {
    return without_last_newline(engine_.render("mermaid/erd.mmd", erd_values(diagram)));
}

std::string DiagramRenderer::overview(const document::OverviewView& overview,
                                      const std::map<std::string, std::string>& titles) const {
    return without_last_newline(
        engine_.render("mermaid/overview.mmd", overview_values(overview, titles)));
}

std::string DiagramRenderer::migrations(const document::MigrationGraphView& graph,
                                        const document::MigrationsView& all) const {
    return without_last_newline(
        engine_.render("mermaid/migrations.mmd", migration_graph_values(graph, all)));
}

}  // namespace erdmark::render::mermaid
