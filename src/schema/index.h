#pragma once

#include <string>
#include <vector>

#include "schema/name.h"

namespace erdmark::schema {

/// One key of an index: a column, or an expression when `column` is empty.
struct IndexPart {
    std::string column;
    std::string expression;
    bool descending = false;
    std::string nulls;           ///< `FIRST` or `LAST` where that is not the direction's default.
    std::string collation;       ///< Empty when it is the column's own.
    std::string operator_class;  ///< Empty for the default one of the type.

    bool operator==(const IndexPart&) const = default;
};

enum class IndexOrigin { Created, UniqueConstraint, PrimaryKey, ExclusionConstraint };

struct Index {
    std::string name;    ///< Empty for one that the engine made for a constraint and named itself.
    std::string method;  ///< `gin`, `hash`, …; empty for the engine's default (a B-tree).
    std::vector<IndexPart> parts;
    std::vector<std::string> included;  ///< Columns that are stored, but no key.
    bool unique = false;
    bool nulls_not_distinct = false;
    bool invalid = false;   ///< Left behind by a build that failed: the engine does not use it.
    std::string predicate;  ///< Of a partial index; else empty.
    std::vector<std::string> options;  ///< Storage parameters: `fillfactor=70`.
    IndexOrigin origin = IndexOrigin::Created;
    std::string comment;

    bool operator==(const Index&) const = default;
};

/// Extended statistics on columns that depend on each other.
struct Statistics {
    QualifiedName name;
    std::vector<std::string> kinds;  ///< `ndistinct`, `dependencies`, `mcv`; empty for all.
    std::vector<std::string> parts;  ///< Columns and expressions.
    std::string comment;

    bool operator==(const Statistics&) const = default;
};

}  // namespace erdmark::schema
