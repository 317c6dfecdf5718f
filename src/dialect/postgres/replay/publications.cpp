#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/replay/binding.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/statements.h"

namespace erdmark::dialect::postgres {

namespace {

struct Members {
    std::vector<PublicationTable> tables;
    std::vector<ObjectId> spaces;
};

PublicationTable read_table(const Catalog& catalog, const PgQuery__PublicationTable& written) {
    PublicationTable member{.table = require_table(catalog, *written.relation)};
    const Table& table = catalog.tables.at(member.table);
    for (const std::string& name : texts_of(written.n_columns, written.columns)) {
        member.columns.push_back(require_column(table, name).id);
    }
    if (written.where_clause != nullptr) {
        member.condition =
            read_bound(catalog, *written.where_clause, relation_scope(catalog, member.table));
    }
    return member;
}

Members read_members(const Catalog& catalog, std::size_t count, ParserNode* const* objects) {
    Members members;
    for (std::size_t index = 0; index < count; ++index) {
        const PgQuery__PublicationObjSpec& object = *objects[index]->publication_obj_spec;
        if (object.pubtable != nullptr) {
            members.tables.push_back(read_table(catalog, *object.pubtable));
        } else if (object.pubobjtype ==
                   PG_QUERY__PUBLICATION_OBJ_SPEC_TYPE__PUBLICATIONOBJ_TABLES_IN_CUR_SCHEMA) {
            members.spaces.push_back(creation_space(catalog));
        } else {
            members.spaces.push_back(require_space(catalog, text_of(object.name)));
        }
    }
    return members;
}

/// `publish = 'insert, update'`
std::vector<std::string> read_operations(const PgQuery__DefElem& option) {
    const std::string value = option_value(option);
    std::vector<std::string> chosen;
    for (const std::string_view part : split(value, ',')) {
        chosen.push_back(to_upper(trim(part)));
    }
    std::vector<std::string> operations;
    for (const char* word : {"INSERT", "UPDATE", "DELETE", "TRUNCATE"}) {
        if (std::ranges::find(chosen, word) != chosen.end()) {
            operations.emplace_back(word);
        }
    }
    for (const std::string& word : chosen) {
        if (!word.empty() && std::ranges::find(operations, word) == operations.end()) {
            refuse(fmt::format("unrecognized value for publication option \"publish\": \"{}\"",
                               to_lower(word)),
                   condition::kSyntaxError);
        }
    }
    return operations.size() == 4 ? std::vector<std::string>() : operations;
}

void set_options(Publication& publication, std::size_t count, ParserNode* const* options) {
    for (std::size_t index = 0; index < count; ++index) {
        const PgQuery__DefElem& option = *options[index]->def_elem;
        if (std::string_view(option.defname) == "publish") {
            publication.facts.operations = read_operations(option);
        } else if (std::string_view(option.defname) != "publish_via_partition_root") {
            refuse(fmt::format("unrecognized publication parameter: \"{}\"", option.defname),
                   condition::kSyntaxError);
        }
    }
}

void refuse_unless_new(const Catalog& catalog, const Publication& publication,
                       const Members& members) {
    for (const PublicationTable& table : members.tables) {
        if (std::ranges::find(publication.tables, table.table, &PublicationTable::table) !=
            publication.tables.end()) {
            refuse(fmt::format("relation \"{}\" is already member of publication \"{}\"",
                               catalog.tables.at(table.table).name, publication.facts.name),
                   condition::kDuplicateObject);
        }
    }
    for (const ObjectId space : members.spaces) {
        if (std::ranges::find(publication.spaces, space) != publication.spaces.end()) {
            refuse(fmt::format("schema \"{}\" is already member of publication \"{}\"",
                               catalog.namespaces.at(space).name, publication.facts.name),
                   condition::kDuplicateObject);
        }
    }
}

void add_members(Publication& publication, Members&& members) {
    for (PublicationTable& table : members.tables) {
        if (std::ranges::find(publication.tables, table.table, &PublicationTable::table) ==
            publication.tables.end()) {
            publication.tables.push_back(std::move(table));
        }
    }
    for (const ObjectId space : members.spaces) {
        if (std::ranges::find(publication.spaces, space) == publication.spaces.end()) {
            publication.spaces.push_back(space);
        }
    }
}

/// Who publishes a whole schema publishes its tables as they are.
void refuse_columns_beside_schemas(const Catalog& catalog, const Publication& publication) {
    for (const PublicationTable& table : publication.tables) {
        if (!publication.spaces.empty() && !table.columns.empty()) {
            const schema::QualifiedName name = full_name(catalog, table.table);
            refuse(fmt::format("cannot use column list for relation \"{}\" in publication \"{}\"",
                               name.display(), publication.facts.name),
                   condition::kInvalidParameterValue);
        }
    }
}

void drop_members(const Catalog& catalog, Publication& publication, const Members& members) {
    for (const PublicationTable& table : members.tables) {
        const auto found =
            std::ranges::find(publication.tables, table.table, &PublicationTable::table);
        if (found == publication.tables.end()) {
            refuse(fmt::format("relation \"{}\" is not part of the publication",
                               catalog.tables.at(table.table).name),
                   condition::kUndefinedObject);
        }
        publication.tables.erase(found);
    }
    for (const ObjectId space : members.spaces) {
        if (std::erase(publication.spaces, space) == 0) {
            refuse(fmt::format("tables from schema \"{}\" are not part of the publication",
                               catalog.namespaces.at(space).name),
                   condition::kUndefinedObject);
        }
    }
}

void refuse_schema_beside_columns(const Publication& publication, const Members& members) {
    const bool has_columns = std::ranges::any_of(
        publication.tables, [](const PublicationTable& table) { return !table.columns.empty(); });
    if (has_columns && !members.spaces.empty()) {
        refuse(fmt::format("cannot add schema to publication \"{}\"", publication.facts.name),
               condition::kInvalidParameterValue);
    }
}

void change_members(const Catalog& catalog, Publication& publication,
                    PgQuery__AlterPublicationAction action, Members&& members) {
    if (publication.facts.all_tables) {
        refuse(
            fmt::format("publication \"{}\" is defined as FOR ALL TABLES", publication.facts.name),
            condition::kObjectNotInState);
    }
    switch (action) {
        case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_DropObjects:
            drop_members(catalog, publication, members);
            break;
        case PG_QUERY__ALTER_PUBLICATION_ACTION__AP_SetObjects:
            publication.tables.clear();
            publication.spaces.clear();
            add_members(publication, std::move(members));
            break;
        default:
            refuse_unless_new(catalog, publication, members);
            refuse_schema_beside_columns(publication, members);
            add_members(publication, std::move(members));
            break;
    }
}

}  // namespace

void create_publication(Catalog& catalog, const PgQuery__CreatePublicationStmt& statement) {
    const std::string name = text_of(statement.pubname);
    if (catalog.publications.contains(name)) {
        refuse(fmt::format("publication \"{}\" already exists", name), condition::kDuplicateObject);
    }
    Publication publication{.facts = {.name = name, .all_tables = statement.for_all_tables != 0}};
    set_options(publication, statement.n_options, statement.options);
    add_members(publication, read_members(catalog, statement.n_pubobjects, statement.pubobjects));
    refuse_columns_beside_schemas(catalog, publication);
    catalog.publications.insert(name, std::move(publication));
    ++catalog.version;
}

void alter_publication(Catalog& catalog, const PgQuery__AlterPublicationStmt& statement) {
    const std::string name = text_of(statement.pubname);
    if (!catalog.publications.contains(name)) {
        refuse(fmt::format("publication \"{}\" does not exist", name), condition::kUndefinedObject);
    }
    Publication& publication = catalog.publications.edit(name);
    set_options(publication, statement.n_options, statement.options);
    if (statement.n_pubobjects > 0) {
        change_members(catalog, publication, statement.action,
                       read_members(catalog, statement.n_pubobjects, statement.pubobjects));
    }
    refuse_columns_beside_schemas(catalog, publication);
    ++catalog.version;
}

}  // namespace erdmark::dialect::postgres
