#include "config/config.h"

#include <algorithm>
#include <array>
#include <string_view>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "config/env_file.h"
#include "config/environment.h"
#include "config/modules.h"
#include "config/paths.h"
#include "config/value_reader.h"

namespace erdmark::config {
namespace {

struct Key {
    std::string_view section;
    std::string_view name;
};

constexpr std::string_view kTop;
constexpr std::string_view kSource = "source";
constexpr std::string_view kRender = "render";
constexpr std::string_view kModules = "modules";
constexpr std::string_view kTable = "tables.NAME";
constexpr std::string_view kMigrate = "migrate";

/// Every key of the file, by section; docs/formats/config.md describes each.
constexpr auto kKeys = std::to_array<Key>({
    {kTop, "title"},
    {kTop, "description"},
    {kTop, "output"},
    {kTop, "source"},
    {kTop, "render"},
    {kTop, "modules"},
    {kTop, "tables"},
    {kTop, "migrate"},
    {kSource, "from"},
    {kSource, "include"},
    {kSource, "exclude"},
    {kSource, "schemas"},
    {kSource, "privileges"},
    {kSource, "env_file"},
    {kSource, "layout"},
    {kSource, "order"},
    {kSource, "dialect"},
    {kSource, "variables"},
    {kSource, "comments"},
    {kSource, "connect_timeout"},
    {kSource, "statement_timeout"},
    {kRender, "templates"},
    {kRender, "humanize"},
    {kRender, "views"},
    {kRender, "routine_bodies"},
    {kRender, "migrations"},
    {kModules, "name"},
    {kModules, "title"},
    {kModules, "description"},
    {kModules, "tables"},
    {kModules, "aliases"},
    {kTable, "description"},
    {kTable, "columns"},
    {kTable, "rows"},
    {kMigrate, "folder"},
    {kMigrate, "database"},
    {kMigrate, "history_table"},
    {kMigrate, "lock"},
    {kMigrate, "lock_timeout"},
    {kMigrate, "statement_lock_timeout"},
    {kMigrate, "statement_timeout"},
    {kMigrate, "out_of_order"},
});

constexpr std::size_t kUsualRows = 100;
constexpr long kMostRows = 1000;

/// Ends the message for a table inside `[tables.NAME]`.
constexpr std::string_view kDottedName =
    "; a table name with a dot needs quotes: [tables.\"schema.table\"]";

std::vector<std::string> keys_of(std::string_view section) {
    std::vector<std::string> names;
    for (const Key& key : kKeys) {
        if (key.section == section) {
            names.emplace_back(key.name);
        }
    }
    std::ranges::sort(names);
    return names;
}

class ConfigReader {
public:
    explicit ConfigReader(const std::filesystem::path& file)
        : file_(file), folder_(file.parent_path()), reader_(file.generic_string()) {}

    Config read(const Value& root) const {
        reader_.check_keys(root, keys_of(kTop));
        Config config{.file = file_};
        config.document.title = reader_.text_or(root, "title", config.document.title);
        config.document.description = reader_.text_or(root, "description", "");
        const Value* output = reader_.name(root, "output");
        config.publish.folder = resolve(output == nullptr ? kDefaultOutput : output->text);
        config.source.base_folder = folder_;
        read_source(root, config);
        read_render(root, config);
        config.modules = read_modules(reader_, root, keys_of(kModules));
        read_tables(root, config);
        read_migrate(root, config);
        return config;
    }

private:
    /// What is written relative to the file, as a path from the current folder.
    std::filesystem::path resolve(const std::string& path) const {
        const std::filesystem::path written(path);
        return written.is_absolute() ? written : shortest_path(folder_ / written);
    }

    void read_source(const Value& root, Config& config) const {
        const Value* table = reader_.table(root, "source", "[source]");
        if (table == nullptr) {
            return;
        }
        reader_.check_keys(*table, keys_of(kSource));
        if (const Value* file = reader_.name(*table, "env_file"); file != nullptr) {
            config.env_file = read_env_file(resolve(file->text));
        }
        source::SourceOptions& options = config.source;
        if (const Value* from = reader_.name(*table, "from"); from != nullptr) {
            options.from = expand_environment(from->text, reader_.place(from->position),
                                              environment_and(config.env_file));
        }
        read_timeouts(*table, options.connect);
        options.include = reader_.patterns(*table, "include");
        options.exclude = reader_.patterns(*table, "exclude");
        options.introspect.schemas = reader_.patterns(*table, "schemas");
        options.introspect.privileges = reader_.flag(*table, "privileges");
        read_migrations(*table, options);
    }

    void read_migrations(const Value& table, source::SourceOptions& options) const {
        migration::ReadOptions& migrations = options.migrations;
        if (const Value* layout = reader_.name(table, "layout"); layout != nullptr) {
            check_layout(*layout);
            migrations.layout = layout->text;
        }
        if (const Value* order = reader_.name(table, "order"); order != nullptr) {
            migrations.order = resolve(order->text);
            const std::filesystem::path folder = std::filesystem::path(order->text).parent_path();
            const std::string here = folder.empty() ? "." : folder.string();
            options.from = options.from.empty() ? here : options.from;
        }
        migrations.dialect = reader_.text_or(table, "dialect", "");
        options.comments = reader_.flag(table, "comments", true);
        const Value* variables = reader_.table(table, "variables", "[source.variables]");
        if (variables == nullptr) {
            return;
        }
        for (const auto& [name, position, value] : variables->members) {
            migrations.variables.emplace(name, reader_.text_or(*variables, name, ""));
        }
    }

