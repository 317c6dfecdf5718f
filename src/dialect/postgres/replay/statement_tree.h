#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <pg_query/pg_query.pb-c.h>

namespace erdmark::dialect::postgres {

// The parser's own tree of one statement. Only the files of this folder see it.

using ParserNode = PgQuery__Node;

/// What the server calls SQLSTATE
/// (https://www.postgresql.org/docs/15/errcodes-appendix.html).
namespace condition {
inline constexpr const char* kFeatureNotSupported = "0A000";
inline constexpr const char* kInvalidParameterValue = "22023";
inline constexpr const char* kNotNullViolation = "23502";
inline constexpr const char* kUniqueViolation = "23505";
inline constexpr const char* kInvalidSchemaName = "3F000";
inline constexpr const char* kDependentObjects = "2BP01";
inline constexpr const char* kObjectNotInState = "55000";
inline constexpr const char* kSyntaxError = "42601";
inline constexpr const char* kInvalidName = "42602";
inline constexpr const char* kDuplicateColumn = "42701";
inline constexpr const char* kUndefinedColumn = "42703";
inline constexpr const char* kUndefinedObject = "42704";
inline constexpr const char* kDuplicateObject = "42710";
inline constexpr const char* kDuplicateFunction = "42723";
inline constexpr const char* kAmbiguousFunction = "42725";
inline constexpr const char* kDatatypeMismatch = "42804";
inline constexpr const char* kWrongObjectType = "42809";
inline constexpr const char* kInvalidForeignKey = "42830";
inline constexpr const char* kUndefinedFunction = "42883";
inline constexpr const char* kReservedName = "42939";
inline constexpr const char* kUndefinedTable = "42P01";
inline constexpr const char* kDuplicateSchema = "42P06";
inline constexpr const char* kDuplicateTable = "42P07";
inline constexpr const char* kInvalidFunctionDefinition = "42P13";
inline constexpr const char* kInvalidSchemaDefinition = "42P15";
inline constexpr const char* kInvalidTableDefinition = "42P16";
inline constexpr const char* kInvalidObjectDefinition = "42P17";
}  // namespace condition

/// A statement that is refused, as the server words it. `offset` is the byte in the statement's
/// text, or -1 for the statement as a whole.
struct Refusal {
    std::string message;
    std::string code;  ///< SQLSTATE
    int offset = -1;
};

[[noreturn]] void refuse(std::string message, const char* code, int offset = -1);

struct TreeDeleter {
    void operator()(PgQuery__ParseResult* tree) const;
};
using StatementTree = std::unique_ptr<PgQuery__ParseResult, TreeDeleter>;

/// The tree of `text`, which holds one statement or none. Throws a `Refusal` when PostgreSQL 15
/// cannot parse it or it is too deep to be parsed safely.
StatementTree parse_statement(std::string_view text);

/// The texts of a list of `String` nodes.
std::vector<std::string> texts_of(std::size_t count, ParserNode* const* nodes);

/// Empty for a null pointer.
inline std::string text_of(const char* text) {
    return text == nullptr ? "" : text;
}

/// A name of one or more parts, the last of them the object's.
struct DottedName {
    std::string schema;  ///< Empty when not said.
    std::string name;
};

/// The last two of a list of names; the database's is dropped.
DottedName dotted_name(const std::vector<std::string>& names);
DottedName dotted_name(const PgQuery__RangeVar& relation);

}  // namespace erdmark::dialect::postgres
