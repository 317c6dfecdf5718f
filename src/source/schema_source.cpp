#include "source/schema_source.h"

#include <algorithm>
#include <array>
#include <fstream>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "dialect/dialect.h"
#include "migration/migration.h"
#include "schema/filter.h"
#include "schema/snapshot.h"
#include "schema/sort.h"
#include "source/replay.h"

namespace erdmark::source {

namespace {

namespace fs = std::filesystem;

bool is_standard_input(const SourceOptions& options) {
    return options.from == "-";
}

fs::path path_of(const SourceOptions& options) {
    const bool here = options.base_folder.empty() || options.base_folder == ".";
    return here || is_standard_input(options) ? fs::path(options.from)
                                              : options.base_folder / options.from;
}

bool has_suffix(const fs::path& path, std::initializer_list<std::string_view> suffixes) {
    const std::string suffix = to_lower(path.extension().string());
    return std::ranges::find(suffixes, suffix) != suffixes.end();
}

/// https://www.sqlite.org/fileformat2.html: the first 16 bytes of every database that holds
/// something.
bool starts_like_a_database(const fs::path& path) {
    constexpr std::string_view kMagic{"SQLite format 3\0", 16};
    std::array<char, 16> head{};
    std::ifstream(path, std::ios::binary).read(head.data(), head.size());
    return std::string_view(head.data(), head.size()) == kMagic;
}

SourceKind classify_file(const fs::path& path) {
    if (has_suffix(path, {".db", ".sqlite", ".sqlite3"}) || starts_like_a_database(path)) {
        return SourceKind::Database;
    }
    if (has_suffix(path, {".sql"})) {
        return SourceKind::Script;
    }
    if (has_suffix(path, {".json"})) {
        return SourceKind::Snapshot;
    }
    throw Error(ErrorKind::Input,
                fmt::format("{}: is nothing that a schema can be read from; expected a folder of "
                            "migrations, a .sql "
                            "script, a SQLite file, a .json snapshot or a database URL",
                            path.generic_string()));
}

SourceResult read_script(const SourceOptions& options) {
    const fs::path path = path_of(options);
    const std::string name = is_standard_input(options) ? "<stdin>" : path.generic_string();
    return replay_script({.file = name, .text = read_text_file(path)}, options);
}

std::string known_schemes() {
    std::vector<std::string> schemes;
    for (const dialect::Dialect* dialect : dialect::dialects()) {
        schemes.push_back(fmt::format("{}:", dialect->url_schemes().front()));
    }
    return join(schemes, ", ");
}

/// The URL of a SQLite file; nothing in a plain path is an escape, a user or a parameter.
dialect::Url file_url(const fs::path& path) {
    std::string escaped;
    for (const char c : path.generic_string()) {
        const bool special = std::string_view("%?#:@").find(c) != std::string_view::npos;
        escaped +=
            special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
    }
    return dialect::Url::parse("sqlite:" + escaped);
}

SourceResult read_database_file(const fs::path& path, const SourceOptions& options) {
    const dialect::Dialect* sqlite = dialect::find_dialect("sqlite");
    const std::unique_ptr<dialect::Connection> connection = sqlite->connect(file_url(path), {});
    return {.schema = sqlite->introspect(*connection, options.introspect),
            .description = fmt::format("the database {}", path.generic_string())};
}

SourceResult read_database_url(const SourceOptions& options) {
    const dialect::Url url = dialect::Url::parse(options.from);
    const dialect::Dialect* dialect = dialect::find_dialect_for_scheme(url.scheme());
    if (dialect == nullptr) {
        throw Error(
            ErrorKind::Usage,
            fmt::format("no database is known for the scheme '{}:' of the source; known are: {}",
                        url.scheme(), known_schemes()));
    }
    dialect::ConnectOptions connect = options.connect;
    connect.base_folder = options.base_folder == "." ? fs::path() : options.base_folder;
    const std::unique_ptr<dialect::Connection> connection = dialect->connect(url, connect);
    return {.schema = dialect->introspect(*connection, options.introspect),
            .description = fmt::format("the database {}", url.redacted())};
}

/// What looks like a URL may be the name of a file all the same.
SourceResult read_database(const SourceOptions& options) {
    std::error_code ignored;
    return fs::exists(path_of(options), ignored) || !dialect::Url::looks_like_url(options.from)
               ? read_database_file(path_of(options), options)
               : read_database_url(options);
}

SourceResult read_snapshot(const SourceOptions& options) {
    const fs::path path = path_of(options);
    return {.schema = schema::from_snapshot(read_text_file(path), path.generic_string()),
            .description = "the snapshot " + path.generic_string()};
}

SourceResult read_kind(SourceKind kind, const SourceOptions& options) {
    switch (kind) {
        case SourceKind::Migrations:
            return replay_migrations(read_migrations(options), options);
        case SourceKind::Script:
            return read_script(options);
        case SourceKind::Database:
            return read_database(options);
        case SourceKind::Snapshot:
            return read_snapshot(options);
    }
    throw Error(ErrorKind::Internal, "a source of an unknown kind");
}

/// An empty schema is nearly always a slip in a path or a pattern, and would remove every page.
void refuse_empty(const SourceResult& result, std::string_view problem) {
    if (result.schema.tables.empty() && result.schema.views.empty()) {
        throw Error(ErrorKind::Input, fmt::format("{} {}", result.description, problem));
    }
}

}  // namespace

SourceKind classify(const SourceOptions& options) {
    if (is_standard_input(options)) {
        return SourceKind::Script;
    }
    const fs::path path = path_of(options);
    std::error_code failed;
    const fs::file_status status = fs::status(path, failed);
    if (fs::is_directory(status)) {
        return SourceKind::Migrations;
    }
    if (fs::exists(status)) {
        return classify_file(path);
    }
    if (dialect::Url::looks_like_url(options.from)) {
        return SourceKind::Database;
    }
    throw Error(ErrorKind::Input, fmt::format("{}: no such file or folder; a source is a folder of "
                                              "migrations, a .sql script, a SQLite "
                                              "file, a .json snapshot or a database URL",
                                              path.generic_string()));
}

migration::MigrationDirectory read_migrations(const SourceOptions& options) {
    if (classify(options) != SourceKind::Migrations) {
        throw Error(ErrorKind::Usage,
                    "the source is no folder of migrations; name one with --source");
    }
    return migration::read_migration_directory(path_of(options), options.migrations);
}

SourceResult read_schema(const SourceOptions& options) {
    const SourceKind kind = classify(options);
    SourceResult result = read_kind(kind, options);
    result.kind = kind;
    schema::filter(result.schema, {}, schema::history_tables());
    refuse_empty(result, "has no tables to document");
    schema::filter(result.schema, options.include, options.exclude);
    refuse_empty(result,
                 "has only tables that 'source.include' and 'source.exclude' leave out; one must "
                 "stay");
    schema::sort(result.schema);
    return result;
}

}  // namespace erdmark::source