    void check_layout(const Value& layout) const {
        const std::vector<std::string> known = migration::layout_names();
        if (std::ranges::find(known, layout.text) == known.end()) {
            reader_.fail(
                layout.position,
                fmt::format("no layout of migrations is called '{}'{}; expected one of {}",
                            layout.text, did_you_mean(layout.text, known), join(known, ", ")));
        }
    }

    void read_timeouts(const Value& table, dialect::ConnectOptions& options) const {
        options.connect_timeout_seconds =
            reader_.seconds(table, "connect_timeout", 1, options.connect_timeout_seconds);
        options.statement_timeout_seconds =
            reader_.seconds(table, "statement_timeout", 0, options.statement_timeout_seconds);
    }

    void read_render(const Value& root, Config& config) const {
        const Value* table = reader_.table(root, "render", "[render]");
        if (table == nullptr) {
            return;
        }
        reader_.check_keys(*table, keys_of(kRender));
        if (const Value* folder = reader_.name(*table, "templates"); folder != nullptr) {
            config.render.templates = resolve(folder->text);
        }
        config.document.humanize = reader_.flag(*table, "humanize");
        config.document.views_in_diagrams = reader_.flag(*table, "views");
        config.document.routine_bodies = reader_.flag(*table, "routine_bodies");
        config.document.migrations = reader_.flag(*table, "migrations", true);
    }

    void read_tables(const Value& root, Config& config) const {
        const Value* tables = reader_.table(root, "tables", "[tables.NAME]");
        if (tables == nullptr) {
            return;
        }
        for (const auto& [name, position, value] : tables->members) {
            const std::string header = fmt::format("[tables.{}]", name);
            const Value& table = *reader_.table(*tables, name, header);
            reader_.check_keys(table, keys_of(kTable), kDottedName);
            document::Annotation& annotation = config.annotations[name];
            annotation.description = reader_.text_or(table, "description", "");
            read_columns(table, name, annotation);
            if (const std::optional<std::size_t> rows = read_rows(table)) {
                annotation.rows = true;
                config.source.introspect.row_tables[name] = *rows;
            }
        }
    }

    void read_migrate(const Value& root, Config& config) const {
        const Value* table = reader_.table(root, "migrate", "[migrate]");
        if (table == nullptr) {
            return;
        }
        reader_.check_keys(*table, keys_of(kMigrate));
        MigrateOptions& options = config.migrate;
        if (const Value* folder = reader_.name(*table, "folder"); folder != nullptr) {
            options.folder = resolve(folder->text);
        }
        if (const Value* database = reader_.name(*table, "database"); database != nullptr) {
            options.database = expand_environment(database->text, reader_.place(database->position),
                                                  environment_and(config.env_file));
        }
        options.history_table = reader_.text_or(*table, "history_table", "");
        options.lock = read_lock(*table);
        options.lock_timeout_seconds = optional_seconds(*table, "lock_timeout");
        options.statement_lock_timeout_seconds = optional_seconds(*table, "statement_lock_timeout");
        options.statement_timeout_seconds = optional_seconds(*table, "statement_timeout");
        options.out_of_order = reader_.flag(*table, "out_of_order");
    }

    std::string read_lock(const Value& table) const {
        const Value* lock = reader_.name(table, "lock");
        if (lock == nullptr) {
            return "";
        }
        constexpr std::array<std::string_view, 4> kLocks{"auto", "session", "table", "none"};
        if (std::ranges::find(kLocks, lock->text) == kLocks.end()) {
            reader_.fail(lock->position, "'lock' must be auto, session, table or none");
        }
        return lock->text;
    }

    std::optional<int> optional_seconds(const Value& table, std::string_view key) const {
        return find(table, key) == nullptr ? std::nullopt
                                           : std::optional(reader_.seconds(table, key, 0, 0));
    }

    /// How many rows are shown at most; nothing for none.
    std::optional<std::size_t> read_rows(const Value& table) const {
        const Value* value = find(table, "rows");
        if (value == nullptr) {
            return std::nullopt;
        }
        if (value->kind == ValueKind::Flag) {
            return value->flag ? std::optional(kUsualRows) : std::nullopt;
        }
        if (value->kind != ValueKind::Number) {
            reader_.refuse(*value, "rows", "true, false or a number of rows");
        }
        if (!value->integer || *value->integer < 1 || *value->integer > kMostRows) {
            reader_.fail(value->position,
                         fmt::format("'rows' must be a whole number from 1 to {}", kMostRows));
        }
        return static_cast<std::size_t>(*value->integer);
    }

    void read_columns(const Value& table, const std::string& name,
                      document::Annotation& annotation) const {
        const std::string header = fmt::format("[tables.{}.columns]", name);
        const Value* columns = reader_.table(table, "columns", header);
        if (columns == nullptr) {
            return;
        }
        for (const auto& [column, position, value] : columns->members) {
            annotation.columns.emplace(column, reader_.text_or(*columns, column, ""));
        }
    }

    std::filesystem::path file_;
    std::filesystem::path folder_;
    ValueReader reader_;
};

std::string read_config_text(const std::filesystem::path& file) {
    try {
        return read_text_file(file);
    } catch (const Error& error) {
        throw Error(ErrorKind::Config, error.what());
    }
}

}  // namespace

Config read_config(const std::filesystem::path& file) {
    const std::filesystem::path path = shortest_path(file);
    const Value root = parse_toml(read_config_text(path), path.generic_string());
    return ConfigReader(path).read(root);
}

std::vector<std::string> known_keys() {
    std::vector<std::string> names;
    names.reserve(kKeys.size());
    for (const Key& key : kKeys) {
        names.push_back(key.section.empty() ? std::string(key.name)
                                            : fmt::format("{}.{}", key.section, key.name));
    }
    return names;
}

}  // namespace erdmark::config
