#include "dialect/postgres/view_schema_source.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "dialect/postgres/catalog_text.h"
#include "dialect/postgres/expression_names.h"
#include "dialect/postgres/replay/extension_facts.h"
#include "dialect/postgres/sql_syntax.h"

namespace erdmark::dialect::postgres {

namespace {

std::vector<RelationColumn> columns_of(const std::vector<schema::Column>& columns) {
    std::vector<RelationColumn> result;
    result.reserve(columns.size());
    for (const schema::Column& column : columns) {
        result.push_back({.name = column.name, .type = column.type, .user_type = column.user_type});
    }
    return result;
}

std::string type_text(const schema::QualifiedName& name) {
    return name.schema.empty() ? quoted_name(name.name, NameUse::Type)
                               : quoted_path({name.schema, name.name});
}

/// The names in a text such as `public."Mood"`.
std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (const sql::Token& token : sql::tokenize(text, kSyntax)) {
        if (token.kind == sql::TokenKind::Word || token.kind == sql::TokenKind::QuotedName) {
            names.push_back(sql::identifier_name(token));
        }
    }
    return names;
}

/// An argument of a function as `schema::Routine` has it: `OUT total numeric`, `since date DEFAULT
/// CURRENT_DATE`, `integer`.
struct Argument {
    std::string mode;
    std::string name;
    std::string type;
    bool has_default = false;
};

Argument read_argument(std::string_view text) {
    Argument argument;
    const std::vector<std::size_t> places = find_top_level(text, " DEFAULT ");
    argument.has_default = !places.empty();
    text = places.empty() ? text : text.substr(0, places.front());
    for (const std::string_view mode : {"IN ", "OUT ", "INOUT ", "VARIADIC "}) {
        if (text.starts_with(mode)) {
            argument.mode = trim(mode);
            text.remove_prefix(mode.size());
        }
    }
    argument.type = text;
    // The first word is a name, unless all of the text is a type. Other words that begin a type
    // have quotes as a name.
    constexpr std::array<std::string_view, 8> kTypeStarts{
        "character ", "double precision", "timestamp ", "timestamp(", "time ", "time(",
        "bit ",       "interval "};
    const std::size_t blank = text.starts_with('"') ? text.find("\" ") + 1 : text.find(' ');
    const bool is_type = blank == 0 || blank >= text.size() ||
                         std::ranges::any_of(kTypeStarts, [&](std::string_view start) {
                             return text.starts_with(start);
                         });
    const std::vector<std::string> names = names_in(text.substr(0, is_type ? 0 : blank));
    if (!names.empty()) {
        argument.name = names[0];
        argument.type = trim(text.substr(blank));
    }
    return argument;
}

std::vector<Argument> read_arguments(std::string_view text) {
    std::vector<Argument> arguments;
    if (trim(text).empty()) {
        return arguments;
    }
    std::vector<std::size_t> ends = find_top_level(text, ", ");
    ends.push_back(text.size());
    std::size_t begin = 0;
    for (const std::size_t end : ends) {
        arguments.push_back(read_argument(text.substr(begin, end - begin)));
        begin = end + 2;
    }
    return arguments;
}

}  // namespace

RoutineNames names_in(const schema::Routine& routine) {
    RoutineNames names{.name = routine.name.name};
    for (const Argument& argument : read_arguments(routine.arguments)) {
        if (argument.mode != "OUT") {
            names.parameters.push_back({.name = argument.name, .type = argument.type});
        }
    }
    return names;
}

SchemaSource::SchemaSource(const schema::Schema& schema, std::string default_schema,
                           std::vector<std::string> search_path)
    : default_schema_(std::move(default_schema)), search_path_(std::move(search_path)) {
    for (const schema::Table& table : schema.tables) {
        add_relation(table.name, table.columns);
        for (const schema::Partition& partition : table.partitions) {
            add_relation(partition.name, table.columns);
        }
    }
    for (const schema::View& view : schema.views) {
        add_relation(view.name, view.columns);
    }
    for (const schema::EnumType& type : schema.enums) {
        add_type({.name = type.name, .kind = UserTypeKind::Enum});
    }
    for (const schema::Domain& type : schema.domains) {
        add_type({.name = type.name, .kind = UserTypeKind::Domain, .base = type.type});
    }
    for (const schema::CompositeType& type : schema.composite_types) {
        add_type({.name = type.name,
                  .kind = UserTypeKind::Composite,
                  .fields = columns_of(type.columns)});
    }
    for (const schema::RangeType& type : schema.range_types) {
        add_type({.name = type.name, .kind = UserTypeKind::Range, .base = type.subtype});
    }
    for (const schema::Extension& extension : schema.extensions) {
        add_extension(extension);
    }
    for (const schema::Routine& routine : extension_routines_) {
        routines_.emplace(routine.name, &routine);
    }
    for (const schema::Routine& routine : schema.routines) {
        routines_.emplace(routine.name, &routine);
    }
}

