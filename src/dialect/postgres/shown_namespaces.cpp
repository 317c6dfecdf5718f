#include "dialect/postgres/shown_namespaces.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "base/error.h"
#include "base/glob.h"
#include "base/text.h"
#include "schema/filter.h"

namespace erdmark::dialect::postgres {

namespace {

/// A pattern with `!` takes names back and need not find one.
bool finds_any(const std::set<std::string>& names, const std::string& pattern) {
    return pattern.starts_with('!') || std::ranges::any_of(names, [&](const std::string& name) {
               return glob_matches(pattern, name);
           });
}

template <class Object>
void keep(std::vector<Object>& objects, std::span<const std::string> patterns) {
    std::erase_if(objects, [&](const Object& object) {
        const std::string& space = object.name.schema;
        return !is_shown_namespace(space.empty() ? "public" : space, patterns);
    });
}

}  // namespace

void require_namespaces(const std::set<std::string>& names, std::span<const std::string> patterns) {
    for (const std::string& pattern : patterns) {
        if (!finds_any(names, pattern)) {
            const std::vector<std::string> known(names.begin(), names.end());
            throw Error(
                ErrorKind::Usage,
                fmt::format("'source.schemas' names '{}', but the database has no such schema; "
                            "it has: {}",
                            pattern, known.empty() ? "none" : join(known, ", ")));
        }
    }
}

bool is_shown_namespace(const std::string& name, std::span<const std::string> patterns) {
    return patterns.empty() || schema::matches_any(patterns, {.name = name});
}

void keep_namespaces(schema::Schema& schema, std::span<const std::string> patterns) {
    keep(schema.tables, patterns);
    keep(schema.views, patterns);
    keep(schema.enums, patterns);
    keep(schema.domains, patterns);
    keep(schema.composite_types, patterns);
    keep(schema.range_types, patterns);
    keep(schema.sequences, patterns);
    keep(schema.routines, patterns);
    std::erase_if(schema.namespaces, [&](const schema::Namespace& space) {
        return !is_shown_namespace(space.name.empty() ? "public" : space.name, patterns);
    });
}

}  // namespace erdmark::dialect::postgres
