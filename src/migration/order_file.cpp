#include "migration/order_file.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "migration/script_parts.h"

namespace erdmark::migration {
namespace {

std::string_view without_comment(std::string_view line) {
    for (std::size_t at = line.find('#'); at != std::string_view::npos;
         at = line.find('#', at + 1)) {
        if (at == 0 || line[at - 1] == ' ' || line[at - 1] == '\t') {
            return line.substr(0, at);
        }
    }
    return line;
}

}  // namespace

std::vector<OrderedPath> read_order(const sql::Script& file) {
    std::vector<OrderedPath> paths;
    for (const std::string_view line : split_lines(file.text)) {
        const std::string_view path = trim(without_comment(line));
        if (path.empty()) {
            continue;
        }
        const auto offset = static_cast<std::size_t>(path.data() - file.text.data());
        if (std::ranges::find(paths, path, &OrderedPath::path) != paths.end()) {
            fail_at(file, offset, fmt::format("'{}' comes twice", path));
        }
        paths.push_back({std::string(path), offset});
    }
    if (paths.empty()) {
        fail_at(file, 0, "names no file; expected the path of a migration on each line");
    }
    return paths;
}

}  // namespace erdmark::migration
