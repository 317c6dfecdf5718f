#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace erdmark::render {

/// What the name of a template's file ends with.
inline constexpr const char* kTemplateSuffix = ".mustache";

struct Template {
    std::string name;  ///< `markdown/table.md.mustache`
    std::string path;  ///< What a message shows: the user's file, or the name of an embedded one.
    std::string text;
};

/// All templates, by name without the suffix `.mustache`: those embedded in the program, each
/// shadowed by a file of the same name in `folder`. Throws a `Config` error for a missing folder,
/// and for a `.mustache` file in it whose name is none of ours (with the near one). Files that end
/// otherwise are left alone.
std::map<std::string, Template> load_templates(const std::optional<std::filesystem::path>& folder);

/// The embedded templates, by file name (`markdown/table.md.mustache`).
std::map<std::string, std::string> embedded_templates();

}  // namespace erdmark::render
