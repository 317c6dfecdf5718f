#pragma once

#include <span>
#include <string>
#include <vector>

#include "document/module.h"
#include "schema/schema.h"

namespace erdmark::document {

/// Tables that the authors of a script put below one heading.
struct TableSection {
    std::string heading;  ///< As written: `2. AUTHORIZATION DOMAIN`.
    std::vector<schema::QualifiedName> tables;
};

/// The modules that headings in scripts propose for a project without modules of its own: those
/// that name a subject, not a kind of object (`INDEXES`) or a step (`Seed data`). None unless there
/// are two or more of them, with two tables on average, that hold most of the tables of `schema`.
std::vector<ModuleRule> section_modules(const schema::Schema& schema,
                                        std::span<const TableSection> sections);

}  // namespace erdmark::document
