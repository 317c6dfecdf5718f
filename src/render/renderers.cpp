#include "render/renderers.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"

namespace erdmark::render {

const std::vector<Format>& formats() {
    static const std::vector<Format> all = {
        {"markdown", "Markdown pages with Mermaid diagrams", false, make_markdown_renderer},
        {"mermaid", "the diagram of a module alone", true, make_markdown_renderer},
    };
    return all;
}

const Format& find_format(const std::string& name) {
    const auto found = std::ranges::find(formats(), name, &Format::name);
    if (found != formats().end()) {
        return *found;
    }
    std::vector<std::string> names;
    std::ranges::transform(formats(), std::back_inserter(names), &Format::name);
    std::string hint = did_you_mean(name, names);
    if (hint.empty()) {
        hint = fmt::format(": expected one of '{}'", fmt::join(names, "', '"));
    }
    throw Error(ErrorKind::Usage, fmt::format("unknown format '{}'{}", name, hint));
}

}  // namespace erdmark::render
