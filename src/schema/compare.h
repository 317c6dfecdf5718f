#pragma once

#include <string>
#include <vector>

#include "schema/schema.h"

namespace erdmark::schema {

enum class ChangeKind { Created, Changed, Dropped };

/// One thing in which two forms of an object differ: a part that is in one of them only, or a
/// property of the object or of a part that both have.
struct Difference {
    ChangeKind kind = ChangeKind::Changed;
    std::string what;  ///< `column`, `foreign key`, …; empty for a property of the object itself.
    std::string name;  ///< Of the part, or what tells it where it has none: `(email, tenant)`.
    std::string property;  ///< `type`, `default`, `on delete`, `order`; of what changed only.
    std::string before;    ///< Empty for none, and for a created part.
    std::string after;     ///< Empty for none, and for a dropped part.

    bool operator==(const Difference&) const = default;
};

/// One object in which two schemas differ.
struct Change {
    ChangeKind kind = ChangeKind::Changed;
    /// `database`, `schema`, `table`, `view`, `enum type`, `domain`, `composite type`, `range
    /// type`, `sequence`, `function`, `extension`, `event trigger` or `publication`.
    std::string object;
    QualifiedName name;                   ///< Empty for the database itself.
    std::string arguments;                ///< Of a function that shares its name with another.
    std::vector<Difference> differences;  ///< Of a changed object only.

    bool operator==(const Change&) const = default;
};

/// All that leads from one schema to another, object by object in the order of the members of
/// `Schema`, then by name; none if and only if the schemas are equal. Objects and parts are the
/// same when their names are (without one, when what they are about is); a routine whose name is
/// there once on each side is the same whatever its arguments. Both must be sorted.
std::vector<Change> compare(const Schema& before, const Schema& after);

/// A difference in words: `column email: type character varying(50) → text`,
/// `new index ix_users_email: parts email`. Long texts are only said to differ.
std::string difference_text(const Difference& difference);

/// What follows the name of an object that is in one of two schemas only.
struct ChangeWords {
    const char* created;
    const char* dropped;
};

/// Changes in words, a line for each: `table users stays`, and for each difference of a changed
/// object `table users: column email: …`.
std::vector<std::string> change_lines(const std::vector<Change>& changes, const ChangeWords& words);

}  // namespace erdmark::schema
