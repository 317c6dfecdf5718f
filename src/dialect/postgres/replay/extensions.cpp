#include "dialect/postgres/replay/extensions.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/replay/extension_facts.h"
#include "dialect/postgres/replay/objects.h"
#include "dialect/postgres/replay/relations.h"
#include "dialect/postgres/replay/routines.h"
#include "dialect/postgres/replay/statements.h"
#include "dialect/postgres/replay/types.h"

namespace erdmark::dialect::postgres {

namespace {

constexpr std::string_view kSystemSchema = "pg_catalog";

/// What a statement says of a new extension.
struct Request {
    std::string name;
    std::string schema;
    std::string version;
    bool cascades = false;
};

Request read_request(const PgQuery__CreateExtensionStmt& statement) {
    Request request{.name = text_of(statement.extname)};
    for (std::size_t index = 0; index < statement.n_options; ++index) {
        const PgQuery__DefElem& option = *statement.options[index]->def_elem;
        const std::string_view name = option.defname;
        if (name == "schema") {
            request.schema = option_value(option);
        } else if (name == "new_version") {
            request.version = option_value(option);
        } else if (name == "cascade") {
            request.cascades = boolean_of(option);
        }
    }
    return request;
}

bool is_installed(const Catalog& catalog, std::string_view name) {
    return name == "plpgsql" || std::ranges::any_of(catalog.extensions, [name](const auto& each) {
               return each.second.name == name;
           });
}

std::vector<std::string> words_in(std::string_view text) {
    std::vector<std::string> words;
    for (const std::string_view word : split(text, ' ')) {
        if (!word.empty()) {
            words.emplace_back(word);
        }
    }
    return words;
}

/// A schema that belongs to an extension is made with it.
ObjectId space_of_its_own(Catalog& catalog, const std::string& name) {
    if (const ObjectId* known = catalog.namespace_names.find(name)) {
        return *known;
    }
    const ObjectId id = catalog.new_id();
    catalog.namespaces.insert(id, {.name = name});
    catalog.namespace_names.insert(name, id);
    return id;
}

/// 0 for the system's own schema.
ObjectId space_for(Catalog& catalog, const Request& request, const ExtensionFacts* facts) {
    const std::string own = facts == nullptr ? "" : std::string(facts->schema);
    if (!own.empty()) {
        if (!request.schema.empty() && request.schema != own && !request.cascades) {
            refuse(fmt::format("extension \"{}\" must be installed in schema \"{}\"", request.name,
                               own),
                   condition::kFeatureNotSupported);
        }
        return own == kSystemSchema ? 0 : space_of_its_own(catalog, own);
    }
    return request.schema == kSystemSchema ? 0 : require_space(catalog, request.schema);
}

/// A type of a function's signature, which may be one that the same extension brings.
TypeUse signature_type(const Catalog& catalog, std::string_view text, ObjectId space) {
    const std::string name(text.ends_with("[]") ? text.substr(0, text.size() - 2) : text);
    if (const ObjectId* own = catalog.type_names.find({space, name})) {
        return {.object = *own, .is_array = text.ends_with("[]")};
    }
    return resolve_type_text(catalog, text);
}

/// `digest(text, text) bytea`
Routine read_signature(const Catalog& catalog, std::string_view line, ObjectId space) {
    const std::size_t open = line.find('(');
    const std::size_t close = line.rfind(") ");
    Routine routine{.space = space, .name = std::string(line.substr(0, open)), .language = "c"};
    const std::string_view arguments = line.substr(open + 1, close - open - 1);
    std::vector<std::size_t> ends = find_top_level(arguments, ", ");
    ends.push_back(arguments.size());
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        const std::string_view type = arguments.substr(begin, end - begin);
        if (!type.empty()) {
            routine.arguments.push_back(
                {.mode = "IN", .type = signature_type(catalog, type, space)});
        }
        begin = end + 2;
    }
    std::string_view result = line.substr(close + 2);
    constexpr std::string_view kSet = "SETOF ";
    routine.returns_set = result.starts_with(kSet);
    result.remove_prefix(routine.returns_set ? kSet.size() : 0);
    routine.returns = signature_type(catalog, result, space);
    routine.volatility = "VOLATILE";
    return routine;
}

void add_members(Catalog& catalog, ObjectId extension, const ExtensionFacts& facts) {
    const ObjectId space = catalog.extensions.at(extension).space;
    if (space == 0) {
        return;
    }
    for (const std::string& name : words_in(facts.types)) {
        add_type(catalog,
                 {.space = space, .name = name, .facts = BaseFacts{}, .extension = extension});
    }
    for (const std::string_view line : split_lines(extension_functions(facts.name))) {
        Routine routine = read_signature(catalog, line, space);
        routine.extension = extension;
        add_routine(catalog, std::move(routine));
    }
}

void install(Catalog& catalog, const Request& request);

void require_others(Catalog& catalog, const Request& request, const ExtensionFacts& facts) {
    for (const std::string& name : words_in(facts.required)) {
        if (is_installed(catalog, name)) {
            continue;
        }
        if (!request.cascades) {
            refuse(fmt::format("required extension \"{}\" is not installed", name),
                   condition::kUndefinedObject);
        }
        install(catalog, {.name = name, .schema = request.schema, .cascades = true});
    }
}

void install(Catalog& catalog, const Request& request) {
    const ExtensionFacts* facts = find_extension_facts(request.name);
    const ObjectId space = space_for(catalog, request, facts);
    if (facts != nullptr) {
        require_others(catalog, request, *facts);
    }
    const ObjectId id = catalog.new_id();
    Extension extension{.name = request.name, .space = space, .version = request.version};
    if (extension.version.empty() && facts != nullptr) {
        extension.version = facts->version;
    }
    catalog.extensions.insert(id, std::move(extension));
    catalog.touch(id);
    if (facts != nullptr) {
        add_members(catalog, id, *facts);
    }
}

}  // namespace

bool has_unknown_extension(const Catalog& catalog) {
    return std::ranges::any_of(catalog.extensions, [](const auto& each) {
        const ExtensionFacts* facts = find_extension_facts(each.second.name);
        return facts == nullptr || !facts->is_complete;
    });
}

void create_extension(Catalog& catalog, const PgQuery__CreateExtensionStmt& statement) {
    const Request request = read_request(statement);
    if (!is_installed(catalog, request.name)) {
        install(catalog, request);
        return;
    }
    if (statement.if_not_exists == 0) {
        refuse(fmt::format("extension \"{}\" already exists", request.name),
               condition::kDuplicateObject);
    }
}

void alter_extension(Catalog& catalog, const PgQuery__AlterExtensionStmt& statement) {
    const std::string name = text_of(statement.extname);
    if (!is_installed(catalog, name)) {
        refuse(fmt::format("extension \"{}\" does not exist", name), condition::kUndefinedObject);
    }
    for (const auto& [id, extension] : catalog.extensions) {
        if (extension.name != name) {
            continue;
        }
        for (std::size_t index = 0; index < statement.n_options; ++index) {
            catalog.extensions.edit(id).version = option_value(*statement.options[index]->def_elem);
        }
        catalog.touch(id);
        return;
    }
}

}  // namespace erdmark::dialect::postgres
