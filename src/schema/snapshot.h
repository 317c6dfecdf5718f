#pragma once

#include <string>
#include <string_view>

#include "schema/schema.h"

namespace erdmark::schema {

/// The snapshot of a schema: JSON as docs/formats/snapshot.md specifies it, with a final newline.
/// The same schema gives the same bytes.
std::string to_snapshot(const Schema& schema);

/// Reads what `to_snapshot` wrote; `to_snapshot(from_snapshot(s)) == s`. Throws an `Input` error
/// that names the member
/// (`name: tables[3].columns[0].type: expected a string, found a number`) for anything the format
/// does not allow: a missing or unknown member, a wrong type, an unknown word, a format version we
/// do not know.
Schema from_snapshot(std::string_view text, std::string_view name);

}  // namespace erdmark::schema
