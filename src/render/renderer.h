#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "base/file_tree.h"
#include "document/view_model.h"

namespace erdmark::render {

// A renderer turns the view of a site into files of one format. It decides how things look, never
// what is said.

struct RenderOptions {
    /// Templates here shadow the embedded ones of the same name (`markdown/table.md.mustache`).
    std::optional<std::filesystem::path> templates;
};

class Renderer {
public:
    virtual ~Renderer() = default;

    /// The pages, by file name.
    virtual FileTree render(const document::SiteView& site) const = 0;

    /// The diagrams of one module alone, as text for standard output. Several parts stand one after
    /// the other, each below a comment line `%% Part 1 of 3`.
    virtual std::string render_diagram(const document::ModuleView& module) const = 0;
};

/// Markdown pages with Mermaid diagrams. Throws a `Config` error when a template in `options` is
/// not what it should be.
std::unique_ptr<Renderer> make_markdown_renderer(const RenderOptions& options);

}  // namespace erdmark::render
