#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "schema/name.h"

namespace erdmark::dialect::postgres {

// What a query can name. A schema that is empty means: along the search path.

/// A column of something that is read, or that a query gives.
struct RelationColumn {
    std::string name;
    std::string type;  ///< As `format_type` prints it, with modifiers; empty when not known.
    schema::QualifiedName user_type;  ///< As in `schema::Column`.

    bool operator==(const RelationColumn&) const = default;
};

/// A table or a view.
struct SourceRelation {
    schema::QualifiedName name;  ///< Without the default schema.
    std::vector<RelationColumn> columns;
};

enum class UserTypeKind { Enum, Domain, Composite, Range, Multirange, Other };

/// A type that the server does not bring.
struct SourceType {
    schema::QualifiedName name;
    UserTypeKind kind = UserTypeKind::Other;
    std::string text;  ///< As `format_type` prints it.
    std::string base;  ///< What a domain is made of, once; the subtype of a range.
    std::vector<RelationColumn> fields;  ///< Of a composite type or of the rows of a relation.
    bool is_relation = false;            ///< They are the rows of a relation.
};

/// A function of the user.
struct SourceFunction {
    schema::QualifiedName name;
    std::vector<std::string> arguments;  ///< What those that go in are declared as.
    std::size_t required = 0;            ///< How many of them have no default.
    bool is_variadic = false;            ///< The last one, an array, takes any number.
    std::string type;                    ///< Of one value; `record` for several.
    /// Of the rows, when it gives more than one value: `RETURNS TABLE`, a composite type.
    std::vector<RelationColumn> columns;
    schema::QualifiedName relation;  ///< Whose rows they are; empty for none.
    bool returns_set = false;
};

/// What a query in the body of a routine can name besides what it reads.
struct RoutineNames {
    std::string name;
    /// Of those arguments that go in, in order; a name may be empty.
    std::vector<RelationColumn> parameters;
};

class RelationSource {
public:
    virtual ~RelationSource() = default;

    /// A null pointer when there is none, or when it is one of the server's own. The pointer is
    /// good until the next call.
    virtual const SourceRelation* relation(const std::string& schema, const std::string& name) = 0;

    /// The type that such a text names: `mood`, `crm.mood`, `"Mood"`; nothing for those of the
    /// server. Rows of tables are types too.
    virtual std::optional<SourceType> type(const std::string& text) = 0;

    /// All functions of that name, without the server's own.
    virtual std::vector<SourceFunction> functions(const std::vector<std::string>& names);

    /// The one of them that takes arguments of these types (empty where not known, `unknown` for a
    /// literal), with one declared type for each argument of the call; nothing when there is none
    /// or it cannot be told.
    virtual std::optional<SourceFunction> function(const std::vector<std::string>& names,
                                                   const std::vector<std::string>& arguments);
};

}  // namespace erdmark::dialect::postgres
