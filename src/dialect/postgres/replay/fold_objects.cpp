#include "dialect/postgres/replay/fold_objects.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/extension_facts.h"
#include "dialect/postgres/replay/fold_table.h"
#include "dialect/postgres/replay/relations.h"

namespace erdmark::dialect::postgres {

namespace {

/// What `initdb` writes (src/include/catalog/pg_namespace.dat).
constexpr std::string_view kCommentOfPublic = "standard public schema";

/// The name of a schema as documents have it: empty for the default one.
std::string space_name(const Catalog& catalog, ObjectId space) {
    const Namespace* found = catalog.namespaces.find(space);
    const std::string name = found == nullptr ? "pg_catalog" : found->name;
    return name == "public" ? std::string() : name;
}

/// As the type regproc prints it: with the schema when the bare name is that of several functions.
std::string function_text(const Catalog& catalog, const EventTrigger& trigger) {
    if (trigger.function == 0) {
        return trigger.facts.function;
    }
    const schema::QualifiedName name = full_name(catalog, trigger.function);
    const bool is_bare =
        name.schema == "public" && find_routines(catalog, "public", name.name).size() == 1;
    return (is_bare ? quoted_name(name.name) : quoted_path({name.schema, name.name})) + "()";
}

std::string member_text(const Catalog& catalog, const PublicationTable& member) {
    std::string text = document_name(catalog, member.table).display();
    std::vector<int> columns = member.columns;
    std::ranges::sort(columns);
    std::vector<std::string> names;
    for (const std::string& name : column_names(catalog, member.table, columns)) {
        names.push_back(display_identifier(name));
    }
    if (!names.empty()) {
        text += fmt::format(" ({})", join(names, ", "));
    }
    const std::map<std::string, std::string> types = column_types(catalog, member.table);
    const std::string condition = fold_expression(catalog, member.condition, &types, "boolean");
    return condition.empty() ? text : fmt::format("{} WHERE {}", text, condition);
}

}  // namespace

bool is_shown(const Sequence& sequence) {
    return !sequence.temporary && !sequence.is_identity;
}

std::vector<std::string> fold_sequence_options(const Sequence& sequence) {
    const Sequence usual = make_sequence(sequence.type, sequence.increment);
    std::vector<std::string> options;
    const auto add = [&](const char* words, std::int64_t value, std::int64_t usual_value) {
        if (value != usual_value) {
            options.push_back(fmt::format("{} {}", words, value));
        }
    };
    add("START WITH", sequence.start, sequence.increment > 0 ? sequence.minimum : sequence.maximum);
    add("INCREMENT BY", sequence.increment, 1);
    add("MINVALUE", sequence.minimum, usual.minimum);
    add("MAXVALUE", sequence.maximum, usual.maximum);
    add("CACHE", sequence.cache, 1);
    if (sequence.cycle) {
        options.emplace_back("CYCLE");
    }
    return options;
}

schema::Sequence fold_sequence(const Catalog& catalog, ObjectId id) {
    const Sequence& sequence = catalog.sequences.at(id);
    schema::Sequence folded{.name = document_name(catalog, id),
                            .type = sequence.type,
                            .options = fold_sequence_options(sequence),
                            .comment = sequence.comment};
    if (sequence.owner != 0) {
        folded.owner_table = document_name(catalog, sequence.owner);
        folded.owner_column = column_name(catalog, sequence.owner, sequence.owner_column);
    } else if (sequence.unlogged) {
        folded.options.emplace_back("UNLOGGED");
    }
    return folded;
}

schema::Extension fold_extension(const Catalog& catalog, ObjectId id) {
    const Extension& extension = catalog.extensions.at(id);
    const ExtensionFacts* facts = find_extension_facts(extension.name);
    const bool is_its_own = facts != nullptr && extension.comment == facts->comment;
    return {.name = extension.name,
            .schema = space_name(catalog, extension.space),
            .version = extension.version,
            .comment = is_its_own ? std::string() : extension.comment};
}

schema::Namespace fold_namespace(const Catalog& catalog, ObjectId id) {
    const std::string& comment = catalog.namespaces.at(id).comment;
    return {.name = space_name(catalog, id),
            .comment = comment == kCommentOfPublic ? std::string() : comment};
}

schema::EventTrigger fold_event_trigger(const Catalog& catalog, const EventTrigger& trigger) {
    schema::EventTrigger folded = trigger.facts;
    folded.function = function_text(catalog, trigger);
    return folded;
}

schema::Publication fold_publication(const Catalog& catalog, const Publication& publication) {
    schema::Publication folded = publication.facts;
    for (const PublicationTable& member : publication.tables) {
        folded.tables.push_back(member_text(catalog, member));
    }
    for (const ObjectId space : publication.spaces) {
        folded.schemas.push_back(catalog.namespaces.at(space).name);
    }
    return folded;
}

}  // namespace erdmark::dialect::postgres
