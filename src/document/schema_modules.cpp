#include "document/schema_modules.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text.h"
#include "document/annotation.h"

namespace erdmark::document {

namespace {

std::set<std::string> namespaces_of_relations(const schema::Schema& schema) {
    std::set<std::string> names;
    for (const schema::Table& table : schema.tables) {
        names.insert(table.name.schema);
    }
    for (const schema::View& view : schema.views) {
        names.insert(view.name.schema);
    }
    return names;
}

bool fits_a_module_name(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
}

/// What the name of a module may have; each run of other characters becomes a hyphen.
std::string module_name(const std::string& name) {
    if (std::ranges::all_of(name, fits_a_module_name)) {
        return name;
    }
    std::string result;
    for (const char c : name) {
        const char fitting = fits_a_module_name(c) ? c : '-';
        const bool repeats = fitting == '-' && (result.empty() || result.back() == '-');
        result.append(repeats ? 0 : 1, fitting);
    }
    while (result.ends_with('-')) {
        result.pop_back();
    }
    return result.empty() ? "schema" : result;
}

}  // namespace

SchemaModules::SchemaModules(const schema::Schema& schema, std::span<const ModuleRule> rules) {
    const std::set<std::string> names = namespaces_of_relations(schema);
    if (names.size() < 2) {
        return;
    }
    taken_.insert(kCommonModule);
    for (const ModuleRule& rule : rules) {
        taken_.insert(to_lower(rule.name));
    }
    for (const schema::Namespace& each : schema.namespaces) {
        comments_.emplace(each.name, each.comment);
    }
    for (const std::string& name : names) {
        if (!name.empty()) {
            add(name, rules);
        }
    }
}

void SchemaModules::add(const std::string& name, std::span<const ModuleRule> rules) {
    const bool is_known =
        name == kCommonModule || std::ranges::find(rules, name, &ModuleRule::name) != rules.end();
    if (is_known) {
        module_by_namespace_.emplace(name, name);
        return;
    }
    const std::string wanted = module_name(name);
    std::string module = wanted;
    for (std::size_t number = 2; !taken_.insert(to_lower(module)).second; ++number) {
        module = fmt::format("{}-{}", wanted, number);
    }
    module_by_namespace_.emplace(name, module);
    const std::string title = humanize(name);
    const std::string& comment = comments_[name];
    modules_.push_back({.name = module,
                        .title = title.empty() ? name : title,
                        .description = comment.empty()
                                           ? fmt::format("What is in the schema {}.", name)
                                           : comment});
}

const std::string* SchemaModules::module_of(const schema::QualifiedName& name) const {
    const auto module = module_by_namespace_.find(name.schema);
    return module == module_by_namespace_.end() ? nullptr : &module->second;
}

void SchemaModules::describe(std::vector<ModuleRule>& modules) const {
    for (ModuleRule& module : modules) {
        const auto of_namespace = module_by_namespace_.find(module.name);
        const bool is_joined =
            of_namespace != module_by_namespace_.end() && of_namespace->second == module.name;
        const auto comment = comments_.find(module.name);
        if (is_joined && comment != comments_.end() && !comment->second.empty()) {
            module.description = comment->second;
        }
    }
}

}  // namespace erdmark::document
