#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/column.h"
#include "schema/constraint.h"
#include "schema/name.h"

namespace erdmark::schema {

struct EnumType {
    QualifiedName name;
    std::vector<std::string> values;  ///< In their declared order, which is their sort order.
    std::string comment;

    bool operator==(const EnumType&) const = default;
};

/// A type with conditions of its own.
struct Domain {
    QualifiedName name;
    std::string type;         ///< What it is made of.
    QualifiedName user_type;  ///< As in `Column`, of `type`.
    bool nullable = true;
    std::optional<std::string> default_value;
    std::string collation;
    std::vector<CheckConstraint> check_constraints;
    std::string comment;

    bool operator==(const Domain&) const = default;
};

struct CompositeType {
    QualifiedName name;
    std::vector<Column> columns;
    std::string comment;

    bool operator==(const CompositeType&) const = default;
};

struct RangeType {
    QualifiedName name;
    std::string subtype;
    std::vector<std::string> options;  ///< `SUBTYPE_DIFF = float8mi`: those that were set.
    std::string comment;

    bool operator==(const RangeType&) const = default;
};

}  // namespace erdmark::schema
