#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/file_tree.h"

namespace erdmark::publish {

struct PublishOptions {
    std::filesystem::path folder;  ///< The output folder: nothing is ever written outside it.
    /// Only these files are compared or written (all when empty); the rest of the folder is left as
    /// it is.
    std::vector<std::string> only;
    bool force = false;  ///< Overwrite pages that were edited by hand outside their keep regions.
};

enum class ChangeKind { Missing, Stale, Orphaned };

/// One difference between the folder and what it should hold.
struct Change {
    ChangeKind kind;
    std::string path;  ///< Inside the folder.
    std::string before;
    std::string after;
    bool edited = false;   ///< The file was changed by something else since erdmark wrote it.
    bool foreign = false;  ///< The file is somebody else's: erdmark never wrote it.
};

/// What a folder lacks, decided without touching it.
struct Publication {
    std::vector<Change> changes;  ///< By path; empty when the folder is fresh.
    std::size_t unchanged = 0;
    std::vector<std::string> warnings;  ///< Hand-written text that had to move.
    FileTree content;  ///< The whole new content of each page: generated text with kept regions.
    std::string manifest;  ///< The new manifest; empty when it stays as it is on the disk.
};

/// Compares `tree` with the folder. Hand-written text between `<!-- erdmark:keep NAME -->` and
/// `<!-- /erdmark:keep -->` is carried over by region name, to whatever page offers the region now;
/// what no page offers any more goes to the end of the page it was on, or of `README.md` when that
/// page is gone. Reads only. A missing folder holds nothing.
Publication compare(const FileTree& tree, const PublishOptions& options);

/// Makes the folder hold what `publication` says: each file by temporary file and rename, unchanged
/// files untouched, pages of gone modules removed, the manifest last. Throws an `Input` error
/// before anything is written when a file that is to be changed or removed was edited by hand, or
/// is not erdmark's, unless forced.
void publish(const Publication& publication, const PublishOptions& options);

}  // namespace erdmark::publish
