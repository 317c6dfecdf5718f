#pragma once

/// What the server calls SQLSTATE
/// (https://www.postgresql.org/docs/15/errcodes-appendix.html).
namespace erdmark::dialect::postgres::condition {

inline constexpr const char* kFeatureNotSupported = "0A000";
inline constexpr const char* kNoActiveHandler = "0Z002";
inline constexpr const char* kCaseNotFound = "20000";
inline constexpr const char* kCardinalityViolation = "21000";
inline constexpr const char* kTextTooLong = "22001";
inline constexpr const char* kOutOfRange = "22003";
inline constexpr const char* kNullNotAllowed = "22004";
inline constexpr const char* kErrorInAssignment = "22005";
inline constexpr const char* kDatetimeOverflow = "22008";
inline constexpr const char* kSequenceLimit = "2200H";
inline constexpr const char* kSubstringError = "22011";
inline constexpr const char* kDivisionByZero = "22012";
inline constexpr const char* kInvalidParameterValue = "22023";
inline constexpr const char* kInvalidText = "22P02";
inline constexpr const char* kBadCopyFormat = "22P04";
inline constexpr const char* kNotNullViolation = "23502";
inline constexpr const char* kForeignKeyViolation = "23503";
inline constexpr const char* kUniqueViolation = "23505";
inline constexpr const char* kNoTransaction = "25P01";
inline constexpr const char* kDependentObjects = "2BP01";
inline constexpr const char* kInvalidSavepoint = "3B001";
inline constexpr const char* kInvalidSchemaName = "3F000";
inline constexpr const char* kSerializationFailure = "40001";
inline constexpr const char* kDeadlockDetected = "40P01";
inline constexpr const char* kInsufficientPrivilege = "42501";
inline constexpr const char* kSyntaxError = "42601";
inline constexpr const char* kInvalidName = "42602";
inline constexpr const char* kDuplicateColumn = "42701";
inline constexpr const char* kAmbiguousColumn = "42702";
inline constexpr const char* kUndefinedColumn = "42703";
inline constexpr const char* kUndefinedObject = "42704";
inline constexpr const char* kDuplicateObject = "42710";
inline constexpr const char* kDuplicateAlias = "42712";
inline constexpr const char* kDuplicateFunction = "42723";
inline constexpr const char* kAmbiguousFunction = "42725";
inline constexpr const char* kDatatypeMismatch = "42804";
inline constexpr const char* kWrongObjectType = "42809";
inline constexpr const char* kInvalidForeignKey = "42830";
inline constexpr const char* kUndefinedFunction = "42883";
inline constexpr const char* kGeneratedAlways = "428C9";
inline constexpr const char* kReservedName = "42939";
inline constexpr const char* kUndefinedTable = "42P01";
inline constexpr const char* kUndefinedParameter = "42P02";
inline constexpr const char* kDuplicateSchema = "42P06";
inline constexpr const char* kDuplicateTable = "42P07";
inline constexpr const char* kInvalidColumnReference = "42P10";
inline constexpr const char* kInvalidFunctionDefinition = "42P13";
inline constexpr const char* kInvalidSchemaDefinition = "42P15";
inline constexpr const char* kInvalidTableDefinition = "42P16";
inline constexpr const char* kInvalidObjectDefinition = "42P17";
inline constexpr const char* kTooManyColumns = "54011";
inline constexpr const char* kObjectNotInState = "55000";
inline constexpr const char* kLockNotAvailable = "55P03";
inline constexpr const char* kQueryCanceled = "57014";
inline constexpr const char* kRaisedException = "P0001";
inline constexpr const char* kNoRows = "P0002";
inline constexpr const char* kTooManyRows = "P0003";
inline constexpr const char* kAssertFailure = "P0004";

}  // namespace erdmark::dialect::postgres::condition
