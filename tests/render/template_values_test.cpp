#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/text.h"
#include "render/fixture.h"
#include "render/markdown/migration_values.h"
#include "render/markdown/page_values.h"
#include "render/mermaid/diagram.h"
#include "render/mermaid/migration_graph.h"
#include "support/temp_directory.h"

namespace erdmark::render {
namespace {

using document::SiteView;

std::map<std::string, TagTable> all_tables() {
    std::map<std::string, TagTable> tables = markdown::template_values();
    tables.insert(mermaid::template_values().begin(), mermaid::template_values().end());
    return tables;
}

std::string kind_name(TagKind kind) {
    switch (kind) {
        case TagKind::Text:
            return "text";
        case TagKind::Markup:
            return "markup";
        case TagKind::Flag:
            return "flag";
        case TagKind::List:
            return "list";
    }
    return "";
}

void add_rows(const TagTable& table, const std::string& path, std::vector<std::string>& rows) {
    for (const Tag& tag : table) {
        rows.push_back(fmt::format("| `{}{}` | {} | {} |", path, tag.name, kind_name(tag.kind),
                                   tag.description));
        add_rows(tag.inner, path + tag.name + " › ", rows);
    }
}

/// The rows of the tables of values in the documentation, by the template in the heading above
/// them.
std::map<std::string, std::vector<std::string>> documented_rows() {
    std::map<std::string, std::vector<std::string>> rows;
    std::string heading;
    const std::string text = test::slurp(ERDMARK_SOURCE_DIR "/docs/formats/templates.md");
    for (const std::string_view line : split_lines(text)) {
        if (line.starts_with("#")) {
            const std::vector<std::string_view> parts = split(line, '`');
            heading = parts.size() == 3 ? parts[1] : "";
        } else if (!heading.empty() && line.starts_with("| `")) {
            rows[heading].emplace_back(line);
        }
    }
    return rows;
}

TEST(TemplateValues, AreDocumentedOneByOne) {
    std::map<std::string, std::vector<std::string>> expected;
    for (const auto& [name, table] : all_tables()) {
        add_rows(table, "", expected[name + kTemplateSuffix]);
    }

    const std::map<std::string, std::vector<std::string>> documented = documented_rows();

    for (const auto& [name, rows] : expected) {
        ASSERT_TRUE(documented.contains(name)) << name;
        EXPECT_EQ(documented.at(name), rows) << "expected:\n"
                                             << fmt::format("{}", fmt::join(rows, "\n"));
    }
    EXPECT_EQ(documented.size(), expected.size());
}

/// Each level of `values` has the names of its table, of the same kinds, and nothing else.
void expect_same(const ValueMap& values, const TagTable& table, const std::string& path) {
    std::set<std::string> given;
    for (const ValueMap::Member& member : values.members()) {
        SCOPED_TRACE(path + member.name);
        EXPECT_TRUE(given.insert(member.name).second) << "given twice";
        const auto tag = std::ranges::find(table, std::string(member.name), &Tag::name);
        ASSERT_NE(tag, table.end()) << "not in the table";
        EXPECT_EQ(member.kind, tag->kind);
        for (const ValueMap& item : member.items) {
            expect_same(item, tag->inner, path + member.name + ".");
        }
    }
    EXPECT_EQ(given.size(), table.size())
        << "a value of the table is missing below '" << path << "'";
}

/// The lists of `table` that have an item somewhere in `values`.
void add_filled(const ValueMap& values, const std::string& path, std::set<std::string>& filled) {
    for (const ValueMap::Member& member : values.members()) {
        if (member.holds()) {
            filled.insert(path + member.name);
        }
        for (const ValueMap& item : member.items) {
            add_filled(item, path + member.name + ".", filled);
        }
    }
}

void add_paths(const TagTable& table, const std::string& path, std::set<std::string>& paths) {
    for (const Tag& tag : table) {
        paths.insert(path + tag.name);
        add_paths(tag.inner, path + tag.name + ".", paths);
    }
}

/// What each template is given for a site.
std::vector<std::pair<std::string, ValueMap>> values_of(const SiteView& site) {
    std::vector<std::pair<std::string, ValueMap>> all;
    std::vector<std::string> diagrams(site.overview.size(), "drawn");
    all.emplace_back("markdown/index.md", markdown::index_values(site, diagrams));
    if (!site.database.routines.empty()) {
        all.emplace_back("markdown/functions.md", markdown::functions_values(site));
    }
    if (!site.migrations.migrations.empty()) {
        diagrams.assign(site.migrations.graphs.size(), "drawn");
        all.emplace_back("markdown/migrations.md", markdown::migrations_values(site, diagrams));
    }
    for (const document::MigrationGraphView& graph : site.migrations.graphs) {
        all.emplace_back("mermaid/migrations.mmd",
                         mermaid::migration_graph_values(graph, site.migrations));
    }
    for (const document::OverviewView& overview : site.overview) {
        all.emplace_back("mermaid/overview.mmd", mermaid::overview_values(overview, {}));
    }
    for (const document::ModuleView& module : site.modules) {
        diagrams.assign(module.diagrams.parts.size(), "drawn");
        all.emplace_back("markdown/module.md",
                         markdown::module_values(site, module, diagrams, "sections"));
        for (const document::TableView& table : module.tables) {
            all.emplace_back("markdown/table.md", markdown::table_values(table));
        }
        for (const document::DiagramView& diagram : module.diagrams.parts) {
            all.emplace_back("mermaid/erd.mmd", mermaid::erd_values(diagram));
        }
    }
    return all;
}

TEST(TemplateValues, AreGivenAtEachLevelForEachSite) {
    for (const SiteView& site :
         {test::hostile_site(), test::typical_site(), test::bare_site(), test::shop_site()}) {
        for (const auto& [name, values] : values_of(site)) {
            SCOPED_TRACE(name);
            expect_same(values, all_tables().at(name), "");
        }
    }
}

TEST(TemplateValues, AreAllFilledBySomeSite) {
    std::map<std::string, std::set<std::string>> filled;
    for (const SiteView& site : {test::hostile_site(), test::typical_site(), test::shop_site()}) {
        for (const auto& [name, values] : values_of(site)) {
            add_filled(values, "", filled[name]);
        }
    }

    for (const auto& [name, table] : all_tables()) {
        std::set<std::string> paths;
        add_paths(table, "", paths);
        EXPECT_EQ(filled[name], paths) << name;
    }
}

TEST(EmbeddedTemplates, UseOnlyValuesThatExist) {
    const std::map<std::string, Template> templates = load_templates(std::nullopt);

    for (const auto& [name, table] : all_tables()) {
        EXPECT_NO_THROW(compile_template(templates.at(name), templates, table)) << name;
    }
}

}  // namespace
}  // namespace erdmark::render
