#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/sha256.h"
#include "base/text.h"
#include "publish/page.h"
#include "publish/publisher.h"

namespace erdmark::publish {
namespace {

constexpr const char* kIndexPage = "README.md";

/// A text kept under one name, and the pages that hold it.
struct Kept {
    std::string text;
    std::vector<const Page*> holders;
    bool among_notes = false;  ///< On the first of the holders.
};

class Comparison {
public:
    Comparison(const FileTree& tree, const PublishOptions& options)
        : tree_(tree), options_(options), old_(read_manifest(options)) {}

    Publication run() {
        load_pages();
        collect_offers();
        collect_kept();
        place_notes();
        for (const Page& page : pages_) {
            add_page(page);
        }
        add_manifest();
        return std::move(result_);
    }

private:
    bool in_scope(const std::string& path) const {
        return options_.only.empty() || std::ranges::count(options_.only, path) > 0;
    }

    void load_pages() {
        std::set<std::string> paths;
        for (const auto& [path, content] : tree_) {
            if (!is_path_inside(path)) {
                throw Error(ErrorKind::Internal,
                            fmt::format("'{}' is no name for a page in the output folder", path));
            }
            paths.insert(path);
        }
        for (const auto& [path, digest] : old_.manifest.files) {
            if (options_.only.empty()) {
                paths.insert(path);
            }
        }
        std::erase_if(paths, [this](const std::string& path) { return !in_scope(path); });
        for (const std::string& path : paths) {
            load_page(path);
        }
    }

    void load_page(const std::string& path) {
        Page page = publish::load_page(path, tree_, old_.manifest, options_);
        if (page.generated == nullptr && page.foreign) {
            result_.warnings.push_back(
                fmt::format("{}: is not the page any more that erdmark wrote; it stays as it is",
                            display_path(options_, path)));
            return;
        }
        pages_.push_back(std::move(page));
    }

    void collect_offers() {
        for (const Page& page : pages_) {
            for (const KeepRegion& region : page.offered.regions) {
                const auto [first, is_new] = offers_.emplace(region.name, page.path);
                if (!is_new) {
                    throw Error(
                        ErrorKind::Config,
                        fmt::format("the templates give keep region '{}' to '{}' and to '{}'; "
                                    "a name must be there once in all pages",
                                    region.name, first->second, page.path));
                }
            }
        }
    }

    void collect_kept() {
        for (const Page& page : pages_) {
            for (const KeepRegion& region : page.held.regions) {
                const std::string text(kept_text(*page.disk, region));
                if (!trim(text).empty()) {
                    add_kept(page, region, text);
                }
            }
        }
        for (const auto& [name, kept] : kept_) {
            texts_.emplace(name, kept.text);
        }
    }

    void add_kept(const Page& page, const KeepRegion& region, const std::string& text) {
        const auto [place, is_new] = kept_.try_emplace(region.name);
        Kept& kept = place->second;
        kept.text = is_new ? text : join_kept(kept.text, text);
        kept.among_notes = is_new ? region.among_notes : kept.among_notes;
        kept.holders.push_back(&page);
    }

    /// Finds a page for each text whose region no page offers any more.
    void place_notes() {
        for (const auto& [name, kept] : kept_) {
            if (offers_.contains(name)) {
                continue;
            }
            const auto stays = std::ranges::find_if(
                kept.holders, [](const Page* page) { return page->generated != nullptr; });
            const std::string home =
                stays == kept.holders.end() ? index_page(name) : (*stays)->path;
            notes_[home].emplace(name, kept.text);
            if (!kept.among_notes || kept.holders.front()->path != home) {
                warn_about_note(name, kept.holders.front()->path, home);
            }
        }
    }

    std::string index_page(const std::string& region) const {
        if (!tree_.contains(kIndexPage)) {
            throw Error(
                ErrorKind::Internal,
                fmt::format("there is no '{}' to hold the text kept for '{}'", kIndexPage, region));
        }
        return kIndexPage;
    }

    void warn_about_note(const std::string& name, const std::string& from,
                         const std::string& home) {
        // Region names begin with what they are kept for: `table:users`.
        const std::size_t colon = name.find(':');
        const std::string what = colon == std::string::npos ? "place" : name.substr(0, colon);
        const std::string where = from == home ? "the page" : "'" + home + "'";
        result_.warnings.push_back(fmt::format(
            "{}: the text kept for '{}' has no {} any more; it stands at the end of {} now",
            display_path(options_, from), name, what, where));
    }

    void add_page(const Page& page) {
        if (page.generated == nullptr) {
            if (page.disk) {
                result_.changes.push_back({.kind = ChangeKind::Orphaned,
                                           .path = page.path,
                                           .before = *page.disk,
                                           .edited = page.edited});
            }
            return;
        }
        const std::string content = append_kept_notes(
            fill_regions(*page.generated, page.offered, texts_), notes_[page.path]);
        if (!page.disk) {
            result_.changes.push_back(
                {.kind = ChangeKind::Missing, .path = page.path, .after = content});
        } else {
            compare_page(page, content);
        }
        result_.content.emplace(page.path, content);
    }

    void compare_page(const Page& page, const std::string& content) {
        // White space in a region keeps nothing and makes no difference.
        const std::string before = tidy_regions(*page.disk, page.held);
        const bool same = before == content ||
                          before == tidy_regions(content, find_keep_regions(content, page.path));
        if (same) {
            ++result_.unchanged;
            return;
        }
        result_.changes.push_back({.kind = ChangeKind::Stale,
                                   .path = page.path,
                                   .before = before,
                                   .after = content,
                                   .edited = page.edited,
                                   .foreign = page.foreign});
    }

    void add_manifest() {
        Manifest manifest;
        if (!options_.only.empty()) {
            manifest = old_.manifest;
        }
        for (const Page& page : pages_) {
            if (page.generated != nullptr) {
                manifest.files[page.path] =
                    sha256_hex(generated_part(*page.generated, page.offered));
            }
        }
        const std::string text = to_text(manifest);
        if (text != old_.text) {
            result_.manifest = text;
        }
    }

    const FileTree& tree_;
    const PublishOptions& options_;
    const OldManifest old_;
    std::vector<Page> pages_;                    ///< Complete before anything points into it.
    std::map<std::string, std::string> offers_;  ///< Page by region name.
    std::map<std::string, Kept> kept_;
    KeptTexts texts_;
    std::map<std::string, KeptTexts> notes_;  ///< By page: what goes to its end.
    Publication result_;
};

}  // namespace

Publication compare(const FileTree& tree, const PublishOptions& options) {
    return Comparison(tree, options).run();
}

}  // namespace erdmark::publish
