#pragma once

#include <map>
#include <string>
#include <vector>

#include "schema/schema.h"

namespace erdmark::document {

/// Words that people add to a table.
struct Annotation {
    std::string description;
    std::map<std::string, std::string> columns;  ///< Description by column name.
    bool rows = false;                           ///< Its rows are asked for.
};

/// By table name as displayed (`users`, `billing.invoices`).
using Annotations = std::map<std::string, Annotation>;

/// Puts the words of `annotations` in the place of the database's own comments. Returns a warning
/// for each table or column that does not exist, and for one whose rows are asked for and cannot be
/// shown.
std::vector<std::string> annotate(schema::Schema& schema, const Annotations& annotations);

/// `is_deleted` → `Is Deleted`, `userID` → `User ID`.
std::string humanize(const std::string& name);

}  // namespace erdmark::document
