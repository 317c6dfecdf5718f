#pragma once

#include <map>
#include <string>

#include "document/view_model.h"
#include "render/template_engine.h"

namespace erdmark::render::mermaid {

/// The diagrams of a site as Mermaid text, without a fence and without a newline at the end.
class DiagramRenderer {
public:
    explicit DiagramRenderer(const std::map<std::string, Template>& templates);

    std::string erd(const document::DiagramView& diagram) const;

    /// `titles` holds each module's title by its name.
    std::string overview(const document::OverviewView& overview,
                         const std::map<std::string, std::string>& titles) const;

    std::string migrations(const document::MigrationGraphView& graph,
                           const document::MigrationsView& all) const;

private:
    TemplateEngine engine_;
};

/// The values of each template of this folder, by its name without `.mustache`.
const std::map<std::string, TagTable>& template_values();

// What the templates are given; tests hold it against `template_values`.
ValueMap erd_values(const document::DiagramView& diagram);
ValueMap overview_values(const document::OverviewView& overview,
                         const std::map<std::string, std::string>& titles);

}  // namespace erdmark::render::mermaid
