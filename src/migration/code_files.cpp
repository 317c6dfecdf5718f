#include "migration/code_files.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "migration/file_name.h"

namespace erdmark::migration {
namespace {

struct Language {
    std::string_view suffix;
    std::string_view name;
};

constexpr std::array<Language, 14> kLanguages{{{".go", "Go"},
                                               {".js", "JavaScript"},
                                               {".mjs", "JavaScript"},
                                               {".cjs", "JavaScript"},
                                               {".ts", "TypeScript"},
                                               {".java", "Java"},
                                               {".kt", "Kotlin"},
                                               {".groovy", "Groovy"},
                                               {".scala", "Scala"},
                                               {".rb", "Ruby"},
                                               {".py", "Python"},
                                               {".php", "PHP"},
                                               {".exs", "Elixir"},
                                               {".cs", "C#"}}};

bool is_no_migration(std::string_view name) {
    return name.ends_with(".d.ts") || name.ends_with("_test.go");
}

/// `V57_1` for `V57_1__Fill.java`, `00003` for `00003_fill.go`.
std::string_view version_of(std::string_view name) {
    const bool has_mark = name.starts_with('V');
    const std::string_view rest = name.substr(has_mark ? 1 : 0);
    if (!has_mark) {
        return rest.substr(0, count_digits(rest));
    }
    const std::size_t end = rest.find("__");
    const bool is_version =
        end != std::string_view::npos && parse_version(rest.substr(0, end), "._").has_value();
    return is_version ? name.substr(0, end + 1) : std::string_view();
}

}  // namespace

std::string_view language_of(std::string_view file_name) {
    if (is_no_migration(file_name)) {
        return {};
    }
    const auto* const language = std::ranges::find_if(
        kLanguages, [&](const Language& each) { return file_name.ends_with(each.suffix); });
    return language == kLanguages.end() ? std::string_view() : language->name;
}

std::vector<std::string> code_notes(const Folder& folder) {
    std::vector<std::string> notes;
    for (const MigrationFile& file : folder.files) {
        const std::string_view language = language_of(file.name);
        const std::string_view version = version_of(file.name);
        if (!language.empty() && !version.empty() && file.name.find('/') == std::string::npos) {
            notes.push_back(
                fmt::format("{}: version {} is a migration in {}, which a replay cannot run; what "
                            "it changes is missing",
                            file.path, version, language));
        }
    }
    return notes;
}

}  // namespace erdmark::migration
