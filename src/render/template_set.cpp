#include "render/template_set.h"

#include <algorithm>
#include <system_error>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"

namespace erdmark::render {

namespace {

namespace fs = std::filesystem;

std::string without_suffix(const std::string& name) {
    return name.substr(0, name.size() - std::string_view(kTemplateSuffix).size());
}

/// The `.mustache` files below `folder`, in the order of their names.
std::vector<fs::path> template_files(const fs::path& folder) {
    std::vector<fs::path> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        if (entry->path().filename().string().ends_with(kTemplateSuffix)) {
            files.push_back(entry->path());
        }
    }
    if (error) {
        throw Error(ErrorKind::Config, fmt::format("{}: cannot read the folder of templates: {}",
                                                   folder.string(), error.message()));
    }
    std::ranges::sort(files);
    return files;
}

void shadow(std::map<std::string, Template>& templates, const fs::path& folder,
            const fs::path& file) {
    const std::string name = file.lexically_relative(folder).generic_string();
    const auto found = templates.find(without_suffix(name));
    if (found == templates.end()) {
        std::vector<std::string> known;
        known.reserve(templates.size());
        for (const auto& [key, tmpl] : templates) {
            known.push_back(tmpl.name);
        }
        std::string hint = did_you_mean(name, known);
        if (hint.empty()) {
            hint = fmt::format(": expected one of '{}'", fmt::join(known, "', '"));
        }
        throw Error(ErrorKind::Config,
                    fmt::format("{}: unknown template '{}'{}", file.string(), name, hint));
    }
    found->second.path = file.string();
    // Line ends of the user's editor must not get into the pages.
    found->second.text = replace_all(read_text_file(file), "\r\n", "\n");
}

}  // namespace

std::map<std::string, Template> load_templates(const std::optional<fs::path>& folder) {
    std::map<std::string, Template> templates;
    for (auto& [name, text] : embedded_templates()) {
        templates.emplace(without_suffix(name), Template{name, name, text});
    }
    if (folder) {
        for (const fs::path& file : template_files(*folder)) {
            shadow(templates, *folder, file);
        }
    }
    return templates;
}

}  // namespace erdmark::render
