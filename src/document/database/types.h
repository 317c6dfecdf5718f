#pragma once

#include <map>
#include <string>
#include <vector>

#include "document/database_model.h"
#include "schema/schema.h"

namespace erdmark::document {

/// The notes that columns of a type carry, by the type's name.
using TypeNotes = std::map<schema::QualifiedName, TypeNoteView>;

/// A note for each enum, domain, composite type and range. A note holds a dozen of a type's parts
/// at most, since it stands at every column of the type.
TypeNotes make_type_notes(const schema::Schema& schema);

/// The entry of a type; without an anchor when it has none.
EntryLink link_to_type(const TypeNotes& notes, const schema::QualifiedName& type);

}  // namespace erdmark::document
