#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/text.h"
#include "migration/layout/layout.h"

namespace erdmark::migration {

/// Names and texts of files.
using Files = std::vector<std::pair<std::string, std::string>>;

/// A folder `m` with these files; those whose name begins with `../` are beside it.
inline Folder folder_of(const Files& files) {
    Folder folder{.path = "m", .full_path = "/project/m"};
    for (const auto& [name, text] : files) {
        if (name.starts_with("../")) {
            folder.beside.push_back(name.substr(3));
        } else {
            folder.files.push_back({.name = name, .path = "m/" + name, .text = text});
        }
    }
    std::ranges::sort(folder.files, {}, &MigrationFile::name);
    std::ranges::sort(folder.beside);
    return folder;
}

/// One line: version, name, file, and what is special.
inline std::string line_of(const Migration& migration) {
    std::string line =
        fmt::format("{}|{}|{}", migration.version, migration.name, migration.up.file);
    line += migration.down ? " down" : "";
    line += migration.transactional ? "" : " no-transaction";
    line += migration.repeatable ? " repeatable" : "";
    line += migration.dialect.empty() ? "" : " " + migration.dialect;
    return line;
}

inline std::vector<std::string> lines_of(const std::vector<Migration>& migrations) {
    std::vector<std::string> lines;
    std::ranges::transform(migrations, std::back_inserter(lines), line_of);
    return lines;
}

inline std::vector<std::string> read_lines(const Layout& layout, const Files& files,
                                           const ReadOptions& options = {}) {
    return lines_of(layout.parse(folder_of(files), options).migrations);
}

/// The reason for which a layout recognises a folder; empty when it does not.
inline std::string reason_of(const Layout& layout, const Files& files) {
    const std::optional<Evidence> evidence = layout.recognise(folder_of(files));
    return evidence ? evidence->reason : "";
}

/// What a layout says to a folder that it refuses.
inline std::string refusal_of(const Layout& layout, const Files& files,
                              const ReadOptions& options = {}) {
    try {
        layout.parse(folder_of(files), options);
    } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::Input);
        return error.what();
    }
    return "no error";
}

}  // namespace erdmark::migration
