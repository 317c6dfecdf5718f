#include "document/module.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include <fmt/format.h>

#include "base/error.h"
#include "base/glob.h"
#include "base/text.h"
#include "document/schema_modules.h"
#include "document/table_words.h"
#include "schema/filter.h"

namespace erdmark::document {

namespace {

using schema::QualifiedName;

/// A rule on its way through the tables: what it took, and which of its patterns ever matched.
struct RuleInUse {
    const ModuleRule* rule;
    bool builtin = false;
    std::set<std::string> matched_patterns;
};

bool is_exception(const std::string& pattern) {
    return pattern.starts_with('!');
}

bool matches_name(const std::string& pattern, const QualifiedName& name) {
    return schema::matches_any({&pattern, 1}, name);
}

bool matches_words(const std::string& pattern, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return glob_matches(pattern, word); });
}

/// A table on its way through the rules. Built-in rules look at the words of its name, a project's
/// own at the name.
struct Candidate {
    const QualifiedName& name;
    std::vector<std::string> words;

    bool is_taken_by(const std::string& pattern, bool builtin) const {
        return builtin ? matches_words(pattern, words) : matches_name(pattern, name);
    }
};

/// The pattern of `use` that takes the candidate, or a null pointer. A later exception takes back
/// what an earlier pattern took. Notes each pattern that matches, so that those which never do can
/// be told.
const std::string* taking_pattern(RuleInUse& use, const Candidate& candidate) {
    const std::string* taken_by = nullptr;
    for (const std::string& pattern : use.rule->tables) {
        const std::string positive = is_exception(pattern) ? pattern.substr(1) : pattern;
        if (!candidate.is_taken_by(positive, use.builtin)) {
            continue;
        }
        use.matched_patterns.insert(pattern);
        if (is_exception(pattern)) {
            taken_by = nullptr;
        } else if (taken_by == nullptr) {
            taken_by = &pattern;
        }
    }
    return taken_by;
}

std::string reason_of(const RuleInUse& use, const std::string& pattern) {
    return use.rule->reason.empty()
               ? fmt::format(fmt::runtime(use.builtin ? "built-in word '{}'" : "pattern '{}'"),
                             pattern)
               : use.rule->reason;
}

std::optional<Assignment> assign_by_rules(std::vector<RuleInUse>& uses, const QualifiedName& name) {
    const Candidate candidate{name, table_words(name.name)};
    for (RuleInUse& use : uses) {
        if (const std::string* pattern = taking_pattern(use, candidate); pattern != nullptr) {
            return Assignment{name, use.rule->name, reason_of(use, *pattern)};
        }
    }
    return std::nullopt;
}

std::optional<Assignment> assign_by_namespace(const SchemaModules& modules,
                                              const QualifiedName& name) {
    const std::string* module = modules.module_of(name);
    if (module == nullptr) {
        return std::nullopt;
    }
    return Assignment{name, *module, fmt::format("schema '{}'", name.schema)};
}

/// A project's own rules come before the namespace, which people chose as well; built-in ones,
/// which only guess from words, come after it.
Assignment assign(std::vector<RuleInUse>& uses, const SchemaModules& modules, bool builtin,
                  const QualifiedName& name) {
    std::optional<Assignment> assignment =
        builtin ? assign_by_namespace(modules, name) : assign_by_rules(uses, name);
    if (!assignment) {
        assignment = builtin ? assign_by_rules(uses, name) : assign_by_namespace(modules, name);
    }
    return assignment ? *std::move(assignment)
                      : Assignment{name, kCommonModule, "no rule takes it"};
}

void warn_about_idle_patterns(const RuleInUse& use, const std::vector<QualifiedName>& names,
                              std::vector<std::string>& warnings) {
    for (const std::string& pattern : use.rule->tables) {
        if (use.matched_patterns.contains(pattern)) {
            continue;
        }
        const std::string positive = is_exception(pattern) ? pattern.substr(1) : pattern;
        const bool elsewhere =
            std::any_of(names.begin(), names.end(),
                        [&](const QualifiedName& name) { return matches_name(positive, name); });
        warnings.push_back(fmt::format(
            fmt::runtime(
                elsewhere
                    ? "module '{}': every table that pattern '{}' matches is in an earlier module"
                    : "module '{}': pattern '{}' matches no table"),
            use.rule->name, pattern));
    }
}

ModuleRule common_module() {
    return {.name = kCommonModule,
            .title = "Common",
            .description = "Tables that belong to no other module."};
}

/// Those that hold something: in the order of the rules, then those of namespaces, `common` last
/// unless a rule names it.
std::vector<ModuleRule> modules_in_use(std::span<const ModuleRule> rules,
                                       const std::vector<ModuleRule>& of_namespaces,
                                       std::set<std::string>& used) {
    std::vector<ModuleRule> modules;
    const auto add = [&](const ModuleRule& module) {
        if (used.erase(module.name) > 0) {
            modules.push_back(module);
        }
    };
    std::ranges::for_each(rules, add);
    std::ranges::for_each(of_namespaces, add);
    add(common_module());
    return modules;
}

std::vector<QualifiedName> names_of(const schema::Schema& schema) {
    std::vector<QualifiedName> names;
    for (const schema::Table& table : schema.tables) {
        names.push_back(table.name);
    }
    for (const schema::View& view : schema.views) {
        names.push_back(view.name);
    }
    return names;
}

std::vector<std::string> known_names(std::span<const ModuleRule> modules) {
    std::vector<std::string> names;
    for (const ModuleRule& module : modules) {
        names.push_back(module.name);
    }
    return names;
}

}  // namespace

ModulePlan assign_modules(const schema::Schema& schema, std::span<const ModuleRule> rules) {
    const bool builtin = rules.empty();
    const std::span<const ModuleRule> all_rules = builtin ? builtin_modules() : rules;
    std::vector<RuleInUse> uses;
    for (const ModuleRule& rule : all_rules) {
        uses.push_back({.rule = &rule, .builtin = builtin});
    }
    const SchemaModules namespaces(schema, all_rules);
    const std::vector<QualifiedName> names = names_of(schema);
    ModulePlan plan;
    std::set<std::string> used;
    for (const QualifiedName& name : names) {
        plan.assignments.push_back(assign(uses, namespaces, builtin, name));
        used.insert(plan.assignments.back().module);
    }
    plan.modules = modules_in_use(all_rules, namespaces.modules(), used);
    if (builtin) {
        namespaces.describe(plan.modules);
        return plan;
    }
    for (const RuleInUse& use : uses) {
        warn_about_idle_patterns(use, names, plan.warnings);
    }
    return plan;
}

std::string resolve_module(const std::string& word, std::span<const ModuleRule> modules) {
    std::vector<std::string> by_prefix;
    for (const ModuleRule& module : modules) {
        const bool named =
            equals_ignoring_case(module.name, word) ||
            std::find(module.aliases.begin(), module.aliases.end(), word) != module.aliases.end();
        if (named) {
            return module.name;
        }
        if (!word.empty() && to_lower(module.name).starts_with(to_lower(word))) {
            by_prefix.push_back(module.name);
        }
    }
    if (by_prefix.size() == 1) {
        return by_prefix.front();
    }
    if (!by_prefix.empty()) {
        throw Error(ErrorKind::Usage,
                    fmt::format("module '{}' could be any of: {}", word, join(by_prefix, ", ")));
    }
    const std::vector<std::string> known = known_names(modules);
    throw Error(ErrorKind::Usage, fmt::format("unknown module '{}'{}; the modules are: {}", word,
                                              did_you_mean(word, known), join(known, ", ")));
}

}  // namespace erdmark::document
