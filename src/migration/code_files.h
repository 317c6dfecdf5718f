#pragma once

#include <string>
#include <vector>

#include "migration/folder.h"

namespace erdmark::migration {

/// A note for each migration of a folder that is written in a programming language: a file at its
/// top that is named like one (`00003_fill.go`, `V4__Fill.java`, `1706745599000_fill.js`). Replay
/// cannot run it, so what it changes is missing.
std::vector<std::string> code_notes(const Folder& folder);

/// The language that the suffix of a file name means, `Go` for `.go`; empty for none that
/// migrations are written in.
std::string_view language_of(std::string_view file_name);

}  // namespace erdmark::migration
