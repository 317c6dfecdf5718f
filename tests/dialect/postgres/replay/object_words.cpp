#include "dialect/postgres/replay/object_words.h"

#include <functional>
#include <map>

#include "base/json.h"
#include "base/text.h"
#include "dialect/postgres/replay/fold.h"
#include "schema/snapshot/object_writer.h"
#include "schema/snapshot/schema_members.h"

namespace erdmark::dialect::postgres {

namespace {

using schema::Schema;
using schema::Table;
using Words = std::function<std::string(const Schema&)>;

template <typename Object>
std::string words_of(const std::vector<Object>& objects) {
    std::string words;
    for (const Object& object : objects) {
        words += Json(schema::ObjectWriter::json_of(object)).dump() + "\n";
    }
    return words;
}

template <typename Object>
Words list(std::vector<Object> Schema::*member) {
    return [member](const Schema& schema) { return words_of(schema.*member); };
}

template <typename Object>
Words part(std::vector<Object> Table::*member) {
    return [member](const Schema& schema) {
        std::string words;
        for (const Table& table : schema.tables) {
            words += words_of(table.*member);
        }
        return words;
    };
}

const std::map<std::string, Words, std::less<>>& lists() {
    static const std::map<std::string, Words, std::less<>> kLists = {
        {"composite_types", list(&Schema::composite_types)},
        {"domains", list(&Schema::domains)},
        {"enums", list(&Schema::enums)},
        {"event_triggers", list(&Schema::event_triggers)},
        {"extensions", list(&Schema::extensions)},
        {"namespaces", list(&Schema::namespaces)},
        {"publications", list(&Schema::publications)},
        {"range_types", list(&Schema::range_types)},
        {"routines", list(&Schema::routines)},
        {"sequences", list(&Schema::sequences)},
        {"tables", list(&Schema::tables)},
        {"tables.columns", part(&Table::columns)},
        {"tables.grants", part(&Table::grants)},
        {"tables.policies", part(&Table::policies)},
        {"tables.rules", part(&Table::rules)},
        {"tables.statistics", part(&Table::statistics)},
        {"tables.triggers", part(&Table::triggers)},
        {"views", list(&Schema::views)},
    };
    return kLists;
}

}  // namespace

std::string shown(std::string_view part, std::string_view sql) {
    ScratchCatalog scratch;
    scratch.catalog().shows_privileges = true;
    EXPECT_EQ(scratch.run(sql), "");
    return flat(lists().at(std::string(part))(fold_schema(scratch.catalog())));
}

std::string flat(std::string_view text) {
    return collapse_whitespace(text);
}

std::string message_of(std::string_view setup, std::string_view statement) {
    ScratchCatalog scratch;
    EXPECT_EQ(scratch.run(setup), "");
    return scratch.run(statement);
}

}  // namespace erdmark::dialect::postgres
