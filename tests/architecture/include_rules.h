#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "architecture/file_text.h"

namespace erdmark::architecture {

/// Pairs of rooms: files of the first may include files of the second.
using Layers = std::set<std::pair<std::string, std::string>>;

/// Reads `room room` lines, as `add_room` writes them.
Layers parse_layers(std::string_view text);

/// What is wrong with the includes of a file below `src/`: a room that `layers` does not allow, a
/// path that does not start at the room, a library's header in a room that does not own it or in a
/// header. `main.cpp` may include `cli`.
std::vector<std::string> include_problems(const FileText& file, const Layers& layers);

}  // namespace erdmark::architecture
