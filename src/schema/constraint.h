#pragma once

#include <string>
#include <vector>

#include "schema/index.h"
#include "schema/name.h"

namespace erdmark::schema {

enum class Deferrability { NotDeferrable, InitiallyImmediate, InitiallyDeferred };

struct PrimaryKey {
    std::string name;  ///< Empty when the author gave none and the engine keeps none.
    std::vector<std::string> columns;
    std::vector<std::string> included;  ///< Columns of its index that are no key.
    Deferrability deferrability = Deferrability::NotDeferrable;
    bool auto_increment = false;  ///< SQLite's AUTOINCREMENT.
    bool rowid_alias = false;     ///< SQLite: the column is the row's own integer id.
    std::string comment;

    bool operator==(const PrimaryKey&) const = default;
};

struct UniqueConstraint {
    std::string name;
    std::vector<std::string> columns;
    std::vector<std::string> included;
    bool nulls_not_distinct = false;
    Deferrability deferrability = Deferrability::NotDeferrable;
    std::string comment;

    bool operator==(const UniqueConstraint&) const = default;
};

struct CheckConstraint {
    std::string name;
    std::string expression;  ///< Without the outer parentheses.
    bool no_inherit = false;
    bool not_valid = false;  ///< Rows that were there before it may break it.
    std::string comment;

    bool operator==(const CheckConstraint&) const = default;
};

/// One element of an exclusion constraint: `room WITH =`.
struct ExclusionElement {
    IndexPart part;
    std::string comparison;  ///< The operator.

    bool operator==(const ExclusionElement&) const = default;
};

struct ExclusionConstraint {
    std::string name;
    std::string method;  ///< Of its index: `gist`; empty for the engine's default.
    std::vector<ExclusionElement> elements;
    std::vector<std::string> included;
    std::string predicate;
    Deferrability deferrability = Deferrability::NotDeferrable;
    std::string comment;

    bool operator==(const ExclusionConstraint&) const = default;
};

enum class ReferentialAction { NoAction, Restrict, Cascade, SetNull, SetDefault };

/// `MATCH …` of a foreign key of several columns: with `Simple` one NULL is enough to leave it
/// unchecked.
enum class MatchType { Simple, Full, Partial };

/// A foreign key as declared. The referenced side is held by name: the table may lie outside the
/// documented set, and in SQLite it need not exist at all.
struct ForeignKey {
    std::string name;
    std::vector<std::string> columns;
    QualifiedName referenced_table;
    std::vector<std::string>
        referenced_columns;  ///< As long as `columns`; empty when omitted and not to be resolved.
    ReferentialAction on_update = ReferentialAction::NoAction;
    ReferentialAction on_delete = ReferentialAction::NoAction;
    std::vector<std::string> set_columns;  ///< `ON DELETE SET NULL (a, b)`: those; empty for all.
    MatchType match = MatchType::Simple;
    Deferrability deferrability = Deferrability::NotDeferrable;
    bool not_valid = false;  ///< Rows that were there before it may break it.
    std::string comment;

    bool operator==(const ForeignKey&) const = default;
};

}  // namespace erdmark::schema
