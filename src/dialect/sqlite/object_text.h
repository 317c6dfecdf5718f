#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/schema.h"

namespace erdmark::dialect::sqlite {

// What only the text of a statement tells, as in ddl_parser.h, for everything but tables.

struct IndexPartText {
    std::string expression;  ///< Without `COLLATE`, `ASC` and `DESC`.
    std::string collation;   ///< As given in the index; empty when it is not.
};

struct IndexText {
    std::vector<IndexPartText> parts;
    std::string predicate;
};

struct ViewText {
    std::string comment;  ///< Of the comments between the name and the query.
    std::string definition;
};

IndexText parse_index(std::string_view text);
ViewText parse_view(std::string_view text);

/// The trigger of that name.
schema::Trigger parse_trigger(std::string name, std::string_view text);

/// `module(arguments)` of a `CREATE VIRTUAL TABLE`.
std::string parse_module(std::string_view text);

}  // namespace erdmark::dialect::sqlite
