#pragma once

#include <memory>
#include <string>
#include <vector>

#include "migration/checksum.h"
#include "migration/ordered_migration.h"
#include "runner/state.h"

namespace erdmark::runner {

/// A folder of migrations and a history, for tests.
struct TestProject {
    std::vector<migration::OrderedMigration> migrations;
    std::vector<Revision> history;

    TestProject& file(const std::string& version, const std::string& name,
                      const std::string& text = "SELECT 1;\n") {
        migration::OrderedMigration& each = migrations.emplace_back();
        each.migration = {.version = version,
                          .name = name,
                          .up = {.file = "m/" + version + "_" + name + ".sql", .text = text}};
        each.key = migration::history_key(each.migration);
        return *this;
    }

    TestProject& row(const std::string& key, const std::string& text = "SELECT 1;\n",
                     RevisionStatus status = RevisionStatus::Success) {
        history.push_back({.key = key,
                           .version = key,
                           .name = "m" + key,
                           .checksum = migration::text_checksum(text),
                           .token_checksum = migration::token_checksum(text, {}),
                           .status = status});
        return *this;
    }

    std::vector<MigrationStatus> states() const { return compare(migrations, history, {}); }
};

}  // namespace erdmark::runner
