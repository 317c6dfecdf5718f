// The layouts of folders of migrations. An input holds files: a line `=== name` begins each.
#include <algorithm>

#include "dialect/dialect.h"
#include "fuzz/input.h"
#include "migration/layout/layout.h"
#include "migration/migration_head.h"
#include "migration/order_file.h"
#include "migration/sections.h"
#include "source/dialect_marks.h"

namespace erdmark {

namespace {

constexpr std::string_view kMark = "=== ";

/// The line at `offset` without its end; goes on behind it.
std::string_view take_line(std::string_view text, std::size_t& offset) {
    const std::size_t end = std::min(text.find('\n', offset), text.size());
    const std::string_view line = text.substr(offset, end - offset);
    offset = std::min(end + 1, text.size());
    return line;
}

migration::Folder folder_of(std::string_view input) {
    migration::Folder folder{.path = "migrations", .full_path = "/project/migrations"};
    for (std::size_t offset = 0; offset < input.size();) {
        const std::string_view line = take_line(input, offset);
        if (line.starts_with(kMark)) {
            const std::string name(line.substr(kMark.size()));
            folder.files.push_back({.name = name, .path = "migrations/" + name});
        } else if (!folder.files.empty()) {
            folder.files.back().text.append(line).append("\n");
        }
    }
    // As a folder on disk: in order, each name once.
    std::ranges::stable_sort(folder.files, {}, &migration::MigrationFile::name);
    // clang 14 cannot compile the ranges' unique of GCC 12's library.
    const auto is_same = [](const migration::MigrationFile& left,
                            const migration::MigrationFile& right) {
        return left.name == right.name;
    };
    folder.files.erase(std::unique(folder.files.begin(), folder.files.end(), is_same),
                       folder.files.end());
    return folder;
}

void check(const migration::ParsedFolder& parsed) {
    for (const migration::Migration& migration : parsed.migrations) {
        migration.id();
        migration::read_head(migration, dialect::find_dialect("postgresql")->syntax());
    }
}

}  // namespace

}  // namespace erdmark

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace erdmark;
    const std::string input = fuzz::text_of(data, size);
    const migration::Folder folder = folder_of(input);
    for (const migration::Layout& layout : migration::layouts()) {
        layout.recognise(folder);
        fuzz::accepts([&] { check(layout.parse(folder, {})); });
        fuzz::accepts([&] {
            check(layout.parse(folder, {.dialect = "postgresql", .variables = {{"a", "b"}}}));
        });
    }
    const sql::Script script{.file = "input.sql", .text = input};
    fuzz::accepts([&] { migration::read_order(script); });
    fuzz::accepts([&] { migration::split_sections(script); });
    return 0;
}
