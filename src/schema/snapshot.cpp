#include "schema/snapshot.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/json.h"
#include "schema/snapshot/located.h"
#include "schema/snapshot/member_names.h"
#include "schema/snapshot/object_reader.h"
#include "schema/snapshot/object_writer.h"
#include "schema/snapshot/schema_members.h"

namespace erdmark::schema {
namespace {

// The format is specified in docs/formats/snapshot.md.
constexpr const char* kFormat = "erdmark-snapshot";
constexpr int kVersion = 1;

// Another version may have members that this one does not know, so this comes before all else.
void check_version(const ObjectReader& document) {
    const std::optional<Located> format = document.find("format");
    if (!format || *format->json != Json(kFormat)) {
        document.object().fail(fmt::format(
            "not a snapshot, expected the member 'format' with the value '{}'", kFormat));
    }
    const std::int64_t version = document.integer("version");
    if (version != kVersion) {
        document.find("version")->fail(
            fmt::format("version {} of the format is not known, expected {}; write the snapshot "
                        "anew with this erdmark",
                        version, kVersion));
    }
}

/// The members of the document: what tells the format, then those of a schema.
MemberNames document_names() {
    MemberNames names = member_names<Schema>();
    names.required.insert(names.required.begin(), {"format", "version"});
    return names;
}

/// Where each name stands first.
using NamesInUse = std::map<QualifiedName, std::string>;

template <class Value>
void take_names(NamesInUse& names, const std::vector<Value>& values, const char* member,
                const Located& document) {
    for (std::size_t index = 0; index < values.size(); ++index) {
        const QualifiedName& name = values[index].name;
        const auto [first, is_new] = names.try_emplace(name, fmt::format("{}[{}]", member, index));
        if (!is_new) {
            Located{nullptr, member, &document, index}.fail(
                fmt::format("the name '{}' is taken by {} already", name.display(), first->second));
        }
    }
}

// Tables and views share their names in every engine, and so do types.
void check_names(const Schema& schema, const Located& document) {
    NamesInUse relations;
    take_names(relations, schema.tables, "tables", document);
    take_names(relations, schema.views, "views", document);
    NamesInUse types;
    take_names(types, schema.enums, "enums", document);
    take_names(types, schema.domains, "domains", document);
    take_names(types, schema.composite_types, "composite_types", document);
    take_names(types, schema.range_types, "range_types", document);
}

}  // namespace

std::string to_snapshot(const Schema& schema) {
    ObjectWriter document;
    document.add("format", kFormat);
    document.add("version", kVersion);
    describe(document, schema);
    return Json(document.take()).dump() + "\n";
}

Schema from_snapshot(std::string_view text, std::string_view name) {
    const Json json = Json::parse(text, name);
    const std::string file(name);
    const Located root{.json = &json, .name = file.c_str()};
    ObjectReader document(root);
    check_version(document);
    document.expect(document_names());
    Schema schema;
    describe(document, schema);
    check_names(schema, root);
    return schema;
}

}  // namespace erdmark::schema
