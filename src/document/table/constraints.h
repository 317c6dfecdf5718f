#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "document/site.h"
#include "document/view_model.h"

namespace erdmark::document {

/// The constraints of a table: the primary key, then unique, check and exclusion constraints, then
/// foreign keys.
std::vector<ConstraintView> make_constraint_views(const Site& site, std::size_t index);

/// What a foreign key says beyond its columns: `MATCH FULL`, `ON UPDATE …` and `ON DELETE …` where
/// they are not the default, `DEFERRABLE …`, `NOT VALID`.
std::vector<std::string> key_clauses(const schema::ForeignKey& key);

/// A column or an expression of an index with what is said about it: `name COLLATE "C" DESC`.
std::string index_part_text(const schema::IndexPart& part);

}  // namespace erdmark::document
