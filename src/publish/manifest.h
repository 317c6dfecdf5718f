#pragma once

#include <map>
#include <string>
#include <string_view>

namespace erdmark::publish {

/// The files of an output folder that are erdmark's (docs/formats/manifest.md).
struct Manifest {
    /// By path inside the folder: the SHA-256 digest of `generated_part` of the page as erdmark
    /// wrote it.
    std::map<std::string, std::string> files;

    bool operator==(const Manifest&) const = default;
};

inline constexpr const char* kManifestName = ".erdmark.json";

/// The text of the manifest file. The same manifest gives the same bytes.
std::string to_text(const Manifest& manifest);

/// Reads what `to_text` wrote. Throws an `Input` error that starts with `name` and says how to go
/// on, for anything the format does not allow.
Manifest parse_manifest(std::string_view text, std::string_view name);

/// Whether `path` names a file below the folder it is relative to, whatever the folder is: parts
/// separated by `/`, none of them empty, `.` or `..`, and not the manifest itself.
bool is_path_inside(std::string_view path);

}  // namespace erdmark::publish
