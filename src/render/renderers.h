#pragma once

#include <string>
#include <vector>

#include "render/renderer.h"

namespace erdmark::render {

/// What people name with `--format`.
struct Format {
    std::string name;
    std::string summary;  ///< A few words for the help.
    bool diagram_only;    ///< A module's diagram for standard output, no files.
    std::unique_ptr<Renderer> (*make)(const RenderOptions& options);
};

/// All formats, in the order in which they are shown; the first is the default.
const std::vector<Format>& formats();

/// The format called `name`. Throws a `Usage` error that lists those there are.
const Format& find_format(const std::string& name);

}  // namespace erdmark::render
