#include "config/paths.h"

#include <system_error>

#include "config/config.h"

namespace erdmark::config {

std::filesystem::path shortest_path(const std::filesystem::path& path) {
    const std::filesystem::path here = std::filesystem::current_path();
    std::filesystem::path whole = (here / path).lexically_normal();
    if (!whole.has_filename()) {
        whole = whole.parent_path();
    }
    const std::filesystem::path relative = whole.lexically_relative(here);
    if (relative == ".") {
        return {};
    }
    return relative.native().size() <= whole.native().size() ? relative : whole;
}

std::optional<std::filesystem::path> find_config(const std::filesystem::path& folder) {
    std::filesystem::path current =
        (std::filesystem::current_path() / folder / "").lexically_normal().parent_path();
    for (;;) {
        const std::filesystem::path file = current / kConfigFileName;
        std::error_code ignored;
        if (std::filesystem::is_regular_file(file, ignored)) {
            return shortest_path(file);
        }
        if (current == current.parent_path()) {
            return std::nullopt;
        }
        current = current.parent_path();
    }
}

const std::vector<std::string>& conventional_folders() {
    static const std::vector<std::string> folders = {
        "migrations/sql",
        "migrations",
        "db/migrations",
        "database/migrations",
        "sql/migrations",
        "internal/db/migrations",
        "internal/database/migrations",
        "internal/migrations",
        "src/migrations",
        "src/db/migrations",
        "src/main/resources/db/migration",
        "prisma/migrations",
        "supabase/migrations",
        "drizzle",
        "schema/migrations",
        "sql/schema",
    };
    return folders;
}

}  // namespace erdmark::config
