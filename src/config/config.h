#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "config/environment.h"
#include "document/annotation.h"
#include "document/build_view.h"
#include "document/module.h"
#include "publish/publisher.h"
#include "render/renderer.h"
#include "source/schema_source.h"

namespace erdmark::config {

/// What `[migrate]` says; what it leaves out is empty.
struct MigrateOptions {
    std::filesystem::path folder;
    std::string database;  ///< A URL; `${NAME}` was replaced.
    std::string history_table;
    std::string lock;
    std::optional<int> lock_timeout_seconds;
    std::optional<int> statement_lock_timeout_seconds;
    std::optional<int> statement_timeout_seconds;
    bool out_of_order = false;
};

/// What `erdmark.toml` says, as the rooms' own options. Paths are absolute or relative to the
/// current folder, never to the file.
struct Config {
    std::optional<std::filesystem::path> file;  ///< Where it was read from.
    source::SourceOptions source;
    Variables env_file;  ///< Of `source.env_file`; the environment comes before it.
    document::DocumentOptions document;
    std::vector<document::ModuleRule> modules;
    document::Annotations annotations;
    render::RenderOptions render;
    publish::PublishOptions publish;
    MigrateOptions migrate;
};

inline constexpr const char* kConfigFileName = "erdmark.toml";
inline constexpr const char* kDefaultOutput = "docs/developer/database";

/// Reads a configuration file (docs/formats/config.md). Throws a `Config` error `file:line:column:
/// message` for a syntax error, an unknown key (with the near one), a wrong type, a module name
/// that cannot be a file name or comes twice.
Config read_config(const std::filesystem::path& file);

/// Every key that `read_config` knows, as its full name (`source.from`, `modules.name`,
/// `tables.NAME.columns`), in the order of docs/formats/config.md.
std::vector<std::string> known_keys();

/// `erdmark.toml` in `folder` or the nearest folder above it, as a path from the current folder.
std::optional<std::filesystem::path> find_config(const std::filesystem::path& folder);

/// The folders in which projects keep migrations, in the order in which they are looked for.
const std::vector<std::string>& conventional_folders();

}  // namespace erdmark::config
