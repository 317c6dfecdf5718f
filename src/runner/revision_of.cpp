#include "runner/revision_of.h"

#include "migration/checksum.h"
#include "migration/file_name.h"

namespace erdmark::runner {

Revision revision_of(const migration::OrderedMigration& migration, const sql::Syntax& syntax,
                     RevisionStatus status) {
    const migration::Migration& file = migration.migration;
    return {.key = migration.key,
            .version = file.version,
            .name = file.name,
            .file = std::string(migration::base_name(file.up.file)),
            .checksum = migration::text_checksum(file.up.text),
            .token_checksum = migration::token_checksum(file.up.text, syntax),
            .status = status,
            .up_sql = file.up.text,
            .down_sql = file.down ? std::optional(file.down->text) : std::nullopt,
            .has_down = file.down.has_value()};
}

}  // namespace erdmark::runner
