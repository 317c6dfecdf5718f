#pragma once

#include <string>

#include "base/position.h"

namespace erdmark::sql {

/// A piece of SQL text and where it stands, so that a message can point into the file that holds
/// it.
struct Script {
    std::string file;  ///< As the user named it; `<stdin>` for standard input.
    std::string text;
    Position start;  ///< Of the first character of `text` in the file.
};

}  // namespace erdmark::sql
