#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/context.h"
#include "config/config.h"
#include "document/view_model.h"
#include "publish/publisher.h"
#include "source/schema_source.h"

namespace erdmark::cli {

/// What the command line says about the project; everything else is in `erdmark.toml`.
struct ProjectFlags {
    std::string config;
    std::string source;
    std::string output;
    std::string templates;
    std::string dialect;
    std::vector<std::string> modules;
    bool force = false;
    bool keep_going = false;
    bool strict = false;  ///< Effects of a replay that could not be decided are refused.

    /// The flags as they were given, for a command that repeats this run.
    std::string command(const std::string& verb) const;
};

/// The first folder below `project` (empty: the current one) in which projects keep migrations and
/// which holds some.
std::optional<std::string> conventional_folder(const std::filesystem::path& project);

/// The configuration of this run: `erdmark.toml` of `--config`, the current folder or one above it,
/// then the flags. A source that neither names is a conventional folder of migrations, then
/// what the environment gives; an `Usage` error that names `erdmark init` when there is none.
config::Config load_project(const ProjectFlags& flags);

/// Reads a schema; what a replay had to leave out goes to `context` as warnings.
source::SourceResult read_source(const source::SourceOptions& options, const Context& context);

/// A project's schema with its annotations, put into modules.
struct ProjectSchema {
    source::SourceResult source;
    document::ModulePlan plan;
};

/// Reads the schema and groups it; every warning goes to `context`.
ProjectSchema read_project(const config::Config& config, const Context& context);

/// What the pages will say. The schema itself is not kept: at ten thousand tables it is a hundred
/// megabytes.
struct ProjectView {
    std::string source;         ///< For messages: `7 migrations in migrations`.
    std::size_t undecided = 0;  ///< How many effects a replay could not decide.
    document::ModulePlan plan;
    document::SiteView site;
};
ProjectView view_project(const config::Config& config, const Context& context);

/// The modules of the site that the words mean, in site order; all when there are no words.
std::vector<const document::ModuleView*> select_modules(const ProjectView& project,
                                                        const std::vector<std::string>& words);

/// The modules of a configuration; where it has none, those that sections of the scripts propose.
std::vector<document::ModuleRule> module_rules(const config::Config& config,
                                               const source::SourceResult& source);

/// Everything up to the pages: `generate` and `check` differ only in what they do with it.
struct Documentation {
    std::string source;
    std::size_t table_count = 0;
    std::size_t module_count = 0;
    std::size_t undecided = 0;  ///< As in `ProjectView`.
    FileTree pages;
    std::vector<std::string> only;  ///< The pages of the modules asked for; empty for all.
};
Documentation build_documentation(const config::Config& config, const ProjectFlags& flags,
                                  const Context& context);

/// Whether `--strict` forbids to go on; says so then.
bool is_refused(const Documentation& documentation, const ProjectFlags& flags,
                const Context& context);

}  // namespace erdmark::cli
