#include "publish/manifest.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"

namespace erdmark::publish {
namespace {

constexpr std::string_view kFormat = "erdmark-manifest";
constexpr std::int64_t kVersion = 1;
constexpr std::string_view kAdvice =
    "; run `erdmark generate --force` to write the pages and this file anew";

[[noreturn]] void fail(const std::string& message) {
    throw Error(ErrorKind::Input, message + std::string(kAdvice));
}

Json parse_json(std::string_view text, std::string_view name) {
    try {
        return Json::parse(text, name);
    } catch (const Error& error) {
        fail(error.what());
    }
}

void check_format(const Json& json, std::string_view name) {
    const Json* format = json.find("format");
    if (format == nullptr || *format != Json(kFormat)) {
        fail(fmt::format("{}: expected an object whose 'format' is '{}'", name, kFormat));
    }
    const Json* version = json.find("version");
    if (version == nullptr || *version != Json(kVersion)) {
        fail(fmt::format("{}: expected 'version' to be {}, the only one that this erdmark knows",
                         name, kVersion));
    }
}

bool is_digest(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

}  // namespace

std::string to_text(const Manifest& manifest) {
    Json::Object files;
    for (const auto& [path, digest] : manifest.files) {
        files.emplace_back(path, digest);
    }
    const Json json(Json::Object{{"format", kFormat}, {"version", kVersion}, {"files", files}});
    return json.dump() + "\n";
}

Manifest parse_manifest(std::string_view text, std::string_view name) {
    const Json json = parse_json(text, name);
    check_format(json, name);
    const Json* files = json.find("files");
    if (files == nullptr || files->as_object() == nullptr) {
        fail(fmt::format("{}: expected 'files' to be an object", name));
    }
    Manifest manifest;
    for (const auto& [path, digest] : *files->as_object()) {
        if (!is_path_inside(path)) {
            fail(fmt::format(
                "{}: expected the names in 'files' to be files below this folder, found '{}'", name,
                path));
        }
        if (digest.as_string() == nullptr || !is_digest(*digest.as_string())) {
            fail(fmt::format("{}: expected a SHA-256 digest for '{}'", name, path));
        }
        manifest.files.emplace(path, *digest.as_string());
    }
    return manifest;
}

bool is_path_inside(std::string_view path) {
    const std::vector<std::string_view> parts = split(path, '/');
    const bool plain = std::ranges::none_of(
        parts, [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
    return plain && path.find('\\') == std::string_view::npos &&
           path.find('\0') == std::string_view::npos && path != kManifestName;
}

}  // namespace erdmark::publish
