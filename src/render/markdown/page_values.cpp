#include "render/markdown/page_values.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/migration_values.h"
#include "render/markdown/object_values.h"
#include "render/markdown/type_values.h"

namespace erdmark::render::markdown {

namespace {

using document::EdgeView;
using document::ModuleView;
using document::RelatedTableView;
using document::SiteView;
using document::TableLink;
using document::TableView;

std::string optional_count(std::size_t count, std::string_view singular, std::string_view plural) {
    return count == 0 ? "" : count_of(count, singular, plural);
}

std::string special_kind(const TableView& table) {
    return table.kind == "table" ? "" : table.kind;
}

ValueMap module_row(const ModuleView& module) {
    ValueMap values;
    values.text("module_name", module.name);
    values.markup("module", link(text(module.title), module_file(module.name)));
    values.text("module_tables", std::to_string(module.tables.size()));
    values.text("module_summary", summary(module.description));
    return values;
}

/// A table in a list of tables, seen from the page of module `from`.
ValueMap table_row(const TableView& table, const std::string& from) {
    ValueMap values;
    values.markup("table", link_to_table(table.link, from));
    values.text("special_kind", special_kind(table));
    values.text("column_count", std::to_string(table.columns.size()));
    values.text("summary", summary(table.description));
    values.markup("module", link_to_module(table.link));
    return values;
}

ValueList index_rows(const SiteView& site) {
    std::map<std::pair<std::string, std::string>, const TableView*> tables;
    for (const ModuleView& module : site.modules) {
        for (const TableView& table : module.tables) {
            tables.emplace(std::pair(table.link.module, table.link.anchor), &table);
        }
    }
    ValueList rows;
    rows.reserve(site.index.size());
    for (const TableLink& link : site.index) {
        if (const auto found = tables.find({link.module, link.anchor}); found != tables.end()) {
            rows.push_back(table_row(*found->second, ""));
        }
    }
    return rows;
}

std::string relation_words(const RelatedTableView& related) {
    if (related.referenced && related.referencing) {
        return "referenced here, and references this module";
    }
    return related.referenced ? "referenced here" : "references this module";
}

ValueList related_rows(const ModuleView& module) {
    ValueList rows;
    for (const RelatedTableView& related : module.related) {
        ValueMap values;
        values.markup("table", link_to_table(related.link, module.name));
        values.markup("module", link_to_module(related.link));
        values.text("relation", relation_words(related));
        values.text("summary", summary(related.description));
        rows.push_back(std::move(values));
    }
    return rows;
}

ValueList edge_rows(const std::vector<EdgeView>& edges, const std::string& from) {
    ValueList rows;
    rows.reserve(edges.size());
    for (const EdgeView& edge : edges) {
        ValueMap values;
        values.markup("from", link_to_table(edge.from, from));
        values.markup("from_columns", code_list(edge.from_columns));
        values.markup("to", link_to_table(edge.to, from));
        values.markup("to_columns", code_list(edge.to_columns));
        values.text("cardinality", edge.cardinality);
        values.text("rules", fmt::format("{}", fmt::join(edge.clauses, ", ")));
        rows.push_back(std::move(values));
    }
    return rows;
}

bool has_stubs(const ModuleView& module) {
    for (const document::DiagramView& diagram : module.diagrams.parts) {
        for (const document::EntityView& entity : diagram.entities) {
            if (entity.stub) {
                return true;
            }
        }
    }
    return false;
}

bool has_readings(const ModuleView& module) {
    return std::ranges::any_of(module.diagrams.parts, [](const document::DiagramView& diagram) {
        return std::ranges::any_of(diagram.relations, &document::RelationLineView::reads);
    });
}

void add_diagrams(ValueMap& values, const std::vector<std::string>& diagrams) {
    values.flag("has_diagrams", !diagrams.empty());
    values.flag("split", diagrams.size() > 1);
    values.text("part_count", std::to_string(diagrams.size()));
    values.list("diagrams", diagram_values(diagrams));
}

}  // namespace

ValueList diagram_values(const std::vector<std::string>& diagrams) {
    ValueList list;
    for (const std::string& diagram : diagrams) {
        ValueMap values;
        values.text("number", std::to_string(list.size() + 1));
        values.markup("diagram", diagram);
        list.push_back(std::move(values));
    }
    return list;
}

std::string summary(const std::string& description) {
    std::string line;
    for (const std::string_view part : split_lines(trim(description))) {
        const std::string_view words = trim(part);
        if (words.empty()) {
            break;
        }
        line.append(line.empty() ? "" : " ").append(words);
    }
    return line;
}

std::string with_capital(std::string words) {
    const bool is_small = !words.empty() && words.front() >= 'a' && words.front() <= 'z';
    if (is_small) {
        words.front() = static_cast<char>(words.front() - 'a' + 'A');
    }
    return words;
}

ValueMap index_values(const SiteView& site, const std::vector<std::string>& overviews) {
    ValueList modules;
    for (const ModuleView& module : site.modules) {
        modules.push_back(module_row(module));
    }
    ValueMap values;
    values.text("title", site.title);
    values.markup("description", paragraphs(site.description));
    values.markup("keep", "page:index");
    values.text("engine", site.engine);
    values.text("table_total", count_of(site.table_count, "table", "tables"));
    values.text("view_total", optional_count(site.view_count, "view", "views"));
    values.text("column_total", count_of(site.column_count, "column", "columns"));
    values.text("relationship_total",
                count_of(site.relationship_count, "relationship", "relationships"));
    values.text("cross_relationship_total", site.cross_relationship_count == 0
                                                ? ""
                                                : std::to_string(site.cross_relationship_count));
    values.flag("has_modules", !modules.empty());
    values.list("modules", std::move(modules));
    add_diagrams(values, overviews);
    ValueList tables = index_rows(site);
    values.flag("has_tables", !tables.empty());
    values.list("tables", std::move(tables));
    values.markup("migrations", site.migrations.migrations.empty()
                                    ? ""
                                    : link(migration_total(site.migrations), kMigrationsFile));
    add_types(values, site.database);
    add_objects(values, site.database);
    return values;
}

ValueMap module_values(const SiteView& site, const ModuleView& module,
                       const std::vector<std::string>& diagrams, std::string details) {
    ValueList tables;
    tables.reserve(module.tables.size());
    for (const TableView& table : module.tables) {
        tables.push_back(table_row(table, module.name));
    }
    ValueMap values;
    values.text("title", module.title);
    values.text("name", module.name);
    values.markup("description", paragraphs(module.description));
    values.markup("keep", "page:" + region_name(module.name));
    values.markup("home", link(text(site.title), kIndexFile));
    values.flag("has_tables", !tables.empty());
    values.list("tables", std::move(tables));
    values.flag("has_related", !module.related.empty());
    values.list("related", related_rows(module));
    values.flag("keys_only", module.diagrams.keys_only);
    values.flag("has_related_in_diagram", has_stubs(module));
    values.flag("has_views_in_diagram", has_readings(module));
    add_diagrams(values, diagrams);
    values.markup("details", std::move(details));
    values.flag("has_edges", !module.inner_edges.empty() || !module.cross_edges.empty());
    values.flag("has_inner_edges", !module.inner_edges.empty());
    values.list("inner_edges", edge_rows(module.inner_edges, module.name));
    values.flag("has_cross_edges", !module.cross_edges.empty());
    values.list("cross_edges", edge_rows(module.cross_edges, module.name));
    return values;
}

}  // namespace erdmark::render::markdown
