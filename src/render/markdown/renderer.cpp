#include "render/renderer.h"

#include <map>
#include <vector>

#include <fmt/format.h>

#include "render/markdown/escape.h"
#include "render/markdown/links.h"
#include "render/markdown/migration_values.h"
#include "render/markdown/page_values.h"
#include "render/mermaid/diagram.h"

namespace erdmark::render {

namespace {

using document::DiagramView;
using document::ModuleView;
using document::OverviewView;
using document::SiteView;
using document::TableView;

class MarkdownRenderer final : public Renderer {
public:
    explicit MarkdownRenderer(const std::map<std::string, Template>& templates)
        : pages_(templates, markdown::template_values(), markdown::text), diagrams_(templates) {}

    FileTree render(const SiteView& site) const override {
        FileTree tree;
        tree.emplace(
            markdown::kIndexFile,
            pages_.render("markdown/index.md", markdown::index_values(site, draw_overviews(site))));
        for (const ModuleView& module : site.modules) {
            tree.emplace(markdown::module_file(module.name), render_module(site, module));
        }
        if (!site.database.routines.empty()) {
            tree.emplace(markdown::kFunctionsFile,
                         pages_.render("markdown/functions.md", markdown::functions_values(site)));
        }
        if (!site.migrations.migrations.empty()) {
            tree.emplace(markdown::kMigrationsFile,
                         pages_.render("markdown/migrations.md",
                                       markdown::migrations_values(site, draw_migrations(site))));
        }
        return tree;
    }

    std::string render_diagram(const ModuleView& module) const override {
        const std::vector<std::string> parts = draw(module);
        std::string result;
        for (std::size_t index = 0; index < parts.size(); ++index) {
            if (parts.size() > 1) {
                result += fmt::format("{}%% Part {} of {}\n", index == 0 ? "" : "\n", index + 1,
                                      parts.size());
            }
            result.append(parts[index]).append("\n");
        }
        return result;
    }

private:
    std::string render_module(const SiteView& site, const ModuleView& module) const {
        return pages_.render(
            "markdown/module.md",
            markdown::module_values(site, module, draw(module), render_tables(module)));
    }

    /// A tree of values takes many times the room of its page, so each table has its own.
    std::string render_tables(const ModuleView& module) const {
        std::string result;
        for (const TableView& table : module.tables) {
            result += pages_.render("markdown/table.md", markdown::table_values(table));
        }
        while (result.ends_with('\n')) {
            result.pop_back();
        }
        return result;
    }

    std::vector<std::string> draw(const ModuleView& module) const {
        std::vector<std::string> parts;
        for (const DiagramView& diagram : module.diagrams.parts) {
            if (!diagram.entities.empty()) {
                parts.push_back(diagrams_.erd(diagram));
            }
        }
        return parts;
    }

    /// Modules without a relationship between them make no picture.
    std::vector<std::string> draw_overviews(const SiteView& site) const {
        std::map<std::string, std::string> titles;
        for (const ModuleView& module : site.modules) {
            titles.emplace(module.name, module.title);
        }
        std::vector<std::string> parts;
        for (const OverviewView& overview : site.overview) {
            if (!overview.edges.empty()) {
                parts.push_back(diagrams_.overview(overview, titles));
            }
        }
        return parts;
    }

    std::vector<std::string> draw_migrations(const SiteView& site) const {
        std::vector<std::string> parts;
        for (const document::MigrationGraphView& graph : site.migrations.graphs) {
            parts.push_back(diagrams_.migrations(graph, site.migrations));
        }
        return parts;
    }

    TemplateEngine pages_;
    mermaid::DiagramRenderer diagrams_;
};

}  // namespace

std::unique_ptr<Renderer> make_markdown_renderer(const RenderOptions& options) {
    return std::make_unique<MarkdownRenderer>(load_templates(options.templates));
}

}  // namespace erdmark::render
