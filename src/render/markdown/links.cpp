#include "render/markdown/links.h"

#include <fmt/format.h>

#include "base/text.h"
#include "render/markdown/escape.h"

namespace erdmark::render::markdown {

namespace {

constexpr std::string_view kNotDocumented = " (not documented)";

}  // namespace

std::string module_file(const std::string& module) {
    return module + "-erd.md";
}

std::string table_anchor(const document::TableLink& link) {
    return "table-" + link.anchor;
}

std::string link_to_table(const document::TableLink& target, const std::string& from,
                          const std::string& label) {
    if (target.module.empty()) {
        return label + std::string(kNotDocumented);
    }
    const std::string file = target.module == from ? "" : module_file(target.module);
    return link(label, fmt::format("{}#{}", file, table_anchor(target)));
}

std::string link_to_table(const document::TableLink& target, const std::string& from) {
    return link_to_table(target, from,
                         target.module.empty() ? code(target.table) : text(target.table));
}

std::string link_to_module(const document::TableLink& target) {
    return target.module.empty() ? "" : link(text(target.module_title), module_file(target.module));
}

std::string type_anchor(const document::EntryLink& type) {
    return "type-" + type.anchor;
}

std::string function_anchor(const document::EntryLink& function) {
    return "function-" + function.anchor;
}

std::string link_to_type(const document::EntryLink& type, const std::string& from,
                         const std::string& label) {
    return type.anchor.empty() ? label
                               : link(label, fmt::format("{}#{}", from.empty() ? "" : kIndexFile,
                                                         type_anchor(type)));
}

std::string link_to_function(const document::EntryLink& function, const std::string& label) {
    return function.anchor.empty()
               ? label
               : link(label, fmt::format("{}#{}", kFunctionsFile, function_anchor(function)));
}

std::string code_list(std::span<const std::string> names) {
    std::string result;
    for (const std::string& name : names) {
        result.append(result.empty() ? "" : ", ").append(code(name));
    }
    return result;
}

std::string short_list(std::span<const std::string> items, std::size_t most) {
    const std::size_t shown = items.size() <= most + 1 ? items.size() : most;
    const std::string list = join(items.first(shown), ", ");
    return shown == items.size() ? list : fmt::format("{} and {} more", list, items.size() - shown);
}

}  // namespace erdmark::render::markdown
