#include "dialect/postgres/expression_source.h"

#include <algorithm>

namespace erdmark::test {

using dialect::postgres::SourceFunction;
using dialect::postgres::SourceRelation;
using dialect::postgres::SourceType;
using dialect::postgres::UserTypeKind;

namespace {

bool is_named(const schema::QualifiedName& name, const std::string& schema,
              const std::string& wanted) {
    return name.name == wanted &&
           (name.schema == schema || (name.schema.empty() && schema == "public") ||
            (schema.empty() && name.schema == "crm"));
}

/// What the server turns into it without a cast.
bool coerces(const std::string& from, const std::string& to) {
    return from == to || from == "unknown" || (from == "character varying" && to == "text") ||
           (from == "integer" && to == "numeric");
}

bool takes(const SourceFunction& function, const std::vector<std::string>& arguments) {
    return std::ranges::equal(arguments, function.arguments, coerces);
}

}  // namespace

ExpressionSource::ExpressionSource() {
    relations_ = {
        {.name = {"", "files"},
         .columns = {{.name = "id", .type = "uuid"},
                     {.name = "sharing", .type = "words"},
                     {.name = "size", .type = "bigint"}}},
        {.name = {"crm", "chats"},
         .columns = {{.name = "id", .type = "uuid"}, {.name = "file_id", .type = "uuid"}}},
    };
    functions_ = {
        {.name = {"", "label"}, .arguments = {"text"}, .type = "text"},
        {.name = {"", "label"}, .arguments = {"text", "integer"}, .type = "text"},
        {.name = {"", "twice"}, .arguments = {"integer"}, .type = "integer"},
        {.name = {"", "twice"}, .arguments = {"numeric"}, .type = "numeric"},
        {.name = {"crm", "find"}, .arguments = {"uuid"}, .type = "boolean"},
        {.name = {"", "rows"}, .arguments = {}, .type = "integer", .returns_set = true},
    };
}

const SourceRelation* ExpressionSource::relation(const std::string& schema,
                                                 const std::string& name) {
    const auto found = std::ranges::find_if(relations_, [&](const SourceRelation& relation) {
        return is_named(relation.name, schema, name);
    });
    return found == relations_.end() ? nullptr : &*found;
}

std::optional<SourceType> ExpressionSource::type(const std::string& text) {
    if (text != "words") {
        return std::nullopt;
    }
    return SourceType{
        .name = {"", "words"}, .kind = UserTypeKind::Domain, .text = "words", .base = "text"};
}

std::optional<SourceFunction> ExpressionSource::function(
    const std::vector<std::string>& names, const std::vector<std::string>& arguments) {
    const std::string schema = names.size() == 2 ? names[0] : "";
    std::vector<SourceFunction> found;
    std::ranges::copy_if(functions_, std::back_inserter(found), [&](const SourceFunction& each) {
        return is_named(each.name, schema, names.back()) && takes(each, arguments);
    });
    const auto exact = std::ranges::find(found, arguments, &SourceFunction::arguments);
    if (exact != found.end()) {
        return *exact;
    }
    return found.size() == 1 ? std::optional(found[0]) : std::nullopt;
}

}  // namespace erdmark::test