void SchemaSource::add_extension(const schema::Extension& extension) {
    for (const std::string_view line : split(extension_functions(extension.name), '\n')) {
        const std::size_t open = line.find('(');
        const std::size_t close = line.rfind(") ");
        if (open == std::string_view::npos || close == std::string_view::npos) {
            continue;
        }
        schema::Routine& routine = extension_routines_.emplace_back();
        routine.name = {extension.schema, std::string(line.substr(0, open))};
        routine.arguments = line.substr(open + 1, close - open - 1);
        routine.returns = line.substr(close + 2);
    }
}

void SchemaSource::add_relation(const schema::QualifiedName& name,
                                const std::vector<schema::Column>& columns) {
    const SourceRelation& relation =
        relations_.try_emplace(name, SourceRelation{name, columns_of(columns)}).first->second;
    add_type({.name = name,
              .kind = UserTypeKind::Composite,
              .fields = relation.columns,
              .is_relation = true});
}

void SchemaSource::add_type(SourceType type) {
    type.text = type_text(type.name);
    types_.try_emplace(type.name, type);
}

schema::QualifiedName SchemaSource::stored(const std::string& schema,
                                           const std::string& name) const {
    return {schema == default_schema_ ? "" : schema, name};
}

std::vector<schema::QualifiedName> SchemaSource::candidates(const std::string& schema,
                                                            const std::string& name) const {
    std::vector<schema::QualifiedName> names;
    if (!schema.empty()) {
        names.push_back(stored(schema, name));
        return names;
    }
    for (const std::string& each : search_path_) {
        names.push_back(stored(each, name));
    }
    return names;
}

const SourceRelation* SchemaSource::relation(const std::string& schema, const std::string& name) {
    for (const schema::QualifiedName& candidate : candidates(schema, name)) {
        if (const auto found = relations_.find(candidate); found != relations_.end()) {
            return &found->second;
        }
    }
    return nullptr;
}

std::optional<SourceType> SchemaSource::type(const std::string& text) {
    const std::vector<std::string> names = names_in(text);
    if (names.empty() || names.size() > 2) {
        return std::nullopt;
    }
    for (const schema::QualifiedName& candidate :
         candidates(names.size() == 2 ? names[0] : "", names.back())) {
        if (const auto found = types_.find(candidate); found != types_.end()) {
            return found->second;
        }
    }
    return std::nullopt;
}

SourceFunction SchemaSource::result_of(const schema::Routine& routine) {
    constexpr std::string_view kTable = "TABLE(";
    constexpr std::string_view kSet = "SETOF ";
    SourceFunction result{.name = routine.name};
    std::string_view returns = routine.returns;
    std::vector<Argument> outputs;
    if (returns.starts_with(kTable)) {
        result.returns_set = true;
        outputs = read_arguments(returns.substr(kTable.size(), returns.size() - kTable.size() - 1));
        result.type = outputs.size() == 1 ? outputs[0].type : "record";
    } else {
        result.returns_set = returns.starts_with(kSet);
        returns.remove_prefix(result.returns_set ? kSet.size() : 0);
        result.type = returns;
        outputs = read_arguments(routine.arguments);
        std::erase_if(outputs, [](const Argument& argument) {
            return argument.mode != "OUT" && argument.mode != "INOUT";
        });
    }
    for (std::size_t i = 0; i < outputs.size(); ++i) {
        const std::string place = "column" + std::to_string(i + 1);
        result.columns.push_back(
            {.name = outputs[i].name.empty() ? place : outputs[i].name, .type = outputs[i].type});
        if (const std::optional<SourceType> user_type = type(outputs[i].type)) {
            result.columns.back().user_type = user_type->name;
        }
    }
    if (const std::optional<SourceType> row = type(result.type);
        row && relations_.find(row->name) != relations_.end()) {
        result.relation = row->name;
    }
    return result;
}

SourceFunction SchemaSource::source_function(const schema::Routine& routine) {
    SourceFunction function = result_of(routine);
    for (const Argument& argument : read_arguments(routine.arguments)) {
        if (argument.mode != "OUT") {
            function.arguments.push_back(argument.type);
            function.required += argument.has_default ? 0 : 1;
            function.is_variadic = argument.mode == "VARIADIC";
        }
    }
    return function;
}

std::vector<SourceFunction> SchemaSource::functions(const std::vector<std::string>& names) {
    std::vector<SourceFunction> functions;
    for (const schema::QualifiedName& candidate :
         candidates(names.size() > 1 ? names[names.size() - 2] : "", names.back())) {
        const auto [first, last] = routines_.equal_range(candidate);
        for (auto each = first; each != last; ++each) {
            functions.push_back(source_function(*each->second));
        }
    }
    return functions;
}

}  // namespace erdmark::dialect::postgres
