#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dialect/postgres/replay/catalog_relations.h"

namespace erdmark::dialect::postgres {

// What else a database holds, for catalog.h.

struct Sequence {
    ObjectId space = 0;
    std::string name;
    std::string type = "bigint";
    std::int64_t start = 1;
    std::int64_t increment = 1;
    std::int64_t minimum = 1;
    std::int64_t maximum = 0;
    std::int64_t cache = 1;
    bool cycle = false;
    ObjectId owner = 0;  ///< The table of the column that it goes with.
    int owner_column = 0;
    bool is_identity = false;
    bool unlogged = false;
    bool temporary = false;
    std::string comment;
};

struct EnumFacts {
    std::vector<std::string> values;
};

struct DomainFacts {
    TypeUse base;
    bool not_null = false;
    std::optional<Node> default_value;
    std::string collation;
    std::vector<Constraint> checks;  ///< `VALUE` is the column `value`.
};

struct CompositeFacts {
    std::vector<Column> columns;
    int next_column = 1;
};

struct RangeFacts {
    TypeUse subtype;
    std::vector<std::string> options;
    std::string multirange;  ///< The name of its multirange type.
};

/// A type of an extension, or one that only its name is known of.
struct BaseFacts {};

struct Type {
    ObjectId space = 0;
    std::string name;
    std::variant<EnumFacts, DomainFacts, CompositeFacts, RangeFacts, BaseFacts> facts;
    std::string comment;
    ObjectId extension = 0;  ///< That it belongs to.
};

struct RoutineArgument {
    std::string mode;  ///< `IN`, `OUT`, `INOUT`, `VARIADIC`, `TABLE`
    std::string name;
    TypeUse type;
    std::optional<Node> default_value;
};

struct Routine {
    ObjectId space = 0;
    std::string name;
    schema::RoutineKind kind = schema::RoutineKind::Function;
    std::vector<RoutineArgument> arguments;
    std::optional<TypeUse> returns;  ///< Nothing for a procedure and for `RETURNS TABLE`.
    bool returns_set = false;
    std::string language;
    std::string volatility;
    bool security_definer = false;
    bool strict = false;
    std::vector<std::string> settings;
    std::string body;
    std::optional<Node> value;  ///< Of a body `RETURN …` in standard SQL.
    /// Of a body `BEGIN ATOMIC … END`: its queries, for the functions and types in them, and what
    /// these read.
    std::vector<Node> queries;
    std::vector<ViewRead> reads;
    std::string comment;
    ObjectId extension = 0;
};

struct Namespace {
    std::string name;
    std::string comment;
};

struct Extension {
    std::string name;
    ObjectId space = 0;
    std::string version;
    std::string comment;
};

struct EventTrigger {
    schema::EventTrigger facts;  ///< Without its function.
    ObjectId function = 0;
};

struct PublicationTable {
    ObjectId table = 0;
    std::vector<int> columns;
    std::optional<Node> condition;
};

struct Publication {
    schema::Publication facts;  ///< Without tables and schemas.
    std::vector<PublicationTable> tables;
    std::vector<ObjectId> spaces;
};

}  // namespace erdmark::dialect::postgres
