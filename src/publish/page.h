#pragma once

#include <optional>
#include <string>

#include "base/file_tree.h"
#include "publish/keep.h"
#include "publish/manifest.h"
#include "publish/publisher.h"

namespace erdmark::publish {

/// How messages name a file of the output folder.
std::string display_path(const PublishOptions& options, const std::string& path);

/// The manifest that an output folder has.
struct OldManifest {
    std::optional<std::string> text;  ///< Nothing when there is no such file.
    Manifest manifest;  ///< Names no files when there is none, or a garbled one and force.
};

/// Throws an `Input` error for a garbled manifest, unless forced.
OldManifest read_manifest(const PublishOptions& options);

/// One page: what it should be, and what the folder holds in its place.
struct Page {
    std::string path;
    const std::string* generated =
        nullptr;                      ///< Points into the tree; null for a page that is to go.
    KeepRegions offered;              ///< The regions of `generated`.
    std::optional<std::string> disk;  ///< With LF line ends, without byte order mark.
    KeepRegions held;                 ///< The regions of `disk`.
    bool foreign = false;             ///< As in `Change`.
    bool edited = false;              ///< As in `Change`.
};

/// Reads the page that the folder holds at `path` and judges whose it is. Throws an `Input` error
/// when it is not clear which of its text is kept.
Page load_page(const std::string& path, const FileTree& tree, const Manifest& manifest,
               const PublishOptions& options);

}  // namespace erdmark::publish
