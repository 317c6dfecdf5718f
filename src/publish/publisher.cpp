#include "publish/publisher.h"

#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "base/error.h"
#include "base/file.h"
#include "base/text.h"
#include "publish/page.h"

namespace erdmark::publish {
namespace {

void refuse_hand_edits(const Publication& publication, const PublishOptions& options) {
    std::vector<std::string> lines;
    for (const Change& change : publication.changes) {
        const std::string name = display_path(options, change.path);
        if (change.foreign) {
            lines.push_back(
                name +
                ": is not a page that erdmark wrote; move it, choose another output folder, "
                "or overwrite it with --force");
        } else if (change.edited && change.kind == ChangeKind::Orphaned) {
            lines.push_back(
                name +
                ": was edited by hand and is to be removed; move the text into a keep region "
                "of another page and delete this one, or run `erdmark generate --force`");
        } else if (change.edited) {
            lines.push_back(
                name +
                ": was edited by hand; move the text into a keep region, or run `erdmark "
                "generate --force` to overwrite it");
        }
    }
    if (!lines.empty()) {
        throw Error(ErrorKind::Input, join(lines, "\n"));
    }
}

std::filesystem::path real_path(const std::filesystem::path& path) {
    std::error_code error;
    std::filesystem::path real =
        std::filesystem::weakly_canonical(std::filesystem::current_path() / path, error);
    if (error) {
        throw Error(ErrorKind::Input, fmt::format("{}: cannot follow this path: {}",
                                                  path.generic_string(), error.message()));
    }
    // What does not exist keeps the slash at its end.
    return real.has_filename() ? real : real.parent_path();
}

/// A link in a part of the path could lead anywhere.
void refuse_links_out(const PublishOptions& options, const std::string& path) {
    const std::filesystem::path folder = real_path(options.folder);
    const std::filesystem::path file = real_path(options.folder / path);
    if (std::ranges::mismatch(folder, file).in1 != folder.end()) {
        throw Error(
            ErrorKind::Input,
            fmt::format("{}: leads out of the output folder through a symbolic link; remove "
                        "the link",
                        display_path(options, path)));
    }
}

void make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    if (!folder.empty() && !std::filesystem::is_directory(folder, error)) {
        std::filesystem::create_directories(folder, error);
    }
    if (error) {
        throw Error(ErrorKind::Input,
                    fmt::format("{}: this folder cannot be made: {}", folder.generic_string(),
                                to_lower(error.message())));
    }
}

KeptTexts kept_texts(const std::string& text, const std::string& name) {
    KeptTexts texts;
    for (const KeepRegion& region : find_keep_regions(text, name).regions) {
        const std::string_view inner = kept_text(text, region);
        if (!trim(inner).empty()) {
            texts.emplace(region.name, inner);
        }
    }
    return texts;
}

/// How the texts of one page change hands.
struct Exchange {
    bool gains = false;
    KeptTexts loses;
};

Exchange exchange_of(const Change& change) {
    const KeptTexts before = kept_texts(change.before, change.path);
    const KeptTexts after = kept_texts(change.after, change.path);
    Exchange exchange;
    exchange.gains = std::ranges::any_of(
        after, [&](const auto& entry) { return !before.contains(entry.first); });
    for (const auto& [name, text] : before) {
        if (!after.contains(name)) {
            exchange.loses.emplace(name, text);
        }
    }
    return exchange;
}

void write_page(const PublishOptions& options, const std::string& path,
                const std::string& content) {
    const std::filesystem::path file = options.folder / path;
    make_folder(file.parent_path());
    write_file_atomically(file, content);
}

/// Writes the pages so that a hand-written text that moves is on the disk at any moment: first
/// those that gain a text, and until all of them are written they keep what they are to lose.
void write_pages(const Publication& publication, const PublishOptions& options) {
    std::vector<const Change*> rest;
    for (const Change& change : publication.changes) {
        if (change.kind == ChangeKind::Orphaned) {
            continue;
        }
        const Exchange exchange = exchange_of(change);
        if (exchange.gains) {
            write_page(options, change.path, append_kept_notes(change.after, exchange.loses));
        }
        if (!exchange.gains || !exchange.loses.empty()) {
            rest.push_back(&change);
        }
    }
    for (const Change* change : rest) {
        write_page(options, change->path, change->after);
    }
}

void remove_orphans(const Publication& publication, const PublishOptions& options) {
    for (const Change& change : publication.changes) {
        if (change.kind != ChangeKind::Orphaned) {
            continue;
        }
        std::error_code error;
        std::filesystem::remove(options.folder / change.path, error);
        if (error) {
            throw Error(ErrorKind::Input,
                        fmt::format("{}: cannot be removed: {}", display_path(options, change.path),
                                    to_lower(error.message())));
        }
    }
}

}  // namespace

void publish(const Publication& publication, const PublishOptions& options) {
    if (!options.force) {
        refuse_hand_edits(publication, options);
    }
    for (const Change& change : publication.changes) {
        refuse_links_out(options, change.path);
    }
    refuse_links_out(options, kManifestName);
    if (!publication.changes.empty() || !publication.manifest.empty()) {
        make_folder(options.folder);
    }
    write_pages(publication, options);
    remove_orphans(publication, options);
    if (!publication.manifest.empty()) {
        write_file_atomically(options.folder / kManifestName, publication.manifest);
    }
}

}  // namespace erdmark::publish
